"""Writing concepts: operations, change records, and who may overwrite whom.

What a person last changed is *held*: each field of a concept, and each term, remembers it, and the machine leaves held ones as they
are. It may still add terms and count sightings. What a person approves is held as a whole, since it was accepted as it stood.
Counts (`seen`, `documents`) follow the evidence: they do not raise the revision.

Whatever an operation alters is recorded, so that `glossary.store.undo` can give back what was there; rows that it made carry its number.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from glossary.errors import Conflict, NotFound
from glossary.model import Anchor, Concept, Note, Term
from glossary.store import read, rows, schema
from glossary.store.read import Stored, StoredTerm
from glossary.store.rows import FIELDS, MACHINE_FIELDS

ActorKind: TypeAlias = Literal["person", "machine", "import"]
Entity: TypeAlias = Literal["concept", "term", "note", "anchor", "evidence", "document_name"]

_PERSONAL_FIELDS: Final = tuple(name for name in FIELDS if name not in MACHINE_FIELDS)
ROW: Final = "row"
"""The field of a change that a whole row is erased by, or put back."""
_TERM_DETAILS: Final = ("status", "type", "derived", "flags", "reading", "official", "variety", "seen")
_COUNTS: Final = ("seen", "documents", "revision")
BOOKKEEPING: Final = frozenset({*_COUNTS, "held", "touched"})
"""Fields whose changes are recorded for undoing, and are no changes to people."""
_SET_CONCEPT: Final = (*(name for name in rows.CONCEPT if name not in ("id", "uid")), "held", "touched", "merged")
_SET_TERM: Final = (
    *(name for name in rows.TERM if name not in ("language", "text")),
    "removed",
    "held",
    "loose",
    "initials",
)


@dataclass(slots=True)
class Operation:
    """Who does something, and by which command. Its row is written with the first row or change that belongs to it.

    *id* is None until then; an operation that writes nothing leaves no trace. One may span several transactions.
    """

    actor: str
    kind: ActorKind
    command: str
    undoes: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as it is to be: a new one where its id is None, else what the stored one is to become.

    A new one is reached by *anchors* from then on, as far as they do not belong to another concept already. *open* names fields
    that nobody decided: the machine may fill them. *expected* is the revision that the change was made from.
    """

    concept: Concept
    anchors: tuple[Anchor, ...] = ()
    open: frozenset[str] = frozenset()
    expected: int | None = None


