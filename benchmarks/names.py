"""Names put into sentences of our own: glued prefixes, suffixes, offices, particles, lists, quotation marks.

The names are the titles and Han forms of ../shared/data/names (the spellings are their writers'). A name goes into `TIMES` sentences
that its own digest chooses, so that every run asks the same and no name chooses where it is easy.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from typing import Final

from gold import Item, Wanted, fold
from measures import DATA

from glossary.hangul import is_syllable

NAMES: Final = DATA / "names" / "kowiki_modern_zh_dev.tsv"
TIMES: Final = 3

# {} is the name with its bracket, {k} and {z} its forms apart; a pair such as 은/는 is chosen by the sound before it.
PERSONS: Final = (
    "{}은/는 어제 기자들의 물음에 답했다.",
    "이날 행사에는 {}을/를 비롯한 손님 이백여 명이 자리를 함께하였다.",
    "중국의 배우 {}이/가 새 영화에 나온다고 한다.",
    "시 정부는 중국{}씨의 공로를 기려 상을 주었다.",
    "회장{}의 말에 따르면 공장은 내년에 문을 연다.",
    "{k} 주석({z})이 손님들을 맞이하였다.",
    "{k} 외교부장({z})은 회의에 나오지 않았다.",
    "왕이(王毅), {}, 리커창(李克强) 등이 뒤를 이었다.",
    "그 노래를 부른 사람은 ‘{}’이다.",
    "부총리 {}과/와 그의 부인이 공항에 내렸다.",
    "산둥성 당서기 {} 등 세 사람이 서명했다.",
    "지난해 {} 감독이 만든 작품이 상을 받았다.",
    "이 글은 작가 {}(이)라는 이름으로 실렸다.",
    "{k}({z}·63) 전 시장이 먼저 말을 꺼냈다.",
    "상을 받은 사람: {}.",
)
THINGS: Final = (
    "{}은/는 이번 조사에서 빠졌다.",
    "사람들은 오래전부터 {}을/를 그렇게 불러 왔다.",
    "이 책의 둘째 장은 {}에 관한 이야기이다.",
    "중국{}에서 열린 전시회에 많은 사람이 모였다.",
    "산둥성{}의 역사를 다룬 영화가 나왔다.",
    "{}과/와 그 둘레를 묶어 이르는 말이다.",
    "《{}》이/가 새로 나왔다.",
    "이른바 ‘{}’에 대하여 물어보았다.",
    "칭다오(靑島), {}, 옌타이(煙臺)를 차례로 둘러보았다.",
    "오늘날의 {}까지 길이 이어진다.",
    "{}(이)라는 이름은 여기에서 나왔다.",
    "그때 세워진 것이 바로 {}이다.",
)
_PAIRS: Final = (
    ("은/는", "은는"),
    ("을/를", "을를"),
    ("이/가", "이가"),
    ("과/와", "과와"),
    ("(이)라", ("이라", "라")),
)


def _sentence(template: str, korean: str, chinese: str) -> tuple[str, int]:
    """Return the sentence, its particles chosen by the last syllable of *korean*, and where the name begins."""
    closed = is_syllable(korean[-1]) and (ord(korean[-1]) - 0xAC00) % 28 != 0
    for mark, (after_consonant, after_vowel) in _PAIRS:
        template = template.replace(mark, after_consonant if closed else after_vowel)
    template = template.replace("{}", "{k}({z})")
    return template.format(k=korean, z=chinese), template.index("{k}")


def sentences() -> Iterator[Item]:
    """Yield every name in its sentences; what is judged is its own bracket."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        templates = PERSONS if row["kind"] == "person" else THINGS
        first = hashlib.sha256(f"{row['ko']}\t{row['zh']}".encode()).digest()[0]
        for time in range(TIMES):
            # Steps of 4 and of 5 reach three different sentences of 15 and of 12.
            template = templates[(first + time * (4 if templates is PERSONS else 5)) % len(templates)]
            text, start = _sentence(template, row["ko"], row["zh"])
            zh_start = text.index(row["zh"], start + len(row["ko"]))
            wanted = Wanted(row["ko"], start, frozenset({fold(row["zh"])}), zh_start)
            yield Item(f"{row['ko']}({row['zh']})", text, (wanted,), (zh_start - 1, zh_start + len(row["zh"]) + 1))
