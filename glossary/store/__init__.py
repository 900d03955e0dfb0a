"""The term base: concepts, their terms, the evidence for them, and every change, in one database.

    sqlite.py      the file: made, opened, recognised; what the driver's errors mean
    schema.py      the tables, as SQLAlchemy Core knows them
    migrations/    how a database comes to have them (Alembic)
    rows.py        rows <-> the dataclasses of `glossary.model`
    read.py        every SELECT
    write.py       operations, changes, concepts: who may overwrite whom
    decisions.py   what people approved and rejected, for the extractor to learn from
    collect.py     machine evidence by set difference
    families.py    which concept each sighting belongs to, in whatever order it comes
    verify.py      what may be wrong with a term base
    base.py        `Base`, which the rest of the library holds
    lookup_sql.py  the statements of a look-up, over the bare driver

Importing this package loads no SQLAlchemy; `open` does. Nothing that the driver raises leaves it: errors are those of
`glossary.errors`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.store.base import Base as Base

__all__ = ["open", "upgrade"]


def open(place: str | Path, *, write: bool = False, create: bool = False, wait: float = 30.0) -> Base:
    """Open the term base at *place*, a path or a ``sqlite:///`` URL; use the result in a ``with`` statement.

    *create* makes it where there is none (and implies *write*). *wait* is how many seconds another writer is waited for.
    Raises `StoreError`: nothing there, something else there, a newer or older schema.
    """
    from glossary.store.base import Base
    from glossary.store.sqlite import locate

    path = locate(place)
    if create and not path.exists():
        from glossary.store.schema import make

        make(path)
    return Base(path, write=write or create, wait=wait)


def upgrade(place: str | Path) -> bool:
    """Bring the term base at *place* to the schema of this version; say whether anything had to be done."""
    from glossary.store.schema import upgrade as upgrade_file
    from glossary.store.sqlite import locate

    return upgrade_file(locate(place))
