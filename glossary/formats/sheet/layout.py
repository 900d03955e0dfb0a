"""The sheet for people: one concept a row, under a header. What it is written as (CSV, a workbook) is no matter here; `reading` reads it.

A list (``ko_other``, ``zh_other``, ``note``) has ``|`` between its items; what sets an item apart follows in square brackets: ``위해 [deprecated]``,
``大鷹 [zh-Hant]``. A backslash stands before ``|`` ``[`` ``]`` and itself inside an item. What sets the forms of the leading columns apart stands in
``flags``: ``nonstandard`` is of ``ko``, ``zh-Hans derived:opencc:t2s`` of ``zh-Hans``.

Which term stands in which column, and with what marks, depends on what its terms are and not on what they say. Concepts are alike in that, so it is
worked out once for each kind of concepts (`Kind`), and a row is little more than its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from glossary.formats.account import EVERYTHING, Part, Tally
from glossary.formats.xlsx.workbook import Column
from glossary.model import KINDS, STATUSES, Concept, Term, TermStatus

COLUMNS: Final = (
    Column("id", 8), Column("ko", 30), Column("zh-Hans", 24), Column("zh-Hant", 24), Column("pinyin", 24), Column("kind", 12, KINDS),
    Column("status", 11, STATUSES), Column("flags", 16), Column("ko_other", 24), Column("zh_other", 24), Column("official", 18),
    Column("part_of", 20), Column("subject", 16), Column("note", 40), Column("seen", 6), Column("source", 20), Column("uid", 38),
)  # fmt: skip
NAMES: Final = tuple(column.header for column in COLUMNS)
LEADING: Final = ("ko", "zh-Hans", "zh-Hant")
CARRIES: Final[frozenset[Part]] = EVERYTHING - {
    "origins", "relations", "norms", "regions", "clients", "references", "notes on a language", "notes on a form", "varieties"
}  # fmt: skip
BETWEEN: Final = " | "
_SPECIAL: Final = re.compile(r"([\\|\[\]])")
_KINDS: Final = 1_000
"""Kinds of concepts that are remembered."""


class Layout(NamedTuple):
    """Where the terms of a concept go, each by its place among them; -1 is no term.

    *leading* are those of the columns ko, zh-Hans and zh-Hant. *readers* are further leading terms that have a reading, which the column
    ``pinyin`` says only if it is the same; *unread* is how many readings no column says.
    """

    leading: tuple[int, int, int]
    chinese: int
    official: int
    flags: str
    ko_other: tuple[tuple[int, str], ...]
    zh_other: tuple[tuple[int, str], ...]
    readers: tuple[int, ...]
    unread: int


class Kind:
    """Concepts that are alike but for their texts, readings and numbers: where their terms go, one of them, and how many there are."""

    __slots__ = ("layout", "one", "times")

    def __init__(self, one: Concept) -> None:
        self.layout = layout_of(one.terms)
        self.one = one
        self.times = 0


def rows(concepts: Iterable[Concept], tally: Tally) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each concept, in the order of `COLUMNS`."""
    kinds: dict[object, Kind] = {}
    for concept in concepts:
        terms, number = concept.terms, concept.id
        texts: list[str] = []
        # What a concept has that no column says, and what its terms are: nothing else makes a kind.
        told: list[object] = [concept.region, concept.scope, concept.origin, concept.relation, concept.norm, concept.seen > 0 or bool(concept.references)]  # fmt: skip
        for term in terms:
            texts.append(term.text)
            told.append((
                term.language, term.status, term.type, term.derived, term.flags, term.official, term.variety, term.reading is not None
            ))  # fmt: skip
        key = tuple(told)
        kind = kinds.get(key)
        if kind is None:
            if len(kinds) == _KINDS:
                _count(kinds, tally)
            kind = kinds[key] = Kind(concept)
        if concept.notes:
            tally.wrote(concept)
        else:
            kind.times += 1
        (ko, hans, hant), chinese, official, flags, ko_other, zh_other, readers, unread = kind.layout
        if hans != hant and texts[hans] == texts[hant] and hans > -1 and hant > -1:
            (ko, hans, hant), chinese, official, flags, ko_other, zh_other, readers, unread = layout_of(
                terms, equal=True
            )
        reading = (chinese >= 0 and terms[chinese].reading) or ""
        for place in readers:
            if terms[place].reading != reading:
                unread += 1
        if unread:
            tally.lost["pinyin of further forms"] += unread
        texts.append("")  # in the place of -1
        yield (
            f"c{number}" if number is not None else "",
            texts[ko],
            texts[hans],
            texts[hant],
            reading,
            concept.kind,
            concept.status,
            flags,
            _forms(texts, ko_other) if ko_other else "",
            _forms(texts, zh_other) if zh_other else "",
            texts[official],
            concept.part_of or "",
            concept.subject or "",
            _notes(concept) if concept.notes else "",
            str(concept.seen),
            concept.source or "",
            concept.uid,
        )
    _count(kinds, tally)


