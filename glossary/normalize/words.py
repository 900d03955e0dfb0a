"""Ordinary words: forms that stand in running text without meaning the thing that a glossary names.

The tables are read when the first form is asked for, and only then.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _table(language: str) -> frozenset[str]:
    text = files("glossary.normalize").joinpath("data", f"{language}_words.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def is_ordinary(text: str, language: str) -> bool:
    """Say whether *text* is an ordinary word of *language*: ``ko`` 평안, 위해 "for the sake of"; any ``zh`` tag 平安.

    False for every other language, and for words that are nothing but names (웨이하이). Chinese words are known in simplified form.
    """
    table = language.split("-")[0]
    return table in ("ko", "zh") and text in _table(table)
