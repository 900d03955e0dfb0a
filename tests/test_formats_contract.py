"""The contract that every profile keeps, whatever it looks like inside."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from concepts import HASHED, HOSTILE, SAMPLE, lists_of_concepts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import FormatError, UnknownProfile
from glossary.formats import (
    PROFILES,
    REASONS,
    Incoming,
    Options,
    Problem,
    Profile,
    Report,
    profile_for,
    read,
    select,
    write,
)
from glossary.formats.account import PARTS, WORKING, Part
from glossary.model import Concept

GOLDEN: Final = Path(__file__).parent / "golden"
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))


def written(concepts: Sequence[Concept], profile: Profile, options: Options | None = None) -> tuple[bytes, Report]:
    """Return the bytes of an export, and its report."""
    out = io.BytesIO()
    report = write(concepts, profile, out, options)
    return out.getvalue(), report


def read_all(data: bytes, profile: Profile) -> list[Concept]:
    """Return the concepts of a file that has no problem."""
    items = list(read(io.BytesIO(data), profile, "file"))
    assert not [str(item) for item in items if isinstance(item, Problem)]
    return [item.concept for item in items if isinstance(item, Incoming)]


concept_profiles = pytest.mark.parametrize(
    "profile", [profile for profile in PROFILES.values() if not profile.pairs], ids=lambda profile: profile.name
)
pair_profiles = pytest.mark.parametrize(
    "profile", [profile for profile in PROFILES.values() if profile.pairs], ids=lambda profile: profile.name
)


def held(concept: Concept, profile: Profile, *, pinyin: bool = True) -> object:
    """Return what of a concept the profile says that it carries."""
    parts = profile.carries

    def kept(part: Part, value: object) -> object:
        return value if part in parts else None

    return (
        kept("kinds", concept.kind),
        kept("subjects", concept.subject),
        kept("sources", concept.source),
        kept("longer names", concept.part_of),
        kept("regions", concept.region),
        kept("clients", concept.scope),
        kept("uids", concept.uid),
        kept("workflow statuses", concept.status),
        kept("origins", concept.origin),
        kept("relations", concept.relation),
        kept("norms", concept.norm),
        kept("numbers of sightings", concept.seen),
        kept("references", (concept.references, concept.documents)),
        sorted(
            (
                term.language.replace("zh-CN", "zh-Hans"),
                term.text,
                kept("statuses of forms", term.status),
                kept("types of forms", term.type),
                kept("pinyin", term.reading) if pinyin else None,
                kept("flags", term.flags),
                kept("varieties", term.variety),
                kept("derivations", term.derived),
                kept("official spellings", term.official),
            )
            for term in concept.terms
        ),
        [
            (note.level, note.text, kept("types of notes", note.type))
            for note in concept.notes
            if NOTES[note.level] in parts
        ],
    )


NOTES: Final[dict[str, Part]] = {
    "concept": "notes",
    "language": "notes on a language",
    "term": "notes on a form",
}


@concept_profiles
@given(concepts=lists_of_concepts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_profile_carries_comes_back(profile: Profile, concepts: list[Concept]) -> None:
    chosen = select(concepts, profile.audience, Options(), forbidden=profile.forbidden).concepts
    data, report = written(concepts, profile)
    pinyin = not report.lost["pinyin of further forms"]
    assert [held(concept, profile, pinyin=pinyin) for concept in read_all(data, profile)] == [
        held(concept, profile, pinyin=pinyin) for concept in chosen
    ]
    assert report.concepts == len(chosen)


@concept_profiles
@given(concepts=lists_of_concepts)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_profile_does_not_carry_is_counted(profile: Profile, concepts: list[Concept]) -> None:
    chosen = select(concepts, profile.audience, Options(), forbidden=profile.forbidden).concepts
    _, report = written(concepts, profile)
    for part in profile.cannot:
        assert report.lost[part] == sum(PARTS[part](concept) for concept in chosen)
    assert not any(report.lost[part] for part in profile.carries)


def promised(concepts: Sequence[Concept], profile: Profile, options: Options) -> list[tuple[str, str]]:
    """Return the pairs of forms that the profile is to write, in the order of the file."""
    return [
        (source.text, target.text)
        for concept in select(concepts, profile.audience, options, forbidden=profile.forbidden).concepts
        for target in concept.in_language(options.target)
        for source in concept.in_language(options.source)
    ]


@pair_profiles
@given(concepts=lists_of_concepts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_promised_pairs_come_back(profile: Profile, concepts: list[Concept]) -> None:
    options = Options(guard=False)
    expected = promised(concepts, profile, options)
    data, report = written(concepts, profile, options)
    back = {
        (ko.text, zh.text)
        for concept in read_all(data, profile)
        for ko in concept.korean
        for zh in concept.in_language("zh-Hans")
    }
    dropped = sum(count for what, count in report.lost.items() if what.startswith("pairs "))
    assert back <= set(expected)
    assert len(back) == report.entries == len(expected) - dropped


@every_profile
@given(concepts=lists_of_concepts, order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_the_concepts_does_not_matter(
    profile: Profile, concepts: list[Concept], order: random.Random
) -> None:
    numbered = [replace(concept, id=number) for number, concept in enumerate(concepts, 1)]
    shuffled = list(numbered)
    order.shuffle(shuffled)
    assert written(shuffled, profile) == written(numbered, profile)


@every_profile
@given(concepts=lists_of_concepts)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_concept_is_accounted_for(profile: Profile, concepts: list[Concept]) -> None:
    _, report = written(concepts, profile)
    assert report.concepts + sum(report.left_out.values()) == len(concepts)
    assert all(report.left_out.values()) and all(report.lost.values())
    assert set(report.left_out) <= set(REASONS)
    empty = not report.entries and profile.never_empty
    working = sum(what in WORKING for what in report.lost)
    assert len(report.lines()) == len(report.left_out) + len(report.lost) - working + bool(working) + empty
    assert len(report.lines(losses=False)) == len(report.left_out) + empty


@every_profile
def test_nothing_is_read_from_an_empty_export(profile: Profile) -> None:
    data, report = written((), profile)
    assert read_all(data, profile) == []
    assert (report.concepts, report.entries) == (0, 0)
    told = [f"no entry in it: the standard of {profile.name} asks for one, and some tools refuse such a file"]
    assert report.lines() == (told if profile.never_empty else [])


@every_profile
def test_hostile_text_comes_back(profile: Profile) -> None:
    data, report = written((*HOSTILE, HASHED), profile, Options(guard=False))
    korean = {term.text for concept in read_all(data, profile) for term in concept.korean}
    expected = {concept.korean[0].text for concept in (*HOSTILE, HASHED)}
    if profile.name == "omegat":
        assert report.left_out == {"unwritable": 1}
        expected -= {HASHED.korean[0].text}
    # A line separator of Unicode is white space, and a term as it is read has single spaces.
    assert korean == {text.replace("\u2028", " ") for text in expected}


@every_profile
def test_no_path_sentence_or_internal_note_goes_out(profile: Profile) -> None:
    data, _ = written(SAMPLE, profile)
    text = data.decode("utf-8")
    assert "somebody" not in text and "중국 산동성" not in text and "나만 본다" not in text


@pytest.mark.parametrize("name", ["jsonl", "tbx", "tbx-v3"])
def test_sentences_go_out_when_asked_for(name: str) -> None:
    data, _ = written(SAMPLE, PROFILES[name], Options(sentences=True))
    assert "중국 산동성 웨이하이(威海)시와" in data.decode("utf-8")


@every_profile
def test_lines_end_with_line_feeds_and_there_is_no_mark_at_the_beginning(profile: Profile) -> None:
    data, _ = written(SAMPLE, profile)
    assert b"\r" not in data and data.endswith(b"\n") and not data.startswith(b"\xef\xbb\xbf")


@every_profile
def test_the_golden_file(profile: Profile, request: pytest.FixtureRequest) -> None:
    data, _ = written(SAMPLE, profile)
    path = GOLDEN / f"sample{profile.suffixes[0]}"
    if request.config.getoption("--rewrite-golden"):
        path.write_bytes(data)
    assert data.decode("utf-8") == path.read_bytes().decode("utf-8"), (
        "read the difference, then pytest --rewrite-golden"
    )


@every_profile
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=80, deadline=None)
def test_rubbish_is_told_and_never_crashes(profile: Profile, data: bytes) -> None:
    try:
        for item in read(io.BytesIO(data), profile, "file"):
            assert "\n" not in str(item) or isinstance(item, Incoming)
    except FormatError as error:
        assert str(error).startswith("file") and "\n" not in str(error)


@every_profile
@given(cut=st.integers(0, 4000), noise=st.binary(max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_damaged_export_is_told_and_never_crashes(profile: Profile, cut: int, noise: bytes) -> None:
    data, _ = written(SAMPLE, profile)
    place = cut % (len(data) + 1)
    try:
        for item in read(io.BytesIO(data[:place] + noise + data[place + 1 :]), profile, "file"):
            assert isinstance(item, Incoming | Problem)
    except FormatError as error:
        assert str(error).startswith("file")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("glossary.csv", "csv"),
        ("내보내기/용어.V3.TBX", "tbx-v3"),
        ("a.tbx", "tbx"),
        ("a.jsonl", "jsonl"),
        ("a.txt", "omegat"),
        ("a.tab", "omegat"),
        ("a.utf8", "omegat"),
        ("a.deepl.tsv", "deepl"),
    ],
)
def test_the_file_name_chooses_the_profile(file: str, name: str) -> None:
    assert profile_for(file).name == name


def test_a_name_goes_before_the_file_name() -> None:
    assert profile_for("a.csv", "jsonl").name == "jsonl"


@pytest.mark.parametrize(("file", "name"), [("a.docx", None), ("a.csv", "weblate"), ("tbx", None)])
def test_an_unknown_profile_is_refused(file: str, name: str | None) -> None:
    with pytest.raises(UnknownProfile, match="tbx-v3, csv"):
        profile_for(file, name)
