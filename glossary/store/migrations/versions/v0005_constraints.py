"""What the tables hold to by themselves: truth values are 0 or 1, counts are not negative, texts are not empty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CHECKS = {
    "concept": {
        "norm": "norm IN ('loanword', 'sino', 'custom', 'none')",
        "uid": "uid <> ''",
        "removed": "removed IN (0, 1)",
        "touched": "touched IN (0, 1)",
        "revision": "revision >= 1",
        "seen": "seen >= 0",
        "documents": "documents >= 0",
    },
    "term": {
        "language": "language <> ''",
        "text": "text <> ''",
        "official": "official IN (0, 1)",
        "removed": "removed IN (0, 1)",
        "held": "held IN (0, 1)",
        "seen": "seen >= 0",
    },
    "note": {"text": "text <> ''", "internal": "internal IN (0, 1)", "removed": "removed IN (0, 1)"},
    "anchor": {"reading": "reading IN (0, 1)"},
    "evidence": {
        "reading": "reading IN (0, 1)",
        "confidence": "confidence BETWEEN 0 AND 1",
        "ko_end": "ko_end >= ko_start",
        "zh_end": "zh_end >= zh_start",
        "count": "count >= 1",
    },
}

NUMBERED = ("anchor",)
"""Tables whose numbers are never given again, which is not read from the table."""


def upgrade() -> None:
    """Add them; in a file the table is written anew, for SQLite adds no constraint to one that is there."""
    for name, checks in CHECKS.items():
        if op.get_bind().dialect.name == "sqlite":
            _rewrite(name, checks)
            continue
        for column, condition in checks.items():
            op.create_check_constraint(f"ck_{name}_{column}", name, condition)


def _rewrite(name: str, checks: dict[str, str]) -> None:
    """Write a table anew with further constraints; those that it has are read from it."""
    inspector = sa.inspect(op.get_bind())
    table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind(), sqlite_autoincrement=name in NUMBERED)
    for kept in inspector.get_check_constraints(name):
        table.append_constraint(sa.CheckConstraint(kept["sqltext"], name=kept["name"]))
    with op.batch_alter_table(name, copy_from=table, recreate="always") as batch:
        for column, condition in checks.items():
            batch.create_check_constraint(f"ck_{name}_{column}", condition)
