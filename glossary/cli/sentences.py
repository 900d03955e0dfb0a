"""The sentence around a sighting, its two forms marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from glossary.model import Reference

SHOWN: Final = 5
"""Sightings that are shown of a concept."""


def bracketed(text: str) -> str:
    """Mark a form where there are no colours."""
    return f"[{text}]"


def shown(reference: Reference, *, mark: Callable[[str], str] = bracketed, around: int = 24) -> str:
    """Return where a concept was seen, with the forms marked and at most *around* letters on either side of them."""
    span = reference.ko or reference.zh
    place = f"{reference.name}:{span.start}" if span is not None else reference.name
    text = " ".join(reference.sentence.split())
    if not text:
        return place
    forms = _places(reference, text)
    if not forms:
        return f"{place}  {text[: 2 * around]}{'…' if len(text) > 2 * around else ''}"
    start, end = max(forms[0][0] - around, 0), min(forms[-1][1] + around, len(text))
    parts, at = ["…" if start else ""], start
    for first, last in forms:
        parts += [text[at:first], mark(text[first:last])]
        at = last
    return f"{place}  {''.join(parts)}{text[at:end].rstrip()}{'…' if end < len(text) else ''}"


def distinct(references: tuple[Reference, ...]) -> list[Reference]:
    """Return the first reference of each sentence, the first few."""
    first: dict[object, Reference] = {}
    for reference in references:
        first.setdefault(reference.sentence or id(reference), reference)
    return list(first.values())[:SHOWN]


def _places(reference: Reference, text: str) -> list[tuple[int, int]]:
    """Return where the forms stand in the sentence, in order: of all their occurrences the two that are nearest to each other.

    A variant stands alone; the Chinese form that it answers is elsewhere in the document.
    """
    spans = [reference.ko, None if reference.how == "variant" and reference.ko else reference.zh]
    found = [list(_occurrences(text, " ".join(span.text.split()))) for span in spans if span is not None]
    found = [places for places in found if places]
    if len(found) < 2:
        return [places[0] for places in found]
    pairs = [(one, other) for one in found[0] for other in found[1] if one[1] <= other[0] or other[1] <= one[0]]
    nearest = min(pairs, key=lambda pair: max(pair[0][0], pair[1][0]) - min(pair[0][1], pair[1][1]), default=None)
    return sorted(nearest) if nearest else [found[0][0]]


def _occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    at = text.find(form)
    while form and at >= 0:
        yield at, at + len(form)
        at = text.find(form, at + 1)
