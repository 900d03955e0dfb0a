"""TBX as other programs write it, each file written for this test from the documentation of its shape."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import pytest

from glossary.formats import PROFILES, Incoming, Problem, read
from glossary.model import Concept

TBX: Final = PROFILES["tbx"]
SAMPLES: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "tbx" / "samples"

Forms = list[tuple[str, str, str]]
Notes = list[tuple[str, str, str]]


def taken(data: str | bytes) -> tuple[list[Incoming], list[str]]:
    """Return what a file brings, and its problems without the file's name."""
    found = list(read(io.BytesIO(data if isinstance(data, bytes) else data.encode("utf-8")), TBX, "f"))
    problems = [str(item).removeprefix("f:") for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Incoming)], problems


def one(data: str | bytes) -> Concept:
    """Return the concept of a file that has one, and no problem."""
    (item,), problems = taken(data)
    assert problems == []
    return item.concept


def forms(concept: Concept) -> Forms:
    """Return language, text and status of every form."""
    return [(term.language, term.text, term.status) for term in concept.terms]


def notes(concept: Concept) -> Notes:
    """Return what every note belongs to, its type and its text."""
    return [(note.term or note.language, note.type, note.text) for note in concept.notes]


def v2(body: str, root: str = 'type="TBX" xml:lang="en"') -> str:
    """Return a file of version 2 around entries."""
    return f'<?xml version="1.0"?>\n<martif {root}><martifHeader/><text><body>{body}</body></text></martif>'


def v3(body: str, root: str = 'type="TBX-Basic" style="dca"') -> str:
    """Return a file of version 3 around entries."""
    return f"""<?xml version="1.0"?>
    <tbx {root} xml:lang="ko" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>{body}</body></text></tbx>"""


MICROSOFT: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "./TBXcoreStructureDTD-v1-0.DTD">
<martif type="TBX" xml:lang="en-us"><martifHeader/><text><body>
<termEntry id="27766_1436">
  <langSet xml:lang="en-US">
    <descripGrp><descrip type="definition">A city at the eastern end of Shandong.</descrip></descripGrp>
    <ntig><termGrp><term id="27766_1436_1">Weihai</term><termNote type="partOfSpeech">Noun</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="ko-kr">
    <ntig><termGrp><term id="27766_1436_2">웨이하이</term><termNote type="partOfSpeech">Proper Noun</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="zh-cn">
    <ntig><termGrp><term id="27766_1436_3">威海</term><termNote type="partOfSpeech">Noun</termNote></termGrp></ntig>
  </langSet>
</termEntry>
</body></text></martif>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_microsoft_terminology_collection(encoding: str) -> None:
    text = MICROSOFT.replace('encoding="UTF-8"', 'encoding="UTF-16"') if encoding == "utf-16" else MICROSOFT
    concept = one(text.encode(encoding))
    assert concept.id is None
    assert forms(concept) == [
        ("en-US", "Weihai", "preferred"),
        ("ko", "웨이하이", "preferred"),
        ("zh-Hans", "威海", "preferred"),
    ]
    assert notes(concept) == [("en-US", "definition", "A city at the eastern end of Shandong.")]


