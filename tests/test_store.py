"""The file of a term base: made whole or not at all, recognised, shared, and left as it was when something fails."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import StatementError

from glossary import cli, store
from glossary.errors import (
    BaseFull,
    GlossaryError,
    NewerSchema,
    NotATermBase,
    NoTermBase,
    OlderSchema,
    ReadOnlyBase,
    StoreError,
)
from glossary.model import Document, Pair, Span
from glossary.store import making, schema, sqlite
from glossary.store.base import Base, Operation

POSIX = pytest.mark.skipif(os.name != "posix", reason="rlimits, signals and permissions of POSIX")


def sighting(ko: str = "웨이하이", zh: str = "威海", at: int = 0) -> Pair:
    return Pair(
        "신문.txt", Span(at, at + len(ko), ko), Span(at + 10, at + 10 + len(zh), zh), "pinyin", "zh", "place", "accept", 0.98, f"{ko}({zh})시 {at}"
    )  # fmt: skip


def limited(size: int) -> Callable[[], None]:
    """Return what keeps a process from writing files of more than *size* bytes."""
    import resource  # not there on Windows

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def machine() -> Operation:
    return Operation("tester", "machine", "collect")


def fill(base: Base, count: int = 1, text: str = "본문") -> None:
    pairs = [sighting(f"웨이하이{number}", f"威海{number}", number * 100) for number in range(count)]
    base.collect([(Document("신문.txt", text), pairs)], operation=machine())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of a term base with one concept, in a folder with Hangul and hanzi in its name."""
    folder = tmp_path / "용어 術語"
    folder.mkdir()
    with store.open(folder / "glossary.db", create=True) as base:
        fill(base)
    return folder / "glossary.db"


def test_a_new_term_base_is_one_file(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["glossary.db"]
    with store.open(f"sqlite:///{path}") as base:
        assert base.counts().concepts == 1
        assert base.verify() == []


def test_the_newest_migration_is_the_revision() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(making.migration_settings(connection))
        assert script.get_current_head() == sqlite.REVISION


def test_the_migrations_make_the_schema(path: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: sqlite.connect(path, write=False))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        migrated = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version'"
        ).all()
    fresh = create_engine("sqlite://")
    with fresh.connect() as connection:
        schema.metadata.create_all(connection)
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()

    def plain(rows: list[tuple[str, str | None]]) -> dict[str, list[str]]:
        # Columns and constraints apart: a column that was added later stands behind the constraints, on their line; a table made anew has its name in quotes.
        parts = {
            name: re.split(r",(?![^(]*\))", (sql or "").replace('"', "").strip().removesuffix(")"))
            for name, sql in rows
        }
        return {name: sorted(" ".join(part.split()) for part in those) for name, those in parts.items()}

    assert plain([tuple(row) for row in migrated]) == plain([tuple(row) for row in made])


