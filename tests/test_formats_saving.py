"""Putting an export in its place: whole or not at all, and never over somebody's edits."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import pytest

from glossary.errors import EditedExport, FormatError
from glossary.formats import digest, save

DATA: Final = "웨이하이\t威海\n".encode()


def writer(data: bytes) -> Callable[[BinaryIO], int]:
    """Return a writer of these bytes."""
    return lambda file: file.write(data)


def test_a_file_is_written(tmp_path: Path) -> None:
    saved = save(tmp_path / "용어.txt", writer(DATA))
    assert (tmp_path / "용어.txt").read_bytes() == DATA
    assert saved.digest == hashlib.sha256(DATA).hexdigest() == digest(tmp_path / "용어.txt")
    assert (saved.changed, saved.result) == (True, len(DATA))
    assert [path.name for path in tmp_path.iterdir()] == ["용어.txt"]


def test_equal_bytes_leave_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DATA)
    before = path.stat().st_mtime_ns
    assert not save(path, writer(DATA)).changed
    assert path.stat().st_mtime_ns == before


def test_what_was_written_before_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    known = save(path, writer(b"old")).digest
    assert save(path, writer(DATA), known=known).changed
    assert path.read_bytes() == DATA


def test_what_was_edited_stays(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    known = save(path, writer(b"old")).digest
    path.write_bytes(b"edited")
    with pytest.raises(
        EditedExport, match=r"was edited after the last build; import it first \(glossary import .*\) or use --force"
    ):
        save(path, writer(DATA), known=known)
    assert path.read_bytes() == b"edited"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"theirs")
    with pytest.raises(EditedExport, match="not written from this term base"):
        save(path, writer(DATA))
    assert path.read_bytes() == b"theirs"


def test_force_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"theirs")
    save(path, writer(DATA), force=True)
    assert path.read_bytes() == DATA


def test_a_writer_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(path, fail, force=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"none/a\.txt: cannot be written: no such file or directory"):
        save(tmp_path / "none" / "a.txt", writer(DATA))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="is a directory"):
        save(tmp_path, writer(DATA))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(FormatError, match="no space left on device"):
        save(Path("/dev/full"), writer(DATA))


LIMITED: Final = """
import resource, sys
from pathlib import Path
from glossary.errors import FormatError
from glossary.formats import save
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    save(Path(sys.argv[1]), lambda file: file.write(b"x" * 100_000), force=True)
except FormatError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files on Windows")
def test_a_limit_on_the_size_of_files_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True)
    assert "cannot be written: file too large; nothing was changed" in done.stdout, done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are other things on Windows")
def test_a_link_and_the_mode_of_a_file_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    save(link, writer(DATA), force=True)
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (DATA, 0o640)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    save(pipe, writer(DATA))
    reader.join()
    assert got == [DATA]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for open files on this system")
def test_a_pipe_without_a_name_is_written_to() -> None:
    reading, writing = os.pipe()
    assert save(Path(f"/dev/fd/{writing}"), writer(DATA)).digest == ""
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == DATA


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for open files on this system")
def test_a_pipe_that_nobody_reads_is_broken() -> None:
    reading, writing = os.pipe()

    def write(file: BinaryIO) -> None:
        os.close(reading)
        file.write(DATA)

    with pytest.raises(BrokenPipeError):
        save(Path(f"/dev/fd/{writing}"), write)
    os.close(writing)


def test_the_digest_of_nothing_is_none(tmp_path: Path) -> None:
    assert digest(tmp_path / "none") is None
