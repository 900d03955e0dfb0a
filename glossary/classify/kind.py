"""What a pair names: place, person, organization, title, product or term; the first rule that speaks decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.context import Context
from glossary.classify.names import by_gazetteer, by_nation, by_ruler, by_sound, by_surname, by_two_hanzi
from glossary.classify.shape import (
    intrinsic,
    is_cyclic,
    is_japanese_person,
    is_listed,
    is_name_shaped,
    is_place_ended,
    is_plain,
    is_prefixed,
    is_reign,
    is_word,
    surname,
    tail_beats_name,
)
from glossary.classify.tables import known, tail
from glossary.classify.telling import by_telling, is_counted
from glossary.classify.works import by_quotes, by_work
from glossary.model import Kind
from glossary.normalize.words import is_ordinary


def kind_of(context: Context) -> tuple[Kind, str]:
    """Return the kind and the cue that decided it: a well-known name, a mark, the form's own last word, what stands around, a surname."""
    for rule in _RULES:
        found = rule(context)
        if found is not None:
            return found
    return "term", "no cue"


_Found = tuple[Kind, str] | None


def _by_table(context: Context) -> _Found:
    told = known(context.hans)
    if told is None or (around.TITLE_MARK.search(context.before) and told.kind != "title"):
        return None
    if told.kind in ("place", "term") and (_is_dated_person(context) or around.NAMED.search(context.before)):
        return None
    if told.kind in ("place", "person") and around.PRODUCT_BEFORE.search(context.before):
        return None
    if told.kind in ("organization", "product") and context.relation == "sino" and is_ordinary(context.ko, "ko"):
        # 평안(平安) is an insurer of China and a Korean word.
        return None
    if len(context.hans) == 1 and context.after.startswith("씨"):
        return "person", "a family by its name"
    if len(context.hans) == 1 and context.ko.endswith(("나라", "왕조")):
        return "place", f"a state: {context.ko}"
    if len(context.hans) == 1 and not (around.STATE_AFTER.match(context.after) or context.scene.zh > 0.1):
        # 명(明) is a dynasty where something says so, or a hanzi of the text.
        return None
    if len(context.hans) == 1 and is_counted(context):
        return None
    return told.kind, f"a well-known name: {context.hans}"


def _is_dated_person(context: Context) -> bool:
    """Tell 안산(安山, 1950년 ~ )은 배우이다 from 후량(後梁, 555년 ~ 587년)은 왕조이다, for states have dates too."""
    return context.cues.person and (
        around.LIFE_AFTER.match(context.after) is not None or (len(context.hans) > 2 and is_name_shaped(context))
    )


def _by_mention(context: Context) -> _Found:
    """Take what is spoken of as a word, a name or a rank for that: 「다카」(高)라는 글자, 씨명은 여환(呂環), 두릉군(杜陵君)에 봉했다."""
    if 1 < len(context.hans) <= 4 and (
        around.NAMED.search(context.before)
        or around.NAME_BEFORE.search(context.before)
        or around.NAME_GIVEN.match(context.after)
    ):
        last = tail(context.hans, least=2)
        if last is None or last[1] != "place" or not around.OLD_NAME.search(context.before):
            return "person", "given as a name of somebody"
    if around.WORD.match(context.after):
        return "term", "spoken of as a word"
    if around.INVESTED.match(context.after) or around.INVESTED_BEFORE.search(context.before):
        return "term", "a rank that is conferred"
    return None


def _by_life(context: Context) -> _Found:
    if not context.cues.person or context.cues.quoted or len(context.hans) > 8:
        return None
    if is_cyclic(context.hans[:2]):
        return "term", "named by a year of the cycle"
    if around.STATE_IS.match(context.after) and not is_name_shaped(context):
        return "place", "a state with its dates"
    if len(context.hans) == 1 and not around.LIFE_AFTER.match(context.after):
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
    return "person", "an age or dates of life in the bracket"


def _by_company(context: Context) -> _Found:
    """Take the middle of a firm's or a project's name for a name, whatever its hanzi mean: 다잉(大鷹)전자상거래플랫폼."""
    if context.relation == "abbreviation":
        return None
    if context.glued and around.CORPORATE.search(context.glued):
        return "organization", _longer(context)
    if len(context.hans) >= 3 and context.hans[-1] == "大" and _is_university(context):
        return "organization", "a university by its short name"
    if around.CORPORATE_START.match(context.ko):
        return "organization", "a corporate word at its head"
    if around.CORPORATE_END.search(context.ko) and not _is_building(context.hans):
        return "organization", "a corporate word at its end"
    if around.CORPORATE_AFTER.match(context.after):
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


def _by_last_word(context: Context) -> _Found:
    # One hanzi at the end of a two-hanzi form is as often part of a name (张慧, 李江): it needs three.
    if context.relation == "sino" and is_prefixed(context.hans) and not is_name_shaped(context):
        return "term", f"a Korean prefix: {context.hans[0]}"
    last = tail(context.hans, least=2)
    if is_cyclic(context.hans[:2]) and len(context.hans) > 3:
        return (
            ("title", f"ends in {last[0]}")
            if last and last[1] == "title"
            else ("term", "begins with a year of the cycle")
        )
    if last is None or is_japanese_person(context, last[0]):
        return None
    word, kind = last
    if word == "省" and len(context.hans) > 3 and known(context.hans[:-1]) is None:  # 黑龙江省 is a province
        return "organization", "a ministry"
    if word == "年":
        return "term", "a year"
    if (
        len(word) == 1
        and kind == "place"
        and context.relation in ("mixed", "translation")
        and not around.PLACE_END.search(context.ko)
    ):
        # 북경의 맛(北京味道) is no road.
        return None
    if (
        word != "族"
        and len(word) == 1
        and len(context.hans) == 3
        and surname(context)
        and around.ACTS.match(context.after)
    ):
        # 정종성(鄭宗城)의 아들
        return None
    if len(word) == 1 and len(context.hans) == 3 and is_name_shaped(context) and not tail_beats_name(context):
        return None
    if len(word) == 1 and kind == "place" and context.relation == "sino" and _is_noun(context, word):
        # 합기도(合氣道) is no province.
        return "term", "an ordinary Sino-Korean word"
    return kind, f"ends in {word}"


