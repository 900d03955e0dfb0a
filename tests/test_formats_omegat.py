"""OmegaT's tab text: what its lines say, and what others' lines are taken for."""

from __future__ import annotations

import io

import pytest
from concepts import HASHED, LIU, SONG, WEIHAI, concept, pair

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, Report, read, write
from glossary.formats.lines import LINE
from glossary.model import Concept, Note, Term

OMEGAT = PROFILES["omegat"]


def written(*concepts: Concept, options: Options | None = None) -> tuple[list[str], Report]:
    """Return the lines of an export, and its report."""
    out = io.BytesIO()
    report = write(concepts, OMEGAT, out, options)
    return out.getvalue().decode("utf-8").split("\n")[:-1], report


def items(text: str) -> list[Incoming | Problem]:
    """Return what is read of *text*."""
    return list(read(io.BytesIO(text.encode("utf-8")), OMEGAT, "f.txt"))


def forms(text: str) -> list[list[tuple[str, str]]]:
    """Return language and text of the terms of each concept."""
    return [
        [(term.language, term.text) for term in item.concept.terms]
        for item in items(text)
        if isinstance(item, Incoming)
    ]


def test_the_lines() -> None:
    lines, report = written(WEIHAI, LIU, SONG)
    assert lines == [
        "류광화\t刘广华\t[person] Liú Guǎnghuá",
        "유광화\t刘广华\t[person] Liú Guǎnghuá",
        "송혜교\t宋慧敎\t[person, own-hanja]",
        "웨이하이\t威海\t[place] Wēihǎi — 산둥성 동쪽 끝의 도시",
    ]
    assert (report.concepts, report.entries) == (3, 4)


def test_tabs_and_line_feeds_of_notes_are_spaces() -> None:
    (line,), _ = written(pair(1, "다잉그룹", "大鹰", notes=(Note("첫 줄\n둘째\t줄"), Note("또"))))
    assert line == "다잉그룹\t大鹰\t[organization] — 첫 줄 둘째 줄 / 또"


def test_a_form_that_begins_with_a_hash_is_left_out_and_counted() -> None:
    both = concept(1, Term("ko", "#해시"), Term("ko", "해시태그"), Term("zh", "话题标签"), status="approved")
    lines, report = written(both, HASHED)
    assert [line.split("\t")[0] for line in lines] == ["해시태그"]
    assert report.left_out == {"unwritable": 1}
    assert report.lost["pairs whose source form begins with # or a BOM"] == 2


def test_a_pair_that_two_concepts_have_is_written_once() -> None:
    lines, report = written(pair(1, "무단장", "牡丹江", kind="place"), pair(2, "무단장", "牡丹江", kind="person"))
    assert len(lines) == 1
    assert report.lost["pairs that another concept has too"] == 1


def test_what_it_says_comes_back() -> None:
    text = "\n".join(written(WEIHAI, LIU, SONG)[0])
    liu, song, weihai = (item for item in items(text) if isinstance(item, Incoming))
    assert (liu.concept.kind, liu.line, set(liu.fields)) == ("person", 1, {"terms", "kind"})
    assert [term.text for term in liu.concept.korean] == ["류광화", "유광화"]
    assert liu.concept.chinese[0].reading == "Liú Guǎnghuá"
    assert song.concept.chinese[0].flags == ("own-hanja",)
    assert [note.text for note in weihai.concept.notes] == ["산둥성 동쪽 끝의 도시"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeff웨이하이\t威海\r\n", [[("ko", "웨이하이"), ("zh-Hans", "威海")]]),
        ("威海\t웨이하이\n", [[("ko", "웨이하이"), ("zh-Hans", "威海")]]),
        ("WeKoreaGo\t威韩购\n", [[("ko", "WeKoreaGo"), ("zh-Hans", "威韩购")]]),
        ("威韩购\tWeKoreaGo\n", [[("ko", "WeKoreaGo"), ("zh-Hans", "威韩购")]]),
        ("고속철\tCRH\n", [[("ko", "고속철"), ("zh-Hans", "CRH")]]),
        ("# 주석\n\n가\t甲\n", [[("ko", "가"), ("zh-Hans", "甲")]]),
        ("루산\t乳山\n루산\t庐山\n", [[("ko", "루산"), ("zh-Hans", "乳山")], [("ko", "루산"), ("zh-Hans", "庐山")]]),
        ("가\t甲\t하나\n나\t甲\t둘\n", [[("ko", "가"), ("zh-Hans", "甲")], [("ko", "나"), ("zh-Hans", "甲")]]),
        ("", []),
    ],
)
def test_lines_of_others(text: str, expected: list[list[tuple[str, str]]]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "comment", ["그냥 메모", "[기관] 메모", "[river] x", "[place, wet] x", "[place]x", "대괄호 [place]"]
)
def test_a_comment_of_somebody_is_a_note(comment: str) -> None:
    (item,) = items(f"가\t甲\t{comment}\n")
    assert isinstance(item, Incoming)
    assert [note.text for note in item.concept.notes] == [comment]
    assert item.fields == {"terms", "notes"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("웨이하이\n", "f.txt:1: no target"),
        ("\t威海\n", "f.txt:1: no source"),
        (f"{'가' * 501}\t甲\n", "f.txt:1: the ko term has 501 characters"),
        ("가\x00나\t甲\n", "f.txt:1: the ko term has a control character U+0000"),
    ],
)
def test_what_is_told(text: str, problem: str) -> None:
    told, good = items(text + "나\t乙\n")
    assert str(told).startswith(problem)
    assert isinstance(good, Incoming) and good.line == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("가\t甲\n".encode("utf-16")[:-1], r"f\.txt:1: not UTF-16 at byte 7"),
        (
            "가\t나\n".encode() + "나\t둘\n".encode("cp949"),
            r"f\.txt:2: not UTF-8 at byte 1 .*; save the file as UTF-8 \(.*cp949",
        ),
        (b"a" * (LINE + 1), r"f\.txt:1: a line of more than"),
    ],
    ids=["cut", "cp949", "long"],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        list(read(io.BytesIO(data), OMEGAT, "f.txt"))


def test_a_note_behind_no_reading_is_a_note() -> None:
    (line,), _ = written(pair(1, "다잉그룹", "大鹰", notes=(Note("회사"),)))
    assert line.endswith("\t[organization] — 회사")
    (item,) = items(line)
    assert isinstance(item, Incoming)
    assert ([note.text for note in item.concept.notes], item.concept.chinese[0].reading) == (["회사"], None)
