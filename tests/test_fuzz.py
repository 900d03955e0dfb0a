"""What puts the readers under fire: the changes are those of the dice, and what is wrong is found."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import fuzz
import pytest
from demands import Found, Target, check_concept, check_line, kind_of, targets
from mutations import LARGEST, worse
from probe import Probe, smallest

from glossary.errors import FormatError
from glossary.formats import PROFILES, Problem
from glossary.model import Concept, Term

XML = b'<?xml version="1.0"?><a b="1"><c>x</c><c d="2">y &amp; z</c></a>'


def archive() -> bytes:
    """Return an archive of two members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.xml", XML)
        packed.writestr("b/c.xml", XML * 2)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [XML, archive(), b"", b"ko,zh-Hans\nx,\xe5\xa8\x81\n"], ids=["xml", "archive", "empty", "csv"]
)
def test_the_same_dice_make_the_same_file(data: bytes) -> None:
    made = [
        [worse(data, dice, (XML, b"a\tb\n", b"")) for _ in range(100)] for dice in (random.Random(7), random.Random(7))
    ]
    assert made[0] == made[1]
    assert len(set(made[0])) > 40 or not data
    assert max(map(len, made[0])) <= LARGEST


def test_every_profile_is_read_by_one_of_the_readers() -> None:
    names = [name for names in targets() for name in names.split()]
    assert sorted(names) == sorted((*PROFILES, "workbook"))


@pytest.mark.parametrize(
    "line",
    ["other: x", "file: a\n", "file: a\nb", "file: a\u2028b", "file: \x1b[2J", "file: \ud800", f"file: {'x' * 2000}"],
    ids=ascii,
)
def test_a_message_has_to_be_one_short_line_with_its_place(line: str) -> None:
    check_line("file:3: not XML")
    with pytest.raises(Found):
        check_line(line)


def test_a_concept_has_to_be_what_the_model_takes() -> None:
    concept = Concept("", "term", "zh", "other", "approved", (Term("ko", "x", reading="a\x00"),))
    with pytest.raises(Found, match="control character"):
        check_concept(concept)


def test_what_is_left_is_as_short_as_it_goes() -> None:
    assert smallest(b"some bytes with a < in them", lambda data: b"<" in data) == b"<"


def broken(stream: BinaryIO, path: str) -> Iterator[Problem]:
    """Read lines, and break on what it should not."""
    for line in stream:
        if b"!" in line:
            raise KeyError("!")
        if b"?" in line:
            raise FormatError(f"{path}: {line!r}\n")
        yield Problem(path, 1, 0, "nothing")


def test_what_breaks_is_found(tmp_path: Path) -> None:
    (tmp_path / "found").mkdir()
    probe = Probe(Target(broken), tmp_path, 1.0)
    for data in (b"a\n", b"b\n!c\n", b"d!", b"e?\n"):
        probe.run(data)
    assert probe.account.runs > 4 and probe.account.accepted > 0
    kinds = {kind: Path(place).read_bytes() for kind, place in probe.account.found.items()}
    assert sorted(kinds.values()) == [b"!", b"?"]
    assert all(kind.startswith(("KeyError", "a message of several lines")) for kind in kinds)


def test_an_error_is_known_by_where_it_came_from() -> None:
    with pytest.raises(FormatError) as caught:
        list(PROFILES["tbx"].read(io.BytesIO(b"<a"), "file"))
    assert kind_of(caught.value).startswith("FormatError in markup.py:")


def test_a_reader_is_put_under_fire(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "DRAWN", 2)
    assert fuzz.main(["--seconds", "0.5", "--profile", "deepl"]) == 0
    printed = capsys.readouterr()
    assert "deepl" in printed.out and printed.err == "nothing is wrong\n"
