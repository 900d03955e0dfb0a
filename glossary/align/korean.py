"""The Korean side of a gloss as a Han form is compared with it: characters, words, and what ends where."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final

from glossary.align.alike import Heard, endings_heard

if TYPE_CHECKING:
    from glossary.align.sounds import Answer
    from glossary.align.units import Unit

LONGEST_JOINT: Final = 8
"""Syllables of the longest spelling of a name that is read as a whole."""
_LONGEST_ALIKE: Final = 3
"""Syllables that are taken for a misspelt hanzi."""
_WORD: Final = re.compile(r"(?:[^\W_]|[+&%])+")
_CAPITAL: Final = re.compile("[A-Z]")
_LOWER: Final = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


class Korean:
    """The Korean side: its characters without spaces and dots; where each stands, and which begin a word, once somebody asks."""

    __slots__ = ("_answers", "_endings", "_ends", "_heads", "_heard", "_places", "chars", "text")

    def __init__(self, text: str, chars: str) -> None:
        self.text, self.chars = text, chars
        self._places: list[int] | None = None
        self._heads: set[int] | None = None
        # most are looked up once and searched by nobody
        self._endings: dict[int, tuple[str, ...]] | None = None
        self._ends: dict[str, list[int]] | None = None
        self._heard: dict[int, list[Heard]] | None = None
        self._answers: dict[tuple[Unit, int], list[Answer]] | None = None

    @property
    def places(self) -> list[int]:
        """Where each character stands in the text."""
        if self._places is None:
            if self._is_plain():
                self._places = [place for place, char in enumerate(self.text) if char != " "]
            else:
                self._places = [place for match in _WORD.finditer(self.text) for place in range(*match.span())]
        return self._places

    def _is_plain(self) -> bool:
        """Say whether nothing but spaces stands between the characters, as in most texts."""
        return len(self.chars) + self.text.count(" ") == len(self.text)

    @property
    def heads(self) -> set[int]:
        """Which characters begin a word."""
        if self._heads is None:
            self._heads, place = set[int](), 0
            for word in self.text.split() if self._is_plain() else _WORD.findall(self.text):
                self._heads.add(place)
                place += len(word)
        return self._heads

    @property
    def ends(self) -> dict[str, list[int]]:
        """Where each of the characters ends."""
        if self._ends is None:
            found = self._ends = dict[str, list[int]]()
            for place, char in enumerate(self.chars):
                found.setdefault(char, []).append(place + 1)
        return self._ends

    def tail(self, start: int) -> tuple[int, int, bool]:
        """Return from where to where in the text the characters from *start* on stand, and whether that is inside a word.

        Where they stand together, as most do, nobody has to know of the others.
        """
        text, size = self.text, len(self.chars) - start
        if not text.endswith(self.chars[start:]):
            return self.places[start], self.places[-1] + 1, start not in self.heads
        left = len(text) - size
        return left, len(text), left > 0 and text[left - 1] != " " and _WORD.match(text, left - 1) is not None

    def endings(self, place: int) -> tuple[str, ...]:
        """Return what ends at *place*, the shortest first: every search of a form looks there for its spellings."""
        if self._endings is None:
            self._endings = {}
        known = self._endings
        found = known.get(place)
        if found is None:
            chars, first = self.chars, max(0, place - LONGEST_JOINT)
            found = known[place] = tuple([chars[start:place] for start in range(place - 1, first - 1, -1)])
        return found

    def heard(self, place: int) -> list[Heard]:
        """Return what is heard of that which ends at *place* and may be a misspelt hanzi, the shortest first."""
        if self._heard is None:
            self._heard = {}
        known = self._heard
        found = known.get(place)
        if found is None:
            found = known[place] = endings_heard(self.chars, place, _LONGEST_ALIKE)
        return found

    def answers(self, unit: Unit, place: int) -> list[Answer]:
        """Return the sounds of *unit*, and of the words that end in it, that end at *place*."""
        if self._answers is None:
            self._answers = {}
        known, asked = self._answers, (unit, place)
        found = known.get(asked)
        if found is None:
            found = known[asked] = unit.answers(self.endings(place))
        return found


def korean(text: str) -> Korean:
    """Return the characters of *text* that can answer a hanzi."""
    chars = text.replace(" ", "")
    if not chars.isalnum():
        chars = "".join(_WORD.findall(text))
    return Korean(text, chars.translate(_LOWER) if _CAPITAL.search(chars) else chars)
