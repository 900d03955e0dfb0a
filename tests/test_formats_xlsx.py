"""XLSX as we write it: what is in the package, text that arrives as it was, the same bytes every time."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import FormatError
from glossary.formats.xlsx import archive
from glossary.formats.xlsx import workbook as xlsx
from glossary.formats.xlsx.workbook import Column, Sheet, fits, letters_of, workbook

SHEET: Final = Sheet(
    "용어", (Column("id", 8), Column("ko", 30), Column("kind", 10, ("place", "person"))), filtered=True
)
NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PART: Final = "xl/worksheets/sheet1.xml"
HOSTILE: Final = (
    "<b>&amp;\"'</b>", "]]>", "=1+1", "+82", "-", "@x", "001", "2020-01-01", "  앞", "뒤  ", "a\tb", "줄\n바꿈", "\n", "cr\rx", "crlf\r\nx",
    "_x0041_", "_x005F_x0041_", "a_x0041_b_x0042_", "_x_x0041__", "𠮷𠀀", "\ufeffBOM", "עברית", "e\u0301", "\x7f\x85\u2028", "#", "　전각　",
)  # fmt: skip
"""Text that comes back whether or not a reader knows the escapes of spreadsheets."""


def written(rows: Sequence[Sequence[str]], sheet: Sheet = SHEET) -> bytes:
    """Return a workbook of *rows*."""
    return b"".join(workbook(rows, sheet))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the members of a workbook, unpacked, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {info.filename: package.read(info) for info in package.infolist()}


def tree(data: bytes, part: str = PART) -> ElementTree.Element:
    """Return the root of one part."""
    return ElementTree.fromstring(parts(data)[part])


def cells(data: bytes) -> dict[str, str]:
    """Return the text of every cell below the header, escapes left as they are."""
    return {
        cell.attrib["r"]: "".join(run.text or "" for run in cell.iter(f"{NS}t"))
        for cell in tree(data).iter(f"{NS}c")
        if not re.fullmatch("[A-Z]+1", cell.attrib["r"])
    }


def test_the_parts_and_their_order() -> None:
    data = written([["c1", "웨이하이", "place"]])
    assert list(parts(data)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/styles.xml",
        PART,
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    ]
    for content in parts(data).values():
        ElementTree.fromstring(content)
    assert [element.tag.removeprefix(NS) for element in tree(data)] == [
        "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "dataValidations", "ignoredErrors"
    ]  # fmt: skip


def test_every_cell_is_text_and_an_empty_one_is_not_written() -> None:
    data = written([["c1", "", "place"], ["c2"], []])
    assert cells(data) == {"A2": "c1", "C2": "place", "A3": "c2"}
    assert {cell.attrib["t"] for cell in tree(data).iter(f"{NS}c")} == {"inlineStr"}
    assert [row.attrib["r"] for row in tree(data).iter(f"{NS}row")] == ["1", "2", "3", "4"]


def test_the_header_stays_in_view_and_has_a_filter() -> None:
    data = written([["c1", "말", ""]])
    root = tree(data)
    (pane,) = root.iter(f"{NS}pane")
    assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")
    (shown,) = root.iter(f"{NS}autoFilter")
    assert shown.attrib["ref"] == "A1:C2"
    (area,) = tree(data, "xl/workbook.xml").iter(f"{NS}definedName")
    assert area.text == "'용어'!$A$1:$C$2"
    assert [column.attrib["width"] for column in root.iter(f"{NS}col")] == ["8", "30", "10"]


def test_a_pick_list_reaches_to_the_last_row() -> None:
    (rule,) = tree(written([])).iter(f"{NS}dataValidation")
    (words,) = rule
    assert (rule.attrib["type"], rule.attrib["sqref"], words.text) == ("list", "C2:C1048576", '"place,person"')


def test_a_sheet_without_filter_and_lists() -> None:
    data = written([], Sheet("a 'b' & c", (Column("x"),)))
    assert not list(tree(data).iter(f"{NS}autoFilter")) + list(tree(data).iter(f"{NS}dataValidations"))
    (sheet,) = tree(data, "xl/workbook.xml").iter(f"{NS}sheet")
    assert sheet.attrib["name"] == "a 'b' & c"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text(text: str) -> None:
    assert cells(written([["", text, text]])) == {"B2": text, "C2": text}


def test_what_xml_cannot_hold_is_escaped_as_spreadsheets_do() -> None:
    assert cells(written([["\x00\x1f", "\ufffe", "_x0041\x01"]])) == {
        "A2": "_x0000__x001F_",
        "B2": "_xFFFE_",
        "C2": "_x0041_x0001_",  # in two runs, the first of them _x
    }


def test_a_lone_surrogate_is_no_half_a_file() -> None:
    assert cells(written([["\ud800"]])) == {"A2": "\\ud800"}


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", min_codepoint=32, exclude_characters="\ufffe\uffff")), max_size=3)
    )
)
def test_text_arrives(rows: list[list[str]]) -> None:
    assert cells(written(rows)) == {
        f"{letters_of(column)}{row}": text
        for row, texts in enumerate(rows, 2)
        for column, text in enumerate(texts)
        if text
    }


def test_equal_rows_give_equal_bytes() -> None:
    rows = [[f"c{number}", text, "place"] for number, text in enumerate(HOSTILE * 200)]
    first, second = written(rows), b"".join(workbook(iter([tuple(row) for row in rows]), SHEET))
    assert first == second


def test_no_clock_no_modes_and_the_same_headers_everywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(written([["c1", "말", ""]]))) as package:
        members = package.infolist()
    assert {info.date_time for info in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.create_version, info.extract_version) for info in members} == {(0, 20, 20)}
    assert {info.external_attr for info in members} == {0}
    # Deflate differs between builds of zlib; all else is stored, and does not.
    assert [info.filename for info in members if info.compress_type != zipfile.ZIP_STORED] == [PART]


def test_the_longest_text_and_the_next() -> None:
    longest = "가" * xlsx.CELL
    assert fits(longest)
    assert cells(written([["", longest]])) == {"B2": longest}
    astral = "𠮷" * (xlsx.CELL // 2)
    assert fits(astral)
    assert not fits(astral + "가나")
    assert not fits(longest + "가")
    with pytest.raises(FormatError, match=r"^cell B3: 32,768 characters; a cell holds 32,767"):
        written([[], ["", longest + "가"]])


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    written([["1"], ["2"]])
    with pytest.raises(FormatError, match="more than 3 rows"):
        written([["1"], ["2"], ["3"]])


def test_a_sheet_beyond_the_plain_zip_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 2_000)
    with pytest.raises(FormatError, match="more than 2,000 bytes"):
        written([["말" * 100]] * 10)


def test_what_a_sheet_cannot_be() -> None:
    for name in ("", "a/b", "'a'", "x" * 32):
        with pytest.raises(ValueError, match="name of a sheet"):
            Sheet(name, (Column("x"),))
    with pytest.raises(ValueError, match="0 columns"):
        Sheet("x", ())
    for words in (("a,b",), ('"',), ("x" * 200, "y" * 200)):
        with pytest.raises(ValueError, match="pick-list"):
            Column("x", 10, words)
    with pytest.raises(ValueError, match="4 cells for 3 columns"):
        written([["1", "2", "3", "4"]])


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_letters(place: int, letters: str) -> None:
    assert letters_of(place) == letters


def test_memory_does_not_grow_with_the_rows() -> None:
    def rows() -> Iterator[list[str]]:
        for number in range(30_000):
            yield [f"c{number}", f"웨이하이 {number * 7919}", "place"]

    tracemalloc.start()
    try:
        size = sum(map(len, workbook(rows(), SHEET)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 300_000
    assert peak < 8_000_000
