"""Hanzi in Sino-Korean."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from glossary.hangul import is_syllable
from glossary.readings import tables
from glossary.readings.hanja import compose, initial_sound, sino, sino_forms

CASES: Final = tomllib.loads((Path(__file__).resolve().parent / "cases" / "sino.toml").read_text(encoding="utf-8"))[
    "case"
]


def charset(encoding: str) -> list[str]:
    """Return the ideographs of a double-byte national character set."""
    pairs = (bytes([first, second]) for first in range(0xA1, 0xFF) for second in range(0xA1, 0xFF))
    chars = (pair.decode(encoding, errors="ignore") for pair in pairs)
    return [char for char in chars if len(char) == 1 and "㐀" <= char <= "\ufaff" and not is_syllable(char)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reading_of_a_form(case: dict[str, Any]) -> None:
    assert list(sino_forms(case["in"])[: len(case["out"])]) == case["out"], case["why"]


@pytest.mark.parametrize(
    ("char", "readings"),
    [("發", ["발"]), ("发", ["발"]), ("后", ["후"]), ("後", ["후"]), ("关", ["관"]), ("广", ["광"]), ("金", ["금", "김"]), ("葉", ["엽", "섭"]),
     ("樂", ["악", "락", "요"]), ("淸", ["청"]), ("陜", ["합", "섬"]), ("⽇", ["일"]), ("龙", ["룡"]), ("刘", ["류"]), ("竜", ["룡"]), ("云", ["운"])],
)  # fmt: skip
def test_accepted_readings_of_a_character(char: str, readings: list[str]) -> None:
    assert [reading.hangul for reading in sino(char) if reading.cost == 0] == readings


@pytest.mark.parametrize(
    ("char", "old"), [("关", "소"), ("广", "엄"), ("园", "완"), ("宁", "저"), ("势", "핵"), ("极", "겁"), ("胜", "성")]
)
def test_the_old_hanja_that_a_simplified_character_looks_like_is_doubtful(char: str, old: str) -> None:
    costs = {reading.hangul: reading.cost for reading in sino(char)}
    assert costs[old] >= 0.3
    assert sino(char)[0].cost == 0


@pytest.mark.parametrize(("char", "reading"), [("\uf914", "낙"), ("\uf95c", "락"), ("\uf9bf", "요"), ("\uf902", "거")])
def test_a_compatibility_ideograph_says_which_reading_is_meant(char: str, reading: str) -> None:
    assert sino(char)[0].hangul == reading


@pytest.mark.parametrize("encoding", ["gb2312", "euc_kr"])
def test_every_character_of_the_national_sets_is_read(encoding: str) -> None:
    chars = charset(encoding)
    assert len(chars) > 4_000
    assert [char for char in chars if not sino(char)] == []


@pytest.mark.parametrize("char", ["가", "A", "+", "あ"])
def test_what_is_no_hanzi_is_not_read(char: str) -> None:
    assert sino(char) == ()
    assert sino_forms(char) == ()


@pytest.mark.parametrize(
    ("base", "initial"),
    [
        ("류", "유"),
        ("녀", "여"),
        ("라", "나"),
        ("뢰", "뇌"),
        ("니", "이"),
        ("리", "이"),
        ("렬", "열"),
        ("노", "노"),
        ("내", "내"),
        ("하", "하"),
        ("A", "A"),
    ],
)
def test_initial_sound(base: str, initial: str) -> None:
    assert initial_sound(base) == initial


def test_no_table_reading_is_an_initial_sound_form_of_another() -> None:
    for char in tables.pairs("hanja.tsv"):
        readings = {reading.hangul for reading in sino(char) if reading.cost == 0 and reading.source == "unihan"}
        assert not {initial_sound(one) for one in readings if initial_sound(one) != one} & readings, char


@pytest.mark.parametrize(
    ("readings", "form"),
    [(["리", "률"], "이율"), (["법", "률"], "법률"), (["선", "렬"], "선열"), (["라", "렬"], "나열"), ([], "")],
)
def test_compose(readings: list[str], form: str) -> None:
    assert compose(readings) == form


def test_a_persons_surname_has_its_own_reading() -> None:
    assert sino_forms("金正恩", person=True)[0] == "김정은"
    assert sino_forms("金融")[0] == "금융"


def test_the_initial_sound_rule_begins_anew_behind_a_space() -> None:
    assert sino_forms("中國 歷史") == ("중국 역사", "중국 력사")
    assert sino_forms("理論 歷史")[0] == "이론 역사"


@pytest.mark.parametrize(
    ("name", "forms"),
    [("沈从文", ["심종문"]), ("賈平凹", ["가평요"]), ("金庸", ["김용"]), ("葉劍英", ["섭검영", "엽검영"]), ("陸游", ["육유", "륙유"]), ("車", ["차"]), ("單雄信", ["선웅신"]),
     ("尹志平", ["윤지평"]), ("諸葛亮", ["제갈량"]), ("于正", ["우정"]), ("余华", ["여화"]), ("范曾", ["범증"]), ("郁达夫", ["욱달부"]), ("万俟卨", ["묵기설"]), ("尉迟恭", ["울지공"]), ("刘广华", ["유광화", "류광화"])],
)  # fmt: skip
def test_surnames_of_chinese_persons(name: str, forms: list[str]) -> None:
    assert list(sino_forms(name, person=True)[: len(forms)]) == forms


def test_readings_of_compatibility_ideographs_keep_the_order_of_the_set_that_they_come_from() -> None:
    order = charset("euc_kr")
    places = [at for at, char in enumerate(order) if char >= "\uf900"]
    assert len(places) == 268
    for at in places:
        meant, *others = sino(order[at])
        assert min(said(order[at - 1])) <= meant.hangul <= max(said(order[at + 1]))
        assert all(other.cost > 0 for other in others)


def said(char: str) -> list[str]:
    """Return the accepted readings of a character with their initial-sound forms."""
    readings = [reading.hangul for reading in sino(char) if reading.cost <= 0.1]
    return readings + [initial_sound(reading) for reading in readings]


def test_other_characters_pass_through_and_the_limit_holds() -> None:
    assert sino_forms("互联网+")[0] == "호련망+"
    assert len(sino_forms("樂樂樂樂", limit=5)) == 5
