"""Every SELECT but those of a look-up: concepts as the model has them, rows as writing needs them, counts.

Concepts are read in pieces with one query a table, never one a concept.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Select, case, func, select
from sqlalchemy.engine import Connection

from glossary.languages import primary_language
from glossary.model import PREFERRED_FOR, TERM_ORDER, Concept, Evidence, Note, Reference, Status, Term
from glossary.store import rows, schema

PIECE: Final = 500
"""Concepts, documents or keys to a query; SQLite takes at least 999 parameters."""

_CONCEPT: Final = [schema.concept.c[name] for name in rows.CONCEPT]
_TERM: Final = [schema.term.c[name] for name in rows.TERM]
_NOTE: Final = [schema.note.c[name] for name in rows.NOTE]
_EVIDENCE: Final = [schema.evidence.c[name] for name in rows.EVIDENCE]


@dataclass(slots=True)
class StoredTerm:
    """A term with what only the term base knows: its row, whether it was taken away, whether a person decided so."""

    id: int
    term: Term
    removed: bool
    held: bool


@dataclass(slots=True)
class Stored:
    """A concept as it lies in the term base, with the terms and notes that were taken away."""

    concept: Concept
    held: frozenset[str]
    touched: bool
    merged: int | None = None
    terms: dict[tuple[str, str], StoredTerm] = field(default_factory=dict)
    notes: dict[Note, tuple[int, bool]] = field(default_factory=dict)
    """Each note with its row and whether it was taken away."""

    @property
    def let_go(self) -> bool:
        """Whether it is away because its evidence is, or because its making was undone: nothing in it stands but its number."""
        return self.concept.removed and not self.touched


@dataclass(frozen=True, slots=True)
class Counts:
    """What a term base holds; removed concepts count in `removed` only."""

    concepts: int
    removed: int
    terms: int
    evidence: int
    documents: int
    operations: int
    by_kind: dict[str, int]
    by_status: dict[str, int]
    by_relation: dict[str, int]
    by_origin: dict[str, int]
    by_how: dict[str, int]


def pieces(values: Iterable[Any], size: int = PIECE) -> Iterator[list[Any]]:
    """Cut *values* into lists of at most *size*."""
    ordered = list(values)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def concepts(
    connection: Connection,
    *,
    ids: Collection[int] | None = None,
    statuses: Collection[Status] | None = None,
    removed: bool | None = False,
    references: bool = True,
    by_form: bool = False,
) -> Iterator[Concept]:
    """Yield concepts with terms, notes and references, by rising id, or *by_form* as a file has them: by Korean form, Chinese form, uid.

    *statuses* None means every one; *removed* None means with the removed ones, True only those.
    """
    if by_form:
        yield from _in_order(connection, _wanted(statuses, removed), references)
        return
    if ids is not None:
        for piece in pieces(sorted(set(ids))):
            yield from _piece(connection, _wanted(statuses, removed).where(schema.concept.c.id.in_(piece)), references)
        return
    last = -1
    while True:
        query = _wanted(statuses, removed).where(schema.concept.c.id > last).limit(PIECE)
        found = list(_piece(connection, query, references))
        yield from found
        if len(found) < PIECE:
            return
        last = found[-1].id or 0


def _wanted(statuses: Collection[Status] | None, removed: bool | None) -> Select[Any]:
    query = select(*_CONCEPT).order_by(schema.concept.c.id)
    if statuses is not None:
        query = query.where(schema.concept.c.status.in_(sorted(statuses)))
    if removed is not None:
        query = query.where(schema.concept.c.removed == int(removed))
    return query


def _in_order(connection: Connection, wanted: Select[Any], references: bool) -> Iterator[Concept]:
    """Yield the concepts of a query by their forms. Their ids are eight bytes each, where they themselves would be gigabytes."""
    ids = array("q", connection.execute(_by_form(wanted.with_only_columns(schema.concept.c.id))).scalars())
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        query = select(*_CONCEPT).where(schema.concept.c.id.in_(piece))
        found = {concept.id: concept for concept in _piece(connection, query, references)}
        yield from (found[number] for number in piece)


def _by_form(query: Select[Any]) -> Select[Any]:
    """Order a query by the first Korean and the first Chinese form of each concept, as `model.term_order` has them, and by uid."""
    columns = schema.term.c
    rank = case(TERM_ORDER, value=columns.status)

    def first(language: ColumnElement[bool]) -> ColumnElement[str]:
        form = (
            select(columns.text)
            .where(columns.concept == schema.concept.c.id, columns.removed == 0, language)
            .order_by(columns.language, rank, columns.derived.is_not(None), columns.text)
            .limit(1)
        )
        return func.coalesce(form.scalar_subquery(), "")

    return query.order_by(None).order_by(
        first(columns.language == "ko"), first(columns.language.like("zh%")), schema.concept.c.uid
    )


def _piece(connection: Connection, query: Select[Any], with_references: bool) -> Iterator[Concept]:
    """Yield the concepts of *query* with all that belongs to them."""
    found = connection.execute(query).all()
    ids = [row.id for row in found]
    terms: dict[int, list[Term]] = defaultdict(list)
    for row in connection.execute(
        select(schema.term.c.concept, *_TERM, schema.term.c.held).where(
            schema.term.c.concept.in_(ids), schema.term.c.removed == 0
        )
    ).all():
        terms[row[0]].append(rows.term(row[1:]))
    notes: dict[int, list[Note]] = defaultdict(list)
    for row in connection.execute(
        select(schema.note.c.concept, *_NOTE)
        .where(schema.note.c.concept.in_(ids), schema.note.c.removed == 0)
        .order_by(schema.note.c.id)
    ).all():
        notes[row[0]].append(rows.note(row[1:]))
    references = _references(connection, ids) if with_references else {}
    for row in found:
        yield rows.concept(row, terms[row.id], notes[row.id], references.get(row.id, ()))


def _references(connection: Connection, ids: Sequence[int]) -> dict[int, list[Reference]]:
    """Return where each concept was seen, by the first of each document's names."""
    first = (
        select(func.min(schema.document_name.c.name))
        .where(schema.document_name.c.document == schema.document.c.id)
        .scalar_subquery()
    )
    columns = schema.evidence.c
    query = (
        select(
            schema.anchor.c.concept, schema.document.c.digest, first, columns.how, columns.ko_start, columns.ko_end,
            columns.ko_text, columns.zh_start, columns.zh_end, columns.zh_text, columns.sentence,
        )
        .select_from(schema.evidence)
        .join(schema.anchor, columns.anchor == schema.anchor.c.id)
        .join(schema.document, columns.document == schema.document.c.id)
        .where(schema.anchor.c.concept.in_(ids))
    )  # fmt: skip
    found: dict[int, list[Reference]] = defaultdict(list)
    for concept, digest, name, how, k_start, k_end, k_text, z_start, z_end, z_text, sentence in connection.execute(
        query
    ):
        ko, zh = rows.span(k_start, k_end, k_text), rows.span(z_start, z_end, z_text)
        found[concept].append(Reference(digest, name or digest, how, ko, zh, sentence))
    for references in found.values():
        references.sort(key=rows.reference_order)
    return found


