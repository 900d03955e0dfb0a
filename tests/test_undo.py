"""Undoing: the exports are those that there were before, byte for byte, and what stands in the way is named."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from places import Fresh, statements
from test_store_collect import DOCUMENTS, collect, pair

from glossary import termbase
from glossary.errors import Conflict, GlossaryError
from glossary.formats import PROFILES, Incoming, Options, write
from glossary.house import House, outward
from glossary.model import APART, Concept, Document, Pair, Term
from glossary.store.base import Base, Operation
from glossary.termbase import Edit, reviewing
from glossary.termbase.reviewing import Choice

NEWS = Document("신문.txt", "신문 본문")
LAW = Document("법령.txt", "법령 본문")


def exports(base: Base) -> dict[str, bytes]:
    """Return what every export would hold, one of them for a client by the norm of a house."""
    file = io.BytesIO()
    house = House(scope="가", person="sino", place="sino")
    write((outward(concept, house) for concept in base.concepts()), PROFILES["csv"], file, Options(scope="가"))
    files = {"of a house": file.getvalue()}
    for name in ("csv", "jsonl", "tbx", "tbx-v3", "omegat"):
        file = io.BytesIO()
        write(base.concepts(), PROFILES[name], file, Options())
        files[name] = file.getvalue()
    return files


def left_to_the_machine(base: Base) -> dict[str, list[tuple[object, ...]]]:
    """Return what decides on later runs: what people hold of living concepts, and where sightings arrive."""
    queries = {
        "concepts": "SELECT id, held, touched, seen, documents FROM concept WHERE removed = 0 ORDER BY id",
        "terms": "SELECT concept, language, term.text, term.held, term.removed, term.seen FROM term JOIN concept ON concept.id = concept"
        " WHERE concept.removed = 0 AND (term.removed = 0 OR term.held = 1) ORDER BY 1, 2, 3",
        "anchors": "SELECT zh_key, class, ko_key, concept FROM anchor ORDER BY 1, 2, 3",
        "evidence": "SELECT document, ko_start, ko_end, zh_start, zh_end, how, anchor, digest, operation FROM evidence"
        " ORDER BY 1, 2, 3, 4, 5, 6",
        "names": "SELECT document, name, title FROM document_name ORDER BY 1, 2",
    }
    return {name: statements(base.place.address, query) for name, query in queries.items()}


def undo(base: Base, number: int | None = None, actor: str = "갑") -> int:
    """Undo as this actor, whoever did it; return the operation that was undone."""
    return termbase.undo(base, number, actor=actor, any_actor=True).what.id


def row(ko: str, zh: str, **fields: object) -> Incoming:
    terms = (Term("ko", ko, "preferred"), Term("zh-Hans", zh, "preferred"))
    bare = termbase.forms.make([ko], [zh], "place")
    concept = replace(bare, uid="", terms=terms, **fields)  # type: ignore[arg-type]
    return Incoming(concept, 2, frozenset(("terms", "kind", *fields)))


# --- each kind of change --------------------------------------------------------------------------------------------

PAGE = [
    pair("웨이하이", "威海", 0),
    pair("위해", "威海", 90, relation="sino"),
    pair("다잉", "大鷹", 180, kind="organization"),
]
CHANGES: dict[str, Callable[[Base], object]] = {
    "add": lambda base: termbase.add(base, ["칭다오", "靑島"], actor="갑", note="항구", subject="지리"),
    "add what is there": lambda base: termbase.add(base, ["웨이하이", "위하이", "威海"], actor="갑", note="항구"),
    "prefer": lambda base: termbase.edit(base, 1, Edit(prefer=("위해",)), actor="갑"),
    "a new form": lambda base: termbase.edit(base, 1, Edit(prefer=("위하이",), deprecate=("위해",)), actor="갑"),
    "prefer for": lambda base: termbase.edit(base, 1, Edit(prefer_for=(("가", "위해"), ("나", "위하이"))), actor="갑"),
    "choose": lambda base: termbase.edit(base, 1, Edit(prefer=("웨이하이",)), actor="갑"),
    "drop": lambda base: termbase.edit(base, 1, Edit(drop=("웨이하이",)), actor="갑"),
    "fields": lambda base: termbase.edit(
        base, 1, Edit(kind="organization", subject="지리", part_of="웨이하이시"), actor="갑"
    ),
    "approve": lambda base: termbase.edit(base, 1, Edit(status="approved"), actor="갑"),
    "reject": lambda base: termbase.edit(base, 2, Edit(status="rejected"), actor="갑"),
    "notes": lambda base: termbase.edit(base, 1, Edit(note=("주",), internal=("속",)), actor="갑"),
    "remove": lambda base: termbase.remove(base, [1, 2], actor="갑"),
    "import": lambda base: termbase.import_concepts(
        base,
        [row("웨이하이", "威海", subject="지리"), row("칭다오", "青岛"), row("외이해", "威海")],
        actor="갑",
        update=True,
    ),
    "add apart": lambda base: termbase.add(base, ["웨이하이", "威海"], actor="갑", kind="place", apart=True),
    "definition": lambda base: termbase.edit(
        base, 1, Edit(definition="산둥성의 시", note_on=(("위해", "한자음"),)), actor="갑"
    ),
    "references": lambda base: termbase.edit(base, 1, Edit(see=(2,), type=(("위해", "short"),)), actor="갑"),
    "merge": lambda base: termbase.merge(base, [1, 2], actor="갑"),
    "split": lambda base: termbase.split(base, 1, ["위해"], actor="갑"),
    "collect": lambda base: collect(base, (LAW, [pair("웨이하이", "威海", 0), pair("옌타이", "煙臺", 90)])),
    "collect again": lambda base: collect(base, (NEWS, [pair("웨이하이", "威海", 0), pair("대응", "大鷹", 180)])),
    "collect in batches": lambda base: collect_in_batches(
        base,
        [(LAW, [pair("외이해", "威海", 0), pair("류산", "乳山", 90)])],
        [(NEWS, [pair("외이해", "威海", 0)]), (Document("시.txt", "시"), [pair("루산", "乳山", 0)])],
        [(LAW, [pair("웨이하이", "威海", 0), pair("루산", "庐山", 90)])],
    ),
    "collect nothing": lambda base: collect(base, (NEWS, [])),
    "another name": lambda base: collect(base, (Document("./가.txt", NEWS.text, title="제목"), PAGE)),
    "another title": lambda base: collect(base, (NEWS._replace(title="제목"), PAGE)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_exports_are_those_before(base: Base, change: str) -> None:
    collect(base, (NEWS, PAGE))
    before, inside = exports(base), left_to_the_machine(base)
    CHANGES[change](base)
    after, changed = exports(base), left_to_the_machine(base)
    assert changed != inside
    assert undo(base) == 2
    assert (exports(base), left_to_the_machine(base), base.verify()) == (before, inside, [])
    assert undo(base, 3) == 3
    assert (exports(base), left_to_the_machine(base), base.verify()) == (after, changed, [])
    assert undo(base) == 2
    assert (exports(base), left_to_the_machine(base), base.verify()) == (before, inside, [])
    assert undo(base) == 1
    assert base.counts().concepts == 0


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_done_again_is_as_if_it_had_not_been_undone(base: Base, change: str) -> None:
    collect(base, (NEWS, PAGE))
    CHANGES[change](base)
    after = said(base)
    undo(base)
    CHANGES[change](base)
    assert said(base) == after
    assert base.verify() == []


def said(base: Base) -> list[Concept]:
    """Return the concepts without what numbers and uids say."""
    return [
        replace(concept, id=None, uid="", revision=1, notes=tuple(note for note in concept.notes if note.type != APART))
        for concept in base.concepts()
    ]


def test_after_undoing_all_collecting_begins_anew(base: Base) -> None:
    collect(base, (NEWS, PAGE))
    before = exports(base)
    undo(base)
    assert base.counts().evidence == 0
    collect(base, (NEWS, PAGE))
    assert exports(base) == before


def test_counts_that_were_imported_come_with_the_next_import(base: Base) -> None:
    bare = row("칭다오", "青岛")
    terms = tuple(replace(term, seen=3) for term in bare.concept.terms)
    item = replace(bare, concept=replace(bare.concept, uid="tsingtao", seen=3, documents=2, terms=terms))
    termbase.import_concepts(base, [item], actor="갑")
    before, inside = exports(base), left_to_the_machine(base)
    undo(base)
    assert (base.concept(1).seen, base.concept(1).documents) == (0, 0)
    termbase.import_concepts(base, [item], actor="갑")
    assert (exports(base), left_to_the_machine(base), base.verify()) == (before, inside, [])


def test_what_was_let_go_is_imported_as_approved(base: Base) -> None:
    collect(base, (NEWS, PAGE))
    items = [Incoming(replace(one, status="approved"), 2, frozenset({"status"})) for one in base.concepts()]
    undo(base)
    before, inside = exports(base), left_to_the_machine(base)
    termbase.import_concepts(base, items, actor="갑")
    assert base.verify() == []
    assert {term.held for one in base.concepts() for term in one.terms} == {True}
    undo(base, 3)
    assert (exports(base), left_to_the_machine(base), base.verify()) == (before, inside, [])


def collect_in_batches(base: Base, *batches: Sequence[tuple[Document, Sequence[Pair]]]) -> None:
    """Collect documents as a large collecting does: several transactions of one operation."""
    operation = Operation("machine", "machine", "collect")
    for batch in batches:
        base.collect(batch, operation=operation)


def test_what_the_batches_of_one_collecting_altered_is_taken_back(base: Base) -> None:
    collect_in_batches(base, [(NEWS, [pair("웨아하", "川刘河", 0)])], [(LAW, [pair("라타하", "川刘河", 0)])])
    after, changed = exports(base), left_to_the_machine(base)
    undo(base)
    gone = base.concept(1)
    assert (gone.removed, gone.seen, gone.documents, {term.seen for term in gone.terms}) == (True, 0, 0, {0})
    assert (base.counts().concepts, base.verify()) == (0, [])
    undo(base, 2)
    assert (exports(base), left_to_the_machine(base), base.verify()) == (after, changed, [])


def test_batches_that_cancel_each_other_out_are_undone_too(base: Base) -> None:
    collect(base, (NEWS, PAGE))
    collect(base, (NEWS, []))
    before, inside = exports(base), left_to_the_machine(base)
    collect_in_batches(base, [(NEWS, PAGE)], [(NEWS, [])])
    assert undo(base) == 3
    assert (exports(base), left_to_the_machine(base), base.verify()) == (before, inside, [])
    assert undo(base, 4) == 4


# --- properties -----------------------------------------------------------------------------------------------------

Command = Callable[[Base], object]
KOREAN = st.sampled_from(["웨이하이", "위해", "외이해", "류광화", "루산", "바다 마을"])
CHINESE = st.sampled_from(["威海", "刘广华", "劉廣華", "乳山", "庐山"])
WHO = st.sampled_from(["갑", "을"])
NUMBER = st.integers(1, 6)
EDITS = st.one_of(
    KOREAN.map(lambda form: Edit(prefer=(form,))),
    CHINESE.map(lambda form: Edit(add=(form,))),
    KOREAN.map(lambda form: Edit(drop=(form,))),
    KOREAN.map(lambda form: Edit(prefer_for=(("가", form),))),
    st.just(Edit(unprefer_for=("가",))),
    KOREAN.map(lambda form: Edit(deprecate=(form,))),
    st.sampled_from(["approved", "rejected", "candidate"]).map(lambda status: Edit(status=status)),  # type: ignore[arg-type]
    st.sampled_from(["person", "place", "organization"]).map(lambda kind: Edit(kind=kind)),  # type: ignore[arg-type]
    st.sampled_from(["지리", ""]).map(lambda subject: Edit(subject=subject, note=("주",))),
    st.just(Edit(drop_note=("주",))),
    st.just(Edit(removed=False)),
    st.sampled_from(["산둥성의 시", ""]).map(lambda text: Edit(definition=text)),
    KOREAN.map(lambda form: Edit(type=((form, "short"),), note_on=((form, "주"),))),
    KOREAN.map(lambda form: Edit(prefer_for=(("갑회사", form),))),
    st.integers(1, 6).map(lambda number: Edit(see=(number,))),
)
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    DOCUMENTS.map(lambda pages: lambda base: collect(base, *pages)),
    st.lists(DOCUMENTS, min_size=2, max_size=3).map(lambda batches: lambda base: collect_in_batches(base, *batches)),
    st.builds(
        lambda ko, zh, who: lambda base: termbase.add(base, [ko, zh], actor=who, note="주"), KOREAN, CHINESE, WHO
    ),
    st.builds(
        lambda number, wanted, who: lambda base: termbase.edit(base, number, wanted, actor=who), NUMBER, EDITS, WHO
    ),
    st.builds(
        lambda ko, zh, join: lambda base: termbase.add(base, [ko, zh], actor="갑", join=join, apart=not join),
        KOREAN,
        CHINESE,
        st.booleans(),
    ),
    st.builds(lambda ids, who: lambda base: termbase.merge(base, ids, actor=who), st.lists(NUMBER, max_size=3), WHO),
    st.builds(
        lambda number, form, who: lambda base: termbase.split(base, number, [form], actor=who),
        NUMBER,
        KOREAN | CHINESE,
        WHO,
    ),
    st.builds(lambda number, who: lambda base: termbase.remove(base, [number], actor=who), NUMBER, WHO),
    st.lists(st.builds(row, KOREAN, CHINESE, subject=st.sampled_from(["지리", "행정"])), min_size=1, max_size=3).map(
        lambda rows: lambda base: termbase.import_concepts(base, rows, actor="갑", update=True)
    ),
    st.builds(
        lambda number, verdict, who: lambda base: reviewing.decide(base, base.concept(number), verdict, actor=who),
        NUMBER,
        st.sampled_from(["accept", "reject"]),
        WHO,
    ),
    st.sampled_from(["accept", "reject"]).map(
        lambda verdict: lambda base: reviewing.decide_all(base, Choice(), verdict, actor="을")  # type: ignore[arg-type]
    ),
    st.just(lambda base: undo(base)),
)
SEQUENCES = st.lists(COMMANDS, min_size=1, max_size=7)


def for_all(fresh: Fresh, check: Callable[..., None], *drawn: st.SearchStrategy[Any]) -> None:
    """Check a property on SQLite; a few of its cases on a server, where each takes several times as long."""
    with fresh() as base:
        examples = 25 if base.place.dialect == "sqlite" else 4
    phases = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a sequence takes minutes
    bounds = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=phases)
    bounds(given(*drawn)(check))()


def operations(base: Base) -> int:
    return base.counts().operations


def done(base: Base, commands: Sequence[Command]) -> list[tuple[int, object]]:
    """Do these commands; return, for each operation that came of them, what there was before it."""
    states: list[tuple[int, object]] = []
    for command in commands:
        before, number = (exports(base), left_to_the_machine(base)), operations(base)
        try:
            command(base)
        except GlossaryError:
            assert (exports(base), left_to_the_machine(base)) == before
        assert base.verify() == []
        if operations(base) > number:
            states.append((operations(base), before))
    return states


def test_going_back_step_by_step_gives_what_there_was(fresh: Fresh) -> None:
    def check(commands: list[Command]) -> None:
        with fresh() as base:
            for number, before in reversed(done(base, commands)):
                undo(base, number)
                assert (exports(base), left_to_the_machine(base)) == before
                assert base.verify() == []

    for_all(fresh, check, SEQUENCES)


def test_whatever_can_be_undone_can_be_brought_back(fresh: Fresh) -> None:
    def check(commands: list[Command], which: int) -> None:
        with fresh() as base:
            states = done(base, commands)
            if states:
                bring_back(base, states[which % len(states)][0])

    for_all(fresh, check, SEQUENCES, st.integers(0, 6))


def bring_back(base: Base, number: int) -> None:
    """Undo one operation and undo that again, or see that nothing happened."""
    before = (exports(base), left_to_the_machine(base))
    try:
        undo(base, number)
    except Conflict as conflict:
        assert f"operation {number} " in str(conflict)
    else:
        assert base.verify() == []
        undo(base, operations(base))
    assert (exports(base), left_to_the_machine(base)) == before
    assert base.verify() == []
