"""What a pair names: place, person, organization, title, product or term; the first rule that speaks decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.context import Context
from glossary.classify.endings import by_last_word, by_two_hanzi
from glossary.classify.names import by_gazetteer, by_nation, by_ruler, by_sound, by_surname
from glossary.classify.offices import is_office_before
from glossary.classify.shape import (
    intrinsic,
    is_cyclic,
    is_japanese_person,
    is_listed,
    is_name_shaped,
    is_place_ended,
    is_plain,
    is_posthumous,
    is_reign,
    surname,
    tail_beats_name,
)
from glossary.classify.tables import is_in_gazetteer, known, tail
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


def _by_namesake(context: Context, kind: Kind) -> _Found:
    """Know what is called as a place or a book is: 건안(建安) 9년, 상서(尚書)가 되었다."""
    if kind == "place" and len(context.hans) == 2 and around.is_era_here(context.before, context.after):
        return "term", "an era name"
    held = around.BECAME.match(context.after) or around.INVESTED.match(context.after)
    return ("term", "a rank that is held") if kind == "title" and held and not context.cues.quoted else None


def _by_one_hanzi(context: Context, kind: Kind) -> _Found:
    """Take 명(明) for the dynasty where something says so; else it is a hanzi of the text."""
    if context.after.startswith("씨"):
        return "person", "a family by its name"
    if context.ko.endswith(("나라", "왕조")):
        return "place", f"a state: {context.ko}"
    if is_counted(context) or not (around.STATE_AFTER.match(context.after) or context.scene.zh > 0.1):
        return None
    return kind, _well_known(context)


def _is_dated_person(context: Context) -> bool:
    """Tell 안산(安山, 1950년 ~ )은 배우이다 from 후량(後梁, 555년 ~ 587년)은 왕조이다, for states have dates too."""
    return context.cues.person and (
        around.LIFE_AFTER.match(context.after) is not None or (len(context.hans) > 2 and is_name_shaped(context))
    )


def _by_mention(context: Context) -> _Found:
    """Take what is spoken of as a word, a name or a rank for that: 「다카」(高)라는 글자, 씨명은 여환(呂環), 두릉군(杜陵君)에 봉했다."""
    if context.hans in _CALLED_BY:
        return "term", "a word for names"
    if len(context.hans) <= 4 and (
        around.NAMED.search(around.before_list(context.before))
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
    return ("term", "a rank that is held") if _is_held(context) else None


_CALLED_BY: Final = frozenset({"字", "号", "名", "讳", "姓", "谥", "谥号", "本名", "雅号", "堂号"})
"""자(字)는 로선(露禪): how somebody is called, no name."""


def _is_held(context: Context) -> bool:
    """Know a rank by who comes to it or bears it: 좌찬성(左贊成)이 되었다, 안서왕(安西王) 망갈라(忙哥剌)."""
    hans = context.hans
    if len(hans) < 2 or context.relation not in ("sino", "both"):
        return False
    if around.BECAME.match(context.after):
        last, told = tail(hans, least=1), known(hans)
        return (
            (last is None or last[1] in ("person", "term"))
            and told is None
            and not is_reign(hans)
            and (not is_name_shaped(context) or (len(hans) == 3 and tail_beats_name(context)))
        )
    return hans[-1] in "王公侯伯" and around.BEARER.match(context.after) is not None and not is_posthumous(hans[-2:])


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
    if around.CORPORATE_END.search(context.ko) and not _is_building(context.hans) and not is_plain(context):
        # 공사(公事) is an affair.
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
    if around.CAPITAL_BEFORE.search(context.before) and not is_plain(context):
        return "place", "a capital or seat named before it"
    own = (surname(context) and (is_name_shaped(context) or is_office_before(context.before))) or is_japanese_person(
        context, ""
    )
    if own and is_place_ended(context.hans) and around.TAKEN.match(after):
        return "place", "ends as places do, and is taken or lies somewhere"
    if around.PLACE_AFTER_LOOSE.match(after) and not own:
        # 서연(書筵)에서 강론하다, 소지문(訴志文)에서: what dictionaries list is rarely a place, though things happen there.
        listed = (
            after.startswith(("에서", "까지"))
            and context.relation in ("sino", "both")
            and not is_place_ended(context.hans)
            and not is_in_gazetteer(context.hans)
            and is_listed(context)
        )
        return ("term", "no cue") if is_plain(context) or listed else ("place", "where something is or happens")
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
    if own and (around.OFFICE_BEFORE.search(context.before) or is_office_before(context.before)):
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
    if around.is_era_here(context.before, context.after) and not is_reign(context.hans):
        return "term", "an era name"
    return None


def _may_be_state(context: Context) -> bool:
    """Say whether one hanzi of a list may be a state as its neighbours are, not an element (목(木)·화(火)·금(金)) or a surname (김(金)·나(羅)·한(韓)씨)."""
    if context.hans in "木火土水日月" or "성(姓)" in context.sentence or "성씨" in context.sentence:
        return False
    return known(context.hans) is not None or context.scene.zh > context.scene.ko


def _by_list(context: Context) -> _Found:
    """Give a name of a list the kind of its neighbours: 김용(金龍), 김구(金龜), 마진(馬晉); 마늘(蒜) beside them is no name."""
    if context.relation == "translation" and len(context.hans) == 1:
        return None
    if len(context.hans) == 1 and not _may_be_state(context):
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
    by_last_word,
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
