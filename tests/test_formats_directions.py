"""From Korean or to it: what of a file with pairs of forms is one concept, whichever side is Chinese."""

from __future__ import annotations

import io

import pytest
from concepts import concept, pair

from glossary.formats import PROFILES, Incoming, Options, Problem, read, write
from glossary.model import Concept, Term

PAIRS = [
    name for name, profile in PROFILES.items() if profile.pairs and name not in ("tmx", "weblate-tbx")
]  # an entry a pair
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
