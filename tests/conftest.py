"""Options of the test run, and the places in which a term base may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import places
import pytest
import servers

from glossary.store.base import Base


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites golden files instead of comparing with them; their difference is then read in git."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what comes out over the golden files")


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.PostgreSQL]:
    """A PostgreSQL server, started when the first test asks for it."""
    if why := servers.missing():
        pytest.skip(f"{why}; .ci/run installs it")
    with servers.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[places.Empty]:
    """Gives empty term bases, in files and then in databases of a server: what is tested with them holds for both."""
    if request.param == "postgresql":
        yield places.Databases(request.getfixturevalue("postgres"))
    else:
        yield places.Files(tmp_path_factory.mktemp("용어 術語"))


@pytest.fixture
def new_place(empty: places.Empty) -> Callable[[], str]:
    """Gives places where no term base is yet."""
    return empty.new_place


@pytest.fixture
def place(empty: places.Empty) -> str:
    """A place where no term base is yet."""
    return empty.new_place()


@pytest.fixture
def fresh(empty: places.Empty) -> Callable[[], AbstractContextManager[Base]]:
    """Gives empty term bases, open for writing, one for each ``with`` statement."""
    return empty.open


@pytest.fixture
def base(empty: places.Empty) -> Iterator[Base]:
    """An empty term base, open for writing."""
    with empty.open() as opened:
        yield opened
