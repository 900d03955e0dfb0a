"""Term bases that earlier versions made: `db upgrade` brings each to the schema and the keys of this one, and loses nothing.

``data/schema_<revision>.db.gz`` is a file that the code of that revision made of two documents and a few commands, ``.jsonl`` what it exported.
"""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import Final

import pytest

from glossary import cli, lookup, store
from glossary.errors import OlderSchema, StoreError
from glossary.normalize import keys
from glossary.store import sqlite

STORED: Final = sorted((Path(__file__).parent / "data").glob("schema_*.db.gz"))


@pytest.fixture(params=STORED, ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A term base of an earlier schema."""
    stored: Path = request.param
    place = tmp_path / stored.name.removesuffix(".gz")
    place.write_bytes(gzip.decompress(stored.read_bytes()))
    return place


def test_every_earlier_schema_is_stored() -> None:
    assert [path.name for path in STORED] == [f"schema_{n:04}.db.gz" for n in range(1, int(sqlite.REVISION))]


def test_an_old_term_base_is_upgraded_whole(old: Path, tmp_path: Path) -> None:
    with pytest.raises(OlderSchema, match="db upgrade"):
        store.open(old)
    assert store.upgrade(old) is True
    assert store.upgrade(old) is False
    with store.open(old) as base:
        assert base.verify() == []
        living = [one for one in base.concepts() if one.status != "rejected"]
    for concept in living:
        for term in concept.terms:
            assert concept in [match.concept for match in lookup.find(old, term.text, all=True)]
    assert cli.run(["--quiet", "--db", str(old), "export", str(tmp_path / "now.jsonl")]) == 0
    then = Path(__file__).parent / "data" / old.with_suffix(".jsonl").name
    assert (tmp_path / "now.jsonl").read_bytes() == then.read_bytes()


def test_what_was_upgraded_is_written_as_a_new_one_is(old: Path) -> None:
    store.upgrade(old)
    assert cli.run(["--quiet", "--db", str(old), "add", "상하이", "上海"]) == 0
    with store.open(old) as base:
        assert base.verify() == []
    assert [match.concept.label for match in lookup.find(old, "上海")] == ["c17"]


def test_keys_of_an_earlier_version_are_made_anew(old: Path) -> None:
    store.upgrade(old)
    connection = sqlite3.connect(old)
    before = connection.execute("SELECT * FROM part").fetchall()
    connection.executescript(
        "UPDATE term SET key = 'x', loose = 'x', initials = 'x'; DELETE FROM part; UPDATE counter SET next = 0 WHERE name = 'keys'"
    )
    with store.open(old) as base:
        assert any("db upgrade" in line for line in base.verify())
    assert store.upgrade(old) is True
    assert connection.execute("SELECT * FROM part").fetchall() == before
    assert connection.execute("SELECT next FROM counter WHERE name = 'keys'").fetchall() == [(keys.VERSION,)]
    connection.close()
    with store.open(old) as base:
        assert base.verify() == []


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(sqlite3.connect(old).iterdump())
    monkeypatch.setattr(
        "glossary.store.keying.version", lambda connection: 0
    )  # they are made anew after the tables are
    monkeypatch.setattr("glossary.store.rows.parts", lambda key, term: [(None, None, None)])
    with pytest.raises(StoreError):
        store.upgrade(old)
    assert list(sqlite3.connect(old).iterdump()) == before
