"""Families of anchors: which concept each sighting belongs to, in whatever order documents are collected.

Evidence belongs to an anchor (folded Chinese key, class, Korean key), and an anchor leads to a concept. Within a *family*, all anchors
of one Chinese key and class, the readings are one concept and every other Korean key is its own, unless it is that of a reading.
A family is resolved from all of its evidence at once, so the order of collecting does not matter: a translation whose
Korean form later turns up as a reading moves over. Anchors of concepts that a person had a hand in never move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from glossary import consolidate
from glossary.model import Anchor, Concept, Evidence
from glossary.store import read, rows, schema
from glossary.store.write import reconcile
from glossary.store.writer import ANCHOR, Writer, create, move_anchor

Family: TypeAlias = tuple[str, str]
"""A folded Chinese key and a class."""
Place: TypeAlias = tuple[str, str, str]
"""The identity of an anchor: Chinese key, class, Korean key."""

EVIDENCE: Final = ("document", "anchor", "reading", "digest", *rows.EVIDENCE)
"""The columns of evidence as they are written."""


@dataclass(slots=True)
class _Anchored:
    """An anchor with its living evidence counted; *id* 0 until its row is written, *concept* 0 until it is resolved."""

    place: Place
    id: int = 0
    concept: int = 0
    pinned: bool = False
    by_hand: bool = False
    evidence: int = 0
    readings: int = 0
    order: int = 0

    @property
    def reading(self) -> bool:
        """Whether its Korean form counts as a reading of the Chinese one."""
        return self.readings > 0 or (self.pinned and self.by_hand)


@dataclass(slots=True)
class Sighting:
    """Evidence that is to be added, with the document's row and the anchor that it belongs to."""

    document: int
    evidence: Evidence
    digest: str
    anchor: Anchor

    @property
    def place(self) -> Place:
        return (self.anchor.zh_key, self.anchor.group, self.anchor.ko_key)


@dataclass(slots=True)
class Gone:
    """Evidence that is to be removed: the *row* of it."""

    place: Place
    concept: int
    row: dict[str, Any]


@dataclass(slots=True)
class Difference:
    """What documents say now and did not before, and the other way round; *unsettled* are families to be resolved anyway."""

    added: list[Sighting] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    unsettled: set[Family] = field(default_factory=set)

    def families(self) -> set[Family]:
        """The families whose evidence changes."""
        return self.unsettled | {one.place[:2] for one in self.added} | {one.place[:2] for one in self.gone}


def _load(connection: Connection, difference: Difference) -> dict[Place, _Anchored]:
    """Return every anchor of the families concerned, its evidence counted as it will be."""
    families = difference.families()
    columns, evidence = schema.anchor.c, schema.evidence.c
    found: dict[Place, _Anchored] = {}
    for piece in read.pieces(sorted({zh_key for zh_key, _ in families})):
        query = (
            select(
                columns.zh_key, columns["class"], columns.ko_key, columns.id, columns.concept, columns.reading,
                schema.concept.c.touched, func.count(evidence.id), func.coalesce(func.sum(evidence.reading), 0),
            )
            .select_from(schema.anchor)
            .join(schema.concept, schema.concept.c.id == columns.concept)
            .outerjoin(schema.evidence, evidence.anchor == columns.id)
            .where(columns.zh_key.in_(piece))
            .group_by(columns.id, schema.concept.c.id)
        )  # fmt: skip
        for zh_key, group, ko_key, row, concept, reading, touched, count, readings in connection.execute(query):
            if (zh_key, group) in families:
                place = (zh_key, group, ko_key)
                found[place] = _Anchored(place, row, concept, bool(touched), bool(reading), count, readings)
    for gone in difference.gone:
        found[gone.place].evidence -= 1
        found[gone.place].readings -= gone.row["reading"]
    for order, sighting in enumerate(difference.added):
        anchored = found.setdefault(sighting.place, _Anchored(sighting.place, order=order))
        anchored.evidence += 1
        anchored.readings += sighting.anchor.reading
    return found


def _resolve(anchors: Iterable[_Anchored], known: Mapping[str, int]) -> dict[Place, int | str]:
    """Say where each anchor of one family leads: to a concept's id, or to the uid of one that is not there yet.

    *known* are the concepts that are there, by uid.
    """
    living = [anchored for anchored in anchors if anchored.evidence or anchored.pinned]
    home: int | str | None = min((one.concept for one in living if one.pinned and one.reading), default=None)
    if home is None and (readings := [one.place for one in living if one.reading]):
        uid = _uid(min(readings), reading=True)
        home = known.get(uid, uid)
    leads: dict[Place, int | str] = {}
    for one in living:
        if one.pinned:
            leads[one.place] = one.concept
        elif one.reading and home is not None:
            leads[one.place] = home
        else:
            uid = _uid(one.place, reading=False)
            leads[one.place] = known.get(uid, uid)
    return leads


def _uid(place: Place, *, reading: bool) -> str:
    zh_key, group, ko_key = place
    return consolidate.uid(Anchor(zh_key, ko_key, group, reading))  # type: ignore[arg-type]


