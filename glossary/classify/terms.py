"""Whose word a term is: an ordinary word of Korean in any scene, or a thing of one land's history in its own."""

from __future__ import annotations

from typing import Final, cast

from glossary.classify.context import Context
from glossary.classify.patterns import Late
from glossary.classify.scene import Scene, cue_of
from glossary.classify.shape import (
    is_cyclic,
    is_gloss,
    is_listed,
    is_prefixed,
    is_rank,
    is_reign,
    is_word,
    looks_korean,
)
from glossary.classify.surroundings import INVESTED, OFFICE_NAME, is_era, is_era_here
from glossary.classify.tables import Known, eras, is_sino, known
from glossary.classify.titles import topic
from glossary.model import Kind, Origin

TERM_NEAR: Final = 0.5
"""What a scene must count for a term to be taken for its land's."""
NAME_NEAR: Final = 0.1
"""What it must count for a name."""
BESIDE: Final = 0.75
"""What it counts at least where a word that sets it stands near the form."""
_LEANING: Final = 0.4
"""How far a document leans to China that tells of it by itself."""
_STATES: Final = Known("term", "ko")
"""What the tables say of two states in short: 중소 분쟁(中苏), 한중(韩中)."""

_CALLED: Final = Late(
    "[’'”\"」]?이?라고?도?\\s?(?:부르|부른|불리|불린|불렸|불러|불렀|칭하|칭했|일컫|쓴다|한다|하며|했다)"
)
_CALLING: Final = Late(
    "(?:(?P<zh>중국|타이완|대만|홍콩|광둥|광동|북경|베이징)|(?P<ja>일본)|(?P<ko>한국|조선|북한))(?:, ?[가-힣]{2,5})?(?:에서는|에선|에서) [’'“\"「]?[^.,]{0,6}$"
)
_VERBAL: Final = ("하", "해", "했", "한", "할", "함", "되", "된", "됐", "될", "시키", "적인", "적으로", "정책")
"""What follows words that Korean uses as its own: 차음(借音)해서, 중농(重農)정책."""
_VERBAL_HEADS: Final = frozenset(word[0] for word in _VERBAL)

_DYNASTIES: Final = frozenset("尧舜禹夏殷周商秦汉魏晋隋唐宋元明清辽")
_DYNASTIC: Final = frozenset(
    [
        f"{first}{last}"
        for firsts, lasts in (
            ("夏商周秦汉隋唐宋元明清辽金", "代朝"),
            ("两前后", "汉"),
            ("南北两", "宋"),
            ("初盛中晚", "唐"),
            ("秦汉隋唐宋元明清辽", "人军兵将"),
            ("秦汉隋唐宋元明清", "初末"),
        )
        for first in firsts
        for last in lasts
    ]
    + "先秦 六朝 汉唐 唐宋 宋元 明清 元明 宋明 秦汉 隋唐 魏晋".split()
)
_TIME: Final = Late("나라|시대|시기|왕조|황조|대[의에 ]|[초말][의에 ]|조정|군")
"""원(元)시대, 당(唐)나라: the bracket stands within the word."""

_Found = tuple[Origin, str] | None


