"""Taking over what a file says: new, changed, the same, in conflict."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from glossary.formats.exchange import Incoming, Problem
from glossary.model import Anchor, Concept, Term
from glossary.normalize import keys
from glossary.store.write import Entry
from glossary.termbase.forms import anchors_of, as_admitted, is_led, relation_of, same_term, with_status, with_terms

if TYPE_CHECKING:
    from glossary.store import Base

_PIECE: Final = 1000
"""Concepts of an import that are compared and written at a time."""


@dataclass(slots=True)
class ImportReport:
    """What an import found: numbers of concepts, and a line for each conflict and each item that could not be read."""

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
) -> ImportReport:
    """Take over what a file says, in one transaction; tell what is new, changed, the same, in conflict, unreadable.

    A concept is known by its uid, else by a Korean and a Chinese form together. A known one gets what it lacks; where the file says
    otherwise than the term base, that is a conflict, unless *update* lets the file win. What the file does not say stays. A *dry_run* writes
    nothing.
    """
    report = ImportReport()
    if dry_run:
        _compare_all(base, items, report, update, None)
        return report
    with base.operation(actor, "import", command) as operation:
        _compare_all(base, items, report, update, lambda entries: base.put(entries, operation=operation))
    return report


def _compare_all(
    base: Base,
    items: Iterable[Incoming | Problem],
    report: ImportReport,
    update: bool,
    write: Callable[[list[Entry]], object] | None,
) -> None:
    """Compare every item with the term base, piece by piece; *write* None only counts."""
    piece: list[Incoming] = []
    for item in items:
        if isinstance(item, Problem):
            report.unreadable.append(str(item))
            continue
        piece.append(item)
        if len(piece) == _PIECE:
            _compare(base, piece, report, update, write)
            piece = []
    _compare(base, piece, report, update, write)


def _compare(
    base: Base,
    piece: Sequence[Incoming],
    report: ImportReport,
    update: bool,
    write: Callable[[list[Entry]], object] | None,
) -> None:
    """Compare a piece of a file with the term base, and write what is to be written."""
    targets = _targets(base, piece)
    there = {
        concept.id: concept for concept in base.concepts(ids=set(targets.values()), removed=None, references=False)
    }
    entries: dict[int | str, Entry] = {}
    for place, item in enumerate(piece):
        number = targets.get(place)
        if number is None:
            fresh = _imported(item)
            if fresh.uid in entries:
                report.conflicts.append(f"line {item.line}: uid {fresh.uid} stands there twice")
                continue
            report.new += 1
            entries[fresh.uid] = Entry(fresh, tuple(_all_anchors(fresh)))
            continue
        stored = there[number]
        merged, differences = _merged(stored, item, update)
        report.conflicts += [f"line {item.line}: {stored.label} {difference}" for difference in differences]
        if merged != stored:
            report.changed += 1
            entries[number] = Entry(merged, tuple(_all_anchors(merged)))
            there[number] = merged  # a second line about it goes on from here
        elif not differences:
            report.same += 1
    if write is not None and entries:
        write(list(entries.values()))


def _targets(base: Base, piece: Sequence[Incoming]) -> dict[int, int]:
    """Return which concept each item of the piece is about, by its place; none for new ones."""
    by_uid = base.by_uid({item.concept.uid for item in piece if item.concept.uid})
    by_key = base.by_key({place for item in piece for place in _keys(item.concept)})
    targets = {}
    for place, item in enumerate(piece):
        if item.concept.uid in by_uid:
            targets[place] = by_uid[item.concept.uid]
            continue
        sides = [
            {number for side, key in _keys(item.concept) if side == family for number in by_key.get((side, key), ())}
            for family in ("ko", "zh")
        ]
        if both := sides[0] & sides[1]:
            targets[place] = min(both)
    return targets


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


def _merged(there: Concept, item: Incoming, update: bool) -> tuple[Concept, list[str]]:
    """Return a stored concept with what the file adds, or says otherwise if that is to win; and the conflicts left."""
    conflicts: list[str] = []
    values: dict[str, object] = {}
    for name in sorted(item.fields & _IMPORTED):
        before, after = getattr(there, name), getattr(item.concept, name)
        if before == after or after is None:
            continue
        if before is None or update:
            values[name] = after
        else:
            conflicts.append(f"has {name} {before!r}, the file {after!r}")
    terms = list(there.terms)
    for term in item.concept.terms:
        terms, conflict = _merged_term(terms, term, update)
        conflicts += conflict
    known = {(note.text, note.type, note.level) for note in there.notes}
    notes = (*there.notes, *(note for note in item.concept.notes if (note.text, note.type, note.level) not in known))
    return with_terms(replace(there, **values, notes=notes), terms), conflicts  # type: ignore[arg-type]


_IMPORTED: Final = frozenset(
    {"kind", "origin", "relation", "norm", "status", "part_of", "region", "scope", "subject", "source"}
)
"""Fields of a concept that a file may set."""


def _merged_term(terms: list[Term], incoming: Term, update: bool) -> tuple[list[Term], list[str]]:
    """Return the terms with one that the file brings: added, or changed if the file wins; or the conflict."""
    there = next((term for term in terms if same_term(incoming, term)), None)
    if there is None:
        if update and incoming.status == "preferred":
            return with_status([*terms, incoming], incoming, "preferred"), []
        return [*terms, as_admitted(incoming) if is_led(terms, incoming) else incoming], []
    wanted = replace(there, status=incoming.status, type=incoming.type, reading=incoming.reading or there.reading)
    if wanted == there:
        return terms, []
    if there.reading is None and replace(wanted, reading=None) == there:
        return [wanted if term == there else term for term in terms], []
    if not update:
        what = "status" if wanted.status != there.status else "type" if wanted.type != there.type else "reading"
        return terms, [f"has {there.text} with {what} {getattr(there, what)!r}, the file {getattr(wanted, what)!r}"]
    changed = [wanted if term == there else term for term in terms]
    return (with_status(changed, wanted, "preferred") if wanted.status == "preferred" else changed), []
