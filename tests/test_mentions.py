"""Pairs without a bracket: variants of known pairs and titles of source lists."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from glossary.model import Document
from glossary.pipeline import extract

TITLES = st.sampled_from(
    ["《중국 경제발전 규획》", "《中国经济发展规划》", "출처\n", "자료: ", "\n", "류더화(劉德華)", "리우더화", "유더화 ", "“산둥성 계획”", "山东省计划方案", "가", " ", "1. "]
)  # fmt: skip


@pytest.mark.parametrize("case", cases("mentions"))
def test_mentions(case: dict[str, Any]) -> None:
    found = [pair for pair in extract(Document("d", case["in"]), mentions=True) if pair.how == "variant"]
    assert [f"{pair.ko.text}={pair.zh.text} {pair.relation}" for pair in found] == case["out"], case["why"]
    assert {pair.band for pair in found} <= {"review"}


@given(st.lists(TITLES, max_size=16).map("".join))
def test_mentions_slice_to_their_text_and_are_never_accepted(text: str) -> None:
    for pair in extract(Document("d", text), mentions=True):
        assert text[pair.ko.start : pair.ko.end] == pair.ko.text
        assert text[pair.zh.start : pair.zh.end] == pair.zh.text
        assert pair.how != "variant" or pair.band == "review"
