"""XLSX, ECMA-376: writing one sheet of text as a workbook, row by row. Reading is in `reading`.

Every cell but TRUE and FALSE is text, and formatted as text, so that no formula arises and Excel leaves alone what people type (a date, 001, =A1).
Strings stand in their cells: a table of shared ones would have to be held until the last row.
Nothing is known here of concepts; a profile says which columns there are and gives the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from glossary.errors import FormatError
from glossary.formats.xlsx.archive import Archive

ROWS: Final = 1_048_576
"""Rows of the largest sheet that Excel takes, the header among them."""
COLUMNS: Final = 16_384
"""Columns of the widest one."""
CELL: Final = 32_767
"""UTF-16 code units of the longest text that a cell of Excel holds."""
WORDS: Final = 255
"""Characters of the longest pick-list, with commas between its words."""

CHUNK: Final = 262_144
"""Characters of rows that are packed at once."""
_BETWEEN: Final = "\x85"
"""Stands between the cells of a row while it is looked through; in a cell it does no harm, XML takes it as it is."""
_SPECIAL: Final = re.compile("[\x00-\x1f&<>_\ufffe\uffff]")
"""What makes a row be looked at cell by cell."""
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold. Spreadsheets write it as _x001F_, and read it so."""
_INSIDE_ESCAPE: Final = re.compile(f"(?<=_x)(?=[0-9A-Fa-f]{{4}}(?:_|{_ILLEGAL.pattern}))")
"""Where a text that looks like an escape is cut; what is illegal will begin with _ once it is escaped."""
_BOOLEANS: Final = {"TRUE": 1, "FALSE": 0}
_NAME: Final = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES: Final = f"""{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>
</Types>
"""
_RELATIONS: Final = f"""{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>
"""
_WORKBOOK_RELATIONS: Final = f"""{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>
</Relationships>
"""
# Cells have format 1 (text, which Excel numbers 49), the header 2 (bold). Excel wants both fills, even unused.
_STYLES: Final = f"""{_DECLARATION}<styleSheet xmlns="{_MAIN}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its header, its width in characters, and the words that a cell may be picked from (none: any text).

    The cells of a *boolean* column are TRUE, FALSE or empty, and are written as what Excel shows so in every language.
    """

    header: str
    width: int = 14
    words: tuple[str, ...] = ()
    boolean: bool = False

    def __post_init__(self) -> None:
        if any("," in word or '"' in word for word in self.words) or len(",".join(self.words)) > WORDS:
            raise ValueError(
                f"column {self.header!r}: words of a pick-list have no comma or quote, {WORDS} characters in all"
            )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is besides its rows: its name, its columns, and whether its header has the arrows of a filter."""

    name: str
    columns: tuple[Column, ...]
    filtered: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"not a name of a sheet: {self.name!r}; 31 characters at most, none of []:*?/\\")
        if not 0 < len(self.columns) <= COLUMNS:
            raise ValueError(f"{len(self.columns):,} columns; a sheet has 1 to {COLUMNS:,}")


def workbook(rows: Iterable[Sequence[str]], sheet: Sheet) -> Iterator[bytes]:
    """Yield the bytes of a workbook of one sheet: its header, which stays in view, and the rows.

    A row has at most a cell for each column; empty cells are not written. Equal rows give equal bytes (but see `archive`).
    Raises FormatError for a row beyond `ROWS` and for a text that is too long for a cell (see `fits`): the profile leaves it out first.
    """
    archive = Archive()
    letters = [letters_of(place) for place in range(len(sheet.columns))]
    numbered = _Rows(letters, frozenset(place for place, column in enumerate(sheet.columns) if column.boolean))
    yield archive.stored("[Content_Types].xml", _CONTENT_TYPES.encode())
    yield archive.stored("_rels/.rels", _RELATIONS.encode())
    yield archive.stored("xl/styles.xml", _STYLES.encode())
    yield from archive.deflated("xl/worksheets/sheet1.xml", _sheet(rows, sheet, numbered))
    yield archive.stored("xl/workbook.xml", _workbook(sheet, letters[-1], numbered.last).encode())
    yield archive.stored("xl/_rels/workbook.xml.rels", _WORKBOOK_RELATIONS.encode())
    yield archive.end()


def fits(text: str) -> bool:
    """Tell whether *text* is short enough for a cell of Excel, which counts an astral character twice."""
    return len(text) <= CELL // 2 or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * CELL


def letters_of(place: int) -> str:
    """Return the letters of a column, counted from 0: A, B … Z, AA … XFD."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _workbook(sheet: Sheet, letters: str, last: int) -> str:
    quoted = sheet.name.replace("'", "''")
    area = _escaped(f"'{quoted}'!$A$1:${letters}${last}")
    # Without the hidden name, LibreOffice shows no arrows.
    hidden = f'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{area}</definedName>'
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">\n'
        f'<sheets><sheet name="{_escaped(sheet.name)}" sheetId="1" r:id="rId1"/></sheets>\n'
        + (f"<definedNames>{hidden}</definedNames>\n" if sheet.filtered else "")
        + "</workbook>\n"
    )


