"""Decisions -> Lexicon: what is learned from the concepts that people approved and rejected.

An approved pair is known as a whole: 씨트립(携程), 국가인터넷(國網). Where it is no reading it is also a word inside longer names: 홍콩 in
홍콩중문대학(香港中文大學). What the names of two approved concepts share behind heads that are read differs in nothing else, so it corresponds:
商务局 is 상무국 by 威海市商务局 웨이하이시상무국 and 山东省商务局 산둥성상무국.

Nothing is made a word that would be found by chance: one syllable, one hanzi, a name that is an ordinary word (평안 平安). An ordinary word that
was approved as a term, or is shared by names, is a word at the end of a name only (센터 中心).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from glossary.align.korean import korean
from glossary.align.lexicon import SHIPPED, Known, Lexicon, Word
from glossary.align.units import Unit, units
from glossary.model import Anchor, Approval
from glossary.normalize.keys import fold_char, han_key, ko_key
from glossary.normalize.words import is_ordinary

_LONGEST_WORD: Final = 12
"""Hanzi of the longest word that is learned; longer forms are known as a whole only."""
_SHORTEST: Final = 2
"""Hanzi and syllables of the shortest word, and of the shortest head behind which one is learned."""
_ENOUGH: Final = 3
"""Heads that are remembered of a shared part; more prove no more."""
_PURE: Final = ("pinyin", "sino", "both")
_SHARING: Final = ("organization", "place", "product", None)
"""Kinds whose names share parts: 상무국, 과학기술유한공사. Persons share surnames, and those are read."""

_Part = tuple[str, str]
"""A Chinese and a Korean word, as the lexicon has them."""


def learn(approvals: Iterable[Approval], refused: Iterable[Anchor] = ()) -> Lexicon:
    """Return the shipped lexicon with what is learned from *approvals*; the pairs of *refused*, unless approved too, are refused."""
    learner = _Learner()
    for approval in sorted(approvals, key=lambda approval: approval.concept):
        learner.take(approval)
    rejected: dict[tuple[str, str], set[str]] = defaultdict(set)
    for anchor in refused:
        if (anchor.zh_key, anchor.ko_key) not in learner.approved:
            rejected[anchor.zh_key, anchor.ko_key].add(anchor.group)
    learned = learner.words()
    known = {chinese: _longest_first(forms) for chinese, forms in learner.known.items()}
    closed = {pair: frozenset(groups) for pair, groups in rejected.items()}
    if not learned:
        return Lexicon(SHIPPED.words, SHIPPED.longest, {}, known, closed)
    words = _with_learned(learned)
    return Lexicon(words, max(map(len, words)), learned, known, closed)


def _longest_first(forms: Iterable[Known]) -> tuple[Known, ...]:
    return tuple(sorted(forms, key=lambda known: (-len(known.korean), known.korean)))


def _with_learned(learned: Mapping[_Part, Word]) -> dict[str, tuple[str, ...]]:
    """Return the shipped words, folded, with the learned ones behind them."""
    words = {_folded(chinese): renderings for chinese, renderings in SHIPPED.words.items()}
    for chinese, rendering in learned:
        words[chinese] = (*words.get(chinese, ()), rendering)
    return words


class _Learner:
    """What was gathered from the approvals so far, those of the older concepts first."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[Known, ...]] = {}
        self.approved: set[tuple[str, str]] = set()
        self._own: dict[_Part, Word] = {}
        self._shared: dict[_Part, tuple[tuple[str, int], ...]] = {}
        self._chains: list[tuple[_Part, ...]] = []

    def take(self, approval: Approval) -> None:
        """Take the pairs of one concept."""
        lone = len(approval.korean) == 1 and approval.relation in _PURE
        for chinese in approval.chinese:
            folded = han = None
            for form in approval.korean:
                side = korean(form).chars
                if not side:
                    continue
                if lone:  # most of a term base: nothing to find out
                    self._know(approval, chinese, form, side, read=True)
                    continue
                if han is None or folded is None:
                    han = units(chinese)
                    folded = _folded("".join(unit.char for unit in han))
                cuts = _cuts(han, side)
                read = bool(cuts) and cuts[-1] == (len(han), len(side))
                self._know(approval, chinese, form, side, read=read)
                if not read:
                    self._own_word(approval, folded, side)
                self._share(approval, folded, side, cuts)

    def _know(self, approval: Approval, chinese: str, form: str, side: str, *, read: bool) -> None:
        """Know a pair; of two concepts that have it the older one gives the reason, and what they differ in nobody said."""
        key = han_key(chinese)
        self.approved.add((key, ko_key(form)))
        relation = None if not read and approval.relation in _PURE else approval.relation
        known = Known(side, f"approved as c{approval.concept}", read, approval.kind, approval.origin, relation)
        others = self.known.get(key, ())
        there = next((other for other in others if other.korean == side), None)
        if there is None:
            self.known[key] = (*others, known)
        elif (there.kind, there.origin) != (known.kind, known.origin):
            open_ = replace(there, kind=None, origin=None)
            self.known[key] = tuple(open_ if other is there else other for other in others)

    def _own_word(self, approval: Approval, chinese: str, side: str) -> None:
        """Take a pair that is no reading as a word inside longer names."""
        if approval.relation == "abbreviation" or not _is_word(chinese, side):
            return
        ordinary = is_ordinary(side, "ko") or is_ordinary(chinese, "zh")
        if ordinary and approval.kind not in ("term", None):
            return
        self._own.setdefault((chinese, side), Word(f"approved as c{approval.concept}", last=ordinary))

    def _share(self, approval: Approval, chinese: str, side: str, cuts: Iterable[tuple[int, int]]) -> None:
        """Remember what follows each head that is read, the longest first."""
        if approval.kind not in _SHARING or approval.relation in _PURE:
            return
        chain = tuple(
            part
            for hanzi, syllables in cuts
            if hanzi >= _SHORTEST <= syllables
            if _is_word(*(part := (chinese[hanzi:], side[syllables:])))
        )
        for part in chain:
            heads, head = self._shared.get(part, ()), chinese[: -len(part[0])]
            if len(heads) < _ENOUGH and all(head != other for other, _ in heads):
                self._shared[part] = (*heads, (head, approval.concept))
        if chain:
            self._chains.append(chain)

    def words(self) -> dict[_Part, Word]:
        """Return the learned words that are not shipped."""
        found = dict(self._own)
        for chain in self._chains:
            support = 1
            for part in chain:  # a shorter part has to be shared more widely: 商务局, not 务局
                heads = self._shared[part]
                if len(heads) > support:
                    support = len(heads)
                    found.setdefault(part, _shared_word(part, [concept for _, concept in heads]))
        shipped = {(_folded(chinese), word) for chinese, renderings in SHIPPED.words.items() for word in renderings}
        return {part: word for part, word in sorted(found.items()) if part not in shipped}


def _shared_word(part: _Part, concepts: Iterable[int]) -> Word:
    first, second = sorted(concepts)[:2]
    ordinary = is_ordinary(part[1], "ko") or is_ordinary(part[0], "zh")
    return Word(f"common to c{first} and c{second}", last=ordinary)


def _is_word(chinese: str, side: str) -> bool:
    return _SHORTEST <= len(chinese) <= _LONGEST_WORD and len(side) >= _SHORTEST


def _cuts(han: tuple[Unit, ...], side: str) -> list[tuple[int, int]]:
    """Return how far both forms correspond by exact readings from their beginning: (hanzi, syllables), rising."""
    cuts: list[tuple[int, int]] = []
    reached, end = {0}, len(side)
    for count, unit in enumerate(han, 1):
        reached = {
            place + length
            for place in reached
            for length in range(1, min(unit.longest, end - place) + 1)
            if side[place : place + length] in unit.sounds
        }
        if not reached:
            break
        cuts += ((count, place) for place in sorted(reached))
    return cuts


def _folded(hans: str) -> str:
    return "".join(map(fold_char, hans))
