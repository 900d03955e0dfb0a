"""What the hanzi of a form tell by themselves: a person's name, an ordinary word, a ruler's name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from glossary.classify.context import Context
from glossary.classify.tables import is_in_gazetteer, is_sino, known, tail
from glossary.model import Kind
from glossary.normalize import script
from glossary.normalize.words import is_ordinary
from glossary.readings.pinyin import surname_of as chinese_surname

_COMMON: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚"
    "朴申权安柳洪全文裴南河俞成车具禹闵池严元千咸玄卞鲁廉边吕秋都慎吉延表明奇房琴玉印诸卓"
)
RARELY_WORDS: Final = frozenset(
    "赵郑崔李尹韩吴宋柳徐权曹刘吕冯董袁彭邹邵谢蒋汪姚谭魏阎裴沈郭姜朴潘蔡卢孔孟秦贾邓郝廖俞陆侯熊闵禹卞鞠邱薛苏范贺黎龚"
    "窦耿樊岑嵇阮郗郦隗偰靳甄糜臧冉阚庞聂逯缪荀傅蒯娄佟晁栾苻"
)
"""Surnames that begin hardly any word: a second hanzi makes a name (趙浚 조준), unless it is one of `CLAN`."""
CLAN: Final = frozenset("氏国朝代室家军兵学州城县山江王公侯中儒人末初土地境诗词音廷宫都亡女妃后邑关亭津")
_REIGN: Final = frozenset(
    "少高太世中睿玄肃代德顺宪穆敬文武宣懿僖昭哀仁英神哲徽钦孝光宁理度恭成兴圣熙章毅显明景惠元安桓灵献怀愍康简殇冲质隐废平庄定末出幼威靖悼匡躁声端宪烈绥睦湣闵襄灵桓僖厉幽共夷静顷戴厘考赧炀缪剌"
)
_NUMERAL: Final = "六"
"""A surname, which counts things far more often than it is borne: 육부촌(六部村)."""
_NO_NAME: Final = frozenset(
    "岛坪庄僧园调会族语党社厂省县寺庙驿病症论法罪税者员的性使史学术式区郡州经殿"
    "丞冢刑券剧坛墓处奖局层巷市帽戏版牌率瓷票窟篇类粥署羹话说账质酸闹颂饭饼鼓体关厅型委属屿峡帮庵录曲服机校汤祠楼阁亭庵系肉舞菜衣词赋酒队院面袍"
    "贼寇匪虏洞里邑令手戱制化教部里集府派所线站桥城乡路街屯岭村浦港湾塔碑图记诗歌传号车军营团布器品具料价费业剂散丸膏沟峪帖"
)
"""Last hanzi that given names do not end in: 韓族會 한족회, 華嚴宗 화엄종, 白苧袍 백저포."""
_SHORTLY: Final = frozenset("王张陈杨周孙胡朱何罗梁唐于曾丁杜戴钟汪田任毛鲁廉金洪柴桓祝虞霍滕逄麋翟项")
"""Surnames that begin rare words now and then, and names more often where no dictionary lists the form: 왕희(王僖), 주의(朱懿)."""
_NO_SHORT_NAME: Final = frozenset(
    "人公本文官帝宗祖后妃母父女子儿上下中内外前后左右东西南北大小水木火土金石玉门口头首目衣食品物事业语音字者法代年月日时生死心身气道路室拳剑刀枪弓马酒茶饭面鱼鸟花草果树林云雨风雪"
)
"""Second hanzi of words and of what somebody is called (王妃, 高公, 洪拳), seldom of names of two hanzi."""
_PLACES: Final = frozenset("省市县区州镇乡村街路站港岛湾山江河湖海川桥寺庙城国沟峪")
"""Last hanzi that make a place of a form spelt by its Mandarin sound, unless a common surname begins it."""
_LAND: Final = frozenset("山江海川谷州城河水湖岛岭浦井泉")
"""Hanzi of the land, two of which end no person's name: 오산천(吳山川), 명곡천(明谷川)."""
_GLOSSES: Final = frozenset("对反亲脱非抗驻访前现新旧故超准副总诸各某约本同该再最全无未不大小单多汎泛半主从被拒嫌")
COMPOUND: Final = tuple(
    "达奚 尔朱 沮渠 乞伏 秃发 贺拔 侯莫陈 贺兰 斛律 屈突 哥舒 仆固 万俟 耶律 完颜 叱罗 宇文 独孤 尉迟 长孙 赫连 申屠 淳于 闻人 令狐 呼延 毌丘".split()
)
"""Surnames of the peoples of the north and others of two hanzi and more."""
_LONGEST_NAME: Final = 6
"""Letters of the longest name: a surname of four and a given name of two, 爱新觉罗溥仪."""
_COMPOUND_HEADS: Final = frozenset(name[0] for name in COMPOUND)
_PREFIXES: Final = frozenset("反非亲抗对脱排嫌驻访新旧前后无不未副准超再被")
"""Hanja before a word or a name: 反中國 반중국, 非僭主 비참주."""
_RANKS: Final = tuple(
    "侯|公|王|伯|将军|校尉|太守|刺史|都尉|中郎将|大夫|尚书|侍郎|侍中|节度使|观察使|都督|大都督|县令|郡公|县公|郡王|亲王|御史|中丞|仆射|太傅|太保|太师|少保|司马|参军|长史|主簿|郎中|给事中|学士|舍人|常侍|令史|员外郎|提督|巡抚|"
    "总督|总兵|从事|祭酒|洗马|掾|丞|尉|郎|知府|知县|知州|通判|指挥使|防御使|团练使|转运使|安抚使|经略使|夫人|贵妃|淑妃|昭仪|婕妤|福晋|贝勒|贝子".split(
        "|"
    )
)
_LONG_RANKS: Final = (
    *(rank for rank in _RANKS if len(rank) > 1),
    "元帅",
    "总管",
    "摠管",
    "丞相",
    "太后",
    "皇后",
    "承旨",
    "判书",
)
_RANK_ENDS: Final = frozenset(rank[-1] for rank in _RANKS)
_KOREAN_SURNAMES: Final = frozenset(
    "金李朴崔郑姜赵尹张林韩吴徐申权黄安宋柳洪全高文梁孙裴白许刘南沈卢河郭成车朱禹具闵罗陈池严元蔡千方孔玄咸边廉秋都石宣薛马吉延魏表明奇房王潘玉陆印孟诸卓牟鞠鱼余殷片庆夫皮太景卜睦邢桂甘"
)
_SURNAMES: Final = frozenset(_KOREAN_SURNAMES | RARELY_WORDS)
DERIVING: Final = (
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
_DERIVING_ENDS: Final = frozenset(word[-1] for word in DERIVING)


def is_word(context: Context) -> bool:
    """Say whether a form is a word that people use: 화의(和議), 방사(方士), or made of such, 복제법(複製法), 의관제도(衣冠制度)."""
    if context.is_word is None:
        context.is_word = _is_word(context.ko, context.hans)
    return context.is_word


def is_listed(context: Context) -> bool:
    """Say whether Korean dictionaries list a form, however rare (번병(藩屛)), or it is made of words that they list."""
    return _is_made(context.hans) or is_word(context)


def _is_word(ko: str, hans: str) -> bool:
    if _is_common(ko, hans):
        return True
    if len(hans) != len(ko):
        return False
    if len(hans) == 4 and _is_common(ko[:2], hans[:2]) and _is_common(ko[2:], hans[2:]):
        return True
    if len(hans) == 3 and hans[0] == "小" and _is_common(ko[1:], hans[1:]):
        # 소전쟁(小戰爭), 소도시(小都市)
        return True
    return len(hans) >= 3 and hans[-1] in _DERIVING_ENDS and hans.endswith(DERIVING) and _is_common(ko[:-1], hans[:-1])


def _is_common(ko: str, hans: str) -> bool:
    """Ask for the hanja too: 연주 is a word, written 演奏, and 延州 is a place."""
    return is_ordinary(hans, "zh") or (is_ordinary(ko, "ko") and is_sino(hans))


def _is_made(hans: str) -> bool:
    if len(hans) <= 4 and is_sino(hans):
        return True
    if len(hans) == 3:
        return (hans[2] in DERIVING and is_sino(hans[:2])) or (hans[0] in _PREFIXES and is_sino(hans[1:]))
    return 4 <= len(hans) <= 16 and is_sino(hans[:2]) and _is_made(hans[2:])


def is_prefixed(hans: str) -> bool:
    """Say whether a form is a name or a word behind a prefix of Korean: 반중국(反中國), 비참주(非僭主)."""
    return len(hans) >= 3 and hans[0] in _PREFIXES and (known(hans[1:]) is not None or is_sino(hans[1:]))


def is_rank(hans: str) -> bool:
    """Say whether a form ends as ranks, fiefs and offices of the past do: 백지후(柏至侯), 보병교위(步兵校尉)."""
    return len(hans) >= 3 and hans[-1] in _RANK_ENDS and hans.endswith(_RANKS)


def is_long_rank(hans: str) -> bool:
    """Say whether a form ends in two hanzi of a rank, which given names do not: 도원수(都元帥), 여장군(呂將軍)."""
    return hans.endswith(_LONG_RANKS)


def looks_korean(hans: str) -> bool:
    """Say whether a form has the shape of a Korean's name: 최승구(崔承九), not 豊臣秀吉."""
    return 2 <= len(hans) <= 3 and hans[0] in _KOREAN_SURNAMES


def surname(context: Context) -> str | None:
    """Return the surname at the front of the form."""
    if context.surname is None:
        context.surname = surname_of(context.hans) or ""
    return context.surname or None


def surname_of(hans: str) -> str | None:
    """Return the Chinese or Korean surname at the front of a form in simplified characters."""
    if hans[:1] in _COMPOUND_HEADS and hans.startswith(COMPOUND):
        return hans[:3] if hans.startswith("侯莫陈") else hans[:2]
    return chinese_surname(hans) or (hans[0] if hans[:1] in _SURNAMES else None)


def is_cyclic(hans: str) -> bool:
    """Say whether a form is a year, month or day of the sexagenary cycle: 을유년(乙酉年)."""
    return (
        2 <= len(hans) <= 3
        and hans[0] in "甲乙丙丁戊己庚辛壬癸"
        and hans[1] in "子丑寅卯辰巳午未申酉戌亥"
        and hans[2:] in ("", "年", "月", "日")
    )


def is_name_shaped(context: Context) -> bool:
    """Say whether a form reads like a person's name: a surname, two to four hanzi, a name's relation, no word."""
    if context.is_name_shaped is None:
        context.is_name_shaped = _is_name_shaped(context)
    return context.is_name_shaped


def _is_name_shaped(context: Context) -> bool:
    ko, hans, relation = context.ko, context.hans.replace(" ", ""), context.relation
    if not 2 <= len(hans) <= _LONGEST_NAME or relation not in ("pinyin", "both", "sino"):
        return False
    own = surname(context)
    if own is None or own == _NUMERAL or not len(own) < len(hans) <= len(own) + 2:
        return False
    if len(hans) == 2 and relation in ("sino", "both"):
        # 文藝 begins with a surname too: two hanzi in Sino-Korean are a word unless something else speaks.
        return context.cues.person or (hans[0] in RARELY_WORDS and hans[1] not in CLAN and not _is_common(ko, hans))
    if relation == "pinyin":
        return not is_ordinary(hans, "zh")
    return not _is_compound(ko, hans) and not (len(hans) == 3 and hans[2] in _NO_NAME and not _is_scholar(hans))


def is_short_name(context: Context, *, titled: bool) -> bool:
    """Say whether two hanzi begin with a common surname and are no word, however rare, and no place: 왕희(王僖), not 왕수(王水).

    Behind a bracket, which holds an office or another name of the same man, more surnames do: 가산(可山) 임홍(林洪).
    """
    hans = context.hans
    return (
        len(hans) == 2
        and context.relation in ("sino", "both")
        and hans[0] in (_COMMON if titled else _SHORTLY)
        and hans[1] not in _NO_NAME
        and hans[1] not in CLAN
        and hans[1] not in _PLACES
        and hans[1] not in _NO_SHORT_NAME
        and not is_in_gazetteer(hans)
        and not is_listed(context)
    )


def is_reign(hans: str) -> bool:
    """Say whether two hanzi are a temple or posthumous name: 世宗 세종, 武帝 무제."""
    return len(hans) == 2 and hans[0] in _REIGN and hans[1] in "宗祖帝" and hans != "元祖"


def is_gloss(hans: str) -> bool:
    """Say whether one hanja is of those that Korean text puts before words: 대(對) 중국 정책, 고(故), 반(反)."""
    return len(hans) == 1 and hans in _GLOSSES


def is_posthumous(hans: str) -> bool:
    """Say whether the first hanzi of two is one of those that dead rulers are given: 襄公 양공, 文王 문왕."""
    return hans[0] in _REIGN


def _is_scholar(hans: str) -> bool:
    """Say whether three hanzi end in what given names and nouns end in, and begin with no word: 김병학(金炳學), 임경업(林慶業), not 금석학(金石學)."""
    return hans[2] in "学业教化史器经重机" and hans[0] in _COMMON and not is_sino(hans[:2])


def tail_beats_name(context: Context) -> bool:
    """Say whether the last hanzi of a form of three that begins with a surname is a common noun: 韓族會, 金城郡, not 李文江."""
    hans = context.hans
    if context.relation == "pinyin":
        return hans[-1] in "族峪沟肉面饭粥饼汤糕菜" or (
            hans[-1] in _PLACES and (hans[0] not in _COMMON or known(hans[:-1]) is not None)
        )
    return (
        (hans[-1] in _NO_NAME and not (hans[-1] == "性" and hans[0] in _KOREAN_SURNAMES) and not _is_scholar(hans))
        or hans[0] not in _COMMON
        or _is_compound(context.ko, hans)
        or _is_no_person(hans[:-1])
        or (hans[-1] in _PLACES and is_in_gazetteer(hans[:-1]))
        or (hans[-1] in _PLACES and hans[1] in _LAND)
    )


def _is_no_person(hans: str) -> bool:
    told = known(hans)
    return told is not None and told.kind != "person"


def is_place_ended(hans: str) -> bool:
    """Say whether the last hanzi is one that places end in: 盧溝橋."""
    return hans[-1] in _PLACES


@lru_cache(maxsize=4_096)
def intrinsic(form: str) -> tuple[Kind, str]:
    """Return kind and land ("" where unknown) that a form of a list tells by itself, in whatever script it is written; ``term`` is no telling."""
    hans = script.to_hans(form)
    told = known(hans)
    if told is not None:
        return told.kind, told.land
    if is_in_gazetteer(hans):
        return "place", ""
    own = surname_of(hans)
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
    if _is_common(ko, hans):
        return True
    if len(hans) == 3 and hans[0] in "古全" and is_sino(hans[1:]) and is_ordinary(hans[1:], "zh"):
        # 고촌락(古村落), 전세계(全世界): surnames that stand before words
        return True
    return len(hans) == 3 and hans[0] not in RARELY_WORDS and is_ordinary(hans[:2], "zh")


def is_plain(context: Context) -> bool:
    """Say whether a form in its Sino-Korean reading is a common noun, which takes the words of persons and places too: 출신의 방사(方士)."""
    return context.relation in ("sino", "both") and is_word(context) and not is_name_shaped(context)


_BODY_READINGS: Final = {"会": "회", "党": "당", "团": "단", "団": "단", "藩": "번", "军": "군", "戦": "전", "城": "성"}
"""How Korean ends the Japanese names of bodies, which persons' names do not: 네기시 단가회(根岸短歌会)."""


def is_japanese_person(context: Context, last: str) -> bool:
    """Tell 가와세 나쓰나(川瀬夏菜) from 오카모토 성(岡本城): a space, and no common noun at the end of the Korean."""
    return (
        context.relation == "japanese"
        and " " in context.ko
        and len(last) <= 1
        and not context.ko.endswith(_BODY_READINGS.get(last, "\0"))
        and 3 <= len(context.hans) <= 5
        and len(context.ko.split()[-1]) >= 2
    )
