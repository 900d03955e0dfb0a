"""Simplified and traditional: conversion for forms that are shown, and which script a form is in.

A form is what OpenCC makes of it, once Korean and compatibility shapes have been brought to those it knows (淸 -> 清). Two corrections of ours:
陜川 is a Korean place and stays, and the names of persons have traditional forms of their own (余 not 餘, 冲 沖 not 衝). Single characters are
converted by our tables, and which script a form is in is read off them; OpenCC is asked for words alone, because loading it takes longer than
reading some pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from glossary.normalize.keys import fold_char, han_table

_DATA: Final = Path(__file__).with_name("data")
_EITHER: Final = frozenset("乾藉著徵昇夥瞭甯")
"""Characters that simplified text keeps in some words (乾隆, 慰藉, 著名, 昇): they show no script."""
_NAME: Final = 4
"""Characters of the longest form that is taken for a bare name rather than for words."""
AMBIGUOUS: Final = frozenset("丑于余党冲准制卷历台后团复姜岳干征托斗杰汇沈涂游系舍范谷郁采里钟面升尽")
"""Simplified characters with two or more traditional ones that are all in use in names."""
_DOUBTFUL: Final = frozenset("于后征游")
"""Characters of given names whose likelier traditional form is not the only one (于 於, 征 徵)."""
_KOREAN_PLACE: Final = "陜川"
"""A word in which a Korean shape is a character of its own: 합천 is not in 陝西."""
_MOST_FORMS: Final = 2_048
"""Forms that are remembered."""
_MARK: Final = "\0"
"""Stands behind the simplified shape of a character of which more than that is to be said."""
_TOLD_BY_PHRASE: Final = {
    "t2s": frozenset("么乾俱剋劄吒哩噁坏彷徵扞於昇氾沈濛甦畫瞭祕脩蒐薹藉衹袷覆計谿逕釐鉅鍊鍾陞麼麽"),
    "s2t": frozenset(
        "万丑个丰么了于云仆仇仑价仿伙余佛佣俊修借僵克党具冢冬冲凄准凌几凶出划别刮制千升卜占卤卷厂历厘参发只台叶叹吁吃合吊同后向吣呆周咨咸咽哄哗喂噪回团困坐坛堤"
        "复夫夸奸姜娘宁家尝尸尽局岩岳巨布帘席干并幸广庵弥弦当录彩征径御志念恒恤恶愈愿戚扇才扎托扣折抵拐拿挨挽捆据搜摆斗斤斫昆暗曲札术朱朴杆杠杯杰松板果枪柜栗核"
        "梁棱檗欲毁汇沈沾泛注浚涂涌淀游溪漓澄炼烟焰熏狸玩琅症皂矩确私秋种穗筑筱签糊系纤耇胄背胜胡脏腊腌膻致舍芸苏苔苹范荐荡荫药获蒙蔑藤虫虱蜡表袅谷豆象赞跖辟"
        "迹适郁酸采里鉴针钟铲链锄镰闲雕霉面须饥"
    ),
}
"""Characters that some phrase of OpenCC converts otherwise than they are alone (a test reads its phrases). A form without one is converted by
character, which is what OpenCC gives, in a tenth of the time. Into traditional characters so is a form without a word of hant_words.tsv, for
OpenCC's phrases take as long to load as extracting some pages."""


