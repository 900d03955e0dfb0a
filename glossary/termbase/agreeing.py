"""Whether an edit agrees with itself: of a form, a note or another concept it says one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from glossary.errors import ValueRefused
from glossary.house import scope_name
from glossary.model import Concept
from glossary.termbase.forms import form_text, meant

if TYPE_CHECKING:
    from glossary.termbase.editing import Edit

_STATUSES: Final = ("prefer", "admit", "deprecate")


class _Said(NamedTuple):
    """What is said of a form: the *option*, the form as it was *typed*, and the *form* that is meant."""

    option: str
    typed: str
    form: str


def check_agreement(there: Concept, wanted: Edit) -> None:
    """Refuse an edit that contradicts itself. Raises ValueRefused.

    A form is given one status and one type, and where it is dropped nothing. 廬山 is 庐山 to a concept that has this alone.
    """
    left = _left(there, wanted)
    _check_forms(list(_said(there, wanted, left)))
    _check_types(wanted, left)
    scopes = {scope_name(scope) for scope, _ in wanted.prefer_for}
    if twice := scopes & set(map(scope_name, wanted.unprefer_for)):
        raise _refused(min(twice), ("prefer-for", "unprefer-for"), "scope")
    if linked := set(wanted.see) & set(wanted.unsee):
        raise _refused(f"c{min(linked)}", ("see", "unsee"), "concept")
    for option, notes in (("note", wanted.note), ("internal", wanted.internal)):
        if kept := set(notes) & set(wanted.drop_note):
            raise _refused(min(kept), (option, "drop-note"), "note")


def _left(there: Concept, wanted: Edit) -> list[str]:
    """Return the forms that there are when the dropped ones are gone and the new ones have come."""
    texts = [term.text for term in there.terms]
    gone = {meant(texts, text) for text in wanted.drop}
    fresh = map(form_text, (*wanted.prefer, *wanted.add, *(text for _, text in wanted.prefer_for)))
    kept = [text for text in texts if text not in gone]
    return [*kept, *(text for text in dict.fromkeys(fresh) if text not in kept)]


def _said(there: Concept, wanted: Edit, left: Sequence[str]) -> Iterator[_Said]:
    """Yield what is said of forms: what may be new is meant as it is typed, the rest is one of those that are there then."""
    known: tuple[tuple[str, tuple[str, ...], Sequence[str]], ...] = (
        ("prefer", wanted.prefer, ()),
        ("admit", wanted.admit, left),
        ("deprecate", wanted.deprecate, left),
        ("drop", wanted.drop, [term.text for term in there.terms]),
        ("add", wanted.add, ()),
        ("prefer-for", tuple(text for _, text in wanted.prefer_for), ()),
    )
    for option, given, texts in known:
        for text in given:
            yield _Said(option, form_text(text), meant(texts, text) or form_text(text))


def _check_forms(said: list[_Said]) -> None:
    """Refuse several statuses of one form, and anything of one that is dropped; of what is typed alike too, whatever it means."""
    alike: defaultdict[str, list[_Said]] = defaultdict(list)
    for one in said:
        for form in {one.typed, one.form}:
            alike[form].append(one)
    for form, ones in alike.items():
        options = tuple(dict.fromkeys(one.option for one in ones))
        clashing = options if "drop" in options else tuple(option for option in options if option in _STATUSES)
        if len(clashing) > 1:
            raise _refused(form, clashing, "form")


def _check_types(wanted: Edit, left: Sequence[str]) -> None:
    """Refuse two types of one form."""
    given: dict[str, str] = {}
    for text, kind in wanted.type:
        form = meant(left, text) or form_text(text)
        if given.setdefault(form, kind) != kind:
            raise ValueRefused(f"{form!r}: cannot be of type {given[form]} and {kind} at once; choose one of them")


def _refused(what: str, options: tuple[str, ...], noun: str) -> ValueRefused:
    return ValueRefused(f"{what!r}: cannot {' and '.join(options)} one {noun} at once; choose one of them")
