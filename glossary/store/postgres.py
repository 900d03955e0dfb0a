"""A term base in a database of a PostgreSQL server, for a team: how it is opened, and what the driver's errors mean.

The tables are in the schema that comes first in the connection's search path. One writes at a time, as in a file: who writes
holds a lock on `operation` until the end of the transaction, and reading never waits for it. psycopg alone: a look-up loads no SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from glossary.errors import BaseBusy, BaseFull, NotATermBase, NoTermBase, ReadOnlyBase, StoreError
from glossary.store.sqlite import recognise, resolved

try:
    import psycopg
except ImportError as error:
    raise StoreError(
        "a term base on PostgreSQL needs psycopg; install it with pip install 'glossary[postgres]'"
    ) from error

Driver: TypeAlias = psycopg.Connection[tuple[Any, ...]]

_TIMEOUT: Final = 10
"""Seconds in which a server has to answer."""
_MAKING: Final = 0x676C_6F73
"""The advisory lock under which tables are made or changed: "glos"."""
_UNWRITABLE: Final = ("25006", "42501")
_FULL: Final = ("53100", "53200")
_BUSY: Final = ("55P03", "40P01", "40001", "53300")
_TABLES: Final = (
    "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name IN "
)


class Server:
    """The place of a term base that a PostgreSQL server keeps; what `glossary.store.places.Place` asks for."""

    dialect: Final = "postgresql"
    begin_making: Final = ("BEGIN", f"SELECT pg_advisory_xact_lock({_MAKING})")
    begin_reading: Final = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",)

    def __init__(self, url: str, *, wait: float = 30.0) -> None:
        """Name the database by *url*, as libpq reads it; *wait* is how many seconds another writer is waited for."""
        self.address = url
        self.begin_writing: Final = (
            "BEGIN",
            f"SET LOCAL lock_timeout = {max(int(wait * 1000), 1)}",
            "LOCK TABLE operation IN EXCLUSIVE MODE",
        )

    def __str__(self) -> str:
        scheme, _, rest = self.address.partition("?")[0].partition("://")
        login, at, host = rest.rpartition("@")
        return f"{scheme}://{login.partition(':')[0]}{at}{host}"

    def exists(self) -> bool:
        """Say whether there are tables of a term base. Raises `StoreError` where the server does not answer."""
        with self.translated(), self.unchecked() as connection:
            return self.version(connection) is not None

    def connect(self, *, write: bool) -> Driver:
        """Open the term base, after making sure that it is one of this schema; transactions are begun by the caller."""
        with self.translated():
            connection = self.unchecked()
            try:
                found = self.version(connection)
                if found is None:
                    raise NoTermBase(f"{self}: no term base there; glossary build or collect makes one")
                recognise(found, self)
                if not write:
                    connection.execute("SET default_transaction_read_only = on")
            except BaseException:
                connection.close()
                raise
        return connection

    def unchecked(self) -> Driver:
        """Connect to the server, whatever the database holds."""
        with self.translated():
            return psycopg.connect(
                self.address,
                autocommit=True,
                connect_timeout=_TIMEOUT,
                application_name="glossary",
                client_encoding="utf8",
            )

    def version(self, driver: Driver) -> str | None:
        """Return the schema revision of a term base, None where there are no tables of one; refuse another program's."""
        ours = _count(driver, "('operation', 'change', 'term', 'anchor')")
        if not _count(driver, "('alembic_version')"):
            if ours:
                raise NotATermBase(
                    f"{self}: has tables of another program; give the term base a database or a schema of its own"
                )
            return None
        if ours != 4:
            raise NotATermBase(f"{self}: is a database of another program, not a term base; name another one with --db")
        row = driver.execute("SELECT max(version_num) FROM alembic_version").fetchone()
        return str(row[0] or "") if row else ""

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn what the driver raises into the errors of this library, one line each."""
        try:
            yield
        except psycopg.Error as error:
            self.reraise(error)

    def reraise(self, error: BaseException) -> NoReturn:
        """Raise the error of this library that a driver's *error* means; it stays the cause."""
        raise self._explained(error) from error

    def sql(self, statement: str) -> str:
        """Return *statement* with the driver's mark of a parameter."""
        return statement.replace("?", "%s")

    def owns(self, path: Path) -> bool:
        """Say that no file is the term base."""
        return False

    def from_here(self, path: Path) -> str:
        """Return *path* with the machine that it is on: those of a team have paths of their own."""
        from platform import node

        place = path.absolute()
        return f"{node()}:{(resolved(place.parent) / place.name).as_posix()}"

    def _explained(self, error: BaseException) -> StoreError:
        code = getattr(error, "sqlstate", None) or ""
        what = (str(error).strip() or "no reason given").splitlines()[0]
        if code in _BUSY:
            return BaseBusy(f"{self}: another program is writing to it; try again when it is done")
        if code in _FULL:
            return BaseFull(f"{self}: the disk of the server is full; nothing of this step was written")
        if code in _UNWRITABLE:
            return ReadOnlyBase(f"{self}: can be read, not written; ask for the right to write to its tables")
        if code == "3D000" or (not code and "database" in what and "does not exist" in what):
            return NoTermBase(f"{self}: the server has no such database; make it with createdb")
        if isinstance(error, psycopg.OperationalError) and not code and "FATAL:" in str(error):
            reason = str(error).partition("FATAL:")[2].strip().splitlines()[0]
            return StoreError(
                f"{self}: the server refuses: {reason}; check the user, the password and the name of the database"
            )
        if isinstance(error, psycopg.OperationalError) and (not code or code[:2] in ("08", "57")):
            return StoreError(
                f"{self}: the server cannot be reached, or went away ({what}); nothing of this step was written, try again"
            )
        if isinstance(error, psycopg.ProgrammingError) and not code:
            return StoreError(f"{self}: not the address of a database: {what}")
        return StoreError(
            f"{self}: the database refused what was to be written or read: {what}; nothing of this step was written"
        )


def _count(connection: Driver, tables: str) -> int:
    row = connection.execute(f"{_TABLES}{tables}").fetchone()
    return int(row[0]) if row else 0
