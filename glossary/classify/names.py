"""What a form names by its own hanzi, where nothing before has spoken: rulers, places of two hanzi, counties, surnames, sounds."""

from __future__ import annotations

from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.context import Context
from glossary.classify.endings import is_predicated
from glossary.classify.patterns import After, Late
from glossary.classify.shape import (
    intrinsic,
    is_listed,
    is_name_shaped,
    is_plain,
    is_posthumous,
    is_reign,
    is_short_name,
    surname,
    surname_of,
)
from glossary.classify.tables import is_in_gazetteer, is_sino, known, tail
from glossary.classify.telling import is_explained
from glossary.languages import is_kana
from glossary.model import Kind
from glossary.normalize.words import is_ordinary
from glossary.readings.hanja import sino_forms

_Found = tuple[Kind, str] | None

_GIVEN_ENDS: Final = frozenset(
    "忠昌纲盛子郎夫雄男信直具房义时赖朝经宗亲重隆秀康久吉胜成行实辉卫助介胤纯贞满通晴景员尚俊则范广泰恒敏哲朗显益利治次长矩尧二然政昭季基资镇"
)
"""Last kanji of Japanese given names, by which younger kin are called alone: 다다마사(忠昌), 요리모리(賴盛)."""
_WORD_HEADS: Final = frozenset("左古夏木皮银连宿万全舒苏罗石马白明方平温花陆海太伏")
"""Surnames that begin words too: 좌참찬(左參贊), 복류수(伏流水), where dictionaries list all three hanja."""
_NOTION_ENDS: Final = frozenset("众者人屋目札流道领座丈坛奉行职役")
"""Last kanji of what people are and do: 유미슈(弓衆), 쇼쿠닌(職人), 니마이메(二枚目)."""
PEN_NAMED: Final = After(
    r"\s(?P<ko>[가-힣]{2,4})[(（](?P<zh>[㐀-鿿\uf900-\ufaff]{2,4})[),，）]",
    " ",
)
"""월봉(月峯) 고인후(高因厚)의 후손: a name, and another before it."""
_PEN_ENDS: Final = frozenset("山峰溪隐庵斋谷村松云江洲轩窝堂亭圃岩川浦月")
_DIVISIONS: Final = frozenset("省市州郡县区乡镇里村洞")
"""河東郡 解縣: divisions within divisions, no surname behind a title."""


def by_ruler(context: Context) -> _Found:
    """Know rulers and their like by the parts of their names: 진 소후(晉昭侯), 조왕 유수(趙王 劉遂)."""
    hans = context.hans
    if len(hans) == 3 and hans[2] in "公侯伯" and is_posthumous(hans[1:]) and known(hans[0]) is not None:
        return "person", f"a ruler by state, posthumous name and rank: {hans}"
    if len(hans) > 2 and is_reign(hans[-2:]) and _is_state(hans[:-2].strip()):
        return "person", f"a ruler by dynasty and name: {hans}"
    if len(hans) == 4 and hans[-1] == "公" and is_posthumous(hans[-2:]) and context.scene.zh > context.scene.ko:
        return "person", f"a ruler by place, posthumous name and rank: {hans}"
    if " " not in hans:
        return None
    if hans[-1] in "公侯伯" and is_posthumous(hans[-2:]) and hans[-3] == " ":
        return "person", f"a ruler by state, posthumous name and rank: {hans}"
    *titles, last = hans.split()
    if not titles:  # a space at an edge, beside a mark: 王寧 》
        return None
    if len(last) == 2 and last[1] == "氏":
        # 광양 이씨(光陽 李氏), but 무도황후 양씨(武悼皇后 楊氏), 부부인 진천 송씨(府夫人 鎭川 宋氏)
        if any(title is not None and title[1] == "person" for title in (tail(one, least=1) for one in titles)):
            return "person", f"somebody by title and surname: {hans}"
        return "term", "a clan by its seat and surname"
    if (
        2 <= len(last) <= 4
        and len(surname_of(last) or "") >= max(1, len(last) - 2)  # 秘密結社 has no surname of two hanzi
        and not is_sino(last)
        and len((tail(last, least=1) or ("",))[0]) <= 1  # 현포동 고분군(玄圃洞 古墳群)
        and not (titles[-1][-1] in _DIVISIONS and last[-1] in _DIVISIONS)
    ):
        return "person", f"a surname behind titles: {last}"
    return None


def _is_state(hans: str) -> bool:
    told = known(hans)
    return told is not None and told.kind == "place"


def by_pen_name(context: Context) -> _Found:
    """Know a pen name by its last hanzi and by whose name goes on: 월봉(月峯) 고인후(高因厚), 한훤당(寒暄堂) 김굉필(金宏弼)."""
    named = PEN_NAMED.match(context.after) if context.hans[-1] in _PEN_ENDS else None
    if named is None or known(context.hans) is not None or len(named["ko"]) != len(named["zh"]):
        return None
    is_name = intrinsic(named["zh"])[0] == "person" and surname_of(named["zh"][0]) is not None
    return ("person", f"a pen name before a name: {named['ko']}") if is_name else None


