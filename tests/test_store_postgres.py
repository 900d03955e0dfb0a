"""A term base on a PostgreSQL server: recognised, refused and cut off with one line, and never left half done."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import servers
from places import dump, statements
from test_store import fill

from glossary import cli, lookup, store
from glossary.errors import BaseBusy, NewerSchema, NotATermBase, NoTermBase, OlderSchema, ReadOnlyBase, StoreError
from glossary.store.places import locate


@pytest.fixture
def place(postgres: servers.PostgreSQL) -> str:
    return postgres.place()


@pytest.fixture
def filled(place: str) -> str:
    with store.open(place, create=True) as base:
        fill(base)
    return place


@pytest.fixture
def other_server() -> Iterator[servers.PostgreSQL]:
    """A server that a test may stop."""
    if why := servers.missing():
        pytest.skip(f"{why}; .ci/run installs it")
    with servers.running(durable=True) as server:
        yield server


def test_reading_makes_nothing(place: str) -> None:
    with pytest.raises(NoTermBase, match="no term base there"):
        store.open(place)
    with pytest.raises(NoTermBase):
        lookup.find(place, "威海")
    assert statements(
        place, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
    ) == [(0,)]


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", NewerSchema),
        ("UPDATE alembic_version SET version_num = '0000'", OlderSchema),
        ("DROP TABLE anchor CASCADE", NotATermBase),
        ("DROP TABLE alembic_version", NotATermBase),
    ],
    ids=["newer", "older", "not ours", "tables of our names"],
)
def test_what_is_no_term_base_of_this_schema_is_refused(filled: str, statement: str, error: type[StoreError]) -> None:
    statements(filled, statement)
    for write in (False, True):
        with pytest.raises(error) as caught:
            store.open(filled, write=write, create=write)
        assert "\n" not in str(caught.value)


def test_an_upgrade_of_nothing_is_refused(place: str, filled: str) -> None:
    assert store.upgrade(filled) is False
    statements(filled, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema):
        store.upgrade(filled)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"/postgres?": "/none?"}, "no such database"),
        ({"127.0.0.1:": "127.0.0.1:9999999"}, "cannot be reached"),
        ({"options=": "option="}, "not the address"),
    ],
    ids=["no such database", "a port that is none", "a setting that is none"],
)
def test_an_address_that_leads_nowhere_gives_one_line(place: str, change: dict[str, str], words: str) -> None:
    for before, after in change.items():
        place = place.replace(before, after)
    with pytest.raises(StoreError, match=words) as caught:
        store.open(place)
    assert "\n" not in str(caught.value)


def test_no_password_is_shown(place: str) -> None:
    secret = place.replace("tester@", "tester:geheim@").replace("/postgres?", "/none?")
    assert str(locate(secret)) == str(locate(place)).replace("/postgres", "/none")
    with pytest.raises(StoreError) as caught:
        store.open(secret)
    assert "geheim" not in str(caught.value)


def test_a_server_that_is_not_there_gives_one_line(other_server: servers.PostgreSQL) -> None:
    place = other_server.place()
    with store.open(place, create=True):
        pass
    other_server.stop()
    for act in (lambda: store.open(place), lambda: lookup.find(place, "威海")):
        with pytest.raises(StoreError, match="cannot be reached") as caught:
            act()
        assert "\n" not in str(caught.value)


def test_a_server_that_goes_away_in_the_middle_leaves_the_term_base_as_it_was(other_server: servers.PostgreSQL) -> None:
    place = other_server.place()
    with store.open(place, create=True) as base:
        fill(base, 2)
    before = dump(place)
    with (
        store.open(place, write=True) as base,
        pytest.raises(StoreError, match="went away") as caught,
        base.operation("갑", "person", "edit"),
    ):
        fill(base, 30)
        other_server.stop()
        fill(base, 31)
    assert "\n" not in str(caught.value)
    port = other_server.port
    other_server.start()
    place = place.replace(f":{port}/", f":{other_server.port}/")
    assert dump(place) == before
    with store.open(place, write=True) as base:
        fill(base, 3)
        assert (base.counts().concepts, base.verify()) == (3, [])


def test_who_may_only_read_reads(filled: str) -> None:
    (schema,) = statements(filled, "SELECT current_schema()")[0]
    statements(
        filled, f"CREATE ROLE reader_{schema} LOGIN", f"GRANT USAGE ON SCHEMA {schema} TO reader_{schema}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader_{schema}",
    )  # fmt: skip
    place = filled.replace("tester@", f"reader_{schema}@")
    assert [match.term for match in lookup.find(place, "웨이하이0")] == ["웨이하이0"]
    with store.open(place, write=True) as base, pytest.raises(ReadOnlyBase, match="can be read"):
        fill(base, 2)


def test_readers_do_not_wait_for_a_writer(filled: str) -> None:
    with (
        store.open(filled, write=True) as first,
        store.open(filled, write=True, wait=0.2) as second,
        first.operation("갑", "person", "edit"),
    ):
        fill(first, 5)
        assert second.counts().concepts == 1
        assert [match.term for match in lookup.find(filled, "웨이하이0")] == ["웨이하이0"]
        with pytest.raises(BaseBusy):
            fill(second, 3)
    with store.open(filled) as base:
        assert base.counts().concepts == 5


def test_who_holds_the_tables_is_waited_for_then_named(filled: str) -> None:
    with psycopg.connect(filled.replace("+psycopg", "")) as maintenance:
        maintenance.execute("LOCK TABLE operation IN ACCESS EXCLUSIVE MODE")
        with store.open(filled, write=True, wait=0.2) as base, pytest.raises(BaseBusy):
            fill(base, 3)


def test_a_look_up_loads_no_heavy_library(filled: str) -> None:
    script = (
        "import sys; from glossary import lookup; assert lookup.find(sys.argv[1], '威海0');"
        "print(sorted({'sqlalchemy', 'alembic', 'opencc', 'pypinyin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, filled], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_the_driver_the_extra_is_named(place: str) -> None:
    script = textwrap.dedent(
        """
        import sys
        sys.modules["psycopg"] = None
        from glossary import cli
        sys.exit(cli.run(["--db", sys.argv[1], "lookup", "威海"]))
        """
    )
    done = subprocess.run([sys.executable, "-c", script, place], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "glossary[postgres]" in done.stderr


def test_the_commands_work_on_a_server(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        status = cli.run(["--db", place, *arguments])
        out, err = capsys.readouterr()
        return status, out + err

    assert run("add", "칭다오", "青岛", "--kind", "place")[0] == 0
    assert run("edit", "c1", "--note", "산둥성의 시")[0] == 0
    status, shown = run("show", "c1")
    assert (status, "산둥성의 시" in shown) == (0, True)
    assert "칭다오" in run("lookup", "qingdao")[1]
    status, verified = run("db", "verify")
    assert (status, "no problems" in verified, "options" in verified) == (0, True, False)


def test_a_build_on_a_server_writes_the_committed_exports(place: str, tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    for again in (False, True):
        assert cli.run(["--db", place, "--quiet", "build", str(root / "seeds"), "--out", str(tmp_path)]) == 0
        for committed in (root / "exports").iterdir():
            assert (tmp_path / committed.name).read_bytes() == committed.read_bytes(), (committed.name, again)
    with store.open(place) as base:
        assert (base.counts().operations, base.verify()) == (1, [])
