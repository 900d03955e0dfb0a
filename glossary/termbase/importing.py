"""Taking over what a file says: new, changed, the same, in conflict."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from glossary.formats.exchange import BETWEEN_NOTES, Incoming, Problem, TermDetail
from glossary.house import House, view
from glossary.model import Anchor, Concept, Note, Term, group_of
from glossary.normalize import keys
from glossary.store.write import Entry
from glossary.termbase.forms import (
    anchors_of,
    as_admitted,
    is_led,
    relation_of,
    same_term,
    with_status,
    with_terms,
)

if TYPE_CHECKING:
    from glossary.store import Base

_PIECE: Final = 1000
"""Concepts of an import that are compared and written at a time."""


@dataclass(slots=True)
class ImportReport:
    """What an import found: numbers of concepts, and a line for each conflict and each item that could not be read."""

    path: str = "-"
    new: int = 0
    changed: int = 0
    same: int = 0
    conflicts: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def import_concepts(
    base: Base,
    items: Iterable[Incoming | Problem],
    *,
    actor: str,
    command: str = "import",
    dry_run: bool = False,
    update: bool = False,
    path: str = "-",
    house: House | None = None,
) -> ImportReport:
    """Take over what a file says, in one transaction; tell what is new, changed, the same, in conflict, unreadable.

    A concept is known by its uid, else by a Korean and a Chinese form together, where it is of the class that the file says (person, place,
    the rest). A known one gets what it lacks; where the file says
    otherwise than the term base, that is a conflict, unless *update* lets the file win. What the file does not say stays. One that is
    not known needs a Korean and a Chinese form. A *dry_run* writes nothing; *path* is for messages. Where a
    form stands as the *house* shows it, the file was written here and says nothing of what the term base prefers.
    """
    report = ImportReport(path)
    if dry_run:
        _Comparison(base, report, update, None, house).all(items)
        return report
    with base.operation(actor, "import", command) as operation:
        _Comparison(base, report, update, lambda entries: base.put(entries, operation=operation), house).all(items)
    return report


@dataclass(slots=True)
class _Comparison:
    """One file compared with a term base; *write* None only counts.

    *made* holds the new concepts that are not in the term base yet, under negative numbers, so that a later line about one of them finds
    it; *places* finds them by their keys. *uids* are those that the file has named so far.
    """

    base: Base
    report: ImportReport
    update: bool
    write: Callable[[list[Entry]], object] | None
    house: House | None = None
    made: dict[int, Concept] = field(default_factory=dict)
    places: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    uids: set[str] = field(default_factory=set)

    def all(self, items: Iterable[Incoming | Problem]) -> None:
        """Compare every item, piece by piece."""
        piece: list[Incoming] = []
        for item in items:
            if isinstance(item, Problem):
                self.report.unreadable.append(str(item))
                continue
            if item.concept.uid and item.concept.uid in self.uids:
                self.report.conflicts.append(f"line {item.line}: uid {item.concept.uid} stands there twice")
                continue
            self.uids.add(item.concept.uid)
            piece.append(item)
            if len(piece) == _PIECE:
                self._piece(piece)
                piece = []
        self._piece(piece)

    def _piece(self, piece: Sequence[Incoming]) -> None:
        """Compare a piece of the file, and write what is to be written."""
        choices, known = _choices(self.base, piece)
        ids = set().union(*choices)
        gone = self.base.let_go(ids)
        stored = self.base.concepts(ids=ids, removed=None, references=False)
        there = self.made | {concept.id or 0: concept for concept in stored}
        entries: dict[int, Entry] = {}
        for item, numbers in zip(piece, choices, strict=True):
            if not (item.concept.uid and numbers):
                numbers = numbers | _with_both_sides(item.concept, self.places)
            named = item.concept.uid in known
            fitting = (number for number in numbers if named or _may_be(there[number], item))
            number = min(fitting, key=lambda number: _strangeness(there[number], item), default=None)
            if number is not None and number not in gone:
                concept = self._known(there[number], item)
            elif (fresh := self._new(item)) is not None:
                number, concept = self._numbered(fresh, number)
                gone.discard(number)
            else:
                continue
            if there.get(number) != concept:
                there[number] = concept  # a second line about it goes on from here
                entries[number] = Entry(concept, tuple(_all_anchors(concept)))
                if number < 0:
                    self._find_later(number, concept)
        if self.write is not None:
            self.made.clear()
            self.places.clear()
            if entries:
                self.write(list(entries.values()))

    def _new(self, item: Incoming) -> Concept | None:
        """Return the concept that an item brings; None, which is told, where it lacks a side."""
        missing = [name for name, side in _sides(item.concept).items() if not side]
        if missing:
            what = f"no {' and no '.join(missing)} form; a new concept needs one of each language"
            self.report.unreadable.append(str(Problem(self.report.path, item.line, 0, what)))
            return None
        self.report.new += 1
        return _imported(item)

    def _numbered(self, fresh: Concept, number: int | None) -> tuple[int, Concept]:
        """Return a new concept with its number: one of its own to come, or that of the one with its uid which was let go."""
        if number is not None:
            return number, replace(fresh, id=number)
        number = -1 - len(self.made)
        self.made[number] = fresh
        return number, fresh

    def _known(self, there: Concept, item: Incoming) -> Concept:
        """Return a concept that is there with what an item adds to it."""
        if self.house is not None:
            item = _without_house(there, item, self.house)
        merged, differences = _merged(there, item, self.update)
        self.report.conflicts += [f"line {item.line}: {there.label} {difference}" for difference in differences]
        if merged != there:
            self.report.changed += 1
        elif not differences:
            self.report.same += 1
        return merged

    def _find_later(self, number: int, concept: Concept) -> None:
        """Let later lines find a new concept by its forms."""
        self.made[number] = concept
        for place in _keys(concept):
            self.places.setdefault(place, set()).add(number)


def _choices(base: Base, piece: Sequence[Incoming]) -> tuple[list[set[int]], Collection[str]]:
    """Return, for each item of the piece, the stored concepts that it may be about, none for new ones; and the uids that are known."""
    by_uid = base.by_uid({item.concept.uid for item in piece if item.concept.uid})
    by_key = base.by_key({place for item in piece for place in _keys(item.concept)})
    gone = base.let_go({number for numbers in by_key.values() for number in numbers})
    by_key = {place: [number for number in numbers if number not in gone] for place, numbers in by_key.items()}
    choices = [
        {by_uid[item.concept.uid]} if item.concept.uid in by_uid else _with_both_sides(item.concept, by_key)
        for item in piece
    ]
    return choices, by_uid


def _with_both_sides(concept: Concept, by_key: Mapping[tuple[str, str], Collection[int]]) -> set[int]:
    """Return those of *by_key* that have a Korean and a Chinese form of the concept."""
    sides = [
        {number for place in _keys(concept) if place[0] == family for number in by_key.get(place, ())}
        for family in ("ko", "zh")
    ]
    return sides[0] & sides[1]


def _may_be(there: Concept, item: Incoming) -> bool:
    """Say whether an item may be about a concept with its forms: 류산 the person is not 류산 (乳山) the place."""
    if "kind" not in item.fields:
        return True
    return group_of(there.kind) == group_of(item.concept.kind)


def _strangeness(there: Concept, item: Incoming) -> tuple[bool, bool, int]:
    """Sort key by which the nearest of several concepts with the same forms is found: living, then of the kind that the file says."""
    return there.removed, "kind" in item.fields and there.kind != item.concept.kind, there.id or 0


def _sides(concept: Concept) -> dict[str, tuple[Term, ...]]:
    return {"Korean": concept.korean, "Chinese": concept.chinese}


def _keys(concept: Concept) -> set[tuple[str, str]]:
    korean = {("ko", keys.ko_key(term.text)) for term in concept.korean}
    return korean | {("zh", keys.han_key(term.text)) for term in concept.chinese}


def _all_anchors(concept: Concept) -> Iterator[Anchor]:
    attested = [term for term in concept.terms if term.derived is None]
    korean = [term.text for term in attested if term.language == "ko"]
    chinese = [term.text for term in attested if term.language.startswith("zh")]
    return anchors_of(korean, chinese, concept.kind, concept.relation)


def _imported(item: Incoming) -> Concept:
    """Return the concept that a file brings: with a uid, and with what the file leaves out worked out from its forms."""
    concept = replace(item.concept, id=None, uid=item.concept.uid or str(uuid.uuid4()))
    korean, chinese = concept.korean, concept.chinese
    if "relation" in item.fields or not korean or not chinese:
        return concept
    return replace(concept, relation=relation_of(korean[0].text, chinese[0].text, concept.kind))


def _without_house(there: Concept, item: Incoming, house: House) -> Incoming:
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


def _merged(there: Concept, item: Incoming, update: bool) -> tuple[Concept, list[str]]:
    """Return a stored concept with what the file adds, or says otherwise if that is to win; and the conflicts left."""
    conflicts: list[str] = []
    values: dict[str, object] = {}
    for name in sorted(item.fields & _IMPORTED):
        before, after = getattr(there, name), getattr(item.concept, name)
        if after is None or _flat(before) == _flat(after):
            continue
        if before is None or update:
            values[name] = after
        else:
            conflicts.append(f"has {name} {before!r}, the file {after!r}")
    terms = list(there.terms)
    for term in item.concept.terms:
        terms, conflict = _merged_term(terms, term, item.unsaid, update)
        conflicts += conflict
    notes = (*there.notes, *(note for note in item.concept.notes if not _is_known(note, there)))
    return with_terms(replace(there, **values, notes=notes), terms), conflicts  # type: ignore[arg-type]


_IMPORTED: Final = frozenset(
    {"kind", "origin", "relation", "norm", "status", "part_of", "region", "scope", "subject", "source"}
)
"""Fields of a concept that a file may set."""


def _flat(value: object) -> object:
    """Return *value* for comparing: not every format keeps line ends and runs of spaces."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _is_known(note: Note, there: Concept) -> bool:
    """Say whether the concept has this note, in whatever way a format wrote it: without its type, or all of them in one."""
    text = _flat(note.text)
    same = [other for other in there.notes if _flat(other.text) == text and other.level == note.level]
    if any(note.type in (other.type, "note") for other in same):
        return True
    open_ones = [str(_flat(other.text)) for other in there.notes if other.level == "concept" and not other.internal]
    return text == BETWEEN_NOTES.join(open_ones)