@dataclass(slots=True)
class Writer:
    """What one transaction writes, gathered and then sent in bulk by `flush`."""

    connection: Connection
    operation: Operation
    changes: int = 0
    inserted: int = 0
    terms_added: int = 0
    _living: int = 0
    _terms: list[tuple[Any, ...]] = field(default_factory=list)
    _pending: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def made_by(self) -> int:
        """Return the operation's id; writes its row the first time."""
        if self.operation.id is None:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            values = {
                "at": at,
                "actor": self.operation.actor,
                "actor_kind": self.operation.kind,
                "command": self.operation.command,
                "undoes": self.operation.undoes,
            }
            made = self.connection.execute(schema.operation.insert().values(values).returning(schema.operation.c.id))
            self.operation.id = int(made.scalar_one())
        return self.operation.id

    def insert(self, table: Table, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
        """Insert a row, which carries the operation."""
        self._send(_insert_statement(table, (*columns, "operation")), (*values, self.made_by()))
        self.inserted += 1

    def insert_concept(self, concept: Concept, *, held: Iterable[str], touched: bool) -> None:
        """Insert the row of a concept, which has its id; *held* are the fields that a person decided."""
        values = (*rows.concept_values(concept), rows.held(held), int(touched))
        self.insert(schema.concept, _CONCEPT, values)
        self._living += not concept.removed

    def insert_term(self, concept: int, term: Term, *, held: bool) -> None:
        """Insert the row of a term, with its keys and parts."""
        self._terms.append((concept, 0, int(held), *rows.term_keys(term), *rows.term_values(term), self.made_by()))
        self.inserted += 1
        self.terms_added += 1

    def update_concept(
        self, before: Concept, concept: Concept, *, held: Iterable[str], touched: bool, merged: int | None
    ) -> None:
        """Set the row of a concept that was *before*."""
        values = (*rows.concept_values(concept)[2:], rows.held(held), int(touched), merged)
        self.update(schema.concept, _SET_CONCEPT, values, concept.id or 0)
        self._living += before.removed - concept.removed

    def update(self, table: Table, columns: tuple[str, ...], values: tuple[Any, ...], row: int) -> None:
        """Set *columns* of the row with this id."""
        self._send(_update_statement(table, columns), (*values, row))

    def erase(self, entity: Entity, values: Mapping[str, Any], concept: int | None) -> None:
        """Delete a row of evidence, an anchor or a name of a document; its *values* stand in the change."""
        self._send(f"DELETE FROM {entity} WHERE id = ?", (values["id"],))
        self.changed(entity, values["id"], concept, ROW, json.dumps(dict(values), ensure_ascii=False), None)

    def put_back(self, entity: Entity, values: Mapping[str, Any], concept: int | None) -> None:
        """Insert a row that was erased, with the operation that once made it. Evidence gets a new number: nothing refers to it."""
        kept = {name: value for name, value in values.items() if entity != "evidence" or name != "id"}
        self._send(_insert_statement(schema.metadata.tables[entity], tuple(kept)), tuple(kept.values()))
        self.changed(entity, values["id"], concept, ROW, None, json.dumps(dict(values), ensure_ascii=False))

    def changed(self, entity: Entity, row: int, concept: int | None, name: str, before: object, after: object) -> None:
        """Record that field *name* of a row went from *before* to *after*."""
        values = (self.made_by(), entity, row, concept, name, recorded(before), recorded(after))
        self._send(_insert_statement(schema.change, _CHANGE), values)
        self.changes += name not in BOOKKEEPING

    def noted(self, entity: Entity, row: int, concept: int | None, name: str, before: object, after: object) -> None:
        """Record a change if there is one."""
        if before != after:
            self.changed(entity, row, concept, name, before, after)

    def _send(self, statement: str, values: tuple[Any, ...]) -> None:
        self._pending.setdefault(statement, []).append(values)

    def flush(self) -> None:
        """Send what was gathered: new concepts, to which all else refers, their terms, then the rest in the order in which its kinds first came."""
        pending, self._pending = self._pending, {}
        concepts = _insert_statement(schema.concept, (*_CONCEPT, "operation"))
        if concepts in pending:
            self._execute(concepts, pending.pop(concepts))
        self._flush_terms()
        for statement, values in pending.items():
            self._execute(statement, values)
        if self._living:
            self._count("living", self._living)
            self._living = 0

    def _flush_terms(self) -> None:
        """Send the terms, each with its id, and their parts."""
        terms, self._terms = self._terms, []
        if not terms:
            return
        numbers = self.new_ids(len(terms), "term")
        statement = _insert_statement(schema.term, ("id", *_TERM, "operation"))
        self._execute(statement, [(number, *values) for number, values in zip(numbers, terms, strict=True)])
        parts = [
            part for number, values in zip(numbers, terms, strict=True) for part in rows.parts(values[_KEY], number)
        ]
        if parts:
            self._execute(PART, parts)

    def _execute(self, statement: str, values: list[tuple[Any, ...]]) -> None:
        self.connection.exec_driver_sql(driver_sql(self.connection, statement), values)

    def new_ids(self, count: int, name: str = "concept") -> range:
        """Take *count* numbers for concepts, or for what *name* says, from the counter; they are never given again."""
        following = self._count(name, count)
        return range(following - count, following)

    def _count(self, name: str, by: int) -> int:
        """Move a counter *by* so many and return where it stands."""
        counter = schema.counter
        move = counter.update().where(counter.c.name == name).values(next=counter.c.next + by).returning(counter.c.next)
        there = self.connection.execute(move).scalar_one_or_none()
        if there is None:  # the first concept
            there = 1 + by
            self.connection.execute(counter.insert().values(name=name, next=there))
        return int(there)


def driver_sql(connection: Connection, statement: str) -> str:
    """Return *statement*, whose parameters are marked ``?``, as the driver of *connection* takes it."""
    return statement if connection.dialect.paramstyle == "qmark" else statement.replace("?", "%s")


PART: Final = "INSERT INTO part (gram, length, term) VALUES (?, ?, ?)"
_CHANGE: Final = ("operation", "entity", "row", "concept", "field", "before", "after")


@cache
def _insert_statement(table: Table, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _update_statement(table: Table, columns: tuple[str, ...]) -> str:
    return f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"


def recorded(value: object) -> str | None:
    """Return *value* as a change records it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset):
        return rows.held(value)
    return rows.joined(value) if isinstance(value, tuple) else str(value)


# --- creating -------------------------------------------------------------------------------------------------------


def create(writer: Writer, concept: Concept, *, held: Collection[str], touched: bool) -> None:
    """Insert *concept*, which has its id, with terms and notes; *held* are the fields that a person decided."""
    writer.insert_concept(concept, held=held, touched=touched)
    for term in concept.terms:
        writer.insert_term(concept.id or 0, term, held=touched)
    for note in dict.fromkeys(concept.notes):
        writer.insert(schema.note, _NOTE, (concept.id, 0, *rows.note_values(note)))


_NOTE: Final = ("concept", "removed", *rows.NOTE)
_CONCEPT: Final = (*rows.CONCEPT, "held", "touched")
_TERM: Final = ("concept", "removed", "held", *rows.KEYS, *rows.TERM)
_KEY: Final = _TERM.index("key")


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


ANCHOR: Final = ("zh_key", "class", "ko_key", "reading", "concept")


def move_anchor(writer: Writer, anchor: int, before: int, after: int) -> None:
    """Make an anchor lead to another concept; its evidence goes with it."""
    writer.update(schema.anchor, ("concept",), (after,), anchor)
    writer.changed("anchor", anchor, after, "concept", before, after)


# --- changing -------------------------------------------------------------------------------------------------------


def _amend(writer: Writer, stored: Stored, entry: Entry) -> None:
    """Turn a stored concept into what a person wants of it, and hold what they changed."""
    now, wanted, number = stored.concept, entry.concept, stored.concept.id or 0
    check_revision(writer.connection, now, entry.expected)
    before = (writer.changes, writer.inserted)
    different = [name for name in FIELDS if getattr(now, name) != getattr(wanted, name)]
    for name in different:
        writer.changed("concept", number, number, name, getattr(now, name), getattr(wanted, name))
    accepted = wanted.status == "approved"
    kept = {(term.language, term.text): term for term in wanted.terms}
    for place, term in kept.items():
        _amend_term(writer, number, stored.terms.get(place), term)
    for place, there in stored.terms.items():
        if place not in kept and not there.removed:
            set_term(writer, number, there, there.term, removed=True, held=not stored.let_go)
    _amend_notes(writer, number, stored.notes, wanted.notes)
    if (writer.changes, writer.inserted) == before:
        return
    if accepted:
        _hold_terms(writer, number, stored, kept)
    held = frozenset(FIELDS) if accepted else stored.held | set(different)
    wanted = replace(wanted, seen=now.seen, documents=now.documents, revision=now.revision + 1)
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


def _amend_term(writer: Writer, concept: int, there: StoredTerm | None, term: Term) -> None:
    """Add a term, bring one back, or change one, as a person wants it; sightings are not theirs to count."""
    if there is None:
        writer.insert_term(concept, term, held=True)
        return
    wanted = replace(term, seen=there.term.seen)
    if there.removed or wanted != there.term:
        set_term(writer, concept, there, wanted, removed=False, held=True)
    elif term.held and not there.held:  # chosen as it stands: no norm of a house is against it from now on
        set_term(writer, concept, there, wanted, removed=False, held=True)
        writer.changes += 1  # to people too, though only the books tell


def _hold_terms(writer: Writer, concept: int, stored: Stored, kept: Mapping[tuple[str, str], Term]) -> None:
    """Hold the terms that a person left as they were in what they approved."""
    for place, there in stored.terms.items():
        if (
            place in kept
            and not there.held
            and not there.removed
            and replace(kept[place], seen=there.term.seen) == there.term
        ):
            set_term(writer, concept, there, there.term, removed=False, held=True)


def _amend_notes(writer: Writer, concept: int, there: Mapping[Note, tuple[int, bool]], wanted: Iterable[Note]) -> None:
    """Add, bring back and take away notes."""
    kept = dict.fromkeys(wanted)
    for note in kept:
        if note not in there:
            writer.insert(schema.note, _NOTE, (concept, 0, *rows.note_values(note)))
    for note, (number, removed) in there.items():
        if removed == (note in kept):
            set_note(writer, concept, number, removed=not removed)


def set_note(writer: Writer, concept: int, note: int, *, removed: bool) -> None:
    """Take a note away, or bring it back."""
    writer.update(schema.note, ("removed",), (int(removed),), note)
    writer.changed("note", note, concept, "removed", not removed, removed)


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
    met = set()
    for term in view.terms:
        place = (term.language, term.text)
        met.add(place)
        if term.language in chosen and term.status == "preferred":
            term = replace(term, status="admitted")
        there = stored.terms.get(place)
        if there is None:
            writer.insert_term(concept, term, held=False)
        elif there.held:  # only what is seen is the machine's to say
            derived = None if term.derived is None else there.term.derived
            set_term(writer, concept, there, replace(there.term, seen=term.seen, derived=derived), there.removed, True)
        else:
            set_term(writer, concept, there, term, removed=False, held=False)
    for place, there in stored.terms.items():
        if place not in met:
            set_term(writer, concept, there, replace(there.term, seen=0), there.removed or not there.held, there.held)


def set_term(writer: Writer, concept: int, there: StoredTerm, term: Term, removed: bool, held: bool) -> None:
    """Write a stored term where it differs, with a change for each detail."""
    if (term, removed, held) == (there.term, there.removed, there.held):
        return
    for name in _TERM_DETAILS:
        writer.noted("term", there.id, concept, name, getattr(there.term, name), getattr(term, name))
    writer.noted("term", there.id, concept, "removed", there.removed, removed)
    writer.noted("term", there.id, concept, "held", there.held, held)
    values = (*rows.term_values(term)[2:], int(removed), int(held), *rows.term_keys(term)[1:])
    writer.update(schema.term, _SET_TERM, values, there.id)


def set_concept(writer: Writer, before: Stored, after: Stored) -> None:
    """Write the row of a concept, and record what keeps the books of it; a change of `FIELDS` is recorded by who makes it."""
    concept, number = after.concept, after.concept.id or 0
    for name in _COUNTS:
        writer.noted("concept", number, number, name, getattr(before.concept, name), getattr(concept, name))
    for name in ("held", "touched", "merged"):
        writer.noted("concept", number, number, name, getattr(before, name), getattr(after, name))
    writer.update_concept(before.concept, concept, held=after.held, touched=after.touched, merged=after.merged)
