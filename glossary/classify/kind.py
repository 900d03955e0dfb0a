"""What a pair names: place, person, organization, title, product or term; the first rule that speaks decides."""

from __future__ import annotations

import re
from typing import Final

from glossary.classify import beside, offices, telling
from glossary.classify import surroundings as around
from glossary.classify.beside import by_elsewhere, by_list, by_neighbours, by_one_hanzi
from glossary.classify.context import Context
from glossary.classify.due import Due, Found, Rule
from glossary.classify.endings import by_last_word, by_two_hanzi
from glossary.classify.names import PEN_NAMED, by_gazetteer, by_nation, by_pen_name, by_ruler, by_sound, by_surname
from glossary.classify.shape import (
    is_cyclic,
    is_name_shaped,
    is_plain,
    is_posthumous,
    is_reign,
    tail_beats_name,
)
from glossary.classify.tables import known, tail
from glossary.classify.telling import is_counted
from glossary.classify.works import by_quotes, by_work
from glossary.model import Kind
from glossary.normalize.words import is_ordinary


def kind_of(context: Context) -> tuple[Kind, str]:
    """Return the kind and the cue that decided it: a well-known name, a mark, the form's own last word, what stands around, a surname."""
    for rule in _DUE.rules(context):
        found = rule(context)
        if found is not None:
            return found
    return "term", "no cue"


def _by_table(context: Context) -> Found:
    told = known(context.hans)
    if told is None or (around.TITLE_MARK.search(context.before) and told.kind != "title"):
        return None
    namesake = _by_namesake(context, told.kind)
    if namesake is not None:
        return namesake
    if told.kind in ("place", "term") and (_is_dated_person(context) or around.NAMED.search(context.before)):
        return None
    if told.kind in ("place", "person") and around.PRODUCT_BEFORE.search(context.before):
        return None
    if told.kind in ("organization", "product") and context.relation == "sino" and is_ordinary(context.ko, "ko"):
        # 평안(平安) is an insurer of China and a Korean word.
        return None
    return _by_one_hanzi(context, told.kind) if len(context.hans) == 1 else (told.kind, _well_known(context))


def _well_known(context: Context) -> str:
    return f"a well-known name: {context.hans}"


def _by_namesake(context: Context, kind: Kind) -> Found:
    """Know what is called as a place or a book is: 건안(建安) 9년, 상서(尚書)가 되었다."""
    if kind == "place" and len(context.hans) == 2 and around.is_era_here(context.before, context.after):
        return "term", "an era name"
    if kind != "title" or context.cues.quoted:
        return None
    held = (around.BECAME, around.INVESTED, *((around.BEARER,) if context.hans == _OFFICE_AND_BOOK else ()))
    return ("term", "a rank that is held") if any(cue.match(context.after) for cue in held) else None


_OFFICE_AND_BOOK: Final = "尚书"
"""상서(尚書) 두예(杜預): the one office that a classic is called by too."""


def _by_one_hanzi(context: Context, kind: Kind) -> Found:
    """Take 명(明) for the dynasty where something says so; else it is a hanzi of the text."""
    if around.FAMILY_AFTER.match(context.after):
        return "person", "a family by its name"
    if context.ko.endswith(("나라", "왕조")):
        return "place", f"a state: {context.ko}"
    if is_counted(context) or not (around.STATE_AFTER.match(context.after) or context.scene.zh > 0.1):
        return None
    return kind, _well_known(context)


def _is_dated_person(context: Context) -> bool:
    """Tell 안산(安山, 1950년 ~ )은 배우이다 from 후량(後梁, 555년 ~ 587년)은 왕조이다, for states have dates too."""
    return context.cues.person and (
        around.is_told(around.LIFE_AFTER, context.after) or (len(context.hans) > 2 and is_name_shaped(context))
    )


def _by_word_for_names(context: Context) -> Found:
    return ("term", "a word for names") if context.hans in _CALLED_BY else None


_DIVISIONS: Final = frozenset("省市县区镇乡州郡府道村")
"""현의 이름은 보양 현(波阳县)으로: whatever has the name, it is no person's."""
_CALLED_BY: Final = frozenset({"字", "号", "名", "讳", "姓", "谥", "谥号", "本名", "雅号", "堂号"})
"""자(字)는 로선(露禪): how somebody is called, no name."""


def _by_naming(context: Context) -> Found:
    """Take what is given as a name for somebody's: 씨명은 여환(呂環)."""
    if not (
        around.NAMED.search(around.before_list(context.before))
        or around.NAME_BEFORE.search(context.before)
        or around.NAME_GIVEN.match(context.after)
    ):
        return None
    last = tail(context.hans, least=2)
    division = last is not None and last[0] in _DIVISIONS
    if last is None or last[1] != "place" or not (division or around.OLD_NAME.search(context.before)):
        return "person", "given as a name of somebody"
    return None


def _by_mention(context: Context) -> Found:
    """Take what is spoken of as a word for that: 「다카」(高)라는 글자."""
    return ("term", "spoken of as a word") if around.WORD.match(context.after) else None


