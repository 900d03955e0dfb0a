"""One entry of a TBX file on its way to a concept: which text goes where, and what is told because it goes nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

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
from glossary.formats.tbx import ENTRY_PROPERTIES, NOTE_TYPES, PROPERTY, TERM_PROPERTIES
from glossary.model import (
    FLAGS,
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Flag,
    Note,
    NoteLevel,
    Term,
    TermStatus,
    TermType,
    check_text,
    term_text,
)

STATUSES: Final[dict[str, TermStatus]] = {
    **dict.fromkeys(("preferredterm-admn-sts", "preferredterm", "preferred", "standardizedterm-admn-sts"), "preferred"),
    **dict.fromkeys(("admittedterm-admn-sts", "admittedterm", "admitted", "acceptable", "legalterm-admn-sts"), "admitted"),
    **dict.fromkeys(("deprecatedterm-admn-sts", "deprecatedterm", "deprecated", "supersededterm-admn-sts", "supersededterm",
                     "forbidden", "obsolete", "notrecommended", "superseded"), "deprecated"),
}  # fmt: skip
"""The standard's words for the status of a term, and those of TermWeb, SUSE and others, in lower case."""
TYPES: Final[dict[str, TermType]] = {
    "fullForm": "full",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "shortForm": "short",
    "variant": "variant",
    "phrase": "phrase",
    "phraseologicalUnit": "phrase",
}
"""The inverse of what `tbx` writes."""
READINGS: Final = ("reading", "pronunciation")
"""Categories that hold pinyin."""
TEXTS: Final = {"subject": "subject", "source": "source", "client": "scope"}
"""Properties of an entry whose place is not among the properties."""


class Leaf:
    """An element with text under way; markup inside it (hi, foreign, ph) leaves its text."""

    def __init__(self, name: str, type_: str) -> None:
        self.name = name
        self.type = type_
        self.depth = 1


class Section:
    """One term under way."""

    def __init__(self) -> None:
        self.text = ""
        self.status: TermStatus | None = None
        self.type: TermType | None = None
        self.variety: str | None = None
        self.properties: dict[str, str] = {}
        self.notes: list[tuple[str, str]] = []

    def take_properties(self) -> None:
        """Take what notes say where the dialect has no data category; where one is none of our words it is a note after all."""
        for name, known in (("status", STATUSES), ("type", TYPES)):
            value = self.properties.get(name)
            if value is not None and value not in known.values():
                self.notes.append(("note", f"{name}: {value}"))
        self.status = next((status for status in TERM_STATUSES if status == self.properties.get("status")), self.status)
        self.type = next((type_ for type_ in TERM_TYPES if type_ == self.properties.get("type")), self.type)
        self.variety = self.properties.get("variety", self.variety)


