"""What a label inside a bracket says of the form behind it: which language it is, or that it is another name.

A label stands before a colon (중국어 간체: 顺德区, 繁體：順德區, CN: 威海) or a space (중국명 威海, 한자로는 威海).
"""

from __future__ import annotations

from typing import Final

ANOTHER_NAME: Final = "name"
"""The label of another name of the same person or thing: the form behind it is no gloss of what stands before the bracket."""

_SAID: Final = {
    "zh": "중국어 중국 중국명 중 중어 중문 중국식 중국어간체 중국어간체자 중국어간자 중국어번체 중국어번체자 중국어정체 중국어정체자 중국어한자 중국한자 중국간체자 간체중국어 번체중국어 정체중국어 "
    "간체 간체자 간화자 간자체 간자 간 번체 번체자 번 번자 정체 정체자 정자체 정 한어 보통화 표준중국어 표준한어 관화 북경어 만다린 대만 대만어 대만명 타이완 화어 중국원어 "
    "中 中文 中国 中國 中国语 中國語 汉语 漢語 华语 華語 国语 國語 普通话 普通話 简 简体 简体字 簡體 簡體字 简体中文 簡體中文 繁 繁体 繁體 繁体字 繁體字 繁体中文 繁體中文 正體 正体 正體字 "
    "cn ch chn chi zh zho zh-cn zh-tw zh-hans zh-hant chinese",
    "yue": "광둥어 광동어 광동말 월어 홍콩어 광둥 광동 粤语 粵語 广东话 廣東話 cantonese",
    "nan": "민난어 민남어 타이완어 대만민남어 대만말 민어 푸젠어 복건어 호키엔 호키엔어 차오저우어 조주어 闽南语 閩南語 台语 台語 臺語 hokkien",
    "hak": "객가어 하카어 학카어 커자어 客家语 客家話 客语 客語 hakka",
    "wuu": "우어 오어 상하이어 상해어 吴语 吳語",
    "ko": "한자 한문 한국한자 한국어한자 한자표기 조선어한자 조선한자 한자명 한자음 한국어 조선어 조선말 한국 韓 韓国 韓國 漢字 汉字 漢 漢文 hanja",
    "ja": "일본어 일어 일 일본 일본명 일본어한자 일본한자 일문 일본식 신자체 구자체 日 日本 日本語 日语 日語 日文 jp jpn ja japanese",
    "vi": "베트남어 월남어 월남 베트남 쯔놈 추놈 한월어 한월음 쯔한 越南语 越南語 越 vi vietnamese",
    "mn": "몽골어 몽고어 몽골 몽골문자 키릴문자 蒙古语 蒙古語 蒙古 mn mongolian",
    "bo": "티베트어 티벳어 티베트 藏语 藏語 藏文 bo tibetan",
    "ug": "위구르어 위구르 웨이우얼어 维吾尔语 維吾爾語 维语 維語 ug uyghur uighur",
    "mnc": "만주어 만주 만문 여진어 여진문자 满语 滿語 满文 滿文 女真语 manchu",
    "za": "좡어 장족말 壮语 壯語",
    "kk": "카자흐어 哈萨克语 哈薩克語",
}
LABELS: Final = {label: language for language, labels in _SAID.items() for label in labels.split()}
"""Label without its spaces -> the language (BCP 47) of the form behind it. Of the Sinitic languages all but Mandarin have their own."""

# Romanizations, explanations and other names, in Korean and as Chinese writes them.
_OTHER_NAMES: Final = frozenset(
    "본명 원명 본래이름 자 호 휘 시호 묘호 아명 별명 별칭 별호 필명 예명 법명 구칭 옛이름 옛명칭 옛지명 옛명 구명 구 옛 전신 전칭 현 현재 지금의 이칭 초명 아호 이명 약칭 속칭 통칭 존호 봉호 작위 관명 세례명 당호 "
    "영어 영문 영 병음 로마자 한어병음 통용병음 웨이드식 웨이드자일스 웨이드자일스표기법 주음 주음부호 월어병음 예일 예일식 발음 뜻 의미 직역 일명 본관 부친 모친 처 연호 영문명 로마자표기 가나 히라가나 가타카나 원이름 개명 창씨명 성씨 성 이름 "
    "字 号 號 本名 原名 拼音 汉语拼音 漢語拼音 注音 英语 英語 旧称 舊稱 简称 簡稱 别名 別名 笔名 筆名 又名 註 注 例 en eng english pinyin".split()
)
_BEFORE_SPACE: Final = frozenset("中 中文 漢字 汉字 簡 简 简体 簡體 繁 繁体 繁體 正體 本名 原名 註 注".split())
_ENDINGS: Final = ("으로는", "로는", "으로", "로", "은", "는", "이름", "이름은", "명", "명은", "표기", "식", "의")


def said(label: str) -> str | None:
    """Return the language that a label names, `ANOTHER_NAME`, or None for what is no known label: 한자로는 is ``ko``."""
    key = "".join(label.split()).casefold()
    for _ in range(2):
        if key in LABELS:
            return LABELS[key]
        if key in _OTHER_NAMES:
            return ANOTHER_NAME
        key = next((key[: -len(end)] for end in _ENDINGS if key.endswith(end) and len(key) > len(end)), "")
    return None


def spaced(word: str) -> str | None:
    """Return what a Han word says that stands before a form with a space only: 中 威海. Most such words are part of the form."""
    return said(word) if word in _BEFORE_SPACE else None
