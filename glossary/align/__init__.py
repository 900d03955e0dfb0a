"""Gloss -> Alignment: which Korean span answers a Han form, at what cost, and by which steps."""

from __future__ import annotations

from glossary.align.cut import Alignment, align

__all__ = ["Alignment", "align"]
