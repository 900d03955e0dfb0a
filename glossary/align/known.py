"""The pairs that people approved, where they stand: whatever they are, their cut is known."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.align.form import Alignment, Form, part
from glossary.align.lexicon import Known
from glossary.align.search import search


def known(form: Form, ends: Iterable[int]) -> Alignment | None:
    """Cut a pair that the lexicon knows, the longest Korean form first, at the end of the window or at one of the other *ends*.

    At another end, and where it has one syllable only (구 区), it begins a word: a person who approved 구(区) said nothing of 연구(区).
    """
    pairs = form.lexicon.pairs(form.span.text)
    for end in (form.end, *(() if form.whole else ends)):
        for pair in pairs:
            start = end - len(pair.korean)
            if start < 0 or not form.side.chars.startswith(pair.korean, start) or (form.whole and start):
                continue
            if start in form.side.heads or (end == form.end and len(pair.korean) > 1):
                return _cut(form, pair, start, end)
    return None


def _cut(form: Form, pair: Known, start: int, end: int) -> Alignment:
    """Return the cut of an approved pair; the path is there where it is a reading."""
    paths = search(form.units, form.hans, form.side, end, lexicon=form.lexicon) if pair.read else []
    left, right = form.side.places[start], form.side.places[end - 1] + 1
    return Alignment(
        ko=part(form.gloss.window, left, right),
        han=form.span,
        cost=0.0,
        margin=1.0,
        method="known",
        path=next((path for path in paths if path.start == start), None),
        units=form.units,
        glued=start not in form.side.heads,
        known=pair,
    )
