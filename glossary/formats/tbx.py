"""TBX, ISO 30042: writing TBX-Basic in version 2 (2008) and version 3 (2019, DCA style). Reading is in `tbx_reading`.

The version is a parameter: the two differ in the names of the levels, in the header, and in the part of speech of names.
What TBX has no category for stands in notes of the shape ``kind: place``, ``pinyin: Wēihǎi``, and is read back from them; a note by a person that
looks like one gets ``note: `` before it.

Only ``tig`` is written, with an ``id`` on every entry and ``definition`` and ``context`` as plain ``descrip``: there are readers that see nothing else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from glossary.formats.account import Tally
from glossary.formats.exchange import Options
from glossary.formats.selection import tags
from glossary.formats.xml_text import escape, writable
from glossary.model import Concept, Note, Term

ENTRY_PROPERTIES: Final = ("kind", "origin", "relation", "norm", "status", "part of", "region")
TERM_PROPERTIES: Final = ("pinyin", "derived", "flags", "official")
NOTE_TYPES: Final = ("usage", "example", "etymology")
"""Types of notes that travel as ``usage: …``; any other type is lost, its text is not."""
PROPERTY: Final = re.compile(f"({'|'.join((*ENTRY_PROPERTIES, *TERM_PROPERTIES, *NOTE_TYPES, 'note'))}): ")

_FREE: Final = 10**12
"""The first number for concepts that have none of their own, beyond those of any term base."""
_STATUS: Final = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
TERM_TYPE: Final = {
    "full": "fullForm",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "short": "shortForm",
    "variant": "variant",
    "phrase": "phrase",
}


@dataclass(frozen=True, slots=True)
class Version:
    """The names of one version of the standard, its header up to the body, and its end."""

    entry: str
    language: str
    term: str
    name: str
    """Part of speech of names: version 3 has no properNoun."""
    interchange: bool
    """Whether workflow, relation and origin go out too: they say nothing to a CAT tool, which shows them beside every hit."""
    head: str
    tail: str


VERSION_2: Final = Version(
    "termEntry",
    "langSet",
    "tig",
    "properNoun",
    False,
    """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="{language}">
  <martifHeader>
    <fileDesc>
      <titleStmt><title>Korean-Chinese glossary</title></titleStmt>
      <sourceDesc><p>{source}</p></sourceDesc>
    </fileDesc>
    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>
""",
    "    </body>\n  </text>\n</martif>\n",
)
VERSION_3: Final = Version(
    "conceptEntry",
    "langSec",
    "termSec",
    "noun",
    True,
    """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="{language}" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <titleStmt><title>Korean-Chinese glossary</title></titleStmt>
      <sourceDesc><p>{source}</p></sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
""",
    "    </body>\n  </text>\n</tbx>\n",
)


def write_v2(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield a TBX-Basic file of version 2: two languages, the source first (there are readers that go by position)."""
    return _write(concepts, options, tally, VERSION_2)


