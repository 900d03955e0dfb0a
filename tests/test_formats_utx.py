"""UTX: its header, its statuses, and the UTX of others."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from concepts import HASHED, LIU, concept

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, Report, read, write
from glossary.model import Concept, Term

UTX = PROFILES["utx"]
COLUMNS = "#src\ttgt\tsrc:pos\ttgt:pos\tterm status\ttgt:comment\tconcept ID"
HAIR = concept(
    1,
    Term("ko", "머리카락", "preferred", seen=1),
    Term("zh-Hans", "头发", "preferred", seen=1),
    Term("zh-Hans", "发丝", seen=1),
    Term("zh-Hans", "毛发", "deprecated", seen=1),
    status="approved",
)


def written(*concepts: Concept, options: Options | None = None) -> tuple[str, Report]:
    """Return the text of an export, and its report."""
    out = io.BytesIO()
    report = write(concepts, UTX, out, options or Options(guard=False))
    return out.getvalue().decode(), report


def items(text: str) -> list[Incoming | Problem]:
    """Return what is read of *text*."""
    return list(read(io.BytesIO(text.encode()), UTX, "f.utx"))


def the_only(text: str) -> Incoming:
    """Return the one concept of a file without problems."""
    (item,) = items(text)
    assert isinstance(item, Incoming)
    return item


def statuses(item: Incoming) -> dict[str, str]:
    """Return how the Chinese forms stand, those of which the file says so."""
    return {term.text: term.status for term in item.concept.chinese if ("status", term.text) not in item.unsaid}


def test_the_header() -> None:
    assert written()[0] == f"#UTX 1.20; ko/zh-CN;\r\n{COLUMNS}\r\n"
    dated, _ = written(options=Options(date="2024-03-09", target="zh-TW"))
    assert dated.splitlines()[0] == "#UTX 1.20; ko/zh-TW; 2024-03-09"


def test_the_status_of_each_target_comes_back() -> None:
    text, report = written(HAIR)
    assert [line.split("\t")[4] for line in text.splitlines()[2:]] == ["approved", "provisional", "forbidden"]
    item = the_only(text)
    assert statuses(item) == {"头发": "preferred", "毛发": "deprecated"}
    assert [(term.text, term.status) for term in item.concept.chinese if term.text == "发丝"] == [("发丝", "admitted")]
    assert item.concept.uid == HAIR.uid and report.entries == 3


def test_source_forms_have_no_status() -> None:
    text, _ = written(LIU)
    assert {line.split("\t")[4] for line in text.splitlines()[2:]} == {"approved"}
    item = the_only(text)
    assert {("status", term.text) for term in item.concept.korean} <= item.unsaid
    unled = concept(1, Term("ko", "가나다", seen=1), Term("zh", "甲乙丙", "preferred", seen=1), status="approved")
    assert written(unled)[1].lost["statuses of source forms"] == 1


def test_what_no_person_approved_is_provisional() -> None:
    text, _ = written(replace(HAIR, status="auto"))
    assert [line.split("\t")[4] for line in text.splitlines()[2:]] == ["provisional", "provisional", "forbidden"]
    item = the_only(text)
    assert (item.concept.status, "status" in item.fields) == ("candidate", True)
    assert [(term.text, term.status) for term in item.concept.chinese] == [
        ("头发", "preferred"),
        ("发丝", "admitted"),
        ("毛发", "deprecated"),
    ]
    assert statuses(item) == {"毛发": "deprecated"}


def test_what_is_approved_and_has_no_preferred_form_has_no_status() -> None:
    text, report = written(
        concept(1, Term("ko", "가나다", "preferred"), Term("zh", "甲乙丙", seen=1), status="approved")
    )
    assert text.splitlines()[2].split("\t")[4] == "" and report.lost["statuses of target forms"] == 1
    assert "status" not in the_only(text).fields


def test_a_form_that_begins_with_a_hash_is_left_out_and_counted() -> None:
    _, report = written(HASHED)
    assert (report.left_out, report.lost["pairs whose source form begins with # or a BOM"]) == ({"unwritable": 1}, 1)


@pytest.mark.parametrize(
    "header",
    [
        "#UTX 1.11; ko/zh-CN; copyright: Someone (2008); license: CC-by 3.0; bidirectional; Dictionary ID: 1;\n"
        "#description: sample;\n#src\ttgt\tsrc:pos\tterm status\tcustomer\tConcept ID\n",
        "#UTX-S 1.00; ko/zh-cn; 2008-05-21\r\n#src\ttgt\tsrc:pos\tterm status\tx-mine:ko\tconcept ID\r\n",
        "# UTX-S 0.90 ko-KR/zh-CN 2009-01-01T12:00:00+0900\n# src\ttgt\tsrc:pos\tterm status\tx\tconcept ID\n",
        "#UTX 1.20; ko/zh-CN; 2024; bidirectional\n##description: two\n#term:ko\tterm:zh-CN\tsrc:pos\tterm status\tx\tconcept ID\n",
    ],
    ids=["1.11", "1.00", "0.90", "1.20"],
)  # fmt: skip
def test_headers_of_others(header: str) -> None:
    end = "\r\n" if "\r" in header else "\n"
    told, item = items(f"{header}CRH\tC\tnoun\tnon-standard\t-\tC002{end}")
    assert isinstance(told, Problem) and "1 columns that are not known are passed over" in told.what
    assert isinstance(item, Incoming)
    assert [(term.language, term.text) for term in item.concept.terms] == [("ko", "CRH"), ("zh-Hans", "C")]
    assert statuses(item) == {"C": "deprecated"}
    assert item.concept.uid == "" and item.fields == {"terms"}


def test_the_header_says_which_way_the_file_goes() -> None:
    item = the_only(f"\ufeff#UTX 1.20; zh-TW/ko;\r\n{COLUMNS}\r\nC\tCRH\tnoun\tnoun\t\t\t\r\n")
    assert [(term.language, term.text) for term in item.concept.terms] == [("ko", "CRH"), ("zh-TW", "C")]


def test_a_status_of_somebody_is_a_note() -> None:
    item = the_only(f"#UTX 1.20; ko/zh-CN;\n{COLUMNS}\n가\t甲\tnoun\tnoun\tretired\t설명\t-\n")
    assert [(note.type, note.text) for note in item.concept.notes] == [("note", "설명"), ("status", "retired")]


def test_rows_without_a_header_are_told_by_script() -> None:
    assert [term.text for term in the_only("威海\t웨이하이\tnoun\n").concept.terms] == ["웨이하이", "威海"]


def test_other_languages_are_refused() -> None:
    with pytest.raises(FormatError, match=r"f\.utx:2: no Korean and no Chinese among its languages: en, ja"):
        items("#UTX 1.20; en/ja;\n#src\ttgt\tsrc:pos\nhello\tこんにちは\tnoun\n")


def test_a_header_without_the_columns_is_none() -> None:
    item = the_only("#UTX 1.20; ko/zh-CN;\n#src\tsrc:pos\n웨이하이\t威海\n")
    assert [term.text for term in item.concept.terms] == ["웨이하이", "威海"]
