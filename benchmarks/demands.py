"""What is asked of every reader, whatever it is given: clear lines, whole concepts, and that they can be written again."""

from __future__ import annotations

import io
import traceback
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, Profile, read, write
from glossary.formats.jsonl import record
from glossary.formats.xlsx import reading as xlsx_reading
from glossary.languages import canonical_tag
from glossary.model import KINDS, ORIGINS, RELATIONS, STATUSES, TERM_STATUSES, TERM_TYPES, Concept, term_text

PATH: Final = "file"
LONGEST: Final = 1_000
"""Characters of the longest message."""
KEPT: Final = 100
"""Concepts of a file that are written again."""
EVERYONE: Final = Options(guard=False, statuses=frozenset(STATUSES))

Reader: TypeAlias = Callable[[BinaryIO, str], Iterator[Any]]


class Found(Exception):
    """Something that must not be; its text is the kind."""


@dataclass(frozen=True)
class Target:
    """A reader, and the profiles that have it; none where it yields rows, not concepts."""

    read: Reader
    profiles: Sequence[Profile] = ()


def targets() -> dict[str, Target]:
    """Return every reader by the names of its profiles, and that of the rows of a workbook."""
    groups: dict[Reader, list[Profile]] = {}
    for profile in PROFILES.values():
        groups.setdefault(profile.read, []).append(profile)
    found = {
        " ".join(profile.name for profile in group): Target(_checked(group[0]), group) for group in groups.values()
    }
    return {**found, "workbook": Target(xlsx_reading.rows)}


def _checked(profile: Profile) -> Reader:
    return lambda stream, path: read(stream, profile, path)


def read_all(target: Target, data: bytes, kept: list[Concept]) -> bool:
    """Read *data* to its end, up to `KEPT` concepts into *kept*; say whether it was not refused. Raises what must not be raised."""
    try:
        for item in target.read(io.BytesIO(data), PATH):
            if isinstance(item, Problem):
                check_line(str(item))
            elif isinstance(item, Incoming):
                check_concept(item.concept)
                if len(kept) < KEPT:
                    kept.append(item.concept)
    except FormatError as error:
        check_line(str(error))
        return False
    return True


def check_line(text: str) -> None:
    """Raise Found for a message that is not one short line which begins with the file and can be shown."""
    if not text.startswith(f"{PATH}:"):
        raise Found(f"a message without its place: {shape(text)}")
    if len(f"{text}.".splitlines()) > 1:
        raise Found(f"a message of several lines: {shape(text)}")
    if len(text) > LONGEST:
        raise Found(f"a message of more than {LONGEST:,} characters: {shape(text)}")
    if _has_controls(text) or not _is_whole(text):
        raise Found(f"a message with a control character or half a character: {shape(text)}")


def check_concept(concept: Concept) -> None:
    """Raise for a concept whose parts the model refuses, or that holds a text that no file can hold."""
    if concept.kind not in KINDS or concept.origin not in ORIGINS or concept.relation not in RELATIONS:
        raise Found("a concept of a kind, origin or relation that is none")
    if concept.status not in STATUSES or not concept.terms:
        raise Found("a concept with a status that is none, or without terms")
    for term in concept.terms:
        replace(term)  # checks it once more
        canonical_tag(term.language)
        if term.status not in TERM_STATUSES or term.type not in TERM_TYPES:
            raise Found("a term with a status or a type that is none")
        if term.text != term_text(term.text):
            raise Found("a term with spaces that no term has, or not in NFC")
    for text in _texts(concept):
        if _has_controls(text.replace("\t", "").replace("\n", "")) or not _is_whole(text):
            raise Found("a concept with a control character or half a character")


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _has_controls(text: str) -> bool:
    return not text.isprintable() and any(char < " " or "\x7f" <= char < "\xa0" for char in text)


def _is_whole(text: str) -> bool:
    """Say whether *text* has no lone surrogate."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def write_again(target: Target, concepts: Sequence[Concept]) -> None:
    """Write what was read in one of its own formats, and without loss. Raises Found where that is not read as it was written.

    What has pairs alone is not read again: whether they are Korean and Chinese is told by the many that stand together.
    """
    concepts = [replace(concept, id=None) for concept in concepts]  # as an import does
    drawn = zlib.crc32(concepts[0].terms[0].text.encode())  # by what was read, so that it is the same one each time
    for profile in (target.profiles[drawn % len(target.profiles)], PROFILES["jsonl"]):
        out = io.BytesIO()
        write(concepts, profile, out, EVERYONE)
        out.seek(0)
        back = [] if profile.pairs else list(read(out, profile, PATH))
        for item in back:
            if isinstance(item, Problem):
                raise Found(f"written again as {profile.name}, then told: {shape(item.what)}")
    came = [repr(record(item.concept, sentences=True)) for item in back if isinstance(item, Incoming)]
    went = [repr(record(concept, sentences=True)) for concept in concepts if not concept.removed]
    if sorted(came) != sorted(went):
        raise Found("not the same when it was written as jsonl and read")


def kind_of(error: Exception) -> str:
    """Return the kind of an error: what it is, the last line of the package that it came by, and its message."""
    if isinstance(error, Found):
        return str(error)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "glossary" in Path(frame.filename).parts]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside of the package"
    return f"{type(error).__name__} in {place}: {shape(str(error))}"


def shape(text: str) -> str:
    """Return a message without what it quotes, so that all messages of one kind are one."""
    line = "".join("0" if char.isdigit() else char for char in text.partition("\n")[0]).replace('"', "'")
    return ascii("…".join(line.split("'")[::2])[:80])[1:-1]
