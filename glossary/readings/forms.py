"""Everything about how one form is read: a Chinese one in Hangul and pinyin, a Korean one as what it could spell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glossary.hangul import is_hangul
from glossary.languages import is_han, is_latin
from glossary.model import Kind, check_text, term_text
from glossary.normalize import script
from glossary.readings import hanja, mandarin, pinyin, reverse

Script: TypeAlias = Literal["hans", "hant", "han", "hangul", "latin", "mixed"]

_SHOWN: Final = 4
"""Readings given of each sort; the first is the preferred one."""
_DIVISIONS: Final = frozenset("省市县区州")
"""Last characters of administrative names: 单县 is a place, 산현."""
_NOT_PERSONS: Final = frozenset("镇乡村路街山江河湖海港岛城")
"""Last characters of other places: 金山 is no Mr Jin."""


@dataclass(frozen=True, slots=True)
class Readings:
    """How *form* is read; in each list the preferred one comes first.

    *zh_hans* and *zh_hant* are None for Korean and Latin forms. *mandarin* is the official Hangul, *sino* the Sino-Korean readings.
    """

    form: str
    script: Script
    zh_hans: str | None
    zh_hant: str | None
    pinyin: tuple[str, ...]
    mandarin: tuple[str, ...]
    sino: tuple[str, ...]


def read_form(text: str, *, kind: Kind | None = None) -> Readings:
    """Return the readings of *text*, as a name of *kind* where that is known.

    Without it a form that ends like a county or a city is read as a place (单县), so is a known mountain or river (泰山), three hanzi that begin with a surname as a
    person first (刘广华), everything else as it stands. Raises ValueRefused for what is no form.
    """
    form = check_text(term_text(text), "the form")
    written = script_of(form)
    if written == "hangul":
        return _korean(form)
    if not any(map(is_han, form)):
        return Readings(form, written, None, None, (), (), ())
    hans = script.to_hans(form)
    kinds = _kinds(hans, kind)
    spelt: list[str] = []
    official: list[str | None] = [mandarin.official_hangul(hans, kind=kinds[0])]
    for each in kinds:
        for syllables in pinyin.pinyin(hans, kind=each):
            spelt.append(pinyin.spell(syllables, kind=each, text=hans))
            official.append(mandarin.official(syllables))
    person = kinds[0] == "person"
    hant = script.usual_shape(form) if written == "hant" else script.to_hant(hans, person=person)
    raw = " ".join(text.split())  # NFC folds compatibility ideographs, which say what reading is meant
    sino = hanja.sino_forms(raw if len(raw) == len(form) else form, person=person)
    return Readings(form, written, hans, hant, _first(spelt), _first(official), _first(sino))


def script_of(form: str) -> Script:
    """Return what *form* is written in; ``han`` where simplified and traditional are equal, ``mixed`` where it is several things."""
    letters = [char for char in form if char.isalpha() or is_han(char)]
    if letters and all(map(is_hangul, letters)):
        return "hangul"
    if letters and all(map(is_latin, letters)):
        return "latin"
    if not letters or not all(map(is_han, letters)):
        return "mixed"
    tag = script.script_of(form)
    if tag == "zh":
        return "han" if script.to_hans(form) == form else "mixed"
    return "hans" if tag == "zh-Hans" else "hant"


def _kinds(hans: str, kind: Kind | None) -> tuple[Kind | None, ...]:
    """Return as what *hans* is read, the likeliest first."""
    if kind is not None:
        return (kind,)
    if (len(hans) > 1 and hans[-1] in _DIVISIONS) or mandarin.doubled(hans):
        return ("place",)
    if pinyin.surname_of(hans) is None or not all(map(is_han, hans)) or not 2 <= len(hans) <= 4:
        return (None,)
    return ("person", None) if len(hans) == 3 and hans[-1] not in _NOT_PERSONS else (None, "person")


def _korean(form: str) -> Readings:
    """Return what a Korean form could spell: as Mandarin, with the official spelling of that, and as Sino-Korean."""
    ways = reverse.mandarin_syllables(form)
    return Readings(
        form,
        "hangul",
        None,
        None,
        _first(" ".join(way.syllables) for way in ways),
        _first(mandarin.official(way.syllables) for way in ways),
        _first(reverse.sino_spellings(form)),
    )


def _first(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the first distinct values."""

    def given() -> Iterator[str]:
        yield from (value for value in values if value)

    return tuple(dict.fromkeys(given()))[:_SHOWN]