def _by_investing(context: Context) -> Found:
    """Know a rank or a fief by who is given it: 두릉군(杜陵君)에 봉했다."""
    invested = around.INVESTED.match(context.after) is not None and not _is_climbed(context)
    if not invested and not around.INVESTED_BEFORE.search(context.before):
        return None
    return ("place", "a fief") if len(context.hans) == 1 else ("term", "a rank that is conferred")


def _is_climbed(context: Context) -> bool:
    """Tell 북대엽두봉(北台葉頭峰)에 올랐다 from 좌의정에 올랐다."""
    return context.hans[-1] in "山峰岭岳楼台塔城阁" and around.CLIMBED.match(context.after) is not None


def _by_becoming(context: Context) -> Found:
    """Know a rank by who comes to it: 좌찬성(左贊成)이 되었다."""
    if not around.BECAME.match(context.after):
        return None
    hans = context.hans
    last = tail(hans, least=1)
    held = (
        (last is None or last[1] in ("person", "term"))
        and known(hans) is None
        and not is_reign(hans)
        and not (hans[-1] in "王公侯伯" and is_posthumous(hans[-2:]))
        and (not is_name_shaped(context) or (len(hans) == 3 and tail_beats_name(context)))
    )
    return ("term", "a rank that is held") if held else None


def _by_bearer(context: Context) -> Found:
    hans = context.hans
    borne = hans[-1] in "王公侯伯" and around.BEARER.match(context.after) is not None and not is_posthumous(hans[-2:])
    return ("term", "a rank that is held") if borne else None


_LAWS: Final = frozenset("法 令 条例 条约 协定 规约 宪章 诏书".split())


def _by_life(context: Context) -> Found:
    if not context.cues.person or context.cues.quoted or len(context.hans.replace(" ", "")) > 8:
        return None
    if is_cyclic(context.hans[:2]):
        return "term", "named by a year of the cycle"
    if around.HAPPENED.search(context.ko):
        return "term", "what happened, with its years"
    if around.is_told(around.STATE_IS, context.after) and not is_name_shaped(context):
        return "place", "a state with its dates"
    if len(context.hans) == 1 and not around.is_told(around.LIFE_AFTER, context.after):
        return None
    if "연호" in context.sentence or around.is_era(context.before, context.after, dated=True):
        # 건무(建武 : 335년 ~ 348년): the years are those of a reign.
        return "term", "an era name"
    last = tail(context.hans, least=2)
    if (
        last is not None
        and (last[1] in ("place", "organization", "title") or last[0] == "族")
        and not is_name_shaped(context)
    ):
        return None
    if last is not None and last[0] in _LAWS and len(context.hans) > 3:
        # 무기대여법(武器貸與法, 1940년 ~ 1945년)
        return "title", "a law, with its years"
    return "person", "an age or dates of life in the bracket"


def _by_company(context: Context) -> Found:
    """Take the middle of a firm's or a project's name for a name, whatever its hanzi mean: 다잉(大鷹)전자상거래플랫폼."""
    if context.relation == "abbreviation":
        return None
    if context.glued and around.CORPORATE.search(context.glued):
        return "organization", _longer(context)
    if len(context.hans) >= 3 and context.hans[-1] == "大" and _is_university(context):
        return "organization", "a university by its short name"
    if context.ko[:4] in around.BODY_HEADS and around.CORPORATE_START.match(context.ko):
        return "organization", "a corporate word at its head"
    if (
        context.ko[-2:] in around.BODY_ENDS
        and around.CORPORATE_END.search(context.ko)
        and not _is_building(context.hans)
        and not is_plain(context)
    ):
        # 공사(公事) is an affair.
        return "organization", "a corporate word at its end"
    if context.after[:1].isspace() and around.CORPORATE_AFTER.match(context.after):
        return "organization", f"a corporate word follows: {context.after[:6].strip()}"
    if (
        len(context.glued) >= 4
        and not around.PLACE_AFTER.match(context.after)
        and not around.OFFICE_GLUED.search(context.glued)
    ):
        return ("term" if context.relation == "sino" else "product"), _longer(context)
    if context.relation == "other" and not re.search("[가-힣]", context.ko):
        return "product", "a brand in Latin letters"
    return None


def _longer(context: Context) -> str:
    return f"part of a longer name: {context.prefix}{context.ko}{context.glued}"


def _is_university(context: Context) -> bool:
    """Know 칭화대(淸華大) and 고려대(高麗大) 교수, not 장대(壯大)."""
    return context.ko[-1] == "대" and (context.relation != "sino" or around.CAMPUS.match(context.after) is not None)


def _is_building(hans: str) -> bool:
    last = tail(hans, least=1)
    return last is not None and last[1] == "place" and len(last[0]) >= 3


def _by_era(context: Context) -> Found:
    if len(context.hans) not in (2, 4):
        return None
    if around.is_era_here(context.before, context.after) and not is_reign(context.hans):
        return "term", "an era name"
    return None


