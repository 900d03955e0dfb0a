"""The contract that every profile keeps, whatever it looks like inside."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from concepts import HASHED, HOSTILE, SAMPLE, lists_of_concepts
from hypothesis import HealthCheck, given, note, settings
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
from glossary.formats.account import PARTS, Part
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
    return [item.concept for item in read_items(data, profile)]


def read_items(data: bytes, profile: Profile) -> list[Incoming]:
    """Return what a file brings that has no problem."""
    items = list(read(io.BytesIO(data), profile, "file"))
    assert not [str(item) for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Incoming)]


def held(concept: Concept, profile: Profile, unsaid: Collection[tuple[str, str]] = ()) -> object:
    """Return what of a concept the profile says that it carries, but for readings that the file does not state."""
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
                kept("deprecated forms", term.status == "deprecated"),
                kept("types of forms", term.type),
                kept("pinyin", term.reading) if ("reading", term.text) not in unsaid else None,
                kept("flags", term.flags),
                kept("varieties", term.variety),
                kept("derivations", term.derived),
                kept("official spellings", term.official),
            )
            for term in concept.terms
        ),
        # Notes of one type keep their order; a format may have definitions elsewhere than other notes.
        sorted(
            (
                (note.level, kept("types of notes", note.type) or "", note.text)
                for note in concept.notes
                if NOTES[note.level] in parts
            ),
            key=lambda note: note[:2],
        ),
    )


NOTES: Final[dict[str, Part]] = {
    "concept": "notes",
    "language": "notes on a language",
    "term": "notes on a form",
}


def promised(concepts: Sequence[Concept], profile: Profile, options: Options) -> list[tuple[str, str]]:
    """Return the pairs of forms that the profile is to write, in the order of the file."""
    return [
        (source.text, target.text)
        for concept in select(concepts, profile.audience, options, forbidden=profile.forbidden).concepts
        for target in concept.in_language(options.target)
        for source in concept.in_language(options.source)
    ]


@given(concepts=lists_of_concepts, order=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_profile_promises(concepts: list[Concept], order: random.Random) -> None:
    # One draw for all profiles: drawing costs more than writing and reading.
    shuffled = list(concepts)
    order.shuffle(shuffled)
    for profile in PROFILES.values():
        note(profile.name)
        _accounts_for_every_concept(profile, concepts)
        if profile.pairs:
            _brings_the_pairs_back(profile, concepts)
        else:
            _brings_back_what_it_carries(profile, concepts)
        if all(concept.id is not None for concept in concepts):
            assert written(shuffled, profile) == written(concepts, profile)


def _accounts_for_every_concept(profile: Profile, concepts: Sequence[Concept]) -> None:
    _, report = written(concepts, profile)
    assert report.concepts + sum(report.left_out.values()) == len(concepts)
    assert all(report.left_out.values()) and all(report.lost.values())
    assert set(report.left_out) <= set(REASONS)
    told = "\n".join(report.lines())
    for reason, count in report.left_out.items():
        assert f"{count} left out: {REASONS[reason][0]}" in told or f"{REASONS[reason][0]} ({count})" in told
    for what, count in report.lost.items():
        assert f"{count} not carried by {profile.name}: {what}" in told or f"{what} ({count})" in told
    assert len(report.lines(losses=False)) <= len(report.left_out) + (not report.entries and profile.never_empty)


def writable(concept: Concept, profile: Profile) -> Concept | None:
    """Return a concept without the forms that the profile cannot write; None if a language has no other."""
    kept = tuple(term for term in concept.terms if not set(profile.unwritable) & set(term.text))
    return (
        replace(concept, terms=kept)
        if all(any(term.language == tag for term in kept) for tag in ("ko", "zh-CN"))
        else None
    )


def _brings_back_what_it_carries(profile: Profile, concepts: Sequence[Concept]) -> None:
    chosen = select(concepts, profile.audience, Options(), forbidden=profile.forbidden).concepts
    if profile.unwritable:
        chosen = [kept for concept in chosen if (kept := writable(concept, profile)) is not None]
    data, report = written(concepts, profile)
    items = read_items(data, profile)
    for item, concept in zip(items, chosen, strict=True):
        unsaid = item.unsaid
        if report.lost["pinyin of further forms"]:
            unsaid |= {("reading", term.text) for term in concept.terms}
        assert held(item.concept, profile, unsaid) == held(concept, profile, unsaid)
    assert report.concepts == len(chosen)
    for part in profile.cannot:
        assert report.lost[part] == sum(PARTS[part](concept) for concept in chosen)
    assert not any(report.lost[part] for part in profile.carries)


def _brings_the_pairs_back(profile: Profile, concepts: Sequence[Concept]) -> None:
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
    # A line separator of Unicode is white space, and a term as it is read has single spaces.
    expected = {concept.korean[0].text.replace("\u2028", " ") for concept in (*HOSTILE, HASHED)}
    assert korean <= expected
    assert len(korean) == report.concepts == len(expected) - report.left_out["unwritable"]


@every_profile
def test_no_path_sentence_or_internal_note_goes_out(profile: Profile) -> None:
    text = legible(written(SAMPLE, profile)[0], profile)
    assert "somebody" not in text and "중국 산동성" not in text and "나만 본다" not in text


@pytest.mark.parametrize("name", ["jsonl", "tbx", "tbx-v3"])
def test_sentences_go_out_when_asked_for(name: str) -> None:
    data, _ = written(SAMPLE, PROFILES[name], Options(sentences=True))
    assert "중국 산동성 웨이하이(威海)시와" in data.decode("utf-8")


@every_profile
def test_lines_end_as_the_profile_says(profile: Profile) -> None:
    data, _ = written(SAMPLE, profile)
    if profile.binary:
        return
    text = data.decode(profile.encoding)
    assert text.endswith(profile.line_end) and not text.startswith("\ufeff")
    assert "\r" not in text.replace(profile.line_end, "\n") and profile.line_end in text


@every_profile
def test_the_golden_file(profile: Profile, request: pytest.FixtureRequest) -> None:
    text = legible(written(SAMPLE, profile)[0], profile)
    path = GOLDEN / f"sample{profile.suffixes[0]}{'.txt' if profile.binary else ''}"
    if request.config.getoption("--rewrite-golden"):
        path.write_bytes(text.encode(profile.encoding))
    assert text == path.read_bytes().decode(profile.encoding), "read the difference, then pytest --rewrite-golden"


def legible(data: bytes, profile: Profile) -> str:
    """Return an export as text; of an archive the texts in it, since zlib differs between machines."""
    if not profile.binary:
        return data.decode(profile.encoding)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(f"== {name}\n{archive.read(name).decode('utf-8')}\n" for name in archive.namelist())


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
def test_a_file_of_another_kind_is_called_by_its_name(profile: Profile) -> None:
    kinds = {
        b"%PDF-1.4\n%\xe2\xe3\n": "a PDF;",
        b"\x1f\x8b\x08": "packed by gzip;",
        bytes.fromhex("d0cf11e0a1b11ae1"): "an old workbook",
    }
    if not profile.binary:
        kinds[b"PK\x03\x04\x14\x00"] = "a workbook or another ZIP archive;"
    for begin, what in kinds.items():
        with pytest.raises(FormatError, match=f"^file: {re.escape(what)}"):
            list(read(io.BytesIO(begin), profile, "file"))


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


@pytest.mark.parametrize(
    ("file", "name", "remedy"),
    [
        ("a.docx", None, "no profile for the file name 'a.docx'; name one with --to or --from, see glossary formats"),
        ("A.XLS", None, "no profile for the file name 'a.xls'; save it as .xlsx, see glossary formats"),
        ("a.ods", None, "no profile for the file name 'a.ods'; save it as .xlsx, see glossary formats"),
        ("a.csv", "Omeget", "unknown profile: 'Omeget'; near it: omegat, omegat-tbx, omegat-csv; see glossary formats"),
        ("a.csv", "foo", "unknown profile: 'foo'; see glossary formats"),
    ],
)
def test_an_unknown_profile_is_refused_in_one_line(file: str, name: str | None, remedy: str) -> None:
    with pytest.raises(UnknownProfile) as raised:
        profile_for(file, name)
    assert str(raised.value) == remedy
