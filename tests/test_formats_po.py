"""PO files as glossaries: what msgfmt says of ours, and the PO files of others."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from concepts import HASHED, HOSTILE, SAMPLE, pair

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, read, write
from glossary.formats.lines import LINE
from glossary.model import Concept

PO = PROFILES["po"]
HEADER = 'msgid ""\nmsgstr "Language: zh_CN\\nX-Source-Language: ko\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
RUSHAN = [pair(1, "루산", "乳山", status="approved"), pair(2, "루산", "庐山", status="approved")]


def written(*concepts: Concept, options: Options | None = None) -> str:
    """Return the text of an export."""
    out = io.BytesIO()
    write(concepts, PO, out, options or Options(guard=False))
    return out.getvalue().decode()


def items(text: str | bytes) -> list[Incoming | Problem]:
    """Return what is read of a file."""
    return list(read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), PO, "f.po"))


def forms(text: str) -> list[list[tuple[str, str]]]:
    """Return language and text of the terms of each concept."""
    return [
        [(term.language, term.text) for term in item.concept.terms]
        for item in items(text)
        if isinstance(item, Incoming)
    ]


def problems(text: str) -> list[str]:
    """Return the problems of a file."""
    return [str(item) for item in items(text) if isinstance(item, Problem)]


def test_an_entry() -> None:
    text = written(pair(1, 'a "b"\\', "甲 乙", status="approved"))
    assert text.endswith('\n\n#. [organization]\nmsgid "a \\"b\\"\\\\"\nmsgstr "甲 乙"\n')
    assert forms(text) == [[("ko", 'a "b"\\'), ("zh-Hans", "甲 乙")]]


def test_a_context_tells_entries_with_one_source_apart() -> None:
    text = written(*RUSHAN)
    assert text.count("msgctxt") == 1 and 'msgctxt "庐山"\nmsgid "루산"\nmsgstr "庐山"\n' in text
    assert [item.concept.notes for item in items(text) if isinstance(item, Incoming)] == [(), ()]


def test_the_header_has_the_languages_and_the_date_that_is_given() -> None:
    text = written(options=Options(target="zh-TW", date="2024-03-09"))
    assert '"Language: zh_TW\\n"' in text and '"X-Source-Language: ko\\n"' in text
    assert '"PO-Revision-Date: 2024-03-09 00:00+0000\\n"' in text


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="no msgfmt (apt-get install gettext)")
def test_msgfmt_has_nothing_against_it(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(written(*SAMPLE, *HOSTILE, HASHED, *RUSHAN), encoding="utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", tmp_path / "a.mo", path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{HEADER}msgid "가"\nmsgstr "甲"\n', [("ko", "가"), ("zh-Hans", "甲")]),
        ('msgid "가"\r\nmsgstr "甲"\r\n', [("ko", "가"), ("zh-Hans", "甲")]),
        ('msgid "甲"\nmsgstr "가"', [("ko", "가"), ("zh-Hans", "甲")]),
        (f'{HEADER.replace("zh_CN", "zh_TW")}msgid "가"\nmsgstr "甲"\n', [("ko", "가"), ("zh-TW", "甲")]),
        ('msgid ""\n"가"\n  "나"\nmsgstr ""\n"甲"\n"\\u4e59"\n', [("ko", "가나"), ("zh-Hans", "甲u4e59")]),
        ('msgid "가\\n\\x41\\102"\nmsgstr "甲"\n', [("ko", "가 AB"), ("zh-Hans", "甲")]),
        ('msgid "가"\nmsgid_plural "가들"\nmsgstr[0] "甲"\nmsgstr[1] "乙"\n', [("ko", "가"), ("zh-Hans", "甲")]),
    ],
)
def test_entries_of_others(text: str, expected: list[tuple[str, str]]) -> None:
    assert forms(text) == [expected]


def test_what_is_said_of_an_entry_comes_in() -> None:
    text = HEADER + (
        '# 메모\n#. [place] Wēihǎi\n#: a.c:1\n#, fuzzy, c-format\n#| msgid "전"\nmsgctxt "지명"\nmsgid "웨이하이"\nmsgstr "威海"\n'
    )
    (item,) = items(text)
    assert isinstance(item, Incoming)
    assert item.concept.status == "candidate" and item.fields == {"terms", "notes", "status"}
    assert [(note.type, note.text) for note in item.concept.notes] == [
        ("note", "메모\n[place] Wēihǎi"),
        ("context", "지명"),
    ]


def test_what_is_obsolete_or_not_translated_is_counted() -> None:
    text = f'{HEADER}msgid "가"\nmsgstr ""\n\nmsgid "나"\nmsgstr "乙"\n\n#~ msgid "다"\n#~ msgstr "丙"\n'
    assert forms(text) == [[("ko", "나"), ("zh-Hans", "乙")]]
    assert problems(text) == [
        "f.po:11: 2 obsolete lines (#~) are passed over",
        "f.po:11: 1 entries without a translation are passed over",
    ]


@pytest.mark.parametrize("line", ['msgid "가', "가", 'msgid "가" "나"', 'mgsid "가"', 'msgid "\\"'])
def test_a_broken_entry_costs_no_other(line: str) -> None:
    text = f'{HEADER}{line}\nmsgstr "甲"\n\nmsgid "나"\nmsgstr "乙"\n'
    assert [told.partition("'")[0] for told in problems(text)] == ["f.po:4: not a line of PO: "]
    assert forms(text) == [[("ko", "나"), ("zh-Hans", "乙")]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER.replace("UTF-8", "EUC-KR"), "f.po:1: in 'euc-kr'; save the file as UTF-8"),
        (HEADER.replace("zh_CN", "fr"), "f.po:1: no Chinese among its languages: ko, fr"),
        ('msgid "hello"\nmsgstr "bonjour"\n', "f.po: neither Korean nor Chinese in it"),
        ('msgid ""\n' + '"가나다라마바사아자차"\n' * (LINE // 10), "f.po:1: an entry of more than"),
    ],
)
def test_a_file_of_something_else_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        items(text)
    assert str(error.value).startswith(message)
