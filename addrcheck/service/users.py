"""Who may sign in to the pages: a name, a role, a scrypt hash of the password. There is nobody until somebody is added."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from werkzeug.security import check_password_hash, generate_password_hash

from addrcheck.errors import UsageError
from addrcheck.service.database import USERS, Database

Role = Literal["station", "admin"]
ROLES: tuple[Role, ...] = ("station", "admin")
"""What a person may do, each of them what stands before it too."""

_LEAST_PASSWORD = 10
_MOST_NAME, _MOST_PASSWORD = 64, 1024
_REMEMBERED_S = 2.0
_NO_HASH = generate_password_hash("nobody")


class User(Struct, frozen=True):
    """One person; ``changed`` is when the password was set, so that older sessions end with it."""

    name: str
    role: Role
    changed: str


class UserStore:
    """The people in a database; who was looked up is remembered for two seconds."""

    def __init__(self, database: Database) -> None:
        """Keep the people in ``database``."""
        self._database = database
        self._lock = threading.Lock()
        self._found: dict[str, tuple[float, User | None]] = {}

    def put(self, name: str, role: Role, password: str) -> User:
        """Add a person, or give one that is there another role and password; raises ``UsageError``."""
        name = name.strip()
        if not name or len(name) > _MOST_NAME or not name.isprintable():
            raise UsageError(f"a name has 1 to {_MOST_NAME} characters that can be printed")
        if not _LEAST_PASSWORD <= len(password) <= _MOST_PASSWORD:
            raise UsageError(f"a password has {_LEAST_PASSWORD} to {_MOST_PASSWORD} characters")
        user = User(name, role, datetime.now(UTC).isoformat(timespec="microseconds"))
        values = {"role": role, "hash": generate_password_hash(password), "changed": user.changed}
        with self._database.engine.begin() as connection:
            if not connection.execute(update(USERS).where(USERS.c.name == name).values(**values)).rowcount:
                connection.execute(insert(USERS).values(name=name, **values))
        return user

    def all(self) -> list[User]:
        """Return everybody, by name."""
        if not self._database.exists():
            return []
        with self._database.engine.connect() as connection:
            rows = connection.execute(select(USERS).order_by(USERS.c.name))
            return [User(row.name, row.role, row.changed) for row in rows]

    def remove(self, name: str) -> bool:
        """Remove a person; return whether there was one of that name."""
        if not self._database.exists():
            return False
        with self._database.engine.begin() as connection:
            return connection.execute(delete(USERS).where(USERS.c.name == name)).rowcount > 0

    def find(self, name: str) -> User | None:
        """Return the person of a name, None where there is none."""
        known, now = self._found.get(name), time.monotonic()
        if known and known[0] > now:
            return known[1]
        user = self._look_up(name)[0]
        with self._lock:
            if len(self._found) > 1000:
                self._found.clear()
            self._found[name] = (now + _REMEMBERED_S, user)
        return user

    def sign_in(self, name: str, password: str) -> User | None:
        """Return the person whose password this is; an unknown name takes as long as a wrong password."""
        user, hashed = self._look_up(name)
        right = check_password_hash(hashed, password[:_MOST_PASSWORD])
        return user if right else None

    def _look_up(self, name: str) -> tuple[User | None, str]:
        if not self._database.exists():
            return None, _NO_HASH
        with self._database.engine.connect() as connection:
            row = connection.execute(select(USERS).where(USERS.c.name == name)).first()
        return (User(row.name, row.role, row.changed), row.hash) if row else (None, _NO_HASH)
