"""Sightings that a person leads to another concept: of two that are merged, of one that is split."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.engine import Connection

from glossary.model import Anchor, Group
from glossary.store import families, read, schema
from glossary.store.writer import Writer, move_anchor, set_concept

_CHOSEN: Final = ("kind", "origin", "relation", "norm", "part_of")
"""What the machine derives from evidence and a person chooses by naming the concept that stays."""


def anchors(connection: Connection, concept: int) -> list[tuple[int, Anchor]]:
    """Return the anchors of a concept, each with its row."""
    columns = schema.anchor.c
    query = select(columns.id, columns.zh_key, columns.ko_key, columns["class"], columns.reading)
    found = connection.execute(query.where(columns.concept == concept).order_by(columns.id))
    return [
        (row, Anchor(zh_key, ko_key, cast(Group, group), bool(reading)))
        for row, zh_key, ko_key, group, reading in found
    ]


def lead(writer: Writer, rows: Collection[int], concept: int, *, also: Collection[int] = ()) -> None:
    """Lead anchors and their sightings to a concept; it, those that they led to and *also* these are counted anew."""
    columns = schema.anchor.c
    concerned = {concept, *also}
    for piece in read.pieces(sorted(rows)):
        query = select(columns.id, columns.concept).where(columns.id.in_(piece), columns.concept != concept)
        for row, before in writer.connection.execute(query).all():
            move_anchor(writer, row, before, concept)
            concerned.add(before)
    writer.flush()
    families.recompute(writer, concerned)


def absorb(writer: Writer, kept: int, others: Collection[int]) -> None:
    """Remove concepts that are part of another one from now on, and lead their sightings there.

    In what they differ, what the one that stays is was chosen: the sightings of the others do not outvote it.
    """
    stored = read.stored(writer.connection, {kept, *others})
    chosen = {name for name in _CHOSEN if len({getattr(there.concept, name) for there in stored.values()}) > 1}
    for number, there in stored.items():
        concept = replace(there.concept, revision=there.concept.revision + 1)
        if number == kept:
            set_concept(writer, there, replace(there, concept=concept, touched=True, held=there.held | chosen))
            continue
        writer.noted("concept", number, number, "removed", False, True)
        gone = replace(concept, removed=True)
        set_concept(
            writer, there, replace(there, concept=gone, touched=True, held=there.held | {"removed"}, merged=kept)
        )
    writer.flush()
    rows = [row for number in sorted(others) for row, _ in anchors(writer.connection, number)]
    lead(writer, rows, kept, also=others)