def by_chinese_thing(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take eras, ranks and things of China's history for Chinese in a Chinese scene: 정관(貞觀) 3년, 보병교위(步兵校尉), 이갑제(里甲制)."""
    if not _is_read_term(context, kind):
        return None
    dated = context.cues.person
    if is_era_here(context.before, context.after) or (
        dated and (is_era(context.before, context.after, dated=True) or "연호" in context.sentence)
    ):
        if context.told.ko > context.told.zh and around.ko >= around.zh:
            return "ko", "an era name in a Korean sentence"
        if context.ko in eras() and around.ja <= around.zh:
            return "zh", "an era name"
        return _loudest(around), "an era name"
    thing = _thing_of_history(context)
    return ("zh", f"{thing}: {cue_of(around, 'zh')}") if thing and tells_of_china(context, around) else None


def _thing_of_history(context: Context) -> str:
    """Return what a form is that China's history has, "" for most; the scene is asked after that, for it takes longer."""
    told = known(context.hans)
    if told is not None and told.kind == "term" and told.land != "ko":
        return "a term of China's history in its scene"
    if ("라는 " in context.after and OFFICE_NAME.match(context.after)) or (
        context.hans[-1] in "王公侯伯" and INVESTED.match(context.after)
    ):
        return "a name that is conferred in a Chinese scene"
    return "a rank in a Chinese scene" if is_rank(context.hans) else ""


def tells_of_china(context: Context, around: Scene) -> bool:
    """Say whether China is what is told of: by the words beside a form, or where those are of no land, by its sentence, title and document."""
    if around.most >= NAME_NEAR:
        return around.zh > max(around.ko, around.ja)
    told, title = context.told, topic(context.title)
    # what the document says counts where it says much, for the form itself is one of its words
    leaning = max(0.0, context.balance - _LEANING)
    return told.zh + title.zh + leaning > told.ko + title.ko + told.ja + title.ja


def by_gloss(context: Context, kind: Kind, around: Scene) -> _Found:
    """Know what Korean text writes in hanja for its own ends: 대(對), 한중(韓中), 을유년(乙酉年), 반중국(反中國), 류(類)의."""
    hans = context.hans
    if _is_state(context):
        return "zh", f"a state of China: {context.ko}나라"
    if not _is_read_term(context, kind):
        return None
    if is_dynastic(context):
        return "zh", f"a dynasty of China: {hans}"
    if is_gloss(hans):
        return "ko", "a hanja before words of Korean"
    if len(hans) > 1 and context.after[:1] in _VERBAL_HEADS and context.after.startswith(_VERBAL):
        return "ko", f"used as words of Korean are: {context.ko}{context.after[:2].strip()}"
    if len(hans) == 1 and context.glued:
        return "ko", f"a hanja that is part of a word: {context.ko}{context.glued}"
    if len(hans) > 3 and known(hans[:2]) == _STATES:
        return "ko", f"two states as Korean shortens them: {hans[:2]}"
    if len(hans) == 4 and hans[3] == "氏" and looks_korean(hans[2:]) and not _is_chinese_place(hans[:2]):
        return "ko", "a clan by its seat and surname"
    if is_cyclic(hans):
        return "ko", "a year of the cycle"
    return ("ko", "a Korean prefix before it") if is_prefixed(hans) else None


def by_calling(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take what a thing is said to be called in a land for the land's, however common the word: 중국에서는 전영(電影)이라 부른다."""
    if "라" not in context.after[:3] or _CALLED.match(context.after) is None:
        return None
    where = _CALLING.search(context.before)
    return (cast(Origin, where.lastgroup), f"called so there: {where.group(where.lastgroup or 0)}") if where else None


def _is_state(context: Context) -> bool:
    """Say whether 나라 stands behind one hanzi, as in 노(潞)나라 and 위나라(衛): Korea calls none of its states so."""
    if len(context.hans) != 1 or context.relation not in ("sino", "both"):
        return False
    return context.glued.startswith("나라") or f"{context.ko}나라{context.inside[:2]}" in context.sentence


def is_dynastic(context: Context) -> bool:
    """Say whether a form is a dynasty of China or its time: 원(元)시대, 당대(唐代), 명청(明清)."""
    if len(context.hans) == 1:
        return context.hans in _DYNASTIES and _TIME.match(context.after) is not None
    return context.hans in _DYNASTIC


def _is_chinese_place(hans: str) -> bool:
    told = known(hans)
    return told is not None and told.land == "zh"


def by_word(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take an ordinary word for Korean in any scene: 화의(和議), 복제법(複製法)."""
    if _is_read_term(context, kind) and (is_word(context) or context.hans.endswith("的")):
        return "ko", "an ordinary Sino-Korean word"
    return None


def by_dictionary(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take the rare words of Korean dictionaries for Korean too (번병(藩屛)), but the ranks and offices of a land for the land's."""
    if not _is_read_term(context, kind) or is_rank(context.hans) or is_reign(context.hans):
        return None
    made = len(context.hans) > 4 or (len(context.hans) == 4 and not is_sino(context.hans))
    if made and TERM_NEAR < around.zh > max(around.ko, around.ja):
        # 농민합작사(農民合作社) is made of words that dictionaries list, and of China where China is named.
        return None
    return ("ko", "a word of Korean dictionaries") if is_listed(context) else None


def _is_read_term(context: Context, kind: Kind) -> bool:
    return kind == "term" and context.relation in ("sino", "both")


def _loudest(around: Scene) -> Origin:
    """Return the land that most speaks for; eras of China are told of most, and need no word of it."""
    if around.zh + NAME_NEAR >= max(around.ko, around.ja):
        return "zh"
    return "ko" if around.ko >= around.ja else "ja"
