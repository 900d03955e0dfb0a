"""The cut of names that are neither Mandarin nor Sino-Korean: read as Japanese, or known for a transcription and never forced."""

from __future__ import annotations

from dataclasses import replace

from glossary.align.form import Alignment, Form, best, has_edge
from glossary.align.search import Path, search
from glossary.align.units import units


def japanese(form: Form) -> Alignment | None:
    """Read the form as Japanese: exactly, or beside kana and under a Japanese label with tolerance, from the head of a word.

    A syllable that Mandarin or Sino-Korean gives too (山 산) proves nothing: one has to be Japanese alone.
    """
    side = form.side
    sounds = units(form.span.text, systems="J")
    paths = search(sounds, form.hans, side, form.end, lexicon=form.lexicon)
    proven = [path for path in paths if path.start in side.heads and _proofs(path, form)]
    if not proven and (form.said_japanese or len(sounds) > 2):
        paths = search(sounds, form.hans, side, form.end, tolerant=True, lexicon=form.lexicon)
        least = 1 if form.said_japanese else max(2, len(sounds) // 2)
        proven = [
            path for path in paths if path.start in side.heads and has_edge(path, side) and _proofs(path, form) >= least
        ]
    return best(replace(form, units=sounds), proven, "Japanese")


def _proofs(path: Path, form: Form) -> int:
    """Count the hanzi that are read in a way that only Japanese has."""
    return sum(
        segment.system == "J" and form.side.chars[segment.start : segment.end] not in form.units[segment.first].sounds
        for segment in path.segments
    )
