"""How a concept looks: for people, target first and one line a form with the reason for its mark; and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from glossary import house as houses
from glossary.cli import sentences as evidence
from glossary.cli.streams import pad, plural, width
from glossary.house import House
from glossary.model import APART, PREFERRED_FOR, SEE

if TYPE_CHECKING:
    from glossary.model import Concept, Note, Term, TermStatus

MARKS: Final = {"preferred": "●", "admitted": "○", "deprecated": "×"}
_FLAGS: Final = {
    "nonstandard": "not the official spelling",
    "misspelt": "misspelt",
    "typo": "typing error",
    "own-hanja": "own hanja: Chinese may write it otherwise",
    "unsure": "conversion unsure",
}
_NORMS: Final = {
    "loanword": "loanword norm",
    "sino": "Sino-Korean norm",
    "custom": "customary",
}
_DERIVED: Final = {
    "table5": "official spelling by table 5",
    "composed": "composed",
}
HERE: Final = House()
"""No house in particular: forms as the term base has them."""
_NAMES: Final = {"zh": "zh-Hans = zh-Hant"}
_NAMES_CELLS: Final = 42


def main_term(terms: tuple[Term, ...], house: House = HERE) -> Term | None:
    """Return the term that stands for *terms*: the first preferred one, else the first; in the script that is not the house's only where it is alone."""
    other = "zh-Hans" if house.script == "hant" else "zh-Hant"
    ranked = sorted(terms, key=lambda term: (term.status != "preferred", term.language == other))
    return ranked[0] if ranked else None


def _main_forms(concept: Concept, house: House) -> list[str]:
    """Return the forms by which a concept is called, Korean then Chinese, of Chinese both scripts where the house wants both."""
    main = [term for term in (main_term(concept.korean), main_term(concept.chinese, house)) if term is not None]
    forms = [click.style(houses.titled(concept, term, house), bold=True) for term in main]
    if (
        house.script == "both"
        and (second := main_term(concept.in_language("zh-Hant"))) is not None
        and second not in main
    ):
        forms[-1] += f" / {click.style(houses.titled(concept, second, house), bold=True)}"
    return forms


def headline(concept: Concept, *, base: str = "", house: House = HERE) -> tuple[str, str]:
    """Return the two halves of the line of a concept: its names, and what it is; *base* is the term base that it stands in."""
    zh = main_term(concept.chinese, house)
    names = " → ".join(_main_forms(concept, house))
    if zh is not None and zh.reading:
        names += f"  {zh.reading}"
    state = [concept.kind, concept.region, concept.status, "removed" if concept.removed else None, base]
    if not houses.belongs(concept, house.scope):
        state.append(f"for {concept.scope}")
    return f"{concept.label}  {names}", " · ".join(part for part in state if part)


def line(concept: Concept, *, base: str = "", house: House = HERE) -> str:
    """Return a concept on one line: ``c1  웨이하이 → 威海  Wēihǎi   place · CN · approved``; with *base* also where it stands."""
    names, state = headline(houses.view(concept, house), base=base, house=house)
    return f"{pad(names, _NAMES_CELLS)}  {state}"


def card(concept: Concept, *, sentences: bool = True, base: str = "", house: House = HERE) -> list[str]:
    """Return a concept with all its forms as the house prefers them, its particulars and where it was seen."""
    lines = [line(concept, base=base, house=house)]
    cells = max((width(term.text) for term in concept.terms), default=0)
    shown = ""
    last = "zh-Hans" if house.script == "hant" else ""
    for term in sorted(houses.view(concept, house).terms, key=lambda term: term.language == last):
        language = "zh" if term.language.startswith("zh") else term.language
        label = "" if language == shown else language
        shown = language
        reasons = ", ".join(explain(term, concept, house))
        lines.append(f"    {label:<2} {MARKS[term.status]} {pad(term.text, cells)}   {reasons}".rstrip())
    lines += [f"    {name}: {value}" for name, value in _particulars(concept) if value]
    lines += [
        f"    {_note_label(note)}: {note.text}"
        for note in concept.notes
        if note.type not in (PREFERRED_FOR, SEE, APART)  # stands beside its term, or refers to another concept
    ]
    if concept.seen:
        lines.append(f"    {plural(concept.seen, 'sighting')} in {plural(concept.documents, 'document')}")
    if sentences:
        lines += [f"    {evidence.shown(reference)}" for reference in evidence.distinct(concept.references)]
    return lines


def explain(term: Term, concept: Concept, house: House = HERE) -> list[str]:
    """Return the reasons for the mark of *term*, from what it is to how often it was seen; *concept* is as the term base has it."""
    was = next(other.status for other in concept.terms if _same_form(term, other))
    reasons = []
    if term.language.startswith("zh"):
        reasons.append(_NAMES.get(term.language, term.language))
    reasons += _standing(term, was, concept, house)
    if term.type != "full":
        reasons.append(term.type)
    if term.official and term.derived != "table5":
        reasons.append("official spelling")
    if term.language == "ko" and term.status == was == "preferred" and concept.norm in _NORMS:
        reasons.append(_NORMS[concept.norm])
    if term.derived is not None:
        reasons.append(f"{_DERIVED.get(term.derived, term.derived)}, not seen")
    reasons += [_FLAGS[flag] for flag in term.flags]
    if term.seen:
        reasons.append(f"seen {term.seen:,}×")
    return reasons


def _standing(term: Term, was: TermStatus, concept: Concept, house: House) -> list[str]:
    """Return how *term* stands and for whom; *was* is how it stands in the term base."""
    scopes = [scope for scope, other in houses.preferences(concept) if _same_form(term, other)]
    standing = [f"preferred for {scope}" for scope in scopes]
    if term.status == was:
        return [was, *standing] if was != "admitted" else standing
    if term.status == "admitted":
        return ["preferred elsewhere", *standing]
    return standing if house.scope in scopes else ["preferred by the house norm", *standing]


def _same_form(one: Term, other: Term) -> bool:
    """Say whether two terms are one form, whatever their status."""
    return (one.language, one.text) == (other.language, other.text)


def _particulars(concept: Concept) -> list[tuple[str, str | None]]:
    """Return the further fields of a concept with their names."""
    return [
        ("relation", f"{concept.relation}, origin {concept.origin}"),
        ("part of", concept.part_of),
        ("scope", concept.scope),
        ("subject", concept.subject),
        ("source", concept.source),
    ]


def _note_label(note: Note) -> str:
    """Return what a note is introduced by."""
    label = "internal note" if note.internal else note.type
    return f"{label} on {note.term}" if note.level == "term" and note.term else label


def term_record(term: Term) -> dict[str, Any]:
    """Return *term* as the JSON of look-ups shows it."""
    return {
        "lang": term.language,
        "text": term.text,
        "status": term.status,
        "type": term.type,
        "reading": term.reading,
        "official": term.official,
        "derived": term.derived,
        "flags": list(term.flags),
    }


def record(concept: Concept) -> dict[str, Any]:
    """Return *concept* as JSON shows it: the fields that every command gives."""
    return {
        "id": concept.label,
        "uid": concept.uid,
        "kind": concept.kind,
        "status": concept.status,
        "terms": [term_record(term) for term in concept.terms],
        "evidence": concept.seen,
    }
