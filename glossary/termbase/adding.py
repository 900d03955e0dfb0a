"""Adding concepts by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from glossary.model import APART, READING_RELATIONS, Concept, Kind, Note, Status, check_text, group_of
from glossary.normalize import keys
from glossary.store.write import Entry
from glossary.termbase.forms import (
    anchors_of,
    as_admitted,
    is_led,
    make,
    notes_of,
    relation_of,
    same_term,
    told_apart,
    with_terms,
)

if TYPE_CHECKING:
    from glossary.store import Base
    from glossary.store.base import Operation

_UNSAID: Final = frozenset({"origin", "relation", "norm", "part_of"})


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: the concept, whether it was there *existing*, which *forms* are new in it.

    *homographs* are other things that are written the same in Korean or in Chinese, *joinable* those of them with the same Chinese form and of
    its class, what was seen most first. *stored* names what else an existing one took, *refused* what it did not, since it has something else there: glossary edit changes
    that. *was* is the status that an existing one had, where adding approved it.
    """

    concept: Concept
    existing: bool
    forms: tuple[str, ...]
    homographs: tuple[int, ...] = ()
    joinable: tuple[int, ...] = ()
    stored: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    was: Status | Literal["removed"] | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    """What is said of a concept that is added; None where nothing is."""

    kind: Kind | None = None
    status: Status | None = None
    subject: str | None = None
    source: str | None = None
    note: str | None = None
    internal: str | None = None
    definition: str | None = None

    def notes(self) -> tuple[Note, ...]:
        """Return the notes."""
        definition = (Note(self.definition, type="definition"),) if self.definition else ()
        return (
            *definition,
            *notes_of((self.note,) if self.note else (), (self.internal,) if self.internal else ()),
        )


def add(
    base: Base,
    forms: Sequence[str],
    *,
    actor: str,
    kind: Kind | None = None,
    status: Status | None = None,
    note: str | None = None,
    internal: str | None = None,
    definition: str | None = None,
    source: str | None = None,
    subject: str | None = None,
    join: bool = False,
    apart: bool = False,
) -> Added:
    """Add a concept with these *forms*, Korean and Chinese in either order, the first of each language preferred.

    Where one concept has a Korean and a Chinese form of them already, or another reading of the Chinese one, it is that one, unless it is of
    another class than its kind (a person is not the place of the same name). It gets the forms and notes that are new in it, and what it lacks
    of the rest; what it has stays. One that was not approved is so now, also a rejected one, unless a status is given. With *join* an equal Chinese form is
    enough. A removed one comes back. A new one is approved unless a status is given.

    *apart* founds a new one all the same, and both know that they are two: two persons of one name. Later sightings go to the one that was there.
    Raises ValueRefused where a side is missing.
    """
    korean, chinese = told_apart(forms)
    given = _Given(kind, status, subject, source, note, internal, definition)
    with base.operation(actor, "person", "add") as operation:
        found = _same(base, korean, chinese, kind=given.kind, join=join)
        if found.concept is not None and not apart:
            return _taken_up(base, base.concept(found.concept), found, (korean, chinese), given, operation)
        twins = [base.concept(number) for number in (found.both if apart else ())]
        concept = replace(
            make(korean, chinese, given.kind or "term"),
            status=given.status or "approved",
            source=given.source,
            subject=given.subject,
            notes=(*given.notes(), *(Note(twin.uid, type=APART, internal=True) for twin in twins)),
        )
        kinds: tuple[Kind, ...] = (given.kind,) if given.kind else ("term", "person", "place")
        anchors = tuple(anchor for each in kinds for anchor in anchors_of(korean, chinese, each, concept.relation))
        unsaid = _UNSAID if given.kind else _UNSAID | {"kind"}
        know = Note(concept.uid, type=APART, internal=True)
        entries = [Entry(replace(twin, notes=(*twin.notes, know))) for twin in twins]
        (number, *_) = base.put([Entry(concept, anchors, open=unsaid), *entries], operation=operation)
        others = tuple(sorted({*found.homographs, *found.both}))
        joinable = () if apart else found.joinable
        return Added(base.concept(number), False, (*korean, *chinese), others, joinable)


