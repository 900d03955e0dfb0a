"""What people decided, as the extractor learns it: nothing that only the machine said is in it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import Fresh
from test_store_collect import LAW, NEWS, collect, living, pair

from glossary import store, termbase
from glossary.collect import collect as collect_documents
from glossary.collect import lexicon_of
from glossary.model import Approval, Concept, Document
from glossary.pipeline import extract
from glossary.store.base import Base, CollectCounts


def edit(base: Base, number: int, **wanted: object) -> Concept:
    return termbase.edit(base, number, termbase.Edit(**wanted), actor="갑")[0]  # type: ignore[arg-type]


def run(base: Base, *texts: str) -> CollectCounts:
    """Collect documents as the commands do."""
    documents = [Document(text[:8], text) for text in texts]
    return collect_documents(base, documents, actor="machine", command="collect").counts


# --- approvals ------------------------------------------------------------------------------------------------------


def test_what_the_machine_accepted_teaches_nothing(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0), pair("루산", "乳山", 90)]))
    assert [concept.status for concept in base.concepts()] == ["auto", "auto"]
    assert base.decisions().approved == ()


def test_an_approved_concept_teaches_the_forms_that_were_approved(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0), pair("위해", "威海", 90, relation="sino")]))
    edit(base, 1, status="approved")
    taught = Approval(1, ("웨이하이", "위해"), ("威海",), "place", "zh", "pinyin")
    assert base.decisions().approved == (taught,)
    # What the machine adds to it afterwards nobody approved.
    collect(base, (LAW, [pair("외이해", "威海", 0, relation="sino")]))
    assert "외이해" in {term.text for term in base.concept(1).korean}
    assert base.decisions().approved == (taught,)
    edit(base, 1, add=("웨이하이시",))
    assert "웨이하이시" in base.decisions().approved[0].korean


@pytest.mark.parametrize(
    "wanted",
    [{"status": "candidate"}, {"status": "rejected"}, {"removed": True}],
    ids=["taken back", "rejected", "removed"],
)
def test_an_approval_that_was_taken_back_teaches_nothing(base: Base, wanted: dict[str, object]) -> None:
    termbase.add(base, ["씨트립", "携程"], actor="갑")
    assert len(base.decisions().approved) == 1
    edit(base, 1, **wanted)
    assert base.decisions().approved == ()


def test_derived_misspelt_and_deprecated_forms_teach_nothing(base: Base) -> None:
    odd = pair("류산", "乳山", 0)._replace(flags=("misspelt",))
    collect(base, (NEWS, [odd, pair("루산", "乳山", 90), pair("유산", "乳山", 180, relation="sino")]))
    edit(base, 1, deprecate=("유산",), status="approved")
    assert base.decisions().approved == (Approval(1, ("루산",), ("乳山",), "place", "zh", "pinyin"),)
    alone = pair("칭다오", "淸島", 0)._replace(flags=("misspelt",))
    collect(base, (LAW, [alone]))
    edit(base, 2, status="approved")
    assert [approval.concept for approval in base.decisions().approved] == [1]


def test_what_nobody_said_of_a_concept_added_by_hand_is_open(base: Base) -> None:
    """The machine fills it in later; were it taught, the next run would be told what this one found out."""
    termbase.add(base, ["씨트립", "携程"], actor="갑")
    termbase.add(base, ["홍콩", "香港"], actor="갑", kind="place")
    assert base.decisions().approved == (
        Approval(1, ("씨트립",), ("携程",)),
        Approval(2, ("홍콩",), ("香港",), "place"),
    )


# --- refusals -------------------------------------------------------------------------------------------------------


def refused(base: Base) -> set[tuple[str, str, str]]:
    return {(anchor.zh_key, anchor.ko_key, anchor.group) for anchor in base.decisions().refused}


@pytest.mark.parametrize("wanted", [{"status": "rejected"}, {"removed": True}], ids=["rejected", "removed"])
def test_a_rejected_pair_is_refused_until_it_is_taken_back(base: Base, wanted: dict[str, object]) -> None:
    collect(base, (NEWS, [pair("검은황새", "黑鸛", 0, relation="translation", kind="term")]))
    edit(base, 1, **wanted)
    assert refused(base) == {("黑鹳", "검은황새", "rest")}
    edit(base, 1, status="candidate", removed=False)
    assert refused(base) == set()


def test_only_what_was_there_to_be_rejected_is_refused(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    edit(base, 1, status="rejected")
    collect(base, (LAW, [pair("위해", "威海", 0, relation="sino")]))
    assert {term.text for term in base.concept(1).korean} == {"웨이하이", "위해"}
    assert refused(base) == {("威海", "웨이하이", "place")}


def test_what_the_machine_let_go_is_not_refused(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0)]))
    collect(base, (NEWS, []))
    assert [concept.removed for concept in base.concepts(removed=None)] == [True]
    assert refused(base) == set()


def test_a_pair_that_lives_in_another_class_is_not_refused(base: Base) -> None:
    collect(base, (NEWS, [pair("무단", "木丹", 0, kind="person"), pair("무단", "木丹", 90)]))
    edit(base, 1, status="rejected")
    assert refused(base) == set()
    edit(base, 2, removed=True)
    assert refused(base) == {("木丹", "무단", "person"), ("木丹", "무단", "place")}


def test_a_form_that_a_person_took_away_is_refused_with_what_is_left(base: Base) -> None:
    collect(base, (NEWS, [pair("웨이하이", "威海", 0), pair("위해", "威海", 90, relation="sino")]))
    edit(base, 1, drop=("위해",))
    assert refused(base) == {("威海", "위해", "place")}
    edit(base, 1, add=("위해",))
    assert refused(base) == set()
    # Where the same letters stay in another shape, nothing was refused.
    collect(base, (LAW, [pair("다잉", "大鷹", 0), pair("다잉", "大鹰", 90)]))
    edit(base, 2, drop=("大鷹",))
    assert refused(base) == set()


# --- runs -----------------------------------------------------------------------------------------------------------

ARTICLE = "국가인터넷(國網)은 씨트립(携程)과 손잡았다. 희귀한 검은황새(黑鹳)는 웨이하이(威海)에 산다."


def test_a_second_run_is_silent_with_decisions_in_between_and_without(base: Base) -> None:
    run(base, ARTICLE)
    numbers = {term.text: concept.id or 0 for concept in base.concepts() for term in concept.korean}
    edit(base, numbers["국가인터넷"], status="approved")
    edit(base, numbers["검은황새"], status="rejected")
    termbase.add(base, ["씨트립", "携程"], actor="갑")
    assert run(base, ARTICLE).changes > 0  # 국가인터넷 is accepted now: the evidence says so
    for _ in range(2):
        again = run(base, ARTICLE)
        assert (again.changes, again.evidence_added, again.evidence_removed, again.terms_added) == (0, 0, 0, 0)
    assert base.concept(numbers["검은황새"]).status == "rejected"
    assert base.verify() == []


def test_a_rejected_pair_keeps_its_sightings_and_is_not_born_again(base: Base) -> None:
    run(base, "희귀한 검은황새(黑鹳)는 산다.")
    edit(base, 1, status="rejected")
    counts = run(base, "검은황새(黑鸛)를 보았다.")
    assert (counts.concepts_new, counts.evidence_added) == (0, 1)
    assert (base.concept(1).status, base.concept(1).seen) == ("rejected", 2)
    # Another Korean form for it is another proposal, and a person has not seen it yet.
    assert run(base, "먹황새(黑鹳)를 보았다.").concepts_new == 1


def test_a_rejected_pair_founds_no_concept_of_another_class(base: Base) -> None:
    person = "배우 무단(木丹·32)은"
    run(base, person)
    assert [concept.kind for concept in base.concepts()] == ["person"]
    edit(base, 1, status="rejected")
    place = "헤이룽장성 무단(木丹)현에서"
    assert [found.kind for found in extract(Document("d", place))] == ["place"]
    assert run(base, place).concepts_new == 0
    assert extract(Document("d", place), lexicon=lexicon_of(base)) == []


def test_extract_with_the_lexicon_writes_nothing(base: Base) -> None:
    termbase.add(base, ["씨트립", "携程"], actor="갑")
    before = base.counts()
    with store.open(base.place.address) as reading:
        (found,) = extract(Document("d", "씨트립(携程)"), lexicon=lexicon_of(reading))
    assert (found.band, base.counts()) == ("accept", before)


TEXTS = st.lists(
    st.sampled_from(
        [
            "씨트립(携程)과",
            "씨트립투자유한공사(携程投资有限公司)가",
            "국가인터넷(国网)은",
            "국가인터넷(國網)",
            "검은황새(黑鹳)는",
            "희귀한 검은황새(黑鸛)",
            "웨이하이(威海)시",
            "위해(威海)시",
            "배우 무단(木丹·32)",
            "무단(木丹)현",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, min_size=1, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_with_the_same_decisions_the_order_of_collecting_does_not_matter(
    fresh: Fresh, texts: list[str], chance: Random
) -> None:
    with fresh() as at_once, fresh() as one_by_one:
        for base in (at_once, one_by_one):
            termbase.add(base, ["씨트립", "携程"], actor="갑", kind="organization")
            termbase.add(base, ["국가인터넷", "国网"], actor="갑")
            termbase.add(base, ["검은황새", "黑鹳"], actor="갑", status="rejected")
            termbase.add(base, ["무단", "木丹"], actor="갑", kind="person", status="rejected")
        uids = {concept.uid: concept.id for concept in (*at_once.concepts(), *one_by_one.concepts())}
        run(at_once, *texts)
        for text in chance.sample(texts, len(texts)):
            run(one_by_one, text)
        first, second = (
            sorted(
                (replace(concept, uid=f"c{uids[concept.uid]}" if concept.uid in uids else concept.uid, references=()) for concept in living(base)),
                key=lambda concept: concept.uid,
            )
            for base in (at_once, one_by_one)
        )  # fmt: skip
        assert first == second
        assert run(one_by_one, *texts).changes == 0
        assert one_by_one.verify() == at_once.verify() == []
