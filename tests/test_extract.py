"""Finding glosses: brackets, what stands in them, and the windows beside them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.extract import EXTRACTORS, glosses
from glossary.extract.brackets import DEEPEST, LONGEST, brackets
from glossary.extract.contents import contents
from glossary.extract.windows import sentence_span
from glossary.model import CONTEXT, Document


def found(text: str) -> list[str]:
    """Return the insides of the brackets of *text*."""
    return [bracket.text[1:-1] for bracket, _ in brackets(text)[0]]


def forms(text: str) -> list[tuple[str, str]]:
    """Return window and Han form of each gloss."""
    return [(gloss.window.text, gloss.han.text) for gloss in glosses(Document("d", text))]


def test_brackets_of_one_class_close_each_other() -> None:
    assert found("가(나）다［라]마〔바〕사【아】") == ["나", "라", "바", "아"]


def test_nested_brackets_close_from_the_inside() -> None:
    assert found("탕허(湯和(탕화), 명)") == ["탕화", "湯和(탕화), 명"]


def test_a_bracket_that_never_closes_is_text() -> None:
    assert found("웨이하이(威海 시와 (또") == []
    assert found("가(" + "나" * (LONGEST + 1) + ")") == []


def test_deep_nesting_is_bounded() -> None:
    deep = "(" * 10_000 + "威海" + ")" * 10_000
    assert len(found(deep)) == DEEPEST


def test_contents_of_a_labelled_bracket() -> None:
    text = "중국어 간체자: 黄景瑜, 병음: Huáng Jǐngyú, 1992년 11월 30일 ~ "
    read = contents(text, 0, len(text))
    assert [(span.text, label) for span, label in read.forms] == [("黄景瑜", "zh")]
    assert read.cues.person
    assert read.cues.latin == "Huáng Jǐngyú"


def test_contents_with_readings_on_either_side() -> None:
    for text in ("연길 延吉", "자오원쥔ㆍ趙文軍", "張忠謀, 장충모"):
        read = contents(text, 0, len(text))
        assert len(read.forms) == 1
        assert len(read.readings) == 1


def test_an_age_and_a_photo_mark_are_no_part_of_the_form() -> None:
    text = "趙南起·85·사진"
    read = contents(text, 0, len(text))
    assert [span.text for span, _ in read.forms] == ["趙南起"]
    assert read.cues.person


def test_an_explanation_behind_a_colon_is_passed_over() -> None:
    assert forms("상문(桑門: 승려의 다른 말)과") == [("상문", "桑門")]


def test_a_window_stops_at_what_no_name_crosses() -> None:
    assert forms("유정복, 장후이(張惠)") == [("장후이", "張惠")]
    assert forms("“민법통칙”(民法通則)") == [("민법통칙", "民法通則")]
    assert forms("혜엄(慧嚴)혜관(慧觀)") == [("혜엄", "慧嚴"), ("혜관", "慧觀")]


def test_a_footnote_or_a_latin_name_may_stand_between() -> None:
    assert forms("톈진 타워(Tianjin Tower)(天津塔)") == [("톈진 타워", "天津塔")]


def test_a_name_may_be_cut_from_its_bracket_by_a_line_end_but_not_by_an_empty_line() -> None:
    assert forms("웨이하이\n(威海)") == [("웨이하이", "威海")]
    assert forms("웨이하이\n\n(威海)") == []


def test_title_marks_glued_to_korean_hold_a_gloss() -> None:
    assert forms("웨이하이「威海」시") == [("웨이하이", "威海")]


def test_a_sentence_is_its_line_at_most_so_much_on_either_side() -> None:
    text = "첫 줄\n" + "가" * 300 + "(韓)" + "나" * 300 + "\n끝"
    place = text.index("(")
    start, end = sentence_span(text, place, place + 3)
    assert (start, end) == (place - CONTEXT, place + 3 + CONTEXT)
    assert sentence_span("가\n나(羅)\n다", 2, 6) == (2, 6)


@given(st.text(alphabet="가웨이하()（）[]【】《》威海韓a1 ,·\n:", max_size=80))
def test_spans_slice_to_their_text(text: str) -> None:
    for gloss in glosses(Document("d", text)):
        for span in (gloss.han, gloss.window, gloss.bracket):
            assert text[span.start : span.end] == span.text
            assert span.text


@given(st.text(alphabet="가웨이()（）[]<>《》「」{}威海㐀豈々〇𠀋a1 ,·/:|\t\n", max_size=60))
def test_an_extractor_that_is_not_asked_would_have_found_nothing(text: str) -> None:
    document = Document("d", text)
    found = {gloss.han for gloss in glosses(document)}
    assert found == {gloss.han for extractor in EXTRACTORS for gloss in extractor(document)}
