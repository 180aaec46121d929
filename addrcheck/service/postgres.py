"""PostgreSQL by URL: what may be named, how it is connected to, and how it is shown, which is without its password."""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from addrcheck.errors import SettingsError

_DRIVER = "postgresql+psycopg"
_NAMES = ("postgresql", "postgres", _DRIVER)
_CONNECT = {"connect_timeout": 5, "application_name": "addrcheck"}


def connect(url: str) -> Engine:
    """Return the engine of a URL, not yet connected; raises ``SettingsError`` where the URL cannot be used.

    Each worker keeps up to four connections and opens a few more under load; one that the server has ended is
    replaced before anybody notices.
    """
    parsed = _parsed(url)
    try:
        return create_engine(
            parsed,
            connect_args=_CONNECT,
            pool_size=4,
            max_overflow=8,
            pool_timeout=5,
            pool_recycle=900,
            pool_pre_ping=True,
        )
    except ImportError:
        raise SettingsError("PostgreSQL needs a driver: pip install 'addrcheck[postgres]'") from None


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        parsed = None
    if parsed is None or parsed.drivername not in _NAMES or not parsed.database:
        raise SettingsError("ADDRCHECK_DATABASE must be a URL like postgresql://user@host/name")
    return parsed.set(drivername=_DRIVER)


def told(url: URL) -> str:
    """Return a URL as people may see it; options are left out, for they can hold a password as well.

    >>> told(make_url("postgresql://shop:secret@db.example/shop?password=secret"))
    'postgresql://shop:***@db.example/shop'
    """
    return url.set(query={}).render_as_string(hide_password=True)
