"""What a form should be: the spelling of 외래어 표기법, the Sino-Korean reading, a customary form, or nothing in particular."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from glossary.classify.context import Context
from glossary.classify.descent import descent
from glossary.classify.scene import past_of
from glossary.classify.shape import is_reign, surname
from glossary.classify.tables import customary, is_in_gazetteer, is_modern, is_past_place, known
from glossary.model import Kind, Norm, Origin

_YEAR: Final = re.compile(r"(?<!\d)(\d{1,4})(?=년|[.\-/]\d|\s?[~∼～–—-]|\s?\)|$)")
_REVOLUTION: Final = 1911
"""외래어 표기법 제4장 제2절 제1항 divides the persons of China by the revolution: who lived after it is spelt by sound."""
_LONG_LIFE: Final = 75
"""Years that somebody of whom only the birth is known may have lived."""
_RULERS: Final = ("帝", "太后", "皇后", "太子", "宗", "祖", "公主", "亲王", "单于", "可汗", "贵妃", "公", "王", "侯")
_OLD_DIVISIONS: Final = ("郡", "国", "府", "路", "道", "州", "郡王", "都护府")

_Found = tuple[Norm, str] | None


def norm_of(context: Context, kind: Kind, origin: Origin) -> tuple[Norm, str]:
    """Return the norm of a person or a place of China or Japan, and why; companies, products, titles and terms have none.

    Japanese persons and places are spelt by their sound, whenever they lived.
    """
    if kind not in ("person", "place") or origin not in ("zh", "ja"):
        return "none", "no official form is prescribed for it"
    if kind == "place":
        forms = customary(context.hans) or customary(context.hans[:-1])
        if forms:
            return "custom", f"customary forms are used: {forms}"
    if origin == "ja":
        return "loanword", "Japanese names are spelt by their sound"
    for rule in _PERSON if kind == "person" else _PLACE:
        found = rule(context)
        if found is not None:
            return found
    return "loanword", "a modern person" if kind == "person" else "a place in use"


def _by_descent(context: Context) -> _Found:
    """Let Chinese citizens of Korean descent keep their own names, which nobody reads in Mandarin."""
    cue = descent(context)
    return ("sino", f"the own name of a Chinese citizen of Korean descent: {cue}") if cue else None


def _by_dates(context: Context) -> _Found:
    """Go by the dates of life in the bracket: the last year is that of death where there are two."""
    if not context.cues.person:
        return None
    if "기원전" in context.inside:
        return "sino", "lived before our era"
    years = [int(year) for year in _YEAR.findall(context.inside)]
    if not years:
        return None
    known_death = len(years) > 1 and years[-1] > years[0]
    last = years[-1] if known_death else years[0] + _LONG_LIFE
    if last < _REVOLUTION:
        return "sino", f"died before {_REVOLUTION}"
    return ("loanword", f"lived after {_REVOLUTION}") if last < 3000 else None


def _by_person(context: Context) -> _Found:
    """Know the well-known ones, and rulers by what they are called."""
    if _is_known(context):
        if is_modern(context.hans):
            return "loanword", f"lived after {_REVOLUTION}: {context.hans}"
        return "sino", f"lived before {_REVOLUTION}: {context.hans}"
    if is_reign(context.hans) or (surname(context) is None and context.hans.endswith(_RULERS)):
        return "sino", "called as rulers and nobles of the past are"
    return None


def _by_era(context: Context) -> _Found:
    past = past_of(context.sentence)
    return ("sino", f"a person of the past: {past}") if past else None


def _by_place(context: Context) -> _Found:
    """Know places that are no longer in use, and those that are, whatever of them is told."""
    if is_past_place(context.hans):
        return "sino", f"no longer in use: {context.hans}"
    if context.hans[-1] in "郡国":
        return None
    for name in (context.hans, context.hans[:-1]):
        if is_in_gazetteer(name) or (known(name) is not None and name not in ("", context.hans[:1])):
            return "loanword", f"in use: {name}"
    return None


def _by_old_place(context: Context) -> _Found:
    past = past_of(context.sentence) if context.relation in ("sino", "both") else ""
    if not past:
        return None
    if context.hans.endswith(_OLD_DIVISIONS):
        return "sino", f"a division of the past: {context.hans}"
    return "sino", f"a place of the past: {past}"


def _is_known(context: Context) -> bool:
    told = known(context.hans)
    return told is not None and told.kind == "person" and told.land == "zh"


_PERSON: Final[tuple[Callable[[Context], _Found], ...]] = (
    _by_descent,  # before the dates, because 조남기(趙南起·85) is of our days and keeps his own name
    _by_person,  # before the dates, because rulers before our era are told by years of two digits
    _by_dates,
    _by_era,
)
_PLACE: Final[tuple[Callable[[Context], _Found], ...]] = (
    _by_place,
    _by_old_place,
)
