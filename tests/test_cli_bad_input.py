"""What goes wrong from outside while a command works: odd documents, a full disk, an interrupt, somebody else's hand on the term base."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
PAIR: Final = "웨이하이(威海)시"
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and limits")

ODD: Final = {
    "line of 5 MB": "가나다라 " * 400_000 + PAIR,
    "10,000 nested brackets": "웨이하이" + "(" * 10_000 + "威海" + ")" * 10_000 + "\n" + PAIR,
    "brackets that never close": "웨이하이(威海 " * 20_000 + "\n" + PAIR,
    "a million hanzi in brackets": "가(" + "威海" * 500_000 + ")\n" + PAIR,
    "a million syllables": "가" * 1_000_000 + PAIR,
    "NUL and other controls": "웨이\0하이(威\0海)시 \x1b[31m" + PAIR + "\x85\n",
    "line separators": "웨이하이\u2028(威海)\u2029시\r" + PAIR,
}


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of a process of its own."""
    return [sys.executable, "-m", "glossary", *map(str, arguments)]


def environment() -> dict[str, str]:
    """Return the environment of such a process, run from any folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
    return kept | {"PYTHONPATH": str(ROOT), "GLOSSARY_USER": "kim"}


def glossary(folder: Path, *arguments: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*; *limit* is the size in KiB that no file may exceed."""
    line = command(*arguments)
    if limit is not None:
        # The signal of the limit is ignored, as on a full disk: writing fails with an error.
        line = ["bash", "-c", f'trap "" XFSZ; ulimit -f {limit}; exec "$@"', "bash", *line]
    return subprocess.run(
        line, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_document_gives_its_pair_in_good_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8", newline="")
    made = glossary(tmp_path, "extract", "--json", "--mentions", "odd.txt")
    assert made.returncode == 0, made.stderr
    pairs = [json.loads(line) for line in made.stdout.splitlines()]
    assert any(pair["ko"] == "웨이하이" and pair["zh"] == "威海" for pair in pairs)
    for pair in pairs:
        assert text[pair["ko_start"] : pair["ko_end"]] == pair["ko"]
        assert text[pair["zh_start"] : pair["zh_end"]] == pair["zh"]


def test_odd_documents_are_collected_and_exported(tmp_path: Path) -> None:
    for number, text in enumerate(ODD.values()):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
    made = glossary(tmp_path, "build", ".")
    assert made.returncode == 0, made.stderr
    assert glossary(tmp_path, "db", "verify").returncode == 0
    again = glossary(tmp_path, "import", "exports/glossary.csv", "--dry-run")
    assert " 0 new" in again.stdout, again.stdout + again.stderr


def articles(folder: Path, count: int) -> None:
    """Lay out *count* documents with a pair of their own each."""
    (folder / "articles").mkdir()
    for number in range(count):
        hanzi = "".join(chr(0x5A01 + int(digit)) for digit in f"{number:04}")
        (folder / "articles" / f"{number:04}.txt").write_text(
            f"검은황새{number}({hanzi})를 보았다.\n" * 3, encoding="utf-8"
        )


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Path]:
    """A folder with a term base of one article, and many more articles to come."""
    (tmp_path / "기사.txt").write_text(PAIR, encoding="utf-8")
    assert glossary(tmp_path, "build", "기사.txt").returncode == 0
    articles(tmp_path, 700)
    yield tmp_path


def documents(folder: Path) -> int:
    """Return how many documents the term base knows, after checking that it is whole."""
    assert glossary(folder, "db", "verify").returncode == 0
    return int(json.loads(glossary(folder, "stats", "--json").stdout)["documents"])


