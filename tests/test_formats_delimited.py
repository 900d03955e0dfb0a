"""CSV as rows of text: what is written is what `csv` would write, what is read is what anybody wrote, and bad rows cost no more than themselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.formats.delimited import lines, protect, rows, unprotect
from glossary.formats.exchange import Problem
from glossary.formats.rows import Row

CELLS = st.text(st.sampled_from("가威ab '\"=+-@＝＠,;\t\r\n\u2028|\\"), max_size=6) | st.text(
    st.characters(codec="utf-8"), max_size=8
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6)


def written(table: Sequence[Sequence[str]], *, end: bytes = b"\n", protected: bool = False) -> bytes:
    """Return a table as it is written."""
    return b"".join(lines(table, end=end, protected=protected))


def by_the_library(table: Sequence[Sequence[str]], end: str = "\n") -> bytes:
    """Return it as the standard library writes it, which quotes those line ends alone that it writes itself."""
    text = ""
    for row in table:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerow(row)
        text += out.getvalue().removesuffix("\r\n") + end
    return text.encode()


def read(data: bytes | str) -> list[Row]:
    """Return the rows of a text without problems."""
    found = list(rows(io.BytesIO(data if isinstance(data, bytes) else data.encode()), "f.csv"))
    assert not [str(row) for row in found if isinstance(row, Problem)]
    return [row for row in found if not isinstance(row, Problem)]


def told(data: bytes | str) -> list[str]:
    """Return lines and problems of a text, in their order."""
    found = rows(io.BytesIO(data if isinstance(data, bytes) else data.encode()), "f.csv")
    return [str(row) if isinstance(row, Problem) else ",".join(row[1]) for row in found]


@given(TABLES, st.sampled_from(["\n", "\r\n"]))
def test_rows_are_written_as_the_library_writes_them(table: list[list[str]], end: str) -> None:
    assert written(table, end=end.encode()) == by_the_library(table, end)


@given(TABLES)
def test_no_cell_is_a_formula(table: list[list[str]]) -> None:
    assert written(table, protected=True) == by_the_library([[protect(cell) for cell in row] for row in table])


@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_written_is_read(table: list[list[str]], end: str, encoding: str) -> None:
    table = [["ko", "zh"], *table]  # the first row tells the delimiter
    expected = [[cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row] for row in table]
    assert [cells for _, cells in read(by_the_library(table, end).decode().encode(encoding))] == [
        *filter(any, expected)
    ]


@given(st.text(st.sampled_from("'=+-@＝가 "), max_size=6))
def test_the_protection_is_undone(cell: str) -> None:
    assert unprotect(protect(cell)) == cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b,c;d\n1;2,3;4\n", [(1, ["a", "b,c", "d"]), (2, ["1", "2,3", "4"])]),
        ("a\tb\n1\t2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("sep=;\r\na,b;c\r\n", [(2, ["a,b", "c"])]),
        ('"SEP=|"\na;b|c\n', [(2, ["a;b", "c"])]),
        ("sep=,,\na;b,c\n", [(2, ["a;b", "c"])]),
        ('"a,b,c";d\n1;2\n', [(1, ["a,b,c", "d"]), (2, ["1", "2"])]),
        ("a,b\r1,2\r3,4", [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]),
        ("\n\na,b\n,,\n1,2,,\n", [(3, ["a", "b"]), (5, ["1", "2", "", ""])]),
        ('a,b\n"1\r\n2",3\n4,5\n', [(1, ["a", "b"]), (2, ["1\n2", "3"]), (4, ["4", "5"])]),
        ('a,b\n5" pipe,"x""y"\n', [(1, ["a", "b"]), (2, ['5" pipe', 'x"y'])]),
        ('a\n"1"', [(1, ["a"]), (2, ["1"])]),
        ("a,b\n1\v2,3\n", [(1, ["a", "b"]), (2, ["1\v2", "3"])]),
        ("", []),
        ("sep=,\n", []),
    ],
)  # fmt: skip
def test_what_others_write(text: str, expected: list[Row]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n1,"2\n3,4\n', ["a,b", "f.csv:2: a quote that is not closed; close it, or double the quotes inside a cell", "3,4"]),
        ('a,b\n1,"2\n3,"4"\n5,6\n', ["a,b", "f.csv:2: text behind a closing quote; double the quotes inside a cell", "3,4", "5,6"]),
        ('a,b\n"1"2,3\n4,5\n', ["a,b", "f.csv:2: text behind a closing quote; double the quotes inside a cell", "4,5"]),
    ],
)  # fmt: skip
def test_a_row_that_is_none_costs_no_other(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_cell_may_be_as_long_as_all_notes_of_a_concept() -> None:
    cell = "말\n" * 300_000
    assert read(written([["ko", "note"], ["가", cell]]))[1] == (2, ["가", cell.strip()])


def test_rows_are_read_as_they_come() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"a,b\n" * (size // 4)

    found: Iterator[object] = rows(Endless(), "f.csv")  # type: ignore[arg-type]
    assert next(found) == (1, ["a", "b"])
