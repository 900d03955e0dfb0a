"""How like each other two spellings sound: what a writer's misspelling costs."""

from __future__ import annotations

from itertools import chain
from typing import Final, TypeAlias

from glossary.hangul import LEADS, TAILS, VOWELS, is_syllable, jamo

_UNLIKE: Final = 0.6
LEAST_ALIKE: Final = 0.25
"""What a misspelt syllable costs at least, and by the share of its jamo that differ more."""
_BY_SHARE: Final = 0.6
# What a jamo costs that is another one, that was added, and that sounds like the other one.
_OTHER: Final = 1.0
_ADDED: Final = 0.8
_LIKE: Final = 0.45
_ALIKE_PAIRS: Final = (
    "ㄱㅋ ㄱㄲ ㅋㄲ ㄷㅌ ㄷㄸ ㅌㄸ ㅂㅍ ㅂㅃ ㅍㅃ ㅈㅊ ㅈㅉ ㅊㅉ ㅅㅆ ㅅㅈ ㅅㅊ ㄴㄹ ㄴㅇ ㅎㅋ ㅎㅍ ㄹㅇ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ ㅓㅗ ㅗㅜ ㅡㅜ ㅡㅓ ㅡㅣ ㅐㅔ ㅑㅕ ㅔㅖ ㅟㅣ ㅟㅜ ㅝㅓ ㅘㅏ ㅚㅔ ㅞㅔ ㅚㅞ ㅢㅣ ㅝㅗ ㅕㅖ"
).split()
_ALIKE: Final = frozenset(order for pair in _ALIKE_PAIRS for order in (pair, pair[::-1]))
_LETTERS: Final = "".join(dict.fromkeys(chain(LEADS, VOWELS, *TAILS)))
"""Every jamo: its place stands for it, and is its bit."""
_CHANGED: Final = tuple(
    [
        tuple([0.0 if one == other else _LIKE if one + other in _ALIKE else _OTHER for other in _LETTERS])
        for one in _LETTERS
    ]
)
"""What it costs to make one jamo of the other."""
_NEAR: Final = tuple([sum(1 << place for place, cost in enumerate(row) if cost < _OTHER) for row in _CHANGED])
"""The bits of a jamo and of those that sound like it."""

Heard: TypeAlias = tuple[int, bytes, int, int, int]
"""What is heard of a spelling: its syllables, its jamo, how many they are, the jamo as bits, and the bits of all that sound like one of them."""


def distance(candidates: tuple[Heard, ...], other: Heard, most: float) -> float | None:
    """Price of taking what is heard of *other* for a misspelt form of one of *candidates*: it rises by the share of jamo that differ; None where it is *most* or more."""
    syllables, own = other[0], other[3]
    best = unlike = min(_UNLIKE, (most - LEAST_ALIKE) / _BY_SHARE)
    for candidate in candidates:
        if candidate[3] & own and -1 <= candidate[0] - syllables <= 1:
            best = unlikeness(candidate, other, best)
    return None if best >= unlike else LEAST_ALIKE + _BY_SHARE * best


def unlikeness(shorter: Heard, longer: Heard, most: float) -> float:
    """Return 0 (equal) to 1: the weighted edit distance of the jamo of two spellings over the longer one; silent ㅇ does not count.

    What is not below *most* is *most*.
    """
    if shorter[2] > longer[2]:
        shorter, longer = longer, shorter
    _, few, fewer, own, near = shorter
    _, many, size, others, near_others = longer
    if not own & others:
        return most
    # What the longer one has more is added; a jamo that nothing on the other side sounds like is another one.
    added = size - fewer
    room = most * size - _ADDED * added
    if (own & ~near_others).bit_count() >= room or (others & ~near).bit_count() - added >= room:
        return most
    return min(_edits(few, many, most * size) / size, most)


def _edits(first: bytes, second: bytes, most: float) -> float:
    """Return what it takes to make one row of jamo of the other, *most* where it is not less."""
    row = [_ADDED * place for place in range(len(second) + 1)]
    for above, left in enumerate(first):
        previous, least = row[0], _ADDED * (above + 1)
        row[0] = nearest = least
        change = _CHANGED[left]
        for place, right in enumerate(second):
            dropped = row[place + 1]
            least = (least if least < dropped else dropped) + _ADDED
            if previous < least:
                changed = previous + change[right]
                if changed < least:
                    least = changed
            row[place + 1], previous = least, dropped
            if least < nearest:
                nearest = least
        if nearest >= most:
            return most
    return row[-1]


class _Syllables(dict[str, tuple[bytes, int, int]]):
    """The syllables that were met: the jamo of each that are heard, as bits, and the bits of all that sound like one of them."""

    def __missing__(self, char: str) -> tuple[bytes, int, int]:
        letters = bytes([_LETTERS.index(letter) for letter in jamo(char).removeprefix("ㅇ")])
        own = near = 0
        for letter in letters:
            own |= 1 << letter
            near |= _NEAR[letter]
        self[char] = found = letters, own, near
        return found


_SYLLABLES: Final = _Syllables()


def heard(spelling: str) -> Heard:
    """Return what is heard of a spelling in Hangul."""
    return endings_heard(spelling, len(spelling), len(spelling))[-1]


def endings_heard(text: str, end: int, longest: int) -> list[Heard]:
    """Return what is heard of the last syllables of *text* before *end*, of the last one, the last two and so on: none of what is no Hangul."""
    found = list[Heard]()
    heard, own, near = b"", 0, 0
    for place in range(end - 1, max(end - longest, 0) - 1, -1):
        if not is_syllable(text[place]):
            break
        letters, bits, alike = _SYLLABLES[text[place]]
        heard, own, near = letters + heard, own | bits, near | alike
        found.append((end - place, heard, len(heard), own, near))
    return found
