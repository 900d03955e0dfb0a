"""What cannot be undone, and how that is said; whose operations are undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from places import statements
from test_store_collect import collect, pair

from glossary import store, termbase
from glossary.errors import Conflict, NotFound
from glossary.model import Document
from glossary.store.base import Base
from glossary.termbase import Edit

NEWS = Document("신문.txt", "신문 본문")
LAW = Document("법령.txt", "법령 본문")


def edited(base: Base, wanted: Edit, actor: str = "갑") -> None:
    assert termbase.edit(base, 1, wanted, actor=actor)[1]


@pytest.fixture
def added(base: Base) -> Base:
    """A term base in which 갑 added 웨이하이 威海."""
    termbase.add(base, ["웨이하이", "威海"], kind="place", actor="갑")
    return base


def test_the_last_of_ones_own_is_undone_and_then_the_one_before(added: Base) -> None:
    edited(added, Edit(subject="지리"))
    edited(added, Edit(source="신문"), actor="을")
    assert termbase.undo(added, actor="갑").what.id == 2
    with pytest.raises(
        Conflict,
        match=r"operation 1 cannot be undone: c1 was changed since by operation 3 \(edit, 을\); undo that first",
    ):
        termbase.undo(added, actor="갑")
    assert termbase.undo(added, actor="을").what.id == 3
    undone = termbase.undo(added, actor="갑")
    assert (undone.what.id, undone.by.undoes, undone.by.command) == (1, 1, "undo")
    with pytest.raises(NotFound, match="nothing of 갑 is left"):
        termbase.undo(added, actor="갑")


def test_others_are_asked_first(added: Base) -> None:
    with pytest.raises(Conflict, match="operation 1 is of 갑, not of 을; glossary undo 1 --any"):
        termbase.undo(added, 1, actor="을")
    with pytest.raises(NotFound, match="nothing of 을"):
        termbase.undo(added, actor="을")
    assert termbase.undo(added, actor="을", any_actor=True).what.id == 1


def test_what_is_undone_is_not_undone_again(added: Base) -> None:
    termbase.undo(added, actor="갑")
    with pytest.raises(Conflict, match="operation 1 is undone already, by operation 2; glossary undo 2 brings it back"):
        termbase.undo(added, 1, actor="갑")
    with pytest.raises(NotFound, match="operation 9: no such operation"):
        termbase.undo(added, 9, actor="갑")


def test_a_dry_run_writes_nothing(added: Base) -> None:
    undone = termbase.undo(added, actor="갑", dry_run=True)
    assert [(one.field, one.after) for one in undone.by.alterations or ()] == [("removed", "true")]
    assert (added.counts().concepts, added.counts().operations) == (1, 1)


def test_an_earlier_version_recorded_too_little(added: Base) -> None:
    statements(added.place.address, "UPDATE counter SET next = 2 WHERE name = 'recorded'")
    with pytest.raises(Conflict, match="operation 1 was made by an earlier version"):
        termbase.undo(added, actor="갑")


def test_a_later_change_of_the_same_field_stands_in_the_way(added: Base) -> None:
    edited(added, Edit(status="candidate"))
    edited(added, Edit(status="rejected"), actor="을")
    with pytest.raises(
        Conflict, match="operation 2 cannot be undone: the status of c1 was changed since by operation 3"
    ):
        termbase.undo(added, 2, actor="갑")
    edited(added, Edit(status="candidate"), actor="을")
    assert termbase.undo(added, 2, actor="갑").what.id == 2
    assert added.concept(1).status == "approved"


def test_other_fields_do_not(added: Base) -> None:
    edited(added, Edit(subject="지리"))
    edited(added, Edit(source="신문"), actor="을")
    termbase.undo(added, 2, actor="갑")
    assert (added.concept(1).subject, added.concept(1).source) == (None, "신문")


def test_a_concept_keeps_a_form_of_each_language(added: Base) -> None:
    edited(added, Edit(add=("위해",)))
    edited(added, Edit(drop=("웨이하이",)))
    with pytest.raises(Conflict, match="operation 2 cannot be undone"):
        termbase.undo(added, 2, actor="갑")


def test_sightings_that_arrived_stand_in_the_way(added: Base) -> None:
    edited(added, Edit(add=("위해",)))
    collect(added, (NEWS, [pair("위해", "威海", 0, relation="sino")]))
    with pytest.raises(Conflict, match="sightings of c1 arrived since by operation 3"):
        termbase.undo(added, 2, actor="갑")
    collect(added, (NEWS, []))
    termbase.undo(added, 2, actor="갑")
    assert added.verify() == []


def test_sightings_that_were_replaced_stand_in_the_way(added: Base) -> None:
    collect(added, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(added, (NEWS, [pair("웨이하이", "威海", 0, band="review")]))
    with pytest.raises(Conflict, match="its sightings were replaced since by operation 3"):
        termbase.undo(added, 2, actor="machine")


def test_counts_may_go_on(added: Base) -> None:
    collect(added, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(added, (LAW, [pair("웨이하이", "威海", 90)]))
    termbase.undo(added, 2, actor="machine")
    concept = added.concept(1)
    assert (concept.seen, concept.documents, [term.seen for term in concept.terms]) == (1, 1, [1, 1])
    termbase.undo(added, 4, actor="machine", any_actor=True)
    assert (added.concept(1).seen, added.concept(1).documents, added.verify()) == (2, 2, [])


def test_a_later_sighting_of_what_was_collected_stands_in_the_way(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(base, (LAW, [pair("웨이하이", "威海", 90)]))
    with pytest.raises(Conflict, match="c1 got more since by operation 2"):
        termbase.undo(base, 1, actor="machine")
    termbase.undo(base, actor="machine")
    termbase.undo(base, actor="machine")
    assert base.counts().concepts == 0


def test_the_second_of_two_is_told_who_was_first(added: Base) -> None:
    there = added.concept(1)
    edited(added, Edit(subject="지리"), actor="을")
    with pytest.raises(
        Conflict,
        match=r"c1: was changed meanwhile by 을 \(operation 2, edit, [-0-9]+ [:0-9]+ UTC\), it is of revision 2, not 1",
    ):
        termbase.edit(added, 1, Edit(subject="행정"), actor="갑", expected=there.revision)


def test_a_restored_backup_gives_no_number_again(added: Base, new_place: Callable[[], str], tmp_path: Path) -> None:
    """What was undone may be brought back, though other things came meanwhile: its anchors have their numbers to themselves."""
    termbase.undo(added, actor="갑")
    added.backup(tmp_path / "backup.db")
    place = new_place()
    store.restore(tmp_path / "backup.db", place)
    with store.open(place, write=True) as restored:
        termbase.add(restored, ["옌타이", "烟台"], actor="갑")
        termbase.undo(restored, 2, actor="갑")
        assert [concept.korean[0].text for concept in restored.concepts()] == ["웨이하이", "옌타이"]
        assert restored.verify() == []
