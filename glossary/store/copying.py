"""A whole term base from one place to another: a backup into a file, from whatever database, and back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Table, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from glossary.drafts import discard, draft_for
from glossary.errors import Conflict, StoreError
from glossary.store import making, schema, sqlite
from glossary.store.places import Place

_PIECE: Final = 5_000
"""Rows that are held at a time."""


def back_up(source: Connection, place: Place, target: Path) -> None:
    """Write what *source* reads of the term base at *place* to *target*, a file that must not exist yet."""
    if target.exists():
        raise Conflict(f"{target}: is there already; name a file that is not")
    if not target.absolute().parent.is_dir():
        raise StoreError(f"{target}: the folder is not there; make it first")
    if isinstance(place, sqlite.File):
        _copy_pages(place, target)
    else:
        _make_of(source, sqlite.File(target))


def restore(backup: Place, place: Place) -> None:
    """Make a term base at *place*, which has none yet, with all that the one at *backup* holds; whole or not at all."""
    if place.exists():
        raise Conflict(f"{place}: is there already; name a place where no term base is")
    engine = schema.engine(backup, lambda: backup.connect(write=False))
    with backup.translated(), engine.connect() as source:
        for statement in backup.begin_reading:
            source.exec_driver_sql(statement)
        try:
            _make_of(source, place)
        except SQLAlchemyError as error:
            backup.reraise(getattr(error, "orig", None) or error)


def _copy_pages(place: sqlite.File, target: Path) -> None:
    """Copy a file page by page, as it is at one moment, while others write."""
    draft = draft_for(target)
    try:
        with (
            sqlite.translated(target),
            closing(place.connect(write=False)) as source,
            closing(sqlite.unchecked(draft, "mode=rwc", shown=target)) as copy,
        ):
            source.backup(copy)
        draft.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        discard(draft)


def _make_of(source: Connection, place: Place) -> None:
    """Make a term base at *place* of all rows that *source* reads."""
    if not making.make(place, lambda copy: _copy_rows(source, copy)):
        raise Conflict(f"{place}: is there already; name a place where no term base is")


def _copy_rows(source: Connection, copy: Connection) -> None:
    """Copy every row of every table, in place of what the migrations put into an empty term base."""
    tables = schema.metadata.sorted_tables
    for table in reversed(tables):
        copy.execute(table.delete())
    for table in tables:
        _copy_table(source, copy, table)
    for name in ("anchor", "document_name"):
        _number_on(copy, schema.metadata.tables[name])


def _number_on(copy: Connection, table: Table) -> None:
    """Let the next number of a table be beyond those that changes speak of: a row that was erased may be put back under its own."""
    change = schema.change.c
    told = select(func.coalesce(func.max(change.row), 0)).where(change.entity == table.name).scalar_subquery()
    there = select(func.coalesce(func.max(table.c.id), 0)).scalar_subquery()
    last = max(copy.execute(select(told, there)).one())
    if copy.dialect.name == "postgresql":
        copy.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last + 1, False)))
        return
    copy.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
    copy.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, last))


def _copy_table(source: Connection, copy: Connection, table: Table) -> None:
    """Copy a table by rising key, for an operation undoes an earlier one; then let the next number be the next."""
    query = select(table).order_by(*table.primary_key)
    for rows in source.execution_options(yield_per=_PIECE).execute(query).partitions():
        copy.execute(table.insert(), [dict(row._mapping) for row in rows])
    column = table.autoincrement_column
    if copy.dialect.name == "postgresql" and column is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        following = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        copy.execute(select(func.setval(sequence, following, False)))
