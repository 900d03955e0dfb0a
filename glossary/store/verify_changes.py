"""The check of the change record against the rows that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from glossary.store import read, schema
from glossary.store.writer import ROW, recorded

_ENTITIES: Final = ("concept", "term", "note", "anchor", "document_name")
_TRUTHS: Final = frozenset({"removed", "touched", "official", "held"})
_Chain = tuple[tuple[int, str], list[Any]]


def untold_changes(connection: Connection) -> Iterator[str]:
    """Changes do not follow on each other, or the last of them does not say what the row has: something was changed past the record."""
    columns = schema.change.c
    for entity in _ENTITIES:
        query = (
            select(columns.row, columns.field, columns.before, columns.after, columns.operation)
            .where(columns.entity == entity, columns.field != ROW)
            .order_by(columns.row, columns.field, columns.id)
        )
        changes = connection.execution_options(yield_per=10_000).execute(query)
        chains = ((place, list(group)) for place, group in groupby(changes, key=lambda row: (row[0], row[1])))
        piece: list[_Chain] = []
        for chain in chains:
            piece.append(chain)
            if len(piece) == read.PIECE:
                yield from _broken(connection, entity, piece)
                piece = []
        yield from _broken(connection, entity, piece)


def _broken(connection: Connection, entity: str, chains: Sequence[_Chain]) -> Iterator[str]:
    """Yield a line for each chain of changes that has a gap, or ends otherwise than its row."""
    table = schema.metadata.tables[entity]
    query = select(table).where(table.c.id.in_({row for (row, _), _ in chains}))
    rows = {row["id"]: row for row in connection.execute(query).mappings()}
    for (number, name), changes in chains:
        for earlier, later in pairwise(changes):
            if earlier.after != later.before:
                yield f"the {name} of {entity} {number} was {earlier.after!r} after operation {earlier.operation}, and {later.before!r} before {later.operation}"
        row = rows.get(number)  # what an operation made is erased when it is undone
        if row is not None and _told(table.c[name].type.python_type, name, row[name]) != changes[-1].after:
            yield f"the {name} of {entity} {number} is {row[name]!r}, and was {changes[-1].after!r} after operation {changes[-1].operation}"


def _told(kind: type, name: str, value: object) -> str | None:
    """Return a value of a row as a change records it."""
    return recorded(bool(value) if name in _TRUTHS and kind is int else value)
