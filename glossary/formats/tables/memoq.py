"""memoQ's term base as CSV: one concept a row, under the names that memoQ gives its fields.

Behind ``Korean_Def`` there are as many times ``Korean``, ``Term_Info``, ``Term_Example`` as the concept with the most Korean forms needs, as in memoQ's own
exports; so the rows wait in a file until all have been seen. NonTerm in Term_Info marks what nobody shall write. The first form of a language is the preferred one: memoQ
has no word for it.

Known from the vendor's description of the server's export (names and order of the fields of an entry, ``{Language}_Def``, the three fields of a term) and
from programs of others that read such files (names of languages, words of Term_Info). Not documented in what was at hand: byte order mark, line ends and
quoting (UTF-8 with the mark, CRLF, RFC 4180 here), what an Entry_ID of ours would do at an import (there is none), names of languages such as
Chinese_Hong_Kong_S_A_R, sizes. memoQ lets people map columns to fields when they import.
"""

from __future__ import annotations

import codecs
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final

from glossary.formats import delimited
from glossary.formats.account import Part, Tally
from glossary.formats.exchange import Options, Profile, named
from glossary.formats.tables import cell_notes
from glossary.formats.tables.profiles import reader
from glossary.formats.tables.reading import Reading
from glossary.model import Concept, Term

NAMES: Final = {
    "ko": "Korean", "zh-CN": "Chinese_PRC", "zh-Hans": "Chinese_PRC", "zh-TW": "Chinese_Taiwan", "zh-HK": "Chinese_Hong_Kong_S_A_R",
    "zh-Hant": "Chinese_Traditional", "en": "English", "ja": "Japanese",
}  # fmt: skip
MOST: Final = 20
"""Forms of one language that a row has columns for; each is three more columns in every row."""
_ENTRY: Final = ("Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_Note")
_FOUND: Final = "CasePermissive;HalfPrefix"
"""How memoQ finds a form unless told otherwise; half of a word's letters before its end (웨이하이 in 웨이하이시의)."""
_IN_MEMORY: Final = 4 * 1024 * 1024


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield the header and one row a concept."""
    with tempfile.SpooledTemporaryFile(
        _IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline="\n"
    ) as waiting:
        most = [1, 1]
        for concept in concepts:
            tally.wrote(concept)
            sides = [_forms(concept.in_language(tag), tally) for tag in (options.source, options.target)]
            most = [*map(max, most, map(len, sides))]
            waiting.write(json.dumps([_entry(concept, tally), *sides], ensure_ascii=False) + "\n")
        waiting.seek(0)
        yield codecs.BOM_UTF8
        yield from delimited.lines(_rows(waiting, most, options), end=b"\r\n")


def _entry(concept: Concept, tally: Tally) -> list[str]:
    """Return the fields of an entry, its definition last."""
    reading = _reading(concept, tally)
    notes = [f"{cell_notes.PINYIN}: {reading}"] if reading else []
    notes += cell_notes.notes(concept, tally)
    return [
        concept.subject or "",
        concept.kind if concept.kind != "term" else "",
        concept.scope or "",
        cell_notes.joined(notes),
        cell_notes.joined(cell_notes.definitions(concept)),
    ]


def _reading(concept: Concept, tally: Tally) -> str | None:
    """Return the pinyin of the first Chinese form; an entry has a place for one, and counted are the others."""
    first = next(iter(concept.chinese), None)
    tally.lost["pinyin of further forms"] += sum(
        term.reading is not None and term is not first for term in concept.terms
    )
    return first.reading if first else None


def _forms(terms: Sequence[Term], tally: Tally) -> list[list[str]]:
    """Return text and Term_Info of the forms of one language."""
    tally.lost[f"forms beyond the {MOST} of a language that a row has columns for"] += max(0, len(terms) - MOST)
    return [[term.text, _FOUND + (";NonTerm" if term.status == "deprecated" else "")] for term in terms[:MOST]]


def _rows(waiting: IO[str], most: Sequence[int], options: Options) -> Iterator[list[str]]:
    """Yield the header, and the rows that wait, each with as many fields."""
    names = [named(NAMES, tag) or tag.replace("-", "_") for tag in (options.source, options.target)]
    header = [*_ENTRY]
    for name, count in zip(names, most, strict=True):
        header += [f"{name}_Def", *[name, "Term_Info", "Term_Example"] * count]
    yield header
    for line in waiting:
        (*entry, definition), *sides = json.loads(line)
        for place, (forms, count) in enumerate(zip(sides, most, strict=True)):
            entry.append("" if place else definition)
            for form in forms:
                entry += [*form, ""]
            entry += ["", "", ""] * (count - len(forms))
        yield entry


_CARRIES: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "clients", "notes", "types of notes", "pinyin", "deprecated forms")
)
MEMOQ: Final = Profile(
    "memoq",
    "memoQ term base, comma-separated values",
    (".memoq.csv",),
    "cat",
    _CARRIES,
    f"one concept a row, its forms in columns of the same name; at most {MOST} forms of a language",
    write,
    reader(Reading(pairs=False), workbook=False),
    forbidden=True,
    encoding="utf-8-sig",
    line_end="\r\n",
)
