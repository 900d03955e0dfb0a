"""Reads workbooks with openpyxl: the columns of the first sheet that are headed with the two languages, in the words of each format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import openpyxl
from lines import Entry, answer


def read_columns(left_name: str, right_name: str, path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the texts of two columns in each row that has both; raise ValueError for a cell that is no text."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heading, *rows = sheet.iter_rows()
    names = [cell.value for cell in heading]
    left, right = names.index(left_name), names.index(right_name)
    for row in rows:
        for cell in (row[left], row[right]):
            if cell.value is not None and cell.data_type != "s":
                raise ValueError(f"{cell.coordinate} is no text: {cell.value!r}")
        if row[left].value and row[right].value:
            yield row[left].value, row[right].value, ""


if __name__ == "__main__":
    answer({"xlsx": partial(read_columns, "ko", "zh-Hans")})
