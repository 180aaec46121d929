"""What the service must remember, in SQLite beside it; alembic brings an older file up to date when it is opened."""

from __future__ import annotations

import fcntl
from pathlib import Path

from sqlalchemy import Boolean, Column, Engine, MetaData, String, Table, create_engine, event, inspect

METADATA = MetaData()
HEAD = "0001"
"""The newest migration in ``addrcheck/service/migrations/versions``; a test holds them together."""

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("id", String(8), primary_key=True),
    Column("name", String, nullable=False),
    Column("publishable", Boolean, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("scopes", String, nullable=False),
    Column("origins", String, nullable=False),
    Column("created", String, nullable=False),
    Column("revoked", String),
)


def open_database(path: Path) -> Engine:
    """Return the database at ``path``, made or brought up to date where it is not; only its owner may read it."""
    if not path.exists():
        path.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _set_up)
    with (path.parent / f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several workers start at once
        if _version(engine) != HEAD:
            _migrate(engine)
    return engine


def _set_up(connection: object, _record: object) -> None:
    """Let readers read while somebody writes."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


def _version(engine: Engine) -> str | None:
    """Return the migration that a database is at."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return row[0] if row else None


def _migrate(engine: Engine) -> None:
    """Apply the migrations that are missing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
