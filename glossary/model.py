"""What the stages exchange: frozen, slotted dataclasses, named tuples, and the words they use.

Every public value is checked where it is made, so that nothing malformed can reach a term base or a file:
terms refuse NUL and other control characters, lone surrogates, empty and over-long text.
Positions are code points, half open, in the decoded text of one document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias, overload

from glossary.errors import ValueRefused

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

READING_RELATIONS: Final = ("pinyin", "sino", "both", "mixed")
"""Relations in which the Korean form is a reading of the Han form, wholly or in part."""

MAX_TERM: Final = 500
"""Code points of the longest term; the longest plan titles seen have about 60."""
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
    """Return *text* as a term keeps it: NFC, runs of white space made one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


# Compiled where it is asked for: a look-up needs none, and has to start at once.
_INVISIBLE: Final = r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+|(?<=\w)[ \t\u3000]*[\r\n]+[ \t\u3000]*(?=\w)"


class Step(NamedTuple):
    """How a derived value came about: *rule* of *stage* turned *before* into *after*, because of *why*."""

    stage: str
    rule: str
    before: str
    after: str
    why: str = ""


class Steps(Sequence[Step]):
    """The steps of one value, worked out when somebody looks at them, for most are never read; otherwise they are what a tuple is."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Step, ...]]) -> None:
        """Keep *make*, which gives the steps and always the same ones."""
        self._make = make
        self._made: tuple[Step, ...] | None = None

    def _all(self) -> tuple[Step, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> Step: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, at: int | slice) -> Step | tuple[Step, ...]:
        return self._all()[at]

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Steps) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[Step, ...]], tuple[tuple[Step, ...]]]:
        return tuple, (self._all(),)


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


class Document(NamedTuple):
    """The text of one source.

    *name* is what people see (SOURCE joined with the path below it, the ``id`` of a .jsonl line, or ``-``); identity is
    `digest`. The text is as decoded: no newline translation, no normalization.
    """

    name: str
    text: str
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: the identity of the document."""
        return sha256(self.text)


class Cues(NamedTuple):
    """What stands around and inside a bracket besides the two forms.

    *label* is the language a label names (``zh``, ``ko`` for 한자, ``ja``, ``yue``, ``mn`` …) or ""; *readings* are other Hangul readings of
    the Han form inside the bracket; *person* is set by an age, dates of life or a photo mark; *quoted* by title or quotation
    marks around the pair; *defines* by 이하 and 약칭.
    """

    label: str = ""
    readings: tuple[str, ...] = ()
    latin: str = ""
    person: bool = False
    quoted: bool = False
    defines: bool = False
    kana: bool = False


class Gloss(NamedTuple):
    """One place where a Han-script form stands beside Korean.

    *han* is the form; *window* the stretch in which the Korean form is sought, ending (``ko-zh``) or standing whole
    (``zh-ko``) at the bracket; *bracket* the bracket with its marks, or what stands for it in a list. *needs* says what makes a
    pair of it: "" anything that answers; "reading" an exact reading alone, because nothing else says that the two belong together; "readings"
    that every such gloss of the bracket is read exactly (베이징, 톈진(北京, 天津)).
    """

    han: Span
    window: Span
    bracket: Span
    order: Literal["ko-zh", "zh-ko"]
    cues: Cues
    how: How = "bracket"
    needs: Literal["", "reading", "readings"] = ""


class Pair(NamedTuple):
    """One sighting: a Korean and a Chinese span of one document that correspond.

    *ko* and *zh* slice the document exactly as written. *document* is the document's name. *confidence* is 0–1 with three
    decimals. *official* is the spelling of 외래어 표기법 표 5, or None where there is none (see `Norm`).
    *variety* is that of the document's Korean: of the South (``KR``), of the Koreans of China (``CN``), of the North (``KP``), None where its orthography does not tell.
    """

    document: str
    ko: Span
    zh: Span
    relation: Relation
    origin: Origin
    kind: Kind
    band: Band
    confidence: float
    sentence: str
    how: How = "bracket"
    part_of: str | None = None
    flags: tuple[Flag, ...] = ()
    zh_hans: str = ""
    zh_hant: str = ""
    pinyin: str | None = None
    official: str | None = None
    norm: Norm = "none"
    variety: Variety | None = None
    steps: Sequence[Step] = ()


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


class Evidence(NamedTuple):
    """A stored sighting: what a Pair said, tied to a document by its digest. The text of the document is not stored.

    *ko* and *zh* are None where that side was not seen (a hand-made concept has no evidence at all).
    """

    document: str
    how: How
    ko: Span | None
    zh: Span | None
    relation: Relation
    origin: Origin
    kind: Kind
    band: Band
    confidence: float
    sentence: str = ""
    part_of: str | None = None
    flags: tuple[Flag, ...] = ()
    norm: Norm = "none"
    locator: str | None = None
    count: int = 1  # type: ignore[assignment]  # the method of tuples is not missed
    variety: Variety | None = None

    @property
    def sighting(self) -> str:
        """Digest of the sentence: an article repeated in a file is one sighting."""
        return sha256(" ".join(self.sentence.split()))[:32]


class Anchor(NamedTuple):
    """Where a sighting belongs: its folded Chinese key, its Korean key, and its class.

    *group* is ``person``, ``place`` or ``rest``. *reading* says that the Korean form is a reading of the Chinese
    one: all readings of one key and group are one concept, while translations and the like join only by an equal Korean key.
    """

    zh_key: str
    ko_key: str
    group: Group
    reading: bool


def group_of(kind: Kind) -> Group:
    """Return the class of a kind: a place and a person of one name are two things."""
    return kind if kind in ("person", "place") else "rest"


class Approval(NamedTuple):
    """Forms of one concept that a person approved, and what they said of it; None where they said nothing.

    *concept* is its id. What the machine added since, what was derived, flagged misspelt or deprecated is not among the forms.
    """

    concept: int
    korean: tuple[str, ...]
    chinese: tuple[str, ...]
    kind: Kind | None = None
    origin: Origin | None = None
    relation: Relation | None = None


class Decisions(NamedTuple):
    """What people decided in a term base: the concepts that they *approved*, and where the pairs belong that they *refused*."""

    approved: tuple[Approval, ...]
    refused: tuple[Anchor, ...]


class Reference(NamedTuple):
    """Where a concept was seen, as exports may show it: never a sentence of somebody's text unless asked for."""

    document: str
    name: str
    how: How
    ko: Span | None
    zh: Span | None
    sentence: str = ""


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
