"""Workbooks made by hand, for the tests of readers: as others write them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET: Final = "xl/worksheets/sheet1.xml"


def relations(*targets: tuple[str, str, str]) -> str:
    """Return a part of relations: id, last word of the type, target."""
    inside = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def sheet(data: str, before: str = "") -> str:
    """Return a sheet around rows."""
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'


def row(*cells: str, number: int = 1) -> str:
    """Return a row of inline texts."""
    inside = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inside}</row>'


def parts(
    data: str = row("ko", "zh-Hans"),
    *,
    strings: str | None = None,
    styles: str | None = None,
    sheets: str = '<sheet name="용어" sheetId="1" r:id="rId1"/>',
    properties: str = "",
) -> dict[str, str]:
    """Return the parts of a workbook with one sheet around *data*, and the table of shared *strings* and the *styles* where there are any."""
    listed = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    more = {}
    if strings is not None:
        listed.append(("rId2", "sharedStrings", "sharedStrings.xml"))
        more["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        listed.append(("rId3", "styles", "styles.xml"))
        more["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*listed),
        SHEET: sheet(data),
        **more,
    }


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return the members as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()
