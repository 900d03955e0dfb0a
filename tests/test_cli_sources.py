"""Sources of which some cannot be read: the rest of the batch is done, and the status says so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs setpriv where root runs the tests")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a document, one that may not be read, and a folder that may not be entered."""
    (tmp_path / "a.txt").write_text("산동성 웨이하이(威海)시", encoding="utf-8")
    (tmp_path / "b.txt").write_text("칭다오(靑島)시", encoding="utf-8")
    (tmp_path / "c").mkdir()
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "c").chmod(0)
    yield tmp_path
    (tmp_path / "c").chmod(0o755)


def bound(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command without the privileges of root, which reads everything."""
    line = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    return subprocess.run(
        [*line, sys.executable, "-m", "glossary", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", ["extract", "collect", "build"])
def test_rest_of_the_batch_is_done(folder: Path, command: str) -> None:
    made = bound(folder, command, "a.txt", "b.txt", "c")
    assert made.returncode == 1, made.stderr
    assert sorted(made.stderr.splitlines()) == [
        "error: b.txt: permission denied",
        "error: c: permission denied",
    ]
    assert made.stdout
    assert bound(folder, command, "b.txt").returncode == 2
