"""The sheet for people as a workbook, and as CSV that Excel opens: what comes of it after somebody has worked in it, and what has no room."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from concepts import LIU, SAMPLE, WEIHAI, concept, concepts, pair
from hypothesis import given, settings

from glossary.formats import PROFILES, Incoming, Problem, Report, read, write
from glossary.formats.sheet import profiles as sheet_profiles
from glossary.formats.xlsx import reading as xlsx_reading
from glossary.formats.xlsx import workbook as xlsx
from glossary.formats.xlsx.workbook import Column, Sheet, workbook
from glossary.model import KINDS, STATUSES, Concept, Note, Term

XLSX = PROFILES["xlsx"]


def exported(*written: Concept) -> tuple[bytes, Report]:
    """Return a workbook of concepts, and its report."""
    out = io.BytesIO()
    report = write(written, XLSX, out)
    return out.getvalue(), report


def rows(data: bytes) -> list[list[str]]:
    """Return the rows of a workbook."""
    found = xlsx_reading.rows(io.BytesIO(data), "f.xlsx")
    return [row[1] for row in found if not isinstance(row, Problem)]


def items(table: Sequence[Sequence[str]]) -> list[Incoming | Problem]:
    """Return what is read of a workbook with these rows."""
    header, *body = table
    columns = Sheet("x", tuple(Column(name) for name in header))
    return list(read(io.BytesIO(b"".join(workbook(body, columns))), XLSX, "f.xlsx"))


def by_name(table: list[list[str]]) -> list[dict[str, str]]:
    """Return the rows below the header, by the names of its columns."""
    header, *body = table
    return [dict(zip(header, row, strict=False)) for row in body]


def test_cells_are_as_in_csv_but_need_no_protection() -> None:
    hostile = pair(1, "=SUM(A1)", "'=已经", notes=(Note("+1\n둘째 줄"),))
    (row,) = by_name(rows(exported(hostile)[0]))
    assert (row["ko"], row["zh-Hans"], row["note"]) == ("=SUM(A1)", "'=已经", "+1\n둘째 줄")


def test_kind_and_status_are_picked_from_a_list() -> None:
    assert {column.header: column.words for column in sheet_profiles.WORKBOOK.columns if column.words} == {
        "kind": KINDS,
        "status": STATUSES,
    }


def test_somebody_sorted_deleted_and_edited() -> None:
    table = by_name(rows(exported(*SAMPLE)[0]))
    kept = ("uid", "note", "ko_other", "zh-Hans", "status", "ko")
    body = [[row.get(name, "") for name in kept] for row in reversed(table)]
    (weihai,) = (row for row in body if row[-1] == "웨이하이")
    weihai[4] = "Approved "
    found = items([kept, *body, ["", "", "", "烟台", "", "옌타이"], [" "]])
    assert all(isinstance(item, Incoming) for item in found)
    *known, new = (item for item in found if isinstance(item, Incoming))
    assert {item.concept.uid for item in known} == {row["uid"] for row in table}
    (item,) = (item for item in known if item.concept.uid == WEIHAI.uid)
    assert item.concept.status == "approved"
    assert item.fields == {"uid", "notes", "terms", "status"}
    assert ("type", "威海") in item.unsaid
    assert new.fields == {"terms"} and not new.concept.uid


def test_columns_of_other_languages_have_forms_too() -> None:
    (item,) = items([["한국어", "简体中文", "Chinese (Taiwan)", "en"], ["가", "甲", "乙", "a"]])
    assert isinstance(item, Incoming)
    assert [(term.language, term.text) for term in item.concept.terms] == [
        ("en", "a"),
        ("ko", "가"),
        ("zh-Hans", "甲"),
        ("zh-TW", "乙"),
    ]


def test_a_workbook_of_something_else_is_told() -> None:
    (problem, *_) = items([["ko", "zh-Hans", "가격"], ["가", "甲", "1"]])
    assert str(problem) == "f.xlsx:1:3: column '가격' is not known, and is passed over"


@given(concepts())
@settings(max_examples=20, deadline=None)
def test_the_account_is_that_of_csv(drawn: Concept) -> None:
    reports = [write([drawn], PROFILES[name], io.BytesIO()) for name in ("xlsx", "csv", "csv-excel")]
    assert len({(report.concepts, tuple(sorted(report.lost.items()))) for report in reports}) == 1


def test_what_a_cell_has_no_room_for_is_counted() -> None:
    notes = tuple(Note(f"{number}" * 20_000) for number in range(4))
    data, report = exported(replace(LIU, notes=notes), WEIHAI)
    (liu, _) = by_name(rows(data))
    assert liu["note"] == "0" * 20_000
    assert report.lost["texts that are too long for a cell"] == 3
    assert "texts that are too long for a cell (3)" in report.losses
    data, report = exported(replace(WEIHAI, part_of="가" * 40_000))
    assert by_name(rows(data))[0]["part_of"] == ""
    assert report.lost["texts that are too long for a cell"] == 1


def test_a_list_of_many_forms_loses_the_last() -> None:
    forms = [Term("ko", f"{'가' * 400}{number:03}") for number in range(100)]
    many = concept(1, Term("ko", "나", "preferred"), Term("zh", "甲乙", "preferred"), *forms)
    data, report = exported(many)
    (row,) = by_name(rows(data))
    assert row["ko_other"].endswith("079") and row["ko_other"].count(" | ") == 79
    assert report.lost["texts that are too long for a cell"] == 20


def test_more_concepts_than_a_sheet_has_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    data, report = exported(*SAMPLE)
    assert len(rows(data)) == 3
    assert (report.concepts, report.left_out["unwritable"]) == (2, 8)


def test_excel_opens_the_csv_as_what_it_is() -> None:
    out = io.BytesIO()
    write([WEIHAI, pair(2, "줄", "行行", notes=(Note("첫\n둘째"),))], PROFILES["csv-excel"], out)
    data = out.getvalue()
    assert data.startswith(b"\xef\xbb\xbfid,ko,")
    assert data.count(b"\r\n") == 3 and data.count(b"\n") == 4  # that inside the cell is Excel's own
