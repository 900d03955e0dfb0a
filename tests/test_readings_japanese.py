"""Japanese readings in Hangul: what a kanji may be in a name, and whole names."""

from __future__ import annotations

import pytest

from glossary.readings.japanese import kanji, morae, word_spellings


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
    assert hangul in kanji(char).spellings()


def test_the_official_spelling_is_free_and_the_others_cost() -> None:
    assert kanji("康").cost("고") == 0.0
    assert (kanji("康").cost("고우") or 0.0) > 0.0


def test_a_reading_does_not_take_in_the_end_of_the_kanji_before_it() -> None:
    assert "시히사" not in kanji("久").spellings()


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
    assert kanji("𠀋").spellings() == {}


@pytest.mark.parametrize("char", "信賴源橋大々のヶ一")
def test_what_a_kanji_is_spelt_like_is_what_it_says_of_each_spelling(char: str) -> None:
    every = kanji(char).spellings()
    assert {spelling: kanji(char).cost(spelling) for spelling in every} == every
    assert kanji(char).cost("쀍") is None
