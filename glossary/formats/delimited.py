"""CSV, RFC 4180 and what spreadsheets make of it: rows of text. Nothing is known here of concepts.

Written are commas, quotes where they are needed, and one kind of line end. What is read is told by the first row.

A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) can be protected by an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Final

from glossary.formats.exchange import Problem
from glossary.formats.lines import Text
from glossary.formats.rows import Dialect, Row, separator
from glossary.formats.rows import rows as read_rows

ROWS: Final = 16
"""Rows that are written at once. Where one of them needs care, each cell of them is looked at."""
_FORMULA: Final = re.compile("'*[=+\\-@＝＋－＠\t\r]")
_MARKED: Final = re.compile("'+[=+\\-@＝＋－＠\t\r]")
_LEADS: Final = frozenset("'=+-@＝＋－＠\t\r")
_ERRORS: Final = "backslashreplace"
"""Lone surrogates never pass the model; were one to, an escape in the file is better than half an export."""
_QUOTED: Final = b',"\n\r'
_LEAD: Final = b"=+@\t\xef"
"""What may begin a formula (＝ ＋ － ＠ begin with the last), and hardly stands anywhere else."""
_ROWS_AS_CELLS: Final = bytes.maketrans(b"\n", b",")
_IN_QUOTES: Final = re.compile('"[^"]*"')
_DELIMITERS: Final = ",;\t"


def lines(rows: Iterable[Sequence[str]], *, end: bytes = b"\n", protected: bool = False) -> Iterator[bytes]:
    """Yield *rows* as text in UTF-8, some at once. With *protected*, no cell is a formula.

    Nearly every row is its cells with commas between them. To see that of the bytes of some rows costs a fifth of what it costs to look at each cell.
    """
    rows = iter(rows)
    write = _protected_cell if protected else _cell
    while some := list(islice(rows, ROWS)):
        data = "\n".join(map(",".join, some)).encode(errors=_ERRORS)
        if min(map(len, some)) > 1 and _is_bare(data, sum(map(len, some)) - 1) and not (protected and _may_lead(data)):
            yield (data if end == b"\n" else data.replace(b"\n", end)) + end
        else:
            texts = [",".join([cell and write(cell) for cell in cells]) or '""' for cells in some]
            yield end.join([text.encode(errors=_ERRORS) for text in texts]) + end


def _is_bare(data: bytes, between: int) -> bool:
    """Say whether no cell of some rows needs quotes: there are no more marks than stand *between* the cells."""
    return len(data) - len(data.translate(None, _QUOTED)) == between


def _may_lead(data: bytes) -> bool:
    """Say whether a cell of some rows may look like a formula; a - stands in every uid, a ' in some pinyin."""
    cells = data.translate(_ROWS_AS_CELLS, _LEAD)
    return len(cells) < len(data) or cells[:1] in b"-'" or b",-" in cells or (b"'" in cells and b",'" in cells)


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
        if said := separator(line):
            delimiter = said
        elif line.strip():
            delimiter = max(_DELIMITERS, key=_IN_QUOTES.sub("", line).count)
            lines = chain([(number, line)], lines)
        else:
            continue
        yield from read_rows(lines, path, Dialect(delimiter, quoted=True, folded=True))
        return
