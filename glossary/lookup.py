"""Every way to find a term: as it is written, by folded letters, by its sound, by how it begins.

A query is tried in the order of `WAYS`; a concept is reported once, by the best way in which it was found. The
standard library, our own keys and the file are all that it takes. What is defined here are named tuples: making a frozen dataclass costs
a millisecond, and starting is most of a look-up.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from glossary.errors import ValueRefused
from glossary.hangul import has_hangul
from glossary.languages import canonical_tag, is_han
from glossary.model import STATUSES, Concept, check_text, term_text
from glossary.normalize import keys
from glossary.store.lookup_sql import Finder, Hit, Only
from glossary.store.places import locate

How: TypeAlias = Literal["exact", "key", "reading", "prefix"]

LIMIT: Final = 10
_STATUS_RANK: Final = {"approved": 0, "auto": 1, "candidate": 2, "rejected": 3}


class Match(NamedTuple):
    """A concept that a query found: how, by which of its terms, and how sure that is (1.0 for the very text).

    *base* is the term base that it stands in, as it was named.
    """

    concept: Concept
    how: How
    term: str
    score: float
    base: str


class _Ranked(NamedTuple):
    """A hit with its way and score."""

    how: How
    score: float
    hit: Hit

    @property
    def rank(self) -> tuple[float, int, int, int]:
        """Best first: the score, then what people decided, then what was seen most, then the older."""
        return (-self.score, _STATUS_RANK[self.hit.status], -self.hit.seen, self.hit.concept)


def find(
    path: str | Path,
    query: str,
    *,
    limit: int = LIMIT,
    lang: str | None = None,
    status: str | None = None,
    all: bool = False,
) -> list[Match]:
    """Return the concepts that *query* finds in the term base at *path*, best first, at most *limit* unless *all*.

    *lang* keeps to forms of one language (``zh`` means every script); *status* to concepts of one status. Rejected and removed
    concepts are found only by naming ``rejected`` or ``removed``. Raises `StoreError`, and ValueRefused for an empty query.
    """
    asked = term_text(check_text(query, "the query", lines=True))
    if status is not None and status not in (*STATUSES, "removed"):
        raise ValueRefused(f"no status {status!r}; one of {', '.join((*STATUSES, 'removed'))}")
    limit = min(limit, sys.maxsize)  # more than SQLite can count is all there is
    only = Only(canonical_tag(lang) if lang is not None else None, status)
    with closing(Finder(locate(path))) as finder:
        best: dict[int, _Ranked] = {}
        for way in WAYS:
            for ranked in way(finder, asked, only, None if all else limit):
                there = best.get(ranked.hit.concept)
                if there is None or ranked.score > there.score:
                    best[ranked.hit.concept] = ranked
        order = sorted(best.values(), key=lambda ranked: ranked.rank)
        if not all:
            order = order[:limit]
        concepts = finder.concepts([ranked.hit.concept for ranked in order])
    return [Match(concepts[one.hit.concept], one.how, one.hit.text, one.score, str(path)) for one in order]


def find_in(
    paths: Sequence[str | Path],
    query: str,
    *,
    limit: int = LIMIT,
    lang: str | None = None,
    status: str | None = None,
    all: bool = False,
) -> list[Match]:
    """Return what *query* finds in several term bases, as `find` does for one: best first, of equal ones that of the earlier base.

    A concept of one base is never taken for that of another; what several have is told several times.
    """
    found: list[tuple[float, int, Match]] = []
    for place, path in enumerate(paths):
        matches = find(path, query, limit=limit, lang=lang, status=status, all=all)
        found += [(-match.score, place, match) for match in matches]
    found.sort(key=lambda one: one[:2])
    return [match for _, _, match in (found if all else found[:limit])]


def count(path: str | Path) -> int:
    """Return how many concepts the term base at *path* has, the removed ones aside. Raises `StoreError`."""
    with closing(Finder(locate(path))) as finder:
        return finder.count()


def _exact(finder: Finder, asked: str, only: Only, limit: int | None) -> Iterator[_Ranked]:
    """Find what is written as the query is."""
    for hit in finder.hits("exact", asked, only):
        yield _Ranked("exact", 1.0, hit)


def _key(finder: Finder, asked: str, only: Only, limit: int | None) -> Iterator[_Ranked]:
    """Find by folded letters: 劉廣華 and 刘广华, 13·5 규획 and 135규획."""
    for hit in finder.hits("key", _letters(asked), only):
        yield _Ranked("key", 0.95, hit)


def _reading(finder: Finder, asked: str, only: Only, limit: int | None) -> Iterator[_Ranked]:
    """Find by sound: 유광화 and 류광화, weihai and Wēi hǎi for 威海. With tones in the query, others tones are less sure."""
    sound = _sound(asked)
    if not sound:
        return
    tones = _toned(asked) if not has_hangul(asked) else ""
    for hit in finder.hits("reading", sound, only):
        matches = not tones or hit.reading is None or _toned(hit.reading) == tones
        yield _Ranked("reading", 0.9 if matches else 0.8, hit)


def _prefix(finder: Finder, asked: str, only: Only, limit: int | None) -> Iterator[_Ranked]:
    """Find what begins as the query does: 威海 in 威海市跨境电子商务…, 웨이하 in 웨이하이, weih in Wēihǎi."""
    letters, sound = _letters(asked), _sound(asked)
    for hit in finder.hits("prefix", letters, only, limit=limit):
        yield _Ranked("prefix", 0.5 + 0.2 * len(letters) / max(len(hit.key), 1), hit)
    if sound:
        for hit in finder.hits("reading prefix", sound, only, limit=limit):
            yield _Ranked("prefix", 0.5, hit)


WAYS: Final[tuple[Callable[[Finder, str, Only, int | None], Iterator[_Ranked]], ...]] = (
    _exact,  # before the keys: of 樂 and 乐 the one that was typed comes first
    _key,
    _reading,
    _prefix,  # last: it finds most
)


def _letters(asked: str) -> str:
    """Return the key by letters; the table of Han characters is read only where there is one to fold."""
    return keys.han_key(asked) if _has_han(asked) and not has_hangul(asked) else keys.ko_key(asked)


def _sound(asked: str) -> str:
    """Return the key by sound: of Hangul, or of pinyin; "" for what is not read."""
    if has_hangul(asked):
        return keys.ko_loose(asked)
    return "" if _has_han(asked) else keys.pinyin_key(asked)


def _has_han(asked: str) -> bool:
    """Say whether any character is Han script, letter by letter: the pattern for texts takes longer to compile than a query to answer."""
    return any(map(is_han, asked))


def _toned(text: str) -> str:
    """Return the letters of pinyin with their tones, "" where no tone is marked (ü alone is none)."""
    letters = "".join(char for char in unicodedata.normalize("NFC", text.casefold()) if char.isalpha())
    return "" if letters.replace("ü", "u").isascii() else letters
