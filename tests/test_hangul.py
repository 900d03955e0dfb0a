"""Jamo arithmetic."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.hangul import choseong, has_hangul, is_hangul, is_syllable, jamo, join, split

SYLLABLE = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(SYLLABLE)
def test_taking_apart_and_joining(syllable: str) -> None:
    assert join(*split(syllable)) == syllable
    assert len([part for part in split(syllable) if part]) == len(unicodedata.normalize("NFD", syllable))


@pytest.mark.parametrize("text", ["", "a", "ㄱ", "威"])
def test_only_syllables_are_taken_apart(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        split(text)


def test_joining_refuses_what_is_no_jamo() -> None:
    with pytest.raises(ValueError, match="not a lead"):
        join("ㅏ", "ㄱ")


def test_jamo_and_choseong() -> None:
    assert jamo("웨이하이") == "ㅇㅞㅇㅣㅎㅏㅇㅣ"
    assert jamo("값 A") == "ㄱㅏㅄ A"
    assert choseong("웨이하이(威海)") == "ㅇㅇㅎㅇ(威海)"


@pytest.mark.parametrize(
    ("char", "syllable", "letter"),
    [
        ("가", True, True),
        ("힣", True, True),
        ("ㄱ", False, True),
        ("ᄀ", False, True),
        ("威", False, False),
        ("a", False, False),
    ],
)
def test_what_is_hangul(char: str, syllable: bool, letter: bool) -> None:
    assert is_syllable(char) is syllable
    assert is_hangul(char) is letter
    assert has_hangul(f"x{char}") is letter
