"""Glosses without a bracket: lists in which a Korean and a Han form stand side by side.

    웨이하이/威海, 威海－웨이하이, 웨이하이: 威海, 威海 → 웨이하이      a mark between them
    웨이하이 ⇥ Weihai ⇥ 威海, | 웨이하이 | 威海 |, 웨이하이,威海       cells of one row
    1. 威海 웨이하이                                         nothing else in the line

Nothing says that the two belong together but their reading, so each gloss needs one, from end to end. Bare Han letters that stand beside
no such mark (韓中 회담, 中웨이하이시) are no cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from glossary.extract.contents import NO_CUES, trimmed
from glossary.extract.windows import korean_window, reach
from glossary.hangul import is_syllable
from glossary.languages import HAN, is_han
from glossary.model import Document, Gloss, Span, made

_LETTER: Final = HAN[1:-1]
_REST: Final = rf"(?:[{_LETTER}A-Za-z0-9·“”+&]{{0,61}}(?<![A-Za-z0-9·“”+&]))?"
_CELL: Final = re.compile(rf"[一-鿿]{_REST}")
_BETWEEN: Final = r"[ \u00a0\u3000]{0,3}(?:[/／=＝:：→⇒⇔↔~〜－–—―-]|->)[ \u00a0\u3000]{0,3}"
_MARK_BEFORE: Final = re.compile(rf"(?<=[가-힣A-Za-z0-9)])[\"'”’》〉」』>]?({_BETWEEN})[\"'“‘《〈「『<]?\Z")
_MARK_BEHIND: Final = re.compile(rf"[\"'”’》〉」』>]?{_BETWEEN}[\"'“‘《〈「『<]?(?=[가-힣A-Za-z0-9])")
_FREE_BEFORE: Final = re.compile(r"(?:^|[\s,，、;；/／|｜\"'“‘《〈「『<(（\[·•*-])\Z")
"""What stands before a cell that begins there."""
_FREE_BEHIND: Final = re.compile(r"[\"'”’》〉」』>]?(?:\Z|[\s,，、;；/／|｜)）\]·]|\.(?!\w)|[-－–—=→])")
_WORDS: Final = r"[가-힣A-Za-z0-9]+(?:·[가-힣A-Za-z0-9]+)*"
"""Compiled where a Han cell with a mark behind it is met first."""
_MOST_WORDS: Final = 4
"""Words of a Korean form behind its Han form."""
_ROW: Final = re.compile(
    r"[\t|｜,， \u00a0\u3000](?:(?<=[ \u00a0\u3000])[ \u00a0\u3000]+|(?<=[,，])(?=\S)|(?<=,) |(?<=\t)\t*|(?<=[|｜])[|｜]*)"
)
"""What parts the cells of a line, one letter first, which is soon found."""
_BULLET: Final = re.compile(
    r"\s*(?:[-*•·○●◦▪■□◇◆▶▷※☞–—+]\s+|[(（]?(?:\d{1,3}|[가-하]|[a-zA-Z]|[ivxIVX]{1,4})[.)）]\s*|[①-⑳]\s*)?"
)
_KOREAN: Final = re.compile(r"(?![A-Za-z0-9]*(?:[ ·]|\Z))(?:[가-힣A-Za-z0-9]+(?:[ ·](?!\Z)|\Z)){1,5}")
"""Five words at most, of which the first has a syllable."""
_QUOTES: Final = " \t\u00a0\u3000\"'“”‘’《》〈〉「」『』<>*"
_OF_ROW: Final = re.compile(rf"[一-鿿](?<![^\s{_QUOTES}|｜,，.)）①-⑳].){_REST}(?=[{_QUOTES}|｜,，]|\Z)")
"""A Han cell with nothing beside it in its cell of a row but quotes or a bullet, without which the row need not be cut."""
_LONGEST_LINE: Final = 300
_MOST_CELLS: Final = 12
_OPENINGS: Final = "(（[［"
_LEAST: Final = 2
"""Hanzi of a cell: one is read by chance (도시/市, 한-中)."""


def listed(document: Document) -> Iterator[Gloss]:
    """Yield the Han cells of lists with the Korean beside them."""
    text = document.text
    row = -1
    for match in _CELL.finditer(text):
        start, end = match.span()
        if end - start < _LEAST or (start and text[start - 1] in _OPENINGS):
            continue
        yield from _beside(text, made(Span, (start, end, match.group())))
        left = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
        if left != row and (left or start <= _LONGEST_LINE):
            row = left
            yield from _row(text, left)


def _beside(text: str, han: Span) -> Iterator[Gloss]:
    """Yield the glosses of one Han cell and the Korean before or behind a mark."""
    before = _MARK_BEFORE.search(text, max(0, han.start - 10), han.start)
    if before is not None and _FREE_BEHIND.match(text, han.end):
        window = korean_window(text, before.start(1), han.end, size=reach(han.text))
        if window is not None:
            yield _gloss(text, han, window[0], han.start, han.end, "ko-zh")
    behind = _MARK_BEHIND.match(text, han.end)
    if behind is not None and _FREE_BEFORE.search(text, max(0, han.start - 1), han.start):
        for end in _word_ends(text, behind.end()):
            yield _gloss(text, han, Span(behind.end(), end, text[behind.end() : end]), han.start, end, "zh-ko")


def _word_ends(text: str, start: int) -> Iterator[int]:
    """Yield where the first words behind *start* end, as far as each ends freely."""
    place = start
    for _ in range(_MOST_WORDS):
        word = re.compile(_WORDS).match(text, place)
        if word is None or not _FREE_BEHIND.match(text, word.end()):
            return
        yield word.end()
        if text[word.end() : word.end() + 1] != " ":
            return
        place = word.end() + 1


def _row(text: str, left: int) -> Iterator[Gloss]:
    """Yield the pairs of cells of the line that begins at *left*: every Korean cell with every Han cell."""
    right = text.find("\n", left, left + _LONGEST_LINE)
    right = right if right >= 0 else min(len(text), left + _LONGEST_LINE)
    if right - left == _LONGEST_LINE or _OF_ROW.search(text, left, right) is None:
        return
    bullet = _BULLET.match(text, left, right)
    cells = _cells(text, bullet.end() if bullet is not None else left, right)
    chinese = [cell for cell in cells if _CELL.fullmatch(cell.text) and len(cell.text) >= _LEAST]
    korean = [cell for cell in cells if _KOREAN.fullmatch(cell.text)] if chinese else []
    for han in chinese:
        for other in korean:
            yield _gloss(text, han, other, han.start, max(han.end, other.end), "zh-ko")


def _cells(text: str, start: int, end: int) -> list[Span]:
    """Return the cells of a line, none where it has one only or more than a table has; two words of two scripts are cells too."""
    cuts = [start]
    for match in _ROW.finditer(text, start, end):
        cuts += match.span()
        if len(cuts) > 2 * _MOST_CELLS:
            return []
    cuts.append(end)
    if len(cuts) == 2:
        border = _border(text, start, end)
        cuts = [start, border, border + 1, end] if border else cuts
    cells = [trimmed(text, left, right, _QUOTES) for left, right in zip(cuts[::2], cuts[1::2], strict=True)]
    return [cell for cell in cells if cell is not None]


def _border(text: str, start: int, end: int) -> int:
    """Return where the first space between a Korean and a Han word stands, 0 where none does."""
    place = text.find(" ", start + 1, end - 1)
    while place >= 0:
        left, right = text[place - 1], text[place + 1]
        if (is_syllable(left) and is_han(right)) or (is_syllable(right) and is_han(left)):
            return place
        place = text.find(" ", place + 1, end - 1)
    return 0


def _gloss(text: str, han: Span, window: Span, start: int, end: int, order: Literal["ko-zh", "zh-ko"]) -> Gloss:
    return Gloss(
        han=han,
        window=window,
        bracket=Span(start, end, text[start:end]),
        order=order,
        cues=NO_CUES,
        how="list",
        needs="reading",
    )
