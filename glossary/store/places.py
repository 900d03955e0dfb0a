"""Where a term base is: a SQLite file, or a database of a PostgreSQL server.

The two differ in how they are opened, begun, told apart from something else and in what their errors mean; all of that is behind
`Place`. Every statement is the same for both, but for the mark of a parameter. A look-up comes by here: nothing heavy is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from glossary.errors import StoreError
from glossary.store.sqlite import File

if TYPE_CHECKING:
    from pathlib import Path


class Place(Protocol):
    """A term base that may be opened. ``str(place)`` is how messages name it, without a password."""

    @property
    def address(self) -> str:
        """What `locate` finds it by."""

    @property
    def dialect(self) -> str:
        """The name of the database, as SQLAlchemy knows it."""

    @property
    def begin_reading(self) -> Sequence[str]:
        """The statements that begin a transaction in which every read sees one state."""

    @property
    def begin_writing(self) -> Sequence[str]:
        """The statements that begin a transaction and take the right to write, which one has at a time."""

    @property
    def begin_making(self) -> Sequence[str]:
        """The statements that begin a transaction in which nobody else makes or changes tables."""

    def exists(self) -> bool:
        """Say whether anything is there."""

    def connect(self, *, write: bool) -> Any:
        """Return a driver's connection to a term base of this schema. Raises `StoreError`."""

    def unchecked(self) -> Any:
        """Return a driver's connection to whatever is there."""

    def version(self, driver: Any) -> str | None:
        """Return the schema revision of what *driver* is connected to; nothing where there are no tables yet. Raises `NotATermBase`."""

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises into the errors of this library, one line each."""

    def reraise(self, error: BaseException) -> NoReturn:
        """Raise the error of this library that a driver's *error* means."""

    def sql(self, statement: str) -> str:
        """Return *statement*, whose parameters are marked ``?``, as the driver takes it."""

    def owns(self, path: Path) -> bool:
        """Say whether *path* is the term base itself: nothing else may be written there."""

    def from_here(self, path: Path) -> str:
        """Return *path* as the term base remembers it."""


def locate(place: str | Path, *, wait: float = 30.0) -> Place:
    """Return the place that *place* means: a path, ``sqlite:///`` and a path, or ``postgresql+psycopg://…``.

    *wait* is how many seconds another writer is waited for. Raises `StoreError` for other databases.
    """
    text = str(place)
    if "://" not in text:
        return File(place, wait=wait)
    scheme, _, rest = text.partition("://")
    if scheme in ("postgresql+psycopg", "postgresql", "postgres"):
        from glossary.store.postgres import Server

        return Server(f"postgresql://{rest}", wait=wait)
    if scheme.partition("+")[0] != "sqlite" or not rest.startswith("/") or rest == "/":
        raise StoreError(
            f"not a term base: {scheme}://…; give the path of a SQLite file, sqlite:/// and the path, or postgresql+psycopg://…"
        )
    return File(rest[1:], wait=wait)
