"""Workbooks that are none, damaged, or made to harm: one clear line for each, in bounded time and memory."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import SHEET, packed, parts, row, sheet

from glossary.errors import FormatError
from glossary.formats.xlsx import archive_reading, worksheet
from glossary.formats.xlsx import reading as xlsx_reading
from glossary.formats.xlsx import strings as xlsx_strings
from glossary.formats.xlsx.reading import rows
from glossary.formats.xlsx.workbook import Column, Sheet, workbook

OURS: Final = b"".join(workbook([["웨이하이", "威海"]] * 40, Sheet("용어", (Column("ko"), Column("zh-Hans")))))
PLAIN: Final = packed(
    parts("".join(row("웨이하이", "威海", number=number) for number in range(1, 40)), strings="<si><t>x</t></si>")
)


def refusal(data: bytes) -> str:
    """Return the line that a file is refused with. It comes soon, and takes little memory."""
    tracemalloc.start()
    begin = time.perf_counter()
    try:
        with pytest.raises(FormatError) as caught:
            for _ in rows(io.BytesIO(data), "f.xlsx"):
                pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    line = str(caught.value)
    assert line.startswith("f.xlsx: ")
    assert "\n" not in line and len(line) < 400
    assert time.perf_counter() - begin < 20
    assert peak < 64_000_000
    return line.removeprefix("f.xlsx: ")


def with_sheet(data: str, **more: str) -> bytes:
    """Return a workbook with these rows."""
    return packed(parts(data, **more))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "an empty file, not a workbook; export it once more"),
        (b"ko,zh\n", "not a workbook (.xlsx): it begins with b'ko,zh\\n'; save it as .xlsx"),
        (b"<html><table>", "not a workbook (.xlsx): it begins with b'<html><t'; save it as .xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "an old workbook (.xls) or one with a password; save it as .xlsx without one"),
        (PLAIN[: len(PLAIN) // 2], "a zip archive without its end; the file is cut off, copy or save it once more"),
        (packed({}), "a zip archive with no workbook in it; save it as .xlsx"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "an OpenDocument file; save it as .xlsx"),
    ],
    ids="empty csv html xls half nothing ods".split(),
)  # fmt: skip
def test_what_is_no_workbook(data: bytes, line: str) -> None:
    assert refusal(data) == line


def test_other_packages() -> None:
    members = parts()
    members["_rels/.rels"] = members["_rels/.rels"].replace("xl/workbook.xml", "xl/workbook.bin")
    assert refusal(packed(members)) == "a binary workbook (.xlsb); save it as .xlsx"
    members = {**parts(), "xl/workbook.xml": "<w:document xmlns:w='w'/>"}
    assert refusal(packed(members)).startswith("xl/workbook.xml:1:1: not a workbook: the root is <document>")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/sharedStrings.xml"])
def test_missing_parts(part: str) -> None:
    members = parts(strings="<si><t>x</t></si>")
    del members[part]
    assert refusal(packed(members)) == f"{part!r} is missing; the file is damaged, save it once more"


def test_a_workbook_without_sheets() -> None:
    assert refusal(packed(parts(sheets=""))) == "no sheet that is visible; show the one with the terms, and save it"
    assert refusal(packed(parts(sheets='<sheet name="x" r:id="none"/>'))).startswith("no sheet that is visible")


def test_a_sheet_elsewhere_is_not_fetched() -> None:
    members = parts()
    name = "xl/_rels/workbook.xml.rels"
    members[name] = members[name].replace(
        'Target="worksheets/sheet1.xml"', 'Target="http://127.0.0.1:9/x" TargetMode="External"'
    )
    assert (
        refusal(packed(members)) == "xl/workbook.xml: refers to 'http://127.0.0.1:9/x' elsewhere, which is not followed"
    )


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>", "entity declarations are refused: 'a'; write the text itself"),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "entity declarations are refused: 'a'; write the text itself"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"])
def test_entities(part: str, before: str, line: str) -> None:
    members = parts(strings="<si><t>x</t></si>")
    members[part] = before + members[part]
    place, _, what = refusal(packed(members)).partition(": ")
    assert place.startswith(f"{part}:1:")
    assert what == line


def test_names_that_are_no_line() -> None:
    data = parts('<row><c t="s"><v>5</v></c></row>', sheets=f'<sheet name="a&#10;{"b" * 300}" r:id="rId1"/>')
    assert refusal(packed(data)).startswith(f"a {'b' * 38}!A1: shared string")
    for target in ("a&#10;b", "a" * 300):
        name = "xl/_rels/workbook.xml.rels"
        members = parts()
        members[name] = members[name].replace("worksheets/sheet1.xml", target)
        assert "which is not the name of a part" in refusal(packed(members))


def test_malformed_xml_has_its_place() -> None:
    members = {**parts(), SHEET: "<worksheet>\n<sheetData></worksheet>"}
    assert refusal(packed(members)) == f"{SHEET}:2:14: not well-formed XML: mismatched tag"
    members = {**parts(), SHEET: sheet(row("x"))[:-20]}
    assert "not well-formed XML" in refusal(packed(members))


@pytest.mark.parametrize("index", ["1", "-1", "4294967296", "x", "1.0", "9" * 6_000], ids=lambda text: text[:12])
def test_a_shared_string_that_is_not_there(index: str) -> None:
    line = refusal(with_sheet(f'<row><c r="B1" t="s"><v>{index}</v></c></row>', strings="<si><t>x</t></si>"))
    assert line == f"용어!B1: shared string {index[:40]!r} of 1; the file is damaged, save it once more"


@pytest.mark.parametrize("reference", ["1", "AAAA1", "", "A-1", "가1", "$A$1"])
def test_names_of_cells_that_are_none(reference: str) -> None:
    assert "not the name of a cell" in refusal(with_sheet(f'<row><c r="{reference}"><v>1</v></c></row>'))


@pytest.mark.parametrize("number", ["0", "-1", "1048577", "x", "4", "9" * 6_000], ids=lambda text: text[:12])
def test_numbers_of_rows_that_are_none(number: str) -> None:
    assert " after row 4; save" in refusal(with_sheet(f'<row r="4"/><row r="{number}"><c><v>1</v></c></row>'))


def test_a_text_far_out() -> None:
    for reference in ("XFD1048576", "ZZZ1", "AMK1"):
        data = f'<row r="1048576"><c r="{reference}"><v>1</v></c></row>'
        assert refusal(with_sheet(data)).endswith(
            "a text beyond the first 1,024 columns; delete it, or move it to the left"
        )
    assert list(rows(io.BytesIO(with_sheet('<row><c r="AMJ1"><v>1</v></c></row>')), "f")) == [(1, [""] * 1_023 + ["1"])]


def test_rows_inside_cells_and_cells_outside_rows() -> None:
    assert refusal(with_sheet("<row><c><row><v>1</v></row></c></row>")).endswith(
        "a row inside a cell; the file is damaged, save it once more"
    )
    data = with_sheet("<row><c><v>1</v></c></row><c><v>2</v></c><row/>")
    assert list(rows(io.BytesIO(data), "f.xlsx")) == [(1, ["1"])]


def test_many_far_empty_cells_and_rows() -> None:
    data = "".join(f'<row r="{number}"><c r="XFD{number}" s="1"/></row>' for number in range(1, 100_000))
    assert list(rows(io.BytesIO(with_sheet(data)), "f.xlsx")) == []


def test_a_cell_twice() -> None:
    data = '<row><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    assert refusal(with_sheet(data)) == "용어!A1: the cell stands twice in the file; save it once more"


@pytest.mark.parametrize("form", ["<a{}/>", "<a a{}='1'/>", "<a{}:b/>"])
def test_names_without_end(form: str) -> None:
    data = "".join(form.format(number) for number in range(200_000))
    assert refusal(with_sheet(data)).endswith("more than 20,000 different names of elements and attributes")


@pytest.mark.parametrize("kind", ["inlineStr", "str", "n", "s"])
def test_huge_cells(kind: str) -> None:
    for size in (100_001, 20_000_000):
        text = "a" * size
        if kind == "s":
            data = with_sheet('<row><c t="s"><v>0</v></c></row>', strings=f"<si><t>{text}</t></si>")
        else:
            inside = f"<is><t>{text}</t></is>" if kind == "inlineStr" else f"<v>{text}</v>"
            data = with_sheet(f'<row><c t="{kind}">{inside}</c></row>')
        line = refusal(data)
        assert (
            "a text of 100,001 characters; a cell holds 100,000 at most" in line
            or "of more than 4,000,000 characters" in line
        )


def test_small_files_that_say_much(monkeypatch: pytest.MonkeyPatch) -> None:
    strings = f"<si><t>{'a' * 90_000}</t></si>"
    cells = '<c t="s"><v>0</v></c>'
    assert "more than 4,000,000 characters in one row" in refusal(
        with_sheet(f"<row>{cells * 50}</row>", strings=strings)
    )
    monkeypatch.setattr(worksheet, "TOTAL", 10_000_000)
    line = refusal(with_sheet(f"<row>{cells * 40}</row>" * 5, strings=strings))
    assert line == "용어!AN3: more than 10,000,000 characters in the sheet; save it as several files"


def test_more_strings_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_strings, "HELD", 100)
    monkeypatch.setattr(xlsx_strings, "STRINGS", 1_000)
    assert refusal(with_sheet("", strings="<si/>" * 1_001)).startswith("more shared strings than 1,000")


def test_more_styles_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_reading, "ELEMENTS", 1_000)
    assert "more than 1,000 elements <xf>" in refusal(with_sheet("", styles=f"<cellXfs>{'<xf/>' * 1_001}</cellXfs>"))


def test_a_bomb() -> None:
    data = packed({**parts(), SHEET: sheet(" " * 60_000_000)})
    assert len(data) < 100_000
    assert refusal(data).endswith("like a zip bomb")


def test_a_part_that_is_larger_than_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_reading, "SMALL", 100)
    assert refusal(PLAIN) == "'_rels/.rels' unpacks to 240 bytes, more than 100"


def changed(name: str, place: int, form: str, *values: int) -> bytes:
    """Return a workbook with what its directory says of one member changed, from the *place*-th byte of the entry."""
    data = bytearray(PLAIN)
    entry = data.rindex(name.encode()) - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into(form, data, entry + place, *values)
    return bytes(data)


DAMAGED: Final = f"{SHEET!r} is not what the archive says it is; the file is damaged, save it once more"


def test_sizes_and_checksums_that_lie() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as package:
        info = package.getinfo(SHEET)
    size = info.file_size
    assert refusal(changed(SHEET, 24, "<I", size - 1)) == DAMAGED
    assert refusal(changed(SHEET, 24, "<I", size + 1)) == DAMAGED
    assert refusal(changed(SHEET, 16, "<I", info.CRC ^ 1)) == DAMAGED
    assert refusal(changed(SHEET, 20, "<I", info.compress_size - 1)) == DAMAGED
    assert "overlaps" in refusal(changed(SHEET, 20, "<I", info.compress_size + 100))
    assert "overlaps" in refusal(changed(SHEET, 42, "<I", 0x7FFFFFFF))
    assert refusal(PLAIN[: info.header_offset] + b"pk" + PLAIN[info.header_offset + 2 :]) == DAMAGED
    assert refusal(changed(SHEET, 10, "<H", 0)) == DAMAGED  # said to be stored


def test_descriptors_and_local_headers_are_not_believed() -> None:
    place = OURS.index(b"PK\x07\x08")
    data = OURS[: place + 4] + b"\xff" * 12 + OURS[place + 16 :]
    local = bytearray(data)
    struct.pack_into("<3I", local, 14, 1, 2, 3)
    assert list(rows(io.BytesIO(local), "f")) == list(rows(io.BytesIO(OURS), "f"))


def test_encrypted_members_and_other_methods() -> None:
    assert refusal(changed(SHEET, 8, "<H", 1)) == f"{SHEET!r} is encrypted; save the file without a password"
    assert "packed by method 9, not deflate" in refusal(changed(SHEET, 10, "<H", 9))


def test_members_that_share_their_bytes() -> None:
    assert "overlaps what follows it in the archive" in refusal(changed("xl/sharedStrings.xml", 42, "<I", 0))


def test_a_member_twice() -> None:
    data = packed({**parts(), "XL/Worksheets/sheet1.xml": sheet(row("other"))})
    assert refusal(data) == "'XL/Worksheets/sheet1.xml' stands twice in the archive; save the file once more"


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reading, "MEMBERS", 3)
    assert refusal(PLAIN) == "5 members in an archive; a workbook has 3 at most"


@pytest.mark.parametrize(("place", "value"), [(10, 9_999), (12, 2**31), (16, 2**31), (16, 0), (12, 10)])
def test_an_end_that_lies(place: int, value: int) -> None:
    data = bytearray(PLAIN)
    struct.pack_into("<H" if place == 10 else "<I", data, len(data) - 22 + place, value)
    assert "archive" in refusal(bytes(data))


def test_zip64_numbers_that_lie() -> None:
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**63, 2**63, 2**63, 2**63)
    for place in (0, len(PLAIN) - 22, 2**64 - 1):
        locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, place, 1)
        end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        assert "archive" in refusal(PLAIN[:-22] + record + locator + end)
    assert "archive" in refusal(PLAIN[:-22] + end)


def outcome(data: bytes) -> None:
    """Read a file that may be anything: rows, or a refusal in one line, and nothing else."""
    try:
        for _ in rows(io.BytesIO(data), "f.xlsx"):
            pass
    except FormatError as error:
        assert str(error).startswith("f.xlsx: ") and "\n" not in str(error)


@pytest.mark.parametrize("data", [OURS, PLAIN], ids=["ours", "plain"])
def test_every_beginning_of_a_file(data: bytes) -> None:
    for length in range(0, len(data), 7):
        with pytest.raises(FormatError):
            list(rows(io.BytesIO(data[:length]), "f.xlsx"))


@settings(max_examples=400)
@given(
    st.sampled_from([OURS, PLAIN]),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_changed_bytes(data: bytes, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(data)
    for place, byte in changes:
        broken[-1 - place % len(broken)] = byte
    outcome(bytes(broken))


PIECES: Final = st.sampled_from(
    ["<row>", '<row r="3">', '<row r="2">', "</row>", "<c>", '<c t="s">', '<c t="inlineStr">', '<c r="B3">', '<c r="A1" t="e">', '<c s="1">',
     "</c>", "<is>", "</is>", "<t>", "</t>", "<r>", "</r>", "<rPh>", "</rPh>", "<v>", "</v>", "<f>", "</f>", "0", "7", "가", " ", "_x0041_", "&amp;"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30))
def test_elements_in_any_order(pieces: list[str]) -> None:
    # Closed in whatever order they were opened, so that more than the first tag is met.
    open_tags: list[str] = []
    text = ""
    for piece in pieces:
        if piece.startswith("</"):
            if open_tags and open_tags[-1] == piece[2:-1]:
                open_tags.pop()
                text += piece
        else:
            text += piece
            if piece.startswith("<"):
                open_tags.append(piece[1:-1].split()[0])
    text += "".join(f"</{name}>" for name in reversed(open_tags))
    outcome(with_sheet(text, strings="<si><t>x</t></si>"))
