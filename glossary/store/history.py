"""What was done to a term base: operations, what each of them altered, and whether it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, NoReturn

from sqlalchemy import Select, func, or_, select, union
from sqlalchemy.engine import Connection

from glossary.errors import Conflict, NotFound
from glossary.languages import primary_language
from glossary.model import APART, PREFERRED_FOR, SEE, Transaction
from glossary.store import read, schema
from glossary.store.writer import BOOKKEEPING, ROW

SUMMED_UP: Final = 12
"""Changes above which an operation is summed up, unless its details are asked for."""
_ADDED: Final = "added"


class Alteration(NamedTuple):
    """One thing that an operation altered.

    *subject* is what it happened to: the forms of a concept, the text of a term or a note, the concept that a note refers to (``c17``), the name of a document. *field* is ``added`` for what the operation brought, ``removed`` for what it took away, else what was changed.
    """

    concept: int | None
    entity: str
    subject: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """An operation: *at* is UTC in ISO 8601. *undone_by* is the operation that undid it, as long as that one stands.

    *tally* counts what it altered: concepts added and changed, sightings added and taken away. *alterations* is None where they were too many.
    """

    id: int
    at: str
    actor: str
    kind: str
    command: str
    undoes: int | None
    undone_by: int | None
    tally: Counter[str] = field(default_factory=Counter)
    alterations: tuple[Alteration, ...] | None = None


# --- which operations stand -----------------------------------------------------------------------------------------


def undone(connection: Connection) -> dict[int, int]:
    """Return, for each operation that is undone, the operation that undid it. An undoing that was undone itself counts for nothing."""
    columns = schema.operation.c
    query = select(columns.id, columns.undoes).where(columns.undoes.is_not(None)).order_by(columns.id.desc())
    found: dict[int, int] = {}
    for number, target in connection.execute(query):
        if number not in found:
            found[target] = number
    return found


def undoes(connection: Connection, number: int) -> int | None:
    """Return the operation that this one undid."""
    return connection.execute(select(schema.operation.c.undoes).where(schema.operation.c.id == number)).scalar()


def check_standing(connection: Connection, number: int) -> None:
    """Make sure that an operation is there, stands, and was recorded in full. Raises NotFound or Conflict."""
    if _label(connection, number) is None:
        raise NotFound(f"operation {number}: no such operation; glossary history shows the ones there are")
    by = undone(connection).get(number)
    if by is not None:
        raise Conflict(f"operation {number} is undone already, by operation {by}; glossary undo {by} brings it back")
    counter = schema.counter.c
    first = connection.execute(select(counter.next).where(counter.name == "recorded")).scalar() or 1
    if number < first:
        raise Conflict(f"operation {number} was made by an earlier version, which did not record enough to undo it")


def refuse(connection: Connection, number: int, what: str, operation: int | None) -> NoReturn:
    """Raise the Conflict that says why an operation cannot be undone, and which *operation* stands in the way."""
    label = None if operation is None else _label(connection, operation)
    if label is None:
        raise Conflict(f"operation {number} cannot be undone: {what}; glossary history shows by what")
    raise Conflict(f"operation {number} cannot be undone: {what} by {label}; undo that first")


def _label(connection: Connection, number: int) -> str | None:
    """Return an operation as messages name it: ``operation 15 (edit, 김)``."""
    columns = schema.operation.c
    row = connection.execute(select(columns.command, columns.actor).where(columns.id == number)).one_or_none()
    return None if row is None else f"operation {number} ({row.command}, {row.actor})"


def last_to_undo(connection: Connection, actor: str | None) -> int | None:
    """Return the last operation of this actor, or of anybody, that stands and is no undoing itself."""
    columns = schema.operation.c
    query = select(columns.id).where(columns.undoes.is_(None)).order_by(columns.id.desc())
    if actor is not None:
        query = query.where(columns.actor == actor)
    gone = undone(connection)
    return next((number for number in connection.execute(query).scalars() if number not in gone), None)


def transactions(connection: Connection, ids: Collection[int]) -> dict[int, list[Transaction]]:
    """Return for each concept who made it and who changed it, in the order of the operations."""
    concept, change, operation = schema.concept.c, schema.change.c, schema.operation.c
    made = select(concept.id, operation.at, operation.actor).join(schema.operation, operation.id == concept.operation)
    changed = (
        select(change.concept, operation.at, operation.actor)
        .join(schema.operation, operation.id == change.operation)
        .where(change.field == "revision")
        .order_by(change.id)
    )
    found: dict[int, list[Transaction]] = {}
    for piece in read.pieces(ids):
        for number, at, who in connection.execute(made.where(concept.id.in_(piece))):
            found[number] = [Transaction("origination", at[:10], who)]
        for number, at, who in connection.execute(changed.where(change.concept.in_(piece))):
            found[number].append(Transaction("modification", at[:10], who))
    return found


# --- what they did --------------------------------------------------------------------------------------------------


def operations(
    connection: Connection,
    *,
    concept: int | None = None,
    ids: Collection[int] | None = None,
    actor: str | None = None,
    limit: int | None = None,
    details: bool = False,
) -> list[Done]:
    """Return operations, the newest first: those that altered *concept*, those of *actor*, at most *limit*.

    Of a concept only what happened to it is told. *details* tells of large ones too what they altered, and the books that were kept.
    """
    columns = schema.operation.c
    query = select(columns.id, columns.at, columns.actor, columns.actor_kind, columns.command, columns.undoes)
    if ids is not None:
        query = query.where(columns.id.in_(ids))
    if concept is not None:
        query = query.where(columns.id.in_(_of_concept(concept)))
    if actor is not None:
        query = query.where(columns.actor == actor)
    rows = connection.execute(query.order_by(columns.id.desc()).limit(limit)).all()
    gone = undone(connection)
    told: list[Done] = []
    for piece in read.pieces(rows):
        told += _told(connection, piece, gone, concept, details=details)
    return told


def _of_concept(concept: int) -> Select[Any]:
    """Select the operations that altered a concept, or brought a sighting of it."""
    change, anchor = schema.change.c, schema.anchor.c
    merged = change.field == "merged"
    parts = union(
        select(change.operation).where(change.concept == concept),
        select(change.operation).where(merged, or_(change.before == str(concept), change.after == str(concept))),
        *(
            select(table.c.operation).where((table.c.id if table is schema.concept else table.c.concept) == concept)
            for table in (schema.concept, schema.term, schema.note)
        ),
        select(schema.evidence.c.operation)
        .join(schema.anchor, anchor.id == schema.evidence.c.anchor)
        .where(anchor.concept == concept),
    ).subquery()
    return select(parts.c[0])


def _told(
    connection: Connection, piece: Iterable[Any], gone: dict[int, int], concept: int | None, *, details: bool
) -> list[Done]:
    """Return operations with what they altered."""
    rows = list(piece)
    tallies = _tallies(connection, [row.id for row in rows], concept)
    small = [number for number, tally in tallies.items() if details or tally["alterations"] <= SUMMED_UP]
    alterations = _alterations(connection, small, concept, details=details)
    return [
        Done(
            row.id, row.at, row.actor, row.actor_kind, row.command, row.undoes, gone.get(row.id), tallies[row.id],
            tuple(alterations[row.id]) if row.id in small else None,
        )
        for row in rows
    ]  # fmt: skip


def _tallies(connection: Connection, ids: Collection[int], concept: int | None) -> dict[int, Counter[str]]:
    """Count what each operation altered."""
    change = schema.change.c
    visible = select(change.operation, func.count()).where(change.field.not_in(BOOKKEEPING))
    rows = visible.where(change.entity == "evidence", change.field == ROW)
    sightings = select(schema.evidence.c.operation, func.count())
    if concept is not None:
        sightings = sightings.join(schema.anchor, schema.anchor.c.id == schema.evidence.c.anchor)
    changed = select(change.operation, func.count(change.concept.distinct())).where(change.field == "revision")
    of = {"concept": schema.concept.c.id, "sightings": schema.anchor.c.concept}
    queries = {
        "concepts added": (select(schema.concept.c.operation, func.count()), of["concept"]),
        "concepts changed": (changed, change.concept),
        "sightings added": (sightings, of["sightings"]),
        "sightings put back": (rows.where(change.before.is_(None)), change.concept),
        "sightings taken away": (rows.where(change.after.is_(None)), change.concept),
        "changes": (visible.where(change.entity.not_in(("evidence", "anchor"))), change.concept),
    }
    tallies: dict[int, Counter[str]] = {number: Counter() for number in ids}
    for name, (query, column) in queries.items():
        operation = query.selected_columns[0]
        if concept is not None:
            query = query.where(column == concept)
        for number, count in connection.execute(query.where(operation.in_(ids)).group_by(operation)):
            tallies[number][name] = count
    for tally in tallies.values():
        tally["alterations"] = tally["concepts added"] + tally["changes"]
    return tallies


def _alterations(
    connection: Connection, ids: Collection[int], concept: int | None, *, details: bool
) -> defaultdict[int, list[Alteration]]:
    """Return what these operations altered, additions first."""
    found: defaultdict[int, list[Alteration]] = defaultdict(list)
    for piece in read.pieces(ids):
        _add_new_concepts(connection, found, piece, concept)
        _add_new_parts(connection, found, piece, concept)
        _add_changes(connection, found, piece, concept, details=details)
    return found


def _add_new_concepts(
    connection: Connection, found: defaultdict[int, list[Alteration]], ids: Collection[int], concept: int | None
) -> None:
    columns = schema.concept.c
    query = select(columns.id, columns.operation).where(columns.operation.in_(ids)).order_by(columns.id)
    if concept is not None:
        query = query.where(columns.id == concept)
    made = [(number, operation) for number, operation in connection.execute(query)]
    names = _names(connection, [number for number, _ in made])
    for number, operation in made:
        found[operation].append(Alteration(number, "concept", names.get(number, ""), _ADDED, None, None))


def _names(connection: Connection, concepts: Collection[int]) -> dict[int, str]:
    """Return concepts as ``칭다오 → 青岛``: the forms that they were made with, preferred ones first."""
    term, concept = schema.term.c, schema.concept.c
    sides: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for piece in read.pieces(concepts):
        query = (
            select(term.concept, term.language, term.text)
            .join(schema.concept, concept.id == term.concept)
            .where(concept.id.in_(piece), term.operation == concept.operation)
            .order_by(term.concept, term.status.desc(), term.language, term.id)
        )  # preferred, deprecated, admitted
        for number, language, text in connection.execute(query):
            sides[number].setdefault(primary_language(language), text)
    return {number: " → ".join(of[side] for side in ("ko", "zh") if side in of) for number, of in sides.items()}


def _add_new_parts(
    connection: Connection, found: defaultdict[int, list[Alteration]], ids: Collection[int], concept: int | None
) -> None:
    """Add the terms and notes that came to concepts which were there before."""
    change, of = schema.change.c, schema.concept.c
    changed = select(change.concept).where(change.operation.in_(ids), change.field == "revision")
    for entity, table in (("term", schema.term), ("note", schema.note)):
        columns = table.c
        said = (columns.type, columns.term) if table is schema.note else ()
        query = (
            select(columns.concept, columns.operation, columns.text, *said)
            .join(schema.concept, of.id == columns.concept)
            .where(columns.operation.in_(ids), of.operation != columns.operation, columns.concept.in_(changed))
            .order_by(columns.id)
        )
        if concept is not None:
            query = query.where(columns.concept == concept)
        parts = connection.execute(query).all()
        labels = _labels(connection, {text for _, _, text, *details in parts if details and details[0] in _LINKS})
        for number, operation, text, *details in parts:
            what, subject = _note(labels, text, *details) if details else (entity, text)
            found[operation].append(Alteration(number, what, subject, _ADDED, None, None))


_LINKS: Final = {SEE: "reference", APART: "distinction"}
"""What a note is that names another concept by its uid."""


def _note(labels: Mapping[str, str], text: str, kind: str, form: str) -> tuple[str, str]:
    """Return what a note is to people, and how it is called: it may say for whom a form is preferred, or name a concept (*labels* by uid)."""
    if kind in _LINKS:
        return _LINKS[kind], labels.get(text, text)
    return ("preference", f"{form} for {text}") if kind == PREFERRED_FOR else ("note", text)


def _labels(connection: Connection, uids: Collection[str]) -> dict[str, str]:
    """Return how people see the concepts of these uids: ``c17``."""
    return {uid: f"c{number}" for uid, number in read.by_uid(connection, uids).items()}


def _add_changes(
    connection: Connection,
    found: defaultdict[int, list[Alteration]],
    ids: Collection[int],
    concept: int | None,
    *,
    details: bool,
) -> None:
    change, term, note = schema.change.c, schema.term.c, schema.note.c
    query = (
        select(
            change.operation, change.concept, change.entity, change.field, change.before, change.after,
            term.text.label("term"), note.text.label("note"), note.type.label("kind"), note.term.label("form"),
            schema.document_name.c.name,
        )
        .outerjoin(schema.term, (change.entity == "term") & (term.id == change.row))
        .outerjoin(schema.note, (change.entity == "note") & (note.id == change.row))
        .outerjoin(schema.document_name, (change.entity == "document_name") & (schema.document_name.c.id == change.row))
        .where(change.operation.in_(ids))
        .order_by(change.id)
    )  # fmt: skip
    if not details:
        query = query.where(change.field.not_in((*BOOKKEEPING, ROW)), change.entity != "anchor")
    if concept is not None:
        query = query.where(_concerns(concept))
    changes = connection.execute(query).all()
    names = _names(connection, {row.concept for row in changes if row.entity == "concept"})
    labels = _labels(connection, {row.note for row in changes if row.kind in _LINKS})
    for row in changes:
        entity, subject = row.entity, row.term or row.name or names.get(row.concept, "")
        if row.note is not None:
            entity, subject = _note(labels, row.note, row.kind, row.form)
        found[row.operation].append(Alteration(row.concept, entity, subject, row.field, row.before, row.after))


def _concerns(concept: int) -> Any:
    change = schema.change.c
    merged = change.field == "merged"
    return or_(change.concept == concept, merged & or_(change.before == str(concept), change.after == str(concept)))