@cache
def _rows(name: str) -> dict[str, str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return dict([line.split("\t", 1) for line in lines if line[0] != "#"][1:])


@cache
def _converter(config: str) -> Callable[[str], str]:
    """Return the conversion of one OpenCC configuration, loaded when first needed."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


class _Single(dict[int, str]):
    """A translation table for single characters, filled on demand."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, code: int) -> str:
        self[code] = shape = self._convert(chr(code))
        return shape


@cache
def _single() -> dict[int, str]:
    """Return the conversion of single characters into traditional ones of print."""
    return _printed() | {ord(char): shapes.partition(" ")[0] for char, shapes in _rows("hant.tsv").items()}


@cache
def _words() -> dict[str, list[str]]:
    """Return by first character the words that OpenCC converts otherwise than their characters into traditional ones: 里程, 干部."""
    words: dict[str, list[str]] = {}
    lines = (_DATA / "hant_words.tsv").read_text(encoding="utf-8").splitlines()
    for word in [line for line in lines if line[0] != "#"][1:]:
        words.setdefault(word[0], []).append(word)
    return words


def _holds_word(text: str) -> bool:
    words = _words()
    return any(text.startswith(word, at) for at, char in enumerate(text) for word in words.get(char, ()))


def _simplified(char: str) -> str:
    """Return the simplified shape of a character: the fold of keys, but for what is shown otherwise (著, not 着).

    A mark follows where it is not settled by that: one that its word decides, that shows the script, or that has another usual shape.
    """
    return (_rows("hans.tsv").get(char) or fold_char(char)) + (_MARK if char in _marked() else "")


@cache
def _marked() -> frozenset[str]:
    return _by_word("t2s").union(_telling()[1], _rows("glyphs.tsv"))


def _traditional(char: str) -> str:
    """Return the traditional shape of a character, the one of print."""
    return _shaped(char).translate(_single())


_TO_HANS: Final = _Single(_simplified)
_TO_HANT: Final = _Single(_traditional)


@cache
def _by_word(config: Literal["t2s", "s2t"]) -> frozenset[str]:
    """Return the characters, in any shape, for which the others of the form have to be seen."""
    told = _TOLD_BY_PHRASE[config]
    return told.union((char for char, shape in _rows("glyphs.tsv").items() if shape in told), _KOREAN_PLACE[0])


def _convert(text: str) -> str:
    """Return the traditional characters that OpenCC makes of *text*, which is in usual shapes, in the shapes of print."""
    if _TOLD_BY_PHRASE["s2t"].isdisjoint(text) or not _holds_word(text):
        return text.translate(_single())
    return _converter("s2t")(text).translate(_printed())


class _Seen:
    """A form in simplified characters, each by itself, and in usual shapes; whether a letter of it is only simplified, and whether words decide."""

    __slots__ = ("by_word", "hans", "has_simplified", "usual")

    def __init__(self, hans: str, usual: str, has_simplified: bool, by_word: bool) -> None:
        self.hans = hans
        self.usual = usual
        self.has_simplified = has_simplified
        self.by_word = by_word


def _look(text: str) -> _Seen:
    hans = text.translate(_TO_HANS)
    if _MARK not in hans:
        return _Seen(hans, text, False, False)
    hans = "".join([_TO_HANS[ord(char)][0] for char in text])
    return _Seen(hans, _shaped(text), not _telling()[1].isdisjoint(text), not _by_word("t2s").isdisjoint(text))


class _Forms(dict[str, _Seen]):
    """The forms that were met: each is looked at once for all that is asked of it, and again in the next stage. When they are many they are forgotten."""

    def __missing__(self, text: str) -> _Seen:
        if len(self) >= _MOST_FORMS:
            self.clear()
        self[text] = seen = _look(text)
        return seen


_SEEN: Final = _Forms()


@lru_cache(maxsize=256)
def _hans_by_words(usual: str) -> str:
    return _converter("t2s")(usual)


def _shaped(text: str) -> str:
    shapes = _rows("glyphs.tsv")
    kept = _KOREAN_PLACE[0] if _KOREAN_PLACE in text else ""
    return "".join([char if char == kept else shapes.get(char, char) for char in text])


def usual_shape(text: str) -> str:
    """Return *text* with Korean glyph variants, compatibility ideographs and radicals in their usual shape (裵 -> 裴, ⽇ -> 日).

    陜 becomes 陝, except in 陜川.
    """
    return _SEEN[text].usual


def to_hans(text: str) -> str:
    """Return *text* in simplified characters (劉廣華 -> 刘广华, 淸華 -> 清华); phrases decide where OpenCC knows them (乾隆)."""
    seen = _SEEN[text]
    return _hans_by_words(seen.usual) if seen.by_word else seen.hans


@cache
def _printed() -> dict[int, str]:
    return {ord(char): shape for char, shape in _rows("hant_printed.tsv").items()}


@lru_cache(maxsize=2048)
def to_hant(text: str, *, person: bool = False) -> str:
    """Return *text* in traditional characters (刘广华 -> 劉廣華), script only: no regional words (信息 stays 信息).

    The shapes are those of print, where OpenCC's standard has older ones (立峰 not 立峯, 群眾 not 羣衆).
    A *person*'s surname goes by the surname table (余华 -> 余華), the given name by another (陈冲 -> 陳沖, 陆游 -> 陸游) and a few well-known
    names by a third (魏征 -> 魏徵); the rest by OpenCC, a character at a time, for its phrases are words.
    """
    if not person and _by_word("s2t").isdisjoint(text):
        return text.translate(_TO_HANT)
    shaped = _shaped(text)
    if person:
        return (_rows("persons_hant.tsv").get(shaped) or _person(shaped)).translate(_printed())
    return _convert(shaped)


def _person(simplified: str) -> str:
    """Return a person's traditional form: the surname by its table, the given name by its own, what is in neither by OpenCC."""
    surnames, given = _rows("surnames_hant.tsv"), _rows("given_hant.tsv")
    length = 2 if simplified[:2] in surnames else 1
    surname, name = simplified[:length], simplified[length:]
    single = _single()
    return (surnames.get(surname) or surname.translate(single)) + (
        given.get(name) or "".join([given.get(char) or single.get(ord(char), char) for char in name])
    )


def hant_candidates(char: str) -> tuple[str, ...]:
    """Return the traditional characters that one simplified character may stand for (发 -> 發 髮; 后 -> 後 后), itself where it has none."""
    row = _rows("hant.tsv").get(char)
    return (char,) if row is None else tuple(row.split(" "))


def is_ambiguous(simplified: str, *, person: bool = False) -> bool:
    """Say whether the traditional form of a short form is unsure: 后海 may have 后 or 後, 周杰 杰 or 傑; in 皇后 the phrase decides.

    Forms of more than four characters are made of words, and OpenCC's phrases decide them. A *person*'s surname is sure
    where the surname table has it, its given name where the table of given names has one answer (采, but 后 or 後).
    """
    if len(simplified) > _NAME or (person and simplified in _rows("persons_hant.tsv")):
        return False
    known = 0
    sure: set[str] = set()
    if person:
        surnames = _rows("surnames_hant.tsv")
        known = 2 if simplified[:2] in surnames else int(simplified[:1] in surnames)
        sure = _rows("given_hant.tsv").keys() - _DOUBTFUL
    doubtful = {at for at, char in enumerate(simplified) if char in AMBIGUOUS and at >= known and char not in sure}
    if not doubtful:
        return False
    phrases = _rows("hant_phrases.tsv")
    for start in range(len(simplified)):
        for end in range(start + 2, len(simplified) + 1):
            if simplified[start:end] in phrases:
                doubtful.difference_update(range(start, end))
    return bool(doubtful)


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that stand in traditional text alone, and those that stand in simplified text alone."""
    simplified = {char for char, candidates in _rows("hant.tsv").items() if char not in candidates}
    return frozenset(han_table()) - _EITHER, frozenset(simplified)


def has_simplified(text: str) -> bool:
    """Say whether a letter of *text* is one that only simplified Chinese has."""
    return _SEEN[text].has_simplified


def has_traditional(text: str) -> bool:
    """Say whether a letter of *text* is one that only traditional Chinese has."""
    return not _telling()[0].isdisjoint(text)


def is_simplified(text: str) -> bool:
    """Say whether `script_of` is ``zh-Hans``, which few forms of Korean text are."""
    return has_simplified(text) and not has_traditional(text)


def script_of(text: str) -> Literal["zh", "zh-Hans", "zh-Hant"]:
    """Return the script of a Chinese form; ``zh`` where the two are equal or it mixes them (威海; 上韩網)."""
    traditional, simplified = has_traditional(text), has_simplified(text)
    if traditional == simplified:
        return "zh"
    return "zh-Hant" if traditional else "zh-Hans"
