"""Finding by first letters and by parts, and counting without reading: initials, `part`, and what the counter knows besides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add them; `glossary.store.keying` fills in the keys, because it always does where they are not of this version."""
    op.add_column("term", sa.Column("initials", TEXT, nullable=True))
    op.drop_index("ix_term_text", "term")  # what is written alike has the same key
    op.create_index("ix_term_initials", "term", ["initials"], unique=False)
    op.create_table(
        "part",
        sa.Column("gram", TEXT, nullable=False),
        sa.Column("length", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["term"], ["term.id"], name="fk_part_term"),
        sa.PrimaryKeyConstraint("gram", "length", "term", name="pk_part"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO counter (name, next) SELECT 'term', coalesce(max(id), 0) + 1 FROM term")
    op.execute("INSERT INTO counter (name, next) SELECT 'living', count(*) FROM concept WHERE removed = 0")
    op.execute("INSERT INTO counter (name, next) VALUES ('keys', 0)")