def _merged_term(
    terms: list[Term], incoming: Term, unsaid: Collection[tuple[TermDetail, str]], update: bool
) -> tuple[list[Term], list[str]]:
    """Return the terms with one that the file brings: added, or changed if the file wins; or the conflict."""
    there = next((term for term in terms if same_term(incoming, term)), None)
    if there is None:
        if update and incoming.status == "preferred":
            return with_status([*terms, incoming], incoming, "preferred"), []
        return [*terms, as_admitted(incoming) if is_led(terms, incoming) else incoming], []
    said = {
        detail: getattr(incoming, detail)
        for detail in _DETAILS
        if (detail, incoming.text) not in unsaid and getattr(incoming, detail) is not None
    }
    different = [detail for detail in _DETAILS if detail in said and getattr(there, detail) != said[detail]]
    if not different:
        return terms, []
    wanted = replace(there, **said)
    if not update and (different != ["reading"] or there.reading is not None):
        what = different[0]
        return terms, [f"has {there.text} with {what} {getattr(there, what)!r}, the file {getattr(wanted, what)!r}"]
    changed = [wanted if term == there else term for term in terms]
    return (with_status(changed, wanted, "preferred") if wanted.status == "preferred" else changed), []


_DETAILS: Final[tuple[TermDetail, ...]] = ("status", "type", "reading")
