"""The inverse of an operation: what it altered gets back what was there, what it made is let go.

Each recorded change is taken back from the last to the first; what is there must be what the operation left, or something later stands in the way.
Rows that it made: sightings, anchors and names of documents are erased, terms and notes taken away; a concept is let go as the machine does
with one whose evidence is gone, so that nothing in it stands but its number. All of that is recorded in turn, so an undoing can be undone.

Only counts of sightings may have gone on since: they follow the evidence that is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple, NoReturn

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection

from glossary.errors import Conflict
from glossary.languages import primary_language
from glossary.store import families, history, read, rows, schema
from glossary.store.read import Stored, StoredTerm
from glossary.store.rows import FIELDS
from glossary.store.undo_rows import RowUndoing
from glossary.store.writer import Entity, Writer, recorded, set_concept, set_note, set_term

_COUNTS: Final = ("seen", "documents")
_TRUTHS: Final = frozenset({"removed", "touched", "official"})
_NUMBERS: Final = frozenset({*_COUNTS, "merged"})
_ROW_WIDE: Final = frozenset({"held", "touched", "merged"})
"""Fields of a concept that `Stored` has beside it."""


class Change(NamedTuple):
    """A change of a concept, a term or a note, as it was recorded."""

    entity: Entity
    row: int
    concept: int
    field: str
    before: str | None
    after: str | None


def undo(writer: Writer, number: int) -> None:
    """Undo the operation of this number. Raises NotFound, or Conflict with what stands in the way."""
    history.check_standing(writer.connection, number)
    writer.made_by()  # also where batches of the operation cancelled each other out, and nothing is to be altered
    _Undoing(writer, number).all()


@dataclass(slots=True)
class _Undoing:
    """The undoing of one operation; *uncertain* are concepts whose counts went on since."""

    writer: Writer
    number: int
    uncertain: set[int] = field(default_factory=set)

    @property
    def connection(self) -> Connection:
        """The connection that everything goes over."""
        return self.writer.connection

    def all(self) -> None:
        """Take back everything."""
        for piece in read.pieces(sorted(self._altered())):
            self._concepts(piece)
        rows_undone = RowUndoing(self.writer, self.number)
        moved = rows_undone.all()
        if self.uncertain or rows_undone.went_on:
            families.settle(self.writer, self.uncertain | moved)
        self.writer.flush()

    def _altered(self) -> set[int]:
        """Return the concepts that the operation made, or changed in their row, their terms or their notes."""
        change, concept = schema.change.c, schema.concept.c
        queries = [
            select(concept.id).where(concept.operation == self.number),
            select(change.concept).distinct().where(change.operation == self.number, change.entity.in_(_ENTITIES)),
            *(select(table.c.concept).distinct().where(table.c.operation == self.number) for table in _PARTS.values()),
        ]
        return {number for query in queries for number in self.connection.execute(query).scalars()}

    def _concepts(self, piece: Collection[int]) -> None:
        """Take back what was done to these concepts."""
        made = set(
            self.connection.execute(
                select(schema.concept.c.id).where(
                    schema.concept.c.id.in_(piece), schema.concept.c.operation == self.number
                )
            ).scalars()
        )
        self._check_nothing_came_since(made)
        parts = {entity: self._made_in(entity, set(piece) - made) for entity in _PARTS}
        stored = read.stored(self.connection, piece)
        changes: defaultdict[int, list[Change]] = defaultdict(list)
        for change in self._changes(set(piece) - made):
            changes[change.concept].append(change)
        for number in sorted(stored):
            before = stored[number]
            if number in made:
                after = _let_go(before)
            else:
                after = _without(self._reversed(before, changes[number]), parts["term"], parts["note"])
            _check(self.number, before, after)
            _write(self.writer, before, after)
        self.writer.flush()

    def _changes(self, piece: Collection[int]) -> Iterator[Change]:
        """Yield the changes of these concepts, the last first."""
        columns = schema.change.c
        query = (
            select(columns.entity, columns.row, columns.concept, columns.field, columns.before, columns.after)
            .where(columns.operation == self.number, columns.concept.in_(piece), columns.entity.in_(_ENTITIES))
            .where(columns.field != "revision")
            .order_by(columns.id.desc())
        )
        return map(Change._make, self.connection.execute(query))

    def _reversed(self, stored: Stored, changes: Collection[Change]) -> Stored:
        """Return the concept before these changes. Raises Conflict where it is not what they left."""
        terms = {there.id: place for place, there in stored.terms.items()}
        notes = {number: note for note, (number, _) in stored.notes.items()}
        draft = replace(stored, terms=dict(stored.terms), notes=dict(stored.notes))
        for change in changes:
            if change.entity == "concept":
                draft = self._concept_reversed(draft, change)
            elif change.entity == "term":
                place = terms[change.row]
                draft.terms[place] = self._term_reversed(draft.terms[place], change)
            else:
                note = notes[change.row]
                self._check_left(change, draft.notes[note][1])
                draft.notes[note] = (change.row, change.before == "true")
        return draft

    def _concept_reversed(self, draft: Stored, change: Change) -> Stored:
        wide = change.field in _ROW_WIDE
        if not self._check_left(change, getattr(draft if wide else draft.concept, change.field)):
            return draft
        value = {change.field: _value(change)}
        return replace(draft, **value) if wide else replace(draft, concept=replace(draft.concept, **value))

    def _term_reversed(self, there: StoredTerm, change: Change) -> StoredTerm:
        wide = change.field in ("removed", "held")
        if not self._check_left(change, getattr(there if wide else there.term, change.field)):
            return there
        value = {change.field: _value(change)}
        return replace(there, **value) if wide else replace(there, term=replace(there.term, **value))

    def _check_left(self, change: Change, now: object) -> bool:
        """Say whether a field is as the change left it; counts may have gone on. Raises Conflict for anything else."""
        left = recorded(now) == change.after
        if change.field in _COUNTS:
            self.uncertain |= set() if left else {change.concept}
        elif not left:
            self._refuse(f"{self._named(change)} was changed since", self._last_changed_by(change))
        return left

    def _named(self, change: Change) -> str:
        told = change.entity == "concept" and change.field in FIELDS
        return f"the {change.field.replace('_', ' ')} of c{change.concept}" if told else f"c{change.concept}"

    def _last_changed_by(self, change: Change) -> int | None:
        columns = schema.change.c
        query = (
            select(columns.operation)
            .where(columns.concept == change.concept, columns.entity == change.entity, columns.row == change.row)
            .where(columns.field == change.field, columns.operation != self.number)
            .order_by(columns.id.desc())
        )
        return self.connection.execute(query).scalars().first()

    # --- what the operation made --------------------------------------------------------------------------------------

    def _made_in(self, entity: Entity, concepts: Collection[int]) -> set[int]:
        """Return the terms or notes that the operation added to these concepts. Raises Conflict where one was changed since."""
        found = self._of_operation(entity, concepts)
        if not found:
            return found
        for change, operation in self._net_changes(concepts):
            if change.entity == entity and change.row in found:
                self._refuse(f"what it added to c{change.concept} was changed since", operation)
        return found

    def _of_operation(self, entity: Entity, concepts: Collection[int]) -> set[int]:
        """Return the terms or notes of these concepts that carry the operation."""
        columns = _PARTS[entity].c
        query = select(columns.id).where(columns.operation == self.number, columns.concept.in_(concepts))
        return set(self.connection.execute(query).scalars())

    def _check_nothing_came_since(self, made: Collection[int]) -> None:
        """Refuse to let concepts go that somebody changed since, or that something was added to."""
        if not made:
            return
        own = {entity: self._of_operation(entity, made) for entity in _PARTS}
        for change, operation in self._net_changes(made):
            if change.entity not in own or change.row in own[change.entity]:
                self._refuse(f"c{change.concept} was changed since", operation)
        for query in self._arrivals(made):
            operations = query.selected_columns["operation"]
            for concept, operation in self.connection.execute(query.where(operations != self.number).limit(1)):
                self._refuse(f"c{concept} got more since", operation)

    def _arrivals(self, made: Collection[int]) -> Iterator[Select[Any]]:
        """Yield what selects terms, notes, anchors and sightings of these concepts, each with the operation that brought it there."""
        for table in _PARTS.values():
            yield select(table.c.concept, table.c.operation).where(table.c.concept.in_(made), table.c.removed == 0)
        anchor, move = schema.anchor.c, schema.change.c
        moves = select(func.max(move.operation)).where(move.entity == "anchor", move.row == anchor.id)
        mine = select(move.row).where(move.entity == "anchor", move.operation == self.number)
        brought = func.coalesce(moves.scalar_subquery(), anchor.operation).label("operation")
        led = select(anchor.concept, brought).where(anchor.concept.in_(made), anchor.operation != self.number)
        yield led.where(anchor.id.not_in(mine))
        sighting = schema.evidence.c
        arrived = select(anchor.concept, sighting.operation).join(schema.evidence, sighting.anchor == anchor.id)
        yield arrived.where(anchor.concept.in_(made), anchor.id.not_in(mine))  # those that it moved go back

    def _net_changes(self, concepts: Collection[int]) -> Iterator[tuple[Change, int]]:
        """Yield what other operations changed in these concepts and did not take back, each with the last of them."""
        columns = schema.change.c
        query = (
            select(
                columns.entity, columns.row, columns.concept, columns.field, columns.before, columns.after, columns.operation
            )
            .where(columns.concept.in_(concepts), columns.operation != self.number)
            .where(columns.entity.in_(_ENTITIES), columns.field.not_in(("row", "revision", *_COUNTS)))
            .order_by(columns.id)
        )  # fmt: skip
        first: dict[tuple[object, ...], str | None] = {}
        last: dict[tuple[object, ...], tuple[Change, int]] = {}
        for *values, operation in self.connection.execute(query):
            change = Change._make(values)
            place = (change.entity, change.row, change.field)
            first.setdefault(place, change.before)
            last[place] = (change, operation)
        yield from (found for place, found in last.items() if found[0].after != first[place])

    def _refuse(self, what: str, operation: int | None) -> NoReturn:
        history.refuse(self.connection, self.number, what, operation)


_PARTS: Final[dict[Entity, Any]] = {"term": schema.term, "note": schema.note}
_ENTITIES: Final = ("concept", *_PARTS)


def _value(change: Change) -> Any:
    """Return what was there before a change, as the model has it."""
    text, name = change.before, change.field
    if name in _TRUTHS or (change.entity == "term" and name == "held"):
        return text == "true"
    if text is None:
        return None
    if name in _NUMBERS:
        return int(text)
    if name == "held":
        return rows.fields_held(text)
    return rows.split(text) if name == "flags" else text


def _let_go(made: Stored) -> Stored:
    """Return a concept that is let go, as it is now: what the operation itself changed in it later is no state that was before it."""
    terms = {place: replace(there, term=replace(there.term, seen=0)) for place, there in made.terms.items()}
    gone = replace(made.concept, removed=True, seen=0, documents=0)
    return replace(made, concept=gone, touched=False, terms=terms)


def _without(draft: Stored, terms: Collection[int], notes: Collection[int]) -> Stored:
    """Return a concept without these terms and notes."""
    kept = {
        place: replace(there, removed=True, held=False) if there.id in terms else there
        for place, there in draft.terms.items()
    }
    left = {note: (number, removed or number in notes) for note, (number, removed) in draft.notes.items()}
    return replace(draft, terms=kept, notes=left)


def _check(number: int, before: Stored, after: Stored) -> None:
    """Refuse to leave a concept broken. Raises Conflict."""
    if after.concept.removed:
        return
    sides, was = _sides(after), _sides(before)
    for side, name in (("ko", "Korean"), ("zh", "Chinese")):
        if side not in sides and (side in was or before.concept.removed):
            raise Conflict(
                f"operation {number} cannot be undone: c{after.concept.id} would have no {name} form left; glossary edit --add gives it another"
            )
    preferred = [
        place[0] for place, there in after.terms.items() if not there.removed and there.term.status == "preferred"
    ]
    for language in preferred:
        if preferred.count(language) > 1:
            raise Conflict(
                f"operation {number} cannot be undone: c{after.concept.id} would have several preferred forms in {language}; glossary edit --prefer says which"
            )


def _sides(stored: Stored) -> set[str]:
    return {primary_language(place[0]) for place, there in stored.terms.items() if not there.removed}


def _write(writer: Writer, before: Stored, after: Stored) -> None:
    """Write a concept where it differs."""
    if after == before:
        return
    number = before.concept.id or 0
    for name in FIELDS:
        writer.noted("concept", number, number, name, getattr(before.concept, name), getattr(after.concept, name))
    for place, there in before.terms.items():
        wanted = after.terms[place]
        set_term(writer, number, there, wanted.term, wanted.removed, wanted.held)
    for note, (row, removed) in before.notes.items():
        if after.notes[note][1] != removed:
            set_note(writer, number, row, removed=not removed)
    raised = replace(after.concept, revision=before.concept.revision + 1)
    set_concept(writer, before, replace(after, concept=raised))
