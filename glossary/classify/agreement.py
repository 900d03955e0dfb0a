"""What the pairs of one text say of each other: readings of one bracket agree, listed pairs support each other, equal ones are one."""

from __future__ import annotations

from typing import Final

from glossary.model import READING_RELATIONS, Pair

_LEADING: Final = ("pinyin", "mixed", "both", "sino")
"""Which reading of a bracket decides what it names: the more Mandarin, the surer."""
_SUPPORT: Final = 150
"""Code points within which another pair of a list supports one."""


def agreed(pairs: list[Pair]) -> list[Pair]:
    """Let the readings of one bracket agree on what they name: 연길(옌지, 延吉) is Chinese in both, because 옌지 is Mandarin."""
    if len(pairs) < 2:
        return pairs
    readings = [pair for pair in pairs if pair.relation in READING_RELATIONS]
    lead = min(readings, key=lambda pair: _LEADING.index(pair.relation), default=None)
    if lead is None or len(readings) < 2:
        return pairs
    own = () if lead.origin == "ko" and lead.kind == "person" else ("own-hanja",)
    return [
        pair._replace(
            origin=lead.origin,
            kind=lead.kind,
            norm=lead.norm,
            pinyin=lead.pinyin,
            official=lead.official,
            flags=tuple(flag for flag in pair.flags if flag not in own),
        )
        if pair.relation in READING_RELATIONS and (pair.zh_hans == lead.zh_hans or pair.ko == lead.ko)
        else pair
        for pair in pairs
    ]


def supported(pairs: list[Pair]) -> list[Pair]:
    """Put listed pairs in band review that only their Sino-Korean reading ties together, unless another one stands beside them.

    사기/詐欺 may be a list of homophones, while a Mandarin reading is not met by chance.
    """
    places = [pair.zh.start for pair in pairs if pair.how == "list"]
    if not places:
        return pairs
    places.sort()
    lone = {
        place
        for before, place, behind in zip(
            [-_SUPPORT, *places], places, [*places[1:], places[-1] + _SUPPORT], strict=False
        )
        if place - before >= _SUPPORT and behind - place >= _SUPPORT
    }
    return [
        pair._replace(band="review", confidence=0.7)
        if pair.how == "list" and pair.relation == "sino" and pair.zh.start in lone
        else pair
        for pair in pairs
    ]


def without_overlaps(pairs: list[Pair]) -> list[Pair]:
    """Keep one pair for two equal spans."""
    if len(pairs) < 2:
        return pairs
    seen: dict[tuple[int, int, int, int], Pair] = {}
    for pair in pairs:
        seen.setdefault((pair.ko.start, pair.ko.end, pair.zh.start, pair.zh.end), pair)
    return list(seen.values())
