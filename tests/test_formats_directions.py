"""From Korean or to it: what of a file with pairs of forms is one concept, whichever side is Chinese."""

from __future__ import annotations

import io

import pytest
from concepts import SAMPLE, concept, pair

from glossary.formats import PROFILES, Incoming, Options, Problem, Report, read, write
from glossary.model import Concept, Term

PAIRS = [name for name, profile in PROFILES.items() if profile.pairs and name != "weblate-tbx"]  # an entry a pair
TO_KOREAN = Options(source="zh-CN", target="ko", guard=False)
GWANGJU, GUANGZHOU = (
    pair(number, "광주", chinese, kind="place", status="approved") for number, chinese in ((1, "光州"), (2, "广州"))
)
PHONE = concept(
    3,
    Term("ko", "휴대전화", "preferred", seen=1),
    Term("ko", "휴대폰", seen=1),
    Term("zh-Hans", "手机", "preferred", seen=1),
    status="approved",
)


def read_back(name: str, *concepts: Concept, options: Options) -> list[list[str]]:
    """Return the texts of the forms of each concept of an export that is read again."""
    out = io.BytesIO()
    write(concepts, PROFILES[name], out, options)
    out.seek(0)
    items = list(read(out, PROFILES[name], "f"))
    assert not [str(item) for item in items if isinstance(item, Problem)]
    return sorted(
        [term.text for term in (*item.concept.korean, *item.concept.chinese)]
        for item in items
        if isinstance(item, Incoming)
    )


@pytest.mark.parametrize("name", PAIRS)
def test_two_things_with_one_korean_name_stay_two(name: str) -> None:
    back = read_back(name, GWANGJU, GUANGZHOU, options=TO_KOREAN)
    once = name == "google-terms"  # read in both directions: each form stands there once
    assert back == [["광주", "光州"]] if once else [["광주", "光州"], ["광주", "广州"]]


@pytest.mark.parametrize("name", [name for name in PAIRS if PROFILES[name].audience == "cat"])
@pytest.mark.parametrize("options", [TO_KOREAN, Options(guard=False)], ids=["zh-ko", "ko-zh"])
def test_the_korean_forms_of_one_chinese_form_come_back_together(name: str, options: Options) -> None:
    assert read_back(name, PHONE, GWANGJU, options=options) == [["광주", "光州"], ["휴대전화", "휴대폰", "手机"]]


@pytest.mark.parametrize("name", ["phrase", "crowdin"])
def test_two_preferred_korean_forms_are_two_concepts(name: str) -> None:
    twins = [pair(number, korean, "手机", status="approved") for number, korean in ((1, "휴대전화"), (2, "휴대폰"))]
    assert read_back(name, *twins, options=Options(guard=False)) == [["휴대전화", "手机"], ["휴대폰", "手机"]]


def test_a_word_forbidden_by_itself_is_of_no_concept() -> None:
    table = "term_ko,term_zh-CN,status_zh-CN\n웨이하이,威海,\n,威海衛,obsolete\n웨이하이,威海卫,obsolete\n"
    found = list(read(io.BytesIO(table.encode()), PROFILES["crowdin"], "f"))
    assert [str(item) for item in found if isinstance(item, Problem)] == [
        "f:3: a form in one language alone; a row needs two"
    ]


@pytest.mark.parametrize(
    ("name", "languages", "header"),
    [
        ("memoq", ("ko-KR", "zh-Hans-CN"), "Korean_Def,Korean,Term_Info,Term_Example,Chinese_PRC_Def,"),
        ("crowdin", ("ko-KR", "zh-CN"), "term_ko-KR,"),
        ("amazon", ("ko-KR", "zh-Hans-CN"), "ko,zh\n"),
        ("google-terms", ("kor", "zh-Hant-TW"), "ko,zh-TW\n"),
        ("tmx", ("ko-KR", "zh-CN"), 'srclang="ko-KR"'),
    ],
)
def test_a_tag_with_a_region_is_the_language(name: str, languages: tuple[str, str], header: str) -> None:
    out = io.BytesIO()
    report = write(
        [pair(1, "웨이하이", "威海")],
        PROFILES[name],
        out,
        Options(*languages, guard=False, statuses=frozenset({"auto"})),
    )
    assert header in out.getvalue().decode("utf-8-sig") and report.concepts == 1


def test_a_form_is_guarded_whatever_its_language_is_called() -> None:
    report = write([pair(1, "평안", "平安")], PROFILES["memoq"], io.BytesIO(), Options("ko-KR"))
    assert report.left_out == {"ordinary": 1}


def report_of(name: str, *concepts: Concept, options: Options) -> Report:
    """Return the account of an export."""
    return write(concepts, PROFILES[name], io.BytesIO(), options)


@pytest.mark.parametrize("name", ["tmx", "phrase", "crowdin", "po", "deepl", "deepl-v3", "google-terms"])
def test_a_concept_whose_pairs_another_has_is_not_called_unwritable(name: str) -> None:
    twins = [
        pair(number, "휴대전화", "手机", kind=kind, status="approved") for number, kind in ((1, "term"), (2, "product"))
    ]
    report = report_of(name, *twins, options=Options(guard=False))
    assert (report.concepts, report.left_out["repeated"] + report.left_out["claimed"]) == (1, 1)
    assert not report.left_out["unwritable"]


@pytest.mark.parametrize("name", ["po", "wordfast", "utx", "phrase", "matecat", "smartcat", "crowdin"])
def test_what_a_source_form_has_is_counted(name: str) -> None:
    options = Options(guard=False, source="zh-CN", target="ko")
    flagged = concept(
        1,
        Term("ko", "류광화", "preferred", seen=1),
        Term("zh-Hans", "刘广华", "preferred", reading="Liú Guǎnghuá", flags=("typo",), seen=1),
        status="approved",
    )
    lost = report_of(name, flagged, options=options).lost
    assert (lost["flags of source forms"], lost["pinyin of source forms"]) == (1, 1)


def test_what_stays_out_has_lost_nothing() -> None:
    abbreviated = concept(
        1,
        Term("ko", "한국무역협회", "preferred", seen=1),
        Term("ko", "무협", "admitted", "abbreviation", seen=1),
        Term("zh-Hant", "韓國貿易協會", "preferred", seen=1),
    )
    report = report_of("memoq", abbreviated, options=Options())
    assert (report.left_out, report.lost) == ({"no-target": 1}, {})


AI = concept(
    1,
    Term("ko", "한중관계", "preferred", seen=1),
    Term("ko", "한중 사이의 관계", "admitted", "variant", seen=1),
    Term("zh-Hans", "韩中关系", "preferred", seen=1),
    kind="term",
    relation="sino",
    status="approved",
)


@pytest.mark.parametrize("name", ["google-terms", "deepl-v3"])
def test_nothing_goes_back_to_a_form_that_is_not_preferred(name: str) -> None:
    out = io.BytesIO()
    report = write([AI], PROFILES[name], out, Options())
    text = out.getvalue().decode()
    assert '"source_lang": "zh"' not in text and "韩中关系,한중 사이의 관계" not in text
    assert report.concepts == (name == "deepl-v3")


def test_the_account_of_a_translation_engine_is_short() -> None:
    approved = Options(statuses=frozenset({"auto", "approved"}))
    lines = report_of("deepl", *SAMPLE, options=approved).lines()
    assert sum("left out (--unguarded has them): " in line for line in lines) == 1
    assert [line.split(":")[0] for line in lines[-2:]] == ["not for a translation engine", "in the term base alone"]
