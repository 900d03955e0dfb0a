"""Commands on a term base: the whole round of a user's work, from building to a hand-edited export."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.cli import run, session
from glossary.cli.build import FILES

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ARTICLE = "중국 산동성 웨이하이(威海)시와 협력한다. 류광화(刘广华) 부시장이 왔다. 유광화 부시장은 말했다.\n다궁팡(大公坊)도 왔다.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the user works, with one article."""
    for name in (session.ENVIRONMENT_DB, session.ENVIRONMENT_USER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "기사.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same, with the term base and the exports built."""
    assert run(["build", "기사.txt"]) == 0
    capsys.readouterr()
    return folder


class Terminal:
    """What commands print, read back."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def out(self, *arguments: str, status: int = 0) -> str:
        """Run a command that ends with *status* and return what it prints."""
        assert run(list(arguments)) == status, self._capsys.readouterr()
        return self._capsys.readouterr().out

    def err(self, *arguments: str, status: int = 2) -> str:
        """Run a command that ends with *status* and return what it says on standard error."""
        assert run(list(arguments)) == status, self._capsys.readouterr()
        return self._capsys.readouterr().err

    def last(self) -> str:
        """Return what was printed since the last look."""
        return self._capsys.readouterr().out

    def json(self, *arguments: str, status: int = 0) -> list[dict[str, object]]:
        """Run a command and return its lines as JSON."""
        return [json.loads(line) for line in self.out(*arguments, status=status).splitlines()]

    def find(self, query: str) -> str:
        """Return the id of the concept that *query* finds first."""
        return str(self.json("lookup", "--json", query)[0]["id"])


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    yield Terminal(capsys)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "exports" / name).read_bytes() for name in FILES}


def test_build_tells_what_it_did_and_the_second_time_nothing_is_new(folder: Path, terminal: Terminal) -> None:
    first = terminal.out("build", "기사.txt")
    assert "documents  1 read" in first
    assert "concepts   3 new, 0 known" in first
    for name in FILES:
        assert f"exports/{name}" in first
    before = contents(folder)
    second = terminal.out("build", str(folder / "기사.txt"))
    for said in ("concepts   0 new, 3 known", "terms      0 new", "evidence   0 new, 0 gone", "changes    0"):
        assert said in second
    assert second.count("unchanged") == len(FILES)
    assert contents(folder) == before


def test_build_and_collect_make_nothing_for_nothing(folder: Path, terminal: Terminal) -> None:
    for command in ("build", "collect"):
        assert "없음.txt: no such file or directory" in terminal.err(command, "없음.txt")
    assert [path.name for path in folder.iterdir()] == ["기사.txt"]


def test_empty_document_is_a_note(folder: Path, terminal: Terminal) -> None:
    (folder / "empty.txt").touch()
    assert terminal.err("collect", "empty.txt", "기사.txt", status=0) == "note: empty.txt: empty document\n"


def test_bad_document_in_a_batch_is_status_1_and_the_rest_is_collected(folder: Path, terminal: Terminal) -> None:
    (folder / "bad.txt").write_bytes(b"\xff")
    assert "concepts   3 new" in terminal.out("build", "bad.txt", "기사.txt", status=1)


def test_collecting_by_parts_gives_the_same_exports(folder: Path, terminal: Terminal) -> None:
    shutil.copytree(SEEDS, folder / "seeds")
    terminal.out("--db", "whole.db", "build", "seeds", "--out", "whole")
    for path in sorted((folder / "seeds").iterdir(), reverse=True):
        terminal.out("--db", "parts.db", "collect", str(path))
    terminal.out("--db", "parts.db", "build", "./seeds", "--out", "parts")
    for name in FILES:
        whole, parts = (
            re.sub(r"\bc?[0-9]+\b", "", (folder / out / name).read_text(encoding="utf-8")) for out in ("whole", "parts")
        )
        assert whole == parts, name


@pytest.mark.parametrize("query", ["류광화", "유광화", "刘广华", "劉廣華", "Liú Guǎnghuá", "liuguanghua", "liu guang"])
def test_lookup_finds_by_every_form(built: Path, terminal: Terminal, query: str) -> None:
    (found,) = terminal.json("lookup", "--json", query)
    assert found["kind"] == "person"
    assert list(found) == ["id", "uid", "kind", "status", "base", "match", "terms", "evidence"]


def test_lookup_for_people_shows_the_target_first(built: Path, terminal: Terminal) -> None:
    first, korean, *_ = terminal.out("lookup", "威海").splitlines()
    assert " 웨이하이 → 威海  Wēihǎi " in first
    assert first.endswith("place · auto")
    assert korean.startswith("    ko ● 웨이하이 ")


def test_lookup_says_how_it_was_found(built: Path, terminal: Terminal) -> None:
    assert "≈ 웨이하이 (1 typing error)" in terminal.out("lookup", "웨이하ㅣ")
    assert "≈ 웨이하이 (with 에서)" in terminal.out("lookup", "웨이하이에서")
    assert "≈" not in terminal.out("lookup", "웨이하이")
    assert "≈ 威海 (exact; 1.000)" in terminal.out("lookup", "威海", "--explain")


def test_lookup_by_one_way_alone(built: Path, terminal: Terminal) -> None:
    found = terminal.json("lookup", "--json", "--how", "prefix", "--how", "part", "웨이하")
    assert found and all("'how': 'prefix'" in str(one["match"]) for one in found)
    assert terminal.json("lookup", "--json", "--how", "fuzzy", "웨이하이", status=1) == []
    assert "'choseong'" in terminal.err("lookup", "--how", "sound", "웨이하이", status=2)


def test_lookup_of_a_list_prints_a_row_a_query(
    built: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeff威海\r\n\n없음\n".encode())))
    first, second = terminal.out("lookup", "-", status=1).splitlines()
    assert first.split("\t")[2:] == ["웨이하이", "威海", "Wēihǎi", "place", "auto"]
    assert second == "없음" + "\t" * 6


def test_lookup_that_finds_nothing_is_status_1(built: Path, terminal: Terminal) -> None:
    assert terminal.err("lookup", "없음", status=1) == "nothing found: 없음\n"


def test_reading_never_makes_a_term_base(folder: Path, terminal: Terminal) -> None:
    for arguments in (
        ["lookup", "威海"], ["show", "c1"], ["stats"], ["export", "x.csv"], ["db", "verify"], ["db", "backup", "y.db"],
        ["edit", "c1", "--kind", "place"], ["remove", "c1"],
    ):  # fmt: skip
        said = terminal.err(*arguments)
        assert said.startswith("error: ")
        assert said.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["기사.txt"]


def test_work_by_hand_stands_against_the_next_build(built: Path, terminal: Terminal) -> None:
    assert "c4: added" in terminal.out("add", "青岛", "칭다오", "--kind", "place", "--note", "港口城市")
    assert "was there already, nothing is new" in terminal.out("add", "칭다오", "青島")
    place, person = terminal.find("威海"), terminal.find("刘广华")
    assert "changed" in terminal.out("edit", place, "--prefer", "위해", "--status", "approved", "--subject", "지리")
    assert "was so already" in terminal.out("edit", place, "--subject", "지리")
    assert f"{person}: removed" in terminal.out("remove", person)
    assert f"{person}: was removed already" in terminal.out("remove", person)

    said = terminal.out("build", "기사.txt")
    assert "concepts   0 new" in said
    (edited,) = terminal.json("show", "--json", place)
    assert (edited["status"], edited["subject"]) == ("approved", "지리")
    assert [term["text"] for term in edited["terms"] if term["status"] == "preferred"] == ["위해", "威海"]  # type: ignore[attr-defined]
    assert terminal.json("lookup", "--json", "刘广华", status=1) == []
    assert [found["id"] for found in terminal.json("lookup", "--json", "刘广华", "--status", "removed")] == [person]
    assert "위해\t威海" in (built / "exports" / "glossary.txt").read_text(encoding="utf-8")
    terminal.out("edit", person, "--restore")
    assert terminal.find("刘广华") == person


def test_extract_learns_from_decisions_and_writes_nothing(folder: Path, terminal: Terminal) -> None:
    (folder / "둘.txt").write_text(
        "씨트립(携程)과 씨트립투자유한공사(携程投资有限公司), 희귀한 검은황새(黑鹳).\n", encoding="utf-8"
    )
    before = terminal.out("extract", "둘.txt")
    assert terminal.err("extract", "--lexicon", "둘.txt").startswith("error: ")
    assert not (folder / "glossary.db").exists()
    terminal.out("collect", "둘.txt")
    assert "nobody approved or rejected anything" in terminal.err("extract", "--lexicon", "둘.txt", status=0)
    terminal.out("edit", terminal.find("씨트립"), "--status", "approved")
    terminal.out("edit", terminal.find("검은황새"), "--status", "rejected")
    content = (folder / "glossary.db").read_bytes()
    assert [(pair["ko"], pair["band"]) for pair in terminal.json("extract", "--json", "--lexicon", "둘.txt")] == [
        ("씨트립", "accept"),
        ("씨트립투자유한공사", "accept"),
    ]
    assert terminal.out("extract", "둘.txt") == before
    assert (folder / "glossary.db").read_bytes() == content


def test_edit_refuses_what_is_not_there_or_was_changed_meanwhile(built: Path, terminal: Terminal) -> None:
    assert "nothing to change" in terminal.err("edit", "c1")
    assert "c99: no such concept" in terminal.err("edit", "c99", "--kind", "place")
    assert "no form '없음'" in terminal.err("edit", "c1", "--drop", "없음")
    terminal.out("edit", "c1", "--subject", "지리")
    assert "error: " in terminal.err("edit", "c1", "--subject", "역사", "--revision", "1")


def test_show_goes_on_past_an_id_that_is_not_there(built: Path, terminal: Terminal) -> None:
    assert "웨이하이" in terminal.out("show", "c99", terminal.find("威海"), status=1)
    assert terminal.err("show", "c99") == "error: c99: no such concept; glossary lookup finds the ones there are\n"


@pytest.mark.parametrize("form", ["칭\0다오", "칭\x07다오", "칭" * 501, " "], ids=["nul", "bell", "long", "blank"])
def test_form_that_cannot_be_stored_is_refused(built: Path, terminal: Terminal, form: str) -> None:
    assert terminal.err("add", form, "青岛").startswith("error: the form ")
    assert json.loads(terminal.out("stats", "--json"))["concepts"] == 3


def test_edited_export_is_not_overwritten_but_the_others_are(built: Path, terminal: Terminal) -> None:
    edited = built / "exports" / "glossary.csv"
    text = edited.read_text(encoding="utf-8").replace("웨이하이", "웨이하이시")
    edited.write_text(text, encoding="utf-8", newline="")
    (built / "exports" / "glossary.txt").unlink()
    said = terminal.err("build", "기사.txt", status=1)
    assert "glossary.csv was edited after the last build; import it first" in said
    assert edited.read_text(encoding="utf-8") == text
    assert (built / "exports" / "glossary.txt").exists()
    terminal.out("build", "기사.txt", "--force")
    assert edited.read_text(encoding="utf-8") != text


def test_imported_export_may_be_written_over(built: Path, terminal: Terminal) -> None:
    edited = built / "exports" / "glossary.csv"
    lines = edited.read_text(encoding="utf-8").splitlines()
    edited.write_text("\n".join(line.replace(",auto,", ",approved,") for line in lines) + "\n", encoding="utf-8")
    assert "conflict" in terminal.out("import", str(edited), status=1)
    assert terminal.out("import", str(edited), "--update", "--dry-run").endswith("nothing is written\n")
    assert terminal.json("show", "--json", "c1")[0]["status"] == "auto"
    assert " 0 conflicts" in terminal.out("import", str(edited), "--update")
    assert terminal.json("show", "--json", "c1")[0]["status"] == "approved"
    terminal.out("build", "기사.txt")
    assert ",approved," in edited.read_text(encoding="utf-8")


def test_every_profile_is_exported_and_read_back(built: Path, terminal: Terminal) -> None:
    for line in terminal.json("formats", "--json"):
        name = str(line["name"])
        file = f"out.{name}"
        assert "concept" in terminal.out("export", file, "--to", name)
        run(["import", file, "--from", name, "--dry-run"])
        assert f"{file}: 0 new, " in terminal.last()


def test_export_to_standard_output_is_data_only(built: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "glossary", "export", "-", "--to", "csv"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent)},
        check=True,
        timeout=60,
    )
    assert made.stdout == (built / "exports" / "glossary.csv").read_bytes()
    assert b"3 concepts" in made.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["export", "x.pdf"], "no profile for the file name 'x.pdf'"),
        (["export", "x", "--to", "nowhere"], "unknown profile: 'nowhere'"),
        (["export", "x.tbx", "--date", "gestern"], "not a date: 'gestern'"),
        (["export", "없음/x.tbx"], "cannot be written: no such file or directory"),
        (["import", "없음.csv"], "없음.csv: no such file or directory"),
    ],
    ids=["suffix", "profile", "date", "folder", "file"],
)
def test_export_and_import_refuse_with_one_line(
    built: Path, terminal: Terminal, arguments: list[str], expected: str
) -> None:
    said = terminal.err(*arguments)
    assert expected in said
    assert said.count("\n") == 1


def test_import_tells_what_it_cannot_read_with_the_line(built: Path, terminal: Terminal) -> None:
    (built / "bad.jsonl").write_text('{"broken\n', encoding="utf-8")
    assert "error: bad.jsonl:1" in terminal.err("import", "bad.jsonl")


def test_care_of_the_term_base(built: Path, terminal: Terminal) -> None:
    assert terminal.out("db", "verify") == "glossary.db: no problems\n"
    assert terminal.out("db", "backup", "copy.db") == "copy.db: written\n"
    assert "is there already" in terminal.err("db", "backup", "copy.db")
    assert terminal.out("--db", "again.db", "db", "restore", "copy.db") == "again.db: restored\n"
    assert "is there already" in terminal.err("--db", "again.db", "db", "restore", "copy.db")
    assert "no term base there" in terminal.err("--db", "third.db", "db", "restore", "none.db")
    assert terminal.out("--db", "again.db", "export", "-", "--to", "jsonl") == terminal.out(
        "export", "-", "--to", "jsonl"
    )
    assert terminal.out("--db", "copy.db", "stats") == terminal.out("stats")
    assert terminal.out("db", "upgrade") == "glossary.db: nothing to do\n"


def test_damage_is_found(built: Path, terminal: Terminal) -> None:
    connection = sqlite3.connect(built / "glossary.db")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM concept WHERE id = 1")
    connection.commit()
    connection.close()
    assert terminal.err("db", "verify", status=1).startswith("error: ")


def test_file_that_is_no_term_base_is_said_by_every_command(folder: Path, terminal: Terminal) -> None:
    (folder / "glossary.db").write_bytes(b"not a database at all, but long enough to look at " * 40)
    before = (folder / "glossary.db").read_bytes()
    for arguments in (["lookup", "x"], ["stats"], ["build", "기사.txt"], ["add", "칭다오", "青岛"], ["db", "verify"]):
        said = terminal.err(*arguments)
        assert "glossary.db" in said
        assert said.count("\n") == 1
    assert (folder / "glossary.db").read_bytes() == before


def test_newer_schema_is_said_and_left_alone(built: Path, terminal: Terminal) -> None:
    connection = sqlite3.connect(built / "glossary.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for arguments in (["lookup", "x"], ["stats"], ["build", "기사.txt"], ["db", "upgrade"]):
        assert "newer" in terminal.err(*arguments)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")
def test_term_base_in_a_read_only_folder_is_readable(built: Path, terminal: Terminal) -> None:
    built.chmod(stat.S_IRUSR | stat.S_IXUSR)
    (built / "glossary.db").chmod(stat.S_IRUSR)
    try:
        assert terminal.find("威海") == "c1"
        assert "concepts" in terminal.out("stats")
        assert terminal.err("add", "칭다오", "青岛").startswith("error: ")
    finally:
        built.chmod(stat.S_IRWXU)


def test_verbose_names_the_term_base(built: Path, terminal: Terminal) -> None:
    for arguments in (["lookup", "威海"], ["stats"]):
        assert "term base: glossary.db (3 concepts)\n" in terminal.err("--verbose", *arguments, status=0)


def test_quiet_says_nothing_but_data(folder: Path, terminal: Terminal) -> None:
    assert terminal.out("--quiet", "build", "기사.txt") == ""
    assert terminal.out("-q", "add", "칭다오", "青岛") == ""


def test_a_list_is_answered_past_a_line_that_cannot_be_asked(
    built: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("威海".encode(), b"\x01", "威海".encode(), "威海".encode("cp949"), "웨이하이".encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
    assert run(["lookup", "-"]) == 1
    out, err = capsys.readouterr()
    assert [line.partition("\t")[0] for line in out.splitlines()] == ["威海", "威海", "웨이하이"]
    control, encoding = err.splitlines()
    assert control.startswith("error: -:2: the query has a control character")
    assert encoding == "error: -:4: not UTF-8 at byte 0 of the line; save the list as UTF-8"
