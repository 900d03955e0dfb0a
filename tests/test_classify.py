"""What a pair names, and whose its Han form is."""

from __future__ import annotations

import pytest

from glossary.model import Document, Pair
from glossary.pipeline import extract


def first(text: str) -> Pair:
    return extract(Document("d", text))[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("중국 산동성 웨이하이(威海)시와 협력", "place"),
        ("웨이팡(濰坊)시장이 방문했다", "place"),
        ("처장 손광지(孙广智)는 말했다", "person"),
        ("장후이(張惠) 웨이하이시장은", "person"),
        ("조남기(趙南起·85·사진)", "person"),
        ("마밍저(馬明哲, 1955년 12월 ~ )는 중국의 기업가이다", "person"),
        ("다잉(大鷹)전자상거래플랫폼", "organization"),
        ("베이징 대학(北京大學)에서", "organization"),
        ("《고사적각색(故事的角色)》을", "title"),
        ("을사조약(乙巳條約)에 대해", "title"),
        ("후난성(湖南省) 악양현", "place"),
        ("바오안족(保安族)은", "term"),
        ("주요 사업인 WeKoreaGo(威韩购)는", "product"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert first(text).kind == kind


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("웨이하이(威海)시", "zh"),
        ("목단강신휘(晨辉)정보과학기술유한책임회사", "zh"),
        ("조선 후기의 문신 최석정(崔錫鼎, 1646-1715)은", "ko"),
        ("산소(酸素)와 황", "ko"),
        ("중국 후한 말의 원소(袁紹)를", "zh"),
        ("일본의 다케다 신겐(武田信玄)은", "ja"),
        ("누키(抜き)의 뜻은", "ja"),
        ("순더 구(중국어: 順德區)", "zh"),
    ],
)
def test_origin(text: str, origin: str) -> None:
    assert first(text).origin == origin


def test_each_decision_names_its_cue() -> None:
    pair = first("처장 손광지(孙广智)는 말했다")
    cues = {step.rule: step.why for step in pair.steps if step.stage == "classify"}
    assert set(cues) == {"kind", "origin", "norm"}
    assert all(cues.values())


def test_norms() -> None:
    assert first("중국 산동성 웨이하이(威海)시와 협력").norm == "loanword"
    assert first("당나라의 시인 이백(李白, 701년 ~ 762년)은 당나라 사람이다").norm == "sino"
    assert first("다잉(大鷹)전자상거래플랫폼").norm == "none"
    assert first("홍콩(香港)에서").norm == "custom"


def test_a_koreans_hanja_is_flagged() -> None:
    assert "own-hanja" in first("독립운동가 박용만(朴容萬, 1881년 ~ 1928년)은 대한제국 사람이다").flags
