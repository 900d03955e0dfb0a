"""Whose language the Han form is here: Chinese, Korean (hanja), Japanese or another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from glossary.classify.context import Context
from glossary.languages import is_kana
from glossary.model import Origin

# Words that set a scene. They are weighed, not obeyed: 한중 관계 names both. Runs are bounded (산둥 성 웨이하이 시): an open one takes
# quadratic time on a line without spaces.
_CHINESE: Final = re.compile(
    "중국|중화|대만|타이완|홍콩|마카오|베이징|북경|상하이|상해|광둥|광동|산둥|산동|쓰촨|사천|허난|허베이|하북|하남|장쑤|저장|절강|푸젠|복건|후난|후베이|랴오닝|요녕|지린|길림|헤이룽장|흑룡강|할빈|하얼빈|"
    "신장|티베트|윈난|운남|구이저우|산시|섬서|간쑤|톈진|천진|충칭|중경|난징|남경|당나라|송나라|명나라|청나라|원나라|수나라|한나라|전한|후한|동한|서한|삼국시대|위나라|촉한|오나라|진나라|춘추|전국시대|남북조|북위|"
    "북제|북주|동진|서진|남송|북송|당 ?태종|황제|황후|중공|공산당|국민당|위안|병음|간체|만주국|청조|명조|[가-힣]성 [가-힣]{1,8} ?[시현]|자치구|선진|은나라|주나라|금나라|요나라|오대십국|태평천국|광서|건륭|강희"
)
_KOREAN: Final = re.compile(
    "한국|대한민국|조선|고려|신라|백제|고구려|가야|발해|일제|서울|한양|경기도|충청|전라|경상|강원|황해도|평안도|함경|제주|부산|인천|광양|대구|대전|광주광역시|본관|독립운동|대한제국|세종|정조|영조|고종|순종|"
    "양반|선비|한글|국어|임진왜란|병자호란|동학|의병|광복|북한|김일성|항일|과거에 급제|문과|성균관|승정원|판서|참판|현감|군수"
)
_JAPANESE: Final = re.compile(
    "일본|도쿄|교토|오사카|에도|막부|쇼군|다이묘|메이지|쇼와|다이쇼|헤이안|무로마치|가마쿠라|천황|사무라이|신사|전국 ?다이묘|규슈|홋카이도|시코쿠|번주"
)
_JAPANESE_FORMS: Final = re.compile(
    "[々〆ヶ込畑辻峠働塚栃桜沢浜竜広斎鉄駅県塩渋伝仏円団図対価薬険検験権発栄徳営実読売歳浄総続転芸]"
)


_CHINESE_SCENE: Final = 0.34
_KOREAN_SCENE: Final = -0.6


def weigh(text: str) -> float:
    """Return the balance of a text between -1 (all cues Korean) and 1 (all Chinese), 0 without cues."""
    chinese = len(_CHINESE.findall(text))
    korean = len(_KOREAN.findall(text))
    return (chinese - korean) / (chinese + korean + 1)


def origin_of(context: Context) -> tuple[Origin, str]:
    """Return the origin and the cue that decided it: what is written, how it is read, then the weight of the scene."""
    for rule in _RULES:
        found = rule(context)
        if found is not None:
            return found
    return "ko", "Sino-Korean, no Chinese scene"


_Found = tuple[Origin, str] | None


def _by_writing(context: Context) -> _Found:
    if context.cues.kana or any(map(is_kana, context.zh)):
        return "ja", "kana beside the form"
    if context.cues.label == "zh":
        return "zh", "the label says Chinese"
    if context.cues.label == "ja":
        return "ja", "the label says Japanese"
    return None


def _by_reading(context: Context) -> _Found:
    if context.relation == "japanese":
        return "ja", "a Japanese reading"
    if context.relation == "pinyin":
        return "zh", "a Mandarin reading"
    return None


def _by_script(context: Context) -> _Found:
    japanese = _JAPANESE.search(context.sentence) and _JAPANESE_FORMS.search(context.zh)
    return ("zh", "simplified characters") if context.simplified and not japanese else None


def _by_japanese_scene(context: Context) -> _Found:
    """Take a form that nothing reads as Mandarin for Japanese where Japan is named more often than China and Korea together."""
    if context.relation not in ("other", "translation", "sino") or weigh(context.sentence) > _CHINESE_SCENE:
        return None
    others = len(_CHINESE.findall(context.sentence)) + len(_KOREAN.findall(context.sentence))
    named = len(_JAPANESE.findall(context.sentence))
    if named > others or (named and _JAPANESE_FORMS.search(context.zh)):
        return "ja", "a Japanese scene"
    return None


def _by_scene(context: Context) -> _Found:
    balance = weigh(context.sentence) + 0.5 * context.balance
    if context.relation in ("both", "translation", "other", "abbreviation"):
        return "zh", "a Chinese form"
    if context.relation == "mixed":
        return ("ko", "a Korean scene") if balance < _KOREAN_SCENE else ("zh", "partly a Mandarin reading")
    return ("zh", "a Chinese scene") if balance > 0.05 else None


_RULES: Final[tuple[Callable[[Context], _Found], ...]] = (
    _by_writing,
    _by_reading,
    _by_script,
    _by_japanese_scene,  # before the other scenes, because 교토 is named in sentences about China too
    _by_scene,
)
