"""Put an export in its place: written beside and renamed, so that no reader ever meets half a file."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from glossary.drafts import discard, draft_for
from glossary.errors import EditedExport, FormatError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Saved(Generic[Result]):
    """What became of a save: the digest to remember, whether the file changed, and what the writer returned."""

    digest: str
    changed: bool
    result: Result


def digest(path: Path) -> str | None:
    """Return the SHA-256 of the file at *path* in hexadecimal, or None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FormatError(f"{path}: cannot be read: {_reason(error)}") from None


def save(
    path: Path, write: Callable[[BinaryIO], Result], *, known: str | None = None, force: bool = False
) -> Saved[Result]:
    """Write *path* through *write*, beside it first, then by one rename; equal bytes leave the file alone.

    *known* is the digest of what was last written there. A file that is there and is neither that nor equal to the new one was edited by
    somebody: EditedExport, unless *force*. FormatError where it cannot be written; then nothing has changed on the disk. A
    path that is no regular file (a pipe, /dev/stdout) is written to directly, and BrokenPipeError where nobody reads it.
    """
    try:
        if path.exists() and not path.is_file():  # as it was named: the link of a pipe leads nowhere
            return _direct(path, write)
        place = _followed(path)
        beside = draft_for(place)
        try:
            return _replace(path, place, beside, write, known, force)
        finally:
            discard(beside)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FormatError(f"{path}: cannot be written: {_reason(error)}; nothing was changed") from None


def _followed(path: Path) -> Path:
    """Return where *path* leads, so that a link stays one. Raises OSError for links in a circle."""
    try:
        return path.resolve()
    except RuntimeError:  # until Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _direct(place: Path, write: Callable[[BinaryIO], Result]) -> Saved[Result]:
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with place.open("wb") as file:
        return Saved("", True, write(file))


def _replace(
    path: Path, place: Path, beside: Path, write: Callable[[BinaryIO], Result], known: str | None, force: bool
) -> Saved[Result]:
    with beside.open("wb") as file:
        result = write(file)
        file.flush()
        os.fsync(file.fileno())
    new, old = digest(beside), digest(place)
    assert new is not None
    if old == new:
        return Saved(new, False, result)
    if old is not None and not force and old != known:
        if known is None:
            raise EditedExport(
                f"{path} is there already and was not written from this term base; give another name or use --force"
            )
        raise EditedExport(
            f"{path} was edited after the last build; import it first (glossary import {path}) or use --force"
        )
    if old is not None:
        beside.chmod(place.stat().st_mode & 0o777)
    beside.replace(place)
    _sync_folder(place.parent)
    return Saved(new, True, result)


def _sync_folder(folder: Path) -> None:
    """Make the rename last; systems that cannot open a folder (Windows) do without."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse to sync a folder; the rename stands
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
