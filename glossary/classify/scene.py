"""Whose scene a text sets: words like 당나라, 조선, 막부, weighed by how near they stand."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from glossary.classify.context import Context
from glossary.classify.tables import Land, scene_words

_HALF: Final = 12.0
"""Characters over which a cue loses half of its weight: in 중국에 망명한 문재인(文在寅) 대통령 the nearer word wins."""
_FARTHEST: Final = 60
"""Characters beyond which a cue is left out."""


_BEGINS: Final = "(?<![가-힣]..)"
"""Behind the second syllable of a word: no syllable stands before the first."""


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


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[Land, float]]]:
    """Return one pattern for all the words, grouped by their first syllables (a fifth of the time of one long list), and the words.

    Longest first, for 조선족 begins with 조선. A word of two syllables must begin a word of the text: there is no 삼성 in 호삼성.
    """
    words = scene_words()
    groups = []
    for first, group in groupby(sorted(words), key=itemgetter(0)):
        rests = sorted((word[1:] for word in group), key=lambda rest: (-len(rest), rest))
        groups.append(f"{first}(?:{'|'.join(re.escape(rest) if len(rest) > 1 else rest + _BEGINS for rest in rests)})")
    return re.compile("|".join(groups)), words


def weigh(text: str) -> float:
    """Return the balance of a text between -1 (all cues Korean) and 1 (all Chinese), 0 without cues."""
    pattern, words = _pattern()
    chinese = korean = 0.0
    for word in pattern.findall(text):
        land, weight = words[word]
        chinese += weight * (land == "zh")
        korean += weight * (land == "ko")
    return (chinese - korean) / (chinese + korean + 1)


def scene(context: Context) -> Scene:
    """Return what speaks for each land around the form of *context*, the nearest words loudest."""
    pattern, words = _pattern()
    sums: dict[Land, float] = {"zh": 0.0, "ko": 0.0, "ja": 0.0}
    best: dict[Land, Cue] = {}
    length = len(context.before)
    for side, text in enumerate((context.before, context.after)):
        for match in pattern.finditer(text):
            distance = match.start() if side else length - match.end()
            if distance > _FARTHEST:
                continue
            land, weight = words[match.group()]
            weight *= 2.0 ** (-distance / _HALF)
            sums[land] += weight
            if land not in best or best[land].weight < weight:
                best[land] = Cue(match.group(), land, distance, weight)
    return Scene(sums["zh"], sums["ko"], sums["ja"], best)
