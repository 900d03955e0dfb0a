"""One entry of a file on its way to a concept, for formats whose entries have named fields: what is filed under which name, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from glossary.errors import ValueRefused
from glossary.formats.exchange import Incoming, Problem, TermDetail, arranged, kind_of, model_tag
from glossary.model import MAX_TEXT, Concept, Note, NoteLevel, Term, check_text, term_text

FIELDS: Final = {"subject": "subject", "source": "source", "part of": "part_of", "region": "region", "client": "scope"}
"""Names of the fields of an entry, and what of a concept they hold; `kind` and notes beside."""
_SYNONYMS: Final = {"domain": "subject", "subject field": "subject", "customer": "client", "project": "client"}
NOTE_TYPES: Final = ("definition", "usage", "example", "etymology")
"""Types of notes that have a field of their own; any other type is lost, its text is not."""


def fields_of(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield the named fields of *concept* as (name, value), without its notes."""
    yield "kind", concept.kind
    for name, attribute in FIELDS.items():
        if value := getattr(concept, attribute):
            yield name, value


def note_field(note: Note) -> str:
    """Return the name of the field that holds a note."""
    return note.type if note.type in NOTE_TYPES else "note"


class Entry:
    """An entry under way, which begins at *line*. What the model refuses raises ValueRefused."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.terms: list[Term] = []
        self._notes: list[Note] = []
        self._values: dict[str, str] = {}
        self._stated: set[str] = set()
        self._unsaid: set[tuple[TermDetail, str]] = set()

    def add_term(self, tag: str, text: str) -> Term:
        """Add a form in the language *tag*, of which nothing else is known yet."""
        term = Term(model_tag(tag), term_text(text))
        self.terms.append(term)
        self._unsaid |= {("status", term.text), ("type", term.text)}
        return term

    def restate(self, term: Term, detail: TermDetail, changed: Term) -> Term:
        """Replace a form by what the file says of its *detail*.

        These are files for CAT tools, where every form that is not to be preferred is called admitted: that says nothing about a known one.
        """
        self.terms[self.terms.index(term)] = changed
        if (detail, changed.status) != ("status", "admitted"):
            self._unsaid.discard((detail, term.text))
        if detail == "status":
            self._stated.add(term.language)
        return changed

    def take(self, name: str, value: str) -> None:
        """File a value of the entry under its name; what is none of our fields is a note of that type."""
        plain = name.strip().lower()
        plain = _SYNONYMS.get(plain, plain)
        if plain == "kind" or plain in FIELDS:
            self._values.setdefault(plain, check_text(value, plain, limit=MAX_TEXT, lines=True))
        else:
            self.note(plain, value)

    def note(self, name: str, value: str, level: NoteLevel = "concept", language: str = "", term: str = "") -> None:
        """Add a note; *name* is its type."""
        kind = "note" if name in ("", "note", "notes", "comment", "comments") else name
        self._notes.append(Note(value, level, check_text(kind, "the note's type", limit=100), language, term))

    def finished(self, path: str, *, complete: bool = False) -> Incoming | Problem:
        """Return the concept, or why there is none. *complete*: the file says of every form how it stands."""
        if not self.terms:
            return Problem(path, self.line, 0, "an entry without a term that can be kept")
        kind = self._values.get("kind", "term")
        try:
            concept = Concept(
                uid="",
                kind=kind_of(kind),
                origin="zh",
                relation="other",
                status="approved",
                terms=arranged(self.terms, frozenset(self._stated)),
                notes=tuple(self._notes),
            )
        except ValueRefused as error:
            return Problem(path, self.line, 0, str(error))
        values = {FIELDS[name]: value for name, value in self._values.items() if name != "kind"}
        stated = {"terms", *values} | {"kind"} & self._values.keys() | ({"notes"} if self._notes else set())
        concept = replace(concept, **values)  # type: ignore[arg-type]
        return Incoming(concept, self.line, frozenset(stated), frozenset() if complete else frozenset(self._unsaid))
