"""Everything about how one form is read: a Chinese one in Hangul and pinyin, a Korean one as what it could spell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glossary.hangul import is_hangul
from glossary.languages import is_han, is_latin
from glossary.model import Kind, check_text, term_text
from glossary.normalize import script
from glossary.readings import explain, hanja, mandarin, orthography, pinyin, reverse

Script: TypeAlias = Literal["hans", "hant", "han", "hangul", "latin", "mixed"]

_SHOWN: Final = 4
"""Readings given of each sort; the first is the preferred one."""
_DIVISIONS: Final = frozenset("省市县区州")
"""Last characters of administrative names: 单县 is a place, 산현."""
_NOT_PERSONS: Final = frozenset("镇乡村路街山江河湖海港岛城")
"""Last characters of other places: 金山 is no Mr Jin."""


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that gave one candidate: *of* is the name of its list in `Readings`, *form* the candidate."""

    of: str
    form: str
    rule: str


@dataclass(frozen=True, slots=True)
class Readings:
    """How *form* is read; in each list the preferred one comes first.

    *zh_hans* and *zh_hant* are None for Korean and Latin forms. *mandarin* is the official Hangul, *sino* the Sino-Korean readings; *why* has a row
    for each candidate, in the same order.
    """

    form: str
    script: Script
    zh_hans: str | None
    zh_hant: str | None
    pinyin: tuple[str, ...]
    mandarin: tuple[str, ...]
    sino: tuple[str, ...]
    why: tuple[Why, ...] = ()


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
    person = kinds[0] == "person"
    hant = script.usual_shape(form) if written == "hant" else script.to_hant(hans, person=person)
    spelt, official = _mandarin(hans, kinds)
    raw = " ".join(text.split())  # NFC folds compatibility ideographs, which say what reading is meant
    read = raw if len(raw) == len(form) else form
    sino = {one: explain.of_sino(read, one, person=person) for one in hanja.sino_forms(read, person=person)[:_SHOWN]}
    why = [
        Why("zh_hant", hant, "as written" if written == "hant" else explain.of_traditional(hans, hant, person=person))
    ]
    for of, shown in (("pinyin", spelt), ("mandarin", official), ("sino", sino)):
        why += [Why(of, one, rule) for one, rule in shown.items()]
    return Readings(form, written, hans, hant, tuple(spelt), tuple(official), tuple(sino), tuple(why))


def _mandarin(hans: str, kinds: Sequence[Kind | None]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the pinyin and the official Hangul of a form, each candidate with its rule, the first ones of each."""
    spelt: dict[str, str] = {}
    official: dict[str, str] = {}
    whole = mandarin.official_hangul(hans, kind=kinds[0])
    if whole:
        official[whole] = explain.of_mandarin(hans, whole, pinyin.pinyin(hans, kind=kinds[0])[0], kinds[0])
    for each in kinds:
        for syllables in pinyin.pinyin(hans, kind=each):
            spelt.setdefault(
                orthography.spell(syllables, kind=each, text=hans), explain.of_pinyin(hans, syllables, each)
            )
            hangul = mandarin.official(syllables)
            official.setdefault(hangul, explain.of_mandarin(hans, hangul, syllables, each))
    return dict([*spelt.items()][:_SHOWN]), dict([*official.items()][:_SHOWN])


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
    spelt: dict[str, str] = {}
    official: dict[str, str] = {}
    for way in reverse.mandarin_syllables(form):
        spelt.setdefault(" ".join(way.syllables), explain.of_korean(form, way))
        official.setdefault(mandarin.official(way.syllables), f"표 5 of {' '.join(way.syllables)}")
    spelt, official = dict([*spelt.items()][:_SHOWN]), dict([*official.items()][:_SHOWN])
    sino = {
        one: "with the initial-sound rule"
        if one[0] == hanja.initial_sound(one[0])
        else "without the initial-sound rule"
        for one in reverse.sino_spellings(form)[:_SHOWN]
    }
    why = [
        Why(of, one, rule)
        for of, shown in (("pinyin", spelt), ("mandarin", official), ("sino", sino))
        for one, rule in shown.items()
    ]
    return Readings(form, "hangul", None, None, tuple(spelt), tuple(official), tuple(sino), tuple(why))
