"""Reviewing: which concepts wait for a person, and what that person decides, one by one or many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from glossary.house import House, approved
from glossary.model import Concept, Status
from glossary.store.reviews import Choice as Choice
from glossary.store.write import Entry

if TYPE_CHECKING:
    from glossary.store import Base

Verdict: TypeAlias = Literal["accept", "reject"]

STATUS_OF: Final[dict[Verdict, Status]] = {"accept": "approved", "reject": "rejected"}
_PIECE: Final = 1000
"""Concepts of a decision about many that are held at a time."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The concepts that wait for *actor*: those not seen yet first, the most often sighted at the head, then those that they skipped."""

    fresh: tuple[int, ...]
    skipped: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.fresh) + len(self.skipped)

    def __iter__(self) -> Iterator[int]:
        yield from self.fresh
        yield from self.skipped


def queue(base: Base, choice: Choice, *, actor: str) -> Queue:
    """Return what waits for *actor*, in the order in which it is worth deciding: what stands most often in the documents first."""
    waiting = base.to_review(choice)
    passed = base.skipped_by(actor)
    return Queue(
        tuple(number for number in waiting if number not in passed),
        tuple(number for number in waiting if number in passed),
    )


def waits(concept: Concept, choice: Choice) -> bool:
    """Say whether nobody decided about a concept since it was chosen."""
    return not concept.removed and concept.status in choice.statuses


def decide(base: Base, concept: Concept, verdict: Verdict, *, actor: str, house: House | None = None) -> int:
    """Approve a concept as the *house* shows it, or reject it; return the operation. Raises Conflict where somebody changed it meanwhile."""
    with base.operation(actor, "person", "review") as operation:
        base.put([Entry(_decided(concept, verdict, house), expected=concept.revision)], operation=operation)
    base.unskip(actor, [concept.id or 0])
    return operation.id or 0


def decide_all(base: Base, choice: Choice, verdict: Verdict, *, actor: str, house: House | None = None) -> int:
    """Approve or reject all that *choice* takes, in one operation; return how many they are."""
    with base.operation(actor, "person", "review") as operation:
        numbers = base.to_review(choice)
        for piece in _pieces(numbers):
            there = base.concepts(ids=piece, references=False)
            base.put([Entry(_decided(concept, verdict, house)) for concept in there], operation=operation)
    return len(numbers)


def _decided(concept: Concept, verdict: Verdict, house: House | None) -> Concept:
    if verdict == "accept":
        return approved(concept, house or House())
    return replace(concept, status=STATUS_OF[verdict])


def _pieces(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _PIECE] for start in range(0, len(numbers), _PIECE))
