"""Several notes in one cell come back as they were, and what others write there is not taken apart for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.formats.tables.cell_notes import joined, named, parted

ITEMS = st.lists(st.text(st.sampled_from("a가 |~\\/\n:"), min_size=1, max_size=8), min_size=1, max_size=4)


@given(ITEMS, st.sampled_from("|~/"))
def test_items_come_back(items: list[str], mark: str) -> None:
    assert parted(joined(items, mark), mark) == items


@pytest.mark.parametrize("text", ["a|b", "|", "a | b", "|| |", "\\|", "a \\| b", "| ", "a~b"])
def test_one_note_stays_one(text: str) -> None:
    assert parted(joined([text])) == [text]


@pytest.mark.parametrize("text", ["km/h", "a|b", "~", "C:\\|x", "https://x | y"[:9]])
def test_what_others_write_is_left_alone(text: str) -> None:
    assert list(named(text)) == [("note", text)]


def test_items_have_names() -> None:
    assert list(named("pinyin: Wēihǎi | usage: a: b | note: pinyin: x | 참고: 말 |  ")) == [
        ("pinyin", "Wēihǎi"),
        ("usage", "a: b"),
        ("note", "pinyin: x"),
        ("note", "참고: 말"),
    ]
