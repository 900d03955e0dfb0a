"""The first schema: operations and changes, documents, concepts with terms and notes, anchors and evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table of an empty term base."""
    op.create_table(
        "counter",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("actor_kind", TEXT, nullable=False),
        sa.Column("command", TEXT, nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.CheckConstraint("actor_kind IN ('person', 'machine', 'import')", name="ck_operation_actor_kind"),
        sa.ForeignKeyConstraint(["undoes"], ["operation.id"], name="fk_operation_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_operation"),
    )
    op.create_table(
        "written_export",
        sa.Column("path", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_written_export"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.Column("entity", TEXT, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=True),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("after", TEXT, nullable=True),
        sa.CheckConstraint(
            "entity IN ('concept', 'term', 'note', 'anchor', 'evidence', 'document_name')", name="ck_change_entity"
        ),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_change_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_concept", "change", ["concept"], unique=False)
    op.create_index("ix_change_operation", "change", ["operation"], unique=False)
    op.create_table(
        "concept",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("norm", TEXT, nullable=False),
        sa.Column("part_of", TEXT, nullable=True),
        sa.Column("region", TEXT, nullable=True),
        sa.Column("scope", TEXT, nullable=True),
        sa.Column("subject", TEXT, nullable=True),
        sa.Column("source", TEXT, nullable=True),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("held", TEXT, nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('place', 'person', 'organization', 'title', 'product', 'term')", name="ck_concept_kind"
        ),
        sa.CheckConstraint("origin IN ('zh', 'ko', 'ja', 'other')", name="ck_concept_origin"),
        sa.CheckConstraint(
            "relation IN ('pinyin', 'sino', 'both', 'mixed', 'translation', 'abbreviation', 'japanese', 'other')",
            name="ck_concept_relation",
        ),
        sa.CheckConstraint("status IN ('candidate', 'auto', 'approved', 'rejected')", name="ck_concept_status"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_concept_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_concept"),
        sa.UniqueConstraint("uid", name="uq_concept_uid"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_document_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("digest", name="uq_document_digest"),
    )
    op.create_table(
        "anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zh_key", TEXT, nullable=False),
        sa.Column("class", TEXT, nullable=False),
        sa.Column("ko_key", TEXT, nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("class IN ('person', 'place', 'rest')", name="ck_anchor_class"),
        sa.ForeignKeyConstraint(["concept"], ["concept.id"], name="fk_anchor_concept"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_anchor_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_anchor"),
        sa.UniqueConstraint("zh_key", "class", "ko_key", name="uq_anchor_zh_key"),
    )
    op.create_index("ix_anchor_concept", "anchor", ["concept"], unique=False)
    op.create_table(
        "document_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_document_name_document"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_document_name_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_document_name"),
        sa.UniqueConstraint("document", "name", name="uq_document_name_document"),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("term", TEXT, nullable=False),
        sa.Column("internal", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("level IN ('concept', 'language', 'term')", name="ck_note_level"),
        sa.ForeignKeyConstraint(["concept"], ["concept.id"], name="fk_note_concept"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_note_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_concept", "note", ["concept"], unique=False)
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Integer(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("derived", TEXT, nullable=True),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("reading", TEXT, nullable=True),
        sa.Column("official", sa.Integer(), nullable=False),
        sa.Column("variety", TEXT, nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("loose", TEXT, nullable=True),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('preferred', 'admitted', 'deprecated')", name="ck_term_status"),
        sa.CheckConstraint(
            "type IN ('full', 'acronym', 'abbreviation', 'short', 'variant', 'phrase')", name="ck_term_type"
        ),
        sa.ForeignKeyConstraint(["concept"], ["concept.id"], name="fk_term_concept"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_term_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sa.UniqueConstraint("concept", "language", "text", name="uq_term_concept"),
    )
    op.create_index("ix_term_key", "term", ["key"], unique=False)
    op.create_index("ix_term_loose", "term", ["loose"], unique=False)
    op.create_index("ix_term_text", "term", ["text"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("how", TEXT, nullable=False),
        sa.Column("ko_start", sa.Integer(), nullable=False),
        sa.Column("ko_end", sa.Integer(), nullable=False),
        sa.Column("ko_text", TEXT, nullable=False),
        sa.Column("zh_start", sa.Integer(), nullable=False),
        sa.Column("zh_end", sa.Integer(), nullable=False),
        sa.Column("zh_text", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("band", TEXT, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("sentence", TEXT, nullable=False),
        sa.Column("part_of", TEXT, nullable=True),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("norm", TEXT, nullable=False),
        sa.Column("locator", TEXT, nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Integer(), nullable=False),
        sa.CheckConstraint("band IN ('accept', 'review', 'doubtful')", name="ck_evidence_band"),
        sa.CheckConstraint(
            "how IN ('bracket', 'variant', 'list', 'segment', 'manual', 'import', 'corpus')", name="ck_evidence_how"
        ),
        sa.ForeignKeyConstraint(["anchor"], ["anchor.id"], name="fk_evidence_anchor"),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_evidence_document"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_evidence_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("document", "ko_start", "ko_end", "zh_start", "zh_end", "how", name="uq_evidence_document"),
    )
    op.create_index("ix_evidence_anchor", "evidence", ["anchor"], unique=False)
