"""Where words of the tables may begin in a document: it is read once for all that look for words in it.

One pass with the first two syllables of every word costs the same however many words and tables there are.
"""

from __future__ import annotations

import re
import sys
from codecs import utf_16_le_encode
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeAlias

from glossary.classify import tables
from glossary.classify.tables import Land

Setting: TypeAlias = tuple[str, Land, float]
"""A word that sets a scene, whose scene, and how much it counts."""


class Words(NamedTuple):
    """The words that begin alike, the longest first: those that set a scene, and those that show an orthography, with which."""

    scene: tuple[Setting, ...]
    orthography: tuple[tuple[str, str], ...]


_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
"""Letters that are two units of UTF-16, with which no word begins."""


@lru_cache(maxsize=1)
def beginnings(text: str) -> list[tuple[int, Words]]:
    """Return the places of *text* where two letters stand with which words of some table begin, and those words; kept, for all that ask read one document.

    Two letters of UTF-16 are read as one number: numbers are compared in half the time of slices of the text.
    """
    length, words = len(text), _starts()
    coded, _ = utf_16_le_encode(text, "surrogatepass")
    if len(coded) != 2 * length:
        coded, _ = utf_16_le_encode(_BEYOND.sub("\0", text), "surrogatepass")
    letters = memoryview(coded)
    # objects, for numbers would be taken out and put back to be looked for
    even: Iterable[object] = letters[: length // 2 * 4].cast("I")
    odd: Iterable[object] = letters[2 : 2 + (length - 1) // 2 * 4].cast("I")
    found = [(2 * place, words[two]) for place, two in enumerate(even) if two in words]
    found += [(2 * place + 1, words[two]) for place, two in enumerate(odd) if two in words]
    found.sort()
    return found


@cache
def _starts() -> dict[object, Words]:
    """Return the words by their first two letters, as the number that they are in memory."""
    scene: dict[str, list[Setting]] = {}
    for word, (land, weight) in sorted(tables.scene_words().items(), key=_length, reverse=True):
        # the longest first, for 조선족 begins with 조선
        scene.setdefault(word[:2], []).append((word, land, weight))
    shown: dict[str, list[tuple[str, str]]] = {}
    for word, spelt in sorted(tables.orthography().items(), key=_length, reverse=True):
        shown.setdefault(word[:2], []).append((word, spelt))
    return {
        int.from_bytes(two.encode("utf-16-le"), sys.byteorder): Words(
            tuple(scene.get(two, ())), tuple(shown.get(two, ()))
        )
        for two in [*scene, *shown]
    }


def _length(row: tuple[str, object]) -> int:
    return len(row[0])
