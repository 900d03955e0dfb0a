"""The characters of a Han form that have to be answered, each with its sounds: what the search walks over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from glossary.align.sounds import (
    INNER_INITIAL_SOUND,
    KNOWN,
    NUMERALS,
    OFFICIAL,
    Answer,
    Sound,
    Sounds,
    foreign,
    is_written_twice,
    letter,
    spoken,
    spoken_twice,
)
from glossary.languages import is_han, is_kana
from glossary.readings import hanja, japanese

_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL_WORD: Final = frozenset(NUMERALS) | frozenset(_PLACES)
_LONGEST: Final = 4
_LONGEST_JAPANESE: Final = 6
"""Syllables of the longest spelling of a character, without Japanese and with it: 촹 as 추우앙, 미나모토노(源)."""

Joint = Mapping[int, Mapping[str, Sound]]
"""The sounds of words that are read as wholes: number of characters -> spelling -> sound (武蔵 무사시)."""
_NO_WORDS: Final[Joint] = {}


class Unit:
    """One character of a form at *place*, and its *sounds*.

    *longest* is the length of the longest spelling that is looked for, *before* the form up to the character.
    """

    __slots__ = ("_before", "_joint", "_systems", "char", "longest", "place", "sounds")

    def __init__(self, char: str, place: int, sounds: Sounds, before: str = "", systems: str = "") -> None:
        self.char, self.place, self.sounds = char, place, sounds
        self.longest = _LONGEST_JAPANESE if "J" in systems else _LONGEST
        self._before, self._systems = before, systems
        self._joint: Joint | None = None

    @property
    def joint(self) -> Joint:
        """The sounds of the words that end in the character and are read as wholes: looked up where the search comes to it."""
        if self._joint is None:
            before, systems = self._before, self._systems
            may_end = len(before) > 1 and _may_end(before[-2:], systems)
            self._joint = _words_at_end(before[-hanja.LONGEST_WORD :], systems) if may_end else _NO_WORDS
        return self._joint

    def answers(self, endings: Sequence[str]) -> list[Answer]:
        """Return the sounds of the unit, and of the words that end in it, that are among *endings*, the shortest ending first."""
        found = self.sounds.answers(endings[: self.longest])
        joints = self.joint if self._joint is None else self._joint
        if joints:
            for count, joint in joints.items():
                found += [(count, len(ending), joint[ending]) for ending in endings if ending in joint]
        return found

    def ends_name(self) -> bool:
        """Say whether a Japanese name that is read as a whole may end in the character."""
        return len(self._before) > 1 and japanese.may_end_word(self._before[-2:])

    def repeated(self, char: str, place: int) -> Unit:
        """Return the unit of a mark that repeats this one: 々."""
        return Unit(char, place, self.sounds, self._before, self._systems)


def units(form: str, *, systems: str = "PS") -> tuple[Unit, ...]:
    """Return the units of *form*: quotation marks, spaces and dots have none, other marks and letters answer to themselves."""
    out: list[Unit] = []
    spoken_here, japanese_too = systems == "PS", "J" in systems
    before, last = "", len(form) - 1
    for place, char in enumerate(form):
        if char in KNOWN or is_han(char) or (japanese_too and is_kana(char)):
            before += char
            if char == "々" and out:
                out.append(out[-1].repeated(char, place))
            elif not spoken_here:
                out.append(Unit(char, place, foreign(char, systems), before, systems))
            else:
                twice = place == last and place > 0 and is_written_twice(char) and bool(out)
                out.append(Unit(char, place, spoken_twice(char) if twice else spoken(char), before, systems))
        elif char.isalnum() or char in "+&%":
            before += char
            out.append(Unit(char, place, letter(char)))
    return tuple(out)


def _may_end(last: str, systems: str) -> bool:
    """Say whether these two characters may end a word that is read as a whole."""
    return (
        ("S" in systems and hanja.may_end_word(last))
        or ("J" in systems and japanese.may_end_word(last))
        or (last[1] in _NUMERAL_WORD and last[0] in _NUMERAL_WORD)
    )


@lru_cache(maxsize=512)
def _words_at_end(text: str, systems: str) -> Joint:
    """Return the words at the end of *text* that are read as wholes: Japanese names (武蔵 무사시), Sino-Korean usage (十月 시월)."""
    found: dict[int, dict[str, Sound]] = {}
    sino = hanja.words_ending(text) if "S" in systems else {}
    for length in range(2, len(text) + 1):
        word = text[-length:]
        if "J" in systems and length <= japanese.LONGEST_WORD:
            for spelling, cost in japanese.word_spellings(word).items():
                found.setdefault(length, {})[spelling] = _name(cost)
        number = _number(word)
        if number:
            found.setdefault(length, {})[number] = Sound("L", 0.0, "numeral")
        reading = sino.get(length)
        if reading:
            sounds = found.setdefault(length, {})
            sounds[reading] = Sound("S", OFFICIAL, "word")
            sounds.setdefault(
                hanja.initial_sound(reading[0]) + reading[1:], Sound("S", INNER_INITIAL_SOUND, "initial-sound rule")
            )
    return found


@cache
def _name(cost: float) -> Sound:
    return Sound("J", cost, "Japanese name")


def _number(word: str) -> str:
    """Return Chinese numerals in digits: 二十九 29, 二〇〇八 2008, "" for what is none."""
    if not _NUMERAL_WORD.issuperset(word):
        return ""
    if not _PLACES.keys() & set(word):
        return "".join(NUMERALS[char] for char in word)
    total, digit = 0, 0
    for char in word:
        if char in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[char], 0
        else:
            digit = int(NUMERALS[char])
    return str(total + digit)
