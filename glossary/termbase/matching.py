"""Which concept of the term base a line of a file is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from glossary.formats.exchange import Incoming
from glossary.model import READING_RELATIONS, Concept, group_of
from glossary.normalize import keys
from glossary.store.matching import Sides
from glossary.termbase.forms import relation_of

if TYPE_CHECKING:
    from glossary.store import Base
    from glossary.termbase.marks import Numbers

Match: TypeAlias = Literal["auto", "uid", "term", "new"]
MATCHES: Final[tuple[Match, ...]] = ("auto", "uid", "term", "new")
"""By what a concept is known: by its uid, else by its forms; by its uid alone; by its forms alone; by nothing, each line is a new one."""
_TWINS: Final = 10
"""Concepts with the same forms from which a new one is said to be kept apart."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The concepts of a term base that a piece of a file may be about.

    *uids* leads to those that have one of its uids. *both* has, for each line, those with a form of either side, *read* those with its
    Chinese form that are read in Korean.
    """

    uids: Mapping[str, int]
    both: Sequence[Sequence[int]]
    read: Mapping[str, Sequence[int]]

    def ids(self) -> set[int]:
        """Return all of them."""
        return {*self.uids.values(), *(number for numbers in (*self.both, *self.read.values()) for number in numbers)}


def candidates(base: Base, items: Sequence[Incoming], sides: Sequence[Sides], match: Match) -> Candidates:
    """Look for what a piece of a file may be about; *sides* are the keys of its items."""
    uids = base.by_uid({item.concept.uid for item in items if item.concept.uid})
    by_uid = uids if match in ("auto", "uid") else {}
    nothing = Sides(frozenset(), frozenset())
    both = base.with_both(
        [nothing if item.concept.uid in by_uid else keys_of for item, keys_of in zip(items, sides, strict=True)]
    )
    unknown = (item for item in items if item.concept.uid not in by_uid)
    chinese = {_leading(item.concept) for item in unknown} - {""} if match in ("auto", "term") else ()
    return Candidates(uids, both, base.read_as(chinese))


def sides_of(concept: Concept) -> Sides:
    """Return the keys of the forms of a concept."""
    korean = frozenset(keys.ko_key(term.text) for term in concept.korean)
    return Sides(korean, frozenset(keys.han_key(term.text) for term in concept.chinese))


def _leading(concept: Concept) -> str:
    """Return the key of the first Chinese form, "" where there is none."""
    return next((keys.han_key(term.text) for term in concept.chinese), "")


class Piece:
    """The concepts that some lines of a file are about, as these lines leave them: new ones have negative numbers.

    *named* are the concepts that a line of the file has named by its uid: two uids in one file are two concepts, whatever their forms.
    """

    def __init__(
        self,
        base: Base,
        items: Sequence[Incoming],
        sides: Sequence[Sides],
        found: Candidates,
        match: Match,
        named: Numbers,
    ) -> None:
        ids = found.ids()
        self.gone = base.let_go(ids)
        self.there = {concept.id or 0: concept for concept in base.concepts(ids=ids, removed=None, references=False)}
        self._undecided = base.undecided(ids)
        self._items = items
        self._sides = sides
        self._found = found
        self._match = match
        self._named = named
        self._named_new: set[int] = set()
        self._fresh_uids: set[str] = set()
        self._korean: dict[str, set[int]] = {}
        self._chinese: dict[str, set[int]] = {}
        self._by_uid = found.uids if match in ("auto", "uid") else {}
        if match == "auto":
            for item in items:
                if item.concept.uid in found.uids:
                    self._name(found.uids[item.concept.uid])

    def find(self, line: int) -> int | None:
        """Return the number of the concept that an item, the *line*-th, is about; None for a new one. One that was let go may be meant by its uid."""
        item = self._items[line]
        number = self._by_uid.get(item.concept.uid)
        if number is None and self._match in ("auto", "term"):
            fitting = self._free(item, self._with_both(line))
            number = min(fitting, key=lambda number: self._strangeness(number, item), default=None)
            if number is None:
                number = self._read(item)
        if number is not None and item.concept.uid and self._match == "auto":
            self._name(number)
        return number

    def of_one(self, line: int, number: int) -> Incoming:
        """Return an item without the Korean forms by which another concept with its Chinese form is known.

        A table of pairs joins the rows with one Chinese form that follow each other, those of two concepts as well.
        """
        item = self._items[line]
        if item.concept.uid or len(item.concept.korean) == 1:
            return item
        fitting = (other for other in self._with_both(line) if other != number and self._may_be(other, item))
        others = [other for other in fitting if not self.there[other].removed]
        known = {term.text for other in others for term in self.there[other].korean}
        known -= {term.text for term in self.there[number].korean}
        terms = tuple(term for term in item.concept.terms if term.language != "ko" or term.text not in known)
        return (
            replace(item, concept=replace(item.concept, terms=terms)) if len(terms) < len(item.concept.terms) else item
        )

    def is_taken(self, uid: str) -> bool:
        """Say whether a concept has this uid already."""
        return uid in self._found.uids or uid in self._fresh_uids

    def number(self, concept: Concept, line: int) -> int:
        """Return a number for a new concept, which the *line*-th item brings."""
        number = -1 - len(self._fresh_uids)
        self._fresh_uids.add(concept.uid)
        if self._items[line].concept.uid and self._match == "auto":
            self._named_new.add(number)
        return number

    def keep(self, number: int, concept: Concept, undecided: frozenset[str]) -> None:
        """Let the next lines find a concept as it is now."""
        self.there[number] = concept
        self.gone.discard(number)
        self._undecided[number] = undecided
        for places, found in zip((self._korean, self._chinese), sides_of(concept), strict=True):
            for key in found:
                places.setdefault(key, set()).add(number)

    def undecided(self, number: int) -> frozenset[str]:
        """Return the fields of a concept that nobody decided; that it is a term says nothing then."""
        return self._undecided.get(number, frozenset())

    def written(self, numbers: Mapping[int, int]) -> None:
        """Hear which ids the new ones got."""
        for number in self._named_new:
            self._named.add(numbers[number])

    def twins(self, line: int) -> list[int]:
        """Return other living concepts that a person could take an item for, those there first; not more than a few."""
        item = self._items[line]
        living = (n for n in self._with_both(line) if not self.there[n].removed and self._may_be(n, item))
        return sorted(living, key=_age)[:_TWINS]

    def _name(self, number: int) -> None:
        if number > 0:
            self._named.add(number)
        else:
            self._named_new.add(number)

    def _free(self, item: Incoming, numbers: Iterable[int]) -> Iterator[int]:
        """Yield those that an item may be about, as its class and its uid say: 류산 the person is not 류산 (乳山) the place."""
        for number in numbers:
            if item.concept.uid and self._match == "auto" and (number in self._named_new or number in self._named):
                continue
            if self._may_be(number, item):
                yield number

    def _may_be(self, number: int, item: Incoming) -> bool:
        kind = self.there[number].kind
        nothing_said = "kind" not in item.fields or (kind == "term" and "kind" in self.undecided(number))
        return nothing_said or group_of(kind) == group_of(item.concept.kind)

    def _with_both(self, line: int) -> set[int]:
        """Return those that have a Korean and a Chinese form of an item."""
        korean, chinese = self._sides[line]
        met: set[int] = set().union(*(self._korean.get(key, ()) for key in korean))
        if met:
            met &= set().union(*(self._chinese.get(key, ()) for key in chinese))
        return met.union(number for number in self._found.both[line] if number not in self.gone)

    def _strangeness(self, number: int, item: Incoming) -> tuple[bool, bool, bool, int]:
        """Sort key by which the nearest of several concepts with the same forms is found: living, then of the kind that the file says, then the first."""
        there = self.there[number]
        return there.removed, "kind" in item.fields and there.kind != item.concept.kind, *_age(number)

    def _read(self, item: Incoming) -> int | None:
        """Return the one thing of its Chinese form that is read in Korean, where the item is too: 위해 beside 웨이하이 (威海)."""
        key = _leading(item.concept)
        numbers = {*self._found.read.get(key, ()), *self._chinese.get(key, ())} if key else set()
        read = list(self._free(item, (number for number in numbers if _takes_readings(self.there[number]))))
        return read[0] if len(read) == 1 and _is_reading(item) else None


def _age(number: int) -> tuple[bool, int]:
    """Sort key of concepts by when they came: new ones last."""
    return number < 0, abs(number)


def _takes_readings(there: Concept) -> bool:
    return there.relation in READING_RELATIONS and not there.removed and there.status != "rejected"


def _is_reading(item: Incoming) -> bool:
    """Say whether the leading Korean form of an item is a reading of its leading Chinese one."""
    concept = item.concept
    if not concept.korean:
        return False
    if "relation" in item.fields:
        return concept.relation in READING_RELATIONS
    return relation_of(concept.korean[0].text, concept.chinese[0].text, concept.kind) in READING_RELATIONS