def _is_noun(context: Context, word: str) -> bool:
    """Say whether a form that ends as places do is a noun: 합기도(合氣道); 웅진성(熊津城) is a fort, though a dictionary lists it."""
    return is_listed(context) if word in "道路关门面里" else is_word(context)


def _by_neighbours(context: Context) -> _Found:
    after = context.after
    if around.PLACE_AFTER.match(after) or around.PLACE_AFTER_SPACED.match(after):
        return "place", f"an administrative word follows: {after[:4].strip()}"
    if (
        len(context.hans) <= 4
        and around.KIN_BEFORE.search(context.before)
        and not is_ordinary(context.hans, "zh")
        and context.relation in ("sino", "both", "pinyin")
    ):
        return "person", "kin or somebody's man before it"
    if (
        around.DIVISION_BEFORE.search(context.before)
        and around.PLACE_AFTER_LOOSE.match(after)
        and len(context.hans) <= 3
    ):
        return "place", "in a division named before it"
    if len(context.hans) == 1 and after.startswith("씨"):
        return "person", "a family by its name"
    if not 2 <= len(context.hans) <= 6:
        return ("place", "where something is or happens") if around.PLACE_AFTER_LOOSE.match(after) else None
    own = (surname(context) and is_name_shaped(context)) or is_japanese_person(context, "")
    if own and is_place_ended(context.hans) and around.TAKEN.match(after):
        return "place", "ends as places do, and is taken or lies somewhere"
    if around.PLACE_AFTER_LOOSE.match(after) and not own:
        return ("term", "no cue") if is_plain(context) else ("place", "where something is or happens")
    if (around.LIFE_AFTER.match(after) or around.BORN.match(after)) and not is_plain(context):
        return "person", "said to be somebody"
    return _by_deeds(context) if not is_plain(context) else None


def _by_deeds(context: Context) -> _Found:
    """Look for what persons do and bear: kin, offices, an address."""
    own = surname(context) or context.relation == "japanese"
    if around.ROLE_BEFORE.search(context.before):
        return "person", "a role before it"
    if around.ACTS.match(context.after) and (own or len(context.hans) <= 3):
        return "person", "acts as a person"
    if own and around.OFFICE_BEFORE.search(context.before):
        return "person", "an office or kinship word before it"
    if own and around.OFFICE_AFTER.match(context.after):
        return "person", "an office behind it"
    return None


def _by_elsewhere(context: Context) -> _Found:
    """Look at what follows the same Korean form in the rest of the document: 류산 … 루산시, 따궁팡 간 상호 업무협약."""
    for after in context.elsewhere:
        if around.PLACE_AFTER.match(after):
            return "place", f"elsewhere an administrative word follows: {after[:4].strip()}"
        if around.OFFICE_AFTER.match(after) and surname(context) is not None:
            return "person", "elsewhere an office behind it"
        if around.DEAL.match(after) and not is_plain(context):
            return "organization", "elsewhere a party to an agreement"
    return None


def _by_era(context: Context) -> _Found:
    if len(context.hans) not in (2, 4):
        return None
    if around.is_era(context.before, context.after, dated=False) and not is_reign(context.hans):
        return "term", "an era name"
    return None


def _by_list(context: Context) -> _Found:
    """Give a name of a list the kind of its neighbours: 김용(金龍), 김구(金龜), 마진(馬晉); 마늘(蒜) beside them is no name."""
    if context.relation == "translation" and len(context.hans) == 1:
        return None
    others = around.neighbours(context.before, context.after)
    if not others or is_plain(context) or is_japanese_person(context, ""):
        return None
    kinds = Counter(intrinsic(form)[0] for form in others)
    del kinds["term"]
    if kinds:
        kind, _ = kinds.most_common(1)[0]
        return kind, f"its neighbours in a list are of this kind: {kind}"
    return None


_RULES: Final[tuple[Callable[[Context], _Found], ...]] = (
    _by_table,  # before all, because 류산(乳山)시농촌… is a town in whatever name it stands
    _by_company,  # before the last word, because 다잉(大鷹)전자상거래플랫폼 is a firm whatever 鷹 is
    _by_mention,  # before the last word, because 광령왕(廣寧王) is a rank where it is conferred
    by_telling,  # before the last word, because 태화당(太和堂)이라는 약국 is a shop
    by_quotes,
    _by_life,  # before the last word, because 李江(1960~) is no river
    by_work,  # before the last word, because 임해설원(林海雪原) is a novel
    by_ruler,  # before the last word, because 趙王 劉遂 ends in nothing and 晉昭侯 is no rank
    _by_last_word,
    _by_era,
    _by_neighbours,
    _by_elsewhere,  # after the bracket's own neighbours, because one form may name two things in a document
    by_two_hanzi,
    _by_list,
    by_gazetteer,  # behind lists and neighbours, because few names are only a county's
    by_surname,
    by_nation,
    by_sound,
)
