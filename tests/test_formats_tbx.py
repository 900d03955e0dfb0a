"""TBX as it is written: its shape, and what each dialect and each consumer has of it. `test_formats_tbx_valid` holds it against the schemas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from xml.etree import ElementTree

import pytest
from concepts import DAYING, FULL, HOSTILE, LIU, SAMPLE, WEIHAI, concept, pair

from glossary.formats import PROFILES, Incoming, Options, Report, read, select, write
from glossary.formats.tbx.dialects import BASIC_2, DEFAULT_2
from glossary.formats.tbx.words import STATUSES, TYPES, word
from glossary.formats.tbx.writing import NOTE_TYPES
from glossary.model import TERM_STATUSES, Concept, Note, Term, Transaction

PROFILE_NAMES: Final = ("tbx", "tbx-v3")
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
V3: Final = "{urn:iso:std:iso:30042:ed-2}"


def written(concepts: Sequence[Concept], name: str, options: Options | None = None) -> tuple[str, Report]:
    """Return the text of an export, and its report."""
    out = io.BytesIO()
    report = write(concepts, PROFILES[name], out, options)
    return out.getvalue().decode("utf-8"), report


AUXILIARY: Final = {"descrip", "admin", "note"}


def check_term(section: ElementTree.Element, space: str, parts_of_speech: set[str]) -> None:
    """Check one term: term, then term notes, then the rest."""
    names = [child.tag.removeprefix(space) for child in section]
    assert names[0] == "term" and section[0].text
    rest = [name for name in names[1:] if name != "termNote"]
    assert names[1:] == ["termNote"] * (len(names) - 1 - len(rest)) + rest
    assert set(rest) <= AUXILIARY
    notes = {child.get("type"): child.text for child in section if child.tag == f"{space}termNote"}
    assert notes["partOfSpeech"] in parts_of_speech
    assert word(notes["administrativeStatus"] or "") in STATUSES
    assert word(notes.get("termType") or "fullForm") in TYPES


@pytest.mark.parametrize(
    ("name", "space", "entry", "language", "term", "parts"),
    [
        ("tbx", "", "termEntry", "langSet", "tig", {"noun", "properNoun"}),
        ("tbx-v3", V3, "conceptEntry", "langSec", "termSec", {"noun"}),
    ],
    ids=PROFILE_NAMES,
)
def test_the_shape_of_a_file(name: str, space: str, entry: str, language: str, term: str, parts: set[str]) -> None:
    text, report = written((*SAMPLE, *HOSTILE, FULL), name)
    root = ElementTree.fromstring(text)
    entries = list(root.iter(space + entry))
    assert len(entries) == report.entries == report.concepts
    ids = [found.get("id") or "" for found in entries]
    assert len(set(ids)) == len(ids) and all(found[0] == "c" and found[1:].isdigit() for found in ids)
    for found in entries:
        names = [child.tag.removeprefix(space) for child in found]
        languages = [child for child in found if child.tag == space + language]
        assert names == [tag for tag in names if tag in AUXILIARY] + [language] * len(languages)
        assert len({section.get(LANG) for section in languages}) == len(languages)
        for section in languages:
            terms = [child for child in section if child.tag == space + term]
            assert terms and list(section)[-len(terms) :] == terms
            for child in terms:
                check_term(child, space, parts)


def test_version_2_has_two_languages_the_source_first() -> None:
    root = ElementTree.fromstring(written((*SAMPLE, *HOSTILE), "tbx")[0])
    tags = {tuple(section.get(LANG) for section in entry.iter("langSet")) for entry in root.iter("termEntry")}
    assert tags == {("ko", "zh-CN")}


def test_version_2_marks_nothing_deprecated() -> None:
    assert "deprecated" not in written(SAMPLE, "tbx")[0]


def test_version_3_keeps_every_form_with_its_status() -> None:
    text, _ = written((LIU, DAYING), "tbx-v3")
    for form in ("유광화", "大鷹", "大鹰", "劉廣華"):
        assert f"<term>{form}</term>" in text
    assert "deprecatedTerm-admn-sts" in text


def test_a_missing_number_is_given_anew() -> None:
    concepts = (
        pair(7, "가나다", "甲乙丙"),
        *(replace(pair(8, ko, "丙丁戊"), id=None, uid=ko) for ko in ("다라마", "라마바")),
    )
    root = ElementTree.fromstring(written(concepts, "tbx")[0])
    numbers = [entry.get("id") or "" for entry in root.iter("termEntry")]
    assert numbers[0] == "c7" and len(set(numbers)) == 3 and all(number.startswith("c") for number in numbers)


def test_what_xml_cannot_hold_is_left_out_and_counted() -> None:
    given = concept(
        1, Term("ko", "웨이하이\uffff"), Term("ko", "웨이하이"), Term("zh", "威海"), notes=(Note("a\ufffeb"),)
    )
    text, report = written([given, pair(2, "다\uffff잉그룹", "大鹰")], "tbx")
    assert "<note>ab</note>" in text and "\uffff" not in text
    assert report.left_out == {"unwritable": 1}
    assert report.lost["characters that XML cannot hold"] == 1
    assert report.lost["forms with characters that XML cannot hold"] == 2


def test_a_note_on_something_that_is_not_there_is_counted() -> None:
    for name in PROFILE_NAMES:
        text, report = written([FULL], name)
        assert "문맥에서 류광화는" in text
        assert "없는 말" not in text
    assert report.lost["notes on something that is not there"] == 1


def test_the_date_stands_in_the_header_only_when_given() -> None:
    assert "<p>glossary export</p>" in written(SAMPLE, "tbx")[0]
    assert "<p>glossary export 2026-11-22</p>" in written(SAMPLE, "tbx", Options(date="2026-11-22"))[0]


def test_reading_knows_every_word_that_writing_uses() -> None:
    for dialect in (BASIC_2, DEFAULT_2):
        assert all(TYPES[word(name)] == type_ for type_, name in dialect.term_types.items())
    assert set(STATUSES.values()) == set(TERM_STATUSES)


INTERCHANGE: Final = [name for name in PROFILES if name.startswith("tbx-")]
EVERY_NOTE: Final = replace(
    FULL,
    notes=(
        *(Note(f"{kind} of the concept", type=kind) for kind in NOTE_TYPES if kind != "source"),
        *(Note(f"{kind} of Korean", "language", kind, "ko") for kind in NOTE_TYPES),
        *(Note(f"{kind} of 류광화", "term", kind, "ko", "류광화") for kind in NOTE_TYPES),
        Note("source: of nobody"),
        Note("status: 새것", "term", "note", "ko", "류광화"),
    ),
)


@pytest.mark.parametrize("name", INTERCHANGE)
def test_every_dialect_brings_everything_back(name: str) -> None:
    for given in (*SAMPLE[:7], FULL, EVERY_NOTE):
        chosen = select([replace(given, id=1)], "interchange", Options()).concepts[0]
        text, _ = written([chosen], name)
        (item,) = read(io.BytesIO(text.encode()), PROFILES[name], "f")
        assert isinstance(item, Incoming)
        expected = replace(chosen, uid="", seen=0, documents=0, references=(), notes=())
        expected = replace(expected, terms=tuple(replace(term, seen=0) for term in chosen.terms))
        assert replace(item.concept, notes=()) == expected
        gone = {note for note in chosen.notes if note.term == "리우광화"}
        assert set(item.concept.notes) == set(chosen.notes) - gone


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("tbx-default", '<termNote type="pronunciation">Liú Guǎnghuá</termNote>'),
        ("tbx-v3", "<note>pinyin: Liú Guǎnghuá</note>"),
        ("tbx-v3-dct", "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>"),
        ("tbx-v3-dct", "<basic:termType>variant</basic:termType>"),
        (
            "tbx-linguist",
            '<adminGrp><admin type="reading">Liú Guǎnghuá</admin><adminNote type="readingNote">Hanyu Pinyin</adminNote></adminGrp>',
        ),
        (
            "tbx-linguist-dct",
            "<adminGrp><linguist:reading>Liú Guǎnghuá</linguist:reading><linguist:readingNote>Hanyu Pinyin</linguist:readingNote></adminGrp>",
        ),
        ("tbx-min", '<admin type="customerSubset">의뢰인</admin>'),
        ("tbx-min", "<note>type: variant</note>"),
        ("tbx-min-dct", "<min:subjectField>인명</min:subjectField>"),
        ("tbx-core", "<note>status: deprecated</note>"),
        ("tbx-core", "<note>subject: 인명</note>"),
    ],
)
def test_a_dialect_uses_its_data_categories_and_notes_for_the_rest(name: str, line: str) -> None:
    assert line in written([FULL], name)[0]


def test_who_made_and_changed_a_concept_stands_in_it_where_asked_for() -> None:
    done = Transaction("origination", "2026-11-22", "김 & 이"), Transaction("modification", "2026-11-23", "박")
    options = Options(history=lambda concept: done[: concept.id])
    text, _ = written([replace(LIU, id=1), replace(WEIHAI, id=2)], "tbx-v3-dct", options)
    line = "<transacGrp><basic:transactionType>{}</basic:transactionType><date>{}</date><basic:responsibility>{}</basic:responsibility></transacGrp>"
    assert text.count(line.format("origination", "2026-11-22", "김 &amp; 이")) == 2
    assert text.count(line.format("modification", "2026-11-23", "박")) == 1
    for name, profile in PROFILES.items():
        if name.startswith("tbx") and profile.history:
            assert "2026-11-23" in written([replace(LIU, id=2)], name, options)[0]
            assert "2026" not in written([replace(LIU, id=2)], name)[0]
        elif profile.suffixes[0].endswith(".tbx"):
            assert "2026" not in written([replace(LIU, id=2)], name, options)[0]


def test_version_3_without_entries_has_no_body() -> None:
    assert "<body>" not in written([], "tbx-v3")[0]
    assert "<body>" in written([], "tbx")[0]


def test_weblate_has_an_entry_for_each_pair_the_preferred_target_first() -> None:
    given = concept(
        17,
        Term("ko", "첫째말", "preferred"),
        Term("ko", "둘째말"),
        Term("zh", "第一个", "preferred"),
        Term("zh", "第二个"),
        status="approved",
        notes=(Note("첫째말의 쓰임", "term", "usage", "ko", "첫째말"),),
    )
    text, report = written([given], "weblate-tbx")
    entries = list(ElementTree.fromstring(text).iter("termEntry"))
    assert [entry.get("id") for entry in entries] == ["c17-1", "c17-2", "c17-3", "c17-4"]
    assert [[term.text for term in entry.iter("term")] for entry in entries] == [
        ["첫째말", "第一个"],
        ["둘째말", "第一个"],
        ["첫째말", "第二个"],
        ["둘째말", "第二个"],
    ]
    assert (report.concepts, report.entries) == (1, 4)
    assert text.count("첫째말의 쓰임") == 2 and not report.losses


@pytest.mark.parametrize("name", ["omegat-tbx", "weblate-tbx", "phrase-tbx"])
def test_statuses_and_parts_of_speech_stay_out_where_they_would_be_shown(name: str) -> None:
    text, _ = written(SAMPLE, name)
    assert "admn-sts" not in text and "partOfSpeech" not in text


def test_lokalize_has_the_notes_of_a_concept_as_definitions() -> None:
    given = replace(LIU, notes=(Note("배우"), Note("정의", type="definition")))
    text, _ = written([given], "lokalize")
    assert '<descrip type="definition">배우</descrip>\n        <descrip type="definition">정의</descrip>' in text


def test_crowdin_has_deprecated_target_forms() -> None:
    given = concept(
        1, Term("ko", "웨이하이"), Term("zh", "威海"), Term("zh", "威海卫", "deprecated"), status="approved"
    )
    assert "deprecatedTerm-admn-sts" in written([given], "crowdin-tbx")[0]
    assert "威海卫" not in written([given], "tbx")[0]
