"""Who may overwrite whom: what people and imports decide, and what the machine finds.

What a person last changed is *held*: each field of a concept, and each term, remembers it, and the machine leaves held ones as they
are. It may still add terms and count sightings. What a person approves is held as a whole, since it was accepted as it stood.
Counts (`seen`, `documents`) follow the evidence: they do not raise the revision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from glossary import consolidate
from glossary.errors import Conflict, NotFound
from glossary.languages import primary_language
from glossary.model import Anchor, Concept, Note, Term
from glossary.store import read, schema
from glossary.store.read import Stored, StoredTerm
from glossary.store.rows import FIELDS, MACHINE_FIELDS
from glossary.store.writer import ANCHOR, Writer, create, insert_note, move_anchor, set_concept, set_note, set_term

_PERSONAL_FIELDS: Final = tuple(name for name in FIELDS if name not in MACHINE_FIELDS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as it is to be: a new one where its id is None, else what the stored one is to become.

    A new one is reached by *anchors* from then on, as far as they do not belong to another concept already. *open* names fields
    that nobody decided, or nobody decides now: the machine may fill them. *expected* is the revision that the change was made from.
    """

    concept: Concept
    anchors: tuple[Anchor, ...] = ()
    open: frozenset[str] = frozenset()
    expected: int | None = None


def put(writer: Writer, entries: Sequence[Entry]) -> list[int]:
    """Write what a person or an import decided; return the ids, in order.

    Raises NotFound for an id that is not there, Conflict where somebody else changed the concept since `expected`.
    """
    stored = read.stored(writer.connection, {entry.concept.id for entry in entries if entry.concept.id is not None})
    fresh = iter(writer.new_ids(count) if (count := sum(entry.concept.id is None for entry in entries)) else ())
    ids = []
    for entry in entries:
        number = entry.concept.id
        if number is None:
            number = next(fresh)
            create(writer, replace(entry.concept, id=number, revision=1), held=set(FIELDS) - entry.open, touched=True)
        elif number not in stored:
            raise NotFound(f"c{number}: no such concept; glossary lookup finds the ones there are")
        else:
            _amend(writer, stored[number], entry)
        ids.append(number)
    writer.flush()
    _anchor(writer, {number: entry.anchors for number, entry in zip(ids, entries, strict=True) if entry.anchors})
    return ids


def _anchor(writer: Writer, wanted: Mapping[int, Iterable[Anchor]]) -> None:
    """Make anchors lead to their concepts, as far as they lead nowhere yet or to what the machine took away."""
    there = _anchors_there(writer.connection, {anchor.zh_key for anchors in wanted.values() for anchor in anchors})
    for number, anchors in wanted.items():
        for anchor in anchors:
            place = (anchor.zh_key, anchor.group, anchor.ko_key)
            row = there.get(place)
            if row is None:
                writer.insert(schema.anchor, ANCHOR, (*place, int(anchor.reading), number))
                there[place] = (0, number, False)
            elif row[1] != number and row[2]:
                move_anchor(writer, row[0], row[1], number)
    writer.flush()


def _anchors_there(
    connection: Connection, zh_keys: Collection[str]
) -> dict[tuple[str, str, str], tuple[int, int, bool]]:
    """Return, by place, the row of each anchor, its concept, and whether the machine took that concept away."""
    columns, concept = schema.anchor.c, schema.concept.c
    found = {}
    for piece in read.pieces(sorted(zh_keys)):
        query = (
            select(
                columns.zh_key, columns["class"], columns.ko_key, columns.id, columns.concept, concept.removed, concept.touched
            )
            .join(schema.concept, concept.id == columns.concept)
            .where(columns.zh_key.in_(piece))
        )  # fmt: skip
        for zh_key, group, ko_key, row, number, removed, touched in connection.execute(query):
            found[zh_key, group, ko_key] = (row, number, bool(removed) and not touched)
    return found


# --- changing -------------------------------------------------------------------------------------------------------


