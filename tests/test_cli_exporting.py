"""Writing glossaries: what is never written over, what the term base remembers, and odd names of files."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.cli import run, session
from glossary.cli.build import FILES
from glossary.store import sqlite

posix = pytest.mark.skipif(os.name != "posix", reason="needs names and links of POSIX")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder in which the user works, with a term base of one article."""
    for name in (session.ENVIRONMENT_DB, session.ENVIRONMENT_USER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("산동성 웨이하이(威海)시", encoding="utf-8")
    assert run(["collect", "a.txt"]) == 0
    capsys.readouterr()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int) -> list[str]:
    """Run a command that ends with *status* and return the lines on standard error."""
    assert run(list(arguments)) == status, capsys.readouterr()
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("name", ["glossary.db", "./glossary.db", "glossary.db-wal", "glossary.db-shm"])
def test_term_base_is_not_exported_over_itself(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    before = (folder / "glossary.db").read_bytes()
    (line,) = said(capsys, "export", name, "--to", "csv", "--force", status=2)
    assert line.endswith("is the term base itself; name another file")
    (line,) = said(capsys, "db", "backup", name, status=2)
    assert line.endswith("is the term base itself; name another file")
    assert (folder / "glossary.db").read_bytes() == before
    assert not (folder / "glossary.db-wal").exists()


@posix
def test_links_do_not_hide_the_term_base(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "soft.csv").symlink_to("glossary.db")
    (folder / "hard.csv").hardlink_to(folder / "glossary.db")
    for name in ("soft.csv", "hard.csv"):
        (line,) = said(capsys, "export", name, "--force", status=2)
        assert "is the term base itself" in line


def test_one_file_that_cannot_be_written_leaves_the_others_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ex" / "glossary.csv").mkdir(parents=True)
    (line,) = said(capsys, "build", "a.txt", "--out", "ex", status=1)
    assert "glossary.csv: cannot be written: is a directory" in line
    assert sorted(path.name for path in (folder / "ex").iterdir()) == sorted(FILES)
    (folder / "ex" / "glossary.csv").rmdir()
    (folder / "a.txt").write_text("산동성 웨이하이(威海)시와 칭다오(靑島)시", encoding="utf-8")
    assert said(capsys, "build", "a.txt", "--out", "ex", status=0) == []


def test_build_that_is_cut_short_knows_what_it_wrote(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary import formats

    whole = formats.write

    def cut_short(concepts: object, profile: formats.Profile, *rest: object) -> object:
        if profile.name == "csv":
            raise KeyboardInterrupt
        return whole(concepts, profile, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(formats, "write", cut_short)
        assert run(["build", "a.txt"]) == 130
    (folder / "a.txt").write_text("산동성 웨이하이(威海)시와 칭다오(靑島)시", encoding="utf-8")
    capsys.readouterr()
    assert said(capsys, "build", "a.txt", status=0) == []


@pytest.mark.parametrize("out", ["a.txt", "a.txt/exports"])
def test_folder_that_cannot_be_made_leaves_no_term_base(
    folder: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    (line,) = said(capsys, "--db", "new.db", "build", "a.txt", "--out", out, status=2)
    assert "a.txt" in line
    assert not (folder / "new.db").exists()


def test_term_base_that_is_refused_leaves_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.db").write_bytes(b"no database" * 100)
    (line,) = said(capsys, "--db", "bad.db", "build", "a.txt", "--out", "new", status=2)
    assert "is not a term base" in line
    assert not (folder / "new").exists()


@posix
def test_name_that_is_no_text_is_remembered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"c\xff")
    assert said(capsys, "build", "a.txt", "--out", name, status=0) == []
    assert said(capsys, "export", f"{name}.csv", status=0) == []
    connection = sqlite3.connect(folder / "glossary.db")
    paths = [path for (path,) in connection.execute("SELECT path FROM written_export")]
    connection.close()
    assert {r"c\xff.csv", r"c\xff/glossary.tbx"} <= set(paths)
    (folder / "a.txt").write_text("산동성 웨이하이(威海)시와 칭다오(靑島)시", encoding="utf-8")
    assert said(capsys, "build", "a.txt", "--out", name, status=0) == []


@posix
def test_link_in_a_circle_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "lo.csv").symlink_to("lo.csv")
    (line,) = said(capsys, "export", "lo.csv", status=2)
    assert "too many levels of symbolic links" in line
    (line,) = said(capsys, "export", "lo.csv/x.csv", status=2)
    assert "lo.csv/x.csv" in line
    assert (folder / "lo.csv").is_symlink()


@posix
def test_line_feed_in_a_name_does_not_break_the_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "a\nb.csv"]) == 0
    assert capsys.readouterr().out.startswith(r"a\x0ab.csv  ")


