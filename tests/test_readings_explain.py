"""The rule behind each candidate of a form's readings."""

from __future__ import annotations

import pytest

from glossary.readings import explain
from glossary.readings.forms import read_form


@pytest.mark.parametrize(
    ("form", "of", "candidate", "rule"),
    [
        ("刘广华", "pinyin", "Liú Guǎnghuá", "刘 liú as a surname; 广 guǎng usual; 华 huá usual"),
        ("刘广华", "mandarin", "류광화", "표 5: liú 류 guǎng 광 huá 화"),
        ("劉廣華", "sino", "유광화", "劉 류 -> 유 by the initial-sound rule; 廣 광; 華 화"),
        ("劉廣華", "sino", "류광화", "劉 류 without the initial-sound rule; 廣 광; 華 화"),
        ("朝阳", "pinyin", "Cháoyáng", "朝阳 cháo yáng by the table of places"),
        ("泰山", "mandarin", "타이산산", "표 5: tài 타이 shān 산, and the kind of place in Korean behind the whole reading (겹쳐 적기)"),
        ("单县", "mandarin", "산현", "표 5: shàn 산 xiàn 셴, and the last word in Korean (제4장 제3절)"),
        ("香港特别行政区", "mandarin", "샹강특별행정구", "표 5: xiāng 샹 gǎng 강 tè 터 bié 볘 xíng 싱 zhèng 정 qū 취, and the last word in Korean (제4장 제3절)"),
        ("困难", "sino", "곤란", "困难 곤란 by the table of words"),
        ("金日成", "sino", "김일성", "金 김 as a surname; 日 일; 成 성"),
        ("\uf9bf海", "sino", "요해", "\uf9bf 요; 海 해"),
        ("后海", "zh_hant", "後海", "OpenCC; unsure: 后 後 or 后"),
        ("威海", "zh_hant", "威海", "the same in both scripts"),
        ("티엔진", "pinyin", "tian jin", "티엔 a writer's spelling (split); 진 표 5"),
        ("류광화", "sino", "유광화", "with the initial-sound rule"),
    ],
)  # fmt: skip
def test_rule_of_a_candidate(form: str, of: str, candidate: str, rule: str) -> None:
    assert [why.rule for why in read_form(form).why if (why.of, why.form) == (of, candidate)] == [rule]


@pytest.mark.parametrize("form", ["米芾", "乐天", "互联网+", "牡丹江", "류광화", "WeKoreaGo", "中웨이하이"])
def test_each_candidate_has_its_rule(form: str) -> None:
    readings = read_form(form)
    for of in ("pinyin", "mandarin", "sino"):
        assert tuple(why.form for why in readings.why if why.of == of) == getattr(readings, of)
    assert all(why.rule for why in readings.why)


def test_a_space_is_not_explained() -> None:
    assert explain.of_pinyin("历史 学", ("lì", "shǐ", " ", "xué"), "term") == "历 lì usual; 史 shǐ usual; 学 xué usual"
    assert explain.of_sino("中国 历史", "중국 역사", person=False).endswith(
        "国 국; 历 력 -> 역 by the initial-sound rule; 史 사"
    )