def _count(kinds: dict[object, Kind], tally: Tally) -> None:
    """Count the concepts of each kind, and forget the kinds."""
    for kind in kinds.values():
        if kind.times:
            tally.wrote(kind.one, times=kind.times)
    kinds.clear()


def _forms(texts: Sequence[str], others: Iterable[tuple[int, str]]) -> str:
    return BETWEEN.join([escaped(texts[place]) + marks for place, marks in others])


def _notes(concept: Concept) -> str:
    return BETWEEN.join(
        [
            escaped(note.text) + (f" [{escaped(note.type)}]" if note.type != "note" else "")
            for note in concept.notes
            if note.level == "concept"
        ]
    )


def escaped(text: str) -> str:
    """Return *text* as an item of a list."""
    return _SPECIAL.sub(r"\\\1", text)


def layout_of(terms: Sequence[Term], *, equal: bool = False) -> Layout:
    """Return where the terms go. *equal*: the first simplified and the first traditional form are written the same."""
    leading = _leading(terms, equal)
    shown = set(leading.values())
    chinese = leading.get("zh-Hans", leading.get("zh-Hant", -1))
    others = [(place, term) for place, term in enumerate(terms) if place not in shown]
    return Layout(
        (leading.get("ko", -1), leading.get("zh-Hans", -1), leading.get("zh-Hant", -1)),
        chinese,
        next((place for place, term in enumerate(terms) if term.language == "ko" and term.official), -1),
        ", ".join(_flags(leading, terms)),
        tuple((place, _in_brackets(term, "ko")) for place, term in others if term.language == "ko"),
        tuple((place, _in_brackets(term, "zh-Hans")) for place, term in others if term.language != "ko"),
        tuple(sorted(place for place in shown - {chinese} if terms[place].reading is not None)),
        sum(term.reading is not None for _, term in others),
    )


def _leading(terms: Sequence[Term], equal: bool) -> dict[str, int]:
    """Return the place of the term of each leading column; one that is equal in both scripts (威海) fills both."""
    first: dict[str, int] = {}
    for place, term in enumerate(terms):
        first.setdefault(term.language, place)
    leading: dict[str, int] = {column: first[column] for column in LEADING if column in first}
    if "zh" in first and not {"zh-Hans", "zh-Hant"} & leading.keys():
        leading["zh-Hans"] = leading["zh-Hant"] = first["zh"]
    elif equal:
        del leading["zh-Hant"]  # or it would be read back as one form; it goes among the others
    return leading


def _flags(leading: dict[str, int], terms: Sequence[Term]) -> Iterator[str]:
    for column, place in leading.items():
        if column == "zh-Hant" and place == leading.get("zh-Hans"):
            continue
        for mark in _marks(terms[place], "preferred", terms[place].language):
            yield mark if column == "ko" else f"{column} {mark}"


def _in_brackets(term: Term, language: str) -> str:
    marks = _marks(term, "admitted", language)
    return f" [{escaped(', '.join(marks))}]" if marks else ""


def _marks(term: Term, status: TermStatus, language: str) -> list[str]:
    """Return what sets a term apart from an attested full form of *status* in *language*."""
    marks = [term.language] if term.language != language else []
    marks += [term.status] if term.status != status else []
    marks += [term.type] if term.type != "full" else []
    marks += [f"derived:{term.derived}"] if term.derived else []
    return marks + list(term.flags)
