"""Reading TBX of versions 2 and 3, our own and others', one entry at a time.

Taken as well: ``ntig/termGrp``, the DCT style, entries without id, ``xml:lang="zh_CN"``, other vendors' words for a status, a BOM, UTF-16.
A DOCTYPE is passed over and never fetched; entity declarations, nesting and sizes beyond what any glossary has are refused.
What cannot be kept is named with its line, once for each kind of thing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final
from xml.parsers import expat

from glossary.errors import FormatError, ValueRefused
from glossary.formats.exchange import (
    Incoming,
    Problem,
    arranged,
    kind_of,
    model_tag,
    norm_of,
    origin_of,
    relation_of,
    status_of,
)
from glossary.formats.tbx import ENTRY_PROPERTIES, NOTE_TYPES, PROPERTY, TERM_PROPERTIES
from glossary.model import FLAGS, Concept, Flag, Note, NoteLevel, Term, TermStatus, TermType, check_text, term_text

CHUNK: Final = 65_536
DEPTH: Final = 64
"""Deepest nesting; a glossary has about ten levels."""
TOKEN: Final = 4 * 1024 * 1024
"""Bytes of the longest tag."""
ENTRY: Final = 4_000_000
"""Characters of the largest entry."""
ATTLIST: Final = 1_000
"""Characters of the longest default that a DOCTYPE may declare: each element would repeat it."""

ENTRIES: Final = ("termEntry", "conceptEntry")
LANGUAGES: Final = ("langSet", "langSec")
SECTIONS: Final = ("tig", "ntig", "termSec")
LEAVES: Final = ("term", "termNote", "descrip", "admin", "note", "xref", "ref", "transac", "transacNote", "date", "descripNote",
                 "adminNote")  # fmt: skip
DCT: Final = {
    **dict.fromkeys(("subjectField", "context", "definition"), "descrip"),
    **dict.fromkeys(("administrativeStatus", "partOfSpeech", "termType", "geographicalUsage", "grammaticalGender"), "termNote"),
    **dict.fromkeys(("source", "projectSubset", "customerSubset"), "admin"),
}
"""Elements of the DCT style and the element that each stands for; its name is the type."""

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
}
"""The inverse of what `tbx` writes."""


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of a TBX file, and what could not be kept, in the order of the file.

    Raises FormatError with path, line and column for what is not well-formed, not TBX, or hostile.
    """
    reading = _Reading(path)
    more = True
    while more:
        data = stream.read(CHUNK)
        more = bool(data)
        try:
            reading.feed(data)
        except expat.ExpatError as error:
            what = expat.errors.messages.get(error.code, "not XML")
            raise FormatError(f"{path}:{error.lineno}:{error.offset + 1}: not well-formed XML: {what}") from None
        while reading.ready:
            yield reading.ready.popleft()
    if not reading.is_tbx:
        raise FormatError(f"{path}: not TBX: there is no <martif> or <tbx> in it")


