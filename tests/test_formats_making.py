"""What is made quickly is the same as what its class makes."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError

import pytest
from concepts import HOSTILE, SAMPLE

from glossary.formats.exchange import Incoming
from glossary.formats.making import make_concept, make_incoming, make_term
from glossary.model import Concept, Term

CONCEPTS = (*SAMPLE, *HOSTILE)


def fields(value: object) -> list[object]:
    """Return the values of all fields, compared or not, in their order."""
    return [getattr(value, name) for name in type(value).__slots__]  # type: ignore[attr-defined]


def test_it_is_the_same_in_every_field() -> None:
    for concept in CONCEPTS:
        terms = tuple(make_term(*fields(term)) for term in concept.terms)  # type: ignore[arg-type]
        made = make_concept(*[terms if value is concept.terms else value for value in fields(concept)])  # type: ignore[arg-type]
        assert (made, hash(made), repr(made), type(made)) == (concept, hash(concept), repr(concept), Concept)
        assert [fields(term) for term in made.terms] == [fields(term) for term in concept.terms]
        assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == concept


def test_defaults_are_those_of_the_class() -> None:
    assert fields(make_term("ko", "웨이하이")) == fields(Term("ko", "웨이하이"))
    plain = ("", "place", "zh", "both", "auto", ())
    assert fields(make_concept(*plain)) == fields(Concept(*plain))  # type: ignore[arg-type]
    assert make_incoming(SAMPLE[0], 3, frozenset()) == Incoming(SAMPLE[0], 3, frozenset())


def test_it_is_frozen() -> None:
    term = make_term("ko", "웨이하이")
    with pytest.raises(FrozenInstanceError):
        term.text = "위해"  # type: ignore[misc]


@pytest.mark.parametrize(("kind", "make"), [(Term, make_term), (Concept, make_concept), (Incoming, make_incoming)])
def test_it_is_called_like_the_class(kind: type, make: type) -> None:
    whole, quick = (
        {name: part.default for name, part in inspect.signature(one).parameters.items()} for one in (kind, make)
    )
    assert quick == whole
