"""MultiTerm XML (MTF), as MultiTerm and Trados exchange it: conceptGrp / languageGrp / termGrp, UTF-8 without BOM, line feeds.

What the schema of MTF has no element for stands in ``descrip`` fields, whose names a term base of MultiTerm has to define: Kind, Subject, Source,
Part of, Region, Client, Note, Definition, Usage, Example, Etymology for the entry; Status (preferred, admitted, deprecated), Type, Pinyin, Flags,
Variety for a term. Not documented by the vendor: that MultiTerm imports UTF-8 as well as UTF-16 (any XML parser does), and
how it names the languages of Chinese; the name is chosen at import, the tag says which it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, ClassVar, Final

from glossary.errors import ValueRefused
from glossary.formats.account import Part, Tally
from glossary.formats.columns import language_named
from glossary.formats.entry import NOTE_TYPES, Entry, fields_of, note_field
from glossary.formats.exchange import Incoming, Options, Problem, Profile, is_reading, model_tag
from glossary.formats.markup import Markup
from glossary.formats.tbx.words import DECIDED, SILENT, STATUSES, word
from glossary.formats.xml_text import escape, writable
from glossary.languages import primary_language
from glossary.model import FLAGS, MAX_VARIETY, TERM_TYPES, Concept, Note, Term

NAMES: Final = {"ko": "Korean", "zh": "Chinese", "en": "English", "ja": "Japanese"}
"""Names of the indexes of a term base in MultiTerm."""
_FREE: Final = 10**9
"""The first number for concepts that have none of their own; MultiTerm's numbers have 32 bits."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n'
_TAIL: Final = "</mtf>\n"


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one conceptGrp a concept, the source language first."""
    free = itertools.count(_FREE)
    yield _HEAD
    for concept in concepts:
        terms = writable(concept.terms, tally)
        sides = [[term for term in terms if term.language == tag] for tag in (options.source, options.target)]
        if not all(sides):
            tally.refused()
            continue
        tally.wrote(concept)
        yield "".join(_entry(concept, next(free) if concept.id is None else concept.id, sides, tally))
    yield _TAIL


def _entry(concept: Concept, number: int, sides: Iterable[list[Term]], tally: Tally) -> Iterator[str]:
    yield f"<conceptGrp><concept>{number}</concept>\n"
    for name, value in fields_of(concept):
        yield _field(name, value, tally)
    yield from _notes(concept, tally, "concept")
    for terms in sides:
        language = terms[0].language
        name = NAMES.get(primary_language(language), language)
        yield f'<languageGrp><language type="{escape(name, tally)}" lang="{escape(language.upper(), tally)}"/>\n'
        yield from _notes(concept, tally, "language", language)
        for term in terms:
            yield f"<termGrp><term>{escape(term.text, tally)}</term>\n"
            for name, value in _details(term):
                yield _field(name, value, tally)
            yield from _notes(concept, tally, "term", language, term.text)
            yield "</termGrp>\n"
        yield "</languageGrp>\n"
    yield "</conceptGrp>\n"


def _field(name: str, value: str, tally: Tally) -> str:
    return f'<descripGrp><descrip type="{name.capitalize()}">{escape(value, tally)}</descrip></descripGrp>\n'


def _notes(concept: Concept, tally: Tally, *place: str) -> Iterator[str]:
    """Yield the notes that belong to a *place*: level, language, term."""
    for note in concept.notes:
        if _place(note) == place:
            tally.lost["further types of notes"] += note.type not in ("note", *NOTE_TYPES)
            yield _field(note_field(note), note.text, tally)


def _place(note: Note) -> tuple[str, ...]:
    return {
        "concept": (note.level,),
        "language": (note.level, note.language),
        "term": (note.level, note.language, note.term),
    }[note.level]


def _details(term: Term) -> Iterator[tuple[str, str]]:
    yield "status", term.status
    if term.type != "full":
        yield "type", term.type
    if term.reading:
        yield "pinyin", term.reading
    if term.flags:
        yield "flags", ", ".join(term.flags)
    if term.variety:
        yield "variety", term.variety


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concept of each conceptGrp; fields that are none of ours become notes of that type.

    Raises FormatError with path, line and column for what is not well-formed, not MTF, or hostile.
    """
    return _Reading(path).read(stream)


