"""Document and its Pairs -> further Pairs without a bracket, in the same document, none of them above review.

    variants.py   other spellings of a pair: 유광화 for 류광화(刘广华), 루산시 for 류산(乳山)시
    sources.py    Chinese titles of a source list whose Korean title stands in the text

Nothing but the likeness speaks for them, so a person has to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from glossary.mentions.sources import listed_titles
from glossary.mentions.variants import retitled, variants
from glossary.model import Document, Pair

_MOST_WORK: Final = 20_000_000
"""Pairs times code points up to which odd spellings are looked for, about a third of a second."""


def find(document: Document, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the mentions of variants of *pairs* and the titles of sources in *document*, in no particular order, none that overlaps a pair."""
    taken = {place for pair in pairs for place in range(pair.ko.start, pair.ko.end)}
    written = {(pair.zh_hans, pair.ko.text) for pair in pairs}
    found: dict[tuple[int, int], Pair] = {}
    known: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        if pair.band != "doubtful" and pair.origin == "zh":
            known.setdefault((pair.zh_hans, pair.kind), pair)
    odd = len(known) * len(document.text) <= _MOST_WORK
    mentions = [
        mention
        for pair in known.values()
        for mention in (*variants(document, pair, written, odd=odd), *retitled(document, pair))
    ]
    for mention in (*mentions, *listed_titles(document, pairs)):
        span = (mention.ko.start, mention.ko.end)
        if span not in found and not taken.intersection(range(*span)):
            found[span] = mention
    return list(found.values())
