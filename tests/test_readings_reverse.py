"""What a Korean form could spell."""

from __future__ import annotations

import pytest

from glossary.readings import mandarin, tables
from glossary.readings.reverse import mandarin_syllables, sino_spellings


@pytest.mark.parametrize(
    ("hangul", "syllables"),
    [
        ("웨이하이", "wei hai"),
        ("칭다오", "qing dao"),
        ("러텐", "le tian"),
        ("류 광화", "liu guang hua"),
        ("따궁팡", "da gong fang"),
    ],
)
def test_likeliest_syllables_come_first(hangul: str, syllables: str) -> None:
    assert " ".join(mandarin_syllables(hangul)[0].syllables) == syllables


@pytest.mark.parametrize("hangul", ["한국", "WeKoreaGo", "", "威海", "ㅎ"])
def test_what_spells_no_syllable_has_no_reading(hangul: str) -> None:
    assert mandarin_syllables(hangul) == ()


def test_long_form_stays_short_in_answer_and_time() -> None:
    ways = mandarin_syllables("하이" * 120, limit=3)
    assert len(ways) == 3
    assert ways[0].syllables == ("hai",) * 120


def test_every_syllable_of_the_inventory_is_found_from_its_official_spelling() -> None:
    for (syllable,) in tables.rows("syllables.tsv"):
        ways = mandarin_syllables(mandarin.to_hangul(syllable), limit=40)
        assert syllable in {way.syllables[0] for way in ways if len(way.syllables) == 1}, syllable


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("류광화", ("유광화", "류광화", "뉴광화")),
        ("유광화", ("유광화", "류광화", "뉴광화")),
        ("한국", ("한국",)),
        ("웨이하이", ()),
        ("", ()),
    ],
)
def test_sino_spellings_with_and_without_the_initial_sound_rule(hangul: str, spellings: tuple[str, ...]) -> None:
    assert sino_spellings(hangul) == spellings
