"""Changing concepts and taking them away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from glossary.errors import NotFound, ValueRefused
from glossary.house import (
    House,
    approved,
    preferences,
    preferring,
    rivals,
    scope_name,
    without_idle_preferences,
    without_preference,
)
from glossary.languages import language_of, primary_language
from glossary.model import (
    LINKS,
    PREFERRED_FOR,
    SEE,
    Anchor,
    Concept,
    Kind,
    Norm,
    Note,
    Origin,
    Relation,
    Status,
    Term,
    TermStatus,
    TermType,
    check_text,
)
from glossary.normalize import keys
from glossary.store.write import Entry
from glossary.termbase.agreeing import check_agreement
from glossary.termbase.deriving import rederived
from glossary.termbase.forms import (
    anchors_of,
    as_admitted,
    form_of,
    form_text,
    has_form,
    is_led,
    make,
    notes_of,
    with_status,
    with_terms,
)
from glossary.termbase.standing import standing, unmerged

if TYPE_CHECKING:
    from glossary.store import Base


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to change. None leaves a field as it is, "" clears one that may be empty.

    *prefer*, *admit* and *deprecate* give forms that status; *prefer* and *add* take new forms too. *drop* takes forms away. *note* and
    *internal* add notes, *drop_note* takes away those that say the same.

    *definition* is the one that the concept is to have, "" none. *see* and *unsee* are concepts that it is to refer to, or no more. *type*
    gives forms a type, *note_on* a note, each as (form, …).

    *prefer_for* gives forms that a client or project prefers, each as (scope, form), for one language in place of the form before; a new form
    is admitted. *unprefer_for* names scopes that prefer nothing any more.
    """

    prefer: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    admit: tuple[str, ...] = ()
    deprecate: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    kind: Kind | None = None
    origin: Origin | None = None
    relation: Relation | None = None
    norm: Norm | None = None
    status: Status | None = None
    removed: bool | None = None
    part_of: str | None = None
    region: str | None = None
    scope: str | None = None
    subject: str | None = None
    source: str | None = None
    note: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    drop_note: tuple[str, ...] = ()
    definition: str | None = None
    see: tuple[int, ...] = ()
    unsee: tuple[int, ...] = ()
    type: tuple[tuple[str, TermType], ...] = ()
    note_on: tuple[tuple[str, str], ...] = ()
    prefer_for: tuple[tuple[str, str], ...] = ()
    unprefer_for: tuple[str, ...] = ()


def edit(
    base: Base, number: int, wanted: Edit, *, actor: str, expected: int | None = None, house: House | None = None
) -> tuple[Concept, bool]:
    """Change a concept; return it as it is now, and whether anything was different.

    What is approved is approved as the *house* shows it.
    Raises NotFound for a concept or a form that is not there, ValueRefused where *wanted* contradicts itself or no Korean or no Chinese form
    would be left, Conflict where the concept is merged or removed (unless *wanted* says that it is to be or not to be) or no longer of the *expected* revision.
    """
    with base.operation(actor, "person", "edit") as operation:
        there = standing(base, number) if wanted.removed is None else unmerged(base, number)
        base.check_revision(there, expected)
        check_agreement(there, wanted)
        seen = approved(there, house) if house and wanted.status == "approved" != there.status else there
        changed = _with_preferences(with_forms(_with_fields(seen, wanted), wanted), wanted)
        changed = _with_references(base, _with_details(changed, wanted), wanted)
        whole = rederived(there, changed)
        _check_sides(there, whole.terms)
        fresh = {(term.language, term.text) for term in changed.terms} - {
            (term.language, term.text) for term in there.terms
        }
        anchors: tuple[Anchor, ...] = ()
        if fresh:
            korean = [term.text for term in changed.korean]
            chinese = [term.text for term in changed.chinese]
            anchors = tuple(anchors_of(korean, chinese, changed.kind, changed.relation))
        base.put([Entry(whole, anchors)], operation=operation)
        now = base.concept(number)
        return now, now.revision != there.revision


def _with_fields(there: Concept, wanted: Edit) -> Concept:
    """Return the concept with the fields and notes of an edit."""
    fixed = {
        name: value
        for name in ("kind", "origin", "relation", "norm", "status", "removed")
        if (value := getattr(wanted, name)) is not None
    }
    for name in ("part_of", "region", "scope", "subject", "source"):
        value = getattr(wanted, name)
        if value is not None:
            fixed[name] = check_text(value, name, limit=2_000) if value else None
    return replace(there, **fixed, notes=_notes(there, wanted))


