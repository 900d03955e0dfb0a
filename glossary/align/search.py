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
from typing import Final

from glossary.align.lexicon import SHIPPED, Lexicon, Word
from glossary.align.units import System, Unit
from glossary.hangul import is_syllable, jamo

SWITCH: Final = 0.12
"""From a Mandarin to a Sino-Korean syllable inside a word; at a space the change is expected (산둥 성)."""
SWITCH_AT_SPACE: Final = 0.02
HEAD_WORD: Final = 0.02
"""A head word by meaning, once a word."""
_HEAD_WORD: Final = Word("head word")
LONGEST_SPELLING: Final = 4
"""Syllables of the longest spelling of a hanzi: 촹 as 추우앙."""
LONGEST_JOINT: Final = 8
"""Syllables of the longest spelling of a name that is read as a whole."""
_BEAM: Final = 0.9
"""How much dearer than the cheapest state another may be and go on; a long form may pass a longer stretch, so it grows a hanzi by"""
_BEAM_PER_HANZI: Final = 0.05
_UNLIKE: Final = 0.6
_WORD: Final = re.compile(r"(?:[^\W_]|[+&%])+")
_LOWER: Final = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


@dataclass(frozen=True, slots=True)
class Segment:
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


@dataclass(frozen=True, slots=True)
class Korean:
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


@dataclass(frozen=True, slots=True)
class _Node:
    """A state reached: what it cost, and the segment and state by which."""

    cost: float
    segment: Segment | None
    back: _Node | None


