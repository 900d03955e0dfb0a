"""What the stages before the term base exchange, from the document to the pair and its evidence; `glossary.model` gives these names too.

They stand apart because a look-up needs none of them, and to define them takes a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, overload

from glossary.model import Band, Flag, Group, How, Kind, Norm, Origin, Relation, Span, Variety, sha256


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
