"""Read what stands inside a bracket: Han forms, labels, Hangul readings, dates of life.

(중국어 간체자: 黄景瑜, 병음: Huáng Jǐngyú, 1992년 11월 30일 ~ )      one form, labelled zh, dates
(샤먼, 厦门)  (연길 延吉)  (자오원쥔ㆍ趙文軍)                         one form, one reading
(許廣平, 许广平, 1898년 …)  (臺北/台北)                               two forms
(桑門: 승려의 다른 말)                                                one form, an explanation behind the colon
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from glossary.extract.labels import ANOTHER_NAME, said, spaced
from glossary.hangul import is_syllable
from glossary.languages import HAN, has_han, has_kana, is_han, is_kana
from glossary.model import Cues, Span, made

# Patterns that few brackets need are compiled where the first one is read, for what is extracted has to start at once.
_SEPARATORS: Final = (
    # One letter comes first, and only then what it has to be and to stand beside: a letter of a set is soon found.
    r"[\s,，、;；/／|·ㆍ・‧•=＝\-–—－―─~〜](?:"
    rf"(?<=[,，、;；/／|=＝])|(?<=[·ㆍ・‧•])(?:(?!{HAN})|(?<!{HAN}.))|(?<=\s)(?:[-–—~〜=]|또는|혹은|or|및)\s"
    # A dash and a line end part two scripts (威海-웨이하이); between two letters of one they are a mark of the form or nothing.
    rf"|(?<=[-–—－―─~])(?:(?<={HAN}.)(?=[가-힣])|(?<=[가-힣].)(?={HAN}))"
    rf"|(?<=\n)(?:(?<!{HAN}\n)(?<![가-힣]\n)|(?!{HAN})(?![가-힣])|(?<={HAN}\n)(?=[가-힣])|(?<=[가-힣]\n)(?={HAN})))"
)
_LABEL: Final = re.compile(r"\s*([^\s:：][^:：\n]{0,14}?)\s*[:：]\s*")
_FORM_CHARACTER: Final = "·‧・ㆍ“”‘’\"'+-—–－―─!！?？.%％&《》〈〉「」『』<> \n"
_LIFE: Final = re.compile(
    r"[\d~〜–—기f?？](?:(?<=\d)(?:\d{2,3}\s*[년~〜\-–—]|\d{3}\.\s*\d)|(?<=[~〜–—])\s*\d{3}|(?<=기)원전|(?<=\bf)l\.|(?<=[?？])\s*[~〜])"
)
"""Dates of life, like the separators letter first."""
_REMARK: Final = re.compile(
    r"\s*+(?=[\d작사얼왼오가맨남여?？])(?:\d{1,3}\s*세?|(?:(?:작은\s)?사진|얼굴)?\s*(?:사진|왼쪽|오른쪽|가운데|맨\s왼쪽|맨\s오른쪽)|[남여]|[?？])\s*"
)
"""An age, a photo mark or a sex, which stands alone."""
_READING: Final = re.compile(r"(?=[A-Za-z0-9]*[가-힣])[가-힣A-Za-z0-9]+(?:[ \n][가-힣A-Za-z0-9]+){0,3}")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ\u0300-\u036f' .\\-’]+")
_NESTED: Final = rf"(?<={HAN})[(（\[［〔【]({HAN}{{2,30}})[)）\]］〕】]"
_NESTING: Final = re.compile(r"[(（\[［〔【)）\]］〕】\0]").search
_UNNESTED: Final = re.compile("[^\u0000]+")
_QUOTES: Final = "《》", "〈〉", "「」", "『』", "<>", "“”", "‘’", '""', "''"
_QUOTING: Final = frozenset("".join(_QUOTES))
_TRIM: Final = " \t\n\u3000《》〈〉「」『』<>“”‘’‹›\"'.·:：-–—－―─~"


# (中國社會科學院, 이하 사과원), (이하 <13·5규획>): what the text will say from here on. It may hold the dot that separates elsewhere.
_DEFINITION: Final = re.compile(
    r"(?:^|[,，;；·ㆍ・‧])\s*(?:이하(?:에서는)?|약칭|줄여서|줄임말)(?=[\s:：<《〈「『‘“'\"‹])\s*[:：]?\s*([^,，;；]*)",
    re.DOTALL,
)
_SAID: Final = re.compile(r"\s*(?:이?라고?|로)\s*(?:한다|함|칭한다|칭함|약칭)\s*$")


_PLAIN: Final = re.compile(f"({HAN}+)(?: {HAN}+)*")
"""A form, also of several words. What the first of them says of the others is seen apart: 中 威海."""
NO_CUES: Final = Cues()


class Contents(NamedTuple):
    """The Han forms of a bracket in order, each with its label, the readings beside them, a defined short form, what else was seen."""

    forms: tuple[tuple[Span, str], ...]
    readings: tuple[Span, ...]
    short: Span | None
    cues: Cues


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def contents(text: str, start: int, end: int) -> Contents:
    """Read ``text[start:end]``, the inside of a bracket; brackets within it are passed over."""
    if _is_form(text, start, end):
        return made(Contents, (((made(Span, (start, end, text[start:end])), ""),), (), None, NO_CUES))
    return _mixed(text, start, end)


def _is_form(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]`` is a form and nothing else."""
    plain = _PLAIN.match(text, start, end)
    return plain is not None and plain.end() == end and (plain.end(1) == end or spaced(plain.group(1)) is None)


