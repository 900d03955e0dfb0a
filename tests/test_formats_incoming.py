"""What is refused of any file, and with which line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from glossary import formats
from glossary.formats import Incoming, Problem
from glossary.languages import canonical_tag

KO: dict[str, Any] = {"lang": "ko", "text": "웨이하이", "status": "preferred"}
ZH: dict[str, Any] = {"lang": "zh-Hans", "text": "威海", "status": "preferred"}


def read(data: str, profile: str) -> list[Incoming | Problem]:
    return list(formats.read(io.BytesIO(data.encode()), formats.PROFILES[profile], "파일"))


def reference(start: int, end: int) -> dict[str, Any]:
    return {"document": "d", "how": "bracket", "ko": {"start": start, "end": end, "text": "웨이하이"}}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"terms": [KO, {**KO, "status": "admitted"}, ZH]}, "파일:2: the ko form '웨이하이' stands there twice"),
        ({"terms": [KO, ZH, {"lang": "xx-bogus-123456789", "text": "x"}]}, "not a language tag: 'xx-bogus-123456789'"),
        ({"terms": [KO, ZH, {"lang": 'a b"<', "text": "x"}]}, "not a language tag"),
        ({"terms": [KO, ZH], "references": [reference(9, 3)]}, "파일:2: a reference to '웨이하이' ends at 3, before"),
    ],
    ids=["twice", "long subtag", "no tag", "span"],
)
def test_concept_that_cannot_be_kept_is_told_and_the_others_are_read(fields: dict[str, Any], told: str) -> None:
    whole = json.dumps({"terms": [KO, ZH]})
    first, problem, last = read("\n".join([whole, json.dumps(fields), whole]), "jsonl")
    assert isinstance(first, Incoming)
    assert isinstance(last, Incoming)
    assert isinstance(problem, Problem)
    assert told in str(problem)


@pytest.mark.parametrize(
    ("data", "profile"),
    [
        (json.dumps({"terms": [KO, ZH, {**KO, "text": "위해"}]}), "jsonl"),
        ("ko,zh-Hans,ko_other\n웨이하이,威海,위해 [preferred]\n", "csv"),
    ],
    ids=["jsonl", "csv"],
)
def test_only_one_form_of_a_language_is_preferred(data: str, profile: str) -> None:
    problem, item = read(data, profile)
    assert "a second preferred form in ko: '위해'; it is taken as admitted" in str(problem)
    assert isinstance(item, Incoming)
    assert [(term.text, term.status) for term in item.concept.korean] == [
        ("웨이하이", "preferred"),
        ("위해", "admitted"),
    ]


@pytest.mark.parametrize(
    "tag", ["ko", "zh-Hant-TW", "es-419", "zh-Latn-pinyin", "de-1996", "yue", "en-x-a", "en-u-ca-roc"]
)
def test_tags_of_bcp_47(tag: str) -> None:
    assert canonical_tag(tag.upper()).lower() == tag.lower()


@pytest.mark.parametrize("tag", ["", "a", "ko-", "ko-kr-kr-x", "zh-Hans-Hant", "한국", "x-a", "abcdefghi"])
def test_what_is_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="not a language tag"):
        canonical_tag(tag)
