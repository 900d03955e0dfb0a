"""Reading the generated tables of ``data/``: tab-separated text, `#` comment lines first, one header row, rows sorted by code point.

The tables are read when they are first needed, never on import, and kept.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("data")


def lines(name: str) -> list[str]:
    """Return the lines of the table *name* below its header."""
    every = (DATA / name).read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(every) if not line.startswith("#"))
    return every[start + 1 :]


def rows(name: str) -> list[list[str]]:
    """Return the rows of the table *name* below its header, each a list of cells."""
    return [line.split("\t") for line in lines(name)]


def pairs(name: str) -> dict[str, str]:
    """Return the table *name* as a dictionary from its first column to the rest of the line."""
    return dict([line.split("\t", 1) for line in lines(name)])


class Sorted:
    """A large table of which a run needs few rows: found by halving, so that nothing but the lines has to be cut."""

    __slots__ = ("_lines",)

    def __init__(self, name: str) -> None:
        """Read the table *name*, whose rows must be sorted (a test holds it)."""
        self._lines = lines(name)

    def get(self, key: str) -> str | None:
        """Return what stands behind *key* and its tab, None where there is no such row."""
        start = key + "\t"
        at = bisect_left(self._lines, start)
        if at < len(self._lines) and self._lines[at].startswith(start):
            return self._lines[at][len(start) :]
        return None


@cache
def large(name: str) -> Sorted:
    """Return the large table *name*, read once."""
    return Sorted(name)


@cache
def pairs_kept(name: str) -> dict[str, str]:
    """Return `pairs`, read once."""
    return pairs(name)