_State = tuple[int, str]


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
    *starts* are further states to set out from, (units left, characters left, cost), whose tails are a translated block.
    """
    levels: list[dict[_State, _Node]] = [{} for _ in range(len(han) + 1)]
    levels[len(han)][(end, "")] = _Node(0.0, None, None)
    for units_left, chars_left, cost in starts:
        block = Segment(units_left, len(han), chars_left, end, "T", cost, "translated block")
        levels[units_left][(chars_left, "T")] = _Node(cost, block, None)
    if starts:
        levels[len(han)].clear()
    for level in range(len(han), 0, -1):
        if tolerant:
            _insert(levels[level], level, len(han))
        states = levels[level]
        if not states:
            continue
        floor = min(node.cost for node in states.values()) + _BEAM + _BEAM_PER_HANZI * len(han)
        for (place, system), node in states.items():
            if node.cost <= floor:
                _place_unit(levels, han, side, level, place, system, node, tolerant)
                _place_word(levels, hans, side, level, place, system, node, lexicon)
    paths = [_path(node) for (place, _), node in levels[0].items() if place < end]
    return sorted(paths, key=lambda path: (path.cost, path.start))


def _offer(states: dict[_State, _Node], place: int, system: str, node: _Node) -> None:
    known = states.get((place, system))
    if known is None or node.cost < known.cost:
        states[(place, system)] = node


def _place_unit(
    levels: list[dict[_State, _Node]],
    han: Sequence[Unit],
    side: Korean,
    level: int,
    place: int,
    system: str,
    node: _Node,
    tolerant: bool,
) -> None:
    unit = han[level - 1]
    below = levels[level - 1]
    if unit.joint:
        _place_joint(levels, unit, side, level, place, system, node)
    for length in range(1, min(unit.longest, place) + 1):
        spelling = side.chars[place - length : place]
        sounds = unit.sounds.get(spelling)
        if sounds is not None:
            for sound in sounds:
                cost = node.cost + sound.cost + _switch(system, sound.system, place in side.heads)
                segment = Segment(level - 1, level, place - length, place, sound.system, sound.cost, sound.rule)
                _offer(
                    below,
                    place - length,
                    sound.system if sound.system in "PSJCV" else system,
                    _Node(cost, segment, node),
                )
        elif tolerant and length <= 3:
            distance = _distance(unit.usual, spelling)
            if distance is not None:
                segment = Segment(level - 1, level, place - length, place, "X", distance, "look-alike")
                _offer(below, place - length, system, _Node(node.cost + distance, segment, node))
    if tolerant:
        price = 0.9 if len(han) < 5 else 0.5
        segment = Segment(level - 1, level, place, place, "X", price, "left out")
        _offer(below, place, system, _Node(node.cost + price, segment, node))


def _place_joint(
    levels: list[dict[_State, _Node]], unit: Unit, side: Korean, level: int, place: int, system: str, node: _Node
) -> None:
    """Place the names that end in *unit* and are read as wholes: 武蔵 무사시."""
    for count, spellings in unit.joint.items():
        for length in range(1, min(LONGEST_JOINT, place) + 1):
            sound = spellings.get(side.chars[place - length : place])
            if sound is not None and count <= level:
                cost = node.cost + sound.cost + _switch(system, sound.system, place in side.heads)
                segment = Segment(level - count, level, place - length, place, sound.system, sound.cost, sound.rule)
                _offer(levels[level - count], place - length, sound.system, _Node(cost, segment, node))


def _place_word(
    levels: list[dict[_State, _Node]],
    hans: str,
    side: Korean,
    level: int,
    place: int,
    system: str,
    node: _Node,
    lexicon: Lexicon,
) -> None:
    for length in range(1, min(lexicon.longest, level) + 1):
        chinese = hans[level - length : level]
        for rendering in lexicon.words.get(chinese, ()):
            start = place - len(rendering)
            if (
                start >= 0
                and side.chars.startswith(rendering, start)
                and (length > 1 or place == len(side.chars) or place in side.heads or start)
            ):
                learned = lexicon.learned.get((chinese, rendering), _HEAD_WORD)
                if learned.last and level < len(hans):
                    continue
                segment = Segment(level - length, level, start, place, "T", HEAD_WORD, learned.why)
                _offer(levels[level - length], start, "T", _Node(node.cost + HEAD_WORD, segment, node))


def _insert(states: dict[_State, _Node], level: int, length: int) -> None:
    """Pass over one to three added syllables: 국제전자상거래상거래 for 跨境电子商务."""
    price = 0.8 if length < 5 else 0.35
    if level == length:
        return
    for (place, system), node in list(states.items()):
        for added in range(1, min(3, place) + 1):
            segment = Segment(level, level, place - added, place, "X", price * added, "added")
            _offer(states, place - added, system, _Node(node.cost + price * added, segment, node))


def _switch(before: str, after: str, at_head: bool) -> float:
    if before in ("", "T") or after not in "PSJCV" or before == after:
        return 0.0
    return SWITCH_AT_SPACE if at_head else SWITCH


@lru_cache(maxsize=16_384)
def _distance(candidates: tuple[str, ...], spelling: str) -> float | None:
    """Price of taking *spelling* for a misspelt form of one of *candidates*: 0.25 and up by the share of jamo that differ."""
    if not all(map(is_syllable, spelling)):
        return None
    best = min(
        (unlikeness(candidate, spelling) for candidate in candidates if abs(len(candidate) - len(spelling)) <= 1),
        default=1.0,
    )
    return None if best >= _UNLIKE else 0.25 + 0.6 * best


_ALIKE: Final = frozenset(
    order
    for pair in (
        "ㄱㅋ ㄱㄲ ㅋㄲ ㄷㅌ ㄷㄸ ㅌㄸ ㅂㅍ ㅂㅃ ㅍㅃ ㅈㅊ ㅈㅉ ㅊㅉ ㅅㅆ ㅅㅈ ㅅㅊ ㄴㄹ ㄴㅇ ㅎㅋ ㅎㅍ ㄹㅇ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ ㅓㅗ ㅗㅜ ㅡㅜ ㅡㅓ ㅡㅣ ㅐㅔ ㅑㅕ ㅔㅖ ㅟㅣ ㅟㅜ ㅝㅓ ㅘㅏ ㅚㅔ ㅞㅔ ㅚㅞ ㅢㅣ ㅝㅗ ㅕㅖ"
    ).split()
    for order in (pair, pair[::-1])
)


def unlikeness(one: str, other: str) -> float:
    """Return 0 (equal) to 1: the weighted edit distance of the jamo of two spellings over the longer one; silent ㅇ does not count."""
    first, second = _heard(one), _heard(other)
    if not set(first) & set(second):
        return 1.0
    row = [0.8 * place for place in range(len(second) + 1)]
    for above, left in enumerate(first, 1):
        previous, row[0] = row[0], 0.8 * above
        for place, right in enumerate(second, 1):
            change = 0.0 if left == right else 0.45 if left + right in _ALIKE else 1.0
            previous, row[place] = row[place], min(row[place] + 0.8, row[place - 1] + 0.8, previous + change)
    return row[-1] / max(len(first), len(second), 1)


@lru_cache(maxsize=16_384)
def _heard(text: str) -> str:
    out = []
    for char in text:
        letters = jamo(char)
        out.append(letters[1:] if letters.startswith("ㅇ") else letters)
    return "".join(out)


def _path(node: _Node) -> Path:
    segments = []
    cost = node.cost
    current: _Node | None = node
    while current is not None:
        if current.segment is not None:
            segments.append(current.segment)
        current = current.back
    return Path(cost, tuple(segments))
