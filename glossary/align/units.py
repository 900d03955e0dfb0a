"""What each character of a Han form may sound like in Hangul: the table that the search walks over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from glossary.languages import is_han, is_kana
from glossary.readings import hanja, japanese, mandarin, pinyin, southern

System: TypeAlias = Literal["P", "S", "J", "C", "V", "T", "L", "X"]
"""Mandarin by its sound, Sino-Korean, Japanese, Cantonese, Vietnamese, by meaning, the same letters on both sides, unexplained."""

OFFICIAL: Final = 0.0
SECOND_READING: Final = 0.02
"""A further reading of a polyphone: 重 충 and 중 are both there, the usual one is preferred where both fit."""
INNER_INITIAL_SOUND: Final = 0.01
"""두음법칙 inside a form (신여성, 역이용) is rarer than at its head."""

# 겹쳐 적기: behind a name that already ends in mountain or river the Korean word is written again (타이산산 泰山, 주장강 珠江).
_DOUBLED: Final = dict(zip("山江河湖海岛島屿嶼", "산강강호해섬섬섬섬", strict=True))
OFFICIAL_RULE: Final = "table5"
DOUBLED_RULE: Final = "doubled"
_USUAL: Final = 0.03
_NUMERALS: Final = dict(
    zip("一二三四五六七八九十〇零", ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "0", "0"), strict=True)
)
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL_WORD: Final = frozenset(_NUMERALS) | frozenset(_PLACES)
_LONGEST: Final = {False: 4, True: 6}
"""Syllables of the longest spelling of a character, without Japanese and with it: 촹 as 추우앙, 미나모토노(源)."""
_MISSPELT_SYSTEMS: Final = frozenset("PS")
"""Systems whose misspellings are looked for: the others have so many readings that a look-alike of one proves nothing."""
# Division words that sound alike in Mandarin by table 5 and in Sino-Korean are Korean words in Korean names: 쓰촨성(四川省) is mixed.
_ALWAYS_SINO: Final = "省"


class Sound(NamedTuple):
    """One way to write a character in Hangul: its system, cost, and the rule that gives it."""

    system: System
    cost: float
    rule: str


class Unit(NamedTuple):
    """One character of a form at *place*: spelling -> its sounds, at most one a system; *usual* are the spellings worth misspelling.

    *longest* is the length of the longest spelling that is looked for. *joint* holds the sounds of the words that end in it and are read as wholes: number of characters -> spelling -> sound (武蔵 무사시).
    """

    char: str
    place: int
    sounds: Mapping[str, tuple[Sound, ...]]
    usual: tuple[str, ...] = ()
    longest: int = 4
    joint: Mapping[int, Mapping[str, Sound]] = MappingProxyType({})


def units(form: str, *, systems: str = "PS") -> tuple[Unit, ...]:
    """Return the units of *form*: quotation marks, spaces and dots have none, other marks and letters answer to themselves."""
    out: list[Unit] = []
    japanese_too = "J" in systems
    before = ""
    for place, char in enumerate(form):
        if is_han(char) or (japanese_too and is_kana(char)):
            doubled = place == len(form) - 1 and bool(out) and char in _DOUBLED
            if char == "々" and out:
                out.append(out[-1]._replace(char=char, place=place))
                before += char
                continue
            joint = _joint(before[1 - hanja.LONGEST_WORD :] + char, systems)
            out.append(Unit(char, place, *_sounds(char, systems, doubled), _LONGEST[japanese_too], joint))
        elif char.isalnum() or char in "+&%":
            folded = unicodedata.normalize("NFKC", char).casefold()
            out.append(Unit(char, place, {folded: (Sound("L", 0.0, "same letter"),)}))
        else:
            continue
        before += char
    return tuple(out)


def has_sound_at_end(form: str, chars: str, *, systems: str) -> bool:
    """Say whether the last character of *form* may be read at the end of *chars*: where it is not, `units` need not be made for an exact search.

    Words of the lexicon are not asked; what ends in anything but a hanzi may always be read.
    """
    last = form[-1]
    if not is_han(last) or last == "々" or last in _DOUBLED or last in _NUMERALS:
        return True
    spellings = [chars[-length:] for length in range(1, _LONGEST["J" in systems] + 1)]
    for system in systems:
        offered = _offered(last, system)
        for spelling in spellings:
            if spelling in offered:
                return True
    tail = "".join(filter(str.isalnum, form[-hanja.LONGEST_WORD :]))
    return any(chars.endswith(tuple(words)) for words in _joint(tail, systems).values())


def sounds_of(char: str, *, at_end: bool) -> Mapping[str, tuple[Sound, ...]]:
    """Return spelling -> sounds of one hanzi as `units` has them, its kind written twice too where it stands *at_end* of a longer form."""
    every = _sounds(char, "PS", at_end and char in _DOUBLED)[0]
    return {spelling: sounds for spelling, sounds in every.items() if len(spelling) <= _LONGEST[False]}


def is_standard(sound: Sound) -> bool:
    """Say whether a Mandarin sound is written as 외래어 표기법 has it."""
    return sound.rule in (OFFICIAL_RULE, DOUBLED_RULE)


@lru_cache(maxsize=2_048)
def _sounds(char: str, systems: str, doubled: bool) -> tuple[Mapping[str, tuple[Sound, ...]], tuple[str, ...]]:
    sounds = dict(_offered(char, systems[0]))
    for system in systems[1:]:
        for spelling, more in _offered(char, system).items():
            sounds[spelling] = _shared((*sounds.get(spelling, ()), *more))
    if doubled:
        for spelling, mandarin_first in list(sounds.items()):
            if mandarin_first[0].rule == OFFICIAL_RULE:
                sounds[spelling + _DOUBLED[char]] = (Sound("P", mandarin_first[0].cost, DOUBLED_RULE),)
    numeral = _NUMERALS.get(char)
    if numeral is not None:
        sounds[numeral] = (*sounds.get(numeral, ()), Sound("L", 0.0, "numeral"))
    if not _MISSPELT_SYSTEMS.issuperset(systems):
        return sounds, ()
    return sounds, tuple(
        spelling
        for spelling in sounds
        if len(spelling) <= 3 and min(sound.cost for sound in sounds[spelling]) <= _USUAL
    )


@lru_cache(maxsize=12_288)
def _offered(char: str, system: str) -> Mapping[str, tuple[Sound, ...]]:
    """Return the sounds of one system alone, kept for all the rows of systems in which a character is asked for."""
    found: dict[str, dict[str, Sound]] = {}
    for spelling, sound in _OFFERS[system](char):
        best = found.setdefault(spelling, {}).get(sound.system)
        if best is None or sound.cost < best.cost:
            found[spelling][sound.system] = sound
    return {intern(spelling): _shared(tuple(by_system.values())) for spelling, by_system in found.items()}


@lru_cache(maxsize=4_096)
def _shared(sounds: tuple[Sound, ...]) -> tuple[Sound, ...]:
    """Return one and the same value for equal sounds: a hundred thousand spellings have a few hundred of them between them."""
    return sounds


def _mandarin(char: str) -> Iterator[tuple[str, Sound]]:
    if char in _ALWAYS_SINO:
        return
    seen: list[str] = []
    for syllable in pinyin.syllables(char):
        plain = mandarin.to_hangul(syllable)
        if plain in seen:
            continue
        seen.append(plain)
        rank = SECOND_READING if len(seen) > 1 else OFFICIAL
        for spelling in mandarin.spellings(syllable):
            yield spelling.hangul, Sound("P", spelling.cost + rank, spelling.rule)


def _sino_korean(char: str) -> Iterator[tuple[str, Sound]]:
    for reading in hanja.sino(char):
        yield reading.hangul, Sound("S", reading.cost, "Sino-Korean")
        initial = hanja.initial_sound(reading.hangul)
        if initial != reading.hangul:
            yield initial, Sound("S", reading.cost + INNER_INITIAL_SOUND, "initial-sound rule")


def _japanese(char: str) -> Iterator[tuple[str, Sound]]:
    for spelling, cost in japanese.spellings(char).items():
        yield spelling, Sound("J", cost, "Japanese reading")
    if char == "の":
        yield "의", Sound("T", SECOND_READING, "genitive")


_NO_WORDS: Final[Mapping[int, Mapping[str, Sound]]] = {}


def _number(word: str) -> str:
    """Return Chinese numerals in digits: 二十九 29, 二〇〇八 2008, "" for what is none."""
    if not _NUMERAL_WORD.issuperset(word):
        return ""
    if not _PLACES.keys() & set(word):
        return "".join(_NUMERALS[char] for char in word)
    total, digit = 0, 0
    for char in word:
        if char in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[char], 0
        else:
            digit = int(_NUMERALS[char])
    return str(total + digit)


def _joint(text: str, systems: str) -> Mapping[int, Mapping[str, Sound]]:
    """Return the words at the end of *text* that are read as wholes: Japanese names (武蔵 무사시), Sino-Korean usage (十月 시월)."""
    return _words_at_end(text, systems) if len(text) > 1 and _may_end(text[-2:], systems) else _NO_WORDS


@lru_cache(maxsize=2_048)
def _may_end(last: str, systems: str) -> bool:
    """Say whether these two characters may end a word that is read as a whole."""
    return (
        _NUMERAL_WORD.issuperset(last)
        or ("S" in systems and hanja.may_end_word(last))
        or ("J" in systems and japanese.may_end_word(last))
    )


@lru_cache(maxsize=512)
def _words_at_end(text: str, systems: str) -> Mapping[int, Mapping[str, Sound]]:
    found: dict[int, dict[str, Sound]] = {}
    for length in range(2, len(text) + 1):
        word = text[-length:]
        if "J" in systems and length <= japanese.LONGEST_WORD:
            for spelling, cost in japanese.word_spellings(word).items():
                found.setdefault(length, {})[spelling] = Sound("J", cost, "Japanese name")
        number = _number(word)
        if number:
            found.setdefault(length, {})[number] = Sound("L", 0.0, "numeral")
        reading = hanja.word_reading(word) if "S" in systems else None
        if reading is not None:
            sounds = found.setdefault(length, {})
            sounds[reading] = Sound("S", OFFICIAL, "word")
            sounds.setdefault(
                hanja.initial_sound(reading[0]) + reading[1:], Sound("S", INNER_INITIAL_SOUND, "initial-sound rule")
            )
    return found


def _cantonese(char: str) -> Iterator[tuple[str, Sound]]:
    for spelling, cost in southern.spellings(char, "yue").items():
        yield spelling, Sound("C", cost, "Cantonese reading")


def _vietnamese(char: str) -> Iterator[tuple[str, Sound]]:
    for spelling, cost in southern.spellings(char, "vi").items():
        yield spelling, Sound("V", cost, "Vietnamese reading")


_OFFERS: Final = {"P": _mandarin, "S": _sino_korean, "J": _japanese, "C": _cantonese, "V": _vietnamese}
