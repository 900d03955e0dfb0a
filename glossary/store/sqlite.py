"""A term base in a SQLite file: whether it is one, how it is opened, and what the driver's errors mean.

Standard library only: a look-up opens its file here, without SQLAlchemy. And without pathlib, which takes a fifth of the time that an
interpreter takes to start.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

from glossary.errors import (
    BaseBusy,
    BaseFull,
    NewerSchema,
    NotATermBase,
    NoTermBase,
    OlderSchema,
    ReadOnlyBase,
    StoreError,
)

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION: Final = 0x676C_6F73
"""``application_id`` in the header of the file: "glos". Another program's database has another, or 0."""
REVISION: Final = "0005"
"""The schema that this version reads and writes: the newest of `glossary.store.migrations`."""

_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-~:")
"""What stands for itself in the URI of a file."""
_CACHE: Final = 65_536
"""KiB of pages that are kept in memory, at most, once they were read: the indexes of a large term base are larger than SQLite's own 2 MB."""
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)


class File:
    """The place of a term base that is a SQLite file; what `glossary.store.places.Place` asks for."""

    dialect: Final = "sqlite"
    begin_reading: Final = ("BEGIN",)
    begin_writing: Final = ("BEGIN IMMEDIATE",)
    begin_making: Final = ("BEGIN IMMEDIATE",)

    def __init__(self, path: str | Path, *, wait: float = 30.0) -> None:
        """Name the file; *wait* is how many seconds another writer is waited for."""
        text = os.fspath(path)
        self.address = text.rstrip("/") or text
        self._wait = wait

    @property
    def path(self) -> Path:
        """The file."""
        from pathlib import Path

        return Path(self.address)

    def __str__(self) -> str:
        return self.address

    def exists(self) -> bool:
        """Say whether anything is there, a term base or not."""
        try:
            os.stat(self.address)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError):  # a name that is too long: what is wrong with it is told when it is opened
            pass
        return True

    def connect(self, *, write: bool) -> sqlite3.Connection:
        """Open the term base; see `connect`."""
        return connect(self.address, write=write, wait=self._wait)

    def unchecked(self) -> sqlite3.Connection:
        """Connect to the file, whatever its schema."""
        return unchecked(self.address, wait=self._wait)

    def version(self, driver: sqlite3.Connection) -> str:
        """Return the schema revision of an open file, "" before there are tables. Raises `NotATermBase`."""
        return version(driver, self.address)

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises into the errors of this library."""
        return translated(self.address)

    def reraise(self, error: BaseException) -> NoReturn:
        """Raise the error of this library that a driver's *error* means."""
        reraise(error, self.address)

    def sql(self, statement: str) -> str:
        """Return *statement* as this database takes it."""
        return statement

    def owns(self, path: Path) -> bool:
        """Say whether *path* is the term base itself."""
        return is_of(self.path, path)

    def from_here(self, path: Path) -> str:
        """Return *path* as the term base remembers it: from its own folder where it lies below, so that both may move."""
        home, place = resolved(self.path.absolute().parent), path.absolute()
        place = resolved(place.parent) / place.name
        return place.relative_to(home).as_posix() if place.is_relative_to(home) else place.as_posix()


def connect(path: str | Path, *, write: bool, wait: float = 30.0) -> sqlite3.Connection:
    """Open the term base at *path*, after making sure that it is one of this schema.

    For reading, a file in a folder that cannot be written to is opened as immutable: the files that SQLite's write-ahead
    log needs beside it cannot be made there. Transactions are begun and ended by the caller.
    """
    inspect(path)
    try:
        return _opened(path, "mode=rw", write=write, wait=wait)
    except ReadOnlyBase:
        if write:
            raise
    log = f"{path}-wal"
    if os.path.exists(log) and os.path.getsize(log):
        raise ReadOnlyBase(
            f"{path}: cannot be read in a folder that cannot be written to while {os.path.basename(log)} holds changes; copy both elsewhere"
        )
    return _opened(path, "immutable=1", write=False, wait=wait)


