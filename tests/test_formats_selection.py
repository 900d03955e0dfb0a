"""Who goes out, and what of it: the table of the data model, row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from concepts import (
    CANDIDATE,
    DAYING,
    DISTRICT,
    HULL,
    LIU,
    PINGAN,
    PLAN,
    REJECTED,
    REMOVED,
    RUSHAN,
    SAMPLE,
    SONG,
    WEIHAI,
    concept,
    pair,
)

from glossary.formats import PROFILES, Options, Profile, Selection, select, write
from glossary.formats.account import Tally
from glossary.formats.repeats import Once, Repeats
from glossary.formats.selection import outgoing, place
from glossary.model import Concept, Note, Term
from glossary.normalize.words import is_ordinary


def pairs(selection: Selection, options: Options | None = None) -> list[tuple[str, str]]:
    """Return source and target forms of a CAT selection."""
    asked = options or Options()
    return [
        (source.text, target.text)
        for chosen in selection.concepts
        for source in chosen.in_language(asked.source)
        for target in chosen.in_language(asked.target)
    ]


def official(korean: str, chinese: str) -> Concept:
    """Return a place in the official spelling of its Mandarin sound."""
    terms = Term("ko", korean, "preferred", official=True, seen=1), Term("zh", chinese, "preferred", seen=1)
    return concept(20, *terms, kind="place", relation="pinyin")


def cat(*concepts: Concept, **options: object) -> Selection:
    """Select for a CAT tool."""
    return select(concepts, "cat", Options(**options))  # type: ignore[arg-type]


def test_interchange_takes_all_but_rejected_and_removed() -> None:
    selection = select(SAMPLE, "interchange", Options())
    assert {chosen.uid for chosen in selection.concepts} == {
        given.uid for given in SAMPLE if given not in (REJECTED, REMOVED)
    }
    assert selection.left_out == {"rejected": 1, "removed": 1}


def test_interchange_takes_every_form_and_no_internal_note() -> None:
    selection = select((WEIHAI, RUSHAN), "interchange", Options())
    assert [chosen.terms for chosen in selection.concepts] == [RUSHAN.terms, WEIHAI.terms]
    assert [note.text for note in selection.concepts[1].notes] == ["산둥성 동쪽 끝의 도시"]
    assert selection.lost == {"internal notes": 1}


def test_concepts_stand_in_the_order_of_their_forms_not_of_their_numbers() -> None:
    given = (pair(1, "하", "下水"), pair(2, "가나", "嘉那"), pair(3, "가나", "伽那"), pair(4, "A", "甲乙"))
    assert [c.id for c in select(given, "interchange", Options()).concepts] == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (PINGAN, "ordinary"),
        (DISTRICT, "single"),
        (PLAN, "abbreviation"),
        (HULL, "korean-word"),
        (CANDIDATE, "candidate"),
        (REJECTED, "rejected"),
        (REMOVED, "removed"),
        (pair(20, "위해", "威海"), "ordinary"),
        (pair(20, "무한", "武汉"), "ordinary"),
        (pair(20, "소주", "苏州"), "ordinary"),
        (pair(20, "싼", "三亚"), "single"),
        (pair(20, "대외부", "外"), "single"),
        (pair(20, "《훙》", "《红旗》"), "single"),
        (concept(20, Term("ko", "더후이"), Term("en", "DH")), "no-target"),
        (pair(20, "자유로", "自由路"), "ordinary"),
        (pair(20, "신휘", "晨辉", relation="sino"), "short"),
        (pair(20, "난성", "兰城", relation="pinyin"), "short"),
        (pair(20, "러텐", "乐天", relation="pinyin"), "short"),
        (official("난성", "南省"), "short"),
        (official("장자이", "姜寨"), "short"),
        (pair(20, "김정훈", "金正薰", origin="ko", relation="sino", kind="person"), "shared"),
        (pair(20, "광양군", "广阳郡", relation="sino", kind="place"), "shared"),
        (pair(20, "진국공", "晋国公", relation="sino", kind="term"), "shared"),
        (pair(20, "진 양공", "秦襄公", relation="sino", kind="person"), "shared"),
        (official("타이저우", "台州"), "shared"),
        (official("이위안", "沂源"), "shared"),
        (pair(20, "요시타카", "義高", origin="ja", relation="japanese", kind="person"), "shared"),
        (concept(20, Term("ko", "루산", derived="table5"), Term("zh", "乳山")), "no-source"),
        (concept(20, Term("en", "DH"), Term("zh", "乳山")), "no-source"),
        (concept(20, Term("ko", "한왕짠"), Term("zh", "韩网站", "deprecated")), "no-target"),
        (concept(20, Term("ko", "칭다오"), Term("zh-Hans", "淸島", flags=("misspelt",))), "no-target"),
        (concept(20, Term("ko", "상한왕"), Term("zh-Hant", "上韓網")), "no-target"),
        (concept(20, Term("ko", "중전자", type="abbreviation"), Term("zh", "中电子")), "abbreviation"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.terms[0].text}-{value.terms[-1].text}",
)
def test_a_cat_tool_does_not_get(given: Concept, reason: str) -> None:
    selection = cat(given)
    assert selection.concepts == []
    assert selection.left_out == {reason: 1}


@pytest.mark.parametrize("given", [PINGAN, DISTRICT, PLAN, HULL], ids=lambda given: given.terms[0].text)
def test_approval_lifts_every_guard(given: Concept) -> None:
    assert pairs(cat(replace(given, status="approved"))) == [(given.terms[0].text, given.terms[-1].text)]


@pytest.mark.parametrize("given", [PINGAN, DISTRICT, PLAN, HULL], ids=lambda given: given.terms[0].text)
def test_the_guards_can_be_lifted_at_once(given: Concept) -> None:
    assert len(cat(given, guard=False).concepts) == 1


@pytest.mark.parametrize(
    "korean", ["웨이하이", "베이징", "마오쩌둥", "톈진", "쓰촨", "산둥", "진룽", "상하이", "양저우"]
)
def test_mandarin_spellings_are_not_guarded(korean: str) -> None:
    assert pairs(cat(official(korean, "专名"))) == [(korean, "专名")]


@pytest.mark.parametrize("korean", ["상한왕", "류광화", "유광화", "제갈량", "주원장", "화남이공대학"])
def test_chinese_names_of_three_syllables_are_not_guarded(korean: str) -> None:
    assert pairs(cat(pair(20, korean, "专名", relation="sino"))) == [(korean, "专名")]


@pytest.mark.parametrize(
    ("korean", "origin", "documents"),
    [
        ("이순신", "ko", 2),
        ("오사카", "ja", 2),
        ("경상북도", "ko", 1),
        ("오다 마사", "ja", 1),
        ("가토 기요마사", "ja", 1),
    ],
)
def test_names_that_are_long_or_known_from_two_documents_go_out(korean: str, origin: str, documents: int) -> None:
    assert pairs(cat(pair(20, korean, "专名", origin=origin, documents=documents))) == [(korean, "专名")]


def test_an_abbreviation_seen_in_two_documents_goes_out() -> None:
    assert len(cat(replace(PLAN, documents=2)).concepts) == 1


def test_a_guarded_form_does_not_hold_back_the_others() -> None:
    selection = cat(WEIHAI)
    assert pairs(selection) == [("웨이하이", "威海")]  # 위해 is "for the sake of"
    assert selection.lost["source forms held back until approved"] == 1


def test_every_attested_source_form_goes_out_and_none_is_deprecated() -> None:
    (chosen,) = cat(LIU).concepts
    assert [(term.text, term.status) for term in chosen.korean] == [("류광화", "preferred"), ("유광화", "admitted")]


def test_a_derived_form_is_no_source_but_may_be_a_target() -> None:
    approved = replace(RUSHAN, status="approved")
    assert pairs(cat(approved, DAYING)) == [("다잉", "大鹰"), ("류산", "乳山")]


def test_a_persons_hanja_goes_out_flagged() -> None:
    (chosen,) = cat(SONG).concepts
    assert chosen.in_language("zh-CN")[0].flags == ("own-hanja",)


def test_a_form_that_mixes_the_scripts_gives_way_to_its_simplified_form() -> None:
    mixed = concept(
        20,
        Term("ko", "류광화", "preferred"),
        Term("zh", "劉广华", "preferred"),
        Term("zh-Hans", "刘广华", "preferred", derived="opencc:t2s"),
        Term("zh-Hant", "劉廣華", "preferred", derived="opencc:s2t"),
    )
    assert pairs(cat(mixed)) == [("류광화", "刘广华")]


TAIYUAN = (pair(30, "타이위안", "太原", kind="place"), pair(31, "타이위안", "台原", kind="place"))


def test_one_spelling_for_two_things_is_held_back() -> None:
    assert cat(*TAIYUAN).left_out == {"homograph": 2}


def test_the_approved_one_of_two_homographs_goes_out() -> None:
    approved = replace(TAIYUAN[0], status="approved")
    selection = cat(approved, TAIYUAN[1])
    assert pairs(selection) == [("타이위안", "太原")]
    assert selection.left_out == {"homograph": 1}


def test_spaces_and_case_make_no_other_spelling() -> None:
    assert cat(pair(30, "산둥 성", "山东省"), pair(31, "산둥성", "山冬省")).left_out == {"homograph": 2}


def test_a_candidate_blocks_nobody() -> None:
    assert pairs(cat(TAIYUAN[0], replace(TAIYUAN[1], status="candidate"))) == [("타이위안", "太原")]


def test_one_name_of_a_place_and_a_person_is_no_homograph() -> None:
    both = pair(30, "무단장", "牡丹江", kind="place"), pair(31, "무단장", "牡丹江", kind="person")
    assert len(cat(*both).concepts) == 2


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({"statuses": frozenset({"approved"})}, {"auto": 1}),
        ({"statuses": frozenset({"auto"})}, {"approved": 1}),
        ({"kinds": frozenset({"person"})}, {"kind": 1}),
        ({"origins": frozenset({"ja"})}, {"origin": 2}),
    ],
    ids=str,
)
def test_options_narrow(options: dict[str, object], left: dict[str, int]) -> None:
    assert cat(DAYING, LIU, **options).left_out == left


def test_options_widen() -> None:
    statuses = frozenset({"candidate", "rejected"})
    assert pairs(cat(CANDIDATE, REJECTED, statuses=statuses)) == [("국가인터넷", "國網"), ("뤠이하이", "威海")]


def test_the_other_direction() -> None:
    asked = Options(source="zh-CN", target="ko")
    selection = select((WEIHAI, DAYING), "cat", asked)
    # 大鹰 is derived, so nobody has written it; 위해 is a form that a Korean text may have.
    assert pairs(selection, asked) == [("威海", "웨이하이"), ("威海", "위해")]
    assert selection.left_out == {"no-source": 1}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (pair(20, "산촌", "山村", relation="sino", kind="place"), {"short": 1}),
        (pair(20, "저우쭝", "周宗", relation="sino", kind="person"), {"short": 1}),
        (official("베이징", "北京"), {}),
        (pair(20, "타이저우", "台州"), {"short": 1}),
        (official("타이저우", "台州"), {}),
        (pair(20, "광양군", "广阳郡", relation="sino"), {}),
    ],
    ids=lambda value: value.chinese[0].text if isinstance(value, Concept) else "",
)
def test_two_hanzi_go_out_where_korean_spells_their_sound(given: Concept, left: dict[str, int]) -> None:
    assert cat(given, source="zh-CN", target="ko").left_out == left


TAIWAN = concept(
    40,
    Term("ko", "위정쥔", "preferred"),
    Term("zh-Hans", "于正军", "preferred"),
    Term("zh-Hant", "於正軍", "preferred", derived="opencc:s2t", flags=("unsure",)),
    Term("zh-TW", "於正軍", flags=("unsure",)),
)


@pytest.mark.parametrize("target", ["zh-TW", "zh-HK"])
@pytest.mark.parametrize("given", [TAIWAN, DAYING], ids=["unsure", "zh-Hant"])
def test_nothing_unsure_and_nothing_relabelled_becomes_regional(given: Concept, target: str) -> None:
    assert cat(given, target=target).left_out == {"no-target": 1}


def test_forms_equal_in_both_scripts_go_under_every_tag() -> None:
    for target in ("zh-CN", "zh-Hans", "zh-Hant", "zh-TW"):
        options = Options(target=target)
        assert pairs(select([WEIHAI], "cat", options), options) == [("웨이하이", "威海")]


def test_notes_go_with_their_forms() -> None:
    notes = (
        Note("모두"),
        Note("중국어", "language", language="zh-Hans"),
        Note("형태", "term", language="zh-Hans", term="大鹰"),
        Note("정자", "term", language="zh-Hant", term="大鷹"),
    )
    (chosen,) = cat(replace(DAYING, notes=notes)).concepts
    assert [(note.text, note.language) for note in chosen.notes] == [
        ("모두", ""),
        ("중국어", "zh-CN"),
        ("형태", "zh-CN"),
    ]


def mt(*concepts: Concept, **options: object) -> Selection:
    """Select for machine translation."""
    return select(concepts, "mt", Options(**options))  # type: ignore[arg-type]


def test_machine_translation_gets_what_is_approved_with_one_target() -> None:
    two = replace(LIU, terms=(*LIU.terms, Term("zh-Hans", "刘总", "admitted", "short")))
    selection = mt(two, WEIHAI)
    assert pairs(selection) == [("류광화", "刘广华"), ("유광화", "刘广华")]
    assert selection.left_out == {"auto": 1}


def test_what_several_things_share_is_held_back_where_nobody_looks() -> None:
    person = pair(20, "공손연", "公孙渊", relation="sino", kind="person", status="approved")
    assert mt(person).left_out == {"shared": 1}
    assert pairs(mt(replace(person, documents=2))) == [("공손연", "公孙渊")]
    assert mt(pair(20, "중추원사", "中枢院事", relation="sino", status="approved")).left_out == {"shared": 1}
    assert mt(pair(20, "성지중학교", "城池中学校", relation="sino", status="approved")).left_out == {"shared": 1}
    assert mt(
        pair(20, "우치다 나오", "内田", origin="ja", relation="japanese", kind="person", status="approved")
    ).left_out == {"shared": 1}
    assert mt(
        pair(20, "모리요시 친왕", "護良親王", origin="ja", relation="mixed", kind="person", status="approved")
    ).left_out == {"shared": 1}
    assert mt(replace(official("쉬커", "徐克"), status="approved")).left_out == {"shared": 1}
    town = replace(official("타이저우", "台州"), status="approved", documents=2)
    assert mt(town).left_out == {"shared": 1}
    assert pairs(cat(replace(town, status="auto"))) == [("타이저우", "台州")]


def test_what_a_person_entered_is_not_shared_for_one_document() -> None:
    term = pair(20, "인공지능", "人工智能", relation="sino", kind="term", status="approved", documents=0, seen=0)
    assert pairs(mt(term)) == [("인공지능", "人工智能")]
    assert mt(replace(term, documents=1)).left_out == {"shared": 1}
    assert mt(
        pair(21, "공손연", "公孙渊", relation="sino", kind="person", status="approved", documents=0)
    ).left_out == {"shared": 1}


def test_approval_lifts_no_guard_of_machine_translation() -> None:
    given = (WEIHAI, PINGAN, DISTRICT, PLAN, HULL, RUSHAN, replace(SONG, documents=1))
    approved = [replace(each, status="approved") for each in given]
    selection = mt(*approved)
    assert pairs(selection) == [("웨이하이", "威海")]
    assert selection.left_out == {
        "ordinary": 1, "single": 1, "abbreviation": 1, "korean-word": 1, "short": 1, "shared": 1,
    }  # fmt: skip
    assert len(mt(*approved, guard=False).concepts) == len(approved)


def test_unguarded_an_engine_gets_what_a_form_is_preferred_for() -> None:
    rushan = concept(40, Term("ko", "루산", "preferred", seen=1), Term("zh", "乳山", "preferred"), status="approved")
    lushan = concept(
        41,
        Term("ko", "여산", "preferred"),
        Term("ko", "루산", seen=9),
        Term("zh", "庐山", "preferred"),
        status="approved",
    )
    seen_less = pair(42, "루산", "鲁山", status="approved")
    selection = mt(
        lushan, replace(seen_less, terms=tuple(replace(term, seen=0) for term in seen_less.terms)), rushan, guard=False
    )
    assert pairs(selection) == [("루산", "乳山"), ("여산", "庐山")]
    assert selection.left_out == {"claimed": 1}
    assert selection.lost["source forms that go out for another concept"] == 1


@pytest.mark.parametrize("word", ["평안", "위해", "무한", "소주", "상해"])
def test_ordinary_korean_words(word: str) -> None:
    assert is_ordinary(word, "ko")


@pytest.mark.parametrize("word", ["웨이하이", "칭다오", "형후원", "신휘", "구", "威海"])
def test_names_are_no_ordinary_words(word: str) -> None:
    assert not is_ordinary(word, "ko")


@pytest.mark.parametrize(("word", "language", "expected"), [
    ("平安", "zh-Hans", True), ("无限", "zh", True), ("威海", "zh", False), ("平安", "ja", False), ("평안", "en", False),
])  # fmt: skip
def test_ordinary_chinese_words(word: str, language: str, expected: bool) -> None:
    assert is_ordinary(word, language) is expected


@pytest.mark.parametrize("audience", ["cat", "interchange", "mt"])
def test_everything_given_is_chosen_or_accounted_for(audience: str) -> None:
    def total(concepts: Sequence[Concept]) -> int:
        selection = select(concepts, audience, Options())  # type: ignore[arg-type]
        return len(selection.concepts) + sum(selection.left_out.values())

    assert total(SAMPLE) == len(SAMPLE)
    assert total(()) == 0


@pytest.mark.parametrize("target", ["zh-TW", "ja"])
def test_a_missing_language_says_which_tags_have_forms(target: str) -> None:
    report = write(SAMPLE, PROFILES["omegat"], io.BytesIO(), Options(target=target, guard=False))
    (line,) = (line for line in report.lines() if "no form in the target language" in line)
    remedy = {
        "zh-TW": "2 left out: no form in the target language (--target-lang zh-CN has 2, --target-lang zh-Hant has 2)",
        "ja": "9 left out: no form in the target language",
    }
    assert line == remedy[target]


def test_a_missing_source_says_which_tags_have_forms() -> None:
    report = write([DAYING], PROFILES["omegat"], io.BytesIO(), Options(source="zh-CN", target="ko"))
    assert report.lines() == ["1 left out: no attested form in the source language (--source-lang zh-Hant has 1)"]


class Stream:
    """Concepts that come anew each time they are asked for, as those of a term base do."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = sorted(concepts, key=place)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_a_stream_gives_what_a_sequence_gives(profile: Profile) -> None:
    concepts = (*SAMPLE, *TAIYUAN)
    outs = io.BytesIO(), io.BytesIO()
    assert write(concepts, profile, outs[0]) == write(Stream(concepts), profile, outs[1])
    assert outs[0].getvalue() == outs[1].getvalue()