def test_iate() -> None:
    concept = one(
        v2("""<termEntry id="IATE-33032">
        <descripGrp><descrip type="subjectField">72</descrip><note>경제 지리</note></descripGrp>
        <langSet xml:lang="ko">
          <descripGrp><descrip type="definition">산둥성의 항구 도시</descrip><admin type="source">지명 사전, 2020</admin></descripGrp>
          <tig><term>웨이하이</term><termNote type="termType">fullForm</termNote><descrip type="reliabilityCode">3</descrip></tig>
          <tig><term>위해</term><termNote type="termType">abbreviation</termNote>
            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
          <tig><term>W</term><termNote type="termType">formula</termNote></tig>
        </langSet>
        <langSet xml:lang="zh"><tig><term>威海</term><termNote type="termType">phraseologicalUnit</termNote>
          <descripGrp><descrip type="context">威海是一座城市。</descrip><admin type="source">https://example.org/</admin></descripGrp>
        </tig></langSet></termEntry>""")
    )
    assert concept.subject == "72"
    assert [(term.text, term.status, term.type) for term in concept.terms] == [
        ("W", "admitted", "full"),
        ("웨이하이", "admitted", "full"),
        ("위해", "deprecated", "abbreviation"),
        ("威海", "preferred", "phrase"),
    ]
    assert notes(concept) == [
        ("", "subjectField note", "경제 지리"),
        ("ko", "definition", "산둥성의 항구 도시"),
        ("ko", "definition source", "지명 사전, 2020"),
        ("웨이하이", "reliabilityCode", "3"),
        ("W", "termType", "formula"),
        ("威海", "context", "威海是一座城市。"),
        ("威海", "context source", "https://example.org/"),
    ]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferred", "preferred"),
        ("recommendedTerm", "preferred"),
        ("preferredTermadmnsts", "preferred"),
        ("standardizedTerm", "preferred"),
        ("Accepted", "admitted"),
        ("legalTerm-admn-sts", "admitted"),
        ("admittedTerm", "admitted"),
        ("forbidden", "deprecated"),
        ("Not recommended", "deprecated"),
        ("NOT_RECOMMENDED", "deprecated"),
        ("obsolete", "deprecated"),
        ("supersededTerm-admn-sts", "deprecated"),
        ("prohibited", "deprecated"),
    ],
)
@pytest.mark.parametrize("category", ["administrativeStatus", "normativeAuthorization", "Status", "usage status"])
def test_words_for_a_status(category: str, word: str, status: str) -> None:
    body = f"""<conceptEntry><langSec xml:lang="ko_KR"><tig><term>위해</term><termNote type="{category}">{word}</termNote></tig>
    <tig><term>웨이하이</term></tig></langSec><langSec xml:lang="zh_CN"><tig><term>威海</term></tig></langSec></conceptEntry>"""
    (item,), problems = taken(v3(body))
    assert problems == []
    assert ("ko", "위해", status) in forms(item.concept)
    assert ("status", "위해") not in item.unsaid
    assert ("status", "웨이하이") in item.unsaid
    assert "status" not in item.fields


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ('<termNote type="processStatus">unprocessed</termNote>', "candidate"),
        ('<termNote type="processStatus">provisionallyProcessed</termNote>', "candidate"),
        ('<termNote type="processStatus">finalized</termNote>', "approved"),
        ('<termNote type="administrativeStatus">proposed</termNote>', "candidate"),
        ('<termNote type="language-planningQualifier">newTerm</termNote>', "candidate"),
        ('<termNote type="status">New</termNote>', "candidate"),
        ('<termNote type="status">Approved</termNote>', "approved"),
        ('<admin type="elementWorkingStatus">workingElement</admin>', "candidate"),
        ('<admin type="status">draft</admin>', "candidate"),
        ('<descrip type="Status">Candidate</descrip>', "candidate"),
    ],
)
def test_drafts_go_to_review(note: str, status: str) -> None:
    body = f"""<termEntry><langSet xml:lang="ko"><tig><term>웨이하이</term>{note}</tig></langSet>
    <langSet xml:lang="zh"><tig><term>威海</term></tig></langSet></termEntry>"""
    (item,), problems = taken(v2(body))
    assert problems == []
    assert (item.concept.status, "status" in item.fields) == (status, True)
    assert forms(item.concept) == [("ko", "웨이하이", "preferred"), ("zh", "威海", "preferred")]
    assert ("status", "웨이하이") in item.unsaid


def test_one_draft_among_approved_terms_is_enough_for_review() -> None:
    body = """<termEntry><langSet xml:lang="ko"><tig><term>웨이하이</term><termNote type="status">New</termNote></tig></langSet>
    <langSet xml:lang="zh"><tig><term>威海</term><termNote type="status">Approved</termNote></tig></langSet></termEntry>"""
    assert one(v2(body)).status == "candidate"


def test_the_first_category_of_statuses_counts() -> None:
    body = """<termEntry><langSet xml:lang="ko"><tig><term>위해</term><termNote type="normativeAuthorization">preferredTerm</termNote>
    <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote><termNote type="normativeAuthorization">admittedTerm</termNote>
    </tig></langSet></termEntry>"""
    assert forms(one(v2(body))) == [("ko", "위해", "deprecated")]


