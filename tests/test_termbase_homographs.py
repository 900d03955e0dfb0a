"""Things that are written the same: what adding and importing take for one thing, and what not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary import termbase
from glossary.formats.exchange import Incoming
from glossary.model import Concept, Kind, Note, Term
from glossary.store.base import Base


def row(ko: str, zh: str, kind: Kind | None = None, *, line: int = 2, **fields: object) -> Incoming:
    """Return what a file says; without *kind* it says nothing of what it is."""
    terms = (Term("ko", ko, "preferred"), Term("zh-Hans", zh, "preferred"))
    concept = Concept("", kind or "term", "zh", "other", "approved", terms)
    said = frozenset(("terms", *fields, *(("kind",) if kind else ())))
    return Incoming(replace(concept, **fields), line, said)  # type: ignore[arg-type]


def test_person_and_place_of_one_file_are_two(base: Base) -> None:
    rows = [row("류산", "乳山", "place"), row("류산", "乳山", "person", subject="인물", line=3)]
    for dry_run in (True, False):
        report = termbase.import_concepts(base, rows, actor="갑", dry_run=dry_run)
        assert (report.new, report.changed, report.conflicts) == (2, 0, [])
    assert [(concept.kind, concept.subject) for concept in base.concepts()] == [("place", None), ("person", "인물")]
    again = termbase.import_concepts(base, [*rows, row("류산", "乳山", line=4)], actor="갑")
    assert (again.new, again.changed, again.same, again.conflicts) == (0, 0, 3, [])
    assert base.verify() == []


def test_person_leaves_the_place_of_the_term_base_alone(base: Base) -> None:
    place = termbase.add(base, ["류산", "乳山"], kind="place", actor="갑").concept
    item = row("류산", "乳山", "person", subject="인물", notes=(Note("배우"),))
    assert termbase.import_concepts(base, [item], actor="을", update=True).new == 1
    assert base.concept(1) == place
    assert termbase.import_concepts(base, [row("류산", "乳山", "organization")], actor="을").new == 1
    assert termbase.import_concepts(base, [row("류산", "乳山", "title")], actor="을").new == 0  # the rest is one class


@pytest.mark.parametrize("dry_run", [True, False], ids=["dry", "written"])
def test_concept_that_a_file_repeats_is_one(base: Base, dry_run: bool) -> None:
    rows = [row("칭다오", "青岛", "place"), row("칭다오", "青岛", "place", line=3), row("칭다오", "靑島", line=4)]
    fillers = [row(f"웨이하이{number}", f"威海{number}", line=number) for number in range(1200)]
    report = termbase.import_concepts(base, [*rows[:2], *fillers, rows[0]], actor="갑", dry_run=dry_run)
    assert (report.new, report.same, report.changed, report.conflicts) == (1201, 2, 0, [])
    assert base.verify() == []


def test_second_line_about_a_new_concept_adds_to_it(base: Base) -> None:
    rows = [row("칭다오", "青岛", "place"), row("칭다오", "青岛", "place", line=3, subject="지명")]
    report = termbase.import_concepts(base, rows, actor="갑")
    assert (report.new, report.changed) == (1, 1)
    assert [concept.subject for concept in base.concepts()] == ["지명"]


def test_repeated_uid_is_told_wherever_it_stands(base: Base) -> None:
    first, second = row("칭다오", "青岛", uid="u"), row("옌타이", "烟台", uid="u", line=9999)
    fillers = [row(f"웨이하이{number}", f"威海{number}", line=number) for number in range(1200)]
    for dry_run in (True, False, False):
        report = termbase.import_concepts(base, [first, *fillers, second], actor="갑", dry_run=dry_run)
        assert report.conflicts == [
            "-:9999: conflict: uid u stands there twice; leave it out here, or import with --match term"
        ]
    assert base.counts().concepts == 1201


def test_adding_a_person_beside_a_place(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], kind="place", actor="갑")
    added = termbase.add(base, ["웨이하이", "威海"], kind="person", actor="갑")
    assert (added.existing, added.concept.label, added.homographs) == (False, "c2", (1,))
    assert termbase.add(base, ["웨이하이", "威海"], kind="person", actor="갑").concept.label == "c2"
    assert termbase.add(base, ["웨이하이", "威海"], actor="갑").concept.label == "c1"
    assert base.verify() == []


def test_what_is_there_takes_what_it_lacks(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    added = termbase.add(
        base,
        ["웨이하이", "威海"],
        kind="place",
        status="candidate",
        note="주",
        internal="비밀",
        source="신문",
        subject="지명",
        actor="을",
    )
    assert added.stored == ("kind", "subject", "source", "note", "internal note")
    assert added.refused == ("status",)
    now = base.concept(1)
    assert (now.kind, now.status, now.subject, now.source) == ("place", "approved", "지명", "신문")
    assert now.notes == (Note("주"), Note("비밀", internal=True))
    again = termbase.add(
        base, ["웨이하이", "威海"], kind="place", status="approved", note="주", source="책", subject="지명", actor="을"
    )
    assert (again.stored, again.refused, base.concept(1)) == ((), ("source",), now)


def test_other_class_is_another_concept_and_other_kind_of_the_class_is_told(base: Base) -> None:
    termbase.add(base, ["국가인터넷", "国网"], kind="organization", actor="갑")
    added = termbase.add(base, ["국가인터넷", "国网"], kind="product", actor="갑")
    assert (added.existing, added.refused, added.concept.kind) == (True, ("kind",), "organization")


def test_one_of_the_very_class_comes_before_one_that_nothing_is_said_of(base: Base) -> None:
    termbase.import_concepts(base, [row("류산", "乳山", "term"), row("류산", "乳山", "person", line=3)], actor="갑")
    assert termbase.add(base, ["류산", "乳山"], kind="person", actor="갑").concept.label == "c2"
    assert termbase.add(base, ["류산", "乳山"], kind="place", subject="term", actor="갑").stored == ("kind", "subject")
    assert termbase.add(base, ["류산", "乳山"], kind="place", subject="지명", actor="갑").refused == ("subject",)
