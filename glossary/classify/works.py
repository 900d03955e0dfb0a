"""Works, laws, plans and ships: what marks and the words about them say."""

from __future__ import annotations

from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.before import Before
from glossary.classify.context import Context
from glossary.classify.due import LONG
from glossary.classify.patterns import Late, one_of
from glossary.classify.shape import is_japanese_person, is_name_shaped, is_plain
from glossary.classify.tables import tail
from glossary.model import Kind

_Found = tuple[Kind, str] | None

_SHOWN: Final = (
    "출연|주연|열연|연출|감독|찍기|찍은|찍었|촬영|개봉|상영|방영|흥행|수록|집필|출간|출판|발매|공연|초연|각색|번안|연재"
)
_SHOWN_AFTER: Final = Late(rf"[’'”\"]\s?(?:에|에서|을|를|의|로|으로)?\s?(?:[가-힣]+\s)?(?:{_SHOWN})")
"""신작 ‘귀래(歸來)’에 출연한: what is quoted and played in."""
_SHOWN_NEAR: Final = Late(rf"[’'”\"][^.]{{0,40}}?{one_of(_SHOWN)}")
_WORK_OF: Final = Before(
    r"(?:작품|대표작|저서|저작|출연작)(?:은|으로|으로는|에는|는|로|로는)\s[\"'“‘]$|(?:작품인|신작|대표작|데뷔작|출세작|히트작|차기작|후속작|원작|감독의|작가의|시인의|소설가의)\s[\"'“‘]$",
    "\"|'|“|‘",
)


def by_quotes(context: Context) -> _Found:
    if (
        context.cues.quoted
        and len(context.hans) >= 2
        and not (is_plain(context) and len(context.hans) == 2)
        and (_is_named_title(context.hans) or around.TITLE_KOREAN.search(context.ko))
    ):
        return "title", "title marks and a title's last word"
    if context.cues.quoted and len(context.hans) >= 2 and _is_shown(context):
        return "title", "quoted, and a work by what is told of it"
    last = tail(context.hans, least=2)
    mark = around.TITLE_MARK.search(context.before)
    if mark is not None and (mark.group().strip() != "「" or _is_titled(context, last)):
        return "title", "title marks"
    if len(context.hans) >= LONG and last is not None and last[1] == "title":
        return "title", "a title's last word"
    return None


def _is_shown(context: Context) -> bool:
    if _SHOWN_AFTER.match(context.after) or _WORK_OF.search(context.before):
        return True
    return not is_plain(context) and _SHOWN_NEAR.match(context.after) is not None


def _is_named_title(hans: str) -> bool:
    last = tail(hans, least=1)
    return last is not None and last[1] == "title"


def _is_titled(context: Context, last: tuple[str, Kind] | None) -> bool:
    """Tell works from what is only quoted: 「츠야마 사건(津山事件)」, 「사이후(宰府)」."""
    if last is not None and len(last[0]) > 1:
        return last[1] == "title"
    return len(context.hans) >= 6 and not is_japanese_person(context, "")


def by_work(context: Context) -> _Found:
    """Read what the sentence says the form is: 비룡(飛龍)은 와룡생이 쓴 무협소설이다, 기관지 '훙치(紅旗)'."""
    if around.is_told(around.WORK_AFTER, context.after) and not _is_person(context):
        return "title", "said to be a work"
    if around.WORK_BEFORE.search(context.before):
        return "title", "a kind of work before it"
    if around.PRODUCT_BEFORE.search(context.before) and len(context.hans) <= 5:
        return "product", "a kind of product before it"
    if context.relation == "pinyin" or len(context.hans) > 4 or not around.is_told(around.SHIP, context.after):
        return None
    return ("product", "said to be a ship") if not _is_person(context) else None


def _is_person(context: Context) -> bool:
    return context.cues.person or is_name_shaped(context) or is_japanese_person(context, "")
