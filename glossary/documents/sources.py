"""What a SOURCE on the command line stands for: which files, in which order, under which name.

Folders are searched with an explicit stack (a tree may be deeper than Python's recursion limit), and a folder that was entered once is
not entered again, so a symbolic link back up the tree ends the search instead of repeating it.
"""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from glossary.errors import DocumentError

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read: *name* is what people see, *path* is None for standard input, *size* is in bytes."""

    name: str
    path: str | None
    size: int = 0

    @property
    def suffix(self) -> str:
        """The suffix that chooses the reader, in lower case; "" for standard input."""
        return "" if self.path is None else Path(self.path).suffix.lower()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the files to read, and the number of *others* that no reader knows."""

    files: tuple[Source, ...]
    others: int = 0

    @property
    def size(self) -> int:
        """Bytes of all the files together, as far as they are known."""
        return sum(file.size for file in self.files)


def shown(path: str) -> str:
    """Return *path* as it is printed and stored: ``/``-separated, on one line, and always valid Unicode.

    A byte that is not UTF-8 and a control character become a backslash escape (``caf\\xe9.txt``).
    """
    text = path.replace(os.sep, "/") if os.sep != "/" else path
    text = text.encode("utf-8", "surrogateescape" if os.sep == "/" else "backslashreplace").decode(
        "utf-8", "backslashreplace"
    )
    if text.isprintable():
        return text
    return "".join(f"\\x{ord(char):02x}" if unicodedata.category(char) == "Cc" else char for char in text)


def find_files(sources: Sequence[str], suffixes: frozenset[str], on_problem: Callable[[DocumentError], None]) -> Found:
    """Return the files of *sources*; a source that is not there, or a folder that cannot be listed, goes to *on_problem*."""
    files: list[Source] = []
    others = 0
    for source in dict.fromkeys(sources):
        if source == STANDARD_INPUT:
            files.append(Source(STANDARD_INPUT, None))
            continue
        try:
            info = Path(source).stat()
        except (OSError, ValueError) as error:
            on_problem(_refused(source, error))
            continue
        if not stat.S_ISDIR(info.st_mode):
            files.append(Source(shown(source), source, info.st_size))
            continue
        for entry in _tree(source, on_problem):
            if entry.name.startswith(".") or Path(entry.name).suffix.lower() not in suffixes:
                others += 1  # "._기사.txt" is what macOS leaves on other disks: binary under a text's name
            else:
                files.append(_below(source, entry))
    return Found(tuple(files), others)


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open *source* for reading bytes. Raises DocumentError for what has no end or is too large, OSError for the rest.

    A pipe is opened without waiting for somebody to write into it: one that nobody writes to is an empty document.
    """
    if source.path is None:
        if sys.stdin is None:
            raise DocumentError(
                f"{STANDARD_INPUT}: standard input is closed; give a file, or send the text through a pipe"
            )
        yield sys.stdin.buffer
        return
    mode = Path(source.path).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
        raise DocumentError(f"{source.name}: a device, not a document; give a file, a folder or -")
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(source.path, flags)
    if stat.S_ISFIFO(mode):
        os.set_blocking(handle, True)
    with os.fdopen(handle, "rb") as stream:
        yield stream


def _tree(root: str, on_problem: Callable[[DocumentError], None]) -> Iterator[os.DirEntry[str]]:
    """Yield the files below *root*: in each folder by name, a folder's own files where its name stands."""
    entered: set[tuple[int, int]] = set()
    stack = [_listing(root, entered, on_problem)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif not _is_folder(entry):
            yield entry
        elif not entry.name.startswith("."):
            stack.append(_listing(entry.path, entered, on_problem))


def _listing(
    folder: str, entered: set[tuple[int, int]], on_problem: Callable[[DocumentError], None]
) -> Iterator[os.DirEntry[str]]:
    """Return the entries of *folder* by name; none where it was entered before or cannot be listed."""
    try:
        info = Path(folder).stat()
        if (info.st_dev, info.st_ino) in entered:
            return iter(())
        entered.add((info.st_dev, info.st_ino))
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except OSError as error:
        on_problem(_refused(folder, error))
        return iter(())


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Say whether *entry* is a folder; a link that leads nowhere or in a circle is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _below(source: str, entry: os.DirEntry[str]) -> Source:
    """Return the file of *entry*, named by its source joined with the path below it."""
    try:
        size = entry.stat().st_size
    except OSError:
        size = 0  # opening it says what is wrong with it
    return Source(shown(entry.path), entry.path, size)


def _refused(path: str, error: OSError | ValueError) -> DocumentError:
    """Return the error that names *path* and says why it cannot be used."""
    if isinstance(error, OSError) and error.strerror:
        return DocumentError(f"{shown(path)}: {error.strerror.lower()}")
    return DocumentError(f"{path!a}: not a path")
