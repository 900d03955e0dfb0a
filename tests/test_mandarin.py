"""Mandarin in Hangul: 표 5, whole forms, and the spellings that are tolerated."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from glossary.errors import ValueRefused
from glossary.hangul import is_syllable
from glossary.model import Kind
from glossary.normalize.script import to_hans
from glossary.readings import mandarin, tables

HERE: Final = Path(__file__).resolve().parent
SHARED: Final = HERE.parent.parent / "shared" / "data"
CASES: Final = tomllib.loads((HERE / "cases" / "official.toml").read_text(encoding="utf-8"))["case"]
SYLLABLES: Final = sorted(row[0] for row in tables.rows("syllables.tsv"))


def hangul(syllable: str) -> set[str]:
    """Return every spelling of a syllable."""
    return {spelling.hangul for spelling in mandarin.spellings(syllable)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_official_spelling_of_a_form(case: dict[str, Any]) -> None:
    assert mandarin.official_hangul(to_hans(case["in"]), kind=case["kind"]) == case["out"], case["why"]


@pytest.mark.parametrize(
    "name", ["乳山", "鞍山", "唐山", "佛山", "中山", "丽江", "晋江", "漯河", "芜湖", "峨眉山", "威海", "山"]
)
def test_town_and_longer_name_are_not_doubled(name: str) -> None:
    assert mandarin.doubled(name) is None


@pytest.mark.parametrize("name", tables.pairs("doubled.tsv"))
def test_every_doubled_name_is_one_of_two_hanzi_with_its_kind(name: str) -> None:
    kinds = {"山": "산", "江": "강", "河": "강", "湖": "호", "海": "해"}
    assert len(name) == 2
    assert mandarin.doubled(name) == f"{mandarin.official_hangul(name, kind=None)}{kinds[name[-1]]}"


@pytest.mark.parametrize(
    ("syllable", "spelt"),
    [("wēi", "웨이"), ("hǎi", "하이"), ("lǜ", "뤼"), ("nv", "뉘"), ("lu:", "뤼"), ("jū", "쥐"), ("juan", "쥐안"), ("xióng", "슝"),
     ("zhì", "즈"), ("cí", "츠"), ("sì", "쓰"), ("rì", "르"), ("ér", "얼"), ("zhāng", "장"), ("jiā", "자"), ("jié", "제"), ("qiú", "추"),
     ("Guǎng", "광"), ("guo1", "궈"), ("lüè", "뤠"), ("ê", "에"), ("weng", "웡"), ("dong", "둥"), ("zui", "쭈이")],
)  # fmt: skip
def test_table5(syllable: str, spelt: str) -> None:
    assert mandarin.to_hangul(syllable) == spelt


@pytest.mark.parametrize("text", ["", "x", "kw", "weii", "웨이", "威", "zhq", "+", "hello"])
def test_what_is_no_syllable_is_refused(text: str) -> None:
    with pytest.raises(ValueRefused, match="pinyin"):
        mandarin.to_hangul(text)
    assert not mandarin.is_pinyin(text)


def test_final_r_merges_with_the_vowel_before_it() -> None:
    assert mandarin.official(("huā", "r")) == "활"
    assert mandarin.official(("wán", "r")) == "완얼"


def test_what_is_not_pinyin_passes_through() -> None:
    assert mandarin.official(("hù", "lián", "wǎng", "+")) == "후롄왕+"


@pytest.mark.parametrize("form", ["互联网+", "WeKoreaGo", "13·5规划"])
def test_a_form_with_anything_but_hanzi_has_no_official_spelling(form: str) -> None:
    assert mandarin.official_hangul(form, kind="title") is None


@pytest.mark.parametrize("form", ["中国社会科学院", "北京大学", "华为技术有限公司", "国务院"])
def test_a_body_named_by_what_it_is_has_no_official_spelling(form: str) -> None:
    assert mandarin.official_hangul(form, kind="organization") is None


def test_a_name_alone_has_an_official_spelling() -> None:
    assert mandarin.official_hangul("华为", kind="organization") == "화웨이"


@pytest.mark.parametrize(
    ("syllable", "written"),
    [("dà", "따"), ("gōng", "꿍"), ("zhāng", "짱"), ("jiā", "쨔"), ("liú", "리우"), ("xiè", "시에"), ("xiè", "쎄"), ("tián", "티엔"), ("tián", "텐"),
     ("jiǔ", "지우"), ("yuán", "위엔"), ("yuán", "왠"), ("xuān", "쉬엔"), ("xuān", "슈안"), ("qián", "치앤"), ("yán", "이앤"), ("tōng", "통"), ("lóng", "롱"),
     ("zhōng", "종"), ("hui", "훼이"), ("hui", "회이"), ("guō", "구오"), ("guō", "꾸어"), ("qiū", "쳐우"), ("shí", "시"), ("shēn", "션"), ("chén", "쩐"), ("jīng", "진")],
)  # fmt: skip
def test_what_writers_write_is_tolerated(syllable: str, written: str) -> None:
    assert written in hangul(syllable)
    assert written != mandarin.to_hangul(syllable)


@pytest.mark.parametrize(
    ("syllable", "written"),
    [
        ("rǔ", "류"),
        ("yín", "언"),
        ("gāo", "카오"),
        ("gāo", "카"),
        ("gǔ", "커우"),
        ("gǔ", "쿠"),
        ("dà", "타"),
        ("bái", "파이"),
        ("hé", "룽"),
    ],
)
def test_what_no_rule_explains_is_misspelt(syllable: str, written: str) -> None:
    assert written not in hangul(syllable)


@pytest.mark.parametrize("syllable", SYLLABLES)
def test_spellings_of_every_syllable(syllable: str) -> None:
    found = mandarin.spellings(syllable)
    assert found[0] == (mandarin.to_hangul(syllable), "table5", 0.0)
    assert all(0 < spelling.cost <= 0.2 and spelling.rule for spelling in found[1:])
    assert [spelling.cost for spelling in found] == sorted(spelling.cost for spelling in found)
    assert len(hangul(syllable)) == len(found)
    assert all(is_syllable(char) for spelling in found for char in spelling.hangul)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not there")
def test_every_published_example() -> None:
    lines = (SHARED / "names" / "mandarin_hangul_examples.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for korean, chinese, kind in (line.split("\t") for line in lines):
        assert mandarin.official_hangul(to_hans(chinese), kind=kind) == korean  # type: ignore[arg-type]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not there")
def test_every_syllable_of_the_published_table() -> None:
    lines = (SHARED / "mandarin_hangul_table.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("syllable\t"):
            _, syllable, _, _, spelt, *_ = line.split("\t")
            assert mandarin.to_hangul(syllable) == spelt


@pytest.mark.parametrize(
    ("form", "hangul", "syllables"),
    [
        ("乐宝", "러바오", "lè bǎo"), ("乐宝", "웨바오", "yuè bǎo"), ("范曾", "판쩡", "fàn zēng"), ("单县", "산현", "shàn xiàn"),
        ("单县", "산셴", "shàn xiàn"), ("山东省", "산둥 성", "shān dōng shěng"), ("泰山", "타이산산", "tài shān"), ("朝阳", "자오양", "zhāo yáng"),
        ("重庆路", "충칭루", "chóng qìng lù"), ("延边朝鲜族自治州", "옌볜조선족자치주", "yán biān cháo xiǎn zú zì zhì zhōu"),
        ("乐宝", "라바오", None), ("乐宝", "러바", None), ("乐宝", "러바오오", None), ("ABC公司", "ABC궁쓰", None), ("", "", None),
    ],
)  # fmt: skip
def test_syllables_that_a_writer_had_in_mind(form: str, hangul: str, syllables: str | None) -> None:
    assert mandarin.syllables_for(form, hangul) == (tuple(syllables.split()) if syllables else None)


@pytest.mark.parametrize(("kind", "first"), [("person", "rén"), ("term", "rèn")])
def test_of_readings_that_are_spelt_alike_the_usual_one_is_taken(kind: Kind, first: str) -> None:
    assert mandarin.syllables_for("任正非", "런정페이", kind=kind) == (first, "zhèng", "fēi")
