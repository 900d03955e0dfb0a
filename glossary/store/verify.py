"""Checks of a term base: the file itself, and what the tables alone do not hold. Each check's docstring is what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from glossary.normalize import keys
from glossary.store import keying, rows, schema
from glossary.store.verify_changes import untold_changes


def problems(connection: Connection) -> list[str]:
    """Return a line for each problem, in the order of `CHECKS`."""
    return [problem for check in CHECKS for problem in check(connection)]


def advice(connection: Connection) -> list[str]:
    """Return a line for each thing that is whole, and that a person may want otherwise."""
    return list(doubles(connection))


def damage(connection: Connection) -> Iterator[str]:
    """Pages or indexes of the file are damaged; a server watches over its own."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}; restore a backup"


def other_tables(connection: Connection) -> Iterator[str]:
    """A table, column, index or constraint is missing, or another than this version makes."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    for difference in compare_metadata(MigrationContext.configure(connection), schema.metadata):
        parts = difference if isinstance(difference, list) else [difference]
        for what, *rest in parts:
            if what == "remove_table":  # of somebody else, who shares the database
                continue
            verb, _, noun = what.partition("_")
            names = " of ".join(str(getattr(part, "name", part)) for part in reversed(rest) if part is not None)
            yield f"the {noun} {names} is {_STATES.get(verb, 'another than it should be')}; restore a backup"


_STATES: Final = {"add": "missing", "remove": "not of this schema"}
"""What the difference to the schema as it should be says of what there is."""


def strays(connection: Connection) -> Iterator[str]:
    """Rows belong to something that is not there."""
    for table in schema.metadata.sorted_tables:
        for key in table.foreign_keys:
            child, parent = key.parent, key.column
            there = parent.table.alias("there")
            query = (
                select(*table.primary_key)
                .outerjoin_from(table, there, there.c[parent.name] == child)
                .where(child.is_not(None), there.c[parent.name].is_(None))
                .order_by(*table.primary_key)
            )
            for row in connection.execute(query):
                yield f"{table.name} {row[0]} belongs to a {parent.table.name} that is not there"


def nameless(connection: Connection) -> Iterator[str]:
    """Living concepts have no term left."""
    query = (
        "SELECT id FROM concept WHERE removed = 0 AND NOT EXISTS"
        " (SELECT 1 FROM term WHERE term.concept = concept.id AND term.removed = 0) ORDER BY id"
    )
    for (number,) in connection.exec_driver_sql(query):
        yield f"c{number} has no term"


def rivals(connection: Connection) -> Iterator[str]:
    """Several terms of one language are preferred."""
    query = (
        "SELECT concept, language, count(*) FROM term WHERE removed = 0 AND status = 'preferred'"
        " GROUP BY concept, language HAVING count(*) > 1 ORDER BY concept, language"
    )
    for number, language, count in connection.exec_driver_sql(query):
        yield f"c{number} has {count} preferred terms in {language}"


def doubles(connection: Connection) -> Iterator[str]:
    """Several living concepts of one class have the same preferred forms, so that their sightings have two homes; nobody keeps them apart."""
    query = (
        "SELECT DISTINCT one.id, other.id, ko.text, zh.text FROM concept AS one"
        " JOIN term AS ko ON ko.concept = one.id AND ko.language = 'ko' AND ko.removed = 0 AND ko.status = 'preferred'"
        " JOIN term AS zh ON zh.concept = one.id AND substr(zh.language, 1, 2) = 'zh' AND zh.removed = 0 AND zh.status = 'preferred'"
        " JOIN term AS ko2 ON ko2.key = ko.key AND ko2.concept > one.id AND ko2.language = 'ko' AND ko2.removed = 0 AND ko2.status = 'preferred'"
        " JOIN term AS zh2 ON zh2.key = zh.key AND zh2.concept = ko2.concept AND substr(zh2.language, 1, 2) = 'zh'"
        " AND zh2.removed = 0 AND zh2.status = 'preferred'"
        " JOIN concept AS other ON other.id = ko2.concept"
        " WHERE one.removed = 0 AND other.removed = 0"
        " AND NOT EXISTS (SELECT 1 FROM note WHERE note.type = 'apart' AND note.removed = 0"
        " AND (note.concept = one.id AND note.text = other.uid OR note.concept = other.id AND note.text = one.uid))"
        " AND CASE WHEN one.kind IN ('person', 'place') THEN one.kind ELSE 'rest' END"
        " = CASE WHEN other.kind IN ('person', 'place') THEN other.kind ELSE 'rest' END"
        " ORDER BY one.id, other.id, ko.text, zh.text"
    )
    told: set[tuple[int, int]] = set()
    for one, other, ko, zh in connection.exec_driver_sql(query):
        if (one, other) not in told:
            told.add((one, other))
            yield f"c{one} and c{other} are one: {ko} {zh}; glossary merge c{one} c{other} makes them one"


def stale_keys(connection: Connection) -> Iterator[str]:
    """Keys are not those that this version makes, so that a look-up would miss the term."""
    columns = schema.term.c
    found = keying.version(connection)
    if found != keys.VERSION:
        yield f"the keys are of version {found}, this version makes {keys.VERSION}; run glossary db upgrade"
        return
    kept = (columns[name] for name in (*rows.KEYS, *rows.TERM))
    for concept, key, loose, initials, *values in connection.execute(
        select(columns.concept, *kept).order_by(columns.id)
    ):
        term = rows.term(values)
        if (key, loose, initials) != rows.term_keys(term):
            yield f"c{concept}: the keys of {term.text!r} are out of date"


def stale_parts(connection: Connection) -> Iterator[str]:
    """The parts of a key are not those that are kept, so that a look-up by parts or with a typing error would miss the term."""
    term, part = schema.term.c, schema.part.c
    # Both by rising number, side by side: `part` has no index of its terms, and a join would read all of it for each.
    of_terms = connection.execute(select(part.term, part.gram, part.length).order_by(part.term))
    groups = groupby(of_terms, key=lambda row: row.term)
    at, group = next(groups, (None, iter(())))
    query = select(term.id, term.concept, term.text, term.key).order_by(term.id)
    for number, concept, text, key in connection.execute(query):
        kept = set()
        if at == number:
            kept = {(row.gram, row.length, number) for row in group}
            at, group = next(groups, (None, iter(())))
        if kept != set(rows.parts(key, number)):
            yield f"c{concept}: the parts of {text!r} are out of date"


def miscounts(connection: Connection) -> Iterator[str]:
    """More documents are counted than the evidence has, or fewer (imported counts have no evidence behind them)."""
    query = (
        "SELECT concept.id, concept.documents, count(DISTINCT evidence.document) FROM concept"
        " JOIN anchor ON anchor.concept = concept.id JOIN evidence ON evidence.anchor = anchor.id WHERE concept.touched = 0"
        " GROUP BY concept.id HAVING concept.documents <> count(DISTINCT evidence.document) ORDER BY concept.id"
    )
    for number, said, there in connection.exec_driver_sql(query):
        yield f"c{number} counts {said} documents, its evidence has {there}"


def counter_behind(connection: Connection) -> Iterator[str]:
    """The counter would give a number again, or says wrongly how many concepts there are."""
    columns = schema.counter.c
    stands = {row.name: row.next for row in connection.execute(select(columns.name, columns.next))}
    for (highest,) in connection.exec_driver_sql("SELECT max(id) FROM concept"):
        if highest is not None and highest >= stands.get("concept", 1):
            yield f"the counter stands at c{stands.get('concept', 1)}, but c{highest} is there"
    for (highest,) in connection.exec_driver_sql("SELECT max(id) FROM term"):
        if highest is not None and highest >= stands["term"]:
            yield f"the counter stands at term {stands['term']}, but term {highest} is there"
    for (living,) in connection.exec_driver_sql("SELECT count(*) FROM concept WHERE removed = 0"):
        if living != stands["living"]:
            yield f"the counter says that there are {stands['living']} concepts, there are {living}"


CHECKS: Final[tuple[Callable[[Connection], Iterator[str]], ...]] = (
    damage,  # first: on a damaged file the others may fail
    other_tables,  # before what asks them
    strays,
    nameless,
    rivals,
    stale_keys,
    stale_parts,
    miscounts,
    counter_behind,
    untold_changes,
)
