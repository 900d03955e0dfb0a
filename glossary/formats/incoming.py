"""What every concept that a file brings is checked for, whatever the format: readers make it, nothing else looks at it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from glossary.errors import ValueRefused
from glossary.formats.exchange import Incoming, Problem
from glossary.languages import CHINESE, canonical_tag
from glossary.model import Concept, Term, term_order

_TAGS: Final = frozenset(("en", "ko", *CHINESE))
"""The tags of nearly all forms, which need no look."""


def checked(items: Iterable[Incoming | Problem], path: str) -> Iterator[Incoming | Problem]:
    """Yield what is read, a concept that cannot be kept as the problem that it is.

    Of several preferred forms of one language the first stays so; the others are admitted, and told.
    """
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        try:
            rivals = _rivals(item.concept)
            if item.concept.references:
                _check_references(item.concept)
        except ValueRefused as error:
            yield Problem(path, item.line, 0, str(error))
            continue
        for term in rivals:
            what = f"a second preferred form in {term.language}: {term.text!r}; it is taken as admitted"
            yield Problem(path, item.line, 0, what, True)
        yield _admitted(item, rivals) if rivals else item


def _rivals(concept: Concept) -> Sequence[Term]:
    """Return the preferred forms of a language that has one already.

    Raises ValueRefused for a form that stands there twice, and a language that is none.
    """
    led = ""
    for term in concept.terms:
        language = term.language
        if language not in _TAGS:
            canonical_tag(language)
        if language <= led:
            return _rivals_of_many(concept)
        led = language
    return ()  # one term a language, as nearly always


def _rivals_of_many(concept: Concept) -> Sequence[Term]:
    met: set[tuple[str, str]] = set()
    led: set[str] = set()
    rivals = []
    for term in concept.terms:
        language = term.language
        canonical_tag(language)
        if (language, term.text) in met:
            raise ValueRefused(f"the {language} form {term.text!r} stands there twice")
        met.add((language, term.text))
        if term.status == "preferred":
            if language in led:
                rivals.append(term)
            led.add(language)
    return rivals


def _check_references(concept: Concept) -> None:
    """Raise ValueRefused for a span that ends before it starts."""
    for reference in concept.references:
        for span in (reference.ko, reference.zh):
            if span is not None and span.end < span.start:
                raise ValueRefused(f"a reference to {span.text!r} ends at {span.end}, before its start at {span.start}")


def _admitted(item: Incoming, rivals: Sequence[Term]) -> Incoming:
    terms = (replace(term, status="admitted") if term in rivals else term for term in item.concept.terms)
    return replace(item, concept=replace(item.concept, terms=tuple(sorted(terms, key=term_order))))
