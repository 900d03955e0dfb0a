"""The variety of Korean in which a sighting stands: of the South, of the Koreans of China, of the North."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column; what was collected before has none until it is collected again."""
    op.add_column("evidence", sa.Column("variety", TEXT, nullable=True))
