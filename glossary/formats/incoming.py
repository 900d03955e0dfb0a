"""What every concept that a file brings is checked for, whatever the format: readers make it, nothing else looks at it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from glossary.errors import ValueRefused
from glossary.formats.exchange import Incoming, Problem
from glossary.languages import canonical_tag
from glossary.model import Concept, Term, term_order


def checked(items: Iterable[Incoming | Problem], path: str) -> Iterator[Incoming | Problem]:
    """Yield what is read, a concept that cannot be kept as the problem that it is.

    Of several preferred forms of one language the first stays so; the others are admitted, and told.
    """
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        try:
            _check(item.concept)
        except ValueRefused as error:
            yield Problem(path, item.line, 0, str(error))
            continue
        rivals = list(_rivals(item.concept))
        for term in rivals:
            what = f"a second preferred form in {term.language}: {term.text!r}; it is taken as admitted"
            yield Problem(path, item.line, 0, what)
        yield _admitted(item, rivals) if rivals else item


def _check(concept: Concept) -> None:
    """Raise ValueRefused for a form that stands there twice, a language that is none, and a span that ends before it starts."""
    met: set[tuple[str, str]] = set()
    for term in concept.terms:
        canonical_tag(term.language)
        if (term.language, term.text) in met:
            raise ValueRefused(f"the {term.language} form {term.text!r} stands there twice")
        met.add((term.language, term.text))
    for reference in concept.references:
        for span in (reference.ko, reference.zh):
            if span is not None and span.end < span.start:
                raise ValueRefused(f"a reference to {span.text!r} ends at {span.end}, before its start at {span.start}")


def _rivals(concept: Concept) -> Iterator[Term]:
    """Yield the preferred forms of a language that has one already."""
    led: set[str] = set()
    for term in concept.terms:
        if term.status == "preferred":
            if term.language in led:
                yield term
            led.add(term.language)


def _admitted(item: Incoming, rivals: list[Term]) -> Incoming:
    terms = (replace(term, status="admitted") if term in rivals else term for term in item.concept.terms)
    return replace(item, concept=replace(item.concept, terms=tuple(sorted(terms, key=term_order))))
