"""Why a pair is not accepted, in a few words: what a person who reviews it has to look at."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.align.form import FAIR, GOOD, Alignment
from glossary.align.korean import korean
from glossary.align.relation import Judgement
from glossary.align.search import Segment
from glossary.model import Gloss


def doubt(gloss: Gloss, cut: Alignment, judgement: Judgement) -> str:
    """Return the reason for the band of a cut, the gravest alone; "" where it is accepted."""
    if judgement.band == "accept":
        return ""
    if gloss.cues.defines:
        return "short form that the text defines"
    if cut.method == "whole":
        return judgement.why
    if cut.size == 1:
        return "one hanzi, inside a word" if cut.glued else "one hanzi"
    return _of_path(cut, judgement)


def _of_path(cut: Alignment, judgement: Judgement) -> str:
    """Return what is doubtful in the path of a cut."""
    if cut.cost > FAIR:
        return _with("hardly read", _parts(cut, "look-alike", "added", "left out"))
    if cut.method == "block":
        return _with("guessed", _parts(cut, "translated block"))
    if judgement.relation == "translation":
        return "translation"
    wrong = _parts(cut, "look-alike", "added", "left out")
    if wrong:
        return _with(next((flag for flag in judgement.flags if flag in ("misspelt", "typo")), "not all is read"), wrong)
    if cut.method == "contested":
        return "may be Japanese as well"
    if judgement.relation == "other":
        return "sound of another language"
    return _with("odd reading", _dear(cut)) if cut.cost > GOOD else "mixes Mandarin and Sino-Korean in one word"


def _with(what: str, parts: list[str]) -> str:
    """Return ``misspelt: 乳 as 류``, three parts at most."""
    return f"{what}: {', '.join(parts[:3])}" if parts else what


def _parts(cut: Alignment, *rules: str) -> list[str]:
    """Return what is answered by one of the *rules*: ``乳 as 류``, ``海 left out``, ``상거래 added``."""
    return [_shown(*part) for part in _segments(cut) if part[0].rule in rules]


def _dear(cut: Alignment) -> list[str]:
    """Return what is read at a price, the dearest first."""
    priced = sorted((part for part in _segments(cut) if part[0].cost >= GOOD / 2), key=lambda part: -part[0].cost)
    return [_shown(*part) for part in priced]


def _segments(cut: Alignment) -> Iterator[tuple[Segment, str, str]]:
    """Yield the segments with their hanzi and their Korean."""
    if cut.path is None:
        return
    side, first = korean(cut.ko.text), cut.path.start
    for segment in cut.path.segments:
        hanzi = "".join(unit.char for unit in cut.units[segment.first : segment.last])
        yield segment, hanzi, side.chars[segment.start - first : segment.end - first]


def _shown(segment: Segment, hanzi: str, sound: str) -> str:
    if not sound:
        return f"{hanzi} left out"
    return f"{hanzi} as {sound}" if hanzi else f"{sound} added"
