"""The search: a dynamic programme from the end of the Korean window to the left, over the readings of each hanzi.

A state is (units still to place, Korean characters still free, reading system in use); a transition places one unit or one
head word against the Korean characters before the state. Where nothing but tables is allowed the states stay few,
so the exact pass is cheap and comes first; the tolerant pass also takes look-alike syllables, left-out hanzi and
added syllables, each at its price.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from glossary.align.alike import LEAST_ALIKE, distance
from glossary.align.korean import Korean
from glossary.align.lexicon import SHIPPED, Lexicon, Word, words_ending
from glossary.align.sounds import System
from glossary.align.units import Unit

SWITCH: Final = 0.12
"""From a Mandarin to a Sino-Korean syllable inside a word; at a space the change is expected (산둥 성)."""
SWITCH_AT_SPACE: Final = 0.02
HEAD_WORD: Final = 0.02
"""A head word by meaning, once a word."""
_DOMINATED: Final = SWITCH + 1e-9
_HEAD_WORD: Final = Word("head word")
_BLOCK: Final = "translated block"
GUESSES: Final = (_HEAD_WORD.why, _BLOCK)
"""Rules of what is answered by meaning without anybody having approved the pair."""
_BEAM: Final = 0.9
"""How much dearer than the cheapest state another may be and go on; a long form may pass a longer stretch, so it grows a hanzi by"""
_BEAM_PER_HANZI: Final = 0.05
_SHORT: Final = 5
"""Hanzi of a form that is too short for added and left-out syllables to be cheap."""
_SPOKEN: Final = frozenset("PSJCV")
"""Systems between which a change costs something."""
_FREE: Final = frozenset(("", "T"))
_COST: Final = itemgetter(0)


class Segment(NamedTuple):
    """Hanzi ``[first, last)`` of the units answered by Korean characters ``[start, end)`` of the sequence."""

    first: int
    last: int
    start: int
    end: int
    system: System
    cost: float
    rule: str


class Path:
    """A whole alignment: the segments from left to right and their cost, and where in the Korean it starts and ends."""

    __slots__ = ("cost", "end", "segments", "start")

    def __init__(self, cost: float, segments: tuple[Segment, ...]) -> None:
        self.cost, self.segments = cost, segments
        self.start, self.end = segments[0].start, segments[-1].end


_State = tuple[int, str]
_Fields: TypeAlias = tuple[int, int, int, int, System, float, str]
"""What a `Segment` is made of: few of the segments that a search tries end up in a path."""
_Node: TypeAlias = "tuple[float, _Fields | None, Any]"
"""A state reached: what it cost, and the segment and the state by which, a node again or None. A plain tuple, for a search makes hundreds."""


_Reached = tuple[int, str, _Node]


class _Search:
    """One search: what it looks at, and the cheapest node of each state, by the units that are still to be placed.

    *least* says what the units still to be placed cost at least, so that a tolerant search leaves what can come to nothing.
    """

    __slots__ = ("end", "han", "hans", "heads", "least", "levels", "lexicon", "most", "side", "size", "tolerant")

    def __init__(
        self,
        han: Sequence[Unit],
        hans: str,
        side: Korean,
        end: int,
        *,
        least: Sequence[float],
        most: float,
        lexicon: Lexicon,
    ) -> None:
        self.han, self.hans, self.size = han, hans, len(han)
        self.side, self.heads, self.end = side, side.heads, end
        self.tolerant, self.most, self.lexicon = bool(least), most, lexicon
        self.levels: list[dict[_State, _Node]] = [{} for _ in range(self.size + 1)]
        self.least = least or [0.0] * (self.size + 1)

    def run(self) -> list[Path]:
        """Place one unit after the other, from the last to the first, and return the paths that place all."""
        beam = _BEAM + _BEAM_PER_HANZI * self.size
        for level in range(self.size, 0, -1):
            states = self.levels[level]
            if not states:
                continue
            if self.tolerant and level < self.size:
                self.insert(level)
            spare = self.most - self.least[level - 1]
            floor = spare if len(states) == 1 else min(min(states.values(), key=_COST)[0] + beam, spare)
            open_ = [(place, system, node) for (place, system), node in states.items() if node[0] <= floor]
            if self.tolerant:
                open_ = self.misspell(level, open_, spare)
            words = words_ending(self.hans, level, self.lexicon)
            for state in open_:
                self.place_unit(level, state)
                if words:
                    self.place_word(level, state, words)
        reached = [
            (node, place) for (place, _), node in self.levels[0].items() if place < self.end and node[0] <= self.most
        ]
        if len(reached) > 1:
            reached.sort(key=lambda each: (each[0][0], each[1]))
        return [_path(node) for node, _ in reached]

    def offer(self, level: int, system: str, cost: float, segment: _Fields, back: _Node) -> None:
        """Keep a way into the state before *segment* if it is cheaper than the one that is known."""
        states, state = self.levels[level], (segment[2], system)
        known = states.get(state)
        if known is None or cost < known[0]:
            states[state] = (cost, segment, back)

    def place_unit(self, level: int, state: _Reached) -> None:
        """Place one unit by each of its sounds, alone or with those before it as one name (武蔵 무사시)."""
        place, system, node = state
        for count, length, sound in self.side.answers(self.han[level - 1], place):
            if count <= level:
                own, price, rule = sound
                first, start = level - count, place - length
                cost, into = node[0] + price, system
                if (own in _SPOKEN or count > 1) and own != system:
                    into = own
                    cost += 0.0 if system in _FREE else SWITCH_AT_SPACE if place in self.heads else SWITCH
                states, reached = self.levels[first], (start, into)
                known = states.get(reached)
                if known is None or cost < known[0]:
                    states[reached] = (cost, (first, level, start, place, own, price, rule), node)

    def misspell(self, level: int, states: list[_Reached], spare: float) -> list[_Reached]:
        """Take one unit for a look-alike of what stands there, or for left out, where there is enough to *spare*; return the states that go on.

        What is dearer than another state at its place by more than a change of the system costs does not.
        """
        cheapest = _cheapest(states)
        if len(cheapest) < len(states):
            states = [state for state in states if state[2][0] <= cheapest[state[0]] + _DOMINATED]
        alike = self.look_alikes(self.han[level - 1], cheapest, spare)
        left_out = 0.9 if self.size < _SHORT else 0.5
        for place, system, node in states:
            for length, dearer in alike.get(place, ()):
                if node[0] + dearer <= spare:
                    segment: _Fields = (level - 1, level, place - length, place, "X", dearer, "look-alike")
                    self.offer(level - 1, system, node[0] + dearer, segment, node)
            if node[0] + left_out <= spare:
                segment = (level - 1, level, place, place, "X", left_out, "left out")
                self.offer(level - 1, system, node[0] + left_out, segment, node)
        return states

    def look_alikes(self, unit: Unit, cheapest: dict[int, float], spare: float) -> dict[int, list[tuple[int, float]]]:
        """Return for each place the lengths at which what ends there is like a spelling of the unit and is none, with its price.

        What is dearer than the cheapest state there has to *spare* is not like it.
        """
        usual, chars, found = unit.sounds.usual, self.side.chars, dict[int, list[tuple[int, float]]]()
        for place, cost in cheapest.items() if usual else ():
            for heard in self.side.heard(place) if spare - cost >= LEAST_ALIKE else ():
                price = distance(usual, heard, spare - cost)
                if price is not None and chars[place - heard[0] : place] not in unit.sounds:
                    found.setdefault(place, []).append((heard[0], price))
        return found

    def place_word(self, level: int, state: _Reached, words: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Place a word of the lexicon by its renderings."""
        place, _, node = state
        chars = self.side.chars
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
                self.offer(
                    first,
                    "T",
                    node[0] + HEAD_WORD,
                    (first, level, start, place, "T", HEAD_WORD, learned.why),
                    node,
                )

    def insert(self, level: int) -> None:
        """Pass over one to three added syllables: 국제전자상거래상거래 for 跨境电子商务."""
        price = 0.8 if self.size < _SHORT else 0.35
        most = self.most - self.least[level]
        for (place, system), node in list(self.levels[level].items()):
            for added in range(1, min(3, place) + 1):
                cost = node[0] + price * added
                if cost > most:
                    break
                segment: _Fields = (level, level, place - added, place, "X", price * added, "added")
                self.offer(level, system, cost, segment, node)


