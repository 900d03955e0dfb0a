"""Trados and MultiTerm: a spreadsheet for the Glossary Converter, which makes a term base of it. One concept a row.

The forms of a language stand in one cell with ``|`` between them, and what is said of them beside it, part by part; several notes have ``~`` between them.
Each header says its level, as the author of the Converter advises: entry, language, term. A form that holds ``|`` stays out: there is no way to say that it is one.

Known from the Converter's manual. It differs between versions: ``/`` stood between values in version 5. Not documented in what was at hand: a way to write ``|`` or
``~`` itself, the table of its names of languages (it asks for what it does not know), sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from glossary.formats.account import Part, Tally
from glossary.formats.exchange import Options, Profile, named
from glossary.formats.tables import cell_notes
from glossary.formats.tables.profiles import reader
from glossary.formats.tables.reading import Reading
from glossary.formats.xlsx import workbook
from glossary.formats.xlsx.limits import Room, without_last
from glossary.model import Concept, Term

NAMES: Final = {
    "ko": "Korean", "zh-CN": "Chinese (PRC)", "zh-Hans": "Chinese (PRC)", "zh-TW": "Chinese (Taiwan)", "zh-HK": "Chinese (Hong Kong S.A.R.)",
    "zh-Hant": "Chinese (Traditional)", "en": "English", "ja": "Japanese",
}  # fmt: skip
BETWEEN_FORMS: Final = "|"
BETWEEN_VALUES: Final = "~"
_ENTRY: Final = (("Kind", 12), ("Subject", 18), ("Source", 18), ("Client", 14), ("Definition", 30), ("Note", 30))
_DETAILS: Final[dict[str, Callable[[Term], str]]] = {
    "Status": lambda term: term.status,
    "Type": lambda term: term.type if term.type != "full" else "",
    "Pinyin": lambda term: (term.reading or "").replace(BETWEEN_FORMS, " "),
    "Flags": lambda term: ",".join(term.flags),
}


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield a workbook of one sheet."""
    columns = [workbook.Column(f">>E<<{name}", width) for name, width in _ENTRY]
    for tag in (options.source, options.target):
        columns.append(workbook.Column(f">>L<<{named(NAMES, tag) or tag}", 30))
        columns += [workbook.Column(f">>T<<{name}", 14) for name in _details(tag)]
    room = Room(tally, partial(without_last, between=cell_notes.between(BETWEEN_VALUES)))
    rows = map(room.fitted, _rows(concepts, options, room, tally))
    return workbook.workbook(rows, workbook.Sheet("Glossary", tuple(columns)))


def _rows(concepts: Iterable[Concept], options: Options, room: Room, tally: Tally) -> Iterator[list[str]]:
    for concept in concepts:
        sides = [_writable(concept.in_language(tag), tally) for tag in (options.source, options.target)]
        if not all(sides) or not room.for_row():
            tally.refused()
            continue
        tally.wrote(concept)
        cells = _entry(concept, tally)
        for terms in sides:
            cells.append(BETWEEN_FORMS.join([term.text for term in terms]))
            for detail in _details(terms[0].language).values():
                cells.append(BETWEEN_FORMS.join(map(detail, terms)).rstrip(BETWEEN_FORMS))
        yield cells


def _details(tag: str) -> dict[str, Callable[[Term], str]]:
    """Return what is said of the forms of a language; Chinese ones alone have pinyin."""
    return {name: detail for name, detail in _DETAILS.items() if name != "Pinyin" or tag.startswith("zh")}


def _writable(terms: Iterable[Term], tally: Tally) -> list[Term]:
    """Return the forms without the mark that stands between them, and count the others."""
    given = list(terms)
    kept = [term for term in given if BETWEEN_FORMS not in term.text]
    tally.lost[f"forms with {BETWEEN_FORMS}"] += len(given) - len(kept)
    return kept


def _entry(concept: Concept, tally: Tally) -> list[str]:
    """Return the fields of an entry."""
    return [
        concept.kind if concept.kind != "term" else "",
        concept.subject or "",
        concept.source or "",
        concept.scope or "",
        cell_notes.joined(cell_notes.definitions(concept), BETWEEN_VALUES),
        cell_notes.joined(cell_notes.notes(concept, tally), BETWEEN_VALUES),
    ]


_CARRIES: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "sources", "clients", "notes", "types of notes", "statuses of forms", "deprecated forms", "types of forms",
     "pinyin", "flags")
)  # fmt: skip
TRADOS: Final = Profile(
    "trados",
    "Glossary Converter, for Trados and MultiTerm, Excel workbook",
    (".trados.xlsx",),
    "cat",
    _CARRIES,
    "one concept a row, the forms of a language in one cell; no form that holds |",
    write,
    reader(Reading(split=BETWEEN_FORMS, mark=BETWEEN_VALUES, pairs=False), workbook=True),
    forbidden=True,
    binary=True,
    unwritable=BETWEEN_FORMS,
)
