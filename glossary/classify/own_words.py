"""Whose a form is by the names within it: 화북조선청년연합회(華北朝鮮靑年聯合會), 춘일억이백(春日憶李白)."""

from __future__ import annotations

from typing import Final

from glossary.classify.context import Context
from glossary.classify.patterns import Late
from glossary.classify.scene import Scene
from glossary.classify.tables import known, scene_words
from glossary.model import Kind, Origin

_Found = tuple[Origin, str] | None

_OWN_WORDS: Final = (
    (
        "ko",
        Late(
            "朝鲜|大韩|都监$|韩国|韩人|高丽|新罗|百济|高句丽|京畿|庆尚|全罗|忠清|咸镜|汉城府|延世|成均馆|浦项|釜山|大邱|仁川|蔚山|大统领|谚解|东国|海东"
        ),
    ),
    ("ja", Late("日本|东京|大阪|京都|幕府|天皇|帝国大学|和歌|江户|昭和|明治")),
    (
        "zh",
        Late("中国|中华|北京|上海|天津|重庆|广东|广州|南京|山东|四川|福建|浙江|江苏|台湾|香港|澳门|人民政府|政治协商"),
    ),
)
"""Names within a form: 화북조선청년연합회(華北朝鮮靑年聯合會), 일본강관주식회사(日本鋼管株式會社)."""
_STATES: Final = Late("日本|中国|中华|幕府|天皇|帝国大学|人民政府")
"""What Koreans call no body of their own by."""
_PROVINCE: Final = Late(r"[:：,，]\s?[㐀-鿿]{2,3}省")
"""신주(新州:廣東省)."""


def by_own_words(context: Context, kind: Kind, around: Scene) -> _Found:
    """Ask whom and what land a form names; only long forms by persons, for 孟子 begins 맹자강의(孟子講義) of a Korean too."""
    if context.relation == "sino" and len(context.hans) > 4 and around.ko <= around.zh and _names_chinese(context.hans):
        return "zh", "somebody of China is named in it"
    if kind == "place" and _PROVINCE.search(context.inside):
        return "zh", "its bracket names a province of China"
    if kind not in ("organization", "title", "place") or context.relation != "sino" or len(context.hans) < 3:
        return None
    lands: list[Origin] = [land for land, words in _OWN_WORDS if words.search(context.hans)]  # type: ignore[misc]
    if "ko" in lands:
        return "ko", "Korea is named in it"
    if kind == "organization" and around.ko <= around.zh and _begins_with_place(context):
        return "zh", "a place of China begins it"
    if len(lands) != 1 or (around.ko > 2 * max(around.zh, around.ja) and not _STATES.search(context.hans)):
        # 신간회 동경지회(東京支會): Koreans had bodies abroad.
        return None
    if lands[0] == "ja" and 0 < around.ja <= around.zh and not _STATES.search(context.hans):
        # 《동경공략》(東京攻略), a film of Hong Kong
        return None
    return lands[0], "the land is named in it"


def _begins_with_place(context: Context) -> bool:
    """Say whether a place that is China's in either writing begins a body's name: 연변대학(延邊大學), but 대동광업(大同鑛業), 동주대학(東洲大學)."""
    lengths = (2, 3)
    told = [known(context.hans[:length]) for length in lengths if len(context.hans) > length + 1]
    if not any(one is not None and one.kind == "place" and one.land == "zh" for one in told):
        return False
    words = scene_words()
    return any(words.get(context.ko[:length], ("", 0))[0] == "zh" for length in lengths)


def _names_chinese(hans: str) -> bool:
    """Say whether a longer form begins or ends with a well-known person of China: 춘일억이백(春日憶李白)."""
    if _OWN_WORDS[0][1].search(hans):
        return False
    told = [known(part) for part in (hans[:2], hans[:3], hans[-2:], hans[-3:])]
    return any(one is not None and one.kind == "person" and one.land == "zh" for one in told)
