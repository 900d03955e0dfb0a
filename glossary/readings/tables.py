"""Reading the generated tables of ``data/``: tab-separated text, `#` comment lines first, one header row.

The tables are read when they are first needed, never on import, and kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("data")


def rows(name: str) -> list[list[str]]:
    """Return the rows of the table *name* below its header, each a list of cells."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    return [line.split("\t") for line in lines[start + 1 :]]


def pairs(name: str) -> dict[str, str]:
    """Return the table *name* as a dictionary from its first column to the rest of the line."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    return dict([line.split("\t", 1) for line in lines[start + 1 :]])


@cache
def pairs_kept(name: str) -> dict[str, str]:
    """Return `pairs`, read once."""
    return pairs(name)
