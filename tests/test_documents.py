"""Documents: what is read, under which name, and what is refused with which line."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from glossary import documents
from glossary.documents import jsonl, plain, sources
from glossary.errors import DocumentError
from glossary.model import Document

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


def read(*given: str | Path) -> tuple[list[Document], list[str]]:
    """Read *given* and return the documents and the problems."""
    problems: list[DocumentError] = []
    return list(documents.read([str(source) for source in given], on_problem=problems.append)), [
        str(error) for error in problems
    ]


def test_bytes_are_decoded_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "기사.txt"
    path.write_bytes("\ufeff웨이하이(威海)\r\n가".encode())
    (document,), problems = read(path)
    assert document.text == "웨이하이(威海)\r\n가"
    assert problems == []


def test_folder_is_read_in_sorted_order_and_others_are_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.TXT", "c.hwp", "a.txt", ".git/x.txt", "._b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    problems: list[DocumentError] = []
    found = documents.find([str(tmp_path)], on_problem=problems.append)
    assert problems == []
    assert [file.name.removeprefix(f"{tmp_path.as_posix()}/") for file in found.files] == [
        "a/b.TXT",
        "a/z.txt",
        "a.txt",
        "b.txt",
    ]
    assert found.others == 2
    assert found.size == sum(len(name) for name in ("a/b.TXT", "a/z.txt", "a.txt", "b.txt"))


@pytest.mark.parametrize("source", ["seeds", "./seeds", "seeds/"])
def test_name_is_the_source_joined_with_the_path_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "x.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (document,), _ = read(source)
    assert document.name == source.rstrip("/") + "/x.txt"


def test_file_named_outright_is_always_tried(tmp_path: Path) -> None:
    path = tmp_path / "기사.hwp.bak"
    path.write_text("웨이하이", encoding="utf-8")
    (document,), _ = read(path)
    assert document.text == "웨이하이"


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("다잉(大鷹)".encode())))
    (document,), problems = read("-", "-")
    assert (document.name, document.text, problems) == ("-", "다잉(大鷹)", [])


def test_empty_document_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    (document,), problems = read(path)
    assert (document.text, problems) == ("", [])


def test_missing_file_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", encoding="utf-8")
    found, problems = read(tmp_path / "없음.txt", path)
    assert [document.text for document in found] == ["a"]
    assert problems == [f"{(tmp_path / '없음.txt').as_posix()}: no such file or directory"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("웨이하이(威海)시와 협력한다".encode("cp949"), "not UTF-8 at byte 0 (0xBF); it looks like CP949"),
        (b"abc\xff", "not UTF-8 at byte 3 (0xFF); save it as UTF-8"),
        (b"\xef\xbb\xbfabc\xff", "not UTF-8 at byte 6 (0xFF)"),
        ("웨이하이".encode("utf-16"), "not UTF-8 at byte 0 (0xFF); it looks like UTF-16"),
        ("웨이하이".encode("utf-32"), "not UTF-8 at byte 0 (0xFF); it looks like UTF-32"),
        ("威海市国民经济和社会发展".encode("gb18030"), "not UTF-8 at byte 0 (0xCD); it looks like GB18030"),
        ("가".encode()[:2], "not UTF-8 at byte 0 (0xEA)"),
        (
            "웨이하이".encode() + b"\xed\xa0\x80",
            "not UTF-8 at byte 12 (0xED); what stands before is UTF-8: the file is damaged",
        ),
    ],
    ids=["cp949", "stray", "bom", "utf-16", "utf-32", "gb18030", "cut", "damaged"],
)
def test_wrong_encoding_names_the_byte(data: bytes, expected: str) -> None:
    with pytest.raises(DocumentError) as caught:
        plain.decode(data, "x.txt")
    assert str(caught.value).startswith(f"x.txt: {expected}")


def test_document_too_large_for_one_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LETTERS", 2**20)
    (tmp_path / "a.txt").write_bytes(b"a" * (2**20 + 1))
    (tmp_path / "b.txt").write_bytes(b"b" * 2**20)
    found, problems = read(tmp_path)
    assert [document.name for document in found] == [f"{tmp_path.as_posix()}/b.txt"]
    name = f"{tmp_path.as_posix()}/a.txt"
    assert problems == [f"{name}: more than 1,048,576 characters; split it, or give its parts as .jsonl"]


@posix
def test_device_is_refused() -> None:
    found, problems = read("/dev/zero")
    assert found == []
    assert problems == ["/dev/zero: a device, not a document; give a file, a folder or -"]


@posix
def test_pipe_without_a_writer_is_empty_and_does_not_wait(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    (document,), _ = read(path)
    assert document.text == ""


@posix
def test_pipe_with_a_slow_writer_is_read_to_its_end() -> None:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as stream:
            stream.write("다잉".encode())

    writer = threading.Timer(0.05, write)
    writer.start()
    (document,), _ = read(f"/dev/fd/{reading}")
    writer.join()
    os.close(reading)
    assert document.text == "다잉"


@posix
def test_links_in_a_circle_end_the_search(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found, problems = read(tmp_path)
    assert [document.text for document in found] == ["x"]
    assert len(problems) == 1
    assert "self.txt: " in problems[0]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", encoding="utf-8")
    path.chmod(0)
    assert read(path) == ([], [f"{path}: permission denied"])


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name hold any byte")
def test_name_that_is_not_unicode_is_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\n.txt")).write_bytes(b"x")
    (document,), _ = read(tmp_path)
    assert document.name.endswith("/caf\\xe9\\x0a.txt")
    document.name.encode("utf-8")


def test_path_with_nul_is_no_path() -> None:
    assert read("a\0b") == ([], ["'a\\x00b': not a path"])


def lines(*given: str | bytes) -> tuple[list[Document], list[str]]:
    """Read *given* as the lines of ``x.jsonl``."""
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in given)
    problems: list[DocumentError] = []
    parts = jsonl.read(io.BytesIO(data), "x.jsonl", problems.append)
    return list(documents.whole(parts, on_problem=problems.append)), [str(error) for error in problems]


def test_jsonl_holds_one_document_a_line() -> None:
    record = {
        "id": "n-1",
        "text": "다잉(大鷹)",
        "title": "제목",
        "date": "2016-11-21",
        "lang": "KO",
        "url": "https://example.org/1",
    }
    found, problems = lines(
        "\ufeff" + json.dumps(record), "", '{"text": "a", "id": 7, "title": null}\r', '{"text": ""}'
    )
    assert problems == []
    assert found == [
        Document("n-1", "다잉(大鷹)", title="제목", date="2016-11-21", language="ko", url="https://example.org/1"),
        Document("7", "a"),
        Document("x.jsonl:4", ""),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text": "a"', "x.jsonl:1:13: not JSON: expecting ',' delimiter"),
        ("[1]", "x.jsonl:1: not a JSON object"),
        ('{"id": "a"}', "x.jsonl:1: no text"),
        ('{"text": 5}', "x.jsonl:1: no text"),
        (r'{"text": "a\ud800"}', "x.jsonl:1: the text has a lone surrogate at character 2; remove it"),
        (r'{"text": "a", "id": "b\u0000"}', "x.jsonl:1: the id has a control character U+0000"),
        ('{"text": "a", "title": ["b"]}', "x.jsonl:1: title is not text"),
        ('{"text": "a", "lang": "!"}', "x.jsonl:1: not a language tag: '!'"),
        (b'{"text": "\xbf\xfe"}', "x.jsonl:1: not UTF-8 at byte 10 (0xBF)"),
        ("[" * 100_000, "x.jsonl:1: JSON with a number too long or nested too deep"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "x.jsonl:1: JSON with a number too long or nested too deep"),
    ],
    ids=[
        "cut",
        "list",
        "no-text",
        "number",
        "surrogate",
        "nul",
        "title",
        "language",
        "encoding",
        "deep",
        "long-number",
    ],
)
def test_bad_line_is_named_and_the_others_are_read(line: str | bytes, expected: str) -> None:
    found, problems = lines(line, '{"id": "good", "text": "다잉"}')
    assert [document.name for document in found] == ["good"]
    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 64)
    found, problems = lines('{"text": "' + "a" * 300 + '"}', '{"text": "b"}')
    assert [document.text for document in found] == ["b"]
    assert problems[0].startswith("x.jsonl:1: a line of more than")


def test_every_reader_has_a_suffix_that_a_source_can_have() -> None:
    for suffix in documents.READERS:
        assert sources.Source("x", f"x{suffix.upper()}").suffix == suffix
