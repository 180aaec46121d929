"""What outside geocoders have said, kept in one SQLite file so that nothing is asked twice.

An address itself is not kept, only its digest beside the position. A cache that cannot be read or written
costs speed, never an answer.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import msgspec

from addrcheck.model import Location

_DAY_S = 86_400.0
_NOTHING_DAYS = 1.0
"""So long «not found» holds: somebody may be mapping the street."""
_TABLE = "CREATE TABLE IF NOT EXISTS answers (digest BLOB PRIMARY KEY, answer BLOB, until REAL NOT NULL) WITHOUT ROWID"
_BUSY_S = 1.0


class Cache:
    """Answers by service and address; ``days`` is how long a position holds, 0 keeps nothing."""

    def __init__(self, path: Path, days: float, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._days = days
        self._clock = clock

    def get(self, service: str, address: str) -> tuple[bool, Location | None]:
        """Return whether an answer is known, and the answer: None where the service knew nothing."""
        if not self._days or not self._path.exists():
            return False, None
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY_S)) as connection:
                row = connection.execute(
                    "SELECT answer FROM answers WHERE digest = ? AND until > ?",
                    (_digest(service, address), self._clock()),
                ).fetchone()
            return (False, None) if row is None else (True, msgspec.json.decode(row[0], type=Location | None))
        except (sqlite3.Error, msgspec.DecodeError):
            return False, None

    def put(self, service: str, address: str, answer: Location | None) -> None:
        """Keep an answer, and throw away what is too old."""
        days = min(self._days, _NOTHING_DAYS) if answer is None else self._days
        if not days:
            return
        now = self._clock()
        row = (_digest(service, address), msgspec.json.encode(answer), now + days * _DAY_S)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_BUSY_S)) as connection, connection:
                connection.execute(_TABLE)
                connection.execute("DELETE FROM answers WHERE until <= ?", (now,))
                connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)
        except (sqlite3.Error, OSError):
            return


def _digest(service: str, address: str) -> bytes:
    """Return what stands for an address in the file."""
    return blake2b(f"{service}\0{address}".encode(), digest_size=16).digest()
