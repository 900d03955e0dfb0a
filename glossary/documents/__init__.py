"""Bytes -> Document: files, folders, standard input; one reader a file, chosen by suffix.

A document that cannot be read is told to *on_problem* and the rest goes on: no exception of the operating system leaves this
package. What counts as a source is decided in `sources`, what the bytes mean in the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Final, TypeAlias

from glossary.documents import jsonl, plain
from glossary.documents.parts import Part, divide
from glossary.documents.sources import Found, Source, find_files, opened, shown
from glossary.errors import DocumentError
from glossary.model import Document

OnProblem: TypeAlias = Callable[[DocumentError], None]
Reader: TypeAlias = Callable[[BinaryIO, str, OnProblem], Iterator[Part]]

READERS: Final[dict[str, Reader]] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
}
"""The reader of each suffix that a folder is searched for; a file named outright with any other suffix is plain text."""
LETTERS: Final = 200_000_000
"""Code points of the largest document that is put together as one text."""


def find(sources: Sequence[str], *, on_problem: OnProblem) -> Found:
    """Return the files behind *sources* in the order in which they are read, and how many others the folders hold.

    A source is a file, a folder (searched recursively, in sorted order, for the suffixes of `READERS`) or ``-``.
    """
    return find_files(sources, frozenset(READERS), on_problem)


def read_parts(
    files: Iterable[Source], *, on_problem: OnProblem, on_bytes: Callable[[Source, int], None] | None = None
) -> Iterator[Part]:
    """Yield the documents of *files*, which `find` returned, in parts.

    One whose last part does not come could not be read to its end: *on_problem* has been told. *on_bytes* is told how many more bytes of
    a file have been read, as far as its size is known, and one more at its end.
    """
    for file in files:
        told = 0
        try:
            with opened(file) as stream:
                for part in READERS.get(file.suffix, plain.read)(stream, file.name, on_problem):
                    yield part
                    if on_bytes is not None and file.size:
                        place = min(stream.tell(), file.size)
                        on_bytes(file, place - told)
                        told = place
        except OSError as error:
            on_problem(DocumentError(f"{file.name}: {reason(error)}"))
        except DocumentError as error:
            on_problem(error)
        if on_bytes is not None:
            on_bytes(file, file.size - told + 1)


def whole(parts: Iterable[Part], *, on_problem: OnProblem) -> Iterator[Document]:
    """Put documents together again that were read in *parts*; one without an end is left out, one of more than `LETTERS` too."""
    texts: list[str] = []
    for part in parts:
        if not part.start:
            texts.clear()
        if part.start + len(part.document.text) <= LETTERS:
            texts.append(part.document.text)
            if part.last:
                yield part.document._replace(text="".join(texts)) if part.start else part.document
        elif part.start <= LETTERS:
            texts.clear()
            on_problem(
                DocumentError(
                    f"{part.document.name}: more than {LETTERS:,} characters; split it, or give its parts as .jsonl"
                )
            )


def read(sources: Sequence[str], *, on_problem: OnProblem) -> Iterator[Document]:
    """Yield the documents of *sources* in order; an empty one is yielded too, with a text of no characters."""
    files = find(sources, on_problem=on_problem).files
    yield from whole(read_parts(files, on_problem=on_problem), on_problem=on_problem)


def reason(error: OSError) -> str:
    """Return in lower case what the operating system says went wrong, without the path that it repeats."""
    return (error.strerror or str(error) or type(error).__name__).lower()


__all__ = [
    "READERS", "Found", "OnProblem", "Part", "Reader", "Source", "divide", "find", "read", "read_parts", "reason", "shown", "whole",
]  # fmt: skip
