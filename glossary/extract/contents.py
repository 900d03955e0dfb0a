"""Read what stands inside a bracket: Han forms, labels, Hangul readings, dates of life.

(중국어 간체자: 黄景瑜, 병음: Huáng Jǐngyú, 1992년 11월 30일 ~ )      one form, labelled zh, dates
(샤먼, 厦门)  (연길 延吉)  (자오원쥔ㆍ趙文軍)                         one form, one reading
(許廣平, 许广平, 1898년 …)  (臺北/台北)                               two forms
(桑門: 승려의 다른 말)                                                one form, an explanation behind the colon
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from glossary.hangul import is_syllable
from glossary.languages import has_han, is_han, is_kana
from glossary.model import Cues, Span

# What a label before a colon (or a space) says about the form that follows.
LABELS: Final = {
    **dict.fromkeys(
        (
            "중국어", "중국어 간체", "중국어 간체자", "중국어 번체", "중국어 번체자", "중국어 정체", "중국어 정체자", "중", "중국명",
            "간체", "간체자", "간자", "간", "번체", "번체자", "번", "정체", "정체자", "정", "중문", "한어", "보통화", "표준 중국어",
            "대만어", "타이완", "중국어명", "중국어 이름", "중국", "华语", "中文",
        ),
        "zh",
    ),
    **dict.fromkeys(("한자", "한문", "한국 한자", "한국어 한자", "漢字", "한자 표기", "조선어 한자", "정자", "한자명"), "ko"),
    **dict.fromkeys(("일본어", "일어", "일", "일본명", "일본어 한자", "일본 한자", "日"), "ja"),
    **dict.fromkeys(("베트남어", "월", "광둥어", "광동어", "몽골어", "만주어", "쯔놈", "한월어"), "other"),
}  # fmt: skip
# Labels of another name of the same person or thing: the form behind them is no gloss of what stands before the bracket.
OTHER_NAMES: Final = frozenset(
    "본명 원명 본래이름 자 호 휘 시호 묘호 아명 별명 별칭 별호 필명 예명 법명 구칭 옛이름 이칭 초명 아호 이명 약칭 속칭 통칭 영어 영문 병음 "
    "로마자 한어병음 웨이드식 주음 주음부호 발음 뜻 일명 본관 부친 모친 처 연호 초명은 본명은 원명은 자는 호는 아명은 시호는 묘호는 휘는 필명은 작위는 "
    "영문명 영문명은 로마자표기 가나 히라가나 가타카나".split()
)
_SEPARATORS: Final = re.compile(
    r"[,，、;；/／\n|]|[·ㆍ・‧•](?![㐀-鿿\uf900-\ufaff])|(?<![㐀-鿿\uf900-\ufaff])[·ㆍ・‧•]|\s[-–—~〜=]\s|[=＝]"
)
_LABEL: Final = re.compile(r"\s*([가-힣漢字中文华语日][가-힣漢字中文华语 ]{0,10}?)\s*[:：]\s*")
_FORM_CHARACTER: Final = "·‧・ㆍ“”‘’\"'+-—–!！?？.%％&《》〈〉「」『』<> "
_LIFE: Final = re.compile(
    r"\d{3,4}\s*년|\d{3,4}\s*[~〜\-–—]|[~〜–—]\s*\d{3,4}|기원전|\bfl\.|[?？]\s*[~〜]|^\s*\d{1,3}\s*세?\s*$|^\s*사진\s*$|^\s*[?？]\s*$|\d{4}\.\s*\d"
)
_READING: Final = re.compile(r"[가-힣]+(?: [가-힣]+){0,3}")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ' .\-]+")
_TRIM: Final = " \t\n\u3000《》〈〉「」『』<>“”‘’‹›\"'.·:：-–—~"


# (中國社會科學院, 이하 사과원), (이하 <13·5규획>): what the text will say from here on. It may hold the dot that separates elsewhere.
_DEFINITION: Final = re.compile(
    r"(?:^|[,，;；])\s*(?:이하(?:에서는)?|약칭|줄여서|줄임말)(?=[\s:：<《〈「『‘“'\"‹])\s*[:：]?\s*([^,，;；]*)",
    re.DOTALL,
)
_SAID: Final = re.compile(r"\s*(?:이?라고?|로)\s*(?:한다|함|칭한다|칭함|약칭)\s*$")


@dataclass(frozen=True, slots=True)
class Contents:
    """The Han forms of a bracket in order, each with its label, the readings beside them, a defined short form, what else was seen."""

    forms: tuple[tuple[Span, str], ...]
    readings: tuple[Span, ...]
    short: Span | None
    cues: Cues


def contents(text: str, start: int, end: int) -> Contents:
    """Read ``text[start:end]``, the inside of a bracket; brackets within it are passed over."""
    forms: list[tuple[Span, str]] = []
    readings: list[Span] = []
    end, short = _short_form(text, start, end)
    latin, person, kana, label = "", False, False, ""
    for left, right in _segments(text, start, end):
        segment = text[left:right]
        kana = kana or any(map(is_kana, segment))
        match = _LABEL.match(segment)
        if match is not None and not has_han(
            match.group(1).replace("漢字", "").replace("中文", "").replace("华语", "")
        ):
            name = match.group(1).strip()
            label = LABELS.get(name, "name" if name.replace(" ", "") in OTHER_NAMES else "")
            left += match.end()
            segment = text[left:right]
        elif label == "name":
            label = ""
        if has_han(segment):
            found = _form(text, left, right, label)
            if found is not None:
                form, reading, said = found
                # 玄奬: 602-664, 慧觀: fl. 401~430
                person = person or _LIFE.search(text, form.end, right) is not None
                forms.append((form, said))
                readings += [reading] if reading is not None else []
                continue
        person = person or _LIFE.search(segment) is not None
        span = trimmed(text, left, right)
        if span is None:
            continue
        if _READING.fullmatch(span.text):
            readings.append(span)
        elif not latin and _LATIN.fullmatch(span.text):
            latin = span.text
    cues = Cues(readings=tuple(span.text for span in readings), latin=latin, person=person, kana=kana)
    return Contents(tuple(forms), tuple(readings), short, cues)


def _short_form(text: str, start: int, end: int) -> tuple[int, Span | None]:
    """Return where the contents before a definition end, and the short form it gives, None where it is in hanzi or there is none."""
    match = _DEFINITION.search(text[start:end])
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
    return Span(start, end, text[start:end]) if start < end else None


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut the inside of a bracket at its separators, outside the brackets that are nested in it."""
    flat = list(text[start:end])
    depth = 0
    for place, char in enumerate(flat):
        depth += char in "(（[［〔【"
        if depth:
            flat[place] = "\u0000"
        depth -= char in ")）]］〕】" and depth > 0
    plain = "".join(flat)
    cuts = [0]
    for match in _SEPARATORS.finditer(plain):
        cuts += [match.start(), match.end()]
    cuts.append(len(plain))
    out = []
    for left, right in zip(cuts[::2], cuts[1::2], strict=True):
        for piece in re.finditer("[^\u0000]+", plain[left:right]):
            out.append((start + left + piece.start(), start + left + piece.end()))
    return out


