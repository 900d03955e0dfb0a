"""Linguistic data is data: every table says where it comes from, is sorted by code point, and has no line twice."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).resolve().parent.parent / "glossary"
TABLES: Final = sorted(PACKAGE.rglob("*.tsv"))

LISTS: Final = ("syllable", "word")
"""Names that the only column of a list has."""


def name(path: Path) -> str:
    """Return the path below the package, with slashes."""
    return path.relative_to(PACKAGE).as_posix()


def header(path: Path) -> str:
    """Return the comment lines at the top of a table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("#"))


def rows(path: Path) -> list[str]:
    """Return the lines of a table without comments and without the names of its columns; a plain list may go without one."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n")[:-1] if not line.startswith("#")]
    return lines[1:] if "\t" in lines[0] or lines[0] in LISTS else lines


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize("path", TABLES, ids=name)
@pytest.mark.parametrize("word", ["source:", "revision", "licence"])
def test_a_table_names_its_source(path: Path, word: str) -> None:
    assert word in header(path).lower()


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_table_is_sorted_and_has_no_row_twice(path: Path) -> None:
    table = rows(path)
    assert table, "an empty table"
    assert table == sorted(set(table))


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_the_rows_of_a_table_have_one_shape(path: Path) -> None:
    assert len({row.count("\t") for row in rows(path)}) == 1
    assert all(row and row == row.strip(" \r") for row in rows(path))
