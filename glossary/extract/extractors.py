"""The extractors in their order, and what they find in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from glossary.extract.bracketed import bracketed, of_brackets
from glossary.extract.brackets import brackets
from glossary.extract.listed import listed
from glossary.extract.marked import marked
from glossary.extract.scan import stretches
from glossary.model import Document, Gloss, Span

EXTRACTORS: Final[tuple[Callable[[Document], Iterable[Gloss]], ...]] = (
    bracketed,
    # after `bracketed`, because a title in marks before a bracket (《상해탄》(上海灘)) belongs to the bracket
    marked,
    # last, for what stands in a bracket or in marks is no cell of a list
    listed,
)
SCANNED = 8_192
"""Code points from which a text is scanned for the stretches worth reading; a shorter one is read whole. Tests set it, also where it is compiled."""


def glosses(document: Document) -> list[Gloss]:
    """Return the glosses of *document* by position of their bracket; of two at one Han form the earlier extractor's stays."""
    if len(document.text) < SCANNED:
        return _glosses(document)
    return [
        _moved(gloss, start) if start else gloss
        for start, text in _stretches(document.text)
        for gloss in _glosses(document._replace(text=text))
    ]


def _glosses(document: Document) -> list[Gloss]:
    inside, elsewhere = brackets(document.text)
    found = of_brackets(document.text, inside) if inside else []
    if elsewhere:  # else the other extractors find nothing
        for extractor in EXTRACTORS[1:]:
            found += extractor(document)
    if len(found) < 2:
        return found
    if _are_in_order(found):
        return found
    first: dict[tuple[int, int, int, int, str], Gloss] = {}
    for gloss in found:
        first.setdefault((gloss.han.start, gloss.han.end, gloss.window.start, gloss.window.end, gloss.needs), gloss)
    return sorted(
        first.values(),
        key=lambda gloss: (gloss.bracket.start, gloss.han.start, gloss.order != "ko-zh", gloss.window.start),
    )


def _are_in_order(found: list[Gloss]) -> bool:
    """Say whether the glosses are by position and no two of one bracket, as in most texts."""
    last = -1
    for gloss in found:
        start = gloss.bracket.start
        if start <= last:
            return False
        last = start
    return True


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each stretch worth reading begins in *text*, and the stretch."""
    data = text.encode("utf-8", "surrogatepass")
    place = letters = 0
    for start, end in stretches(data):
        letters += len(data[place:start].decode("utf-8", "surrogatepass"))
        stretch = data[start:end].decode("utf-8", "surrogatepass")
        yield letters, stretch
        place, letters = end, letters + len(stretch)


def _moved(gloss: Gloss, by: int) -> Gloss:
    """Return *gloss* of a stretch with its places in the whole text."""
    han, window, bracket = (
        Span(by + span.start, by + span.end, span.text) for span in (gloss.han, gloss.window, gloss.bracket)
    )
    return gloss._replace(han=han, window=window, bracket=bracket)
