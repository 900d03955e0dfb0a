"""Cantonese and Vietnamese readings in Hangul."""

from __future__ import annotations

import pytest

from glossary.readings.southern import Language, hanzi, syllable


@pytest.mark.parametrize(
    ("char", "language", "hangul"),
    [
        ("灣", "yue", "완"),
        ("湾", "yue", "완"),
        ("仔", "yue", "차이"),
        ("香", "yue", "홍"),
        ("港", "yue", "콩"),
        ("國", "yue", "콕"),
        ("劉", "yue", "라우"),
        ("阮", "vi", "응우옌"),
        ("岳", "vi", "냑"),
        ("國", "vi", "꾸옥"),
        ("內", "vi", "노이"),
        ("陳", "vi", "쩐"),
    ],
)
def test_spellings_of_a_hanzi(char: str, language: Language, hangul: str) -> None:
    endings = [hangul[start:] for start in range(len(hangul) - 1, -1, -1)]
    assert hangul in dict(hanzi(char, language).among(endings))
    assert hangul in hanzi(char, language).spellings()


@pytest.mark.parametrize(
    ("reading", "hangul"), [("nguyễn", "응우옌"), ("trần", "쩐"), ("phạm", "팜"), ("đức", "득"), ("nhân", "년")]
)
def test_the_usual_spelling_of_vietnamese_is_free(reading: str, hangul: str) -> None:
    assert syllable(reading, "vi")[hangul] == 0.0


def test_what_is_no_syllable_has_no_spelling() -> None:
    assert syllable("xyz", "yue") == {}
    assert hanzi("웨", "vi").spellings() == {}
    assert hanzi("웨", "vi").among(["웨"]) == []
