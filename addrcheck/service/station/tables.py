"""The tables of the station: manifests, their parcels, the scans. All of it is personal data, and deleted after some days."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from addrcheck.service.database import METADATA

MANIFESTS = Table(
    "manifests",
    METADATA,
    Column("day", String(10), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("loaded", String(40), nullable=False),
)
"""A day's manifest; each time it is loaded the revision grows, so that pages notice."""

PARCELS = Table(
    "parcels",
    METADATA,
    Column("day", String(10), primary_key=True),
    Column("key", String(48), primary_key=True),
    Column("waybill", String(48), nullable=False),
    Column("asked", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("typed", Boolean, nullable=False),
    Column("lane", String(16), nullable=False),
    Column("code", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("stamp", String(64), nullable=False),
    Index("parcels_key", "key"),
)
"""A parcel: what was asked of the checker and what it answered (JSON), when the answer was made (``answering.stamp``);
``typed`` where no manifest held it and a person gave its address."""

SCANS = Table(
    "scans",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("day", String(10), nullable=False),
    Column("key", String(48), nullable=False),
    Column("at", String(40), nullable=False),
    Column("station", String(40), nullable=False),
    Column("who", String(64), nullable=False),
    Column("lane", String(16), nullable=False),
    Column("code", Text, nullable=False),
    Column("hand_at", String(40)),
    Column("hand_by", String(64)),
    Column("undone_at", String(40)),
    Index("scans_key", "key"),
    Index("scans_day", "day"),
)
"""A scan, by the number that its page gave it; times are UTC. ``hand_…`` who put the parcel into the manual lane."""
