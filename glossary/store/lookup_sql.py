"""The statements of a look-up, over the bare driver: importing SQLAlchemy alone would cost five times the whole look-up.

Plain SQL that SQLite and PostgreSQL share, but for the mark of a parameter. A test runs each statement on the schema that
SQLAlchemy made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, TypeAlias

from glossary.model import Concept, Note, Reference, Term
from glossary.store import rows
from glossary.store.places import Place

SCANNED: Final = 300
"""Keys that begin as a query does are looked through, at most, for the shortest of them."""
_HITS: Final = (
    "SELECT term.concept, term.text, term.reading, term.key, term.loose, term.derived, concept.status, concept.seen"
)
_JOINED: Final = "JOIN concept ON concept.id = term.concept WHERE term.removed = 0"
_LAST: Final = "\U0010ffff"
Column: TypeAlias = Literal["key", "loose", "initials"]
"""What a term is found by, see `rows.term_keys`."""


class Hit:
    """A term that was found, and what ranks it."""

    __slots__ = ("concept", "derived", "key", "loose", "reading", "seen", "status", "text")

    def __init__(
        self,
        concept: int,
        text: str,
        reading: str | None,
        key: str,
        loose: str | None,
        derived: str | None,
        status: str,
        seen: int,
    ) -> None:
        self.concept = concept
        self.text = text
        self.reading = reading
        self.key = key
        self.loose = loose
        self.derived = derived
        self.status = status
        self.seen = seen


class Only:
    """Which concepts and terms are wanted: a language (``zh`` means every script) and a status, ``removed`` among them."""

    def __init__(self, language: str | None = None, status: str | None = None) -> None:
        self.language = language
        self.status = status

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
    """A term base opened for look-ups; close it, or use it in ``with closing(…)``.

    Where a method takes a *limit*, None is no limit. With one, what a statement does is bounded however large the term base is, unless
    *only* asks for something rare.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._connection = place.connect(write=False)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def equal(self, column: Column, asked: Sequence[str], only: Only, *, limit: int | None = None) -> list[Hit]:
        """Return the terms whose *column* is one of those *asked*, in no order."""
        return self._of(f"term.{column}", asked, only, limit)

    def numbered(self, terms: Sequence[int], only: Only) -> list[Hit]:
        """Return the terms of these ids, in no order."""
        return self._of("term.id", terms, only, None)

    def beginning(self, column: Column, asked: str, only: Only, *, limit: int | None = None) -> list[Hit]:
        """Return the terms whose *column* begins as *asked*; with *limit* the shortest of the first `SCANNED`."""
        condition, values = only.where()
        inside = f"term.{column} >= ? AND term.{column} < ?"
        ends = [asked, asked + _LAST]
        if limit is None:
            return self._hits(f"{_HITS} FROM term {_JOINED} AND {inside} AND {condition}", [*ends, *values])
        first = f"FROM term WHERE {inside}"
        if only.language or only.status:  # what is rare is not among the first
            first, ends = f"FROM term {_JOINED} AND {inside} AND {condition}", [*ends, *values]
        near = (
            f"SELECT id FROM (SELECT term.id AS id, term.{column} AS form {first} LIMIT {SCANNED}) AS scanned"
            " ORDER BY length(form), form LIMIT ?"
        )
        statement = f"{_HITS} FROM ({near}) AS near CROSS JOIN term {_JOINED} AND term.id = near.id AND {condition}"
        return self._hits(statement, [*ends, limit, *values])

    def containing(self, letters: str, only: Only, *, limit: int | None = None) -> list[Hit]:
        """Return the terms whose key has *letters*, two or more, behind its first letter, the shortest first."""
        condition, values = only.where()
        source, asked = "part", [letters, *values]
        if len(letters) > 2:
            rarest = min({letters[place : place + 2] for place in range(len(letters) - 1)}, key=self.frequency)
            condition = f"term.key LIKE ? ESCAPE '_' AND {condition}"  # no key has that mark
            asked = [rarest, f"%{letters.replace('%', '_%')}%", *values]
            if limit is not None:
                source = f"(SELECT * FROM part WHERE gram = ? ORDER BY length LIMIT {SCANNED}) AS part"
                asked.insert(1, rarest)
        statement = (
            f"{_HITS} FROM {source} CROSS JOIN term {_JOINED} AND part.gram = ? AND term.id = part.term AND {condition}"
            " ORDER BY part.length"
        )
        if limit is None:
            return self._hits(statement, asked)
        return self._hits(f"{statement} LIMIT ?", [*asked, limit])

    def frequency(self, gram: str) -> int:
        """Return how many keys have *gram* behind their first letter; more than `SCANNED` are not counted."""
        counted = f"SELECT count(*) FROM (SELECT 1 FROM part WHERE gram = ? LIMIT {SCANNED}) AS few"
        return int(self._all(counted, [gram])[0][0])

    def with_gram(self, gram: str, shortest: int, longest: int, limit: int) -> list[int]:
        """Return the ids of terms whose key has *gram* behind its first letter and so many letters."""
        return [
            row[0]
            for row in self._all(
                "SELECT term FROM part WHERE gram = ? AND length BETWEEN ? AND ? LIMIT ?",
                [gram, shortest, longest, limit],
            )
        ]

    def with_beginning(self, letters: str, shortest: int, longest: int, limit: int) -> list[int]:
        """Return the ids of terms whose key begins with *letters* and has so many."""
        statement = (
            "SELECT id FROM (SELECT id, length(key) AS letters FROM term WHERE key >= ? AND key < ? LIMIT ?) AS scanned"
            " WHERE letters BETWEEN ? AND ?"
        )
        return [row[0] for row in self._all(statement, [letters, letters + _LAST, limit, shortest, longest])]

    def _of(self, column: str, asked: Sequence[str] | Sequence[int], only: Only, limit: int | None) -> list[Hit]:
        condition, values = only.where()
        found: list[Hit] = []
        for piece in _filled(asked):
            marks = ", ".join("?" * len(piece))
            statement = f"{_HITS} FROM term {_JOINED} AND {column} IN ({marks}) AND {condition}"
            if limit is None:
                found += self._hits(statement, [*piece, *values])
            else:
                found += self._hits(f"{statement} LIMIT ?", [*piece, *values, limit])
        return found

    def _hits(self, statement: str, parameters: Sequence[Any]) -> list[Hit]:
        return [Hit(*row) for row in self._all(statement, parameters)]

    def count(self) -> int:
        """Return how many concepts there are, the removed ones aside."""
        return int(self._all(COUNT, ())[0][0])

    def concepts(self, ids: Sequence[int]) -> dict[int, Concept]:
        """Return concepts with their terms, notes and references, by id."""
        terms: dict[int, list[Term]] = defaultdict(list)
        notes: dict[int, list[Note]] = defaultdict(list)
        found: dict[int, Concept] = {}
        for piece in _filled(ids):
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


def _filled(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut *values* into pieces of a few sizes, repeating the last value, so that few statements have to be prepared."""
    for start in range(0, len(values), _SIZES[-1]):
        piece = values[start : start + _SIZES[-1]]
        size = next(size for size in _SIZES if size >= len(piece))
        yield [*piece, *[piece[-1]] * (size - len(piece))]


_SIZES: Final = (1, 10, 100, 500)
COUNT: Final = "SELECT next FROM counter WHERE name = 'living'"
CONCEPTS: Final = f"SELECT {', '.join(rows.CONCEPT)} FROM concept WHERE id IN ({{ids}})"
TERMS: Final = f"SELECT concept, {', '.join(rows.STORED_TERM)} FROM term WHERE removed = 0 AND concept IN ({{ids}})"
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
