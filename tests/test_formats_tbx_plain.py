"""Entries read without the parser: the same comes of them as with it, wherever the file is plain and wherever it is not.

UTF-16 is never plain, so that a file read in both encodings is read in both ways.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pytest
from concepts import HASHED, HOSTILE, SAMPLE, lists_of_concepts
from hypothesis import HealthCheck, given, settings

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, read, write
from glossary.formats.markup import CHUNK
from glossary.formats.tbx import plain as tbx_plain
from glossary.model import Concept

TBX: Final = PROFILES["tbx"]
WRITTEN: Final = [name for name in PROFILES if name.startswith("tbx")]


def items(data: bytes) -> list[Incoming | Problem | str]:
    """Return what is read of a file, and at the end the message that ends the reading if one does."""
    found: list[Incoming | Problem | str] = []
    try:
        found.extend(read(io.BytesIO(data), TBX, "f.tbx"))
    except FormatError as error:
        found.append(str(error))
    return found


def both(text: str) -> list[Incoming | Problem | str]:
    """Return what is read of a text, after it has been read in both ways."""
    plain = items(text.encode("utf-8-sig"))
    parsed = items(text.replace("encoding='UTF-8'", "").replace('encoding="UTF-8"', "").encode("utf-16"))
    # How much of a broken file is handed over before it is refused is no part of what it says.
    assert plain == parsed or (isinstance(plain[-1], str) and plain[-1] == parsed[-1])
    return plain


def written(concepts: Sequence[Concept], name: str) -> str:
    """Return a file of ours as text."""
    out = io.BytesIO()
    write(concepts, PROFILES[name], out, Options(guard=False, sentences=True))
    return out.getvalue().decode("utf-8")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Return a list that says, of each entry that was tried, whether it was plain."""
    tried: list[bool] = []
    original = tbx_plain.Plain.read

    def counting(self: tbx_plain.Plain, markup: bytes, line: int, end: bytes) -> Incoming | None:
        item = original(self, markup, line, end)
        tried.append(item is not None)
        return item

    monkeypatch.setattr(tbx_plain.Plain, "read", counting)
    yield tried


@pytest.mark.parametrize("name", WRITTEN)
def test_our_own_files_are_plain(name: str, counted: list[bool]) -> None:
    text = written([replace(concept, id=number) for number, concept in enumerate(SAMPLE * 60)], name)
    assert len(text) > CHUNK
    assert all(isinstance(item, Incoming) for item in both(text))
    assert len(counted) > len(SAMPLE) * 20
    assert sum(counted) / len(counted) > 0.9


@pytest.mark.parametrize("name", WRITTEN)
@given(concepts=lists_of_concepts)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_comes_of_what_we_write(name: str, concepts: list[Concept]) -> None:
    both(written([*SAMPLE, *concepts, *HOSTILE, HASHED], name))


def entry(inside: str = "", id_: str = "c1") -> str:
    """Return an entry with a Korean term and a Chinese one, in which *inside* stands in place of the Korean one."""
    korean = inside or "<tig><term>웨이하이</term></tig>"
    return f"""<termEntry id="{id_}">
  <langSet xml:lang="ko">{korean}</langSet>
  <langSet xml:lang="zh-CN"><tig><term>威海</term><note>pinyin: Wēihǎi</note></tig></langSet>
</termEntry>
"""


def martif(body: str) -> str:
    """Return a file around entries, with plain ones before and behind."""
    before = "".join(entry(id_=f"b{number}") for number in range(3))
    return f"<martif><text><body>\n{before}{body}{entry(id_='c3')}</body></text></martif>"


