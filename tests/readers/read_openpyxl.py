"""Reads workbooks with openpyxl: the columns of the first sheet that are headed with the two languages, in the words of each format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import openpyxl
from lines import Entry, answer


def read_columns(
    left_name: str, right_name: str, path: str, source: str, target: str, between: str | None = None
) -> Iterator[Entry]:
    """Yield the texts of two columns in each row that has both, each with each where several stand in a cell; raise ValueError for one that is no text."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heading, *rows = sheet.iter_rows()
    names = [cell.value for cell in heading]
    left, right = names.index(left_name), names.index(right_name)
    for row in rows:
        for cell in (row[left], row[right]):
            if cell.value is not None and cell.data_type != "s":
                raise ValueError(f"{cell.coordinate} is no text: {cell.value!r}")
        if row[left].value and row[right].value:
            for one in row[left].value.split(between) if between else [row[left].value]:
                for other in row[right].value.split(between) if between else [row[right].value]:
                    yield one, other, ""


if __name__ == "__main__":
    answer(
        {
            "xlsx": partial(read_columns, "ko", "zh-Hans"),
            "trados": partial(read_columns, ">>L<<Korean", ">>L<<Chinese (PRC)", between="|"),
            "phrase": partial(read_columns, "ko", "zh_cn"),
            "matecat": partial(read_columns, "ko-KR", "zh-CN"),
            "smartcat": partial(read_columns, "ko", "zh-CN"),
        }
    )
