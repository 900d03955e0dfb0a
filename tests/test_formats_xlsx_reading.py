"""Workbooks as others write them: what the cells show, whatever wrote the file."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import OFFICE, PACKAGE, SHEET, packed, parts, relations, row, sheet

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.xlsx import strings as xlsx_strings
from glossary.formats.xlsx.reading import rows
from glossary.formats.xlsx.values import date_shown, number_shown, unescaped
from glossary.formats.xlsx.workbook import Column, Sheet, workbook
from glossary.formats.xlsx.worksheet import Row


def read(data: bytes, name: str | None = None) -> tuple[list[Row], list[str]]:
    """Return the rows and the problems of a workbook."""
    items = list(rows(io.BytesIO(data), "f.xlsx", name))
    return [item for item in items if not isinstance(item, Problem)], [
        str(item) for item in items if isinstance(item, Problem)
    ]


def table(data: bytes, name: str | None = None) -> list[Row]:
    """Return the rows of a workbook without problems."""
    found, problems = read(data, name)
    assert problems == []
    return found


def shown(cell: str, **more: str) -> str:
    """Return what one cell shows."""
    found = table(packed(parts(f"<row>{cell}</row>", **more)))
    return found[0][1][0] if found else ""


TEXTS: Final = st.text(st.characters(codec="utf-8")) | st.from_regex(
    r"(_x[0-9A-Fa-f]{2,4}_?|[\x00-\x1f\r\n <&]){1,5}", fullmatch=True
)


@given(st.lists(st.lists(TEXTS, max_size=4)))
def test_what_we_write_comes_back(written: list[list[str]]) -> None:
    columns = Sheet("용어", tuple(Column(letter) for letter in "abcd"), filtered=True)
    found = table(b"".join(workbook(written, columns)))
    assert found[0] == (1, ["a", "b", "c", "d"])
    back = dict(found[1:])
    for number, cells in enumerate(written, 2):
        while cells and not cells[-1]:
            cells.pop()
        assert back.get(number, []) == cells


def test_shared_strings_with_runs_and_phonetic_guides() -> None:
    strings = (
        "<si><t>웨이하이</t></si>"
        '<si><r><rPr><b/></rPr><t xml:space="preserve">北 </t></r><r><t>京</t></r><rPh sb="0" eb="1"><t>ペキン</t></rPh>'
        '<phoneticPr fontId="1"/></si><si/>'
    )
    data = '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" t="s"><v>0</v></c></row>'
    assert table(packed(parts(data, strings=strings))) == [(2, ["北 京", "", "웨이하이"])]


def test_gaps_are_filled_and_empty_rows_passed_over() -> None:
    data = (
        '<row r="2"><c r="B2"><v>1</v></c><c r="D2" t="inlineStr"><is><t>말</t></is></c><c r="XFD2" s="1"/></row>'
        '<row r="3"><c r="A3" s="1"/></row><row r="1048576"><c r="AA1048576"><v>2</v></c></row>'
    )
    assert table(packed(parts(data))) == [(2, ["", "1", "", "말"]), (1_048_576, [""] * 26 + ["2"])]


def test_rows_and_cells_without_their_names() -> None:
    data = '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="5"/><row><c><v>4</v></c></row>'
    assert table(packed(parts(data))) == [(1, ["1", "", "2", "3"]), (6, ["4"])]


def test_cells_out_of_order() -> None:
    data = '<row><c r="C1"><v>3</v></c><c r="a1"><v>1</v></c></row>'
    assert table(packed(parts(data))) == [(1, ["1", "", "3"])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>3.0</v></c>", "3"),
        ("<c t='n'><v>0.1</v></c>", "0.1"),
        ("<c t='b'><v>1</v></c>", "TRUE"),
        ("<c t='b'><v>0</v></c>", "FALSE"),
        ("<c t='d'><v>2024-05-01</v></c>", "2024-05-01"),
        ("<c t='str'><f>A2&amp;B2</f><v>도시_x000D_</v></c>", "도시\r"),
        ("<c t='str'><f>\"\"</f><v></v></c>", ""),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c t='inlineStr'><is><r><t>가</t></r><r><t>나</t></r></is></c>", "가나"),
        ("<c t='inlineStr'><is><t>_x005F_x0041_</t></is></c>", "_x0041_"),
        ("<c t='inlineStr'><is><t> a\nb </t></is></c>", " a\nb "),
        ("<c/>", ""),
        ("<c t='s'/>", ""),
    ],
)  # fmt: skip
def test_what_a_cell_shows(cell: str, text: str) -> None:
    assert shown(cell) == text


def test_a_formula_without_its_result_and_one_that_failed_are_told_once() -> None:
    data = "".join(
        f'<row r="{number}"><c><f>A1</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' for number in (2, 3)
    )
    found, problems = read(packed(parts(data)))
    assert found == []
    assert problems == [
        "f.xlsx:2:1: 용어!A2: a formula without its result, here and wherever else: open the file in Excel and save it",
        "f.xlsx:2:2: 용어!B2: '#DIV/0!' stands where a formula failed, here and wherever else, and is passed over",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [("007", "007"), ("3.0", "3"), ("-2", "-2"), ("0.10000000000000001", "0.1"), ("1E3", "1000"), ("1.5E+20", "1.5E+20"),
     ("nan", "nan"), ("1e999", "1e999"), ("9" * 50, "9" * 50), ("", ""), ("x", "x")],
)  # fmt: skip
def test_numbers(text: str, number: str) -> None:
    assert number_shown(text) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [("45413", "2024-05-01"), ("45413.5625", "2024-05-01 13:30"), ("0.5", "12:00"), ("0.50001", "12:00:01"), ("1", "1900-01-01"),
     ("59", "1900-02-28"), ("61", "1900-03-01"), ("2958465", "9999-12-31"), ("2958466", "2958466"), ("-1", "-1"), ("x", "x"),
     ("2958465.9999999", "2958465.9999999")],
)  # fmt: skip
def test_dates(text: str, date: str) -> None:
    assert date_shown(text, since_1904=False) == date


def test_days_since_1904() -> None:
    assert date_shown("43951", since_1904=True) == "2024-05-01"
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    data = parts('<row><c s="0"><v>43951</v></c></row>', styles=styles, properties='<workbookPr date1904="1"/>')
    assert table(packed(data)) == [(1, ["2024-05-01"])]


@pytest.mark.parametrize(
    ("code", "is_date"),
    [("yyyy-mm-dd", True), ("[$-412]yyyy&quot;년&quot;\\ m&quot;월&quot;", True), ("[h]:mm", True), ("General", False), ("0.00", False),
     ("[Red]0", False), ("&quot;dy&quot;0", False), ("0_d", False), ("0;d", False), ("#,##0\\d", False), ("@", False)],
)  # fmt: skip
def test_formats_of_the_file_s_own(code: str, is_date: bool) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="d"/></dxf></dxfs>'
    )
    assert shown('<c s="0"><v>45413</v></c>', styles=styles) == "45413"
    assert (shown('<c s="1"><v>45413</v></c>', styles=styles) != "45413") == is_date


@pytest.mark.parametrize(
    ("text", "plain"),
    [("_x000D_", "\r"), ("_x005F_x000D_", "_x000D_"), ("_xD83D__xDE00_", "😀"), ("_xD83D_", "_xD83D_"), ("_xDE00_", "_xDE00_"),
     ("_X000D_", "_X000D_"), ("_x00_", "_x00_"), ("_x0041_x0042_", "Ax0042_")],
)  # fmt: skip
def test_escapes(text: str, plain: str) -> None:
    assert unescaped(text) == plain


TWO: Final = {
    **parts(sheets='<sheet name="숨은" state="hidden" sheetId="2" r:id="rId2"/><sheet name="용어" sheetId="1" r:id="rId1"/>'
                   '<sheet name="Notes" sheetId="3" r:id="rId3"/>'),
    "xl/_rels/workbook.xml.rels": relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ("rId3", "worksheet", "/xl/worksheets/sheet3.xml"),
    ),
    "xl/worksheets/sheet2.xml": sheet(row("hidden")),
    "xl/worksheets/sheet3.xml": sheet("<row><c/></row>"),
}  # fmt: skip


def test_the_first_visible_sheet_is_read() -> None:
    assert table(packed(TWO)) == [(1, ["ko", "zh-Hans"])]


def test_a_further_sheet_with_text_is_told() -> None:
    found, problems = read(packed({**TWO, "xl/worksheets/sheet3.xml": sheet(row("more"))}))
    assert found == [(1, ["ko", "zh-Hans"])]
    assert problems == ["f.xlsx:1: sheet 'Notes' is not read, only '용어'; save it as a file of its own"]


def test_a_sheet_by_name() -> None:
    assert table(packed(TWO), "숨은") == [(1, ["hidden"])]
    assert table(packed({**TWO, "xl/worksheets/sheet3.xml": sheet(row("more"))}), "notes") == [(1, ["more"])]
    with pytest.raises(FormatError, match=r"^f\.xlsx: no sheet 'x'; there is '숨은', '용어', 'Notes'$"):
        read(packed(TWO), "x")


def test_charts_are_no_sheets() -> None:
    members = {
        **TWO,
        "xl/_rels/workbook.xml.rels": TWO["xl/_rels/workbook.xml.rels"].replace(
            '/worksheet" Target="worksheets/sheet1', '/chartsheet" Target="worksheets/sheet1'
        ),
    }
    assert table(packed(members)) == []


def test_prefixes_and_the_strict_variant() -> None:
    strict = "http://purl.oclc.org/ooxml"
    members = {
        "_rels/.rels": f'<p:Relationships xmlns:p="{PACKAGE}"><p:Relationship Id="a" Type="{strict}/officeDocument/relationships/officeDocument"'
                       ' Target="/xl/book.xml"/></p:Relationships>',
        "xl/book.xml": f'<x:workbook xmlns:x="{strict}/spreadsheetml/main" xmlns:q="{strict}/officeDocument/relationships" conformance="strict">'
                       '<x:sheets><x:sheet name="s" sheetId="1" q:id="b"/></x:sheets></x:workbook>',
        "xl/_rels/book.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" Type="{strict}/officeDocument/relationships/worksheet"'
                                  ' Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: f'<x:worksheet xmlns:x="{strict}/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>말</x:t></x:is>'
               '</x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    }  # fmt: skip
    assert table(packed(members)) == [(1, ["말", "2"])]


def test_names_of_parts_in_another_case_with_backslashes() -> None:
    members = {
        name.replace("xl/worksheets/sheet1.xml", "xl\\Worksheets\\Sheet1.xml"): text for name, text in parts().items()
    }
    assert table(packed(members)) == [(1, ["ko", "zh-Hans"])]


def test_utf_16_and_other_parts() -> None:
    members: dict[str, str | bytes] = {
        **parts(),
        "xl/media/image1.png": b"\x89PNG",
        "docProps/app.xml": "<Properties/>",
    }
    members[SHEET] = sheet(row("말"), before='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
    assert table(packed(members)) == [(1, ["말"])]


def test_what_stands_outside_the_cells_is_no_text() -> None:
    members = parts()
    members[SHEET] = members[SHEET].replace(
        "</worksheet>",
        '<dataValidations><dataValidation><formula1>"a,b"</formula1></dataValidation></dataValidations>'
        '<extLst><ext xmlns:x="x"><x:f>1</x:f><x:v>2</x:v></ext></extLst></worksheet>',
    )
    assert table(packed(members)) == [(1, ["ko", "zh-Hans"])]


def test_macros_are_told_and_passed_over() -> None:
    found, problems = read(packed({**parts(), "xl/vbaProject.bin": b"Sub AutoOpen()"}))
    assert found == [(1, ["ko", "zh-Hans"])]
    assert problems == ["f.xlsx:1: the workbook holds macros; they are not run, and not kept"]


def test_links_to_other_files_are_not_followed() -> None:
    members = parts('<row><c t="str"><f>[1]Sheet1!A1</f><v>말</v></c></row>')
    link = (
        f'<Relationship Id="e" Type="{OFFICE}/externalLink" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/>'
    )
    members["xl/_rels/workbook.xml.rels"] = members["xl/_rels/workbook.xml.rels"].replace("</", f"{link}</")
    assert table(packed(members)) == [(1, ["말"])]


def test_zip64_and_stored_members() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts().items():
            with package.open(name, "w", force_zip64=True) as member:
                member.write(content.encode())
    assert table(out.getvalue()) == [(1, ["ko", "zh-Hans"])]


def test_a_stream_of_zip_with_a_comment() -> None:
    class Pipe(io.BytesIO):
        """A stream that goes one way."""

        def seekable(self) -> bool:
            return False

    data = packed(parts())
    with zipfile.ZipFile(out := io.BytesIO(data), "a") as package:
        package.comment = "설명".encode()
    pipe = Pipe(out.getvalue())
    assert list(rows(pipe, "-")) == [(1, ["ko", "zh-Hans"])]


def test_many_shared_strings_go_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_strings, "HELD", 200)
    monkeypatch.setattr(xlsx_strings, "BLOCK", 100)
    texts = [f"웨이하이 {number} 𠮷" if number % 7 else "" for number in range(500)]
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    order = [*range(500), *range(499, -1, -1)]
    data = "".join(f'<row><c t="s"><v>{number}</v></c><c><v>1</v></c></row>' for number in order)
    found = table(packed(parts(data, strings=strings)))
    assert [cells[0] for _, cells in found] == [texts[number] for number in order]


def test_memory_does_not_grow_with_the_strings(tmp_path: Path) -> None:
    count = 60_000
    strings = "".join(f"<si><t>{f'{number * 7919} 웨이하이국제전자상거래 ' * 3}</t></si>" for number in range(count))
    data = "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in range(count))
    path = tmp_path / "large.xlsx"
    path.write_bytes(packed(parts(data, strings=strings)))
    del strings, data
    tracemalloc.start()
    try:
        with path.open("rb") as stream:
            assert sum(1 for _ in rows(stream, "f.xlsx")) == count
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16_000_000


def test_reading_may_be_given_up() -> None:
    reading = rows(io.BytesIO(packed(parts("".join(row("말", number=number) for number in range(1, 9_000))))), "f.xlsx")
    assert next(reading) == (1, ["말"])
    del reading