def _another_program(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.close()


def _schema_of(revision: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        with store.open(place, create=True):
            pass
        connection = sqlite3.connect(place)
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
        connection.close()

    return change


BAD: dict[str, tuple[Callable[[Path], object], type[GlossaryError]]] = {
    "nothing there": (lambda place: None, NoTermBase),
    "a folder": (lambda place: place.mkdir(), NotATermBase),
    "an empty file": (lambda place: place.touch(), NotATermBase),
    "text": (lambda place: place.write_text("威海\t웨이하이\n" * 9, encoding="utf-8"), NotATermBase),
    "the head of a database and noise": (
        lambda place: place.write_bytes(b"SQLite format 3\0" + b"noise" * 999),
        NotATermBase,
    ),
    "a database of another program": (_another_program, NotATermBase),
    "a newer schema": (_schema_of("9999"), NewerSchema),
    "an older schema": (_schema_of("0000"), OlderSchema),
}


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
@pytest.mark.parametrize("what", BAD)
def test_what_is_no_term_base_gives_one_line(tmp_path: Path, what: str, write: bool) -> None:
    prepare, error = BAD[what]
    place = tmp_path / "glossary.db"
    prepare(place)
    before = place.read_bytes() if place.is_file() else None
    with pytest.raises(error) as caught:
        store.open(place, write=write)
    assert str(place) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (place.read_bytes() if place.is_file() else None) == before


def test_nothing_but_a_missing_file_is_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("메모", encoding="utf-8")
    with pytest.raises(NotATermBase):
        store.open(place, create=True)
    assert place.read_text(encoding="utf-8") == "메모"
    with pytest.raises(NoTermBase):
        store.open(tmp_path / "no" / "folder.db", create=True)


def test_other_databases_are_refused() -> None:
    with pytest.raises(StoreError, match="mysql"):
        store.open("mysql://user:secret@host/terms")


def test_a_term_base_of_this_schema_needs_no_upgrade(path: Path) -> None:
    assert store.upgrade(path) is False
    _schema_of("9999")(path)
    with pytest.raises(NewerSchema):
        store.upgrade(path)


def _content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


_connect = sqlite.File.connect


def small(place: sqlite.File, *, write: bool) -> sqlite3.Connection:
    """Connect to a file that is as large as it may be."""
    connection = _connect(place, write=write)
    connection.execute("PRAGMA max_page_count = 1")
    return connection


def test_a_full_database_leaves_the_term_base_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _content(path)

    monkeypatch.setattr(sqlite.File, "connect", small)
    with store.open(path, write=True) as base:
        operation = machine()
        with pytest.raises(BaseFull, match="full"):
            base.collect(
                [(Document("큰.txt", "큰"), [sighting(f"칭다오{n}", f"靑島{n}", n * 50) for n in range(3000)])],
                operation=operation,
            )
        assert operation.id is None
        assert base.counts().concepts == 1
    assert _content(path) == before


def test_a_full_database_is_one_line_at_the_command_line(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _content(path)
    articles = path.parent / "기사"
    articles.mkdir()
    for number in range(200):
        hanzi = chr(0x5A01 + number)
        (articles / f"{number}.txt").write_text(f"검은황새{number}({hanzi}海)를 보았다.\n" * 3, encoding="utf-8")
    monkeypatch.setattr(sqlite.File, "connect", small)
    assert cli.run(["--db", str(path), "collect", str(articles)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "is full" in err
    assert _content(path) == before


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (sqlite3.IntegrityError("FOREIGN KEY constraint failed"), "foreign key constraint failed"),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), "cannot operate"),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), "too large"),
        (StatementError("(ValueError) odd\nsecond line", None, None, ValueError("odd")), "odd"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_no_error_of_the_driver_leaves_the_store(path: Path, error: Exception, words: str) -> None:
    before = _content(path)
    with (
        store.open(path, write=True) as base,
        pytest.raises(StoreError, match=words) as caught,
        base.operation("갑", "person", "edit"),
    ):
        fill(base, 3)
        raise error
    assert "\n" not in str(caught.value)
    assert _content(path) == before


@POSIX
@pytest.mark.parametrize("limit", [0, 4096, 40_000])
def test_a_limit_on_file_sizes_leaves_no_half_term_base(tmp_path: Path, limit: int) -> None:
    script = "import sys; from glossary import store; from glossary.errors import BaseFull\ntry: store.open(sys.argv[1], create=True)\nexcept BaseFull: sys.exit(3)"
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", script, str(tmp_path / "glossary.db")],
        preexec_fn=limited(limit),
        check=False,
    )
    assert done.returncode == 3
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_limit_on_file_sizes_leaves_the_term_base_as_it_was(path: Path) -> None:
    before = _content(path)
    script = textwrap.dedent(
        """
        import sys
        from glossary import cli, store
        from glossary.errors import BaseFull
        from tests.test_store import fill
        with store.open(sys.argv[1], write=True) as base:
            try:
                fill(base, 5000, "큰 본문")
            except BaseFull as error:
                print(error)
                sys.exit(3)
        """
    )
    size = path.stat().st_size
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", script, str(path)],
        preexec_fn=limited(size),
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert done.returncode == 3
    assert _content(path) == before


@POSIX
def test_a_term_base_in_a_read_only_folder_is_readable(path: Path) -> None:
    script = textwrap.dedent(
        """
        import os, sys
        from glossary import lookup, store
        from glossary.errors import ReadOnlyBase
        path = sys.argv[1]
        with store.open(path, write=True) as base:  # what is imported now may be out of reach for another user
            base.verify()
        lookup.find(path, "웨이하이0")
        os.chmod(path, 0o444)
        os.chmod(os.path.dirname(path), 0o555)
        if os.getuid() == 0:
            os.setuid(65534)
        with store.open(path) as base:
            assert base.counts().concepts == 1
            assert base.verify() == []
        assert [match.term for match in lookup.find(path, "웨이하이0")] == ["웨이하이0"]
        try:
            store.open(path, write=True)
        except ReadOnlyBase as error:
            print(error)
        else:
            sys.exit("was opened for writing")
        """
    )
    for folder in (path.parent.parent, *path.parent.parent.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path(folder.anchor) and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-c", script, str(path)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    finally:
        path.parent.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert [file.name for file in path.parent.iterdir()] == ["glossary.db"]


def test_changes_beside_a_read_only_file_are_not_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An immutable file is read without its log: what the log holds would be missed in silence."""
    path.with_name("glossary.db-wal").write_bytes(b"changes")

    def unwritable(*_: object, **__: object) -> sqlite3.Connection:
        raise ReadOnlyBase("the folder cannot be written to")

    monkeypatch.setattr(sqlite, "_opened", unwritable)
    with pytest.raises(ReadOnlyBase, match="copy both"):
        sqlite.connect(path, write=False)


def test_exports_are_remembered_by_the_folder_of_the_term_base(path: Path) -> None:
    export = path.parent / "exports" / "glossary.csv"
    with store.open(path, write=True) as base:
        assert base.export_digest(export) is None
        base.remember_export(export, "abc")
        history = base.counts().operations
        base.remember_export(export, "def")
        base.remember_export("/elsewhere/glossary.csv", "ghi")
        assert base.export_digest(export) == "def"
        assert base.export_digest("/elsewhere/glossary.csv") == "ghi"
        assert base.counts().operations == history
    moved = path.parent.rename(path.parent.with_name("moved"))
    with store.open(moved / "glossary.db") as base:
        assert base.export_digest(moved / "exports" / "glossary.csv") == "def"


def test_verify_finds_damage(path: Path) -> None:
    with store.open(path, write=True) as base:
        fill(base, 400)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 6000] = b"\xff" * 6000
    path.write_bytes(data)
    with store.open(path) as base:
        try:
            lines = base.verify()
        except StoreError as error:
            lines = [str(error)]
    assert any("damaged" in line for line in lines)


def test_a_medium_that_takes_no_writing_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite cannot make its log there, and says no more than that it cannot open the file."""
    opened = sqlite.unchecked

    def unchecked(place: Path, mode: str = "mode=rw", **options: object) -> sqlite3.Connection:
        if mode == "immutable=1":
            return opened(place, mode)
        with sqlite.translated(place):
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error

    monkeypatch.setattr(sqlite, "unchecked", unchecked)
    monkeypatch.setattr(os, "access", lambda *asked: False)
    with store.open(path) as base:
        assert base.counts().concepts == 1
    with pytest.raises(ReadOnlyBase):
        store.open(path, write=True)
