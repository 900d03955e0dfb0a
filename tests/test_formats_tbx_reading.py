"""TBX as others write it, and as nobody should."""

from __future__ import annotations

import io
import time
import tracemalloc
from pathlib import Path
from typing import Final

import pytest

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Problem, read
from glossary.model import Concept

TBX: Final = PROFILES["tbx"]
SAMPLES: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "tbx" / "samples"


def martif(body: str, head: str = "") -> str:
    """Return a file of version 2 around entries."""
    return f"<?xml version='1.0'?>{head}<martif type='TBX'><text><body>\n{body}</body></text></martif>"


def entry(*languages: tuple[str, str], extra: str = "") -> str:
    """Return one entry with a term in each language."""
    sets = "".join(f"<langSet xml:lang='{tag}'><tig><term>{text}</term></tig></langSet>" for tag, text in languages)
    return f"<termEntry>{extra}{sets}</termEntry>\n"


PAIR: Final = entry(("ko", "웨이하이"), ("zh-CN", "威海"))


def items(text: str | bytes) -> tuple[list[Concept], list[str]]:
    """Return the concepts and the problems of a file."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    found = list(read(io.BytesIO(data), TBX, "f.tbx"))
    return [item.concept for item in found if isinstance(item, Incoming)], [
        str(item) for item in found if isinstance(item, Problem)
    ]


def forms(text: str | bytes) -> list[tuple[str, str]]:
    """Return language and text of every term of a file without problems."""
    concepts, problems = items(text)
    assert problems == []
    return [(term.language, term.text) for concept in concepts for term in concept.terms]


def test_an_entry_without_id() -> None:
    (concept,), problems = items(martif(PAIR))
    assert (concept.id, concept.uid, problems) == (None, "", [])
    assert [(term.language, term.text, term.status) for term in concept.terms] == [
        ("ko", "웨이하이", "preferred"),
        ("zh-Hans", "威海", "preferred"),
    ]


def test_what_a_file_does_not_state_is_not_stated() -> None:
    (item,) = read(io.BytesIO(martif(PAIR).encode()), TBX, "f.tbx")
    assert isinstance(item, Incoming)
    assert (set(item.fields), item.line) == ({"terms"}, 2)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ko-KR", "ko"),
        ("KO", "ko"),
        ("zh_CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-hant-tw", "zh-TW"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh-Hant"),
        ("zh", "zh"),
        ("en-US", "en-US"),
    ],
)
def test_language_tags(tag: str, language: str) -> None:
    assert forms(martif(entry((tag, "말")))) == [(language, "말")]


def test_a_tag_that_is_none_is_told() -> None:
    concepts, problems = items(martif(entry(("한국어", "말"), ("zh", "词"))))
    assert [term.text for term in concepts[0].terms] == ["词"]
    assert problems == [
        "f.tbx:2:12: not a language tag: '한국어'; write one like ko, zh-Hans or zh-TW; its forms are left out"
    ]


def test_ntig_and_term_groups() -> None:
    body = """<termEntry id='17'><langSet xml:lang='ko'><ntig><termGrp><term>웨이<hi>하이</hi></term>
    <termNote type='termType'>shortForm</termNote></termGrp><note>비고</note></ntig></langSet></termEntry>"""
    (concept,), problems = items(martif(body))
    assert problems == []
    assert (concept.terms[0].text, concept.terms[0].type, concept.notes[0].text) == ("웨이하이", "short", "비고")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ("preferred", "preferred"),
        ("forbidden", "deprecated"),
        ("obsolete", "deprecated"),
        ("supersededTerm-admn-sts", "deprecated"),
        ("notRecommended", "deprecated"),
        ("admitted", "admitted"),
    ],
)
def test_statuses_of_other_vendors(word: str, status: str) -> None:
    note = f"<termNote type='administrativeStatus'>{word}</termNote>"
    (concept,), problems = items(martif(PAIR.replace("</term></tig>", f"</term>{note}</tig>", 1)))
    assert (concept.korean[0].status, problems) == (status, [])


def test_a_usage_note_a_source_and_what_is_not_kept() -> None:
    extra = (
        "<descrip type='Usage note'>공문서</descrip><descripGrp><descrip type='definition'>도시</descrip></descripGrp>"
        "<admin type='source'>사전</admin><admin type='conceptOrigin'>x</admin><xref type='xGraphic' target='a.png'>그림</xref>"
    )
    (concept, _), problems = items(martif(entry(("ko", "말"), extra=extra) * 2))
    assert [(note.type, note.text) for note in concept.notes] == [("usage", "공문서"), ("definition", "도시")]
    assert concept.source == "사전"
    # Once for each kind of thing, not once for each entry.
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        "<admin type='conceptOrigin'> is not kept, here and wherever else it stands",
        "<xref type='xGraphic'> is not kept, here and wherever else it stands",
    ]


def test_the_dct_style_and_prefixes() -> None:
    text = """<x:tbx xmlns:x='urn:iso:std:iso:30042:ed-2' xmlns:min='http://www.tbxinfo.net/ns/min' style='dct' type='TBX-Basic'>
    <x:text><x:body><x:conceptEntry id='c5'><min:subjectField>지명</min:subjectField><x:langSec xml:lang='ko'><x:termSec>
    <x:term>위해</x:term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></x:termSec></x:langSec>
    </x:conceptEntry></x:body></x:text></x:tbx>"""
    (concept,), problems = items(text)
    assert problems == []
    assert (concept.id, concept.subject, concept.terms[0].status) == (5, "지명", "deprecated")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    text = martif(PAIR)
    data = ("\ufeff" if encoding == "utf-16-le" else "").encode("utf-16-le") + text.encode(encoding)
    assert forms(data) == [("ko", "웨이하이"), ("zh-Hans", "威海")]


def test_a_doctype_is_passed_over_and_not_fetched(tmp_path: Path) -> None:
    head = f"<!DOCTYPE martif SYSTEM '{(tmp_path / 'none.dtd').as_uri()}'>"
    assert forms(martif(PAIR, head)) == [("ko", "웨이하이"), ("zh-Hans", "威海")]


def test_an_undeclared_entity_is_told() -> None:
    concepts, problems = items(martif(entry(("ko", "가&nbsp;나")), "<!DOCTYPE martif SYSTEM 'a.dtd'>"))
    assert concepts[0].terms[0].text == "가나"
    assert "entity &nbsp; is not declared here" in problems[0]


def test_white_space_in_a_term_is_one_space() -> None:
    assert forms(martif(entry(("ko", "\n   산둥\n\t 성  ")))) == [("ko", "산둥 성")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"f\.tbx:1:1: not well-formed XML"),
        ("용어", r"f\.tbx:1:1: not well-formed XML"),
        ("<html></html>", "the root is <html>"),
        (martif(PAIR)[:-20], r"f\.tbx:3:\d+: not well-formed XML"),
        (martif("<termEntry>\n</langSet>"), r"f\.tbx:3:\d+: not well-formed XML: mismatched tag"),
        (martif(PAIR, "<!DOCTYPE m [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"), "entity declarations are refused: 'a'"),
        (
            martif(PAIR, "<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
            "entity declarations are refused: 'x'",
        ),
        (
            martif(PAIR, "<!DOCTYPE m [<!ENTITY % p SYSTEM 'http://example.org/'> %p;]>"),
            "entity declarations are refused",
        ),
        (martif(PAIR, f"<!DOCTYPE m [<!ATTLIST term x CDATA '{'a' * 2000}'>]>"), "default of 2,000 characters"),
        (martif("<a>" * 10_000 + "</a>" * 10_000), "nested more than 64 deep"),
        (martif(f"<termEntry><note>{'가' * 4_000_001}</note></termEntry>"), "an entry of more than 4,000,000"),
        (martif(f"<termEntry id='{'a' * 9_000_000}'/>"), "one tag of more than"),
        (
            "<?xml version='1.0' encoding='cp949x'?><martif/>",
            r"f\.tbx:1: unknown encoding: cp949x; save the file as UTF-8",
        ),
        (
            "<?xml version='1.0' encoding='cp949'?><martif/>",
            "multi-byte encodings are not supported; save the file as UTF-8",
        ),
    ],
    ids=[
        "empty",
        "text",
        "html",
        "cut",
        "crossed",
        "bomb",
        "file",
        "parameter",
        "attlist",
        "deep",
        "long",
        "tag",
        "encoding",
        "cp949",
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        items(text)


def test_what_the_model_refuses_is_told_and_the_rest_is_read() -> None:
    text = martif(entry(("ko", "나쁜&#x85;말"), ("zh", "坏词")) + "<termEntry id='leer'/>" + PAIR)
    concepts, problems = items(text)
    assert len(concepts) == 2
    assert "control character" in problems[0] or concepts[0].korean[0].text == "나쁜 말"
    assert "entry 'leer' has no term that can be kept" in problems[-1]


def test_a_file_is_read_as_a_stream() -> None:
    body = "".join(entry(("ko", f"이름{number}"), ("zh", f"名字{number}")) for number in range(20_000))
    stream = io.BytesIO(martif(body).encode("utf-8"))
    tracemalloc.start()
    try:
        start = time.process_time()
        count = sum(isinstance(item, Incoming) for item in read(stream, TBX, "f.tbx"))
        assert time.process_time() - start < 60
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    assert count == 20_000


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published samples are not at hand (../shared/tbx/samples)")
def test_the_published_samples_are_read() -> None:
    for path in sorted(SAMPLES.glob("*.tbx")):
        with path.open("rb") as file:
            concepts = [item.concept for item in read(file, TBX, path.name) if isinstance(item, Incoming)]
        assert concepts, path.name
        assert "웨이하이" in {term.text for term in concepts[0].korean}, path.name