PLAIN: Final = {
    "plain": entry(),
    "no id": entry().replace(' id="c1"', ""),
    "another id": entry(id_="IATE-33032"),
    "lines": entry().replace("\n", "\r\n"),
    "tabs": entry().replace("  ", "\t"),
    "one line": entry().replace("\n", ""),
    "two terms": entry("<tig><term>웨이하이</term></tig> <tig><term>위해</term></tig>"),
    "deprecated": entry(
        '<tig><term>위해</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>'
    ),
    "draft": entry('<tig><term>위해</term><termNote type="processStatus">unprocessed</termNote></tig>'),
    "ntig": entry('<ntig><termGrp><term>위해</term></termGrp><admin type="source">사전</admin></ntig>'),
    "notes": entry(
        "<tig><term>위해</term><note>하나</note><note>flags: nonstandard</note> <note>pinyin: x</note></tig>"
    ),
    "notes in a group": entry("<ntig><termGrp><term>위해</term><note>하나</note></termGrp><note>둘</note></ntig>"),
    "typed": entry('<tig><term>위해</term><note type="x">하나</note></tig>'),
    "definition": entry('<descrip type="definition">도시 > 마을</descrip><tig><term>위해</term></tig>').replace(
        ">", ">", 1
    ),
    "groups": entry(
        '<descripGrp><descrip type="definition">도시</descrip><admin type="source">사전</admin></descripGrp><tig><term>위해</term></tig>'
    ),
    "behind": entry('<tig><term>위해</term></tig><descrip type="definition">도시</descrip><note>쓰임</note>'),
    "link": entry('<tig><term>위해</term><xref type="xSource" target="https://example.org/">쪽</xref></tig>'),
    "properties": entry().replace("<langSet", "<note>kind: place</note><note>part of: 시</note><langSet", 1),
    "subject": entry().replace("<langSet", '<descrip type="subjectField">지명</descrip><langSet', 1),
    "category": entry("<min:definition>도시</min:definition><tig><term>위해</term></tig>"),
    "space in a tag": entry("<tig ><term>위해</term></tig>"),
    "empty element": entry("<tig><term>위해</term><note/></tig>"),
    "two terms in a section": entry("<tig><term>위해</term><term>웨이하이</term></tig>"),
    "no section": entry("<term>위해</term>"),
    "a note before the term": entry("<tig><note>쓰임</note><term>위해</term></tig>"),
    "text between": entry("글<tig><term>위해</term></tig>글"),
    "language in a language": entry('<langSet xml:lang="ko"><tig><term>위해</term></tig></langSet>'),
    "line in an attribute": entry('<tig><term>위해</term><note type="a\nb">하나</note></tig>'),
    "kind": entry().replace("<langSet", "<note>kind: city</note><langSet", 1),
}
NOT_PLAIN: Final = {
    "reference": entry("<tig><term>위&#xD574;</term></tig>"),
    "cdata": entry("<tig><term><![CDATA[위해]]></term></tig>"),
    "end of cdata": entry("<tig><term>위]]>해</term></tig>"),
    "comment": entry("<!-- </termEntry> --><tig><term>위해</term></tig>"),
    "term in a comment": entry("<tig><!-- <term>위</term> --><term>위해</term></tig>"),
    "instruction": entry("<?glossary <term>위</term>?><tig><term>위해</term></tig>"),
    "single quotes": entry().replace('"', "'"),
    "markup in a term": entry("<tig><term>위<hi>해</hi></term></tig>"),
    "attributes of a term": entry('<tig><term id="t1">위해</term></tig>'),
    "attribute twice": entry('<tig><term>위해</term><note type="a" type="b">하나</note></tig>'),
    "id twice": entry().replace(' id="c1"', ' id="c1" id="c2"'),
    "another attribute": entry().replace(' id="c1"', ' id="c1" class="x"'),
    "quote in an id": entry(id_='c1" x="y'),
    "less in an attribute": entry('<tig><term>위해</term><note type="<">하나</note></tig>'),
    "line in a term": entry("<tig><term>위\n해</term></tig>"),
    "no term": entry("<tig></tig>"),
    "empty term": entry("<tig><term></term></tig>"),
    "no language at all": entry().replace("</langSet>", "</langSet><term>위해</term>", 1),
    "nothing": '<termEntry id="c1"></termEntry>',
    "unknown element": entry("<tig><term>위해</term><x>하나</x></tig>"),
    "grammar": entry('<tig><term>위해</term><termNote type="partOfSpeech">verb</termNote></tig>'),
    "crossed": entry("<tig><term>위해</tig></term>"),
    "not closed": entry("<tig><term>위해</term>"),
    "closed twice": entry("<tig><term>위해</term></tig></tig>"),
    "entry in an entry": entry('<tig><term>위해</term></tig></langSet><termEntry id="c9"><langSet xml:lang="ko">'),
    "no language": entry().replace(' xml:lang="ko"', ""),
    "bad language": entry().replace('"ko"', '"한국어"'),
    "romanized": entry().replace('"ko"', '"zh-Latn-pinyin"'),
    "too long": entry(f"<tig><term>{'가' * 501}</term></tig>"),
    "long note": entry(f"<tig><term>위해</term><note>{'가' * 20_001}</note></tig>"),
    "form feed": entry("\f<tig><term>위해</term></tig>"),
    "control": entry("<tig><term>위\x85해</term></tig>"),
    "not a character": entry("<tig><term>위\uffff해</term></tig>"),
    "carriage return": entry("\r<tig>\r<term>위해</term></tig>"),
    "same id": entry(id_="b1"),
    "another end": entry().replace("<termEntry", "<conceptEntry"),
    "open group": entry("<tig><term>위해</term><termGrp><note>pinyin: x</note></tig>"),
    "open group and notes": entry("<tig><term>위해</term><termGrp><note>하나</note><note>둘</note></tig>"),
    "open note": entry().replace("</termEntry>", "<note></termEntry>"),
    "open note of a term": entry("<tig><term>위해</term><note></tig>"),
    "note within a note": entry("<tig><term>위해</term><note>하나<note>둘</note></note></tig>"),
    "carriage return before a subject": entry().replace(
        "<langSet", '\r<descrip type="subjectField">지명</descrip><langSet', 1
    ),
    "carriage return behind a note": entry("<tig><term>위해</term><note>하나</note>\r\r\n</tig>"),
    "tag with a space": entry().replace("</termEntry>", "</termEntry >"),
    "prefix": entry().replace("termEntry", "t:termEntry"),
    "version 3": entry().replace("termEntry", "conceptEntry"),
    "unclosed comment": "<!-- " + entry(),
    "unclosed": "<termEntry>",
    "the same twice": entry("<tig><term>위해</term></tig><tig><term>위해</term></tig>"),
    "readings": entry().replace("Wēihǎi", "  Wēi hǎi ") + entry(id_="c2").replace("Wēihǎi", ""),
    "spaces": entry("<tig><term> 위   해</term><note> 하나 </note></tig>"),
    "empty note": entry("<tig><term>위해</term><note></note></tig>"),
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=list(PLAIN))
def test_a_plain_entry_is_the_same_without_the_parser(text: str, counted: list[bool]) -> None:
    found = both(martif(text))
    assert not [item for item in found if isinstance(item, str)]
    assert all(counted)
    assert len(counted) >= 4


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=list(NOT_PLAIN))
def test_any_other_entry_is_left_to_the_parser(text: str, counted: list[bool]) -> None:
    both(martif(text))
    assert not all(counted) or len(counted) < 4
    both(martif(text * 2 + entry() + text))


