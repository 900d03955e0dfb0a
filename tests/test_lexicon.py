"""What is learned from decisions, and what it does to the cut."""

from __future__ import annotations

import pytest

from glossary.align.korean import korean
from glossary.align.learning import learn
from glossary.align.lexicon import SHIPPED, Lexicon
from glossary.model import Anchor, Approval, Document, Kind, Pair, Relation
from glossary.pipeline import extract


def approved(
    number: int,
    korean: str,
    chinese: str,
    kind: Kind | None = "organization",
    relation: Relation | None = "translation",
) -> Approval:
    """Return the approval of a concept; several forms are parted by a bar."""
    return Approval(number, tuple(korean.split("|")), tuple(chinese.split("|")), kind, "zh", relation)


def pairs(text: str, lexicon: Lexicon) -> list[tuple[str, str, str, str]]:
    """Return Korean, Chinese, relation and band of each pair."""
    return [(pair.ko.text, pair.zh.text, pair.relation, pair.band) for pair in extracted(text, lexicon)]


def extracted(text: str, lexicon: Lexicon) -> list[Pair]:
    return extract(Document("d", text), lexicon=lexicon)


CTRIP = approved(12, "씨트립", "携程")

# --- whole pairs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approval", "text", "pair"),
    [
        pytest.param(CTRIP, "중국 씨트립(携程)은", ("씨트립", "携程", "translation", "accept"), id="brand"),
        pytest.param(CTRIP, "씨트립(攜程)", ("씨트립", "攜程", "translation", "accept"), id="the other script"),
        pytest.param(CTRIP, "在携程(씨트립)", ("씨트립", "携程", "translation", "accept"), id="reversed, in a longer run"),
        pytest.param(CTRIP, "씨트립 회장(携程)", ("씨트립", "携程", "translation", "accept"), id="not the last word"),
        pytest.param(
            approved(3, "검은 황새", "黑鹳", "term"), "희귀한 검은황새(黑鸛)", ("검은황새", "黑鸛", "translation", "accept"), id="spaces"
        ),
        pytest.param(
            approved(3, "구", "区", "term", "sino"), "구(区) 단위", ("구", "区", "sino", "accept"), id="one syllable, a word"
        ),
        pytest.param(
            approved(3, "WeKoreaGo", "上韩网", relation="other"), "WeKoreaGo(上韩网)", ("WeKoreaGo", "上韩网", "other", "accept"), id="Latin"
        ),
        pytest.param(
            approved(3, "셰청|씨트립", "携程", relation="pinyin"), "씨트립(携程)", ("씨트립", "携程", "translation", "accept"), id="beside a reading"
        ),
        pytest.param(
            approved(3, "따궁팡", "大公坊", relation="pinyin"), "선전따궁팡(大公坊)", ("따궁팡", "大公坊", "pinyin", "accept"), id="glued"
        ),
    ],
)  # fmt: skip
def test_an_approved_pair_is_cut_as_it_was(approval: Approval, text: str, pair: tuple[str, str, str, str]) -> None:
    assert pairs(text, learn([approval])) == [pair]


def test_the_steps_say_who_knew() -> None:
    (pair,) = extracted("씨트립(携程)", learn([CTRIP]))
    assert [step.why for step in pair.steps if "approved as c12" in step.why]
    (pair,) = extracted("씨트립관광사이트(携程旅行网)", learn([CTRIP]))
    assert "携程→씨트립 approved as c12" in pair.steps[1].why


def test_kind_and_origin_of_what_is_no_reading_are_those_approved() -> None:
    (pair,) = extracted("틱톡(抖音)", learn([approved(5, "틱톡", "抖音", "product")]))
    assert (pair.kind, pair.origin) == ("product", "zh")
    twice = learn([approved(5, "틱톡", "抖音", "product"), approved(6, "틱톡", "抖音", "place")])
    (known,) = twice.known["抖音"]
    assert (known.why, known.kind) == ("approved as c5", None)


def test_a_reading_keeps_what_the_text_says_of_it() -> None:
    """목란(木兰) was approved as a person; the county of that name is none."""
    (pair,) = extracted("헤이룽장성 목란(木兰)현", learn([approved(5, "목란", "木兰", "person", "sino")]))
    assert (pair.relation, pair.kind, pair.band) == ("sino", "place", "accept")


def test_one_syllable_says_nothing_of_longer_words() -> None:
    lexicon = learn([approved(3, "구", "区", "term", "sino")])
    assert pairs("연구(区)", lexicon) == pairs("연구(区)", SHIPPED)


def test_a_longer_form_that_is_read_wins_over_an_approved_part_of_its_word() -> None:
    assert pairs("웨이하이(威海)", learn([approved(3, "이하이", "威海", "place")])) == [
        ("웨이하이", "威海", "pinyin", "accept")
    ]


def test_of_several_korean_forms_the_longest_that_stands_there_is_taken() -> None:
    lexicon = learn([approved(3, "센터", "中心", "term"), approved(4, "무역센터", "中心", "term")])
    assert [pair[0] for pair in pairs("국제무역센터(中心)와 연구센터(中心)", lexicon)] == ["무역센터", "센터"]


