"""From Hangul back: which Mandarin syllables, and which other Sino-Korean spellings, a Korean form could stand for.

The answer is a guess by nature (하 + 이 is also ha yi), so several are given: those of the official table before those that writers'
spellings explain, fewer syllables before more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from glossary.hangul import is_syllable
from glossary.readings import hanja, mandarin, tables

_LONGEST: Final = 4
"""Hangul syllables of the longest spelling of one Mandarin syllable (촹 as 추우앙)."""
_KEPT: Final = 12
"""Readings kept at each position; more than are ever shown."""


class Reversed(NamedTuple):
    """One way to read a Hangul form as Mandarin: toneless *syllables*, and the *cost* of the spellings that it takes."""

    syllables: tuple[str, ...]
    cost: float


@cache
def _spelt() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the syllables that each Hangul spelling may stand for, with its cost."""
    found: dict[str, list[tuple[str, float]]] = {}
    for (syllable,) in tables.rows("syllables.tsv"):
        for spelling in mandarin.spellings(syllable):
            found.setdefault(spelling.hangul, []).append((syllable, spelling.cost))
    return {hangul: tuple(sorted(syllables, key=lambda item: item[1])) for hangul, syllables in found.items()}


def mandarin_syllables(hangul: str, *, limit: int = 8) -> tuple[Reversed, ...]:
    """Return the ways in which *hangul* can be read as Mandarin syllables, the likeliest first (웨이하이 -> wei hai).

    Spaces do not count. () where some of it is no spelling of any syllable (한국's 국 is none).
    """
    text = "".join(hangul.split())
    if not text or not all(map(is_syllable, text)):
        return ()
    spelt = _spelt()
    reached: list[list[Reversed]] = [[Reversed((), 0.0)]] + [[] for _ in text]
    for start, before in enumerate(reached[:-1]):
        before.sort(key=_order)
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            for syllable, cost in spelt.get(text[start:end], ()):
                reached[end].extend(Reversed((*way.syllables, syllable), way.cost + cost) for way in before[:_KEPT])
    return tuple(sorted(reached[-1], key=_order)[:limit])


def _order(way: Reversed) -> tuple[float, int, tuple[str, ...]]:
    return (round(way.cost, 3), len(way.syllables), way.syllables)


@cache
def _sino_syllables() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the Sino-Korean readings, and those behind each one that the initial-sound rule changes: those of most characters first (유 -> 류 뉴)."""
    count = Counter(
        reading.hangul for char in tables.pairs("hanja.tsv") for reading in hanja.sino(char) if not reading.cost
    )
    behind: dict[str, list[str]] = {}
    for syllable, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        if (first := hanja.initial_sound(syllable)) != syllable:
            behind.setdefault(first, []).append(syllable)
    return frozenset(count) | frozenset(behind), {first: tuple(bases) for first, bases in behind.items()}


def sino_spellings(hangul: str) -> tuple[str, ...]:
    """Return the spellings of *hangul* as a Sino-Korean reading with 두음법칙 and without (류광화 -> 유광화, 류광화).

    () where some syllable of it is no reading of any character.
    """
    text = "".join(hangul.split())
    known, behind = _sino_syllables()
    if not text or not known.issuperset(text):
        return ()
    first = hanja.initial_sound(text[0])
    return tuple(syllable + text[1:] for syllable in (first, *behind.get(first, ())))


def spelt(hangul: str, syllables: Sequence[str]) -> list[tuple[str, mandarin.Spelling]]:
    """Return how *hangul* is cut into spellings of these syllables, in the cheapest way; [] where it is no spelling of them."""
    ways: list[tuple[str, float, list[tuple[str, mandarin.Spelling]]]] = [(hangul, 0.0, [])]
    for syllable in syllables:
        ways = [
            (rest.removeprefix(spelling.hangul), cost + spelling.cost, [*done, (spelling.hangul, spelling)])
            for rest, cost, done in ways
            for spelling in mandarin.spellings(syllable)
            if rest.startswith(spelling.hangul)
        ]
    whole = [way for way in ways if not way[0]]
    return min(whole, key=lambda way: way[1])[2] if whole else []
