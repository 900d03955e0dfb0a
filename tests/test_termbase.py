"""What people do: adding, editing, removing, importing; and that later runs of the machine leave it alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from concepts import HOSTILE, LIU, SAMPLE

from glossary import formats, store, termbase
from glossary.errors import Conflict, FormatError, NotFound, ValueRefused
from glossary.formats import PROFILES, Incoming, Options, Problem, Profile, write
from glossary.formats.selection import place as file_order
from glossary.model import Concept, Document, Kind, Note, Pair, Relation, Span, Term, term_text
from glossary.store.base import Base, Entry, Operation
from glossary.termbase import Edit


def collect(
    base: Base, ko: str, zh: str, text: str = "본문", *, relation: Relation = "pinyin", kind: Kind = "place"
) -> int:
    """Let the machine see one pair; return how many concepts that made."""
    pair = Pair(
        "신문.txt",
        Span(0, len(ko), ko),
        Span(9, 9 + len(zh), zh),
        relation,
        "zh",
        kind,
        "accept",
        0.9,
        f"{ko}({zh}) {text}",
        norm="loanword",
    )
    return base.collect(
        [(Document(f"{text}.txt", text), [pair])], operation=Operation("m", "machine", "collect")
    ).concepts_new


def statuses(concept: Concept) -> dict[str, str]:
    return {term.text: term.status for term in concept.terms if term.derived is None}


# --- adding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forms", [("웨이하이", "威海"), ("威海", "웨이하이")], ids=["ko zh", "zh ko"])
def test_forms_are_told_apart_by_script(base: Base, forms: tuple[str, str]) -> None:
    added = termbase.add(base, forms, kind="place", actor="갑", note="산둥성", source="신문")
    assert (added.existing, added.concept.label, added.concept.status) == (False, "c1", "approved")
    assert statuses(added.concept) == {"웨이하이": "preferred", "威海": "preferred"}
    (chinese,) = added.concept.chinese
    assert (chinese.language, chinese.reading) == ("zh", "Wēihǎi")
    assert (added.concept.notes, added.concept.source) == ((Note("산둥성"),), "신문")
    assert (added.concept.relation, added.concept.seen) == ("pinyin", 0)


@pytest.mark.parametrize(
    ("ko", "zh", "relation"),
    [
        ("위해", "威海", "sino"),
        ("웨이하이", "威海", "pinyin"),
        ("국가인터넷", "國網", "translation"),
        ("류광화", "刘广华", "both"),
    ],
)
def test_the_relation_is_worked_out(base: Base, ko: str, zh: str, relation: str) -> None:
    assert termbase.add(base, [ko, zh], actor="갑").concept.relation == relation


def test_a_latin_form_stands_on_the_korean_side(base: Base) -> None:
    assert termbase.add(base, ["威韩购", "WeKoreaGo"], kind="product", actor="갑").concept.korean[0].text == "WeKoreaGo"


@pytest.mark.parametrize("forms", [["웨이하이"], ["威海", "乳山"], [], ["웨이하이", "위해"]], ids=str)
def test_both_sides_are_needed(base: Base, forms: list[str]) -> None:
    with pytest.raises(ValueRefused, match="form"):
        termbase.add(base, forms, actor="갑")
    assert base.counts().operations == 0


@pytest.mark.parametrize(
    "form",
    ["웨이\0하이", "웨이\ud800", "", "\u200f", "가" * 501],
    ids=["NUL", "surrogate", "empty", "nothing seen", "long"],
)
def test_malformed_forms_are_refused(base: Base, form: str) -> None:
    with pytest.raises(ValueRefused):
        termbase.add(base, [form, "威海"], actor="갑")


@pytest.mark.parametrize(
    "mark", ["\u200f", "\u202e", "\u200b", "\ufeff", "\u00ad", "\u2066"], ids=lambda mark: f"U+{ord(mark):04X}"
)
def test_marks_that_nobody_sees_make_no_other_form(base: Base, mark: str) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    again = termbase.add(base, [f"{mark}웨이{mark}하이", f"威海{mark}"], actor="갑")
    assert (again.existing, again.forms) == (True, ())
    edited, changed = termbase.edit(base, 1, Edit(prefer=(f"웨이하이{mark}",)), actor="갑")
    assert ([term.text for term in edited.korean], changed) == (["웨이하이"], False)


def test_what_is_there_is_not_added_again(base: Base) -> None:
    collect(base, "류광화", "刘广华", kind="person")
    operations = base.counts().operations
    added = termbase.add(base, ["류광화", "劉廣華"], actor="갑")
    assert (added.existing, added.concept.label) == (True, "c1")
    again = termbase.add(base, ["류광화", "刘广华"], actor="갑")
    assert (again.existing, again.forms, base.counts().concepts) == (True, (), 1)
    assert base.counts().operations - operations <= 1


def test_a_new_form_joins_what_is_there(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], kind="place", actor="갑")
    added = termbase.add(base, ["웨이하이", "위해", "威海"], actor="을")
    assert (added.existing, added.forms) == (True, ("위해",))
    assert statuses(added.concept) == {"웨이하이": "preferred", "위해": "admitted", "威海": "preferred"}
    apart = termbase.add(base, ["평화의 바다", "威海"], actor="을")
    assert (apart.existing, apart.homographs) == (False, (1,))
    joined = termbase.add(base, ["웨이하이웨이", "威海"], join=True, actor="을")
    assert (joined.existing, joined.concept.label) == (True, "c1")


def test_another_reading_of_one_thing_joins_it(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    added = termbase.add(base, ["위해", "威海"], actor="갑")
    assert (added.existing, added.forms, added.concept.label) == (True, ("위해",), "c1")
    again = termbase.add(base, ["위해", "威海"], kind="place", actor="갑")
    assert again.concept.label == "c1"  # it has both forms by now
    other = termbase.add(base, ["유해", "威海"], kind="person", actor="갑")
    assert (other.existing, other.homographs) == (False, (1,))


def test_adding_what_was_removed_brings_it_back(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], actor="갑")
    termbase.remove(base, [1], actor="갑")
    added = termbase.add(base, ["웨이하이", "威海"], actor="을")
    assert (added.existing, added.concept.label, added.concept.removed) == (True, "c1", False)


@pytest.mark.parametrize("kind", [None, "place"], ids=["kind unsaid", "place"])
def test_the_machine_finds_what_was_added(base: Base, kind: Kind | None) -> None:
    termbase.add(base, ["웨이하이", "威海"], kind=kind, actor="갑")
    assert collect(base, "웨이하이", "威海") == 0
    assert collect(base, "위해", "威海", "다른 글", relation="sino") == 0
    concept = base.concept(1)
    assert (concept.kind, concept.status, concept.seen, concept.norm) == ("place", "approved", 2, "loanword")
    assert statuses(concept)["웨이하이"] == "preferred"


def test_each_chinese_form_has_its_own_reading_and_is_no_variant(base: Base) -> None:
    concept = termbase.add(base, ["한국", "韩国", "中国"], actor="갑").concept
    assert {term.text: (term.reading, term.status, term.type) for term in concept.chinese} == {
        "韩国": ("hánguó", "preferred", "full"),
        "中国": ("zhōngguó", "admitted", "full"),
        "韓國": ("hánguó", "preferred", "full"),
        "中國": ("zhōngguó", "admitted", "full"),
    }


@pytest.mark.parametrize(
    "forms", [("대응", "大鹰", "大鷹"), ("다잉", "대응", "大鷹"), ("대응", "다잉", "大鷹")], ids="-".join
)
def test_a_preferred_form_is_no_variant(base: Base, forms: tuple[str, ...]) -> None:
    concept = termbase.add(base, forms, kind="place", actor="갑").concept
    assert statuses(concept)[forms[0]] == "preferred"
    assert {(term.status, term.type) for term in concept.terms} & {("preferred", "variant")} == set()
    other = next(term.text for term in concept.terms if term.status == "admitted")
    edited, _ = termbase.edit(base, 1, Edit(prefer=(other,)), actor="갑")
    assert {(term.status, term.type) for term in edited.terms} & {("preferred", "variant")} == set()


# --- editing --------------------------------------------------------------------------------------------------------


def test_editing_forms(base: Base) -> None:
    collect(base, "더커롱", "德克隆")
    edited, changed = termbase.edit(base, 1, Edit(prefer=("더커룽",), add=("덕극륭",)), actor="갑")
    assert changed
    assert statuses(edited) | {"더커롱": "admitted", "더커룽": "preferred", "덕극륭": "admitted"} == statuses(edited)
    edited, _ = termbase.edit(base, 1, Edit(deprecate=("더커룽",)), actor="갑")
    assert [term.status for term in edited.korean if term.text == "더커룽"] == ["deprecated"]
    assert sum(term.status == "preferred" for term in edited.korean) == 1
    edited, _ = termbase.edit(base, 1, Edit(drop=("덕극륭",)), actor="갑")
    assert "덕극륭" not in statuses(edited)
    assert base.verify() == []


def test_editing_fields_and_notes(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    wanted = Edit(kind="organization", status="approved", subject="지리", note=("주",), internal=("비밀",))
    edited, _ = termbase.edit(base, 1, wanted, actor="갑")
    assert (edited.kind, edited.status, edited.subject, edited.revision) == ("organization", "approved", "지리", 2)
    assert edited.notes == (Note("주"), Note("비밀", internal=True))
    same, changed = termbase.edit(base, 1, wanted, actor="갑")
    assert (same, changed) == (edited, False)
    cleared, _ = termbase.edit(base, 1, Edit(subject="", drop_note=("비밀",)), actor="갑")
    assert (cleared.subject, cleared.notes) == (None, (Note("주"),))


def test_an_edited_concept_is_not_doubled(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    termbase.edit(base, 1, Edit(prefer=("위해시",), drop=("웨이하이",), kind="organization"), actor="갑")
    assert collect(base, "웨이하이", "威海", "다시") == 0
    concept = base.concept(1)
    assert (concept.kind, statuses(concept)) == ("organization", {"위해시": "preferred", "威海": "preferred"})


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Edit(drop=("칭다오",)), NotFound),
        (Edit(deprecate=("칭다오",)), NotFound),
        (Edit(drop_note=("없는 주",)), NotFound),
        (Edit(drop=("웨이하이", "威海")), ValueRefused),
        (Edit(prefer=("\0",)), ValueRefused),
        (Edit(note=("",)), ValueRefused),
        (Edit(prefer=("위해시",), deprecate=("위해시 ",)), ValueRefused),
        (Edit(prefer=("위해시",), admit=("위해시",)), ValueRefused),
        (Edit(prefer=("위해시", "웨이하이")), ValueRefused),
        (Edit(prefer_for=(("한빛", "위해"), ("한빛", "웨이하이"))), ValueRefused),
        (Edit(prefer_for=(("한빛", "위해"),), unprefer_for=("한빛",)), ValueRefused),
        (Edit(add=("위해시",), drop=("위해시",)), ValueRefused),
        (Edit(prefer_for=(("한빛", "웨이하이"),), drop=("웨이하이",), add=("위해시",)), ValueRefused),
        (Edit(see=(2,), unsee=(2,)), ValueRefused),
        (Edit(note=("주",), drop_note=("주",)), ValueRefused),
        (Edit(internal=("주",), drop_note=("주",)), ValueRefused),
        (Edit(type=(("威海", "short"), ("威 海", "full"))), ValueRefused),
    ],
    ids=[
        "drop",
        "deprecate",
        "note",
        "all",
        "NUL",
        "empty note",
        "preferred and deprecated",
        "preferred and admitted",
        "two preferred",
        "two of a client",
        "a client's and nothing",
        "added and dropped",
        "a client's and dropped",
        "referred to and not",
        "noted and not",
        "noted internally and not",
        "of two types",
    ],
)
def test_what_cannot_be_edited_changes_nothing(base: Base, wanted: Edit, error: type[Exception]) -> None:
    collect(base, "웨이하이", "威海")
    before = base.concept(1)
    with pytest.raises(error):
        termbase.edit(base, 1, wanted, actor="갑")
    assert base.concept(1) == before


@pytest.mark.parametrize(
    ("wanted", "side"),
    [
        (Edit(drop=("웨이하이", "위해")), "Korean"),
        (Edit(drop=("威海",)), "Chinese"),
        (Edit(drop=("威海",), add=("웨이하이시",)), "Chinese"),
    ],
    ids=["Korean", "Chinese", "Korean for Chinese"],
)
def test_a_side_without_forms_is_refused(base: Base, wanted: Edit, side: str) -> None:
    termbase.add(base, ["웨이하이", "위해", "威海"], kind="place", actor="갑")
    with pytest.raises(ValueRefused, match=f"c1: no {side} form would be left.*--add.*glossary remove"):
        termbase.edit(base, 1, wanted, actor="갑")
    assert base.concept(1).revision == 1


def test_what_is_derived_is_no_form_of_its_own(base: Base) -> None:
    collect(base, "다잉", "大鷹")
    with pytest.raises(ValueRefused, match="no Chinese form"):
        termbase.edit(base, 1, Edit(drop=("大鷹",)), actor="갑")  # 大鹰 is derived from it


@pytest.mark.parametrize(
    ("wanted", "options"),
    [
        (Edit(prefer=("庐山",), deprecate=("廬山",)), "prefer and deprecate"),
        (Edit(drop=("廬山",), add=("庐山",)), "drop and add"),
        (Edit(prefer=("广州",), deprecate=("广州\ufe00",)), "prefer and deprecate"),
        (Edit(admit=("廬山",), deprecate=("庐山",)), "admit and deprecate"),
        (Edit(drop=("庐山",), prefer_for=(("한빛", "庐山"),)), "drop and prefer-for"),
    ],
    ids=["preferred", "dropped", "new", "admitted", "a client's"],
)
def test_one_form_in_two_shapes_is_told_one_thing(base: Base, wanted: Edit, options: str) -> None:
    termbase.add(base, ["루산", "庐山"], kind="place", actor="갑")
    termbase.edit(base, 1, Edit(drop=("廬山",)), actor="갑")
    with pytest.raises(ValueRefused, match=f"cannot {options} one form at once; choose one of them"):
        termbase.edit(base, 1, wanted, actor="갑")


def test_a_form_is_replaced_by_another_shape_of_it(base: Base) -> None:
    termbase.add(base, ["루산", "庐山"], kind="place", actor="갑")
    edited, _ = termbase.edit(base, 1, Edit(drop=("庐山",), add=("廬山",)), actor="갑")
    assert statuses(edited) == {"루산": "preferred", "廬山": "preferred"}
    edited, _ = termbase.edit(base, 1, Edit(prefer=("廬山",), add=("庐山",), deprecate=("庐山",)), actor="갑")
    assert statuses(edited) == {"루산": "preferred", "廬山": "preferred", "庐山": "deprecated"}


def test_two_types_of_one_form_are_named(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    with pytest.raises(ValueRefused, match="'威海': cannot be of type short and full at once"):
        termbase.edit(base, 1, Edit(type=(("威海", "short"), ("威 海", "full"))), actor="갑")
    edited, _ = termbase.edit(base, 1, Edit(type=(("威海", "short"), ("威海", "short"))), actor="갑")
    assert edited.chinese[0].type == "short"


@pytest.fixture
def spelt(base: Base) -> Base:
    """A term base whose c1 has one Korean form, which nobody wrote: 다잉, the official spelling of 大鷹."""
    chinese = (Term("zh-Hans", "大鹰", "preferred", derived="opencc:t2s"), Term("zh-Hant", "大鷹", "preferred"))
    terms = (Term("ko", "다잉", "preferred", derived="table5", official=True), *chinese)
    base.put(
        [Entry(Concept("u", "place", "zh", "pinyin", "auto", terms))], operation=Operation("갑", "person", "split")
    )
    return base


@pytest.mark.parametrize(
    "wanted",
    [
        Edit(drop=("다잉",)),
        Edit(drop=("大鷹",), add=("中國",)),
        Edit(deprecate=("다잉",), kind="term"),
    ],
    ids=["dropped", "with what it was derived from", "with the kind"],
)
def test_a_derived_form_that_is_the_last_stays(spelt: Base, wanted: Edit) -> None:
    with pytest.raises(ValueRefused, match="c1: no Korean form would be left; add another with --add"):
        termbase.edit(spelt, 1, wanted, actor="갑")
    with pytest.raises(ValueRefused, match="no Korean form would be left"):
        termbase.split(spelt, 1, ["다잉"], actor="갑")
    assert [term.text for term in spelt.concept(1).korean] == ["다잉"]
    edited, _ = termbase.edit(spelt, 1, Edit(drop=("다잉",), add=("따잉",)), actor="갑")
    assert statuses(edited) == {"따잉": "preferred", "大鷹": "preferred"}


def test_with_a_form_goes_what_was_derived_from_it(base: Base) -> None:
    collect(base, "따잉", "大鷹")
    assert {term.text for term in base.concept(1).terms} == {"따잉", "다잉", "大鷹", "大鹰"}
    edited, _ = termbase.edit(base, 1, Edit(drop=("大鷹",), add=("中國",)), actor="갑")
    assert {term.text for term in edited.terms} == {"따잉", "中國"}


def test_an_edit_from_an_old_revision_is_a_conflict(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    termbase.edit(base, 1, Edit(subject="지리"), actor="갑", expected=1)
    with pytest.raises(Conflict, match="revision 2"):
        termbase.edit(base, 1, Edit(subject="행정"), actor="을", expected=1)
    with pytest.raises(NotFound, match="c9"):
        termbase.edit(base, 9, Edit(subject="행정"), actor="을")


def test_removing_is_all_or_nothing(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    with pytest.raises(NotFound):
        termbase.remove(base, [1, 9], actor="갑")
    assert base.counts().concepts == 1
    assert termbase.remove(base, [1, 1], actor="갑") == (1,)
    assert termbase.remove(base, [1], actor="갑") == ()
    assert collect(base, "웨이하이", "威海", "다시") == 0
    assert base.counts().concepts == 0


# --- importing ------------------------------------------------------------------------------------------------------


def incoming(
    ko: str, zh: str, *, line: int = 2, uid: str = "", said: tuple[str, ...] = ("terms",), **fields: object
) -> Incoming:
    terms = (Term("ko", ko, "preferred"), Term("zh-Hans", zh, "preferred"))
    concept = Concept(uid, "place", "zh", "other", "approved", terms)
    return Incoming(replace(concept, **fields), line, frozenset((*said, *fields)))  # type: ignore[arg-type]


def read(*terms: Term, line: int = 2, **fields: object) -> Incoming:
    """Return what a file says of these terms; what else it says is in *fields*."""
    bare = Concept(uid="", kind="term", origin="zh", relation="other", status="approved", terms=terms)
    return Incoming(replace(bare, **fields), line, frozenset(("terms", *fields)))  # type: ignore[arg-type]


def test_an_import_tells_what_it_found(base: Base) -> None:
    collect(base, "웨이하이", "威海")
    items: list[Incoming | Problem] = [
        incoming("웨이하이", "威海"),
        incoming("칭다오", "青岛", line=3),
        Problem("파일.csv", 4, 1, "no form"),
    ]
    dry = termbase.import_concepts(base, items, actor="갑", dry_run=True)
    assert (dry.new, dry.same, dry.changed, dry.conflicts, dry.unreadable) == (1, 1, 0, [], ["파일.csv:4:1: no form"])
    assert base.counts().concepts == 1
    assert termbase.import_concepts(base, items, actor="갑") == dry
    assert [concept.relation for concept in base.concepts(ids=[2])] == ["pinyin"]
    again = termbase.import_concepts(base, items, actor="갑")
    assert (again.new, again.same) == (0, 2)
    assert base.counts().operations == 2


def test_a_sparse_file_clears_nothing(base: Base) -> None:
    termbase.add(base, ["웨이하이", "위해", "威海"], kind="place", subject="지리", note="주", actor="갑")
    before = base.concept(1)
    report = termbase.import_concepts(base, [incoming("웨이하이", "威海", uid=before.uid)], actor="을", update=True)
    assert (report.same, base.concept(1)) == (1, before)


def test_a_file_fills_what_is_open_and_wins_only_when_told(base: Base) -> None:
    termbase.add(base, ["웨이하이", "威海"], kind="place", subject="지리", actor="갑")
    item = incoming("위해", "威海", uid=base.concept(1).uid, subject="행정", source="사전")
    report = termbase.import_concepts(base, [item], actor="을")
    assert (report.changed, report.contested, report.partly, report.open) == (0, 1, 1, 2)
    assert report.conflicts == [
        "-:2: conflict: c1: subject '지리', not '행정' as the line says",
        "-:2: conflict: c1: 위해 with status 'admitted', not 'preferred' as the line says",
    ]
    concept = base.concept(1)
    assert (concept.subject, concept.source) == ("지리", "사전")
    assert statuses(concept) == {"웨이하이": "preferred", "위해": "admitted", "威海": "preferred"}
    report = termbase.import_concepts(base, [item], actor="을", update=True)
    assert (report.changed, report.conflicts) == (1, [])
    assert (base.concept(1).subject, statuses(base.concept(1))) == (
        "행정",
        {"웨이하이": "admitted", "위해": "preferred", "威海": "preferred"},
    )


@pytest.mark.parametrize("update", [False, True], ids=["plain", "update"])
def test_a_known_concept_may_grow_before_a_new_one(base: Base, update: bool) -> None:
    """A hand-edited file: a form more in one row, and a row more."""
    uid = termbase.add(base, ["웨이하이", "威海"], kind="place", actor="갑").concept.uid
    grown = read(Term("ko", "웨이하이"), Term("ko", "위해"), Term("zh", "威海"), uid=uid)
    fresh = read(Term("ko", "칭다오"), Term("zh-Hans", "青岛"), line=3)
    report = termbase.import_concepts(base, [grown, fresh], actor="을", update=update)
    assert (report.new, report.changed + report.partly) == (1, 1)
    assert {concept.korean[0].text for concept in base.concepts()} == {"웨이하이", "칭다오"}
    assert base.verify() == []


@pytest.mark.parametrize(
    ("term", "missing"), [(Term("ko", "웨이하이"), "Chinese"), (Term("zh", "威海"), "Korean")], ids=["ko", "zh"]
)
def test_one_side_alone_is_no_new_concept_but_says_something_of_a_known_one(
    base: Base, term: Term, missing: str
) -> None:
    report = termbase.import_concepts(base, [read(term, line=7)], actor="을", path="표.csv")
    assert report.unreadable == [f"표.csv:7: no {missing} form; a new concept needs one of each language"]
    assert (report.new, base.counts().concepts) == (0, 0)
    uid = termbase.add(base, ["웨이하이", "威海"], actor="갑").concept.uid
    known = read(term, uid=uid, subject="지명")
    assert termbase.import_concepts(base, [known], actor="을").partly == 1


def test_what_a_file_does_not_say_of_a_form_is_no_conflict(base: Base) -> None:
    termbase.add(base, ["웨이하이", "위해", "威海"], kind="place", actor="갑")
    (other,) = (term for term in base.concept(1).korean if term.status == "admitted")
    assert other.type == "variant"
    said = read(Term("ko", "위해", "preferred"), Term("zh", "威海", "preferred"))
    assert len(termbase.import_concepts(base, [said], actor="을").conflicts) == 1
    silent = replace(said, unsaid=frozenset({("status", "위해"), ("type", "위해")}))
    assert termbase.import_concepts(base, [silent], actor="을", update=True).same == 1


def test_of_two_with_the_same_forms_the_nearest_is_meant(base: Base) -> None:
    collect(base, "조양", "朝阳", "인명", kind="person")
    collect(base, "조양", "朝阳", "지명", kind="place")
    for number, kind in ((1, "person"), (2, "place")):
        item = read(Term("ko", "조양", "preferred"), Term("zh-Hans", "朝阳", "preferred"), kind=kind)
        assert termbase.import_concepts(base, [item], actor="을", dry_run=True).conflicts == [], number
    termbase.remove(base, [1], actor="갑")
    item = read(Term("ko", "조양", "preferred"), Term("zh-Hans", "朝阳", "preferred"), subject="지리")
    termbase.import_concepts(base, [item], actor="을")
    assert base.concept(2).subject == "지리"


def test_one_uid_twice_is_a_conflict(base: Base) -> None:
    report = termbase.import_concepts(
        base, [incoming("칭다오", "青岛", uid="u"), incoming("옌타이", "烟台", uid="u", line=3)], actor="갑"
    )
    told = "-:3: conflict: uid u stands there twice; leave it out here, or import with --match term"
    assert (report.new, report.conflicts) == (1, [told])
    assert (report.contested, report.open) == (1, 0)


def test_a_failing_import_leaves_nothing(base: Base) -> None:
    def items() -> Iterator[Incoming]:
        yield from (incoming(f"웨이하이{number}", f"威海{number}", line=number) for number in range(1200))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        termbase.import_concepts(base, items(), actor="갑")
    assert (base.counts().concepts, base.counts().operations) == (0, 0)


def test_what_was_imported_is_found_by_the_machine(base: Base) -> None:
    termbase.import_concepts(base, [incoming("웨이하이", "威海")], actor="갑")
    assert collect(base, "웨이하이", "威海") == 0


# --- out and in again -----------------------------------------------------------------------------------------------

CAT = {
    "as it comes": Options(),
    "unguarded": Options(guard=False, statuses=frozenset({"candidate", "auto", "approved"})),
    "to Korean": Options(source="zh-CN", target="ko", guard=False),
    "traditional": Options(target="zh-Hant", guard=False),
}


def takes(profile: Profile, options: Options) -> bool:
    """Say whether the consumer knows the languages: MateCat has no zh-Hant."""
    try:
        write([], profile, io.BytesIO(), options)
    except FormatError:
        return False
    return True


TWO_NOTES = replace(
    LIU,
    uid="두 주석",
    terms=(
        Term("ko", "리우더화", "preferred", "full"),
        Term("ko", "유덕화", "deprecated", "variant"),
        Term("ko", "류더화", "admitted", "variant", flags=("nonstandard",)),
        Term("zh-Hans", "刘德华", "preferred", reading="Liú Déhuá"),
        Term("zh-Hans", "刘总", "admitted", "short", reading="Liú zǒng"),
        Term("zh-Hant", "劉德華", "preferred", reading="Liú Dé-huá"),
    ),
    notes=(Note("첫 줄\n둘째 줄"), Note("다른 / 하나", type="usage"), Note("속", internal=True)),
    subject=" 인명  사전 ",
)


@pytest.mark.parametrize(
    ("profile", "options"),
    [
        pytest.param(profile, options, id=f"{profile.name}-{name}")
        for profile in PROFILES.values()
        for name, options in CAT.items()
        if profile.audience == "cat" or name == ("unguarded" if profile.audience == "mt" else "as it comes")
        if takes(profile, options)
    ],
)
def test_an_export_says_nothing_new_to_the_base_it_came_from(base: Base, profile: Profile, options: Options) -> None:
    with base.operation("갑", "person", "add") as operation:
        for concept in (*SAMPLE, *HOSTILE, TWO_NOTES):
            terms = tuple(replace(term, text=term_text(term.text)) for term in concept.terms)
            base.put([Entry(replace(concept, id=None, terms=terms, references=()))], operation=operation)
    file = io.BytesIO()
    written = write(base.concepts(removed=None), profile, file, options)
    file.seek(0)
    report = termbase.import_concepts(base, formats.read(file, profile, "file"), actor="갑")
    assert (report.new, report.changed, report.conflicts, report.unreadable) == (0, 0, [], [])
    assert report.same >= written.concepts > 20


def test_adding_by_hand_approves_also_what_was_rejected_or_removed(base: Base) -> None:
    termbase.add(base, ["류광화", "刘广华"], actor="갑", status="rejected")
    added = termbase.add(base, ["류광화", "刘广华"], actor="갑")
    assert (added.existing, added.was, added.concept.status) == (True, "rejected", "approved")
    termbase.remove(base, [1], actor="갑")
    added = termbase.add(base, ["류광화", "刘广华"], actor="갑")
    assert (added.was, added.concept.removed) == ("removed", False)


# --- exporting ------------------------------------------------------------------------------------------------------


def test_concepts_come_in_the_order_of_a_file(base: Base) -> None:
    with base.operation("갑", "import", "import") as operation:
        base.put([Entry(replace(concept, id=None)) for concept in (*SAMPLE, *HOSTILE)], operation=operation)
    streamed = list(base.concepts(removed=None, by_form=True))
    assert streamed == sorted(base.concepts(removed=None), key=file_order)
    assert len(streamed) == len(SAMPLE) + len(HOSTILE)


def test_reads_within_one_look_see_one_state(place: str) -> None:
    with store.open(place, create=True) as writer, store.open(place) as reader:
        collect(writer, "웨이하이", "威海")
        with reader.unchanging():
            before = reader.counts().concepts
            collect(writer, "다롄", "大连", "다른 글")
            assert [concept.korean[0].text for concept in reader.concepts(by_form=True)] == ["웨이하이"]
            assert reader.counts().concepts == before == 1
        assert reader.counts().concepts == 2
