"""XLIFF 2.0 with its glossary module: one unit a concept, UTF-8 without BOM, line feeds.

Each source form is a ``gls:glossEntry`` with every target form as ``gls:translation``; a definition stands in the first. What the module has no
element for are notes of the unit, whose category says what they are: kind, subject, usage … The segment holds the first pair, for readers that do not know
the module; the unit is not to be translated. Not documented by any vendor: which CAT tools read the module.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar, Final

from glossary.errors import ValueRefused
from glossary.formats.account import Part, Tally
from glossary.formats.entry import NOTE_TYPES, Entry, fields_of, note_field
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.formats.markup import Markup
from glossary.formats.xml_text import escape, writable
from glossary.model import Concept, Term

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
    """Yield a concept for each unit that has a glossary; the languages are those of the document.

    Raises FormatError with path, line and column for what is not well-formed, not XLIFF 2, or hostile.
    """
    return _Reading(path).read(stream)


class _Reading(Markup[Incoming]):
    """The state of one file under way."""

    what: ClassVar[str] = "XLIFF"
    roots: ClassVar[tuple[str, ...]] = ("xliff",)
    item: ClassVar[str] = "a unit"
    namespaced: ClassVar[bool] = True

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._languages = ("", "")
        self._unit: Entry | None = None
        self._category = ""
        self._met: set[tuple[str, str]] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "xliff":
            if not attributes.get("version", "").startswith("2"):
                version = attributes.get("version", "")[:10]
                raise self.refusal(f"XLIFF {version!r} has no glossary module; version 2.0 or later does")
            self._languages = attributes.get("srcLang", ""), attributes.get("trgLang", "")
        elif name == "unit":
            self.begin_item()
            self._unit = Entry(self.line)
            self._met.clear()
        elif self._unit is not None and (name == "note" or self.namespace == GLOSSARY):
            self._category = attributes.get("category", "")
            self.gather()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        unit = self._unit
        if unit is None:
            return
        if name == "unit":
            self._unit = None
            if unit.terms:
                self.ready.append(unit.finished(self.path))
            else:
                self.once("unit", "a unit without a glossary is passed over, here and wherever else one stands")
        elif name == "note" or (self.namespace == GLOSSARY and name in ("term", "translation", "definition")):
            text = self.take().strip()
            try:
                self._take(unit, name, text)
            except ValueRefused as error:
                self.problem(f"{error}; it is left out")

    def _take(self, unit: Entry, name: str, text: str) -> None:
        if name in ("term", "translation"):
            form = self._languages[name == "translation"], text
            if form not in self._met:
                self._met.add(form)
                unit.add_term(*form)
        elif text:
            unit.take("definition" if name == "definition" else self._category, text)


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