def is_of(base: Path, path: Path) -> bool:
    """Say whether *path* is the term base at *base* or a file that SQLite keeps beside it, under whatever name it goes."""
    home = resolved(base)
    for place in (home.with_name(home.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")):
        if resolved(path) == place or (path.exists() and place.exists() and path.samefile(place)):
            return True
    return False


def resolved(path: Path) -> Path:
    """Return *path* with its links followed; one that leads in a circle is nothing but itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # RuntimeError until Python 3.13
        return path.absolute()


def unchecked(
    path: str | Path, mode: str = "mode=rw", *, wait: float = 30.0, shown: str | Path | None = None
) -> sqlite3.Connection:
    """Connect to the file at *path* in *mode* (of SQLite's URIs), whatever its schema; errors name the file *shown*."""
    with translated(shown or path):
        return sqlite3.connect(
            f"{_uri(path)}?{mode}", uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )


def _uri(path: str | Path) -> str:
    """Return the URI of a file; of what is not ASCII every byte is escaped, so that no name is lost."""
    whole = (os.fspath(path) if os.path.isabs(path) else os.path.join(os.getcwd(), path)).replace(os.sep, "/")
    drive = "" if whole.startswith("/") else "/"  # file:///C:/… on Windows
    return f"file://{drive}{''.join([chr(byte) if chr(byte) in _PLAIN else f'%{byte:02X}' for byte in os.fsencode(whole)])}"


def _opened(path: str | Path, mode: str, *, write: bool, wait: float) -> sqlite3.Connection:
    """Connect in *mode* and recognise the schema; the connection is closed again where that fails."""
    connection = unchecked(path, mode, wait=wait)
    try:
        with translated(path):
            recognise(version(connection, path), path)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            if not write:
                connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def inspect(path: str | Path) -> None:
    """Refuse what need not be opened to be known for something else."""
    try:
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            raise NotATermBase(
                f"{path}: is a folder, not a term base; name a file in it, such as {os.path.join(path, 'glossary.db')}"
            )
        if not stat.S_ISREG(kind):
            raise NotATermBase(f"{path}: is not a regular file; a term base is a SQLite file")
        with open(path, "rb") as file:
            head = file.read(16)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: no file can have such a name
        raise NoTermBase(f"{path}: no term base there; glossary build or collect makes one") from None
    except PermissionError:
        raise StoreError(f"{path}: may not be read; ask its owner for the permission") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    if not head:
        raise NotATermBase(f"{path}: is empty, not a term base; delete it, or name another with --db")
    if head != b"SQLite format 3\0":
        raise NotATermBase(f"{path}: is not a term base; name another file with --db")


def refuse_newer(found: str, place: object) -> None:
    """Refuse a term base that a newer version made."""
    if found > REVISION:
        raise NewerSchema(f"{place}: has schema {found}, this version knows {REVISION}; install a newer glossary")


def recognise(found: str, place: object) -> None:
    """Make sure that a term base is of the schema that this version knows."""
    refuse_newer(found, place)
    if found < REVISION:
        raise OlderSchema(f"{place}: has schema {found}, this version needs {REVISION}; run glossary db upgrade")


def version(connection: sqlite3.Connection, path: str | Path) -> str:
    """Return the schema revision of an open file, "" before there are tables, or refuse the file as no term base."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise NotATermBase(f"{path}: is a database of another program, not a term base; name another file with --db")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return ""
    row = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()
    return str(row[0] or "")


@contextmanager
def translated(path: str | Path) -> Iterator[None]:
    """Turn what the driver raises into the errors of this library, one line each."""
    try:
        yield
    except (sqlite3.Error, OverflowError) as error:
        reraise(error, path)


def reraise(error: BaseException, path: str | Path) -> NoReturn:
    """Raise the error of this library that a driver's *error* means; it stays the cause, for those who look for a bug."""
    raise _explained(error, path) from error


def _explained(error: BaseException, path: str | Path) -> StoreError:
    """Return the error of this library that a driver's *error* means for the term base at *path*."""
    code = getattr(error, "sqlite_errorcode", 0)
    primary = code & 0xFF
    if primary in _BUSY:
        return BaseBusy(f"{path}: another program is writing to it; try again when it is done")
    if code == sqlite3.SQLITE_FULL or code in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE):
        return BaseFull(
            f"{path}: the disk is full, or a limit on file sizes is reached; nothing of this step was written"
        )
    if primary in _UNWRITABLE:
        return ReadOnlyBase(f"{path}: can be read, not written; check the permissions of the file and of its folder")
    if primary == sqlite3.SQLITE_NOTADB:
        return NotATermBase(f"{path}: is not a term base; name another file with --db")
    if (
        primary == sqlite3.SQLITE_CANTOPEN
        and os.path.exists(path)
        and not os.access(os.path.dirname(path) or ".", os.W_OK)
    ):
        # SQLite cannot make its log beside the file on a medium that takes no writing.
        return ReadOnlyBase(f"{path}: can be read, not written; check the permissions of the file and of its folder")
    if primary == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"{path}: cannot be opened; check the permissions of the file and of its folder")
    if primary == sqlite3.SQLITE_CORRUPT:
        return StoreError(f"{path}: is damaged ({error}); restore a backup, and run glossary db verify on it")
    what = str(error).lower().partition("\n")[0]
    return StoreError(
        f"{path}: the database refused what was to be written or read: {what}; nothing of this step was written"
    )
