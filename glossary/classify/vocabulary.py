"""Where words of the tables may begin in a document: it is read once for all that look for words in it.

One pass with a set of the first two syllables of every word costs the same however many words and tables there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache, lru_cache

from glossary.classify import tables


@lru_cache(maxsize=1)
def beginnings(text: str) -> list[int]:
    """Return the places of *text* where two letters stand with which a word of some table begins; kept, for all that ask read one document.

    Two letters of UTF-32 are read as one number: numbers are compared in half the time of slices of the text.
    """
    starts, coded = _starts(), memoryview(text.encode("utf-32-le", "surrogatepass"))
    even, odd = coded[: len(text) // 2 * 8], coded[4 : 4 + (len(text) - 1) // 2 * 8]
    found = [2 * place for place, two in enumerate(even.cast("Q")) if two in starts]
    found += [2 * place + 1 for place, two in enumerate(odd.cast("Q")) if two in starts]
    found.sort()
    return found


@cache
def scene() -> dict[str, tuple[str, ...]]:
    """Return the words that set a scene by their first two letters."""
    return _by_start(tables.scene_words())


@cache
def orthography() -> dict[str, tuple[str, ...]]:
    """Return the words that show an orthography by their first two letters."""
    return _by_start(tables.orthography())


@cache
def _starts() -> frozenset[int]:
    """Return the first two letters of all words, each two as the number that they are in memory."""
    return frozenset(int.from_bytes(two.encode("utf-32-le"), sys.byteorder) for two in [*scene(), *orthography()])


def _by_start(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return words by their first two letters, the longest first, for 조선족 begins with 조선."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[:2], []).append(word)
    return {start: tuple(those) for start, those in found.items()}
