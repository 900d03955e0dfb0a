"""What the stages exchange: frozen, slotted dataclasses, named tuples, and the words they use.

Every public value is checked where it is made, so that nothing malformed can reach a term base or a file:
terms refuse NUL and other control characters, lone surrogates, empty and over-long text.
Positions are code points, half open, in the decoded text of one document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from glossary.errors import ValueRefused

if TYPE_CHECKING:
    from glossary.sightings import Anchor as Anchor
    from glossary.sightings import Approval as Approval
    from glossary.sightings import Cues as Cues
    from glossary.sightings import Decisions as Decisions
    from glossary.sightings import Document as Document
    from glossary.sightings import Evidence as Evidence
    from glossary.sightings import Gloss as Gloss
    from glossary.sightings import Pair as Pair
    from glossary.sightings import Step as Step
    from glossary.sightings import Steps as Steps

Relation: TypeAlias = Literal["pinyin", "sino", "both", "mixed", "translation", "abbreviation", "japanese", "other"]
Origin: TypeAlias = Literal["zh", "ko", "ja", "other"]
Kind: TypeAlias = Literal["place", "person", "organization", "title", "product", "term"]
Band: TypeAlias = Literal["accept", "review", "doubtful"]
How: TypeAlias = Literal["bracket", "variant", "list", "segment", "manual", "import", "corpus"]
Status: TypeAlias = Literal["candidate", "auto", "approved", "rejected"]
TermStatus: TypeAlias = Literal["preferred", "admitted", "deprecated"]
TermType: TypeAlias = Literal["full", "acronym", "abbreviation", "short", "variant", "phrase"]
Flag: TypeAlias = Literal["nonstandard", "misspelt", "typo", "own-hanja", "unsure"]
Variety: TypeAlias = Literal["KR", "CN", "KP"]
Norm: TypeAlias = Literal["loanword", "sino", "custom", "none"]
Group: TypeAlias = Literal["person", "place", "rest"]
NoteLevel: TypeAlias = Literal["concept", "language", "term"]

RELATIONS: Final = ("pinyin", "sino", "both", "mixed", "translation", "abbreviation", "japanese", "other")
ORIGINS: Final = ("zh", "ko", "ja", "other")
KINDS: Final = ("place", "person", "organization", "title", "product", "term")
BANDS: Final = ("accept", "review", "doubtful")
HOWS: Final = ("bracket", "variant", "list", "segment", "manual", "import", "corpus")
STATUSES: Final = ("candidate", "auto", "approved", "rejected")
TERM_STATUSES: Final = ("preferred", "admitted", "deprecated")
TERM_TYPES: Final = ("full", "acronym", "abbreviation", "short", "variant", "phrase")
NORMS: Final = ("loanword", "sino", "custom", "none")
FLAGS: Final = ("nonstandard", "misspelt", "typo", "own-hanja", "unsure")

PREFERRED_FOR: Final = "preferred-for"
"""Type of the internal note that says for which client or project (its text) a term is preferred."""
SEE: Final = "see"
"""Type of the internal note that refers to another concept, whose uid is its text."""
APART: Final = "apart"
"""Type of the internal note that says of which concept (its text the uid) this one is kept apart, though both are written the same."""
LINKS: Final = (SEE, APART)
"""Types of the internal notes that name another concept."""

READING_RELATIONS: Final = ("pinyin", "sino", "both", "mixed")
"""Relations in which the Korean form is a reading of the Han form, wholly or in part."""

MAX_TERM: Final = 500
"""Code points of the longest term; the longest plan titles seen have about 60."""
_LONG: Final = 8 * MAX_TERM
"""Code points that NFC makes no term of; it leaves at least one of four."""
MAX_TEXT: Final = 2_000
"""Code points of the longest subject, source, reading and the like."""
MAX_VARIETY: Final = 40
MAX_NOTE: Final = 20_000
"""Code points of the longest note."""
CONTEXT: Final = 200
"""Code points of the sentence kept on either side of a pair."""


def check_text(text: str, what: str, *, limit: int = MAX_TERM, lines: bool = False) -> str:
    """Return *text* unchanged, or refuse it.

    Refused: empty or blank text, more than *limit* code points, C0 and C1 controls and NUL (tab and line feed are
    let through when *lines*), and lone surrogates. *what* names the value in the message.
    """
    if not text or text.isspace():
        raise ValueRefused(f"{what} is empty; give at least one character")
    if len(text) > limit:
        raise ValueRefused(f"{what} has {len(text):,} characters, at most {limit:,} are kept: {text[:20]!r}…")
    if text.isprintable():
        return text
    for place, char in enumerate(text):
        code = ord(char)
        if 0xD800 <= code <= 0xDFFF:
            raise ValueRefused(f"{what} has a lone surrogate U+{code:04X} at character {place + 1}; remove it")
        if unicodedata.category(char) == "Cc" and not (lines and char in "\t\n"):
            raise ValueRefused(f"{what} has a control character U+{code:04X} at character {place + 1}; remove it")
    return text


def sha256(text: str) -> str:
    """Return the SHA-256 of *text* in UTF-8, in hexadecimal."""
    import hashlib  # a look-up needs none, and it loads a crypto library

    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def term_text(text: str) -> str:
    """Return *text* as a term keeps it: NFC, runs of white space made one space, none at the ends.

    What is far too long for a term stays as it is: to put a million combining marks in order takes hours.
    """
    if len(text) > _LONG:
        text = " ".join(text.split())
        if len(text) > _LONG:
            return text
    return " ".join(unicodedata.normalize("NFC", text).split())


# Compiled where it is asked for: a look-up needs none, and has to start at once.
_INVISIBLE: Final = r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+|(?<=\w)[ \t\u3000]*[\r\n]+[ \t\u3000]*(?=\w)"


made: Final = tuple.__new__
"""Makes a named tuple of all its fields in their order, ``made(Span, (start, end, text))``. The class comes to the same by a function in Python,
which costs twice as much, and more from where the stages are compiled; so this is for what is made by the thousand."""


# What the stages make by the thousand is a named tuple, made in half the time that a frozen dataclass takes, and defined in a tenth: a look-up
# has to start at once. Dataclasses are what checks its values.
class Span(NamedTuple):
    """A stretch of one document: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str

    @property
    def form(self) -> str:
        """The text without what the page put into it: line ends and invisible characters inside a word, spaces between single hanzi.

        류광⏎화 is one word. A line end that stood for a space is lost too, 베이징⏎대학: written together is the rule since 2017.
        """
        text = self.text
        if not text.isprintable():
            text = re.sub(_INVISIBLE, "", text)
        words = text.split(" ")
        if len(text) != 2 * len(words) - 1:
            return text  # as of nearly every form: no single letters with a space between each two
        return "".join(words) if all(len(word) == 1 and "㐀" <= word <= "鿿" for word in words) else text


