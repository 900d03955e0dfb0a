"""What each character of a Han form may sound like in Hangul: the table that the search walks over."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from glossary.languages import is_han
from glossary.readings import hanja, japanese, mandarin, pinyin

System: TypeAlias = Literal["P", "S", "J", "T", "L", "X"]
"""Mandarin by its sound, Sino-Korean, Japanese, by meaning, the same letters on both sides, unexplained."""

OFFICIAL: Final = 0.0
SECOND_READING: Final = 0.02
"""A further reading of a polyphone: 重 충 and 중 are both there, the usual one is preferred where both fit."""
INNER_INITIAL_SOUND: Final = 0.01
"""두음법칙 inside a form (신여성, 역이용) is rarer than at its head."""

_USUAL: Final = 0.03
_NUMERALS: Final = dict(zip("一二三四五六七八九十〇零", ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "0", "0"), strict=True))
# Division words that sound alike in Mandarin by table 5 and in Sino-Korean are Korean words in Korean names: 쓰촨성(四川省) is mixed.
_ALWAYS_SINO: Final = "省"


@dataclass(frozen=True, slots=True)
class Sound:
    """One way to write a character in Hangul: its system, cost, and the rule that gives it."""

    system: System
    cost: float
    rule: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One character of a form at *place*: spelling -> its sounds, at most one a system; *usual* are the spellings worth misspelling."""

    char: str
    place: int
    sounds: Mapping[str, tuple[Sound, ...]]
    usual: tuple[str, ...] = ()


def units(form: str, *, systems: str = "PS") -> tuple[Unit, ...]:
    """Return the units of *form*: quotation marks, spaces and dots have none, other marks and letters answer to themselves."""
    out = []
    for place, char in enumerate(form):
        if is_han(char):
            out.append(Unit(char, place, *_sounds(char, systems)))
        elif char.isalnum() or char in "+&%":
            folded = unicodedata.normalize("NFKC", char).casefold()
            out.append(Unit(char, place, {folded: (Sound("L", 0.0, "same letter"),)}))
    return tuple(out)


@lru_cache(maxsize=20_000)
def _sounds(char: str, systems: str) -> tuple[Mapping[str, tuple[Sound, ...]], tuple[str, ...]]:
    found: dict[str, dict[str, Sound]] = {}

    def offer(spelling: str, sound: Sound) -> None:
        best = found.setdefault(spelling, {}).get(sound.system)
        if best is None or sound.cost < best.cost:
            found[spelling][sound.system] = sound

    if "P" in systems and char not in _ALWAYS_SINO:
        seen: list[str] = []
        for syllable in pinyin.syllables(char):
            plain = mandarin.to_hangul(syllable)
            if plain in seen:
                continue
            seen.append(plain)
            rank = SECOND_READING if len(seen) > 1 else OFFICIAL
            for spelling in mandarin.spellings(syllable):
                offer(spelling.hangul, Sound("P", spelling.cost + rank, spelling.rule))
    if "S" in systems:
        for reading in hanja.sino(char):
            offer(reading.hangul, Sound("S", reading.cost, "Sino-Korean"))
            initial = hanja.initial_sound(reading.hangul)
            if initial != reading.hangul:
                offer(initial, Sound("S", reading.cost + INNER_INITIAL_SOUND, "initial-sound rule"))
    if "J" in systems:
        for spelling in japanese.spellings(char):
            offer(spelling, Sound("J", 0.0, "Japanese reading"))
    numeral = _NUMERALS.get(char)
    if numeral is not None:
        offer(numeral, Sound("L", 0.0, "numeral"))
    usual = tuple(
        spelling for spelling, sounds in found.items() if len(spelling) <= 3 and min(sound.cost for sound in sounds.values()) <= _USUAL
    )
    # Japanese has so many readings that a look-alike of one proves nothing.
    return {spelling: tuple(sounds.values()) for spelling, sounds in found.items()}, () if systems == "J" else usual
