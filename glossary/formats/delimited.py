"""CSV for people: one concept a row, under a header; commas, quotes doubled, UTF-8 without BOM, line feeds.

A list (``ko_other``, ``zh_other``, ``note``) has ``|`` between its items; what sets an item apart follows in square brackets: ``위해 [deprecated]``,
``大鷹 [zh-Hant]``. A backslash stands before ``|`` ``[`` ``]`` and itself inside a form. What sets the forms of the leading columns apart stands in
``flags``: ``nonstandard`` is of ``ko``, ``zh-Hans derived:opencc:t2s`` of ``zh-Hans``.

A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) is written with an apostrophe before it,
and the apostrophe is taken away again on import.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO, Final

from glossary.errors import FormatError, ValueRefused
from glossary.formats.account import EVERYTHING, Tally
from glossary.formats.exchange import Incoming, Options, Problem, Profile, TermDetail, kind_of, model_tag, status_of
from glossary.model import (
    FLAGS,
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

COLUMNS: Final = (
    "id", "ko", "zh-Hans", "zh-Hant", "pinyin", "kind", "status", "flags", "ko_other", "zh_other", "official", "part_of", "subject",
    "note", "seen", "source", "uid",
)  # fmt: skip
LEADING: Final = ("ko", "zh-Hans", "zh-Hant")
_FORMULA: Final = re.compile("'*[=+\\-@＝＋－＠\t\r]")
_MARKED: Final = re.compile("'+[=+\\-@＝＋－＠\t\r]")
_ITEM: Final = re.compile(r"(?P<text>(?:[^\\|\[\]]|\\.)*)(?:\[(?P<marks>[^\[\]|]*)\])?\s*", re.DOTALL)
_SPECIAL: Final = re.compile(r"([\\|\[\]])")


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield the header and one row a concept."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(COLUMNS)
    for concept in concepts:
        tally.wrote(concept)
        cells = _row(concept, tally)
        rows.writerow([_protected(cells.get(name, "")) for name in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _protected(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unprotected(cell: str) -> str:
    return cell[1:] if _MARKED.match(cell) else cell


def _row(concept: Concept, tally: Tally) -> Mapping[str, str]:
    leading = _leading(concept)
    shown = {id(term) for term in leading.values()}
    others = [term for term in concept.terms if id(term) not in shown]
    chinese = leading.get("zh-Hans") or leading.get("zh-Hant")
    notes = [note for note in concept.notes if note.level == "concept"]
    tally.lost["pinyin of further forms"] += sum(
        term.reading is not None and (id(term) not in shown or chinese is None or term.reading != chinese.reading)
        for term in concept.terms
    )
    return {
        "id": "" if concept.id is None else concept.label,
        **{column: term.text for column, term in leading.items()},
        "pinyin": (chinese and chinese.reading) or "",
        "kind": concept.kind,
        "status": concept.status,
        "flags": ", ".join(_flags(leading)),
        "ko_other": _list((term.text, _marks(term, "admitted", "ko")) for term in others if term.language == "ko"),
        "zh_other": _list((term.text, _marks(term, "admitted", "zh-Hans")) for term in others if term.language != "ko"),
        "official": next((term.text for term in concept.korean if term.official), ""),
        "part_of": concept.part_of or "",
        "subject": concept.subject or "",
        "note": _list((note.text, [note.type] if note.type != "note" else []) for note in notes),
        "seen": str(concept.seen),
        "source": concept.source or "",
        "uid": concept.uid,
    }


def _leading(concept: Concept) -> dict[str, Term]:
    """Return the term of each leading column; one that is equal in both scripts (威海) fills both."""
    leading = {}
    for column in LEADING:
        found = next(iter(concept.in_language(column)), None)
        if found is not None:
            leading[column] = found
    both = next(iter(concept.in_language("zh")), None)
    if both is not None and not {"zh-Hans", "zh-Hant"} & leading.keys():
        leading["zh-Hans"] = leading["zh-Hant"] = both
    elif "zh-Hans" in leading and "zh-Hant" in leading and leading["zh-Hans"].text == leading["zh-Hant"].text:
        del leading["zh-Hant"]  # or it would be read back as one form; it goes among the others
    return leading


def _flags(leading: Mapping[str, Term]) -> Iterator[str]:
    for column, term in leading.items():
        if column == "zh-Hant" and term is leading.get("zh-Hans"):
            continue
        for mark in _marks(term, "preferred", term.language):
            yield mark if column == "ko" else f"{column} {mark}"


def _marks(term: Term, status: TermStatus, language: str) -> list[str]:
    """Return what sets *term* apart from an attested full form of *status* in *language*."""
    marks = [term.language] if term.language != language else []
    marks += [term.status] if term.status != status else []
    marks += [term.type] if term.type != "full" else []
    marks += [f"derived:{term.derived}"] if term.derived else []
    return marks + list(term.flags)


def _list(items: Iterable[tuple[str, Sequence[str]]]) -> str:
    return " | ".join(
        _SPECIAL.sub(r"\\\1", text) + (f" [{', '.join(marks)}]" if marks else "") for text, marks in items
    )


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concept of each row, or what is wrong with it.

    Needs a header with ``ko`` or a Chinese column; unknown columns are named once and passed over. Commas, semicolons and tabs are told
    apart by the header; a BOM is passed over. Raises FormatError where there is no such header, and for text that is not UTF-8.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield from _rows(text, path)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{path}: not UTF-8 (byte 0x{error.object[error.start]:02x}); save it as “CSV UTF-8”, or export it again"
        ) from None
    finally:
        if not stream.closed:  # given up half-way, this may come after the file is closed
            text.detach()


def _rows(text: io.TextIOWrapper, path: str) -> Iterator[Incoming | Problem]:
    first = text.readline(65_536)
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    columns = [_column(name) for name in header]
    if not set(LEADING) & set(columns):
        raise FormatError(f"{path}:1: no header with ko and zh-Hans; the first line of a CSV file names its columns")
    for place, name in enumerate(columns, 1):
        if name not in COLUMNS or name in columns[: place - 1]:
            yield Problem(
                path, 1, place, f"column {name[:40]!r} is not known or stands there twice, and is passed over"
            )
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    line = 2
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield Problem(path, line, 0, f"not a row of CSV: {error}")
            line = rows.line_num + 2
            continue
        if cells is None:
            return
        if any(cells):
            yield _concept(columns, cells, path, line)
        line = rows.line_num + 2


def _column(name: str) -> str:
    """Return the name of a column as this profile has it: case and the usual tags do not matter."""
    plain = name.strip().lower()
    known = {column.lower(): column for column in COLUMNS} | {
        "zh-cn": "zh-Hans",
        "zh": "zh-Hans",
        "zh_hans": "zh-Hans",
        "zh_hant": "zh-Hant",
    }
    return known.get(plain, name)


def _concept(columns: Sequence[str], row: Sequence[str], path: str, line: int) -> Incoming | Problem:
    if len(row) > len(columns):
        return Problem(
            path, line, len(columns) + 1, f"{len(row)} cells under {len(columns)} columns; quote the one with the comma"
        )
    cells: dict[str, str] = {}
    for name, cell in zip(columns, row, strict=False):
        cells.setdefault(name, _unprotected(cell.strip(" ")).strip())
    try:
        concept = _read_row(cells)
        return Incoming(concept, line, frozenset(_stated(cells)), frozenset(_unsaid(cells)))
    except ValueRefused as error:
        return Problem(path, line, 0, str(error))


FIELDS: Final = {"part_of": "part_of", "subject": "subject", "source": "source", "note": "notes", "kind": "kind", "status": "status",
                 "uid": "uid", "id": "id", "seen": "seen"}  # fmt: skip
"""Columns that each state one field of a concept; every other known column is about its terms."""


def _stated(cells: Mapping[str, str]) -> Iterator[str]:
    for name in cells:
        if cells[name] and name in COLUMNS:
            yield FIELDS.get(name, "terms")


def _unsaid(cells: Mapping[str, str]) -> Iterator[tuple[TermDetail, str]]:
    """Yield the details of leading forms that have no cell: types without the column of flags, the reading of a second Chinese form."""
    if "flags" not in cells:
        yield from (("type", term_text(cells[column])) for column in LEADING if cells.get(column))
    if cells.get("zh-Hans") and cells.get("zh-Hant"):
        yield "reading", term_text(cells["zh-Hant"])


def _read_row(cells: Mapping[str, str]) -> Concept:
    terms = _with_official(list(_terms(cells)), cells.get("official", ""))
    if not terms:
        raise ValueRefused("no form in ko, zh-Hans or zh-Hant")
    number = re.fullmatch("c([0-9]{1,18})", cells.get("id", ""))
    return Concept(
        uid=_text(cells, "uid") or "",
        id=int(number[1]) if number else None,
        kind=kind_of(cells.get("kind") or "term"),
        origin="zh",
        relation="other",
        status=status_of(cells.get("status") or "approved"),
        terms=tuple(sorted({(term.language, term.text): term for term in reversed(terms)}.values(), key=term_order)),
        part_of=_text(cells, "part_of"),
        subject=_text(cells, "subject"),
        source=_text(cells, "source"),
        seen=int(cells["seen"]) if re.fullmatch("[0-9]{1,9}", cells.get("seen", "")) else 0,
        notes=tuple(_notes(cells.get("note", ""))),
    )


def _text(cells: Mapping[str, str], name: str) -> str | None:
    value = cells.get(name)
    return check_text(value, name, limit=2_000, lines=True) if value else None


def _terms(cells: Mapping[str, str]) -> Iterator[Term]:
    marks: dict[str, list[str]] = {column: [] for column in LEADING}
    for mark in filter(None, (part.strip() for part in cells.get("flags", "").split(","))):
        column, space, rest = mark.partition(" ")
        marks[column if space and column in LEADING else "ko"].append(rest if space and column in LEADING else mark)
    texts = {column: cells[column] for column in LEADING if cells.get(column)}
    if "zh-Hans" in texts and texts["zh-Hans"] == texts.get("zh-Hant"):
        texts["zh"] = texts.pop("zh-Hans")
        del texts["zh-Hant"]
        marks["zh"] = marks["zh-Hans"]
    reading = _text(cells, "pinyin")
    for language, text in texts.items():
        term = _marked(Term(language, term_text(text), "preferred"), marks[language])
        if reading and language != "ko":
            term = replace(term, reading=reading)
        yield term
    for column, language in (("ko_other", "ko"), ("zh_other", "zh-Hans")):
        for text, own in _items(cells.get(column, "")):
            yield _marked(Term(language, term_text(text)), own)


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
        text = re.sub(r"\\(.)", r"\1", found["text"].strip(), flags=re.DOTALL)
        if text:
            yield text, [mark.strip() for mark in (found["marks"] or "").split(",") if mark.strip()]


def _notes(cell: str) -> Iterator[Note]:
    for text, marks in _items(cell):
        yield Note(text, type=check_text(", ".join(marks), "the note's type", limit=100) if marks else "note")


CSV: Final = Profile(
    "csv",
    "comma-separated values, for people; one concept a row",
    (".csv",),
    "interchange",
    EVERYTHING
    - {
        "origins",
        "relations",
        "norms",
        "regions",
        "clients",
        "references",
        "notes on a language",
        "notes on a form",
        "varieties",
    },
    "all forms; an import finds its concept again by its uid",
    write,
    read,
)
