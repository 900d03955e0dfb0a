"""What a concept takes from a line of a file: all of it where it is new, else what it lacks, and what the file is told to win."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from glossary.errors import ValueRefused
from glossary.formats.exchange import BETWEEN_NOTES, Incoming, TermDetail
from glossary.house import House, view
from glossary.model import TERM_ORDER, Anchor, Concept, Kind, Note, Status, Term
from glossary.termbase.findings import DETAILS, FIELDS
from glossary.termbase.forms import (
    anchors_of,
    are_at_odds,
    as_admitted,
    is_led,
    relation_of,
    same_term,
    stand_apart,
    with_status,
    with_terms,
)

FORMS: Final = 500
"""Terms of one concept at most; the largest entries of terminology banks, in all their languages, have about 200."""
_PLACES: Final = 2_500
"""Pairs of forms of one concept, the preferred ones first, at which later sightings are awaited."""
_UNSAID: Final = frozenset({"kind", "origin", "relation", "norm", "part_of"})
"""What the machine may fill in where the file says nothing of it."""


class Difference(NamedTuple):
    """What a term base and a file say of one thing: *name* as in `Finding.fields`, and the words for people."""

    name: str
    there: object
    file: object
    text: str


def imported(item: Incoming, *, status: Status, uid: str) -> Concept:
    """Return the concept that a line brings: with a uid, and with what the file leaves out worked out from its forms. Raises ValueRefused."""
    stated = item.concept.status if "status" in item.fields else status
    concept = replace(item.concept, id=None, uid=uid or str(uuid.uuid4()), status=stated)
    check_forms(concept)
    korean, chinese = concept.korean, concept.chinese
    if "relation" in item.fields or not korean or not chinese:
        return concept
    return replace(concept, relation=relation_of(korean[0].text, chinese[0].text, concept.kind))


def check_forms(concept: Concept) -> None:
    """Refuse more forms than a concept may have. Raises ValueRefused."""
    if len(concept.terms) > FORMS:
        raise ValueRefused(f"{len(concept.terms):,} forms; at most {FORMS} are kept of one concept")


def left_open(item: Incoming) -> frozenset[str]:
    """Return the fields that nobody decides by this line."""
    return _UNSAID - item.fields


def sighted_at(concept: Concept, open_fields: Collection[str]) -> tuple[Anchor, ...]:
    """Return where later sightings of a concept arrive; of every class where nobody said what it is."""
    korean, chinese = (
        [term.text for term in sorted(side, key=lambda term: TERM_ORDER[term.status]) if term.derived is None]
        for side in (concept.korean, concept.chinese)
    )
    is_open = concept.kind == "term" and "kind" in open_fields
    kinds: tuple[Kind, ...] = ("term", "person", "place") if is_open else (concept.kind,)
    of_kinds = (anchors_of(korean, chinese, kind, concept.relation) for kind in kinds)
    return tuple(anchor for anchors in of_kinds for anchor in islice(anchors, _PLACES))


# --- a known concept ------------------------------------------------------------------------------------------------


def without_house(there: Concept, item: Incoming, house: House) -> Incoming:
    """Return an item that says nothing of how forms stand where they stand as the house shows them, and not as the term base has them."""
    shown = view(there, house)
    if shown is there:
        return item
    unsaid = {
        (detail, incoming.text)
        for incoming in item.concept.terms
        for before, after in _pairs(there, shown)
        if same_term(incoming, after)
        for detail in _STANDING
        if getattr(before, detail) != getattr(after, detail) == getattr(incoming, detail)
    }
    return replace(item, unsaid=item.unsaid | unsaid)


def _pairs(there: Concept, shown: Concept) -> Iterator[tuple[Term, Term]]:
    """Yield each term as the term base has it, and as the house shows it."""
    after = {(term.language, term.text): term for term in shown.terms}
    for term in there.terms:
        yield term, after[term.language, term.text]


_STANDING: Final[tuple[TermDetail, ...]] = ("status", "type")
"""What the view of a house changes of a term."""


def merged(
    there: Concept, item: Incoming, *, update: bool, open_fields: Collection[str] = ()
) -> tuple[Concept, list[Difference]]:
    """Return a stored concept with what the file adds, or says otherwise if that is to win; and the differences left.

    *open_fields* are those that nobody decided yet: the file fills them. Raises ValueRefused where it would have too many forms.
    """
    left: list[Difference] = []
    values: dict[str, object] = {}
    for name, (before, after) in _said(there, item).items():
        if before is None or update or name in open_fields:
            values[name] = after
        elif name == "removed":
            left.append(
                Difference(name, before, after, "stays removed" if before else "stays, though the line has it removed")
            )
        else:
            left.append(Difference(name, before, after, f"{name} {before!r}, not {after!r} as the line says"))
    terms = list(there.terms)
    for term in item.concept.terms:
        terms, difference = _merged_term(terms, term, item.unsaid, update)
        left += difference
    known = _Notes(there)
    kept = _relabelled(there.notes, there.terms, terms)
    notes = (*kept, *(note for note in item.concept.notes if not known.has(note)))
    wanted = with_terms(replace(there, **values, notes=notes), terms)  # type: ignore[arg-type]
    if len(wanted.terms) > len(there.terms):
        check_forms(wanted)
    return wanted, left


def _said(there: Concept, item: Incoming) -> Mapping[str, tuple[object, object]]:
    """Return the fields of which the file says something else than the term base; what stands in a file is there."""
    said = sorted(item.fields & set(FIELDS) | {"removed"})
    both = {name: (getattr(there, name), getattr(item.concept, name)) for name in said}
    return {
        name: (before, after)
        for name, (before, after) in both.items()
        if after is not None and _flat(before) != _flat(after) and not {before, after} <= _UNDECIDED
    }


_UNDECIDED: Final = frozenset(("candidate", "auto"))
"""Statuses that no person gave; tools that have one word for both (Phrase's New) say nothing of which it is."""


def _flat(value: object) -> object:
    """Return *value* for comparing: not every format keeps line ends and runs of spaces."""
    return " ".join(value.split()) if isinstance(value, str) else value


_PLAIN: Final = ("note", "definition")
"""What formats call every note that have one place for them."""


class _Notes:
    """The notes of a concept, in whatever way a format writes them: without their types, or all of them in one."""

    def __init__(self, there: Concept) -> None:
        self._types: defaultdict[tuple[str, object], set[str]] = defaultdict(set)
        for note in there.notes:
            self._types[note.level, _flat(note.text)].add(note.type)
        open_ones = (str(_flat(note.text)) for note in there.notes if note.level == "concept" and not note.internal)
        self._together = BETWEEN_NOTES.join(open_ones)

    def has(self, note: Note) -> bool:
        """Say whether this note is one of them."""
        text = _flat(note.text)
        types = self._types.get((note.level, text), ())
        return note.type in types or (note.type in _PLAIN and bool(types)) or text == self._together


def _relabelled(notes: Iterable[Note], before: Sequence[Term], after: Sequence[Term]) -> Iterator[Note]:
    """Yield the notes; one on a form whose language is another one now goes with it."""
    languages = {(term.language, term.text): now.language for term, now in zip(before, after, strict=False)}
    for note in notes:
        language = languages.get((note.language, note.term), note.language)
        yield note if language == note.language else replace(note, language=language)


def _merged_term(
    terms: list[Term], incoming: Term, unsaid: Collection[tuple[TermDetail, str]], update: bool
) -> tuple[list[Term], list[Difference]]:
    """Return the terms with one that the file brings: added, or changed if the file wins; or the difference."""
    there = _alike(terms, incoming, unsaid)
    if there is None:
        if update and incoming.status == "preferred":
            return with_status([*terms, incoming], incoming, "preferred"), []
        if not is_led(terms, incoming):
            return [*terms, incoming], []
        admitted = as_admitted(incoming)
        contested = incoming.status == "preferred" and ("status", incoming.text) not in unsaid
        return [*terms, admitted], [_difference(admitted, incoming, "status")] if contested else []
    said = {
        detail: getattr(incoming, detail)
        for detail in DETAILS
        if (detail, incoming.text) not in unsaid and getattr(incoming, detail) is not None
    }
    if not are_at_odds(there.language, incoming.language):
        said.pop("language", None)
    different = [detail for detail in DETAILS if detail in said and getattr(there, detail) != said[detail]]
    if not different:
        return terms, []
    wanted = replace(there, **said)
    if not update and (different != ["reading"] or there.reading is not None):
        return terms, [_difference(there, wanted, different[0])]
    changed = [wanted if term == there else term for term in terms]
    return (with_status(changed, wanted, "preferred") if wanted.status == "preferred" else changed), []


def _alike(terms: Collection[Term], incoming: Term, unsaid: Collection[tuple[TermDetail, str]]) -> Term | None:
    """Return the term that a form of the file is: of its own tag before one of another that makes it no other term."""
    same = [term for term in terms if same_term(incoming, term)]
    is_open = ("language", incoming.text) in unsaid
    fitting = (term for term in same if is_open or not stand_apart(term.language, incoming))
    return next((term for term in same if term.language == incoming.language), next(fitting, None))


def _difference(there: Term, wanted: Term, detail: str) -> Difference:
    """Return what a file says otherwise of a form."""
    before, after = getattr(there, detail), getattr(wanted, detail)
    name = f"{there.language} {there.text}" + ("" if detail == "status" else f" {detail}")
    return Difference(name, before, after, f"{there.text} with {detail} {before!r}, not {after!r} as the line says")
