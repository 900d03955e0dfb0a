"""Cantonese and Vietnamese readings in Hangul, to tell a name of Hong Kong or Vietnam from a misspelt Mandarin one.

A `Hanzi` says whether a Hangul spelling is a plausible one of it: 尖 침, 沙 사, 咀 추이; 阮 응우옌. The parts of a syllable are written by
`data/southern.tsv`; which syllables a hanzi has, Unihan says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

from glossary.hangul import join, split
from glossary.normalize.keys import fold_char, han_table
from glossary.readings.tables import large, rows

Language: TypeAlias = Literal["yue", "vi"]

_ODD: Final = 0.02
"""A part written otherwise than usual."""
_NONE: Final = "0"
_GLIDES: Final = {
    "y": {"ㅏ": "ㅑ", "ㅓ": "ㅕ", "ㅗ": "ㅛ", "ㅜ": "ㅠ", "ㅔ": "ㅖ", "ㅡ": "ㅠ", "ㅚ": "ㅛ"},
    "w": {"ㅏ": "ㅘ", "ㅓ": "ㅝ", "ㅔ": "ㅞ", "ㅣ": "ㅟ", "ㅗ": "ㅝ", "ㅡ": "ㅜ", "ㅚ": "ㅞ"},
}
_TABLES: Final = {"yue": ("cantonese.tsv",), "vi": ("vietnamese_names.tsv", "vietnamese.tsv")}
_QUOC_NGU: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Marks of the Vietnamese tones; the others belong to the vowels."""


@cache
def _parts(language: Language) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for of, part, letters, hangul in rows("southern.tsv"):
        if of == language:
            found.setdefault(part, {})["" if letters == _NONE else letters] = tuple(hangul.split(" "))
    return found


@cache
def _shapes() -> dict[str, list[str]]:
    """Return folded hanzi -> the shapes that are folded to it."""
    found: dict[str, list[str]] = {}
    for char, shape in han_table().items():
        found.setdefault(shape, []).append(char)
    return found


def _readings(char: str, language: Language) -> list[str]:
    """Return the readings that a hanzi has in any of its shapes."""
    shape = fold_char(char)
    shapes = sorted([shape, *_shapes().get(shape, ())])
    lines = [large(table).get(each) for table in _TABLES[language] for each in shapes]
    return list(dict.fromkeys(" ".join(filter(None, lines)).split()))


class Hanzi:
    """The Hangul spellings of each syllable that one hanzi has in a language."""

    __slots__ = ("_costs",)

    def __init__(self, syllables: Iterable[dict[str, float]]) -> None:
        spelt = list(syllables)
        self._costs: dict[str, float] = spelt[0] if len(spelt) == 1 else {}
        if len(spelt) > 1:
            every = {spelling for costs in spelt for spelling in costs}
            self._costs = {spelling: min(costs[spelling] for costs in spelt if spelling in costs) for spelling in every}

    def may_end(self, syllable: str) -> bool:
        """Say whether a reading may end in *syllable*."""
        return any(spelling[-1] == syllable for spelling in self._costs)

    def among(self, endings: Sequence[str]) -> list[tuple[str, float]]:
        """Return which of the *endings* of one text are readings, with what they cost."""
        costs = self._costs
        return [(ending, costs[ending]) for ending in endings if ending in costs]

    def spellings(self) -> dict[str, float]:
        """Return every spelling and what it costs."""
        return dict(self._costs)


@lru_cache(maxsize=2_048)
def hanzi(char: str, language: Language) -> Hanzi:
    """Return the spellings of one hanzi in *language*, none where it has no reading there."""
    return Hanzi([syllable(reading, language) for reading in _readings(char, language)])


@cache
def syllable(reading: str, language: Language) -> dict[str, float]:
    """Return the Hangul spellings of one syllable (hoeng1 홍 …, nguyễn 응우옌); none for what is no syllable."""
    return _toneless(_plain(reading), language)


@cache
def _toneless(text: str, language: Language) -> dict[str, float]:
    """Return the spellings of a syllable without its tone, of which there is a third as many."""
    parts = _parts(language)
    for length in (3, 2, 1, 0):
        onset, rest = text[:length], text[length:]
        if len(onset) < length or onset not in parts["onset"]:
            continue
        for end in range(len(rest), 0, -1):
            nucleus, coda = rest[:end], rest[end:]
            if nucleus in parts["nucleus"] and coda in parts["coda"]:
                return _written(parts["onset"][onset], parts["nucleus"][nucleus], parts["coda"][coda])
    return {}


def _plain(reading: str) -> str:
    """Return a reading without its tone."""
    decomposed = unicodedata.normalize("NFD", reading.lower().rstrip("0123456789"))
    return unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _QUOC_NGU))


def _written(onsets: tuple[str, ...], nuclei: tuple[str, ...], codas: tuple[str, ...]) -> dict[str, float]:
    usual = _closed(_opened(onsets[0], nuclei[0]), codas[0])
    opened = [_opened(onset, nucleus) for onset in onsets for nucleus in nuclei]
    return {_closed(text, coda): _ODD for text in opened for coda in codas} | {usual: 0.0}


def _opened(onset: str, nucleus: str) -> str:
    """Put the onset before the vowels: ㄴ+y before 아 is 냐, 응ㅇ before 오 is 응오."""
    before, onset = ("응", onset[1:]) if onset.startswith("응") else ("", onset)
    lead, _, glide = onset.partition("+")
    _, vowel, tail = split(nucleus[0])
    return before + join(lead, _GLIDES[glide].get(vowel, vowel) if glide else vowel, tail) + nucleus[1:]


def _closed(text: str, coda: str) -> str:
    """Close the last syllable with a tail, or add the vowel that stands for it."""
    if coda == "-":
        return text
    if coda >= "가":
        return text + coda
    lead, vowel, _ = split(text[-1])
    return text[:-1] + join(lead, vowel, coda)
