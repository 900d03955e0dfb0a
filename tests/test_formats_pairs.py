"""Tables of pairs: what each program gets, and what is read of what others write."""

from __future__ import annotations

import io

import pytest
from concepts import HASHED, LIU, WEIHAI, concept, pair

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, Report, read, write
from glossary.formats.lines import LINE
from glossary.formats.pairs.runs import LONGEST
from glossary.formats.rows import ROW
from glossary.model import Concept, Term

OPEN = Options(guard=False)


def written(name: str, *concepts: Concept, options: Options = OPEN) -> tuple[str, Report]:
    """Return the text of an export, and its report."""
    out = io.BytesIO()
    report = write(concepts, PROFILES[name], out, options)
    return out.getvalue().decode(PROFILES[name].encoding), report


def items(name: str, text: str | bytes) -> list[Incoming | Problem]:
    """Return what is read of a file."""
    return list(read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), PROFILES[name], "f"))


def forms(name: str, text: str | bytes) -> list[list[tuple[str, str]]]:
    """Return language and text of the terms of each concept of a file without problems."""
    found = items(name, text)
    assert not [str(item) for item in found if isinstance(item, Problem)]
    return [[(term.language, term.text) for term in item.concept.terms] for item in found if isinstance(item, Incoming)]


def problems(name: str, text: str | bytes) -> list[str]:
    """Return the problems of a file."""
    return [str(item) for item in items(name, text) if isinstance(item, Problem)]


WEIHAI_FORMS = [("ko", "웨이하이"), ("zh-Hans", "威海")]
RUSHAN, LUSHAN = (pair(number, "루산", chinese, status="approved") for number, chinese in ((1, "乳山"), (2, "庐山")))
TWO_TARGETS = concept(
    1,
    Term("ko", "휴대전화", "preferred", seen=1),
    Term("zh-Hans", "手机", "preferred", seen=1),
    Term("zh-Hans", "移动电话", seen=1),
    status="approved",
    documents=2,
)
LONG = pair(1, "긴" * 67, "长", status="approved")

# --- writing --------------------------------------------------------------------------------------------------------


def test_quotes_stand_where_csv_needs_them() -> None:
    text, _ = written("omegat-csv", pair(1, '쉼표, "따옴표"', "逗号", status="approved"), HASHED)
    assert text.splitlines() == ['"#해시","#话题",[organization]', '"쉼표, ""따옴표""",逗号,[organization]']


def test_a_context_tells_entries_with_one_source_apart() -> None:
    text, report = written("weblate", RUSHAN, LUSHAN)
    assert [line.split(",")[:3] for line in text.splitlines()[1:]] == [
        ['"루산"', '"乳山"', '""'],
        ['"루산"', '"庐山"', '"庐山"'],
    ]
    assert report.entries == 2


def test_a_second_target_of_one_concept_has_a_context_too() -> None:
    text, _ = written("weblate", TWO_TARGETS)
    assert [line.split(",")[2] for line in text.splitlines()[1:]] == ['""', '"移动电话"']
    assert len(items("weblate", text)) == 2


def test_what_weblate_would_change_stays_out() -> None:
    _, report = written("weblate", pair(1, "'=양쪽'", "两边", status="approved"))
    assert (report.left_out, report.lost["pairs with a form that Weblate changes"]) == ({"unwritable": 1}, 1)


