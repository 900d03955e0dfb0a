"""What every method of the cut works on and returns: a Han form beside its Korean, and the alignment of the two."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import itemgetter
from typing import Final

from glossary.align.exact import Exact
from glossary.align.korean import Korean, korean
from glossary.align.lexicon import Known, Lexicon
from glossary.align.reach import Reach
from glossary.align.search import Path, search
from glossary.align.units import Unit, units
from glossary.languages import has_kana
from glossary.model import Gloss, Span, made
from glossary.normalize.script import to_hans

GOOD: Final = 0.10
"""Cost a hanzi up to which a reading needs no other method to be tried."""
FAIR: Final = 0.45
INSIDE_WORD: Final = 0.03
"""A cut inside a word (목단강|신휘) needs no excuse beyond a slightly better fit than one at its head."""
_COST_AND_START: Final = itemgetter(0, 1)


class Alignment:
    """The cut of one gloss.

    *cost* is a hanzi, from 0 (exact); *margin* the distance a hanzi to the next other cut. *method* is one of those of `glossary.align.cut`, *path*
    the alignment, *known* the approved pair that it is, *han* the span of the Han form that was answered (the end of a longer run in reversed order).
    An *exact* reading was looked up, and its path is worked out when somebody asks; a form taken whole has none.
    """

    __slots__ = ("cost", "exact", "glued", "han", "known", "ko", "margin", "method", "path", "units")

    def __init__(
        self,
        ko: Span,
        han: Span,
        cost: float,
        margin: float,
        method: str,
        path: Path | None,
        units: tuple[Unit, ...],
        glued: bool,
        known: Known | None = None,
        exact: Exact | None = None,
    ) -> None:
        self.ko, self.han, self.cost, self.margin, self.method = ko, han, cost, margin, method
        self.path, self.units, self.glued, self.known, self.exact = path, units, glued, known, exact

    def priced(self, cost: float, margin: float) -> Alignment:
        """Return the same cut at another cost, with another margin."""
        return Alignment(self.ko, self.han, cost, margin, self.method, self.path, self.units, self.glued)

    @property
    def size(self) -> int:
        """The units of the Han form."""
        return len(self.units) if self.exact is None else self.exact.size

    def describe(self) -> str:
        """List hanzi -> syllables -> cost, as the step of the alignment shows it."""
        side, path, han = korean(self.ko.text), self.path, self.units
        if self.exact is not None:
            han = units(self.han.text)
            path = search(han, simplified(written(han)), side, len(side.chars))[0]
        if path is None:
            return ""
        first = path.start
        out = []
        for segment in path.segments:
            hanzi = "".join(unit.char for unit in han[segment.first : segment.last]) or "∅"
            sound = side.chars[segment.start - first : segment.end - first] or "∅"
            out.append(f"{hanzi}→{sound} {segment.rule} {segment.cost:.2f}")
        return "; ".join(out)


def written(han: Sequence[Unit]) -> str:
    """Return the characters of the units of a form."""
    return "".join(unit.char for unit in han)


def simplified(text: str) -> str:
    """Return the characters of a form in simplified shape, as they are where those are not as many."""
    hans = to_hans(text)
    return hans if len(hans) == len(text) else text


class Form:
    """What every method works on: a Han form, its units, their simplified characters as the lexicon folds them, and the Korean beside it.

    *whole* says that the whole window has to be answered: a reading that stands in a bracket of its own. *most* is the cost a hanzi
    beyond which a cut gives way to the last word before the bracket, where one stands there; *said_japanese* that kana or a label say that the form is Japanese.
    """

    __slots__ = ("end", "gloss", "hans", "lexicon", "most", "reach", "said_japanese", "side", "span", "units", "whole")

    def __init__(
        self, gloss: Gloss, span: Span, units: tuple[Unit, ...], hans: str, side: Korean, lexicon: Lexicon
    ) -> None:
        self.gloss, self.span, self.units, self.hans, self.side, self.lexicon = gloss, span, units, hans, side, lexicon
        self.end = len(side.chars)
        self.whole = gloss.order == "zh-ko"
        self.most = inf if gloss.window.text.endswith(" ") else FAIR
        self.said_japanese = gloss.cues.kana or gloss.cues.label == "ja" or has_kana(span.text)
        self.reach = Reach(units, hans, side, lexicon)

    def read(self, end: int) -> list[Path]:
        """Return the exact readings that end at *end*."""
        if end == self.end and not self.reach.to_end[0]:
            return []
        return search(self.units, self.hans, self.side, end, lexicon=self.lexicon)


def part(window: Span, left: int, right: int) -> Span:
    """Return a part of a window by its places in the text of that."""
    return made(Span, (window.start + left, window.start + right, window.text[left:right]))


def best(form: Form, paths: Sequence[Path], method: str, units: tuple[Unit, ...] = ()) -> Alignment | None:
    """Choose the path of least cost, cuts inside a word a little dearer; its *units* are those of the form unless they are told."""
    if not paths:
        return None
    side, han = form.side, units or form.units
    size = len(han)
    priced = [
        (path.cost + (0.0 if path.start in side.heads else INSIDE_WORD), path.start, path)
        for path in paths
        if not (form.whole and path.start)
    ]
    priced.sort(key=_COST_AND_START)
    if not priced:
        return None
    cost, start, path = priced[0]
    other = next((price for price, place, _ in priced if place != start), cost + size)
    glued = start not in side.heads
    if path.end == form.end:
        left, right, _ = side.tail(start)
    else:
        left, right = side.places[start], side.places[path.end - 1] + 1
    return Alignment(
        ko=part(form.gloss.window, left, right),
        han=form.span,
        cost=max(0.0, cost - (INSIDE_WORD if glued else 0.0)) / size,
        margin=(other - cost) / size,
        method=method,
        path=path,
        units=han,
        glued=glued,
    )
