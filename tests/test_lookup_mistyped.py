"""What is meant by a query with typing errors: every error of one key leads back to what it was made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.lookup import mistyped, strokes

NAMES = st.text(
    "가강고과관나다라려류마바베사서설쉬안양옌오와우웨위이이인장저좡진차청친칭쿤타톈펑하항황후훙궈과솨좌예류뤼",
    min_size=2,
    max_size=6,
)
KEYS = strokes.CONSONANTS + strokes.VOWELS


def mistype(typed: str, what: str, place: int, key: str) -> str:
    """Return *typed* with one error."""
    head, tail = typed[:place], typed[place:]
    match what:
        case "more":
            return head + key + tail
        case "fewer":
            return head + tail[1:]
        case "another":
            return head + key + tail[1:]
        case _:
            return head + tail[1:2] + tail[:1] + tail[2:]


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=5))
def test_what_is_typed_composes_to_the_text(text: str) -> None:
    assert strokes.composed(strokes.typed(text)) == text


@given(NAMES, st.sampled_from(["more", "fewer", "another", "swapped"]), st.integers(0, 20), st.sampled_from(KEYS))
def test_every_error_of_one_key_leads_back(name: str, what: str, place: int, key: str) -> None:
    typed = strokes.typed(name)
    wrong = strokes.composed(mistype(typed, what, place % len(typed), key))
    assert name in mistyped.one_key_away(wrong) or wrong == name


@pytest.mark.parametrize(
    ("left", "right", "errors"),
    [
        ("weihai", "weihai", 0),
        ("weihai", "weihau", 1),
        ("liu", "lui", 1),
        ("威海", "海威", 1),
        ("abc", "", 3),
        ("abcd", "efgh", 3),
    ],
)
def test_errors_are_counted_up_to_a_bound(left: str, right: str, errors: int) -> None:
    assert strokes.errors(left, right, 2) == strokes.errors(right, left, 2) == errors
