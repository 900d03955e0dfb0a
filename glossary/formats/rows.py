"""Lines -> rows of cells: between tabs as they are, or as CSV, where a cell may stand in quotes and go on over line ends."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.lines import Line

LINES: Final = 200
"""Lines of the longest row. What is longer is taken for a quote that nobody closed."""
SLIPS: Final = 1_000
"""Rows that end in the wrong place, until the file is taken for something else than CSV."""
Row: TypeAlias = tuple[int, list[str]]
"""The number of the line where a row begins, and its cells."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells stand in a line.

    *quoted*: a cell may stand in quotes, those within it doubled; *folded*: such a cell may hold line ends. A line that begins with *comment*
    is none of the table, if there is such a mark.
    """

    delimiter: str = "\t"
    quoted: bool = False
    folded: bool = False
    comment: str = ""

    def is_passed_over(self, line: str) -> bool:
        """Say whether *line*, where a row may begin, holds none."""
        return not line.strip() or (bool(self.comment) and line.startswith(self.comment))


def rows(lines: Iterator[Line], path: str, dialect: Dialect) -> Iterator[Row | Problem]:
    """Yield each row, its cells without blanks around them, or what is wrong with it; empty lines and comments are passed over.

    A quote that is not closed costs the row where it opens, and no other. Raises FormatError where that happens again and again.
    """
    if dialect.quoted:
        yield from _quoted(_Lines(lines, dialect), path, dialect)
        return
    for number, line in lines:
        if not dialect.is_passed_over(line):
            yield number, [cell.strip() for cell in line.split(dialect.delimiter)]


def _quoted(lines: _Lines, path: str, dialect: Dialect) -> Iterator[Row | Problem]:
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    slips = 0
    while True:
        lines.row.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            slips += len(lines.row) > 1
            if slips > SLIPS:
                raise FormatError(f"{path}: more than {SLIPS:,} quotes that are not closed; this is no CSV") from None
            yield Problem(path, lines.row[0][0], 0, _wrong(str(error)))
            lines.take_back()
            continue
        if cells is None:
            return
        if any(cells):
            yield lines.row[0][0], [cell.strip() for cell in cells]


def _wrong(error: str) -> str:
    """Return what is wrong with a row, by the words of the csv module."""
    if "expected after" in error:
        return "text behind a closing quote; double the quotes inside a cell"
    if "field larger" in error:
        return "a cell that is longer than a glossary has"
    return "a quote that is not closed; close it, or double the quotes inside a cell"


class _Lines:
    """Lines for csv.reader, those of the row under way at hand, so that they can be read once more."""

    def __init__(self, lines: Iterator[Line], dialect: Dialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self._again: list[Line] = []
        self.row: list[Line] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.row and (not self._dialect.folded or len(self.row) == LINES):
            raise csv.Error("a row that does not end")
        while True:
            number, line = self._again.pop() if self._again else next(self._lines)
            if self.row or not self._dialect.is_passed_over(line):
                break
        self.row.append((number, line))
        return f"{line}\n"

    def take_back(self) -> None:
        """Give the lines of this row once more, but for the first."""
        self._again.extend(reversed(self.row[1:]))
