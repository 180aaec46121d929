"""The scans: each kept once, by the number that its page gave it, however often it is sent."""

from __future__ import annotations

import datetime

from msgspec import Struct, structs
from sqlalchemy import RowMapping, Select, bindparam, exists, insert, select, update

from addrcheck.service.database import Database
from addrcheck.service.station.tables import SCANS


class Scan(Struct, frozen=True):
    """One scan: of which parcel (the key is empty where nothing was read), when (UTC), where, by whom, and its lane.

    ``hand_at`` and ``hand_by`` say who put the parcel into the manual lane; ``undone_at`` that it was a mistake.
    """

    id: str
    day: str
    key: str
    at: str
    station: str
    who: str
    lane: str
    code: str
    hand_at: str | None = None
    hand_by: str | None = None
    undone_at: str | None = None


_NEW = insert(SCANS).from_select(
    Scan.__struct_fields__,
    select(*(bindparam(name, type_=SCANS.c[name].type) for name in Scan.__struct_fields__)).where(
        ~exists().where(SCANS.c.id == bindparam("id"))
    ),
)
_CHANGEABLE = ("key", "lane", "code", "hand_at", "hand_by", "undone_at")


class ScanStore:
    """The scans in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, number: str) -> Scan | None:
        """Return a scan by its number."""
        if not self._database.exists():
            return None
        with self._database.engine.connect() as connection:
            row = connection.execute(select(SCANS).where(SCANS.c.id == number)).first()
        return _scan(row._mapping) if row else None

    def keep(self, scan: Scan) -> bool:
        """Keep a scan; one that is known stays where and when it was, what it found may change. Return whether it was new."""
        values = structs.asdict(scan)
        with self._database.engine.begin() as connection:
            if connection.execute(_NEW, values).rowcount > 0:
                return True
            changed = {name: values[name] for name in _CHANGEABLE}
            connection.execute(update(SCANS).where(SCANS.c.id == scan.id).values(**changed))
            return False

    def before(self, scan: Scan) -> Scan | None:
        """Return the last scan of the same parcel before this one, None where it is the first."""
        if not scan.key or not self._database.exists():
            return None
        with self._database.engine.connect() as connection:
            row = connection.execute(
                _others(scan).where(SCANS.c.at <= scan.at).order_by(SCANS.c.at.desc())
            ).first()
        return _scan(row._mapping) if row else None

    def is_alone(self, scan: Scan) -> bool:
        """Tell whether no other scan is of the same parcel."""
        with self._database.engine.connect() as connection:
            return connection.execute(_others(scan)).first() is None


def _others(scan: Scan) -> Select[*tuple[object, ...]]:
    """Return the scans of the same parcel that nobody took back."""
    return select(SCANS).where(SCANS.c.key == scan.key, SCANS.c.id != scan.id, SCANS.c.undone_at.is_(None))


def _scan(row: RowMapping) -> Scan:
    return Scan(*(row[name] for name in Scan.__struct_fields__))


def utc(moment: datetime.datetime, now: datetime.datetime, oldest: datetime.timedelta) -> str:
    """Return a moment that a page tells, in UTC; a clock that is ahead, or behind by more than ``oldest``, is not believed."""
    believed = moment if now - oldest <= moment <= now + datetime.timedelta(minutes=1) else now
    return believed.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
