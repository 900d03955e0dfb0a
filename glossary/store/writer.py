"""Rows and their change records: what one transaction writes, gathered and sent in bulk.

Whatever an operation alters is recorded, so that `glossary.store.undo` can give back what was there; rows that it made carry its number. Who
may overwrite whom is decided elsewhere: `glossary.store.write`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Table
from sqlalchemy.engine import Connection

from glossary.model import Concept, Note, Term
from glossary.store import rows, schema
from glossary.store.read import Stored, StoredTerm

ActorKind: TypeAlias = Literal["person", "machine", "import"]
Entity: TypeAlias = Literal["concept", "term", "note", "anchor", "evidence", "document_name"]

ROW: Final = "row"
"""The field of a change that a whole row is erased by, or put back."""
_NOTE: Final = ("concept", "removed", *rows.NOTE)
_CONCEPT: Final = (*rows.CONCEPT, "held", "touched")
_TERM: Final = ("concept", "removed", "held", *rows.KEYS, *rows.TERM)
_KEY: Final = _TERM.index("key")
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

    def insert(
        self, table: Table, columns: tuple[str, ...], values: tuple[Any, ...], *, unless_there: bool = False
    ) -> None:
        """Insert a row, which carries the operation; *unless_there* is one that may not stand beside it."""
        statement = _insert_statement(table, (*columns, "operation"))
        self._send(f"{statement} ON CONFLICT DO NOTHING" if unless_there else statement, (*values, self.made_by()))
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


# --- concepts, terms, notes and anchors --------------------------------------------------------------------------


def create(writer: Writer, concept: Concept, *, held: Collection[str], touched: bool) -> None:
    """Insert *concept*, which has its id, with terms and notes; *held* are the fields that a person decided."""
    writer.insert_concept(concept, held=held, touched=touched)
    for term in concept.terms:
        writer.insert_term(concept.id or 0, term, held=touched)
    for note in dict.fromkeys(concept.notes):
        insert_note(writer, concept.id or 0, note)


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


def insert_note(writer: Writer, concept: int, note: Note) -> None:
    """Insert a note."""
    writer.insert(schema.note, _NOTE, (concept, 0, *rows.note_values(note)))


def set_note(writer: Writer, concept: int, note: int, *, removed: bool) -> None:
    """Take a note away, or bring it back."""
    writer.update(schema.note, ("removed",), (int(removed),), note)
    writer.changed("note", note, concept, "removed", not removed, removed)


ANCHOR: Final = ("zh_key", "class", "ko_key", "reading", "concept")


def move_anchor(writer: Writer, anchor: int, before: int, after: int) -> None:
    """Make an anchor lead to another concept; its evidence goes with it."""
    writer.update(schema.anchor, ("concept",), (after,), anchor)
    writer.changed("anchor", anchor, after, "concept", before, after)
