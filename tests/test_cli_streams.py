"""Widths, tables and counts as they are printed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossary.cli.streams import pad, plural, table, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("웨이하이", 8),
        ("威海", 4),
        ("Wēihǎi", 6),
        ("13·5规划", 8),
        ("e\u0301", 1),
        ("《", 2),
        ("\x1b[1m威海\x1b[0m", 4),
    ],
    ids=["empty", "ascii", "hangul", "hanzi", "pinyin", "mixed", "combining", "title-mark", "coloured"],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_pad_fills_cells_not_characters() -> None:
    assert pad("威海", 6) == "威海  "


def test_table_aligns_wide_characters_and_ends_lines_clean() -> None:
    rows = [("1", "웨이하이", "威海"), ("12", "다잉", ""), ("3", "WeKoreaGo", "威韩购")]
    assert table(rows, right=(0,), indent=" ") == [
        "  1  웨이하이   威海",
        " 12  다잉",
        "  3  WeKoreaGo  威韩购",
    ]
    assert table([]) == []


def test_plural() -> None:
    assert plural(1, "document") == "1 document"
    assert plural(1204, "document") == "1,204 documents"
    assert plural(2, "entry", "entries") == "2 entries"


def closed(command: str, closing: str, folder: Path) -> tuple[int, str, str]:
    """Run a command with a stream closed by the shell; return the status and what was said."""
    made = subprocess.run(
        ["bash", "-c", f'"$0" -m glossary {command} {closing}', sys.executable],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return made.returncode, made.stdout, made.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_stream_that_is_closed_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("산동성 웨이하이(威海)시", encoding="utf-8")
    assert closed("-q build a.txt", ">&- 2>&- <&-", tmp_path) == (0, "", "")
    shut = "error: -: standard input is closed; "
    for command in ("extract -", "lookup -", "collect -"):
        status, out, err = closed(command, "<&-", tmp_path)
        assert (status, out, err.count("\n"), err[: len(shut)]) == (2, "", 1, shut)
    for command in ("stats", "extract a.txt", "lookup 威海", "--help", "export - --to csv"):
        status, _, err = closed(command, ">&-", tmp_path)
        unwritten = "error: the output cannot be written: bad file descriptor; what was saved before stands"
        assert (status, err.splitlines()[-1]) == (2, unwritten)
    assert closed("lookup 칭다오", "2>&-", tmp_path) == (1, "", "")
    status, out, _ = closed("extract a.txt 없음.txt", "2>&-", tmp_path)
    assert (status, "威海" in out) == (1, True)
    assert closed("lookup 威海", "2>&- <&-", tmp_path)[0] == 0
    assert closed("db verify", "2>&-", tmp_path)[:2] == (0, "glossary.db: no problems\n")


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("option", ["--help", "--version", "lookup --help"])
def test_help_that_nobody_reads_is_status_141(option: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        made = subprocess.run(
            [sys.executable, "-m", "glossary", *option.split()], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (made.returncode, made.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_the_status_stands_where_nothing_can_be_said(tmp_path: Path) -> None:
    for command in ("--bad", "db", "show c1", "lookup"):
        assert closed(command, "2>/dev/full", tmp_path) == (2, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_was_saved_before_the_output_failed_stands(tmp_path: Path) -> None:
    said = "error: the output cannot be written: no space left on device; what was saved before stands\n"
    assert closed("-q --db b.db add 새것 新物", "", tmp_path)[0] == 0
    assert closed("--db b.db add 헌것 舊物", ">/dev/full", tmp_path) == (2, "", said)
    assert closed("--db b.db lookup 헌것", "", tmp_path)[0] == 0


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for open files on this system")
def test_an_export_goes_into_a_pipe(tmp_path: Path) -> None:
    closed("add 새것 新物", "", tmp_path)
    status, whole, _ = closed("export - --to csv", "", tmp_path)
    assert (status, "새것" in whole) == (0, True)
    status, out, err = closed("export /dev/stdout --to csv", "", tmp_path)
    assert (status, out) == (0, whole)
    assert "1 concept, 1 entry" in err
    status, _, _ = closed("export >(cat > got.csv; mv got.csv there.csv) --to csv", "", tmp_path)
    while not (tmp_path / "there.csv").exists():
        time.sleep(0.01)
    assert (status, (tmp_path / "there.csv").read_text(encoding="utf-8")) == (0, whole)
