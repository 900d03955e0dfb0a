"""The tables of a term base.

Whole numbers stand for truth values (0, 1), so that one SQL text serves every database; text compares by code point (SQLite's
BINARY, PostgreSQL's "C"). Rows carry the operation that made them, `change` what was modified afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

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
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from glossary.model import BANDS, HOWS, KINDS, NORMS, ORIGINS, RELATIONS, STATUSES, TERM_STATUSES, TERM_TYPES
from glossary.store.places import Place

TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")

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


def _truth(*columns: str) -> tuple[CheckConstraint, ...]:
    """Hold columns to 0 and 1."""
    return tuple(CheckConstraint(f"{column} IN (0, 1)", name=column) for column in columns)


def _holds(**conditions: str) -> tuple[CheckConstraint, ...]:
    """Hold each column to a condition."""
    return tuple(CheckConstraint(f"{column} {condition}", name=column) for column, condition in conditions.items())


def _made_by() -> Column[int]:
    return Column("operation", Integer, ForeignKey("operation.id"), nullable=False)


operation = Table(
    "operation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", TEXT, nullable=False),  # UTC, ISO 8601; order is by id, clocks go backwards
    Column("actor", TEXT, nullable=False),
    Column("actor_kind", TEXT, nullable=False),
    Column("command", TEXT, nullable=False),
    Column("undoes", Integer, ForeignKey("operation.id")),
    _one_of("actor_kind", ("person", "machine", "import")),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    _made_by(),
    Column("entity", TEXT, nullable=False),
    Column("row", Integer, nullable=False),
    Column("concept", Integer),  # the concept in whose history it stands; none for documents
    Column("field", TEXT, nullable=False),
    Column("before", TEXT),
    Column("after", TEXT),
    _one_of("entity", ("concept", "term", "note", "anchor", "evidence", "document_name")),
    Index(None, "concept"),
    Index(None, "operation"),
)

counter = Table(
    "counter",
    metadata,
    Column("name", TEXT, primary_key=True),
    # The number that the next concept or term gets; for `living` how many concepts there are, for `keys` which `keys.VERSION` made the keys.
    Column("next", Integer, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", TEXT, nullable=False, unique=True),
    Column("length", Integer),  # code points; not known of a document that only an import speaks of
    _made_by(),
)

document_name = Table(
    "document_name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("name", TEXT, nullable=False),
    Column("title", TEXT),
    Column("date", TEXT),
    Column("language", TEXT),
    Column("url", TEXT),
    _made_by(),
    UniqueConstraint("document", "name"),
    sqlite_autoincrement=True,  # changes name rows by number, also those that an undone operation had made
)

concept = Table(
    "concept",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # from `counter`, never used again
    Column("uid", TEXT, nullable=False, unique=True),
    Column("kind", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("relation", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("norm", TEXT, nullable=False),
    Column("part_of", TEXT),
    Column("region", TEXT),
    Column("scope", TEXT),
    Column("subject", TEXT),
    Column("source", TEXT),
    Column("removed", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("held", TEXT, nullable=False),  # the fields that a person last changed, closed to the machine
    Column("touched", Integer, nullable=False),  # a person or an import had a hand in it: its anchors stay
    Column("merged", Integer),  # the concept that a person made it part of; removed then
    _made_by(),
    Index(None, "operation"),
    _one_of("kind", KINDS),
    _one_of("origin", ORIGINS),
    _one_of("relation", RELATIONS),
    _one_of("status", STATUSES),
    _one_of("norm", NORMS),
    *_truth("removed", "touched"),
    *_holds(uid="<> ''", revision=">= 1", seen=">= 0", documents=">= 0"),
)

term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # from `counter`: `part` is written with it
    Column("concept", Integer, ForeignKey("concept.id"), nullable=False),
    Column("language", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("derived", TEXT),
    Column("flags", TEXT, nullable=False),
    Column("reading", TEXT),
    Column("official", Integer, nullable=False),
    Column("variety", TEXT),
    Column("seen", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("held", Integer, nullable=False),  # a person last changed it, added it or took it away
    Column("key", TEXT, nullable=False),  # by its letters: ko_key or han_key
    Column("loose", TEXT),  # by its sound, where that is another: ko_loose, or pinyin without tones
    Column("initials", TEXT),  # by the first letters of its syllables: ㅇㅇㅎㅇ, lgh
    _made_by(),
    UniqueConstraint("concept", "language", "text"),
    _one_of("status", TERM_STATUSES),
    _one_of("type", TERM_TYPES),
    *_truth("official", "removed", "held"),
    *_holds(language="<> ''", text="<> ''", seen=">= 0"),
    Index(None, "key"),
    Index(None, "loose"),
    Index(None, "initials"),
)

part = Table(
    "part",
    metadata,
    Column("gram", TEXT, primary_key=True),  # two letters of the key that do not begin it, as `keys.grams` gives them
    Column("length", Integer, primary_key=True, autoincrement=False),  # letters of the key: the shortest come first
    Column("term", Integer, ForeignKey("term.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("concept", Integer, ForeignKey("concept.id"), nullable=False),
    Column("text", TEXT, nullable=False),
    Column("level", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("language", TEXT, nullable=False),
    Column("term", TEXT, nullable=False),
    Column("internal", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    _made_by(),
    _one_of("level", ("concept", "language", "term")),
    *_truth("internal", "removed"),
    *_holds(text="<> ''"),
    Index(None, "concept"),
)

anchor = Table(
    "anchor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("zh_key", TEXT, nullable=False),
    Column("class", TEXT, nullable=False),  # `Anchor.group`, which is a word of SQL
    Column("ko_key", TEXT, nullable=False),
    Column("reading", Integer, nullable=False),
    Column("concept", Integer, ForeignKey("concept.id"), nullable=False),
    _made_by(),
    UniqueConstraint("zh_key", "class", "ko_key"),
    _one_of("class", ("person", "place", "rest")),
    *_truth("reading"),
    Index(None, "concept"),
    sqlite_autoincrement=True,  # as of document_name
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("anchor", Integer, ForeignKey("anchor.id"), nullable=False),
    Column("reading", Integer, nullable=False),  # what its own anchor said
    Column("digest", TEXT, nullable=False),  # of all that the machine says in this row
    Column("how", TEXT, nullable=False),
    Column("ko_start", Integer, nullable=False),  # -1: that side was not seen
    Column("ko_end", Integer, nullable=False),
    Column("ko_text", TEXT, nullable=False),
    Column("zh_start", Integer, nullable=False),
    Column("zh_end", Integer, nullable=False),
    Column("zh_text", TEXT, nullable=False),
    Column("relation", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("band", TEXT, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sentence", TEXT, nullable=False),
    Column("part_of", TEXT),
    Column("flags", TEXT, nullable=False),
    Column("norm", TEXT, nullable=False),
    Column("locator", TEXT),
    Column("count", Integer, nullable=False),
    Column("variety", TEXT),
    _made_by(),
    UniqueConstraint("document", "ko_start", "ko_end", "zh_start", "zh_end", "how"),
    _one_of("how", HOWS),
    _one_of("band", BANDS),
    *_truth("reading"),
    *_holds(confidence="BETWEEN 0 AND 1", ko_end=">= ko_start", zh_end=">= zh_start", count=">= 1"),
    Index(None, "anchor"),
    Index(None, "operation"),
)

skipped = Table(
    "skipped",
    metadata,
    Column("actor", Text, primary_key=True),  # who put it off in a review
    Column("concept", Integer, ForeignKey("concept.id"), primary_key=True, autoincrement=False),
)

written_export = Table(
    "written_export",
    metadata,
    Column("path", TEXT, primary_key=True),  # from the folder of the term base where it lies below it
    Column("digest", TEXT, nullable=False),
)


def engine(place: Place, connect: Callable[[], Any]) -> Engine:
    """Return an engine over the connections that *connect* opens to *place*."""
    if place.dialect == "sqlite":
        return create_engine("sqlite://", creator=connect, poolclass=NullPool)
    return create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool, use_native_hstore=False)
