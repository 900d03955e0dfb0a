"""Glosses in brackets: Korean(Chinese), Chinese(Korean), and definitions of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from glossary.extract.brackets import Bracket, brackets
from glossary.extract.contents import Contents, contents
from glossary.extract.windows import Window, chinese_window, korean_window
from glossary.languages import has_han
from glossary.model import Cues, Document, Gloss, Span

_MARKED: Final = re.compile(r"(?<=[가-힣A-Za-z0-9一-鿿])([「《〈『【])([^「」《》〈〉『』【】\n]{2,60})([」》〉』】])")
_BETWEEN: Final = " 》〉」』>”’\"'"
_NEAR: Final = 40
"""Code points at most between a bracket and the one that defines a short form of what it holds."""


def bracketed(document: Document) -> Iterator[Gloss]:
    """Yield every Han form inside a bracket with Korean before it, and every Han form before a bracket with Korean in it."""
    text = document.text
    glossed: tuple[int, Span] | None = None
    for bracket in brackets(text):
        found = contents(text, bracket.start + 1, bracket.end - 1)
        if has_han(text[bracket.start : bracket.end]):
            yield from _korean_first(text, bracket, found)
            glossed = (bracket.end, found.forms[0][0]) if found.forms else None
            continue
        beside = glossed is not None and bracket.start - glossed[0] <= _NEAR
        if found.short and glossed is not None and beside and not text[glossed[0] : bracket.start].strip(_BETWEEN):
            # 《…계획요강(…规划纲要)》(이하 <14·5규획>): the short form of what the bracket before it holds.
            yield _definition(text, bracket, glossed[1], found.short, found.cues)
        else:
            yield from _chinese_first(text, bracket, found)


def marked(document: Document) -> Iterator[Gloss]:
    """Yield Han forms in title marks glued to Korean: 웨이하이「威海」. Only forms of Han letters alone, for 《》 mostly quote."""
    text = document.text
    for match in _MARKED.finditer(text):
        form = match.group(2)
        if not re.fullmatch("[㐀-鿿\uf900-\ufaff]+", form):
            continue
        bracket = Bracket(match.start(1), match.end())
        window = korean_window(text, bracket.start, bracket.end, size=_size(form))
        if window is not None:
            found = contents(text, bracket.start + 1, bracket.end - 1)
            yield _gloss(
                text, bracket, Span(match.start(2), match.end(2), form), window, replace(found.cues, quoted=True)
            )


def _korean_first(text: str, bracket: Bracket, found: Contents) -> Iterator[Gloss]:
    for place, (form, label) in enumerate(found.forms):
        window = korean_window(text, bracket.start, bracket.end, size=_size(form.text))
        cues = replace(found.cues, label=label, quoted=window is not None and window.quoted)
        if window is not None and label != "name":
            yield _gloss(text, bracket, form, window, cues)
        if place == 0:
            # 하문(샤먼, 厦门)시: the reading inside the bracket is a second Korean form of the same thing.
            for reading in found.readings[:3]:
                yield _gloss(text, bracket, form, Window(reading, False), cues, inside=True)
            if found.short:
                yield _definition(text, bracket, form, found.short, found.cues)


def _chinese_first(text: str, bracket: Bracket, found: Contents) -> Iterator[Gloss]:
    window = chinese_window(text, bracket.start)
    if window is None:
        return
    if found.short:
        yield _definition(text, bracket, window.span, found.short, found.cues)
        return
    for reading in found.readings[:2]:
        yield _gloss(
            text,
            bracket,
            window.span,
            Window(reading, window.quoted),
            replace(found.cues, quoted=window.quoted),
            inside=True,
        )


def _definition(text: str, bracket: Bracket, form: Span, short: Span, cues: Cues) -> Gloss:
    return _gloss(text, bracket, form, Window(short, False), replace(cues, defines=True), inside=True)


def _gloss(text: str, bracket: Bracket, han: Span, window: Window, cues: Cues, *, inside: bool = False) -> Gloss:
    order: Literal["ko-zh", "zh-ko"] = "zh-ko" if inside else "ko-zh"
    return Gloss(
        han=han,
        window=window.span,
        bracket=Span(bracket.start, bracket.end, text[bracket.start : bracket.end]),
        order=order,
        cues=cues,
    )


def _size(form: str) -> int:
    """Code points before a bracket that may hold the Korean form: a hanzi answers to four syllables and a space at most."""
    return 24 + 4 * len(form)
