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
        "db           client.db  glossary.toml",
        "             ref.db",
        "scope        none",
        "person       none",
        "place        none",
        "script       none",
        "title-marks  none",
        "scopes       none       the term base",
        "user         김         GLOSSARY_USER",
    ]
    (folder / "glossary.toml").write_text('scope = "A"\n[norm]\nplace = "sino"\n', encoding="utf-8")
    told = json.loads(out(capsys, "--db", "own.db", "--user", "이", "--scope", "B", "settings", "--json"))
    assert told["db"] == {"value": ["own.db"], "from": "--db"}
    assert told["user"] == {"value": "이", "from": "--user"}
    assert told["scope"] == {"value": "B", "from": "--scope"}
    assert told["place"] == {"value": "sino", "from": "glossary.toml"}
    assert told["person"] == {"value": None, "from": None}
    told = json.loads(out(capsys, "--no-house", "settings", "--json"))
    assert told["scope"] == told["place"] == {"value": None, "from": "--no-house"}


def test_a_broken_file_of_settings_stops_what_needs_it_and_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "glossary.toml").write_text("db =\n", encoding="utf-8")
    told = err(capsys, "lookup", "威海")
    assert told == f"error: {folder / 'glossary.toml'}:1:5: not TOML: invalid value\n"
    for arguments in (["--help"], ["lookup", "--help"], ["--version"], ["formats"], ["readings", "威海"]):
        assert run(arguments) == 0


