"""Every way to find a term, best first: as it is written, by folded letters, by its sound, by first letters, by parts, with typing errors.

    __init__.py    `Lookup`, a term base held open for many queries, and `find` for one
    ways.py        the ways, in the order in which they are tried, and what each is worth
    particles.py   Korean particles behind a term (웨이하이에서)
    mistyped.py    what was meant by a query with typing errors
    strokes.py     Hangul as it is typed, and how many errors lie between two forms

A concept is reported once, by the best way in which it was found. The standard library, our own keys and the term base are all that it takes;
what is rarely needed is imported where it is. What is defined here are named tuples: making a frozen dataclass costs a millisecond, and starting is
most of a look-up.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from glossary.errors import ValueRefused
from glossary.languages import canonical_tag
from glossary.lookup.ways import HOWS, Found, How, Query, search
from glossary.model import STATUSES, Concept, check_text, term_text
from glossary.store.lookup_sql import Finder, Only
from glossary.store.places import locate

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["HOWS", "LIMIT", "How", "Lookup", "Match", "count", "find"]

LIMIT: Final = 10
_MOST: Final = 10**9
"""More than any database counts to is all there is."""
_STATUS_RANK: Final = {"approved": 0, "auto": 1, "candidate": 2, "rejected": 3}


class Match(NamedTuple):
    """A concept that a query found: how, by which of its terms, and how sure that is (1.0 for the very text).

    *base* is the term base that it stands in, as it was named; *why* says in words what lies between the query and the term, "" for the very
    text and for pinyin as it is.
    """

    concept: Concept
    how: How
    term: str
    score: float
    base: str
    why: str = ""


class Lookup:
    """Term bases held open for many look-ups; use it in a ``with`` statement. It sees what is written meanwhile."""

    def __init__(self, *paths: str | Path) -> None:
        """Open the term bases at *paths*. Raises `StoreError`."""
        self._finders: list[tuple[str, Finder]] = []
        try:
            for path in paths:
                self._finders.append((str(path), Finder(locate(path))))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the term bases."""
        for _, finder in self._finders:
            finder.close()

    def count(self) -> int:
        """Return how many concepts there are in all, the removed ones aside."""
        return sum(finder.count() for _, finder in self._finders)

    def find(
        self,
        query: str,
        *,
        limit: int = LIMIT,
        lang: str | None = None,
        status: str | None = None,
        all: bool = False,
        ways: Collection[How] | None = None,
    ) -> list[Match]:
        """Return what *query* finds, as the function `find` does: best first, of equal ones that of the earlier base.

        A concept of one base is never taken for that of another; what several have is told several times.
        """
        asked = term_text(check_text(query, "the query", lines=True))
        if status is not None and status not in (*STATUSES, "removed"):
            raise ValueRefused(f"no status {status!r}; one of {', '.join((*STATUSES, 'removed'))}")
        for way in ways or ():
            if way not in HOWS:
                raise ValueRefused(f"no way of finding {way!r}; one of {', '.join(HOWS)}")
        most = None if all else min(limit, _MOST)
        wanted = Query(asked, Only(canonical_tag(lang) if lang is not None else None, status), most)
        found = [match for base, finder in self._finders for match in _matches(base, finder, wanted, ways or HOWS)]
        if len(self._finders) > 1:
            found.sort(key=lambda match: -match.score)  # which leaves equal ones as they stand
        return found[:most]


def _matches(base: str, finder: Finder, query: Query, ways: Collection[str]) -> list[Match]:
    """Return what *query* finds in one term base."""
    order = sorted(search(finder, query, ways).values(), key=_rank)[: query.limit]
    concepts = finder.concepts([found.hit.concept for found in order])
    return [Match(concepts[one.hit.concept], one.how, one.hit.text, one.score, base, one.why) for one in order]


def find(
    path: str | Path,
    query: str,
    *,
    limit: int = LIMIT,
    lang: str | None = None,
    status: str | None = None,
    all: bool = False,
    ways: Collection[How] | None = None,
) -> list[Match]:
    """Return the concepts that *query* finds in the term base at *path*, best first, at most *limit* unless *all*.

    *lang* keeps to forms of one language (``zh`` means every script); *status* to concepts of one status. Rejected and removed
    concepts are found only by naming ``rejected`` or ``removed``. *ways* are those that are tried, every one where none is named: typing ahead
    asks for ``prefix`` alone. Raises `StoreError`, and ValueRefused for an empty query.
    """
    with Lookup(path) as lookup:
        return lookup.find(query, limit=limit, lang=lang, status=status, all=all, ways=ways)


def count(path: str | Path) -> int:
    """Return how many concepts the term base at *path* has, the removed ones aside. Raises `StoreError`."""
    with Lookup(path) as lookup:
        return lookup.count()


def _rank(found: Found) -> tuple[float, bool, bool, int, int, int]:
    """Best first: the score, then what people approved, what somebody wrote, what the machine is sure of, what was seen most, the older."""
    hit = found.hit
    approved = hit.status == "approved"
    return (-found.score, not approved, hit.derived is not None, _STATUS_RANK[hit.status], -hit.seen, hit.concept)
