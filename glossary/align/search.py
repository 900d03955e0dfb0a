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
from typing import Any, Final, TypeAlias

from glossary.align.alike import LEAST_ALIKE, distance
from glossary.align.korean import Korean
from glossary.align.lexicon import SHIPPED, Lexicon, Word, words_within
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
_SYSTEMS: Final = {system: place for place, system in enumerate(("", "P", "S", "J", "C", "V", "L", "T"))}
"""The systems as a state has them; at the end of the window there is none."""
_LAST_SPOKEN: Final = 5
"""Systems between which a change costs something: the first so many."""
_MEANING: Final = 7
_COST_AND_PLACE: Final = itemgetter(0, 2)


class Segment:
    """Hanzi ``[first, last)`` of the units answered by Korean characters ``[start, end)`` of the sequence."""

    __slots__ = ("cost", "end", "first", "last", "rule", "start", "system")

    def __init__(self, first: int, last: int, start: int, end: int, system: System, cost: float, rule: str) -> None:
        self.first, self.last, self.start, self.end = first, last, start, end
        self.system, self.cost, self.rule = system, cost, rule


class Path:
    """A whole alignment: the segments from left to right and their cost, and where in the Korean it starts and ends."""

    __slots__ = ("cost", "end", "segments", "start")

    def __init__(self, cost: float, segments: tuple[Segment, ...]) -> None:
        self.cost, self.segments = cost, segments
        self.start, self.end = segments[0].start, segments[-1].end


