"""The statements of a look-up, over the bare driver: importing SQLAlchemy alone would cost five times the whole look-up.

Plain SQL that SQLite and PostgreSQL share, but for the mark of a parameter. A test runs each statement on the schema that
SQLAlchemy made.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from glossary.model import Concept, Note, Reference, Term
from glossary.store import rows
from glossary.store.places import Place

_FOUND: Final = (
    "SELECT term.concept, term.text, term.reading, term.key, concept.status, concept.seen"
    " FROM term JOIN concept ON concept.id = term.concept WHERE term.removed = 0 AND "
)
WAYS: Final = {
    "exact": "term.text = ?",
    "key": "term.key = ?",
    "reading": "term.loose = ?",
    "prefix": "term.key > ? AND term.key < ?",
    "reading prefix": "term.loose > ? AND term.loose < ?",
}
"""What each way of finding asks of a term."""
_LAST: Final = "\U0010ffff"


class Hit(NamedTuple):
    """A term that was found, and what ranks it."""

    concept: int
    text: str
    reading: str | None
    key: str
    status: str
    seen: int


class Only(NamedTuple):
    """Which concepts and terms are wanted: a language (``zh`` means every script) and a status, ``removed`` among them."""

    language: str | None = None
    status: str | None = None

    def where(self) -> tuple[str, list[str]]:
        """Return the condition, and its parameters."""
        conditions, values = [], []
        if self.status == "removed":
            conditions.append("concept.removed = 1")
        elif self.status is not None:
            conditions.append("concept.removed = 0 AND concept.status = ?")
            values.append(self.status)
        else:
            conditions.append("concept.removed = 0 AND concept.status <> 'rejected'")
        if self.language is not None:
            conditions.append("(term.language = ? OR term.language LIKE ? OR term.language = ?)")
            both = (
                "zh" if self.language in ("zh-Hans", "zh-Hant") else self.language
            )  # 威海 is the same in both scripts
            values += [self.language, f"{self.language}-%", both]
        return " AND ".join(conditions), values


class Finder:
    """A term base opened for look-ups; close it, or use it in ``with closing(…)``."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._connection = place.connect(write=False)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def hits(self, way: str, asked: str, only: Only, *, limit: int | None = None) -> list[Hit]:
        """Return the terms that *way* finds for the text or key *asked*, the shortest first."""
        condition, values = only.where()
        parameters: list[Any] = [asked, asked + _LAST] if way.endswith("prefix") else [asked]
        statement = f"{_FOUND}{WAYS[way]} AND {condition} ORDER BY length(term.text), term.text, term.concept LIMIT ?"
        parameters += [*values, sys.maxsize if limit is None else limit]
        return [Hit(*row) for row in self._all(statement, parameters)]

    def count(self) -> int:
        """Return how many concepts there are, the removed ones aside."""
        return int(self._all(COUNT, ())[0][0])

    def concepts(self, ids: Sequence[int]) -> dict[int, Concept]:
        """Return concepts with their terms, notes and references, by id."""
        terms: dict[int, list[Term]] = defaultdict(list)
        notes: dict[int, list[Note]] = defaultdict(list)
        found: dict[int, Concept] = {}
        for piece in (ids[start : start + 500] for start in range(0, len(ids), 500)):
            for number, *values in self._in(TERMS, piece):
                terms[number].append(rows.term(values))
            for number, *values in self._in(NOTES, piece):
                notes[number].append(rows.note(values))
            references = self._references(piece)
            for values in self._in(CONCEPTS, piece):
                number = values[0]
                found[number] = rows.concept(values, terms[number], notes[number], references[number])
        return found

    def _references(self, ids: Sequence[int]) -> dict[int, list[Reference]]:
        found: dict[int, list[Reference]] = defaultdict(list)
        for number, digest, name, how, k_start, k_end, k_text, z_start, z_end, z_text, sentence in self._in(
            REFERENCES, ids
        ):
            ko, zh = rows.span(k_start, k_end, k_text), rows.span(z_start, z_end, z_text)
            found[number].append(Reference(digest, name or digest, how, ko, zh, sentence))
        for references in found.values():
            references.sort(key=rows.reference_order)
        return found

    def _in(self, statement: str, ids: Sequence[int]) -> list[Any]:
        return self._all(statement.format(ids=", ".join("?" * len(ids))), ids)

    def _all(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        with self._place.translated():
            found: list[Any] = self._connection.execute(self._place.sql(statement), parameters).fetchall()
            return found


COUNT: Final = "SELECT count(*) FROM concept WHERE removed = 0"
CONCEPTS: Final = f"SELECT {', '.join(rows.CONCEPT)} FROM concept WHERE id IN ({{ids}})"
TERMS: Final = f"SELECT concept, {', '.join(rows.TERM)} FROM term WHERE removed = 0 AND concept IN ({{ids}})"
NOTES: Final = (
    f"SELECT concept, {', '.join(rows.NOTE)} FROM note WHERE removed = 0 AND concept IN ({{ids}}) ORDER BY id"
)
REFERENCES: Final = (
    "SELECT anchor.concept, document.digest,"
    " (SELECT min(name) FROM document_name WHERE document_name.document = document.id),"
    " evidence.how, ko_start, ko_end, ko_text, zh_start, zh_end, zh_text, sentence"
    " FROM anchor JOIN evidence ON evidence.anchor = anchor.id JOIN document ON document.id = evidence.document"
    " WHERE anchor.concept IN ({ids})"
)
