"""Where a form can be read at all: which places of the Korean its units come to, by their sounds and by words.

Most searches would find nothing. What they would have to walk over is small, and is walked over here once, without costs, for all of them: from the heads of the
words for what is read from its beginning, and back from the end for what is read to its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossary.align.lexicon import Lexicon, words_ending, words_within

if TYPE_CHECKING:
    from glossary.align.korean import Korean
    from glossary.align.units import Unit


class Reach:
    """The places between two Korean characters that exact readings of a form come through, by the number of units that were read."""

    __slots__ = ("_from_heads", "_hans", "_lexicon", "_side", "_to_end", "_units")

    def __init__(self, units: Sequence[Unit], hans: str, side: Korean, lexicon: Lexicon) -> None:
        self._units, self._hans, self._side, self._lexicon = units, hans, side, lexicon
        self._from_heads: list[set[int]] | None = None
        self._to_end: list[set[int]] | None = None

    @property
    def from_heads(self) -> list[set[int]]:
        """Where the first so many units may end that are read from the head of a word."""
        if self._from_heads is None:
            chars = self._side.chars
            reached = self._from_heads = [set[int]() for _ in range(len(self._units) + 1)]
            reached[0].update(self._side.heads)
            for size in range(1, len(reached)):
                for first, spellings in self._said(size):
                    for place in reached[first]:
                        if chars.startswith(spellings, place):
                            reached[size] |= {place + len(each) for each in spellings if chars.startswith(each, place)}
        return self._from_heads

    @property
    def to_end(self) -> list[set[int]]:
        """Where the units behind the first so many may begin that are read to the end."""
        if self._to_end is None:
            chars = self._side.chars
            reached = self._to_end = [set[int]() for _ in range(len(self._units) + 1)]
            reached[-1].add(len(chars))
            within = words_within(self._hans, self._lexicon)
            for size in range(len(reached) - 1, 0, -1):
                if reached[size]:
                    words = within[min(size, len(within) - 1)]
                    for place in reached[size]:
                        for count, length, _ in self._side.answers(self._units[size - 1], place):
                            if count <= size:
                                reached[size - count].add(place - length)
                        for word, ways in words:
                            if chars.endswith(ways, 0, place):
                                before = {place - len(each) for each in ways if chars.endswith(each, 0, place)}
                                reached[size - len(word)] |= before
        return self._to_end

    def _said(self, size: int) -> list[tuple[int, tuple[str, ...]]]:
        """Return how the last of the first *size* units are said, one by its sounds, several as a word: the number of those before them, and the spellings."""
        unit = self._units[size - 1]
        said = [(size - 1, tuple(unit.sounds.spellings))]
        said += [(size - count, tuple(joint)) for count, joint in unit.joint.items() if count <= size]
        said += [(size - len(word), ways) for word, ways in words_ending(self._hans, size, self._lexicon)]
        return said