@dataclass(frozen=True, slots=True)
class Note:
    """Text that people add: a definition, a usage note, a source.

    *level* says what it belongs to; *language* is the language of the langset or term it belongs to ("" at concept level),
    *term* the term's text at term level. An *internal* note is never exported.
    """

    text: str
    level: NoteLevel = "concept"
    type: str = "note"
    language: str = ""
    term: str = ""
    internal: bool = False

    def __post_init__(self) -> None:
        check_text(self.text, "the note", limit=MAX_NOTE, lines=True)


@dataclass(frozen=True, slots=True)
class Term:
    """One form in one language (``ko``, ``zh``, ``zh-Hans``, ``zh-Hant``, ``en`` …).

    *text* is in NFC with single spaces. *derived* says how a form that nobody wrote came about (``opencc:t2s``, ``opencc:s2t``,
    ``table5``), None for attested ones. *reading* is the pinyin of a Chinese term. *official* marks the spelling of
    외래어 표기법 표 5. *seen* counts the distinct sentences in which the form was attested. *held*, of a stored term, says
    that a person or an import last decided it; it is no part of what the term is.
    """

    language: str
    text: str
    status: TermStatus = "admitted"
    type: TermType = "full"
    derived: str | None = None
    flags: tuple[Flag, ...] = ()
    reading: str | None = None
    official: bool = False
    variety: str | None = None
    seen: int = 0
    held: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        check_text(self.text, f"the {self.language} term")


def group_of(kind: Kind) -> Group:
    """Return the class of a kind: a place and a person of one name are two things."""
    return kind if kind in ("person", "place") else "rest"


class Reference(NamedTuple):
    """Where a concept was seen, as exports may show it: never a sentence of somebody's text unless asked for."""

    document: str
    name: str
    how: How
    ko: Span | None
    zh: Span | None
    sentence: str = ""


class Transaction(NamedTuple):
    """What was done to a concept: it was made or changed, on a day (YYYY-MM-DD, UTC), by somebody."""

    kind: Literal["origination", "modification"]
    date: str
    who: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with its names.

    *id* is the number shown as ``c17`` (None before it is stored), *uid* the UUID that never changes. *seen* counts the distinct
    sentences of its evidence, *documents* the documents. Terms stand in canonical order: by language, then preferred
    before admitted before deprecated, then by text.
    """

    uid: str
    kind: Kind
    origin: Origin
    relation: Relation
    status: Status
    terms: tuple[Term, ...]
    id: int | None = None
    norm: Norm = "none"
    part_of: str | None = None
    region: str | None = None
    scope: str | None = None
    subject: str | None = None
    source: str | None = None
    removed: bool = False
    revision: int = 1
    seen: int = 0
    documents: int = 0
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def label(self) -> str:
        """The id as people see it: ``c17``, or ``new``."""
        return "new" if self.id is None else f"c{self.id}"

    def in_language(self, *languages: str) -> tuple[Term, ...]:
        """The terms of these languages, in the order of the concept."""
        return tuple(term for term in self.terms if term.language in languages)

    @property
    def korean(self) -> tuple[Term, ...]:
        """The Korean terms, preferred first."""
        return self.in_language("ko")

    @property
    def chinese(self) -> tuple[Term, ...]:
        """The Chinese terms of every script, preferred first within each."""
        return tuple(term for term in self.terms if term.language.startswith("zh"))


TERM_ORDER: Final = {"preferred": 0, "admitted": 1, "deprecated": 2}


def term_order(term: Term) -> tuple[str, int, bool, str]:
    """Sort key that puts the terms of a concept in canonical order."""
    return (term.language, TERM_ORDER[term.status], term.derived is not None, term.text)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return what `glossary.sightings` defines, which is loaded when it is first asked for."""
        if name.startswith("_"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from glossary import sightings

        found: object = getattr(sightings, name)
        globals()[name] = found
        return found
