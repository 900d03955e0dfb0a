"""What every command of one run shares: which term base, who is working, how much is said, and what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from glossary.errors import GlossaryError, ValueRefused

if TYPE_CHECKING:
    from glossary.store import Base

DATABASE: Final = "glossary.db"
SETTINGS: Final = "glossary.toml"
ENVIRONMENT_DB: Final = "GLOSSARY_DB"
ENVIRONMENT_USER: Final = "GLOSSARY_USER"
NOBODY: Final = "unknown"


class Session:
    """The options before the command, and the number of problems told so far."""

    def __init__(self, *, db: str | None, user: str | None, quiet: bool, verbose: bool) -> None:
        self._db = db
        self._user = user
        self.quiet = quiet
        self.verbose = verbose
        self.problems = 0

    @property
    def location(self) -> str:
        """The term base to be used, a path or a URL."""
        return locate(self._db)

    @property
    def actor(self) -> str:
        """The name under which changes are recorded. Raises ValueRefused for one that cannot be stored."""
        from glossary.model import check_text

        return check_text(self._user or os.environ.get(ENVIRONMENT_USER) or login_name(), "the user name", limit=100)

    def note(self, text: str) -> None:
        """Print a note on standard error, unless quiet."""
        if not self.quiet:
            click.echo(f"note: {text}", err=True)

    def problem(self, error: GlossaryError) -> None:
        """Print an error after which the rest goes on, and count it for the exit status."""
        self.problems += 1
        click.echo(f"error: {' '.join(str(error).splitlines())}", err=True)

    def announce(self) -> None:
        """Say on a terminal, or where asked to be verbose, which term base is in use: ``term base: glossary.db (1,204 concepts)``."""
        if self.quiet or not (self.verbose or sys.stderr.isatty()):
            return
        from glossary import lookup

        location = self.location
        click.echo(f"term base: {shown_location(location)} ({lookup.count(location):,} concepts)", err=True)

    @contextmanager
    def base(self, *, write: bool, create: bool = True) -> Iterator[Base]:
        """Open the term base; where there is none yet, one that is to be written is made, unless *create* is off."""
        from glossary import store

        with store.open(self.location, write=write, create=write and create) as base:
            self.announce()
            yield base


def locate(given: str | None, *, start: Path | None = None) -> str:
    """Return the path or URL of the term base: *given*, else GLOSSARY_DB, else what the folders from *start* upward say.

    That is `db` in the nearest glossary.toml (a path counts from its folder), else the nearest glossary.db, else glossary.db in
    *start* itself, which need not exist.
    """
    named = given or os.environ.get(ENVIRONMENT_DB)
    if named:
        return named
    start = start or Path.cwd()
    folders = (start, *start.parents)
    for folder in folders:
        if (folder / SETTINGS).is_file():
            setting = _setting(folder / SETTINGS)
            if setting is not None:
                return setting if "://" in setting else str(folder / setting)
            break
    for folder in folders:
        if (folder / DATABASE).is_file():
            return str(folder / DATABASE)
    return str(start / DATABASE)


def _setting(path: Path) -> str | None:
    """Return `db` of the settings file, None where it does not say. Raises ValueRefused for a file that is not TOML."""
    import tomllib

    try:
        value = tomllib.loads(path.read_text(encoding="utf-8")).get("db")
    except OSError as error:
        raise ValueRefused(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise ValueRefused(f"{path}: not TOML: {str(error).lower()}") from None
    if value is not None and (not isinstance(value, str) or not value):
        raise ValueRefused(f'{path}: db is {value!r}; write it as text, like db = "terms.db"')
    return value


def shown_location(location: str) -> str:
    """Return *location* as it is printed: a path below the current folder from there, a URL without its password, on one line."""
    if "://" in location:
        scheme, _, rest = location.partition("://")
        login, at, host = rest.rpartition("@")
        return f"{scheme}://{login.partition(':')[0]}{at}{host}"
    with suppress(OSError, ValueError, RuntimeError):  # elsewhere, or a link in a circle
        location = Path(location).resolve().relative_to(Path.cwd()).as_posix()
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
