"""The command line as a whole: usage, exit statuses, streams, and how it ends when something cuts it short."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from glossary.cli import COMMANDS, cli, run

ARTICLE = "중국 산동성 웨이하이(威海)시와 전자상거래 협력을 통해 다잉(大鷹)을 찾았다.\n"
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and devices")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "기사.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def glossary(
    *arguments: str | Path | bytes,
    environment: dict[str, str] | None = None,
    given: bytes = b"",
    folder: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command: Sequence[str | Path | bytes] = (sys.executable, "-m", "glossary", *arguments)
    return subprocess.run(
        command,
        input=given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        check=False,
        timeout=60,
    )


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    listed = capsys.readouterr().out
    for name in COMMANDS:
        assert f"\n  {name} " in listed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_one_example(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.help is not None
    assert f"Example: glossary {name}" in command.help


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["bulid"], "error: no such command 'bulid'"),
        (["extract"], "error: missing argument 'SOURCE...'; see glossary extract --help"),
        (["extract", "--jsno", "x"], "error: no such option"),
        (["lookup", "x", "--db", "y"], "error: --db stands before the command: glossary --db … COMMAND"),
        (["lookup", "x", "--limit", "0"], "error: invalid value for '--limit'"),
        (["show", "x17"], "error: invalid value for 'ID...': 'x17' is not the id of a concept"),
    ],
    ids=["command", "argument", "option", "place", "range", "id"],
)
def test_wrong_usage_is_one_line_and_status_2(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(expected)
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["db"]], ids=["glossary", "group"])
def test_no_command_at_all_is_wrong_usage_and_shows_the_help(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: glossary ")
    assert "\nCommands:\n" in err


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("glossary")


def test_data_and_notes_go_their_own_ways(tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run(["extract", "--json", str(empty), str(article)]) == 0
    said = capsys.readouterr()
    assert [json.loads(line)["ko"] for line in said.out.splitlines()] == ["웨이하이", "다잉"]
    assert said.err == f"note: {empty.as_posix()}: empty document\n"
    assert run(["--quiet", "extract", str(empty)]) == 0
    assert capsys.readouterr() == ("", "")


def test_rest_of_a_batch_is_done_and_the_status_is_1(
    tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "cp949.txt"
    bad.write_bytes(ARTICLE.encode("cp949", "ignore"))
    assert run(["extract", "--json", str(bad), str(tmp_path / "없음.txt"), str(article)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.err.splitlines() == [
        f"error: {(tmp_path / '없음.txt').as_posix()}: no such file or directory",
        f"error: {bad.as_posix()}: not UTF-8 at byte 0 (0xC1); it looks like CP949: save it as UTF-8, or iconv -f CP949 -t UTF-8",
    ]


def test_nothing_usable_is_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(tmp_path / "없음.txt")]) == 2
    assert run(["extract", str(tmp_path)]) == 2
    assert capsys.readouterr().err.splitlines()[1].endswith("no document; folders are searched for .txt and .jsonl")


def test_standard_input_and_its_positions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(("\ufeff" + ARTICLE).encode())))
    assert run(["extract", "-", "--json"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["document"] == "-"
    assert ARTICLE[first["ko_start"] : first["ko_end"]] == first["ko"] == "웨이하이"
    assert ARTICLE[first["zh_start"] : first["zh_end"]] == first["zh"] == "威海"


def test_pairs_for_people_name_the_line_and_align(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(article)]) == 0
    name, first, second = capsys.readouterr().out.splitlines()
    assert name == article.as_posix()
    assert first.startswith("  1  웨이하이  威海  place ")
    assert first.endswith("  accept  Wēihǎi")
    assert second.startswith("  1  다잉      大鷹  ")
    assert run(["--verbose", "extract", str(article)]) == 0
    assert "      align: " in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["cp949", "cp936", "utf-8"])
def test_output_is_readable_on_any_console(article: Path, encoding: str) -> None:
    settings = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    people = glossary("extract", article, environment=settings)
    assert people.returncode == 0, people.stderr
    assert people.stdout.decode(encoding).count("\n") == 3
    machines = glossary("extract", "--json", article, environment=settings)
    assert [json.loads(line)["zh"] for line in machines.stdout.decode(encoding).splitlines()] == ["威海", "大鷹"]


@posix
def test_form_is_understood_where_the_locale_is_not_utf8() -> None:
    settings = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
    made = glossary("readings", "--json", "威海", environment=settings)
    assert json.loads(made.stdout)["form"] == "威海"


@posix
def test_form_that_is_no_text_is_refused() -> None:
    made = glossary("readings", b"caf\xe9")
    assert made.returncode == 2
    assert (
        made.stderr == b"error: invalid value for 'FORM...': 'caf\\udce9' is not UTF-8; see glossary readings --help\n"
    )


@posix
def test_closed_pipe_is_silent(article: Path) -> None:
    article.write_text(ARTICLE * 3000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "glossary", "extract", "--json", article], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_behind_the_output_is_said(article: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        made = subprocess.run(
            [sys.executable, "-m", "glossary", "extract", article],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert made.returncode == 2
    assert (
        made.stderr == b"error: the output cannot be written: no space left on device; what was saved before stands\n"
    )


@posix
def test_interrupt_is_one_line_and_status_130(tmp_path: Path) -> None:
    import fcntl
    import termios

    waiting, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "glossary", "extract", "-"],
        stdin=waiting,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        os.write(writing, b"begun")
        while process.poll() is None and fcntl.ioctl(waiting, termios.FIONREAD, bytes(4)) != bytes(4):
            time.sleep(0.005)  # until it reads, however long it took to start
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    os.close(waiting)
    os.close(writing)
    assert process.returncode == 130
    assert out == b""
    assert err == b"error: interrupted; what was saved before stands, nothing is half written\n"


def test_bug_shows_its_traceback(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from glossary import pipeline

    def broken(*given: object, **options: object) -> list[object]:
        raise KeyError("bug")

    monkeypatch.setattr(pipeline, "extract_part", broken)
    with pytest.raises(KeyError):
        run(["extract", str(article)])


HEAVY = ("sqlalchemy", "alembic", "opencc", "pypinyin")


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--help"], HEAVY),
        (["lookup", "威海"], HEAVY),
        (["lookup", "weihai", "--json"], HEAVY),
        (["extract", "기사.txt"], ("sqlalchemy", "alembic")),
        (["readings", "威海"], ("sqlalchemy", "alembic")),
    ],
    ids=" ".join,
)
def test_command_loads_no_more_than_it_needs(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], never: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GLOSSARY_DB", raising=False)
    assert run(["--quiet", "collect", article.name]) == 0
    code = f"import sys\nfrom glossary.cli import run\nassert run({arguments!r}) == 0\nprint([name for name in {never!r} if name in sys.modules], file=sys.stderr)"
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=settings, check=True)
    assert made.stderr.splitlines()[-1] == "[]"