def test_wordfast_gets_utf_16_with_its_line_ends() -> None:
    out = io.BytesIO()
    report = write([WEIHAI, pair(1, "%s 개", "%s个", status="approved")], PROFILES["wordfast"], out, OPEN)
    assert out.getvalue()[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert out.getvalue().decode("utf-16").splitlines(keepends=True)[0].startswith("웨이하이\t威海\t[place] Wēihǎi")
    assert out.getvalue().decode("utf-16").endswith("\r\n")
    assert report.lost["pairs whose source form begins with % or a BOM"] == 1


@pytest.mark.parametrize("name", ["deepl", "google", "google-terms", "amazon", "microsoft"])
def test_machine_translation_gets_each_source_once(name: str) -> None:
    office = pair(
        1, "국가인터넷정보판공실", "国家互联网信息办公室", relation="translation", status="approved", documents=2
    )
    short = Term("zh", "国家网信办", "preferred", seen=1), Term("zh", "国家互联网信息办公室", seen=1)
    same = concept(2, office.korean[0], *short, relation="translation", status="approved", documents=2)
    text, report = written(name, office, same, options=Options())
    assert [line for line in text.splitlines() if "국가" in line] == [
        f"국가인터넷정보판공실{',' if ',' in text else chr(9)}国家互联网信息办公室"
    ]
    assert report.lost["pairs whose source form stands there with another target"] == 1


def test_a_term_set_has_each_target_once_too() -> None:
    text, report = written("google-terms", LIU, pair(1, "류광하", "刘广华", status="approved"))
    assert text == "ko,zh-CN\n류광하,刘广华\n"
    assert report.lost["pairs whose target form stands there with another source"] == 1
    assert report.lost["pairs whose source form is not preferred"] == 1


@pytest.mark.parametrize(
    ("name", "target", "header"),
    [("google-terms", "zh-Hant", "ko,zh-TW"), ("amazon", "zh-CN", "ko,zh"), ("amazon", "zh-TW", "ko,zh-TW")],
)
def test_headers_have_the_codes_of_the_client(name: str, target: str, header: str) -> None:
    text, _ = written(name, LIU, options=Options(target=target, guard=False))
    assert text.splitlines()[0] == header


def test_what_is_longer_than_amazon_takes_stays_out() -> None:
    text, report = written("amazon", LONG, LIU)
    assert "긴" not in text and report.lost["pairs with a form longer than Amazon takes"] == 1
    assert len(written("microsoft", LONG)[0].split("\t")[0].encode()) == 201


def test_a_file_ends_where_the_client_takes_no_more() -> None:
    names = (pair(number, f"{number:06} " + "긴" * 300, "长" * 300, status="approved") for number in range(1, 6001))
    text, report = written("deepl", *names)
    assert len(text.encode()) <= 10 * 1024 * 1024 < len(text.encode()) + 1810
    assert report.entries + report.lost["pairs beyond the size of a file that DeepL takes"] == 6000


def test_forms_that_are_one_on_one_line_stand_there_once() -> None:
    twice = concept(1, Term("ko", "가\u2028나"), Term("ko", "가 나"), Term("zh", "甲"), status="approved")
    text, report = written("deepl", twice)
    assert (text, report.entries) == ("가 나\t甲\n", 1)


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tsv", "웨이하이\t威海\r\n"),
        ("tsv", "威海\t웨이하이\r"),
        ("tsv", "\ufeffko\tzh-CN\n웨이하이\t威海\n"),
        ("tsv", "Chinese (Simplified)\tKorean\n威海\t웨이하이\n"),
        ("tsv", "번호\t중국어(간체)\t한국어\n1\t威海\t웨이하이\n"),
        ("tsv", "target\tid\tsource\n威海\t7\t웨이하이\n"),
        ("tsv", "ko\tzh_Hans\r\n\r\n웨이하이\t威海\n"),
        ("google", "웨이하이;威海\n"),
        ("google", "웨이하이\t威海\n"),
        ("google-terms", "zh-CN,ko\n威海,웨이하이\n"),
        ("amazon", 'ko,zh\n"웨이하이","威海"\n'),
        ("deepl", "웨이하이,威海,ko,zh\n"),
        ("deepl", "威海,웨이하이,ZH,KO\n"),
        ("microsoft", "웨이하이,威海\n"),
        ("omegat-csv", "# 주석\n웨이하이,威海\n"),
        ("wordfast", "%20040101~120000\t%User ID\n웨이하이\t威海\n"),
        ("weblate", '"location","source","target","id","fuzzy","context","translator_comments","developer_comments"\n'
                    '"","웨이하이","威海","","","","",""\n'),
        ("weblate", "source;target\n웨이하이;威海\n"),
        ("omegat-csv", "sep=;\r\n웨이하이;威海\r\n"),
        ("google", '"sep=|"\n웨이하이|威海\n'),
        ("weblate", "웨이하이,威海\n"),
    ],
)  # fmt: skip
def test_the_columns_are_told_by_header_or_script(name: str, text: str) -> None:
    assert forms(name, text) == [WEIHAI_FORMS]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_byte_order_marks_tell_the_encoding(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert forms("wordfast", f"{mark}웨이하이\t威海\r\n".encode(encoding)) == [WEIHAI_FORMS]


def test_unicode_text_of_excel_has_quotes() -> None:
    text = '"웨이""하이"\t"威,海"\r\n'
    assert forms("tsv", text.encode("utf-16")) == [[("ko", '웨이"하이'), ("zh-Hans", "威,海")]]
    assert forms("tsv", text) == [[("ko", '"웨이""하이"'), ("zh-Hans", '"威,海"')]]


def test_several_languages_are_one_concept() -> None:
    assert forms("google-terms", "en,ko,zh-TW,pos\nWeihai,웨이하이,威海,noun\n") == [
        [("en", "Weihai"), ("ko", "웨이하이"), ("zh-Hant", "威海")]
    ]


@pytest.mark.parametrize(
    ("name", "text", "is_open"),
    [
        ("tsv", "웨이하이\t威海\n", True),
        ("tsv", "Korean\tChinese\n웨이하이\t威海\n", True),
        ("tsv", "ko\tzh-CN\n웨이하이\t威海\n", False),
        ("amazon", "ko,zh\n웨이하이,威海\n", True),
        ("csv", "ko,zh\n웨이하이,威海\n", True),
        ("csv", "ko,zh-Hans\n웨이하이,威海\n", False),
        ("memoq", "Korean,Chinese\n웨이하이,威海\n", True),
        ("memoq", "Korean,Chinese_PRC\n웨이하이,威海\n", False),
    ],
)
def test_chinese_that_names_no_script_is_simplified_and_says_nothing_of_it(name: str, text: str, is_open: bool) -> None:
    (item,) = items(name, text)
    assert isinstance(item, Incoming)
    assert [(term.language, term.text) for term in item.concept.terms] == WEIHAI_FORMS
    assert (("language", "威海") in item.unsaid) == is_open


def test_a_pair_of_names_of_languages_is_no_header() -> None:
    assert forms("tsv", "한국어\t韩语\n중국어\t中文\n") == [
        [("ko", "한국어"), ("zh-Hans", "韩语")],
        [("ko", "중국어"), ("zh-Hans", "中文")],
    ]


def test_columns_that_are_not_known_are_told_once() -> None:
    names = [f"열{number}" for number in range(9)]
    text = f"ko,{','.join(names)},zh\n" + f"가,{','.join('x' * 9)},甲\n" * 2
    assert problems("amazon", text) == [
        "f:1:2: 9 columns that are not known are passed over: '열0', '열1', '열2', '열3', '열4' …"
    ]


def test_comments_contexts_and_drafts_come_in() -> None:
    (item,) = items(
        "weblate",
        "source,target,context,translator_comments,developer_comments,fuzzy\n웨이하이,威海,지명,[place] Wēihǎi,도시,True\n",
    )
    assert isinstance(item, Incoming)
    assert [(note.type, note.text) for note in item.concept.notes] == [("note", "도시"), ("context", "지명")]
    assert (item.concept.kind, item.concept.chinese[0].reading, item.concept.status) == ("place", "Wēihǎi", "candidate")
    assert item.fields == {"terms", "kind", "notes", "status"}


def test_quoted_line_ends_are_read_where_the_format_has_them() -> None:
    text = 'source,target,translator_comments\n"웨이하이","威海","첫 줄\r\n둘째 줄"\n나,乙,\n'
    first, second = items("weblate", text)
    assert isinstance(first, Incoming) and [note.text for note in first.concept.notes] == ["첫 줄\n둘째 줄"]
    assert isinstance(second, Incoming) and second.line == 4


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("weblate", 'source,target\n"가,甲\n나,乙\n다,丙\n', ["f:2: a quote that is not closed"]),
        ("weblate", 'source,target\n"가" 나,甲\n다,丙\n', ["f:2: text behind a closing quote"]),
        ("omegat-csv", '"가,甲\n나,乙\n', ["f:1: a quote that is not closed"]),
        ("weblate", "source,target\n가\n나,乙\n", ["f:2: no target"]),
        ("weblate", "source,target\n,甲\n나,乙\n", ["f:2: no source"]),
        ("weblate", "source,target\n가,甲,하나,둘\n나,乙\n", ["f:2:3: 4 cells under 2 columns"]),
        ("amazon", "ko,zh\n가,\n나,乙\n", ["f:2: a form in one language alone"]),
    ],
)
def test_a_row_that_cannot_be_kept_costs_no_other(name: str, text: str, told: list[str]) -> None:
    found = problems(name, text)
    assert len(found) == len(told) and all(map(str.startswith, found, told))
    assert [item.concept.chinese[0].text for item in items(name, text) if isinstance(item, Incoming)][-1] in "乙丙"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("amazon", "en,fr\nhello,bonjour\n", "f:1: no Korean and no Chinese among its languages: en, fr"),
        ("amazon", "ko,en\n가,a\n", "f:1: no Chinese among its languages: ko, en"),
        ("tsv", "hello\tbonjour\n", "f: neither Korean nor Chinese in it, but Latin letters such as 'hello' and 'bonjour'"),
        ("tsv", "안녕\thello\n" * 50, "f: no Chinese in it, but Hangul and Latin letters such as '안녕' and 'hello'"),
        ("tsv", "漢字\tかんじ\n" * 50, "f: no Korean in it, but CJK and Hiragana letters such as '漢字' and 'かんじ'"),
        ("tsv", "1\t2\n", "f: neither Korean nor Chinese in it, but no letters such as '1' and '2'"),
        ("weblate", "source,target\n" + 'a","b\n' * (ROW // 2), "f:17: one more of many quotes that are not closed"),
    ],
)  # fmt: skip
def test_a_file_of_something_else_is_refused(name: str, text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        items(name, text)
    assert str(error.value).startswith(message)


# What mutated files brought to light.


def test_a_pair_of_ours_that_looks_like_a_header_is_an_entry() -> None:
    odd = pair(1, "ko", "zh-CN", status="approved")
    text, _ = written("omegat", odd, pair(2, "웨이하이", "威海", status="approved"))
    assert len(forms("omegat", text)) == 2


def test_a_refusal_is_one_short_line_however_many_columns_there_are() -> None:
    header = ",".join(['"en\nglish"', "fr", *(f"name{number}" for number in range(50_000))])
    with pytest.raises(FormatError) as error:
        items("amazon", header + "\na,b\n")
    assert len(str(error.value)) < 500 and "\n" not in str(error.value)


def test_a_code_beside_source_and_target_is_no_language() -> None:
    text = "source,target,it\n웨이하이,威海,x\n"
    assert problems("weblate", text) == ["f:1:3: 1 columns that are not known are passed over: 'it'"]
    assert len(items("weblate", text)) == 2


def test_forms_in_latin_letters_are_kept_in_a_korean_and_chinese_file() -> None:
    text = "가\t甲\n" + "CRH\t高速\n고속철\tCRH\n" * 60
    found = forms("tsv", text)
    assert len(found) == 121 and [("ko", "고속철"), ("zh-Hans", "CRH")] in found


def test_a_file_to_korean_stays_one_where_a_row_does_not_tell() -> None:
    assert forms("tsv", "威海\t웨이하이\nCRH\tKTX\n")[1] == [("ko", "KTX"), ("zh-Hans", "CRH")]


class Endless(io.BytesIO):
    """A file that repeats one piece of text for ever."""

    def __init__(self, piece: bytes) -> None:
        super().__init__()
        self._piece = piece
        self.given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return that many bytes."""
        assert size is not None and size > 0, "it is read piece by piece"
        self.given += size
        return (self._piece * (size // len(self._piece) + 1))[:size]


@pytest.mark.parametrize("name", ["tsv", "weblate", "google"])
@pytest.mark.parametrize("piece", ["x", ',"', "\tx", '"'], ids=["x", "quotes", "cells", "quote"])
def test_a_line_without_end_is_given_up_soon(name: str, piece: str) -> None:
    stream = Endless(piece.encode())
    with pytest.raises(FormatError, match="f:1: a line of more than"):
        list(read(stream, PROFILES[name], "f"))
    assert stream.given < 2 * LINE


def test_a_million_columns_are_one_problem() -> None:
    text = "ko,zh" + ",x" * 400_000 + "\n가,甲\n"
    (told,) = problems("google", text)
    assert told.startswith("f:1:3: 400,000 columns that are not known") and len(told) < 200


def test_a_cell_that_never_closes_costs_its_row_alone() -> None:
    text = 'source,target\n"가,甲\n' + "나,乙\n" * (ROW // 3)
    (told,) = problems("weblate", text)
    assert told.startswith("f:2: a quote that is not closed")
    assert len(items("weblate", text)) == 1 + -(-(ROW // 3) // LONGEST)


def test_a_row_that_no_glossary_has_is_told() -> None:
    text = f"source,target,translator_comments\n가,甲,{'x' * 40_000}\n나,乙,\n"
    assert problems("weblate", text) == ["f:2: a row of 40,002 characters; this is no entry of a glossary"]


def test_a_concept_has_no_million_forms() -> None:
    found = forms("tsv", "".join(f"가{number}\t甲\n" for number in range(2_500)))
    assert [len(concept) for concept in found] == [1001, 1001, 501]


def test_each_row_may_say_its_languages() -> None:
    text = "웨이하이,威海,KO,ZH\n上海,상하이,ZH,KO\nShanghai,상하이,EN,KO\n"
    assert problems("deepl", text) == ["f:3:3: a row in 'EN' and 'KO'; the first one is in ko and zh"]
    found = [item.concept for item in items("deepl", text) if isinstance(item, Incoming)]
    assert [[term.text for term in concept.terms] for concept in found] == [["웨이하이", "威海"], ["상하이", "上海"]]


def test_a_header_of_two_scripts_is_no_entry() -> None:
    with pytest.raises(FormatError, match="f:1: no Korean among its languages: zh-CN, zh-TW"):
        items("google-terms", "zh-CN,zh-TW\n刘广华,劉廣華\n")
