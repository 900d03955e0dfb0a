"""Pair -> what it names and whose language its Han form is, each decision with its cue."""

from __future__ import annotations

from glossary.classify.context import Context
from glossary.classify.kind import kind_of
from glossary.classify.norm import norm_of
from glossary.classify.origin import origin_of

__all__ = ["Context", "kind_of", "norm_of", "origin_of"]
