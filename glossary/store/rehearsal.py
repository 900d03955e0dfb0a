"""A term base that is gone when it is closed: what a command would do is done there, to a part of the one that it would be done to.

SQLite keeps it in a file without a name, which it deletes itself, and in memory as long as it is small. Nobody waits for it, and the
term base that lends it concepts is only read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateIndex, CreateTable

from glossary.store import read, schema, sqlite

_CACHE: Final = 16_384
"""KiB of pages that are kept in memory; what is beyond goes to the file."""
_LENT: Final = (
    (schema.concept, "id", schema.concept.c.keys()),
    (schema.term, "concept", schema.term.c.keys()),
    (schema.note, "concept", [one.name for one in schema.note.c if one.name != "id"]),  # numbered as they come
)
"""What is lent of a concept: the table, the column that says of which, the columns that are copied."""


class Nowhere(sqlite.File):
    """The place of a term base that is empty whenever it is opened."""

    def __init__(self) -> None:
        super().__init__("temporary file")

    def exists(self) -> bool:
        """Say that it is there."""
        return True

    def connect(self, *, write: bool) -> sqlite3.Connection:
        """Return a connection to empty tables of its own. References to what is not lent are not looked after."""
        with sqlite.translated(self.address):
            connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            connection.execute("PRAGMA journal_mode = OFF")
            for statement in _tables():
                connection.execute(statement)
        return connection


@cache
def _tables() -> tuple[str, ...]:
    """Return the statements that make the tables and their indexes."""
    tables = schema.metadata.sorted_tables
    made = [str(CreateTable(table).compile(dialect=dialect.dialect())) for table in tables]
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    return (*made, *(str(CreateIndex(index).compile(dialect=dialect.dialect())) for index in indexes))


def lend(source: Connection, copy: Connection, ids: Collection[int]) -> None:
    """Copy concepts with their terms and notes, removed ones too, as far as *copy* has not got them; new ones are numbered beyond all of *source*."""
    counter = schema.counter
    if copy.execute(select(counter.c.name).limit(1)).first() is None:
        counters = [dict(row._mapping) for row in source.execute(select(counter))]
        if counters:
            copy.execute(counter.insert(), counters)
    column = schema.concept.c.id
    for piece in read.pieces(sorted(ids)):
        known = set(copy.execute(select(column).where(column.in_(piece))).scalars())
        missing = [number for number in piece if number not in known]
        for table, of, names in _LENT if missing else ():
            query = select(*(table.c[name] for name in names)).where(table.c[of].in_(missing)).order_by(table.c.id)
            rows = [tuple(row) for row in source.execute(query)]
            if rows:
                marks = ", ".join("?" * len(names))
                copy.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows)
