"""Concepts that nobody wrote, of the syllables, surnames, places and words that names are made of; the same ones for the same number.

Persons, places, organizations, titles and words, with the Hangul of table 5 or the Sino-Korean reading and the pinyin; 15 % have a second spelling in
Hangul, and where the scripts differ most have the traditional form too: about 2.5 attested terms a concept.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final
from uuid import UUID

from glossary.model import Anchor, Concept, Kind, Relation, Status, Term, group_of
from glossary.normalize.keys import han_key, ko_key
from glossary.normalize.script import hant_candidates
from glossary.readings import hanja, mandarin, pinyin
from glossary.readings.tables import rows
from glossary.store.base import Entry

SEED: Final = 20261122
_VARIANTS: Final = 0.15
_TRADITIONAL: Final = 0.55
"""Of the concepts whose scripts differ, so many were seen in both."""
_ENDINGS: Final = tuple("市시 县현 区구 镇진 乡향 村촌 山산 江강 湖호 岛도 河허 寺사 路로 港항".split())
_TRADES: Final = tuple(
    tuple(pair.split("/"))
    for pair in "科技/과학기술 贸易/무역 电子/전자 食品/식품 文化/문화 旅游/관광 建设/건설 投资/투자 教育/교육 机械/기계 生物/생물 能源/에너지 物流/물류 医药/의약".split()
)
_FORMS: Final = tuple(
    tuple(pair.split("/"))
    for pair in "有限公司/유한회사 集团/그룹 大学/대학 研究院/연구원 协会/협회 博物馆/박물관 医院/병원 银行/은행 股份有限公司/주식유한회사".split()
)
_PLANS: Final = tuple(
    tuple(pair.split("/"))
    for pair in "发展规划纲要/발전계획요강 行动计划/행동계획 实施方案/실시방안 管理办法/관리방법 年度报告/연간보고 工作条例/사업조례".split()
)
_KINDS: Final[tuple[tuple[Kind, int], ...]] = (
    ("person", 45), ("place", 22), ("organization", 14), ("title", 4), ("term", 15),
)  # fmt: skip
_STATUSES: Final[tuple[Status, ...]] = ("approved", "approved", "approved", "auto", "auto", "candidate")


@cache
def _pinyin(char: str) -> str:
    return pinyin.syllables(char)[0]


@cache
def _hangul(char: str) -> str:
    return mandarin.to_hangul(_pinyin(char))


@cache
def _others(char: str) -> tuple[str, ...]:
    """Return what writers spell instead."""
    return tuple(one.hangul for one in mandarin.spellings(_pinyin(char))[1:])


@cache
def _sino(char: str) -> str:
    return hanja.sino(char)[0].hangul


@cache
def _traditional(char: str) -> str:
    return (hant_candidates(char) or (char,))[0]


class _Chars:
    """Hanzi by how often words have them; those of names are read in both ways."""

    def __init__(self, dice: random.Random) -> None:
        words = (line[0] for line in _words())
        counted = Counter(char for word in words for char in word if _readable(char))
        self._dice = dice
        self._chars = list(counted)
        total = 0
        self._until = [total := total + count for count in counted.values()]

    def some(self, count: int) -> str:
        return "".join(self._dice.choices(self._chars, cum_weights=self._until, k=count))


def _words() -> list[list[str]]:
    from pathlib import Path

    import glossary.normalize

    table = Path(glossary.normalize.__file__).with_name("data") / "zh_words.tsv"
    return [[line] for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@cache
def _readable(char: str) -> bool:
    return bool(pinyin.syllables(char)) and mandarin.is_pinyin(_pinyin(char)) and bool(hanja.sino(char))


class _Form:
    """A form in the making: its hanzi, its Hangul, the words of its pinyin."""

    def __init__(self, kind: Kind, relation: Relation, zh: str, ko: str, words: list[str]) -> None:
        self.kind = kind
        self.relation = relation
        self.zh = zh
        self.ko = ko
        self.words = words

    @property
    def pinyin(self) -> str:
        return " ".join(_joined(word) for word in self.words)


def _joined(word: str) -> str:
    syllables = [_pinyin(char) for char in word]
    return "".join(
        ("'" if place and syllable[0] in "aāáǎàeēéěèoōóǒò" else "") + syllable
        for place, syllable in enumerate(syllables)
    ).capitalize()


class _Maker:
    def __init__(self) -> None:
        self.dice = random.Random(SEED)
        self.chars = _Chars(self.dice)
        names = [row[0] for row in rows("surnames.tsv") if all(map(_readable, row[0]))]
        common = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
        self.surnames = [*(name for place, name in enumerate(common) for _ in range(120 - 4 * place)), *names]
        self.places = [row[0] for row in rows("places.tsv") if all(map(_readable, row[0])) and len(row[0]) == 2]
        self.words = [word for (word,) in _words() if all(map(_readable, word))]

    def form(self, kind: Kind) -> _Form:
        return {
            "person": self.person, "place": self.place, "organization": self.organization, "title": self.title, "term": self.term,
        }[kind]()  # fmt: skip

    def person(self) -> _Form:
        surname = self.dice.choice(self.surnames)
        given = self.chars.some(self.dice.choice((1, 2, 2, 2)))
        zh = surname + given
        return _Form("person", "pinyin", zh, "".join(map(_hangul, zh)), [surname, given])

    def place(self) -> _Form:
        name = self.dice.choice(self.places) if self.dice.random() < 0.2 else self.chars.some(2)
        if self.dice.random() < 0.3:
            name += self.chars.some(1)
        ending = self.dice.choice(_ENDINGS)
        zh_end, ko_end = ending[:1], ending[1:]
        return _Form("place", "mixed", name + zh_end, "".join(map(_hangul, name)) + ko_end, [name, zh_end])

    def organization(self) -> _Form:
        place, name = self.dice.choice(self.places), self.chars.some(2)
        trade, form = self.dice.choice(_TRADES), self.dice.choice(_FORMS)
        ko = "".join(map(_hangul, place + name)) + trade[1] + form[1]
        return _Form("organization", "mixed", place + name + trade[0] + form[0], ko, [place, name, trade[0], form[0]])

    def title(self) -> _Form:
        place, name, plan = self.dice.choice(self.places), self.chars.some(4), self.dice.choice(_PLANS)
        ko = "".join(map(_hangul, place)) + "시 " + "".join(map(_sino, name)) + plan[1]
        return _Form("title", "mixed", f"{place}市{name}{plan[0]}", ko, [*place, "市", *name, *plan[0]])

    def term(self) -> _Form:
        zh = self.dice.choice(self.words) + (self.chars.some(2) if self.dice.random() < 0.7 else "")
        return _Form("term", "sino", zh, "".join(map(_sino, zh)), [zh])

    def variant(self, form: _Form) -> str | None:
        """Return another spelling of one syllable."""
        for place, char in enumerate(list(form.zh)[: len(form.ko)]):
            if form.ko[place] == _hangul(char) and _others(char):
                return form.ko[:place] + self.dice.choice(_others(char)) + form.ko[place + 1 :]
        return None


def entries(count: int) -> Iterator[Entry]:
    """Yield *count* entries, no two of the same two forms."""
    maker, made = _Maker(), 0
    met = bytearray(1 << 23)  # a bit a concept, as nearly as a few thousand left out do
    kinds = [kind for kind, weight in _KINDS for _ in range(weight)]
    while made < count:
        form = maker.form(maker.dice.choice(kinds))
        place = _digest(f"{form.zh}\t{form.ko}") % (len(met) * 8)
        if met[place >> 3] >> (place & 7) & 1:
            continue
        met[place >> 3] |= 1 << (place & 7)
        made += 1
        yield _entry(maker, form)


def _digest(text: str) -> int:
    import zlib

    return zlib.crc32(text.encode()) | zlib.adler32(text.encode()) << 32


def _entry(maker: _Maker, form: _Form) -> Entry:
    dice, kind = maker.dice, form.kind
    seen = min(int(dice.paretovariate(1.2)), 999)
    terms = [Term("ko", form.ko, "preferred", seen=seen)]
    if dice.random() < _VARIANTS / 0.76 and (other := maker.variant(form)) and other != form.ko:
        terms.append(Term("ko", other, flags=("nonstandard",), seen=1))
    hant = "".join(map(_traditional, form.zh))
    terms.append(Term("zh" if hant == form.zh else "zh-Hans", form.zh, "preferred", reading=form.pinyin, seen=seen))
    if hant != form.zh and dice.random() < _TRADITIONAL:
        terms.append(Term("zh-Hant", hant, "preferred", reading=form.pinyin, seen=1))
    uid = str(UUID(int=dice.getrandbits(128), version=4))
    concept = Concept(uid, kind, "zh", form.relation, dice.choice(_STATUSES), tuple(terms), seen=seen, documents=1)
    anchor = Anchor(han_key(form.zh), ko_key(form.ko), group_of(kind), True)
    return Entry(concept, (anchor,))
