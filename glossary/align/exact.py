"""The exact reading by table look-up: what most brackets hold, found without a search.

The form is walked from its end, a hanzi at a time, against the end of the window. Where exactly one spelling of each hanzi stands
at the place reached, there is one way to cut; and where one system gives all of it, at no cost or with one initial sound of
Sino-Korean (배열 配列), nothing is cheaper, for another system or a word of the lexicon costs more. It is then what `search` would return, for a
twentieth of the time. Whatever else there may be (a choice between two lengths, a dearer sound, a letter, a word that cuts elsewhere) is
left to the search: this path decides nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from glossary.align.lexicon import Lexicon, word_lengths
from glossary.align.sounds import (
    INNER_INITIAL_SOUND,
    Sound,
    Spoken,
    System,
    is_standard,
    is_written_twice,
    spoken,
    spoken_twice,
)
from glossary.languages import is_han

_FAR_FETCHED: Final = 0.05
"""A sound that costs so much more than another of the same syllable explains nothing: 호 is 号 in Sino-Korean, not an odd 하오."""

# What one spelling of one hanzi is: explained by a system, by 표 5, at no cost. A form is what all of its hanzi are.
_PINYIN, _SINO, _STANDARD, _FREE_PINYIN, _FREE_SINO = 1, 2, 4, 8, 16
_EVERYTHING: Final = 31
_LONGEST: Final = 4
"""Syllables of the longest spelling of a hanzi: 촹 as 추우앙."""
_INITIAL: Final = 32
"""An initial sound, which one hanzi of a form may have."""


class Exact(NamedTuple):
    """A form of *size* hanzi read from character *start* of the Korean on: its cost, and which systems explain all of it."""

    start: int
    size: int
    cost: float
    pinyin: bool
    sino: bool
    standard: bool


def exact(form: str, hans: str, chars: str, lexicon: Lexicon) -> Exact | None:
    """Return how *form* is read at the end of the Korean characters *chars*, None where it takes a search to say.

    *hans* is the form as the words of the *lexicon* are written, one character a hanzi.
    """
    place, last, bits, cost = len(chars), len(form) - 1, _EVERYTHING, 0.0
    words, lengths_of = lexicon.words, word_lengths(lexicon)
    jumps: list[tuple[int, int]] = []
    for at in range(last, -1, -1):
        for size in lengths_of.get(hans[at], ()):
            renderings = words.get(hans[at + 1 - size : at + 1], ()) if size <= at + 1 else ()
            if renderings and chars.endswith(renderings, 0, place):
                jumps += [(at + 1 - size, place - len(each)) for each in renderings if chars.endswith(each, 0, place)]
        length = found = 0
        for spelling, what in _table(form[at], 0 < at == last).get(chars[place - 1], ()) if place else ():
            if chars.endswith(spelling, 0, place):
                if length:
                    return None
                length, found = len(spelling), what
        if found & _INITIAL and not cost:
            found, cost = found & ~_INITIAL | _FREE_SINO, INNER_INITIAL_SOUND
        bits &= found
        place -= length
        if not bits & (_FREE_PINYIN | _FREE_SINO) or (
            jumps and any(first == at and start != place for first, start in jumps)
        ):
            return None
    if bits & _FREE_PINYIN:
        cost = 0.0
    return Exact(place, last + 1, cost, bits & _PINYIN > 0, bits & _SINO > 0, bits & _STANDARD > 0)


def near(sounds: Iterable[Sound]) -> dict[System, Sound]:
    """Return the sounds of one spelling that explain it, by system."""
    kept = tuple(sounds)
    most = min((sound.cost for sound in kept), default=0.0) + _FAR_FETCHED
    return {sound.system: sound for sound in kept if sound.cost <= most}


_Endings: TypeAlias = Mapping[str, tuple[tuple[str, int], ...]]
"""The spellings of a hanzi with what each is, by their last syllable."""


def _table(char: str, at_end: bool) -> _Endings:
    """Return the spellings of one hanzi, its kind written twice too where it stands *at_end* of a longer form; nothing for what is no hanzi."""
    if at_end and is_written_twice(char):
        return _endings(spoken_twice(char))
    found = _TABLES.get(char)
    if found is None:
        found = _TABLES[char] = _endings(spoken(char)) if is_han(char) else {}
    return found


_TABLES: Final[dict[str, _Endings]] = {}
"""Characters that were asked for: hanzi of the same readings share their table."""


@lru_cache(maxsize=8_192)
def _endings(sounds: Spoken) -> _Endings:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for spelling, ways in sounds.spellings.items():
        if len(spelling) <= _LONGEST:
            found[spelling[-1]] = _shared((*found.get(spelling[-1], ()), (spelling, _bits(ways))))
    return found


@lru_cache(maxsize=4_096)
def _shared(spellings: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return one and the same value for what many hanzi have."""
    return spellings


@lru_cache(maxsize=1_024)
def _bits(sounds: tuple[Sound, ...]) -> int:
    """Return what the sounds of one spelling are: there are few kinds of them."""
    explained = near(sounds)
    mandarin, sino = explained.get("P"), explained.get("S")
    bits = 0
    if mandarin is not None:
        bits |= _PINYIN | (0 if mandarin.cost else _FREE_PINYIN) | (_STANDARD if is_standard(mandarin) else 0)
    if sino is not None:
        bits |= _SINO | (0 if sino.cost else _FREE_SINO) | (_INITIAL if sino.cost == INNER_INITIAL_SOUND else 0)
    return bits