def test_what_stands_twice_is_remembered_alone() -> None:
    repeats = Repeats()
    for text in ("루산", "다잉", "루산"):
        repeats.note(text)
    assert repeats.may("루산") and not repeats.may("웨이하이")
    once = Once(repeats)
    assert once.is_new("루산", "루산", "乳山") and once.is_new("루산", "루산", "庐山")
    assert not once.is_new("루산", "루산", "乳山")


def test_what_stands_in_several_concepts_is_known_before_the_first_goes_out() -> None:
    # Writers remember those forms alone; had they to ask later, they would remember a million.
    tally = Tally()
    going = outgoing([pair(1, "웨이하이", "威海"), pair(2, "웨이하이", "威海")], "cat", Options(guard=False), tally)
    assert tally.repeats is not None and tally.repeats.may("웨이하이")
    assert len(list(going)) == 2


def test_further_languages_go_out_where_there_is_room_for_them() -> None:
    weihai = concept(
        1,
        Term("ko", "웨이하이", "preferred", seen=1),
        Term("zh", "威海", "preferred", seen=1),
        Term("zh-Hant", "威海衛", seen=1),
        Term("en", "Weihaiwei", seen=9),
        Term("en-US", "Weihai", "preferred", seen=1),
        Term("de", "Wei-hai", "deprecated", seen=1),
        status="approved",
    )
    for further, forms, lost in ((True, ["Weihai"], 3), (False, [], 4)):
        tally = Tally()
        (cut,) = outgoing([weihai], "mt", Options(guard=False), tally, further=further)
        assert [term.text for term in cut.terms[2:]] == forms
        assert tally.lost["forms in further languages or scripts"] == lost


def test_what_approval_does_not_let_out_is_not_said_to_wait_for_it() -> None:
    approved = replace(WEIHAI, status="approved")
    assert mt(approved).lost["source forms held back (--unguarded has them)"] == 1
    assert not any("until approved" in what for what in mt(approved).lost)