def write_v3(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield a TBX-Basic file of version 3, DCA style, with every language."""
    return _write(concepts, options, tally, VERSION_3)


def _write(concepts: Iterable[Concept], options: Options, tally: Tally, version: Version) -> Iterator[str]:
    source = "glossary export" + (f" {options.date}" if options.date else "")
    yield version.head.format(language=escape(options.source, tally), source=escape(source, tally))
    numbers = _Numbers()
    for concept in concepts:
        terms = writable(concept.terms, tally)
        languages = _languages(terms, options.source)
        if not languages or (not version.interchange and len(languages) < 2):
            tally.refused()
            continue
        tally.wrote(concept)
        yield "".join(_entry(concept, terms, languages, numbers.next(concept), version, options, tally))
    yield version.tail


class _Numbers:
    """Gives each concept an id that stands once in the file: its own number, or one beyond all of a term base."""

    def __init__(self) -> None:
        self._free = itertools.count(_FREE)

    def next(self, concept: Concept) -> str:
        """Return the id of the next concept."""
        return f"c{next(self._free) if concept.id is None else concept.id}"


def _languages(terms: Iterable[Term], source: str) -> list[str]:
    return sorted({term.language for term in terms}, key=lambda language: (language != source, language))


class _Lines:
    """The lines of one entry under way."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.lines: list[str] = []

    def put(self, depth: int, name: str, text: str, type_: str = "") -> None:
        """Add one element with its text; *type_* is its category."""
        kind = f' type="{type_}"' if type_ else ""
        self.lines.append(f"{'  ' * depth}<{name}{kind}>{escape(text, self.tally)}</{name}>\n")

    def tag(self, depth: int, text: str) -> None:
        """Add one tag as it is."""
        self.lines.append(f"{'  ' * depth}<{text}>\n")


def _entry(
    concept: Concept,
    terms: Sequence[Term],
    languages: Sequence[str],
    number: str,
    version: Version,
    options: Options,
    tally: Tally,
) -> list[str]:
    out = _Lines(tally)
    out.tag(3, f'{version.entry} id="{number}"')
    if concept.subject:
        out.put(4, "descrip", concept.subject, "subjectField")
    for note in concept.notes:
        if note.level == "concept":
            _note(out, 4, note)
    if concept.source:
        out.put(4, "admin", concept.source, "source")
    if concept.scope:
        out.put(4, "admin", concept.scope, "projectSubset")
    for text in _properties(concept, version):
        out.put(4, "note", text)
    contexts = (
        sorted({reference.sentence for reference in concept.references if reference.sentence})
        if options.sentences
        else []
    )
    for language in languages:
        spoken = [term for term in terms if term.language == language]
        _language(out, concept, spoken, version, contexts)
        contexts = []
    out.tag(3, f"/{version.entry}")
    _lost_notes(concept, terms, tally)
    return out.lines


def _properties(concept: Concept, version: Version) -> Iterator[str]:
    yield f"kind: {concept.kind}"
    if version.interchange:
        yield f"origin: {concept.origin}"
        yield f"relation: {concept.relation}"
        yield f"norm: {concept.norm}"
        yield f"status: {concept.status}"
    if concept.part_of:
        yield f"part of: {concept.part_of}"
    if concept.region:
        yield f"region: {concept.region}"


def _note(out: _Lines, depth: int, note: Note) -> None:
    """Write one note: a definition in its own element, another known type with its name, any other as text."""
    if note.type == "definition" and note.level != "term":
        out.put(depth, "descrip", note.text, "definition")
    elif note.type == "context" and note.level == "term":
        out.put(depth, "descrip", note.text, "context")
    elif note.type in NOTE_TYPES:
        out.put(depth, "note", f"{note.type}: {note.text}")
    else:
        out.tally.lost["further types of notes"] += note.type != "note"
        out.put(depth, "note", f"note: {note.text}" if PROPERTY.match(note.text) else note.text)


def _language(out: _Lines, concept: Concept, terms: Sequence[Term], version: Version, contexts: Sequence[str]) -> None:
    language = terms[0].language
    out.tag(4, f'{version.language} xml:lang="{escape(language, out.tally)}"')
    for note in concept.notes:
        if note.level == "language" and note.language == language:
            _note(out, 5, note)
    for term in terms:
        out.tag(5, version.term)
        _term(out, concept, term, version, contexts)
        out.tag(5, f"/{version.term}")
        contexts = []
    out.tag(4, f"/{version.language}")


def _term(out: _Lines, concept: Concept, term: Term, version: Version, contexts: Sequence[str]) -> None:
    """Write the inside of one term. The order is part of the standard: term, term notes, the rest."""
    out.put(6, "term", term.text)
    out.put(6, "termNote", "noun" if concept.kind == "term" else version.name, "partOfSpeech")
    out.put(6, "termNote", _STATUS[term.status], "administrativeStatus")
    if term.type != "full":
        out.put(6, "termNote", TERM_TYPE[term.type], "termType")
    if term.variety:
        out.put(6, "termNote", term.variety, "geographicalUsage")
    for context in contexts:
        out.put(6, "descrip", context, "context")
    for note in concept.notes:
        if note.level == "term" and (note.language, note.term) == (term.language, term.text):
            _note(out, 6, note)
    if term.reading:
        out.put(6, "note", f"pinyin: {term.reading}")
    if term.derived:
        out.put(6, "note", f"derived: {term.derived}")
    if term.flags:
        out.put(6, "note", f"flags: {', '.join(term.flags)}")
    if term.official and version.interchange:
        out.put(6, "note", "official: 외래어 표기법")


def _lost_notes(concept: Concept, terms: Sequence[Term], tally: Tally) -> None:
    """Count the notes that hang on a language or a term that is not there."""
    spoken = {tag for term in terms for tag in (term.language, *tags(term.language))}
    texts = {(term.language, term.text) for term in terms}
    for note in concept.notes:
        if note.level == "language":
            tally.lost["notes on something that is not there"] += note.language not in spoken
        elif note.level == "term":
            tally.lost["notes on something that is not there"] += (note.language, note.term) not in texts
