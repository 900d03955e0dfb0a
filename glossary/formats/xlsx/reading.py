"""XLSX, ECMA-376: reading the rows of one sheet as text, from whatever wrote the workbook. Writing is in `workbook`.

    archive (archive_reading) -> package: which parts there are -> sheet (xlsx_sheet), with strings (xlsx_strings) and dates (xlsx_values)

Taken as well: the strict variant, prefixes, rows and cells without their names, part names in any case, Zip64. Macros are never
run, links to other files never followed, passwords never asked for. Nothing is known here of concepts.
"""

from __future__ import annotations

import posixpath
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Final, TypeAlias, cast

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.markup import Markup
from glossary.formats.signature import refuse
from glossary.formats.xlsx.archive_reading import Packed
from glossary.formats.xlsx.strings import SharedStrings
from glossary.formats.xlsx.values import date_styles
from glossary.formats.xlsx.worksheet import Cells, Meaning, Row, printable

SMALL: Final = 32 * 1024 * 1024
"""Bytes of the largest part that is no sheet and no table of strings."""
ELEMENTS: Final = 100_000
"""Elements of such a part that are looked at; Excel knows 65,490 styles."""
LOOKED_INTO: Final = 20
"""Further sheets that are looked into, so as to tell that they are not read."""

_RELATIONS: Final = "_rels/.rels"
_SECTIONS: Final = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_Element: TypeAlias = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    visible: bool


def rows(stream: BinaryIO, path: str, sheet: str | None = None) -> Iterator[Row | Problem]:
    """Yield number and cells of each row that holds text, and in their place the problems; *path* is for messages.

    Reads the sheet of that name, else the first that is visible; further ones that hold text are named. Numbers come as Excel shows them,
    dates as 2024-05-01, booleans as TRUE and FALSE, formulas as what they last gave. Raises FormatError where the file as a whole
    is unusable: not a workbook, encrypted, damaged, hostile, or beyond the bounds of a sheet.
    """
    with _seekable(stream) as file:
        _check_signature(file, path)
        book = _Book(Packed(file, path), path)
        try:
            yield from book.rows(sheet)
        finally:
            book.close()


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give *stream*, or a copy where it is a pipe: the directory of an archive stands at its end."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield cast(BinaryIO, copy)


def _check_signature(stream: BinaryIO, path: str) -> None:
    stream.seek(0)
    begin = stream.read(8)
    if not begin:
        raise FormatError(f"{path}: an empty file, not a workbook; export it once more")
    if not begin.startswith(b"PK"):
        refuse(begin, path)
        raise FormatError(f"{path}: not a workbook (.xlsx): it begins with {begin!r}; save it as .xlsx")


