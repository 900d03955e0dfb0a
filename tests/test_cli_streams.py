"""Widths, tables and counts as they are printed."""

from __future__ import annotations

import pytest

from glossary.cli.streams import pad, plural, table, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("웨이하이", 8),
        ("威海", 4),
        ("Wēihǎi", 6),
        ("13·5规划", 8),
        ("e\u0301", 1),
        ("《", 2),
        ("\x1b[1m威海\x1b[0m", 4),
    ],
    ids=["empty", "ascii", "hangul", "hanzi", "pinyin", "mixed", "combining", "title-mark", "coloured"],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_pad_fills_cells_not_characters() -> None:
    assert pad("威海", 6) == "威海  "


def test_table_aligns_wide_characters_and_ends_lines_clean() -> None:
    rows = [("1", "웨이하이", "威海"), ("12", "다잉", ""), ("3", "WeKoreaGo", "威韩购")]
    assert table(rows, right=(0,), indent=" ") == [
        "  1  웨이하이   威海",
        " 12  다잉",
        "  3  WeKoreaGo  威韩购",
    ]
    assert table([]) == []


def test_plural() -> None:
    assert plural(1, "document") == "1 document"
    assert plural(1204, "document") == "1,204 documents"
    assert plural(2, "entry", "entries") == "2 entries"
