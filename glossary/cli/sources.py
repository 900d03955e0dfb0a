"""Reading SOURCE arguments with progress, notes and problems, as extract, collect and build do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from glossary.cli.progress import Progress
from glossary.cli.streams import plural
from glossary.errors import DocumentError

if TYPE_CHECKING:
    from glossary.cli.session import Session
    from glossary.documents import Part, Source
    from glossary.model import Document

SOURCES: Final = click.argument(
    "sources",
    metavar="SOURCE...",
    nargs=-1,
    required=True,
    type=click.Path(readable=False),  # one that cannot be read is told when its turn comes, and the others are read
)


class Reading:
    """The documents behind the sources of one command: what there is to read, and what came of it."""

    def __init__(self, session: Session, sources: tuple[str, ...]) -> None:
        from glossary import documents

        self._session = session
        self.documents = 0
        self.empty = 0
        self.bad = 0
        self.found = documents.find(sources, on_problem=self._problem)
        if not self.found.files and not self.bad:
            suffixes = " and ".join(documents.READERS)
            self._problem(
                DocumentError(f"{documents.shown(sources[0])}: no document; folders are searched for {suffixes}")
            )

    def parts(self, label: str, *, bar: bool) -> Iterator[Part]:
        """Yield the documents in parts; problems are told as they come, and an empty document is noted."""
        for part in self._parts(label, bar):
            if not part.start:
                self._count(part.document, whole=part.last)
            yield part

    def read(self, label: str, *, bar: bool) -> Iterator[Document]:
        """Yield the documents as wholes, as `parts` does its parts; one that cannot be read to its end is left out."""
        from glossary import documents

        for document in documents.whole(self._parts(label, bar), on_problem=self._problem):
            self._count(document, whole=True)
            yield document

    def _parts(self, label: str, bar: bool) -> Iterator[Part]:
        from glossary import documents

        # A pipe and standard input have no size: each file counts one more, so that those move the bar too.
        total = self.found.size + len(self.found.files)
        with Progress(label, total, shown=bar and not self._session.quiet) as progress:

            def on_bytes(file: Source, size: int) -> None:
                progress.advance(size, file.name)

            yield from documents.read_parts(self.found.files, on_problem=self._problem, on_bytes=on_bytes)

    def _count(self, document: Document, *, whole: bool) -> None:
        self.documents += 1
        if whole and (not document.text or document.text.isspace()):
            self.empty += 1
            self._session.note(f"{document.name}: empty document")

    def status(self) -> int:
        """Return the exit status: 0, 1 where some documents could not be read, 2 where none could."""
        if not self.bad:
            return 0
        return 1 if self.documents else 2

    def summary(self) -> str:
        """Return one line on what was read, what could not be, and what no reader knows."""
        parts = [f"{self.documents:,} read"]
        if self.empty:
            parts.append(f"{self.empty:,} of them empty")
        if self.bad:
            parts.append(plural(self.bad, "problem"))
        if self.found.others:
            parts.append(plural(self.found.others, "other file") + " passed over")
        return ", ".join(parts)

    def _problem(self, error: DocumentError) -> None:
        self.bad += 1
        self._session.problem(error)
