"""Cutting the Korean span, and what the cut says of the pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.align import align
from glossary.align.alike import heard, unlikeness
from glossary.align.form import Form, best, simplified, written
from glossary.align.korean import korean
from glossary.align.lexicon import SHIPPED
from glossary.align.relation import Judgement, judge
from glossary.align.search import search
from glossary.align.sounds import Spoken
from glossary.align.units import units
from glossary.extract import glosses
from glossary.model import Document


def judged(text: str) -> tuple[str, Judgement]:
    """Return the Korean span of the first gloss of *text*, and its judgement."""
    gloss = glosses(Document("d", text))[0]
    cut = align(gloss)
    assert cut is not None
    return cut.ko.text, judge(gloss, cut)


@pytest.mark.parametrize(
    ("text", "ko", "relation", "flags"),
    [
        ("웨이하이(威海)", "웨이하이", "pinyin", ()),
        ("류광화(刘广华)", "류광화", "both", ()),
        ("유광화(刘广华)", "유광화", "sino", ()),
        ("쓰촨성(四川省)", "쓰촨성", "mixed", ()),
        ("베이징 대학(北京大學)", "베이징 대학", "mixed", ()),
        ("하북성(河北省)", "하북성", "sino", ()),
        ("국가인터넷(國網)", "국가인터넷", "translation", ()),
        ("더커롱(德克隆)", "더커롱", "pinyin", ("nonstandard",)),
        ("따궁팡(大公坊)", "따궁팡", "pinyin", ("nonstandard",)),
        ("더타이언하이(德泰銀海)", "더타이언하이", "pinyin", ("misspelt",)),
        ("이카오즈신(颐高之信)", "이카오즈신", "pinyin", ("misspelt",)),
        ("류산(乳山)", "류산", "pinyin", ("misspelt",)),
        ("다케다 신겐(武田信玄)", "다케다 신겐", "japanese", ()),
        ("도쿠가와 이에야스(德川家康)", "도쿠가와 이에야스", "japanese", ()),
        ("다이호 율령(大宝律令)", "다이호 율령", "mixed", ()),
        ("모토스 군(本巣郡)", "모토스 군", "japanese", ()),
        ("무쓰 국(陸奥国)", "무쓰 국", "mixed", ()),
        ("번시 시(本溪市)", "번시 시", "mixed", ()),
        ("번시시(本溪市)", "번시시", "mixed", ()),
        ("장량(張良)", "장량", "both", ()),
        ("장안(長安)", "장안", "sino", ()),
        ("장안 성(長安城)", "장안 성", "sino", ()),
        ("다자이후(大宰府)", "다자이후", "japanese", ()),
        ("도노번한성(吐魯番漢城)", "도노번한성", "sino", ("misspelt",)),
        ("완차이(灣仔)", "완차이", "other", ()),
        ("응우옌반냑(阮文岳)", "응우옌반냑", "other", ()),
        ("레이(黎椅)", "레이", "other", ()),
        ("양도르지(楊朶兒只)", "양도르지", "other", ()),
        ("홍콩(香港)", "홍콩", "other", ()),
        ("보오시(Boosi, 寶實)", "보오시", "other", ()),
        ("잉커우(Yinggu, 盈谷)", "잉커우", "pinyin", ("misspelt",)),
        ("홍콩대학(香港大學)", "홍콩대학", "mixed", ()),
        ("시월(十月)", "시월", "sino", ()),
        ("송타오루(松涛路)", "송타오루", "pinyin", ("nonstandard",)),
        ("촨극(川劇)", "촨극", "mixed", ()),
    ],
)
def test_relation_and_flags(text: str, ko: str, relation: str, flags: tuple[str, ...]) -> None:
    span, judgement = judged(text)
    assert (span, judgement.relation, judgement.flags) == (ko, relation, flags)


def test_an_exact_reading_is_accepted_and_a_misspelt_one_reviewed() -> None:
    assert judged("웨이하이(威海)")[1].band == "accept"
    assert judged("더커롱(德克隆)")[1].band == "accept"
    assert judged("류산(乳山)")[1].band == "review"


@pytest.mark.parametrize("text", ["아베(阿倍)", "도난(道南)", "우지(宇治)"])
def test_what_may_be_japanese_as_well_is_reviewed(text: str) -> None:
    assert judged(text)[1].band == "review"


@pytest.mark.parametrize("text", ["내서사인(內史舍人)", "전부(典薄)", "애이누어(艾努語)"])
def test_patchwork_and_remains_of_a_word_are_reviewed(text: str) -> None:
    assert judged(text)[1].band == "review"


def test_names_of_a_table_are_accepted_and_read_ones_of_other_languages_reviewed() -> None:
    assert judged("홍콩(香港)")[1].band == "accept"
    assert judged("응우옌반냑(阮文岳)")[1].band == "review"


def test_a_single_hanzi_is_never_accepted() -> None:
    assert judged("탈(脫)냉전")[1].band == "review"
    assert judged("토요일(日)")[1].band == "doubtful"


def test_what_nothing_reads_is_doubtful() -> None:
    span, judgement = judged("희귀한 검은황새(黑鹳)")
    assert (span, judgement.band) == ("검은황새", "doubtful")


def test_a_repeated_word_in_a_long_title_is_a_typo() -> None:
    span, judgement = judged("《웨이하이시국제전자상거래상거래 발전행동계획(威海市跨境电子商务发展行动计划)》")
    assert span == "웨이하이시국제전자상거래상거래 발전행동계획"
    assert judgement.flags == ("typo",)
    assert judgement.band == "review"


def test_the_alignment_lists_hanzi_syllables_and_cost() -> None:
    gloss = glosses(Document("d", "웨이하이(威海)"))[0]
    cut = align(gloss)
    assert cut is not None
    assert cut.describe() == "威→웨이 table5 0.00; 海→하이 table5 0.00"


def test_a_name_is_not_found_in_the_middle_of_nothing() -> None:
    assert search(units("威海"), "威海", korean("인천"), 2) == []


def test_likeness_of_spellings() -> None:
    assert unlikeness(heard("루"), heard("루"), 1.0) == 0.0
    assert unlikeness(heard("루"), heard("류"), 1.0) < unlikeness(heard("루"), heard("북"), 1.0) <= 1.0


def test_head_words_are_written_as_the_search_compares_them() -> None:
    for renderings in SHIPPED.words.values():
        assert all(korean(rendering).chars == rendering for rendering in renderings)


def _spellings(char: str) -> list[str]:
    sounds = units(char)[0].sounds
    assert isinstance(sounds, Spoken)
    return [*sounds.spellings]


def _sounded(data: st.DataObject) -> tuple[str, str]:
    """Return a form and a window that ends in one of the ways to say it: by sounds of every cost, by words of the lexicon, with spaces."""
    parts = data.draw(
        st.lists(st.sampled_from("威海山江東省電子學校重慶李劉廣理律女列一二島宮尾13"), min_size=1, max_size=5)
    )
    words = data.draw(st.lists(st.sampled_from([*SHIPPED.words]), max_size=1))
    side = ""
    for part in (*parts, *words):
        ways = SHIPPED.words.get(part) or _spellings(part)
        side += data.draw(st.sampled_from(ways)) + data.draw(st.sampled_from(["", "", "", " "]))
    before = data.draw(st.sampled_from(["", "", "중국의 ", "타", "하이", "북", "웨이 "]))
    return "".join((*parts, *words)), before + side


@given(st.data())
def test_what_is_looked_up_is_what_the_search_finds(data: st.DataObject) -> None:
    _hold_equal(*_sounded(data))


def test_mandarin_of_other_words_is_no_reading_to_look_up_nor_to_find() -> None:
    _hold_equal("重重", "중중")  # 重 is zhòng elsewhere, 重重 chóngchóng


def _hold_equal(form: str, window: str) -> None:
    gloss = glosses(Document("d", f"{window}({form})"))
    if not gloss:
        return
    cut = align(gloss[0])
    assert cut is not None
    if cut.exact is None:
        return
    han, side = units(cut.han.text), korean(gloss[0].window.text)
    task = Form(gloss[0], cut.han, han, simplified(written(han)), side, SHIPPED)
    searched = best(task, search(han, task.hans, side, task.end), "read")
    assert searched is not None and searched.path is not None
    assert (cut.ko, cut.glued, cut.size) == (searched.ko, searched.glued, searched.size)
    assert cut.cost == pytest.approx(searched.cost) and cut.margin == pytest.approx(searched.margin)
    assert judge(gloss[0], cut) == judge(gloss[0], searched)
    assert cut.describe() == searched.describe()


@pytest.mark.parametrize(
    "text", ["웨이하이(威海)", "유광화(劉廣華)", "배열(配列)", "소학교(小學校)", "북경대학(北京大學)"]
)
def test_common_readings_take_no_search(text: str) -> None:
    cut = align(glosses(Document("d", text))[0])
    assert cut is not None and cut.exact is not None


@pytest.mark.parametrize("text", ["디즈니+(迪士尼)", "구글+(谷歌)", "S8+(三星)", "가+(京)", "가&(京都)", "가%(京)"])
def test_a_sign_at_the_end_of_a_name_is_none_of_the_look_up(text: str) -> None:
    assert [cut.han.text for gloss in glosses(Document("d", text)) if (cut := align(gloss))]


@given(
    st.text(alphabet="웨이하산둥성 시가·a1-+&%", max_size=30),
    st.sampled_from(["威海", "山東省", "江蘇", "区", "13号线", "“互联网+”", "日本", "𠀋", "々"]),
)
def test_a_cut_lies_in_its_window_and_keeps_its_text(before: str, form: str) -> None:
    text = f"{before}({form})"
    for gloss in glosses(Document("d", text)):
        cut = align(gloss)
        if cut is not None:
            assert text[cut.ko.start : cut.ko.end] == cut.ko.text
            assert text[cut.han.start : cut.han.end] == cut.han.text
            assert gloss.window.start <= cut.ko.start < cut.ko.end <= gloss.window.end
            assert cut.cost >= 0
            assert judge(gloss, cut).confidence <= 0.99
