"""The languages of a file: which it has, and which of them are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from glossary.errors import FormatError
from glossary.formats.exchange import Incoming, Problem
from glossary.formats.selection import tags
from glossary.languages import canonical_tag, primary_language
from glossary.model import Concept

_SIDES: Final = {"ko": "Korean", "zh": "Chinese"}
_MOST: Final = 60
"""Tags that are counted; the largest terminology bank has half of them."""


@dataclass(slots=True)
class Languages:
    """What is asked of a file, *source* and *target* as tags or nothing, and what languages it proves to have.

    One tag narrows the forms of its own language (zh-TW leaves zh-CN out), both leave every other language out.
    """

    source: str | None = None
    target: str | None = None
    concepts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)

    def narrowed(self, items: Iterable[Incoming | Problem]) -> Iterator[Incoming | Problem]:
        """Yield the items with the forms that are asked for, and count their languages."""
        asked = [canonical_tag(tag) for tag in (self.source, self.target) if tag is not None]
        wanted = {tag for language in asked for tag in tags(language)}
        families = {primary_language(tag) for tag in asked}
        for item in items:
            if isinstance(item, Incoming):
                self._count(item.concept)
                if asked:
                    item = replace(item, concept=_of(item.concept, wanted, None if len(asked) > 1 else families))
                self.sides.update(side for side, terms in _by_side(item.concept) if terms)
            yield item

    def missing(self, concept: Concept) -> list[str]:
        """Return the sides of which a concept has no form, as they were asked for: ``Korean``, ``zh-TW``."""
        return [self._name(side) for side, terms in _by_side(concept) if not terms]

    def check(self, path: str) -> None:
        """Refuse a file of several concepts without a single form of one side. Raises FormatError, which says what it has."""
        self._refuse(path, [self._name(side) for side in _SIDES if not self.sides[side]])

    def check_asked(self, path: str) -> None:
        """Refuse a file of several concepts without a single form of a language that was asked for. Raises FormatError, which says what it has."""
        asked = [tag for tag in (self.source, self.target) if tag is not None and len(self.counts) < _MOST]
        self._refuse(path, [tag for tag in asked if self.counts.keys().isdisjoint(tags(tag))])

    def _refuse(self, path: str, missing: Sequence[str]) -> None:
        if self.concepts > 1 and missing:
            there = ", ".join(f"{tag} ({count:,})" for tag, count in sorted(self.counts.items()))
            raise FormatError(
                f"{path}: no {' and no '.join(missing)} form in its {self.concepts:,} concepts; it has {there}"
            )

    def _count(self, concept: Concept) -> None:
        self.concepts += 1
        for tag in {term.language for term in concept.terms}:
            if tag in self.counts or len(self.counts) < _MOST:
                self.counts[tag] += 1

    def _name(self, side: str) -> str:
        asked = (tag for tag in (self.source, self.target) if tag is not None)
        return next((tag for tag in asked if primary_language(canonical_tag(tag)) == side), _SIDES[side])


def _by_side(concept: Concept) -> tuple[tuple[str, bool], ...]:
    return ("ko", bool(concept.korean)), ("zh", bool(concept.chinese))


def _of(concept: Concept, wanted: set[str], families: set[str] | None) -> Concept:
    """Return a concept with the forms in *wanted* languages, and those of other *families*; its notes go with them."""

    def stays(language: str) -> bool:
        return language in wanted or (families is not None and primary_language(language) not in families)

    terms = tuple(term for term in concept.terms if stays(term.language))
    texts = {term.text for term in terms}
    notes = tuple(
        note
        for note in concept.notes
        if note.level == "concept" or (stays(note.language) and (note.level == "language" or note.term in texts))
    )
    return replace(concept, terms=terms, notes=notes)
