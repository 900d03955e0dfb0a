"""Ordinary words: forms that stand in running text without meaning the thing that a glossary names.

The tables are read when the first form is asked for, and only then.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files


@cache
def _table(language: str) -> list[str]:
    """Return the words in the order of their code points (a test holds it), to be found by halving."""
    lines = (
        files("glossary.normalize").joinpath("data", f"{language}_words.tsv").read_text(encoding="utf-8").splitlines()
    )
    return lines[next(at for at, line in enumerate(lines) if not line.startswith("#")) :]


def is_ordinary(text: str, language: str) -> bool:
    """Say whether *text* is an ordinary word of *language*: ``ko`` 평안, 위해 "for the sake of"; any ``zh`` tag 平安.

    False for every other language, and for words that are nothing but names (웨이하이). Chinese words are known in simplified form.
    """
    table = language.split("-")[0]
    if table not in ("ko", "zh"):
        return False
    words = _table(table)
    at = bisect_left(words, text)
    return at < len(words) and words[at] == text
