"""Several term bases in one look-up, and what glossary.toml and the options say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossary.cli import run, session


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with three term bases: a client's, our own, and one to look into."""
    for name in (session.ENVIRONMENT_DB, session.ENVIRONMENT_USER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for base, *forms in (
        ("client.db", "위해", "威海"),
        ("own.db", "웨이하이", "威海"),
        ("own.db", "웨이하이 항", "威海港"),
        ("ref.db", "칭다오", "青岛"),
        ("ref.db", "웨이하이", "威海"),
    ):
        assert run(["--db", base, "add", "--kind", "place", *forms]) == 0
    capsys.readouterr()
    return tmp_path


THREE = ("--db", "client.db", "--db", "own.db", "--db", "ref.db")


def out(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    """Run a command and return what it prints."""
    capsys.readouterr()
    assert run(list(arguments)) == status, capsys.readouterr()
    return capsys.readouterr().out


def err(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 2) -> str:
    """Run a command and return what it says; nothing is printed."""
    capsys.readouterr()
    assert run(list(arguments)) == status
    told = capsys.readouterr()
    assert not told.out
    return told.err


def test_every_base_is_asked_and_named_in_their_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in out(capsys, *THREE, "lookup", "威海").splitlines() if not line.startswith("    ")]
    assert [line.split(" · ")[-1] for line in lines] == ["client.db", "own.db", "ref.db", "own.db"]
    assert lines[0].startswith("c1  위해 → 威海")
    assert lines[3].startswith("also c2  웨이하이 항")
    found = [json.loads(line) for line in out(capsys, *THREE, "lookup", "--json", "威海").splitlines()]
    assert [(one["id"], one["base"]) for one in found] == [
        ("c1", "client.db"), ("c1", "own.db"), ("c2", "ref.db"), ("c2", "own.db"),
    ]  # fmt: skip


def test_the_limit_holds_for_all_bases_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(out(capsys, *THREE, "lookup", "--json", "--limit", "2", "威海").splitlines()) == 2
    assert len(out(capsys, *THREE, "lookup", "--json", "--all", "威海").splitlines()) == 4


def test_one_base_is_named_in_json_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "own.db" not in out(capsys, "--db", "own.db", "lookup", "威海")
    assert json.loads(out(capsys, "--db", "own.db", "lookup", "--json", "웨이하이 항"))["base"] == "own.db"


def test_lists_name_the_base_where_there_are_several(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    def listed(*bases: str) -> list[list[str]]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("위해\n칭다오\n없다\n".encode())))
        return [line.split("\t") for line in out(capsys, *bases, "lookup", "-", status=1).splitlines()]

    assert [(row[0], len(row), row[-1]) for row in listed(*THREE)] == [
        ("위해", 8, "client.db"), ("칭다오", 8, "ref.db"), ("없다", 8, ""),
    ]  # fmt: skip
    assert {len(row) for row in listed("--db", "ref.db")} == {7}


@pytest.mark.parametrize("broken", ["missing.db", "text.db"])
def test_a_base_that_cannot_be_read_is_an_error_before_anything_is_shown(
    folder: Path, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    (folder / "text.db").write_text("no term base\n", encoding="utf-8")
    told = err(capsys, "--db", "own.db", "--db", broken, "lookup", "威海")
    assert told.startswith(f"error: {broken}: ")
    assert told.count("\n") == 1


def test_only_the_first_is_written_and_exported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = {name: (folder / name).read_bytes() for name in ("own.db", "ref.db")}
    assert run(["--db", "client.db", "export", "alone.csv"]) == 0
    assert run([*THREE, "export", "among.csv"]) == 0
    assert (folder / "among.csv").read_bytes() == (folder / "alone.csv").read_bytes()
    (folder / "기사.txt").write_text("중국 옌타이(烟台)시와 협력한다.\n", encoding="utf-8")
    assert run([*THREE, "build", "기사.txt"]) == 0
    assert run([*THREE, "edit", "c1", "--note", "고객의 것"]) == 0
    exported = (folder / "exports" / "glossary.csv").read_text(encoding="utf-8")
    assert "烟台" in exported
    assert "青岛" not in exported
    assert others == {name: (folder / name).read_bytes() for name in others}


def test_adding_says_which_further_base_has_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*THREE, "add", "칭다오", "青島"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("c2: added\n")
    assert "note: ref.db has it too: c1\n" in told.err
    assert "own.db has it" not in told.err


def test_adding_writes_nothing_where_a_further_base_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "client.db").read_bytes()
    assert "missing.db: no term base there" in err(
        capsys, "--db", "client.db", "--db", "missing.db", "add", "칭다오", "青岛"
    )
    assert (folder / "client.db").read_bytes() == before


def test_bases_may_stand_in_the_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "glossary.toml").write_text('db = ["client.db", "ref.db"]\n', encoding="utf-8")
    found = [json.loads(line)["base"] for line in out(capsys, "lookup", "--json", "威海").splitlines()]
    assert found == ["client.db", "ref.db"]
    told = err(capsys, "-v", "lookup", "없다", status=1)
    assert told.startswith("term base: client.db (1 concepts), ref.db (2 concepts)\n")


def test_settings_say_what_holds_and_from_where(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "glossary.toml").write_text('db = ["client.db", "ref.db"]\n', encoding="utf-8")
    monkeypatch.setenv(session.ENVIRONMENT_USER, "김")
    assert out(capsys, "settings").splitlines() == [
        "db    client.db  glossary.toml",
        "      ref.db",
        "user  김         GLOSSARY_USER",
    ]
    told = json.loads(out(capsys, "--db", "own.db", "--user", "이", "settings", "--json"))
    assert told["db"] == {"value": ["own.db"], "from": "--db"}
    assert told["user"] == {"value": "이", "from": "--user"}


def test_a_broken_file_of_settings_stops_what_needs_it_and_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "glossary.toml").write_text("db =\n", encoding="utf-8")
    told = err(capsys, "lookup", "威海")
    assert told == f"error: {folder / 'glossary.toml'}:1:5: not TOML: invalid value\n"
    for arguments in (["--help"], ["lookup", "--help"], ["--version"], ["formats"], ["readings", "威海"]):
        assert run(arguments) == 0