class _Book:
    """A workbook open for reading."""

    def __init__(self, packed: Packed, path: str) -> None:
        self._packed = packed
        self._path = path
        self._strings = SharedStrings(path)

    def close(self) -> None:
        """Let go of what the strings take."""
        self._strings.close()

    def rows(self, wanted: str | None) -> Iterator[Row | Problem]:
        """Yield the rows of the sheet of that name, else of the first that is visible."""
        main = self._main()
        relations = {found.get("Id", ""): found for found in self._relations(main)}
        sheets, since_1904 = self._listed(main, relations)
        sheet = self._chosen(sheets, wanted)
        if "xl/vbaProject.bin" in self._packed:
            yield Problem(self._path, 1, 0, "the workbook holds macros; they are not run, and not kept", True)
        for relation in relations.values():
            if _is(relation, "sharedStrings"):
                part = self._target(main, relation)
                self._strings.read(self._packed.chunks(part), part)
        meaning = Meaning(self._strings, self._dates(main, relations), since_1904)
        if wanted is None:
            yield from self._further(sheets, sheet, meaning)
        yield from self._cells(sheet, meaning)

    def _main(self) -> str:
        """Return the part that is the workbook."""
        if _RELATIONS not in self._packed:
            what = "an OpenDocument file" if "mimetype" in self._packed else "a zip archive with no workbook in it"
            raise FormatError(f"{self._path}: {what}; save it as .xlsx")
        found = (relation for relation in self._relations("") if _is(relation, "officeDocument"))
        main = next((self._target("", relation) for relation in found), "")
        if not main.endswith(".xml"):
            what = "a binary workbook (.xlsb)" if main.endswith(".bin") else "a package with no workbook in it"
            raise FormatError(f"{self._path}: {what}; save it as .xlsx")
        return main

    def _relations(self, part: str) -> Iterator[dict[str, str]]:
        """Yield what *part* refers to."""
        folder, name = posixpath.split(part)
        for _, attributes in self._elements(_Elements, posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"):
            yield attributes

    def _elements(self, kind: type[_Elements], part: str, *names: str) -> Iterator[_Element]:
        """Yield name and attributes of each element of *part* that is one of *names*."""
        reading = kind(f"{self._path}: {part}", frozenset(names))
        for item in reading.through(self._packed.chunks(part, SMALL)):
            if not isinstance(item, Problem):
                yield item

    def _listed(self, main: str, relations: Mapping[str, Mapping[str, str]]) -> tuple[list[_Sheet], bool]:
        """Return the sheets of the workbook, less charts and dialogues, and whether its days count from 1904."""
        sheets, since_1904 = [], False
        for name, attributes in self._elements(_Workbook, main, "sheet", "workbookPr"):
            if name == "workbookPr":
                since_1904 = attributes.get("date1904") in ("1", "true")
                continue
            relation = relations.get(next((text for key, text in attributes.items() if key.endswith(":id")), ""))
            if relation is not None and _is(relation, "worksheet"):
                visible = attributes.get("state", "visible") == "visible"
                sheets.append(_Sheet(attributes.get("name", ""), self._target(main, relation), visible))
        return sheets, since_1904

    def _target(self, part: str, relation: Mapping[str, str]) -> str:
        """Return the part that *part* refers to. Raises FormatError where it is no part, but a file elsewhere."""
        target = relation.get("Target", "").replace("\\", "/")
        if relation.get("TargetMode") == "External":
            raise FormatError(f"{self._path}: {part}: refers to {target[:100]!r} elsewhere, which is not followed")
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        if not name.isprintable() or len(name) > 200:
            raise FormatError(f"{self._path}: {part}: refers to {target[:100]!r}, which is not the name of a part")
        return name

    def _chosen(self, sheets: Sequence[_Sheet], wanted: str | None) -> _Sheet:
        for sheet in sheets:
            if sheet.visible if wanted is None else sheet.name.casefold() == wanted.casefold():
                return sheet
        if wanted is None:
            raise FormatError(f"{self._path}: no sheet that is visible; show the one with the terms, and save it")
        names = ", ".join(repr(printable(sheet.name)) for sheet in sheets[:LOOKED_INTO])
        raise FormatError(f"{self._path}: no sheet {wanted!r}; there is {names or 'none'}")

    def _dates(self, main: str, relations: Mapping[str, Mapping[str, str]]) -> frozenset[int]:
        """Return the cell styles that show dates; a workbook without styles has none."""
        part = next((self._target(main, found) for found in relations.values() if _is(found, "styles")), "")
        if part not in self._packed:
            return frozenset()
        section, styles, formats = "", [], {}
        for name, attributes in self._elements(_Elements, part, *_SECTIONS, "numFmt", "xf"):
            if name in _SECTIONS:
                section = name
            elif section == "cellXfs":
                styles.append(_number(attributes))
            elif section == "numFmts":
                formats[_number(attributes)] = attributes.get("formatCode", "")
        return date_styles(styles, formats)

    def _further(self, sheets: Sequence[_Sheet], chosen: _Sheet, meaning: Meaning) -> Iterator[Problem]:
        """Tell which further sheets hold text that is not read."""
        others = [sheet for sheet in sheets if sheet.visible and sheet is not chosen][:LOOKED_INTO]
        for sheet in others:
            if any(not isinstance(item, Problem) for item in self._cells(sheet, meaning)):
                what = f"sheet {printable(sheet.name)!r} is not read, only {printable(chosen.name)!r}; save it as a file of its own"
                yield Problem(self._path, 1, 0, what, True)

    def _cells(self, sheet: _Sheet, meaning: Meaning) -> Iterator[Row | Problem]:
        cells = Cells(self._path, sheet.part, sheet.name, meaning)
        return cells.through(self._packed.chunks(sheet.part))


class _Elements(Markup[_Element]):
    """A small part, under way: the elements of some names, in their order."""

    what: ClassVar[str] = "a part of a workbook"

    def __init__(self, path: str, names: frozenset[str]) -> None:
        super().__init__(path)
        self._names_wanted = names
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name in self._names_wanted:
            self._count += 1
            if self._count > ELEMENTS:
                raise self.refusal(f"more than {ELEMENTS:,} elements <{name}>")
            self.ready.append((name, attributes))

    def end(self, name: str) -> None:
        """Take the end of an element."""


class _Workbook(_Elements):
    what: ClassVar[str] = "a workbook"
    roots: ClassVar[tuple[str, ...]] = ("workbook",)


def _is(relation: Mapping[str, str], kind: str) -> bool:
    """Tell whether a relation is of a kind; its whole name differs between the two variants of the standard."""
    return relation.get("Type", "").endswith(f"/{kind}")


def _number(attributes: Mapping[str, str]) -> int:
    text = attributes.get("numFmtId", "")
    return int(text) if len(text) <= 9 and text.isascii() and text.isdigit() else 0
