"""How a term base comes to have its tables: made whole or not at all, brought to a newer schema in one transaction. Alembic does it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from glossary.drafts import discard, draft_for
from glossary.errors import NoTermBase, StoreError
from glossary.store import keying, sqlite
from glossary.store.places import Place
from glossary.store.schema import engine

if TYPE_CHECKING:
    from alembic.config import Config


def make(place: Place, fill: Callable[[Connection], None] | None = None) -> bool:
    """Make a term base at *place*, empty or with what *fill* puts into it, whole or not at all; say whether it was made.

    One that another process made meanwhile is left alone.
    """
    if isinstance(place, sqlite.File):
        return _make_file(place, fill)
    with place.translated(), closing(place.unchecked()) as driver:
        return _migrate(place, driver, fill)


def upgrade(place: Place) -> bool:
    """Bring the term base at *place* to the schema and the keys of this version; say whether anything had to be done."""
    if isinstance(place, sqlite.File):
        sqlite.inspect(place.path)
    elif not place.exists():
        raise NoTermBase(f"{place}: no term base there; glossary build or collect makes one")
    with place.translated(), closing(place.unchecked()) as driver:
        return _migrate(place, driver)


def _make_file(place: sqlite.File, fill: Callable[[Connection], None] | None) -> bool:
    """Build the file beside its place and link it there, so that a full disk, a crash or a second process never leaves half of one."""
    path = place.path
    if not path.absolute().parent.is_dir():
        raise NoTermBase(f"{path}: the folder is not there; make it first")
    draft = draft_for(path)
    try:
        with place.translated(), closing(sqlite.unchecked(draft, "mode=rwc", shown=path)) as driver:
            driver.execute(f"PRAGMA application_id = {sqlite.APPLICATION}")
            driver.execute("PRAGMA journal_mode = WAL")
            driver.execute("PRAGMA foreign_keys = ON")
            _migrate(place, driver, fill)
        return _link(draft, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}") from error
    finally:
        discard(draft)


def _link(draft: Path, path: Path) -> bool:
    """Give *draft* its place, never over a file that is there; say whether it got it."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        draft.rename(path)
    return True


def _migrate(place: Place, driver: Any, fill: Callable[[Connection], None] | None = None) -> bool:
    """Run the migrations that are missing over an open driver's connection, *fill* if there were any, and bring the keys to this version, all in one transaction."""
    from alembic import command

    connection = engine(place, lambda: driver).connect()
    try:
        for statement in place.begin_making:
            connection.exec_driver_sql(statement)
        found = place.version(driver) or ""
        sqlite.refuse_newer(found, place)
        behind = found < sqlite.REVISION
        if behind:
            command.upgrade(migration_settings(connection), "head")
            if fill is not None:
                fill(connection)
        behind |= keying.bring(connection)
        connection.commit()
    except SQLAlchemyError as error:
        place.reraise(getattr(error, "orig", None) or error)
    finally:
        connection.close()
    return behind


def migration_settings(connection: Connection) -> Config:
    """Return Alembic's settings for *connection*: the folder of migrations in this package, no ini file."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
