"""What a door of the station works with: the stores of the app, and a desk for the request."""

from __future__ import annotations

from flask import g

from addrcheck.service import sessions
from addrcheck.service.asking import checker, database, limits
from addrcheck.service.page import language
from addrcheck.service.station.answering import Lang
from addrcheck.service.station.desk import At, Desk
from addrcheck.service.station.manifest import clean
from addrcheck.service.station.parcels import ParcelStore
from addrcheck.service.station.scans import ScanStore


def store() -> ParcelStore:
    """Return the parcels of the app."""
    return ParcelStore(database())


def desk(lang: Lang | None) -> Desk:
    """Return a desk that speaks ``lang``, or the language of the reader."""
    kept = limits().manifest_days
    return Desk(checker(), store(), ScanStore(database()), lang or language(), kept, sessions.secret())


def at(station: str, operator: str) -> At:
    """Return where something is scanned and by whom: who is signed in, else who says so, else the key."""
    user = sessions.user()
    return At(clean(station), user.name if user else clean(operator) or g.get("key_id") or "")
