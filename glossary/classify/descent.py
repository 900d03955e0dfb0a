"""Chinese citizens of Korean descent, who bear Korean names of their own: Chinese by their papers, Korean by their reading."""

from __future__ import annotations

from typing import Final

from glossary.classify.context import Context
from glossary.classify.patterns import Late
from glossary.classify.shape import looks_korean
from glossary.classify.tables import known

_SAID: Final = Late("조선족|재중동포|재중 동포|중국동포|중국 동포")
_LIVING: Final = Late(
    "연변(?:조선족)?(?:대학|작가|일보|축구|가무|방송|주|자치주|과학|병원|교육)|길림신문|흑룡강신문|료녕조선문보"
)
"""Bodies of Yanbian, whose people have such names more often than not."""
_PERSONS: Final = frozenset(
    "赵南起 李德洙 全哲洙 郑律成 朱德海 崔采 文正一 崔龙洙 金日镇 李永泰 南永前 金学铁 金镇吉 李景浩 金振吉 李龙熙 金虎林 高钟勋 池忠国 金敬道 韩光 李红光 李福林 许亨植".split()
)
"""Those who are widely known: 조남기(趙南起), 정율성(鄭律成)."""


def descent(context: Context) -> str:
    """Return the cue by which a person is a Chinese citizen of Korean descent, "" where none is."""
    if context.relation not in ("sino", "both"):
        return ""
    if context.hans in _PERSONS:
        return context.hans
    if len(context.hans) != 3 or not looks_korean(context.hans) or known(context.hans) is not None:
        return ""
    found = _SAID.search(context.sentence) or _LIVING.search(context.before)
    return found.group() if found else ""
