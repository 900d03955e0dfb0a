"""Document -> Glosses: the places where a Han form stands beside Korean.

Bare Han letters in running Korean (韓中, 中웨이하이시, 新) are no glosses; only what a bracket or a mark sets beside a form is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from glossary.extract.bracketed import bracketed, marked
from glossary.model import Document, Gloss

EXTRACTORS: Final[tuple[Callable[[Document], Iterable[Gloss]], ...]] = (
    bracketed,
    # after `bracketed`, because a title in marks before a bracket (《상해탄》(上海灘)) belongs to the bracket
    marked,
)


def glosses(document: Document) -> list[Gloss]:
    """Return the glosses of *document* by position of their bracket; of two at one Han form the earlier extractor's stays."""
    found: dict[tuple[int, int, int], Gloss] = {}
    for extractor in EXTRACTORS:
        for gloss in extractor(document):
            found.setdefault((gloss.han.start, gloss.han.end, gloss.window.start), gloss)
    return sorted(
        found.values(),
        key=lambda gloss: (gloss.bracket.start, gloss.han.start, gloss.order != "ko-zh", gloss.window.start),
    )
