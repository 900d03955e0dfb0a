"""What the last hanzi of a form say it is: 北京大學 an organization, 金城郡 a place, 編年史 a kind of books."""

from __future__ import annotations

from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.context import Context
from glossary.classify.shape import (
    is_cyclic,
    is_japanese_person,
    is_listed,
    is_long_rank,
    is_name_shaped,
    is_posthumous,
    is_prefixed,
    is_reign,
    is_word,
    surname,
    tail_beats_name,
)
from glossary.classify.tables import is_sino, known, tail
from glossary.model import Kind
from glossary.normalize.words import is_ordinary

_Found = tuple[Kind, str] | None

_STATES: Final = frozenset("魏晋汉周燕凉秦赵齐吴蜀唐宋辽夏韩越梁陈清明")
_PLACES: Final = frozenset("省市县州郡山江河川湖海洞岛港湾岭峡峰岳岘坪址桥塔村镇乡站寺庙宫陵路街园亭阁楼寨窟")
_OLD_PLACES: Final = frozenset("水京城阳阴丘泽原邑关津皋坂坡垣浦")
"""Last hanzi that make a place of two in a scene of China: 역수(易水), 명경(明京), 양성(襄城), 형양(滎陽)."""
_GOODS: Final = frozenset(
    "电子 电力 生物 汽车 能源 石油 玻璃 食品 饮料 药业 芯片 电缆 信息 网络 机械 通信 水泥 轮胎 服饰".split()
)
"""What Chinese firms name themselves by, and Korean text means: 비결합 전자(非結合電子)."""
_DISHES: Final = frozenset("饼面汤锅饺粥饭鸡鸭糕包茶酒菜肉")


def by_last_word(context: Context) -> _Found:
    """Go by the longest last word that leaves two hanzi before it, unless those are a person's name or all are a noun."""
    # One hanzi at the end of a two-hanzi form is as often part of a name (张慧, 李江): it needs three.
    if context.relation == "sino" and is_prefixed(context.hans) and not is_name_shaped(context):
        return "term", f"a Korean prefix: {context.hans[0]}"
    if " " in context.ko and around.EVENT.search(context.ko):
        return "term", "what happened"
    if " " in context.hans and context.hans[-1] in "斋轩":
        # 논산 영사재(論山 永思齋): alone such a form is as often what a scholar calls himself.
        return "place", f"ends in {context.hans[-1]}"
    if context.relation == "japanese" and context.hans[-1] != "氏" and around.OFFICE_BEFORE.search(context.before):
        # 사령관 하세가와(長谷川)
        return "person", "an office or kinship word before it"
    last = tail(context.hans, least=2) or _long_tail(context)
    if is_cyclic(context.hans[:2]) and len(context.hans) > 3:
        return (
            ("title", f"ends in {last[0]}")
            if last and last[1] == "title"
            else ("term", "begins with a year of the cycle")
        )
    if last is None or is_japanese_person(context, last[0]):
        return None
    return _by_tail(context, last[0], last[1])


def _by_tail(context: Context, word: str, kind: Kind) -> _Found:
    if (
        word == "省"
        and len(context.hans) > 3
        and context.relation not in ("mixed", "pinyin")
        and known(context.hans[:-1]) is None
    ):
        # 黑龙江省 and 싱안둥 성(興安東省) are provinces.
        return "organization", "a ministry"
    if word == "年" and not (len(context.hans) == 3 and is_name_shaped(context)):
        return "term", "a year"
    if word == "氏" and surname(context) == context.hans[:-1]:
        return "person", "somebody by the surname alone"
    if word == "处" and context.hans[0] in "一二三四五六七八九十":
        return "term", "things counted"  # 4념처(四念處)
    if word == "面" and context.relation == "pinyin":
        return "term", "noodles"
    if word in _GOODS and context.relation == "sino" and context.scene.zh <= context.scene.ko:
        return "term", f"ends in {word}"
    if len(word) == 1 and not (kind == "place" and is_predicated(context)) and _is_no_ending(context, word, kind):
        return None
    if len(word) == 1 and context.relation == "sino" and _is_noun(context, word, kind):
        return "term", "an ordinary Sino-Korean word"
    return kind, f"ends in {word}"


