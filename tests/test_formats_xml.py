"""MultiTerm XML, TMX and XLIFF as other programs write them; what they are refused for."""

from __future__ import annotations

import io

import pytest

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Problem, read
from glossary.model import Note

MTF = """<?xml version='1.0' encoding='UTF-16'?>
<mtf>
<conceptGrp><concept>4</concept><system type="entryClass">1</system>
<transacGrp><transac type="origination">김</transac><date>2024-03-09T04:05:06</date></transacGrp>
<descripGrp><descrip type="Domain">무역</descrip></descripGrp>
<descripGrp><descrip type="Project">웨이하이 시청</descrip></descripGrp>
<languageGrp><language lang="ZH-CN" type="Chinese (PRC)"/>
<descripGrp><descrip type="Definition">山东的<xref Tlink="烟台">城市</xref></descrip></descripGrp>
<termGrp><term>威海</term><descripGrp><descrip type="Status">Preferred</descrip></descripGrp></termGrp>
<termGrp><term>威海衛</term><descripGrp><descrip type="Status">forbidden</descrip></descripGrp></termGrp>
</languageGrp>
<languageGrp><language type="Korean" lang="ko_kr"/>
<termGrp><term>웨이하이</term><descripGrp><descrip type="Gender">none</descrip></descripGrp></termGrp>
<termGrp><term>위해</term><descripGrp><descrip type="Status">retired</descrip></descripGrp></termGrp>
</languageGrp>
</conceptGrp>
</mtf>"""
TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "http://example.invalid/tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="*all*" datatype="x"/>
<body><tu tuid="1"><prop type="x-project">P</prop><note>비고</note>
<tuv xml:lang="EN-US"><seg>Weihai</seg></tuv>
<tuv lang="ko-KR"><note>x</note><seg>웨이<bpt i="1">&lt;b></bpt>하이<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="zh_CN"><seg><hi>威</hi>海<ph>{1}</ph></seg></tuv></tu>
<tu><tuv xml:lang="ko"><seg> </seg></tuv><tuv xml:lang="zh"><seg>空</seg></tuv></tu></body></tmx>"""
XLIFF = """<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0" version="2.1" srcLang="zh-Hans" trgLang="ko-KR">
<x:file id="f"><x:group id="g"><x:unit id="1"><g:glossary><g:glossEntry ref="#m1"><g:term source="s">威海</g:term><g:translation id="1">웨이하이</g:translation>
<g:translation id="2">위해</g:translation><g:definition>도시</g:definition></g:glossEntry></g:glossary>
<x:notes><x:note>참고</x:note></x:notes><x:segment><x:source>去<x:mrk id="m1" type="term">威海</x:mrk></x:source></x:segment></x:unit>
<x:unit id="2"><x:segment><x:source>没有词汇</x:source></x:segment></x:unit></x:group></x:file></x:xliff>"""


def read_all(text: str, profile: str, encoding: str = "utf-8") -> tuple[list[Incoming], list[str]]:
    """Return what a file brings, and what is told of it."""
    items = list(read(io.BytesIO(text.encode(encoding)), PROFILES[profile], "파일"))
    return (
        [item for item in items if isinstance(item, Incoming)],
        [str(item) for item in items if isinstance(item, Problem)],
    )


def test_multiterm_of_other_programs_is_read() -> None:
    (item,), told = read_all(MTF, "multiterm", "utf-16")
    concept = item.concept
    assert [(term.language, term.text, term.status) for term in concept.terms] == [
        ("ko", "웨이하이", "admitted"),
        ("ko", "위해", "admitted"),
        ("zh-Hans", "威海", "preferred"),
        ("zh-Hans", "威海衛", "deprecated"),
    ]
    assert (concept.subject, concept.scope) == ("무역", "웨이하이 시청")
    assert concept.notes == (
        Note("山东的城市", "language", "definition", "zh-Hans"),
        Note("none", "term", "gender", "ko", "웨이하이"),
    )
    assert item.fields == {"terms", "subject", "scope", "notes"}
    assert ("status", "웨이하이") in item.unsaid and ("status", "威海") not in item.unsaid
    assert [line.split(": ", 1)[1].split(" (")[0] for line in told] == [
        "who changed an entry and when",
        "status 'retired' is not known; taken as admitted",
    ]


def test_tmx_of_other_programs_is_read() -> None:
    (item, half), told = read_all(TMX, "tmx")
    assert [(term.language, term.text) for term in half.concept.terms] == [("zh", "空")]
    assert [(term.language, term.text) for term in item.concept.terms] == [
        ("en-US", "Weihai"),
        ("ko", "웨이하이"),
        ("zh-Hans", "威海"),
    ]
    assert item.concept.notes == (Note("비고"),)
    assert len(told) == 3
    assert "<prop type='x-project'> is not kept" in told[0] and "the ko term is empty" in told[2]


def test_xliff_of_other_programs_is_read() -> None:
    (item,), told = read_all(XLIFF, "xliff-glossary")
    assert [(term.language, term.text, term.status) for term in item.concept.terms] == [
        ("ko", "웨이하이", "preferred"),
        ("ko", "위해", "admitted"),
        ("zh-Hans", "威海", "preferred"),
    ]
    assert item.concept.notes == (Note("도시", type="definition"), Note("참고"))
    assert len(told) == 1 and "a unit without a glossary" in told[0]


def test_the_terms_of_one_unit_are_several_concepts() -> None:
    other = "<g:glossEntry><g:term>{}</g:term><g:translation>{}</g:translation></g:glossEntry></g:glossary>"
    text = XLIFF.replace("</g:glossary>", other.format("上海", "상하이"), 1)
    items, told = read_all(text, "xliff-glossary")
    assert [[term.text for term in item.concept.terms] for item in items] == [
        ["웨이하이", "위해", "威海"],
        ["상하이", "上海"],
    ]
    assert [item.concept.notes for item in items] == [(Note("도시", type="definition"),), ()]
    assert "the notes of a unit with several concepts are not kept" in told[0]


@pytest.mark.parametrize(
    ("profile", "text", "told"),
    [
        ("multiterm", "<martif/>", "파일:1:1: not MultiTerm XML: the root is <martif>, not <mtf>"),
        ("tmx", "<tmx><body><tu>", "파일:1:16: not well-formed XML: no element found"),
        ("xliff-glossary", '<xliff version="1.2"/>', "XLIFF '1.2' has no glossary module; version 2.0 or later does"),
        ("xliff-glossary", '<xliff version="2.0" srcLang="ko"/>', "no srcLang or no trgLang"),
        (
            "xliff-glossary",
            '<xliff version="2.0" srcLang="ko" trgLang="en"/>',
            "no Chinese among its languages: ko, en",
        ),
        ("tmx", '<!DOCTYPE a [<!ENTITY b "c">]><tmx/>', "entity declarations are refused"),
    ],
)
def test_what_is_refused(profile: str, text: str, told: str) -> None:
    with pytest.raises(FormatError) as error:
        read_all(text, profile)
    assert told in str(error.value)
