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


@given(st.lists(st.tuples(st.sampled_from(SAMPLE) | concepts(), st.integers(1, 3)), max_size=8), some_parts)
def test_concepts_are_counted_together(written: list[tuple[Concept, int]], carries: set[Part]) -> None:
    tally = Tally(carries)
    for one, times in written:
        tally.wrote(one, 2, times)
    tally.settle()
    each = [one for one, times in written for _ in range(times)]
    assert +tally.lost == one_by_one(each, carries)
    assert (tally.concepts, tally.entries) == (len(each), 2 * len(each))


def test_many_kinds_of_concepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "_ALIKE", 2)
    tally = Tally(())
    for one in SAMPLE * 3:
        tally.wrote(one)
    assert len(tally._alike) == 2
    tally.settle()
    assert not tally._alike
    assert +tally.lost == one_by_one(list(SAMPLE) * 3, set())
