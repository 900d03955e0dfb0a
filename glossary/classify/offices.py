"""Offices, ranks and callings right before a form, known by their last syllables: 전 판관 홍응귀(洪應龜), 낭장 김숭(金崇)."""

from __future__ import annotations

import re
from typing import Final

_LASTS: Final = frozenset(
    (
        # offices of the courts of China and Korea
        "장군 도위 교위 낭장 중랑장 별장 산원 태수 자사 현령 현장 군수 현감 목사 부사 부윤 판관 관찰사 절도사 병사 수사 첨사 만호 도독 총관 "
        "장사 사마 참군 주부 공조 종사 별가 독우 독군 총독 순무 순찰사 안찰사 포정사 지부 지현 통판 한림 편수 검토관 수찬 교리 응교 학사 직학사 "
        "제학 직제학 대제학 대사성 대사헌 대사간 사간 정언 지평 장령 집의 헌납 승지 영의정 좌의정 우의정 찬성 찬성사 평장사 추밀사 시중 시랑 낭중 "
        "복야 사공 사도 태위 태사 태부 태보 대사마 상서 중서령 상서령 어사 대부 판서 참판 참의 정랑 좌랑 찰방 봉사 도사 첨정 판사 지사 승상 상국 "
        "재상 대신 군기대신 대학사 제독 총병 참장 유격 수비 천총 파총 도통 부도통 통령 협통 참모 참모장 군관 절제사 방어사 단련사 안무사 선무사 "
        "국구 외척 황문 상시 중상시 환관 내시 궁녀 상궁 대인 선우 가한 추장 족장 두령 "
        # callings, and those whom nobody sends
        "장수 부장 무장 명장 적장 맹장 용장 장령 해적 도적 산적 마적 반적 역적 두목 우두머리 도사 방사 술사 의원 어의 화공 화원 악사 악공 "
        "시인 묵객 문인 문사 명사 은사 은자 유생 서생 진사 거인 생원 상인 거상 부호 호족 지주 기생 기녀 명기 명창 광대 "
        # offices and callings of today
        "시장 성장 서기 주임 처장 과장 국장 부장 부주석 주석 총리 부총리 위원 위원장 대변인 대사 영사 총영사 회장 부회장 사장 부사장 이사장 총재 원장 "
        "소장 관장 교장 총장 교수 부교수 박사 연구원 원사 기자 작가 감독 배우 가수 선수 코치 사령관 사단장 군단장 여단장 대대장 중대장 소대장 정위 "
        "정치위원 비서 비서장 변호사 총경리 경리 촌장 향장 진장 이장 의장 대표 특파원 앵커 아나운서 기사 국수 명인"
    ).split()
)
_LONGEST: Final = max(map(len, _LASTS))
_COPULA: Final = re.compile(r"(?:이었던|였던|이던|이자|인)$")
"""동천장군(東川將軍)이었던 녹만종(祿萬鍾)."""
_SIDES: Final = frozenset("좌우부정대중상하전현총")
"""The single syllables that stand before an office: 좌승상, 우시중, but 감교리 is a village."""
_BORNE: Final = frozenset("王公侯伯君將将監监令丞卿郞郎史尉官督守事使相護护帥帅牧")
"""Last hanzi of a rank in its own bracket: 학수후(鶴壽侯) 장익(張翼)."""

ENDS: Final = frozenset(
    {word[-2:] for word in _LASTS}
    | {f"{word[-1]}인" for word in [*_LASTS, ")", "）"]}
    | {"였던", "이던", "었던", "이자", ")", "）"}
)
"""In what letters the text before a form ends where `is_office_before` may say so."""


def is_rank_before(before: str) -> bool:
    """Say whether a rank in a bracket of its own stands before a form: 제감(弟監) 천복(天福)."""
    if not before.endswith((") ", "） ")):
        return False
    start = max(before.rfind("("), before.rfind("（"))
    return start > 0 and len(before) - start > 4 and before[-3] in _BORNE


def is_office_before(before: str) -> bool:
    """Say whether an office, a rank or a calling stands before a form, a space between, whether or not it has a bracket of its own."""
    if not before.endswith(" "):
        return False
    text = _COPULA.sub("", before[-40:-1])
    if text.endswith((")", "）")):
        if is_rank_before(before):
            return True
        text = text[: max(text.rfind("("), text.rfind("（"), 0)]
    word = text[text.rfind(" ") + 1 :]
    return any(
        word[-length:] in _LASTS and (len(word) != length + 1 or word[0] in _SIDES) for length in range(2, _LONGEST + 1)
    )
