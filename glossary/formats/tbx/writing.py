"""TBX, ISO 30042: writing every version, dialect and style, for interchange and as its consumers want it. Reading is in `reading`.

The dialect is a parameter (`dialects`), and so is the consumer (`Edition`). What a dialect has no data category for stands in notes of the shape
``kind: place``, ``pinyin: Wēihǎi``, and is read back from them; a note by a person that looks like one gets ``note: `` before it.

Only ``tig`` is written, with an ``id`` on every entry and ``definition`` and ``context`` as plain ``descrip``: there are readers that see nothing else.
What stands between the texts of an entry is made once for a file, and joined with them: a million entries pass by.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from glossary.formats.account import Tally
from glossary.formats.exchange import Options
from glossary.formats.tbx.dialects import Dialect
from glossary.formats.tbx.words import OURS
from glossary.formats.xml_text import escape, writable
from glossary.model import Concept, Flag, Kind, Note, NoteLevel, Term, TermStatus, TermType

ENTRY_PROPERTIES: Final = (
    "kind", "origin", "relation", "norm", "status", "part of", "region", "subject", "source", "client",
)  # fmt: skip
TERM_PROPERTIES: Final = ("pinyin", "derived", "flags", "official", "status", "type", "variety")
NOTE_TYPES: Final[Mapping[str, str]] = {
    "definition": "definition",
    "definition source": "",
    "context": "context",
    "source": "source",
    "usage": "usageNote",
    "example": "example",
    "etymology": "etymology",
    "transferComment": "transferComment",
}
"""Types of notes that come back, and the data category of each; any other type is lost, its text is not."""
PROPERTY: Final = re.compile(f"({'|'.join((*ENTRY_PROPERTIES, *TERM_PROPERTIES, *NOTE_TYPES, 'note'))}): ")
STATUS: Final[Mapping[TermStatus, str]] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}

_FREE: Final = 10**12
"""The first number for concepts that have none of their own, beyond those of any term base."""
_DEPTHS: Final[Mapping[NoteLevel, int]] = {"concept": 4, "language": 5, "term": 6}
_KEPT: Final = 4096
"""Stretches that are remembered, of each kind."""

_CHUNK: Final = 1_000
"""Pieces that are joined and handed on."""
_BODY: Final = b"    <body>\n"
_BODY_END: Final = b"    </body>\n"

_Notes: TypeAlias = dict[tuple[str, ...], list[str]]
"""The lines of notes by where they stand: level, or ``termNote``, with language and term."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A dialect as its consumer wants it.

    *working*: workflow, relation, origin and the like go out too; they say nothing to a CAT tool, which shows them beside every hit. *standing*: part of
    speech and status of each term go out. *pairs*: one entry a pair of forms. *note* is the element of notes. *defining*: the notes of a concept
    go out as its definitions, for who reads nothing else.
    """

    dialect: Dialect
    working: bool = False
    standing: bool = True
    pairs: bool = False
    note: str = "<note>%s</note>"
    defining: bool = False


def write(concepts: Iterable[Concept], options: Options, tally: Tally, *, edition: Edition) -> Iterator[bytes]:
    """Yield a file, some entries at a time. Without any there is no body where the standard lets it be missing."""
    source = OURS + (f" {options.date}" if options.date else "")
    parts = [edition.dialect.head(escape(options.source, tally), escape(source, tally)).encode()]
    entries = _Entries(edition, options, tally)
    free = itertools.count(_FREE)
    for concept in concepts:
        terms = writable(concept.terms, tally)
        if not terms or not (edition.working or terms[0].language != terms[-1].language):
            tally.refused()
            continue
        if not tally.entries:
            parts.append(_BODY)
        number = f"c{next(free) if concept.id is None else concept.id}"
        notes = entries.placed(concept.notes) if concept.notes else {}
        if edition.pairs:
            pairs = _pairs(terms, options.source)
            tally.wrote(concept, len(pairs))
            for place, pair in enumerate(pairs, 1):
                entries.add(parts, concept, pair, f"{number}-{place}", dict(notes))
        else:
            tally.wrote(concept)
            entries.add(parts, concept, terms, number, notes)
            if notes:
                tally.lost["notes on something that is not there"] += sum(map(len, notes.values()))
        if len(parts) > _CHUNK:
            yield b"".join(parts)
            parts.clear()
    if tally.entries or edition.dialect.version == 2:
        parts.append(_BODY_END if tally.entries else _BODY + _BODY_END)
    parts.append(edition.dialect.tail.encode())
    yield b"".join(parts)


def _pairs(terms: Sequence[Term], source: str) -> list[tuple[Term, Term]]:
    """Return each source form with each target form, those with the preferred target first."""
    sources = [term for term in terms if term.language == source]
    return [(left, right) for right in terms if right.language != source for left in sources]


def _taken(notes: _Notes, *place: str) -> bytes:
    """Return the lines of the notes that stand in one place, and take them away."""
    return "".join(notes.pop(place, ())).encode()


class _Entries:
    """The entries of one file: lines with ``%s`` for their text, and for the few values that repeat stretches of lines, encoded already."""

    def __init__(self, edition: Edition, options: Options, tally: Tally) -> None:
        self._edition = edition
        self._dialect = edition.dialect
        self._options = options
        self._tally = tally
        entry, language, term = edition.dialect.levels
        self._entry = f'      <{entry} id="'
        self._entry_end = f"        </{language}>\n      </{entry}>\n".encode()
        self._term = f"          <{term}>\n            <term>".encode()
        self._term_end = f"          </{term}>\n"
        self._subject = self._line("concept", "subject", "subjectField")
        self._source = self._line("concept", "source", "source")
        self._scope = self._line("concept", "client", "projectSubset", "customerSubset")
        self._part_of = self._line("concept", "part of")
        self._region = self._line("concept", "region")
        self._reading, self._reading_end = self._pinyin().encode().split(b"%s")
        self._transaction = self._transacted() if edition.working else ""
        self._notes = {
            (level, kind): self._line(level, kind, category)
            for kind, category in NOTE_TYPES.items()
            for level in _DEPTHS
            if (level, kind) != ("concept", "source")
        }
        self._properties = lru_cache(_KEPT)(self._stated)
        self._around = lru_cache(_KEPT)(self._classified)

    def add(self, parts: list[bytes], concept: Concept, terms: Sequence[Term], number: str, notes: _Notes) -> None:
        """Add one entry to *parts* in pieces of UTF-8, and leave in *notes* those on something that is not there.

        The order inside a term is part of the standard: term, term notes, the rest. Terms of one language stand together, as in every concept.
        """
        tally, kind = self._tally, concept.kind
        parts.append(f'{self._entry}{number}">\n{self._head(concept, notes)}'.encode())
        if terms[0].language != self._options.source:
            terms = sorted(terms, key=lambda term: term.language != self._options.source)
        further = self._contexts(concept).encode() if self._options.sentences else b""
        language = ""
        for term in terms:
            variety = escape(term.variety, tally) if term.variety else None
            derived = escape(term.derived, tally) if term.derived else None
            opening, classes, end = self._around(
                language, term.language, kind, term.status, term.type, variety, derived, term.flags, term.official
            )
            language = term.language
            reading = b""
            if term.reading:
                reading = self._reading + escape(term.reading, tally).encode() + self._reading_end
            if notes:
                opening += _taken(notes, "language", language)
                reading = _taken(notes, "termNote", language, term.text) + reading
                further += _taken(notes, "term", language, term.text)
            parts += (opening, self._term, escape(term.text, tally).encode(), classes, reading, further, end)
            further = b""
        parts.append(self._entry_end)

    def _head(self, concept: Concept, notes: _Notes) -> str:
        """Return what an entry says of the concept."""
        tally = self._tally
        head = self._properties(concept.kind, concept.origin, concept.relation, concept.norm, concept.status)
        if concept.scope:
            head = self._scope % escape(concept.scope, tally) + head
        if concept.source:
            head = self._source % escape(concept.source, tally) + head
        if notes:
            head = _taken(notes, "concept").decode() + head
        if concept.subject:
            head = self._subject % escape(concept.subject, tally) + head
        if concept.part_of:
            head += self._part_of % escape(concept.part_of, tally)
        if concept.region:
            head += self._region % escape(concept.region, tally)
        if self._transaction and self._options.history:
            for done in self._options.history(concept):
                head += self._transaction % (done.kind, escape(done.date, tally), escape(done.who, tally))
        return head

    def placed(self, notes: Iterable[Note]) -> _Notes:
        """Return the lines of *notes* by where they stand."""
        placed: _Notes = {}
        for note in notes:
            line = self._noted(note)
            place: tuple[str, ...]
            if note.level == "concept":
                place = ("concept",)
            elif note.level == "language":
                place = ("language", note.language)
            else:
                place = ("termNote" if "<termNote" in line else "term", note.language, note.term)
            placed.setdefault(place, []).append(line)
        return placed

    def _noted(self, note: Note) -> str:
        """Return the line of a note: a known type in its data category or with its name, any other as text."""
        text = escape(note.text, self._tally)
        if self._edition.defining and note.level == "concept":
            return self._notes["concept", "definition"] % text
        line = self._notes.get((note.level, note.type))
        if line is not None:
            return line % text
        self._tally.lost["further types of notes"] += note.type != "note"
        return self._line(note.level, "note" if PROPERTY.match(note.text) else "") % text

    def _contexts(self, concept: Concept) -> str:
        sentences = sorted({reference.sentence for reference in concept.references if reference.sentence})
        line = self._line("term", "context", "context")
        return "".join(line % escape(sentence, self._tally) for sentence in sentences)

    def _line(self, level: NoteLevel, name: str, *categories: str) -> str:
        """Return the line for a text: in the first of *categories* that the dialect has at this level, else in a note that begins with *name*."""
        found = (self._dialect.element(category, level) for category in categories)
        note = self._edition.note.replace("%s", f"{name}: %s" if name else "%s")
        return f"{'  ' * _DEPTHS[level]}{next(filter(None, found), note)}\n"

    def _pinyin(self) -> str:
        reading = self._dialect.element("reading", "term")
        if not reading:
            return self._line("term", "pinyin", "pronunciation")
        note = self._dialect.element("readingNote", "term") % "Hanyu Pinyin"
        return f"{'  ' * _DEPTHS['term']}<adminGrp>{reading}{note}</adminGrp>\n"

    def _transacted(self) -> str:
        """Return the line for one transaction: its kind, date, and who is responsible; empty where the dialect has none."""
        kind, who = (self._dialect.element(name, "concept") for name in ("transactionType", "responsibility"))
        return f"        <transacGrp>{kind}<date>%s</date>{who}</transacGrp>\n" if kind else ""

    def _opened(self, last: str, language: str) -> str:
        """Return the end of the *last* language, if there is one, and the beginning of another."""
        if language == last:
            return ""
        element = self._dialect.levels[1]
        end = f"        </{element}>\n" if last else ""
        return f'{end}        <{element} xml:lang="{escape(language, self._tally)}">\n'

    def _stated(self, kind: Kind, *working: str) -> str:
        """Return what every entry says: its kind, and for interchange origin, relation, norm and status."""
        names = ("kind", "origin", "relation", "norm", "status")
        values = (kind, *working) if self._edition.working else (kind,)
        return "".join(self._line("concept", name) % value for name, value in zip(names, values, strict=False))

    def _classified(
        self,
        last: str,
        language: str,
        kind: Kind,
        status: TermStatus,
        type_: TermType,
        variety: str | None,
        derived: str | None,
        flags: Sequence[Flag],
        official: bool,
    ) -> tuple[bytes, ...]:
        """Return what stands before a term, where another language begins; after its text, its classes; and after its notes, its marks."""
        classes, marks = ["</term>\n"], []
        part = self._dialect.element("partOfSpeech", "term")
        if self._edition.standing and part:
            classes.append(
                self._line("term", "", "partOfSpeech") % ("noun" if kind == "term" else self._dialect.name_of_names)
            )
        if self._edition.standing:
            classes.append(self._line("term", "status", "administrativeStatus") % (STATUS[status] if part else status))
        if type_ != "full":
            has = self._dialect.element("termType", "term")
            classes.append(self._line("term", "type", "termType") % (self._dialect.term_types[type_] if has else type_))
        if variety:
            classes.append(self._line("term", "variety", "geographicalUsage") % variety)
        if derived:
            marks.append(self._line("term", "derived") % derived)
        if flags:
            marks.append(self._line("term", "flags") % ", ".join(flags))
        if official and self._edition.working:
            marks.append(self._line("term", "official") % "외래어 표기법")
        stretches = self._opened(last, language), "".join(classes), "".join((*marks, self._term_end))
        return tuple(stretch.encode() for stretch in stretches)
