"""Hangul as it is typed: text -> keys of the keyboard -> text, and how many errors lie between two forms.

A key is a compatibility jamo of the two-set keyboard (두벌식): ㅘ is typed ㅗㅏ and ㄺ is typed ㄹㄱ, ㄲ and ㅖ are one key with shift. What is
not Hangul stands for itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from glossary.hangul import LEADS, is_syllable, join, split

CONSONANTS: Final = LEADS
VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ"
JOINED_VOWELS: Final = {
    "ㅗㅏ": "ㅘ",
    "ㅗㅐ": "ㅙ",
    "ㅗㅣ": "ㅚ",
    "ㅜㅓ": "ㅝ",
    "ㅜㅔ": "ㅞ",
    "ㅜㅣ": "ㅟ",
    "ㅡㅣ": "ㅢ",
}
JOINED_TAILS: Final = {
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ",
    "ㅂㅅ": "ㅄ",
}  # fmt: skip
_NO_TAIL: Final = "ㄸㅃㅉ"


class _Typed(dict[int, str]):
    """The keys of the characters that were met."""

    def __missing__(self, code: int) -> str:
        jamo = split(chr(code)) if is_syllable(chr(code)) else (chr(code),)
        self[code] = typed = "".join(_APART.get(one, one) for one in jamo)
        return typed


_APART: Final = {joined: keys for keys, joined in (JOINED_VOWELS | JOINED_TAILS).items()}
_TYPED: Final = _Typed()


def typed(text: str) -> str:
    """Return the keys by which *text* is typed: 웨이하이 -> ㅇㅜㅔㅇㅣㅎㅏㅇㅣ."""
    return text.translate(_TYPED)


@cache
def _pattern() -> re.Pattern[str]:
    """Return what one syllable is typed by: a consonant that a vowel follows is no tail. Anything else is one character."""
    vowels = "|".join([*JOINED_VOWELS, f"[{VOWELS}]"])
    tails = "|".join([*JOINED_TAILS, f"[{CONSONANTS.translate(dict.fromkeys(map(ord, _NO_TAIL)))}]"])
    return re.compile(f"([{CONSONANTS}])({vowels})((?:{tails})(?![{VOWELS}]))?|(.)", re.DOTALL)


class _Syllables(dict[tuple[str, str, str, str], str]):
    """What lead, vowel and tail compose to, or the character that is no part of a syllable, for those that were met."""

    def __missing__(self, parts: tuple[str, str, str, str]) -> str:
        lead, vowel, tail, other = parts
        self[parts] = syllable = other or join(lead, JOINED_VOWELS.get(vowel, vowel), JOINED_TAILS.get(tail, tail))
        return syllable


_SYLLABLES: Final = _Syllables()


def composed(keys: str) -> str:
    """Return the text that *keys* type, as an input method composes it; a jamo that is part of no syllable stands alone."""
    return "".join([_SYLLABLES[parts] for parts in _pattern().findall(keys)])


def errors(left: str, right: str, most: int) -> int:
    """Return how many letters have to be put in, left out, replaced or swapped with the next to turn one into the other; *most* + 1 for more.

    The distance of Damerau and Levenshtein, no letter edited twice.
    """
    alike = _alike_from_the_front(left, right)
    left, right = left[alike:][::-1], right[alike:][::-1]
    alike = _alike_from_the_front(left, right)
    left, right = left[alike:], right[alike:]
    if abs(len(left) - len(right)) > most:
        return most + 1
    if not left or not right:
        return max(len(left), len(right))
    return _distance(left, right, most)


def _alike_from_the_front(left: str, right: str) -> int:
    """Return with how many letters both begin."""
    for place, (char, other) in enumerate(zip(left, right, strict=False)):
        if char != other:
            return place
    return min(len(left), len(right))


def _distance(left: str, right: str, most: int) -> int:
    """Return the distance row by row, no further from the diagonal than *most*."""
    far = most + 1
    first: list[int] = []
    before, row = [far] * (len(right) + 1), [min(place, far) for place in range(len(right) + 1)]
    for place, char in enumerate(left, 1):
        first, before, row = before, row, [far] * (len(right) + 1)
        row[0] = min(place, far)
        for other in range(max(1, place - most), min(len(right), place + most) + 1):
            letter = right[other - 1]
            cost = before[other - 1] if char == letter else 1 + min(before[other], row[other - 1], before[other - 1])
            if place > 1 and other > 1 and char == right[other - 2] and left[place - 2] == letter:
                cost = min(cost, first[other - 2] + 1)
            row[other] = min(cost, far)
        if min(row) > most and min(before) > most:
            return far
    return row[-1]
