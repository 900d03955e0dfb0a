"""Simplified and traditional: conversion for forms that are shown, and which script a form is in.

OpenCC converts, once Korean and compatibility shapes have been brought to those it knows (淸 -> 清). Two corrections of ours: 陜川 is a
Korean place and stays, and the names of persons have traditional forms of their own (余 not 餘, 冲 沖 not 衝). Which script a form is in is
read off our tables, without OpenCC.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from glossary.normalize.keys import han_table

_DATA: Final = Path(__file__).with_name("data")
_EITHER: Final = frozenset("乾藉著徵昇夥瞭甯")
"""Characters that simplified text keeps in some words (乾隆, 慰藉, 著名, 昇): they show no script."""
_NAME: Final = 4
"""Characters of the longest form that is taken for a bare name rather than for words."""
AMBIGUOUS: Final = frozenset("丑于余党冲准制卷历台后团复姜岳干征托斗杰汇沈涂游系舍范谷郁采里钟面升尽")
"""Simplified characters with two or more traditional ones that are all in use in names."""
_DOUBTFUL: Final = frozenset("于后征游")
"""Characters of given names whose likelier traditional form is not the only one (于 於, 征 徵)."""
_KOREAN_PLACES: Final = ("陜川",)
"""Words in which a Korean shape is a character of its own: 합천 is not in 陝西."""


@cache
def _rows(name: str) -> dict[str, str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return dict([line.split("\t", 1) for line in lines if line[0] != "#"][1:])


@cache
def _shapes() -> dict[int, str]:
    return {ord(char): shape for char, shape in _rows("glyphs.tsv").items()}


@cache
def _converter(config: str) -> Callable[[str], str]:
    """Return the conversion of one OpenCC configuration, loaded when first needed."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def usual_shape(text: str) -> str:
    """Return *text* with Korean glyph variants, compatibility ideographs and radicals in their usual shape (裵 -> 裴, ⽇ -> 日).

    陜 becomes 陝, except in 陜川.
    """
    if any(place in text for place in _KOREAN_PLACES):
        return "".join(char if char == "陜" else char.translate(_shapes()) for char in text)
    return text.translate(_shapes())


@lru_cache(maxsize=2048)
def to_hans(text: str) -> str:
    """Return *text* in simplified characters (劉廣華 -> 刘广华, 淸華 -> 清华); phrases decide where OpenCC knows them (乾隆)."""
    return _converter("t2s")(usual_shape(text))


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
    shaped = usual_shape(text)
    if person:
        return (_rows("persons_hant.tsv").get(shaped) or _person(shaped)).translate(_printed())
    return _converter("s2t")(shaped).translate(_printed())


def _person(simplified: str) -> str:
    """Return a person's traditional form: the surname by its table, the given name by its own, what is in neither by OpenCC."""
    surnames, given = _rows("surnames_hant.tsv"), _rows("given_hant.tsv")
    length = 2 if simplified[:2] in surnames else 1
    surname, name = simplified[:length], simplified[length:]
    convert = _converter("s2t")
    return (surnames.get(surname) or convert(surname)) + (
        given.get(name) or "".join(given.get(char) or convert(char) for char in name)
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


@lru_cache(maxsize=2048)
def script_of(text: str) -> Literal["zh", "zh-Hans", "zh-Hant"]:
    """Return the script of a Chinese form; ``zh`` where the two are equal or it mixes them (威海; 上韩網)."""
    traditional = any(char in han_table() and char not in _EITHER for char in text)
    candidates = _rows("hant.tsv")
    simplified = any(char in candidates and char not in candidates[char] for char in text)
    if traditional == simplified:
        return "zh"
    return "zh-Hant" if traditional else "zh-Hans"
