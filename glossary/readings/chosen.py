"""The reading of a form that has several, chosen by the Hangul that writers gave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from glossary.readings import mandarin, orthography, pinyin

if TYPE_CHECKING:
    from glossary.model import Kind


class Reading(NamedTuple):
    """The pinyin of a form and its official Hangul; None where it has none."""

    pinyin: str | None
    official: str | None


def reading(simplified: str, *, kind: Kind, korean: Iterable[str] = ()) -> Reading:
    """Return the reading of *simplified*: the usual one, or that by which a form of *korean* is its official spelling.

    范曾 is Fàn Céng by the dictionary and Fàn Zēng for who writes 판쩡. *korean* are correct spellings of the Mandarin sound, the best
    supported first; the usual reading wins where it is among them.
    """
    usual = pinyin.preferred(simplified, kind=kind)
    written = ["".join(form.split()) for form in korean]
    hangul = mandarin.official_hangul(simplified, kind=kind, syllables=usual)
    if hangul not in written:
        for form in written:
            syllables = mandarin.syllables_for(simplified, form, kind=kind)
            if syllables is not None:
                return Reading(orthography.spell(syllables, kind=kind, text=simplified), form)
    return Reading(orthography.spell(usual, kind=kind, text=simplified), hangul)
