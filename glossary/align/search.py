"""The search: a dynamic programme from the end of the Korean window to the left, over the readings of each hanzi.

A state is (units still to place, Korean characters still free, reading system in use); a transition places one unit or one
head word against the Korean characters before the state. Where nothing but tables is allowed the states stay few,
so the exact pass is cheap and comes first; the tolerant pass also takes look-alike syllables, left-out hanzi and
added syllables, each at its price.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from glossary.align.lexicon import SHIPPED, Lexicon, Word, words_ending
from glossary.align.units import System, Unit
from glossary.hangul import is_syllable, jamo

SWITCH: Final = 0.12
"""From a Mandarin to a Sino-Korean syllable inside a word; at a space the change is expected (산둥 성)."""
SWITCH_AT_SPACE: Final = 0.02
HEAD_WORD: Final = 0.02
"""A head word by meaning, once a word."""
_HEAD_WORD: Final = Word("head word")
_BLOCK: Final = "translated block"
GUESSES: Final = (_HEAD_WORD.why, _BLOCK)
"""Rules of what is answered by meaning without anybody having approved the pair."""
LONGEST_SPELLING: Final = 4
"""Syllables of the longest spelling of a hanzi: 촹 as 추우앙."""
LONGEST_JOINT: Final = 8
"""Syllables of the longest spelling of a name that is read as a whole."""
_BEAM: Final = 0.9
"""How much dearer than the cheapest state another may be and go on; a long form may pass a longer stretch, so it grows a hanzi by"""
_BEAM_PER_HANZI: Final = 0.05
_UNLIKE: Final = 0.6
_SHORT: Final = 5
"""Hanzi of a form that is too short for added and left-out syllables to be cheap."""
_SPOKEN: Final = frozenset("PSJCV")
"""Systems between which a change costs something."""
_FREE: Final = frozenset(("", "T"))
_COST: Final = itemgetter(0)
_WORD: Final = re.compile(r"(?:[^\W_]|[+&%])+")
_LOWER: Final = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


class Segment(NamedTuple):
    """Hanzi ``[first, last)`` of the units answered by Korean characters ``[start, end)`` of the sequence."""

    first: int
    last: int
    start: int
    end: int
    system: System
    cost: float
    rule: str


@dataclass(frozen=True, slots=True)
class Path:
    """A whole alignment: the segments from left to right and their cost."""

    cost: float
    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        return self.segments[0].start

    @property
    def end(self) -> int:
        return self.segments[-1].end


class Korean(NamedTuple):
    """The Korean side: its characters without spaces and dots, where each stands, and which begin a word."""

    chars: str
    places: tuple[int, ...]
    heads: frozenset[int]


def korean(text: str) -> Korean:
    """Return the characters of *text* that can answer a hanzi."""
    chars = ""
    places: list[int] = []
    heads: list[int] = []
    for match in _WORD.finditer(text):
        heads.append(len(places))
        places += range(*match.span())
        chars += match.group()
    return Korean(chars.translate(_LOWER), tuple(places), frozenset(heads))


_State = tuple[int, str]
_Node: TypeAlias = "tuple[float, Segment | None, _Node | None]"
"""A state reached: what it cost, and the segment and the state by which. A plain tuple, for a search makes hundreds."""


class _Search:
    """One search: what it looks at, and the cheapest node of each state, by the units that are still to be placed."""

    __slots__ = ("chars", "end", "han", "hans", "heads", "levels", "lexicon", "size", "tolerant")

    def __init__(
        self, han: Sequence[Unit], hans: str, side: Korean, end: int, tolerant: bool, lexicon: Lexicon
    ) -> None:
        self.han, self.hans, self.size = han, hans, len(han)
        self.chars, self.heads, self.end = side.chars, side.heads, end
        self.tolerant, self.lexicon = tolerant, lexicon
        self.levels: list[dict[_State, _Node]] = [{} for _ in range(self.size + 1)]

    def run(self) -> list[Path]:
        """Place one unit after the other, from the last to the first, and return the paths that place all."""
        beam = _BEAM + _BEAM_PER_HANZI * self.size
        for level in range(self.size, 0, -1):
            states = self.levels[level]
            if self.tolerant and level < self.size:
                self.insert(level)
            if not states:
                continue
            floor = min(states.values(), key=_COST)[0] + beam
            words = words_ending(self.hans[:level], self.lexicon)
            alike: dict[int, list[tuple[int, float]]] = {}
            for (place, system), node in states.items():
                if node[0] <= floor:
                    self.place_unit(level, place, system, node)
                    if self.tolerant:
                        self.misspell(level, place, system, node, alike)
                    if words:
                        self.place_word(level, place, node, words)
        reached = [(node, place) for (place, _), node in self.levels[0].items() if place < self.end]
        reached.sort(key=lambda each: (each[0][0], each[1]))
        return [_path(node) for node, _ in reached]

    def offer(self, level: int, place: int, system: str, cost: float, segment: Segment, back: _Node) -> None:
        """Keep a way into a state if it is cheaper than the one that is known."""
        states, state = self.levels[level], (place, system)
        known = states.get(state)
        if known is None or cost < known[0]:
            states[state] = (cost, segment, back)

    def place_unit(self, level: int, place: int, system: str, node: _Node) -> None:
        """Place one unit by each of its sounds, alone or with those before it as one name (武蔵 무사시)."""
        unit, before = self.han[level - 1], node[0]
        spellings, chars = unit.sounds, self.chars
        switch = 0.0 if system in _FREE else SWITCH_AT_SPACE if place in self.heads else SWITCH
        for length in range(1, min(unit.longest, place) + 1):
            for sound in spellings.get(chars[place - length : place], ()):
                into = sound.system if sound.system in _SPOKEN else system
                cost = before + sound.cost + (switch if into != system else 0.0)
                segment = Segment(level - 1, level, place - length, place, sound.system, sound.cost, sound.rule)
                self.offer(level - 1, place - length, into, cost, segment, node)
        for count, joint in unit.joint.items():
            for length in range(1, min(LONGEST_JOINT, place) + 1):
                whole = joint.get(chars[place - length : place])
                if whole is not None and count <= level:
                    cost = before + whole.cost + (switch if whole.system != system else 0.0)
                    segment = Segment(level - count, level, place - length, place, whole.system, whole.cost, whole.rule)
                    self.offer(level - count, place - length, whole.system, cost, segment, node)

    def misspell(
        self, level: int, place: int, system: str, node: _Node, alike: dict[int, list[tuple[int, float]]]
    ) -> None:
        """Take one unit for a look-alike of what stands there, or for left out."""
        if place not in alike:
            alike[place] = self.look_alikes(self.han[level - 1], place)
        for length, distance in alike[place]:
            segment = Segment(level - 1, level, place - length, place, "X", distance, "look-alike")
            self.offer(level - 1, place - length, system, node[0] + distance, segment, node)
        price = 0.9 if self.size < _SHORT else 0.5
        self.offer(
            level - 1,
            place,
            system,
            node[0] + price,
            Segment(level - 1, level, place, place, "X", price, "left out"),
            node,
        )

    def look_alikes(self, unit: Unit, place: int) -> list[tuple[int, float]]:
        """Return the lengths at which what ends at *place* is like a spelling of the unit, with its price, and is none."""
        found = []
        for length in range(1, min(3, place) + 1):
            spelling = self.chars[place - length : place]
            distance = None if spelling in unit.sounds else _distance(unit.usual, spelling)
            if distance is not None:
                found.append((length, distance))
        return found

    def place_word(self, level: int, place: int, node: _Node, words: list[tuple[str, tuple[str, ...]]]) -> None:
        """Place a word of the lexicon by its renderings."""
        chars = self.chars
        for chinese, renderings in words:
            for rendering in renderings:
                start = place - len(rendering)
                if start < 0 or not chars.startswith(rendering, start):
                    continue
                if len(chinese) == 1 and not start and place != len(chars) and place not in self.heads:
                    continue
                learned = self.lexicon.learned.get((chinese, rendering), _HEAD_WORD)
                if learned.last and level < self.size:
                    continue
                first = level - len(chinese)
                segment = Segment(first, level, start, place, "T", HEAD_WORD, learned.why)
                self.offer(first, start, "T", node[0] + HEAD_WORD, segment, node)

    def insert(self, level: int) -> None:
        """Pass over one to three added syllables: 국제전자상거래상거래 for 跨境电子商务."""
        price = 0.8 if self.size < _SHORT else 0.35
        for (place, system), node in list(self.levels[level].items()):
            for added in range(1, min(3, place) + 1):
                segment = Segment(level, level, place - added, place, "X", price * added, "added")
                self.offer(level, place - added, system, node[0] + price * added, segment, node)


def search(
    han: Sequence[Unit],
    hans: str,
    side: Korean,
    end: int,
    *,
    tolerant: bool = False,
    starts: Sequence[tuple[int, int, float]] = (),
    lexicon: Lexicon = SHIPPED,
) -> list[Path]:
    """Return the alignments of all units *han* with the characters of *side* that end at *end*, cheapest first.

    *hans* is the form as the words of the *lexicon* are written, one character a unit. *tolerant* lets in look-alike syllables, deletions and insertions.
    *starts* are the states to set out from instead of the end, (units left, characters left, cost), whose tails are a translated block.
    """
    task = _Search(han, hans, side, end, tolerant, lexicon)
    if not starts:
        task.levels[len(han)][(end, "")] = (0.0, None, None)
    for units_left, chars_left, cost in starts:
        block = Segment(units_left, len(han), chars_left, end, "T", cost, _BLOCK)
        task.levels[units_left][(chars_left, "T")] = (cost, block, None)
    return task.run()


@lru_cache(maxsize=4_096)
def _distance(candidates: tuple[str, ...], spelling: str) -> float | None:
    """Price of taking *spelling* for a misspelt form of one of *candidates*: 0.25 and up by the share of jamo that differ."""
    if not all(map(is_syllable, spelling)):
        return None
    best = _UNLIKE
    for candidate in candidates:
        if abs(len(candidate) - len(spelling)) <= 1:
            best = unlikeness(candidate, spelling, most=best)
    return None if best >= _UNLIKE else 0.25 + 0.6 * best


_ALIKE: Final = frozenset(
    order
    for pair in (
        "ㄱㅋ ㄱㄲ ㅋㄲ ㄷㅌ ㄷㄸ ㅌㄸ ㅂㅍ ㅂㅃ ㅍㅃ ㅈㅊ ㅈㅉ ㅊㅉ ㅅㅆ ㅅㅈ ㅅㅊ ㄴㄹ ㄴㅇ ㅎㅋ ㅎㅍ ㄹㅇ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ ㅓㅗ ㅗㅜ ㅡㅜ ㅡㅓ ㅡㅣ ㅐㅔ ㅑㅕ ㅔㅖ ㅟㅣ ㅟㅜ ㅝㅓ ㅘㅏ ㅚㅔ ㅞㅔ ㅚㅞ ㅢㅣ ㅝㅗ ㅕㅖ"
    ).split()
    for order in (pair, pair[::-1])
)


def unlikeness(one: str, other: str, *, most: float = 1.0) -> float:
    """Return 0 (equal) to 1: the weighted edit distance of the jamo of two spellings over the longer one; silent ㅇ does not count.

    What is not below *most* is *most*.
    """
    first, second = _heard(one), _heard(other)
    longer = max(len(first), len(second), 1)
    if set(first).isdisjoint(second) or 0.8 * abs(len(first) - len(second)) >= most * longer:
        return most
    row = [0.8 * place for place in range(len(second) + 1)]
    for above, left in enumerate(first, 1):
        previous, least = row[0], 0.8 * above
        row[0] = nearest = least
        for place, right in enumerate(second, 1):
            changed = previous if left == right else previous + (0.45 if left + right in _ALIKE else 1.0)
            previous = row[place]
            least = min(changed, least + 0.8, previous + 0.8)
            row[place] = least
            if least < nearest:
                nearest = least
        if nearest >= most * longer:
            return most
    return min(row[-1] / longer, most)


@lru_cache(maxsize=4_096)
def _heard(text: str) -> str:
    out = []
    for char in text:
        letters = jamo(char)
        out.append(letters[1:] if letters.startswith("ㅇ") else letters)
    return "".join(out)


def _path(node: _Node) -> Path:
    segments = []
    cost = node[0]
    current: _Node | None = node
    while current is not None:
        _, segment, current = current
        if segment is not None:
            segments.append(segment)
    return Path(cost, tuple(segments))