# --- words inside longer names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approvals", "text", "pair"),
    [
        pytest.param([CTRIP], "씨트립투자유한공사(携程投资有限公司)", ("씨트립투자유한공사", "mixed", "accept"), id="brand"),
        pytest.param(
            [approved(13, "마까오", "澳门", "place", "other")], "마까오중문대학(澳門中文大學)", ("마까오중문대학", "mixed", "accept"), id="name"
        ),
        pytest.param(
            [approved(3, "상하이알콩센터", "上海豆豆中心"), approved(9, "광저우알콩센터", "广州豆豆中心")],
            "난징알콩센터(南京豆豆中心)", ("난징알콩센터", "mixed", "accept"), id="common part",
        ),
    ],
)  # fmt: skip
def test_an_approved_pair_is_known_inside_longer_names(
    approvals: list[Approval], text: str, pair: tuple[str, str, str]
) -> None:
    (found,) = extracted(text, learn(approvals))
    assert (found.ko.text, found.relation, found.band) == pair
    (before,) = extracted(text, SHIPPED)
    assert (before.ko.text, before.band) != (pair[0], "accept")


def test_a_translation_of_words_that_were_approved_is_accepted() -> None:
    text = "씨트립호텔그룹(攜程酒店集團)"
    assert pairs(text, SHIPPED) == [("씨트립호텔그룹", "攜程酒店集團", "translation", "review")]
    assert pairs(text, learn([CTRIP])) == [("씨트립호텔그룹", "攜程酒店集團", "translation", "accept")]


def test_common_parts_take_two_concepts_and_a_head_that_is_read() -> None:
    offices = [
        approved(3, "웨이하이시상무국", "威海市商务局", relation="mixed"),
        approved(9, "산둥성상무국", "山东省商务局", relation="mixed"),
    ]
    assert {part: word.why for part, word in learn(offices).learned.items()} == {
        ("商务局", "상무국"): "common to c3 and c9"
    }
    assert learn(offices[:1]).learned == {}
    brands = [approved(3, "씨트립알콩센터", "携程豆豆中心"), approved(9, "마이크로소프트알콩센터", "微软豆豆中心")]
    assert ("豆豆中心", "알콩센터") not in learn(brands).learned


@pytest.mark.parametrize(
    "approval",
    [
        pytest.param(approved(3, "꽃", "花卉", "term"), id="one syllable"),
        pytest.param(approved(3, "꽃나무", "花", "term"), id="one hanzi"),
        pytest.param(approved(3, "평화롭다", "平安", "product"), id="a name that is an ordinary word"),
        pytest.param(approved(3, "웨이하이", "威海", "place", "pinyin"), id="a reading"),
        pytest.param(approved(3, "웨이하이|위해", "威海", "place", "pinyin"), id="two readings"),
        pytest.param(approved(3, "스포규획", "十三五规划", "title", "abbreviation"), id="abbreviation"),
        pytest.param(approved(3, "아주 긴 이름", "一二三四五六七八九十甲乙丙", "title"), id="too long"),
    ],
)
def test_what_is_known_as_a_whole_only(approval: Approval) -> None:
    lexicon = learn([approval])
    assert lexicon.learned == {}
    assert lexicon.known


def test_an_ordinary_word_is_a_word_at_the_end_of_a_name_only() -> None:
    """품 is no rendering of 产品 that is shipped; 상품 and 产品 are ordinary words."""
    lexicon = learn([approved(3, "상품", "产品", "term")])
    assert lexicon.learned["产品", "상품"].last
    assert extracted("칭다오농업상품(青岛农业产品)", lexicon)[0].steps[1].why.count("approved as c3") == 1
    assert "approved as c3" not in extracted("칭다오상품개발(青岛产品开发)", lexicon)[0].steps[1].why


def test_shipped_words_stay_and_are_not_learned_again() -> None:
    lexicon = learn([CTRIP, approved(3, "센터", "中心", "term")])
    assert ("中心", "센터") not in lexicon.learned
    assert all(set(renderings) <= set(lexicon.words[lexicon.fold(word)]) for word, renderings in SHIPPED.words.items())


def test_learned_words_are_written_as_the_search_compares_them() -> None:
    lexicon = learn([approved(3, "We Korea·Go", "上韓網", relation="other")])
    assert list(lexicon.learned) == [("上韩网", "wekoreago")]
    assert all(korean(word).chars == word for _, word in lexicon.learned)


def test_nothing_decided_is_what_is_shipped() -> None:
    lexicon = learn([])
    assert (lexicon.words, lexicon.known, lexicon.refused) == (SHIPPED.words, {}, {})


# --- refused pairs --------------------------------------------------------------------------------------------------

REFUSED = Anchor("威海", "위해", "place", True)


def test_a_refused_pair_is_left_out_in_either_script_and_however_it_is_spaced() -> None:
    lexicon = learn([], [REFUSED, Anchor("黑鹳", "검은황새", "rest", False)])
    assert pairs("위해(威海)와 웨이하이(威海), 검은황새(黑鸛)", lexicon) == [("웨이하이", "威海", "pinyin", "accept")]


def test_what_is_refused_is_no_mention_either() -> None:
    text = "웨이하이(威海)시와 루산. 위해시는 말했다."
    assert len(extract(Document("d", text), mentions=True)) == 2
    assert len(extract(Document("d", text), mentions=True, lexicon=learn([], [REFUSED]))) == 1


def test_an_approval_outweighs_a_refusal() -> None:
    assert learn([approved(1, "위해", "威海", "place", "sino")], [REFUSED]).refused == {}
