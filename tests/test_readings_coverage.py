"""Readings are complete: every hanzi of the common sets, every syllable of 표 5, and lists of names made from other sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from glossary.normalize.script import to_hans, to_hant
from glossary.readings import hanja, mandarin, pinyin

DATA: Final = Path(__file__).resolve().parent / "data"

NO_SINO: Final = frozenset("鿍𠅤𠙶𠳐𡎚𡐓𤧛𤫉𥔲𥕢𥖨𥻗𦒍𦭜𦰡𨙸𨚕𨟠𨭉𨺙𪤗𪨰𫭼𬌗𬒔𬒗𬭊𬭛𬭳𬭶")
"""Common characters that no Korean list reads: new elements (𬭊 dubnium) and local words of place names (𨙸)."""
NO_PINYIN: Final = frozenset("兙兡嗧")
"""Japanese signs for units of measure that Big5 holds; they have no syllable of their own."""


def common() -> Iterator[str]:
    """Yield the 8,105 characters of 通用规范汉字表."""
    lines = (DATA / "common_characters.txt").read_text(encoding="utf-8").splitlines()
    yield from "".join(lines[1:])


def encoded(codec: str) -> Iterator[str]:
    """Yield the hanzi of a character set of two bytes."""
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            char = bytes((first, second)).decode(codec, errors="ignore")
            if len(char) == 1 and ("\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"):
                yield char


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a list of names."""
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


SETS: Final = {
    "8105": set(common()),
    "GB 2312": set(encoded("gb2312")),
    "Big5": set(encoded("big5")),
    "KS X 1001": set(encoded("euc_kr")),
}


def test_the_sets_have_their_sizes() -> None:
    assert {name: len(chars) for name, chars in SETS.items()} == {
        "8105": 8105,
        "GB 2312": 6763,
        "Big5": 13063,
        "KS X 1001": 4888,
    }


@pytest.mark.parametrize("name", SETS)
def test_every_character_has_a_mandarin_reading(name: str) -> None:
    assert {char for char in SETS[name] if not pinyin.syllables(char)} <= NO_PINYIN
    assert all(mandarin.is_pinyin(syllable) for char in SETS[name] for syllable in pinyin.syllables(char))


@pytest.mark.parametrize("name", SETS)
def test_every_character_has_a_sino_korean_reading(name: str) -> None:
    assert {char for char in SETS[name] if not hanja.sino(char)} <= NO_SINO


def test_every_common_character_without_a_sino_korean_reading_is_known() -> None:
    assert {char for char in SETS["8105"] if not hanja.sino(char)} == NO_SINO


@pytest.mark.parametrize("script", ["simplified", "traditional"])
def test_official_hangul_of_places(script: str) -> None:
    places = rows("official_places.tsv")
    wrong = [row for row in places if mandarin.official_hangul(to_hans(row[script]), kind="place") != row["hangul"]]
    assert len(places) >= 300
    assert len(wrong) <= 0.01 * len(places), wrong


@pytest.mark.parametrize("given", ["建国", "丽华"])
def test_official_hangul_of_surnames(given: str) -> None:
    surnames = rows("official_surnames.tsv")
    ending = mandarin.official_hangul(given, kind="term")
    wrong = [
        row
        for row in surnames
        if mandarin.official_hangul(row["simplified"] + given, kind="person") != f"{row['hangul']}{ending}"
    ]
    assert len(surnames) >= 200
    assert len(wrong) <= 0.01 * len(surnames), wrong


def test_traditional_surnames() -> None:
    surnames = rows("official_surnames.tsv")
    wrong = [
        row
        for row in surnames
        if to_hant(row["simplified"] + "国", person=True)[:-1] not in row["traditional"].split("|")
    ]
    assert len(wrong) <= 0.02 * len(surnames), wrong


def test_traditional_forms_of_persons() -> None:
    persons = rows("traditional_persons.tsv")
    wrong = [row for row in persons if to_hant(row["simplified"], person=True) != row["traditional"]]
    assert len(persons) >= 200
    assert len(wrong) <= 0.02 * len(persons), wrong