ARTICLE = "중국 산동성 웨이하이(威海)시와 협력한다. 위해(威海)에 갔다. 류광화(刘广华) 부시장이 왔다.\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a term base that the machine filled: c1 is 웨이하이, also 위해; c2 is 류광화."""
    for name in (session.ENVIRONMENT_DB, session.ENVIRONMENT_USER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "기사.txt").write_text(ARTICLE, encoding="utf-8")
    assert run(["collect", "기사.txt"]) == 0
    capsys.readouterr()
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Return the names and the Korean forms of the concept that a command shows, with their marks and reasons."""
    lines = out(capsys, *arguments).splitlines()
    name = lines[0].split("  ")[1]
    return [name, *(line.removeprefix("    ko ").strip() for line in lines if "●" in line or "○" in line)]


def test_a_client_may_prefer_another_form(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["edit", "c1", "--prefer-for", "clientA", "위해", "--prefer-for", "clientB", "웨이하이시"]) == 0
    assert shown(capsys, "lookup", "威海")[:4] == [
        "웨이하이 → 威海",
        "● 웨이하이     preferred, official spelling, loanword norm, seen 1×",
        "○ 웨이하이시   preferred for clientB",
        "○ 위해         preferred for clientA, variant, seen 1×",
    ]
    assert shown(capsys, "--scope", "clientA", "show", "c1")[:3] == [
        "위해 → 威海",
        "● 위해         preferred for clientA, seen 1×",
        "○ 웨이하이     preferred elsewhere, official spelling, seen 1×",
    ]
    assert shown(capsys, "--scope", "clientB", "lookup", "威海")[0] == "웨이하이시 → 威海"
    (found,) = (json.loads(line) for line in out(capsys, "--scope", "clientA", "lookup", "--json", "威海").splitlines())
    assert [term["text"] for term in found["terms"] if term["status"] == "preferred"] == ["위해", "威海"]
    assert run(["edit", "c1", "--unprefer-for", "clientA", "--drop", "웨이하이시"]) == 0
    assert "preferred for" not in out(capsys, "show", "c1")


def test_a_preference_is_told_where_it_cannot_be_taken_back(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["edit", "c1", "--prefer-for", "clientA", "위해"]) == 0
    assert err(capsys, "edit", "c1", "--unprefer-for", "clientB") == (
        "error: c1: nothing is preferred for 'clientB'; it is for clientA\n"
    )
    assert "the scope is empty" in err(capsys, "edit", "c1", "--prefer-for", " ", "위해")
    assert "nothing is changed" in out(capsys, "edit", "c1", "--prefer-for", "clientA", "위해")


def exported(folder: Path, *options: str, name: str = "glossary.csv") -> str:
    """Return what is exported with these options before the command."""
    assert run([*options, "export", "--force", name]) == 0
    return (folder / name).read_text(encoding="utf-8")


def test_an_export_is_for_one_client_and_says_nothing_of_another(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = exported(house)
    assert run(["edit", "c1", "--prefer-for", "clientA", "위해"]) == 0
    assert run(["edit", "c2", "--scope", "clientB"]) == 0
    capsys.readouterr()
    for_a = exported(house, "--scope", "clientA")
    told = capsys.readouterr().out
    assert ",위해,威海," in for_a
    assert "clientA" not in for_a + exported(house, name="glossary.jsonl")
    assert "刘广华" not in for_a
    assert "settings: scope clientA\n" in told
    assert "1 left out: of another client or project (--scope NAME has those of one, --no-house those of all)" in told
    assert exported(house) == plain
    capsys.readouterr()
    assert exported(house, "--scope", "clienta")
    assert "note: no preference and no concept is for 'clienta'; known: clientA, clientB" in capsys.readouterr().err
    (house / "glossary.toml").write_text('scope = "clientA"\n', encoding="utf-8")
    assert exported(house) == for_a
    assert "note:" not in capsys.readouterr().err
    assert json.loads(out(capsys, "settings", "--json"))["scopes"]["value"] == ["clientA", "clientB"]
    assert exported(house, "--no-house") == plain
    assert ",웨이하이,威海," in exported(house, "--scope", "clientB")


def test_what_is_of_another_client_comes_last_and_is_marked(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "웨이하이위", "威海卫"]) == 0
    assert run(["edit", "c1", "--scope", "clientB"]) == 0
    lines = [line for line in out(capsys, "lookup", "威").splitlines() if not line.startswith("    ")]
    assert ["c1" in line for line in lines] == [True, False]
    lines = [
        line for line in out(capsys, "--scope", "clientA", "lookup", "威").splitlines() if not line.startswith("    ")
    ]
    assert ["c1" in line for line in lines] == [False, True]
    assert lines[1].endswith("place · auto · for clientB")


def test_the_norm_of_the_house_holds_where_nobody_chose(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "glossary.toml").write_text('[norm]\nplace = "sino"\n', encoding="utf-8")
    assert shown(capsys, "lookup", "威海")[:3] == [
        "위해 → 威海",
        "● 위해       preferred by the house norm, seen 1×",
        "○ 웨이하이   preferred elsewhere, official spelling, seen 1×",
    ]
    assert shown(capsys, "--no-house", "show", "c1")[0] == "웨이하이 → 威海"
    assert ",위해,威海," in exported(house)
    assert run(["edit", "c1", "--prefer", "웨이하이"]) == 0  # as the machine has it, but now it is chosen
    assert "c1: changed" in capsys.readouterr().out
    assert shown(capsys, "lookup", "威海")[0] == "웨이하이 → 威海"
    assert run(["edit", "c1", "--prefer-for", "clientA", "위해"]) == 0
    assert shown(capsys, "--scope", "clientA", "lookup", "威海")[0] == "위해 → 威海"


def test_a_file_of_the_house_read_back_changes_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = exported(house, name="before.csv")
    (house / "glossary.toml").write_text('scope = "A"\n[norm]\nplace = "sino"\nperson = "sino"\n', encoding="utf-8")
    assert run(["edit", "c2", "--prefer-for", "A", "유광화"]) == 0
    assert exported(house) != before
    capsys.readouterr()
    for options in ((), ("--update",)):
        assert "0 new, 0 changed, 2 the same, 0 conflicts" in out(capsys, "import", "glossary.csv", *options)
    text = (house / "glossary.csv").read_text(encoding="utf-8").replace(",위해,", ",위해시,")
    (house / "glossary.csv").write_text(text, encoding="utf-8")
    assert "0 new, 1 changed, 1 the same, 0 conflicts" in out(capsys, "import", "glossary.csv", "--update")
    assert shown(capsys, "show", "c1")[0] == "위해시 → 威海"


def test_the_script_of_the_house_stands_first_and_is_exported(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "刘广华" in exported(house, name="a.txt")
    (house / "glossary.toml").write_text('[norm]\nscript = "hant"\n', encoding="utf-8")
    assert shown(capsys, "show", "c2")[0] == "류광화 → 劉廣華"
    assert "劉廣華" in exported(house, name="a.txt")
    assert run(["export", "--target-lang", "zh-CN", "b.txt"]) == 0
    assert "刘广华" in (house / "b.txt").read_text(encoding="utf-8")
    assert run(["build", "기사.txt"]) == 0
    assert "劉廣華" in (house / "exports" / "glossary.txt").read_text(encoding="utf-8")
    (house / "glossary.toml").write_text('[norm]\nscript = "both"\n', encoding="utf-8")
    assert shown(capsys, "show", "c2")[0] == "류광화 → 刘广华 / 劉廣華"


def test_titles_are_shown_in_marks_and_exported_without(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "행동계획", "行动计划", "--kind", "title"]) == 0
    plain = exported(house)
    (house / "glossary.toml").write_text('[norm]\ntitle-marks = "『』"\n', encoding="utf-8")
    assert shown(capsys, "lookup", "행동계획")[0] == "『행동계획』 → 《行动计划》"
    assert exported(house) == plain


def test_options_of_the_house_stand_before_the_command(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert err(capsys, "export", "--scope", "A", "a.csv") == (
        "error: --scope stands before the command: glossary --scope … COMMAND\n"
    )
    assert "the scope has" in err(capsys, "--scope", "A" * 101, "lookup", "威海")
    (house / "glossary.toml").write_text('scope = "A"\n', encoding="utf-8")
    assert run(["--scope", "", "lookup", "威海"]) == 0  # no scope, whatever glossary.toml says


def test_an_engine_gets_the_form_of_the_client(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["edit", "c1", "--status", "approved", "--prefer-for", "clientA", "위해"]) == 0
    into_korean = ("export", "--force", "--unguarded", "--source-lang", "zh-CN", "--target-lang", "ko", "a.deepl.tsv")
    for scope, expected in (("clientA", "威海\t위해\n"), ("clientB", "威海\t웨이하이\n")):
        assert run(["--scope", scope, *into_korean]) == 0
        assert (house / "a.deepl.tsv").read_text(encoding="utf-8") == expected


def test_settings_are_shown_before_there_is_a_term_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(session.ENVIRONMENT_DB, raising=False)
    monkeypatch.chdir(tmp_path)
    told = json.loads(out(capsys, "settings", "--json"))
    assert told["db"] == {"value": ["glossary.db"], "from": "none yet"}
    assert told["scopes"]["value"] == []


@pytest.mark.parametrize("arguments", [("lookup", "威海"), ("add", "칭다오", "青岛"), ("collect", "기사.txt")])
def test_a_name_that_is_too_long_for_a_file_is_told_on_one_line(
    house: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (told,) = err(capsys, "-q", "--db", "x" * 5000, *arguments).splitlines()
    assert told.startswith("error: xxx") and "xxx: cannot be " in told
