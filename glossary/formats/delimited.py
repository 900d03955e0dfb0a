"""CSV, RFC 4180 and what spreadsheets make of it: rows of text. Nothing is known here of concepts.

Written are commas, quotes where they are needed, and one kind of line end. What is read is told by the first row.

A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) can be protected by an apostrophe before it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from glossary.formats.exchange import Problem
from glossary.formats.lines import Text
from glossary.formats.rows import Dialect, Row
from glossary.formats.rows import rows as read_rows

ROWS: Final = 512
"""Rows that are written at once."""
_FORMULA: Final = re.compile("'*[=+\\-@＝＋－＠\t\r]")
_MARKED: Final = re.compile("'+[=+\\-@＝＋－＠\t\r]")
_LEADS: Final = frozenset("'=+-@＝＋－＠\t\r")
_ERRORS: Final = "backslashreplace"
"""Lone surrogates never pass the model; were one to, an escape in the file is better than half an export."""
_QUOTED: Final = b',"\n\r'
_LOOKED_AT: Final = b",\"\n\r'=+@\t\xef"
"""What makes a cell be looked at (＝ ＋ － ＠ begin with the last). So does a - where a cell begins; one stands in every uid."""
_SEPARATOR: Final = re.compile("sep=([,;\t])", re.IGNORECASE)
_IN_QUOTES: Final = re.compile('"[^"]*"')
_DELIMITERS: Final = ",;\t"


def lines(rows: Iterable[Sequence[str]], *, end: bytes = b"\n", protected: bool = False) -> Iterator[bytes]:
    """Yield *rows* as text in UTF-8, some hundred at once. With *protected*, no cell is a formula.

    Nearly every row is its cells with commas between them. To see that of its bytes costs a third of what it costs to look at each cell.
    """
    write, special = (_protected_cell, _LOOKED_AT) if protected else (_cell, _QUOTED)
    parts: list[bytes] = []
    for cells in rows:
        text = ",".join(cells)
        row = text.encode(errors=_ERRORS)
        if len(row) - len(row.translate(None, special)) >= len(cells) or (
            protected and (",-" in text or text[:1] == "-")
        ):
            text = ",".join([cell and write(cell) for cell in cells])
            row = text.encode(errors=_ERRORS)
        parts.append(row or b'""')
        if len(parts) == ROWS:
            parts.append(b"")
            yield end.join(parts)
            parts.clear()
    if parts:
        parts.append(b"")
        yield end.join(parts)


def _cell(cell: str) -> str:
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _protected_cell(cell: str) -> str:
    return _cell(protect(cell) if cell[0] in _LEADS else cell)


def protect(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unprotect(cell: str) -> str:
    """Undo `protect`."""
    return cell[1:] if _MARKED.match(cell) else cell


def rows(stream: BinaryIO, path: str) -> Iterator[Row | Problem]:
    """Yield line and cells of each row that holds text, and in their place the problems; *path* is for messages.

    What separates the cells of the first row separates all: a comma, a semicolon or a tab, or what a line ``sep=;`` before it says.
    Raises FormatError for what is no text in UTF-8 or UTF-16, and for lines without end.
    """
    lines = iter(Text(stream, path))
    for number, line in lines:
        if said := _SEPARATOR.fullmatch(line):
            delimiter = said[1]
        elif line.strip():
            delimiter = max(_DELIMITERS, key=_IN_QUOTES.sub("", line).count)
            lines = itertools.chain([(number, line)], lines)
        else:
            continue
        yield from read_rows(lines, path, Dialect(delimiter, quoted=True, folded=True))
        return
