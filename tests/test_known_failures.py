"""What is known to go wrong. The xfail is strict: a case that begins to work has to move to the table where it belongs."""

from __future__ import annotations

from typing import Any

import pytest
from tables import cases

from glossary import consolidate
from glossary.formats import Options, select
from glossary.model import Document, Pair
from glossary.normalize import script
from glossary.pipeline import extract
from glossary.store.collect import evidence_of


def answers(text: str) -> list[Pair]:
    """Return the pairs in bands accept and review."""
    return [pair for pair in extract(Document("d", text)) if pair.band != "doubtful"]


def found(text: str, other: str, documents: int) -> list[str]:
    """Return what the default export of the pairs of *text*, seen in so many documents, finds in another text."""
    digests = [str(number) * 64 for number in range(documents)]
    concepts = [consolidate.concept([evidence_of(pair, digest) for digest in digests]) for pair in answers(text)]
    chosen = select(concepts, "cat", Options()).concepts
    return [term.text for concept in chosen for term in concept.korean if term.text in other]


def answer(case: dict[str, Any]) -> object:
    """Return what the library says to a case."""
    match case["ask"]:
        case "pairs":
            return [f"{pair.ko.text}={pair.zh.text}" for pair in answers(case["in"])]
        case "traditional":
            return script.to_hant(case["in"], person=True)
        case "hits":
            return found(case["in"], case["other"], 1)
        case "hits twice":
            return found(case["in"], case["other"], 2)
        case label:
            (pair,) = answers(case["in"])
            return getattr(pair, label)


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failure(case: dict[str, Any]) -> None:
    assert answer(case) == case["out"], case["why"]
