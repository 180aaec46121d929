"""People who may sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of people."""
    op.create_table(
        "users",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(255), nullable=False),
        sa.Column("changed", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("users")
