"""Which form a house prefers: whose word counts before whose, and that nothing but that is altered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from concepts import LIU, SAMPLE, WEIHAI, concept, concepts
from hypothesis import given
from hypothesis import strategies as st

from glossary import house as houses
from glossary.house import SCRIPTS, SPELLINGS, TITLE_MARKS, House
from glossary.model import Concept, Term

MAO = concept(
    20,
    Term("ko", "모택동", "preferred", seen=3),
    Term("ko", "마오쩌둥", official=True, derived="table5"),
    Term("zh-Hans", "毛泽东", "preferred", seen=3),
    Term("zh-Hant", "毛澤東", "preferred", derived="opencc:s2t"),
    kind="person",
    norm="loanword",
)
CONFUCIUS = concept(
    21,
    Term("ko", "쿵쯔", "preferred", official=True, seen=2),
    Term("ko", "공자", "admitted", "variant", seen=1),
    Term("zh", "孔子", "preferred", seen=3),
    kind="person",
    norm="sino",
)
SHANGHAI = concept(
    22,
    Term("ko", "상해", "preferred", seen=2),
    Term("ko", "상하이", official=True, seen=1),
    Term("zh", "上海", "preferred", seen=3),
    kind="place",
    norm="custom",
)
LIU_FOUND = replace(
    LIU,
    status="auto",
    terms=tuple(replace(term, status="admitted" if term.text == "유광화" else term.status) for term in LIU.terms),
)
PLAN = concept(
    23,
    Term("ko", "《행동계획》", "preferred", seen=1),
    Term("zh", "行动计划", "preferred", seen=1),
    kind="title",
)  # fmt: skip


def preferred(concept: Concept, house: House, language: str = "ko") -> str:
    """Return the form that the house prefers; there is one."""
    (term,) = (
        term for term in houses.view(concept, house).terms if (term.language, term.status) == (language, "preferred")
    )
    return term.text


@pytest.mark.parametrize(
    ("concept", "house", "expected"),
    [
        (WEIHAI, House(), "웨이하이"),
        (WEIHAI, House(place="sino"), "위해"),
        (WEIHAI, House(place="loanword"), "웨이하이"),
        (WEIHAI, House(person="sino"), "웨이하이"),
        (MAO, House(person="loanword"), "마오쩌둥"),
        (MAO, House(person="sino"), "모택동"),
        (MAO, House(person="as-written"), "모택동"),
        (LIU_FOUND, House(person="sino"), "유광화"),
        (CONFUCIUS, House(person="loanword"), "공자"),
        (CONFUCIUS, House(person="sino"), "공자"),
        (SHANGHAI, House(place="loanword"), "상해"),
        (SHANGHAI, House(place="sino"), "상해"),
        (replace(SHANGHAI, norm="loanword"), House(place="loanword"), "상하이"),
        (replace(WEIHAI, kind="organization"), House(place="sino"), "웨이하이"),
        (replace(MAO, origin="ko"), House(person="loanword"), "모택동"),
        (replace(MAO, status="approved"), House(person="loanword"), "모택동"),
    ],
    ids=[
        "no house", "place by hanja", "place by sound", "the norm of persons is not that of places", "an official form nobody wrote",
        "person by hanja", "as written", "with the initial-sound rule", "of the past", "of the past by hanja", "customary",
        "customary is read by hanja too", "not customary", "neither person nor place", "not of China", "approved",
    ],
)  # fmt: skip
def test_norm(concept: Concept, house: House, expected: str) -> None:
    assert preferred(concept, house) == expected


def test_what_a_person_chose_stands_against_the_norm() -> None:
    terms = tuple(replace(term, held=term.text == "모택동") for term in MAO.terms)
    assert preferred(replace(MAO, terms=terms), House(person="loanword")) == "모택동"
    terms = tuple(replace(term, held=term.text == "마오쩌둥") for term in MAO.terms)
    assert preferred(replace(MAO, terms=terms), House(person="loanword")) == "마오쩌둥"  # admitted by hand, not chosen


@pytest.mark.parametrize("change", [{"status": "deprecated"}, {"flags": ("misspelt",)}], ids=["deprecated", "misspelt"])
def test_the_norm_prefers_nothing_that_is_not_to_be_written(change: dict[str, object]) -> None:
    terms = tuple(replace(term, **change) if term.text == "위해" else term for term in WEIHAI.terms)  # type: ignore[arg-type]
    assert preferred(replace(WEIHAI, terms=terms), House(place="sino")) == "웨이하이"


def test_own_names_stay_as_their_bearers_write_them() -> None:
    own = replace(LIU_FOUND, norm="sino")
    assert preferred(own, House(person="loanword")) == "류광화"


def test_a_scope_comes_before_everything_and_ends_where_it_ends() -> None:
    (form,) = (term for term in WEIHAI.korean if term.text == "위해")
    approved = houses.preferring(replace(WEIHAI, status="approved"), "clientA", form)
    assert preferred(approved, House(scope="clientA", place="loanword")) == "위해"
    assert preferred(approved, House(scope="clientB", place="sino")) == "웨이하이"
    assert preferred(approved, House()) == "웨이하이"
    assert preferred(houses.without_preference(approved, "clientA"), House(scope="clientA")) == "웨이하이"


def test_a_scope_prefers_one_form_of_a_language() -> None:
    first, second = WEIHAI.korean
    both = houses.preferring(houses.preferring(WEIHAI, "A", first), "A", second)
    assert [(scope, term.text) for scope, term in houses.preferences(both)] == [("A", second.text)]
    both = houses.preferring(both, "B", first)
    both = houses.preferring(both, "A", WEIHAI.chinese[0])
    assert sorted((scope, term.text) for scope, term in houses.preferences(both)) == [
        ("A", "威海"), ("A", second.text), ("B", first.text),
    ]  # fmt: skip
    assert houses.preferring(both, "B", first) == both


def test_a_scope_may_prefer_another_chinese_form_and_leave_korean_to_the_norm() -> None:
    other = replace(WEIHAI, terms=(*WEIHAI.terms, Term("zh", "威海卫")))
    chosen = houses.preferring(other, "A", other.terms[-1])
    house = House(scope="A", place="sino")
    assert (preferred(chosen, house), preferred(chosen, house, "zh")) == ("위해", "威海卫")


def test_a_preference_for_a_form_that_is_gone_says_nothing() -> None:
    (form,) = (term for term in WEIHAI.korean if term.text == "위해")
    chosen = houses.preferring(WEIHAI, "A", form)
    left = replace(chosen, terms=tuple(term for term in chosen.terms if term.text != "위해"))
    assert preferred(left, House(scope="A")) == "웨이하이"
    assert not list(houses.preferences(left))
    assert houses.without_idle_preferences(left).notes == WEIHAI.notes


def test_nobody_outside_learns_who_prefers_what() -> None:
    chosen = houses.preferring(WEIHAI, "clientA", WEIHAI.korean[1])
    for house in (House(), House(scope="clientA"), House(scope="clientB")):
        assert houses.outward(chosen, house).notes == WEIHAI.notes


def test_a_concept_belongs_to_its_client() -> None:
    theirs = replace(WEIHAI, scope=" client  A")
    assert houses.belongs(WEIHAI, "client B") and houses.belongs(theirs, None) and houses.belongs(theirs, "client A")
    assert not houses.belongs(theirs, "client B")


@pytest.mark.parametrize(
    ("marks", "korean", "chinese"),
    [
        (None, "《행동계획》", "行动计划"),
        ("as-written", "《행동계획》", "行动计划"),
        ("none", "행동계획", "行动计划"),
        ("『』", "『행동계획』", "《行动计划》"),
        ("《》", "《행동계획》", "《行动计划》"),
    ],
)
def test_titles_are_shown_in_the_marks_of_the_house(marks: str | None, korean: str, chinese: str) -> None:
    shown = [houses.titled(PLAN, term, House(title_marks=marks)) for term in PLAN.terms]
    assert shown == [korean, chinese]
    assert houses.titled(WEIHAI, WEIHAI.korean[0], House(title_marks="『』")) == "웨이하이"


HOUSES = st.builds(
    House,
    scope=st.sampled_from([None, "A", "B"]),
    person=st.sampled_from([None, *SPELLINGS]),
    place=st.sampled_from([None, *SPELLINGS]),
    script=st.sampled_from([None, *SCRIPTS]),
    title_marks=st.sampled_from([None, *TITLE_MARKS]),
)


@given(st.sampled_from([*SAMPLE, MAO, CONFUCIUS, SHANGHAI, LIU_FOUND]) | concepts(), HOUSES, st.data())
def test_a_view_alters_who_is_preferred_and_nothing_else(concept: Concept, house: House, data: st.DataObject) -> None:
    if concept.terms:
        concept = houses.preferring(concept, "A", data.draw(st.sampled_from(concept.terms)))
    seen = houses.view(concept, house)
    assert houses.view(seen, house) == seen
    assert replace(seen, terms=concept.terms) == concept
    before = {(term.language, term.text): term for term in concept.terms}
    for term in seen.terms:
        was = before.pop((term.language, term.text))
        assert replace(term, status=was.status, type=was.type) == was
        if term.status != was.status:
            assert "preferred" in (term.status, was.status)
    assert not before
    for language in {term.language for term in concept.terms}:
        counts = [
            sum((term.language, term.status) == (language, "preferred") for term in one.terms)
            for one in (seen, concept)
        ]
        assert counts[0] <= max(1, counts[1])
