"""What is known of a concept and its forms, as the items of one cell: ``pinyin: Wēihǎi | usage: …``. Read back, each item is what it was.

A mark stands between the items; where it stands alone inside one (``km | h``), a backslash goes before it. An item without a name is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from glossary.formats.account import Tally
from glossary.formats.entry import NOTE_TYPES
from glossary.model import Concept, Term

BAR: Final = "|"
PINYIN: Final = "pinyin"
FLAGS: Final = "flags"
NOTE: Final = "note"
_NAMED: Final = re.compile(f"({'|'.join((PINYIN, FLAGS, NOTE, *NOTE_TYPES))}): (.+)", re.DOTALL)
Item: TypeAlias = tuple[str, str]
"""The name of an item (a type of notes, or what a form has) and its text."""


def definitions(concept: Concept) -> list[str]:
    """Return the definitions of a concept."""
    return [note.text for note in concept.notes if note.level == "concept" and note.type == "definition"]


def notes(concept: Concept, tally: Tally, *, defined: bool = True) -> list[str]:
    """Return the notes of a concept as items; *defined*: but for definitions, which have a column of their own."""
    return [
        _item(note.type, note.text, tally)
        for note in concept.notes
        if note.level == "concept" and not (defined and note.type == "definition")
    ]


def _item(kind: str, text: str, tally: Tally) -> str:
    if kind in NOTE_TYPES:
        return f"{kind}: {text}"
    tally.lost["further types of notes"] += kind != "note"
    return f"{NOTE}: {text}" if _NAMED.fullmatch(text) else text


def of_form(term: Term) -> list[str]:
    """Return what a form has as items: its pinyin and its flags."""
    reading = [f"{PINYIN}: {term.reading}"] if term.reading else []
    return reading + ([f"{FLAGS}: {', '.join(term.flags)}"] if term.flags else [])


def between(mark: str) -> str:
    """Return what stands between two items."""
    return f" {mark} "


def joined(items: Iterable[str], mark: str = BAR) -> str:
    """Return *items* as one cell, *mark* between them."""
    alone = _alone(mark)
    return between(mark).join([alone.sub(rf"\1\\{mark}", item) if mark in item else item for item in items])


def parted(cell: str, mark: str = BAR) -> list[str]:
    """Return the items of a cell."""
    escaped = _escaped(mark)
    return [escaped.sub(rf"\1{mark}", item) for item in cell.split(between(mark))]


def named(cell: str, mark: str = BAR) -> Iterator[Item]:
    """Yield name and text of each item of a cell."""
    for item in parted(cell, mark):
        if found := _NAMED.fullmatch(item):
            yield found[1], found[2]
        elif item.strip():
            yield NOTE, item


def _alone(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^ ])(\\*){re.escape(mark)}(?![^ ])")


def _escaped(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^ ])(\\*)\\{re.escape(mark)}(?![^ ])")