def _long_tail(context: Context) -> tuple[str, Kind] | None:
    """Return a last word of two hanzi behind one: 강어지(羌語支), 공가장(孔家莊), 도원수(都元帥); given names have such too (王建設)."""
    if len(context.hans) != 3 or (
        is_name_shaped(context) and context.hans[1] != "家" and not is_long_rank(context.hans)
    ):
        return None
    last = tail(context.hans, least=1)
    return last if last is not None and len(last[0]) == 2 else None


def is_predicated(context: Context) -> bool:
    """Say whether the sentence calls a form by its last syllable: 노추산(魯鄒山)은 강릉시에 있는 산이다, 남극판(南極板)은 … 판이다."""
    after = context.after
    return after.startswith(("은 ", "는 ")) and after.partition(".")[0].endswith(
        (f" {context.ko[-1]}이다", f" {context.ko[-1]}다")
    )


def _is_no_ending(context: Context, word: str, kind: Kind) -> bool:
    """Say whether the last hanzi is part of a name: 정종성(鄭宗城)의 아들; 북경의 맛(北京味道) is no road."""
    if kind == "place" and context.relation in ("mixed", "translation") and not around.PLACE_END.search(context.ko):
        return True
    if len(context.hans) != 3 or word == "氏":
        return False
    if word != "族" and surname(context) and around.ACTS.match(context.after):
        return True
    return is_name_shaped(context) and not tail_beats_name(context)


def _is_noun(context: Context, word: str, kind: Kind) -> bool:
    """Say whether a form that ends as places or titles do is a noun: 합기도(合氣道) is no province, 진료록(診療錄) a kind of texts.

    웅진성(熊津城) is a fort, though a dictionary lists it, and 천문지(天文志) a chapter, though 天文 is a word; 도이장가(悼二將歌) is one song.
    """
    if kind == "title":
        if context.cues.quoted or word in "志传纪经" or (word == "歌" and not is_ordinary(context.ko, "ko")):
            return False
        if is_word(context) or word == "行":
            return True
        listed = is_listed(context) or (len(context.hans) == 3 and is_sino(context.hans[:2]))
        return listed and context.scene.zh <= context.scene.ko
    if kind == "place":
        return is_listed(context) if word in "道路关门面里口" else is_word(context)
    return False


def by_two_hanzi(context: Context) -> _Found:
    """Take the last hanzi of a two-hanzi place (泰山, 珠江, 重慶市) for its kind once nothing speaks for a person."""
    if len(context.hans) != 2:
        return None
    first, word = context.hans[0], context.hans[1]
    if word in _DISHES:
        return "term", f"ends in {word}"
    if context.relation == "japanese" and around.SIDE.match(context.after):
        return "person", "a family by its name"
    if first in "东西南北前后" and word in _STATES and context.relation != "pinyin":
        return "place", f"a part of {word}"
    if word in "氏公" and surname(context) is not None and not (word == "公" and is_listed(context)):
        # 우씨(于氏), 서공(徐公), but 왕공(王公) are princes
        return "person", "somebody by the surname alone"
    if is_reign(context.hans):
        return "person", f"a ruler's name in {word}"
    if word in _PLACES and not (word not in "州县" and context.relation == "sino" and is_word(context)):
        return "place", f"ends in {word}"
    if (word in "公王" or word in _OLD_PLACES) and context.scene.zh > context.scene.ko:
        return _by_chinese_end(context, word)
    return ("term", f"ends in {word}") if word in "族语法术学教派制税" else None


def _by_chinese_end(context: Context, word: str) -> _Found:
    """Know the rulers and places of China's past by one hanzi: 장왕(莊王), 역수(易水)."""
    if word in "公王":
        is_ruler = is_posthumous(context.hans) and not is_ordinary(context.hans, "zh")
        return ("person", f"a ruler's name in {word}") if is_ruler else None
    is_place = context.relation in ("sino", "both") and not is_word(context) and not is_name_shaped(context)
    return ("place", f"ends in {word}") if is_place else None
