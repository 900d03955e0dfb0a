"""Japanese readings in Hangul: what a kanji may be in a name, and whole names."""

from __future__ import annotations

import pytest

from glossary.readings.japanese import morae, spellings, word_spellings


@pytest.mark.parametrize(
    ("char", "hangul"),
    [
        ("信", "노부"),
        ("慶", "요시"),
        ("賴", "요리"),
        ("頼", "요리"),
        ("川", "가와"),
        ("川", "카와"),
        ("橋", "바시"),
        ("大", "오"),
        ("大", "오오"),
        ("津", "쓰"),
        ("津", "츠"),
        ("源", "미나모토노"),
        ("ヶ", "가"),
    ],
)
def test_spellings_of_a_kanji(char: str, hangul: str) -> None:
    assert hangul in spellings(char)


def test_the_official_spelling_is_free_and_the_others_cost() -> None:
    assert spellings("康")["고"] == 0.0
    assert spellings("康")["고우"] > 0.0


def test_a_reading_does_not_take_in_the_end_of_the_kanji_before_it() -> None:
    assert "시히사" not in spellings("久")


def test_a_word_is_read_as_a_whole() -> None:
    assert "핫토리" in word_spellings("服部")
    assert "히타치" in word_spellings("常陸")
    assert word_spellings("威海") == {}


@pytest.mark.parametrize("word", ["釜山", "北京", "上海", "香港"])
def test_names_of_china_and_korea_are_no_japanese_names(word: str) -> None:
    assert word_spellings(word) == {}


@pytest.mark.parametrize(
    ("reading", "parts"),
    [
        ("shinjuku", ("shi", "n", "ju", "ku")),
        ("shin'ichi", ("shi", "n", "i", "chi")),
        ("haStori", ("ha", "S", "to", "ri")),
    ],
)
def test_morae(reading: str, parts: tuple[str, ...]) -> None:
    assert morae(reading) == parts


def test_a_character_that_japanese_does_not_use_has_no_reading() -> None:
    assert spellings("𠀋") == {}
