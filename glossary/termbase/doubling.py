"""Which other concepts have the pair of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.model import APART, Concept, group_of
from glossary.normalize import keys

if TYPE_CHECKING:
    from glossary.store import Base


def doubles(base: Base, concept: Concept) -> list[tuple[int, str, str]]:
    """Return the living concepts of its class that have a Korean and a Chinese form of *concept* too, with the two forms.

    Those that somebody keeps apart from it are none.
    """
    korean = {keys.ko_key(term.text): term.text for term in reversed(concept.korean)}
    chinese = {keys.han_key(term.text): term.text for term in reversed(concept.chinese)}
    found = base.by_key({("ko", key) for key in korean} | {("zh", key) for key in chinese})
    with_ko = {number: korean[key] for key in korean for number in found.get(("ko", key), ())}
    with_zh = {number: chinese[key] for key in chinese for number in found.get(("zh", key), ())}
    both = with_ko.keys() & with_zh.keys() - {concept.id}
    return [
        (number, with_ko[number], with_zh[number])
        for other in base.concepts(ids=both, references=False)
        if (number := other.id or 0) and group_of(other.kind) == group_of(concept.kind) and not _apart(concept, other)
    ]


def _apart(one: Concept, other: Concept) -> bool:
    return any(
        note.type == APART and note.text == there.uid
        for here, there in ((one, other), (other, one))
        for note in here.notes
    )