class _Reading:
    """The state of one file under way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.ready: deque[Incoming | Problem] = deque()
        self.is_tbx = False
        self._told: set[str] = set()
        self._depth = 0
        self._fed = 0
        self._entry: _Entry | None = None
        self._leaf: _Leaf | None = None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attlist
        parser.SkippedEntityHandler = self._skipped
        self._parser = parser

    def feed(self, data: bytes) -> None:
        """Parse the next bytes; none are the end of the file."""
        self._parser.Parse(data, not data)
        self._fed += len(data)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > TOKEN and data:
            raise self._refusal(f"one tag of more than {TOKEN:,} bytes")

    def _refusal(self, what: str) -> FormatError:
        return FormatError(f"{self.path}:{self._parser.CurrentLineNumber}:{self._parser.CurrentColumnNumber + 1}: {what}")

    def problem(self, kind: str, what: str) -> None:
        """Tell *what* with the present place, once for each *kind*."""
        if kind not in self._told:
            self._told.add(kind)
            self.ready.append(Problem(self.path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1, what))

    def _entity(self, name: str, *_: object) -> None:
        raise self._refusal(f"entity declarations are refused: {name[:40]!r}; write the text itself")

    def _attlist(self, element: str, name: str, kind: str, default: str | None, required: int) -> None:
        if default is not None and len(default) > ATTLIST:
            raise self._refusal(f"a default of {len(default):,} characters for attribute {name[:40]!r} is refused")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.problem(f"&{name};", f"entity &{name[:40]}; is not declared here, and is left out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise self._refusal(f"elements nested more than {DEPTH} deep")
        local = name.rsplit(":", 1)[-1]
        if self._depth == 1:
            self.is_tbx = local in ("martif", "tbx")
            if not self.is_tbx:
                raise self._refusal(f"not TBX: the root is <{local[:40]}>, not <martif> or <tbx>")
        if self._leaf is not None:
            self._leaf.depth += 1
        elif local in ENTRIES:
            self._entry = _Entry(self, self._parser.CurrentLineNumber, attributes.get("id", ""))
        elif self._entry is not None:
            self._inside(self._entry, local, attributes)

    def _inside(self, entry: _Entry, local: str, attributes: dict[str, str]) -> None:
        if local in LANGUAGES:
            entry.open_language(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif local in SECTIONS:
            entry.open_section()
        elif local in LEAVES:
            self._leaf = _Leaf(local, attributes.get("type", ""))
        elif local in DCT:
            self._leaf = _Leaf(DCT[local], local)

    def _text(self, text: str) -> None:
        if self._entry is None:
            return
        self._entry.size += len(text)
        if self._entry.size > ENTRY:
            raise self._refusal(f"an entry of more than {ENTRY:,} characters")
        if self._leaf is not None:
            self._leaf.parts.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rsplit(":", 1)[-1]
        leaf, entry = self._leaf, self._entry
        if entry is None:
            return
        if leaf is not None:
            leaf.depth -= 1
            if leaf.depth == 0:
                self._leaf = None
                entry.take(leaf)
        elif local in SECTIONS:
            entry.close_section()
        elif local in LANGUAGES:
            entry.language = ""
        elif local in ENTRIES:
            self._entry = None
            entry.finish()


class _Leaf:
    """An element with text under way; markup inside it (hi, foreign, ph) leaves its text."""

    def __init__(self, name: str, type_: str) -> None:
        self.name = name
        self.type = type_
        self.depth = 1
        self.parts: list[str] = []


class _Section:
    """One term under way."""

    def __init__(self) -> None:
        self.text = ""
        self.status: TermStatus | None = None
        self.type: TermType = "full"
        self.variety: str | None = None
        self.properties: dict[str, str] = {}
        self.notes: list[tuple[str, str]] = []


class _Entry:
    """One entry under way, and the concept that it becomes."""

    def __init__(self, reading: _Reading, line: int, name: str) -> None:
        self.reading = reading
        self.line = line
        self.name = name
        self.size = 0
        self.language = ""
        self.section: _Section | None = None
        self.terms: list[Term] = []
        self.notes: list[Note] = []
        self.stated: set[str] = set()
        self.texts: dict[str, str] = {}
        self.properties: dict[str, str] = {}

    def open_language(self, tag: str) -> None:
        """Enter a language."""
        try:
            self.language = model_tag(tag)
        except ValueRefused as error:
            self.language = ""
            self.reading.problem(f"lang {tag}", f"{error}; its forms are left out")

    def open_section(self) -> None:
        """Enter a term."""
        self.section = _Section()

    def close_section(self) -> None:
        """Make a Term of the section; what the model refuses is told."""
        section, self.section = self.section, None
        if section is None or not self.language:
            return
        try:
            self.terms.append(self._term(section))
        except ValueRefused as error:
            self.reading.problem(f"term {self.line} {len(self.terms)}", str(error))
            return
        if section.status is not None:
            self.stated.add(self.language)
        for kind, text in section.notes:
            self._add_note(text, "term", kind, self.terms[-1].text)

    def _term(self, section: _Section) -> Term:
        term = Term(self.language, term_text(section.text), section.status or "admitted", section.type, variety=section.variety)
        properties = section.properties
        flags: list[Flag] = [flag for flag in FLAGS if flag in properties.get("flags", "").split(", ")]
        return replace(
            term,
            reading=properties.get("pinyin"),
            derived=properties.get("derived"),
            official="official" in properties,
            flags=tuple(flags),
        )

    def take(self, leaf: _Leaf) -> None:
        """Take the text of one element to where it belongs."""
        text = "".join(leaf.parts)
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
        else:
            self._passed_over(leaf)

    def _passed_over(self, leaf: _Leaf) -> None:
        what = f"<{leaf.name}" + (f" type={leaf.type[:40]!r}" if leaf.type else "") + ">"
        self.reading.problem(what, f"{what} is not kept, here and wherever else it stands")

    def _term_note(self, kind: str, value: str) -> None:
        section = self.section
        if section is None:
            return
        if kind in ("administrativeStatus", "normativeAuthorization"):
            section.status = STATUSES.get(value.lower())
            if section.status is None:
                self.reading.problem(f"status {value}", f"status {value[:40]!r} is not known; taken as admitted")
        elif kind == "termType" and value in TYPES:
            section.type = TYPES[value]
        elif kind == "geographicalUsage":
            section.variety = value
        elif kind != "partOfSpeech":
            self.reading.problem(f"{kind} {value}", f"term note {kind[:40]!r} {value[:40]!r} is not kept, here and wherever else it stands")

    def _note(self, text: str) -> None:
        found = PROPERTY.match(text)
        name, rest = (found[1], text[found.end() :]) if found else ("", text)
        if self.section is not None and name in TERM_PROPERTIES:
            self.section.properties[name] = rest
        elif self.section is None and not self.language and name in ENTRY_PROPERTIES:
            self.properties[name] = rest
        elif name in NOTE_TYPES:
            self._keep_note(name, rest)
        else:
            self._keep_note("note", rest if name == "note" else text)

    def _description(self, kind: str, text: str) -> None:
        if kind == "subjectField":
            self.texts.setdefault("subject", text)
        else:
            self._keep_note("usage" if kind.lower() == "usage note" else kind or "note", text)

    def _admin(self, kind: str, text: str) -> None:
        if kind == "source" and self.section is None and not self.language:
            self.texts["source"] = f"{self.texts['source']}; {text}" if "source" in self.texts else text
        elif kind in ("projectSubset", "customerSubset") and self.section is None:
            self.texts.setdefault("scope", text)
        elif kind == "source":
            self._keep_note("source", text)
        else:
            self.reading.problem(f"admin {kind}", f"<admin type={kind[:40]!r}> is not kept, here and wherever else it stands")

    def _keep_note(self, kind: str, text: str) -> None:
        if self.section is not None:
            self.section.notes.append((kind, text))
        else:
            self._add_note(text, "language" if self.language else "concept", kind, "")

    def _add_note(self, text: str, level: NoteLevel, kind: str, term: str) -> None:
        try:
            self.notes.append(Note(text, level, check_text(kind, "the note's type", limit=100), self.language, term))
        except ValueRefused as error:
            self.reading.problem(f"note {self.line} {len(self.notes)}", str(error))

    def finish(self) -> None:
        """Hand over the concept, or say why there is none."""
        if not self.terms:
            self.reading.ready.append(Problem(self.reading.path, self.line, 0, f"entry {self.name[:40]!r} has no term that can be kept"))
            return
        self.reading.ready.append(Incoming(self._concept(), self.line, frozenset(self._fields())))

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
            self.reading.problem(f"{name} {self.line}", str(error))
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
