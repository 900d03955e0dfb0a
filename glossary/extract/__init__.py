"""Document -> Glosses: the places where a Han form stands beside Korean.

Bare Han letters in running Korean (韓中, 中웨이하이시, 新) are no glosses; only what a bracket or a mark sets beside a form is, or a list.
"""

from __future__ import annotations

from glossary.extract.extractors import EXTRACTORS, glosses

__all__ = ["EXTRACTORS", "glosses"]
