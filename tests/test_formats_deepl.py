"""DeepL's glossaries of several directions: what goes into which dictionary, and what is read of those of others."""

from __future__ import annotations

import io
import json

import pytest
from concepts import LIU, concept, pair

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, Report, read, write
from glossary.formats.pairs.deepl_reading import LARGEST
from glossary.model import Concept, Term

DEEPL = PROFILES["deepl-v3"]
OPEN = Options(guard=False)
QINGDAO = concept(
    1,
    Term("ko", "칭다오맥주", "preferred", seen=2),
    Term("ko", "칭다오비어", seen=1),
    Term("zh", "青岛啤酒", "preferred", seen=2),
    Term("en", "Tsingtao Beer", "preferred", seen=1),
    Term("mn", "Циндао шар айраг", "preferred", seen=1),
    status="approved",
    documents=2,
    kind="product",
)


def written(*concepts: Concept, options: Options = OPEN) -> tuple[dict[str, dict[str, str]], Report]:
    """Return the entries of each dictionary under its direction, and the report."""
    out = io.BytesIO()
    report = write(concepts, DEEPL, out, options)
    glossary = json.loads(out.getvalue())
    assert glossary["name"] and all(found["entries_format"] == "tsv" for found in glossary["dictionaries"])
    return {
        f"{found['source_lang']}-{found['target_lang']}": dict(
            line.split("\t") for line in found["entries"].splitlines()
        )
        for found in glossary["dictionaries"]
    }, report


def items(glossary: object) -> list[Incoming | Problem]:
    """Return what is read of a file."""
    data = glossary if isinstance(glossary, bytes) else json.dumps(glossary).encode()
    return list(read(io.BytesIO(data), DEEPL, "f.json"))


def dictionary(source: str, target: str, entries: str, form: str = "tsv") -> dict[str, str]:
    """Return a dictionary as DeepL has it."""
    return {"source_lang": source, "target_lang": target, "entries": entries, "entries_format": form}


def test_there_is_a_dictionary_for_every_direction() -> None:
    found, report = written(QINGDAO, options=Options())
    assert found == {
        "ko-zh": {"칭다오맥주": "青岛啤酒", "칭다오비어": "青岛啤酒"},
        "zh-ko": {"青岛啤酒": "칭다오맥주"},
        "en-ko": {"Tsingtao Beer": "칭다오맥주"},
        "en-zh": {"Tsingtao Beer": "青岛啤酒"},
        "ko-en": {"칭다오맥주": "Tsingtao Beer"},
        "zh-en": {"青岛啤酒": "Tsingtao Beer"},
    }
    assert (report.concepts, report.entries) == (1, 2)
    assert report.lost["forms in further languages or scripts"] == 1


def test_from_chinese_to_korean_the_forms_are_guarded_too() -> None:
    found, report = written(QINGDAO, pair(2, "산골마을", "山村", status="approved", documents=2), options=Options())
    assert "산골마을" in found["ko-zh"] and "山村" not in found["zh-ko"]
    assert report.lost["source forms held back (--unguarded has them)"] == 1
    assert "山村" in written(pair(2, "산골마을", "山村", status="approved"))[0]["zh-ko"]


def test_a_chinese_form_of_several_concepts_has_no_way_back() -> None:
    office = pair(
        1, "국가인터넷정보판공실", "国家互联网信息办公室", relation="translation", status="approved", documents=2
    )
    other = pair(
        2, "인터넷정보판공실본부", "国家互联网信息办公室", relation="translation", status="approved", documents=2
    )
    found, report = written(office, other, options=Options())
    assert len(found["ko-zh"]) == 2 and "zh-ko" not in found
    assert report.lost["further target forms"] == 1
    assert written(office, other)[0]["zh-ko"] == {"国家互联网信息办公室": "국가인터넷정보판공실"}


def test_traditional_forms_are_chinese() -> None:
    found, _ = written(LIU, options=Options(target="zh-Hant", guard=False))
    assert found["ko-zh"] == {"류광화": "劉廣華", "유광화": "劉廣華"} and list(found) == ["ko-zh", "zh-ko"]


def test_all_dictionaries_together_are_no_larger_than_deepl_takes() -> None:
    long = (
        pair(number, f"{number:06} " + "긴" * 300, f"{number:06} " + "长" * 300, status="approved")
        for number in range(6_000)
    )
    found, report = written(*long)
    size = sum(len(f"{one}\t{other}\n".encode()) for entries in found.values() for one, other in entries.items())
    assert 10 * 1024 * 1024 - 2 * 1820 < size <= 10 * 1024 * 1024
    assert report.entries + report.lost["pairs beyond the size of a file that DeepL takes"] == 6_000


def test_what_is_written_comes_back_as_one_concept() -> None:
    out = io.BytesIO()
    write([QINGDAO], DEEPL, out, OPEN)
    (item,) = items(out.getvalue())
    assert isinstance(item, Incoming)
    assert {(term.language, term.text) for term in item.concept.terms} == {
        ("ko", "칭다오맥주"),
        ("ko", "칭다오비어"),
        ("zh-Hans", "青岛啤酒"),
        ("en", "Tsingtao Beer"),
    }


def test_the_answer_of_the_service_is_read() -> None:
    answer = {"dictionaries": [dictionary("ZH", "KO", '威海,웨이하이\n"青,岛",칭다오\n', "csv")]}
    assert [[term.text for term in item.concept.terms] for item in items(answer) if isinstance(item, Incoming)] == [
        ["웨이하이", "威海"],
        ["칭다오", "青,岛"],
    ]
    assert len(items(dictionary("ko", "zh", "웨이하이\t威海"))) == 1


def test_what_cannot_be_joined_is_told() -> None:
    glossary = {
        "dictionaries": [
            dictionary("ko", "zh", "웨이하이\t威海\n칭다오\n"),
            dictionary("en", "ko", "Weihai\t웨이하이\nSeoul\t서울\n"),
            dictionary("en", "de", "Weihai\tWei-hai\nParis\tParis\n"),
        ]
    }
    told = [str(item) for item in items(glossary) if isinstance(item, Problem)]
    assert told == [
        "f.json: dictionary 1 (ko–zh): no target in entry 2",
        "f.json: 2 entries without Korean or without Chinese are passed over",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "f.json:1:2: not JSON: expecting property name"),
        (b"[]", "f.json: no glossary of DeepL: a dictionary has"),
        (b'{"dictionaries": [{"source_lang": 1}]}', "f.json: no glossary of DeepL: a dictionary has"),
        (b'{"dictionaries": {}}', "f.json: no glossary of DeepL"),
        (b"\xb0\xa1", "f.json: not UTF-8 at byte 1"),
        (b"[" * 60_000, "f.json: not JSON: maximum recursion depth"),
        (b"[" * 600_000, "f.json: no glossary of DeepL: it has a few dictionaries"),
        (b'["",' * 600_000, "f.json: no glossary of DeepL: it has a few dictionaries"),
        (b'"' + b"x" * LARGEST, "f.json: more than 64 MiB"),
        (json.dumps(dictionary("en", "fr", "a\tb")).encode(), "f.json: no entry in Korean and Chinese in it, but dictionaries en–fr"),
    ],
    ids=["cut", "list", "number", "object", "cp949", "deep", "deeper", "strings", "large", "en-fr"],
)  # fmt: skip
def test_a_file_of_something_else_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError) as error:
        items(data)
    assert str(error.value).startswith(message)