def test_a_status_that_is_no_word_of_ours_is_told_and_nothing_is_taken_from_it() -> None:
    body = """<termEntry><langSet xml:lang="ko"><tig><term>위해</term><termNote type="normativeAuthorization">선호</termNote></tig></langSet>
    <langSet xml:lang="zh"><tig><term>威海</term></tig></langSet></termEntry>"""
    (item, _), problems = taken(v2(body * 2))
    assert [problem.split(": ", 1)[1] for problem in problems] == ["status '선호' is not known, and is passed over"]
    assert forms(item.concept)[0] == ("ko", "위해", "preferred")
    assert ("status", "위해") in item.unsaid


def test_phrase() -> None:
    concept = one(
        v2("""<termEntry id="1"><descrip type="conceptDomain">지명</descrip><descrip type="conceptSubdomain">도시</descrip>
        <langSet xml:lang="ko"><descrip type="conceptDefinition">산둥성의 도시</descrip>
          <tig><term>웨이하이</term><termNote type="status">Approved</termNote><termNote type="preferred">true</termNote>
            <termNote type="forbidden">false</termNote><termNote type="caseSensitive">false</termNote><termNote type="exactMatch">false</termNote>
            <termNote type="termType">FULL_FORM</termNote><termNote type="usageNote">공문서</termNote></tig>
          <tig><term>위해</term><termNote type="status">Approved</termNote><termNote type="preferred">false</termNote>
            <termNote type="forbidden">true</termNote><termNote type="shortTranslation">위</termNote></tig></langSet>
        <langSet xml:lang="zh_cn"><tig><term>威海</term><termNote type="status">Approved</termNote></tig></langSet></termEntry>""")
    )
    assert (concept.subject, concept.status) == ("지명; 도시", "approved")
    assert forms(concept) == [
        ("ko", "웨이하이", "preferred"),
        ("ko", "위해", "deprecated"),
        ("zh-Hans", "威海", "preferred"),
    ]
    assert notes(concept) == [
        ("ko", "definition", "산둥성의 도시"),
        ("웨이하이", "usage", "공문서"),
        ("위해", "shortTranslation", "위"),
    ]


def test_terminologue() -> None:
    concept = one(
        v2("""<termEntry id="eid-12"><descrip type="subjectField">Geography » Cities</descrip><descrip type="subjectField">Trade</descrip>
        <langSet xml:lang="ko"><ntig><termGrp><term>웨이하이</term><termNote type="partOfSpeech">properNoun</termNote>
            <termNote type="transferComment">도시</termNote><termNote type="normativeAuthorization">preferred</termNote></termGrp></ntig>
          <ntig><termGrp><term>위해</term><termNote type="etymology">ko-Hani</termNote></termGrp></ntig>
          <descrip type="definition">산둥성의 도시</descrip><descrip type="example">웨이하이에 갔다.</descrip></langSet>
        <langSet xml:lang="zh"><ntig><termGrp><term>威海</term><termNote type="proprietaryRestriction">trademark</termNote></termGrp></ntig></langSet>
        </termEntry>""")
    )
    assert concept.subject == "Geography » Cities; Trade"
    assert forms(concept) == [
        ("ko", "웨이하이", "preferred"),
        ("ko", "위해", "admitted"),
        ("zh", "威海", "preferred"),
    ]
    assert notes(concept) == [
        ("웨이하이", "transferComment", "도시"),
        ("위해", "etymology", "ko-Hani"),
        ("ko", "definition", "산둥성의 도시"),
        ("ko", "example", "웨이하이에 갔다."),
        ("威海", "proprietaryRestriction", "trademark"),
    ]


def test_multiterm_has_fields_of_any_name() -> None:
    concept = one(
        v2("""<termEntry id="7"><descripGrp><descrip type="Subject">지명</descrip></descripGrp><admin type="entrySource">사전</admin>
        <langSet xml:lang="ko-KR"><descripGrp><descrip type="Definition">도시</descrip></descripGrp>
          <ntig><termGrp><term>웨이하이</term><termNote type="Usage Status">preferred</termNote></termGrp>
            <descripGrp><descrip type="Context">웨이하이에 갔다.</descrip></descripGrp></ntig></langSet>
        <langSet xml:lang="zh-CHS"><ntig><termGrp><term>威海</term></termGrp><descrip type="Status">deprecated</descrip></ntig></langSet>
        <langSet xml:lang="zh-CHT"><ntig><termGrp><term>威海衛</term></termGrp></ntig></langSet></termEntry>""")
    )
    assert (concept.subject, concept.source) == ("지명", "사전")
    assert forms(concept) == [
        ("ko", "웨이하이", "preferred"),
        ("zh-Hans", "威海", "deprecated"),
        ("zh-Hant", "威海衛", "preferred"),
    ]
    assert notes(concept) == [("ko", "definition", "도시"), ("웨이하이", "context", "웨이하이에 갔다.")]