def _sheet(rows: Iterable[Sequence[str]], sheet: Sheet, numbered: _Rows) -> Iterator[bytes]:
    """Yield the sheet in chunks. The order of its elements is part of the standard."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" style="{0 if column.boolean else 1}" customWidth="1"/>'
        for place, column in enumerate(sheet.columns, 1)
    )
    yield (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}">\n'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
        "</sheetView></sheetViews>\n"
        f'<sheetFormatPr defaultRowHeight="15"/>\n<cols>{widths}</cols>\n<sheetData>\n'
    ).encode()
    parts, size = [numbered.row([column.header for column in sheet.columns], 2)], 0
    for cells in rows:
        part = numbered.row(cells, 1)
        parts.append(part)
        size += len(part)
        if size > CHUNK:
            yield _encoded(parts)
            parts, size = [], 0
    yield _encoded(parts)
    yield _tail(sheet, numbered).encode()


def _encoded(parts: Iterable[str]) -> bytes:
    # Lone surrogates never pass the model; were one to, an escape in the file is better than half an export.
    return "".join(parts).encode(errors="backslashreplace")


def _tail(sheet: Sheet, numbered: _Rows) -> str:
    area = f"A1:{numbered.letters[-1]}"
    lists = [
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{letters}2:{letters}{ROWS}">'
        f'<formula1>"{_escaped(",".join(column.words))}"</formula1></dataValidation>'
        for letters, column in zip(numbered.letters, sheet.columns, strict=True)
        if column.words
    ]
    return (
        "</sheetData>\n"
        + (f'<autoFilter ref="{area}{numbered.last}"/>\n' if sheet.filtered else "")
        + (f'<dataValidations count="{len(lists)}">{"".join(lists)}</dataValidations>\n' if lists else "")
        # 001 is meant: no green corner in its cell.
        + f'<ignoredErrors><ignoredError sqref="{area}{ROWS}" numberStoredAsText="1"/></ignoredErrors>\n</worksheet>\n'
    )


class _Rows:
    """The rows of a sheet under way, each with the number that comes next."""

    def __init__(self, letters: Sequence[str], booleans: frozenset[int]) -> None:
        self.letters = letters
        self.last = 0
        self._booleans = booleans

    def row(self, cells: Sequence[str], style: int) -> str:
        """Return the next row. Nearly every one holds nothing that needs care, and is told from the rest as a whole."""
        self.last = number = self.last + 1
        if number > ROWS:
            raise FormatError(f"more than {ROWS:,} rows, which a sheet does not hold; export less, or choose csv")
        if len(cells) > len(self.letters):
            raise ValueError(f"row {number}: {len(cells)} cells for {len(self.letters)} columns")
        whole = _BETWEEN.join(cells)
        if len(whole) > CELL // 2:
            self._check_lengths(cells)
        if _SPECIAL.search(whole) or _has_edges(whole):
            texts = [_text(cell) if cell else "" for cell in cells]
        else:
            texts = [f"<t>{cell}</t>" if cell else "" for cell in cells]
        if self._booleans and style == 1:
            return f'<row r="{number}">{"".join(self._with_booleans(cells, texts))}</row>\n'
        inside = "".join(
            [
                f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is>{text}</is></c>'
                for letter, text in zip(self.letters, texts, strict=False)
                if text
            ]
        )
        return f'<row r="{number}">{inside}</row>\n'

    def _with_booleans(self, cells: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
        for place, (letter, cell, text) in enumerate(zip(self.letters, cells, texts, strict=False)):
            name = f"{letter}{self.last}"
            if cell and place in self._booleans:
                yield f'<c r="{name}" t="b"><v>{_BOOLEANS[cell]}</v></c>'
            elif cell:
                yield f'<c r="{name}" s="1" t="inlineStr"><is>{text}</is></c>'

    def _check_lengths(self, cells: Iterable[str]) -> None:
        for letters, cell in zip(self.letters, cells, strict=False):
            if not fits(cell):
                raise FormatError(f"cell {letters}{self.last}: {len(cell):,} characters; a cell holds {CELL:,}")


def _has_edges(whole: str) -> bool:
    """Tell whether a cell begins or ends with a space, which is lost unless it is said to count."""
    return f" {_BETWEEN}" in whole or f"{_BETWEEN} " in whole or whole.strip(" ") != whole


def _text(cell: str) -> str:
    """Return the content of a cell with what stands for characters that XML or spreadsheets would take otherwise.

    A text that looks like an escape (_x0041_) is cut into two runs inside it: spreadsheets unescape each by itself and find nothing, and readers
    that know no escapes (openpyxl) join them again. The escape that the standard has for it, _x005F_, would reach them.
    """
    runs = [f'<t xml:space="preserve">{_escaped(run)}</t>' for run in _INSIDE_ESCAPE.split(cell)]
    return runs[0] if len(runs) == 1 else "".join(f"<r>{run}</r>" for run in runs)


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    # A bare carriage return would be read as a line feed.
    return _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped.replace("\r", "&#13;"))
