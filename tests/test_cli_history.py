"""history and undo at the command line: who did what, and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_cli_concepts import Terminal, built, folder, terminal

from glossary.cli.build import FILES

__all__ = ["built", "folder", "terminal"]

WHEN = r"\d{4}-\d\d-\d\d \d\d:\d\d"


@pytest.fixture
def worked(built: Path, terminal: Terminal) -> Path:
    """A built term base in which two people worked."""
    terminal.out("--user", "김", "add", "칭다오", "青岛", "--kind", "place")
    terminal.out("--user", "박", "edit", terminal.find("威海"), "--subject", "지리", "--prefer", "위해", "--note", "주")
    return built


def test_history_tells_who_did_what(worked: Path, terminal: Terminal) -> None:
    lines = terminal.out("history").splitlines()
    assert re.fullmatch(rf"3  {WHEN}  박  edit", lines[0])
    assert "    c1  subject: — → 지리" in lines
    assert "    c1  웨이하이: preferred → admitted" in lines
    assert "    c1  added the note: 주" in lines
    assert "    c4  added 칭다오 → 青岛" in lines
    assert "    c1  added 웨이하이 → 威海" in lines
    assert lines[-1] == "    4 sightings added"
    (first,) = terminal.json("history", "--json", "c4")
    assert (first["operation"], first["user"], first["command"], first["undone_by"]) == (2, "김", "add", None)
    assert first["changes"] == [
        {
            "concept": "c4",
            "entity": "concept",
            "subject": "칭다오 → 青岛",
            "field": "added",
            "before": None,
            "after": None,
        }
    ]
    assert [done["operation"] for done in terminal.json("history", "--json", "--user", "김")] == [2]
    assert [done["operation"] for done in terminal.json("history", "--json", "--limit", "1")] == [3]
    assert "held" in terminal.out("--verbose", "history", "c1")
    assert terminal.err("history", "c99") == "error: c99: no such concept; glossary lookup finds the ones there are\n"


def test_history_tells_for_whom_a_form_is_preferred(built: Path, terminal: Terminal) -> None:
    terminal.out("edit", "c1", "--prefer-for", "고객", "위해")
    terminal.out("edit", "c1", "--unprefer-for", "고객")
    lines = terminal.out("history", "c1").splitlines()
    assert lines[1] == "    c1  took away the preference: 위해 for 고객"
    assert "    c1  added the preference: 위해 for 고객" in lines
    terminal.out("undo")
    assert "preferred for 고객" in terminal.out("show", "c1")


def test_undo_takes_back_ones_own(worked: Path, terminal: Terminal) -> None:
    before = terminal.out("show", "c1")
    said = terminal.out("--user", "김", "undo", "--dry-run")
    assert re.match(
        rf"operation 2  {WHEN}  김  add: would be undone, nothing is written\n    c4  took away 칭다오 → 青岛\n", said
    )
    assert "undone by operation 4" in terminal.out("--user", "김", "undo")
    assert "nothing of 김 is left to undo" in terminal.err("--user", "김", "undo")
    for number in ("99", "9" * 24):
        assert f"operation {number}: no such operation" in terminal.err("undo", number)
    assert "operation 3 is of 박, not of 김" in terminal.err("--user", "김", "undo", "3")
    assert "c1  subject: 지리 → —" in terminal.out("--user", "김", "undo", "3", "--any")
    assert terminal.out("show", "c1") != before
    assert "undone by operation 6" in terminal.out("--user", "김", "undo", "5")
    assert terminal.out("show", "c1") == before
    assert "(undone by 4)" in terminal.out("history", "c4")
    terminal.out("db", "verify")


def test_undo_of_a_build_gives_the_empty_term_base(built: Path, terminal: Terminal) -> None:
    said = terminal.out("undo")
    assert "4 sightings taken away" in said
    assert "concepts  0" in re.sub(" +", "  ", terminal.out("stats"))
    assert terminal.out("build", "기사.txt").count("unchanged") == len(FILES)  # the exports are as they were


def test_nothing_to_undo_makes_no_term_base(folder: Path, terminal: Terminal) -> None:
    assert "no term base there" in terminal.err("undo")
    assert "no term base there" in terminal.err("history")
    assert [path.name for path in folder.iterdir()] == ["기사.txt"]