def stored(connection: Connection, ids: Collection[int]) -> dict[int, Stored]:
    """Return concepts as writing compares them with what is wanted, by id."""
    found: dict[int, Stored] = {}
    for piece in pieces(sorted(ids)):
        columns = schema.concept.c
        query = select(*_CONCEPT, columns.held, columns.touched, columns.merged).where(columns.id.in_(piece))
        for row in connection.execute(query):
            *values, held, touched, merged = row
            found[row.id] = Stored(rows.concept(values, ()), rows.fields_held(held), bool(touched), merged)
        term = schema.term.c
        for row in connection.execute(
            select(term.concept, term.id, term.removed, term.held, *_TERM).where(term.concept.in_(piece))
        ):
            concept, number, removed, held, *values = row
            made = rows.term(values)
            found[concept].terms[made.language, made.text] = StoredTerm(number, made, bool(removed), bool(held))
        note = schema.note.c
        for row in connection.execute(
            select(note.concept, note.id, note.removed, *_NOTE).where(note.concept.in_(piece))
        ):
            concept, number, removed, *values = row
            found[concept].notes[rows.note(values)] = (number, bool(removed))
    return found


def evidence_of(connection: Connection, ids: Collection[int]) -> dict[int, list[Evidence]]:
    """Return the evidence of each concept, by document and position."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    columns = schema.evidence.c
    for piece in pieces(sorted(ids)):
        query = (
            select(schema.anchor.c.concept, schema.document.c.digest, *_EVIDENCE)
            .select_from(schema.evidence)
            .join(schema.anchor, columns.anchor == schema.anchor.c.id)
            .join(schema.document, columns.document == schema.document.c.id)
            .where(schema.anchor.c.concept.in_(piece))
            .order_by(
                schema.document.c.digest,
                columns.ko_start,
                columns.zh_start,
                columns.ko_end,
                columns.zh_end,
                columns.how,
            )
        )
        for row in connection.execute(query):
            found[row[0]].append(rows.evidence(row[1], row[2:]))
    return found


def by_uid(connection: Connection, uids: Collection[str]) -> dict[str, int]:
    """Return the ids of the concepts with these uids; of one that was merged, that of the concept it is part of."""
    found: dict[str, int] = {}
    columns = schema.concept.c
    for piece in pieces(sorted(uids)):
        query = select(columns.uid, columns.id, columns.merged).where(columns.uid.in_(piece))
        for uid, number, merged in connection.execute(query):
            found[uid] = number if merged is None else last_merged(connection, merged)
    return found


def last_merged(connection: Connection, number: int) -> int:
    """Return where a concept is now that may have been merged into another one, and that into a third."""
    merged = schema.concept.c.merged
    while (into := connection.execute(select(merged).where(schema.concept.c.id == number)).scalar()) is not None:
        number = int(into)
    return number


def by_key(connection: Connection, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    """Return the concepts, removed ones too, that have a term of each (language family, key): ``("zh", "大鹰")``."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    term = schema.term.c
    for piece in pieces(sorted({key for _, key in wanted})):
        query = select(term.language, term.key, term.concept).where(term.key.in_(piece)).order_by(term.concept)
        for language, key, concept in connection.execute(query):
            family = (primary_language(language), key)
            if family in wanted and found[family][-1:] != [concept]:  # they come by concept
                found[family].append(concept)
    return found


