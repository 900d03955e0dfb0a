"""Making several concepts one, and one two."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from glossary import house
from glossary.errors import ValueRefused
from glossary.languages import primary_language
from glossary.model import LINKS, PREFERRED_FOR, READING_RELATIONS, Anchor, Concept, Term
from glossary.normalize import keys
from glossary.store.write import Entry
from glossary.termbase.editing import Edit, led, with_forms
from glossary.termbase.forms import anchors_of, as_admitted, form_of, is_led, relation_of, same_term, with_terms
from glossary.termbase.standing import standing

if TYPE_CHECKING:
    from glossary.store import Base

_COMPARED: Final = ("kind", "origin", "relation", "norm", "status", "scope")  # without a scope it holds for all
_FILLED: Final = ("part_of", "region", "subject", "source")


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging did: the *concept* that stayed, and where the others had something else, which was not taken: (id, field, value)."""

    concept: Concept
    differences: tuple[tuple[int, str, str], ...] = ()


def merge(base: Base, ids: Sequence[int], *, actor: str, expected: int | None = None) -> Merged:
    """Make concepts one, the first of *ids*: it gets the forms, notes and sightings of the others, and their fields where it has none.

    Forms are admitted where it has a preferred one, which stays so whatever was seen more often. It is approved if one of them is. The others are
    removed, and lead to it from then on.
    Raises NotFound for an id that is not there, Conflict for one that is removed, ValueRefused where there is only one.
    """
    numbers = list(dict.fromkeys(ids))
    if len(numbers) < 2:
        raise ValueRefused("one concept alone cannot be merged; name two or more, the one that stays first")
    with base.operation(actor, "person", "merge") as operation:
        kept, *others = (standing(base, number) for number in numbers)
        base.check_revision(kept, expected)
        preferred = (replace(term, held=term.held or term.status == "preferred") for term in kept.terms)
        wanted, differences = replace(kept, terms=tuple(preferred)), []
        for other in others:
            wanted, told = _joined(wanted, other)
            differences += told
        uids = {concept.uid for concept in (kept, *others)}
        notes = tuple(note for note in wanted.notes if not (note.type in LINKS and note.text in uids))  # it is one now
        base.put([Entry(replace(wanted, notes=notes))], operation=operation)
        base.absorb(numbers[0], numbers[1:], operation=operation)
        merged = base.concept(numbers[0])
        left = (told for told in differences if getattr(merged, told[1], None) != told[2])
        return Merged(merged, tuple(left))


def _joined(kept: Concept, other: Concept) -> tuple[Concept, list[tuple[int, str, str]]]:
    """Return a concept with what another one has, and what it did not take."""
    number = other.id or 0
    fields = {name: getattr(other, name) for name in _FILLED if getattr(kept, name) is None}
    if kept.kind == "term":
        fields["kind"] = other.kind
    if other.status == "approved":
        fields["status"] = "approved"
    filled = replace(kept, **fields)
    differences = [
        (number, name, value)
        for name in (*_COMPARED, *_FILLED)
        if (value := getattr(other, name)) is not None and value != getattr(filled, name)
    ]
    terms = list(filled.terms)
    for term in other.terms:
        terms = _with_term(terms, term)
        if term.status == "deprecated" and any(
            same_term(term, one) and one.status != "deprecated" for one in kept.terms
        ):
            differences.append((number, "deprecated", term.text))
    scopes = {(note.text, note.language) for note in kept.notes if note.type == PREFERRED_FOR}
    doubled = [note for note in other.notes if note.type == PREFERRED_FOR and (note.text, note.language) in scopes]
    differences += [(number, f"form for {note.text}", note.term) for note in doubled if note not in kept.notes]
    notes = dict.fromkeys((*filled.notes, *(note for note in other.notes if note not in doubled)))
    return with_terms(replace(filled, notes=tuple(notes)), terms), differences


def _with_term(terms: list[Term], term: Term) -> list[Term]:
    """Return the terms with one that another concept has; what was seen or written there is derived no more."""
    for place, there in enumerate(terms):
        if same_term(term, there):
            derived = there.derived and term.derived
            return [*terms[:place], replace(there, derived=derived), *terms[place + 1 :]]
    return [*terms, as_admitted(term) if is_led(terms, term) else term]


@dataclass(frozen=True, slots=True)
class Split:
    """What splitting did: the concept as it is *left*, and the one that was *made*."""

    left: Concept
    made: Concept


