"""Collecting: the same twice writes nothing, the order does not matter, and what a person decided stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import Fresh, dump, statements

from glossary.model import Anchor, Band, Concept, Document, Kind, Note, Pair, Relation, Span, Term
from glossary.store.base import Base, CollectCounts, Entry, Operation


def pair(
    ko: str,
    zh: str,
    at: int,
    *,
    relation: Relation = "pinyin",
    kind: Kind = "place",
    band: Band = "accept",
    sentence: str = "",
) -> Pair:
    return Pair(
        "x", Span(at, at + len(ko), ko), Span(at + 20, at + 20 + len(zh), zh), relation, "zh", kind, band, 0.9, sentence or f"{ko}({zh}) {at}"
    )  # fmt: skip


def collect(base: Base, *batch: tuple[Document, Sequence[Pair]]) -> CollectCounts:
    return base.collect(batch, operation=Operation("machine", "machine", "collect"))


def living(base: Base) -> list[Concept]:
    """The concepts of a term base without what history leaves behind: ids and revisions."""
    found = [replace(concept, id=None, revision=1) for concept in base.concepts()]
    return sorted(found, key=lambda concept: concept.uid)


def texts(concept: Concept) -> list[tuple[str, str]]:
    return [(term.text, term.status) for term in concept.terms if term.derived is None]


NEWS = Document("신문.txt", "신문 본문")
LAW = Document("법령.txt", "법령 본문")

# --- properties -----------------------------------------------------------------------------------------------------

FORMS = st.sampled_from(
    [
        ("웨이하이", "威海"),
        ("위해", "威海"),
        ("외이해", "威海"),
        ("류광화", "刘广华"),
        ("유광화", "劉廣華"),
        ("루산", "乳山"),
        ("류산", "乳山"),
        ("루산", "庐山"),
    ]
)
RELATIONS = st.sampled_from(["pinyin", "sino", "translation", "other"])
PAIRS = st.builds(
    lambda forms, at, relation, kind, band: pair(forms[0], forms[1], at * 50, relation=relation, kind=kind, band=band),
    FORMS, st.integers(0, 6), RELATIONS, st.sampled_from(["place", "person", "organization"]), st.sampled_from(["accept", "review"]),
)  # fmt: skip
DOCUMENTS = st.lists(st.lists(PAIRS, max_size=6), min_size=1, max_size=4).map(
    lambda pages: [(Document(f"{number}.txt", f"본문 {number}"), tuple(page)) for number, page in enumerate(pages)]
)
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@SLOW
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_collecting_does_not_matter(
    fresh: Fresh, documents: list[tuple[Document, Sequence[Pair]]], chance: Random
) -> None:
    shuffled = [
        (document, chance.sample(pairs, len(pairs))) for document, pairs in chance.sample(documents, len(documents))
    ]
    with fresh() as at_once, fresh() as one_by_one:
        collect(at_once, *documents)
        for each in shuffled:
            collect(one_by_one, each)
        assert living(at_once) == living(one_by_one)
        assert one_by_one.verify() == at_once.verify() == []


@SLOW
@given(DOCUMENTS)
def test_a_second_collecting_writes_nothing(fresh: Fresh, documents: list[tuple[Document, Sequence[Pair]]]) -> None:
    with fresh() as base:
        first = collect(base, *documents)
        before = dump(base.place.address)
        again = collect(base, *documents)
        assert dump(base.place.address) == before
        assert (again.evidence_added, again.evidence_removed, again.terms_added, again.changes, again.concepts_new) == (
            0,
        ) * 5
        assert again.met == first.met == first.new


@SLOW
@given(DOCUMENTS, DOCUMENTS)
def test_what_a_better_extractor_says_replaces_what_was_said(
    fresh: Fresh, before: list[tuple[Document, Sequence[Pair]]], after: list[tuple[Document, Sequence[Pair]]]
) -> None:
    said = {document.digest for document, _ in after}
    after = [*after, *((document, ()) for document, _ in before if document.digest not in said)]
    with fresh() as updated, fresh() as direct:
        collect(updated, *before)
        collect(updated, *after)
        collect(direct, *after)
        seen = [
            {(ref.document, ref.ko, ref.zh) for concept in base.concepts() for ref in concept.references}
            for base in (updated, direct)
        ]
        assert seen[0] == seen[1]
        assert {concept.uid for concept in living(direct)} == {concept.uid for concept in living(updated)}
        assert updated.verify() == []


# --- joining --------------------------------------------------------------------------------------------------------


def test_readings_of_one_form_are_one_concept(base: Base) -> None:
    counts = collect(
        base,
        (
            NEWS,
            [pair("류광화", "刘广华", 0, kind="person"), pair("유광화", "劉廣華", 90, relation="sino", kind="person")],
        ),
    )
    assert (counts.concepts_new, counts.evidence_added) == (1, 2)
    (concept,) = base.concepts()
    assert {text for text, _ in texts(concept)} >= {"류광화", "유광화", "刘广华", "劉廣華"}
    assert (concept.label, concept.seen, concept.documents) == ("c1", 2, 1)


def test_homographs_stay_apart(base: Base) -> None:
    collect(base, (NEWS, [pair("루산", "乳山", 0), pair("루산", "庐山", 90)]))
    assert [concept.label for concept in base.concepts()] == ["c1", "c2"]


def test_classes_stay_apart_and_translations_too(base: Base) -> None:
    collect(base, (NEWS, [
        pair("조양", "朝阳", 0), pair("조양", "朝阳", 90, kind="person"), pair("아침해", "朝阳", 180, relation="translation"),
    ]))  # fmt: skip
    assert base.counts().concepts == 3


def test_a_translation_that_turns_out_to_be_a_reading_moves_over(base: Base) -> None:
    collect(base, (NEWS, [pair("위해", "威海", 0, relation="translation")]))
    collect(base, (LAW, [pair("웨이하이", "威海", 0)]))
    assert base.counts().concepts == 2
    collect(base, (Document("셋.txt", "셋"), [pair("위해", "威海", 0, relation="sino")]))
    (concept,) = base.concepts()
    assert {text for text, _ in texts(concept)} >= {"위해", "웨이하이", "威海"}
    assert concept.seen == 3 - 1  # the first and the third have one sentence


def test_ids_follow_the_documents_and_are_never_given_again(base: Base) -> None:
    collect(base, (NEWS, [pair("칭다오", "靑島", 0), pair("옌타이", "煙臺", 90)]))
    collect(base, (NEWS, []))
    assert base.counts().concepts == 0
    collect(base, (NEWS, [pair("더저우", "德州", 0)]))
    assert [concept.label for concept in base.concepts()] == ["c3"]


def test_a_concept_goes_with_its_evidence_and_comes_back_with_it(base: Base) -> None:
    collect(base, (NEWS, [pair("칭다오", "靑島", 0)]))
    before = living(base)
    gone = collect(base, (NEWS, []))
    assert (gone.evidence_removed, base.concept(1).removed, base.concept(1).seen) == (1, True, 0)
    back = collect(base, (NEWS, [pair("칭다오", "靑島", 0)]))
    assert (back.concepts_new, living(base)) == (0, before)


def test_names_of_a_document_are_attributes(base: Base) -> None:
    again = Document("./신문.txt", NEWS.text, title="제목")
    collect(base, (NEWS, [pair("칭다오", "靑島", 0)]))
    counts = collect(base, (again, [pair("칭다오", "靑島", 0)]))
    assert (counts.evidence_added, base.counts().documents) == (0, 1)
    assert base.concept(1).references[0].name == "./신문.txt"
    assert collect(base, (again._replace(title="새 제목"), [pair("칭다오", "靑島", 0)])).changes == 1


def test_every_write_has_its_operation_and_changes_say_from_what_to_what(base: Base) -> None:
    collect(base, (NEWS, [pair("칭다오", "靑島", 0, band="review")]))
    collect(base, (NEWS, [pair("칭다오", "靑島", 0, band="accept")]))
    changes = statements(base.place.address, "SELECT operation, entity, field, before, after FROM change ORDER BY id")
    operations = statements(base.place.address, "SELECT id, actor, actor_kind, command FROM operation ORDER BY id")
    assert (2, "concept", "status", "candidate", "auto") in changes
    assert [change[1:3] for change in changes if change[1] == "evidence"] == [("evidence", "row")]
    assert operations == [(1, "machine", "machine", "collect"), (2, "machine", "machine", "collect")]


def test_an_operation_may_span_batches(base: Base) -> None:
    operation = Operation("machine", "machine", "build")
    base.collect([(NEWS, [pair("칭다오", "靑島", 0)])], operation=operation)
    base.collect([(LAW, [pair("옌타이", "煙臺", 0)])], operation=operation)
    assert base.counts().operations == 1


# --- people ---------------------------------------------------------------------------------------------------------


def put(base: Base, concept: Concept, *anchors: Anchor) -> int:
    with base.operation("갑", "person", "edit") as operation:
        return base.put([Entry(concept, anchors)], operation=operation)[0]


def test_what_a_person_changed_stands(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0, band="review"), pair("웨이하이", "威海", 90, band="review")]))
    put(base, replace(base.concept(1), kind="organization", subject="지리"))
    collect(base, (LAW, [pair("웨이하이", "威海", 0)]))
    concept = base.concept(1)
    assert (concept.kind, concept.subject, concept.status, concept.seen) == ("organization", "지리", "auto", 2)


def test_the_preferred_form_that_a_person_chose_stays_preferred(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    there = base.concept(1)
    terms = [replace(term, status="admitted") if term.text == "웨이하이" else term for term in there.terms]
    put(base, replace(there, terms=(*terms, Term("ko", "위해시", "preferred"))))
    collect(base, (LAW, [pair("웨이하이", "威海", at * 90) for at in range(5)]))
    collect(base, (Document("셋", "셋"), [pair("위해", "威海", 0, relation="sino")]))
    assert [(term.text, term.status) for term in base.concept(1).korean if term.status == "preferred"] == [
        ("위해시", "preferred")
    ]
    assert base.verify() == []


def test_a_form_that_a_person_took_away_stays_away(base: Base) -> None:
    page = [pair("웨이하이", "威海", 0), pair("위해", "威海", 90, relation="sino")]
    collect(base, (NEWS, page))
    there = base.concept(1)
    put(base, replace(there, terms=tuple(term for term in there.terms if term.text != "위해")))
    collect(base, (LAW, [*page, pair("위해", "威海", 200, relation="sino")]))
    assert "위해" not in {term.text for term in base.concept(1).terms}
    assert base.concept(1).seen == 5 - 2  # sentences that both documents have count once


def _without(base: Base, form: str) -> None:
    """Let a person take a form away."""
    there = base.concept(1)
    put(base, replace(there, terms=tuple(term for term in there.terms if term.text != form)))


def test_the_last_form_of_a_language_stays_when_it_is_seen_no_more(base: Base) -> None:
    page, other = pair("웨이하이", "威海", 0, kind="term"), pair("위해", "威海", 90, relation="sino", kind="term")
    collect(base, (NEWS, [page]), (LAW, [other]))
    _without(base, "위해")
    collect(base, (NEWS, []))
    assert [(term.text, term.status, term.seen) for term in base.concept(1).korean] == [("웨이하이", "preferred", 0)]
    assert base.verify() == []


def test_where_the_preferred_form_was_taken_away_the_next_one_is_preferred(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(base, (LAW, [pair("위해", "威海", at, relation="sino") for at in (0, 90, 200)]))
    _without(base, "위해")
    collect(base, (Document("셋.txt", "셋"), [pair("위해", "威海", 500, relation="sino")]))
    assert [(term.text, term.status, term.type) for term in base.concept(1).korean] == [
        ("웨이하이", "preferred", "full")
    ]
    assert base.verify() == []


def test_where_a_person_prefers_another_form_nothing_takes_the_place_of_one_that_was_taken_away(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(base, (LAW, [pair("위해", "威海", at, relation="sino") for at in (0, 90, 200)]))
    there = base.concept(1)
    kept = [replace(term, status="admitted") for term in there.korean if term.text != "위해"]
    put(base, replace(there, terms=(*kept, *there.chinese, Term("ko", "위해시", "preferred"))))
    collect(
        base, (Document("셋.txt", "셋"), [pair("웨이하이", "威海", 500), pair("위해", "威海", 600, relation="sino")])
    )
    assert [term.text for term in base.concept(1).korean if term.status == "preferred"] == ["위해시"]
    assert base.verify() == []


@pytest.mark.parametrize("decision", [{"removed": True}, {"status": "rejected"}], ids=["removed", "rejected"])
def test_what_a_person_took_away_is_not_born_again(base: Base, decision: dict[str, object]) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    put(base, replace(base.concept(1), **decision))  # type: ignore[arg-type]
    counts = collect(
        base, (LAW, [pair("웨이하이", "威海", 0, sentence="다른 문장"), pair("위해", "威海", 90, relation="sino")])
    )
    assert (counts.concepts_new, counts.evidence_added) == (0, 2)
    concept = base.concept(1)
    assert {name: getattr(concept, name) for name in decision} == decision


def test_an_approved_concept_is_held_as_it_stood(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    put(base, replace(base.concept(1), status="approved"))
    approved = texts(base.concept(1))
    collect(base, (NEWS, [pair("외이해", "威海", 0, relation="sino", kind="place")]))
    concept = base.concept(1)
    assert (concept.status, concept.removed) == ("approved", False)
    assert set(approved) <= set(texts(concept))
    collect(base, (NEWS, []))
    assert (base.concept(1).removed, base.concept(1).seen) == (False, 0)


def test_a_hand_made_concept_takes_later_sightings(base: Base) -> None:
    made = Concept(
        "a-uid",
        "place",
        "zh",
        "pinyin",
        "approved",
        (Term("ko", "웨이하이", "preferred"), Term("zh", "威海", "preferred")),
    )
    put(base, replace(made, notes=(Note("산둥성의 시"),)), Anchor("威海", "웨이하이", "place", True))
    counts = collect(base, (NEWS, [pair("웨이하이", "威海", 0), pair("위해", "威海", 90, relation="sino")]))
    assert counts.concepts_new == 0
    (concept,) = base.concepts()
    assert (concept.uid, concept.seen, concept.notes) == ("a-uid", 2, (Note("산둥성의 시"),))
    assert {term.text: term.seen for term in concept.korean if term.derived is None} == {"웨이하이": 1, "위해": 1}


def test_imported_references_are_replaced_when_their_document_is_collected(base: Base, fresh: Fresh) -> None:
    with fresh() as other:
        collect(other, (NEWS, [pair("웨이하이", "威海", 0), pair("위해", "威海", 90, relation="sino")]))
        (exported,) = other.concepts()
    with base.operation("갑", "import", "import") as operation:
        base.put([Entry(replace(exported, id=None))], operation=operation)
    (imported,) = base.concepts()
    assert replace(imported, id=None) == replace(exported, id=None)
    counts = collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    assert (counts.concepts_new, counts.evidence_removed, base.counts().evidence) == (0, 2, 1)
    assert base.concept(1).uid == exported.uid


def test_a_person_may_take_up_what_the_machine_let_go(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(base, (NEWS, []))
    made = Concept(
        "a-uid",
        "place",
        "zh",
        "pinyin",
        "approved",
        (Term("ko", "웨이하이", "preferred"), Term("zh", "威海", "preferred")),
    )
    number = put(base, made, Anchor("威海", "웨이하이", "place", True))
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    assert [(concept.id, concept.seen) for concept in base.concepts()] == [(number, 1)]
