"""Files as the vendors' tools write them: what in them is a form, a language or a status, and what is passed over."""

from __future__ import annotations

import io

import pytest

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Problem, read


def found(name: str, text: str) -> tuple[list[list[tuple[str, str, str]]], list[str]]:
    """Return the forms of each concept, with language and status, and what is told."""
    items = list(read(io.BytesIO(text.encode()), PROFILES[name], "f"))
    forms: list[list[tuple[str, str, str]]] = [
        [(term.language, term.text, term.status) for term in item.concept.terms]
        for item in items
        if isinstance(item, Incoming)
    ]
    return forms, [str(item) for item in items if isinstance(item, Problem)]


MTF = (
    '<mtf><conceptGrp><concept>1</concept><languageGrp><language type="Korean" lang=""/><termGrp><term>상하이</term>'
    '<descripGrp><descrip type="Status">Approved</descrip></descripGrp></termGrp></languageGrp>'
    '<languageGrp><language type="Chinese (PRC)" lang="SH-B4"/><termGrp><term>上海</term></termGrp></languageGrp></conceptGrp></mtf>'
)


def test_multiterm_names_its_languages() -> None:
    forms, told = found("multiterm", MTF)
    assert forms == [[("ko", "상하이", "preferred"), ("zh-Hans", "上海", "preferred")]] and not told


def test_what_crowdin_says_of_grammar_is_passed_over() -> None:
    text = "term_ko,partOfSpeech_ko,gender_ko,Term [zh-CN],Part of Speech [zh-CN],Concept Definition,url_ko\n상하이,noun,,上海,noun,도시,x\n"
    forms, told = found("crowdin", text)
    assert forms == [[("ko", "상하이", "preferred"), ("zh-Hans", "上海", "preferred")]]
    assert told == ["f:1:7: columns that are not known are passed over: 'url_ko'"]


def test_targets_that_poterminology_gathered_are_several() -> None:
    head = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n\n'
    forms, _ = found("po", f'{head}msgid "상하이"\nmsgstr "上海 {{a.po}}; 沪 {{b.po, c.po}}"\n')
    assert forms == [[("ko", "상하이", "preferred"), ("zh-Hans", "上海", "preferred"), ("zh-Hans", "沪", "admitted")]]
    assert found("po", f'{head}msgid "변수 {{x}}"\nmsgstr "变量 {{x}} 值"\n')[0][0][1][1] == "变量 {x} 值"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("memoq", "Korean,Term_Info\n상하이,\n", "f:1: no Chinese column among 'Korean', 'Term_Info'"),
        ("crowdin", "term_en,term_de\na,b\n", "f:1: no Korean and no Chinese column among"),
        ("utx", "#UTX 1.20; ko/en;\n#src\ttgt\tsrc:pos\n상하이\tShanghai\tnoun\n", "f:2: no Chinese among its languages: ko, en"),
        ("wordfast", "%20041231\t%User\t%KO-KR\t%Wordfast TM v.546\t%ZH-CN\n", "f:1: a translation memory of Wordfast"),
        ("deepl-v3", '{"dictionaries": [\n{]}', "f:2:2: not JSON: "),
    ],
)  # fmt: skip
def test_what_is_refused(name: str, text: str, told: str) -> None:
    with pytest.raises(FormatError) as error:
        found(name, text)
    assert str(error.value).startswith(told)


def test_an_entry_of_json_has_no_line_that_is_none() -> None:
    _, told = found(
        "deepl-v3",
        '{"dictionaries": [{"source_lang": "ko", "target_lang": "zh", "entries": "상하이\\t上海\\n가나다"}]}',
    )
    assert told == ["f: dictionary 1 (ko–zh): no target in entry 2"]
