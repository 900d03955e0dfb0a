"""The tolerant search of a form: misspelt syllables, left-out hanzi, added syllables, and when it is not worth the while."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Final

from glossary.align.alike import LEAST_ALIKE
from glossary.align.form import GOOD, INSIDE_WORD, Alignment, Form, best
from glossary.align.korean import Korean
from glossary.align.lexicon import words_within
from glossary.align.search import Path, search
from glossary.align.sounds import Spoken
from glossary.align.units import Unit

_SHORT: Final = 4
"""Hanzi of a form of which one that is not read costs more than a good reading."""
_LONG: Final = 16
_MOST_OF_LONG: Final = 0.25
"""Hanzi of a long form, and what its cut may cost a hanzi: nearly all of a title of a king is read, or it takes a while to see that it is not."""
_ROUNDED: Final = 1e-6
"""What sums of costs may differ by, added in another order."""


def tolerant(
    form: Form, han: tuple[Unit, ...], fits: Callable[[Path], bool], dearest: float, method: str
) -> Alignment | None:
    """Return the cut of a tolerant search among the paths that *fits* lets pass, none of them dearer than *dearest* a hanzi.

    Most forms that come so far have no reading, and a search that gives up what is too dear soon sees it. Of what has one nearly all is read:
    so that is looked for first, and the margin of such a cut is what was looked through.
    """
    if len(han) >= _LONG:
        dearest = min(dearest, _MOST_OF_LONG)
    least = _missing(form, han)
    for most in (GOOD, dearest) if len(han) > _SHORT and dearest > GOOD else (dearest,):
        bound = (most + _ROUNDED) * len(han) + 2 * INSIDE_WORD
        if least[-1] <= bound:
            found = search(han, form.hans, form.side, form.end, least=least, most=bound, lexicon=form.lexicon)
            cut = best(form, [path for path in found if fits(path)], method, han)
            if cut is not None and (cut.cost <= most or most == dearest):
                return cut if most == form.most else cut.priced(cut.cost, min(cut.margin, max(most - cut.cost, 0.0)))
    return None


def _missing(form: Form, han: tuple[Unit, ...]) -> list[float]:
    """Return for each number of units what the first so many cost at least: those that are not said where they would have to be."""
    chars, last = form.side.chars, len(han) - 1
    missing = [0.0] * len(han)
    for at, unit in enumerate(han):
        if isinstance(unit.sounds, Spoken):
            spellings = unit.sounds.spellings
            if at == last:
                said = chars.endswith(tuple(spellings))
            elif at or not form.whole:
                said = any(spelling in chars for spelling in spellings)
            else:
                said = chars.startswith(tuple(spellings))
            missing[at] = 0.0 if said else LEAST_ALIKE
    if any(missing):
        within = words_within(form.hans, form.lexicon)
        for size, unit in enumerate(han, 1):
            words = within[min(size, len(within) - 1)]
            lengths = [len(word) for word, ways in words if any(way in chars for way in ways)]
            lengths += unit.joint
            for length in lengths:
                missing[max(0, size - length) : size] = [0.0] * min(size, length)
    return [0.0, *accumulate(missing)]


def has_edge(path: Path, side: Korean) -> bool:
    """Say whether a tolerant path begins firmly: with a hanzi that is answered, and inside a word with one that is read.

    웨이하이|잉커우(盈谷) does, 응|우옌 푸 쫑(阮富仲) and 아베 |신조(安倍晋三) with 安倍 left out do not.
    """
    first = path.segments[0]
    return first.start < first.end and (path.start in side.heads or first.system != "X")
