"""Why a pair is to be reviewed, in a few words."""

from __future__ import annotations

import pytest

from glossary.align import align
from glossary.align.doubts import doubt
from glossary.align.relation import judge
from glossary.extract import glosses
from glossary.model import Document
from glossary.pipeline import extract


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("웨이하이(威海)", ""),
        ("더커롱(德克隆)", ""),
        ("탈(脫)냉전", "one hanzi"),
        ("대체(體)", "one hanzi, inside a word"),
        ("류산(乳山)", "misspelt: 乳 as 류"),
        ("《웨이하이시국제전자상거래상거래 발전행동계획(威海市跨境电子商务发展行动计划)》", "typo: 상거래 added"),
        ("씨트립관광사이트(携程旅行网)", "guessed: 携程 as 씨트립"),
        ("WeKoreaGo(威韩购)", "a Latin name beside a Han form"),
        ("농염한 검은황새(黑鹳)", "no reading answers; the last word is a guess"),
        ("《威海市国民经济和社会发展第十三个五年规划纲要 (이하 <13·5규획>)》에서", "short form that the text defines"),
    ],
)
def test_the_gravest_reason_is_given(text: str, why: str) -> None:
    gloss = glosses(Document("d", text))[-1]
    cut = align(gloss)
    assert cut is not None
    assert doubt(gloss, cut, judge(gloss, cut)).startswith(why)
    assert bool(why) == (judge(gloss, cut).band != "accept")


def test_the_steps_give_the_band_with_its_reason() -> None:
    (pair,) = extract(Document("d", "류산(乳山)시"))
    (step,) = (step for step in pair.steps if step.rule == "band")
    assert (step.stage, step.after, step.why) == ("align", "review", "misspelt: 乳 as 류")
