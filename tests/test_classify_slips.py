"""Slips beside well-known names: what is flagged with the right form, and what is left alone."""

from __future__ import annotations

import pytest

from glossary.model import Document, Pair
from glossary.pipeline import extract


def only(text: str) -> Pair:
    """Return the one pair of a text."""
    (pair,) = extract(Document("d", text))
    return pair


@pytest.mark.parametrize(
    ("text", "flag", "right"),
    [
        ("산둥성 칭다오(淸島)에서 열렸다.", "typo", "青岛"),
        ("후베이성 우한(武韩)시에서 열렸다.", "typo", "武汉"),
        ("시진핑(习进平) 주석. 习近平", "typo", "习近平"),
        ("청다오(靑島)맥주", "misspelt", "칭다오"),
        ("그는 러룽(何龙) 장군이다.", "misspelt", "허룽"),
    ],
)
def test_a_slip_is_flagged_with_the_right_form(text: str, flag: str, right: str) -> None:
    pair = only(text)
    assert pair.flags == (flag,)
    assert pair.band == "review"
    assert [step.after for step in pair.steps if step.rule == "slip"] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "산둥성 칭다오(靑島)에서 열렸다.",
        "칭다오(清道)",
        "이저우(沂州)",
        "시진핑(习进平) 주석",
        "헤이룽강(黑龍江)",
        "마젠충(馬建忠)",
        "허룽(贺龙) 장군",
    ],
)
def test_what_may_be_a_name_of_its_own_is_left_alone(text: str) -> None:
    assert not {"typo", "misspelt"} & set(only(text).flags)
