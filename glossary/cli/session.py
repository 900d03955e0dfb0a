"""What every command of one run shares: which term base, who is working, how much is said, and what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

import click

from glossary.errors import GlossaryError, ValueRefused

if TYPE_CHECKING:
    from glossary.house import House
    from glossary.settings import Settings
    from glossary.store import Base

DATABASE: Final = "glossary.db"
SETTINGS: Final = "glossary.toml"
ENVIRONMENT_DB: Final = "GLOSSARY_DB"
ENVIRONMENT_USER: Final = "GLOSSARY_USER"
NOBODY: Final = "unknown"


class Session:
    """The options before the command, and the number of problems told so far."""

    def __init__(
        self,
        *,
        db: Sequence[str],
        user: str | None,
        quiet: bool,
        verbose: bool,
        scope: str | None = None,
        plain: bool = False,
    ) -> None:
        self._db = db
        self._user = user
        self._scope = scope
        self._plain = plain
        self.quiet = quiet
        self.verbose = verbose
        self.problems = 0

    @cached_property
    def settings(self) -> Settings | None:
        """What the nearest glossary.toml says, None where there is none. Raises ValueRefused."""
        path = _nearest(SETTINGS)
        if path is None:
            return None
        from glossary.settings import read  # a look-up without such a file starts without it

        return read(path)

    @cached_property
    def locations(self) -> tuple[str, ...]:
        """The term bases to be used, paths or URLs: the first is written, the others are only read, the nearer before the farther.

        Raises ValueRefused where they count from a current folder that somebody took away.
        """
        used = self._named() or (_nearest(DATABASE) or os.path.join(_here(), DATABASE),)
        if any("://" not in one and not os.path.isabs(one) for one in used):
            _here()
        return used

    def _named(self) -> tuple[str, ...]:
        """Return the term bases that --db names, else GLOSSARY_DB (a URL has colons, so it is one), else glossary.toml."""
        given = tuple(filter(None, self._db))
        if not given and (one := os.environ.get(ENVIRONMENT_DB)):
            given = (one,)
        return _distinct(given or (self.settings.db if self.settings else ()))

    @property
    def location(self) -> str:
        """The term base that is written."""
        return self.locations[0]

    @property
    def location_from(self) -> str:
        """What says which term bases are used."""
        if any(self._db):
            return "--db"
        if os.environ.get(ENVIRONMENT_DB):
            return ENVIRONMENT_DB
        if self.settings and self.settings.db:
            return shown_location(str(self.settings.path))
        return "the nearest one" if os.path.isfile(self.location) else "none yet"

    @cached_property
    def house(self) -> House:
        """Which forms are preferred here: glossary.toml (not where *plain*), with --scope in place of its scope. Raises ValueRefused."""
        from glossary.house import House, scope_name

        house = House() if self._plain or self.settings is None else self.settings.house
        if self._scope is None:
            return house
        return house._replace(scope=scope_name(self._scope) if self._scope else None)

    def house_from(self, name: str) -> str | None:
        """What says that setting of the house, None where nothing does."""
        if name == "scope" and self._scope is not None:
            return "--scope"
        if self._plain:
            return "--no-house"
        if self.settings is None or getattr(self.house, name) is None:
            return None
        return shown_location(str(self.settings.path))

    @property
    def actor(self) -> str:
        """The name under which changes are recorded. Raises ValueRefused for one that cannot be stored."""
        from glossary.model import check_text

        return check_text(self._user or os.environ.get(ENVIRONMENT_USER) or login_name(), "the user name", limit=100)

    @property
    def actor_from(self) -> str:
        """What says who works."""
        if self._user:
            return "--user"
        return ENVIRONMENT_USER if os.environ.get(ENVIRONMENT_USER) else "the login name"

    def note(self, text: str) -> None:
        """Print a note on standard error, unless quiet."""
        if not self.quiet:
            click.echo(f"note: {text}", err=True)

    def problem(self, error: GlossaryError) -> None:
        """Print an error after which the rest goes on, and count it for the exit status."""
        self.problems += 1
        click.echo(f"error: {' '.join(str(error).splitlines())}", err=True)

    def announce(self, *, everywhere: bool = False) -> None:
        """Say on a terminal, or where asked to be verbose, which term base is in use: ``term base: glossary.db (1,204 concepts)``.

        *everywhere* names all of them, for what looks into every one.
        """
        if self.quiet or not (self.verbose or sys.stderr.isatty()):
            return
        from glossary import lookup

        used = self.locations if everywhere else (self.location,)
        counts = [f"{shown_location(location)} ({lookup.count(location):,} concepts)" for location in used]
        click.echo(f"term base: {', '.join(counts)}", err=True)

    @contextmanager
    def base(self, *, write: bool, create: bool = True) -> Iterator[Base]:
        """Open the term base; where there is none yet, one that is to be written is made, unless *create* is off."""
        from glossary import store

        with store.open(self.location, write=write, create=write and create) as base:
            self.announce()
            yield base


def _distinct(locations: Sequence[str]) -> tuple[str, ...]:
    """Return *locations* without those that come to the same file as an earlier one."""
    if len(locations) < 2:
        return tuple(locations)
    known: dict[str, str] = {}
    for location in locations:
        known.setdefault(location if "://" in location else os.path.realpath(location), location)
    return tuple(known.values())


def _here() -> str:
    """Return the current folder. Raises ValueRefused where somebody took it away."""
    try:
        return os.getcwd()
    except OSError:
        raise ValueRefused("the current folder is not there any more; change to one that is") from None


def _nearest(name: str) -> str | None:
    """Return the nearest file of that *name* from the current folder upward, None where there is none."""
    try:
        folder = os.getcwd()
    except OSError:
        return None
    while not os.path.isfile(found := os.path.join(folder, name)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return found


def shown_location(location: str) -> str:
    """Return *location* as it is printed: a path below the current folder from there, a URL without its password, on one line."""
    if "://" in location:
        scheme, _, rest = location.partition("?")[0].partition("://")
        login, at, host = rest.rpartition("@")
        return f"{scheme}://{login.partition(':')[0]}{at}{host}"
    with suppress(OSError, ValueError, RuntimeError):  # elsewhere, or a link in a circle
        here, there = os.path.realpath(os.getcwd()), os.path.realpath(location)
        if os.path.commonpath([here, there]) == here:
            location = os.path.relpath(there, here).replace(os.sep, "/")
    if location.isprintable():
        return location
    from glossary.documents import shown

    return shown(location)


def login_name() -> str:
    """Return the name under which the user is logged in, ``unknown`` where the system has none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return NOBODY
