"""How one character of a Han form may be written in Hangul, by each system that reads it.

Mandarin and Sino-Korean are asked of every hanzi, so their spellings are worked out beforehand, once for all hanzi that have the same
readings in both (威 委 位 …). The other systems are asked of few, and a kanji has a hundred spellings of which a window holds few: they are asked one
spelling at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final, Literal, NamedTuple, TypeAlias

from glossary.align.alike import Heard, heard
from glossary.hangul import is_syllable
from glossary.languages import is_han
from glossary.readings import hanja, japanese, mandarin, pinyin, southern

System: TypeAlias = Literal["P", "S", "J", "C", "V", "T", "L", "X"]
"""Mandarin by its sound, Sino-Korean, Japanese, Cantonese, Vietnamese, by meaning, the same letters on both sides, unexplained."""

OFFICIAL: Final = 0.0
SECOND_READING: Final = 0.02
"""A further reading of a polyphone: 重 충 and 중 are both there, the usual one is preferred where both fit."""
INNER_INITIAL_SOUND: Final = 0.01
"""두음법칙 inside a form (신여성, 역이용) is rarer than at its head."""
NUMERALS: Final = dict(
    zip("一二三四五六七八九十〇零", ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "0", "0"), strict=True)
)
# 겹쳐 적기: behind a name that already ends in mountain or river the Korean word is written again (타이산산 泰山, 주장강 珠江).
_DOUBLED: Final = dict(zip("山江河湖海岛島屿嶼", "산강강호해섬섬섬섬", strict=True))
_OFFICIAL_RULE: Final = "table5"
_DOUBLED_RULE: Final = "doubled"
_USUAL: Final = 0.03
_MISSPELT_LENGTH: Final = 3
"""Syllables of the longest spelling whose misspellings are looked for."""
# Division words whose Sino-Korean reading some write for their Mandarin one too are Korean words in Korean names: 쓰촨성(四川省) and 번시시(本溪市) are mixed.
_ALWAYS_SINO: Final = {"省": "성", "市": "시"}
_NO_SYSTEM: Final = "LT"
"""What is no reading goes with every system: digits, meaning."""


class Sound(NamedTuple):
    """One way to write a character in Hangul: its system, cost, and the rule that gives it."""

    system: System
    cost: float
    rule: str


Answer: TypeAlias = tuple[int, int, Sound]
"""A sound that stands before some place of the Korean side: the hanzi that it answers, its length, what it is."""


Said: TypeAlias = int | tuple[tuple[str, int], ...]
"""What a syllable is of a hanzi (see `glossary.align.exact`); where longer spellings end in it, each of them with what it is."""


def is_standard(sound: Sound) -> bool:
    """Say whether a Mandarin sound is written as 외래어 표기법 has it."""
    return sound.rule in (_OFFICIAL_RULE, _DOUBLED_RULE)


class Spoken:
    """Spelling -> its sounds in Mandarin and Sino-Korean, at most one a system. One value serves all hanzi of the same readings.

    *said* is filled by `glossary.align.exact` for the syllables that it meets.
    """

    __slots__ = ("_usual", "get", "said", "spellings")

    def __init__(self, spellings: dict[str, tuple[Sound, ...]], usual: tuple[Heard, ...] | None = None) -> None:
        self.spellings, self.get = spellings, spellings.get
        self.said: dict[str, Said] = {}
        self._usual = usual

    def __contains__(self, spelling: str) -> bool:
        return spelling in self.spellings

    def answers(self, endings: Sequence[str]) -> list[Answer]:
        """Return the sounds of those of the *endings* of a text that have any, the shortest first."""
        spellings, found = self.spellings, list[Answer]()
        for ending in endings:
            sounds = spellings.get(ending)
            if sounds:
                found += [(1, len(ending), sound) for sound in sounds]
        return found

    @property
    def usual(self) -> tuple[Heard, ...]:
        """The spellings worth misspelling, as they are heard."""
        if self._usual is None:
            self._usual = tuple(
                heard(spelling)
                for spelling, sounds in self.spellings.items()
                if len(spelling) <= _MISSPELT_LENGTH
                and is_syllable(spelling[0])
                and any(sound.cost <= _USUAL for sound in sounds)
            )
        return self._usual


class Foreign:
    """The sounds of one character in a system other than those two, maybe beside one of them, asked like a dictionary by spelling.

    Misspellings of theirs are not looked for: they have so many readings that a look-alike of one proves nothing.
    """

    __slots__ = ("_char", "_own", "_shared", "_system", "_systems")
    usual: Final[tuple[Heard, ...]] = ()

    def __init__(self, char: str, systems: str) -> None:
        self._char, self._systems = char, systems + _NO_SYSTEM
        self._system: System = "J" if "J" in systems else "C" if "C" in systems else "V"
        self._own: japanese.Kanji | southern.Hanzi | None = None
        self._shared = (
            _GENITIVE if char == "の" else spoken(char) if char in NUMERALS or len(systems) > 1 else NO_SOUNDS
        )

    @property
    def own(self) -> japanese.Kanji | southern.Hanzi:
        """The readings in the system, looked up where the search comes to the character."""
        if self._own is None:
            self._own = readings_in(self._system, self._char)
        return self._own

    @property
    def spellings(self) -> Iterable[str]:
        """Every spelling: many, of which those that stand somewhere are few."""
        return self.own.spellings().keys() | self._shared.spellings.keys()

    def get(self, spelling: str, default: tuple[Sound, ...] = ()) -> tuple[Sound, ...]:
        """Return the sounds of *spelling*, at most one a system; *default* where it has none."""
        endings = [spelling[start:] for start in range(len(spelling) - 1, -1, -1)]
        return tuple([sound for _, size, sound in self.answers(endings) if size == len(spelling)]) or default

    def __contains__(self, spelling: str) -> bool:
        return bool(self.get(spelling))

    def answers(self, endings: Sequence[str]) -> list[Answer]:
        """Return the sounds of those of the *endings* of a text that have any, the shortest first."""
        found = [(1, len(ending), _sound(self._system, cost)) for ending, cost in self.own.among(endings)]
        if not self._shared.spellings:
            return found
        shared = [answer for answer in self._shared.answers(endings) if answer[2].system in self._systems]
        return sorted(found + shared, key=itemgetter(1)) if found and shared else found or shared


@cache
def _sound(system: System, cost: float) -> Sound:
    """Return the sound by another system: they cost one of a few prices."""
    return Sound(system, cost, _RULES[system])


@lru_cache(maxsize=2_048)
def foreign(char: str, systems: str) -> Foreign:
    """Return the sounds of one character in these systems, one of them other than Mandarin and Sino-Korean."""
    return Foreign(char, systems)


Sounds: TypeAlias = Spoken | Foreign


def spoken(char: str) -> Spoken:
    """Return the sounds of one hanzi in Mandarin and Sino-Korean, its digit where it is a numeral."""
    found = KNOWN.get(char)
    if found is None:
        found = _of_readings(_mandarin(char), _sino_korean(char), NUMERALS.get(char, ""))
        if char in _ALWAYS_SINO:
            found = _without_mandarin(found, _ALWAYS_SINO[char])
        if is_han(char):
            KNOWN[char] = found
    return found


def _without_mandarin(sounds: Spoken, spelling: str) -> Spoken:
    """Return the sounds with none of Mandarin for one spelling."""
    left = tuple([sound for sound in sounds.spellings[spelling] if sound.system != "P"])
    return Spoken({**sounds.spellings, spelling: left})


KNOWN: Final[dict[str, Spoken]] = {}
"""Hanzi that were asked for: there are not many, and they share their sounds."""
NO_SOUNDS: Final = Spoken({})
_GENITIVE: Final = Spoken({"의": (Sound("T", SECOND_READING, "genitive"),)})
"""What の means: 우메노 하나, but 매화의 꽃(梅の花)."""


def is_written_twice(char: str) -> bool:
    """Say whether Korean writes the kind of what ends in *char* once more: 타이산산(泰山)."""
    return char in _DOUBLED


@lru_cache(maxsize=16)
def spoken_twice(char: str) -> Spoken:
    """Return the sounds of a hanzi at the end of a longer form, those with its kind written twice too."""
    sounds = dict(spoken(char).spellings)
    for spelling, mandarin_first in list(sounds.items()):
        if mandarin_first[0].rule == _OFFICIAL_RULE:
            sounds[spelling + _DOUBLED[char]] = (Sound("P", mandarin_first[0].cost, _DOUBLED_RULE),)
    return Spoken(sounds)


@lru_cache(maxsize=256)
def letter(char: str) -> Spoken:
    """Return the one sound of what answers to itself, in any width and case: it is not misspelt."""
    folded = unicodedata.normalize("NFKC", char).casefold()
    return Spoken({folded: (Sound("L", 0.0, "same letter"),)}, usual=())


def _mandarin(char: str) -> tuple[str, ...]:
    """Return the Mandarin syllables of a hanzi without their tones, the usual one first, those that are written alike once."""
    found: dict[str, str] = {}
    for syllable in pinyin.syllables(char):
        found.setdefault(mandarin.to_hangul(syllable), mandarin.plain(syllable))
    return tuple(found.values())


def _sino_korean(char: str) -> tuple[tuple[str, float], ...]:
    return tuple([(reading.hangul, reading.cost) for reading in hanja.sino(char)])


@lru_cache(maxsize=8_192)
def _of_readings(syllables: tuple[str, ...], sino: tuple[tuple[str, float], ...], numeral: str) -> Spoken:
    """Return the sounds of all hanzi that are read so."""
    sounds = dict(_of_syllable(syllables[0], OFFICIAL)) if syllables else {}
    for syllable in syllables[1:]:
        _add(sounds, _of_syllable(syllable, SECOND_READING))
    sino_korean: dict[str, tuple[Sound, ...]] = {}
    for reading, cost in sino:
        _add(sino_korean, _of_reading(reading, cost))
    for spelling, sound in sino_korean.items():
        known = sounds.get(spelling)
        sounds[spelling] = sound if known is None else _shared(known + sound)
    if numeral:
        sounds[numeral] = (*sounds.get(numeral, ()), Sound("L", 0.0, "numeral"))
    return Spoken(sounds)


@lru_cache(maxsize=4_096)
def _shared(sounds: tuple[Sound, ...]) -> tuple[Sound, ...]:
    """Return one and the same value for equal sounds: a hundred thousand spellings have a few hundred of them between them."""
    return sounds


@lru_cache(maxsize=1_024)
def _alone(system: System, cost: float, rule: str) -> tuple[Sound, ...]:
    """Return the one sound of a spelling, the same value for all that have it."""
    return (Sound(system, cost, rule),)


def _add(found: dict[str, tuple[Sound, ...]], more: dict[str, tuple[Sound, ...]]) -> None:
    """Add the sounds of a further reading, where they are cheaper."""
    for spelling, sounds in more.items():
        known = found.get(spelling)
        if known is None or sounds[0].cost < known[0].cost:
            found[spelling] = sounds


@lru_cache(maxsize=1_024)
def _of_syllable(syllable: str, rank: float) -> dict[str, tuple[Sound, ...]]:
    """Return the spellings of a Mandarin syllable, the first reading of a hanzi or a further one."""
    return {hangul: _alone("P", cost + rank, rule) for hangul, rule, cost in mandarin.spellings(syllable)}


@lru_cache(maxsize=1_024)
def _of_reading(hangul: str, cost: float) -> dict[str, tuple[Sound, ...]]:
    """Return the spellings of a Sino-Korean reading, with the initial-sound rule and without."""
    found = {hangul: _alone("S", cost, "Sino-Korean")}
    initial = hanja.initial_sound(hangul)
    if initial != hangul:
        found[initial] = _alone("S", cost + INNER_INITIAL_SOUND, "initial-sound rule")
    return found


_RULES: Final[Mapping[System, str]] = {"J": "Japanese reading", "C": "Cantonese reading", "V": "Vietnamese reading"}
"""What the sounds of the systems are called that few forms are read by."""


def readings_in(system: System, char: str) -> japanese.Kanji | southern.Hanzi:
    """Return the readings of a character in one of those systems."""
    return japanese.kanji(char) if system == "J" else southern.hanzi(char, "yue" if system == "C" else "vi")
