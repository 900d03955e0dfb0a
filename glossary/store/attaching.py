"""References that came with imported concepts, kept as evidence of them.

Collecting the document itself later replaces them by what the extractor finds in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from glossary import consolidate
from glossary.model import Band, Concept, Evidence, Group, Reference
from glossary.store import read, rows, schema
from glossary.store.collect import digest_of, document_rows
from glossary.store.families import EVIDENCE, Place
from glossary.store.writer import ANCHOR, Writer

_Sighting: TypeAlias = tuple[int, Evidence]
"""A piece of evidence with the concept that it came with."""
_GROUPS: Final[tuple[Group, ...]] = ("rest", "place", "person")


def attach(writer: Writer, concepts: Mapping[int, Concept]) -> None:
    """Keep the references of concepts, by their ids, as evidence; those without both spans are left.

    Of what is seen at one place in one way the term base keeps one: what it has stays.
    """
    sightings = [
        (number, _evidence(concept, reference))
        for number, concept in concepts.items()
        for reference in concept.references
        if reference.ko is not None and reference.zh is not None
    ]
    if not sightings:
        return
    named = {(one.document, one.name) for concept in concepts.values() for one in concept.references}
    documents = document_rows(writer, dict.fromkeys(sorted(evidence.document for _, evidence in sightings)))
    _name(writer, documents, named)
    anchors = _anchors(writer, sightings)
    for number, evidence in sightings:
        row = anchors.get((number, _place(evidence)))
        if row is not None:
            reading = int(consolidate.anchor(evidence).reading)
            values = (documents[evidence.document], row, reading, digest_of(evidence), *rows.evidence_values(evidence))
            writer.insert(schema.evidence, EVIDENCE, values, unless_there=True)
    writer.flush()


def _evidence(concept: Concept, reference: Reference) -> Evidence:
    band: Band = "accept" if concept.status in ("auto", "approved") else "review"
    return Evidence(
        document=reference.document, how=reference.how, ko=reference.ko, zh=reference.zh, relation=concept.relation,
        origin=concept.origin, kind=concept.kind, band=band, confidence=1.0, sentence=reference.sentence,
        part_of=concept.part_of, norm=concept.norm,
    )  # fmt: skip


def _name(writer: Writer, documents: Mapping[str, int], named: Collection[tuple[str, str]]) -> None:
    """Write the names of documents that are not known yet; one without a name goes by its digest."""
    columns = schema.document_name.c
    names = {(documents[digest], name) for digest, name in named if digest in documents and name != digest}
    for piece in read.pieces(sorted({document for document, _ in names})):
        known = select(columns.document, columns.name).where(columns.document.in_(piece))
        names -= {(row.document, row.name) for row in writer.connection.execute(known)}
    for document, name in sorted(names):
        writer.insert(schema.document_name, ("document", "name"), (document, name))


# --- where they arrive ----------------------------------------------------------------------------------------------


def _place(evidence: Evidence) -> Place:
    anchor = consolidate.anchor(evidence)
    return anchor.zh_key, anchor.group, anchor.ko_key


def _anchors(writer: Writer, sightings: Collection[_Sighting]) -> dict[tuple[int, Place], int]:
    """Return the anchor of each concept at which its evidence of a place arrives, made where nothing arrives yet.

    Where the place is another concept's (one of two that are kept apart) it is one of its own.
    """
    wanted = {(number, _place(evidence)): consolidate.anchor(evidence).reading for number, evidence in sightings}
    places = {place for _, place in wanted}
    there = _rows(writer.connection, places)
    for (number, place), reading in wanted.items():
        if place not in there:
            _make(writer, there, place, number, reading)
    writer.flush()
    elsewhere = [(number, place) for number, place in wanted if there[place][1] != number]
    own = _own(writer.connection, {number for number, _ in elsewhere})
    for number, (zh_key, _, ko_key) in elsewhere:
        free = [group for group in _GROUPS if (zh_key, group, ko_key) not in there]
        if free and number not in own:
            _make(writer, there, (zh_key, free[0], ko_key), number, False)
            own[number] = 0
    writer.flush()
    there, own = _rows(writer.connection, places), _own(writer.connection, own)
    arriving = {one: there[one[1]][0] if there[one[1]][1] == one[0] else own.get(one[0]) for one in wanted}
    return {one: row for one, row in arriving.items() if row is not None}


def _make(writer: Writer, there: dict[Place, tuple[int, int]], place: Place, number: int, reading: bool) -> None:
    writer.insert(schema.anchor, ANCHOR, (*place, int(reading), number))
    there[place] = (0, number)


def _rows(connection: Connection, places: Collection[Place]) -> dict[Place, tuple[int, int]]:
    """Return the anchors of the same Chinese forms, each with its row and its concept."""
    columns = schema.anchor.c
    found: dict[Place, tuple[int, int]] = {}
    for piece in read.pieces(sorted({zh_key for zh_key, _, _ in places})):
        query = select(columns.zh_key, columns["class"], columns.ko_key, columns.id, columns.concept)
        for zh_key, group, ko_key, row, concept in connection.execute(query.where(columns.zh_key.in_(piece))):
            found[zh_key, group, ko_key] = (row, concept)
    return found


def _own(connection: Connection, numbers: Collection[int]) -> dict[int, int]:
    """Return the first anchor of each concept that has one."""
    columns = schema.anchor.c
    found: dict[int, int] = {}
    for piece in read.pieces(sorted(numbers)):
        query = (
            select(columns.concept, func.min(columns.id)).where(columns.concept.in_(piece)).group_by(columns.concept)
        )
        found.update((concept, row) for concept, row in connection.execute(query))
    return found
