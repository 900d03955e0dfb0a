"""The exact reading by table look-up: what most brackets hold, found without a search.

The form is walked from its end, a hanzi at a time, against the end of the window. Where exactly one spelling of each hanzi stands
at the place reached, there is one way to cut; and where one system gives all of it, at no cost or with one initial sound of
Sino-Korean (배열 配列), nothing is cheaper, for another system or a word of the lexicon costs more. It is then what `search` would return, for a
twentieth of the time. Whatever else there may be (a choice between two lengths, a dearer sound, a letter, a word that cuts elsewhere) is
left to the search: this path decides nothing of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from glossary.align.lexicon import Lexicon, word_endings
from glossary.align.sounds import (
    INNER_INITIAL_SOUND,
    KNOWN,
    NO_SOUNDS,
    Said,
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
_FREE: Final = _FREE_PINYIN | _FREE_SINO
_EVERYTHING: Final = 31
_LONGEST: Final = 4
"""Syllables of the longest spelling of a hanzi: 촹 as 추우앙."""
_INITIAL: Final = 32
"""An initial sound, which one hanzi of a form may have."""


class Exact(NamedTuple):
    """How a form of *size* hanzi is read: its *cost* a hanzi, and which systems explain all of it."""

    size: int
    cost: float
    pinyin: bool
    sino: bool
    standard: bool


def exact(form: str, hans: str, chars: str, lexicon: Lexicon) -> tuple[int, Exact] | None:
    """Return from which of the Korean characters *chars* on *form* is read to their end, and how; None where it takes a search to say.

    *hans* is the form as the words of the *lexicon* are written, one character a hanzi.
    """
    place, last, bits, initial = len(chars), len(form) - 1, _EVERYTHING, False
    endings, twice = word_endings(lexicon), last > 0 and is_written_twice(form[last])
    jumps: list[tuple[int, int]] = []
    for at in range(last, -1, -1):
        if not place:
            return None
        char, syllable, ending = form[at], chars[place - 1], endings.get(hans[at])
        if ending is not None and syllable in ending[1]:
            jumps += _jumps(hans[: at + 1], ending[0], chars, place, lexicon)
        sounds = spoken_twice(char) if twice else KNOWN.get(char) or _met(char)
        twice = False
        said = sounds.said.get(syllable)
        if said is None:
            said = _learn(sounds, syllable)
        length, found = (1, said) if isinstance(said, int) else _only(said, chars, place)
        if found & _INITIAL and not initial:
            found, initial = found | _FREE_SINO, True
        bits &= found
        place -= length
        if not bits & _FREE or (jumps and any(first == at and start != place for first, start in jumps)):
            return None
    return place, _read(last + 1, bits, initial)


@lru_cache(maxsize=512)
def _read(size: int, bits: int, initial: bool) -> Exact:
    """Return what is found of so many hanzi: one of few values, however many forms there are."""
    cost = INNER_INITIAL_SOUND if initial and not bits & _FREE_PINYIN else 0.0
    return Exact(size, cost / size, bits & _PINYIN > 0, bits & _SINO > 0, bits & _STANDARD > 0)


def _only(spellings: tuple[tuple[str, int], ...], chars: str, place: int) -> tuple[int, int]:
    """Return the length of the only one of the *spellings* that ends at *place*, and what it is; nothing of none or several."""
    length = found = 0
    for spelling, what in spellings:
        if chars.endswith(spelling, 0, place):
            if length:
                return 0, 0
            length, found = len(spelling), what
    return length, found


def _jumps(hans: str, sizes: tuple[int, ...], chars: str, place: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return what stands before each word of the lexicon that ends *hans* and is rendered up to *place*: hanzi, characters."""
    found: list[tuple[int, int]] = []
    for size in sizes:
        renderings = lexicon.words.get(hans[-size:], ()) if size <= len(hans) else ()
        if renderings and chars.endswith(renderings, 0, place):
            found += [(len(hans) - size, place - len(each)) for each in renderings if chars.endswith(each, 0, place)]
    return found


def near(sounds: Sequence[Sound]) -> dict[System, Sound]:
    """Return the sounds of one spelling that explain it, by system."""
    if len(sounds) == 1:
        return {sounds[0].system: sounds[0]}
    most = min([sound.cost for sound in sounds], default=0.0) + _FAR_FETCHED
    return {sound.system: sound for sound in sounds if sound.cost <= most}


def _met(char: str) -> Spoken:
    """Return the sounds of a character that was not met before, none for what is no hanzi."""
    return spoken(char) if is_han(char) else NO_SOUNDS


def _learn(sounds: Spoken, syllable: str) -> Said:
    """Return what a syllable is of a hanzi that sounds so, and remember it: few hanzi are ever asked for more than their usual reading."""
    said = [
        (spelling, _bits(ways))
        for spelling, ways in sounds.spellings.items()
        if spelling.endswith(syllable) and len(spelling) <= _LONGEST
    ]
    if not said:
        return ()
    found = sounds.said[syllable] = said[0][1] if len(said) == 1 and said[0][0] == syllable else tuple(said)
    return found


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
