"""Whose word the Han form of a pair is: Chinese (of any period or region), Korean (a name or a Sino-Korean word), Japanese or another."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple, cast, get_args

from glossary.classify.context import Context
from glossary.classify.defined import by_definition, by_owner
from glossary.classify.descent import descent
from glossary.classify.japan import by_japanese_scene, by_japanese_title
from glossary.classify.nationality import SURE, by_nationality, by_surname, by_two_scenes, by_visit
from glossary.classify.own_words import by_own_words
from glossary.classify.patterns import Late
from glossary.classify.scene import Scene, cue_of, tilt
from glossary.classify.shape import (
    intrinsic,
    is_listed,
    is_rank,
    looks_korean,
)
from glossary.classify.surroundings import neighbours
from glossary.classify.tables import is_in_gazetteer, is_sino, known
from glossary.classify.terms import (
    BESIDE,
    NAME_NEAR,
    TERM_NEAR,
    by_calling,
    by_chinese_thing,
    by_dictionary,
    by_gloss,
    by_word,
)
from glossary.classify.titles import topic
from glossary.classify.writing import by_print, by_script, by_writing, is_telling
from glossary.model import Kind, Origin, Relation
from glossary.normalize.words import is_ordinary

_VIETNAM: Final = Late(
    "베트남|월남(?![동읍면리로])|대월|응우옌|응오 |쩐 |하노이|떠이선|호찌민|후 레|레 왕조|막 왕조|쩐 왕조|리 왕조|후에 성|안남국|민망 황제|뜨득|티에우찌|응옥|응오[가-힣]|찌에우|레러이|쯔엉"
)
_DIVISIONS: Final = ("省", "市", "县", "区", "旗", "盟")
_CHINESE_RANKS: Final = tuple(
    "王|太守|刺史|校尉|中郎将|节度使|观察使|都督|尚书令|尚书|侍中|御史|仆射|参军|长史|给事中|常侍|令史|员外郎|巡抚|总兵|知州|转运使|贝勒|贝子|福晋|皇帝|皇后|太后|贵妃|侯|郡公|县公|国公".split(
        "|"
    )
)
_KOREAN_RANKS: Final = tuple(
    "府使|县监|牧使|判书|参判|承旨|佐郎|正郎|大提学|府院君|翁主|判官使|谢恩使|冬至使|陈贺使|奏请使|通信使|直提学|副提学|大司谏|大司宪|参议|参赞|赞成事|左赞成|右赞成|密直司事|中枢府事|敦宁府事|义禁府事|经筵事|春秋馆事|成均馆事|"
    "三司事|谏院正言|宪府持平|宪府掌令|宪府执义|参奉|佥正|佥使|佥节制使|节制使|兵马节度使|水军节度使|都体察使|体察使|远接使|接伴使|护军|五卫将|守门将|训练大将|御营大将|通政大夫|嘉善大夫|嘉义大夫|资宪大夫|正宪大夫|崇政大夫|崇禄大夫|"
    "御侮将军|折冲将军|宣传官|贞敬夫人|贞夫人|淑夫人|郡夫人|大匡|三韩功臣|丽史|内禁卫|禁卫营|义兵将".split("|")
)
_CHINESE_RANK_ENDS: Final = frozenset(rank[-1] for rank in _CHINESE_RANKS)
_KOREAN_RANK_ENDS: Final = frozenset(rank[-1] for rank in _KOREAN_RANKS)
_ANYBODYS: Final = frozenset("字号名讳姓谥前后阴阳年月日时情财世人银金木水火土天地门")
"""Hanja that Korean text has for things of any land."""
_KOREAN_SEAT: Final = Late(
    r"(?:(?:본관|관향)은|(?:강원|경기|황해|(?:충청|전라|경상|평안|함경)[남북]?)도(?:\([㐀-鿿]+\))?)\s$"
)
"""본관은 연안(延安), 황해도 연안(延安): places of Korea that are called as those of China are."""
_TERM_SENTENCE: Final = 0.3
_NAME_SENTENCE: Final = 0.15
_LEANING: Final = 0.4
"""How far a document leans to a land that outweighs a far cue of another: the trip of a Korean monk to 당나라."""
_TOLD: Final = 0.5
"""What a whole sentence and its title must count for China where nothing of it stands near."""
_KOREAN_SCENE: Final = -0.6


def origin_of(context: Context, kind: Kind) -> tuple[Origin, str]:
    """Return the origin and the cue that decided it: what is written, how it is read, well-known names, then the nearest words of a scene."""
    around = context.scene
    length = len(context.hans)
    telling = is_telling(context)
    asked = _ASKED[telling][context.relation].get(kind) or _asked(telling, context.relation, kind)
    for rule in asked[length if length < _LONGEST else _LONGEST]:
        found = rule(context, kind, around)
        if found is not None:
            return found
    return "ko", "Sino-Korean, no Chinese scene"


_Found = tuple[Origin, str] | None


def _by_vietnam(context: Context, kind: Kind, around: Scene) -> _Found:
    """Count names in a Vietnamese sentence to another language: 레 타인똥(黎聖宗), 하노이(河內)."""
    named = kind in ("person", "place", "title", "organization") or context.relation == "other"
    if not named or context.relation == "japanese":
        return None
    if context.relation in ("pinyin", "mixed") and context.told.zh:
        return None
    if around.zh >= BESIDE:
        return None
    told = known(context.hans)
    if told is not None and told.land != "any":
        return None
    found = _vietnam(context.title)
    if not found and (kind in ("person", "place") or context.relation != "sino"):
        found = _vietnam(context.sentence)
    return ("other", f"a Vietnamese scene: {found}") if found else None


@lru_cache(maxsize=4)
def _vietnam(text: str) -> str:
    """Return the first word of Vietnam in a sentence or a title, kept for all of its forms."""
    found = _VIETNAM.search(text)
    return found.group() if found else ""


def _by_reading(context: Context, kind: Kind, around: Scene) -> _Found:
    if context.relation == "japanese":
        return "ja", "a Japanese reading"
    if context.relation == "pinyin":
        return "zh", "a Mandarin reading"
    return None


def _by_descent(context: Context, kind: Kind, around: Scene) -> _Found:
    cue = descent(context) if kind == "person" else ""
    return ("zh", f"a Chinese citizen of Korean descent: {cue}") if cue else None


def _by_table(context: Context, kind: Kind, around: Scene) -> _Found:
    told = known(context.hans)
    if told is None and kind == "place" and context.hans.endswith(_DIVISIONS):
        # 길림성(吉林省), 단양현(丹陽縣): what is called so without its kind
        told = known(context.hans[:-1])
        if (context.hans[-1] == "省" and len(context.hans) == 3 and max(around.ko, context.told.ja) <= around.zh) or (
            told is None and is_in_gazetteer(context.hans[:-1])
        ):
            return "zh", f"a division of China: {context.hans}"
    if told is None or told.land == "any" or told.kind != kind:
        return None
    if (
        told.land == "zh"
        and kind == "place"
        and context.relation == "sino"
        and _KOREAN_SEAT.search(context.before[-16:])
    ):
        return "ko", "a seat or a province of Korea before it"
    if told.land == "ko" and kind == "place" and around.zh > NAME_NEAR and context.told.zh > 2 * context.told.ko:
        # 제주(濟州) of 수호전: prefectures of China are called as those of Korea are.
        return None
    alike = kind == "person" and context.relation == "sino" and looks_korean(context.hans)
    if (
        told.land == "zh"
        and alike
        and around.ko > max(around.zh, NAME_NEAR)
        and not (len(context.hans) == 3 and context.told.zh)
    ):
        # 진성(陳誠): Koreans bear such names too; 심유경(沈惟敬) is the envoy where China is told of.
        return None
    if told.land == "zh" and kind == "term" and max(around.ko, around.ja) > around.zh:
        # 도독(都督) was an office of Korea too, 정관(貞觀) an era of Japan.
        return None
    return told.land, f"a well-known name: {context.hans}"


def _by_list(context: Context, kind: Kind, around: Scene) -> _Found:
    """Count a form of a list to the land of its well-known neighbours: 윤웅렬(尹雄烈), 박영효(朴泳孝), 김옥균(金玉均)."""
    if context.relation != "sino" or kind in ("term", "product"):
        return None
    others = neighbours(context.before, context.after)
    if not others:
        return None
    told = [intrinsic(form) for form in others]
    lands = [cast(Origin, land) for of, land in told if of == kind and land in ("zh", "ko", "ja")]
    if not lands or ("zh" in lands and around.ko > BESIDE):
        # 황해도 평산(平山), 연안(延安): many places of China and Korea are called alike.
        return None
    return max(lands, key=lands.count), "its neighbours in a list are of this land"


def _by_relation(context: Context, kind: Kind, around: Scene) -> _Found:
    if context.relation == "both" and around.ko > 2 * around.zh:
        return "ko", f"a Korean scene: {cue_of(around, 'ko')}"
    if context.relation == "both" and kind == "person" and _balance(context) < _KOREAN_SCENE and not around.zh:
        return "ko", "a Korean sentence"
    if context.relation == "both" and kind == "term" and len(context.hans) == 1 and around.zh < TERM_NEAR:
        return "ko", "a hanja that Korean text uses"
    if context.relation == "both" and kind == "term" and not context.told.zh and context.balance <= 0:
        return "ko", "read alike in both, and no Chinese scene"
    if not _is_of_china(context, around):
        if context.relation in ("both", "abbreviation"):
            # 주인환(朱印還), 개인정보 보호위원회(個人情報 保護委員會): whatever else speaks
            return None
        if _is_a_words_hanja(context, kind):
            return "ko", "a hanja of what Korean says in other words, and no Chinese scene"
    if context.relation in ("both", "translation", "other", "abbreviation"):
        return "zh", "a Chinese form"
    if context.relation == "mixed":
        korean = (
            _balance(context) < _KOREAN_SCENE
            or (
                kind == "term"
                and is_listed(context)
                and not _is_of_china(context, around)
                and not context.hans.endswith(("族", "人"))
            )
            or (around.ko > around.zh and kind != "person")
        )
        return ("ko", "a Korean scene") if korean else ("zh", "partly a Mandarin reading")
    return None


def _is_of_china(context: Context, around: Scene) -> bool:
    """Say whether anything of China is told of beside a form, in its sentence, the title or the document."""
    told, title = context.told, topic(context.title)
    if around.zh >= NAME_NEAR or context.balance > 0:
        return True
    return told.zh + title.zh > told.ko + title.ko + told.ja + title.ja


def _is_a_words_hanja(context: Context, kind: Kind) -> bool:
    """Say whether a form is what Korean text puts beside words of its own: 돌림노래(輪唱), 말(馬), 무색의 법(無色之法); no works, firms or names.

    플랫폼(平臺) is, for only Chinese has the word.
    """
    if context.relation == "translation":
        is_chinese = is_ordinary(context.hans, "zh") and len(context.hans) > 1 and not is_sino(context.hans)
        return kind in ("term", "person", "place") and not is_chinese
    if context.relation == "mixed":
        # 우무위장군(右威衛將軍) is a rank, and a hanzi of it left out
        return kind == "term" and not is_rank(context.hans)
    return kind == "term" and (len(context.hans) == 1 or is_listed(context))


def _by_rank(context: Context, kind: Kind, around: Scene) -> _Found:
    """Count emperors and princes of two-hanzi fiefs (武成帝, 廣寧王) to China, where such ranks were, unless another land is named."""
    rank = (kind in ("person", "term") and context.hans.endswith(("帝", "亲王", "郡王"))) or (
        kind == "term"
        and len(context.hans) >= 3
        and context.hans[-1] in _CHINESE_RANK_ENDS
        and context.hans.endswith(_CHINESE_RANKS)
    )
    rank = rank or (kind == "person" and "皇帝" in context.hans)
    return ("zh", f"a rank of China: {context.hans[-1]}") if rank and around.zh >= max(around.ko, around.ja) else None


def _by_korean_rank(context: Context, kind: Kind, around: Scene) -> _Found:
    hans = context.hans
    if kind in ("term", "person") and hans[-1] in _KOREAN_RANK_ENDS and hans.endswith(_KOREAN_RANKS) and len(hans) > 2:
        return "ko", "a rank of Korea"
    return None


def _by_scene(context: Context, kind: Kind, around: Scene) -> _Found:
    rank = kind == "term" and is_rank(context.hans)
    rankless = kind == "term" and not rank
    least = TERM_NEAR if rankless and len(context.hans) <= 3 else NAME_NEAR
    if (
        around.zh >= least
        and around.zh > around.ko
        and not (rankless and around.zh < SURE and context.told.ko > context.told.zh)
        and not (around.zh < TERM_NEAR and context.told.ko >= context.told.zh and context.balance < -_LEANING)
    ):
        return "zh", f"a Chinese scene: {cue_of(around, 'zh')}"
    if around.ko >= NAME_NEAR and around.ko > around.zh:
        leaning = context.told.zh > context.told.ko and context.balance > _LEANING
        if leaning and around.ko < TERM_NEAR and not (kind == "term" and len(context.hans) == 1):
            return "zh", "a Chinese document, and nothing of Korea beside"
        return "ko", f"a Korean scene: {cue_of(around, 'ko')}"
    if kind == "term" and len(context.hans) == 1:
        return ("zh", "a hanja of a Chinese document") if _is_of_documents_china(context, around) else None
    balance = _balance(context)
    weak = rankless or (kind == "person" and len(context.hans) == 3 and looks_korean(context.hans))
    least = _TERM_SENTENCE if weak else _NAME_SENTENCE
    told = context.told
    if told.zh + topic(context.title).zh + max(0.0, context.balance - _LEANING) < _TOLD and around.zh < NAME_NEAR:
        # 도교 once in a sentence: Korea has such things too
        return None
    return ("zh", "a Chinese sentence") if balance > least and told.ja <= told.zh else None


def _is_of_documents_china(context: Context, around: Scene) -> bool:
    """Say whether one hanja is China's where nothing but the title tells of a land: 성은 희(姬) in 주 성왕; any land has 字 and 陰."""
    of, told = topic(context.title), context.told
    return of.zh >= _TOLD and context.hans not in _ANYBODYS and not max(of.ko, of.ja, told.ko, told.ja, around.ko)