_Node: TypeAlias = "tuple[Any, ...]"
"""A state reached: what it cost, how many units and characters are left, and the system in use; and the node by which, with the system, price and rule of the
segment between them, or None. A plain tuple, for a search makes hundreds."""
_PLACES: Final = 8
"""A state of a number of units: the characters left, times so many, and the system."""


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
        self.levels: list[dict[int, _Node]] = [{} for _ in range(self.size + 1)]
        self.least = least or [0.0] * (self.size + 1)

    def run(self) -> list[Path]:
        """Place one unit after the other, from the last to the first, and return the paths that place all."""
        beam = _BEAM + _BEAM_PER_HANZI * self.size
        words = words_within(self.hans, self.lexicon)
        for level in range(self.size, 0, -1):
            states = self.levels[level]
            if not states:
                continue
            if self.tolerant and level < self.size:
                self.insert(level)
            spare = self.most - self.least[level - 1]
            open_ = _cheap(list(states.values()), beam, spare)
            if self.tolerant:
                open_ = self.misspell(level, open_, spare)
            ending = words[min(level, len(words) - 1)]
            for node in open_:
                self.place_unit(level, node)
                if ending:
                    self.place_word(level, node, ending)
        return self.paths(0)

    def paths(self, level: int) -> list[Path]:
        """Return the paths by which all units but the first so many were placed, cheapest first."""
        reached = [node for node in self.levels[level].values() if node[2] < self.end and node[0] <= self.most]
        if len(reached) > 1:
            reached.sort(key=_COST_AND_PLACE)
        return [_path(node) for node in reached]

    def offer(self, node: _Node) -> None:
        """Keep a way into a state if it is cheaper than the one that is known."""
        cost: float = node[0]
        level: int = node[1]
        place: int = node[2]
        system: int = node[3]
        states, state = self.levels[level], place * _PLACES + system
        known = states.get(state)
        if known is None or cost < known[0]:
            states[state] = node

    def place_unit(self, level: int, node: _Node) -> None:
        """Place one unit by each of its sounds, alone or with those before it as one name (武蔵 무사시)."""
        spent: float = node[0]
        place: int = node[2]
        system: int = node[3]
        for count, length, sound in self.side.answers(self.han[level - 1], place):
            if count <= level:
                own, price, rule = sound
                first, start, cost, into = level - count, place - length, spent + price, system
                to = _SYSTEMS[own]
                if to != system and (to <= _LAST_SPOKEN or count > 1):
                    into = to
                    cost += (
                        0.0 if not system or system == _MEANING else SWITCH_AT_SPACE if place in self.heads else SWITCH
                    )
                states, state = self.levels[first], start * _PLACES + into
                known = states.get(state)
                if known is None or cost < known[0]:
                    states[state] = (cost, first, start, into, own, price, rule, node)

    def misspell(self, level: int, states: list[_Node], spare: float) -> list[_Node]:
        """Take one unit for a look-alike of what stands there, or for left out, where there is enough to *spare*; return the states that go on.

        What is dearer than another state at its place by more than a change of the system costs does not.
        """
        cheapest = _cheapest(states)
        if len(cheapest) < len(states):
            states = [node for node in states if node[0] <= cheapest[node[2]] + _DOMINATED]
        alike = self.look_alikes(self.han[level - 1], cheapest, spare)
        left_out = 0.9 if self.size < _SHORT else 0.5
        for node in states:
            spent: float = node[0]
            place: int = node[2]
            if alike:
                for length, dearer in alike.get(place, ()):
                    if spent + dearer <= spare:
                        start = place - length
                        self.offer((spent + dearer, level - 1, start, node[3], "X", dearer, "look-alike", node))
            if spent + left_out <= spare:
                self.offer((spent + left_out, level - 1, place, node[3], "X", left_out, "left out", node))
        return states

    def look_alikes(self, unit: Unit, cheapest: dict[int, float], spare: float) -> dict[int, list[tuple[int, float]]]:
        """Return for each place the lengths at which what ends there is like a spelling of the unit and is none, with its price.

        What is dearer than the cheapest state there has to *spare* is not like it.
        """
        usual, chars, found = unit.sounds.usual, self.side.chars, dict[int, list[tuple[int, float]]]()
        if not usual:
            return found
        for place, cost in cheapest.items():
            if spare - cost >= LEAST_ALIKE:
                for heard in self.side.heard(place):
                    price = distance(usual, heard, spare - cost)
                    if price is not None and chars[place - heard[0] : place] not in unit.sounds:
                        found.setdefault(place, []).append((heard[0], price))
        return found

    def place_word(self, level: int, node: _Node, words: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Place a word of the lexicon by its renderings."""
        place: int = node[2]
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
                self.offer((node[0] + HEAD_WORD, first, start, _MEANING, "T", HEAD_WORD, learned.why, node))

    def insert(self, level: int) -> None:
        """Pass over one to three added syllables: 국제전자상거래상거래 for 跨境电子商务."""
        price = 0.8 if self.size < _SHORT else 0.35
        most = self.most - self.least[level]
        for node in list(self.levels[level].values()):
            spent: float = node[0]
            place: int = node[2]
            for added in range(1, min(3, place) + 1):
                cost = spent + price * added
                if cost > most:
                    break
                self.offer((cost, level, place - added, node[3], "X", price * added, "added", node))


def _cheap(nodes: list[_Node], beam: float, spare: float) -> list[_Node]:
    """Return the nodes that cost no more than there is to *spare*, nor than the cheapest and the *beam* together."""
    if len(nodes) > 1:
        cheapest: float = inf
        for node in nodes:
            cost: float = node[0]
            if cost < cheapest:
                cheapest = cost
        spare = min(cheapest + beam, spare)
    return [node for node in nodes if node[0] <= spare]


def _cheapest(states: Sequence[_Node]) -> dict[int, float]:
    """Return what the cheapest state at each place cost."""
    found: dict[int, float] = {}
    for node in states:
        if node[0] < found.get(node[2], inf):
            found[node[2]] = node[0]
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
    size = len(han)
    root = _root(size, end)
    if not starts:
        task.levels[size][end * _PLACES] = root
    for units_left, chars_left, cost in starts:
        task.offer((cost, units_left, chars_left, _MEANING, "T", cost, _BLOCK, root))
    return task.run()


def endings(han: Sequence[Unit], hans: str, side: Korean, lexicon: Lexicon) -> list[list[Path]]:
    """Return the exact alignments of the ends of a form with the end of *side*, those of all units but the first, but the first two and so on."""
    size, end = len(han), len(side.chars)
    task = _Search(han, hans, side, end, least=(), most=inf, lexicon=lexicon)
    task.levels[size][end * _PLACES] = _root(size, end)
    task.run()
    return [task.paths(level) for level in range(1, size)]


def _root(size: int, end: int) -> _Node:
    """Return the state in which nothing is placed."""
    return (0.0, size, end, 0, "", 0.0, "", None)


def _path(node: _Node) -> Path:
    cost: float = node[0]
    segments = []
    back = node[7]
    while back is not None:
        segments.append(Segment(node[1], back[1], node[2], back[2], node[4], node[5], node[6]))
        node, back = back, back[7]
    return Path(cost, tuple(segments))