def wait_for_a_batch(base: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until *process* has saved its first documents, so that it is interrupted at work, however fast the machine is."""
    with closing(sqlite3.connect(base)) as connection:
        while process.poll() is None and connection.execute("SELECT count(*) FROM document").fetchone() == (1,):
            time.sleep(0.005)


@posix
def test_interrupt_leaves_whole_batches_and_the_exports_as_they_were(begun: Path) -> None:
    before = (begun / "exports" / "glossary.csv").read_bytes()
    with subprocess.Popen(
        command("build", "articles"), cwd=begun, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        wait_for_a_batch(begun / "glossary.db", process)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the machine was done before it could be interrupted")
    assert process.returncode == 130
    assert err == b"error: interrupted; what was saved before stands, nothing is half written\n"
    assert documents(begun) % 64 in (1, (1 + 700) % 64)
    assert (begun / "exports" / "glossary.csv").read_bytes() == before
    assert sorted(path.name for path in (begun / "exports").iterdir()) == [
        "glossary.csv", "glossary.tbx", "glossary.txt", "glossary.v3.tbx",
    ]  # fmt: skip


AWKWARD: Final = {
    "in a destructor": """
        class Odd:
            def __del__(self):
                signal.raise_signal(signal.SIGINT)
        Odd()
        time.sleep(30)
        """,
    "in a callback": """
        class Odd:
            pass
        odd = Odd()
        reference = weakref.ref(odd, lambda _: signal.raise_signal(signal.SIGINT))
        del odd
        time.sleep(30)
        """,
    "twice": """
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
            time.sleep(0.1)
        """,
    "and an error in a destructor": """
        class Odd:
            def __del__(self):
                os.write(2, b"before ")
        Odd()
        signal.raise_signal(signal.SIGINT)
        """,
    "in code made from a string": """
        exec("raise KeyboardInterrupt")
        """,
    "as a library closes a connection": """
        from glossary import store
        from sqlalchemy.pool import NullPool
        from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as dialect
        dialect.do_close = lambda self, connection: (connection.close(), signal.raise_signal(signal.SIGINT))
        with store.open("glossary.db", create=True):
            pass
        """,
}


@pytest.mark.parametrize("work", AWKWARD.values(), ids=AWKWARD.keys())
def test_interrupt_is_one_line_wherever_it_lands(tmp_path: Path, work: str) -> None:
    (tmp_path / "work.py").write_text(
        "import os, signal, sys, time, weakref, click\nfrom glossary import cli\n"
        f"def work(self, ctx):\n{textwrap.indent(textwrap.dedent(work), '    ')}\n"
        "click.Group.invoke = work\nsys.argv = ['glossary', 'stats']\ncli.main()\n",
        encoding="utf-8",
    )
    made = subprocess.run(
        [sys.executable, "-m", "work"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=20,
    )
    before = "before " if "before" in work else ""
    assert made.stderr == before + "error: interrupted; what was saved before stands, nothing is half written\n"
    assert made.returncode == 130


def test_interrupt_while_the_program_loads_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    made = subprocess.run(command("stats"), cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8")
    assert (made.returncode, made.stderr) == (130, "error: interrupted; nothing was done\n")


@posix
def test_interrupts_that_are_ignored_stay_so(tmp_path: Path) -> None:
    """As under nohup, or behind & in a script."""
    (tmp_path / "기사.txt").write_text(PAIR, encoding="utf-8")
    line = ["bash", "-c", 'trap "" INT; "$@" & wait $!', "bash", *command("extract", "-", "기사.txt")]
    with subprocess.Popen(
        line, cwd=tmp_path, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        out, _ = process.communicate(PAIR.encode(), timeout=60)
    assert process.returncode == 0
    assert "웨이하이" in out.decode()


@posix
def test_full_disk_is_one_line_and_loses_nothing(begun: Path) -> None:
    size = sum(path.stat().st_size for path in begun.glob("glossary.db*")) // 1024
    made = glossary(begun, "collect", "articles", limit=size + 40)
    assert made.returncode == 2
    assert made.stderr.startswith("error: ")
    assert made.stderr.count("\n") == 1
    assert "full" in made.stderr or "space" in made.stderr or "too large" in made.stderr
    assert documents(begun) % 64 == 1
    assert glossary(begun, "collect", "articles").returncode == 0
    assert documents(begun) == 701


@posix
def test_full_disk_leaves_an_export_as_it_was(begun: Path) -> None:
    assert glossary(begun, "collect", "articles").returncode == 0
    before = (begun / "exports" / "glossary.v3.tbx").read_bytes()
    made = glossary(begun, "export", "exports/glossary.v3.tbx", limit=64)
    assert made.returncode == 2
    assert made.stderr.startswith("error: exports/glossary.v3.tbx: cannot be written: ")
    assert (begun / "exports" / "glossary.v3.tbx").read_bytes() == before
    assert len(list((begun / "exports").iterdir())) == 4


@posix
def test_term_base_that_does_not_exist_is_not_left_half_made(tmp_path: Path) -> None:
    (tmp_path / "기사.txt").write_text(PAIR, encoding="utf-8")
    made = glossary(tmp_path, "collect", "기사.txt", limit=8)
    assert made.returncode == 2
    assert made.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["기사.txt"]


def test_two_that_write_at_once_both_get_their_way(begun: Path) -> None:
    (begun / "first").mkdir()
    (begun / "second").mkdir()
    for number, path in enumerate(sorted((begun / "articles").iterdir())):
        path.rename(begun / ("first" if number % 2 else "second") / path.name)
    running = [
        subprocess.Popen(
            command("collect", folder), cwd=begun, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        for folder in ("first", "second")
    ]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, b"")
    assert documents(begun) == 701


def test_reading_goes_on_while_another_program_writes(begun: Path) -> None:
    connection = sqlite3.connect(begun / "glossary.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert "웨이하이" in glossary(begun, "lookup", "威海").stdout
        assert glossary(begun, "stats").returncode == 0
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="needs setpriv")
def test_term_base_in_a_read_only_folder_is_read_and_not_written(begun: Path) -> None:
    before = {path.name: path.read_bytes() for path in begun.glob("glossary.db*")}
    begun.chmod(0o555)
    for path in begun.glob("glossary.db*"):
        path.chmod(0o444)
    # Root without its capabilities is bound by permissions as anybody is.
    line = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    try:
        made = [
            subprocess.run(
                [*line, *command(*arguments)],
                cwd=begun,
                env=environment(),
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            for arguments in (("lookup", "威海"), ("add", "칭다오", "青岛"))
        ]
    finally:
        begun.chmod(0o755)
    assert (made[0].returncode, made[1].returncode) == (0, 2), made
    assert "웨이하이" in made[0].stdout
    assert made[1].stderr.count("\n") == 1
    assert {path.name: path.read_bytes() for path in begun.glob("glossary.db*")} == before
