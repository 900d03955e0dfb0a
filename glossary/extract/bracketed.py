"""Glosses in brackets: Korean(Chinese), Chinese(Korean), and definitions of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from glossary.extract.brackets import brackets
from glossary.extract.contents import NO_CUES, Contents, contents, trimmed
from glossary.extract.labels import ANOTHER_NAME
from glossary.extract.windows import Window, chinese_window, korean_window, reach
from glossary.hangul import has_hangul
from glossary.languages import has_han, is_han
from glossary.model import Cues, Document, Gloss, Span, made

_PART: Final = re.compile("[^·‧・ㆍ]+")
_LIST: Final = re.compile(r"[가-힣A-Za-z0-9 ·ㆍ・‧,，、/]*\Z")
_JOINT: Final = re.compile(r"\s?[·ㆍ・‧,，、/]\s?|(?<=[가-힣])[와과]\s|\s(?:및|또는)\s")
_LONGEST_LIST: Final = 120
_LONGEST_NOTE: Final = 80
_HOLDS_ASCII: Final = re.compile("[A-Za-z0-9]").search
_COUNTS: Final = re.compile("[A-Za-z0-9〇一二三四五六七八九十百千]").search
_ADDRESSES: Final = ("http:", "https:", "www.", "/", "./", "#")
"""What the target of a link begins with: [웨이하이](https://…/威海)."""
_ADDRESS_HEADS: Final = frozenset(address[0] for address in _ADDRESSES)
_BETWEEN: Final = " 》〉」』>”’\"'"
_OUTER: Final = "(（[［"
_NEAR: Final = 40
"""Code points at most between a bracket and the one that defines a short form of what it holds."""


def bracketed(document: Document) -> list[Gloss]:
    """Return every Han form inside a bracket with Korean before it, and every Han form before a bracket with Korean in it."""
    return of_brackets(document.text, brackets(document.text)[0])


def of_brackets(text: str, found: list[tuple[Span, bool]]) -> list[Gloss]:
    """Return what `bracketed` does of a text whose brackets are *found*."""
    out: list[Gloss] = []
    glossed: tuple[int, Span] | None = None
    for bracket, plain in found:
        if plain:
            form = made(Span, (bracket.start + 1, bracket.end - 1, bracket.text[1:-1]))
            _answer(text, _outermost(text, bracket), form, len(form.text), "", NO_CUES, out)
            glossed = (bracket.end, form)
            continue
        if text[bracket.start + 1] in _ADDRESS_HEADS and text.startswith(_ADDRESSES, bracket.start + 1):
            continue
        if has_han(bracket.text):
            held = contents(text, bracket.start + 1, bracket.end - 1)
            _korean_first(text, bracket, held, out)
            glossed = (bracket.end, held.forms[0][0]) if held.forms else None
            continue
        defined = glossed[1] if glossed is not None and _stands_behind(text, bracket, glossed[0]) else None
        window = chinese_window(text, bracket.start)
        if defined is None and window is None:
            continue  # most brackets without a Han letter, and what they hold need not be read
        held = contents(text, bracket.start + 1, bracket.end - 1)
        if held.short and defined is not None:
            # 《…계획요강(…规划纲要)》(이하 <14·5규획>): the short form of what the bracket before it holds.
            out.append(_definition(bracket, defined, held.short, held.cues))
        elif window is not None:
            out += _chinese_first(text, bracket, held, window)
    return out


def _stands_behind(text: str, bracket: Span, end: int) -> bool:
    """Say whether nothing but closing marks stands between a bracket and the one before it, which ends at *end*."""
    return bracket.start - end <= _NEAR and not text[end : bracket.start].strip(_BETWEEN)


def _korean_first(text: str, bracket: Span, found: Contents, out: list[Gloss]) -> None:
    """Add the glosses of a bracket with Han forms."""
    bracket = _outermost(text, bracket)
    if len(found.forms) > 1 or (found.forms and not found.forms[0][0].text.isalnum()):
        out += _members(text, bracket, found)
    for place, (form, label) in enumerate(found.forms):
        cues = _answer(text, bracket, form, sum(map(is_han, form.text)), label, found.cues, out)
        if place == 0:
            # 하문(샤먼, 厦门)시: the reading inside the bracket is a second Korean form of the same thing.
            for reading in found.readings[:3]:
                out.append(_gloss(bracket, form, reading, cues, "zh-ko"))
            if found.short:
                out.append(_definition(bracket, form, found.short, found.cues))


def _answer(text: str, bracket: Span, form: Span, hanzi: int, label: str, cues: Cues, out: list[Gloss]) -> Cues:
    """Add the gloss of one form and the text before its bracket, unless it is another name; return its cues."""
    window = korean_window(text, bracket.start, bracket.end, size=reach(form.text), hanzi=hanzi)
    quoted = window is not None and window[1]
    if label or quoted:
        cues = made(Cues, (label, cues.readings, cues.latin, cues.person, quoted, cues.defines, cues.kana))
    if label == ANOTHER_NAME:
        return cues
    if window is None:
        out += _behind_bracket(text, bracket, form, cues)
        return cues
    span = window[0]
    out.append(_gloss(bracket, form, span, cues))
    if span.start and text[span.start - 1] == "\n":
        out += _wrapped(text, bracket, form, span, cues)
    return cues


def _wrapped(text: str, bracket: Span, form: Span, window: Span, cues: Cues) -> Iterator[Gloss]:
    """Yield the gloss of a name that may have begun in the line before: 웨이⏎하이(威海). It has to be read, for most names did not."""
    longer = korean_window(text, bracket.start, bracket.end, size=reach(form.text), hanzi=2 * len(form.text) + 1)
    if longer is not None and longer[0] != window:
        yield _gloss(bracket, form, longer[0], cues, needs="reading")


def _behind_bracket(text: str, bracket: Span, form: Span, cues: Cues) -> Iterator[Gloss]:
    """Yield the glosses of a bracket behind another: [사대서](四大書), 왕이(외교부장)(王毅), 쉬광핑(許廣平)(许广平)."""
    if text[bracket.start - 1 : bracket.start] not in (")", "]", "）", "］"):
        return
    opening = max(text.rfind(mark, max(0, bracket.start - _LONGEST_NOTE), bracket.start) for mark in "([（［")
    if opening < 0:
        return
    inside = trimmed(text, opening + 1, bracket.start - 1)
    if inside is not None and has_hangul(inside.text):
        yield _gloss(bracket, form, inside, cues, needs="reading")
    window = korean_window(text, opening, bracket.end, size=reach(form.text))
    if window is not None:
        yield _gloss(bracket, form, window[0], cues, needs="reading")


def _outermost(text: str, bracket: Span) -> Span:
    """Return the bracket with the brackets that stand around nothing else: ((威海))."""
    start, end = bracket.start, bracket.end
    if not start or text[start - 1] not in _OUTER:
        return bracket
    while start and end < len(text) and text[start - 1] in _OUTER and text[end] in ")）]］":
        start, end = start - 1, end + 1
    return Span(start, end, text[start:end])


def _members(text: str, bracket: Span, found: Contents) -> Iterator[Gloss]:
    """Yield the members of a list with one bracket for all, each with its own window, to be taken if all of them are read.

    베이징·톈진·허베이(北京·天津·河北), 둔황과 투루판(敦煌, 吐魯番); forms of one length between dots may also be one name in two scripts,
    우루무치(乌鲁木齐·烏魯木齊).
    """
    forms = [form for form, label in found.forms if not label]
    dotted = _dotted(found.forms[0][0]) if len(found.forms) == 1 else []
    forms = dotted or forms
    if len(forms) < 2 or min(len(form.text) for form in forms) < 2:
        return
    windows = _listed(text, bracket.start, len(forms))
    if not windows and len({len(form.text) for form in dotted}) == 1:
        window = korean_window(text, bracket.start, bracket.end, size=reach(dotted[0].text))
        windows = [window[0]] * len(dotted) if window is not None else []
    for form, span in zip(forms, windows, strict=False):
        yield _gloss(bracket, form, span, found.cues, needs="readings")


def _dotted(form: Span) -> list[Span]:
    """Return the parts of a form between dots, none where it is one name: 애신각라·부의(愛新覺羅·溥儀) is, for its parts differ in length."""
    if form.text.isalnum():
        return []
    parts = [
        Span(form.start + part.start(), form.start + part.end(), part.group()) for part in _PART.finditer(form.text)
    ]
    lengths = [len(part.text) for part in parts]
    return parts if max(lengths) - min(lengths) < len(parts) - 1 else []


def _listed(text: str, end: int, number: int) -> list[Span]:
    """Return the last *number* members of the list that ends at *end*, none where there are fewer."""
    stretch = _LIST.search(text, max(0, end - _LONGEST_LIST), end)
    if stretch is None:
        return []
    cuts = list(_JOINT.finditer(text, stretch.start(), end))[1 - number :]
    if len(cuts) < number - 1:
        return []
    starts = [stretch.start(), *(cut.end() for cut in cuts)]
    if len(cuts) == number - 1 and (before := list(_JOINT.finditer(text, stretch.start(), cuts[0].start()))):
        starts[0] = before[-1].end()
    ends = [*(cut.start() for cut in cuts), end]
    spans = [trimmed(text, start, stop) for start, stop in zip(starts, ends, strict=True)]
    return [span for span in spans if span is not None] if None not in spans else []


def _chinese_first(text: str, bracket: Span, found: Contents, window: Window) -> Iterator[Gloss]:
    form, quoted = window
    if found.short:
        yield _definition(bracket, form, found.short, found.cues)
        return
    for reading in found.readings[:2]:
        if _HOLDS_ASCII(reading.text) and not _COUNTS(form.text):
            # An explanation that counts, not a reading: 地级行政区(2급 행정구).
            continue
        yield _gloss(bracket, form, reading, found.cues._replace(quoted=quoted), "zh-ko")


def _definition(bracket: Span, form: Span, short: Span, cues: Cues) -> Gloss:
    return _gloss(bracket, form, short, cues._replace(defines=True), "zh-ko")


def _gloss(
    bracket: Span,
    han: Span,
    window: Span,
    cues: Cues,
    order: Literal["ko-zh", "zh-ko"] = "ko-zh",
    needs: Literal["", "reading", "readings"] = "",
) -> Gloss:
    return made(Gloss, (han, window, bracket, order, cues, "bracket", needs))