def _cheapest(states: Sequence[_Reached]) -> dict[int, float]:
    """Return what the cheapest state at each place cost."""
    found: dict[int, float] = {}
    for place, _, node in states:
        if node[0] < found.get(place, inf):
            found[place] = node[0]
    return found


def search(
    han: Sequence[Unit],
    hans: str,
    side: Korean,
    end: int,
    *,
    least: Sequence[float] = (),
    most: float = inf,
    starts: Sequence[tuple[int, int, float]] = (),
    lexicon: Lexicon = SHIPPED,
) -> list[Path]:
    """Return the alignments of all units *han* with the characters of *side* that end at *end*, cheapest first.

    *hans* is the form as the words of the *lexicon* are written, one character a unit. *least* lets in look-alike syllables, deletions and insertions, and says
    what they cost at least (see `glossary.align.tolerant`); what costs more than *most* is given up.
    *starts* are the states to set out from instead of the end, (units left, characters left, cost), whose tails are a translated block.
    """
    task = _Search(han, hans, side, end, least=least, most=most, lexicon=lexicon)
    if not starts:
        task.levels[len(han)][(end, "")] = (0.0, None, None)
    for units_left, chars_left, cost in starts:
        block: _Fields = (units_left, len(han), chars_left, end, "T", cost, _BLOCK)
        task.levels[units_left][(chars_left, "T")] = (cost, block, None)
    return task.run()


def _path(node: _Node) -> Path:
    segments = []
    cost = node[0]
    current: _Node | None = node
    while current is not None:
        _, segment, current = current
        if segment is not None:
            segments.append(Segment(*segment))
    return Path(cost, tuple(segments))
