"""Large documents in parts: where they are cut, what is counted before a part, and that the pairs are those of the document."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import documents
from glossary.documents import jsonl, parts, plain
from glossary.documents.parts import Part, divide
from glossary.errors import DocumentError
from glossary.model import Document
from glossary.pipeline import extract, extract_part

LETTER = "가"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts small, so that a page has several."""
    monkeypatch.setattr(parts, "PART", 200)
    monkeypatch.setattr(parts, "_LEAST", 64)


def read(data: bytes) -> tuple[list[Part], list[str]]:
    """Read *data* as a plain file; return its parts and the problems."""
    problems: list[DocumentError] = []
    return list(plain.read(io.BytesIO(data), "x.txt", problems.append)), [str(problem) for problem in problems]


def refuse(error: DocumentError) -> None:
    """Fail, because nothing is wrong with what is read."""
    raise error


def cut(text: str) -> list[str]:
    """Return the texts of the parts of *text*."""
    return [part.document.text for part in divide(Document("x.txt", text))]


def test_a_document_is_one_part_up_to_the_limit() -> None:
    text = LETTER * (parts.PART // 3)
    assert list(divide(Document("x.txt", text))) == [Part(Document("x.txt", text))]
    assert len(cut(text + LETTER)) == 2


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("between", ["\n\n", "\n\r\n", "\n", ". ", " ", ")"], ids=repr)
def test_a_cut_is_made_where_it_disturbs_least(between: str) -> None:
    worse = {"\n\n": "\n", "\n\r\n": "\n", "\n": " ", ". ": " ", " ": ")"}.get(between, LETTER)
    text = LETTER * 52 + between + (LETTER + worse) * 4 + LETTER * 60
    assert cut(text)[0] == LETTER * 52 + between


@pytest.mark.usefixtures("small")
def test_a_text_without_any_gap_is_cut_between_two_letters() -> None:
    assert cut(LETTER * 100) == [LETTER * 66, LETTER * 34]
    assert cut("😀" * 51) == ["😀" * 50, "😀"]


def test_a_text_of_brackets_is_cut_smaller() -> None:
    text = "웨이하이(威海) " * 20_000
    assert max(part.count("(") for part in cut(text)) <= 2_500
    assert "".join(cut(text)) == text
    assert {part for piece in cut(text) for part in piece.split()} == {"웨이하이(威海)"}


TEXTS = st.lists(
    st.sampled_from(
        ["웨이하이(威海)시 ", "a", "가나다라", "\n", "\n\n", "\r\n", ". ", "😀", "(", ")", "e\u0301", "  "]
    ),
    max_size=120,
).map("".join)


@pytest.mark.usefixtures("small")
@settings(max_examples=100, deadline=None)
@given(TEXTS, st.booleans())
def test_a_file_is_cut_as_its_text_is(text: str, mark: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART", 200)
        patch.setattr(parts, "_LEAST", 64)
        found, problems = read(plain.BOM * mark + text.encode())
        assert problems == []
        assert found == list(divide(Document("x.txt", text)))
    assert [part.last for part in found] == [False] * (len(found) - 1) + [True]
    for part, after in pairwise(found):
        assert after.start == part.start + len(part.document.text)
        assert after.line == text.count("\n", 0, after.start)
    assert list(documents.whole(found, on_problem=refuse)) == [Document("x.txt", text)]


@pytest.mark.usefixtures("small")
def test_the_pairs_of_the_parts_are_those_of_the_document() -> None:
    text = "산동성 웨이하이(威海)시와 협력한다.\n칭다오(靑島)시\n" * 20
    document = Document("x.txt", text)
    found, _ = read(text.encode())
    pairs = extract(document)
    assert len(found) > 5
    assert [pair for part in found for pair in extract_part(part)] == pairs
    assert [(pair.ko.text, pair.zh.text) for pair in pairs] == [("웨이하이", "威海"), ("칭다오", "靑島")] * 20
    assert all(text[pair.ko.start : pair.zh.end] == f"{pair.ko.text}({pair.zh.text}" for pair in pairs)


@pytest.mark.usefixtures("small")
def test_a_late_byte_that_is_not_utf8_is_told_and_the_parts_before_stand() -> None:
    data = (LETTER * 30 + "\n").encode() * 5
    found, problems = read(data + b"\xff" + data)
    assert [part.last for part in found] == [False, False]
    assert problems == [
        "x.txt: not UTF-8 at byte 455 (0xFF); what stands before is UTF-8: the file is damaged there; the text before it was read"
    ]
    assert list(documents.whole(found, on_problem=refuse)) == []


@pytest.mark.usefixtures("small")
def test_a_large_line_of_jsonl_comes_in_parts() -> None:
    line = f'{{"id": "n-1", "date": "2016-11-21", "text": "{"웨이하이(威海) " * 30}"}}'
    found = list(jsonl.read(io.BytesIO(line.encode()), "x.jsonl", refuse))
    assert len(found) > 2
    assert {(part.document.name, part.document.date) for part in found} == {("n-1", "2016-11-21")}
