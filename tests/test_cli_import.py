"""`glossary import`: what it says before and after, and that a file which cannot be used leaves nothing."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from glossary.cli import run, session

ROOT: Final = Path(__file__).resolve().parent.parent
HEADER: Final = "ko,zh-Hans,kind,subject,uid\n"
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX pipes and permissions")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the user works."""
    for name in (session.ENVIRONMENT_DB, session.ENVIRONMENT_USER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


Said = tuple[int, str, str]


@pytest.fixture
def glossary(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs a command; gives its status, output and errors."""

    def run_it(*arguments: str) -> Said:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err

    return run_it


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def rows(folder: Path, *cells: str, name: str = "표.csv") -> str:
    (folder / name).write_text(HEADER + "".join(f"{row}\n" for row in cells), encoding="utf-8")
    return name


def counts(folder: Path) -> tuple[int, int]:
    """Return how many concepts and operations the term base has."""
    connection = sqlite3.connect(folder / "glossary.db")
    try:
        return tuple(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("concept", "operation")
        )
    finally:
        connection.close()


def test_a_translator_sees_what_would_change_before_it_does(folder: Path, glossary: Callable[..., Said]) -> None:
    assert glossary("add", "웨이하이", "威海", "--kind", "place", "--subject", "지리")[0] == 0
    name = rows(
        folder,
        "웨이하이,威海,place,행정,",
        "칭다오,青岛,place,,",
        "위해,威海,place,,",
        "옌타이,,place,,",
        "웨이하이,威海,,,",
    )
    before = (folder / "glossary.db").read_bytes()
    status, out, err = glossary("import", name, "--dry-run", "--list")
    assert (status, out) == (
        1,
        "표.csv:3: new: 칭다오 青岛\n"
        "표.csv:4: changed: c1 위해 威海  ko 위해: — → admitted\n"
        "표.csv: 1 new, 1 changed, 1 the same, 1 conflict, 1 unreadable; nothing is written\n",
    )
    assert err == (
        "error: 표.csv:2: conflict: c1: subject '지리', not '행정' as the line says\n"
        "error: 표.csv:5: no Chinese form; a new concept needs one of each language\n"
        "note: with --update the file wins where it is in conflict\n"
    )
    assert (folder / "glossary.db").read_bytes() == before
    status, out, err = glossary("import", name, "--dry-run", "--json")
    assert [
        (one["line"], one["what"], one["id"], one["ko"], one["zh"], one["fields"])
        for one in lines(out)
        if one["what"] != "new"
    ] == [
        (2, "conflict", "c1", "웨이하이", "威海", {"subject": ["지리", "행정"]}),
        (4, "changed", "c1", "위해", "威海", {"ko 위해": [None, "admitted"]}),
        (5, "unreadable", None, "", "", {}),
        (6, "same", "c1", "웨이하이", "威海", {}),
    ]
    (new,) = (one for one in lines(out) if one["what"] == "new")
    assert (new["id"], new["fields"]["kind"]) == (None, [None, "place"])
    assert "표.csv: 1 new, 1 changed, 1 the same, 1 conflict, 1 unreadable; nothing is written\n" in err
    assert glossary("import", name)[:2] == (1, "표.csv: 1 new, 1 changed, 1 the same, 1 conflict, 1 unreadable\n")
    assert glossary("--verbose", "import", name, "--update")[1].startswith(
        "표.csv:2: changed: c1 웨이하이 威海  subject: 지리 → 행정\n"
    )


def test_each_row_counts_once_and_update_is_advised_where_it_helps(folder: Path, glossary: Callable[..., Said]) -> None:
    uid = "386fe133-db7b-41ab-884f-edf696ee4dbf"
    name = "표.csv"
    (folder / name).write_text(
        f"ko,zh-Hans,subject,note,uid\n새말,新词,교통,,\n새말,新词,행정,메모,\n도시,城市,,,{uid}\n나라,国家,,,{uid}\n",
        encoding="utf-8",
    )
    expected = "표.csv: 2 new, 0 changed, 0 the same, 2 conflicts (1 changed in part)"
    conflict = "error: 표.csv:3: conflict: {}: subject '교통', not '행정' as the line says\n"
    twice = f"error: 표.csv:5: conflict: uid {uid} stands there twice; leave it out here, or import with --match term\n"
    hint = "note: with --update the file wins where it is in conflict\n"
    status, out, err = glossary("import", name, "--dry-run")
    assert (status, out) == (1, f"{expected}; nothing is written\n")
    assert err.endswith(conflict.format("새말 新词") + twice + hint)
    status, out, err = glossary("import", name)
    assert (status, out, err) == (1, f"{expected}\n", conflict.format("새말 新词") + twice + hint)
    status, out, err = glossary("import", name, "--update")
    assert (status, out, err) == (1, "표.csv: 0 new, 1 changed, 2 the same, 1 conflict\n", twice)


def test_many_problems_are_summed_up_by_reason(folder: Path, glossary: Callable[..., Said]) -> None:
    name = rows(folder, "웨이하이,威海,,,", *(f"칭다오{number},,,," for number in range(500)), "옌타이,烟台,river,,")
    status, out, err = glossary("import", name)
    assert (status, out) == (1, "표.csv: 1 new, 0 changed, 0 the same, 0 conflicts, 501 unreadable\n")
    told = err.splitlines()
    assert len(told) == 22
    assert told[-1] == (
        "error: 표.csv: 480 more like that: no Chinese form; a new concept needs one of each language; --list names them all"
    )
    assert "표.csv:503:3: not a kind: 'river'" in err
    assert len(glossary("import", name, "--list", "--dry-run")[2].splitlines()) == 501


def test_a_form_that_is_left_out_of_an_entry_is_no_mere_note(folder: Path, glossary: Callable[..., Said]) -> None:
    long = "가" * 501
    text = """<martif><text><body><termEntry><langSet xml:lang="ko"><tig><term>위해</term></tig><tig><term>{}</term></tig></langSet>
<langSet xml:lang="zh-CN"><tig><term>威海</term></tig></langSet></termEntry></body></text></martif>"""
    Path("f.tbx").write_text(text.format(long), "utf-8")
    status, out, err = glossary("import", "f.tbx")
    assert (status, out) == (1, "f.tbx: 1 new, 0 changed, 0 the same, 0 conflicts, 1 unreadable\n")
    assert err.startswith("error: f.tbx:1:") and err.endswith("it is left out\n")


def test_strict_imports_nothing_unless_all_can_be(folder: Path, glossary: Callable[..., Said]) -> None:
    name = rows(folder, "웨이하이,威海,,,", "옌타이,,,,")
    for dry in ([], ["--dry-run"]):
        status, out, err = glossary("import", name, "--strict", *dry)
        assert (status, err.count("\n")) == (2, 1 + bool(dry and not (folder / "glossary.db").exists()))
        assert out.startswith("표.csv: 1 new, 0 changed, 0 the same, 0 conflicts, 1 unreadable; nothing is ")
    assert counts(folder) == (0, 0)
    assert glossary("import", rows(folder, "웨이하이,威海,,,"), "--strict")[0] == 0
    assert counts(folder) == (1, 1)


def test_drafts_wait_for_review(folder: Path, glossary: Callable[..., Said]) -> None:
    glossary("import", rows(folder, "웨이하이,威海,,,"), "--status", "candidate")
    assert lines(glossary("lookup", "--json", "웨이하이")[1])[0]["status"] == "candidate"
    assert "candidate  1" in glossary("stats")[1]


def test_each_line_is_a_new_one_where_asked(folder: Path, glossary: Callable[..., Said]) -> None:
    name = rows(folder, "류광화,刘广华,person,,", "류광화,刘广华,person,,")
    assert "1 new, 0 changed, 1 the same" in glossary("import", name)[1]
    assert "2 new, 0 changed, 0 the same" in glossary("import", name, "--match", "new")[1]
    assert "not the same as" in glossary("show", "c2")[1]
    assert glossary("undo")[0] == 0
    assert counts(folder)[0] == 3  # let go, not erased
    assert len(lines(glossary("lookup", "--json", "류광화")[1])) == 1


TBX: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang="en"><text><body>\n{}</body></text></martif>\n'
ENTRY: Final = '<termEntry id="c{0}"><langSet xml:lang="{1}"><tig><term>{2}</term></tig></langSet><langSet xml:lang="{3}"><tig><term>{4}</term></tig></langSet></termEntry>\n'


def test_a_language_pair_that_the_file_has_not_is_one_line(folder: Path, glossary: Callable[..., Said]) -> None:
    entries = "".join(ENTRY.format(number, "en", f"word{number}", "de", f"Wort{number}") for number in range(3000))
    (folder / "x.tbx").write_text(TBX.format(entries), encoding="utf-8")
    expected = "error: x.tbx: no Korean and no Chinese form in its 3,000 concepts; it has de (3,000), en (3,000)\n"
    assert glossary("import", "x.tbx") == (2, "", expected)
    entries = "".join(ENTRY.format(n, "ko", f"낱말{n}", "zh-CN", f"词{'一' * n}") for n in range(3))
    (folder / "y.tbx").write_text(TBX.format(entries), encoding="utf-8")
    assert glossary("import", "y.tbx", "--target-lang", "zh-TW") == (
        2,
        "",
        "error: y.tbx: no zh-TW form in its 3 concepts; it has ko (3), zh-Hans (3)\n",
    )
    assert "not a language tag" in glossary("import", "y.tbx", "--target-lang", "?")[2]
    assert glossary("import", "y.tbx", "--target-lang", "zh-CN")[:2] == (
        0,
        "y.tbx: 3 new, 0 changed, 0 the same, 0 conflicts\n",
    )


def test_a_column_that_is_not_known_is_a_note(folder: Path, glossary: Callable[..., Said]) -> None:
    (folder / "x.csv").write_text("ko,zh-Hans,Bemerkung\n웨이하이,威海,x\n", encoding="utf-8")
    told = "x.csv:1:3: column 'Bemerkung' is not known, and is passed over\n"
    status, out, err = glossary("import", "x.csv", "--strict")
    assert (status, out, err) == (
        2,
        "x.csv: 1 new, 0 changed, 0 the same, 0 conflicts; nothing is imported, since not all can be\n",
        f"error: {told}",
    )
    assert glossary("import", "x.csv") == (0, "x.csv: 1 new, 0 changed, 0 the same, 0 conflicts\n", f"note: {told}")
    assert lines(glossary("import", "x.csv", "--json")[1])[0]["what"] == "remark"
    (line,) = glossary("export", "x.csv")[2].splitlines()
    assert "was not written from this term base" in line  # nobody else has what stands in that column


UNUSABLE: Final = {
    "truncated XML": (
        "x.tbx",
        TBX.format("".join(ENTRY.format(n, "ko", "낱말", "zh", "词") for n in range(2000))).encode()[:-100],
    ),
    "bad encoding in the last line": ("x.csv", (HEADER + "웨이하이,威海,,,\n" * 2000).encode() + b"\xbe\xee,\xff,,,\n"),
    "a line without end": ("x.jsonl", b'{"terms": []}\n' + b" " * (16 * 1024 * 1024 + 2)),
}


@pytest.mark.parametrize(("name", "data"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_failure_at_the_end_leaves_nothing(
    folder: Path, glossary: Callable[..., Said], name: str, data: bytes
) -> None:
    glossary("add", "칭다오", "青岛")
    before = counts(folder)
    (folder / name).write_bytes(data)
    for option in ([], ["--dry-run"], ["--match", "new"]):
        status, out, err = glossary("import", name, *option)
        assert (status, out, err.count("\n")) == (2, "", 1), err
        assert counts(folder) == before


def test_a_file_of_another_kind_makes_no_term_base(folder: Path, glossary: Callable[..., Said]) -> None:
    (folder / "x.tbx").write_text("<html/>", encoding="utf-8")
    (folder / "x.csv").write_text("a,b\n", encoding="utf-8")
    for name in ("x.tbx", "x.csv", "없음.csv", "."):
        assert glossary("import", name, *(["--from", "csv"] if name == "." else []))[0] == 2
    assert not (folder / "glossary.db").exists()


def test_a_dry_run_needs_no_term_base_and_makes_none(folder: Path, glossary: Callable[..., Said]) -> None:
    status, out, err = glossary("import", rows(folder, "웨이하이,威海,,,", "위해,威海,,,"), "--dry-run")
    assert (status, out) == (0, "표.csv: 1 new, 1 changed, 0 the same, 0 conflicts; nothing is written\n")
    assert err == "note: glossary.db: no term base there yet; all of the file would be new\n"
    assert not (folder / "glossary.db").exists()


def test_standard_input(folder: Path, glossary: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    for option, status in (((), 2), (("--from", "csv"), 0)):
        stream = io.TextIOWrapper(io.BytesIO((HEADER + "웨이하이,威海,,,\n").encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        assert glossary("import", "-", *option)[0] == status
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" in glossary("import", "-", "--from", "csv")[2]


@posix
@pytest.mark.parametrize("option", ["", "--list"])
@pytest.mark.parametrize(
    "script",
    [
        "mkfifo pipe; cat 표.csv > pipe & {} pipe",
        "cat 표.csv | {} -",
        "cat 표.csv | {} /dev/stdin",
        "{} /dev/stdin < 표.csv",
        "{} <(cat 표.csv)",
    ],
    ids=["fifo", "dash", "stdin", "redirected", "substituted"],
)
def test_a_pipe_is_read_once(folder: Path, script: str, option: str) -> None:
    rows(folder, "웨이하이,威海,,,")
    made = subprocess.run(
        ["bash", "-c", script.format('"$0" -m glossary import --from csv ' + option), sys.executable],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    *listed, summary = made.stdout.splitlines()
    assert (made.returncode, made.stderr) == (0, "")
    assert summary.endswith(": 1 new, 0 changed, 0 the same, 0 conflicts")
    assert [line.split(":", 2)[1:] for line in listed] == ([["2", " new: 웨이하이 威海"]] if option else [])


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_dry_run_reads_a_term_base_that_may_not_be_written(folder: Path, glossary: Callable[..., Said]) -> None:
    glossary("add", "웨이하이", "威海")
    (folder / "glossary.db").chmod(0o444)
    assert glossary("import", rows(folder, "웨이하이,威海,,,"), "--dry-run")[0] == 0


def test_a_bar_moves_with_the_bytes_on_a_terminal(folder: Path) -> None:
    from glossary.cli import import_
    from glossary.cli.progress import Progress

    moved: list[int] = []

    class Bar(Progress):
        def advance(self, amount: int, detail: str = "") -> None:
            moved.append(amount)

    bar = Bar("importing", 1000)
    bar.shown = True
    stream = io.BytesIO(b"x" * 1000)

    def items() -> Any:
        for _ in range(350):
            stream.read(2)
            yield None

    assert len(list(import_._watched(items(), stream, bar))) == 350
    assert (sum(moved), len(moved)) == (602, 4)


def test_help_names_the_ways_of_matching() -> None:
    from glossary.cli.import_ import MATCHES
    from glossary.termbase.matching import MATCHES as KNOWN

    assert MATCHES == KNOWN


def test_two_readings_in_one_table_are_the_same_the_second_time(folder: Path, glossary: Callable[..., Said]) -> None:
    name = rows(folder, "상하이,上海,place,,", "상해,上海,place,,")
    assert glossary("import", name)[:2] == (0, "표.csv: 1 new, 1 changed, 0 the same, 0 conflicts\n")
    assert glossary("import", name)[:2] == (0, "표.csv: 0 new, 0 changed, 2 the same, 0 conflicts\n")
