"""The keys of all terms, made anew where another version of `glossary.normalize.keys` made them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from glossary.normalize import keys
from glossary.store import rows, schema
from glossary.store.writer import PART, driver_sql

_PIECE: Final = 5000
"""Terms whose keys are held at once."""
_SET: Final = "UPDATE term SET key = ?, loose = ?, initials = ? WHERE id = ?"


def version(connection: Connection) -> int:
    """Return the version of the keys in the term base."""
    return int(connection.execute(select(schema.counter.c.next).where(schema.counter.c.name == "keys")).scalar() or 0)


def bring(connection: Connection) -> bool:
    """Make the keys and parts of every term with the code that is here, where older code made them; say whether it was so."""
    if version(connection) >= keys.VERSION:
        return False
    term, counter = schema.term.c, schema.counter
    connection.execute(schema.part.delete())
    last = 0
    while True:
        query = select(term.id, *(term[name] for name in rows.TERM)).where(term.id > last).order_by(term.id)
        piece = [(number, rows.term(values)) for number, *values in connection.execute(query.limit(_PIECE))]
        if not piece:
            break
        made = [(number, rows.term_keys(one)) for number, one in piece]
        connection.exec_driver_sql(driver_sql(connection, _SET), [(*each, number) for number, each in made])
        parts = [row for number, each in made for row in rows.parts(each[0], number)]
        if parts:
            connection.exec_driver_sql(driver_sql(connection, PART), parts)
        last = piece[-1][0]
    connection.execute(counter.update().where(counter.c.name == "keys").values(next=keys.VERSION))
    return True
