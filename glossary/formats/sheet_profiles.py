"""The profiles of the sheet for people: as CSV, as CSV that Excel opens, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from glossary.formats import delimited, sheet, sheet_reading
from glossary.formats.account import Tally
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.model import Concept


def write_csv(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield the header and one row a concept."""
    yield from delimited.lines([sheet.NAMES])
    yield from delimited.lines(sheet.rows(concepts, tally), protected=True)


def read_csv(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concept of each row, or what is wrong with it; see `sheet_reading`."""
    return sheet_reading.concepts(delimited.rows(stream, path), path, delimited.unprotect)


CSV: Final = Profile(
    "csv",
    "comma-separated values, for people; one concept a row",
    (".csv",),
    "interchange",
    sheet.CARRIES,
    "all forms; an import finds its concept again by its uid",
    write_csv,
    read_csv,
)