def _balance(context: Context) -> float:
    return tilt(context.told) + 0.5 * context.balance + tilt(topic(context.title))


_Ask = Callable[[Context, Kind, Scene], _Found]
_LONGEST: Final = 5
"""Hanzi from which on no rule tells lengths apart."""


class Rule(NamedTuple):
    """A rule and the kinds and relations of which it can speak, and how many hanzi they have; it is not asked of others.

    One of the *writing* is asked of forms whose writing is telling.
    """

    ask: _Ask
    kinds: tuple[Kind, ...] = get_args(Kind)
    relations: tuple[Relation, ...] = get_args(Relation)
    lengths: tuple[int, int] = (1, _LONGEST)
    writing: bool = False


_READ: Final[tuple[Relation, ...]] = ("sino", "both")
_OTHERS: Final[tuple[Relation, ...]] = ("pinyin", "both", "mixed", "translation", "abbreviation", "japanese", "other")
_NAMES: Final[tuple[Kind, ...]] = ("person", "place", "title", "organization")

RULES: Final = (
    Rule(by_writing, writing=True),
    Rule(_by_reading, relations=("japanese", "pinyin")),
    # before the names, because 성동구(城東區) is a district of China too
    Rule(by_definition, kinds=("place",), relations=_READ),
    # before the relation, because what nothing else reads is taken for Chinese
    Rule(_by_vietnam, kinds=_NAMES),
    Rule(_by_vietnam, kinds=("term", "product"), relations=("other",)),
    # before the scene, because 조선족 is a Korean one
    Rule(_by_descent, kinds=("person",), relations=_READ, lengths=(2, 3)),
    # before the scene, because 양귀비(楊貴妃) is Chinese where no cue is near
    Rule(_by_table),
    Rule(by_own_words, kinds=("place", "title", "organization"), relations=("sino",)),
    Rule(by_own_words, kinds=("person", "term", "product"), relations=("sino",), lengths=(5, _LONGEST)),
    Rule(by_own_words, kinds=("place",), relations=_OTHERS),
    # before the words and scenes, because the text says it outright
    Rule(by_definition, kinds=("person", "title", "organization", "term", "product"), relations=_READ),
    Rule(by_owner, kinds=_NAMES, relations=_READ),
    Rule(by_chinese_thing, kinds=("term",), relations=_READ),
    Rule(by_gloss, kinds=("term",), relations=_READ),
    Rule(by_gloss, kinds=(*_NAMES, "product"), relations=_READ, lengths=(1, 1)),
    Rule(by_print, relations=("sino", "mixed", "translation", "other"), writing=True),
    # before the words, because 電影 is one, and what China calls a film
    Rule(by_calling),
    # before the scripts and scenes, because ordinary words stand in sentences about China too
    Rule(by_word, kinds=("term",), relations=_READ),
    Rule(by_script),
    Rule(_by_list, kinds=_NAMES, relations=("sino",)),
    # before the other scenes, because 교토 is named in sentences about China too
    Rule(by_japanese_scene),
    Rule(_by_relation, relations=_OTHERS),
    Rule(by_nationality, kinds=("person",), relations=_READ),
    # before the surname, because 사은사(謝恩使) begins with one
    Rule(_by_korean_rank, kinds=("person", "term"), lengths=(3, _LONGEST)),
    Rule(by_surname, kinds=("person",)),
    Rule(by_visit, kinds=("person",), relations=("sino",), lengths=(3, 3)),
    Rule(by_two_scenes, kinds=("person",), relations=("sino",), lengths=(2, 3)),
    Rule(_by_rank, kinds=("person", "term")),
    # behind the ranks, because 태자태부(太子太傅) is listed and Chinese in its scene
    Rule(by_dictionary, kinds=("term",), relations=_READ),
    Rule(_by_scene),
    Rule(by_japanese_title, kinds=("place", "title", "organization", "term", "product"), relations=("sino",)),
)


_ASKED: Final[tuple[dict[Relation, dict[Kind, tuple[tuple[_Ask, ...], ...]]], ...]] = (
    {relation: {} for relation in get_args(Relation)},
    {relation: {} for relation in get_args(Relation)},
)
"""The rules by relation and kind, of forms whose writing tells nothing and of others, worked out where the first form of such is met."""


def _asked(telling: bool, relation: Relation, kind: Kind) -> tuple[tuple[_Ask, ...], ...]:
    """Return the rules that can speak of what is written, read and called so, in their order, by the hanzi that it has."""
    rules = [
        rule for rule in RULES if kind in rule.kinds and relation in rule.relations and (telling or not rule.writing)
    ]
    found = _ASKED[telling][relation][kind] = tuple(
        tuple([rule.ask for rule in rules if rule.lengths[0] <= length <= rule.lengths[1]])
        for length in range(_LONGEST + 1)
    )
    return found
