"""What the service must remember: in SQLite beside it, or in PostgreSQL by URL.

alembic brings an older database up to date when it is opened, under a lock, since several workers start at once.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import DBAPIError

from addrcheck.errors import SettingsError
from addrcheck.service import postgres
from addrcheck.settings import ServiceSettings, make_state

METADATA = MetaData()
HEAD = "0005"
"""The newest migration in ``addrcheck/service/migrations/versions``; a test holds them together."""

DATABASE = "service.sqlite"
"""The file in the state folder, where no URL is set."""

_SQLITE = "sqlite"
_LOCK = 0x61646472
"""What those who change a PostgreSQL database wait for; any number that nobody else takes."""

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

USERS = Table(
    "users",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("hash", String(255), nullable=False),
    Column("changed", String(40), nullable=False),
)

ZONE_VERSIONS = Table(
    "zone_versions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("digest", String(24), nullable=False),
    Column("name", String(60), nullable=False),
    Column("files", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("zones", Integer, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer),
    Column("origin", String(8), nullable=False),
    Column("who", String(80), nullable=False),
    Column("note", String(500), nullable=False),
    Column("made", String(40), nullable=False),
    sqlite_autoincrement=True,
)

ZONE_EVENTS = Table(
    "zone_events",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("version", Integer, ForeignKey("zone_versions.number"), nullable=False),
    Column("at", String(40), nullable=False),
    Column("target", Integer, nullable=False),
    Column("who", String(80), nullable=False),
    Column("note", String(500), nullable=False),
    Column("made", String(40), nullable=False),
)

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(80), nullable=False, index=True),
    Column("state", String(12), nullable=False, index=True),
    Column("task", String(8), nullable=False),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("expires", Float, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("phase", String(8)),
    Column("done", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("rate", Float, nullable=False),
    Column("seconds_left", Float),
    Column("trouble", String(20), nullable=False),
    Column("starts", Integer, nullable=False),
    Column("deaths", Integer, nullable=False),
)


class Database:
    """One database, opened on first use; a file is made only when something is to be kept."""

    def __init__(self, where: Path | str) -> None:
        """Use the SQLite file at a path, or what a URL names."""
        self._where = where
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @classmethod
    def of(cls, service: ServiceSettings) -> Database:
        """Return the database of a service: by its URL, else the file in its state folder."""
        return cls(service.database or service.state / DATABASE)

    def exists(self) -> bool:
        """Tell whether there is anything to be read: not where a file was never made."""
        return self._engine is not None or not isinstance(self._where, Path) or self._where.exists()

    @property
    def engine(self) -> Engine:
        """Return it opened; raises ``SettingsError`` where it cannot be."""
        with self._lock:
            if self._engine is None:
                self._engine = open_database(self._where)
        return self._engine

    def close(self) -> None:
        """Give its connections back; it may be used again."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None


def open_database(where: Path | str) -> Engine:
    """Return the database at a path or URL, made or brought up to date; only its owner may read a file.

    Raises ``SettingsError`` where it cannot be opened or is newer than this program.
    """
    engine = _file(where) if isinstance(where, Path) else postgres.connect(where)
    try:
        with _alone(engine) as connection:
            _bring_up_to_date(connection)
    except Exception as error:
        engine.dispose()
        if not isinstance(error, DBAPIError):
            raise
        name = postgres.told(engine.url)
        raise SettingsError(f"the database {name} cannot be opened: {error.orig}") from None
    return engine


def _file(path: Path) -> Engine:
    """Return the SQLite file at a path, made where there is none."""
    make_state(path.parent)
    path.touch(mode=0o600)
    engine = create_engine(f"{_SQLITE}:///{path}")
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: object, _record: object) -> None:
    """Let readers read while somebody writes."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that nobody else is in for the same purpose."""
    if engine.dialect.name != _SQLITE:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
        return
    with Path(f"{engine.url.database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with engine.begin() as connection:
            yield connection


def _bring_up_to_date(connection: Connection) -> None:
    """Apply the migrations that are missing; raises ``SettingsError`` where a later version made some already."""
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise SettingsError(
            f"the database is at migration {version}, this version of addrcheck knows up to {HEAD}: "
            "install the version that made it, or take back the copy from before"
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    """Return the migration that a database is at."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return row[0] if row else None
