"""Which Korean a document is written in: that of the South, of the Koreans of China, or of the North, by its orthography first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from glossary.classify.vocabulary import beginnings
from glossary.hangul import is_syllable
from glossary.model import Variety

_READ: Final = 40_000
"""Letters of a document that are looked at: it does not change its orthography on the way."""
_LEAST: Final = 2
"""Different words without 두음법칙 that a document must have: one may stand in a name (조선로동당) or a quotation."""

_CHINESE: Final = tuple(
    "할빈|연변|조선족|인민페|당위|중공중앙|시위서기|습근평|북경|상해|길림|흑룡강|료녕|국무원|당중앙|소강사회|새시대|주석|촌민|향진|중국".split(
        "|"
    )
)
_NORTHERN: Final = tuple(
    "조선로동당|경애하는|위대한 수령|김정은동지|김정일동지|김일성동지|남조선|괴뢰|우리 공화국|조선중앙통신|로동신문|주체1|주체8|주체9|주체사상|천리마|인민군|우리 당|조선민주주의인민공화국|평양".split(
        "|"
    )
)
_INSIDE: Final = frozenset(("되였", "되여", "하였댔", "였댔", "시였", "되었", "됐다", "돼 "))
"""Endings, which stand behind a word: 진행되였다."""


def variety_of(text: str) -> tuple[Variety | None, str]:
    """Return the variety of a document's Korean and its cue; None where its text shows none.

    두음법칙 is not applied in China and the North, and 되였다 is written for 되었다 in both.
    """
    applied, unapplied, first = _shown(text)
    if len(unapplied) < _LEAST:
        return ("KR", first) if first else (None, "no word that the orthographies write apart")
    if len(unapplied) < len(applied):
        return "KR", "두음법칙 in most words"
    cue = ", ".join(sorted(unapplied)[:3])
    northern, chinese = (_count(words, text[:_READ]) for words in (_NORTHERN, _CHINESE))
    if northern == chinese:
        return None, f"{cue}, as in China and the North"
    return ("KP" if northern > chinese else "CN"), cue


def _shown(text: str) -> tuple[set[str], set[str], str]:
    """Return the different words of either orthography that begin a word of *text*: 로동, not the end of 바로 동쪽; and the first of the South's, wherever it stands."""
    applied: set[str] = set()
    unapplied: set[str] = set()
    first = ""
    for place, (_, offered) in beginnings(text):
        for word, spelt in offered:
            size = len(word)
            if (size > 2 and text[place : place + size] != word) or place + size > _READ:
                continue
            if not first and spelt == "applied":
                first = word
            if word in _INSIDE or _begins(text, place):
                (applied if spelt == "applied" else unapplied).add(word)
    return applied, unapplied, first


def _begins(text: str, place: int) -> bool:
    return not place or not is_syllable(text[place - 1])


def _count(words: tuple[str, ...], text: str) -> int:
    """Return how many of *words* begin a word of *text*."""
    return sum(any(_begins(text, place) for place in _places(word, text)) for word in words)


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)
