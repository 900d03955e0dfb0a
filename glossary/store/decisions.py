"""What people decided, as far as the extractor may learn from it: approved concepts, rejected pairs.

A pure function of decisions: what the machine adds to a term base between two of them changes nothing here, so a second run of
the extractor sees what the first one saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.engine import Connection

from glossary.model import Anchor, Approval, Decisions, group_of
from glossary.store import rows, schema

_UNLEARNT = frozenset({"misspelt", "typo"})
"""Flags of forms that writers got wrong: known for what they are, and no pattern for others (칭다오 淸島)."""


def decisions(connection: Connection) -> Decisions:
    """Return the approvals by rising concept, and the refused pairs."""
    return Decisions(tuple(_approved(connection)), tuple(_refused(connection)))


def _approved(connection: Connection) -> Iterator[Approval]:
    """Yield what was approved: forms that the person saw or wrote, attested, not deprecated, and the fields that they decided."""
    concept, term = schema.concept.c, schema.term.c
    query = (
        select(
            concept.id,
            concept.kind,
            concept.origin,
            concept.relation,
            concept.held,
            term.language,
            term.text,
            term.flags,
        )
        .join(schema.term, term.concept == concept.id)
        .where(
            concept.status == "approved",
            concept.removed == 0,
            term.removed == 0,
            term.held == 1,
            term.derived.is_(None),
            term.status != "deprecated",
        )
        .order_by(concept.id, term.language, term.text)
    )
    for (number, kind, origin, relation, held), group in groupby(connection.execute(query), key=lambda row: row[:5]):
        decided = rows.fields_held(held)
        forms = [(language, text) for *_, language, text, flags in group if _UNLEARNT.isdisjoint(rows.split(flags))]
        korean = tuple(text for language, text in forms if language == "ko")
        chinese = tuple(dict.fromkeys(text for language, text in forms if language.startswith("zh")))
        if korean and chinese:
            yield Approval(
                number,
                korean,
                chinese,
                kind if "kind" in decided else None,
                origin if "origin" in decided else None,
                relation if "relation" in decided else None,
            )


def _refused(connection: Connection) -> Iterator[Anchor]:
    """Yield where refused pairs belong: those of rejected and removed concepts, and of forms that a person took away.

    A pair that a living concept has too (광주 光州 beside 光州 in another class) is not refused.
    """
    for query in (_of_rejected(), _of_dropped("ko"), _of_dropped("zh")):
        for zh_key, ko_key, kind, reading in connection.execute(query):
            yield Anchor(zh_key, ko_key, group_of(kind), bool(reading))


def _of_rejected() -> Select[Any]:
    """Select what led to a concept at the time when a person rejected or removed it; what arrived there since, nobody saw."""
    anchor, concept, change = schema.anchor.c, schema.concept.c, schema.change.c
    decision = (
        select(func.max(change.operation))
        .where(
            change.concept == concept.id,
            change.entity == "concept",
            or_(
                and_(change.field == "status", change.after == "rejected"),
                and_(change.field == "removed", change.after == "true"),
            ),
        )
        .scalar_subquery()
    )
    return (
        select(anchor.zh_key, anchor.ko_key, anchor["class"], anchor.reading)
        .join(schema.concept, concept.id == anchor.concept)
        .where(
            concept.touched == 1,
            or_(concept.status == "rejected", concept.removed == 1),
            anchor.operation <= func.coalesce(decision, concept.operation),
            ~_lives(anchor.zh_key, anchor.ko_key),
        )
        .order_by(anchor.zh_key, anchor.ko_key, anchor["class"])
    )


def _of_dropped(side: str) -> Select[Any]:
    """Select the pairs of a form on this *side* that a person took from a living concept with what is left on the other side."""
    dropped, left = schema.term.alias("dropped"), schema.term.alias("left_over")
    concept = schema.concept.c
    chinese, korean = (left, dropped) if side == "ko" else (dropped, left)
    return (
        select(chinese.c.key, korean.c.key, concept.kind, literal(0))
        .distinct()
        .select_from(dropped)
        .join(left, left.c.concept == dropped.c.concept)
        .join(schema.concept, concept.id == dropped.c.concept)
        .where(
            dropped.c.removed == 1,
            dropped.c.held == 1,
            left.c.removed == 0,
            chinese.c.language.startswith("zh"),
            korean.c.language == "ko",
            concept.removed == 0,
            concept.status != "rejected",
            ~_lives(chinese.c.key, korean.c.key),
        )
        .order_by(chinese.c.key, korean.c.key)
    )


def _lives(zh_key: ColumnElement[str], ko_key: ColumnElement[str]) -> ColumnElement[bool]:
    """Say that a concept which nobody rejected or removed has both forms."""
    zh, ko, concept = schema.term.alias("zh"), schema.term.alias("ko"), schema.concept.alias("living")
    return exists(
        select(literal(1))
        .select_from(zh)
        .join(ko, ko.c.concept == zh.c.concept)
        .join(concept, concept.c.id == zh.c.concept)
        .where(
            zh.c.key == zh_key,
            ko.c.key == ko_key,
            zh.c.removed == 0,
            ko.c.removed == 0,
            concept.c.removed == 0,
            concept.c.status != "rejected",
        )
    )
