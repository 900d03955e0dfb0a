"""Whose scene a text sets: words like 당나라, 조선, 막부, weighed by how near they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from glossary.classify.context import Context
from glossary.classify.tables import Land, scene_words
from glossary.hangul import is_syllable

_HALF: Final = 12.0
"""Characters over which a cue loses half of its weight: in 중국에 망명한 문재인(文在寅) 대통령 the nearer word wins."""
_FARTHEST: Final = 60
"""Characters beyond which a cue is left out."""


class Cue(NamedTuple):
    """A word that sets a scene, with its distance from the form and what it counts there."""

    word: str
    land: Land
    distance: int
    weight: float


class Scene(NamedTuple):
    """What speaks for each land around a form, and the weightiest word of each."""

    zh: float
    ko: float
    ja: float
    words: dict[Land, Cue]


class _Words(NamedTuple):
    """The words of the table by their first two syllables, the longest first, and a pattern for the places where one may begin."""

    beginning: re.Pattern[str]
    by_start: dict[str, list[str]]
    whose: dict[str, tuple[Land, float]]


@cache
def _words() -> _Words:
    whose = scene_words()
    by_start: dict[str, list[str]] = {}
    for word in sorted(whose, key=len, reverse=True):
        # Longest first, for 조선족 begins with 조선.
        by_start.setdefault(word[:2], []).append(word)
    firsts, seconds = ("".join(sorted({word[at] for word in whose})) for at in (0, 1))
    return _Words(re.compile(f"[{firsts}](?=[{seconds}])"), by_start, whose)


def _found(text: str) -> Iterator[tuple[int, str]]:
    """Yield place and word of each word of the table in *text*.

    A word of two syllables must begin a word of the text: there is no 삼성 in 호삼성. One pattern for all words is faster
    in a run, and takes longer to compile than a short document to extract.
    """
    beginning, by_start, _ = _words()
    end = 0
    for match in beginning.finditer(text):
        place = match.start()
        if place < end:
            continue
        for word in by_start.get(text[place : place + 2], ()):
            if text.startswith(word, place) and (len(word) > 2 or not place or not is_syllable(text[place - 1])):
                end = place + len(word)
                yield place, word
                break


class Lands(NamedTuple):
    """What the words of a text count for each land."""

    zh: float
    ko: float
    ja: float


@lru_cache(maxsize=16)
def lands(text: str) -> Lands:
    """Return what speaks for each land in a sentence, however far; kept for its other pairs."""
    whose = _words().whose
    sums: dict[Land, float] = {"zh": 0.0, "ko": 0.0, "ja": 0.0}
    for _, word in _found(text):
        land, weight = whose[word]
        sums[land] += weight
    return Lands(sums["zh"], sums["ko"], sums["ja"])


def weigh(text: str) -> float:
    """Return the balance of a text between -1 (all cues Korean) and 1 (all Chinese), 0 without cues."""
    told = lands.__wrapped__(text)
    return (told.zh - told.ko) / (told.zh + told.ko + 1)


def scene(context: Context) -> Scene:
    """Return what speaks for each land around the form of *context*, the nearest words loudest."""
    whose = _words().whose
    sums: dict[Land, float] = {"zh": 0.0, "ko": 0.0, "ja": 0.0}
    best: dict[Land, Cue] = {}
    for side, text in enumerate((context.before[-_FARTHEST:], context.after[:_FARTHEST])):
        length = len(text)
        for place, word in _found(text):
            land, weight = whose[word]
            distance = place if side else length - place - len(word)
            weight *= 2.0 ** (-distance / _HALF)
            sums[land] += weight
            if land not in best or best[land].weight < weight:
                best[land] = Cue(word, land, distance, weight)
    return Scene(sums["zh"], sums["ko"], sums["ja"], best)
