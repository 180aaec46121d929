"""API keys: who may do what, from which sites. Only a hash of a key is kept.

    ac_pub_1f0c93ab_…   publishable: stands in a shop's page, can check and suggest from that shop's origins
    ac_sec_77d1e0b2_…   secret: stays on a server, can do what its scopes say

The part after the kind is the key's number, for people and logs; what follows is 256 random bits, so one
round of SHA-256 is a fitting hash.
"""

from __future__ import annotations

import hmac
import re
import secrets
import threading
import time
from datetime import UTC, datetime
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import RowMapping, insert, select, update

from addrcheck.errors import UsageError
from addrcheck.service.database import API_KEYS, Database

SCOPES = ("check", "batch", "search", "suggest", "reverse", "zone", "jobs", "station", "metrics", "admin")
PUBLISHABLE = frozenset({"check", "suggest"})
"""All that a key in a page can do: what it can do, everybody can who looks at the page."""

NEVER_OPEN = frozenset({"admin"})
"""What nobody may without a key or a session, even where no key is needed."""

_TOKEN = re.compile(r"ac_(?:pub|sec)_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_ORIGIN = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]{2,39}\])(?::\d{1,5})?")
_REMEMBERED_S = 2.0
_MOST_REMEMBERED = 4096
_NO_HASH = "0" * 64


class Key(Struct, frozen=True):
    """One key, without its secret."""

    id: str
    name: str
    publishable: bool
    scopes: frozenset[str]
    origins: frozenset[str]
    created: str
    revoked: str | None = None


class KeyStore:
    """The keys in a database; what was looked up is remembered for two seconds, so a revoked key dies at once."""

    def __init__(self, database: Database) -> None:
        """Keep the keys in ``database``."""
        self._database = database
        self._lock = threading.Lock()
        self._found: dict[bytes, tuple[float, Key | None]] = {}
        self._origins: tuple[float, frozenset[str]] = (0.0, frozenset())

    def add(
        self,
        name: str,
        scopes: frozenset[str],
        origins: frozenset[str] = frozenset(),
        publishable: bool = False,
    ) -> tuple[Key, str]:
        """Make a key and return it with its token, which is never told again; raises ``UsageError``."""
        _check(scopes, origins, publishable)
        number, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        key = Key(number, name, publishable, scopes, origins, datetime.now(UTC).isoformat(timespec="seconds"))
        with self._database.engine.begin() as connection:
            connection.execute(
                insert(API_KEYS).values(
                    id=number,
                    name=name,
                    publishable=publishable,
                    hash=_hash(secret),
                    scopes=" ".join(sorted(scopes)),
                    origins=" ".join(sorted(origins)),
                    created=key.created,
                )
            )
        return key, f"ac_{'pub' if publishable else 'sec'}_{number}_{secret}"

    def all(self) -> list[Key]:
        """Return every key, the oldest first."""
        if not self._database.exists():
            return []
        with self._database.engine.connect() as connection:
            rows = connection.execute(select(API_KEYS).order_by(API_KEYS.c.created, API_KEYS.c.id))
            return [_key(row._mapping) for row in rows]

    def revoke(self, number: str) -> bool:
        """End a key; return whether there was one that could be ended."""
        if not self._database.exists():
            return False
        now = datetime.now(UTC).isoformat(timespec="seconds")
        wanted = (
            update(API_KEYS).where(API_KEYS.c.id == number, API_KEYS.c.revoked.is_(None)).values(revoked=now)
        )
        with self._database.engine.begin() as connection:
            return connection.execute(wanted).rowcount > 0

    def find(self, token: str) -> Key | None:
        """Return the key that a token is, None where it is none or was revoked."""
        digest, now = sha256(token.encode()).digest(), time.monotonic()
        known = self._found.get(digest)
        if known and known[0] > now:
            return known[1]
        key = self._look_up(token)
        with self._lock:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            self._found[digest] = (now + _REMEMBERED_S, key)
        return key

    def origins(self) -> frozenset[str]:
        """Return every origin that some key may be used from."""
        until, origins = self._origins
        now = time.monotonic()
        if until < now:
            origins = frozenset(o for key in self.all() if not key.revoked for o in key.origins)
            self._origins = (now + _REMEMBERED_S, origins)
        return origins

    def _look_up(self, token: str) -> Key | None:
        """Ask the database; the time it takes tells nothing about how much of a secret was right."""
        parts = _TOKEN.fullmatch(token)
        if parts is None or not self._database.exists():
            return None
        with self._database.engine.connect() as connection:
            row = connection.execute(select(API_KEYS).where(API_KEYS.c.id == parts[1])).first()
        right = hmac.compare_digest(row.hash if row else _NO_HASH, _hash(parts[2]))
        key = _key(row._mapping) if row and right else None
        kind = token[3:6] == "pub"
        return key if key and not key.revoked and key.publishable == kind else None


def _check(scopes: frozenset[str], origins: frozenset[str], publishable: bool) -> None:
    """Raise ``UsageError`` where a key cannot be made like this."""
    unknown = sorted(scopes - set(SCOPES))
    if unknown or not scopes:
        raise UsageError(f"unknown scope {(unknown or ['(none)'])[0]!r}; scopes are: {', '.join(SCOPES)}")
    if publishable and not scopes <= PUBLISHABLE:
        raise UsageError("a publishable key can check and suggest, nothing else")
    if publishable != bool(origins):
        raise UsageError(
            "a publishable key needs the origins of its pages (https://shop.example), a secret one has none"
        )
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise UsageError(
                f"{origin!r} is no origin; write https://shop.example, in small letters, without a path"
            )


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(row: RowMapping) -> Key:
    """Return a row of the database as a key."""
    get = row.__getitem__
    return Key(
        get("id"),
        get("name"),
        get("publishable"),
        frozenset(get("scopes").split()),
        frozenset(get("origins").split()),
        get("created"),
        get("revoked"),
    )