def _amend(writer: Writer, stored: Stored, entry: Entry) -> None:
    """Turn a stored concept into what a person wants of it, and hold what they changed."""
    now, wanted, number = stored.concept, entry.concept, stored.concept.id or 0
    check_revision(writer.connection, now, entry.expected)
    before = (writer.changes, writer.inserted)
    anew = stored.let_go and not wanted.removed
    different = [name for name in FIELDS if getattr(now, name) != getattr(wanted, name)]
    for name in different:
        writer.changed("concept", number, number, name, getattr(now, name), getattr(wanted, name))
    accepted = wanted.status == "approved"
    kept = {(term.language, term.text): term for term in wanted.terms}
    for place, term in kept.items():
        _amend_term(writer, number, stored.terms.get(place), term, anew=anew)
    for place, there in stored.terms.items():
        if place not in kept and not there.removed:
            set_term(writer, number, there, there.term, removed=True, held=not stored.let_go)
    _amend_notes(writer, number, stored.notes, wanted.notes)
    if (writer.changes, writer.inserted) == before:
        return
    if accepted and not anew:  # what is made anew holds all of its terms
        _hold_terms(writer, number, stored, kept)
    held = frozenset(FIELDS) - entry.open if accepted else stored.held | set(different)
    if not anew:
        wanted = replace(wanted, seen=now.seen, documents=now.documents)
    wanted = replace(wanted, revision=now.revision + 1)
    merged = stored.merged if wanted.removed else None
    set_concept(writer, stored, replace(stored, concept=wanted, held=held, touched=True, merged=merged))


def check_revision(connection: Connection, now: Concept, expected: int | None) -> None:
    """Refuse to go on where a concept is not of the *expected* revision any more. Raises Conflict, which says who was first."""
    if expected is not None and expected != now.revision:
        raise Conflict(
            f"{now.label}: was changed meanwhile{_by_whom(connection, now.id or 0)}, it is of revision {now.revision},"
            f" not {expected}; look at it again"
        )


def _by_whom(connection: Connection, concept: int) -> str:
    """Say who last changed a concept: `` by 김 (operation 15, edit, 2026-03-01 08:15 UTC)``."""
    change, operation = schema.change.c, schema.operation.c
    query = (
        select(operation.id, operation.command, operation.actor, operation.at)
        .join(schema.change, change.operation == operation.id)
        .where(change.concept == concept, change.field == "revision")
        .order_by(change.id.desc())
    )
    last = connection.execute(query).first()
    if last is None:  # by an earlier version
        return ""
    return f" by {last.actor} (operation {last.id}, {last.command}, {last.at[:16].replace('T', ' ')} UTC)"


def _amend_term(writer: Writer, concept: int, there: StoredTerm | None, term: Term, *, anew: bool) -> None:
    """Add a term, bring one back, or change one, as a person wants it; sightings are not theirs to count, but in what is made *anew*."""
    if there is None:
        writer.insert_term(concept, term, held=True)
        return
    wanted = term if anew else replace(term, seen=there.term.seen)
    if anew or there.removed or wanted != there.term:
        set_term(writer, concept, there, wanted, removed=False, held=True)
    elif term.held and not there.held:  # chosen as it stands: no norm of a house is against it from now on
        set_term(writer, concept, there, wanted, removed=False, held=True)
        writer.changes += 1  # to people too, though only the books tell


def _hold_terms(writer: Writer, concept: int, stored: Stored, kept: Mapping[tuple[str, str], Term]) -> None:
    """Hold the terms that a person left as they were in what they approved."""
    for place, there in stored.terms.items():
        if (
            place in kept
            and not (there.held or kept[place].held)  # what is held on its own is so already
            and not there.removed
            and replace(kept[place], seen=there.term.seen) == there.term
        ):
            set_term(writer, concept, there, there.term, removed=False, held=True)


def _amend_notes(writer: Writer, concept: int, there: Mapping[Note, tuple[int, bool]], wanted: Iterable[Note]) -> None:
    """Add, bring back and take away notes."""
    kept = dict.fromkeys(wanted)
    for note in kept:
        if note not in there:
            insert_note(writer, concept, note)
    for note, (number, removed) in there.items():
        if removed == (note in kept):
            set_note(writer, concept, number, removed=not removed)


