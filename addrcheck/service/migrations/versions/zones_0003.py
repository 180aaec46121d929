"""Versions of the zones, and the decisions about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "zone_versions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(24), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("files", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("zones", sa.Integer, nullable=False),
        sa.Column("rules", sa.Integer, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "zone_events",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("version", sa.Integer, sa.ForeignKey("zone_versions.number"), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("target", sa.Integer, nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("zone_events")
    op.drop_table("zone_versions")
