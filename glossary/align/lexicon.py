"""Head words: Chinese words that Korean names render by meaning (中心 센터) or always by one reading (大學 대학)."""

from __future__ import annotations

from functools import cache
from importlib import resources

LONGEST = 6
"""Hanzi of the longest head word."""


@cache
def head_words() -> dict[str, tuple[str, ...]]:
    """Return simplified Chinese head word -> Korean renderings, from ``data/head_words.tsv``."""
    text = resources.files("glossary.align").joinpath("data/head_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith(("#", "chinese\t")))
    return {chinese: tuple(korean.split(" ")) for chinese, korean in rows}
