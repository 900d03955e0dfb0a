"""Sightings become concepts, whatever their order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import consolidate
from glossary.model import Evidence, Span
from glossary.normalize.keys import han_key


def sighting(ko: str, zh: str, **changes: object) -> Evidence:
    """Return a sighting of two forms, as a bracket in the press gives it."""
    one = Evidence(
        document="a" * 64,
        how="bracket",
        ko=Span(0, len(ko), ko),
        zh=Span(9, 9 + len(zh), zh),
        relation="pinyin",
        origin="zh",
        kind="organization",
        band="accept",
        confidence=0.99,
        sentence=f"{ko}({zh})",
    )
    return one._replace(**changes)  # type: ignore[arg-type]


def forms(evidence: list[Evidence]) -> list[tuple[str, str, str, str | None]]:
    return [(term.language, term.text, term.status, term.derived) for term in consolidate.concept(evidence).terms]


def test_one_name_in_two_scripts_is_one_concept() -> None:
    one, other = sighting("상한왕", "上韓網"), sighting("상한왕", "上韩网")
    assert consolidate.anchor(one) == consolidate.anchor(other)
    assert forms([one, other]) == [
        ("ko", "상한왕", "preferred", None),
        ("zh-Hans", "上韩网", "preferred", None),
        ("zh-Hant", "上韓網", "preferred", None),
    ]


def test_readings_of_one_name_share_a_uid_and_other_classes_do_not() -> None:
    official, sino = (
        sighting("류광화", "刘广华", kind="person"),
        sighting("유광화", "刘广华", kind="person", relation="sino"),
    )
    assert consolidate.uid(consolidate.anchor(official)) == consolidate.uid(consolidate.anchor(sino))
    place = sighting("류광화", "刘广华", kind="place")
    assert consolidate.uid(consolidate.anchor(place)) != consolidate.uid(consolidate.anchor(official))


def test_translations_join_by_equal_korean_alone() -> None:
    one, other = (
        sighting("국가인터넷", "國網", relation="translation"),
        sighting("국망", "國網", relation="translation"),
    )
    assert consolidate.uid(consolidate.anchor(one)) != consolidate.uid(consolidate.anchor(other))


def test_a_misspelt_form_gives_way_to_the_official_one() -> None:
    terms = forms([sighting("류산", "乳山", kind="place", flags=("misspelt",), band="review")])
    assert ("ko", "루산", "preferred", "table5") in terms
    assert ("ko", "류산", "admitted", None) in terms


def test_an_attested_official_form_is_not_derived() -> None:
    misspelt = sighting("류산", "乳山", kind="place", flags=("misspelt",), band="review")
    official = sighting("루산", "乳山", kind="place", how="variant", band="review", sentence="루산시")
    assert ("ko", "루산", "preferred", None) in forms([misspelt, official])


def test_an_article_printed_twice_is_one_sighting() -> None:
    one = sighting("웨이하이", "威海")
    assert consolidate.concept([one, one._replace(ko=Span(100, 104, "웨이하이"))]).seen == 1


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "auto"),
        ({"band": "review"}, "candidate"),
        ({"relation": "translation"}, "candidate"),
        ({"relation": "other"}, "candidate"),
    ],
)
def test_status(changes: dict[str, object], status: str) -> None:
    assert consolidate.concept([sighting("웨이하이", "威海", **changes)]).status == status


def test_a_korean_name_keeps_its_hanja_apart() -> None:
    concept = consolidate.concept([sighting("박용만", "朴容萬", origin="ko", kind="person", relation="sino")])
    assert all("own-hanja" in term.flags for term in concept.chinese)
    assert not any(term.official for term in concept.korean)


def test_scripts_of_attested_forms() -> None:
    """广 is an old character too, but 广森 is written by nobody who writes traditional characters."""
    assert [term.language for term in consolidate.concept([sighting("광삼", "广森", relation="sino")]).chinese] == [
        "zh-Hans",
        "zh-Hant",
    ]
    assert [term.language for term in consolidate.concept([sighting("웨이하이", "威海")]).chinese] == ["zh"]


EVIDENCE = st.builds(
    sighting,
    st.sampled_from(["류광화", "유광화", "리우광화"]),
    st.sampled_from(["刘广华", "劉廣華"]),
    relation=st.sampled_from(["pinyin", "sino", "both"]),
    kind=st.sampled_from(["organization", "product", "title"]),
    band=st.sampled_from(["accept", "review"]),
    how=st.sampled_from(["bracket", "variant"]),
    part_of=st.sampled_from([None, "류광화회사", "류광화그룹"]),
    flags=st.sampled_from([(), ("misspelt",), ("nonstandard",)]),
    sentence=st.sampled_from(["가", "나", "다"]),
    document=st.sampled_from(["a" * 64, "b" * 64]),
)


@given(st.lists(EVIDENCE, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_sightings_does_not_matter(evidence: list[Evidence], chance: random.Random) -> None:
    shuffled = list(evidence)
    chance.shuffle(shuffled)
    concept = consolidate.concept(evidence)
    assert concept == consolidate.concept(shuffled)
    assert sum(term.status == "preferred" for term in concept.korean) == 1
    assert {han_key(term.text) for term in concept.chinese} == {han_key("刘广华")}