RULES: Final = (
    Rule(_by_table, signs=("known",)),  # before all, because 류산(乳山)시농촌… is a town in whatever name it stands
    # before the last word, because 다잉(大鷹)전자상거래플랫폼 is a firm whatever 鷹 is
    Rule(_by_company, after=(around.CORPORATE_AFTER,), signs=("glued", "body")),
    # before the last word, because 광령왕(廣寧王) is a rank where it is conferred
    Rule(_by_word_for_names, signs=("any",), lengths=(1, 2)),
    Rule(
        _by_naming,
        after=(around.NAME_GIVEN,),
        before=(around.NAMED, around.MEMBER_BEFORE, around.NAME_BEFORE),
        lengths=(1, 4),
    ),
    Rule(_by_mention, after=(around.WORD,)),
    Rule(_by_investing, after=(around.INVESTED,), before=(around.INVESTED_BEFORE,)),
    Rule(_by_becoming, after=(around.BECAME,), lengths=(2, 99), relations=("sino", "both")),
    # before the last word, because 한훤당(寒暄堂) is no hall
    Rule(by_pen_name, after=(PEN_NAMED,), lengths=(2, 3), relations=("sino", "both")),
    Rule(_by_bearer, after=(around.BEARER,), lengths=(2, 99), relations=("sino", "both")),
    # before the last word, because 태화당(太和堂)이라는 약국 is a shop
    Rule(telling.by_called, after=(telling.PLAYED, telling.CALLED), lengths=(2, 99)),
    Rule(telling.by_one_counted, signs=("single",), lengths=(1, 1)),
    Rule(telling.by_award, signs=("quoted",), lengths=(2, 99)),
    Rule(telling.by_cup, signs=("glued",), lengths=(2, 3), relations=("pinyin",)),
    Rule(telling.by_bracket, signs=("said",), lengths=(2, 99)),
    Rule(
        telling.by_person,
        after=(telling.IS, telling.MADE, telling.OWNED),
        before=(telling.HOLDS, telling.CITIZEN, telling.TITLED, telling.PREDICATED),
        lengths=(2, 3),
    ),
    Rule(by_quotes, before=(around.TITLE_MARK,), signs=("quoted", "long")),
    Rule(_by_life, signs=("person",)),  # before the last word, because 李江(1960~) is no river
    # before the last word, because 임해설원(林海雪原) is a novel
    Rule(by_work, after=(around.WORK_AFTER, around.SHIP), before=(around.WORK_BEFORE, around.PRODUCT_BEFORE)),
    # before the last word, because 趙王 劉遂 ends in nothing and 晉昭侯 is no rank
    Rule(by_ruler, signs=("any",), lengths=(3, 99)),
    Rule(by_last_word, signs=("any",), lengths=(3, 99)),
    Rule(_by_era, after=(around.ERA, around.ERA_IS), before=(around.ERA_BEFORE,), lengths=(2, 4)),
    Rule(
        by_neighbours,
        # a division before the form counts with what follows it alone
        after=(
            around.PLACE_AFTER,
            around.PLACE_AFTER_SPACED,
            around.PLACE_AFTER_LOOSE,
            around.TAKEN,
            beside.RENAMED,
        ),
        before=(around.KIN_BEFORE, around.CAPITAL_BEFORE, beside.SEAT_BEFORE),
    ),
    Rule(by_one_hanzi, after=(around.FAMILY_AFTER, around.RULES, around.PLACE_AFTER_LOOSE), lengths=(1, 1)),
    Rule(beside.by_life, after=(around.LIFE_AFTER, around.BORN), lengths=(2, 6)),
    Rule(beside.by_role, before=(around.ROLE_BEFORE,), lengths=(2, 6)),
    Rule(beside.by_acts, after=(around.ACTS, around.ALSO_ACTS), lengths=(2, 6)),
    Rule(beside.by_office, before=(around.OFFICE_BEFORE,), ends=offices.ENDS, lengths=(2, 6)),
    Rule(beside.by_office_behind, after=(around.OFFICE_AFTER,), lengths=(2, 6)),
    Rule(beside.by_man_of_office, ends=offices.ENDS, lengths=(2, 3)),
    # after the bracket's own neighbours, because one form may name two things in a document
    Rule(by_elsewhere, signs=("elsewhere",), lengths=(2, 99)),
    Rule(by_two_hanzi, signs=("any",), lengths=(2, 2)),
    Rule(by_list, after=(around.MEMBER,), before=(around.MEMBER_BEFORE,)),
    # behind lists and neighbours, because few names are only a county's
    Rule(by_gazetteer, signs=("any",), relations=("pinyin", "sino", "both")),
    Rule(by_surname, signs=("any",)),
    Rule(by_nation, before=(around.NATION_BEFORE,), lengths=(2, 4), relations=("sino", "both")),
    Rule(by_sound, signs=("any",), relations=("pinyin", "japanese", "other", "mixed")),
)
_DUE: Final = Due(RULES)
