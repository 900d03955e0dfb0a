"""The sheet for people, read: as `layout` has it, and as people and their programs leave it.

Columns are known by name, in any order, and any of them may be missing; a column headed with another language (``en``, ``Chinese (Taiwan)``) has
forms of it. Rows may be sorted, deleted and added.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from glossary.errors import FormatError, ValueRefused
from glossary.formats.columns import language_named, quoted, written
from glossary.formats.exchange import Incoming, Problem, TermDetail, kind_of, model_tag, status_of
from glossary.formats.rows import Row
from glossary.formats.sheet.layout import NAMES
from glossary.model import (
    FLAGS,
    KINDS,
    MAX_TEXT,
    STATUSES,
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Flag,
    Note,
    Term,
    TermStatus,
    TermType,
    check_text,
    term_order,
    term_text,
)

FIELDS: Final = {"part_of": "part_of", "subject": "subject", "source": "source", "note": "notes", "kind": "kind", "status": "status",
                 "uid": "uid", "id": "id", "seen": "seen"}  # fmt: skip
"""Columns that each state one field of a concept; every other known column is about its terms."""
_OTHERS: Final = ("ko_other", "zh_other")
_ABOUT_TERMS: Final = ("pinyin", "flags", *_OTHERS, "official")
_KNOWN: Final = {name.lower(): name for name in NAMES}
_PART: Final = r"[^\\|\[\]]*+(?:\\.[^\\|\[\]]*+)*+"
_ITEM: Final = re.compile(rf"(?P<text>{_PART})(?:\[(?P<marks>{_PART})\])?\s*", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


def concepts(
    rows: Iterator[Row | Problem], path: str, undo: Callable[[str], str] = str
) -> Iterator[Incoming | Problem]:
    """Yield the concept of each row, or what is wrong with it; *undo* takes the protection off a cell.

    The first row is the header. Columns that are not known are named once and passed over. Raises FormatError where it has neither a Korean nor a
    Chinese column.
    """
    columns: list[str] | None = None
    has_open = False
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif columns is None:
            columns = [_column(name) for name in row[1]]
            has_open = "zh" in map(language_named, row[1])
            yield from _told(columns, row, path)
        elif any(map(str.strip, row[1])):
            item = _incoming(columns, row, path, undo)
            yield _leaving_open(item) if has_open and isinstance(item, Incoming) else item
    if columns is None:
        raise FormatError(f"{path}:1: no header; the first row names the columns, ko and zh-Hans among them")


def _column(header: str) -> str:
    """Return the name of a column as `layout` has it, or the tag of its language, or "": case does not matter."""
    return _KNOWN.get(header.strip().lower()) or written(language_named(header) or "")


def _is_language(column: str) -> bool:
    return bool(column) and column not in FIELDS and column not in _ABOUT_TERMS


def _told(columns: list[str], row: Row, path: str) -> Iterator[Problem]:
    """Yield the columns that are passed over, and forget them. Raises FormatError where none has the forms of a language of ours."""
    line, headers = row
    if not any(column == "ko" or column.startswith("zh") for column in columns if _is_language(column)):
        raise FormatError(
            f"{path}:{line}: no column of Korean or Chinese forms among {quoted(headers)}; the first row names the columns: ko, zh-Hans …"
        )
    for place, (column, header) in enumerate(zip(columns, headers, strict=True), 1):
        if column and column not in columns[: place - 1]:
            continue
        columns[place - 1] = ""
        if column:
            yield Problem(path, line, place, f"column {header[:40]!r} is there twice; this one is passed over", True)
        elif header.strip():
            yield Problem(path, line, place, f"column {header[:40]!r} is not known, and is passed over", True)


def _incoming(columns: Sequence[str], row: Row, path: str, undo: Callable[[str], str]) -> Incoming | Problem:
    line, texts = row
    if any(texts[len(columns) :]):
        what = f"{len(texts)} cells under {len(columns)} columns; a text with a comma needs quotes"
        return Problem(path, line, len(columns) + 1, what)
    cells = _Cells({name: undo(text.strip(" ")).strip() for name, text in zip(columns, texts, strict=False) if name})
    try:
        concept = _read_row(cells)
        return Incoming(concept, line, frozenset(_stated(cells)), frozenset(_unsaid(cells)))
    except ValueRefused as error:
        place = columns.index(cells.column) + 1 if cells.column else 0
        return Problem(path, line, place, str(error))


def _leaving_open(item: Incoming) -> Incoming:
    """Return what a row says whose column of Chinese names no script."""
    texts = (term.text for term in item.concept.terms if term.language == "zh-Hans")
    return replace(item, unsaid=item.unsaid.union(("language", text) for text in texts))


class _Cells(dict[str, str]):
    """The cells of a row by column; *column* is the one that was looked into last: what is refused stands there."""

    column = ""

    def look(self, column: str) -> str:
        """Return a cell, "" where there is none."""
        self.column = column if column in self else ""
        return self.get(column, "")


def _stated(cells: Mapping[str, str]) -> Iterator[str]:
    for name in cells:
        if cells[name]:
            yield FIELDS.get(name, "terms")


def _unsaid(cells: Mapping[str, str]) -> Iterator[tuple[TermDetail, str]]:
    """Yield the details of leading forms that have no cell: types without the column of flags, the reading of a second Chinese form.

    That a form leads is said where a row is a whole concept: by its uid, or with a column of further forms.
    """
    if not cells.get("uid") and not any(column in cells for column in _OTHERS):
        yield from (("status", term_text(cell)) for column, cell in cells.items() if cell and _is_language(column))
    if "flags" not in cells:
        yield from (("type", term_text(cell)) for column, cell in cells.items() if cell and _is_language(column))
    if cells.get("zh-Hans") and cells.get("zh-Hant"):
        yield "reading", term_text(cells["zh-Hant"])


def _read_row(cells: _Cells) -> Concept:
    terms = _with_official(list(_terms(cells)), cells.look("official"))
    number = re.fullmatch("c([0-9]{1,18})", cells.look("id"))
    if not terms:
        cells.column = ""
        raise ValueRefused("no form in any language")
    return Concept(
        uid=_text(cells, "uid", limit=100) or "",
        id=int(number[1]) if number else None,
        kind=kind_of(_in_case(cells.look("kind"), KINDS) or "term"),
        origin="zh",
        relation="other",
        status=status_of(_in_case(cells.look("status"), STATUSES) or "approved"),
        terms=tuple(sorted({(term.language, term.text): term for term in reversed(terms)}.values(), key=term_order)),
        part_of=_text(cells, "part_of"),
        subject=_text(cells, "subject"),
        source=_text(cells, "source"),
        seen=int(cells["seen"]) if re.fullmatch("[0-9]{1,9}", cells.get("seen", "")) else 0,
        notes=tuple(_notes(cells.look("note"))),
    )


def _in_case(word: str, known: Collection[str]) -> str:
    """Return *word* as it is *known*, in lower case, else as it is written."""
    return lower if (lower := word.lower()) in known else word


def _text(cells: _Cells, name: str, *, limit: int = MAX_TEXT) -> str | None:
    value = cells.look(name)
    return check_text(value, name, limit=limit, lines=True) if value else None


def _terms(cells: _Cells) -> Iterator[Term]:
    reading = _text(cells, "pinyin")
    leading = [
        Term(language, term_text(text), "preferred", reading=reading if language.startswith("zh") else None)
        for language, text in _leading(cells)
    ]
    marks = _marks(cells.look("flags"))
    for term in leading:
        yield _marked(term, marks["zh-Hans" if term.language == "zh" else term.language])
    for column, language in (("ko_other", "ko"), ("zh_other", "zh-Hans")):
        for text, own in _items(cells.look(column)):
            yield _marked(Term(language, term_text(text)), own)


def _leading(cells: _Cells) -> Iterator[tuple[str, str]]:
    """Yield the forms that have a column of their own, with their languages: one that stands in both columns of Chinese is ``zh``."""
    both = cells.get("zh-Hans") == cells.get("zh-Hant")
    for column in filter(_is_language, cells):
        if (text := cells.look(column)) and not (both and column == "zh-Hant"):
            yield "zh" if both and column == "zh-Hans" else column, text


def _marks(cell: str) -> Mapping[str, list[str]]:
    """Return the marks of the column of flags by the column that they are about; ``ko`` goes without saying."""
    marks: dict[str, list[str]] = defaultdict(list)
    for mark in filter(None, (part.strip() for part in cell.split(","))):
        column, _, rest = mark.partition(" ")
        if rest and _is_language(column):
            marks[column].append(rest)
        else:
            marks["ko"].append(mark)
    return marks


def _marked(term: Term, marks: Iterable[str]) -> Term:
    """Return *term* with what its marks say. Raises ValueRefused for a mark that is none."""
    flags: list[Flag] = []
    for mark in marks:
        if mark in FLAGS:
            flags.append(_flag(mark))
        elif mark in TERM_STATUSES:
            term = replace(term, status=_term_status(mark))
        elif mark in TERM_TYPES:
            term = replace(term, type=_term_type(mark))
        elif mark.startswith("derived:"):
            term = replace(term, derived=check_text(mark[8:], "derived", limit=100))
        else:
            term = replace(term, language=model_tag(mark))
    return replace(term, flags=tuple(flags))


def _flag(mark: str) -> Flag:
    return next(flag for flag in FLAGS if flag == mark)


def _term_status(mark: str) -> TermStatus:
    return next(status for status in TERM_STATUSES if status == mark)


def _term_type(mark: str) -> TermType:
    return next(kind for kind in TERM_TYPES if kind == mark)


def _with_official(terms: list[Term], official: str) -> list[Term]:
    """Mark the official spelling; one that is not among the Korean forms is a derived form beside them."""
    if not official:
        return terms
    text = term_text(official)
    marked = [replace(term, official=True) if (term.language, term.text) == ("ko", text) else term for term in terms]
    return (
        marked
        if any(term.official for term in marked)
        else [*marked, Term("ko", text, derived="table5", official=True)]
    )


def _items(cell: str) -> Iterator[tuple[str, list[str]]]:
    """Yield text and marks of each item of a list. Raises ValueRefused where brackets or bars do not make a list."""
    place = 0
    while place < len(cell):
        found = _ITEM.match(cell, place)
        assert found is not None  # every part of the pattern may be empty
        place = found.end()
        if place < len(cell) and cell[place] != "|":
            raise ValueRefused(
                f"not a list at {cell[place : place + 20]!r}; put a backslash before | [ ] inside a form"
            )
        place += 1
        if text := _ESCAPE.sub(r"\1", found["text"].strip()):
            marks = _ESCAPE.sub(r"\1", found["marks"] or "")
            yield text, [mark.strip() for mark in marks.split(",") if mark.strip()]


def _notes(cell: str) -> Iterator[Note]:
    for text, marks in _items(cell):
        yield Note(text, type=check_text(", ".join(marks), "the note's type", limit=100) if marks else "note")
