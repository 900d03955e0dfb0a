"""What waits for review, and what each user skipped: their place in the queue, which is no change of the term base."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.engine import Connection

from glossary.model import BANDS, Band, Kind, Origin, Relation, Status
from glossary.store import read, schema


@dataclass(frozen=True, slots=True)
class Choice:
    """Which concepts are to be reviewed; an empty tuple is no condition.

    *bands* are those of the best sighting of a concept; *documents* are names of documents in which it was seen, whole or their last part.
    """

    statuses: tuple[Status, ...] = ("candidate",)
    kinds: tuple[Kind, ...] = ()
    relations: tuple[Relation, ...] = ()
    origins: tuple[Origin, ...] = ()
    bands: tuple[Band, ...] = ()
    documents: tuple[str, ...] = ()


def waiting(connection: Connection, choice: Choice) -> list[int]:
    """Return the living concepts that *choice* takes, the most often sighted first, then the older."""
    concept = schema.concept.c
    query = select(concept.id).where(concept.removed == 0).order_by(concept.seen.desc(), concept.id)
    for column, words in (
        (concept.status, choice.statuses),
        (concept.kind, choice.kinds),
        (concept.relation, choice.relations),
        (concept.origin, choice.origins),
    ):
        if words:
            query = query.where(column.in_(words))
    if choice.bands:
        query = query.where(or_(*map(_has_best, choice.bands)))
    if choice.documents:
        query = query.where(or_(*map(_stands_in, choice.documents)))
    return list(connection.execute(query).scalars())


def _has_best(band: str) -> ColumnElement[bool]:
    """Say that the best sighting of a concept is of this band."""
    better = BANDS[: BANDS.index(band)]
    has = _sighted(schema.evidence.c.band == band)
    return has & ~_sighted(schema.evidence.c.band.in_(better)) if better else has


def is_document(connection: Connection, name: str) -> bool:
    """Say whether a document of this name was collected."""
    return connection.execute(_named(name).limit(1)).first() is not None


def _stands_in(name: str) -> ColumnElement[bool]:
    """Say that a concept was seen in a document of this name."""
    return _sighted(schema.evidence.c.document.in_(_named(name)))


def _named(name: str) -> Select[Any]:
    """Select the documents whose name is *name*, or ends in it behind a slash."""
    names = schema.document_name.c
    return select(names.document).where(or_(names.name == name, names.name.endswith(f"/{name}", autoescape=True)))


def _sighted(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say that a concept has evidence of which *condition* holds."""
    at: Select[Any] = (
        select(schema.evidence.c.id)
        .join(schema.anchor, schema.anchor.c.id == schema.evidence.c.anchor)
        .where(schema.anchor.c.concept == schema.concept.c.id, condition)
    )
    return exists(at.correlate(schema.concept))


def skipped(connection: Connection, actor: str) -> set[int]:
    """Return the concepts that *actor* skipped."""
    columns = schema.skipped.c
    return set(connection.execute(select(columns.concept).where(columns.actor == actor)).scalars())


def skip(connection: Connection, actor: str, number: int) -> None:
    """Remember that *actor* skipped a concept."""
    if number not in skipped(connection, actor):
        connection.execute(schema.skipped.insert().values(actor=actor, concept=number))


def unskip(connection: Connection, actor: str, numbers: Collection[int] | None) -> None:
    """Forget that *actor* skipped these concepts; None: any."""
    columns = schema.skipped.c
    statement = schema.skipped.delete().where(columns.actor == actor)
    if numbers is None:
        connection.execute(statement)
        return
    for piece in read.pieces(sorted(numbers)):
        connection.execute(statement.where(columns.concept.in_(piece)))
