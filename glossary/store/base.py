"""`Base`: an open term base, which is all that the rest of the library holds of the store."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self

from sqlalchemy import create_engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from glossary.drafts import discard, draft_for
from glossary.errors import Conflict, NotFound, ReadOnlyBase, StoreError
from glossary.model import Concept, Decisions, Document, Pair, Status
from glossary.store import collect, decisions, read, schema, sqlite, verify
from glossary.store.collect import CollectCounts
from glossary.store.read import Counts
from glossary.store.write import ActorKind, Entry, Operation, Writer, put

# What SQLAlchemy logs while it closes a connection it raises as well; said twice, an interrupt would be more than one line.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

__all__ = ["Base", "CollectCounts", "Counts", "Entry", "Operation"]


class Base:
    """An open term base. Use it in a ``with`` statement; `glossary.store.open` makes it.

    Reading sees one state from its first row to its last. Writing happens in `operation`, one transaction that takes
    the right to write at its start: whoever comes second waits, then sees what the first one wrote.
    """

    def __init__(self, path: Path, *, write: bool, wait: float = 30.0) -> None:
        self.path = path
        self.writable = write
        self._wait = wait
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)
        self._writing: Connection | None = None
        with self._reading():  # refuses now what is no term base
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def _connect(self) -> sqlite3.Connection:
        return sqlite.connect(self.path, write=self.writable, wait=self._wait)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with sqlite.translated(self.path):
            try:
                yield
            except SQLAlchemyError as error:
                sqlite.reraise(getattr(error, "orig", None) or error, self.path)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one state: that of the open operation, or one of their own."""
        with self._translated():
            if self._writing is not None:
                yield self._writing
                return
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection

    # --- reading ----------------------------------------------------------------------------------------------------

    def concepts(
        self,
        *,
        ids: Collection[int] | None = None,
        statuses: Collection[Status] | None = None,
        removed: bool | None = False,
        references: bool = True,
    ) -> Iterator[Concept]:
        """Yield concepts with terms, notes and references, by rising id; None is no condition."""
        with self._reading() as connection:
            yield from read.concepts(connection, ids=ids, statuses=statuses, removed=removed, references=references)

    def concept(self, number: int) -> Concept:
        """Return the concept with this id, removed or not. Raises NotFound."""
        for found in self.concepts(ids=[number], removed=None):
            return found
        raise NotFound(f"c{number}: no such concept; glossary lookup finds the ones there are")

    def by_uid(self, uids: Collection[str]) -> dict[str, int]:
        """Return the ids of the concepts, removed ones too, that have these uids."""
        with self._reading() as connection:
            return read.by_uid(connection, uids)

    def by_key(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
        """Return the concepts, removed ones too, that have a term of each (language without script, key)."""
        with self._reading() as connection:
            return read.by_key(connection, wanted)

    def counts(self) -> Counts:
        """Count what the term base holds."""
        with self._reading() as connection:
            return read.counts(connection)

    def decisions(self) -> Decisions:
        """Return what people approved and rejected, as far as the extractor may learn from it."""
        with self._reading() as connection:
            return decisions.decisions(connection)

    def verify(self) -> list[str]:
        """Return a line for everything that is not as it should be; none when all is well."""
        with self._reading() as connection:
            return verify.problems(connection)

    # --- writing ----------------------------------------------------------------------------------------------------

    @contextmanager
    def operation(self, actor: str, kind: ActorKind, command: str) -> Iterator[Operation]:
        """Open one transaction for one operation; all of it is written at the end, or nothing."""
        operation = Operation(actor, kind, command)
        with self._transaction(operation):
            yield operation

    @contextmanager
    def _transaction(self, operation: Operation) -> Iterator[Connection]:
        """Begin a transaction with the right to write, or go on in the one that is open."""
        if self._writing is not None:
            yield self._writing
            return
        if not self.writable:
            raise ReadOnlyBase(f"{self.path}: was opened for reading only")
        was = operation.id
        try:
            with self._translated(), self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                self._writing = connection
                yield connection
                connection.commit()
        except BaseException:
            operation.id = was
            raise
        finally:
            self._writing = None

    def collect(self, sightings: Sequence[tuple[Document, Sequence[Pair]]], *, operation: Operation) -> CollectCounts:
        """Replace the machine's evidence of documents by what was sighted in them; what is the same is not written.

        One transaction, unless inside `operation`; the *operation* may go on in the next batch.
        """
        with self._transaction(operation) as connection:
            return collect.collect(Writer(connection, operation), sightings)

    def put(self, entries: Sequence[Entry], *, operation: Operation) -> list[int]:
        """Write what a person or an import wants concepts to be; return their ids. See `glossary.store.write.Entry`."""
        with self._transaction(operation) as connection:
            writer = Writer(connection, operation)
            ids = put(writer, entries)
            for number, entry in zip(ids, entries, strict=True):
                if entry.concept.id is None and entry.concept.references:
                    collect.attach(writer, number, entry.concept, entry.concept.references)
            return ids

    # --- files beside it --------------------------------------------------------------------------------------------

    def owns(self, path: str | Path) -> bool:
        """Say whether *path* is the term base itself, its log among it, under whatever name: nothing else may be written there."""
        return sqlite.is_of(self.path, Path(path))

    def backup(self, target: str | Path) -> None:
        """Write a copy of the term base, as it is now, to *target*, which must not exist yet."""
        path = Path(target)
        if self.owns(path):
            raise Conflict(f"{path}: is the term base itself; name another file")
        if path.exists():
            raise Conflict(f"{path}: is there already; name a file that is not")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"{path}: the folder is not there; make it first")
        draft = draft_for(path)
        try:
            with sqlite.translated(path):
                source, copy = self._connect(), sqlite.unchecked(draft, "mode=rwc", shown=path)
                try:
                    source.backup(copy)
                finally:
                    copy.close()
                    source.close()
            draft.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
        finally:
            discard(draft)

    def export_digest(self, path: str | PurePath) -> str | None:
        """Return the digest of what was last exported to *path*, None where nothing was."""
        columns = schema.written_export.c
        with self._reading() as connection:
            found = connection.execute(select(columns.digest).where(columns.path == self._export_path(path)))
            return found.scalar_one_or_none()

    def remember_exports(self, digests: Mapping[str, str]) -> None:
        """Remember the digest of each file just exported; nothing is written for those remembered already."""
        known = {path: self.export_digest(path) for path in digests}
        fresh = {self._export_path(path): digest for path, digest in digests.items() if known[path] != digest}
        if not fresh:
            return
        with self._transaction(Operation("", "machine", "export")) as connection:
            statement = "INSERT INTO written_export (path, digest) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET digest = excluded.digest"
            connection.exec_driver_sql(statement, list(fresh.items()))

    def remember_export(self, path: str | PurePath, digest: str) -> None:
        """Remember the digest of one file; see `remember_exports`."""
        self.remember_exports({str(path): digest})

    def _export_path(self, path: str | PurePath) -> str:
        """Return *path* as it is remembered: from the folder of the term base where it lies below, so both may move."""
        home, place = sqlite.resolved(self.path.absolute().parent), Path(path).absolute()
        place = sqlite.resolved(place.parent) / place.name
        shown = place.relative_to(home).as_posix() if place.is_relative_to(home) else place.as_posix()
        return shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")  # a byte that is no text
