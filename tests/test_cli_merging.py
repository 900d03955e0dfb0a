"""merge, split, add and edit at the command line: what is told of two things that are written alike."""

from __future__ import annotations

from pathlib import Path

from test_cli_concepts import Terminal, built, folder, terminal

__all__ = ["built", "folder", "terminal"]


def test_merging_and_splitting(built: Path, terminal: Terminal) -> None:
    place = terminal.find("威海")
    terminal.out("add", "바닷가", "威海", "--kind", "place", "--subject", "지리")
    assert "merged into" in terminal.out("merge", place, "c4")
    shown = terminal.out("show", "c4")
    assert f"    merged into {place} 웨이하이 → 威海 Wēihǎi" in shown.splitlines()
    assert terminal.json("show", "--json", "c4")[0]["merged"] == place
    assert terminal.json("show", "--json", place)[0]["subject"] == "지리"
    said = terminal.out("split", place, "바닷가")
    assert said.startswith(f"{place}: c5 was split from it\n")
    assert terminal.find("바닷가") == "c5"
    assert "merged into c1" in terminal.out("history", "c4")
    terminal.out("undo")
    terminal.out("undo")
    assert terminal.find("바닷가") == "c4"
    terminal.out("db", "verify")


def test_what_merging_does_not_take_is_told(built: Path, terminal: Terminal) -> None:
    terminal.out("add", "바닷가", "威海", "--kind", "place")
    assert "note: not taken of c4: relation translation\n" in terminal.err("merge", "c1", "c4", status=0)
    assert "name two or more" in terminal.err("merge", "c1")
    assert "c4 was merged into c1" in terminal.err("merge", "c2", "c4")


def test_adding_tells_what_is_there(built: Path, terminal: Terminal) -> None:
    assert "c1: was there as auto, and is approved now" in terminal.out("add", "웨이하이", "威海")
    offer = "c1 has the same Chinese form; glossary merge c1 c4 makes them one concept"
    assert offer in terminal.err("add", "바닷가", "威海", status=0)
    assert "c5: added" in terminal.out("add", "웨이하이", "威海", "--apart", "--definition", "다른 곳")
    shown = terminal.out("show", "c5")
    assert "    definition: 다른 곳" in shown
    assert "    not the same as c1 웨이하이 → 威海 Wēihǎi" in shown.splitlines()
    assert "give one or the other" in terminal.err("add", "웨이하이", "威海", "--apart", "--join")
    terminal.out("db", "verify")


def test_editing_tells_what_has_the_same_pair(built: Path, terminal: Terminal) -> None:
    place = terminal.find("威海")
    terminal.out("add", "바닷가", "威海", "--kind", "place")
    told = f"note: {place} has 웨이하이 威海 too; glossary merge {place} c4 makes them one concept\n"
    assert told in terminal.err("edit", "c4", "--add", "웨이하이", status=0)
    assert "too;" not in terminal.err("edit", "c4", "--note", "주", status=0)
    terminal.out("remove", "c4")
    assert told in terminal.err("edit", "c4", "--restore", status=0)
    assert "too;" not in terminal.err("edit", "c4", "--kind", "person", status=0)


def test_editing_details(built: Path, terminal: Terminal) -> None:
    terminal.out(
        "edit",
        "c1",
        "--see",
        "c2",
        "--note-on",
        "웨이하이",
        "표기법",
        "--type",
        "웨이하이",
        "short",
        "--definition",
        "시",
    )
    shown = terminal.out("show", "c1").splitlines()
    assert "    definition: 시" in shown
    assert "    note on 웨이하이: 표기법" in shown
    assert any(line.startswith("    see also c2 ") for line in shown)
    terminal.out("edit", "c1", "--unsee", "c2")
    assert "see also" not in terminal.out("show", "c1")
    assert "c9: no such concept" in terminal.err("edit", "c1", "--see", "c9")
    assert "cannot refer to itself" in terminal.err("edit", "c1", "--see", "c1")
    (shown_as,) = terminal.json("show", "--json", "c1")
    terminal.out("--user", "을", "edit", "c1", "--subject", "지리")
    assert "was changed meanwhile by 을" in terminal.err(
        "edit", "c1", "--subject", "행정", "--revision", str(shown_as["revision"])
    )
