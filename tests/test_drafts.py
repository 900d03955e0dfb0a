"""Drafts that killed processes left: taken away by the next one, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import store
from glossary.drafts import draft_for
from glossary.formats import save


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="which processes live is not asked there")
def test_next_writer_takes_away_what_killed_ones_left(tmp_path: Path, gone: int) -> None:
    left = [f".a.csv.{gone}.part", f".a.csv.{gone}.new-wal"]
    kept = [f".a.csv.{os.getpid()}.part", f".b.csv.{gone}.part", ".a.csv.part", "a.csv.1.part"]
    for name in (*left, *kept):
        (tmp_path / name).touch()
    assert draft_for(tmp_path / "a.csv").name == f".a.csv.{os.getpid()}.part"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="which processes live is not asked there")
def test_exports_and_term_bases_are_written_so(tmp_path: Path, gone: int) -> None:
    for name in ("a.csv", "a.db", "b.db"):
        (tmp_path / f".{name}.{gone}.part").write_bytes(b"half")
    save(tmp_path / "a.csv", lambda file: file.write(b"whole"))
    with store.open(tmp_path / "a.db", create=True) as base:
        base.backup(tmp_path / "b.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.db", "b.db"]


def test_folder_that_is_not_there_is_no_matter_yet(tmp_path: Path) -> None:
    assert draft_for(tmp_path / "none" / "a.csv").parent == tmp_path / "none"