def test_weblate_and_translate_toolkit() -> None:
    concept = one(
        v2("""<termEntry id="x-1"><descrip>산둥성의 도시</descrip><descrip type="Translation needed">No</descrip><langSet xml:lang="ko"><tig>
        <term>위해</term><termNote type="administrativeStatus">forbidden</termNote></tig></langSet><langSet xml:lang="zh_Hans"><tig>
        <term>威海</term></tig><note from="translator">번역자의 말</note></langSet></termEntry>""")
    )
    assert forms(concept) == [("ko", "위해", "deprecated"), ("zh-Hans", "威海", "preferred")]
    assert notes(concept) == [
        ("", "note", "산둥성의 도시"),
        ("", "Translation needed", "No"),
        ("zh-Hans", "note", "번역자의 말"),
    ]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ZH", "zh"), ("zh-Hans-CN", "zh-Hans"), ("zh_Hans_HK", "zh-Hans"), ("zh-CHS", "zh-Hans"), ("zh-cmn-Hans", "zh-Hans"), ("zh-MY", "zh-Hans"),
        ("zh-Hant-HK", "zh-HK"), ("zh-Hant-CN", "zh-Hant"), ("zh-CHT", "zh-Hant"), ("zho", "zh"), ("cmn-Hant-TW", "zh-TW"), ("yue", "yue"),
        ("kor", "ko"), ("ko_KR", "ko"), ("KO-kp", "ko"), ("kor-Hang-KR", "ko"), ("ja-JP", "ja-JP"), ("en", "en"),
    ],
)  # fmt: skip
def test_tags_of_languages(tag: str, language: str) -> None:
    assert forms(one(v2(f'<termEntry><langSet xml:lang="{tag}"><tig><term>말</term></tig></langSet></termEntry>'))) == [
        (language, "말", "preferred")
    ]


def test_languages_are_known_by_tag_wherever_they_stand() -> None:
    body = """<termEntry><langSet xml:lang="zh-TW"><tig><term>威海</term></tig></langSet><langSet lang="ko"><tig><term>웨이하이</term></tig></langSet>
    <langSet xml:lang="en"><tig><term>Weihai</term></tig></langSet></termEntry>"""
    assert forms(one(v2(body))) == [
        ("en", "Weihai", "preferred"),
        ("ko", "웨이하이", "preferred"),
        ("zh-TW", "威海", "preferred"),
    ]


def test_pinyin_as_a_language_is_a_reading() -> None:
    body = """<termEntry><langSet xml:lang="zh-Latn-pinyin"><tig><term>Wēihǎi</term></tig></langSet><langSet xml:lang="zh-CN"><tig><term>威海</term>
    </tig></langSet>{}<langSet xml:lang="ko"><tig><term>웨이하이</term></tig></langSet></termEntry>"""
    assert [term.reading for term in one(v2(body.format(""))).terms] == [None, "Wēihǎi"]
    another = '<langSet xml:lang="zh-CN"><tig><term>威海市</term></tig></langSet>'
    (item,), problems = taken(v2(body.format(another)))
    assert {term.reading for term in item.concept.terms} == {None}
    assert problems == ["3:145: a form in zh-Latn is a reading, and it is not clear of which form; it is left out"]


