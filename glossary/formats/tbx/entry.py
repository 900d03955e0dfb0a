"""One entry of a TBX file on its way to a concept: which text goes where, and what is told because it goes nowhere.

Texts that the model has no field for become notes of their level whose type is the data category (``reliabilityCode``, ``transferComment``); the source of a
definition is a note of type ``definition source`` beside it. Grammar, administration and references inside the file are told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from glossary.errors import ValueRefused
from glossary.formats.exchange import (
    Incoming,
    TermDetail,
    arranged,
    kind_of,
    model_tag,
    norm_of,
    origin_of,
    relation_of,
    status_of,
)
from glossary.formats.making import make_concept, make_incoming
from glossary.formats.tbx.section import Section, Tell
from glossary.formats.tbx.words import LINKS, NOTES, SCOPES, SOURCES, STANDINGS, SUBJECTS, word
from glossary.formats.tbx.writing import ENTRY_PROPERTIES, NOTE_TYPES, PROPERTY, TERM_PROPERTIES
from glossary.model import MAX_TEXT, Kind, Norm, Note, NoteLevel, Origin, Relation, Status, Term, check_text

_ROMANIZED: Final = "zh-Latn"
"""Chinese in Latin letters is a reading of the Chinese terms, not a term."""
_TEXTS: Final = {"subject": "subject", "source": "source", "client": "scope"}
"""Properties of an entry whose place is not among the properties."""
_Value = TypeVar("_Value")


class Said(NamedTuple):
    """What an entry says of its concept as a whole; *fields* are those that it states, *status* None that it does not say."""

    kind: Kind
    origin: Origin
    relation: Relation
    norm: Norm
    status: Status | None
    part_of: str | None
    region: str | None
    scope: str | None
    subject: str | None
    source: str | None
    fields: frozenset[str]


class Entry:
    """One entry under way, and the concept that it becomes.

    *tell* takes a kind of problem and its sentence, *refuse* why a form or a note is left out; *number* is that of the id, where we gave it. *two_languages*: the file is for CAT
    tools, where every form that is not to be preferred is called admitted, so the word says nothing about a known form.
    """

    language = ""
    group: str | None = None
    """Within a group, the category of what the group is about."""
    section: Section | None = None
    text: str | None = None
    """The term of the section."""
    status: Status | None = None

    def __init__(
        self, tell: Tell, refuse: Callable[[str], None], line: int, number: int | None, *, two_languages: bool = False
    ) -> None:
        self.tell = tell
        self.refuse = refuse
        self.line = line
        self.number = number
        self.two_languages = two_languages
        self.terms: list[Term] = []
        self.notes: list[Note] = []
        self.readings: list[str] = []
        self.stated: list[str] = []
        """Languages of whose terms the file states a status."""
        self.unsaid: list[tuple[TermDetail, str]] = []
        self.texts: dict[str, str] = {}
        self.properties: dict[str, str] = {}

    def open_language(self, tag: str) -> None:
        """Enter a language."""
        try:
            self.language = model_tag(tag)
        except ValueRefused as error:
            self.language = ""
            self.refuse(f"{error}; its forms are left out")

    def close_language(self) -> None:
        """Leave a language."""
        self.close_section()
        self.language = ""

    def close_group(self) -> None:
        """Leave a group."""
        self.group = None

    def open_section(self) -> None:
        """Enter a term."""
        self.close_section()
        self.section = Section(self.tell)
        self.text = None

    def close_section(self) -> None:
        """Make a Term of the section; what the model refuses is told."""
        section, self.section = self.section, None
        if section is None or not self.language:
            return
        try:
            if self.language.startswith(_ROMANIZED):
                self.readings.append(section.term(self.language, self.text or "").text)
            else:
                self.add(section, self.text or "")
        except ValueRefused as error:
            self.refuse(f"{error}; it is left out")

    def add(self, section: Section, text: str) -> None:
        """Add a term of the present language. Raises ValueRefused."""
        term = section.term(self.language, text)
        self.terms.append(term)
        text, status = term.text, section.status
        if status is not None:
            self.stated.append(term.language)
        if status is None or (status == "admitted" and self.two_languages):
            self.unsaid.append(("status", text))
        if section.type is None:
            self.unsaid.append(("type", text))
        self._decide(section)
        for kind, note in section.notes:
            self._add_note(note, "term", kind, text)

    def _decide(self, section: Section) -> None:
        if section.draft:
            self.status = "candidate"
        elif section.decided and self.status is None:
            self.status = "approved"

    def take(self, name: str, category: str, text: str) -> None:
        """Take the text of one element, by its name and its data category, to where it belongs."""
        if name == "term":
            self._take_term(text)
        elif name not in _TAKERS:
            self.pass_over(name, category)
        elif text := text.strip():
            _TAKERS[name](self, category, text)

    def take_leaf(self, name: str, category: str, text: str, target: str) -> None:
        """Take the text of one element as `take` does; where it refers to something else, that is *target*."""
        if target and name == "xref" and target not in text:
            text = f"{text.strip()} {target}"
        self.take(name, category, text)

    def pass_over(self, name: str, category: str = "") -> None:
        """Tell of an element that has no place."""
        what = f"<{name[:40]}" + (f" type={category[:40]!r}" if category else "") + ">"
        self.tell(what, f"{what} is not kept, here and wherever else it stands")

    def _take_term(self, text: str) -> None:
        if self.section is None or self.text is not None:
            self.open_section()  # a term without a section of its own
        self.text = text

    def _take_term_note(self, category: str, text: str) -> None:
        if self.section is None:
            self._keep_note(category or "note", text)
        else:
            self.section.take(category, text)

    def _take_note(self, category: str, text: str) -> None:
        if self.group:
            self._keep_note(f"{self.group} note", text)
            return
        found = PROPERTY.match(text)
        name, rest = (found[1], text[found.end() :]) if found else ("", text)
        if self.section is not None and name in TERM_PROPERTIES:
            self.section.add_property(name, rest)
        elif self.section is None and not self.language and name in _TEXTS:
            self.texts.setdefault(_TEXTS[name], rest)
        elif self.section is None and not self.language and name in ENTRY_PROPERTIES:
            self.properties[name] = rest
        elif name in NOTE_TYPES:
            self._keep_note(name, rest)
        else:
            self._keep_note(category or "note", rest if name == "note" else text)

    def _take_description(self, category: str, text: str) -> None:
        name = word(category)
        kind = NOTES.get(name, category)
        if self.group is not None:
            self.group = kind
        if name in SUBJECTS:
            self._join("subject", text)
        elif name in STANDINGS:
            self._take_standing(name, text)
        elif name == "explanation":
            self._take_note("", text)
        else:
            self._keep_note(kind, text)

    def _take_administration(self, category: str, text: str) -> None:
        name = word(category)
        if name in SOURCES:
            self._take_source(text)
        elif name in SCOPES:
            self._take_scope(category, text)
        elif name in STANDINGS:
            self._take_standing(name, text)
        elif name == "reading" and self.section is not None:
            self._take_reading(text)
        elif name in NOTES:
            self._keep_note(NOTES[name], text)
        else:
            self.pass_over("admin", category)

    def _take_source(self, text: str) -> None:
        if self.group:
            self._keep_note(f"{self.group} source", text)
        elif self.section is None and not self.language:
            self._join("source", text)
        else:
            self._keep_note("source", text)

    def _take_scope(self, category: str, text: str) -> None:
        if self.section is not None or self.texts.setdefault("scope", text) != text:
            self.pass_over("admin", category)

    def _take_standing(self, category: str, text: str) -> None:
        section = self.section or Section(self.tell)
        section.stand(category, text)
        if self.section is None:
            self._decide(section)

    def _take_reading(self, text: str) -> None:
        if self.section is not None:
            self.section.add_property("pinyin", text)
        else:
            self._keep_note("reading", text)

    def _take_administrative_note(self, category: str, text: str) -> None:
        if word(category) != "readingnote":
            self.pass_over("adminNote", category)
        elif "pinyin" not in text.lower():
            self._keep_note(category, text)

    def _take_descriptive_note(self, category: str, text: str) -> None:
        self._keep_note(category or f"{self.group or 'descrip'} note", text)

    def _take_link(self, category: str, text: str) -> None:
        if word(category) in LINKS:
            self._keep_note(category or "xref", text)
        else:
            self.pass_over("xref", category)

    def _join(self, name: str, text: str) -> None:
        """Add a text to those of a field that has room for one."""
        known = self.texts.get(name)
        if known is None:
            self.texts[name] = text
        elif text not in known.split("; "):
            self.texts[name] = f"{known}; {text}"

    def _keep_note(self, kind: str, text: str) -> None:
        if self.section is not None:
            self.section.add_note(kind, text)
        else:
            self._add_note(text, "language" if self.language else "concept", kind, "")

    def _add_note(self, text: str, level: NoteLevel, kind: str, term: str) -> None:
        try:
            self.notes.append(Note(text, level, check_text(kind, "the note's type", limit=100), self.language, term))
        except ValueRefused as error:
            self.refuse(f"{error}; it is left out")

    def finished(self) -> Incoming | None:
        """Return the concept; None where no term could be kept."""
        if self.section is not None:
            self.close_section()
        if not self.terms:
            return None
        terms = arranged(self._with_readings() if self.readings else self.terms, self.stated)
        if len(terms) < len(self.terms):
            self._tell_repeats(terms)
        kind, origin, relation, norm, status, part_of, region, scope, subject, source, fields = self._say()
        if status is None and self.status is not None:
            status, fields = self.status, fields | {"status"}
        notes: tuple[Note, ...] = ()
        if self.notes:
            notes, fields = tuple(self.notes), fields | {"notes"}
        concept = make_concept(
            "", kind, origin, relation, status or "approved", terms, self.number, norm, part_of, region, scope, subject, source,
            False, 1, 0, 0, notes,
        )  # fmt: skip
        return make_incoming(concept, self.line, fields, frozenset(self.unsaid))

    def _say(self) -> Said:
        """Return what the entry says of the concept as a whole; what none of our words is becomes a note."""
        fields = {"terms"}
        return Said(
            self._word(fields, "kind", kind_of, "term"),
            self._word(fields, "origin", origin_of, "zh"),
            self._word(fields, "relation", relation_of, "other"),
            self._word(fields, "norm", norm_of, "none"),
            self._word(fields, "status", status_of, None),
            self._text(fields, self.properties, "part of", "part_of"),
            self._text(fields, self.properties, "region"),
            self._text(fields, self.texts, "scope"),
            self._text(fields, self.texts, "subject"),
            self._text(fields, self.texts, "source"),
            frozenset(fields),
        )

    def _word(self, fields: set[str], name: str, meaning: Callable[[str], _Value], default: _Value) -> _Value:
        """Return what a note such as ``kind: place`` says, and add to *fields*; where it is none of our words it is a note after all."""
        value = self.properties.get(name)
        if value is None:
            return default
        try:
            said = meaning(value)
        except ValueRefused:
            self._add_note(f"{name}: {value}", "concept", "note", "")
            return default
        fields.add(name)
        return said

    def _text(self, fields: set[str], values: dict[str, str], name: str, field: str = "") -> str | None:
        """Return a text that the model takes, and add to *fields*; one that it refuses is told and left out."""
        value = values.get(name)
        if value is None:
            return None
        try:
            check_text(value, name, limit=MAX_TEXT, lines=True)
        except ValueRefused as error:
            self.refuse(f"{error}; it is left out")
            return None
        fields.add(field or name)
        return value

    def _with_readings(self) -> list[Term]:
        """Return the terms, Chinese ones with the reading that the file gives as a language of its own."""
        chinese = [term.language for term in self.terms if term.language.startswith("zh")]
        if len(self.readings) > 1 or len(set(chinese)) < len(chinese) or not chinese:
            self.tell(
                _ROMANIZED, f"a form in {_ROMANIZED} is a reading, and it is not clear of which form; it is left out"
            )
            return self.terms
        return [
            replace(term, reading=self.readings[0]) if term.language.startswith("zh") and not term.reading else term
            for term in self.terms
        ]

    def _tell_repeats(self, kept: tuple[Term, ...]) -> None:
        """Tell of forms that stand in the entry once more, and otherwise."""
        there = {(term.language, term.text): term for term in kept}
        for number, term in enumerate(self.terms):
            other = there[term.language, term.text]
            if (term.type, term.reading) != (other.type, other.reading) or {term.status, other.status} not in _ALIKE:
                what = f"the {term.language} form {term.text!r} stands twice in this entry, and not alike; the first counts"
                self.tell(f"repeat {self.line} {number}", what)


_ALIKE: Final = ({"preferred"}, {"admitted"}, {"deprecated"}, {"preferred", "admitted"})
"""Statuses of one form that stands twice: the first of a language is made the preferred one where the file says nothing."""
_TAKERS: Final[dict[str, Callable[[Entry, str, str], None]]] = {
    "termNote": Entry._take_term_note,
    "note": Entry._take_note,
    "descrip": Entry._take_description,
    "admin": Entry._take_administration,
    "adminNote": Entry._take_administrative_note,
    "descripNote": Entry._take_descriptive_note,
    "xref": Entry._take_link,
}
"""What takes the text of an element; what is not in it has no place."""
