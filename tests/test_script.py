"""Simplified and traditional."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from glossary.normalize.script import (
    _convert,
    _printed,
    hant_candidates,
    is_ambiguous,
    script_of,
    to_hans,
    to_hant,
    usual_shape,
)

CASES: Final = tomllib.loads((Path(__file__).resolve().parent / "cases" / "script.toml").read_text(encoding="utf-8"))[
    "case"
]
HAN: Final = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_conversion(case: dict[str, Any]) -> None:
    assert to_hans(case["in"]) == case["hans"], case["why"]
    assert to_hant(case["in"], person=case["person"]) == case["hant"], case["why"]


@pytest.mark.parametrize(
    ("form", "script"),
    [
        ("威海", "zh"),
        ("刘广华", "zh-Hans"),
        ("劉廣華", "zh-Hant"),
        ("上韩網", "zh"),
        ("乾隆", "zh"),
        ("淸", "zh-Hant"),
        ("余华", "zh-Hans"),
        ("后海", "zh"),
        ("ABC", "zh"),
        ("立峰", "zh"),
        ("羣衆", "zh-Hant"),
        ("群众", "zh-Hans"),
    ],
)
def test_script(form: str, script: str) -> None:
    assert script_of(form) == script


def test_the_script_of_a_broken_text_is_told() -> None:
    assert (usual_shape("裵乾\ud800"), script_of("乾\ud800")) == ("裴乾\ud800", "zh")


def test_candidates() -> None:
    assert hant_candidates("发") == ("發", "髮")
    assert set(hant_candidates("后")) == {"後", "后"}
    assert hant_candidates("威") == ("威",)
    assert hant_candidates("众") == ("眾", "衆")


@pytest.mark.parametrize(
    ("form", "person", "unsure"),
    [("刘广华", True, False), ("余华", True, False), ("余华", False, True), ("张后", True, True), ("皇后", False, False), ("威海", False, False),
     ("后海", False, True), ("台州", False, False), ("台湾", False, False), ("台盟", False, True), ("后羿射日的故事", False, False)],
)  # fmt: skip
def test_unsure_conversion(form: str, person: bool, unsure: bool) -> None:
    assert is_ambiguous(form, person=person) is unsure


@given(HAN)
def test_shapes_settle(text: str) -> None:
    assert usual_shape(usual_shape(text)) == usual_shape(text)
    assert len(usual_shape(text)) == len(text)


def phrases(*tables: str) -> set[str]:
    """Return the phrases of some of OpenCC's tables."""
    opencc = runpy.run_path(str(Path(__file__).resolve().parent.parent / "tools" / "sources.py"))["opencc"]
    return {phrase for table in tables for phrase in opencc(table)}


def test_converting_by_character_is_what_the_phrases_give() -> None:
    to_simplified, to_traditional = OpenCC("t2s").convert, OpenCC("s2t").convert
    wrong = {phrase for phrase in phrases("TSPhrases") if to_hans(phrase) != to_simplified(usual_shape(phrase))}
    for phrase in phrases("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"):
        if _convert(phrase) != to_traditional(phrase).translate(_printed()):
            wrong.add(phrase)
    assert not wrong, (
        "add to _TOLD_BY_PHRASE the characters that these phrases convert otherwise than alone; run tools/script.py"
    )


def test_simplified_characters_are_those_of_opencc() -> None:
    convert = OpenCC("t2s").convert
    chars = [chr(code) for code in (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x32000))]
    assert [char for char in chars if to_hans(char) != convert(usual_shape(char))] == []


def test_traditional_characters_are_those_of_opencc() -> None:
    convert = OpenCC("s2t").convert
    chars = [chr(code) for code in (*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0))]
    assert [char for char in chars if _convert(char) != convert(char).translate(_printed())] == []


@given(st.text(st.sampled_from("发展干部里程面粉后海云吞台湾钟表松树采谷范只有了解周游征求系统卷曲复制"), max_size=12))
def test_phrases_decide_only_where_one_of_them_stands(text: str) -> None:
    assert _convert(text) == OpenCC("s2t").convert(text).translate(_printed())
