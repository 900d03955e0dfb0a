"""Tables that CAT tools import and export: what each finds in ours, and what is read of theirs, whatever the order of the columns."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from concepts import DAYING, LIU, WEIHAI, concept, pair

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, Report, read, write
from glossary.formats.columns import language_named
from glossary.formats.tables import memoq
from glossary.formats.tables.header import FORM, Slot, slots
from glossary.formats.xlsx import reading as xlsx_reading
from glossary.formats.xlsx import workbook as xlsx
from glossary.formats.xlsx.workbook import Column, Sheet, workbook
from glossary.model import Concept, Note, Term

SEVERAL = concept(
    50,
    Term("ko", "여러", "preferred", seen=1),
    Term("ko", "여럿", seen=1),
    Term("zh-Hans", "几个", "preferred", reading="Jǐ gè", seen=1),
    Term("zh-Hans", "若干", "admitted", "variant", seen=1),
    Term("zh-Hans", "好些", "deprecated", seen=1),
    kind="place",
    status="approved",
    subject="수",
    scope="고객",
    source="사전",
    notes=(Note("정의", type="definition"), Note("a | b"), Note("이렇게", type="usage")),
)


def exported(name: str, *written: Concept, options: Options | None = None) -> tuple[list[list[str]], Report]:
    """Return the rows of an export, and its report."""
    out = io.BytesIO()
    report = write(written, PROFILES[name], out, options)
    if PROFILES[name].binary:
        out.seek(0)
        return [row[1] for row in xlsx_reading.rows(out, "f") if not isinstance(row, Problem)], report
    text = out.getvalue().decode(PROFILES[name].encoding)
    return [line.split(",") for line in text.splitlines()], report


def items(name: str, table: Sequence[Sequence[str]] | str) -> list[Incoming | Problem]:
    """Return what is read of a table."""
    if isinstance(table, str):
        return list(read(io.BytesIO(table.encode()), PROFILES[name], "f"))
    header, *body = table
    columns = Sheet("x", tuple(Column(cell) for cell in header))
    return list(read(io.BytesIO(b"".join(workbook(body, columns))), PROFILES[name], "f"))


def incoming(name: str, table: Sequence[Sequence[str]] | str) -> list[Incoming]:
    """Return what is read of a table without problems."""
    found = items(name, table)
    assert not [str(item) for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Incoming)]


def forms(found: Concept) -> list[tuple[str, str, str]]:
    """Return the forms of a concept with their statuses."""
    return [(term.language, term.text, term.status) for term in found.terms]


def test_memoq_has_a_column_for_each_form() -> None:
    header, row = exported("memoq", SEVERAL)[0]
    assert (
        header
        == (
            "Entry_Subject Entry_Domain Entry_ClientID Entry_Note Korean_Def Korean Term_Info Term_Example Korean Term_Info Term_Example"
            " Chinese_PRC_Def" + " Chinese_PRC Term_Info Term_Example" * 3
        ).split()
    )
    assert row[:6] == ["수", "place", "고객", "pinyin: Jǐ gè | a \\| b | usage: 이렇게", "정의", "여러"]
    assert row[12:] == ["几个", "CasePermissive;HalfPrefix", "", "若干", "CasePermissive;HalfPrefix", "", "好些", "CasePermissive;HalfPrefix;NonTerm", ""]  # fmt: skip


def test_rows_with_fewer_forms_have_as_many_cells() -> None:
    table, _ = exported("memoq", SEVERAL, LIU)
    assert len({len(row) for row in table}) == 1


def test_memoq_does_not_get_columns_without_end() -> None:
    many = replace(SEVERAL, terms=(*SEVERAL.terms, *(Term("ko", f"가{number}", seen=1) for number in range(30))))
    (header, _), report = exported("memoq", many)
    assert header.count("Korean") == memoq.MOST
    assert report.lost["forms beyond the 20 of a language that a row has columns for"] == 12


def test_trados_has_all_forms_in_one_cell() -> None:
    header, row = exported("trados", SEVERAL)[0]
    assert header[6:] == (
        [*">>L<<Korean >>T<<Status >>T<<Type >>T<<Flags".split(), ">>L<<Chinese (PRC)", *">>T<<Status >>T<<Type >>T<<Pinyin >>T<<Flags".split()]
    )  # fmt: skip
    assert row == [
        "place", "수", "사전", "고객", "정의", "a | b ~ usage: 이렇게", "여러|여럿", "preferred|admitted", "", "",
        "几个|若干|好些", "preferred|admitted|deprecated", "|variant", "Jǐ gè",
    ]  # fmt: skip


def test_a_form_that_would_be_two_stays_out() -> None:
    (_, row), report = exported("trados", replace(SEVERAL, terms=(*SEVERAL.terms, Term("ko", "가|나", seen=1))))
    assert row[6] == "여러|여럿"
    assert report.lost["forms with |"] == 1
    _, report = exported("trados", pair(1, "가|나나", "甲乙", status="approved"))
    assert (report.concepts, report.left_out["unwritable"]) == (0, 1)


def test_phrase_gets_booleans_and_its_statuses() -> None:
    out = io.BytesIO()
    write([SEVERAL, replace(DAYING, status="auto")], PROFILES["phrase"], out)
    (_, *rows), _ = exported("phrase", SEVERAL, DAYING)
    assert [(row[4], *row[7:11]) for row in rows] == [
        ("다잉", "大鹰", "FALSE", "TRUE", "New"),
        ("여러", "几个", "FALSE", "TRUE", "Approved"),
        ("여럿", "几个", "FALSE", "TRUE", "Approved"),
        ("여러", "若干", "FALSE", "FALSE", "Approved"),
        ("여럿", "若干", "FALSE", "FALSE", "Approved"),
        ("여러", "好些", "TRUE", "FALSE", "Approved"),
        ("여럿", "好些", "TRUE", "FALSE", "Approved"),
    ]
    assert exported("phrase", SEVERAL, options=Options(target="zh-TW"))[0][0][7] == "zh_tw"


def test_matecat_gets_the_header_that_it_checks() -> None:
    header, *rows = exported("matecat", SEVERAL)[0]
    assert header == ["Forbidden", "Domain", "Subdomain", "Definition", "ko-KR", "Notes", "zh-CN", "Notes"]
    assert [row[0] for row in rows] == ["", "", "", "", "TRUE", "TRUE"]


def test_matecat_knows_no_bare_traditional() -> None:
    with pytest.raises(FormatError, match="MateCat knows no zh-Hant; it knows ko, zh-CN"):
        exported("matecat", SEVERAL, options=Options(target="zh-Hant"))


def test_crowdin_gets_its_keys_and_words() -> None:
    header, first, *_, last = exported("crowdin", SEVERAL)[0]
    assert header[3:5] == ["term_ko", "status_ko"] and header[6:] == [
        "term_zh-CN",
        "status_zh-CN",
        "type_zh-CN",
        "note_zh-CN",
    ]
    assert (first[0], first[9], last[7]) == ("place / 수", "pinyin: Jǐ gè", "not recommended")


@pytest.mark.parametrize("name", ["phrase", "matecat", "smartcat", "crowdin"])
def test_a_pair_that_two_concepts_have_is_written_once(name: str) -> None:
    table, report = exported(name, WEIHAI, replace(WEIHAI, uid="x", id=9))
    assert len(table) == 2
    assert report.lost["pairs that another concept has too"] == 1


def test_what_a_sheet_has_no_room_for_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)
    table, report = exported("matecat", SEVERAL, LIU)
    assert len(table) == 4
    assert report.lost["pairs beyond the rows of a sheet"] == 5
    _, report = exported("trados", SEVERAL, LIU, DAYING, WEIHAI)
    assert (report.concepts, report.left_out["unwritable"]) == (3, 1)
    noted = replace(SEVERAL, notes=tuple(Note("말" * 20_000) for _ in range(3)))
    assert exported("smartcat", noted)[1].lost["texts that are too long for a cell"] >= 1
    assert exported("trados", noted)[1].lost["texts that are too long for a cell"] == 2


@pytest.mark.parametrize("name", ["memoq", "trados", "phrase", "matecat", "smartcat", "crowdin"])
def test_ours_come_back(name: str) -> None:
    out = io.BytesIO()
    write([SEVERAL], PROFILES[name], out)
    out.seek(0)
    found = [item for item in read(out, PROFILES[name], "f") if isinstance(item, Incoming)]
    first = found[0]
    assert [term.text for term in first.concept.korean] == ["여러", "여럿"]
    assert first.concept.chinese[0].text == "几个" and first.concept.chinese[0].reading == "Jǐ gè"
    assert first.concept.kind == "place"
    if PROFILES[name].forbidden:
        assert ("zh-Hans", "好些", "deprecated") in forms(found[-1].concept)
    if name != "smartcat":
        assert first.concept.subject == "수"
        assert [(note.type, note.text) for note in first.concept.notes if note.type != "definition"] == [
            ("note", "a | b"), ("usage", "이렇게")
        ]  # fmt: skip


def test_memoq_with_its_own_columns() -> None:
    text = (
        "Entry_ID;Entry_Subject;Entry_Created;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example;Chinese_PRC;Term_Info;Korean_Def;Korean;Term_Info;무엇\r\n"
        '1;지리;3/9/2024 4:05:06 PM;山东的城市;威海;"CaseSense;Exact";去威海;威海卫;"CasePermissive;HalfPrefix;NonTerm";;웨이하이;;x\r\n'
    )
    problem, item = items("memoq", text)
    assert str(problem) == "f:1:13: columns that are not known are passed over: '무엇'"
    assert isinstance(item, Incoming)
    assert forms(item.concept) == [
        ("ko", "웨이하이", "preferred"),
        ("zh-Hans", "威海", "preferred"),
        ("zh-Hans", "威海卫", "deprecated"),
    ]
    assert {(note.type, note.text) for note in item.concept.notes} == {
        ("definition", "山东的城市"),
        ("example", "去威海"),
    }
    assert item.concept.subject == "지리" and item.fields == {"terms", "subject", "notes"}
    assert ("status", "威海") in item.unsaid and ("status", "威海卫") not in item.unsaid


def test_trados_with_its_own_columns() -> None:
    (item,) = incoming("trados", [
        ["entry number", "Subject", "Chinese (Simplified, PRC)", "Korean", "Korean", "Status", "Note"],
        ["7", "지리", "威海 | 威海卫", "웨이하이", "위해", "forbidden", "하나 ~ 둘"],
    ])  # fmt: skip
    assert forms(item.concept) == [
        ("ko", "웨이하이", "preferred"), ("ko", "위해", "deprecated"), ("zh-Hans", "威海", "preferred"), ("zh-Hans", "威海卫", "admitted")
    ]  # fmt: skip
    assert [note.text for note in item.concept.notes] == ["하나", "둘"]


def test_phrase_with_its_numbers() -> None:
    found = incoming("phrase", [
        ["CID", "concept_domain", "TID", "ko", "forbidden", "status", "TID", "zh_cn", "forbidden", "status", "usage"],
        ["c-1", "지리", "t", "웨이하이", "FALSE", "Approved", "t", "威海", "FALSE", "Approved", "공문"],
        ["c-1", "지리", "t", "위해", "TRUE", "New", "t", "威海卫", "TRUE", "New", ""],
        ["c-2", "지리", "t", "위해", "FALSE", "New", "t", "危害", "FALSE", "New", ""],
    ])  # fmt: skip
    first, second = found
    assert forms(first.concept) == [
        ("ko", "웨이하이", "preferred"), ("ko", "위해", "deprecated"), ("zh-Hans", "威海", "preferred"), ("zh-Hans", "威海卫", "deprecated")
    ]  # fmt: skip
    assert (first.concept.status, second.concept.status) == ("auto", "auto")
    assert [(note.type, note.text) for note in first.concept.notes] == [("usage", "공문")]
    assert first.concept.subject == "지리" and first.fields == {"terms", "subject", "notes", "status"}


def test_matecat_forbids_rows() -> None:
    found = items("matecat", [
        ["forbidden", "zh-CN", "Notes", "ko-KR", "Example of use"],
        ["", "威海", "Wēihǎi", "웨이하이", "간다"],
        ["TRUE", "威海", "Wēihǎi", "위해", "간다"],
        ["TRUE", "", "", "위해시", ""],
    ])  # fmt: skip
    first, problem = found
    assert isinstance(first, Incoming)
    assert forms(first.concept) == [
        ("ko", "웨이하이", "preferred"),
        ("ko", "위해", "deprecated"),
        ("zh-Hans", "威海", "preferred"),
    ]
    assert str(problem) == "f:4: a form in one language alone; a row needs two"


def test_crowdin_in_any_order() -> None:
    (item,) = incoming("crowdin", (
        "status_zh-TW,Term [ko],note_ko,term_zh-TW,type_zh-TW,conceptSubject,status_ko\n"
        "draft,웨이하이,메모,威海,FULL_FORM,place,obsolete\n"
    ))  # fmt: skip
    assert forms(item.concept) == [("ko", "웨이하이", "deprecated"), ("zh-TW", "威海", "preferred")]
    assert (item.concept.kind, item.concept.status) == ("place", "candidate")
    assert ("type", "威海") not in item.unsaid and ("type", "웨이하이") in item.unsaid


def test_a_status_that_nobody_knows_is_a_note() -> None:
    (item,) = incoming("crowdin", "term_ko,term_zh-CN,status_zh-CN\n가나,甲乙,흠\n")
    assert [(note.type, note.text) for note in item.concept.notes] == [("status", "흠")]
    assert ("status", "甲乙") in item.unsaid


def test_synonyms_are_joined_and_homographs_are_not() -> None:
    found = incoming("smartcat", [
        ["Korean", "Chinese (PRC)", "comment"],
        ["웨이하이", "威海", "도시"], ["위해", "威海", "도시"], ["위해", "危害", "도시"], ["위해", "威海", ""],
    ])  # fmt: skip
    assert [[text for _, text, _ in forms(item.concept)] for item in found] == [
        ["웨이하이", "위해", "威海"], ["위해", "危害"], ["위해", "威海"]
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["memoq", "trados", "phrase", "matecat", "smartcat", "crowdin"])
def test_a_file_in_other_languages_is_refused(name: str) -> None:
    table = [["English", "German", "Note"], ["a", "b", ""]]
    text = "English,German,Note\na,b,\n"
    with pytest.raises(
        FormatError,
        match=r"^f:1: no Korean and no Chinese column among 'English', 'German', 'Note'; the first row",
    ):
        items(name, table if PROFILES[name].binary else text)
    with pytest.raises(FormatError, match=r"^f:1: no header; the first row names the columns"):
        items(name, [[""]] if PROFILES[name].binary else "")


def test_what_is_wrong_with_a_row_is_told_with_its_line() -> None:
    found = items("memoq", 'Korean,Chinese_PRC\n가,甲,乙\n나,"乙\n다\x07,丙\n라,丁\n')
    assert [str(item) if isinstance(item, Problem) else item.line for item in found] == [
        "f:2:3: 3 cells under 2 columns; quote the one with the delimiter",
        "f:3: a quote that is not closed; close it, or double the quotes inside a cell",
        "f:4: the ko term has a control character U+0007 at character 2; remove it",
        5,
    ]


def test_a_table_of_excel_in_unicode() -> None:
    data = "ko\tzh_tw\tNote\r\n웨이하이\t威海\t도시\r\n".encode("utf-16")
    (item,) = read(io.BytesIO(data), PROFILES["crowdin"], "f")
    assert isinstance(item, Incoming)
    assert forms(item.concept) == [("ko", "웨이하이", "preferred"), ("zh-TW", "威海", "preferred")]


def test_a_concept_has_no_million_rows() -> None:
    text = "term_ko,term_zh-CN\n" + "".join(f"가{number},甲乙\n" for number in range(2_500))
    assert [len(item.concept.terms) for item in incoming("crowdin", text)] == [1001, 1001, 501]


@pytest.mark.parametrize(
    ("header", "slot"),
    [
        ("ko_KR", Slot(FORM, "ko")), ("Chinese_PRC", Slot(FORM, "zh-Hans")), ("Chinese (Traditional, Taiwan)", Slot(FORM, "zh-TW")),
        (">>L<<Chinese (PRC)", Slot(FORM, "zh-Hans")), ("term_zh-TW", Slot(FORM, "zh-TW")), ("Term [ko]", Slot(FORM, "ko")),
        ("Korean_Def", Slot("definition")), (">>I<<Definition", Slot("definition")), (">>XT<<Status", Slot("")), (">>L<<Klingon", None),
        ("description_ko", Slot("definition")), ("Entry_Created", Slot("")), ("status", Slot("status")), ("무엇", None), ("x_y", None),
    ],
)  # fmt: skip
def test_headers(header: str, slot: Slot | None) -> None:
    assert slots([header]) == [slot]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Korean_Korea", "ko"), ("korean (south korea)", "ko"), ("Chinese_Hong_Kong_S_A_R", "zh-HK"), ("Chinese (Hong Kong SAR)", "zh-HK"),
        ("Chinese (Simplified)", "zh-Hans"), ("중국어（간체）", "zh-Hans"), ("zh-Hant-TW", "zh-TW"), ("zh_hans_cn", "zh-Hans"),
        ("English_United_States", "en"), ("Chinese (Macao S.A.R.)", "zh-MO"), ("Chinese notes", None), ("id", None), ("note", None),
    ],
)  # fmt: skip
def test_names_of_languages(name: str, tag: str | None) -> None:
    assert language_named(name) == tag