def _mixed(text: str, start: int, end: int) -> Contents:
    """Read contents that are more than a form, or none."""
    forms: list[tuple[Span, str]] = []
    readings: list[Span] = []
    end, short = _short_form(text, start, end)
    latin, person, label = "", False, ""
    segments = _segments(text, start, end)
    kana = has_kana(text[start:end]) and any(has_kana(text[left:right]) for left, right in segments)
    for left, right in segments:
        segment = text[left:right]
        match = _LABEL.match(segment) if ":" in segment or "：" in segment else None
        told = _told(match.group(1)) if match is not None else None
        if match is not None and told is not None:
            label = told
            left += match.end()
            segment = text[left:right]
        elif label == ANOTHER_NAME:
            label = ""
        if has_han(segment):
            found = _form(text, left, right, label)
            if found is not None:
                form, beside, of = found
                # 玄奬: 602-664, 慧觀: fl. 401~430
                person = person or (form.end < right and _LIFE.search(text, form.end, right) is not None)
                forms.append((form, of))
                readings += beside
                continue
        if _is_of_person(segment):
            person = True
            continue
        span = trimmed(text, left, right)
        if span is None:
            continue
        if _READING.fullmatch(span.text):
            readings.append(span)
        elif not latin and _LATIN.fullmatch(span.text):
            latin = span.text
    return made(Contents, (tuple(forms), tuple(readings), short, _cues(readings, latin, person, kana)))


def _cues(readings: list[Span], latin: str, person: bool, kana: bool) -> Cues:
    if not (readings or latin or person or kana):
        return NO_CUES
    return made(Cues, ("", tuple([span.text for span in readings]), latin, person, False, False, kana))


def _is_of_person(segment: str) -> bool:
    """Say whether a segment without a form tells that the form is a person's."""
    return _LIFE.search(segment) is not None or _REMARK.fullmatch(segment) is not None


def _told(label: str) -> str | None:
    """Return what stands before a colon says of the form behind it, "" for an unknown label, None for what is no label: 桑門: 승려."""
    return said(label) if has_han(label) else said(label) or ""


def _short_form(text: str, start: int, end: int) -> tuple[int, Span | None]:
    """Return where the contents before a definition end, and the short form it gives, None where it is in hanzi or there is none."""
    inside = text[start:end]
    if "이하" not in inside and "약칭" not in inside and "줄" not in inside:
        return end, None
    match = _DEFINITION.search(inside)
    if match is None:
        return end, None
    left, right = start + match.start(1), start + match.end(1)
    said = _SAID.search(text[left:right])
    short = trimmed(text, left, left + said.start() if said else right)
    return start + match.start(), None if short is None or has_han(short.text) else short


def trimmed(text: str, start: int, end: int, marks: str = _TRIM) -> Span | None:
    """Return ``text[start:end]`` without the *marks* at its ends, or None where nothing is left."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return made(Span, (start, end, text[start:end])) if start < end else None


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut the inside of a bracket at its separators, outside the brackets that are nested in it."""
    plain = text[start:end]
    if _NESTING(plain) is None:
        return _pieces(plain, start)
    flat = list(plain)
    depth = 0
    for place, char in enumerate(flat):
        depth += char in "(（[［〔【"
        if depth:
            flat[place] = "\u0000"
        depth -= char in ")）]］〕】" and depth > 0
    out = []
    for left, right in _pieces("".join(flat), start):
        for piece in _UNNESTED.finditer("".join(flat[left - start : right - start])):
            out.append((left + piece.start(), left + piece.end()))
    # 許廣平〔许广平〕: what a nested bracket holds behind a Han form is that form again.
    out += [match.span(1) for match in _compiled(_NESTED).finditer(text, start, end)]
    return sorted(out)


