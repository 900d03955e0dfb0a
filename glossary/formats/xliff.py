"""XLIFF 2.0 with its glossary module: one unit a concept, UTF-8 without BOM, line feeds.

Each source form is a ``gls:glossEntry`` with every target form as ``gls:translation``; a definition stands in the first. What the module has no
element for are notes of the unit, whose category says what they are: kind, subject, usage … The segment holds the first pair, for readers that do not know
the module; the unit is not to be translated. Not documented by any vendor: which CAT tools read the module.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar, Final

from glossary.errors import ValueRefused
from glossary.formats import columns
from glossary.formats.account import Part, Tally
from glossary.formats.entry import NOTE_TYPES, Entry, fields_of, note_field
from glossary.formats.exchange import Incoming, Options, Problem, Profile, model_tag
from glossary.formats.markup import Markup
from glossary.formats.pairs.languages import check_languages
from glossary.formats.xml_text import escape, writable
from glossary.model import Concept, Note, Term, term_text

GLOSSARY: Final = "urn:oasis:names:tc:xliff:glossary:2.0"
_FREE: Final = 10**12
"""The first number for concepts that have none of their own."""
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.0" srcLang="{source}" trgLang="{target}">
  <file id="glossary">
"""
_TAIL: Final = "  </file>\n</xliff>\n"


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one unit a concept."""
    free = itertools.count(_FREE)
    yield _HEAD.format(source=escape(options.source, tally), target=escape(options.target, tally))
    for concept in concepts:
        terms = writable(concept.terms, tally)
        sources = [term for term in terms if term.language == options.source]
        targets = [term for term in terms if term.language == options.target]
        if not sources or not targets:
            tally.refused()
            continue
        tally.wrote(concept)
        number = next(free) if concept.id is None else concept.id
        yield "".join(_unit(concept, number, sources, targets, tally))
    yield _TAIL


def _unit(
    concept: Concept, number: int, sources: Sequence[Term], targets: Sequence[Term], tally: Tally
) -> Iterator[str]:
    translations = "".join(f"<gls:translation>{escape(term.text, tally)}</gls:translation>" for term in targets)
    yield f'    <unit id="c{number}" translate="no">\n      <gls:glossary>\n'
    notes = [note for note in concept.notes if note.level == "concept"]
    # One that stands behind other notes is a note of the unit: so all come back in their order.
    definition = notes[0] if notes and notes[0].type == "definition" else None
    for term in sources:
        stated = (
            f"<gls:definition>{escape(definition.text, tally)}</gls:definition>"
            if definition and term is sources[0]
            else ""
        )
        yield f"        <gls:glossEntry><gls:term>{escape(term.text, tally)}</gls:term>{translations}{stated}</gls:glossEntry>\n"
    yield "      </gls:glossary>\n      <notes>\n"
    for name, value in fields_of(concept):
        yield _note(name, value, tally)
    for note in notes:
        if note is not definition:
            tally.lost["further types of notes"] += note.type not in ("note", *NOTE_TYPES)
            yield _note(note_field(note), note.text, tally)
    yield (
        f"      </notes>\n      <segment><source>{escape(sources[0].text, tally)}</source>"
        f"<target>{escape(targets[0].text, tally)}</target></segment>\n    </unit>\n"
    )


def _note(category: str, text: str, tally: Tally) -> str:
    return f'        <note category="{category}">{escape(text, tally)}</note>\n'


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of each unit that has a glossary: entries with the same translations are one; the languages are those of the document.

    Raises FormatError with path, line and column for what is not well-formed, not XLIFF 2, without Korean or Chinese, or hostile.
    """
    return _Reading(path).read(stream)


@dataclass(slots=True)
class _Unit:
    """A unit under way: its glossary entries by their translations, its notes, and the entry that is not closed yet."""

    line: int
    entries: dict[tuple[str, ...], tuple[list[str], list[str]]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a glossary entry."""
        self.texts = {"term": [], "translation": [], "definition": []}

    def close(self) -> None:
        """Add the entry under way to those with its translations."""
        terms, definitions = self.entries.setdefault(tuple(self.texts["translation"]), ([], []))
        terms += self.texts["term"]
        definitions += self.texts["definition"]


class _Reading(Markup[Incoming]):
    """The state of one file under way."""

    what: ClassVar[str] = "XLIFF"
    roots: ClassVar[tuple[str, ...]] = ("xliff",)
    item: ClassVar[str] = "a unit"
    namespaced: ClassVar[bool] = True

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._languages = ("", "")
        self._unit: _Unit | None = None
        self._category = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "xliff":
            self._begin(attributes)
        elif name == "unit":
            self.begin_item()
            self._unit = _Unit(self.line)
        elif self._unit is not None and (name == "note" or self.namespace == GLOSSARY):
            if name == "glossEntry":
                self._unit.begin()
            self._category = attributes.get("category", "")
            self.gather()

    def _begin(self, attributes: dict[str, str]) -> None:
        """Take what the root says."""
        if not attributes.get("version", "").startswith("2"):
            version = attributes.get("version", "")[:10]
            raise self.refusal(f"XLIFF {version!r} has no glossary module; version 2.0 or later does")
        self._languages = attributes.get("srcLang", ""), attributes.get("trgLang", "")
        if not all(self._languages):
            raise self.refusal('no srcLang or no trgLang; a glossary names both: srcLang="ko" trgLang="zh-CN"')
        tags = [columns.language_named(name) or "" for name in self._languages]
        check_languages(tags, self._languages, self.path, self.line)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        unit = self._unit
        if unit is None:
            return
        if name == "unit":
            self._unit = None
            self._finish(unit)
        elif name == "note" or self.namespace == GLOSSARY:
            try:
                self._take(unit, name)
            except ValueRefused as error:
                self.refused(f"{error}; it is left out")

    def _take(self, unit: _Unit, name: str) -> None:
        """Take the text of an element, where it is one that a concept keeps."""
        if name == "glossEntry":
            unit.close()
        elif name in ("term", "translation") and unit.texts:
            tag = model_tag(self._languages[name == "translation"])
            unit.texts[name].append(Term(tag, term_text(self.take().strip())).text)
        elif name in ("note", "definition") and (text := self.take().strip()):
            Note(text)
            if name == "note":
                unit.notes.append((self._category, text))
            elif unit.texts:
                unit.texts[name].append(text)

    def _finish(self, unit: _Unit) -> None:
        """Hand over the concepts of a unit; its notes are of its only one, where another program did not write them for its text."""
        if not unit.entries:
            self.once("unit", "a unit without a glossary is passed over, here and wherever else one stands")
        elif len(unit.entries) > 1 and unit.notes:
            self.once(
                "notes", "the notes of a unit with several concepts are not kept, here and wherever else they stand"
            )
            unit.notes.clear()
        for translations, (terms, definitions) in unit.entries.items():
            entry = Entry(unit.line)
            for language, texts in zip(self._languages, (terms, translations), strict=True):
                for text in dict.fromkeys(texts):
                    entry.add_term(language, text)
            for category, text in (*(("definition", text) for text in definitions), *unit.notes):
                try:
                    entry.take(category, text)
                except ValueRefused as error:
                    self.refused(f"{error}; it is left out")
            self.ready.append(entry.finished(self.path))


_CARRIES: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "sources", "longer names", "regions", "clients", "notes", "types of notes")
)
XLIFF: Final = Profile(
    "xliff-glossary",
    "XLIFF 2.0 with its glossary module",
    (".xliff", ".xlf"),
    "cat",
    _CARRIES,
    "two languages; one unit a concept, each source form with every target form",
    write,
    read,
    never_empty=True,
)
