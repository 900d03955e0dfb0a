"""What the writing of a form tells of whose word it is: kana, labels, dashes, simplified letters and the shapes of Japanese print."""

from __future__ import annotations

from typing import Final

from glossary.classify.context import Context
from glossary.classify.patterns import Late
from glossary.classify.scene import Lands, Scene, cue_of
from glossary.classify.shape import is_listed, looks_korean
from glossary.classify.terms import BESIDE
from glossary.classify.titles import topic
from glossary.languages import has_kana
from glossary.model import Kind, Origin
from glossary.normalize import script

_Found = tuple[Origin, str] | None

JAPANESE_FORMS: Final = frozenset(
    "々〆ヶ込畑辻峠働塚栃桜沢浜竜広斎鉄駅県塩渋伝仏円団図対価薬険検験権発栄徳営実読売歳浄総続転芸歓録緑黒歩悪囲隠応穏仮拡覚関観気帰犠拠挙恵掲渓経蛍軽継鶏撃倹剣圏顕厳砕済剤雑惨賛歯児釈従獣縦粛処奨渉焼称証乗剰壌嬢畳譲醸摂専戦繊銭捜挿騒増蔵臓堕帯滞択単弾遅鋳庁聴逓闘悩脳覇拝廃髪抜払変辺舗穂黙訳様楽覧両猟塁類励戻霊齢労町戸頼瀬満郷弐亀寛暦絵荘稲滝斉説巻懐縁暁歴巌惣壱縄巣讃舎簗駆戯謡勧聡勲咲穣桟繍駄閲薫毎"
)
_JAPANESE_ALONE: Final = frozenset("駅辻峠栃込桜渋畠")
"""Shapes that neither China nor Korea prints: 액전역(額田駅)."""
_SHARED_FORMS: Final = dict.fromkeys(
    map(
        ord,
        "国学会来体号与参宝党断当写麦乱礼旧昼虫声双区医担胆独触炉属状寿将壮数楼温湿潜湾恋蛮装禅峡狭黄横奥叙残没灯画盗茎蚕谣遥嘱献条践浅垒窃卧随晚丰冲"
        "争侠内刹励匀却嘘堕寝尽届弥弯彦径恒悦惨挟掴晋枢桧欧殴涛滞点猫砺祢祷禄称税脚脱芦莱葱蒋虚蝉誉辞静厨",
    )
)
"""Simplified characters that Japanese or older print writes too: they tell nothing of the land. Those of Korean print `_beyond_korean` knows."""
_PRINTED: Final = "".join(sorted(JAPANESE_FORMS.union(_JAPANESE_ALONE, map(chr, _SHARED_FORMS))))
_TELLING: Final = Late(f"[\0-\u33ff\ua000-\U0010ffff{_PRINTED}]")
"""What is no hanzi of the common blocks, between which nothing else is coded, or of Japanese print."""
_FILLED: Final = Late("[a-z]{3}|[─－–—-]$|[─－–—-]{2}|(?<=[一-鿿])[─－–—-](?=[一-鿿])")
"""What stands in a form for Korean or foreign words: vector空間, 側柏--科, 華容道-."""


def is_telling(context: Context) -> bool:
    """Say whether the writing of a form may tell whose it is, as of few forms: `by_writing` and `by_print` say nothing of others."""
    cues = context.cues
    return cues.kana or cues.label != "" or _TELLING.search(context.zh) is not None


def by_writing(context: Context, kind: Kind, around: Scene) -> _Found:
    cues = context.cues
    if not cues.label and not _JAPANESE_ALONE.isdisjoint(context.zh) and not (around.zh or around.ko):
        return "ja", "a shape of Japanese print alone"
    if cues.kana or has_kana(context.zh):
        korean = context.relation == "sino" and kind == "person" and looks_korean(context.hans)
        # 한국명은 고일명(高日明/コ・イルミョン): a Korean's name in kana too
        return ("ko", "a Korean's name beside kana") if korean else ("ja", "kana beside the form")
    if cues.label == "zh":
        return "zh", "the label says Chinese"
    if _FILLED.search(context.zh) and around.zh < BESIDE:
        return "ko", "letters or dashes for what has no hanja, as Korean writes"
    if cues.label == "ja":
        return "ja", "the label says Japanese"
    return None


def by_print(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take a form in letters of Japanese print for Japanese unless China or Korea is told of more: 채람이언(采覧異言), 대한화사전(大漢和辞典)."""
    if not _is_japanese_print(context.zh) or (kind == "person" and looks_korean(context.hans)):
        return None
    lands: tuple[Lands, ...] = (around, context.told, topic(context.title))
    japan = sum(one.ja for one in lands)
    if not japan and kind == "term" and (len(context.hans) == 1 or is_listed(context)):
        # 강도(強盗) is a word of Korean, whoever printed it
        return None
    if japan < max(sum(one.zh for one in lands), sum(one.ko for one in lands)):
        return None
    return "ja", "shapes of Japanese print"


def _is_japanese_print(form: str) -> bool:
    """Say whether a form has a shape that Japan alone prints, or one that China simplifies alike beside one that Japan keeps: 会誌, 大漢和辞典."""
    if JAPANESE_FORMS.isdisjoint(form) and form.translate(_SHARED_FORMS) == form:
        return False
    beyond = _beyond_korean(form)
    alone = beyond.translate(_SHARED_FORMS)
    return not JAPANESE_FORMS.isdisjoint(alone) or (alone != beyond and script.to_hans(form) != form)


def by_script(context: Context, kind: Kind, around: Scene) -> _Found:
    if not script.is_simplified(context.zh):
        return None
    form = _beyond_korean(context.zh)
    if not script.is_simplified(form):
        return None
    if context.relation == "sino" and kind in ("person", "term") and around.ko > max(BESIDE, 2 * around.zh):
        # 대한민국 임시정부의 국무령(国务领): the press of China writes the names of Korea so
        return "ko", f"a Korean scene: {cue_of(around, 'ko')}"
    if script.is_simplified(form.translate(_SHARED_FORMS)):
        japanese = not JAPANESE_FORMS.isdisjoint(context.zh) and (around.ja or around.ko > around.zh)
        return None if japanese else ("zh", "simplified characters")
    if around.ja or context.told.ja or topic(context.title).ja:
        return "ja", "shapes of Japanese print"
    return ("zh", "simplified characters") if around.ko <= around.zh else None


def _beyond_korean(form: str) -> str:
    """Return what of *form* the hanja of KS X 1001 lack: 彦 of 止彦 and 万 tell nothing, for Korea prints them."""
    return "".join(char for char in form if not char.encode("euc_kr", "ignore")) or "一"