def _resolve_all(connection: Connection, anchors: Mapping[Place, _Anchored]) -> dict[Place, int | str]:
    """Resolve every family on its own."""
    families: dict[Family, list[_Anchored]] = defaultdict(list)
    for place, anchored in anchors.items():
        families[place[:2]].append(anchored)
    uids = {_uid(place, reading=reading) for place in anchors for reading in (True, False)}
    known = read.by_uid(connection, uids)
    leads: dict[Place, int | str] = {}
    for family in families.values():
        leads.update(_resolve(family, known))
    return leads


def apply(writer: Writer, difference: Difference) -> frozenset[int]:
    """Write the difference and all that follows from it; return the ids of the concepts that were made."""
    anchors = _load(writer.connection, difference)
    leads = _resolve_all(writer.connection, anchors)
    touched = {one.concept for one in anchors.values() if one.concept and one.place in leads}
    touched |= {gone.concept for gone in difference.gone}
    fresh = _make_concepts(writer, leads, anchors, difference)
    for place, lead in leads.items():
        target = fresh[lead] if isinstance(lead, str) else lead
        touched.add(target)
        one = anchors[place]
        if not one.id:
            writer.insert(schema.anchor, ANCHOR, (place[0], place[1], place[2], int(one.readings > 0), target))
        elif one.concept != target:
            move_anchor(writer, one.id, one.concept, target)
    for gone in difference.gone:
        writer.erase("evidence", gone.row, gone.concept)
    writer.flush()
    rows_of = anchor_rows(writer.connection, {sighting.place for sighting in difference.added})
    for sighting in difference.added:
        where = (sighting.document, rows_of[sighting.place], int(sighting.anchor.reading), sighting.digest)
        writer.insert(schema.evidence, EVIDENCE, (*where, *rows.evidence_values(sighting.evidence)))
    writer.flush()
    recompute(writer, touched - set(fresh.values()))
    return frozenset(fresh.values())


def _make_concepts(
    writer: Writer, leads: Mapping[Place, int | str], anchors: Mapping[Place, _Anchored], difference: Difference
) -> dict[str, int]:
    """Make the concepts that are missing, numbered by where they first appear; return their ids by uid."""
    missing: dict[str, int] = {}
    for place, lead in leads.items():
        if isinstance(lead, str):
            missing[lead] = min(anchors[place].order, missing.get(lead, anchors[place].order))
    ordered = sorted(missing, key=lambda uid: (missing[uid], uid))
    if not ordered:
        return {}
    fresh = dict(zip(ordered, writer.new_ids(len(ordered)), strict=True))
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for sighting in difference.added:
        lead = leads[sighting.place]
        if isinstance(lead, str):
            seen[lead].append(sighting.evidence)
    moved = [place for place, lead in leads.items() if isinstance(lead, str) and anchors[place].id]
    stored = _evidence_at(writer.connection, {anchors[place].id: place for place in moved}, difference)
    for place, evidence in stored.items():
        seen[str(leads[place])].extend(evidence)
    for uid, number in fresh.items():
        view = consolidate.concept(seen[uid])
        create(writer, replace(view, id=number, uid=uid, revision=1), held=(), touched=False)
    return fresh


def _evidence_at(
    connection: Connection, anchors: Mapping[int, Place], difference: Difference
) -> dict[Place, list[Evidence]]:
    """Return the evidence that stays at anchors which are about to lead to a new concept."""
    leaving = {gone.row["id"] for gone in difference.gone}
    found: dict[Place, list[Evidence]] = defaultdict(list)
    columns = [schema.evidence.c[name] for name in rows.EVIDENCE]
    for piece in read.pieces(sorted(anchors)):
        query = (
            select(schema.evidence.c.anchor, schema.evidence.c.id, schema.document.c.digest, *columns)
            .join(schema.document, schema.document.c.id == schema.evidence.c.document)
            .where(schema.evidence.c.anchor.in_(piece))
        )
        for anchor, row, document, *values in connection.execute(query):
            if row not in leaving:
                found[anchors[anchor]].append(rows.evidence(document, values))
    return found


def anchor_rows(connection: Connection, places: Collection[Place]) -> dict[Place, int]:
    """Return the rows of anchors."""
    columns = schema.anchor.c
    found: dict[Place, int] = {}
    for piece in read.pieces(sorted({place[0] for place in places})):
        query = select(columns.zh_key, columns["class"], columns.ko_key, columns.id).where(columns.zh_key.in_(piece))
        found.update({(zh_key, group, ko_key): row for zh_key, group, ko_key, row in connection.execute(query)})
    return found


def settle(writer: Writer, concepts: Collection[int]) -> None:
    """Resolve the families of these concepts anew, and bring the concepts to what their evidence says."""
    columns = schema.anchor.c
    unsettled: set[Family] = set()
    for piece in read.pieces(sorted(concepts)):
        query = select(columns.zh_key, columns["class"]).where(columns.concept.in_(piece))
        unsettled |= {(zh_key, group) for zh_key, group in writer.connection.execute(query)}
    apply(writer, Difference(unsettled=unsettled))
    recompute(writer, concepts)


def recompute(writer: Writer, concepts: Collection[int]) -> None:
    """Bring concepts to what their evidence now says."""
    stored = read.stored(writer.connection, concepts)
    evidence = read.evidence_of(writer.connection, concepts)
    for number in sorted(stored):
        view: Concept | None = consolidate.concept(evidence[number]) if evidence.get(number) else None
        reconcile(writer, stored[number], view)
    writer.flush()