def split(base: Base, number: int, forms: Sequence[str], *, actor: str, expected: int | None = None) -> Split:
    """Make a concept of its own of some *forms*, with the sightings of them; the side of which no form is named goes to both.

    Raises NotFound for a concept or form that is not there, Conflict for one that is removed, ValueRefused where one of the two would be
    left without a side.
    """
    with base.operation(actor, "person", "split") as operation:
        there = standing(base, number)
        base.check_revision(there, expected)
        named = [form_of(there, there.terms, text) for text in forms]
        if not named:
            raise ValueRefused(f"{there.label}: name the forms that go")
        dropped = with_forms(there, Edit(drop=tuple(dict.fromkeys(term.text for term in named))))
        places = base.anchors(number)
        seen = [anchor for _, anchor in places]
        left = _on_its_own(house.without_idle_preferences(dropped), there, seen)
        made = _on_its_own(_made(there, named), there, seen)
        _check_apart(there, left, made)
        anchors = anchors_of(_texts(made.korean), _texts(made.chinese), made.kind, made.relation)
        _, fresh = base.put([Entry(left), Entry(made, tuple(anchors))], operation=operation)
        moved = [row for row, anchor in places if _goes(named, anchor.ko_key, anchor.zh_key)]
        base.lead(moved, fresh, also={number}, operation=operation)
        return Split(base.concept(number), base.concept(fresh))


def _check_apart(there: Concept, left: Concept, made: Concept) -> None:
    """Refuse to part what is one form: 廣州 and 广州. Both concepts would have the same pair, and their sightings two homes."""
    shared = [list(_one_form(left, made, *side)) for side in (("ko", keys.ko_key), ("zh", keys.han_key))]
    if all(shared):
        here, gone = next(pair for pairs in shared for pair in pairs if pair[0] != pair[1])
        raise ValueRefused(
            f"{there.label}: {gone!r} and {here!r} are one form, written in two ways; name both,"
            " or found another thing of the same name with glossary add --apart"
        )


def _one_form(one: Concept, other: Concept, side: str, key: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the forms of two concepts that fold to the same."""
    for term, twin in product(one.terms, other.terms):
        if primary_language(term.language) == primary_language(twin.language) == side and key(term.text) == key(
            twin.text
        ):
            yield term.text, twin.text


def _made(there: Concept, named: Sequence[Term]) -> Concept:
    """Return the new concept: the forms that are named, which a person wrote now, with what is derived of them, and the other side as it is."""
    sides = {primary_language(term.language) for term in named}
    letters = {keys.han_key(term.text) for term in named if primary_language(term.language) == "zh"}
    terms = [
        term
        for term in there.terms
        if term in named
        or primary_language(term.language) not in sides
        or (primary_language(term.language) == "zh" and term.derived is not None and keys.han_key(term.text) in letters)
    ]
    texts = {term.text for term in terms}
    notes = tuple(note for note in there.notes if note.level == "term" and note.term in texts)
    bare = replace(there, id=None, uid=str(uuid.uuid4()), notes=notes, references=(), seen=0, documents=0)
    unseen = [replace(term, seen=0, derived=None if term in named else term.derived) for term in terms]
    return with_terms(bare, unseen)


def _on_its_own(part: Concept, there: Concept, seen: Iterable[Anchor]) -> Concept:
    """Return a part of a concept with a preferred form in each language, and with the relation of its own forms.

    Where its leading forms are those that *there* had, the relation stays; so it does where they were *seen* and it was said otherwise: what
    is composed (베이징 대학 北京大學) looks like a translation.
    """
    part = with_terms(part, led(list(part.terms), sorted({term.language for term in part.terms})))
    ko, zh = _leading(part)
    if not (ko and zh) or (ko, zh) == _leading(there):
        return part
    relation = relation_of(ko, zh, part.kind)
    reading = relation in READING_RELATIONS
    told = {anchor.reading for anchor in seen if (anchor.ko_key, anchor.zh_key) == (keys.ko_key(ko), keys.han_key(zh))}
    return part if told and reading not in told else replace(part, relation=relation)


def _leading(concept: Concept) -> tuple[str, str]:
    """Return the Korean and the Chinese form that say how the two sides are related: the preferred ones; "" where there is none."""
    sides = (sorted(terms, key=lambda term: term.status != "preferred") for terms in (concept.korean, concept.chinese))
    ko, zh = (terms[0].text if terms else "" for terms in sides)
    return ko, zh


def _goes(named: Iterable[Term], ko_key: str, zh_key: str) -> bool:
    """Say whether a sighting goes with the forms that are named: its Korean form does, or its Chinese one where no Korean one is named."""
    korean = {keys.ko_key(term.text) for term in named if primary_language(term.language) != "zh"}
    return ko_key in korean if korean else zh_key in {keys.han_key(term.text) for term in named}


def _texts(terms: Collection[Term]) -> list[str]:
    return [term.text for term in terms if term.derived is None]
