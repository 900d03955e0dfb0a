"""Bytes -> Document: files, folders, standard input; one reader a file, chosen by suffix.

A document that cannot be read is told to *on_problem* and the rest goes on: no exception of the operating system leaves this
package. What counts as a source is decided in `sources`, what the bytes mean in the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Final, TypeAlias

from glossary.documents import jsonl, plain
from glossary.documents.sources import Found, Source, find_files, opened, shown
from glossary.errors import DocumentError
from glossary.model import Document

OnProblem: TypeAlias = Callable[[DocumentError], None]
Reader: TypeAlias = Callable[[BinaryIO, str, OnProblem], Iterator[Document]]

READERS: Final[dict[str, Reader]] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
}
"""The reader of each suffix that a folder is searched for; a file named outright with any other suffix is plain text."""


def find(sources: Sequence[str], *, on_problem: OnProblem) -> Found:
    """Return the files behind *sources* in the order in which they are read, and how many others the folders hold.

    A source is a file, a folder (searched recursively, in sorted order, for the suffixes of `READERS`) or ``-``.
    """
    return find_files(sources, frozenset(READERS), on_problem)


def read_found(
    files: Iterable[Source], *, on_problem: OnProblem, on_file: Callable[[Source], None] | None = None
) -> Iterator[Document]:
    """Yield the documents of *files*, which `find` returned; *on_file* is called when one has been read."""
    for file in files:
        try:
            with opened(file) as stream:
                yield from READERS.get(file.suffix, plain.read)(stream, file.name, on_problem)
        except OSError as error:
            on_problem(DocumentError(f"{file.name}: {reason(error)}"))
        except DocumentError as error:
            on_problem(error)
        if on_file is not None:
            on_file(file)


def read(sources: Sequence[str], *, on_problem: OnProblem) -> Iterator[Document]:
    """Yield the documents of *sources* in order; an empty one is yielded too, with a text of no characters."""
    yield from read_found(find(sources, on_problem=on_problem).files, on_problem=on_problem)


def reason(error: OSError) -> str:
    """Return in lower case what the operating system says went wrong, without the path that it repeats."""
    return (error.strerror or str(error) or type(error).__name__).lower()


__all__ = ["READERS", "Found", "OnProblem", "Reader", "Source", "find", "read", "read_found", "reason", "shown"]
