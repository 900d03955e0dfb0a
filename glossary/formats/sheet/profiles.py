"""The profiles of the sheet for people: as CSV, as CSV that Excel opens, as a workbook.

Excel takes CSV in UTF-8 for the encoding of its country unless a byte order mark stands first, and writes CRLF itself: where somebody saved the file,
the rows that differ are those that were edited. It still makes 001 a number and 1-2 a date; in a workbook every cell is text, and needs no protection.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO, Final

from glossary.formats import delimited
from glossary.formats.account import Tally
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.formats.sheet import layout, reading
from glossary.formats.xlsx import reading as xlsx_reading
from glossary.formats.xlsx import workbook
from glossary.formats.xlsx.limits import Room, without_last
from glossary.model import Concept

WORKBOOK: Final = workbook.Sheet("glossary", layout.COLUMNS, filtered=True)


def write_csv(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield the header and one row a concept."""
    yield from delimited.lines([layout.NAMES])
    yield from delimited.lines(layout.rows(concepts, tally), protected=True)


def write_csv_for_excel(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield a byte order mark, the header and one row a concept; CRLF."""
    yield codecs.BOM_UTF8
    yield from delimited.lines([layout.NAMES], end=b"\r\n")
    yield from delimited.lines(layout.rows(concepts, tally), end=b"\r\n", protected=True)


def read_csv(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concept of each row, or what is wrong with it; see `reading`."""
    return reading.concepts(delimited.rows(stream, path), path, delimited.unprotect)


def write_workbook(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield a workbook of one sheet; what Excel has no room for stays out and is counted."""
    room = Room(tally, partial(without_last, between=layout.BETWEEN))
    return workbook.workbook(map(room.fitted, layout.rows(_counted(concepts, room, tally), tally)), WORKBOOK)


def read_workbook(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concept of each row of the first sheet, or what is wrong with it; see `reading`."""
    return reading.concepts(xlsx_reading.rows(stream, path), path)


def _counted(concepts: Iterable[Concept], room: Room, tally: Tally) -> Iterator[Concept]:
    """Yield as many concepts as a sheet has rows below its header."""
    for concept in concepts:
        if room.for_row():
            yield concept
        else:
            tally.refused()


CSV: Final = Profile(
    "csv",
    "comma-separated values, for people; one concept a row",
    (".csv",),
    "interchange",
    layout.CARRIES,
    "all forms; an import finds its concept again by its uid",
    write_csv,
    read_csv,
)
XLSX: Final = Profile(
    "xlsx",
    "Excel workbook, for people; one concept a row, kind and status by pick-list",
    (".xlsx",),
    "interchange",
    layout.CARRIES,
    f"the columns of csv; {workbook.ROWS - 1:,} concepts, texts of {workbook.CELL:,} characters",
    write_workbook,
    read_workbook,
    binary=True,
)
CSV_EXCEL: Final = Profile(
    "csv-excel",
    "comma-separated values that Excel opens, for people; one concept a row",
    (".excel.csv",),
    "interchange",
    layout.CARRIES,
    "as csv, with the byte order mark and the line ends of Excel; it makes dates and numbers of what looks so (xlsx does not)",
    write_csv_for_excel,
    read_csv,
    encoding="utf-8-sig",
    line_end="\r\n",
)