def reconcile(writer: Writer, stored: Stored, view: Concept | None) -> None:
    """Bring a stored concept to the machine's *view* of its evidence, as far as no person holds it; None: no evidence is left.

    A concept that nobody touched goes with its evidence and comes back with it. Where somebody did, it stays as it is.
    """
    now, number = stored.concept, stored.concept.id or 0
    if view is None:
        terms = tuple(replace(there.term, seen=0) for there in stored.terms.values() if not there.removed)
        view = replace(now, removed=now.removed or not stored.touched, seen=0, documents=0, terms=terms)
    before = (writer.changes, writer.inserted)
    if stored.let_go and not view.removed:
        stored = _forgotten(writer, stored)
        now = stored.concept
    fields = {name: getattr(view, name) for name in MACHINE_FIELDS if name not in stored.held}
    for name, value in fields.items():
        if getattr(now, name) != value:
            writer.changed("concept", number, number, name, getattr(now, name), value)
    _reconcile_terms(writer, number, stored, view)
    wanted = replace(now, **fields, seen=view.seen, documents=view.documents)
    if (writer.changes, writer.inserted) != before:
        wanted = replace(wanted, revision=now.revision + 1)
    if wanted != now:
        set_concept(writer, stored, replace(stored, concept=wanted))


def _forgotten(writer: Writer, stored: Stored) -> Stored:
    """Return a concept that comes back with its evidence, without what people had said of it before its making was undone."""
    number = stored.concept.id or 0
    for name in _PERSONAL_FIELDS:
        writer.noted("concept", number, number, name, getattr(stored.concept, name), None)
    writer.noted("concept", number, number, "held", stored.held, frozenset())
    for note, removed in stored.notes.values():
        if not removed:
            set_note(writer, number, note, removed=True)
    for there in stored.terms.values():
        set_term(writer, number, there, there.term, there.removed, False)
    return replace(
        stored,
        concept=replace(stored.concept, **dict.fromkeys(_PERSONAL_FIELDS)),  # type: ignore[arg-type]
        held=frozenset(),
        terms={place: replace(there, held=False) for place, there in stored.terms.items()},
    )


def _reconcile_terms(writer: Writer, concept: int, stored: Stored, view: Concept) -> None:
    """Bring the terms to the machine's view. In a language where a person chose the preferred term, the machine's is admitted."""
    chosen = {
        there.term.language
        for there in stored.terms.values()
        if there.held and not there.removed and there.term.status == "preferred"
    }
    heirs, met = _heirs(stored, view, chosen), set()
    for term in view.terms:
        place = (term.language, term.text)
        met.add(place)
        if term.language in chosen and term.status == "preferred":
            term = replace(term, status="admitted")
        elif place in heirs:
            term = replace(term, status="preferred", type="full" if term.type == "variant" else term.type)
        there = stored.terms.get(place)
        if there is None:
            writer.insert_term(concept, term, held=False)
        elif there.held:  # only what is seen is the machine's to say
            derived = None if term.derived is None else there.term.derived
            set_term(writer, concept, there, replace(there.term, seen=term.seen, derived=derived), there.removed, True)
        else:
            set_term(writer, concept, there, term, removed=False, held=False)
    sides = _sides_left(stored, view)
    for place, there in stored.terms.items():
        if place not in met:
            gone = there.removed or (not there.held and primary_language(place[0]) in sides)
            set_term(writer, concept, there, replace(there.term, seen=0), gone, there.held)


def _heirs(stored: Stored, view: Concept, chosen: Collection[str]) -> set[tuple[str, str]]:
    """Return the forms that are preferred in place of one that a person took away, one a language; none where they *chose* another."""
    gone = {place for place, there in stored.terms.items() if there.held and there.removed}
    refused = {
        term.language for term in view.terms if term.status == "preferred" and (term.language, term.text) in gone
    } - set(chosen)
    heirs: dict[str, str] = {}
    for term in sorted(view.terms, key=consolidate.preference):
        if term.language in refused and (term.language, term.text) not in gone:
            heirs.setdefault(term.language, term.text)
    return set(heirs.items())


def _sides_left(stored: Stored, view: Concept) -> set[str]:
    """Return the sides of which a form is left by people or in the machine's view; of another the last form stays, whatever was seen."""
    by_people = {place: there for place, there in stored.terms.items() if there.held}
    seen = {(term.language, term.text) for term in view.terms}
    left = {place for place in seen | by_people.keys() if place not in by_people or not by_people[place].removed}
    return {primary_language(language) for language, _ in left}
