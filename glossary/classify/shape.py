"""What the hanzi of a form tell by themselves: a person's name, an ordinary word, a ruler's name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from glossary.classify.context import Context
from glossary.classify.tables import known, tail
from glossary.model import Kind
from glossary.normalize import script
from glossary.normalize.words import is_ordinary
from glossary.readings import pinyin

_COMMON: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚"
    "朴申权安柳洪全文裴南河俞成车具禹闵池严元千咸玄卞鲁廉边吕秋都慎吉延表明奇房琴玉印诸卓"
)
_NEVER_WORDS: Final = frozenset(
    "赵郑崔李尹韩吴宋柳徐权曹刘吕冯董袁彭邹邵谢蒋汪姚谭魏阎裴沈郭姜朴潘蔡卢孔孟秦贾邓郝廖俞陆侯熊闵禹卞鞠邱薛苏范贺黎龚"
)
"""Surnames that begin hardly any word: a second hanzi makes a name (趙浚 조준), unless it is one of `_CLAN`."""
_CLAN: Final = frozenset("氏国朝代室家军兵学州城县山江王公侯")
_REIGN: Final = frozenset(
    "少高太世中睿玄肃代德顺宪穆敬文武宣懿僖昭哀仁英神哲徽钦孝光宁理度恭成兴圣熙章毅显明景惠元安桓灵献怀愍康简殇冲质隐废平庄定端宪烈绥睦湣闵襄灵桓僖厉幽共夷"
)
_NO_NAME: Final = frozenset("会族语党社厂省县寺庙驿病症论法罪税者员的性使史学术式区郡州经殿")
"""Last hanzi that given names do not end in: 韓族會 한족회, 華嚴宗 화엄종."""
_PLACES: Final = frozenset("省市县区州镇乡村街路站港岛湾山江河湖海桥寺庙城国")
"""Last hanzi that make a place of a form spelt by its Mandarin sound, unless a common surname begins it."""
_DERIVING: Final = (
    "法",
    "的",
    "性",
    "化",
    "者",
    "员",
    "论",
    "上",
    "力",
    "制",
    "式",
    "学",
    "史",
    "费",
    "品",
    "用",
    "业",
    "家",
    "人",
    "权",
    "物",
    "心",
    "文",
    "说",
    "術",
    "术",
    "所",
    "感",
    "主义",
)


def is_word(context: Context) -> bool:
    """Say whether a form is an ordinary word: 화의(和議), 방사(方士), or one with an ordinary suffix, 복제법(複製法)."""
    return _is_word(context.ko, context.hans)


@lru_cache(maxsize=8_192)
def _is_word(ko: str, hans: str) -> bool:
    if is_ordinary(hans, "zh") or (is_ordinary(ko, "ko") and len(hans) == len(ko)):
        return True
    if len(hans) == len(ko) == 4 and is_ordinary(ko[:2], "ko") and is_ordinary(ko[2:], "ko"):
        # 의관제도(衣冠制度)
        return True
    return (
        len(hans) == len(ko) >= 3
        and hans.endswith(_DERIVING)
        and (is_ordinary(ko[:-1], "ko") or is_ordinary(hans[:-1], "zh"))
    )


def surname(context: Context) -> str | None:
    """Return the surname at the front of the form."""
    return pinyin.surname_of(context.hans)


def is_name_shaped(context: Context) -> bool:
    """Say whether a form reads like a person's name: a surname, two to four hanzi, a name's relation, no word."""
    hans = context.hans
    own = pinyin.surname_of(hans)
    if own is None or not len(own) < len(hans) <= len(own) + 2 or context.relation not in ("pinyin", "both", "sino"):
        return False
    if len(hans) == 2 and context.relation in ("sino", "both"):
        # 文藝 begins with a surname too: two hanzi in Sino-Korean are a word unless something else speaks.
        return context.cues.person or (hans[0] in _NEVER_WORDS and hans[1] not in _CLAN and not is_ordinary(hans, "zh"))
    if context.relation == "pinyin":
        return not is_ordinary(hans, "zh")
    return not _is_compound(context.ko, hans)


def is_reign(hans: str) -> bool:
    """Say whether two hanzi are a temple or posthumous name: 世宗 세종, 武帝 무제."""
    return len(hans) == 2 and hans[0] in _REIGN and hans[1] in "宗祖帝" and hans != "元祖"


def tail_beats_name(context: Context) -> bool:
    """Say whether the last hanzi of a form of three that begins with a surname is a common noun: 韓族會, 金城郡, not 李文江."""
    hans = context.hans
    if context.relation == "pinyin":
        return hans[-1] in _PLACES and (hans[0] not in _COMMON or known(hans[:-1]) is not None)
    return (
        hans[-1] in _NO_NAME or hans[0] not in _COMMON or _is_compound(context.ko, hans) or known(hans[:-1]) is not None
    )


@lru_cache(maxsize=8_192)
def intrinsic(form: str) -> tuple[Kind, str]:
    """Return kind and land ("" where unknown) that a form of a list tells by itself, in whatever script it is written; ``term`` is no telling."""
    hans = script.to_hans(form)
    told = known(hans)
    if told is not None:
        return told.kind, told.land
    own = pinyin.surname_of(hans)
    if (
        own is not None
        and len(hans) == len(own) + 2
        and own[0] in _COMMON
        and hans[-1] not in _NO_NAME
        and not is_ordinary(hans[:2], "zh")
    ):
        return "person", ""
    last = tail(hans, least=2)
    return (last[1] if last is not None else "term"), ""


def _is_compound(ko: str, hans: str) -> bool:
    """Say whether the first two of three hanzi are a word (華嚴宗), or all of them are."""
    if is_ordinary(hans, "zh") or is_ordinary(ko, "ko"):
        return True
    return len(hans) == 3 and hans[0] not in _NEVER_WORDS and is_ordinary(hans[:2], "zh")
