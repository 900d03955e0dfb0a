"""Every shape of bracket, and what hostile text costs."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from glossary.extract import glosses
from glossary.extract.contents import contents
from glossary.extract.labels import ANOTHER_NAME, LABELS, said
from glossary.model import Document
from glossary.pipeline import extract


@pytest.mark.parametrize("case", cases("brackets"))
def test_brackets(case: dict[str, Any]) -> None:
    form = case.get("form", "NFC")
    text = unicodedata.normalize(form, case["in"]) if form == "NFD" else case["in"]
    found = [pair for pair in extract(Document("d", text)) if pair.band != "doubtful"]
    for pair in found:
        assert text[pair.ko.start : pair.ko.end] == pair.ko.text
        assert text[pair.zh.start : pair.zh.end] == pair.zh.text
    wanted = [unicodedata.normalize(form, pair) if form == "NFD" else pair for pair in case["out"]]
    assert [f"{pair.ko.text}={pair.zh.text}" for pair in found] == wanted, case["why"]


@pytest.mark.parametrize("case", cases("lists"))
def test_lists(case: dict[str, Any]) -> None:
    found = [pair for pair in extract(Document("d", case["in"])) if pair.band != "doubtful"]
    assert [f"{pair.ko.text}={pair.zh.text}" for pair in found] == case["out"], case["why"]
    assert all(pair.how == "list" for pair in found)


def test_a_listed_sino_korean_reading_wants_support() -> None:
    def bands(text: str) -> list[str]:
        return [pair.band for pair in extract(Document("d", text))]

    assert bands("사기/詐欺") == ["review"]
    assert bands("위해\t威海\n청도\t靑島") == ["accept", "accept"]
    assert bands("웨이하이/威海") == ["accept"]


@pytest.mark.parametrize("case", cases("contents"))
def test_contents(case: dict[str, Any]) -> None:
    read = contents(case["in"], 0, len(case["in"]))
    assert [f"{span.text} {label}".strip() for span, label in read.forms] == case["out"], case["why"]
    assert [span.text for span in read.readings] == case.get("readings", [])
    assert read.cues.latin == case.get("latin", "")
    assert read.cues.person == case.get("person", False)


def test_a_form_is_one_word_whatever_the_page_put_into_it() -> None:
    (pair,) = extract(Document("d", "부시장 류광\r\n  화(刘\u200b广\n华)가"))
    assert (pair.ko.text, pair.zh.text) == ("류광\r\n  화", "刘\u200b广\n华")
    assert (pair.ko.form, pair.zh.form) == ("류광화", "刘广华")
    assert (pair.zh_hans, pair.zh_hant, pair.official) == ("刘广华", "劉廣華", "류광화")


def test_labels_are_found_whatever_ends_them() -> None:
    assert {
        label: said(label) for label in ("한자로는", "중국어 이름", "中文", "CN", "홍콩어", "쯔놈", "몽골 문자", "호는")
    } == {
        "한자로는": "ko",
        "중국어 이름": "zh",
        "中文": "zh",
        "CN": "zh",
        "홍콩어": "yue",
        "쯔놈": "vi",
        "몽골 문자": "mn",
        "호는": ANOTHER_NAME,
    }
    assert said("승려") is None
    assert Counter(label for label in LABELS if label != label.casefold()) == {}


@given(st.text(alphabet="가웨이하()（）[]【】《》<>威海韓a1 ,·\n\r:/-|\t=ᄀ\u1161&lt;\u200b", max_size=80))
def test_glosses_and_pairs_slice_to_their_text(text: str) -> None:
    for gloss in glosses(Document("d", text)):
        for span in (gloss.han, gloss.window, gloss.bracket):
            assert text[span.start : span.end] == span.text != ""
    for pair in extract(Document("d", text), mentions=True):
        for span in (pair.ko, pair.zh):
            assert text[span.start : span.end] == span.text != ""


HOSTILE = {
    "openings": "(",
    "closings": ")",
    "openings behind Korean": "가(",
    "Han openings": "威(",
    "pairs": "()",
    "glosses": "가(威)",
    "angles": "가<威",
    "slashes": "가/威",
    "dashes": "威-",
    "spaces": " ",
    "tabs": "威\t가\t",
    "line ends": "가\n(威\n",
    "entities": "&lt;",
    "unclosed Han": "가(威海",
    "lists": "가·나·",
    "letters": "ᄀ",
    "hanzi": "威",
    "Hangul": "가",
    "commas": "威,가,",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Four times the text may take four times the time, and some for the clock; a quadratic step takes sixteen times."""
    extract(Document("d", unit * 100))
    times = []
    for size in (5_000, 20_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        extract(Document("d", text))
        times.append(time.process_time() - start)
    assert times[1] < 8 * times[0] + 0.2


def test_deep_nesting() -> None:
    deep = "웨이하이" + "(" * 10_000 + "威海" + ")" * 10_000
    assert len(extract(Document("d", deep))) <= 1
    assert extract(Document("d", "[(" * 10_000 + "威海" + ")]" * 10_000)) == []
