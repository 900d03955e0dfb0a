"""Which stored concepts the forms that a file brings may be about, a piece of the file at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from glossary.languages import primary_language
from glossary.model import READING_RELATIONS
from glossary.store import read, rows, schema

_MOST: Final = 100
"""Concepts with one pair of forms that are thought of; whoever has more of them keeps apart what nobody can tell apart."""
_CROWD: Final = 1_000
"""Terms with one key, beyond which those that have the other side too are not all looked at."""
_Side: TypeAlias = tuple[str, frozenset[str]]


class Sides(NamedTuple):
    """The keys of the Korean and of the Chinese forms of one concept."""

    ko: frozenset[str]
    zh: frozenset[str]


def with_both(connection: Connection, wanted: Sequence[Sides]) -> list[list[int]]:
    """Return, for each of *wanted*, the concepts that have a form of either side, by rising id; removed ones too, of merged ones where they went.

    The side that fewer terms have is looked for: that ten thousand lines share a form makes no line slower.
    """
    counts = _counts(connection, {key for sides in wanted for keys in sides for key in keys})
    rarer = {sides: _rarer(sides, counts) for sides in wanted}
    crowded = {sides for sides, (_, keys) in rarer.items() if sum(counts[key] for key in keys) > _CROWD}
    found = _of_few(connection, {sides: side for sides, side in rarer.items() if sides not in crowded})
    found |= {sides: _of_crowd(connection, sides) for sides in crowded}
    into = _merged(connection, {number for numbers in found.values() for number in numbers})
    return [list(dict.fromkeys(into.get(number, number) for number in found[sides])) for sides in wanted]


def _of_few(connection: Connection, rarer: Mapping[Sides, _Side]) -> dict[Sides, list[int]]:
    """Return the concepts that have both sides, of all that have the rarer one."""
    by_key = read.by_key(connection, {(family, key) for family, keys in rarer.values() for key in keys})
    of_side = {
        side: {number for key in side[1] for number in by_key.get((side[0], key), ())} for side in rarer.values()
    }
    keys = _keys_of(connection, set().union(*of_side.values()))
    found = {}
    for sides, side in rarer.items():
        both = (number for number in of_side[side] if sides.ko & keys[number]["ko"] and sides.zh & keys[number]["zh"])
        found[sides] = sorted(both)[:_MOST]
    return found


def _of_crowd(connection: Connection, sides: Sides) -> list[int]:
    """Return the first concepts that have both sides, where thousands have either."""
    korean, chinese = schema.term.alias("korean"), schema.term.alias("chinese")
    query = (
        select(chinese.c.concept)
        .join(korean, korean.c.concept == chinese.c.concept)
        .where(
            chinese.c.key.in_(sides.zh), chinese.c.language.like("zh%"),
            korean.c.key.in_(sides.ko), korean.c.language == "ko",
        )
        .order_by(chinese.c.id)
        .limit(_MOST)
    )  # fmt: skip
    return sorted(set(connection.execute(query).scalars()))


def _counts(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """Return how many terms have each key."""
    column = schema.term.c.key
    found = dict.fromkeys(keys, 0)
    for piece in read.pieces(sorted(keys)):
        query = select(column, func.count()).where(column.in_(piece)).group_by(column)
        found.update((key, count) for key, count in connection.execute(query))
    return found


def _rarer(sides: Sides, counts: Mapping[str, int]) -> _Side:
    """Return the side whose keys fewer terms have, without a key where one side has none."""
    korean, chinese = (sum(counts[key] for key in keys) for keys in sides)
    if not korean or not chinese:
        return "ko", frozenset()
    return ("ko", sides.ko) if korean < chinese else ("zh", sides.zh)


def _keys_of(connection: Connection, ids: Collection[int]) -> dict[int, dict[str, set[str]]]:
    """Return the keys of the terms of each concept, by language without script."""
    columns = schema.term.c
    found: dict[int, dict[str, set[str]]] = {number: defaultdict(set) for number in ids}
    for piece in read.pieces(sorted(ids)):
        query = select(columns.concept, columns.language, columns.key).where(columns.concept.in_(piece))
        for concept, language, key in connection.execute(query):
            found[concept][primary_language(language)].add(key)
    return found


def _merged(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Return where those of these concepts are now that were merged into another."""
    columns = schema.concept.c
    found = {}
    for piece in read.pieces(sorted(ids)):
        query = select(columns.id).where(columns.id.in_(piece), columns.merged.is_not(None))
        for number in connection.execute(query).scalars().all():
            found[number] = read.last_merged(connection, number)
    return found


def undecided(connection: Connection, ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return the fields that nobody decided of those concepts that have such."""
    columns = schema.concept.c
    found = {}
    for piece in read.pieces(sorted(ids)):
        query = select(columns.id, columns.held).where(columns.id.in_(piece))
        for number, held in connection.execute(query):
            if open_fields := frozenset(rows.FIELDS) - rows.fields_held(held):
                found[number] = open_fields
    return found


def read_as(connection: Connection, chinese: Collection[str]) -> dict[str, list[int]]:
    """Return, for each Chinese key, the concepts in whose Korean forms it is read, neither removed nor rejected."""
    term, concept = schema.term.c, schema.concept.c
    found: dict[str, list[int]] = defaultdict(list)
    for piece in read.pieces(sorted(chinese)):
        place = func.row_number().over(partition_by=term.key, order_by=concept.id).label("place")
        ranked = (
            select(term.key, concept.id, place)
            .join(schema.concept, concept.id == term.concept)
            .where(
                term.key.in_(piece), term.removed == 0, term.language.like("zh%"),
                concept.removed == 0, concept.status != "rejected", concept.relation.in_(READING_RELATIONS),
            )
            .subquery()
        )  # fmt: skip
        columns: Any = ranked.c
        for key, number in connection.execute(select(columns.key, columns.id).where(columns.place <= _MOST)):
            found[key].append(number)
    return {key: sorted(set(numbers)) for key, numbers in found.items()}