def test_term_base_is_known_by_its_log(tmp_path: Path) -> None:
    assert sqlite.is_of(tmp_path / "a.db", tmp_path / "sub" / ".." / "a.db-wal")
    assert not sqlite.is_of(tmp_path / "a.db", tmp_path / "a.db.csv")


@posix
def test_full_term_base_ends_an_import_with_one_line(folder: Path) -> None:
    rows = "".join(f"웨이하이{number},威海{number}\n" for number in range(5000))
    (folder / "many.csv").write_text(f"ko,zh-Hans\n{rows}", encoding="utf-8")
    command = f'trap "" XFSZ; ulimit -f 400; exec {sys.executable} -m glossary import many.csv'
    made = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert made.returncode == 2
    assert made.stderr.startswith("error: ")
    assert made.stderr.count("\n") == 1, made.stderr


def test_messages_name_what_was_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["db", "backup", "none/x.db"], ["--db", "none/x.db", "collect", "a.txt"]):
        (line,) = said(capsys, *arguments, status=2)
        assert line == "error: none/x.db: the folder is not there; make it first"


def test_strict_export_refuses_what_the_format_cannot_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "다잉", "大鹰", "--kind", "organization", "--subject", "무역", "--note", "상호"]) == 0
    capsys.readouterr()
    (line,) = said(capsys, "export", "a.txt.tab", "--strict", status=2)
    assert "omegat cannot hold subjects (1); nothing was written" in line
    assert not (folder / "a.txt.tab").exists()
    assert run(["export", "-", "--to", "omegat", "--strict"]) == 2
    assert capsys.readouterr().out == ""
    assert run(["export", "all.jsonl", "--strict"]) == 0
    assert run(["export", "-", "--to", "jsonl", "--strict"]) == 0
    assert capsys.readouterr().out.endswith((folder / "all.jsonl").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (["--target-lang", "en"], "no concept has a form in en; the term base has ko (1), zh (1)"),
        (["--source-lang", "xx"], "no concept has a form in xx; the term base has ko (1), zh (1)"),
        (["--target-lang", "ko"], "ko and ko are one language; name two with --source-lang and --target-lang"),
        (["--source-lang", "zh_hans"], "zh-Hans and zh-CN are one language; name two with --source-lang and"),
    ],
)
def test_languages_that_are_not_there_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], languages: list[str], told: str
) -> None:
    (line,) = said(capsys, "export", "a.tbx", *languages, status=2)
    assert told in line
    assert not (folder / "a.tbx").exists()
    assert said(capsys, "export", "a.csv", *languages, status=0) == []  # which has every language
    assert said(capsys, "export", "tw.tbx", "--target-lang", "zh-TW", status=0) == []  # zh stands for both scripts


def test_who_changed_what_goes_out_where_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--user", "김", "add", "더커롱", "德克隆"]) == 0
    assert run(["--user", "이", "edit", "c2", "--note", "시험"]) == 0
    assert run(["-q", "export", "a.v3.tbx", "--history"]) == 0
    _, made = (folder / "a.v3.tbx").read_text(encoding="utf-8").split('<conceptEntry id="c2">')
    kinds = re.findall(r'<transac type="transactionType">(\w+)</transac><date>[\d-]{10}</date>', made.split("</c")[0])
    who = re.findall(r'<transacNote type="responsibility">(\w+)</transacNote>', made.split("</c")[0])
    assert (kinds, who) == (["origination", "modification"], ["김", "이"])
    assert run(["-q", "export", "b.v3.tbx"]) == 0
    assert "transac" not in (folder / "b.v3.tbx").read_text(encoding="utf-8")
    for profile in ("tbx-v3", "tbx-v3-dct", "tbx-default", "tbx-linguist", "tbx-linguist-dct"):
        assert run(["-q", "export", "c.tbx", "--to", profile, "--history", "--date", "2026-11-23", "--force"]) == 0
        assert said(capsys, "import", "c.tbx", "--strict", status=0) == []  # what is done stands in the term base
    capsys.readouterr()
    (line,) = said(capsys, "export", "a.csv", "--history", status=2)
    assert line.startswith("error: csv has no place for who changed what; leave out --history, or take tbx-v3")
    assert not (folder / "a.csv").exists()
