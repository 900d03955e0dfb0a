"""Hanzi in pinyin."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from glossary.model import Kind
from glossary.readings import mandarin, tables
from glossary.readings.orthography import spell
from glossary.readings.pinyin import is_surname, pinyin, surname_of, syllables

CASES: Final = tomllib.loads((Path(__file__).resolve().parent / "cases" / "pinyin.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_spelling(case: dict[str, Any]) -> None:
    form, kind = case["in"], case["kind"]
    assert spell(pinyin(form, kind=kind)[0], kind=kind, text=form) == case["out"], case["why"]


def test_ordinary_reading_of_a_surname_comes_second() -> None:
    assert pinyin("乐国强", kind="person") == (("yuè", "guó", "qiáng"), ("lè", "guó", "qiáng"))


def test_reading_of_a_well_known_person_is_the_only_one() -> None:
    assert pinyin("乐靖宜", kind="person") == (("lè", "jìng", "yí"),)
    assert pinyin("米芾", kind="person")[0] == ("mǐ", "fú")


@pytest.mark.parametrize("kind", ["place", "organization", None])
def test_a_surname_is_read_as_one_in_persons_only(kind: Kind | None) -> None:
    assert pinyin("曾国藩", kind=kind)[0][0] == "céng"


def test_traditional_surname_is_known() -> None:
    assert pinyin("單田芳", kind="person")[0][0] == "shàn"


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("重", ("zhòng", "chóng")),
        ("樂", ("lè", "yuè")),
        ("乐", ("lè", "yuè")),
        ("单", ("dān", "chán", "shàn")),
        ("威", ("wēi",)),
        ("子", ("zǐ", "zi")),
        ("的", ("de", "dì")),
    ],
)
def test_readings_of_a_character(char: str, expected: tuple[str, ...]) -> None:
    found = syllables(char)
    assert found[0] == expected[0]
    assert set(expected) <= set(found)


@pytest.mark.parametrize("char", ["가", "A", "+", " "])
def test_what_is_no_hanzi_has_no_reading(char: str) -> None:
    assert syllables(char) == ()


def test_a_lone_character_lists_all_its_readings() -> None:
    assert pinyin("区", kind="term") == (("qū",), ("ōu",))


def test_one_element_a_hanzi_and_one_a_stretch_of_anything_else() -> None:
    assert pinyin("ABC集团(中国)") == (("ABC", "jí", "tuán", "(", "zhōng", "guó", ")"),)
    assert pinyin("WeKoreaGo") == (("WeKoreaGo",),)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("欧阳修", "欧阳"),
        ("单田芳", "单"),
        ("爱新觉罗溥仪", "爱新觉罗"),
        ("欧阳", "欧"),
        ("马云", "马"),
        ("尉迟恭", "尉迟"),
        ("囧囧", None),
        ("", None),
    ],
)
def test_surname_of(name: str, surname: str | None) -> None:
    assert surname_of(name) == surname


def test_surnames_in_either_script() -> None:
    assert is_surname("刘")
    assert is_surname("劉")
    assert is_surname("司馬")
    assert not is_surname("海")


@pytest.mark.parametrize("name", ["places.tsv", "surnames.tsv"])
def test_tables_hold_one_syllable_a_hanzi(name: str) -> None:
    for form, readings in tables.rows(name):
        assert len(form) == len(readings.split())
        assert all(map(mandarin.is_pinyin, readings.split()))


def test_the_package_behind_it_is_not_imported() -> None:
    code = (
        "import sys; from glossary.readings.pinyin import pinyin; pinyin('威海'); sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
