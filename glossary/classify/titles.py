"""What the title of a document tells of its land."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from glossary.classify.patterns import Late
from glossary.classify.scene import NOTHING_TOLD, Lands, Stage

_STATES: Final = "제|위|초|진|정|노|연|조|한|송|오|월|채|주|형|등|설|기|허"
_DYNASTIES: Final = "양|당|요|금|원|명|청"
_IN_BRACKETS: Final = (
    f"중국|춘추|전국|삼국|오대|십국|오대 십국|{_DYNASTIES}|송|진|한|초|위|오|촉|신|전한|후한|촉한|동오|조위|서진|동진|유송|남제|전조|후조|전연|후연|서연|남연|북연|전진|후진|"
    "서량|북량|남량|전량|후량|성한|서하|북제|북주|남당|오월|수호전|봉신연의"
)
_NO_FIEF: Final = "신라|백제|고구려|발해|고려|조선|가야|대가야|후백제|보덕|류큐|홈런|득점|타점|신인|도루|다승"
_NO_RULER: Final = "본위제|정액제|오일제|규제|통제|강제|절제|형제|용종|선종"
_TOPIC: Final = Late(
    rf"(?P<zh>(?<!목록 )\((?:{_IN_BRACKETS}|[가-힣]{{2,3}}(?<![왕황태])후|(?!(?:{_NO_FIEF})왕)[가-힣]{{2,3}}(?<![여국대친])왕)\)$"
    rf"|^(?:{_STATES}|{_DYNASTIES}|수) (?!(?:{_NO_RULER})$)[가-힣]{{1,3}}[공왕후제종조](?: \([^()]+\))?$"
    rf"|^(?!오[공백후]|[기노]후|[진조주기]공)(?:{_STATES})[공백후] [가-힣]{{1,2}}(?: \([^()]+\))?$"
    r"|^공자 [가-힣]{1,2}$|^왕숙 (?!지구|천$)[가-힣]{1,2}$|^왕[자손] (?!님|역)[가-힣]$"
    r"| (?:칸|카툰|카간)(?: \([^()]+\))?$)"
    r"|(?P<ko>^[가-힣]{2} [가-힣]씨$|^(?:김|박(?![물람해테격사쥐수애탈자]))[가-힣]{2}(?: \(|$))"
)
"""What a title says of its land beside the words of the table.

호건 (전한), 유예 (완구후), 유원 (하간왕), 제 영공, 당 희종, 조백 양, 공자 영제, 귀위크 칸; 중화 양씨, a clan by its seat; 김창영 (1890년).
"""

_KANA: Final = (
    "아이우에오카키쿠케코가기구게고사시스세소자지즈제조다데도타치쓰테토나니누네노하히후헤호바비부베보마미무메모야유요라리루레로와캬큐쿄갸규교샤슈쇼주차추초냐뉴뇨햐휴효뱌뷰뵤묘랴류료"
    "안인운엔온칸킨쿤켄콘간긴군겐곤산신순센손잔진준젠존단덴돈탄친텐톤난넨논한힌훈헨혼반빈분벤본만민문멘몬얀윤욘란린룬렌론완슌쥰핫갓삿닷캇킷콧잇옷앗붓팟폿탓켓셋닛롯릿못밋뭇얏욧햣훗홋"
)
_JAPANESE: Final = Late(
    rf"(?=.*[가-힣]{{3}})[{_KANA}]{{2,6}}(?<!스)(?<![^가자사카나]와) (?!요리|리치)[{_KANA}]{{2,6}}(?: \([^()]+\))?|[가-힣]+ (?:천황|친왕)"
)
"""Two words of syllables of kana alone: 후쿠자와 유키치, 아라이 하쿠세키 (1657년); an emperor or a prince of Japan."""


@lru_cache(maxsize=16)
def is_japanese(title: str) -> bool:
    """Say whether a document is called as somebody of Japan is."""
    return _JAPANESE.fullmatch(title) is not None


@lru_cache(maxsize=16)
def topic(title: str) -> Lands:
    """Return what a document's title says for each land: 봉기 (삼국지), 북송 진종, 우봉 이씨, 후쿠자와 유키치."""
    if not title:
        return NOTHING_TOLD
    found = _TOPIC.search(title)
    if found is not None:
        return Lands(0.0, 1.0, 0.0) if found["ko"] else Lands(1.0, 0.0, 0.0)
    lands = Stage(title).lands()
    if not (lands.zh or lands.ko or lands.ja) and is_japanese(title):
        return Lands(0.0, 0.0, 1.0)
    return lands
