"""Gloss -> Alignment: which Korean span answers a Han form, at what cost, and by which steps."""

from __future__ import annotations

from glossary.align.cut import align
from glossary.align.form import Alignment
from glossary.align.lexicon import SHIPPED, Lexicon

__all__ = ["SHIPPED", "Alignment", "Lexicon", "align"]