def _pieces(plain: str, start: int) -> list[tuple[int, int]]:
    """Return what stands between the separators of *plain*, which begins at *start*."""
    out = []
    left = 0
    for match in _compiled(_SEPARATORS).finditer(plain):
        right, after = match.span()
        if left < right:
            out.append((start + left, start + right))
        left = after
    if left < len(plain):
        out.append((start + left, start + len(plain)))
    return out


def _form(text: str, left: int, right: int, label: str) -> tuple[Span, list[Span], str] | None:
    """Return the Han form of one segment, the Hangul readings beside it and its label.

    A word before the form is its label, its reading (연길 延吉) or its Latin name; what stands behind it is an explanation or its
    reading (延吉 연길, 延吉: 연길), unless the form is glued to it (then the segment is prose: 조선國의).
    """
    if _is_form(text, left, right):
        return made(Span, (left, right, text[left:right])), [], label
    label, left = _spaced(text, left, right) or (label, left)
    span = _run(text, left, right)
    if span is None:
        return None
    after = _reading(text, span.end, right)
    before = trimmed(text, left, span.start, " \t\n\u3000《〈「『<“‘\"'·")
    if before is None:
        return span, after, label
    of = said(before.text)
    if of is not None:
        return span, after, of
    if _LATIN.fullmatch(before.text):
        # Glued it is part of the form, and of which one only its end is in the run: Erdős推測.
        return (span, after, label) if text[span.start - 1].isspace() else None
    return (span, [before, *after], label) if _READING.fullmatch(before.text) else None


def _spaced(text: str, left: int, right: int) -> tuple[str, int] | None:
    """Return what a Han word says that stands before the form and a space, and where it ends (中 威海), None where there is none."""
    while left < right and text[left].isspace():
        left += 1
    for end in range(left + 1, min(left + 5, right)):
        label = spaced(text[left:end]) if text[end] in " \u3000" else None
        form = _PLAIN.match(text, end + 1, right) if label is not None else None
        if label is not None and form is not None and form.end(1) - form.start(1) > 1:
            return label, end
    return None


def _reading(text: str, start: int, end: int) -> list[Span]:
    """Return what stands alone between a form and the end of its segment, where it can be a reading."""
    span = trimmed(text, start, end)
    return [span] if span is not None and span.text.count(" ") < 2 and _READING.fullmatch(span.text) else []


def _run(text: str, left: int, right: int) -> Span | None:
    """Return the first run of Han letters with the marks, digits and letters in it, None where it is glued to Hangul."""
    first = left
    while not is_han(text[first]):
        first += 1
    while first > left and text[first - 1] in "“‘《〈「『<\"'":
        first -= 1
    # Digits and Latin letters belong to the form where they are glued to it: 13号线, T恤, SK集團.
    while first > left and _is_ascii_word(text[first - 1]):
        first -= 1
    last = first
    while last < right and (is_han(text[last]) or _joins_a_form(text[last])):
        last += 1
    behind = text[last : last + 1]
    if behind and is_kana(behind):
        # Japanese goes on in kana: 抜き.
        while last < right and (is_kana(text[last]) or is_han(text[last])):
            last += 1
        return _unquoted(text, Span(first, last, text[first:last]))
    if behind and is_syllable(behind) and not text[last - 1].isspace():
        return None
    span = trimmed(text, first, last, " \t\n\u3000.·:：-–—－―─~,")
    return None if span is None else _unquoted(text, _without_tail(text, span))


def _joins_a_form(char: str) -> bool:
    """Say whether *char* may stand inside a Han form: a mark, a digit or Latin letter, a variation selector (威󠄀海)."""
    return (
        char in _FORM_CHARACTER
        or _is_ascii_word(char)
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _without_tail(text: str, span: Span) -> Span:
    """Drop a number or a Latin word that stands behind a form with a space or a full stop: 張惠 61, 北京 Beijing, 王晨.52."""
    if is_han(span.text[-1]):
        return span
    match = re.search(r"(?:[\s·‧・ㆍ－―─—–]+|\.(?=[\s\d]))[0-9A-Za-z.'’+\-– ?？~]*$", span.text)
    if match is None or match.start() == 0:
        return span
    return Span(span.start, span.start + match.start(), span.text[: match.start()])


def _unquoted(text: str, span: Span) -> Span:
    """Drop title and quotation marks that stand around the whole form, and one that has lost its partner."""
    if _QUOTING.isdisjoint(span.text):
        return span
    start, end = span.start, span.end
    for opening, closing in _QUOTES:
        inner = text[start:end]
        if inner.startswith(opening) and (inner.endswith(closing) or closing not in inner[1:]):
            start += 1
        inner = text[start:end]
        if inner.endswith(closing) and opening not in inner[:-1]:
            end -= 1
    return trimmed(text, start, end, " \t\n\u3000") or span
