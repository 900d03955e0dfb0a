"""The sheet for people: one concept a row, under a header. What it is written as (CSV, a workbook) is no matter here; `sheet_reading` reads it.

A list (``ko_other``, ``zh_other``, ``note``) has ``|`` between its items; what sets an item apart follows in square brackets: ``위해 [deprecated]``,
``大鷹 [zh-Hant]``. A backslash stands before ``|`` ``[`` ``]`` and itself inside an item. What sets the forms of the leading columns apart stands in
``flags``: ``nonstandard`` is of ``ko``, ``zh-Hans derived:opencc:t2s`` of ``zh-Hans``.

Which term stands in which column, and with what marks, depends on what its terms are and not on what they say. Concepts are alike in that, so it is
worked out once for each kind of concept (`Layout`), and a row is little more than its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from glossary.formats.account import EVERYTHING, Part, Tally
from glossary.formats.xlsx import Column
from glossary.model import KINDS, STATUSES, Concept, Flag, TermStatus, TermType

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
"""Kinds of concepts whose layout is remembered."""


class Shape(NamedTuple):
    """What a term is beside its text."""

    language: str
    status: TermStatus
    type: TermType
    derived: str | None
    flags: tuple[Flag, ...]
    official: bool
    variety: str | None
    is_read: bool


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the terms of a concept go, each by its place among them; -1 is no term.

    *readers* are further leading terms that have a reading, which the column ``pinyin`` says only if it is the same; *unread* is how many
    readings no column says. *differ*: the simplified and the traditional form are two terms.
    """

    leading: tuple[int, int, int]
    chinese: int
    official: int
    flags: str
    ko_other: tuple[tuple[int, str], ...]
    zh_other: tuple[tuple[int, str], ...]
    readers: tuple[int, ...]
    unread: int
    differ: bool


def rows(concepts: Iterable[Concept], tally: Tally) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each concept, in the order of `COLUMNS`."""
    known: dict[object, Layout] = {}
    wrote = tally.wrote
    for concept in concepts:
        terms = concept.terms
        texts, told = [], []
        for term in terms:
            texts.append(term.text)
            # In the order of Shape; to make one would cost more than all the rest.
            told.append((
                term.language, term.status, term.type, term.derived, term.flags, term.official, term.variety, term.reading is not None
            ))  # fmt: skip
        shapes = tuple(told)
        layout = known.get(shapes)
        if layout is None:
            if len(known) == _KINDS:
                known.clear()
            layout = known[shapes] = layout_of([Shape(*shape) for shape in shapes])
        wrote(concept, 1, layout)
        ko, hans, hant = layout.leading
        if layout.differ and texts[hans] == texts[hant]:
            layout = layout_of([Shape(*shape) for shape in shapes], equal=True)
            ko, hans, hant = layout.leading
        reading = (layout.chinese >= 0 and terms[layout.chinese].reading) or ""
        unread = layout.unread
        for place in layout.readers:
            if terms[place].reading != reading:
                unread += 1
        if unread:
            tally.lost["pinyin of further forms"] += unread
        texts.append("")  # in the place of -1
        yield (
            f"c{concept.id}" if concept.id is not None else "",
            texts[ko],
            texts[hans],
            texts[hant],
            reading,
            concept.kind,
            concept.status,
            layout.flags,
            _forms(texts, layout.ko_other) if layout.ko_other else "",
            _forms(texts, layout.zh_other) if layout.zh_other else "",
            texts[layout.official],
            concept.part_of or "",
            concept.subject or "",
            _notes(concept) if concept.notes else "",
            str(concept.seen),
            concept.source or "",
            concept.uid,
        )


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


def layout_of(shapes: Sequence[Shape], *, equal: bool = False) -> Layout:
    """Return where the terms go. *equal*: the first simplified and the first traditional form are written the same."""
    leading = _leading(shapes, equal)
    shown = set(leading.values())
    chinese = leading.get("zh-Hans", leading.get("zh-Hant", -1))
    others = [(place, shape) for place, shape in enumerate(shapes) if place not in shown]
    korean = tuple((place, _in_brackets(shape, "ko")) for place, shape in others if shape.language == "ko")
    rest = tuple((place, _in_brackets(shape, "zh-Hans")) for place, shape in others if shape.language != "ko")
    flags = ", ".join(_flags(leading, shapes))
    return Layout(
        (leading.get("ko", -1), leading.get("zh-Hans", -1), leading.get("zh-Hant", -1)),
        chinese,
        next((place for place, shape in enumerate(shapes) if shape.language == "ko" and shape.official), -1),
        flags,
        korean,
        rest,
        tuple(sorted(place for place in shown - {chinese} if shapes[place].is_read)),
        sum(shape.is_read for _, shape in others),
        differ=-1 < leading.get("zh-Hans", -1) != leading.get("zh-Hant", -1) > -1,
    )


def _leading(shapes: Sequence[Shape], equal: bool) -> dict[str, int]:
    """Return the place of the term of each leading column; one that is equal in both scripts (威海) fills both."""
    first: dict[str, int] = {}
    for place, shape in enumerate(shapes):
        first.setdefault(shape.language, place)
    leading: dict[str, int] = {column: first[column] for column in LEADING if column in first}
    if "zh" in first and not {"zh-Hans", "zh-Hant"} & leading.keys():
        leading["zh-Hans"] = leading["zh-Hant"] = first["zh"]
    elif equal:
        del leading["zh-Hant"]  # or it would be read back as one form; it goes among the others
    return leading


def _flags(leading: dict[str, int], shapes: Sequence[Shape]) -> Iterator[str]:
    for column, place in leading.items():
        if column == "zh-Hant" and place == leading.get("zh-Hans"):
            continue
        for mark in _marks(shapes[place], "preferred", shapes[place].language):
            yield mark if column == "ko" else f"{column} {mark}"


def _in_brackets(shape: Shape, language: str) -> str:
    marks = _marks(shape, "admitted", language)
    return f" [{escaped(', '.join(marks))}]" if marks else ""


def _marks(shape: Shape, status: TermStatus, language: str) -> list[str]:
    """Return what sets a term apart from an attested full form of *status* in *language*."""
    marks = [shape.language] if shape.language != language else []
    marks += [shape.status] if shape.status != status else []
    marks += [shape.type] if shape.type != "full" else []
    marks += [f"derived:{shape.derived}"] if shape.derived else []
    return marks + list(shape.flags)