def _language(tag: str, name: str) -> str:
    """Return the tag of a language; where there is none that is known (SH-B4, as old Trados has it), the name of its index may be one."""
    return tag if language_named(tag) else language_named(name) or tag or name


class _Reading(Markup[Incoming]):
    """The state of one file under way."""

    what: ClassVar[str] = "MultiTerm XML"
    roots: ClassVar[tuple[str, ...]] = ("mtf",)

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._entry: Entry | None = None
        self._tag = ""
        self._term: Term | None = None
        self._in_term = False
        self._field = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "conceptGrp":
            self._begin()
        elif name == "languageGrp":
            self._tag = ""
        elif name == "language":
            self._tag = _language(attributes.get("lang", ""), attributes.get("type", ""))
        elif name == "termGrp":
            self._in_term, self._term = True, None
        elif name in ("term", "descrip"):
            self._field = attributes.get("type", "").strip()
            self.gather()
        elif name == "transac":
            self.once(
                "transac", "who changed an entry and when (<transacGrp>) is not kept, here and wherever else it stands"
            )

    def _begin(self) -> None:
        """Begin an entry; where one stands inside another, that one ends here."""
        if self._entry is not None:
            self.ready.append(self._entry.finished(self.path))
        self.begin_item()
        self._entry = Entry(self.line)
        self._tag, self._term, self._in_term = "", None, False

    def end(self, name: str) -> None:
        """Take the end of an element."""
        entry = self._entry
        if entry is None:
            return
        if name in ("term", "descrip"):
            text = self.take().strip()
            try:
                self._take(entry, name, text)
            except ValueRefused as error:
                self.refused(f"{error}; it is left out")
        elif name == "termGrp":
            self._in_term, self._term = False, None
        elif name == "languageGrp":
            self._tag = ""
        elif name == "conceptGrp":
            self._entry = None
            self.ready.append(entry.finished(self.path))

    def _take(self, entry: Entry, name: str, text: str) -> None:
        if name == "term":
            self._term = entry.add_term(self._tag, text)
        elif not text:
            return
        elif self._in_term:
            if self._term is not None:
                self._term = self._detail(entry, self._term, self._field.lower(), text)
        elif self._tag:
            entry.note(self._field.lower(), text, "language", model_tag(self._tag))
        else:
            entry.take(self._field, text)

    def _detail(self, entry: Entry, term: Term, name: str, value: str) -> Term:
        """Return the term with what one of its fields says."""
        if name in ("status", "term status", "usage status"):
            status = STATUSES.get(word(value))
            if word(value) in DECIDED | SILENT:
                return term
            if status is None:
                self.once(f"status {value}", f"status {value[:40]!r} is not known; taken as admitted")
            return entry.restate(term, "status", replace(term, status=status or "admitted"))
        found = next((kind for kind in TERM_TYPES if kind == value), None)
        if name == "type" and found is not None:
            return entry.restate(term, "type", replace(term, type=found))
        if name == "pinyin" and is_reading(value):
            return entry.restate(term, "reading", replace(term, reading=value))
        if name == "variety" and len(value) <= MAX_VARIETY and value.isprintable():
            return entry.restate(term, "reading", replace(term, variety=value))
        flags = tuple(flag for flag in FLAGS if flag in value.split(", "))
        if name == "flags" and flags:
            return entry.restate(term, "reading", replace(term, flags=flags))
        entry.note(name, value, "term", term.language, term.text)
        return term


_CARRIES: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "sources", "longer names", "regions", "clients", "notes", "types of notes", "notes on a language", "notes on a form",
     "statuses of forms", "deprecated forms", "types of forms", "pinyin", "flags", "varieties")
)  # fmt: skip
MULTITERM: Final = Profile(
    "multiterm",
    "MultiTerm XML, for MultiTerm and Trados",
    (".mtf.xml",),
    "cat",
    _CARRIES,
    "two languages; what MTF has no element for stands in fields (Kind, Status …) that the term base of MultiTerm has to define",
    write,
    read,
    forbidden=True,
    never_empty=True,
)
