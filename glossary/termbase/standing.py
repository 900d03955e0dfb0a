"""Concepts that can be worked on: neither removed nor merged into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import Conflict

if TYPE_CHECKING:
    from glossary.model import Concept
    from glossary.store import Base


def standing(base: Base, number: int) -> Concept:
    """Return a concept that is neither removed nor merged. Raises NotFound or Conflict."""
    concept = unmerged(base, number)
    if concept.removed:
        raise Conflict(f"{concept.label} is removed; glossary edit {concept.label} --restore brings it back")
    return concept


def unmerged(base: Base, number: int) -> Concept:
    """Return a concept, removed or not, that was not merged: brought back it would be a second one of the same pair. Raises NotFound or Conflict."""
    concept = base.concept(number)
    into = base.merged_into(number) if concept.removed else None
    if into is None:
        return concept
    done = (one for one in base.history(concept=number) if one.command == "merge" and one.undone_by is None)
    merge = next((f" {one.id}" for one in done), "")
    raise Conflict(
        f"{concept.label} was merged into c{into}; glossary undo{merge} takes the merge back,"
        f" glossary split c{into} FORM… makes a concept of its forms again"
    )
