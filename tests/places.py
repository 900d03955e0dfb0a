"""Empty term bases for tests. Making one takes longer than most tests, so a file is copied and a database is emptied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import servers
from sqlalchemy import MetaData

from glossary import store
from glossary.store import schema
from glossary.store.base import Base
from glossary.store.places import locate

Fresh = Callable[[], AbstractContextManager[Base]]


class Empty(Protocol):
    """Where tests have their term bases."""

    def new_place(self) -> str:
        """Return a place where no term base is yet."""

    def open(self) -> AbstractContextManager[Base]:
        """Open an empty term base for writing."""


class Files:
    """Term bases in files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._made: bytes | None = None

    def new_place(self) -> str:
        """Return a path in a folder of its own."""
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return str(folder / "glossary.db")

    @contextmanager
    def open(self) -> Iterator[Base]:
        """Open a copy of an empty term base."""
        path = Path(self.new_place())
        if self._made is None:
            with store.open(path, create=True):
                pass
            self._made = path.read_bytes()
        path.write_bytes(self._made)
        with store.open(path, write=True) as base:
            yield base


class Databases:
    """Term bases in schemas of a server; one that a test is done with is emptied for the next."""

    def __init__(self, server: servers.PostgreSQL) -> None:
        self._server = server
        self._free: list[str] = []
        self._counters: list[tuple[Any, ...]] = []

    def new_place(self) -> str:
        """Return the URL of an empty schema."""
        return self._server.place()

    @contextmanager
    def open(self) -> Iterator[Base]:
        """Open a term base that is as new."""
        if not self._free:
            self._free.append(self.new_place())
            with store.open(self._free[-1], create=True):
                pass
            self._counters = statements(self._free[-1], "SELECT name, next FROM counter")
        place = self._free.pop()
        with store.open(place, write=True) as base:
            yield base
        tables = ", ".join(table.name for table in schema.metadata.sorted_tables)
        statements(place, f"TRUNCATE {tables} RESTART IDENTITY")
        for name, following in self._counters:
            statements(place, f"INSERT INTO counter (name, next) VALUES ('{name}', {following})")
        self._free.append(place)


def statements(place: str, *texts: str) -> list[tuple[Any, ...]]:
    """Run statements over the bare driver, as another program might; return the rows of the last one."""
    found: list[tuple[Any, ...]] = []
    where = locate(place)
    with closing(where.unchecked()) as driver:
        for text in texts:
            cursor = driver.execute(text)
            found = cursor.fetchall() if cursor.description else []
    return found


def dump(place: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of a term base, by table."""
    metadata: MetaData = schema.metadata
    return {
        table.name: sorted(statements(place, f"SELECT * FROM {table.name}"), key=repr)
        for table in metadata.sorted_tables
    }
