"""One sheet of a workbook, read row by row: where its cells stand, and what they show.

Of a formula, what the program that saved the file worked out is taken; nothing is worked out here.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.markup import KINDS_TOLD
from glossary.formats.xlsx.strings import TEXT, Runs, SharedStrings
from glossary.formats.xlsx.values import date_shown, number_shown, unescaped
from glossary.formats.xlsx.workbook import ROWS, letters_of

Row: TypeAlias = tuple[int, list[str]]
"""The number of a row, from 1, and its cells up to the last that holds text."""
WIDTH: Final = 1_024
"""Columns of the widest sheet that is read: a text beyond would make each row as long as it lies far out."""
ROW: Final = 4_000_000
"""Characters of the longest row."""
TOTAL: Final = 8_000_000_000
"""Characters of all cells; shared strings let a small file say much."""
_LETTERS: Final = re.compile("[A-Za-z]{1,3}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the cells of a sheet refer to: strings by number, styles that show dates, and whether days count from 1904."""

    strings: SharedStrings
    dates: Set[int]
    since_1904: bool


class Cells(Runs[Row]):
    """The part of a sheet, under way. *path* is for messages about the sheet *name*, *part* for those about its XML."""

    what: ClassVar[str] = "a sheet"
    roots: ClassVar[tuple[str, ...]] = ("worksheet",)
    item: ClassVar[str] = "a row"

    def __init__(self, path: str, part: str, name: str, meaning: Meaning) -> None:
        super().__init__(f"{path}: {part}")
        self._file = path
        self._sheet = printable(name)
        self._strings = meaning.strings
        self._dates = frozenset(map(str, meaning.dates))
        self._since_1904 = meaning.since_1904
        self._columns: dict[str, int] = {}
        self._row: list[str] = []
        self._number = 0
        self._place = -1
        self._kind = "n"
        self._style = ""
        self._value = ""
        self._has_formula = False
        self._length = 0
        self._total = 0
        self._kinds: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element; the most frequent come first, for there are millions."""
        if name == "c":
            self._open_cell(attributes)
        elif name == "v" or name == "t":
            self.gather()
        elif name == "row":
            self._open_row(attributes)
        elif name == "f":
            self._has_formula = True
        elif name != "is":
            super().start(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "c":
            self._close_cell()
        elif name == "v":
            self._close_value()
        elif name == "row":
            self._close_row()
        elif name != "is":
            super().end(name)

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.begin_item()
        said = attributes.get("r")
        number = self._number + 1 if said is None else _count(said)
        if not self._number < number <= ROWS:
            raise self.refusal(f"row {(said or str(number))[:40]!r} after row {self._number}; save the file once more")
        self._number, self._row, self._place, self._length = number, [], -1, 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._place = self._place + 1 if reference is None else self._column(reference)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._value = ""
        self._has_formula = False
        self.runs.clear()

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            if not _LETTERS.fullmatch(letters):
                raise self.refusal(f"not the name of a cell: {reference[:40]!r}; save the file once more")
            place = 0
            for letter in letters.upper():
                place = place * 26 + ord(letter) - 64
            place = self._columns[letters] = place - 1
        return place

    def _close_value(self) -> None:
        self._value = value = self.take()
        if len(value) > TEXT:
            raise self._fault(f"a text of {len(value):,} characters; a cell holds {TEXT:,} at most")

    def _close_cell(self) -> None:
        text = self._shown()
        if not text:
            if self._has_formula and not self._value and self._kind != "str":
                self._tell(
                    "formula",
                    "a formula without its result, here and wherever else: open the file in Excel and save it",
                )
            return
        self._length += len(text)
        if self._length > ROW:
            raise self._fault(f"more than {ROW:,} characters in one row; a row is one entry")
        place, row = self._place, self._row
        if place == len(row) < WIDTH:
            row.append(text)
        else:
            self._put(place, text)

    def _put(self, place: int, text: str) -> None:
        """Put a text where it does not follow the last one."""
        row = self._row
        if place < 0:
            raise self.refusal("a row inside a cell; the file is damaged, save it once more")
        if place >= WIDTH:
            raise self._fault(f"a text beyond the first {WIDTH:,} columns; delete it, or move it to the left")
        if place < len(row):
            if row[place]:
                raise self._fault("the cell stands twice in the file; save it once more")
            row[place] = text
        else:
            row.extend([""] * (place - len(row)))
            row.append(text)

    def _close_row(self) -> None:
        self._total += self._length
        if self._total > TOTAL:
            raise self._fault(f"more than {TOTAL:,} characters in the sheet; save it as several files")
        if self._row:
            self.ready.append((self._number, self._row))
        self._row = []

    def _shown(self) -> str:
        """Return what the cell shows."""
        kind, value = self._kind, self._value
        if kind == "s":
            return self._shared(value) if value else ""
        if kind == "inlineStr":
            return self.joined()
        if kind == "n":
            if value and self._style in self._dates:
                return date_shown(value, since_1904=self._since_1904)
            return number_shown(value)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value.upper())
        if kind == "e":
            self._tell(
                value, f"{value[:40]!r} stands where a formula failed, here and wherever else, and is passed over"
            )
            return ""
        return unescaped(value)  # the result of a formula (str), a date as it is written (d)

    def _shared(self, value: str) -> str:
        number = _count(value)
        try:
            return self._strings[number if number >= 0 else len(self._strings)]
        except IndexError:
            count = len(self._strings)
            raise self._fault(
                f"shared string {value[:40]!r} of {count:,}; the file is damaged, save it once more"
            ) from None

    def _fault(self, what: str) -> FormatError:
        return FormatError(f"{self._file}: {self._sheet}!{self._name()}: {what}")

    def _tell(self, kind: str, what: str) -> None:
        """Tell *what* with the row and the column of the cell, once for each *kind*."""
        if kind not in self._kinds and len(self._kinds) < KINDS_TOLD:
            self._kinds.add(kind)
            self.ready.append(
                Problem(self._file, self._number, self._place + 1, f"{self._sheet}!{self._name()}: {what}", True)
            )

    def _name(self) -> str:
        return f"{letters_of(self._place)}{self._number}"


def printable(name: str) -> str:
    """Return the name of a sheet as it stands in a message: in one line, and not long."""
    return "".join(char if char.isprintable() else " " for char in name[:40])


def _count(text: str) -> int:
    """Return a number from 0, or -1 for what is none."""
    plain = text.strip()
    return int(plain) if len(plain) <= 10 and plain.isascii() and plain.isdigit() else -1
