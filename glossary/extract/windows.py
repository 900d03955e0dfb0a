"""Find the stretch beside a bracket in which the answering form is to be sought."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from glossary.hangul import is_syllable
from glossary.languages import HAN, is_han
from glossary.model import CONTEXT, Span, made

_CLOSING: Final = "”’\"'》〉」』>"
_OPENING: Final = "“‘\"'《〈「『<"
_JOINTS: Final = " \u00a0\u3000·‧・ㆍ-–+&.%"
_LEADING: Final = _JOINTS + "\n"
_QUOTING: Final = _OPENING + ";"
"""What may stand before a quoted name; with the semicolon of &lt; and &quot;."""
_LONGEST: Final = 120
_NOTE: Final = re.compile(r"(?<=[가-힣])(?:\d{1,3}\)|[*†‡※¹²³⁰⁴-⁹]{1,3})\Z")
"""A footnote mark between a name and its bracket: 웨이하이1)(威海)."""
_SOUNDED: Final = re.compile("[가-힣A-Za-z]")
_WORDS: Final = re.compile("[가-힣A-Za-z0-9 \u00a0\u3000·‧・ㆍ\\-–+&%]*")
"""Characters of names that need no second look, a row at a time; it is asked of the text read backwards."""
_LETTER: Final = f"[가-힣]|{HAN}"
"""Compiled where a bracket before a bracket is met first."""
_LINE_END: Final = re.compile(r"(?<=[^\s])[ \t\u3000]*\n[ \t\u3000]*\Z")


Window: TypeAlias = tuple[Span, bool]
"""A stretch of text and whether quotation or title marks stand around the pair."""


def reach(form: str) -> int:
    """Return how many code points before a bracket may hold the Korean form: a hanzi answers to four syllables and a space at most."""
    return 24 + 4 * len(form)


def korean_window(text: str, bracket_start: int, bracket_end: int, *, size: int, hanzi: int = 0) -> Window | None:
    """Return the stretch before a bracket in which its Korean form is sought, or None.

    It ends at the bracket, closing quotation marks, footnote marks and a bracket without Han letters passed over
    (톈진 타워(Tianjin Tower)(天津塔)), and reaches back over words to a mark that no name crosses: a comma, an opening quotation mark,
    another bracket, a Han letter, a line end. At most *size* code points (120 whatever is asked). Where too few syllables for *hanzi* stand
    in the line, the name began in the line before it.
    """
    end, quoted = bracket_start, False
    glued = end > 0 and is_syllable(text[end - 1])
    if not glued:
        end, quoted = _name_end(text, end)
    size = min(size, _LONGEST)
    least = end - size if end > size else 0
    start = _name_start(text, end, least)
    if start and text[start - 1] == "\n" and sum(map(is_syllable, text[start:end])) < hanzi:
        start = _name_start(text, _before_line_end(text, start), least)
    if start:
        if start == least < end and _is_name_character(text, start - 1):
            # Cut off in the middle: begin with a whole word where there is one.
            space = text.find(" ", start, end)
            start = space + 1 if 0 <= space < end - 1 else start
        if not quoted and text[start - 1] in _QUOTING:
            quoted = text[start - 1] != ";" or text.startswith(("&lt;", "&quot;"), max(0, start - 6))
            quoted = quoted and text[bracket_end : bracket_end + 1] in tuple(_CLOSING + "&")
    while start < end and text[start] in _LEADING:
        start += 1
    if not glued:
        while end > start and text[end - 1] in " \u00a0\u3000":
            end -= 1
        if _SOUNDED.search(text, start, end) is None:
            return None
    return made(Span, (start, end, text[start:end])), quoted


def chinese_window(text: str, bracket_start: int) -> Window | None:
    """Return the run of Han letters that ends at a bracket, with the marks, digits and letters inside it, or None."""
    end, quoted = _before_marks(text, bracket_start)
    if not end or not is_han(text[end - 1]):
        return None
    start, least = end, max(0, end - _LONGEST)
    while start > least and (
        is_han(text[start - 1])
        or text[start - 1] in "“”‘’·+"
        or (text[start - 1].isascii() and text[start - 1].isalnum())
    ):
        start -= 1
    while start < end and not is_han(text[start]) and text[start] in "“”‘’·+":
        start += 1
    quoted = quoted or (start > 0 and text[start - 1] in _OPENING)
    return made(Span, (start, end, text[start:end])), quoted


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the line around ``text[start:end]``, at most 200 code points on either side."""
    least = start - CONTEXT if start > CONTEXT else 0
    left = text.rfind("\n", least, start) + 1 or least
    right = text.find("\n", end, end + CONTEXT)
    return left, right if right >= 0 else min(len(text), end + CONTEXT)


def _name_end(text: str, end: int) -> tuple[int, bool]:
    """Step back from a bracket to the last character of the name before it; say whether there were quotation marks between."""
    end, quoted = _before_marks(text, end)
    end = _before_plain_bracket(text, end)
    note = _NOTE.search(text, max(0, end - 8), end)
    end, marks = _before_marks(text, note.start() if note is not None else end)
    # A name may be cut from its bracket by the end of a line, not by an empty one.
    return _before_line_end(text, end), quoted or marks


def _before_marks(text: str, end: int) -> tuple[int, bool]:
    """Step back over spaces and closing quotation marks, `_LONGEST` at most; say whether there was a mark."""
    quoted = False
    least = max(0, end - _LONGEST)
    while end > least:
        if text[end - 1] in _CLOSING:
            quoted = True
        elif text.endswith(("&gt;", "&quot;"), 0, end):
            quoted = True
            end = text.rindex("&", 0, end) + 1
        elif text[end - 1] not in " \t\u00a0\u3000":
            break
        end -= 1
    return end, quoted


def _before_line_end(text: str, end: int) -> int:
    """Step back over one line end and the spaces at it; stay where there is none or the line above is empty."""
    match = _LINE_END.search(text, max(0, end - _LONGEST), end)
    return end if match is None else match.start()


def _name_start(text: str, end: int, least: int) -> int:
    """Return how far back from *end* the characters of a name go."""
    words = _WORDS.match(text[least:end][::-1])
    start = end - words.end() if words is not None else end
    if start == least or not (text[start - 1] == "." or text[start - 1].isalpha()):
        return start
    while start > least and _is_name_character(text, start - 1):
        start -= 1
    return start


def _before_plain_bracket(text: str, end: int) -> int:
    """Step back over one bracket that holds no Han letter and no Hangul: a footnote mark, a Latin name."""
    if not end or text[end - 1] not in ")]）］":
        return end
    opening = max(text.rfind(mark, max(0, end - 80), end) for mark in "([（［")
    if opening < 0 or re.compile(_LETTER).search(text, opening, end):
        return end
    least = max(0, opening - _LONGEST)
    while opening > least and text[opening - 1] in " \u00a0":
        opening -= 1
    return opening


def _is_name_character(text: str, place: int) -> bool:
    char = text[place]
    if is_syllable(char) or (char.isascii() and char.isalnum()):
        return True
    if char == ".":
        # Inside a number or an abbreviation, not at the end of a sentence.
        return text[place + 1 : place + 2].isalnum()
    return char in _JOINTS or (not is_han(char) and char.isalpha())