def test_markup_that_is_never_the_same_is_left_to_the_parser(counted: list[bool]) -> None:
    one = "<tig><term>위해</term><admin type='source'>사전 {0}쪽</admin></tig>"
    assert len(both(martif("".join(entry(one.format(number), f"c{number + 10}") for number in range(500))))) == 504
    assert not any(counted[-200:])
    assert sum(counted) < 100


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch, counted: list[bool]) -> None:
    monkeypatch.setattr(tbx_plain, "_REMEMBERED", 20_000)
    one = "<tig><term>위해</term><admin type='source'>사전 {0}쪽</admin></tig>"
    both(martif("".join(entry(one.format(number // 20), f"c{number + 10}") for number in range(2_000))))
    assert all(counted)


@pytest.mark.parametrize(
    "head",
    [
        "<?xml version='1.0' encoding='UTF-8'?>",
        "<?xml version='1.0' encoding='utf-8'?>\r\n<!DOCTYPE martif SYSTEM 'a.dtd'>",
        "<!DOCTYPE martif [<!ATTLIST termNote type CDATA 'termType'>]>",
    ],
)
def test_what_the_head_says_holds(head: str) -> None:
    text = head + martif(entry("<tig><term>위해</term><termNote>acronym</termNote></tig>"))
    found = items(text.encode("utf-8"))
    assert found == items(text.replace("encoding='UTF-8'", "").replace("encoding='utf-8'", "").encode("utf-16"))
    (item,) = (item for item in found if isinstance(item, Incoming) and item.concept.korean[0].text == "위해")
    assert (item.concept.korean[0].type == "acronym") is ("ATTLIST" in head)


def test_another_encoding_is_none_of_it() -> None:
    text = "<?xml version='1.0' encoding='iso-8859-1'?>" + martif("").replace("웨이하이", "é").replace("威海", "ü")
    found = items(text.replace("ē", "").replace("ǎ", "").encode("iso-8859-1"))
    assert [item.concept.terms[0].text for item in found if isinstance(item, Incoming)] == ["é"] * 4


@pytest.mark.parametrize("cut", range(1, 990, 37))
def test_a_file_that_is_cut_or_broken_says_where(cut: int) -> None:
    text = martif(entry())
    assert isinstance(both(text[:cut])[-1], str)
    assert both(text[:cut] + "</x>" + text[cut:])
    data = text.encode("utf-8")
    assert "not well-formed XML: not well-formed (invalid token)" in str(items(data[:cut] + b"\xff" + data[cut:])[-1])


def test_places_behind_plain_entries_are_true() -> None:
    plain = "".join(entry(id_=f"p{number}") for number in range(2_000))
    one_line = "".join(entry(id_=f"d{number}").replace("\n", "") for number in range(2_000))
    for body in (plain, one_line, plain + one_line, plain.replace("\n", "\r\n")):
        found = both(martif(body + entry("<tig><term>위해</term><x>하나</x></tig>", "e1")))
        (problem,) = (item for item in found if isinstance(item, Problem))
        assert problem.what.startswith("<x> is not kept")
