"""CSV for people: what they see, what they may write, and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import io

import pytest
from concepts import DAYING, LIU, SAMPLE, WEIHAI, concept, pair
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Problem, read, write
from glossary.formats.delimited import protect, unprotect
from glossary.formats.sheet.layout import NAMES
from glossary.model import Concept, Note, Term

CSV = PROFILES["csv"]


def rows(*concepts: Concept) -> list[dict[str, str]]:
    """Return the rows of an export, as a spreadsheet sees them."""
    out = io.BytesIO()
    write(concepts, CSV, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))


def items(text: str | bytes) -> list[Incoming | Problem]:
    """Return what is read of *text*."""
    return list(read(io.BytesIO(text if isinstance(text, bytes) else text.encode("utf-8")), CSV, "f.csv"))


def concepts(text: str | bytes) -> list[Concept]:
    """Return the concepts of a file without problems."""
    found = items(text)
    assert not [str(item) for item in found if isinstance(item, Problem)]
    return [item.concept for item in found if isinstance(item, Incoming)]


def problems(text: str | bytes) -> list[str]:
    """Return the problems of a file."""
    return [str(item) for item in items(text) if isinstance(item, Problem)]


def test_the_columns() -> None:
    assert NAMES[:5] == ("id", "ko", "zh-Hans", "zh-Hant", "pinyin")
    assert all(tuple(row) == NAMES for row in rows(*SAMPLE))


def test_a_form_equal_in_both_scripts_fills_both_columns() -> None:
    (row,) = rows(WEIHAI)
    assert (row["ko"], row["zh-Hans"], row["zh-Hant"], row["pinyin"]) == ("웨이하이", "威海", "威海", "Wēihǎi")
    assert (row["ko_other"], row["official"], row["note"]) == ("위해", "웨이하이", "산둥성 동쪽 끝의 도시 [definition]")


def test_what_sets_a_form_apart_stands_beside_it() -> None:
    (daying, liu) = rows(DAYING, LIU)
    assert daying["flags"] == "zh-Hans derived:opencc:t2s"
    assert liu["ko_other"] == "유광화 [deprecated]"


def test_pinyin_comes_back_on_both_scripts() -> None:
    out = io.BytesIO()
    report = write([DAYING, LIU], CSV, out)
    assert [term.reading for found in concepts(out.getvalue()) for term in found.chinese] == ["Dàyīng"] * 2 + [
        "Liú Guǎnghuá"
    ] * 2
    assert "pinyin of further forms" not in report.lost


@pytest.mark.parametrize("text", ["=SUM(A1)", "+82", "-1", "@이름", "＝합계", "=cmd|' /C calc'!A0"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    (row,) = rows(pair(1, text, "词", notes=(Note(text),), subject=text))
    assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "＝", "\t")]
    assert row["ko"] == f"'{text}"


@given(st.text(st.sampled_from("'=+-@＝가 "), max_size=6))
def test_the_protection_is_undone(cell: str) -> None:
    assert unprotect(protect(cell)) == cell


def test_what_csv_has_no_column_for_is_counted() -> None:
    out = io.BytesIO()
    report = write(
        [WEIHAI, pair(2, "다잉", "大鹰", scope="x", notes=(Note("a", "language", language="ko"),))], CSV, out
    )
    assert report.lost == {
        "internal notes": 1,
        "clients": 1,
        "norms": 1,
        "notes on a language": 1,
        "references": 2,
        "regions": 1,
        "relations": 2,
    }


def test_a_sparse_file_states_little() -> None:
    (item,) = items("uid,ko,zh-Hans,note\nabc,웨이하이,威海,\n")
    assert isinstance(item, Incoming)
    assert item.fields == {"uid", "terms"}
    assert (item.concept.uid, item.line) == ("abc", 2)
    assert [(term.language, term.text, term.status) for term in item.concept.terms] == [
        ("ko", "웨이하이", "preferred"),
        ("zh-Hans", "威海", "preferred"),
    ]


@pytest.mark.parametrize("text", [
    "KO,ZH-CN\n웨이하이,威海\n", "\ufeffko,zh\r\n웨이하이,威海\r\n", "ko;zh_hans\n웨이하이;威海\n", "ko\tzh-Hans\n웨이하이\t威海",
    "ko,zh-Hans\n\n 웨이하이 ,威海\n\n",
])  # fmt: skip
def test_what_spreadsheets_make_of_a_file(text: str) -> None:
    (found,) = concepts(text)
    assert [(term.language, term.text) for term in found.terms] == [("ko", "웨이하이"), ("zh-Hans", "威海")]


def test_lists() -> None:
    cells = "가", "甲", "나 [deprecated, variant] | 다\\|라 \\[마\\]", "乙 [zh-Hant] | Jia [en, acronym]"
    (found,) = concepts("ko,zh-Hans,ko_other,zh_other\n" + ",".join(f'"{cell}"' for cell in cells) + "\n")
    assert {(term.language, term.text, term.status, term.type) for term in found.terms} == {
        ("ko", "가", "preferred", "full"),
        ("zh-Hans", "甲", "preferred", "full"),
        ("zh-Hant", "乙", "admitted", "full"),
        ("en", "Jia", "admitted", "acronym"),
        ("ko", "나", "deprecated", "variant"),
        ("ko", "다|라 [마]", "admitted", "full"),
    }


def test_an_official_spelling_that_is_no_form_yet_becomes_a_derived_one() -> None:
    (found,) = concepts("ko,zh-Hans,official\n류산,乳山,루산\n")
    assert [(term.text, term.derived, term.official) for term in found.korean] == [
        ("류산", None, False),
        ("루산", "table5", True),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ko,zh-Hans,종류\n가,甲,x\n", "f.csv:1:3: column '종류' is not known"),
        ("ko,zh-Hans,ko\n가,甲,나\n", "f.csv:1:3: column 'ko' is there twice; this one"),
        ("ko,zh-Hans\n가,甲,乙\n", "f.csv:2:3: 3 cells under 2 columns"),
        ("ko,zh-Hans,kind\n가,甲,River\n", "f.csv:2:3: not a kind: 'River'; one of place"),
        ("status,zh-Hans,zh-Hant,ko\nAUTO,甲\x07,甲\x07,가\n", "f.csv:2:2: the zh term has a control character"),
        ("ko,zh-Hans,status\n가,甲,ok\n", "f.csv:2:3: not a status: 'ok'"),
        ("ko,zh-Hans,flags\n가,甲,!!\n", "f.csv:2:3: not a language tag: '!!'"),
        ("ko,zh-Hans\n가\x07,甲\n", "f.csv:2:1: the ko term has a control character U+0007"),
        ("ko,zh-Hans,kind\n,,place\n", "f.csv:2: no form in any language"),
        ("ko,zh-Hans,ko_other\n가,甲,나 [a] 다\n", "f.csv:2:3: not a list at '다'"),
        (f"ko,zh-Hans\n{'가' * 501},甲\n", "f.csv:2:1: the ko term has 501 characters"),
        ('ko,zh-Hans\n가,甲\n나,"乙\n', "f.csv:3: a quote that is not closed"),
        ('ko,zh-Hans\n"가"나,甲\n', "f.csv:2: text behind a closing quote"),
    ],
)
def test_what_is_told(text: str, problem: str) -> None:
    assert any(told.startswith(problem) for told in problems(text)), problems(text)


def test_the_line_of_a_row_counts_line_feeds_inside_cells() -> None:
    found = items('ko,zh-Hans,note\n가,甲,"첫 줄\n둘째 줄"\n나,乙,\n')
    assert [item.line for item in found] == [2, 4]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no header; the first row names the columns"),
        ("\n\n", "no header; the first row names the columns"),
        ("웨이하이,威海\n", "no column of Korean or Chinese forms among '웨이하이', '威海'; the first row"),
        ("a,b\n1,2\n", "no column of Korean or Chinese forms among 'a', 'b'; the first row"),
    ],
    ids=["empty", "blank", "headless", "other"],
)
def test_a_file_without_header_is_refused(text: str, what: str) -> None:
    with pytest.raises(FormatError, match=rf"f\.csv:1: {what}"):
        items(text)


def test_another_encoding_is_refused() -> None:
    with pytest.raises(FormatError, match=r"f\.csv:2: not UTF-8 at byte 1 of the line"):
        items("ko,zh-Hans\n웨이하이,x\n".encode("cp949"))


def test_a_term_of_both_columns_and_a_distinct_pair() -> None:
    twice = concept(
        1, Term("ko", "가나", "preferred"), Term("zh-Hans", "甲乙", "preferred"), Term("zh-Hant", "甲乙", "preferred")
    )
    out = io.BytesIO()
    write([twice], CSV, out)
    assert [(term.language, term.text) for term in concepts(out.getvalue())[0].chinese] == [
        ("zh-Hans", "甲乙"),
        ("zh-Hant", "甲乙"),
    ]