DCT: Final = v3(
    """<conceptEntry id="c5"><min:subjectField>지명</min:subjectField><min:customerSubset>의뢰인</min:customerSubset>
    <min:externalCrossReference target="https://example.org/weihai">위키</min:externalCrossReference>
    <transacGrp><basic:transactionType>origination</basic:transactionType><date>2026-11-22</date></transacGrp>
    <langSec xml:lang="ko"><descripGrp><basic:definition>산둥성의 도시</basic:definition><basic:source>사전</basic:source></descripGrp>
      <termSec><term>위해</term><min:partOfSpeech>noun</min:partOfSpeech><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>
        <basic:geographicalUsage>ko-KP</basic:geographicalUsage><acme:color>빨강</acme:color><basic:termLocation>menuItem</basic:termLocation></termSec></langSec>
    <langSec xml:lang="zh-Hans"><termSec><term>威海</term><adminGrp><ling:reading>Wēihǎi</ling:reading><ling:readingNote>Hanyu Pinyin</ling:readingNote></adminGrp>
        <ling:register>technicalRegister</ling:register></termSec></langSec></conceptEntry>""",
    'type="TBX-Linguist" style="dct" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:ling="x" xmlns:acme="y"',
)


def test_the_dct_style_with_modules_known_and_not() -> None:
    (item,), problems = taken(DCT)
    concept = item.concept
    assert problems == ["4:98: <transacGrp> is not kept, here and wherever else it stands"]
    assert (concept.subject, concept.scope) == ("지명", "의뢰인")
    assert [(term.text, term.status, term.variety, term.reading) for term in concept.terms] == [
        ("위해", "deprecated", "KP", None),
        ("威海", "preferred", None, "Wēihǎi"),
    ]
    assert notes(concept) == [
        ("", "externalCrossReference", "위키 https://example.org/weihai"),
        ("ko", "definition", "산둥성의 도시"),
        ("ko", "definition source", "사전"),
        ("위해", "color", "빨강"),
        ("위해", "termLocation", "menuItem"),
        ("威海", "register", "technicalRegister"),
    ]


def test_the_dca_style_tells_of_elements_that_it_does_not_know() -> None:
    body = """<conceptEntry id="c1"><acme:box xmlns:acme="y"><langSec xml:lang="ko"><termSec><term>위해</term><acme:color>빨강</acme:color></termSec></langSec>
    </acme:box><langSec xml:lang="zh"><termSec><term>威海</term></termSec></langSec></conceptEntry>"""
    (item,), problems = taken(v3(body))
    assert forms(item.concept) == [("ko", "위해", "preferred"), ("zh", "威海", "preferred")]
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        "<color> is not kept, here and wherever else it stands"
    ]


def test_tbx_default() -> None:
    (item,), problems = taken(
        v2("""<termEntry id="c9"><transacGrp><transac type="transactionType">input</transac><date>2020-01-01</date></transacGrp>
        <descrip type="broaderConceptGeneric" target="c8">도시</descrip><ref type="see" target="c3">칭다오</ref><admin type="sortKey">wh</admin>
        <langSet xml:lang="ko"><ntig><termGrp><term>국제<hi type="italics">무역</hi>기구</term><termNoteGrp><termNote type="usageNote">공문서</termNote>
          <note>2020년부터</note></termNoteGrp><termNote type="grammaticalGender">neuter</termNote><termNote type="partOfSpeech">verb</termNote>
          <termNote type="frequency">rarelyUsed</termNote>
          <termCompList type="lemma"><termComp>국제</termComp><termComp>무역</termComp></termCompList></termGrp>
          <descripGrp><descrip type="context">그 <foreign xml:lang="en">city</foreign>에 H<hi type="subscript">2</hi>O</descrip>
            <descripNote type="contextType">definingContext</descripNote></descripGrp>
          <admin type="source">신문</admin><xref type="xGraphic" target="a.png">그림</xref></ntig></langSet>
        <langSet xml:lang="zh"><tig><term>国际贸易组织</term><termNote type="pronunciation">guójì màoyì zǔzhī</termNote></tig></langSet>
        </termEntry>""")
    )
    concept = item.concept
    assert [(term.text, term.reading) for term in concept.terms] == [
        ("국제무역기구", None),
        ("国际贸易组织", "guójì màoyì zǔzhī"),
    ]
    assert notes(concept) == [
        ("", "broaderConceptGeneric", "도시"),
        ("국제무역기구", "usage", "공문서"),
        ("국제무역기구", "note", "2020년부터"),
        ("국제무역기구", "frequency", "rarelyUsed"),
        ("국제무역기구", "context", "그 city에 H2O"),
        ("국제무역기구", "contextType", "definingContext"),
        ("국제무역기구", "source", "신문"),
    ]
    what = " is not kept, here and wherever else it stands"
    assert [problem.split(": ", 1)[1].removesuffix(what) for problem in problems] == [
        "<transacGrp>",
        "<ref type='see'>",
        "<admin type='sortKey'>",
        "term note 'grammaticalGender'",
        "term note 'partOfSpeech'",
        "<termCompList type='lemma'>",
        "<xref type='xGraphic'>",
    ]


