"""What a term base promises wherever it is: all or nothing, one state for a reader, one writer at a time."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from places import dump, statements
from test_store import fill

from glossary import store
from glossary.errors import BaseBusy, Conflict, GlossaryError, NotFound, ReadOnlyBase, StoreError
from glossary.store import schema
from glossary.store.base import Entry


@pytest.fixture
def filled(place: str) -> str:
    """The place of a term base with one concept."""
    with store.open(place, create=True) as base:
        fill(base)
    return place


def test_a_base_opened_for_reading_refuses_to_write(filled: str) -> None:
    with store.open(filled) as base:
        with pytest.raises(ReadOnlyBase):
            fill(base, 2)
        with pytest.raises(NotFound):
            base.concept(99)


def test_a_second_writer_waits_then_gives_up_with_one_line(filled: str) -> None:
    with store.open(filled, write=True) as first, store.open(filled, write=True, wait=0.1) as second:
        with first.operation("갑", "person", "edit"):
            with pytest.raises(BaseBusy, match="another program"):
                fill(second, 3)
            assert second.counts().concepts == 1
        fill(second, 3)
        assert first.counts().concepts == 3


def test_processes_that_write_at_once_lose_nothing(place: str) -> None:
    script = textwrap.dedent(
        """
        import sys
        from glossary import cli, store
        from glossary.model import Document, Pair, Span
        from glossary.store.base import Operation

        name = sys.argv[2]
        with store.open(sys.argv[1], create=True) as base:
            for number in range(15):
                form = f"웨이하이{number}"
                pair = Pair(name, Span(0, len(form), form), Span(20, 22 + number // 10, f"威海{number}"), "pinyin", "zh", "place",
                            "accept", 0.9, f"{name} {number}")
                base.collect([(Document(name, f"{name} {number}"), [pair])], operation=Operation(name, "machine", "collect"))
        """
    )
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", script, place, name]) for name in ("가", "나", "다")
    ]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    with store.open(place) as base:
        counts = base.counts()
        assert (counts.documents, counts.evidence, counts.concepts) == (45, 45, 15)
        assert base.verify() == []
    if "://" not in place:
        assert [file.name for file in Path(place).parent.iterdir()] == ["glossary.db"]


def test_a_killed_writer_leaves_what_it_had_committed(filled: str) -> None:
    script = textwrap.dedent(
        """
        import os, signal, sys
        from glossary import cli, store
        from tests.test_store import fill, machine
        with store.open(sys.argv[1], write=True) as base:
            fill(base, 20, "첫째")
            with base.operation("갑", "machine", "collect"):
                fill(base, 40, "둘째")
                os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run([sys.executable, "-c", script, filled], cwd=Path(__file__).parent.parent, check=False)
    assert done.returncode == -signal.SIGKILL
    with store.open(filled) as base:
        assert base.counts().concepts == 20
        assert base.verify() == []


def test_reading_sees_one_state(filled: str) -> None:
    with store.open(filled, write=True) as base:
        fill(base, 600)
        seen = base.concepts()
        first = next(seen)
        fill(base, 1)
        assert first.id == 1
        assert len(list(seen)) == 599
        assert base.counts().concepts == 1


def test_an_operation_is_all_or_nothing(filled: str) -> None:
    before = dump(filled)
    with store.open(filled, write=True) as base:
        with pytest.raises(KeyboardInterrupt), base.operation("갑", "machine", "collect"):
            fill(base, 30)
            raise KeyboardInterrupt
        assert base.counts().concepts == 1
    assert dump(filled) == before


def test_an_operation_that_writes_nothing_leaves_no_trace(filled: str) -> None:
    before = dump(filled)
    with store.open(filled, write=True) as base, base.operation("갑", "person", "edit"):
        fill(base)
    assert dump(filled) == before


def test_a_backup_is_a_term_base_and_overwrites_nothing(filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with store.open(filled, write=True) as base:
        fill(base, 12)
        with base.operation("갑", "person", "edit") as operation:
            base.put([Entry(replace(base.concept(2), subject="지리"))], operation=operation)
        base.backup(copy)
        with pytest.raises(Conflict, match=r"copy\.db"):
            base.backup(copy)
        with pytest.raises(GlossaryError, match="nowhere"):
            base.backup(tmp_path / "nowhere" / "copy.db")
    assert dump(str(copy)) == dump(filled)
    with store.open(copy) as base:
        assert base.verify() == []
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]


def test_a_backup_is_restored_where_nothing_is_yet(filled: str, new_place: Callable[[], str], tmp_path: Path) -> None:
    with store.open(filled, write=True) as base:
        fill(base, 700)
        base.backup(tmp_path / "copy.db")
    place = new_place()
    store.restore(tmp_path / "copy.db", place)
    assert dump(place) == dump(filled)
    with store.open(place, write=True) as base:  # and numbers go on where they were
        fill(base, 701)
        assert (base.counts().concepts, base.counts().operations, base.verify()) == (701, 3, [])
    with pytest.raises(Conflict, match="is there already"):
        store.restore(tmp_path / "copy.db", place)


def test_a_restored_term_base_is_whole_or_not_there(filled: str, new_place: Callable[[], str], tmp_path: Path) -> None:
    copy, place = tmp_path / "copy.db", new_place()
    with store.open(filled) as base:
        base.backup(copy)
    statements(str(copy), "PRAGMA foreign_keys = OFF", "DELETE FROM document")
    with pytest.raises(StoreError, match="refused"):
        store.restore(copy, place)
    with pytest.raises(StoreError):
        store.open(place)


def _copy(name: str, where: str = "1 = 1", **values: object) -> str:
    """Return a statement that copies rows of a table with other values."""
    columns = [column.name for column in schema.metadata.tables[name].columns]
    taken = ", ".join(str(values.get(column, column)) for column in columns)
    return f"INSERT INTO {name} ({', '.join(columns)}) SELECT {taken} FROM {name} WHERE {where}"


def _told(field: str, before: str, after: str) -> tuple[str]:
    """Return a statement that records a change of c1 by the first operation."""
    values = f"1, 'concept', 1, 1, '{field}', '{before}', '{after}'"
    return (f"INSERT INTO change (operation, entity, row, concept, field, before, after) VALUES ({values})",)


PROBLEMS: dict[str, tuple[str, ...]] = {
    "has no term": ("UPDATE term SET removed = 1",),
    "keys": ("UPDATE term SET key = 'x' WHERE language = 'ko'",),
    "preferred terms": (_copy("term", "language = 'ko'", id=99, text="'b'", status="'preferred'"),),
    "documents": ("UPDATE concept SET documents = 7",),
    "counter stands at c1": ("UPDATE counter SET next = 1 WHERE name = 'concept'",),
    "counter stands at term 1": ("UPDATE counter SET next = 1 WHERE name = 'term'",),
    "says that there are 7 concepts": ("UPDATE counter SET next = 7 WHERE name = 'living'",),
    "run glossary db upgrade": ("UPDATE counter SET next = 0 WHERE name = 'keys'",),
    "the keys of '웨이하이0'": ("UPDATE term SET initials = NULL",),
    "the parts of '웨이하이0'": ("DELETE FROM part",),
    "the parts of '威海0'": ("INSERT INTO part SELECT 'ㅁㅁ', 2, id FROM term",),
    "not there": ("DELETE FROM document",),
    "index ix_term_key is missing": ("DROP INDEX ix_term_key",),
    "column extra of concept is not of this schema": ("ALTER TABLE concept ADD COLUMN extra TEXT",),
    "the status of concept 1 is 'rejected', and was 'auto' after operation 1": (
        *_told("status", "candidate", "auto"),
        "UPDATE concept SET status = 'rejected'",
    ),
    "the kind of concept 1 was 'place' after operation 1, and 'person' before 1": (
        *_told("kind", "term", "place"),
        *_told("kind", "person", "place"),
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_verify_names_what_is_wrong(filled: str, problem: str) -> None:
    lax = "PRAGMA foreign_keys = OFF" if "://" not in filled else "SET session_replication_role = replica"
    statements(filled, lax, *PROBLEMS[problem])
    with store.open(filled) as base:
        assert any(problem in line for line in base.verify())
