"""The term base: concepts, their terms, the evidence for them, and every change, in one database.

    places.py      where a term base is, and what differs from one database to the other
    sqlite.py      a file: opened, recognised; what the driver's errors mean
    postgres.py    a server's database: the same
    schema.py      the tables, as SQLAlchemy Core knows them
    making.py      how a database comes to have them, and a newer schema
    migrations/    the steps to each schema (Alembic)
    copying.py     a whole term base from one place to another
    rows.py        rows <-> the dataclasses of `glossary.model`
    read.py        every SELECT
    writer.py      rows and their change records, sent in bulk
    write.py       who may overwrite whom
    matching.py    which concepts the forms of a file may be about
    rehearsal.py   a term base that is gone when it is closed
    joining.py     sightings led to another concept: merging, splitting
    history.py     what was done, by whom, and whether it stands
    undo.py        the inverse of an operation: concepts, terms, notes
    undo_rows.py   … and whole rows: sightings, anchors, names of documents
    decisions.py   what people approved and rejected, for the extractor to learn from
    collect.py     machine evidence by set difference
    attaching.py   … and what imported concepts bring of it
    families.py    which concept each sighting belongs to, in whatever order it comes
    verify.py      what may be wrong with a term base
    verify_changes.py  … with its change record
    base.py        `Base`, which the rest of the library holds
    lookup_sql.py  the statements of a look-up, over the bare driver

Importing this package loads no SQLAlchemy; `open` does. Nothing that the driver raises leaves it: errors are those of
`glossary.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.base import Base as Base

__all__ = ["nowhere", "open", "restore", "upgrade"]


def open(place: str | Path, *, write: bool = False, create: bool = False, wait: float = 30.0) -> Base:
    """Open the term base at *place*, a path or a URL; use the result in a ``with`` statement.

    *create* makes it where there is none (and implies *write*). *wait* is how many seconds another writer is waited for.
    Raises `StoreError`: nothing there, something else there, a newer or older schema, a server that does not answer.
    """
    from glossary.store.base import Base
    from glossary.store.places import locate

    found = locate(place, wait=wait)
    if create and not found.exists():
        from glossary.store.making import make

        make(found)
    return Base(found, write=write or create)


def nowhere() -> Base:
    """Open an empty term base that is gone when it is closed; use it in a ``with`` statement, and write in one operation."""
    from glossary.store.base import Base
    from glossary.store.rehearsal import Nowhere

    return Base(Nowhere(), write=True)


def upgrade(place: str | Path) -> bool:
    """Bring the term base at *place* to the schema of this version; say whether anything had to be done."""
    from glossary.store import making
    from glossary.store.places import locate

    return making.upgrade(locate(place))


def restore(backup: str | Path, place: str | Path) -> None:
    """Make a term base at *place*, where there is none yet, from the one at *backup*; that one may be of the other database."""
    from glossary.store import copying
    from glossary.store.places import locate

    copying.restore(locate(backup), locate(place))
