"""The text a reader sees, and the way back to what is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.visible import visible
from glossary.model import Document, Span
from glossary.pipeline import extract


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("웨이\u200b하이(威海)\r\n", "웨이하이(威海)\n"),
        ("<b>상하이</b>&lt;上海&gt;", "상하이<上海>"),
        ("[[상하이]](上海)와 **칭다오**(靑島)", "상하이(上海)와 칭다오(靑島)"),
        ("창사‹長沙›, ﹙長沙﹚, ｢長沙｣, ⟨長沙⟩", "창사<長沙>, (長沙), 「長沙」, 〈長沙〉"),
        ("<ruby>威海<rp>(</rp><rt>웨이하이</rt><rp>)</rp></ruby>", "威海(웨이하이)"),
        ("&nbsp;&middot;&#49345;", "\u00a0·상"),
    ],
)
def test_what_is_seen(written: str, seen: str) -> None:
    found = visible(written)
    assert found is not None
    assert found.text == seen


@pytest.mark.parametrize("text", ["웨이하이(威海)", "a < b, AT&T, [1], 3 * 4, &unknown; <x>", "\uf914山", ""])
def test_what_needs_nothing_is_left_alone(text: str) -> None:
    assert visible(text) is None


@given(st.text(alphabet="가각威(\u200b\r\n<b>&l;t'*[]ﾠ‹›", max_size=60), st.sampled_from(["NFC", "NFD"]))
def test_every_character_seen_leads_back_to_what_is_written(text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    found = visible(written)
    if found is None:
        return
    end = 0
    for place in range(len(found.text)):
        span = found.span(Span(place, place + 1, found.text[place]))
        assert span.text == written[span.start : span.end] != ""
        assert span.start >= end
        end = span.end


def test_pairs_slice_a_decomposed_document_as_it_is_written() -> None:
    text = unicodedata.normalize("NFD", "부시장 류광화(刘广华)가 웨이하이(威海)시를") + "\r\n&lt;威海&gt;"
    pairs = extract(Document("d", text))
    assert [unicodedata.normalize("NFC", pair.ko.text) for pair in pairs] == ["류광화", "웨이하이"]
    for pair in pairs:
        assert text[pair.ko.start : pair.ko.end] == pair.ko.text
        assert text[pair.zh.start : pair.zh.end] == pair.zh.text
        assert pair.sentence in text