def _notes(there: Concept, wanted: Edit) -> tuple[Note, ...]:
    """Return the notes of the concept with those of an edit; one definition at most."""
    for text in wanted.drop_note:
        if text not in {note.text for note in there.notes if note.type not in _SAID_OTHERWISE}:
            raise NotFound(f"{there.label}: no note says {text!r}")
    kept = [note for note in there.notes if note.text not in wanted.drop_note or note.type in _SAID_OTHERWISE]
    if wanted.definition is not None:
        kept = [note for note in kept if (note.type, note.level) != ("definition", "concept")]
        kept += [Note(wanted.definition, type="definition")] if wanted.definition else []
    return tuple(dict.fromkeys((*kept, *notes_of(wanted.note, wanted.internal))))


_SAID_OTHERWISE: Final = (*LINKS, PREFERRED_FOR)
"""Types of notes whose text is no note to people."""


def _with_details(there: Concept, wanted: Edit) -> Concept:
    """Return the concept with the types of forms and the notes on forms of an edit."""
    terms, notes = list(there.terms), list(there.notes)
    for text, kind in wanted.type:
        form = form_of(there, terms, text)
        terms = [replace(term, type=kind, held=True) if term == form else term for term in terms]
    for text, said in wanted.note_on:
        form = form_of(there, terms, text)
        notes.append(Note(said, "term", language=form.language, term=form.text))
    return with_terms(replace(there, notes=tuple(dict.fromkeys(notes))), terms)


def _with_references(base: Base, there: Concept, wanted: Edit) -> Concept:
    """Return the concept with the references to others of an edit. Raises NotFound, ValueRefused for itself, Conflict for a removed one."""
    if there.id in wanted.see:
        raise ValueRefused(f"{there.label}: a concept cannot refer to itself")
    gone = {base.concept(number).uid for number in wanted.unsee}
    missing = gone - {note.text for note in there.notes if note.type == SEE}
    if missing:
        raise NotFound(f"{there.label}: refers to no such concept; glossary show {there.label} tells to which")
    kept = [note for note in there.notes if note.type != SEE or note.text not in gone]
    new = [Note(standing(base, number).uid, type=SEE, internal=True) for number in wanted.see]
    return replace(there, notes=tuple(dict.fromkeys((*kept, *new))))


def with_forms(there: Concept, wanted: Edit) -> Concept:
    """Return the concept with the forms of an edit; where a preferred one goes, its heir is preferred."""
    terms = list(there.terms)
    for text in wanted.drop:
        terms.remove(form_of(there, terms, text))
    preferred = (*wanted.prefer, *(text for _, text in wanted.prefer_for))
    for text in (*wanted.add, *(text for text in preferred if not has_form(terms, text))):
        if not has_form(terms, text):
            term = _new_term(there, text)
            terms.append(as_admitted(term) if is_led(terms, term) else term)
    named = {form_text(text) for text in (*wanted.add, *wanted.prefer, *wanted.admit)}
    terms = [
        replace(term, derived=None) if term.text in named else term for term in terms
    ]  # a person writes it: 더커룽
    chosen: dict[object, Term] = {}
    given: tuple[tuple[TermStatus, tuple[str, ...]], ...] = (
        ("deprecated", wanted.deprecate),
        ("admitted", wanted.admit),
        ("preferred", wanted.prefer),  # last: it turns the one that was preferred into an admitted one
    )
    for status, texts in given:
        for text in texts:
            form = form_of(there, terms, text)
            if status == "preferred":
                _check_one(chosen, form.language, form)
            terms = [replace(term, held=True) if term == form else term for term in terms]
            terms = with_status(terms, form, status)
    if wanted.drop:
        terms = _supported(there, terms)
    _check_sides(there, terms)
    return with_terms(there, with_heirs(there.terms, terms))


