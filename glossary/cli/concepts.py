"""How a concept looks: for people, target first and one line a form with the reason for its mark; and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from glossary.cli.streams import pad, plural, width

if TYPE_CHECKING:
    from glossary.model import Concept, Reference, Term

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
_NAMES: Final = {"zh": "zh-Hans = zh-Hant"}
_NAMES_CELLS: Final = 42
_CONTEXT: Final = 24
_SHOWN: Final = 5


def main_term(terms: tuple[Term, ...]) -> Term | None:
    """Return the term that stands for *terms*: the first preferred one, else the first; zh-Hant only where it is alone."""
    ranked = sorted(terms, key=lambda term: (term.status != "preferred", term.language == "zh-Hant"))
    return ranked[0] if ranked else None


def headline(concept: Concept, *, base: str = "") -> tuple[str, str]:
    """Return the two halves of the line of a concept: its names, and what it is; *base* is the term base that it stands in."""
    ko, zh = main_term(concept.korean), main_term(concept.chinese)
    names = " → ".join(click.style(term.text, bold=True) for term in (ko, zh) if term is not None)
    if zh is not None and zh.reading:
        names += f"  {zh.reading}"
    state = [concept.kind, concept.region, concept.status, "removed" if concept.removed else None, base]
    return f"{concept.label}  {names}", " · ".join(part for part in state if part)


def line(concept: Concept, *, base: str = "") -> str:
    """Return a concept on one line: ``c1  웨이하이 → 威海  Wēihǎi   place · CN · approved``; with *base* also where it stands."""
    names, state = headline(concept, base=base)
    return f"{pad(names, _NAMES_CELLS)}  {state}"


def card(concept: Concept, *, sentences: bool = True, base: str = "") -> list[str]:
    """Return a concept with all its forms, its particulars and where it was seen."""
    lines = [line(concept, base=base)]
    cells = max((width(term.text) for term in concept.terms), default=0)
    shown = ""
    for term in concept.terms:
        language = "zh" if term.language.startswith("zh") else term.language
        label = "" if language == shown else language
        shown = language
        reasons = ", ".join(explain(term, concept))
        lines.append(f"    {label:<2} {MARKS[term.status]} {pad(term.text, cells)}   {reasons}".rstrip())
    lines += [f"    {name}: {value}" for name, value in _particulars(concept) if value]
    lines += [
        f"    {_note_label(note.level, note.term, internal=note.internal)}: {note.text}" for note in concept.notes
    ]
    if concept.seen:
        lines.append(f"    {plural(concept.seen, 'sighting')} in {plural(concept.documents, 'document')}")
    if sentences:
        distinct = {reference.sentence or id(reference): reference for reference in reversed(concept.references)}
        lines += [f"    {_reference(reference)}" for reference in list(distinct.values())[::-1][:_SHOWN]]
    return lines


def explain(term: Term, concept: Concept) -> list[str]:
    """Return the reasons for the mark of *term*, from what it is to how often it was seen."""
    reasons = []
    if term.language.startswith("zh"):
        reasons.append(_NAMES.get(term.language, term.language))
    if term.status != "admitted":
        reasons.append(term.status)
    if term.type != "full":
        reasons.append(term.type)
    if term.official and term.derived != "table5":
        reasons.append("official spelling")
    if term.language == "ko" and term.status == "preferred" and concept.norm in _NORMS:
        reasons.append(_NORMS[concept.norm])
    if term.derived is not None:
        reasons.append(f"{_DERIVED.get(term.derived, term.derived)}, not seen")
    reasons += [_FLAGS[flag] for flag in term.flags]
    if term.seen:
        reasons.append(f"seen {term.seen:,}×")
    return reasons


def _particulars(concept: Concept) -> list[tuple[str, str | None]]:
    """Return the further fields of a concept with their names."""
    return [
        ("relation", f"{concept.relation}, origin {concept.origin}"),
        ("part of", concept.part_of),
        ("scope", concept.scope),
        ("subject", concept.subject),
        ("source", concept.source),
    ]


def _note_label(level: str, term: str, *, internal: bool) -> str:
    """Return what a note is introduced by."""
    label = "internal note" if internal else "note"
    return f"{label} on {term}" if level == "term" and term else label


def _reference(reference: Reference) -> str:
    """Return where a concept was seen, with the forms marked in what stands around them."""
    span = reference.ko or reference.zh
    place = f"{reference.name}:{span.start}" if span is not None else reference.name
    text = " ".join(reference.sentence.split())
    if not text:
        return place
    for form in (reference.ko, reference.zh):
        # A variant stands alone; the Chinese form that it answers is elsewhere in the document.
        if form is not None and (form is reference.ko or reference.how != "variant"):
            text = text.replace(form.text, f"[{form.text}]", 1)
    first = text.find("[")
    start, end = max(first - _CONTEXT, 0), text.rfind("]") + _CONTEXT
    return f"{place}  {'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


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
