"""Which term base a command uses, and who works."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from glossary import lookup, store
from glossary.cli import session
from glossary.cli.session import Session, shown_location
from glossary.errors import ValueRefused


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder two levels down, without a term base named in the environment."""
    monkeypatch.delenv(session.ENVIRONMENT_DB, raising=False)
    monkeypatch.delenv(session.ENVIRONMENT_USER, raising=False)
    below = tmp_path / "작업" / "기사"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return below


def locate(*given: str) -> str:
    """Return the term base that is written where --db gives these."""
    return Session(db=given, user=None, quiet=False, verbose=False).location


def test_without_anything_it_is_glossary_db_here(folder: Path) -> None:
    assert locate() == str(folder / "glossary.db")


def test_nearest_glossary_db_upward(folder: Path) -> None:
    (folder.parent.parent / "glossary.db").touch()
    assert locate() == str(folder.parent.parent / "glossary.db")
    (folder.parent / "glossary.db").touch()
    assert locate() == str(folder.parent / "glossary.db")


def test_a_folder_that_somebody_took_away_is_told(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(ValueRefused, match="current folder is not there"):
        locate()


@pytest.mark.parametrize(
    "name",
    ["a?b.db", "a#b.db", "a%41.db", "a b.db", "威海.db", "mode=ro&x.db", "c:x.db", "bad\udcff.db"],
    ids=ascii,
)
def test_any_name_of_a_file_is_that_of_a_term_base(folder: Path, name: str) -> None:
    with store.open(name, create=True) as base:
        assert base.counts().concepts == 0
    assert lookup.count(name) == lookup.count(folder / name) == 0
    assert {file.name for file in folder.iterdir()} == {name}


def test_settings_come_before_a_nearer_glossary_db_and_count_from_their_folder(folder: Path) -> None:
    (folder / "glossary.db").touch()
    (folder.parent / "glossary.toml").write_text('db = "자료/terms.db"\n', encoding="utf-8")
    assert locate() == str(folder.parent / "자료" / "terms.db")


def test_settings_may_name_a_url(folder: Path) -> None:
    (folder / "glossary.toml").write_text('db = "postgresql+psycopg://host/terms"\n', encoding="utf-8")
    assert locate() == "postgresql+psycopg://host/terms"


def test_the_nearest_settings_count_alone_and_a_folder_of_that_name_is_none(folder: Path) -> None:
    (folder.parent.parent / "glossary.toml").write_text('db = "far.db"\nscope = "A"\n', encoding="utf-8")
    (folder.parent / "glossary.toml").write_text('db = "near.db"\n', encoding="utf-8")
    (folder / "glossary.toml").mkdir()
    here = Session(db=(), user=None, quiet=False, verbose=False)
    assert here.location == str(folder.parent / "near.db")
    assert here.house.scope is None


def test_settings_may_name_several_and_so_may_the_option(folder: Path) -> None:
    (folder.parent / "glossary.toml").write_text('db = ["고객.db", "own.db"]\n', encoding="utf-8")
    named = Session(db=(), user=None, quiet=False, verbose=False)
    assert named.locations == (str(folder.parent / "고객.db"), str(folder.parent / "own.db"))
    assert named.location == named.locations[0]
    given = Session(db=("a.db", "b.db", "./a.db"), user=None, quiet=False, verbose=False)
    assert given.locations == ("a.db", "b.db")  # the third is the first once more


def test_settings_without_db_say_nothing(folder: Path) -> None:
    (folder / "glossary.toml").write_text("", encoding="utf-8")
    assert locate() == str(folder / "glossary.db")


def test_environment_comes_before_settings_and_the_option_before_both(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "glossary.toml").write_text('db = "terms.db"\n', encoding="utf-8")
    monkeypatch.setenv(session.ENVIRONMENT_DB, "other.db")
    assert locate() == "other.db"
    assert locate("third.db") == "third.db"


def test_actor_is_the_option_else_the_environment_else_the_login(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "lee")
    assert Session(db=(), user=None, quiet=False, verbose=False).actor == "lee"
    monkeypatch.setenv(session.ENVIRONMENT_USER, "박")
    assert Session(db=(), user=None, quiet=False, verbose=False).actor == "박"
    assert Session(db=(), user="kim", quiet=False, verbose=False).actor == "kim"


def test_user_without_a_login_name_is_unknown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert Session(db=(), user=None, quiet=False, verbose=False).actor == "unknown"


def test_actor_that_cannot_be_stored_is_refused() -> None:
    with pytest.raises(ValueRefused, match="the user name has a control character"):
        _ = Session(db=(), user="a\x07", quiet=False, verbose=False).actor


def test_location_is_shown_from_here_and_without_its_password(folder: Path) -> None:
    assert shown_location(str(folder / "glossary.db")) == "glossary.db"
    assert shown_location("postgresql+psycopg://kim:secret@host/terms") == "postgresql+psycopg://kim@host/terms"
    assert shown_location("sqlite:///terms.db") == "sqlite:///terms.db"
