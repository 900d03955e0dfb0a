"""Whose a person is: by the name, by the land said to be the person's, and by both lands where both are told of."""

from __future__ import annotations

from typing import Final, cast

from glossary.classify.context import Context
from glossary.classify.patterns import Late
from glossary.classify.scene import Scene, cue_of
from glossary.classify.shape import COMPOUND, looks_korean
from glossary.classify.terms import BESIDE, TERM_NEAR
from glossary.classify.titles import topic
from glossary.model import Kind, Origin

_CHINESE_SURNAMES: Final = Late(
    "|".join(COMPOUND)
    + "|诸葛|冯|邓|谢|彭|曾|萧|程|于|姚|谭|钟|廖|贾|傅|熊|邹|雷|黎|贺|顾|毛|郝|龚|邵|钱|覃|莫|汤|胡|何|关|倪|施|窦|管|霍|翟|欧|柯|赖|邝|臧|褚|嵇|瞿|戴|饶|耿|鲍|庞|骆|苟|寇|糜|郤|蒯|蔺|项|司马|欧阳|夏侯|公孙|上官|慕容|拓跋|爱新"
)
_KOREAN_SURNAMES: Final = Late("朴|玄|闵|卞|奇|表|琴|皮|禹|具|千|咸|慎|南宫|乙支|鲜于|渊盖")
_KOREAN_NAMES: Final = Late(
    "[金朴崔郑姜赵尹张林韩吴徐申权黄安宋柳洪全高文梁孙裴白许刘南沈卢河李][一-鿿][洙植熙奎铉圭燮锡镐爀稷玹旼垠珪祚翊骏]|[金朴][一-鿿]{1,2}"
)
"""Names that a Korean bears more often than not: the hanja of generations (김성수(金性洙)), and 金, which few Chinese of note were called."""
_VISITED: Final = frozenset(
    "베이징 북경 상하이 상해 톈진 천진 충칭 중경 난징 남경 하얼빈 할빈 선양 심양 다롄 대련 칭다오 광저우 우한 옌안 만주 뤼순 단둥 지린 길림 훈춘 옌볜 연변 룽징 용정 항저우 항주 시안 웨이하이 옌타이 만주국 화북".split()
)
CHINA: Final = (
    "중국|중화민국|중화인민공화국|타이완|대만|홍콩|마카오|[당송명청원한수진위촉오제초연조노채정월]나라|전한|후한|삼국 시대|서진|동진|북위|북제|북주|유송|남제|북송|남송"
    "|오호 ?십육국|오대 ?십국"
)
KOREA: Final = "대한민국|대한제국|한국|조선|조선민주주의인민공화국|북한|고려|신라|백제|고구려|발해"
"""Lands and states as texts name them, an alternation each."""
_NATION: Final = Late(f".*(?:(?P<ko>{KOREA})|(?P<ja>일본)|(?P<zh>{CHINA}))의 ")
"""The land whose somebody is said to be: 타이완에서 활동하는 대한민국의 가수이며."""
_PREDICATE: Final = Late(r"[은는]\s[^.]{0,80}?(?:이다|였다|이었다|이며|이자|으로|로서)")
SURE: Final = 1.1
"""What a scene counts that no name outweighs."""
_BEFORE: Final = 8
"""Characters that may stand between a land and its man."""

_Found = tuple[Origin, str] | None


def _is_of_two(around: Scene) -> bool:
    return bool((around.zh and around.ko) or (around.zh and around.ja) or (around.ko and around.ja))


def by_nationality(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take the last land of what somebody is said to be, where another land is told of too."""
    if kind != "person" or context.relation not in ("sino", "both") or not _is_of_two(around):
        return None
    said = _PREDICATE.match(context.after)
    last = _NATION.match(said.group()) if said is not None else None
    return (cast(Origin, last.lastgroup), "said to be of this land") if last is not None else None


def by_surname(context: Context, kind: Kind, around: Scene) -> _Found:
    """Tell persons by surnames that one people bears alone, unless the other land is named beside them."""
    if kind != "person":
        return None
    if _CHINESE_SURNAMES.match(context.hans) and len(context.hans) <= 4 and around.ko < BESIDE:
        return "zh", f"a Chinese surname: {context.hans[0]}"
    if (
        context.relation == "sino"
        and _KOREAN_NAMES.fullmatch(context.hans)
        and (max(around.zh, around.ja) < SURE or context.hans[0] == "朴")
    ):
        return "ko", "a Korean's name by its hanja"
    if context.hans[0] == "陈" and not (around.ko or context.told.ko or topic(context.title).ko):
        return "zh", "a surname of China, where nothing of Korea is told"
    if _KOREAN_SURNAMES.match(context.hans) and around.zh < TERM_NEAR and (context.told.ko or not context.told.zh):
        return "ko", f"a Korean surname: {context.hans[0]}"
    return None


def _is_of_china(context: Context) -> bool:
    """Say whether the document is of a ruler or a subject of China alone: 주고희(朱高熙) in 홍희제."""
    of = topic(context.title)
    return of.zh >= BESIDE and not (of.ko or of.ja)


def by_visit(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take who is read and named as Koreans are for one where the only Chinese cue is a city, which anybody may visit."""
    if kind != "person" or context.relation != "sino" or not (len(context.hans) == 3 and looks_korean(context.hans)):
        return None
    cue = around.words.get("zh")
    if _is_of_china(context):
        return None
    if cue is None or cue.word not in _VISITED or around.zh > 1.2 * cue.weight or "출신" in context.before[-12:]:
        return None
    return "ko", f"a Korean's name, and a city that anybody may visit: {cue.word}"


def by_two_scenes(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take who is named as Koreans are for one where both lands are told of: 최천구(崔天衢) whom 세종 sent to China, Koreans active there."""
    if kind != "person" or context.relation != "sino" or not looks_korean(context.hans) or around.zh >= SURE:
        return None
    if _is_of_china(context):
        return None
    cue = around.words.get("zh")
    if cue is not None and cue.distance <= _BEFORE and cue.word in context.before[-_BEFORE - len(cue.word) :]:
        # 명나라의 관리 임경오(林景五): the land is that of the man.
        return None
    if around.ko and 4 * around.ko >= around.zh and 2 * context.told.ko >= context.told.zh:
        return "ko", f"a Korean's name, and Korea is told of too: {cue_of(around, 'ko')}"
    return None
