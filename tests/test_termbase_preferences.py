"""Whom a form is preferred for, and what a house makes of a term base, on every database."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from test_termbase import collect

from glossary import formats, lookup, store, termbase
from glossary.errors import NotFound, ValueRefused
from glossary.formats import PROFILES, Options
from glossary.house import House, outward, preferences, view
from glossary.model import Concept
from glossary.store.base import Base
from glossary.termbase import Edit
from glossary.termbase.reviewing import decide

SINO = House(place="sino")


@pytest.fixture
def weihai(base: Base) -> Base:
    """A term base in which the machine found 웨이하이 and 위해 for 威海 as c1."""
    collect(base, "웨이하이", "威海", "하나")
    collect(base, "위해", "威海", "둘", relation="sino")
    collect(base, "웨이하이", "威海", "셋")
    return base


def preferred(concept: Concept, house: House) -> str:
    """Return the Korean form that the house prefers."""
    return view(concept, house).korean[0].text


def exported(base: Base, house: House) -> bytes:
    """Return the CSV that the house exports."""
    out = io.BytesIO()
    concepts = (outward(concept, house) for concept in base.concepts(removed=None))
    formats.write(concepts, PROFILES["csv"], out, Options(scope=house.scope))
    return out.getvalue()


def test_preferences_are_kept_and_taken_back(weihai: Base) -> None:
    wanted = Edit(prefer_for=(("고객 A", "위해"), ("B", "웨이하이시"), ("B", "威海卫")))
    now, changed = termbase.edit(weihai, 1, wanted, actor="갑")
    assert changed
    assert sorted((scope, term.text, term.status) for scope, term in preferences(now)) == [
        ("B", "威海卫", "admitted"), ("B", "웨이하이시", "admitted"), ("고객 A", "위해", "admitted"),
    ]  # fmt: skip
    assert [preferred(now, House(scope=scope)) for scope in ("고객 A", "B", "C", None)] == [
        "위해", "웨이하이시", "웨이하이", "웨이하이",
    ]  # fmt: skip
    assert weihai.scopes() == ["B", "고객 A"]
    assert not termbase.edit(weihai, 1, wanted, actor="갑")[1]
    now, _ = termbase.edit(weihai, 1, Edit(unprefer_for=("B",), drop=("위해",)), actor="갑")
    assert not list(preferences(now))
    assert weihai.scopes() == []
    termbase.edit(weihai, 1, Edit(scope="C"), actor="갑")
    assert weihai.scopes() == ["C"]
    assert not weihai.verify()


def test_a_preference_is_asked_for_by_a_known_scope_and_form(weihai: Base) -> None:
    with pytest.raises(NotFound, match="nothing is preferred for 'A'; it is for nobody"):
        termbase.edit(weihai, 1, Edit(unprefer_for=("A",)), actor="갑")
    with pytest.raises(ValueRefused, match="the scope is empty"):
        termbase.edit(weihai, 1, Edit(prefer_for=(("", "위해"),)), actor="갑")
    assert not list(preferences(weihai.concept(1)))


def test_to_choose_what_the_machine_prefers_is_a_change_and_stands_against_the_norm(weihai: Base) -> None:
    assert preferred(weihai.concept(1), SINO) == "위해"
    now, changed = termbase.edit(weihai, 1, Edit(prefer=("웨이하이",)), actor="갑")
    assert changed
    assert preferred(now, SINO) == "웨이하이"
    assert not termbase.edit(weihai, 1, Edit(prefer=("웨이하이",)), actor="갑")[1]
    collect(weihai, "위해", "威海", "넷", relation="sino")
    assert preferred(weihai.concept(1), SINO) == "웨이하이"


def test_a_norm_and_its_exports_write_nothing(weihai: Base) -> None:
    there, plain = weihai.concept(1), exported(weihai, House())
    assert exported(weihai, SINO) != plain
    assert (weihai.concept(1), exported(weihai, House())) == (there, plain)


@pytest.mark.parametrize("update", [False, True])
def test_what_a_house_exported_says_nothing_when_it_is_read_back(weihai: Base, update: bool) -> None:
    termbase.edit(weihai, 1, Edit(prefer_for=(("A", "웨이하이시"),)), actor="갑")
    there = weihai.concept(1)
    for house in (SINO, House(scope="A")):
        items = list(formats.read(io.BytesIO(exported(weihai, house)), PROFILES["csv"], "-"))
        report = termbase.import_concepts(weihai, items, actor="갑", update=update, house=house)
        assert (report.same, report.changed, report.conflicts) == (1, 0, [])
        assert weihai.concept(1) == there
        report = termbase.import_concepts(weihai, items, actor="갑", dry_run=True)
        assert report.conflicts  # elsewhere it would speak of the preferred form


def test_what_another_base_has_of_the_same_forms(base: Base) -> None:
    termbase.add(base, ["칭다오", "青岛"], actor="갑")
    termbase.add(base, ["청도", "淸道"], actor="갑")
    termbase.add(base, ["옌타이", "烟台"], actor="갑", status="rejected")
    termbase.add(base, ["다롄", "大连"], actor="갑")
    termbase.remove(base, [4], actor="갑")
    for forms, expected in (
        (["青島", "칭다오"], (1,)),
        (["청도", "青岛"], ()),
        (["옌타이", "烟台"], ()),
        (["다롄", "大连"], ()),
    ):
        assert termbase.having(base, forms) == expected


def test_a_file_and_another_database_are_asked_in_one_look_up(new_place: Callable[[], str], tmp_path: Path) -> None:
    here, there = str(tmp_path / "own.db"), new_place()
    for place, ko in ((here, "위해"), (there, "웨이하이")):
        with store.open(place, create=True) as base:
            termbase.add(base, [ko, "威海"], actor="갑")
    for order in ((here, there), (there, here)):
        with lookup.Lookup(*order) as bases:
            assert [match.base for match in bases.find("威海")] == list(order)


def test_a_term_says_whether_somebody_decided_it(weihai: Base) -> None:
    assert not any(term.held for term in weihai.concept(1).terms)
    termbase.edit(weihai, 1, Edit(deprecate=("위해",)), actor="갑")
    assert [term.text for term in weihai.concept(1).terms if term.held] == ["위해"]
    there = weihai.concept(1)
    assert replace(there, terms=tuple(replace(term, held=False) for term in there.terms)) == there


def test_what_is_approved_is_approved_as_the_house_shows_it(weihai: Base) -> None:
    termbase.edit(weihai, 1, Edit(prefer_for=(("A", "웨이하이"),)), actor="갑")
    there = weihai.concept(1)
    decide(weihai, there, "accept", actor="갑", house=SINO._replace(scope="A"))
    assert preferred(weihai.concept(1), House()) == preferred(weihai.concept(1), House(place="loanword")) == "위해"
    termbase.undo(weihai, actor="갑")
    assert weihai.concept(1).terms == there.terms
    now, _ = termbase.edit(weihai, 1, Edit(status="approved"), actor="갑", house=SINO)
    assert preferred(now, House()) == "위해"
    now, _ = termbase.edit(weihai, 1, Edit(status="approved", prefer=("웨이하이",)), actor="갑", house=SINO)
    assert preferred(now, SINO) == "웨이하이"
    termbase.undo(weihai, actor="갑")
    termbase.undo(weihai, actor="갑")
    now, _ = termbase.edit(weihai, 1, Edit(status="approved"), actor="갑")
    assert preferred(now, SINO) == "웨이하이"
