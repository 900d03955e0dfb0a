"""Scanning bytes for the stretches worth reading: nothing that the extractors find may lie outside them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.extract import extractors, glosses
from glossary.extract.brackets import LONGEST, brackets, settles
from glossary.extract.scan import anchors, stretches
from glossary.model import Document, Gloss

SENTENCES = Path(__file__).resolve().parents[2] / "shared" / "data" / "kowiki" / "sentences.jsonl.gz"
FILLER = "우리는 그 일을 (1990년 5월) 다시 살펴보았다. “그렇다”라고 [1] 하였다. "


def whole(text: str) -> list[Gloss]:
    """Return the glosses of *text* read as one stretch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractors, "SCANNED", len(text) + 1)
        return glosses(Document("d", text))


def scanned(text: str) -> list[Gloss]:
    """Return the glosses of *text* read in stretches, however short it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractors, "SCANNED", 0)
        return glosses(Document("d", text))


def found(text: str) -> list[int]:
    """Return the code points at which *text* is anchored."""
    data = text.encode()
    return [len(data[:place].decode()) for place in anchors(data)]


@pytest.mark.parametrize(
    "text",
    [
        "(威海)", "（威海）", "(威海）", "[威海]", "［威海］", "〔威海〕", "【威海】", "「威海」", "《威海》", "〈威海〉", "『威海』", "(중국어: 威海)",
        "(“威海”)", "(～威海)", "(𠀀)", "(⽇照)", "(々)", "(金)", "(가(나)威海)", "(a\n威海)", "(😀 威)", "(威",
    ],
    ids=lambda text: text.replace("\n", " "),
)  # fmt: skip
def test_a_han_letter_inside_is_met_in_every_bracket(text: str) -> None:
    assert found(f"웨이하이{text}시")[0] == len("웨이하이")


@pytest.mark.parametrize(
    "before", ["威海", "𠀀", "威海 ", "威海\t", "威海”", "威海&gt; ", "《威海》", "々》", "威海" + " " * 99]
)
@pytest.mark.parametrize("mark", ["()", "（）", "[]", "〔〕", "【】"])
def test_a_han_letter_before_is_met(before: str, mark: str) -> None:
    assert found(f"{before}{mark[0]}웨이하이{mark[1]}")[-1] == len(before)


@pytest.mark.parametrize("before", ["", " ", "\n", "/", "－", "：", "→", "① ", "“", "、", "\u00a0", "| "])
def test_a_cell_of_a_list_is_met(before: str) -> None:
    assert found(f"웨이하이{before}威海")[:1] == ([len("웨이하이" + before)] if before else [])


@pytest.mark.parametrize(
    "text",
    [
        "웨이하이(Weihai)",
        "(“그렇다”)",
        "《서울》",
        "한 해 (2013년)",
        "(ㆍ！～)",
        "(가",
        "《서울》(Seoul)",
        "”서울” (Seoul)",
        "KBS (Seoul)",
    ],
)
def test_other_brackets_are_passed_over(text: str) -> None:
    assert found(text) == []


def test_what_stands_far_from_an_anchor_is_not_read() -> None:
    text = FILLER * 2000 + "웨이하이(威海)시\n" + FILLER * 2000
    ((start, end),) = stretches(text.encode())
    assert end - start < 20_000
    assert scanned(text) == whole(text) != []


def test_other_marks_are_met_where_no_round_bracket_has_them_read() -> None:
    near, others = "웨이하이(威海)", " 〈威海〉 가[威海] / 威海\n"
    assert found(near + others) == [len("웨이하이")]
    far = len(near + FILLER * 300)
    assert {far + others.index(mark) for mark in ("〈", "[", "威海\n")} <= {*found(near + FILLER * 300 + others)}


def test_a_stretch_begins_where_nothing_before_it_matters() -> None:
    far = "[(" + "가" * (LONGEST + 1)
    assert settles("가" * LONGEST)
    assert settles(") 가(나) [다]")
    assert not settles("(가]")
    for text in (far + "](威海)", "(" * 30 + far * 3 + "웨이하이(威海)"):
        assert scanned(text * 20) == whole(text * 20)


def test_a_far_opening_takes_no_near_one_with_it() -> None:
    text = "(" + "가" * LONGEST + "[나) 다]"
    assert [found.text for found, _ in brackets(text)[0]] == ["[나) 다]"]


TOKENS = st.sampled_from(
    [
        "웨이하이(威海)시", "威海(웨이하이)", "威海\t(웨이하이)", "“威海” (웨이하이)", "웨이하이「威海」", "(이하 <다잉>)", "(다잉, 이하 大鷹)", "하문(샤먼, 厦门)", "웨이하이\n(威海)", "(", ")", "[", "]",
        "（", "）", "［", "］", "〔", "〕", "【", "】", "《", "》", "威", "가", " ", "\n", "\n\n", "(Weihai)", "&gt;", "😀", "·", FILLER, FILLER * 12, FILLER * 80, "가" * 399, " " * 150,
        "(" * 13, "[(" + "나" * 390, "웨이하이/威海", "威海－웨이하이 ", "\n1. 威海 웨이하이\n", "웨이하이\tWeihai\t威海\n", "웨이하이,威海", "威海: ", "상하이<上海>",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_the_glosses_are_those_of_the_whole_text(text: str) -> None:
    assert scanned(text) == whole(text)


@pytest.mark.skipif(not SENTENCES.is_file(), reason="no ../shared/data/kowiki here")
def test_the_glosses_of_many_sentences_are_those_of_the_whole_text() -> None:
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as file:
        lines = [json.loads(line)["text"] for line, _ in zip(file, range(6_000), strict=False)]
    dense = "\n".join(lines)
    sparse = "\n\n".join(f"{line}\n{FILLER * 300}" for line in lines[::60])
    assert scanned(dense) == whole(dense)
    assert scanned(sparse) == whole(sparse)