def let_go(connection: Connection, ids: Collection[int]) -> set[int]:
    """Return those of these concepts that are away with their evidence, or with the operation that made them."""
    columns = schema.concept.c
    found: set[int] = set()
    for piece in pieces(sorted(ids)):
        query = select(columns.id).where(columns.id.in_(piece), columns.removed == 1, columns.touched == 0)
        found.update(connection.execute(query).scalars())
    return found


def counts(connection: Connection) -> Counts:
    """Count what the term base holds."""
    living = schema.concept.c.removed == 0

    def number(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar_one())

    def by(column: Column[Any]) -> dict[str, int]:
        query = select(column, func.count()).group_by(column).order_by(column)
        if column.table is schema.concept:
            query = query.where(living)
        return {str(word): int(count) for word, count in connection.execute(query)}

    return Counts(
        concepts=number(select(func.count()).select_from(schema.concept).where(living)),
        removed=number(select(func.count()).select_from(schema.concept).where(schema.concept.c.removed == 1)),
        terms=number(
            select(func.count())
            .select_from(schema.term.join(schema.concept, schema.term.c.concept == schema.concept.c.id))
            .where(living, schema.term.c.removed == 0)
        ),
        evidence=number(select(func.count()).select_from(schema.evidence)),
        documents=number(select(func.count()).select_from(schema.document)),
        operations=number(select(func.count()).select_from(schema.operation)),
        by_kind=by(schema.concept.c.kind),
        by_status=by(schema.concept.c.status),
        by_relation=by(schema.concept.c.relation),
        by_origin=by(schema.concept.c.origin),
        by_how=by(schema.evidence.c.how),
    )


def languages(connection: Connection) -> dict[str, int]:
    """Return how many concepts have a form of each language, removed ones aside."""
    term, concept = schema.term.c, schema.concept.c
    living = schema.term.join(schema.concept, term.concept == concept.id)
    query = select(term.language, func.count(term.concept.distinct())).select_from(living)
    query = query.where(concept.removed == 0, term.removed == 0).group_by(term.language).order_by(term.language)
    return {str(language): int(count) for language, count in connection.execute(query)}


def scopes(connection: Connection) -> list[str]:
    """Return the clients and projects that concepts hold for, or for which a form is preferred."""
    concept, note = schema.concept.c, schema.note.c
    own = select(concept.scope).where(concept.scope.is_not(None), concept.removed == 0)
    preferring = select(note.text).where(note.type == PREFERRED_FOR, note.removed == 0)
    return sorted(set(connection.execute(own.union(preferring)).scalars()))


def concepts_of_documents(connection: Connection, documents: Collection[int]) -> set[int]:
    """Return the concepts that have evidence in these documents (rows of `document`)."""
    met: set[int] = set()
    for piece in pieces(sorted(documents)):
        query = (
            select(schema.anchor.c.concept)
            .distinct()
            .select_from(schema.evidence.join(schema.anchor, schema.evidence.c.anchor == schema.anchor.c.id))
            .where(schema.evidence.c.document.in_(piece))
        )
        met.update(connection.execute(query).scalars())
    return met
