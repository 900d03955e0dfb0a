"""The tables of a term base, and how a file comes to have them.

Whole numbers stand for truth values (0, 1), so that one SQL text serves every database; text compares by code point (SQLite's
BINARY). Rows carry the operation that made them, `change` what was modified afterwards.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from glossary.drafts import discard, draft_for
from glossary.errors import NewerSchema, NoTermBase, StoreError
from glossary.model import BANDS, HOWS, KINDS, ORIGINS, RELATIONS, STATUSES, TERM_STATUSES, TERM_TYPES
from glossary.store import sqlite

if TYPE_CHECKING:
    from alembic.config import Config

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """Hold *column* to the words of the model."""
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, words))})", name=column)


def _made_by() -> Column[int]:
    return Column("operation", Integer, ForeignKey("operation.id"), nullable=False)


operation = Table(
    "operation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC, ISO 8601; order is by id, clocks go backwards
    Column("actor", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("operation.id")),
    _one_of("actor_kind", ("person", "machine", "import")),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    _made_by(),
    Column("entity", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("concept", Integer),  # the concept in whose history it stands; none for documents
    Column("field", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    _one_of("entity", ("concept", "term", "note", "anchor", "evidence", "document_name")),
    Index(None, "concept"),
    Index(None, "operation"),
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next", Integer, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("length", Integer),  # code points; not known of a document that only an import speaks of
    _made_by(),
)

document_name = Table(
    "document_name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("date", Text),
    Column("language", Text),
    Column("url", Text),
    _made_by(),
    UniqueConstraint("document", "name"),
)

concept = Table(
    "concept",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # from `counter`, never used again
    Column("uid", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("norm", Text, nullable=False),
    Column("part_of", Text),
    Column("region", Text),
    Column("scope", Text),
    Column("subject", Text),
    Column("source", Text),
    Column("removed", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("held", Text, nullable=False),  # the fields that a person last changed, closed to the machine
    Column("touched", Integer, nullable=False),  # a person or an import had a hand in it: its anchors stay
    _made_by(),
    _one_of("kind", KINDS),
    _one_of("origin", ORIGINS),
    _one_of("relation", RELATIONS),
    _one_of("status", STATUSES),
)

term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("concept", Integer, ForeignKey("concept.id"), nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("derived", Text),
    Column("flags", Text, nullable=False),
    Column("reading", Text),
    Column("official", Integer, nullable=False),
    Column("variety", Text),
    Column("seen", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("held", Integer, nullable=False),  # a person last changed it, added it or took it away
    Column("key", Text, nullable=False),  # by its letters: ko_key or han_key
    Column("loose", Text),  # by its sound: ko_loose, or pinyin without tones
    _made_by(),
    UniqueConstraint("concept", "language", "text"),
    _one_of("status", TERM_STATUSES),
    _one_of("type", TERM_TYPES),
    Index(None, "text"),
    Index(None, "key"),
    Index(None, "loose"),
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("concept", Integer, ForeignKey("concept.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("internal", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    _made_by(),
    _one_of("level", ("concept", "language", "term")),
    Index(None, "concept"),
)

anchor = Table(
    "anchor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("zh_key", Text, nullable=False),
    Column("class", Text, nullable=False),  # `Anchor.group`, which is a word of SQL
    Column("ko_key", Text, nullable=False),
    Column("reading", Integer, nullable=False),
    Column("concept", Integer, ForeignKey("concept.id"), nullable=False),
    _made_by(),
    UniqueConstraint("zh_key", "class", "ko_key"),
    _one_of("class", ("person", "place", "rest")),
    Index(None, "concept"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("anchor", Integer, ForeignKey("anchor.id"), nullable=False),
    Column("reading", Integer, nullable=False),  # what its own anchor said
    Column("digest", Text, nullable=False),  # of all that the machine says in this row
    Column("how", Text, nullable=False),
    Column("ko_start", Integer, nullable=False),  # -1: that side was not seen
    Column("ko_end", Integer, nullable=False),
    Column("ko_text", Text, nullable=False),
    Column("zh_start", Integer, nullable=False),
    Column("zh_end", Integer, nullable=False),
    Column("zh_text", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("band", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("part_of", Text),
    Column("flags", Text, nullable=False),
    Column("norm", Text, nullable=False),
    Column("locator", Text),
    Column("count", Integer, nullable=False),
    Column("variety", Text),
    _made_by(),
    UniqueConstraint("document", "ko_start", "ko_end", "zh_start", "zh_end", "how"),
    _one_of("how", HOWS),
    _one_of("band", BANDS),
    Index(None, "anchor"),
)

written_export = Table(
    "written_export",
    metadata,
    Column("path", Text, primary_key=True),  # from the folder of the term base where it lies below it
    Column("digest", Text, nullable=False),
)


def make(path: Path) -> None:
    """Make an empty term base at *path*, whole or not at all; one that another process made meanwhile is left alone.

    It is built beside its place and linked to it, so a full disk, a crash or a second process never leaves half a file.
    """
    if not path.absolute().parent.is_dir():
        raise NoTermBase(f"{path}: the folder is not there; make it first")
    draft = draft_for(path)
    try:
        with sqlite.translated(path):
            driver = sqlite.unchecked(draft, "mode=rwc", shown=path)
            try:
                driver.execute(f"PRAGMA application_id = {sqlite.APPLICATION}")
                driver.execute("PRAGMA journal_mode = WAL")
                _migrate(driver, path)
            finally:
                driver.close()
        with suppress(FileExistsError):
            _link(draft, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}") from error
    finally:
        discard(draft)


def _link(draft: Path, path: Path) -> None:
    """Give *draft* its place, never over a file that is there."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)


def upgrade(path: Path) -> bool:
    """Bring the file at *path* to `sqlite.REVISION` in one transaction; say whether anything had to be done."""
    sqlite.inspect(path)
    with sqlite.translated(path):
        driver = sqlite.unchecked(path)
        try:
            found = sqlite.version(driver, path)
            if found > sqlite.REVISION:
                raise NewerSchema(f"{path}: has schema {found}, this version knows {sqlite.REVISION}")
            if found < sqlite.REVISION:
                _migrate(driver, path)
        finally:
            driver.close()
    return found < sqlite.REVISION


def _migrate(driver: sqlite3.Connection, path: Path) -> None:
    """Run the migrations that are missing over an open driver's connection, all in one transaction."""
    from alembic import command

    engine = create_engine("sqlite://", creator=lambda: driver, poolclass=NullPool)
    connection = engine.connect()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(migration_settings(connection), "head")
        connection.commit()
    except SQLAlchemyError as error:
        sqlite.reraise(getattr(error, "orig", None) or error, path)
    finally:
        connection.close()


def migration_settings(connection: Connection) -> Config:
    """Return Alembic's settings for *connection*: the folder of migrations in this package, no ini file."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
