"""How whole forms are read, without a context."""

from __future__ import annotations

import pytest

from glossary.errors import ValueRefused
from glossary.readings.forms import read_form, script_of


@pytest.mark.parametrize(
    ("form", "script"),
    [
        ("刘广华", "hans"), ("劉廣華", "hant"), ("威海", "han"), ("류광화", "hangul"), ("WeKoreaGo", "latin"),
        ("上韩網", "mixed"), ("互联网+", "hans"), ("13·5규획", "hangul"), ("中웨이하이", "mixed"), ("13", "mixed"), ("《威海市》", "han"),
    ],
)  # fmt: skip
def test_script(form: str, script: str) -> None:
    assert script_of(form) == script


def test_chinese_form_in_either_script() -> None:
    for form, written in (("刘广华", "hans"), ("劉廣華", "hant")):
        readings = read_form(form)
        assert (readings.script, readings.zh_hans, readings.zh_hant) == (written, "刘广华", "劉廣華")
        assert readings.pinyin[0] == "Liú Guǎnghuá"
        assert readings.mandarin[0] == "류광화"
        assert readings.sino[:2] == ("유광화", "류광화")


@pytest.mark.parametrize(
    ("form", "pinyin", "hangul"),
    [
        ("乐天", "Lètiān", "러톈"),
        ("单县", "Shànxiàn", "산현"),
        ("威海", "Wēihǎi", "웨이하이"),
        ("金山", "Jīnshān", "진산"),
    ],
)
def test_place_is_not_read_as_a_person(form: str, pinyin: str, hangul: str) -> None:
    readings = read_form(form)
    assert (readings.pinyin[0], readings.mandarin[0]) == (pinyin, hangul)


def test_compatibility_ideograph_is_read_before_it_is_folded() -> None:
    assert read_form("\uf9bf山").sino == ("요산",)


def test_mountain_has_the_doubled_spelling_and_the_plain_one() -> None:
    assert read_form("泰山").mandarin == ("타이산산", "타이산")


def test_kind_decides_where_it_is_known() -> None:
    assert read_form("乐天", kind="person").pinyin[0] == "Yuè Tiān"


def test_korean_form_is_shown_as_what_it_could_spell() -> None:
    readings = read_form("러텐")
    assert (readings.zh_hans, readings.zh_hant) == (None, None)
    assert readings.pinyin[0] == "le tian"
    assert readings.mandarin[0] == "러톈"


def test_form_without_hangul_or_hanzi_has_no_reading() -> None:
    readings = read_form("WeKoreaGo")
    assert (readings.pinyin, readings.mandarin, readings.sino) == ((), (), ())


@pytest.mark.parametrize("form", ["", "  ", "威\0海", "a\ud800"], ids=["empty", "blank", "nul", "surrogate"])
def test_what_is_no_form_is_refused(form: str) -> None:
    with pytest.raises(ValueRefused):
        read_form(form)
