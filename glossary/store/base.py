"""`Base`: an open term base, which is all that the rest of the library holds of the store."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from glossary.errors import Conflict, NotFound, ReadOnlyBase
from glossary.model import Anchor, Concept, Decisions, Document, Pair, Status, Transaction
from glossary.store import (
    attaching,
    collect,
    copying,
    decisions,
    history,
    joining,
    matching,
    read,
    rehearsal,
    reviews,
    schema,
    undo,
    verify,
)
from glossary.store.collect import CollectCounts
from glossary.store.history import Alteration, Done
from glossary.store.matching import Sides
from glossary.store.places import Place
from glossary.store.read import Counts
from glossary.store.reviews import Choice
from glossary.store.write import Entry, check_revision, put
from glossary.store.writer import ActorKind, Operation, Writer

# What SQLAlchemy logs while it closes a connection it raises as well; said twice, an interrupt would be more than one line.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

__all__ = ["Alteration", "Base", "CollectCounts", "Counts", "Done", "Entry", "Operation", "Sides"]


class Base:
    """An open term base. Use it in a ``with`` statement; `glossary.store.open` makes it.

    Reading sees one state from its first row to its last. Writing happens in `operation`, one transaction that takes
    the right to write at its start: whoever comes second waits, then sees what the first one wrote.
    """

    def __init__(self, place: Place, *, write: bool) -> None:
        self.place = place
        self.writable = write
        self._engine = schema.engine(place, lambda: place.connect(write=write))
        self._writing: Connection | None = None
        self._shared: Connection | None = None
        with self._reading():  # refuses now what is no term base
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with self.place.translated():
            try:
                yield
            except SQLAlchemyError as error:
                self.place.reraise(getattr(error, "orig", None) or error)

    def _begin(self, connection: Connection, statements: Iterable[str]) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one state: that of the open operation, that of `unchanging`, or one of their own."""
        with self._translated():
            if (at_hand := self._writing or self._shared) is not None:
                yield at_hand
                return
            with self._engine.connect() as connection:
                self._begin(connection, self.place.begin_reading)
                yield connection

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Let all reads in a ``with`` statement see one state, whatever others write meanwhile."""
        with self._reading() as connection:
            held, self._shared = self._shared, connection
            try:
                yield
            finally:
                self._shared = held

    # --- reading ----------------------------------------------------------------------------------------------------

    def concepts(
        self,
        *,
        ids: Collection[int] | None = None,
        statuses: Collection[Status] | None = None,
        removed: bool | None = False,
        references: bool = True,
        by_form: bool = False,
    ) -> Iterator[Concept]:
        """Yield concepts with terms, notes and references, by rising id, or *by_form* in the order of a file; None is no condition."""
        with self._reading() as connection:
            yield from read.concepts(
                connection, ids=ids, statuses=statuses, removed=removed, references=references, by_form=by_form
            )

    def concept(self, number: int) -> Concept:
        """Return the concept with this id, removed or not. Raises NotFound."""
        for found in self.concepts(ids=[number], removed=None):
            return found
        raise NotFound(f"c{number}: no such concept; glossary lookup finds the ones there are")

    def check_revision(self, concept: Concept, expected: int | None) -> None:
        """Refuse to go on where a concept is not of the *expected* revision any more; None expects nothing. Raises Conflict."""
        with self._reading() as connection:
            check_revision(connection, concept, expected)

    def by_uid(self, uids: Collection[str]) -> dict[str, int]:
        """Return the ids of the concepts, removed ones too, that have these uids, or that a concept with one was merged into."""
        with self._reading() as connection:
            return read.by_uid(connection, uids)

    def by_key(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
        """Return the concepts, removed ones too, that have a term of each (language without script, key)."""
        with self._reading() as connection:
            return read.by_key(connection, wanted)

    def with_both(self, wanted: Sequence[Sides]) -> list[list[int]]:
        """Return, for each of *wanted*, the concepts that have a form of either side; see `glossary.store.matching.with_both`."""
        with self._reading() as connection:
            return matching.with_both(connection, wanted)

    def read_as(self, chinese: Collection[str]) -> dict[str, list[int]]:
        """Return, for each Chinese key, the living concepts in whose Korean forms it is read."""
        with self._reading() as connection:
            return matching.read_as(connection, chinese)

    def undecided(self, ids: Collection[int]) -> dict[int, frozenset[str]]:
        """Return the fields that no person and no import decided, of those of these concepts that have such."""
        with self._reading() as connection:
            return matching.undecided(connection, ids)

    def merged_into(self, number: int) -> int | None:
        """Return the concept that this one was merged into; None where it was not."""
        with self._reading() as connection:
            into = read.last_merged(connection, number)
        return None if into == number else into

    def anchors(self, number: int) -> list[tuple[int, Anchor]]:
        """Return where sightings of a concept arrive, each place with its row."""
        with self._reading() as connection:
            return joining.anchors(connection, number)

    def let_go(self, ids: Collection[int]) -> set[int]:
        """Return those of these concepts that are away with their evidence, or with the operation that made them: nobody removed them."""
        with self._reading() as connection:
            return read.let_go(connection, ids)

    def counts(self) -> Counts:
        """Count what the term base holds."""
        with self._reading() as connection:
            return read.counts(connection)

    def languages(self) -> dict[str, int]:
        """Return how many concepts have a form of each language."""
        with self._reading() as connection:
            return read.languages(connection)

    def scopes(self) -> list[str]:
        """Return the clients and projects that the term base knows of."""
        with self._reading() as connection:
            return read.scopes(connection)

    def decisions(self) -> Decisions:
        """Return what people approved and rejected, as far as the extractor may learn from it."""
        with self._reading() as connection:
            return decisions.decisions(connection)

    def history(
        self, *, concept: int | None = None, actor: str | None = None, limit: int | None = None, details: bool = False
    ) -> list[Done]:
        """Return what was done, the newest first; see `glossary.store.history.operations`."""
        with self._reading() as connection:
            return history.operations(connection, concept=concept, actor=actor, limit=limit, details=details)

    def done(self, number: int, *, details: bool = False) -> Done:
        """Return one operation. Raises NotFound."""
        with self._reading() as connection:
            for found in history.operations(connection, ids=[number], details=details):
                return found
        raise NotFound(f"operation {number}: no such operation; glossary history shows the ones there are")

    def transactions(self, ids: Collection[int]) -> dict[int, list[Transaction]]:
        """Return for each concept who made it and who changed it, the oldest first."""
        with self._reading() as connection:
            return history.transactions(connection, ids)

    def last_to_undo(self, actor: str | None) -> int | None:
        """Return the last operation of this actor, or of anybody, that stands and is no undoing itself; None where there is none."""
        with self._reading() as connection:
            return history.last_to_undo(connection, actor)

    def to_review(self, choice: Choice) -> list[int]:
        """Return the concepts that wait for review, as *choice* takes them, the most often sighted first."""
        with self._reading() as connection:
            return reviews.waiting(connection, choice)

    def unknown_documents(self, names: Collection[str]) -> list[str]:
        """Return those of *names*, whole or the last part of one, that no document has."""
        with self._reading() as connection:
            return [name for name in names if not reviews.is_document(connection, name)]

    def skipped_by(self, actor: str) -> set[int]:
        """Return the concepts that *actor* skipped in review."""
        with self._reading() as connection:
            return reviews.skipped(connection, actor)

    def verify(self) -> list[str]:
        """Return a line for everything that is not as it should be; none when all is well."""
        with self._reading() as connection:
            return verify.problems(connection)

    def advice(self) -> list[str]:
        """Return a line for each thing that is no fault and may be wanted otherwise: concepts that look like one."""
        with self._reading() as connection:
            return verify.advice(connection)

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
            raise ReadOnlyBase(f"{self.place}: was opened for reading only")
        was = operation.id
        try:
            with self._translated(), self._engine.connect() as connection:
                self._begin(connection, self.place.begin_writing)
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
            referring = {entry.concept.id for entry in entries if entry.concept.references and entry.concept.id}
            back = read.let_go(connection, referring)
            ids = put(writer, entries)
            seen = {
                number: entry.concept
                for number, entry in zip(ids, entries, strict=True)
                if entry.concept.references and (entry.concept.id is None or number in back)
            }
            attaching.attach(writer, seen)
            return ids

    def lend(self, ids: Collection[int], to: Base, *, operation: Operation) -> None:
        """Copy concepts to a rehearsal; see `glossary.store.rehearsal.lend`."""
        with self._reading() as source, to._transaction(operation) as copy:
            rehearsal.lend(source, copy, ids)

    def lead(self, anchors: Collection[int], concept: int, *, also: Collection[int] = (), operation: Operation) -> None:
        """Lead these rows of `anchors` and their sightings to a concept; see `glossary.store.joining.lead`."""
        with self._transaction(operation) as connection:
            joining.lead(Writer(connection, operation), anchors, concept, also=also)

    def absorb(self, kept: int, others: Collection[int], *, operation: Operation) -> None:
        """Make *others* part of a concept: they are removed, and their sightings are its own."""
        with self._transaction(operation) as connection:
            joining.absorb(Writer(connection, operation), kept, others)

    def undo(self, number: int, *, operation: Operation) -> None:
        """Undo the operation of this number by *operation*. Raises NotFound, or Conflict with what stands in the way."""
        operation.undoes = number
        with self._transaction(operation) as connection:
            undo.undo(Writer(connection, operation), number)

    def skip(self, actor: str, number: int) -> None:
        """Remember that *actor* skipped a concept in review; that is no change of the term base."""
        with self._transaction(Operation(actor, "person", "review")) as connection:
            reviews.skip(connection, actor, number)

    def unskip(self, actor: str, numbers: Collection[int] | None = None) -> None:
        """Forget that *actor* skipped these concepts, or any."""
        if self.skipped_by(actor):
            with self._transaction(Operation(actor, "person", "review")) as connection:
                reviews.unskip(connection, actor, numbers)

    # --- files beside it --------------------------------------------------------------------------------------------

    def owns(self, path: str | Path) -> bool:
        """Say whether *path* is the term base itself, its log among it, under whatever name: nothing else may be written there."""
        return self.place.owns(Path(path))

    def backup(self, target: str | Path) -> None:
        """Write a copy of the term base, as it is now, to *target*, which must not exist yet."""
        path = Path(target)
        if self.owns(path):
            raise Conflict(f"{path}: is the term base itself; name another file")
        with self._reading() as connection:
            copying.back_up(connection, self.place, path)

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
            connection.exec_driver_sql(self.place.sql(statement), list(fresh.items()))

    def remember_export(self, path: str | PurePath, digest: str) -> None:
        """Remember the digest of one file; see `remember_exports`."""
        self.remember_exports({str(path): digest})

    def _export_path(self, path: str | PurePath) -> str:
        """Return *path* as it is remembered; a byte in it that is no text is escaped."""
        return self.place.from_here(Path(path)).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
