"""Mandarin in Hangul: 외래어 표기법 표 5, and the ways in which writers depart from it.

The official spelling of a syllable is composed from the table by initial and final, then 세칙 제2항 turns ㅑ ㅖ ㅛ ㅠ behind
ㅈ ㅉ ㅊ into ㅏ ㅔ ㅗ ㅜ (jia 자, not 쟈). What writers do instead (tense letters 따궁팡, split vowels 리우, 롱 for 룽) is a table
too, `data/tolerances.tsv`: each row a named rule with its witness. Tones are not written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.errors import ValueRefused
from glossary.hangul import is_syllable, join, split
from glossary.languages import is_han
from glossary.readings import pinyin, tables

if TYPE_CHECKING:
    from glossary.model import Kind

_FOLDED: Final = {"ㅑ": "ㅏ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅠ": "ㅜ", "ㅒ": "ㅐ"}
_TONES: Final = {"\u0304", "\u0301", "\u030c", "\u0300"}
_LONGEST_DIVISION: Final = 5
"""Hanzi of 特别行政区, the longest ending in divisions.tsv."""
_PEOPLE: Final = "族"
_KOREANS: Final = "朝鲜"
_OF_PEOPLES: Final = frozenset({"자치구", "자치주", "자치현", "자치기", "향", "민족향"})
"""Divisions that are named after peoples."""
_INSTITUTIONS: Final = tuple(
    "大学 学院 学校 中学 小学 科学院 研究院 研究所 医院 银行 公司 集团 委员会 政府 法院 检察院 协会 学会 联合会 商会 基金会 出版社 日报 通讯社 电视台 博物馆 图书馆 "
    "大使馆 国务院 办公室 组织 中心 联盟 部 局 厅 院 署 会 社 党 团 军 馆 厂 所 队".split()
)
"""Last words of bodies and firms that Korean translates or reads in Sino-Korean: 中国社会科学院 is 중국사회과학원, and nobody shall write 중궈서후이커쉐위안."""
_FRONT: Final = frozenset({"j", "q", "x"})


class Spelling(NamedTuple):
    """One way to write a syllable in Hangul: *rule* names why it may be written so, *cost* is 0.0 for the official one."""

    hangul: str
    rule: str
    cost: float


class Parts(NamedTuple):
    """A syllable taken apart: its initial ("" where none), its final, and the final in Hangul behind ㅇ."""

    initial: str
    final: str
    hangul: str


class _Tolerance(NamedTuple):
    rule: str
    initials: frozenset[str]
    finals: frozenset[str]
    written: str
    cost: float


@lru_cache(maxsize=8192)
def plain(syllable: str) -> str:
    """Return a pinyin syllable without its tone, in lower case, with ü for v and u: (Lǜ4 -> lü)."""
    decomposed = unicodedata.normalize("NFD", syllable.strip().lower())
    text = "".join(char for char in decomposed if char not in _TONES)
    text = unicodedata.normalize("NFC", text).rstrip("012345")
    return text.replace("u:", "ü").replace("v", "ü").replace("ɡ", "g")


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {"alone": {}, "final": {}, "initial": {}, "zero": {}}
    for part, letters, hangul in tables.rows("table5.tsv"):
        table[part][letters] = hangul
    return table


@cache
def _tolerances(part: str) -> tuple[_Tolerance, ...]:
    return tuple(
        _Tolerance(rule, frozenset(initials.split()), frozenset(finals.split()), written, float(cost))
        for rule, where, initials, finals, written, cost, _witness in tables.rows("tolerances.tsv")
        if where == part
    )


@cache
def parts(syllable: str) -> Parts:
    """Take one pinyin syllable apart (jū -> j + ü 위, yán -> yan 옌, zhì -> zh + -i 으).

    Raises ValueRefused for what is no syllable of Mandarin.
    """
    text = plain(syllable)
    table = _table()
    for length in (2, 1):
        initial, final = text[:length], text[length:]
        if initial not in table["initial"]:
            continue
        if final == "i" and text in table["alone"]:
            return Parts(initial, "-i", "으")
        final = _final(initial, final)
        if final in table["final"]:
            return Parts(initial, final, table["final"][final])
    hangul = table["zero"].get(text) or table["alone"].get(text)
    if hangul is None:
        raise ValueRefused(f"not a pinyin syllable: {syllable!r}; write one like wēi or wei")
    return Parts("", text, hangul)


def _final(initial: str, final: str) -> str:
    """Return the final that is meant: u is ü behind j q x (ju, juan), üan and ün are written in full, ue is üe."""
    if initial in _FRONT and final.startswith("u"):
        return "ü" + final[1:]
    return {"ue": "üe", "iou": "iu", "uei": "ui", "uen": "un"}.get(final, final)


def _compose(lead: str, hangul: str, *, fold: bool) -> str:
    """Put the jamo *lead* in the place of ㅇ at the front of *hangul*."""
    _, vowel, tail = split(hangul[0])
    if fold and lead in "ㅈㅉㅊ":
        vowel = _FOLDED.get(vowel, vowel)
    return join(lead, vowel, tail) + hangul[1:]


@cache
def to_hangul(syllable: str) -> str:
    """Return the official Hangul of one pinyin syllable, with or without its tone (zhāng -> 장, lü -> 뤼, nv -> 뉘).

    Raises ValueRefused for what is no syllable of Mandarin.
    """
    initial, _, hangul = parts(syllable)
    if not initial:
        return hangul
    return _compose(_table()["initial"][initial], hangul, fold=True)


def official(syllables: Sequence[str]) -> str:
    """Return the official Hangul of a row of syllables (Wēi hǎi -> 웨이하이).

    A syllable ``r`` is the ending -儿 and merges with the vowel before it (huā r -> 화얼 is written 활). Parts that are
    not pinyin (Latin letters, digits, marks) pass through.
    """
    written: list[str] = []
    for syllable in syllables:
        if plain(syllable) == "r" and written:
            written[-1] = _with_r(written[-1])
        else:
            written.append(to_hangul(syllable) if is_pinyin(syllable) else syllable)
    return "".join(written)


def _with_r(hangul: str) -> str:
    """Close the last syllable with ㄹ where it is open, else add 얼."""
    if is_syllable(hangul[-1]):
        lead, vowel, tail = split(hangul[-1])
        if not tail:
            return hangul[:-1] + join(lead, vowel, "ㄹ")
    return hangul + "얼"


def _is_read(syllable: str) -> bool:
    """Say whether *syllable* can be written in Hangul: a whole one, or the -r of 儿."""
    return syllable == "r" or is_pinyin(syllable)


@cache
def is_pinyin(text: str) -> bool:
    """Say whether *text* is one pinyin syllable."""
    try:
        parts(text)
    except ValueRefused:
        return False
    return True


@cache
def spellings(syllable: str) -> tuple[Spelling, ...]:
    """Return every way in which one pinyin syllable may stand in Korean text: the official one first, then by rising cost.

    At most one departure in the initial and one in the final are combined (띠엔 田). What no rule explains is not here and is misspelt:
    류 for ru, 언 for yin, 카오 for gao. Raises ValueRefused for what is no syllable of Mandarin.
    """
    standard = to_hangul(syllable)
    initial, final, hangul = parts(syllable)
    leads = [(_table()["initial"].get(initial) or split(hangul[0])[0], "", 0.0)]
    if initial:
        leads += [(t.written, t.rule, t.cost) for t in _tolerances("initial") if initial in t.initials]
    finals = [(hangul, "", 0.0)]
    finals += [
        (t.written, t.rule, t.cost)
        for t in _tolerances("final")
        if final in t.finals and ("*" in t.initials or initial in t.initials)
    ]
    best: dict[str, Spelling] = {standard: Spelling(standard, "table5", 0.0)}
    for lead, lead_rule, lead_cost in leads:
        for vowels, final_rule, final_cost in finals:
            for fold in (True, False):
                rules = [lead_rule, final_rule]
                cost = lead_cost + final_cost
                written = _compose(lead, vowels, fold=fold)
                if not fold and written != _compose(lead, vowels, fold=True):
                    rules.append("palatal")
                    cost += 0.02
                found = Spelling(written, "+".join(filter(None, rules)), round(cost, 3))
                if written not in best or found.cost < best[written].cost:
                    best[written] = found
    return tuple(sorted(best.values(), key=lambda spelling: (spelling.cost, spelling.hangul)))


@cache
def _divisions() -> dict[str, tuple[str, int]]:
    return {suffix: (hangul, int(least)) for suffix, hangul, least in tables.rows("divisions.tsv")}


def doubled(simplified: str) -> str | None:
    """Return the official Hangul of a mountain, river or lake of two hanzi, its kind written twice (泰山 타이산산, 长江 창장강).

    None for what the table has not: a town may have such a name too, and is written 루산(乳山).
    """
    ending = tables.pairs_kept("doubled.tsv").get(simplified)
    return ending and official(pinyin.preferred(simplified, kind="place")) + ending


def official_hangul(simplified: str, *, kind: Kind | None, syllables: Sequence[str] | None = None) -> str | None:
    """Return the official Hangul of a whole Chinese form, None where it holds anything but hanzi that can be read.

    The division at the end of a place is Sino-Korean and joined: 산둥성(山东省), 산현(单县); names such as 珠江 주장강 (`doubled`) and customary ones
    (홍콩) come from tables. An organization that ends in a word for what it is (大学, 公司) has none: such words are translated. Whether 표 5 is the norm for a form at all is not decided here. *syllables* is its `pinyin.preferred`, where that is known.
    """
    if kind == "place":
        known = tables.pairs_kept("places_official.tsv").get(simplified) or doubled(simplified)
        if known is not None:
            return known
        for length in range(min(_LONGEST_DIVISION, len(simplified) - 1), 0, -1):
            hangul, least = _divisions().get(simplified[-length:], ("", 0))
            if hangul and len(simplified) - length >= least:
                whole = syllables or pinyin.preferred(simplified, kind=kind)
                return _named(simplified[:-length], whole[:-length], hangul)
    if kind == "organization" and simplified.endswith(_INSTITUTIONS):
        return None
    return _read(simplified, syllables or pinyin.preferred(simplified, kind=kind), "")


def _named(name: str, syllables: Sequence[str], ending: str) -> str | None:
    """Spell the name of a division, the peoples in it with 족 (广西壮族自治区 광시좡족자치구, 延边朝鲜族自治州 옌볜조선족자치주)."""
    at = name.find(_PEOPLE)
    if at < 1 or ending not in _OF_PEOPLES:
        return _read(name, syllables, ending)
    if name[:at].endswith(_KOREANS):
        cut = at - len(_KOREANS)
        front = _read(name[:cut], syllables[:cut], "조선")
    else:
        front = _read(name[:at], syllables[:at], "")
    rest = _named(name[at + 1 :], syllables[at + 1 :], ending) if name[at + 1 :] else ending
    return None if front is None or rest is None else f"{front}족{rest}"


def _read(form: str, syllables: Sequence[str], ending: str) -> str | None:
    """Spell the syllables and add the ending, None unless each hanzi has a syllable."""
    if len(syllables) != len(form) or not all(map(is_han, form)) or not all(map(_is_read, syllables)):
        return None
    return official(syllables) + ending


@lru_cache(maxsize=8192)
def syllables_for(simplified: str, hangul: str, *, kind: Kind | None = None) -> tuple[str, ...] | None:
    """Return the pinyin of each hanzi by which *hangul* is the official spelling of the form, None where there is none.

    Tells which reading of a character with several a writer had in mind: 판쩡 makes 范曾 fàn zēng. Of several ways the one that is
    nearest to `pinyin` in context is taken. A division at the end may be Sino-Korean (산현 for 单县), and spaces do not count.
    """
    if not simplified or not all(map(is_han, simplified)):
        return None
    spelt = "".join(hangul.split())
    if kind in (None, "place") and official_hangul(simplified, kind="place") == spelt:
        return pinyin.preferred(simplified, kind="place")
    usual = pinyin.preferred(simplified, kind=kind)
    found = _matching(simplified, usual, spelt)
    for length in range(1, min(_LONGEST_DIVISION + 1, len(simplified))):
        ending, _ = _divisions().get(simplified[-length:], ("", 0))
        if found is None and ending and spelt.endswith(ending):
            name = _matching(simplified[:-length], usual[:-length], spelt.removesuffix(ending))
            found = name and name + usual[-length:]
    return found


def _matching(form: str, usual: Sequence[str], spelt: str) -> tuple[str, ...] | None:
    """Return the readings of the hanzi that are officially spelt *spelt*, with as few as possible that are not the *usual* ones."""
    reached: dict[str, tuple[int, tuple[str, ...]]] = {"": (0, ())}
    for char, first in zip(form, usual, strict=True):
        after: dict[str, tuple[int, tuple[str, ...]]] = {}
        for cost, before in reached.values():
            others = ("r",) if char == "儿" and before else ()
            for rank, reading in enumerate(dict.fromkeys((first, *pinyin.syllables(char), *others))):
                row = (*before, reading)
                if not _is_read(reading) or not spelt.startswith((written := official(row))[:-1]):
                    continue
                if written not in after or cost + rank < after[written][0]:
                    after[written] = (cost + rank, row)
        reached = after
    return reached[spelt][1] if spelt in reached else None
