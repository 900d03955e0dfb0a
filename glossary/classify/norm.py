"""What a form should be: the spelling of 외래어 표기법, the Sino-Korean reading, a customary form, or nothing in particular."""

from __future__ import annotations

import re
from typing import Final

from glossary.classify.context import Context
from glossary.model import Kind, Norm, Origin

_CUSTOMARY: Final = frozenset("香港 澳门 台湾 上海 黄河 长江 西藏 拉萨 北京 东京 大连".split())
"""Places whose customary Korean form is allowed beside the official one, or is the official one (홍콩, 마카오, 상해, 대만, 황하)."""
_ANCIENT: Final = re.compile(
    "기원전|당나라|송나라|명나라|청나라|원나라|수나라|한나라|후한|전한|삼국시대|춘추|전국시대|남북조|북위|촉한|위나라|오나라|진나라|황제|태자|봉해|즉위|(?<!\\d)[1-9]\\d{0,2}년|1[0-8]\\d\\d년|190\\d년"
)


def norm_of(context: Context, kind: Kind, origin: Origin) -> tuple[Norm, str]:
    """Return the norm of a Chinese person or place, and why; companies, products, titles and terms have none."""
    if origin != "zh" or kind not in ("person", "place"):
        return "none", "no official form is prescribed for it"
    if kind == "place" and context.hans.rstrip("省市县区") in _CUSTOMARY:
        return "custom", "a customary form is allowed"
    if context.relation in ("sino", "both") and _ANCIENT.search(context.sentence):
        return "sino", "a person or place of the past"
    return "loanword", "a modern person or a place in use"
