"""Which Korean a document is written in: that of the South, of the Koreans of China, or of the North, by its orthography first."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from glossary.hangul import is_syllable
from glossary.model import Variety

_READ: Final = 40_000
"""Letters of a document that are looked at: it does not change its orthography on the way."""
_LEAST: Final = 2
"""Different words without 두음법칙 that a document must have: one may stand in a name (조선로동당) or a quotation."""

# 두음법칙 is not applied in China and the North; 되였다 is written for 되었다 in both.
_UNAPPLIED: Final = re.compile(
    "로동|로인|로력|로련|로년|로무|로씨야|령도|령역|론의|론문|론술|론평|류학|류통|류입|류행|륙지|률사|리사장|리사회|리익|리용|리해|리론|리념|리산|량국|량측|량식|량호|량질|량심|력사|력량|려행|려객|려권|"
    "련합|련속|련락|련결|련계|련맹|련구|련습|련애|련대|련관|례절|례외|례의|료해|료리|료금|료녕|룡정|룡강|룡두|림업|림시|립장|립법|래일|래년|래왕|래원|락관|락후|란관|랭동|랭장|랭면|"
    "녀성|녀자|녀인|녀사|녕안|녕파|닉명|되였|되여|하였댔|였댔|시였|페막|페지|페기|인민페|할빈|써비스|뻐스|꼴문|땅크|콤퓨터|텔레비죤|로케트"
)
_APPLIED: Final = re.compile(
    "노동|노인|노력|영도|논의|논문|유학|유통|이사장|이익|이용|이해|이론|이념|양국|양측|양식|역사|역량|여행|연합|연속|연락|연결|연계|연맹|예외|예의|요리|요금|입장|내일|내년|여성|여자|연도|연간|되었|됐다|돼 |서비스|버스"
)
_CHINESE: Final = re.compile(
    "할빈|연변|조선족|인민페|당위|중공중앙|시위서기|습근평|북경|상해|길림|흑룡강|료녕|국무원|당중앙|소강사회|새시대|주석|촌민|향진|중국"
)
_INSIDE: Final = ("되였", "되여", "하였댔", "였댔", "시였", "되었", "됐다", "돼 ")
"""Endings, which stand behind a word: 진행되였다."""
_NORTHERN: Final = re.compile(
    "조선로동당|경애하는|위대한 수령|김정은동지|김정일동지|김일성동지|남조선|괴뢰|우리 공화국|조선중앙통신|로동신문|주체\\d|주체사상|천리마|인민군|우리 당|조선민주주의인민공화국|평양"
)


def variety_of(text: str) -> tuple[Variety | None, str]:
    """Return the variety of a document's Korean and its cue; None where its text shows none."""
    return _variety_of(text[:_READ])


@lru_cache(maxsize=8)
def _variety_of(text: str) -> tuple[Variety | None, str]:
    unapplied = _words(_UNAPPLIED, text)
    if len(unapplied) < _LEAST:
        applied = _APPLIED.search(text)
        return (None, "no word that the orthographies write apart") if applied is None else ("KR", applied.group())
    if len(unapplied) < len(_words(_APPLIED, text)):
        return "KR", "두음법칙 in most words"
    cue = ", ".join(sorted(unapplied)[:3])
    northern, chinese = len(_words(_NORTHERN, text)), len(_words(_CHINESE, text))
    if northern == chinese:
        return None, f"{cue}, as in China and the North"
    return ("KP" if northern > chinese else "CN"), cue


def _words(pattern: re.Pattern[str], text: str) -> set[str]:
    """Return the different words of *pattern* that begin a word of *text*: 로동, not the end of 바로 동쪽."""
    return {
        match.group()
        for match in pattern.finditer(text)
        if match.group() in _INSIDE or not match.start() or not is_syllable(text[match.start() - 1])
    }