def _with_preferences(there: Concept, wanted: Edit) -> Concept:
    """Return the concept with what clients and projects prefer; what was preferred and is dropped, nobody prefers."""
    for text in wanted.unprefer_for:
        scope = scope_name(text)
        if scope not in {name for name, _ in preferences(there)}:
            known = ", ".join(sorted({name for name, _ in preferences(there)})) or "nobody"
            raise NotFound(f"{there.label}: nothing is preferred for {scope!r}; it is for {known}")
        there = without_preference(there, scope)
    chosen: dict[object, Term] = {}
    for name, text in wanted.prefer_for:
        form = form_of(there, there.terms, text)
        _check_one(chosen, (scope_name(name), form.language), form)
        there = preferring(there, scope_name(name), form)
    return without_idle_preferences(there) if wanted.drop else there


def _check_one(chosen: dict[object, Term], place: object, form: Term) -> None:
    """Refuse to prefer a second form where one alone is preferred; *chosen* remembers the first. Raises ValueRefused."""
    first = chosen.setdefault(place, form)
    if first.text != form.text:
        raise ValueRefused(f"{first.text!r} and {form.text!r}: one form of a language is preferred; choose one of them")


def _check_sides(there: Concept, terms: Iterable[Term]) -> None:
    """Refuse to leave a side of the concept without a form, or with what is derived alone where somebody had written one."""
    kept = list(terms)
    for side, name in (("ko", "Korean"), ("zh", "Chinese")):
        before = [term for term in there.terms if primary_language(term.language) == side]
        written = any(term.derived is None for term in before)
        left = [
            term for term in kept if primary_language(term.language) == side and (term.derived is None or not written)
        ]
        if before and not left:
            raise ValueRefused(
                f"{there.label}: no {name} form would be left; add another with --add, or take the concept away with glossary remove"
            )


def _supported(there: Concept, terms: Sequence[Term]) -> list[Term]:
    """Return the terms without derived ones that came from what is dropped: with 大鷹 goes 大鹰."""
    from glossary.normalize.script import to_hans
    from glossary.readings.mandarin import official_hangul

    chinese = [term.text for term in terms if term.derived is None and primary_language(term.language) == "zh"]
    if set(chinese) == {term.text for term in there.chinese if term.derived is None}:
        return list(terms)
    letters = {keys.han_key(text) for text in chinese}
    spelt = {official_hangul(to_hans(text), kind=there.kind) for text in chinese}

    def stays(term: Term) -> bool:
        if term.derived is None:
            return True
        return keys.han_key(term.text) in letters if primary_language(term.language) == "zh" else term.text in spelt

    return [term for term in terms if stays(term)]


def _new_term(there: Concept, text: str) -> Term:
    """Return a form that a person adds, as a term: its language told by its script, with its pinyin if it is Chinese."""
    shown = form_text(text)
    if language_of(shown) != "zh":
        return Term("ko", shown, "preferred")
    made = make([there.korean[0].text if there.korean else shown], [shown], there.kind)
    return next(replace(term, status="preferred") for term in made.chinese if term.text == shown)


def with_heirs(before: Iterable[Term], terms: list[Term]) -> list[Term]:
    """Prefer the next best form of each language that lost its preferred one: 烟台 (zh-Hans) too where 威海 (zh) goes."""
    lost = {term.language for term in before if term.status == "preferred"}
    bereft = {term.language for term in terms if any(rivals(term.language, language) for language in lost)}
    return led(terms, sorted(bereft, key=lambda language: (language not in lost, language)))


def led(terms: list[Term], languages: Iterable[str]) -> list[Term]:
    """Prefer a form of each of these languages that has none preferred: official, attested most often, not misspelt."""
    for language in languages:
        heirs = [term for term in terms if term.language == language and term.status == "admitted"]
        if heirs and not any(term.status == "preferred" and rivals(term.language, language) for term in terms):
            terms = with_status(terms, min(heirs, key=_succession), "preferred")
    return terms


def _succession(term: Term) -> tuple[bool, bool, int, str]:
    return bool({"misspelt", "typo"} & set(term.flags)), not term.official, -term.seen, term.text


def remove(base: Base, ids: Iterable[int], *, actor: str) -> tuple[int, ...]:
    """Take concepts away; return those that were not away already. All or none: raises NotFound for an id that is not there."""
    with base.operation(actor, "person", "remove") as operation:
        there = [base.concept(number) for number in dict.fromkeys(ids)]
        gone = [concept for concept in there if not concept.removed]
        return tuple(base.put([Entry(replace(concept, removed=True)) for concept in gone], operation=operation))