def _form(text: str, left: int, right: int, label: str) -> tuple[Span, Span | None, str] | None:
    """Return the Han form of one segment, with a Hangul reading beside it and its label.

    A colon behind the form opens an explanation. A word before the form is its label or its reading (연길 延吉); a word
    behind it is passed over, unless the form is glued to it (then the segment is prose: 조선國의).
    """
    span = _run(text, left, right)
    if span is None:
        return None
    before = text[left : span.start].strip(" \t\n\u3000《〈「『<“‘\"'·")
    if not before:
        return span, None, label
    if before in LABELS:
        return span, None, LABELS[before]
    if before.replace(" ", "") in OTHER_NAMES:
        return span, None, "name"
    if _READING.fullmatch(before) is None:
        return None
    start = text.index(before, left)
    return span, Span(start, start + len(before), before), label


def _run(text: str, left: int, right: int) -> Span | None:
    """Return the first run of Han letters with the marks, digits and letters in it, None where it is glued to Hangul."""
    first = next(place for place in range(left, right) if is_han(text[place]))
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
        return Span(first, last, text[first:last])
    if behind and is_syllable(behind) and not text[last - 1].isspace():
        return None
    span = trimmed(text, first, last, " \t\n\u3000.·:：-–—~,")
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
    """Drop a number or a Latin word that stands behind a form with a space: 張惠 61, 北京 Beijing."""
    match = re.search(r"[\s·‧・ㆍ]+[0-9A-Za-z.'’+\-– ?？~]*$", span.text)
    if match is None or match.start() == 0:
        return span
    return Span(span.start, span.start + match.start(), span.text[: match.start()])


def _unquoted(text: str, span: Span) -> Span:
    """Drop title and quotation marks that stand around the whole form, and one that has lost its partner."""
    start, end = span.start, span.end
    for opening, closing in ("《》", "〈〉", "「」", "『』", "<>", "“”", "‘’", '""', "''"):
        inner = text[start:end]
        if inner.startswith(opening) and (inner.endswith(closing) or closing not in inner[1:]):
            start += 1
        inner = text[start:end]
        if inner.endswith(closing) and opening not in inner[:-1]:
            end -= 1
    return Span(start, end, text[start:end])
