"""The account of an export: counted together, concepts come to what they come to one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from concepts import SAMPLE, concepts
from hypothesis import given
from hypothesis import strategies as st

from glossary.formats import account
from glossary.formats.account import PARTS, Part, Tally
from glossary.model import Concept

some_parts = st.sets(st.sampled_from(list(PARTS)))


def one_by_one(written: list[Concept], carries: set[Part]) -> Counter[str]:
    """Return what is lost, by definition."""
    lost: Counter[str] = Counter()
    for part in PARTS.keys() - carries:
        lost[part] = sum(PARTS[part](one) for one in written)
    return +lost


@given(st.lists(st.sampled_from(SAMPLE) | concepts(), max_size=8), some_parts, st.booleans())
def test_concepts_are_counted_together(written: list[Concept], carries: set[Part], told: bool) -> None:
    tally = Tally(carries)
    alike: dict[object, object] = {}
    for one in written:
        # What `wrote` asks of two concepts that are called alike.
        what = tuple((term.language, term.status, term.type, term.derived, term.flags, term.official, term.variety, term.reading is None) for term in one.terms)  # fmt: skip
        tally.wrote(one, 2, alike.setdefault(what, object()) if told else None)
    tally.settle()
    assert +tally.lost == one_by_one(written, carries)
    assert (tally.concepts, tally.entries) == (len(written), 2 * len(written))


def test_many_kinds_of_concepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "_ALIKE", 2)
    tally = Tally(())
    for one in SAMPLE * 3:
        tally.wrote(one)
    assert len(tally._alike) == 2
    tally.settle()
    assert not tally._alike
    assert +tally.lost == one_by_one(list(SAMPLE) * 3, set())
