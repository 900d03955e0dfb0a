"""The cut of names that put a given name of another language before the Chinese surname: 스탠리 호(何鴻燊), 피터 첸(陳品山)."""

from __future__ import annotations

from typing import Final

from glossary.align.form import FAIR, Alignment, Form, best
from glossary.align.search import Path, Segment
from glossary.align.units import units
from glossary.hangul import is_syllable
from glossary.normalize.words import is_inflected, is_ordinary
from glossary.readings.pinyin import surname_of

METHOD: Final = "given"
_HANZI: Final = range(3, 5)
_PRICE: Final = 0.9 * FAIR
"""Cost a hanzi: the given name is not read at all, so the cut is a guess, if a better one than the last word."""
_GIVEN: Final = range(2, 6)
"""Syllables of a given name; 산둥성스탠리 has something glued before it."""
_SURNAME: Final = 3
"""Syllables of the longest spelling of a surname of one hanzi: 티엔(田), 리우(劉)."""
_ROLES: Final = tuple(
    "배우 가수 감독 의원 회장 사장 총리 주석 선수 작가 교수 박사 장군 시장 대표 장관 부장 서기 총통 황제 화가 시인 학자 기자 대사 위원 총재 국왕".split()
)


def given_name_first(form: Form) -> Alignment | None:
    """Take the word before a surname that is read as Mandarin or Cantonese, where the rest of the form is nowhere read.

    The word is one that Korean does not have, nor one that ends in what somebody is: 영화배우 호(何鴻燊) stays the last word.
    """
    if form.whole or len(form.units) not in _HANZI or len(form.side.heads) < 2:
        return None
    *_, first, last = sorted(form.side.heads)
    surname, given = form.side.chars[last:], form.side.chars[first:last]
    if len(surname) > _SURNAME or len(given) not in _GIVEN or not all(map(is_syllable, given)):
        return None
    own = surname_of(form.hans)
    first_hanzi = units(form.span.text[:1], systems="PC")  # none where a mark comes first
    if own is None or len(own) > 1 or not first_hanzi or surname not in first_hanzi[0].sounds:
        return None
    if is_ordinary(given, "ko") or is_inflected(given) or given.endswith(_ROLES):
        return None
    size = len(form.units)
    whole = Segment(0, size, first, form.end, "T", _PRICE * size, "a given name before the surname")
    return best(form, [Path(whole.cost, (whole,))], METHOD)
