"""Several concepts become one, one becomes two, and two of one name are kept apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_store_collect import collect, pair

from glossary import termbase
from glossary.errors import Conflict, NotFound, ValueRefused
from glossary.formats import Incoming
from glossary.model import Concept, Document, Note, Term
from glossary.store.base import Base, Entry
from glossary.termbase import Edit

NEWS = Document("신문.txt", "신문 본문")
LAW = Document("법령.txt", "법령 본문")


def forms(concept: Concept) -> dict[str, str]:
    return {term.text: term.status for term in concept.terms if term.derived is None}


@pytest.fixture
def two(base: Base) -> Base:
    """A term base with 웨이하이 威海, seen twice, and 바다 마을 威海, a translation of it, seen once."""
    collect(base, (NEWS, [pair("웨이하이", "威海", 0), pair("웨이하이", "威海", 90)]))
    collect(base, (LAW, [pair("바다 마을", "威海", 0, relation="translation", band="review")]))
    return base


# --- merging --------------------------------------------------------------------------------------------------------


def test_the_first_gets_all_that_the_others_have(two: Base) -> None:
    termbase.edit(two, 2, Edit(subject="지리", note=("주",), part_of="바다 마을시"), actor="갑")
    merged = termbase.merge(two, [1, 2], actor="갑")
    concept = merged.concept
    assert forms(concept) == {"웨이하이": "preferred", "바다 마을": "admitted", "威海": "preferred"}
    assert (concept.seen, concept.documents, concept.subject, concept.notes) == (3, 2, "지리", (Note("주"),))
    assert set(merged.differences) == {(2, "relation", "translation"), (2, "status", "candidate")}
    assert (two.concept(2).removed, two.merged_into(2), two.concept(2).seen) == (True, 1, 0)
    assert two.verify() == []


def test_a_concept_that_holds_for_all_does_not_become_that_of_one_client(two: Base) -> None:
    termbase.edit(two, 2, Edit(scope="한빛"), actor="갑")
    merged = termbase.merge(two, [1, 2], actor="갑")
    assert merged.concept.scope is None
    assert (2, "scope", "한빛") in merged.differences


def test_the_sightings_of_the_others_do_not_outvote_what_the_first_is(base: Base) -> None:
    collect(base, (NEWS, [pair("쉬징레이", "徐静蕾", 0, kind="organization")]))
    collect(base, (LAW, [pair("서정뢰", "徐静蕾", at, kind="person") for at in (0, 90, 200)]))
    merged = termbase.merge(base, [1, 2], actor="갑")
    assert (merged.concept.kind, (2, "kind", "person") in merged.differences) == ("organization", True)
    collect(base, (Document("셋.txt", "셋"), [pair("서정뢰", "徐静蕾", 500, kind="person")]))
    assert (base.concept(1).kind, base.verify()) == ("organization", [])
    termbase.undo(base, 3, actor="갑")
    assert [concept.kind for concept in base.concepts()] == ["organization", "person"]


def test_a_merge_that_approves_is_undone(two: Base) -> None:
    termbase.edit(two, 2, Edit(status="approved"), actor="갑")
    before = list(two.concepts())
    termbase.merge(two, [1, 2], actor="갑")
    termbase.undo(two, None, actor="갑")
    assert [replace(concept, revision=1) for concept in two.concepts()] == [
        replace(concept, revision=1) for concept in before
    ]


def test_each_form_keeps_its_sound_and_the_first_its_preferred_ones(base: Base) -> None:
    collect(base, (NEWS, [pair("국가전력망", "国家电网", 0, relation="mixed", kind="organization")]))
    collect(base, (LAW, [pair("궈왕", "国网", at, kind="organization") for at in (0, 90)]))
    before = base.concept(1)
    merged = termbase.merge(base, [1, 2], actor="갑").concept
    collect(base, (Document("셋.txt", "셋"), [pair("궈왕", "国网", 500, kind="organization")]))
    for concept in (merged, base.concept(1)):
        readings = {term.text: term.reading for term in concept.chinese}
        assert readings["国家电网"] == readings["國家電網"] == "Guójiādiànwǎng"
        assert readings["国网"] == readings["國網"] == "Guówǎng"
        preferred = [term.text for term in concept.terms if term.status == "preferred"]
        assert preferred == [term.text for term in before.terms if term.status == "preferred"]
    assert base.verify() == []


def test_what_came_to_be_anyway_is_not_told_as_left_out(base: Base) -> None:
    collect(base, (NEWS, [pair("국가전력망", "国家电网", 0, kind="organization", band="review")]))
    collect(base, (LAW, [pair("궈왕", "国网", 0, kind="organization")]))
    merged = termbase.merge(base, [1, 2], actor="갑")
    assert (merged.concept.status, merged.differences) == ("auto", ())


def test_later_sightings_go_to_what_it_is_part_of(two: Base) -> None:
    termbase.merge(two, [1, 2], actor="갑")
    counts = collect(two, (Document("셋.txt", "셋"), [pair("바다 마을", "威海", 500, relation="translation")]))
    assert (counts.concepts_new, two.concept(1).seen) == (0, 4)
    assert termbase.add(two, ["바다 마을", "威海"], actor="갑").concept.label == "c1"
    assert two.verify() == []


def test_an_import_of_its_uid_finds_where_it_went(two: Base) -> None:
    uid = two.concept(2).uid
    termbase.merge(two, [1, 2], actor="갑")
    termbase.add(two, ["옌타이", "烟台"], actor="갑")
    termbase.merge(two, [3, 1], actor="갑")
    terms = (Term("ko", "바다 마을", "preferred"), Term("zh-Hans", "威海", "preferred"))
    row = Incoming(
        replace(two.concept(2), id=None, uid=uid, terms=terms, kind="person", subject="지리"),
        2,
        frozenset({"terms", "kind", "subject"}),
    )
    report = termbase.import_concepts(two, [row], actor="을", update=True)
    assert (report.new, report.changed) == (0, 1)
    assert two.concept(3).subject == "지리"
    assert two.merged_into(2) == 3


def test_approval_is_kept(two: Base) -> None:
    termbase.edit(two, 2, Edit(status="approved"), actor="갑")
    assert termbase.merge(two, [1, 2], actor="갑").concept.status == "approved"


def test_what_is_merged_comes_back_with_undo_also_when_more_was_seen_since(two: Base) -> None:
    termbase.merge(two, [1, 2], actor="갑")
    collect(two, (Document("셋.txt", "셋"), [pair("바다 마을", "威海", 500, relation="translation", band="review")]))
    termbase.undo(two, 3, actor="갑")
    assert [(concept.id, concept.seen, concept.documents) for concept in two.concepts()] == [(1, 2, 1), (2, 2, 2)]
    assert two.verify() == []


@pytest.mark.parametrize(
    ("ids", "error", "words"),
    [
        ([1], ValueRefused, "name two or more"),
        ([1, 1], ValueRefused, "name two or more"),
        ([1, 9], NotFound, "c9"),
        (
            [1, 3],
            Conflict,
            "c3 was merged into c2; glossary undo 5 takes the merge back, glossary split c2 FORM… makes",
        ),
        ([4, 1], Conflict, "c4 is removed; glossary edit c4 --restore"),
    ],
    ids=str,
)
def test_what_cannot_be_merged(two: Base, ids: list[int], error: type[Exception], words: str) -> None:
    termbase.add(two, ["옌타이", "烟台"], actor="갑")
    termbase.add(two, ["칭다오", "青岛"], actor="갑")
    termbase.merge(two, [2, 3], actor="갑")
    termbase.remove(two, [4], actor="갑")
    before = list(two.concepts())
    with pytest.raises(error, match=words):
        termbase.merge(two, ids, actor="갑")
    assert list(two.concepts()) == before


@pytest.mark.parametrize("wanted", [Edit(removed=False), Edit(subject="지리")], ids=["restored", "edited"])
def test_what_was_merged_is_not_brought_back_or_edited_on_its_own(two: Base, wanted: Edit) -> None:
    termbase.merge(two, [1, 2], actor="갑")
    with pytest.raises(Conflict, match="c2 was merged into c1; glossary undo 3 takes the merge back"):
        termbase.edit(two, 2, wanted, actor="갑")
    assert two.verify() == []
    termbase.undo(two, 3, actor="갑")
    assert termbase.edit(two, 2, Edit(subject="지리"), actor="갑")[0].subject == "지리"


def test_what_is_removed_is_edited_as_it_is_restored(two: Base) -> None:
    termbase.remove(two, [2], actor="갑")
    for number, wanted in ((2, Edit(subject="지리")), (1, Edit(see=(2,)))):
        with pytest.raises(Conflict, match="c2 is removed; glossary edit c2 --restore brings it back"):
            termbase.edit(two, number, wanted, actor="갑")
    concept, _ = termbase.edit(two, 2, Edit(subject="지리", removed=False), actor="갑")
    assert (concept.removed, concept.subject) == (False, "지리")


def test_a_merge_from_an_old_revision_is_a_conflict(two: Base) -> None:
    termbase.edit(two, 1, Edit(subject="지리"), actor="을")
    with pytest.raises(Conflict, match="changed meanwhile by 을"):
        termbase.merge(two, [1, 2], actor="갑", expected=1)
    with pytest.raises(Conflict, match="changed meanwhile by 을"):
        termbase.split(two, 1, ["威海"], actor="갑", expected=1)


# --- splitting ------------------------------------------------------------------------------------------------------


def test_a_derived_form_that_is_split_off_was_written_by_a_person(base: Base) -> None:
    collect(base, (NEWS, [pair("따잉", "大鷹", 0)]))
    parts = termbase.split(base, 1, ["다잉"], actor="갑")
    (korean,) = parts.made.korean
    assert (korean.text, korean.derived, korean.status, korean.seen) == ("다잉", None, "preferred", 0)
    assert base.verify() == []
    termbase.undo(base, 2, actor="갑")
    assert [(term.text, term.derived) for term in base.concept(1).korean] == [("따잉", None), ("다잉", "table5")]


def test_forms_go_with_their_sightings_and_the_other_side_is_kept_by_both(base: Base) -> None:
    page = [pair("웨이하이", "威海", 0), pair("위해", "威海", 90, relation="sino"), pair("웨이하이", "威海", 180)]
    collect(base, (NEWS, page))
    parts = termbase.split(base, 1, ["위해"], actor="갑")
    assert (forms(parts.left), parts.left.seen) == ({"웨이하이": "preferred", "威海": "preferred"}, 2)
    assert (forms(parts.made), parts.made.seen) == ({"위해": "preferred", "威海": "preferred"}, 1)
    again = collect(base, (LAW, [pair("위해", "威海", 500, relation="sino")]))
    assert (again.concepts_new, base.concept(2).seen, base.concept(1).seen) == (0, 2, 2)
    assert base.verify() == []


def test_a_chinese_form_goes_with_what_is_derived_of_it(base: Base) -> None:
    termbase.add(base, ["다잉", "大鷹", "达英"], kind="organization", actor="갑")
    parts = termbase.split(base, 1, ["大鷹"], actor="갑")
    assert {term.text for term in parts.made.terms} == {"다잉", "大鷹", "大鹰"}
    assert {term.text for term in parts.left.terms} == {"다잉", "达英", "達英"}


def test_what_is_left_and_what_goes_stand_on_their_own_forms(base: Base) -> None:
    termbase.add(base, ["웨이하이", "위해", "威海"], kind="place", actor="갑")
    termbase.add(base, ["연기 누각", "烟台"], kind="place", actor="갑")
    termbase.merge(base, [1, 2], actor="갑")
    parts = termbase.split(base, 1, ["威海", "웨이하이", "위해"], actor="갑")
    assert {term.text: term.status for term in parts.left.terms} == {
        "연기 누각": "preferred",
        "烟台": "preferred",
        "煙臺": "preferred",
    }
    assert (parts.left.relation, parts.made.relation) == ("translation", "pinyin")
    assert termbase.split(base, 3, ["위해"], actor="갑").made.relation == "sino"
    assert base.verify() == []


def test_a_relation_that_was_seen_is_not_worked_out_anew(base: Base) -> None:
    page = [pair("지난", "济南", 0), pair("베이징 대학", "北京大學", 90, relation="mixed")]
    collect(base, (NEWS, [one._replace(kind="place") for one in page]))
    termbase.merge(base, [1, 2], actor="갑")
    termbase.edit(base, 1, Edit(relation="mixed"), actor="갑")
    assert termbase.split(base, 1, ["베이징 대학", "北京大學"], actor="갑").made.relation == "mixed"


@pytest.mark.parametrize(
    ("there", "named"),
    [
        (["광저우", "广州", "廣州"], "廣州"),
        (["광저우", "广州"], "廣州"),
        (["바다 마을", "바다마을", "威海"], "바다마을"),
    ],
    ids=["two scripts", "derived", "a space"],
)
def test_what_is_one_form_written_in_two_ways_is_not_parted(base: Base, there: list[str], named: str) -> None:
    termbase.add(base, there, actor="갑")
    before = base.concept(1)
    with pytest.raises(ValueRefused, match=f"'{named}' and '.*' are one form, written in two ways"):
        termbase.split(base, 1, [named], actor="갑")
    assert (base.concept(1), base.verify()) == (before, [])


@pytest.mark.parametrize(
    ("named", "error"),
    [(["웨이하이"], ValueRefused), (["威海"], ValueRefused), (["칭다오"], NotFound), ([], ValueRefused)],
    ids=str,
)
def test_what_cannot_be_split(two: Base, named: list[str], error: type[Exception]) -> None:
    before = list(two.concepts())
    with pytest.raises(error):
        termbase.split(two, 1, named, actor="갑")
    assert list(two.concepts()) == before


# --- kept apart -----------------------------------------------------------------------------------------------------


def test_two_of_one_name_are_kept_apart_deliberately(base: Base) -> None:
    collect(base, (NEWS, [pair("류광화", "刘广华", 0, kind="person")]))
    added = termbase.add(base, ["류광화", "刘广华"], kind="person", subject="배우", actor="갑", apart=True)
    assert (added.existing, added.concept.label, added.homographs) == (False, "c2", (1,))
    assert [note.type for number in (1, 2) for note in base.concept(number).notes] == ["apart", "apart"]
    assert base.verify() == []
    collect(base, (LAW, [pair("류광화", "刘广华", 500, kind="person")]))
    assert (base.concept(1).seen, base.concept(2).seen) == (2, 0)
    termbase.merge(base, [1, 2], actor="갑")
    assert base.concept(1).notes == ()


def test_doubles_that_nobody_keeps_apart_are_told(base: Base) -> None:
    termbase.add(base, ["류광화", "刘广华"], kind="person", actor="갑")
    termbase.add(base, ["류광화", "刘广华"], kind="person", actor="갑", apart=True)
    for number in (1, 2):
        concept = base.concept(number)
        with base.operation("갑", "person", "edit") as operation:
            base.put([Entry(replace(concept, notes=()))], operation=operation)
    assert base.advice() == ["c1 and c2 are one: 류광화 刘广华; glossary merge c1 c2 makes them one"]


# --- adding and editing ---------------------------------------------------------------------------------------------


def test_adding_by_hand_approves_what_the_machine_found(two: Base) -> None:
    added = termbase.add(two, ["바다 마을", "威海"], actor="갑")
    assert (added.existing, added.was, added.concept.status) == (True, "candidate", "approved")
    again = termbase.add(two, ["바다 마을", "威海"], actor="갑")
    assert (again.was, again.forms, again.concept.revision) == (None, (), added.concept.revision)
    termbase.edit(two, 1, Edit(status="rejected"), actor="갑")
    assert termbase.add(two, ["웨이하이", "威海"], actor="갑").concept.status == "approved"


def test_what_has_the_same_chinese_form_is_offered(two: Base) -> None:
    added = termbase.add(two, ["바닷가", "威海"], actor="갑")
    assert (added.existing, added.joinable) == (False, (1, 2))


def test_definitions_notes_on_forms_types_and_references(two: Base) -> None:
    wanted = Edit(definition="산둥성의 시", note_on=(("웨이하이", "표기법"),), type=(("웨이하이", "short"),), see=(2,))
    concept, _ = termbase.edit(two, 1, wanted, actor="갑")
    assert concept.notes == (
        Note("산둥성의 시", type="definition"),
        Note("표기법", "term", language="ko", term="웨이하이"),
        Note(two.concept(2).uid, type="see", internal=True),
    )
    assert concept.korean[0].type == "short"
    concept, _ = termbase.edit(two, 1, Edit(definition="항구", unsee=(2,)), actor="갑")
    assert [note.text for note in concept.notes] == ["표기법", "항구"]
    concept, _ = termbase.edit(two, 1, Edit(definition=""), actor="갑")
    assert [note.text for note in concept.notes] == ["표기법"]


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Edit(see=(9,)), NotFound),
        (Edit(see=(1,)), ValueRefused),
        (Edit(unsee=(2,)), NotFound),
        (Edit(type=(("칭다오", "short"),)), NotFound),
        (Edit(note_on=(("칭다오", "주"),)), NotFound),
        (Edit(note_on=(("웨이하이", ""),)), ValueRefused),
    ],
    ids=["none there", "itself", "not referred to", "type", "note", "empty"],
)
def test_details_that_cannot_be(two: Base, wanted: Edit, error: type[Exception]) -> None:
    before = two.concept(1)
    with pytest.raises(error):
        termbase.edit(two, 1, wanted, actor="갑")
    assert two.concept(1) == before


def test_what_is_derived_follows_the_kind_and_the_origin(base: Base) -> None:
    def derived(concept: Concept) -> set[tuple[str, str | None, bool]]:
        return {(term.text, term.reading, term.official) for term in concept.terms}

    added = termbase.add(base, ["류광화", "刘广华"], actor="갑").concept
    twin = termbase.add(base, ["류광화", "刘广华"], kind="person", actor="갑", apart=True).concept
    person, _ = termbase.edit(base, 1, Edit(kind="person"), actor="갑")
    assert derived(person) == derived(twin) != derived(added)
    assert ("刘广华", "Liú Guǎnghuá", False) in derived(person)
    foreign, _ = termbase.edit(base, 1, Edit(origin="ja"), actor="갑")
    assert {(reading, official) for _, reading, official in derived(foreign)} == {(None, False)}
    term, _ = termbase.edit(base, 1, Edit(kind="term", origin="zh"), actor="갑")
    assert derived(term) == derived(added)
    assert base.verify() == []


def test_a_reading_that_somebody_set_stays(base: Base) -> None:
    concept = termbase.add(base, ["판쩡", "范曾"], actor="갑").concept
    terms = tuple(replace(term, reading="fàn zēng!") if term.reading else term for term in concept.terms)
    with base.operation("갑", "person", "edit") as operation:
        base.put([Entry(replace(concept, terms=terms))], operation=operation)
    person, _ = termbase.edit(base, 1, Edit(kind="person"), actor="갑")
    assert {term.reading for term in person.chinese} == {"fàn zēng!"}


def test_collecting_changes_nothing_that_a_person_decided(two: Base) -> None:
    """What a rejected edit comes back to is what was approved; a rejected candidate stays rejected."""
    termbase.edit(two, 1, Edit(status="approved"), actor="갑")
    termbase.edit(two, 2, Edit(status="rejected"), actor="갑")
    approved, rejected = two.concept(1), two.concept(2)
    collect(
        two,
        (NEWS, [pair("외이해", "威海", 0, relation="sino", kind="place", band="review")]),
        (
            LAW,
            [
                pair("바다 마을", "威海", 0, relation="translation"),
                pair("바다 마을", "威海", 90, relation="translation"),
            ],
        ),
    )
    now = two.concept(1)
    decided = {(term.text, term.status, term.type) for term in approved.terms}
    assert decided <= {(term.text, term.status, term.type) for term in now.terms}
    assert [getattr(now, name) for name in ("kind", "origin", "relation", "norm", "status", "part_of")] == [
        getattr(approved, name) for name in ("kind", "origin", "relation", "norm", "status", "part_of")
    ]
    assert (two.concept(2).status, rejected.status) == ("rejected", "rejected")
    termbase.edit(two, 1, Edit(drop=("외이해",)), actor="갑")
    assert {term.text for term in two.concept(1).terms} == {term.text for term in approved.terms}
