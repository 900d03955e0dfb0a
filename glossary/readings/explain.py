"""Why a form is read as it is: for each candidate the table or the rule that gives it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from glossary.languages import is_han
from glossary.normalize import script
from glossary.normalize.keys import folded
from glossary.readings import hanja, mandarin, pinyin, reverse, tables

if TYPE_CHECKING:
    from glossary.model import Kind

_LONGEST: Final = 8
"""Hanzi of the longest row of a table that is named."""


def of_pinyin(form: str, syllables: Sequence[str], kind: Kind | None) -> str:
    """Say which tables give *syllables* for the hanzi of *form* in simplified characters."""
    if kind == "person" and tables.pairs_kept("persons.tsv").get(form) == " ".join(syllables):
        return f"{form} is read so by the table of persons"
    if len(form) != len(syllables):
        return "hanzi by their usual readings, all else as it is"
    surname = pinyin.surname_of(form) if kind == "person" else None
    return "; ".join(_parts(form, syllables, surname))


def _parts(form: str, syllables: Sequence[str], surname: str | None) -> Iterator[str]:
    """Yield the reason for each stretch of *form*: the surname, then rows of tables, then single hanzi."""
    at = 0
    while at < len(form):
        end, why = at + 1, _character(form[at], syllables[at])
        if (
            not at
            and surname is not None
            and tables.pairs_kept("surnames.tsv").get(surname) == " ".join(syllables[: len(surname)])
        ):
            end, why = len(surname), "as a surname"
        else:
            for longer in range(min(len(form), at + _LONGEST), at + 1, -1):
                row = form[at:longer], " ".join(syllables[at:longer])
                if found := _row(*row):
                    end, why = longer, found
                    break
        if not form[at:end].isspace():
            yield why if form[at:end] == syllables[at] else f"{form[at:end]} {' '.join(syllables[at:end])} {why}"
        at = end


def _row(word: str, reading: str) -> str:
    """Return the table that has *word* with this reading, "" where none has."""
    if tables.pairs_kept("places.tsv").get(word) == reading:
        return "by the table of places"
    return "by the phrases" if tables.large("phrases.tsv").get(word) == reading else ""


def _character(char: str, reading: str) -> str:
    known = pinyin.syllables(char)
    if reading not in known:
        return f"{char} as it is" if not is_han(char) else "by the word it stands in"
    return "usual" if reading == known[0] else "a further reading"


def of_mandarin(form: str, hangul: str, syllables: Sequence[str], kind: Kind | None) -> str:
    """Say how *hangul* comes about as the official spelling of *form*, whose reading is *syllables*."""
    by_table = " ".join(f"{syllable} {mandarin.official((syllable,))}" for syllable in syllables)
    if hangul == mandarin.official(syllables):
        return f"표 5: {by_table}"
    if tables.pairs_kept("places_official.tsv").get(form) == hangul:
        return "by the table of official and customary places"
    if mandarin.doubled(form) == hangul:
        return f"표 5: {by_table}, and the kind of place in Korean behind the whole reading (겹쳐 적기)"
    return f"표 5: {by_table}, and the last word in Korean (제4장 제3절)"


def of_sino(form: str, hangul: str, *, person: bool) -> str:
    """Say how *hangul* comes about as the Sino-Korean reading of *form*."""
    if len(hangul) != len(form):
        return "each hanzi by its reading"
    shape = folded(form)
    words = {
        (at, end)
        for at in range(len(form))
        for end in range(at + 2, min(len(form), at + _LONGEST) + 1)
        if hangul[at:end] == tables.large("hanja_words.tsv").get(shape[at:end])
    }
    reasons = [f"{form[at:end]} {hangul[at:end]} by the table of words" for at, end in sorted(words)]
    surname = next((shape[:size] for size in (2, 1) if shape[:size] in tables.pairs_kept("surnames_sino.tsv")), "")
    if person and surname:
        reasons.append(f"{form[: len(surname)]} {hangul[: len(surname)]} as a surname")
        words.add((0, len(surname)))
    for at, (char, syllable) in enumerate(zip(form, hangul, strict=True)):
        if not char.isspace() and not any(start <= at < end for start, end in words):
            reasons.append(_sino(char, syllable, at))
    return "; ".join(reasons)


def _sino(char: str, syllable: str, at: int) -> str:
    """Say which reading of one hanzi stands at place *at*."""
    bases = [reading.hangul for reading in hanja.sino(char)]
    if syllable in bases:
        bare = " without the initial-sound rule" if not at and hanja.initial_sound(syllable) != syllable else ""
        return f"{char} {syllable}{bare}" if syllable == bases[0] else f"{char} {syllable}{bare}, a further reading"
    base = next((base for base in bases if hanja.initial_sound(base) == syllable), None)
    return f"{char} {base} -> {syllable} by the initial-sound rule" if base else f"{char} as it is"


def of_traditional(simplified: str, traditional: str, *, person: bool) -> str:
    """Say how the traditional form comes about, and where it is unsure."""
    rule = "the tables of surnames, given names and persons, then OpenCC" if person else "OpenCC"
    if simplified == traditional:
        rule = "the same in both scripts"
    if not script.is_ambiguous(simplified, person=person):
        return rule
    open_ones = [
        f"{char} {' or '.join(script.hant_candidates(char))}"
        for char in simplified
        if char in script.AMBIGUOUS and len(script.hant_candidates(char)) > 1
    ]
    return f"{rule}; unsure: {', '.join(open_ones)}"


def of_korean(form: str, way: reverse.Reversed) -> str:
    """Say by which spellings a Korean form could stand for the syllables of *way*."""
    rest = "".join(form.split())
    reasons = []
    for hangul, spelling in reverse.spelt(rest, way.syllables):
        rule = "표 5" if spelling.rule == "table5" else f"a writer's spelling ({spelling.rule})"
        reasons.append(f"{hangul} {rule}")
    return "; ".join(reasons)
