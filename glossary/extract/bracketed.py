"""Glosses in brackets: Korean(Chinese), Chinese(Korean), and definitions of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from glossary.extract.brackets import Bracket, brackets
from glossary.extract.contents import Contents, contents, trimmed
from glossary.extract.windows import Window, chinese_window, korean_window
from glossary.languages import has_han
from glossary.model import Cues, Document, Gloss, Span

_DEFINITION: Final = re.compile(
    r"\s*(?:이하(?:에서는)?|약칭|줄여서|줄임말)\s*[:：,]?\s*(.+?)\s*(?:(?:이)?(?:라|라고|로)\s*(?:한다|함|칭한다|칭함|약칭))?\s*",
    re.S,
)
# Anchored on the mark: a pattern that begins with the run before it takes quadratic time on a long line without marks.
_MARKED: Final = re.compile(r"(?<=[가-힣A-Za-z0-9一-鿿])([「《〈『【])([^「」《》〈〉『』【】\n]{2,60})([」》〉』】])")
_AFTER: Final = 30


def bracketed(document: Document) -> Iterator[Gloss]:
    """Yield every Han form inside a bracket with Korean before it, and every Han form before a bracket with Korean in it."""
    text = document.text
    for bracket in brackets(text):
        inside = (bracket.start + 1, bracket.end - 1)
        if has_han(text[slice(*inside)]):
            yield from _korean_first(text, bracket, contents(text, *inside))
        else:
            yield from _chinese_first(text, bracket, contents(text, *inside))


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


def _chinese_first(text: str, bracket: Bracket, found: Contents) -> Iterator[Gloss]:
    window = chinese_window(text, bracket.start)
    if window is None:
        return
    definition = _DEFINITION.fullmatch(text, bracket.start + 1, bracket.end - 1)
    if definition is not None:
        short = trimmed(text, definition.start(1), definition.end(1))
        if short is not None and not has_han(short.text):
            yield _gloss(
                text, bracket, window.span, Window(short, window.quoted), replace(found.cues, defines=True), inside=True
            )
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


def _gloss(text: str, bracket: Bracket, han: Span, window: Window, cues: Cues, *, inside: bool = False) -> Gloss:
    order: Literal["ko-zh", "zh-ko"] = "zh-ko" if inside else "ko-zh"
    after = text[bracket.end : bracket.end + _AFTER].split("\n", 1)[0]
    return Gloss(
        han=han,
        window=window.span,
        bracket=Span(bracket.start, bracket.end, text[bracket.start : bracket.end]),
        order=order,
        cues=cues,
        after=after,
    )


def _size(form: str) -> int:
    """Code points before a bracket that may hold the Korean form: a hanzi answers to four syllables and a space at most."""
    return 24 + 4 * len(form)