class Entry:
    """One entry under way, and the concept that it becomes.

    *tell* takes a kind of problem and its sentence; *name* is the id that the file gives. *two_languages*: the file is for CAT
    tools, where every form that is not to be preferred is called admitted, so the word says nothing about a known form.
    """

    def __init__(self, tell: Callable[[str, str], None], line: int, name: str, *, two_languages: bool = False) -> None:
        self.tell = tell
        self.line = line
        self.name = name
        self.language = ""
        self.section: Section | None = None
        self.terms: list[Term] = []
        self.notes: list[Note] = []
        self.two_languages = two_languages
        self.stated: set[str] = set()
        self.unsaid: set[tuple[TermDetail, str]] = set()
        self.texts: dict[str, str] = {}
        self.properties: dict[str, str] = {}

    def open_language(self, tag: str) -> None:
        """Enter a language."""
        try:
            self.language = model_tag(tag)
        except ValueRefused as error:
            self.language = ""
            self.tell(f"lang {tag}", f"{error}; its forms are left out")

    def open_section(self) -> None:
        """Enter a term."""
        self.section = Section()

    def close_section(self) -> None:
        """Make a Term of the section; what the model refuses is told."""
        section, self.section = self.section, None
        if section is None or not self.language:
            return
        section.take_properties()
        try:
            self.terms.append(self._term(section))
        except ValueRefused as error:
            self.tell(f"term {self.line} {len(self.terms)}", str(error))
            return
        if section.status is not None:
            self.stated.add(self.language)
        if section.status is None or (self.two_languages and section.status == "admitted"):
            self.unsaid.add(("status", self.terms[-1].text))
        if section.type is None:
            self.unsaid.add(("type", self.terms[-1].text))
        for kind, text in section.notes:
            self._add_note(text, "term", kind, self.terms[-1].text)

    def _term(self, section: Section) -> Term:
        term = Term(
            self.language,
            term_text(section.text),
            section.status or "admitted",
            section.type or "full",
            variety=section.variety,
        )
        properties = section.properties
        flags: list[Flag] = [flag for flag in FLAGS if flag in properties.get("flags", "").split(", ")]
        return replace(
            term,
            reading=properties.get("pinyin"),
            derived=properties.get("derived"),
            official="official" in properties,
            flags=tuple(flags),
        )

    def take(self, leaf: Leaf, text: str) -> None:
        """Take the text of one element to where it belongs."""
        if not text.strip():
            return
        if leaf.name == "term":
            if self.section is not None:
                self.section.text = text
        elif leaf.name == "termNote":
            self._term_note(leaf.type, text.strip())
        elif leaf.name == "note":
            self._note(text.strip())
        elif leaf.name == "descrip":
            self._description(leaf.type, text.strip())
        elif leaf.name == "admin":
            self._admin(leaf.type, text.strip())
        elif leaf.type != "readingNote":
            self._passed_over(leaf)

    def _passed_over(self, leaf: Leaf) -> None:
        what = f"<{leaf.name}" + (f" type={leaf.type[:40]!r}" if leaf.type else "") + ">"
        self.tell(what, f"{what} is not kept, here and wherever else it stands")

    def _term_note(self, kind: str, value: str) -> None:
        section = self.section
        if section is None:
            return
        if kind in ("administrativeStatus", "normativeAuthorization"):
            section.status = STATUSES.get(value.lower())
            if section.status is None:
                self.tell(f"status {value}", f"status {value[:40]!r} is not known; taken as admitted")
        elif kind == "termType" and value in TYPES:
            section.type = TYPES[value]
        elif kind == "geographicalUsage":
            section.variety = value
        elif kind in READINGS:
            section.properties["pinyin"] = value
        elif kind in NOTE_TYPES.values():
            self._description(kind, value)
        elif kind != "partOfSpeech":
            self.tell(
                f"{kind} {value}",
                f"term note {kind[:40]!r} {value[:40]!r} is not kept, here and wherever else it stands",
            )

    def _note(self, text: str) -> None:
        found = PROPERTY.match(text)
        name, rest = (found[1], text[found.end() :]) if found else ("", text)
        if self.section is not None and name in TERM_PROPERTIES:
            self.section.properties[name] = rest
        elif self.section is None and not self.language and name in TEXTS:
            self.texts.setdefault(TEXTS[name], rest)
        elif self.section is None and not self.language and name in ENTRY_PROPERTIES:
            self.properties[name] = rest
        elif name in NOTE_TYPES:
            self._keep_note(name, rest)
        else:
            self._keep_note("note", rest if name == "note" else text)

    def _description(self, kind: str, text: str) -> None:
        if kind == "subjectField":
            self.texts.setdefault("subject", text)
        elif kind == "explanation":
            self._note(text)
        elif kind in NOTE_TYPES.values():
            self._keep_note(next(name for name, category in NOTE_TYPES.items() if category == kind), text)
        else:
            self._keep_note("usage" if kind.lower() == "usage note" else kind or "note", text)

    def _admin(self, kind: str, text: str) -> None:
        if kind == "source" and self.section is None and not self.language:
            self.texts["source"] = f"{self.texts['source']}; {text}" if "source" in self.texts else text
        elif kind in ("projectSubset", "customerSubset") and self.section is None:
            self.texts.setdefault("scope", text)
        elif kind == "source":
            self._keep_note("source", text)
        elif kind in READINGS and self.section is not None:
            self.section.properties["pinyin"] = text
        else:
            self.tell(f"admin {kind}", f"<admin type={kind[:40]!r}> is not kept, here and wherever else it stands")

    def _keep_note(self, kind: str, text: str) -> None:
        if self.section is not None:
            self.section.notes.append((kind, text))
        else:
            self._add_note(text, "language" if self.language else "concept", kind, "")

    def _add_note(self, text: str, level: NoteLevel, kind: str, term: str) -> None:
        try:
            self.notes.append(Note(text, level, check_text(kind, "the note's type", limit=100), self.language, term))
        except ValueRefused as error:
            self.tell(f"note {self.line} {len(self.notes)}", str(error))

    def finished(self) -> Incoming | None:
        """Return the concept; None where no term could be kept."""
        if not self.terms:
            return None
        return Incoming(self._concept(), self.line, frozenset(self._fields()), frozenset(self.unsaid))

    def _fields(self) -> Iterator[str]:
        yield "terms"
        yield from ("notes",) * bool(self.notes)
        yield from self.texts
        for name in self.properties:
            yield "part_of" if name == "part of" else name

    def _concept(self) -> Concept:
        number = self.name[1:] if self.name[:1] == "c" else ""
        concept = Concept(
            uid="",
            id=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None,
            kind="term",
            origin="zh",
            relation="other",
            status="approved",
            terms=arranged(self.terms, frozenset(self.stated)),
            part_of=self._text(self.properties, "part of"),
            region=self._text(self.properties, "region"),
            scope=self._text(self.texts, "scope"),
            subject=self._text(self.texts, "subject"),
            source=self._text(self.texts, "source"),
            notes=tuple(self.notes),
        )
        return self._with_properties(concept)

    def _text(self, values: dict[str, str], name: str) -> str | None:
        """Return a text that the model takes; one that it refuses is told and left out."""
        try:
            return check_text(values[name], name, limit=2_000, lines=True) if name in values else None
        except ValueRefused as error:
            self.tell(f"{name} {self.line}", str(error))
            return None

    def _with_properties(self, concept: Concept) -> Concept:
        """Return *concept* with what notes such as ``kind: place`` say; where one is none of our words it is a note after all."""
        for name, value in self.properties.items():
            try:
                concept = _with_property(concept, name, value)
            except ValueRefused:
                concept = replace(concept, notes=(*concept.notes, Note(f"{name}: {value}")))
        return concept


def _with_property(concept: Concept, name: str, value: str) -> Concept:
    if name == "kind":
        return replace(concept, kind=kind_of(value))
    if name == "origin":
        return replace(concept, origin=origin_of(value))
    if name == "relation":
        return replace(concept, relation=relation_of(value))
    if name == "norm":
        return replace(concept, norm=norm_of(value))
    return replace(concept, status=status_of(value)) if name == "status" else concept
