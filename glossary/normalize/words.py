"""Ordinary words: forms that stand in running text without meaning the thing that a glossary names.

The tables are read when the first form is asked for, and only then.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Final

from glossary.languages import primary_language

PARTICLES: Final = frozenset("은는이가을를의에로도만과와")
"""Particles of one syllable; with one a word of two looks like a name of three (자유로 自由路)."""

_TABLES: Final = {"ko": "ko_words", "zh": "zh_words"}


class _Words(dict[str, frozenset[str]]):
    """The tables that were asked for."""

    def __missing__(self, name: str) -> frozenset[str]:
        lines = files("glossary.normalize").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        self[name] = words = frozenset(lines[next(at for at, line in enumerate(lines) if not line.startswith("#")) :])
        return words


_WORDS: Final = _Words()


def is_ordinary(text: str, language: str) -> bool:
    """Say whether *text* is an ordinary word of *language*: ``ko`` 평안, 위해 "for the sake of"; any ``zh`` tag 平安.

    False for every other language, and for words that are nothing but names (웨이하이). Chinese words are known in simplified form.
    """
    name = _TABLES.get(language) or _TABLES.get(primary_language(language))
    return name is not None and text in _WORDS[name]


def _stands_in(name: str, text: str) -> bool:
    return text in _WORDS[name]


def has_namesakes(text: str) -> bool:
    """Say whether *text* is the official spelling of several Chinese places (타이저우 台州, 泰州), or ends that of another (이위안 in 타이위안)."""
    return _stands_in("ko_namesakes", text)


def is_inflected(text: str) -> bool:
    """Say whether *text* is an ordinary Korean word of two syllables with a particle of one: 자유로, 강화도."""
    return len(text) == 3 and text[-1] in PARTICLES and is_ordinary(text[:-1], "ko")


@cache
def _syllables() -> Counter[str]:
    """Return in how many ordinary Korean words each syllable stands."""
    return Counter(syllable for word in _WORDS["ko_words"] for syllable in set(word))


def rarest_syllable(text: str) -> int:
    """Return in how many ordinary Korean words the rarest syllable of *text* stands: 0 for 톈진, over a thousand for 이다."""
    return min(map(_syllables().__getitem__, text), default=0)
