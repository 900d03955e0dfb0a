"""Finding: by text, folded letters, sound and beginning; best first."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from places import Empty

from glossary import lookup, store
from glossary.errors import NoTermBase, ValueRefused
from glossary.model import Concept, Kind, Status, Term
from glossary.store import lookup_sql
from glossary.store.base import Entry
from glossary.store.places import locate


def concept(
    ko: str, zh: str, pinyin: str, *, kind: Kind = "place", status: Status = "approved", script: str = "zh"
) -> Concept:
    terms = (Term("ko", ko, "preferred"), Term(script, zh, "preferred", reading=pinyin))
    return Concept(f"uid {ko} {zh}", kind, "zh", "pinyin", status, terms)


CONCEPTS = (
    concept("웨이하이", "威海", "Wēihǎi"),
    concept("류광화", "刘广华", "Liú Guǎnghuá", kind="person", script="zh-Hans"),
    concept("루산", "乳山", "Rǔshān", status="auto"),
    concept("루산", "庐山", "Lúshān", script="zh-Hans"),
    concept(
        "웨이하이시 계획", "威海市发展行动计划", "wēi hǎi shì fā zhǎn xíng dòng jì huà", kind="title", script="zh-Hans"
    ),
    concept("더커롱", "德克隆", "Dékèlóng", status="rejected"),
    concept("칭다오", "青岛", "Qīngdǎo", script="zh-Hans"),
    concept("WeKoreaGo", "威韩购", "Wēihángòu", kind="product", script="zh-Hans"),
)


@pytest.fixture(scope="module")
def path(empty: Empty) -> Iterator[str]:
    """The place of a term base of eight concepts; the seventh is removed."""
    place = empty.new_place()
    with store.open(place, create=True) as base, base.operation("갑", "person", "add") as operation:
        base.put([Entry(one) for one in CONCEPTS], operation=operation)
        base.put([Entry(replace(base.concept(7), removed=True))], operation=operation)
    yield place


def found(path: str, query: str, **options: object) -> list[tuple[str, str]]:
    return [(match.concept.label, match.how) for match in lookup.find(path, query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("웨이하이", [("c1", "exact"), ("c5", "prefix")]),
        ("威海", [("c1", "exact"), ("c5", "prefix")]),
        ("weihai", [("c1", "reading"), ("c5", "prefix")]),
        ("Wēi hǎi", [("c1", "reading"), ("c5", "prefix")]),
        ("유광화", [("c2", "reading")]),
        ("劉廣華", [("c2", "key")]),
        ("lushan", [("c4", "reading")]),
        ("rǔshān", [("c3", "reading")]),
        ("루산", [("c4", "exact"), ("c3", "exact")]),  # approved before auto
        ("웨이 하이", [("c1", "key"), ("c5", "prefix")]),
        ("wekoreago", [("c8", "key")]),
        ("위해", []),
        ("더커롱", []),
        ("칭다오", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_query_finds(path: str, query: str, expected: list[tuple[str, str]]) -> None:
    assert found(path, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ㅇㅇㅎㅇ", [("c1", "choseong"), ("c5", "choseong")]),
        ("ㄹㄱㅎ", [("c2", "choseong")]),
        ("ㅇㅇ", [("c1", "choseong"), ("c5", "choseong")]),
        ("lgh", [("c2", "reading")]),
        ("LGH", [("c2", "reading")]),
        ("하이시", [("c5", "part")]),
        ("海市", [("c5", "part")]),
        ("korea", [("c8", "part")]),
        ("广华", [("c2", "fuzzy")]),
        ("웨이하이에서", [("c1", "key")]),
        ("웨이하이로부터는", [("c1", "key")]),
        ("류광화을", [("c2", "key")]),  # a slip of the particle
        ("류관화를", [("c2", "fuzzy")]),  # a slip before the particle
        ("류화광", [("c2", "fuzzy")]),  # two syllables swapped
        ("wei1hai3", [("c1", "reading")]),
        ("Liu2 Guang3hua2", [("c2", "reading")]),
        ("유광화는", [("c2", "key")]),
        ("威海에서", [("c1", "key")]),
        ("WeKoreaGo의", [("c8", "key")]),
        ("류광하", [("c2", "fuzzy")]),
        ("류과화", [("c2", "fuzzy")]),
        ("웨이하ㅣ", [("c1", "fuzzy")]),
        ("葳海", [("c1", "fuzzy")]),
        ("刘广花", [("c2", "fuzzy")]),
        ("刘华广", [("c2", "fuzzy")]),
        ("刘光广华", [("c2", "fuzzy")]),
        ("weihau", [("c1", "fuzzy")]),
        ("lui guanghua", [("c2", "fuzzy")]),
        ("웨이하이사 게획", [("c5", "fuzzy")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_translator_remembers_it_otherwise(path: str, query: str, expected: list[tuple[str, str]]) -> None:
    assert found(path, query)[: len(expected)] == expected


def test_full_width_letters_are_no_tones(path: str) -> None:
    assert [match.why for match in lookup.find(path, "ｗｅｉｈａｉ", limit=1)] == [""]


def test_two_syllables_before_a_particle_are_not_thought_to_be_mistyped(path: str) -> None:
    assert found(path, "루신은") == []  # 루산 is one error away, as is every other name


def test_a_word_of_a_longer_term_comes_before_other_names_that_are_like_it(empty: Empty) -> None:
    place = empty.new_place()
    longer, like = (
        concept("몽양 여운형", "梦阳吕运亨", "Mèngyáng Lǚ Yùnhēng"),
        concept("여운홍", "吕运弘", "Lǚ Yùnhóng"),
    )
    with store.open(place, create=True) as base, base.operation("갑", "person", "add") as operation:
        base.put([Entry(one) for one in (like, longer)], operation=operation)
    for query in ("여운형", "吕运亨"):
        assert found(place, query) == [("c2", "part"), ("c1", "fuzzy")]


def test_what_somebody_wrote_comes_before_what_was_derived(empty: Empty) -> None:
    place = empty.new_place()
    made, written = (
        concept("유선", "刘禅", "Liú Shàn", status="auto"),
        concept("루산", "乳山", "Rǔshān", status="candidate"),
    )
    made = replace(made, terms=(*made.terms, Term("ko", "류산", derived="table5")))
    written = replace(written, terms=(*written.terms, Term("ko", "류산", flags=("misspelt",), seen=1)))
    with store.open(place, create=True) as base, base.operation("갑", "person", "add") as operation:
        base.put([Entry(one) for one in (made, written)], operation=operation)
    assert found(place, "류산") == [("c2", "exact"), ("c1", "exact")]


def test_only_the_ways_that_are_asked_for(path: str) -> None:
    assert found(path, "웨이하이", ways=["prefix"]) == [("c1", "prefix"), ("c5", "prefix")]
    assert found(path, "류광화", ways=["key"]) == []  # it is the very text
    assert found(path, "류광하", ways=["exact", "key", "reading"]) == []
    with pytest.raises(ValueRefused, match="choseong"):
        lookup.find(path, "류광화", ways=["sound"])  # type: ignore[list-item]


def test_a_lookup_held_open_sees_what_is_written(empty: Empty) -> None:
    place = empty.new_place()
    with store.open(place, create=True) as base, lookup.Lookup(place) as held:
        assert (held.count(), held.find("威海")) == (0, [])
        with base.operation("갑", "person", "add") as operation:
            base.put([Entry(CONCEPTS[0])], operation=operation)
        assert (held.count(), [match.why for match in held.find("웨이하이에서")]) == (1, ["with 에서"])


def test_the_tones_that_are_asked_for_are_surer(path: str) -> None:
    (right,) = [match for match in lookup.find(path, "wēihǎi") if match.how == "reading"]
    (wrong,) = [match for match in lookup.find(path, "wéihǎi") if match.how == "reading"]
    (none,) = [match for match in lookup.find(path, "weihai") if match.how == "reading"]
    assert right.score == none.score > wrong.score
    assert right.term == "威海"


def test_only_what_is_asked_for(path: str) -> None:
    assert found(path, "더커롱", status="rejected") == [("c6", "exact")]
    assert found(path, "칭다오", status="removed") == [("c7", "exact")]
    assert found(path, "루산", status="auto") == [("c3", "exact")]
    assert found(path, "weihai", lang="ko") == []
    assert found(path, "威海", lang="zh-Hant") == [("c1", "exact")]
    assert found(path, "威海", lang="zh") == [("c1", "exact"), ("c5", "prefix")]


def test_the_limit_is_of_concepts(path: str) -> None:
    assert found(path, "웨이", limit=1) == [("c1", "prefix")]
    assert found(path, "웨이", limit=1, all=True) == [("c1", "prefix"), ("c5", "prefix")]


def test_a_match_carries_the_concept_as_the_store_reads_it(path: str) -> None:
    with store.open(path) as base:
        assert lookup.find(path, "威海")[0].concept == base.concept(1)


@pytest.mark.parametrize("query", ["", "  ", "\0", "\ud800"], ids=["empty", "blank", "NUL", "surrogate"])
def test_what_cannot_be_asked_is_refused(path: str, query: str) -> None:
    with pytest.raises(ValueRefused):
        lookup.find(path, query)


def test_wrong_options_are_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueRefused, match="approved"):
        lookup.find(path, "威海", status="good")
    with pytest.raises(ValueRefused, match="language"):
        lookup.find(path, "威海", lang="!")
    with pytest.raises(NoTermBase):
        lookup.find(tmp_path / "none.db", "威海")
    assert not (tmp_path / "none.db").exists()


def test_every_statement_uses_an_index(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of_file = locate(path).dialect == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if of_file else "EXPLAIN"
    plans: list[str] = []
    run = lookup_sql.Finder._all

    def explained(finder: lookup_sql.Finder, statement: str, parameters: Sequence[Any]) -> list[Any]:
        if not of_file:
            finder._connection.execute("SET enable_seqscan = off")  # which so few rows would make the cheaper way
        plans.extend(row[-1] for row in run(finder, f"{explain} {statement}", parameters))
        return run(finder, statement, parameters)

    monkeypatch.setattr(lookup_sql.Finder, "_all", explained)
    for query in ("웨이하이", "ㅇㅇㅎ", "웨이하ㅣ", "市发展行", "葳海", "weihau", "하이시계획은"):
        for options in ({}, {"all": True}, {"lang": "zh", "status": "auto"}):
            lookup.find(path, query, **options)
    assert plans
    scans = (
        r"SCAN (term|concept|evidence|anchor|document|note|part USING)"
        if of_file
        else r"Seq Scan on (term|concept|part)"
    )
    assert not [plan for plan in plans if re.match(scans, plan.strip().removeprefix("-> ").strip())]


def test_a_look_up_loads_no_heavy_library(path: str) -> None:
    script = (
        "import sys; from glossary import lookup; assert lookup.find(sys.argv[1], '威海');"
        "print(sorted({'sqlalchemy', 'alembic', 'opencc', 'pypinyin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("limit", [1, 2**63, 10**30], ids=str)
def test_no_limit_is_too_large(path: str, limit: int) -> None:
    assert lookup.find(path, "威海", limit=limit)
