"""The part of undoing that is whole rows: sightings, anchors, names of documents are erased and put back, anchors lead where they led."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeAlias

from sqlalchemy import Select, Table, select
from sqlalchemy.engine import Connection

from glossary.store import history, read, schema
from glossary.store.writer import ROW, Entity, Writer, recorded

Values: TypeAlias = Mapping[str, Any]
_PLACE: Final = ("document", "ko_start", "ko_end", "zh_start", "zh_end", "how")
"""What is unique of evidence; its number may be another one when it is put back."""
_UNIQUE: Final = {"evidence": _PLACE, "anchor": ("zh_key", "class", "ko_key"), "document_name": ("document", "name")}


@dataclass(slots=True)
class RowUndoing:
    """The undoing of what one operation did to whole rows; *went_on* where sightings came or went since at anchors that it moved."""

    writer: Writer
    number: int
    went_on: bool = False

    @property
    def connection(self) -> Connection:
        """The connection that everything goes over."""
        return self.writer.connection

    def all(self) -> set[int]:
        """Take it back; return the concepts that sightings left or came to."""
        self._check_sightings_are_left()
        concepts: set[int] = set()
        for row, concept in self._sightings_made():
            self.writer.erase("evidence", row, concept)
            concepts.add(concept)
        self.writer.flush()
        erased, put_back = self._rows("evidence")
        for values, of in put_back:  # by the operation; its inverse is to erase
            self.writer.erase("evidence", self._left(values), of)
        self.writer.flush()
        self._put_back("anchor", self._rows("anchor")[0])
        concepts |= self._anchors_led_back()
        self._put_back("evidence", erased)
        concepts |= {of for _, of in (*erased, *put_back) if of is not None}
        self._erase_anchors()
        self._names()
        self.writer.flush()
        return concepts

    def _rows(self, entity: Entity) -> tuple[list[tuple[Values, int | None]], list[tuple[Values, int | None]]]:
        """Return the rows that the operation erased, but for its own, and those that it put back, each with the concept of the change."""
        columns = schema.change.c
        query = select(columns.before, columns.after, columns.concept).where(
            columns.operation == self.number, columns.entity == entity, columns.field == ROW
        )
        erased: list[tuple[Values, int | None]] = []
        put_back: list[tuple[Values, int | None]] = []
        for before, after, concept in self.connection.execute(query.order_by(columns.id)):
            values, rows = (json.loads(before), erased) if after is None else (json.loads(after), put_back)
            if values["operation"] != self.number:  # what an earlier batch of it wrote was not there before
                rows.append((values, concept))
        return erased, put_back

    # --- sightings --------------------------------------------------------------------------------------------------

    def _sightings_made(self) -> Iterator[tuple[Values, int]]:
        """Yield the evidence that the operation brought, each with the concept it belongs to."""
        evidence = schema.evidence
        query = (
            select(schema.anchor.c.concept, evidence)
            .join(schema.anchor, schema.anchor.c.id == evidence.c.anchor)
            .where(evidence.c.operation == self.number)
            .order_by(evidence.c.id)
        )
        for concept, *values in self.connection.execute(query).all():
            yield dict(zip(evidence.c.keys(), values, strict=True)), concept

    def _check_sightings_are_left(self) -> None:
        """Refuse where sightings of the operation were replaced since: putting those back later would bring back half of it."""
        columns = schema.change.c
        query = select(columns.operation).distinct().where(
            columns.entity == "evidence", columns.field == ROW, columns.operation != self.number,
            columns.before.like(f'%"operation": {self.number}}}'),
        )  # fmt: skip
        gone = history.undone(self.connection)
        for operation in sorted(self.connection.execute(query).scalars(), reverse=True):
            if operation not in gone and history.undoes(self.connection, operation) is None:
                self._refuse("its sightings were replaced since", operation)

    def _left(self, values: Values) -> Values:
        """Return the row of evidence that the operation had put back. Raises Conflict where it is another by now."""
        there = self._there("evidence", values)
        if there is None or there["digest"] != values["digest"]:
            self._refuse("its sightings were replaced since", None if there is None else there["operation"])
        return there

    def _there(self, entity: Entity, values: Values) -> Values | None:
        """Return the row that is where these *values* are or were."""
        table = schema.metadata.tables[entity]
        same = [table.c[name] == values[name] for name in _UNIQUE[entity]]
        found = self.connection.execute(select(table).where(*same)).mappings().one_or_none()
        return None if found is None else dict(found)

    def _put_back(self, entity: Entity, erased: Iterable[tuple[Values, int | None]]) -> None:
        """Put rows back that the operation had erased. Raises Conflict where something else is in their place."""
        for values, concept in erased:
            there = self._there(entity, values)
            if there is not None:
                what = (
                    "a sighting that it took away is there again"
                    if entity == "evidence"
                    else "what it took away is there again"
                )
                self._refuse(what, there["operation"])
            self.writer.put_back(entity, values, concept)
        self.writer.flush()

    # --- anchors ----------------------------------------------------------------------------------------------------

    def _anchors_led_back(self) -> set[int]:
        """Let anchors lead where they led before the operation; return the concepts concerned."""
        columns = schema.change.c
        query = (
            select(columns.row, columns.before, columns.after)
            .where(columns.operation == self.number, columns.entity == "anchor", columns.field == "concept")
            .order_by(columns.id.desc())
        )
        changes = self.connection.execute(query).all()
        leads = self._leads({row for row, _, _ in changes})
        self.went_on = self._came_or_went(leads)
        now = dict(leads)
        for row, before, after in changes:
            if recorded(now.get(row)) != after:
                self._refuse(f"the sightings of c{after} were moved since", self._last_move(row))
            now[row] = int(before)
        for row, lead in now.items():
            if lead != leads[row]:
                self.writer.update(schema.anchor, ("concept",), (lead,), row)
                self.writer.changed("anchor", row, lead, "concept", leads[row], lead)
        self.writer.flush()
        return {*leads.values(), *now.values()}

    def _came_or_went(self, leads: Mapping[int, int]) -> bool:
        """Say whether sightings came to these anchors, or were erased or put back in the concepts that they lead to, by later operations."""
        evidence, change = schema.evidence.c, schema.change.c
        for piece in read.pieces(sorted(leads)):
            concepts = {leads[row] for row in piece}
            came = select(evidence.id).where(evidence.anchor.in_(piece), evidence.operation > self.number)
            went = select(change.id).where(change.concept.in_(concepts), change.entity == "evidence")
            for query in (came, went.where(change.operation > self.number)):
                if self.connection.execute(query.limit(1)).first() is not None:
                    return True
        return False

    def _leads(self, anchors: Collection[int]) -> dict[int, int]:
        """Return the concept that each anchor leads to."""
        columns = schema.anchor.c
        found: dict[int, int] = {}
        for piece in read.pieces(sorted(anchors)):
            query = select(columns.id, columns.concept).where(columns.id.in_(piece))
            found.update((row, concept) for row, concept in self.connection.execute(query))
        return found

    def _last_move(self, anchor: int) -> int | None:
        columns = schema.change.c
        query = (
            select(columns.operation)
            .where(columns.entity == "anchor", columns.row == anchor, columns.operation != self.number)
            .order_by(columns.id.desc())
        )
        return self.connection.execute(query).scalars().first()

    def _erase_anchors(self) -> None:
        """Erase the anchors that the operation made or put back. Raises Conflict where sightings arrived at one since."""
        anchor, evidence = schema.anchor, schema.evidence.c
        gone = list(self._made(anchor, select(anchor).where(anchor.c.operation == self.number)))
        for values, _ in self._rows("anchor")[1]:
            there = self._there("anchor", values)
            if there is not None and there["id"] not in {row["id"] for row in gone}:
                gone.append(there)
        by_id = {row["id"]: row for row in gone}
        for piece in read.pieces(sorted(by_id)):
            arrived = select(evidence.anchor, evidence.operation).where(evidence.anchor.in_(piece)).limit(1)
            for row, operation in self.connection.execute(arrived):
                self._refuse(f"sightings of c{by_id[row]['concept']} arrived since", operation)
        for row in by_id.values():
            self.writer.erase("anchor", row, row["concept"])

    def _made(self, table: Table, query: Select[Any]) -> Iterator[Values]:
        """Yield the rows that a query finds."""
        for row in self.connection.execute(query.order_by(table.c.id)).mappings():
            yield dict(row)

    # --- names of documents -----------------------------------------------------------------------------------------

    def _names(self) -> None:
        """Give documents back the names and attributes that they had."""
        table, columns = schema.document_name, schema.change.c
        erased, put_back = self._rows("document_name")
        self._put_back("document_name", erased)
        query = (
            select(columns.row, columns.field, columns.before, columns.after)
            .where(columns.operation == self.number, columns.entity == "document_name", columns.field != ROW)
            .order_by(columns.id.desc())
        )
        changes: defaultdict[int, list[tuple[str, str | None, str | None]]] = defaultdict(list)
        for row, *change in self.connection.execute(query):
            changes[row].append((change[0], change[1], change[2]))
        for row, values in changes.items():
            self._name(row, values)
        self.writer.flush()
        names = [self._there("document_name", values) for values, _ in put_back]
        names += self._made(table, select(table).where(table.c.operation == self.number))
        for there in {name["id"]: name for name in names if name is not None}.values():
            self.writer.erase("document_name", there, None)

    def _name(self, row: int, changes: Iterable[tuple[str, str | None, str | None]]) -> None:
        """Give one name of a document back what it came with."""
        table = schema.document_name
        there = self.connection.execute(select(table).where(table.c.id == row)).mappings().one_or_none()
        if there is None:
            self._refuse("a name of a document was taken away since", None)
        draft = dict(there)
        for name, before, after in changes:
            if draft[name] != after:
                self._refuse(f"the {name} of {there['name']!r} was changed since", None)
            draft[name] = before
        for name, value in draft.items():
            if value != there[name]:
                self.writer.update(table, (name,), (value,), row)
                self.writer.changed("document_name", row, None, name, there[name], value)

    def _refuse(self, what: str, operation: int | None) -> NoReturn:
        history.refuse(self.connection, self.number, what, operation)