def _taken_up(
    base: Base,
    there: Concept,
    found: _Found,
    forms: tuple[Sequence[str], Sequence[str]],
    given: _Given,
    operation: Operation,
) -> Added:
    """Give a concept that is there what is new in it, and approve it."""
    korean, chinese = forms
    wanted, fresh = _joined(there, korean, chinese)
    if wanted.removed:
        wanted = replace(wanted, removed=False, status=given.status or "approved")
    elif there.status != "approved":
        wanted = replace(wanted, status=given.status or "approved")
    fields = {"kind": given.kind, "status": given.status, "subject": given.subject, "source": given.source}
    wanted, stored, refused = _filled(wanted, fields, given.notes())
    moved = fresh or wanted.kind != there.kind
    anchors = tuple(anchors_of(korean, chinese, wanted.kind, wanted.relation)) if moved else ()
    base.put([Entry(wanted, anchors)], operation=operation)
    was = "removed" if there.removed else there.status if there.status != wanted.status else None
    now = base.concept(there.id or 0)
    return Added(now, True, fresh, found.homographs, found.joinable, stored, refused, was)


@dataclass(frozen=True, slots=True)
class _Found:
    """The concept that forms belong to, if there is one, and others that share one of them.

    *both* are the living ones of its class with a form of each language, *joinable* the others with a Chinese one.
    """

    concept: int | None
    homographs: tuple[int, ...]
    both: tuple[int, ...]
    joinable: tuple[int, ...]


def _same(base: Base, korean: Sequence[str], chinese: Sequence[str], *, kind: Kind | None, join: bool) -> _Found:
    """Find the concept that these forms belong to; living ones before removed ones.

    It has a Korean and a Chinese form of them, or it is the one thing of its Chinese form and class that is read in Korean, and so are
    they: 위해 beside 웨이하이 (威海).
    """
    wanted = {("ko", keys.ko_key(text)) for text in korean} | {("zh", keys.han_key(text)) for text in chinese}
    there = base.by_key(wanted)
    gone = base.let_go({number for numbers in there.values() for number in numbers})
    with_ko = {number for place, numbers in there.items() if place[0] == "ko" for number in numbers} - gone
    with_zh = {number for place, numbers in there.items() if place[0] == "zh" for number in numbers} - gone
    living = {concept.id or 0: concept for concept in base.concepts(ids=with_ko | with_zh, references=False)}
    choices = _of_class(with_ko & with_zh, living, kind) or (_of_class(with_zh, living, kind) if join else set())
    if not choices and relation_of(korean[0], chinese[0], kind or "term") in READING_RELATIONS:
        read = {number for number in with_zh & living.keys() if _takes_readings(living[number], kind)}
        choices = read if len(read) == 1 else set()
    unlike = {number for number in choices & living.keys() if kind and group_of(living[number].kind) != group_of(kind)}
    same = min(choices, key=lambda number: (number not in living, number in unlike, number), default=None)
    others = tuple(sorted(number for number in living if number != same))
    of_class = _of_class(with_zh & living.keys(), living, kind)
    joinable = tuple(sorted(of_class - with_ko - {same}, key=lambda number: (-living[number].seen, number)))
    return _Found(same, others, tuple(sorted(of_class & with_ko)), joinable)


def _of_class(numbers: Collection[int], living: Mapping[int, Concept], kind: Kind | None) -> set[int]:
    """Return those that may be of this kind, removed ones too; a term is what nobody said more about."""
    return {
        number
        for number in numbers
        if kind is None
        or number not in living
        or group_of(living[number].kind) == group_of(kind)
        or living[number].kind == "term"
    }


def _takes_readings(there: Concept, kind: Kind | None) -> bool:
    """Say whether a further reading of its Chinese form names the same thing as *there*."""
    return there.relation in READING_RELATIONS and (kind is None or group_of(kind) == group_of(there.kind))


def _filled(
    there: Concept, given: Mapping[str, str | None], notes: Iterable[Note]
) -> tuple[Concept, tuple[str, ...], tuple[str, ...]]:
    """Return a concept with what it lacks of the fields *given*, and with the notes; what it took, and the fields where it has something else."""
    different = {name: value for name, value in given.items() if value is not None and getattr(there, name) != value}
    lacking = {
        name: check_text(value, name, limit=2_000)
        for name, value in different.items()
        if getattr(there, name) == ("term" if name == "kind" else None)
    }
    fresh = [note for note in notes if note not in there.notes]
    took = (*lacking, *("internal note" if note.internal else "note" for note in fresh))
    filled = replace(there, **lacking, notes=(*there.notes, *fresh))  # type: ignore[arg-type]
    return filled, took, tuple(name for name in different if name not in lacking)


def _joined(there: Concept, korean: Sequence[str], chinese: Sequence[str]) -> tuple[Concept, tuple[str, ...]]:
    """Return a concept with the forms that it has not got yet, admitted, and these forms."""
    fresh = [
        term
        for term in make(korean, chinese, there.kind).terms
        if term.derived is None and not any(same_term(term, other) for other in there.terms)
    ]
    admitted = [as_admitted(term) if is_led(there.terms, term) else term for term in fresh]
    return with_terms(there, (*there.terms, *admitted)), tuple(term.text for term in fresh)
