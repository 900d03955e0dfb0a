"""What an import finds: one finding a line of the file, and their numbers. Nothing of it grows with the file but the numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from glossary.formats.exchange import TermDetail
from glossary.model import Concept, Note, Term

What: TypeAlias = Literal["new", "changed", "same", "conflict", "unreadable", "remark"]
Step: TypeAlias = tuple[object, object]
"""A value before and after; in a conflict that of the term base and that of the file. None: nothing."""

TOLD: Final = 20
"""Lines that are kept of each reason."""
_REASONS: Final = 50
"""Reasons that are told apart; what comes after so many is one more."""
_PARTICULARS: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|“[^”]*”|\bc?[0-9][0-9,.]*|uid \S+")
FIELDS: Final = (
    "kind",
    "origin",
    "relation",
    "norm",
    "status",
    "part_of",
    "region",
    "scope",
    "subject",
    "source",
    "removed",
)
"""Fields of a concept that a file may set."""
DETAILS: Final[tuple[TermDetail, ...]] = ("language", "status", "type", "reading")
"""Details of a term that a file may set."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a line, or of one thing in it.

    What is a remark is on no line of its own, and counts as none. *id* is the concept's, None where it has none (yet). *ko* and *zh* are the forms that the file prefers. *fields* says what changes, or what
    the two say in a conflict: a field of the concept, ``ko 위해`` for a form with its status, ``ko 위해 type`` for a detail of one, ``notes``.
    *text* is what people read; it begins with the place.
    """

    what: What
    line: int
    text: str
    id: int | None = None
    ko: str = ""
    zh: str = ""
    fields: Mapping[str, Step] = field(default_factory=dict)


class Told(list[str]):
    """The first lines of each reason; *total* counts all, *more* those that are not among them, by reason."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self.more: Counter[str] = Counter()
        self._kept: Counter[str] = Counter()

    def tell(self, line: str, what: str) -> None:
        """Count a line, and keep it unless there are enough of its kind; *what* is the line without its place."""
        self.total += 1
        reason = _PARTICULARS.sub("…", what)[:200]
        if reason not in self._kept and len(self._kept) >= _REASONS:
            reason = "of other kinds"
        self._kept[reason] += 1
        if self._kept[reason] <= TOLD:
            self.append(line)
        else:
            self.more[reason] += 1


@dataclass(slots=True)
class ImportReport:
    """What an import found: what became of each entry of the file, and the first lines on what did not go in.

    An entry is either *new*, *changed*, the *same*, *contested* (something in it is in conflict) or unreadable, as is a form or a note that is left
    out of one; a contested one may change a concept all the same (*partly*). Of the *conflicts*, those that are *open* are won by the file where it is told to win. *remarks* are on what
    is not kept in entries that are read, or beside them. *refused*: nothing was taken over, since not everything could be.
    """

    path: str = "-"
    new: int = 0
    changed: int = 0
    same: int = 0
    contested: int = 0
    partly: int = 0
    open: int = 0
    conflicts: Told = field(default_factory=Told)
    unreadable: Told = field(default_factory=Told)
    remarks: Told = field(default_factory=Told)
    refused: bool = False

    @property
    def taken(self) -> int:
        """How many entries of the file could be compared with the term base."""
        return self.new + self.changed + self.same + self.contested

    @property
    def is_whole(self) -> bool:
        """Whether all that the file says is in the term base now."""
        return not (self.conflicts or self.unreadable or self.remarks)


def differences(before: Concept | None, after: Concept) -> dict[str, Step]:
    """Return what sets *after* apart from *before*, which may be nothing: see `Finding.fields`."""
    found: dict[str, Step] = {}
    for name in FIELDS:
        was, now = getattr(before, name, None), getattr(after, name)
        if (was or None) != (now or None):
            found[name] = (was, now)
    there = {(term.language, term.text): term for term in before.terms} if before else {}
    for term in after.terms:
        found.update(_steps(there.get((term.language, term.text)), term))
    known = set(before.notes) if before else set()
    if fresh := [note.text for note in after.notes if note not in known and _is_shown(note)]:
        found["notes"] = (None, fresh)
    return found


def _steps(before: Term | None, after: Term) -> Iterator[tuple[str, Step]]:
    """Yield what changes of one form."""
    name = f"{after.language} {after.text}"
    if before is None:
        yield name, (None, after.status)
        return
    for detail in DETAILS:
        was, now = getattr(before, detail), getattr(after, detail)
        if was != now:
            yield name if detail == "status" else f"{name} {detail}", (was, now)


def _is_shown(note: Note) -> bool:
    return not note.internal


def forms(concept: Concept) -> tuple[str, str]:
    """Return the first Korean and the first Chinese form, "" for a side that has none."""
    return next((term.text for term in concept.korean), ""), next((term.text for term in concept.chinese), "")
