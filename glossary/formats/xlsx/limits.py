"""What a sheet of Excel has room for: how many rows, how long a text. What has none stays out and is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossary.formats.account import Tally
from glossary.formats.xlsx import workbook


class Room:
    """The room that is left on a sheet under way, below its header. *shorten* takes the last item off a text that is a list, or all of it."""

    def __init__(self, tally: Tally, shorten: Callable[[str], str]) -> None:
        self._lost = tally.lost
        self._shorten = shorten
        self._rows = 1

    def for_row(self, what: str = "") -> bool:
        """Say whether there is room for one more row, and take it; else count *what* it holds, if anything."""
        self._rows += 1
        if self._rows <= workbook.ROWS:
            return True
        if what:
            self._lost[f"{what} beyond the rows of a sheet"] += 1
        return False

    @property
    def is_full(self) -> bool:
        """Whether there was no room for a row."""
        return self._rows > workbook.ROWS

    def fitted(self, cells: Sequence[str]) -> Sequence[str]:
        """Return the cells of a row so that Excel holds each."""
        if sum(map(len, cells)) <= workbook.CELL // 2:
            return cells
        fitting = []
        for cell in cells:
            while not workbook.fits(cell):
                cell = self._shorten(cell)
                self._lost["texts that are too long for a cell"] += 1
            fitting.append(cell)
        return fitting


def without_last(cell: str, between: str) -> str:
    """Return a list without its last item; what is none, or has one item, is nothing then."""
    return cell.rpartition(between)[0]
