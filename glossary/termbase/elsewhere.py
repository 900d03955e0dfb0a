"""What a further term base, which is only read, has of the same forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossary.normalize import keys
from glossary.termbase.forms import told_apart

if TYPE_CHECKING:
    from glossary.store import Base


def having(base: Base, forms: Sequence[str]) -> tuple[int, ...]:
    """Return the living concepts that have a Korean and a Chinese form of these, rejected ones aside. Raises ValueRefused where a side is missing."""
    korean, chinese = told_apart(forms)
    wanted = {("ko", keys.ko_key(text)) for text in korean} | {("zh", keys.han_key(text)) for text in chinese}
    sides: dict[str, set[int]] = {"ko": set(), "zh": set()}
    for (family, _), numbers in base.by_key(wanted).items():
        sides[family].update(numbers)
    both = base.concepts(ids=sides["ko"] & sides["zh"], references=False)
    return tuple(concept.id or 0 for concept in both if concept.status != "rejected")