def test_terms_without_a_section_of_their_own() -> None:
    body = """<termEntry><langSet xml:lang="ko"><term>웨이하이</term><term>위해</term></langSet>
    <langSet xml:lang="zh"><tig><term>威海</term><term>威海卫</term><note>옛 이름</note></tig></langSet></termEntry>"""
    concept = one(v2(body))
    assert forms(concept) == [
        ("ko", "웨이하이", "preferred"),
        ("ko", "위해", "admitted"),
        ("zh", "威海", "preferred"),
        ("zh", "威海卫", "admitted"),
    ]
    assert notes(concept) == [("威海卫", "note", "옛 이름")]


def test_ids_that_stand_twice_and_forms_that_do() -> None:
    body = """<termEntry id="{}"><langSet xml:lang="ko"><tig><term>위해</term></tig><tig><term>위해</term>
    <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>\n"""
    items, problems = taken(v2("".join(body.format(name) for name in ("a", "c1", "a", "1", "c1", "b-2", ""))))
    assert len(items) == 7
    assert [problem.split(": ", 1)[1] for problem in problems if "the id" in problem] == [
        "the id 'a' stands there twice; both entries are taken",
        "the id 'c1' stands there twice; both entries are taken",
    ]
    assert (
        sum("'위해' stands twice in this entry, and not alike; the first counts" in problem for problem in problems)
        == 7
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published samples are not at hand (../shared/tbx/samples)")
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("v3*.tbx")), ids=lambda path: path.stem)
def test_the_published_samples_of_version_3(path: Path) -> None:
    (item,), problems = taken(path.read_bytes())
    concept = item.concept
    what = " is not kept, here and wherever else it stands"
    assert [problem.split(": ", 1)[1].removesuffix(what) for problem in problems] == ["<ref type='crossReference'>"]
    reading = "Liúgōng Dǎo" if "linguist" in path.stem else None
    assert (concept.id, concept.subject) == (1, "지명")
    assert [
        (term.language, term.text, term.status, term.type, term.variety, term.reading) for term in concept.terms
    ] == [
        ("ko", "웨이하이", "preferred", "full", None, None),
        ("ko", "위해", "deprecated", "full", None, None),
        ("zh-Hans", "刘公岛", "preferred", "full", "CN", reading),
        ("zh-Hant", "劉公島", "preferred", "variant", "TW", None),
    ]
    pinyin = [] if reading else [("刘公岛", "note", "reading (pinyin): Liúgōng Dǎo")]
    assert notes(concept) == [
        ("", "externalCrossReference", "Wikidata https://www.wikidata.org/wiki/Q57924"),
        ("ko", "definition", "산둥성 동쪽 끝의 도시"),
        ("ko", "definition source", "위키백과"),
        ("웨이하이", "source", "doc.pdf"),
        ("웨이하이", "context", "웨이하이에 갔다."),
        ("웨이하이", "context source", "doc.pdf, p. 3"),
        *pinyin,
    ]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published samples are not at hand (../shared/tbx/samples)")
def test_the_published_sample_of_version_2() -> None:
    items, problems = taken((SAMPLES / "v2_tbxbasic_ko_zh-CN.tbx").read_bytes())
    assert problems == []
    assert [(item.concept.id, item.concept.subject, forms(item.concept)) for item in items] == [
        (1, "지명", [("ko", "웨이하이", "preferred"), ("ko", "위해", "deprecated"), ("zh-Hans", "威海", "preferred")]),
        (2, "인명", [("ko", "류광화", "preferred"), ("zh-Hans", "刘广华", "preferred")]),
    ]
    assert [term.reading for item in items for term in item.concept.chinese] == ["Wēihǎi", "Liú Guǎnghuá"]
    assert notes(items[0].concept) == [
        ("ko", "definition", "산둥성 동쪽 끝의 도시"),
        ("웨이하이", "context", "웨이하이에 갔다."),
        ("웨이하이", "source", "doc.pdf"),
    ]
