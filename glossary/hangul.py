"""Jamo arithmetic, nothing else: the ground under readings, normalize, align and lookup.

A precomposed syllable is ``0xAC00 + (lead * 21 + vowel) * 28 + tail`` (Unicode, section 3.12).
"""

from __future__ import annotations

from typing import Final

LEADS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_LEAD: Final = {lead: place for place, lead in enumerate(LEADS)}
_VOWEL: Final = {vowel: place for place, vowel in enumerate(VOWELS)}
_TAIL: Final = {tail: place for place, tail in enumerate(TAILS)}
_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3


def is_syllable(char: str) -> bool:
    """Say whether *char* is one precomposed syllable (가 … 힣)."""
    return "가" <= char <= "힣"


def is_hangul(char: str) -> bool:
    """Say whether *char* is any Hangul letter: a syllable, a conjoining jamo or a compatibility jamo."""
    return (
        "가" <= char <= "힣" or "ᄀ" <= char <= "ᇿ" or "ㄱ" <= char <= "ㆎ" or "ꥠ" <= char <= "ꥼ" or "ힰ" <= char <= "ퟻ"
    )


def has_hangul(text: str) -> bool:
    """Say whether any character of *text* is Hangul."""
    return any(map(is_hangul, text))


def split(syllable: str) -> tuple[str, str, str]:
    """Return lead, vowel and tail of one syllable as compatibility jamo; the tail may be empty.

    Raises ValueError for anything that is not one precomposed syllable.
    """
    if not is_syllable(syllable):
        raise ValueError(f"not a Hangul syllable: {syllable!r}")
    index = ord(syllable) - _FIRST
    return LEADS[index // 588], VOWELS[index // 28 % 21], TAILS[index % 28]


def join(lead: str, vowel: str, tail: str = "") -> str:
    """Return the syllable of these compatibility jamo. Raises ValueError where one is not a jamo of its place."""
    try:
        return chr(_FIRST + (_LEAD[lead] * 21 + _VOWEL[vowel]) * 28 + _TAIL[tail])
    except KeyError:
        raise ValueError(f"not a lead, a vowel and a tail: {lead!r} {vowel!r} {tail!r}") from None


def jamo(text: str) -> str:
    """Return *text* with every syllable taken apart into compatibility jamo, all else as it is."""
    return "".join("".join(split(char)) if is_syllable(char) else char for char in text)


def choseong(text: str) -> str:
    """Return the first letters of the syllables of *text* (웨이하이 -> ㅇㅇㅎㅇ), all else as it is."""
    return "".join(LEADS[(ord(char) - _FIRST) // 588] if "가" <= char <= "힣" else char for char in text)
