"""Taking operations back: one's own, the last one or a given one, others' when asked to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import Conflict, NotFound

if TYPE_CHECKING:
    from glossary.store import Base
    from glossary.store.base import Done


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: *what* was undone, and the operation *by* which, with what it altered."""

    what: Done
    by: Done


class _DryRun(Exception):
    """Leaves the transaction so that nothing is written."""


def undo(
    base: Base, number: int | None = None, *, actor: str, any_actor: bool = False, dry_run: bool = False
) -> Undone:
    """Undo an operation: the one of this *number*, else the last of *actor* that stands and is no undoing; so twice goes back two steps.

    To undo an undoing brings back what it undid. That of somebody else is undone with *any_actor* only. A *dry_run* writes nothing.
    Raises NotFound, or Conflict where it is somebody else's, or with what stands in the way.
    """
    undone: list[Undone] = []
    try:
        with base.operation(actor, "person", "undo") as operation:
            if number is None:
                number = base.last_to_undo(None if any_actor else actor)
            if number is None:
                whose = "nothing" if any_actor else f"nothing of {actor}"
                raise NotFound(f"{whose} is left to undo; glossary history shows what was done")
            what = base.done(number)
            if what.actor != actor and not any_actor:
                raise Conflict(
                    f"operation {number} is of {what.actor}, not of {actor}; glossary undo {number} --any undoes it"
                )
            base.undo(number, operation=operation)
            by = base.done(operation.id or 0)
            undone.append(Undone(what, by))
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return undone[0]
