"""Which concept a line of a file is about, what it takes from it, and that a rehearsal comes to the same."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any, Final

import pytest
from concepts import concepts as concepts_
from concepts import uid
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from places import Fresh

from glossary import formats, termbase
from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Problem
from glossary.formats.exchange import TermDetail
from glossary.model import APART, SEE, Concept, Note, Reference, Span, Term
from glossary.store.base import Base, Entry
from glossary.store.reviews import Choice
from glossary.termbase import Finding, Rules, findings, importing
from glossary.termbase.marks import Numbers, Texts
from glossary.termbase.matching import Match

UNSAID: Final[tuple[TermDetail, ...]] = ("status", "type")


def line(ko: str, zh: str, number: int = 2, *, uid: str = "", **fields: Any) -> Incoming:
    """Return a line of a file of pairs, which says nothing of how its forms stand; ``/`` is between two of a language."""
    terms = tuple(
        Term(language, text, "admitted" if place else "preferred")
        for language, side in (("ko", ko), ("zh", zh))
        for place, text in enumerate(filter(None, side.split("/")))
    )
    bare = Concept(uid, "term", "zh", "other", "approved", terms)
    unsaid = frozenset((detail, term.text) for term in terms for detail in UNSAID)
    return Incoming(replace(bare, **fields), number, frozenset(("terms", *fields)), unsaid)


def import_(base: Base, *items: Incoming | Problem, **wishes: Any) -> termbase.ImportReport:
    return termbase.import_concepts(base, items, actor="갑", **wishes)


def numbers(report: termbase.ImportReport) -> tuple[int, ...]:
    return report.new, report.changed, report.same, report.contested, report.unreadable.total


def forms(base: Base) -> list[tuple[str, set[str]]]:
    """Return the kind and the forms of each living concept, in an order of their own."""
    there = ((one.kind, {term.text for term in one.terms}) for one in base.concepts())
    return sorted(there, key=lambda one: (one[0], sorted(one[1])))


# --- forms --------------------------------------------------------------------------------------------------------


def test_forms_that_differ_by_their_tags_alone(base: Base) -> None:
    terms = Term("ko", "큰"), Term("zh", "大", "admitted", flags=("misspelt",)), Term("zh-Hans", "大", type="acronym")
    item = Incoming(Concept("a", "term", "zh", "other", "approved", terms), 1, frozenset(("terms",)))
    assert numbers(import_(base, item)) == (1, 0, 0, 0, 0)
    assert numbers(import_(base, item)) == (0, 0, 1, 0, 0)


# --- by what a concept is known -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("match", "told"),
    [("auto", (0, 2, 0, 0, 0)), ("uid", (1, 1, 0, 0, 0)), ("term", (1, 1, 0, 0, 0)), ("new", (2, 0, 0, 0, 0))],
)
def test_by_what_a_concept_is_known(base: Base, match: Match, told: tuple[int, ...]) -> None:
    there = termbase.add(base, ["웨이하이", "威海"], actor="갑").concept
    by_uid = line("칭다오", "青岛", uid=there.uid, subject="지리")
    by_forms = line("웨이하이", "威海", 3, source="사전")
    rules = Rules(match)
    assert numbers(import_(base, by_uid, by_forms, dry_run=True, rules=rules)) == told
    assert numbers(import_(base, by_uid, by_forms, rules=rules)) == told
    assert len({concept.uid for concept in base.concepts()}) == base.counts().concepts == told[0] + 1
    assert base.verify() == []


@pytest.mark.parametrize("match", ["uid", "new"])
def test_what_is_new_beside_its_like_is_kept_apart(base: Base, match: Match) -> None:
    first = termbase.add(base, ["류광화", "刘广华"], kind="person", actor="갑").concept
    import_(base, line("류광화", "刘广华", kind="person"), rules=Rules(match))
    second = base.concept(2)
    assert Note(second.uid, type=APART, internal=True) in base.concept(1).notes
    assert second.notes == (Note(first.uid, type=APART, internal=True),)
    assert termbase.doubles(base, second) == []
    import_(base, line("류광화", "刘广华", kind="place"), rules=Rules(match))  # of another class: no twin of them
    assert base.concept(3).notes == ()


def test_no_line_is_about_another_base_s_number(base: Base) -> None:
    termbase.add(base, ["칭다오", "青岛"], actor="갑")
    assert import_(base, line("웨이하이", "威海", id=1)).new == 1
    assert [concept.korean[0].text for concept in base.concepts()] == ["칭다오", "웨이하이"]


def test_a_uid_that_is_taken_is_not_given_twice(base: Base) -> None:
    rows = [line("웨이하이", "威海", uid="u"), line("칭다오", "青岛", 3, uid="u")]
    for rules in (Rules("new"), Rules("new"), Rules("term")):
        report = import_(base, *rows, rules=rules)
        assert report.conflicts == []
    assert (base.counts().concepts, base.verify()) == (4, [])


def test_two_uids_of_one_file_are_two_concepts(base: Base) -> None:
    """Whoever gave them numbers of their own knows that they are two; without uids they would be one."""
    rows = [line("류광화", "刘广华", 2, uid="a"), line("류광화", "刘广华", 3, uid="b")]
    fillers = [line(f"웨이하이{number}", f"威海{number}", 9) for number in range(1200)]
    assert import_(base, rows[0], *fillers, rows[1]).new == 1202
    again = import_(base, *rows, update=True)
    assert numbers(again) == (0, 0, 2, 0, 0)
    assert numbers(import_(base, line("류광화", "刘广华", 4))) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["known first", "known last"])
def test_a_concept_that_the_file_names_is_nobody_else(base: Base, order: tuple[int, int]) -> None:
    there = termbase.add(base, ["류광화", "刘广华"], actor="갑").concept
    rows = [line("류광화", "刘广华", 2, uid=there.uid), line("류광화", "刘广华", 3, uid="other", subject="인물")]
    report = import_(base, *(rows[number] for number in order))
    assert (report.new, base.concept(1), base.concept(2).subject) == (1, there, "인물")


def test_what_was_merged_is_found_where_it_went(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    termbase.add(base, ["칭다오", "青岛"], actor="갑")
    termbase.merge(base, [1, 2], actor="갑")
    termbase.edit(base, 1, termbase.Edit(drop=("칭다오", "青岛")), actor="갑")
    report = import_(base, line("칭다오", "青岛"))
    assert (report.changed, [concept.id for concept in base.concepts()]) == (1, [1])


# --- one thing in several lines -------------------------------------------------------------------------------------

KINDS: dict[str, tuple[dict[str, str], ...]] = {
    "unsaid": ({}, {}, {}),
    "place": ({"kind": "place"},) * 3,
    "said once": ({}, {"kind": "place"}, {}),
    "said at last": ({}, {}, {"kind": "place"}),
}


@pytest.mark.parametrize("runs", ["one file", "a file a line"])
@pytest.mark.parametrize("kinds", KINDS.values(), ids=KINDS)
def test_readings_of_one_form_are_one_thing_in_whatever_order(
    fresh: Fresh, kinds: Sequence[dict[str, str]], runs: str
) -> None:
    rows = [
        line("웨이하이", "威海", 2, **kinds[0]),
        line("위해", "威海", 3, **kinds[1]),
        line("바다 마을", "威海", 4, **kinds[2]),  # two forms: no reading
    ]
    expected = None
    for order in permutations(rows):
        with fresh() as base:
            for run in [order] if runs == "one file" else [[row] for row in order]:
                dry = import_(base, *run, dry_run=True)
                assert numbers(import_(base, *run)) == numbers(dry)
            assert base.verify() == []
            there = forms(base)
            assert expected in (None, there)
            expected = there
    assert expected is not None
    assert {"웨이하이", "위해", "威海"} in [texts for _, texts in expected]


def test_a_translation_is_another_thing_and_so_is_a_person(base: Base) -> None:
    import_(base, line("웨이하이", "威海", kind="place"))
    assert import_(base, line("위엄의 바다", "威海", kind="place")).new == 1
    assert import_(base, line("위해", "威海", kind="person")).new == 1
    assert import_(base, line("위해", "威海", kind="place")).changed == 1
    assert import_(base, line("위해", "威海")).same == 1  # of the two the one that was there first


def test_no_reading_joins_what_was_rejected(base: Base) -> None:
    termbase.add(base, ["위해", "威海"], actor="갑", status="rejected")
    assert import_(base, line("웨이하이", "威海")).new == 1


def test_what_nobody_said_of_a_pair_a_later_file_and_the_machine_may_say(base: Base) -> None:
    import_(base, line("조양", "朝阳"))
    assert base.undecided([1]) == {1: frozenset({"kind", "origin", "relation", "norm", "part_of"})}
    assert import_(base, line("조양", "朝阳", notes=(Note("랴오닝성"),))).changed == 1
    assert import_(base, line("조양", "朝阳", kind="place")).changed == 1
    assert (base.concept(1).kind, base.undecided([1])) == (
        "place",
        {1: frozenset({"origin", "relation", "norm", "part_of"})},
    )
    assert import_(base, line("조양", "朝阳", kind="person")).new == 1


def test_a_form_that_joins_in_one_line_is_known_to_the_next(base: Base) -> None:
    there = termbase.add(base, ["웨이하이", "威海"], actor="갑").concept
    rows = [line("웨이하이/바다마을", "威海", 2, uid=there.uid), line("바다마을", "威海", 3)]
    assert numbers(import_(base, *rows, dry_run=True)) == (0, 1, 1, 0, 0)
    assert numbers(import_(base, *rows)) == (0, 1, 1, 0, 0)


def test_each_of_two_of_one_name_keeps_its_own_references(base: Base, fresh: Fresh) -> None:
    """Sightings arrive by their forms and class, and there the two are alike: one by name, one since a person said so."""
    spans = Span(0, 2, "조양"), Span(3, 5, "朝阳")
    two = [
        replace(line("조양", "朝阳").concept, uid=uid(n), kind="place", relation="sino", seen=1, documents=1,
                references=(Reference(str(n) * 64, f"{n}.txt", "bracket", *spans),))
        for n in (1, 2, 3)
    ]  # fmt: skip
    fields = frozenset(("uid", "kind", "relation"))
    import_(base, *(Incoming(concept, n, fields) for n, concept in enumerate(two)))
    assert [[one.name for one in concept.references] for concept in base.concepts()] == [
        ["1.txt"],
        ["2.txt"],
        ["3.txt"],
    ]
    assert base.verify() == []
    termbase.undo(base, actor="갑")
    assert (base.counts().concepts, base.counts().evidence) == (0, 0)
    import_(base, *(Incoming(concept, n, fields) for n, concept in enumerate(two)))
    assert [[one.name for one in concept.references] for concept in base.concepts()] == [
        ["1.txt"],
        ["2.txt"],
        ["3.txt"],
    ]


# --- statuses -------------------------------------------------------------------------------------------------------


def test_the_status_of_what_a_file_leaves_open(base: Base) -> None:
    import_(base, line("웨이하이", "威海"), line("칭다오", "青岛", 3, status="auto"), rules=Rules(status="candidate"))
    assert [concept.status for concept in base.concepts()] == ["candidate", "auto"]
    assert base.to_review(Choice()) == [1]
    import_(base, line("웨이하이", "威海"))
    assert base.concept(1).status == "candidate"  # what the file does not say stays


def test_drafts_go_to_review_and_what_is_deprecated_stays_so(base: Base) -> None:
    terms = (
        Term("ko", "웨이하이", "preferred"),
        Term("ko", "위하이", "deprecated"),
        Term("zh", "威海", "preferred"),
    )
    import_(base, replace(line("웨이하이", "威海", status="candidate", terms=terms), unsaid=frozenset()))
    assert base.to_review(Choice()) == [1]
    assert {term.text for term in base.concept(1).terms if term.status == "deprecated"} == {"위하이"}


@pytest.mark.parametrize("update", [False, True], ids=["plain", "update"])
def test_what_a_person_removed_comes_back_only_when_told(base: Base, update: bool) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    termbase.remove(base, [1], actor="갑")
    for dry_run in (True, False):
        report = import_(base, line("웨이하이", "威海"), update=update, dry_run=dry_run)
        assert (report.changed, list(report.conflicts)) == (
            (1, []) if update else (0, ["-:2: conflict: c1: stays removed"])
        )
    assert base.counts().concepts == update


# --- all or nothing -------------------------------------------------------------------------------------------------


def test_strict_takes_all_or_nothing(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], subject="지리", actor="갑")
    good, other, bad = line("칭다오", "青岛"), line("웨이하이", "威海", 3, subject="행정"), line("옌타이", "", 4)
    for items, refused in (
        ([good, other], True),
        ([good, bad], True),
        ([good, Problem("f", 9, 0, "x")], True),
        ([good, Problem("f", 1, 3, "x", True)], True),
    ):
        for dry_run in (True, False):
            report = import_(base, *items, rules=Rules(strict=True), dry_run=dry_run)
            assert (report.refused, report.new, base.counts().operations) == (refused, 1, 1)
    report = import_(base, good, rules=Rules(strict=True))
    assert (report.refused, base.counts().concepts) == (False, 2)


def test_an_import_is_undone_as_one(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    before = list(base.concepts())
    import_(base, line("위해", "威海"), *(line(f"칭다오{n}", f"青岛{n}", n) for n in range(2100)))
    assert (base.counts().concepts, base.counts().operations) == (2101, 2)
    termbase.undo(base, 2, actor="갑")
    assert [replace(concept, revision=1) for concept in base.concepts()] == before


def test_a_dry_run_waits_for_nobody_and_only_reads(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    with base.operation("을", "person", "add"):  # somebody else is writing
        report = import_(base, line("웨이하이", "威海"), line("칭다오", "青岛", 3), dry_run=True)
    assert numbers(report) == (1, 0, 1, 0, 0)
    assert (base.counts().concepts, base.counts().operations) == (1, 1)


# --- what is told ---------------------------------------------------------------------------------------------------


def found(base: Base, *items: Incoming | Problem, **wishes: Any) -> list[Finding]:
    told: list[Finding] = []
    import_(base, *items, path="표.csv", tell=told.append, **wishes)
    return told


def test_what_becomes_of_each_line(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], kind="place", subject="지리", actor="갑")
    rows: list[Incoming | Problem] = [
        line("웨이하이", "威海", 2, subject="행정", source="사전"),
        Problem("표.csv", 3, 4, "no row"),
        line("칭다오", "青岛", 4, notes=(Note("항구"),)),
        line("웨이하이", "威海", 5),
        line("옌타이", "", 6),
        line("위해", "威海", 7),
    ]
    dry = found(base, *rows, dry_run=True)
    assert [(one.line, one.what, one.id, one.ko, one.zh) for one in dry] == [
        (2, "conflict", 1, "웨이하이", "威海"),
        (2, "changed", 1, "웨이하이", "威海"),
        (3, "unreadable", None, "", ""),
        (4, "new", None, "칭다오", "青岛"),
        (5, "same", 1, "웨이하이", "威海"),
        (6, "unreadable", None, "", ""),
        (7, "changed", 1, "위해", "威海"),
    ]
    assert [one.fields for one in dry[:2]] == [{"subject": ("지리", "행정")}, {"source": (None, "사전")}]
    assert {"notes": (None, ["항구"]), "ko 칭다오": (None, "preferred"), "kind": (None, "term")}.items() <= dry[
        3
    ].fields.items()
    assert dry[6].fields == {"ko 위해": (None, "admitted")}
    assert [one.text for one in dry] == [
        "표.csv:2: conflict: c1: subject '지리', not '행정' as the line says",
        "표.csv:2: changed: c1 웨이하이 威海  source: — → 사전",
        "표.csv:3:4: no row",
        "표.csv:4: new: 칭다오 青岛",
        "표.csv:5: same: c1 웨이하이 威海",
        "표.csv:6: no Chinese form; a new concept needs one of each language",
        "표.csv:7: changed: c1 위해 威海  ko 위해: — → admitted",
    ]
    real = found(base, *rows)
    assert [one.id for one in real if one.what == "new"] == [2]
    assert [replace(one, id=None) for one in real] == [replace(one, id=None) for one in dry]


def test_a_hostile_file_of_problems_takes_no_room(base: Base) -> None:
    def items() -> Iterable[Incoming | Problem]:
        for number in range(5000):
            yield Problem("f", number, 0, f"not a kind: 'river{number}'")
            yield Problem("f", number, 0, f"reason {number % 400:x}: of its own")

    report = termbase.import_concepts(base, items(), actor="갑")
    assert (report.unreadable.total, sum(report.unreadable.more.values()) + len(report.unreadable)) == (10000, 10000)
    assert report.unreadable.more["not a kind: …"] == 5000 - findings.TOLD
    assert len(report.unreadable) < 51 * findings.TOLD


def test_concepts_without_a_side_are_told_by_reason(base: Base) -> None:
    rows = [line("웨이하이", "威海"), *(line("칭다오", "", number) for number in range(100))]
    report = import_(base, *rows)
    assert (report.new, report.unreadable.total, len(report.unreadable)) == (1, 100, findings.TOLD)
    assert report.unreadable.more == {"no Chinese form; a new concept needs one of each language": 80}


@pytest.mark.parametrize("rules", [Rules(), Rules(match="uid")])
def test_another_preferred_form_is_a_conflict_at_once_and_again(base: Base, rules: Rules) -> None:
    there = line("칭다오", "青岛", uid="386fe133-db7b-41ab-884f-edf696ee4dbf")
    edited = replace(line("칭다오", "靑島", uid=there.concept.uid), unsaid=frozenset())
    import_(base, there)
    assert numbers(report := import_(base, edited, rules=rules)) == (0, 0, 0, 1, 0)
    assert report.partly == 1
    assert numbers(import_(base, edited, rules=rules)) == (0, 0, 0, 1, 0)
    import_(base, edited, rules=rules, update=True)
    assert numbers(import_(base, edited, rules=rules)) == (0, 0, 1, 0, 0)


# --- the tags of Chinese --------------------------------------------------------------------------------------------


def chinese(tag: str, text: str, **fields: Any) -> Incoming:
    """Return a line with one Chinese form under this tag."""
    item = line("다잉", text, **fields)
    terms = tuple(replace(term, language=tag) if term.language == "zh" else term for term in item.concept.terms)
    return replace(item, concept=replace(item.concept, terms=terms))


@pytest.mark.parametrize(
    ("there", "file", "text", "told"),
    [
        ("zh-Hans", "zh-TW", "大鹰", "conflict"),
        ("zh-Hant", "zh-Hans", "大鷹", "conflict"),
        ("zh-Hans", "zh", "大鹰", "same"),
        ("zh", "zh-TW", "大英", "same"),
        ("zh-Hans", "zh-TW", "大英", "changed"),
        ("zh-Hant", "zh-TW", "大鷹", "changed"),
    ],
)
def test_another_tag_of_a_form_is_told(base: Base, there: str, file: str, text: str, told: str) -> None:
    note = Note("주", "term", language=there, term=text)
    import_(base, chinese(there, text, notes=(note,)))
    item = chinese(file, text)
    (dry,), (real,) = found(base, item, dry_run=True), found(base, item)
    assert (dry.what, real.what) == (told, told)
    guessed = replace(item, unsaid=item.unsaid | {("language", text)})
    assert import_(base, guessed).same == 1
    if told == "conflict":
        assert dry.fields == {f"{there} {text} language": (there, file)}
        assert dry.text == f"표.csv:2: conflict: c1: {text} with language {there!r}, not {file!r} as the line says"
        assert import_(base, item, update=True).changed == 1
        note = replace(note, language=file)
    assert base.concept(1).notes == (note,)
    assert import_(base, item).same == 1
    tags = {"same": [there], "changed": sorted((there, file)), "conflict": [file]}[told]
    assert [term.language for term in base.concept(1).chinese] == tags
    assert base.verify() == []


def test_the_term_base_knows_its_languages(base: Base) -> None:
    assert base.languages() == {}
    import_(base, chinese("zh-TW", "大鷹"), line("칭다오", "青岛", 3), line("위해/웨이하이", "威海", 4))
    termbase.remove(base, [2], actor="갑")
    assert base.languages() == {"ko": 2, "zh": 1, "zh-TW": 1}


# --- languages ------------------------------------------------------------------------------------------------------


def entry(number: int, **terms: str) -> Incoming:
    """Return an entry with a form in each language; ``zh_TW`` is zh-TW."""
    made = tuple(Term(tag.replace("_", "-"), text, "preferred") for tag, text in terms.items())
    return replace(line("", "", number), concept=replace(line("", "").concept, terms=made))


@pytest.mark.parametrize(
    ("items", "rules", "told"),
    [
        (
            [entry(1, en="a", de="b"), entry(2, en="c")],
            Rules(),
            "f: no Korean and no Chinese form in its 2 concepts; it has de (1), en (2)",
        ),
        (
            [entry(1, ko="가", en="b"), entry(2, ko="나")],
            Rules(),
            "f: no Chinese form in its 2 concepts; it has en (1), ko (2)",
        ),
        (
            [entry(1, ko="가", zh_Hans="甲"), entry(2, ko="나", zh_Hans="乙")],
            Rules(target="zh-TW"),
            "f: no zh-TW form in its 2 concepts; it has ko (2), zh-Hans (2)",
        ),
        (
            [entry(1, ko="가", zh_Hans="甲"), entry(2, ko="나", zh_Hans="乙")],
            Rules(source="xx"),
            "f: no xx form in its 2 concepts; it has ko (2), zh-Hans (2)",
        ),
    ],
    ids=["neither", "one side", "asked for", "not there"],
)
@pytest.mark.parametrize("dry_run", [True, False], ids=["dry", "written"])
def test_a_file_without_the_languages_is_one_line(
    base: Base, items: list[Incoming], rules: Rules, told: str, dry_run: bool
) -> None:
    with pytest.raises(FormatError) as refusal:
        import_(base, *items, rules=rules, path="f", dry_run=dry_run)
    assert str(refusal.value) == told
    assert base.counts().operations == 0


def test_forms_of_the_languages_that_are_asked_for(base: Base) -> None:
    whole = entry(1, ko="웨이하이", zh_Hans="威海卫", zh_TW="威海衛", en="Weihai", ja="威海衛")
    noted = (Note("b", "term", language="en", term="Weihai"), Note("c", "term", language="ko", term="웨이하이"))
    item = replace(whole, concept=replace(whole.concept, notes=(Note("a"), *noted)))
    import_(base, item, rules=Rules("new", target="zh-TW"))
    import_(base, item, rules=Rules("new", source="ko", target="zh-CN"))
    one, two = base.concepts()
    assert {term.language for term in one.terms} == {"ko", "zh-TW", "en", "ja"}
    assert {term.language for term in two.terms} == {"ko", "zh-Hans"}
    assert [note.text for note in two.notes if not note.internal] == ["a", "c"]


def test_sets_of_numbers_and_texts() -> None:
    numbered, texts = Numbers(), Texts()
    for number in (1, 7, 32768, 10**12):
        assert number not in numbered
        numbered.add(number)
        assert number in numbered
    assert -1 not in numbered
    assert all(texts.add(f"u{number}") for number in range(10_000))
    assert not any(texts.add(f"u{number}") for number in range(10_000))


# --- a rehearsal comes to the same ----------------------------------------------------------------------------------

KOREAN = st.sampled_from(["웨이하이", "위해", "바다마을", "위하이"])
CHINESE = st.sampled_from(["威海", "威 海", "青岛", "卫海"])
FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["term", "place", "person"]),
        "subject": st.sampled_from(["지리", "행정"]),
        "status": st.sampled_from(["candidate", "approved", "rejected"]),
        "relation": st.sampled_from(["pinyin", "translation"]),
        "uid": st.sampled_from(["", "a", "b", "c"]),
        "notes": st.sampled_from([(), (Note("주"),)]),
        "removed": st.booleans(),
    },
)
LINES = st.lists(
    st.builds(
        lambda ko, zh, fields: line("/".join(ko), "/".join(zh), **fields),
        st.lists(KOREAN, max_size=2, unique=True),
        st.lists(CHINESE, max_size=2, unique=True),
        FIELDS,
    )
    | st.sampled_from([Problem("f", 1, 0, "no row"), Problem("f", 1, 0, "not kept", True)]),
    min_size=1,
    max_size=8,
)
RULES = st.builds(Rules, st.sampled_from(["auto", "uid", "term", "new"]), strict=st.booleans())


def for_all(fresh: Fresh, check: Callable[..., None], *drawn: st.SearchStrategy[Any], examples: int) -> None:
    """Check a property on SQLite; a few of its cases on a server, where each takes several times as long."""
    with fresh() as base:
        count = examples if base.place.dialect == "sqlite" else examples // 10
    phases = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink takes minutes
    bounds = settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=phases)
    bounds(given(*drawn)(check))()


def exported(base: Base) -> bytes:
    out = io.BytesIO()
    formats.write(base.concepts(removed=None), PROFILES["jsonl"], out)
    return out.getvalue()


def attempt(base: Base, items: Sequence[Incoming | Problem], **wishes: Any) -> object:
    """Return all that an import says, or why it refuses the file."""
    told: list[Finding] = []
    try:
        report = import_(base, *items, tell=told.append, **wishes)
    except FormatError as error:
        return str(error)
    assert sum(numbers(report)) + report.remarks.total == len(items)  # each is one thing
    return report, [(one.what, one.line, one.ko, one.zh, one.fields) for one in told]


def test_a_dry_run_comes_to_the_same(fresh: Fresh) -> None:
    def check(
        before: list[Incoming], items: list[Incoming], rules: Rules, update: bool, piece: int, removed: bool
    ) -> None:
        with pytest.MonkeyPatch.context() as patch, fresh() as base:
            attempt(base, before)
            if removed and base.counts().concepts:
                termbase.remove(base, [next(iter(base.concepts())).id or 0], actor="갑")
            patch.setattr(importing, "_PIECE", piece)
            there = exported(base)
            dry = attempt(base, items, rules=rules, update=update, dry_run=True)
            assert exported(base) == there
            assert attempt(base, items, rules=rules, update=update) == dry
            assert base.verify() == []

    pieces = st.sampled_from([1, 2, 1000])
    for_all(fresh, check, LINES, LINES, RULES, st.booleans(), pieces, st.booleans(), examples=120)


# --- out and into another term base ---------------------------------------------------------------------------------

SPANS = st.integers(0, 40).map(lambda start: (Span(start, start + 4, "웨이하이"), Span(start + 5, start + 7, "威海")))
REFERENCES = st.builds(
    lambda document, folder, how, spans: Reference(document * 64, f"{folder}/{document}.txt", how, *spans),
    st.sampled_from("ab"),
    st.sampled_from(["갑", "을/병"]),
    st.sampled_from(["bracket", "variant", "import"]),
    SPANS,
)


@st.composite
def bases(draw: st.DrawFn) -> list[Concept]:
    """Draw the concepts of a term base: with links to each other, references, and forms that they share."""
    drawn = draw(st.lists(concepts_(), max_size=4, unique_by=lambda one: one.uid))
    uids = [uid(1), *(one.uid for one in drawn)]
    met: set[tuple[object, ...]] = set()
    made = []
    for one in drawn:
        links = draw(
            st.lists(
                st.builds(Note, st.sampled_from(uids), type=st.sampled_from([SEE, APART]), internal=st.just(True)),
                max_size=2,
                unique=True,
            )
        )
        references = []
        for reference in draw(st.lists(REFERENCES, max_size=3)):
            place = (reference.document, reference.how, reference.ko)
            references += [reference] if place not in met else []
            met.add(place)
        terms = draw(st.sampled_from([one.terms, drawn[0].terms]))
        notes = dict.fromkeys((*one.notes, *links))
        made.append(replace(one, id=None, terms=terms, notes=tuple(notes), references=tuple(references)))
    return made


def without_ids(data: bytes) -> list[dict[str, Any]]:
    return [{name: value for name, value in json.loads(row).items() if name != "id"} for row in data.splitlines()]


def test_an_export_is_the_same_after_an_import_elsewhere(fresh: Fresh) -> None:
    """But for the numbers: they are each term base's own. What was written from numbers in the order of the file is the same bytes."""

    def check(there: list[Concept]) -> None:
        with fresh() as base, fresh() as other, fresh() as third:
            with base.operation("갑", "person", "add") as operation:
                base.put([Entry(concept) for concept in there], operation=operation)
            first = exported(base)
            for source, to in ((base, other), (other, third)):
                items = list(formats.read(io.BytesIO(exported(source)), PROFILES["jsonl"], "f"))
                report = import_(to, *items)
                assert numbers(report) == (len(there), 0, 0, 0, 0)
                assert numbers(import_(to, *items)) == (0, 0, len(there), 0, 0)
                second = exported(to)
                assert without_ids(second) == without_ids(first)
                assert to.verify() == []
            assert exported(third) == exported(other)

    for_all(fresh, check, bases(), examples=60)


def test_a_status_that_nobody_gave_is_no_conflict(base: Base) -> None:
    assert import_(base, line("웨이하이", "威海", status="candidate")).new == 1
    report = import_(base, line("웨이하이", "威海", status="auto"))
    assert (report.same, report.conflicts, base.concept(1).status) == (1, [], "candidate")
