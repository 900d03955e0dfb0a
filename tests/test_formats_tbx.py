"""TBX as it is written: valid by the published schemas where they are at hand, and by our own checks of shape always."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest
from concepts import DAYING, HASHED, HOSTILE, LIU, SAMPLE, WEIHAI, concept, pair

from glossary.formats import PROFILES, Options, Report, write
from glossary.formats.tbx import TERM_TYPE
from glossary.formats.tbx_entry import STATUSES, TYPES
from glossary.model import TERM_STATUSES, Concept, Note, Term

VALIDATOR: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "tools" / "tbx_validate.py"
EXPORTS: Final = Path(__file__).resolve().parent.parent / "exports"
PROFILE_NAMES: Final = ("tbx", "tbx-v3")
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
V3: Final = "{urn:iso:std:iso:30042:ed-2}"
FULL: Final = replace(
    LIU,
    id=None,
    kind="term",
    part_of="류광화회사",
    region="CN",
    scope="의뢰인",
    notes=(
        Note("정의", type="definition"),
        Note("쓰임", type="usage"),
        Note("언어의 정의", "language", "definition", "ko"),
        Note("문맥에서 류광화는", "term", "context", "ko", "류광화"),
        Note("없는 말", "term", "note", "ko", "리우광화"),
    ),
    terms=(*LIU.terms, Term("ko", "KP 류광화", variety="KP", type="variant", flags=("nonstandard",))),
)


def written(concepts: Sequence[Concept], name: str, options: Options | None = None) -> tuple[str, Report]:
    """Return the text of an export, and its report."""
    out = io.BytesIO()
    report = write(concepts, PROFILES[name], out, options)
    return out.getvalue().decode("utf-8"), report


@pytest.mark.skipif(
    not VALIDATOR.is_file(), reason="the published schemas are not at hand (../shared/tools/tbx_validate.py)"
)
@pytest.mark.parametrize("name", PROFILE_NAMES)
@pytest.mark.parametrize(
    "concepts",
    [SAMPLE, (*HOSTILE, HASHED), (FULL, replace(FULL, uid="b")), (replace(WEIHAI, notes=(Note("가" * 9000),)),)],
    ids=["sample", "hostile", "full", "long"],
)
def test_exports_are_valid_by_the_published_schemas(concepts: Sequence[Concept], name: str, tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    pytest.importorskip("elementpath")
    paths = []
    for number, options in enumerate((Options(), Options(date="2026-11-22", sentences=True, guard=False))):
        path = tmp_path / f"{number}.tbx"
        path.write_text(written(concepts, name, options)[0], encoding="utf-8")
        paths.append(path)
    done = subprocess.run([sys.executable, VALIDATOR, *paths], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(
    not VALIDATOR.is_file(), reason="the published schemas are not at hand (../shared/tools/tbx_validate.py)"
)
@pytest.mark.skipif(not (EXPORTS / "glossary.tbx").is_file(), reason="exports/ has not been built")
def test_the_committed_exports_are_valid() -> None:
    pytest.importorskip("lxml")
    pytest.importorskip("elementpath")
    paths = [EXPORTS / "glossary.tbx", EXPORTS / "glossary.v3.tbx"]
    done = subprocess.run([sys.executable, VALIDATOR, *paths], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


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
    assert (notes["administrativeStatus"] or "").lower() in STATUSES
    assert notes.get("termType", "fullForm") in TYPES


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
    assert {TERM_TYPE[value]: value for value in TYPES.values()} == TYPES
    assert set(STATUSES.values()) == set(TERM_STATUSES)
