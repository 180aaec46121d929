"""The station: manifests, their parcels, the scans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "manifests",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("loaded", sa.String(40), nullable=False),
    )
    op.create_table(
        "parcels",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("key", sa.String(48), primary_key=True),
        sa.Column("waybill", sa.String(48), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("typed", sa.Boolean, nullable=False),
        sa.Column("lane", sa.String(16), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("stamp", sa.String(64), nullable=False),
    )
    op.create_index("parcels_key", "parcels", ["key"])
    op.create_table(
        "scans",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("key", sa.String(48), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("station", sa.String(40), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("lane", sa.String(16), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("hand_at", sa.String(40)),
        sa.Column("hand_by", sa.String(64)),
        sa.Column("undone_at", sa.String(40)),
    )
    op.create_index("scans_key", "scans", ["key"])
    op.create_index("scans_day", "scans", ["day"])


def downgrade() -> None:
    """Remove them."""
    for table in ("scans", "parcels", "manifests"):
        op.drop_table(table)
