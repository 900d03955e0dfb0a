"""Lines -> rows of cells: between tabs as they are, or as CSV, where a cell may stand in quotes and go on over line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.lines import LINE, Line

ROW: Final = LINE
"""Characters of the longest row over several lines. What is longer is taken for a quote that nobody closed."""
AGAIN: Final = 16 * LINE
"""Characters that are read once more behind such quotes, until the file is taken for something else than CSV."""
_SEPARATOR: Final = re.compile(r'"?sep=([^\w" ])"?\1*', re.IGNORECASE)
_CLOSE: Final = re.compile('([^"]*+(?:""[^"]*+)*+)"')
"""A cell up to the quote that closes it."""
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


def separator(line: str) -> str | None:
    """Return what separates the cells of a table, where *line*, its first, says it for Excel: ``sep=;``, maybe as a cell in quotes."""
    said = _SEPARATOR.fullmatch(line)
    return said[1] if said else None


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
    again = 0
    while (first := lines.begin()) is not None:
        number, line = first
        try:
            cells = _cells(line, lines, dialect) if '"' in line else [*map(str.strip, line.split(dialect.delimiter))]
        except ValueError as error:
            again += lines.take_back()
            if again > AGAIN:
                raise FormatError(
                    f"{path}:{number}: one more of many quotes that are not closed; this is no CSV"
                ) from None
            yield Problem(path, number, 0, str(error))
            continue
        if any(cells):
            yield number, cells


def _cells(line: str, lines: _Lines, dialect: Dialect) -> list[str]:
    """Return the cells of the row that begins with *line* and may go on over further ones. Raises ValueError for what is no row."""
    cells, place = [], 0
    while True:
        if line.startswith('"', place):
            cell, line, place = _closed(line, place + 1, lines, dialect)
            if place < len(line) and line[place] != dialect.delimiter:
                raise ValueError("text behind a closing quote; double the quotes inside a cell")
        else:
            end = line.find(dialect.delimiter, place)
            end = len(line) if end < 0 else end
            cell, place = line[place:end], end
        cells.append(cell.strip())
        if place == len(line):
            return cells
        place += 1


def _closed(line: str, place: int, lines: _Lines, dialect: Dialect) -> tuple[str, str, int]:
    """Return the cell whose quote is opened before *place*, the line on which it is closed, and where."""
    parts: list[str] = []
    while (found := _CLOSE.match(line, place)) is None:
        parts.append(line[place:])
        more = lines.next() if dialect.folded else None
        if more is None:
            raise ValueError("a quote that is not closed; close it, or double the quotes inside a cell")
        line, place = more, 0
    parts.append(found[1])
    return "\n".join(parts).replace('""', '"'), line, found.end()


class _Lines:
    """Lines that can be read once more, those of the row under way at hand."""

    def __init__(self, lines: Iterator[Line], dialect: Dialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self._again: list[Line] = []
        self._row: list[Line] = []
        self._size = 0

    def begin(self) -> Line | None:
        """Return the line with which the next row begins, None after the last."""
        self._row.clear()
        self._size = 0
        while (line := self._line()) is not None:
            if not self._dialect.is_passed_over(line[1]):
                return line
        return None

    def next(self) -> str | None:
        """Return the next line of the row, None where it is as long as it may be."""
        if self._size > ROW or (line := self._line()) is None:
            return None
        self._row.append(line)
        self._size += len(line[1]) + 1
        return line[1]

    def _line(self) -> Line | None:
        return self._again.pop() if self._again else next(self._lines, None)

    def take_back(self) -> int:
        """Give the lines of this row once more, but for the first; return their characters."""
        self._again.extend(reversed(self._row))
        return self._size
