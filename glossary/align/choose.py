"""Glosses of one bracket -> the cuts that stand: which of several Han forms, readings and windows answer each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from glossary.align.cut import align
from glossary.align.form import Alignment
from glossary.align.lexicon import Lexicon
from glossary.align.relation import Judgement, judge
from glossary.languages import is_han
from glossary.model import READING_RELATIONS, Gloss

Cut: TypeAlias = tuple[Gloss, Alignment, Judgement]
_LEAST: Final = 2
"""Hanzi of a form that an exact reading alone ties to its Korean: one is read by chance."""


def choose(group: Sequence[Gloss], lexicon: Lexicon) -> list[Cut]:
    """Return the cuts of one bracket.

    The members of a list are taken where each is read exactly, and then nothing else: 베이징, 톈진(北京, 天津). A defined short form is always
    taken. Of the rest see `_answers`.
    """
    cuts = [cut for gloss in group if (cut := _cut(gloss, lexicon)) is not None]
    if len(group) == 1:
        return cuts  # most brackets: there is nothing to choose from
    members = [cut for cut in cuts if cut[0].needs == "readings"]
    if members and len(members) == sum(gloss.needs == "readings" for gloss in group):
        return members
    cuts = [cut for cut in cuts if cut[0].needs != "readings"]
    defined = [cut for cut in cuts if cut[0].cues.defines]
    return defined + _answers([cut for cut in cuts if not cut[0].cues.defines])


def _answers(cuts: Sequence[Cut]) -> list[Cut]:
    """Return the cuts that answer a bracket.

    The first Han form answers the text before the bracket. A reading inside the bracket (하문(샤먼, 厦门)) and a further Han form
    (許廣平, 许广平) are taken where they are read exactly; where the text before answers nothing, they stand for it.
    """
    if not cuts:
        return []
    sure = [cut for cut in cuts if _is_sure(cut)]
    first = cuts[0]
    lead = first if first in sure or not sure or first[2].band != "doubtful" else sure[0]
    return [lead, *(cut for cut in sure if cut is not lead and _stands_beside(cut, lead))]


def _stands_beside(cut: Cut, lead: Cut) -> bool:
    """Say whether a cut answers the bracket as well as the *lead* does: with another Han form, or another reading of the same."""
    gloss, found, _ = cut
    inside = gloss.order == "zh-ko" and found.han == lead[1].han and found.ko.text != lead[1].ko.text
    return found.ko == lead[1].ko or inside


def _cut(gloss: Gloss, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a gloss, None where it is not what the gloss needs; in a list the reading fills its cell or word."""
    found = align(gloss, lexicon)
    if found is None:
        return None
    cut = (gloss, found, judge(gloss, found))
    if not gloss.needs:
        return cut
    if not _is_sure(cut) or sum(map(is_han, found.han.text)) < _LEAST:
        return None
    fills = found.ko.end == gloss.window.end and found.han == gloss.han and not found.glued
    return cut if fills or gloss.how != "list" else None


def _is_sure(cut: Cut) -> bool:
    return cut[2].band == "accept" and (cut[2].relation in READING_RELATIONS or cut[1].known is not None)
