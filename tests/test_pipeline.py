"""Documents to pairs: cuts of real shapes, what is no pair, and the facts of the seeds."""

from __future__ import annotations

import csv
import pickle
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from glossary.model import BANDS, KINDS, ORIGINS, RELATIONS, Document, Pair
from glossary.pipeline import extract

ROOT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = ROOT / "seeds"


def pairs(text: str, *, mentions: bool = False) -> list[Pair]:
    """Return the pairs of *text* in the bands that are answers."""
    return [pair for pair in extract(Document("d", text), mentions=mentions) if pair.band != "doubtful"]


def gold(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests/data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


@pytest.fixture(scope="module")
def seeds() -> dict[tuple[str, int, int], Pair]:
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        document = Document(path.name, path.read_bytes().decode("utf-8-sig"))
        for pair in extract(document, mentions=True):
            found[path.name, pair.ko.start, pair.zh.start] = pair
    return found


@pytest.mark.parametrize("case", cases("spans"))
def test_spans(case: dict[str, Any]) -> None:
    assert [f"{pair.ko.text}={pair.zh.text}" for pair in pairs(case["in"])] == case["out"], case["why"]


@pytest.mark.parametrize("case", cases("unchanged"))
def test_no_pair(case: dict[str, Any]) -> None:
    assert pairs(case["in"], mentions=True) == [], case["why"]


def test_every_bracketed_pair_of_the_seeds(seeds: dict[tuple[str, int, int], Pair]) -> None:
    right: Counter[str] = Counter()
    rows = gold("seeds_gold.tsv")
    for row in rows:
        pair = seeds[row["document"], int(row["ko_start"]), int(row["zh_start"])]
        assert (pair.ko.text, pair.zh.text) == (row["ko"], row["zh"])
        assert [flag for flag in pair.flags if flag in ("nonstandard", "misspelt", "typo")] == row["flags"].split()
        right["relation"] += pair.relation in row["relation"].split("|")
        right["kind"] += pair.kind in row["kind"].split("|")
        right["accept"] += pair.band == "accept"
    assert len(rows) == 37
    assert right["relation"] >= 35
    assert right["kind"] >= 35
    assert right["accept"] >= 22


def test_variants_without_a_bracket_in_the_seeds(seeds: dict[tuple[str, int, int], Pair]) -> None:
    mentions = {
        (name, pair.ko.start, pair.ko.text): pair for (name, _, _), pair in seeds.items() if pair.how == "variant"
    }
    known = [
        mentions.get((row["document"], int(row["ko_start"]), row["ko"])) for row in gold("seeds_gold_unbracketed.tsv")
    ]
    assert sum(pair is not None for pair in known) >= 5
    assert all(pair.band != "accept" for pair in mentions.values())


def test_nothing_is_accepted_in_the_seeds_that_is_not_gold(seeds: dict[tuple[str, int, int], Pair]) -> None:
    known = {(row["document"], int(row["ko_start"]), int(row["zh_start"])) for row in gold("seeds_gold.tsv")}
    assert {place for place, pair in seeds.items() if pair.band == "accept"} <= known


def test_the_facts_of_one_pair() -> None:
    (pair,) = pairs("사업: 다잉(大鷹)전자상거래플랫폼을 구축")
    assert (pair.zh_hans, pair.zh_hant, pair.pinyin, pair.official) == ("大鹰", "大鷹", "Dàyīng", "다잉")
    assert (pair.relation, pair.origin, pair.kind) == ("pinyin", "zh", "organization")
    assert pair.part_of == "다잉전자상거래플랫폼"
    assert {step.stage for step in pair.steps} == {"extract", "align", "classify", "normalize"}


@pytest.mark.parametrize(
    ("text", "hant"),
    [
        ("경기도 안성의 죽산리(竹山里)", "竹山里"),
        ("신라의 왕족 김우징(金祐徵)", "金祐徵"),
        ("일본의 사토미(里見) 씨", "里見"),
        ("일본의 야스쿠니 신사(靖国神社)", "靖國神社"),
        ("중국의 여행지 리장(丽江)", "麗江"),
    ],
)
def test_korean_and_japanese_names_keep_what_they_are_written_with(text: str, hant: str) -> None:
    # OpenCC's phrases are those of Chinese: 里 after a name is 裏 there, and 徵 is 征
    assert [pair.zh_hant for pair in extract(Document("d", text))] == [hant]


def test_part_of_is_null_before_a_particle_or_a_division_word() -> None:
    assert [pair.part_of for pair in pairs("산동성 웨이하이(威海)시와, 장후이(張惠)는")] == [None, None]


def test_a_variant_is_found_in_the_same_document_alone() -> None:
    text = "시장과 류광화(刘广华) 부시장이 서명했다.\n방문한 유광화 부시장은"
    found = [(pair.ko.text, pair.how, pair.band) for pair in pairs(text, mentions=True)]
    assert found == [("류광화", "bracket", "accept"), ("유광화", "variant", "review")]
    assert pairs("방문한 유광화 부시장은", mentions=True) == []


def test_a_reading_that_is_an_ordinary_word_is_no_mention() -> None:
    text = "웨이하이(威海)시와 협력하기 위해 노력했다."
    assert [pair.ko.text for pair in pairs(text, mentions=True)] == ["웨이하이"]


def test_a_long_line_and_many_brackets_are_taken_in_stride() -> None:
    line = "웨이하이(威海)시와 " * 2_000
    assert len(extract(Document("d", line))) == 2_000
    assert extract(Document("d", "(" * 10_000 + "韓" + ")" * 10_000)) == []


def test_a_last_word_begins_behind_any_space() -> None:
    assert [pair.ko.text for pair in extract(Document("d", "+++훗날 \u3000문호+(文の豪)라 불렸다"))] == ["문호+"]
    assert [pair.ko.form for pair in extract(Document("d", "협객 시미즈노 지로\n초(淸水)라 불렸다"))] == ["지로초"]


@given(
    st.sampled_from(
        [
            "훗날 문호(文の豪)라 불렸다",
            "훗날 \u3000문호(文の豪)라 불렸다",
            "광양 이안세(光陽 李安世)는 문신이다",
            "영릉(王寧)이다",
            "디즈니(迪士尼)와 구글(谷歌, 구거)",
            "왕이 외교부장(王毅, 1953년~)",
            "스탠리 호(何鴻燊)는",
        ]
    ),
    st.lists(
        st.tuples(
            st.integers(0, 40), st.sampled_from("+&%·  \t\u3000—/,:()（）[]《》「」『』“’Aé1々〇ヶかカ𠀋氏公王\ud800가")
        ),
        max_size=8,
    ),
)
def test_marks_wherever_they_stand_leave_forms_without_spaces_at_their_ends(
    text: str, marks: list[tuple[int, str]]
) -> None:
    for place, mark in marks:
        text = text[:place] + mark + text[place:]
    for pair in extract(Document("d", text), mentions=True):
        assert pair.zh.text == pair.zh.text.strip() and pair.ko.text == pair.ko.text.strip()
        assert text[pair.zh.start : pair.zh.end] == pair.zh.text


@given(
    st.lists(
        st.sampled_from(
            [
                "웨이하이",
                "(威海)",
                "시",
                " ",
                "유광화",
                "(刘广华)",
                "《",
                "》",
                "（樂天）",
                "\n",
                "a",
                "(이하 가)",
                "威海",
                "(웨이하이, 위해)",
                "“",
                "”",
                "·",
                "13",
                "𠀋",
                "(々)",
            ]
        ),
        max_size=14,
    )
)
def test_every_pair_slices_to_its_text_and_uses_the_words_of_the_contract(parts: list[str]) -> None:
    text = "".join(parts)
    found = extract(Document("d", text), mentions=True)
    for pair in found:
        assert text[pair.ko.start : pair.ko.end] == pair.ko.text
        assert text[pair.zh.start : pair.zh.end] == pair.zh.text
        assert pair.relation in RELATIONS
        assert pair.origin in ORIGINS
        assert pair.kind in KINDS
        assert pair.band in BANDS
        assert 0 <= pair.confidence <= 1
    assert found == extract(Document("d", text), mentions=True)


def test_steps_are_worked_out_when_asked_and_are_a_tuple_otherwise() -> None:
    pair, again = (extract(Document("d", "웨이하이(威海)"))[0] for _ in range(2))
    plain = pair._replace(steps=tuple(again.steps))
    assert pair == again == plain and hash(pair) == hash(again) == hash(plain)
    assert pickle.loads(pickle.dumps(pair)) == plain
    assert type(pickle.loads(pickle.dumps(pair)).steps) is tuple
    assert pair.steps[:1] == plain.steps[:1] and list(pair.steps) == list(plain.steps)
    assert repr(pair) == repr(plain)