def by_nation(context: Context) -> _Found:
    """Take what no dictionary lists, named with its people and doing something, for a person: 송나라 사효(思孝)가."""
    if context.relation not in ("sino", "both") or not 2 <= len(context.hans) <= 4 or is_listed(context):
        return None
    if len(context.hans) > 2 and surname(context) is None:
        return None
    if around.NATION_BEFORE.search(context.before) and around.SUBJECT.match(context.after):
        return "person", "somebody of a people named before it"
    return None


def by_gazetteer(context: Context) -> _Found:
    """Take a county's name for the county, unless it looks like a person's."""
    if context.relation not in ("pinyin", "sino", "both") or not is_in_gazetteer(context.hans):
        return None
    person = is_name_shaped(context) and len(context.hans) == 3
    return None if person or is_plain(context) else ("place", "a county, city or district of China is called so")


_CLAN: Final = Late(r"(?:^|\s)([가-힣]{1,2})(?:씨| \(성씨\))$")


def _is_of_clan(context: Context) -> bool:
    """Say whether a form begins as the clan does that the document is of: 매우(梅佑) in 충주 매씨."""
    clan = _CLAN.search(context.title) if context.title.endswith(("씨", "씨)")) else None
    name = context.ko[len(clan.group(1)) :] if clan is not None and context.ko.startswith(clan.group(1)) else ""
    return 1 <= len(name) <= 2 and len(name) < len(context.hans) == len(context.ko) and not is_listed(context)


def by_surname(context: Context) -> _Found:
    if context.hans[0] in _WORD_HEADS and len(context.hans) == 3 and is_sino(context.hans):
        return None
    if is_name_shaped(context) and not is_predicated(context):
        return "person", f"a surname: {surname(context)}"
    if is_short_name(context, titled=context.before.endswith(") ")):
        return "person", f"a surname, and no word that dictionaries list: {surname(context)}"
    if (
        surname(context) is not None
        and around.SHARED.match(context.after)
        and len(context.hans) <= 4
        and not is_plain(context)
    ):
        return "person", f"a surname, and others named with it: {surname(context)}"
    if context.hans[-1] != "氏" and context.relation in ("sino", "both") and _is_of_clan(context):
        return "person", f"one of the clan that is told of: {context.title}"
    return None


def by_sound(context: Context) -> _Found:
    """Guess by the relation alone where no other cue is."""
    if context.relation == "pinyin":
        return _by_mandarin(context)
    if context.relation == "japanese":
        return _by_japanese(context)
    if (
        context.relation == "other"
        and 2 <= len(context.hans) <= 4
        and surname(context)
        and not is_listed(context)
        and len(context.ko) <= 2 * len(context.hans) + 2
    ):
        return "person", f"a surname, whatever its sound: {surname(context)}"
    if context.relation == "mixed" and around.DIVISION_END.search(context.ko):
        return "place", f"an administrative word at its end: {context.ko[-1]}"
    return None


def _by_mandarin(context: Context) -> _Found:
    city = known(context.hans[:2]) if len(context.hans) == 4 and not context.glued else None
    if city is not None and city.kind == "place" and city.land != "ko" and not is_ordinary(context.hans[2:], "zh"):
        return "organization", f"a club or firm of {context.hans[:2]}"
    if len(context.hans) > 3:
        return None
    if is_ordinary(context.hans, "zh") or is_explained(context):
        return "term", "a Chinese word by its sound"
    if around.HEADED.match(context.glued):
        return "organization", "its head is glued to it"
    if around.PLATFORM_AFTER.match(context.after):
        return "product", "used as apps and brands are"
    if len(context.hans) == 1:
        # ‘예(也)’와 ‘쓰(斯)’ are hanzi of a text.
        return "term", "one hanzi by its Mandarin sound, no other cue"
    return "place", "a name by its Mandarin sound, no other cue"


def _by_japanese(context: Context) -> _Found:
    if len(context.hans) == 1 or around.NOTION_AFTER.match(context.after):
        return "term", "used as notions are"
    if len(context.hans) >= 3 and context.hans[-1] in "守将言辅督卿":
        return "term", "a Japanese office by its last hanzi"
    if context.cues.kana or any(map(is_kana, context.zh)):
        return "term", "a Japanese word with kana"
    if len(context.hans) > 3 and is_sino(context.hans[-2:]) and context.ko.split()[-1] in sino_forms(context.zh[-2:]):
        # 진무 동정(神武東征), but 이시와라 간지(石原莞爾)
        return "term", "a word of Korean behind a Japanese name"
    if (" " in context.ko and len(context.hans) >= 3 and len(context.ko.split()[-1]) >= 2) or (
        len(context.hans) == 2 and context.hans[1] in _GIVEN_ENDS and not is_ordinary(context.hans, "zh")
    ):
        return "person", "a Japanese name by its shape"
    if " " not in context.ko and (is_sino(context.hans) or context.hans[-1] in _NOTION_ENDS):
        # 쇼쿠닌(職人), 신토(神道)
        return "term", "what people are or do, by its Japanese reading"
    return "place", "a Japanese name by its shape"
