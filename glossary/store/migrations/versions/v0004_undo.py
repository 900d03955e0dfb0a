"""What undoing needs: numbers of rows that are never given again, where a concept went that was merged, what was recorded in full.

From here on a change is recorded of everything that an operation alters; operations of earlier versions cannot be undone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add columns, indexes and tables, and note which operation is the first that can be undone."""
    op.add_column("concept", sa.Column("merged", sa.Integer(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        _number_once("anchor", _ANCHOR, "ix_anchor_concept", "concept")
        _number_once("document_name", _DOCUMENT_NAME)
    op.create_index("ix_concept_operation", "concept", ["operation"])
    op.create_index("ix_evidence_operation", "evidence", ["operation"])
    op.create_table(
        "skipped",
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("concept", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["concept"], ["concept.id"], name="fk_skipped_concept"),
        sa.PrimaryKeyConstraint("actor", "concept", name="pk_skipped"),
    )
    op.execute("INSERT INTO counter (name, next) SELECT 'recorded', coalesce(max(id), 0) + 1 FROM operation")


def _number_once(table: str, columns: str, index: str = "", column: str = "") -> None:
    """Make a table of SQLite anew, with numbers that are never given again; what refers to it does so by its name."""
    op.execute(f"CREATE TABLE {table}_anew ({columns})")
    op.execute(f"INSERT INTO {table}_anew SELECT * FROM {table} ORDER BY id")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
    if index:
        op.create_index(index, table, [column])


_ANCHOR = """
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    zh_key TEXT NOT NULL,
    class TEXT NOT NULL,
    ko_key TEXT NOT NULL,
    reading INTEGER NOT NULL,
    concept INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    CONSTRAINT uq_anchor_zh_key UNIQUE (zh_key, class, ko_key),
    CONSTRAINT ck_anchor_class CHECK (class IN ('person', 'place', 'rest')),
    CONSTRAINT fk_anchor_concept FOREIGN KEY(concept) REFERENCES concept (id),
    CONSTRAINT fk_anchor_operation FOREIGN KEY(operation) REFERENCES operation (id)
"""
_DOCUMENT_NAME = """
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    date TEXT,
    language TEXT,
    url TEXT,
    operation INTEGER NOT NULL,
    CONSTRAINT uq_document_name_document UNIQUE (document, name),
    CONSTRAINT fk_document_name_document FOREIGN KEY(document) REFERENCES document (id),
    CONSTRAINT fk_document_name_operation FOREIGN KEY(operation) REFERENCES operation (id)
"""
