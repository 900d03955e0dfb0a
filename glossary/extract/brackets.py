"""Find the brackets of a text: one pass, bounded depth and length, so that hostile text costs no more than plain text.

A bracket of any round, square or lenticular pair opens; the nearest opening of the same class closes with it (``(…）`` occurs
in real text). What never closes within `LONGEST` code points, or lies deeper than `DEEPEST`, is text.
"""

from __future__ import annotations

import re
from typing import Final

from glossary.languages import HAN
from glossary.model import Span, made

LONGEST: Final = 400
"""Code points between a bracket's marks; the longest gloss seen has about 150."""
DEEPEST: Final = 12

_CLASSES: Final = ("(（", ")）"), ("[［", "]］"), ("〔", "〕"), ("【", "】")
_OPENS: Final = {mark: place for place, (opens, _) in enumerate(_CLASSES) for mark in opens}
_CLOSES: Final = {mark: place for place, (_, closes) in enumerate(_CLASSES) for mark in closes}
_MARKS: Final = re.compile(
    rf"[{re.escape(''.join((*_OPENS, *_CLOSES)))}{HAN[1:-1]}](?:(?<=[(（]){HAN}{{1,{LONGEST - 1}}}+[)）]|(?<={HAN}){HAN}*+|)"
)
"""A mark; with all its bracket where nothing but common Han letters stands in it, as in four of five with a Han letter. Or such letters elsewhere."""


def brackets(text: str) -> tuple[list[tuple[Span, bool]], bool]:
    """Return the brackets of *text* with their marks, in the order in which they close, and whether each is plain: of common Han letters alone.

    Return too whether a common Han letter stands anywhere else than in a plain bracket.
    """
    found: list[tuple[Span, bool]] = []
    pending: list[tuple[int, int]] = []
    elsewhere = False
    for match in _MARKS.finditer(text):
        place, end = match.span()
        mark = text[place]
        if mark in _OPENS:
            if end - place > 1:
                if len(pending) == DEEPEST:
                    del pending[0]
                found.append((made(Span, (place, end, text[place:end])), True))
                continue
            pending.append((_OPENS[mark], place))
            if len(pending) > DEEPEST:
                del pending[0]
        elif mark not in _CLOSES:
            elsewhere = True
        elif pending:
            while pending and place - pending[0][1] > LONGEST:
                # What is too far away to be closed closes nothing between: what a mark does is settled within LONGEST.
                del pending[0]
            depth = _partner(pending, _CLOSES[mark])
            if depth is not None:
                start = pending[depth][1]
                del pending[depth:]
                found.append((made(Span, (start, end, text[start:end])), False))
    return found, elsewhere


def settles(text: str) -> bool:
    """Say whether the brackets behind the first `LONGEST` code points of *text* are the same whatever stands before it.

    A mark from before may close, or be closed by, what is within its reach. That changes what follows only where it takes
    openings of *text* with it, and a closing mark without a partner beside open ones shows it.
    """
    pending: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark not in _OPENS and mark not in _CLOSES:
            continue  # a whole bracket, or Han letters
        if mark in _OPENS:
            pending.append((_OPENS[mark], match.start()))
            continue
        depth = _partner(pending, _CLOSES[mark])
        if depth is not None:
            del pending[depth:]
        elif pending:
            return False
    return True


def _partner(pending: list[tuple[int, int]], kind: int) -> int | None:
    """Return the place of the nearest open mark of a class, None where there is none."""
    for depth in range(len(pending) - 1, -1, -1):
        if pending[depth][0] == kind:
            return depth
    return None
