"""The parcels of some days: loaded from manifests or typed at the station, found by number, deleted after a few days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    case,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from addrcheck.bulk.questions import Question
from addrcheck.service.database import Database
from addrcheck.service.station.answering import Answer
from addrcheck.service.station.tables import MANIFESTS, PARCELS, SCANS

_AT_ONCE = 500
_SHREDDED = "PRAGMA secure_delete=ON", "PRAGMA wal_checkpoint(TRUNCATE)"


class Parcel(Struct, frozen=True):
    """One parcel of one day (ISO), its recipient, what was asked of the checker and what it answered."""

    day: str
    key: str
    waybill: str
    asked: Question
    answer: Answer
    stamp: str
    name: str = ""
    phone: str = ""
    typed: bool = False


class Loaded(Struct, frozen=True):
    """What loading a manifest changed."""

    new: int = 0
    changed: int = 0
    same: int = 0


class DayCount(Struct, frozen=True):
    """A day's manifest: its parcels, those scanned, those that a hand took; when it was loaded (UTC)."""

    day: str
    parcels: int
    scanned: int
    by_hand: int
    loaded: str


class ParcelStore:
    """The parcels in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, day: str, parcels: Iterable[Parcel]) -> Loaded:
        """Put parcels into a day's manifest; those it held before are brought up to date, no scan is lost."""
        new = changed = same = 0
        rest = iter(parcels)
        while some := list(islice(rest, _AT_ONCE)):
            with self._database.engine.begin() as connection:
                found = _load_some(connection, day, some)
            new, changed, same = new + found.new, changed + found.changed, same + found.same
        return Loaded(new, changed, same)

    def find(self, keys: Sequence[str], day: datetime.date) -> Parcel | None:
        """Return the parcel of the likeliest of some keys, of ``day`` or the nearest day that has it, rather a later one."""
        if not keys or not self._database.exists():
            return None
        wanted = select(PARCELS).where(PARCELS.c.key.in_(keys)).order_by(PARCELS.c.day.desc())
        with self._database.engine.connect() as connection:
            rows = [_parcel(row._mapping) for row in connection.execute(wanted)]

        def rank(parcel: Parcel) -> tuple[int, datetime.timedelta]:
            return keys.index(parcel.key), abs(datetime.date.fromisoformat(parcel.day) - day)

        return min(rows, key=rank, default=None)

    def put(self, parcel: Parcel) -> None:
        """Keep a parcel, in place of one of the same day and number."""
        values = _values(parcel)
        with self._database.engine.begin() as connection:
            if not connection.execute(update(PARCELS).where(*_is(parcel)).values(**values)).rowcount:
                connection.execute(insert(PARCELS).values(**values))

    def forget(self, day: str, key: str) -> None:
        """Delete a parcel that a person typed."""
        with self._database.engine.begin() as connection:
            connection.execute(
                delete(PARCELS).where(PARCELS.c.day == day, PARCELS.c.key == key, PARCELS.c.typed)
            )

    def some(self, day: str, after: str, count: int) -> list[Parcel]:
        """Return up to ``count`` parcels of a day whose keys come after one, in the order of their keys."""
        if not self._database.exists():
            return []
        wanted = select(PARCELS).where(PARCELS.c.day == day, PARCELS.c.key > after)
        with self._database.engine.connect() as connection:
            rows = connection.execute(wanted.order_by(PARCELS.c.key).limit(count))
            return [_parcel(row._mapping) for row in rows]

    def revision(self, day: str) -> int:
        """Return how often a day's manifest was loaded."""
        if not self._database.exists():
            return 0
        with self._database.engine.connect() as connection:
            return (
                connection.execute(select(MANIFESTS.c.revision).where(MANIFESTS.c.day == day)).scalar() or 0
            )

    def days(self) -> list[DayCount]:
        """Return the days that have a manifest, the newest first."""
        if not self._database.exists():
            return []
        with self._database.engine.connect() as connection:
            parcels = {row[0]: row[1] for row in connection.execute(_count_parcels)}
            scans = {row.day: row for row in connection.execute(_count_scans)}
            manifests = connection.execute(select(MANIFESTS).order_by(MANIFESTS.c.day.desc())).all()
        return [_counted(row.day, row.loaded, parcels, scans) for row in manifests]

    def remove(self, day: str) -> bool:
        """Delete a day's manifest with its scans; return whether there was one."""
        if not self._database.exists():
            return False
        return self._delete(*(table.c.day == day for table in (MANIFESTS, PARCELS, SCANS)))

    def purge(self, before: str) -> bool:
        """Delete everything older than a day; return whether there was anything."""
        if not self._database.exists():
            return False
        return self._delete(*(table.c.day < before for table in (MANIFESTS, PARCELS, SCANS)))

    def _delete(self, *which: ColumnElement[bool]) -> bool:
        """Delete rows so that nothing of them stays in the file."""
        engine = self._database.engine
        sqlite = engine.dialect.name == "sqlite"
        with engine.begin() as connection:
            if sqlite:
                connection.execute(text(_SHREDDED[0]))
            gone = [
                connection.execute(delete(table).where(one)).rowcount
                for table, one in zip((MANIFESTS, PARCELS, SCANS), which, strict=True)
            ]
        if sqlite and any(gone):
            with engine.connect() as connection:
                connection.execute(text(_SHREDDED[1]))
        return any(gone)


_count_parcels = select(PARCELS.c.day, func.count()).where(~PARCELS.c.typed).group_by(PARCELS.c.day)
_count_scans = (
    select(
        PARCELS.c.day,
        func.count(PARCELS.c.key.distinct()).label("scanned"),
        func.count(case((SCANS.c.hand_at.is_not(None), PARCELS.c.key)).distinct()).label("by_hand"),
    )
    .join(SCANS, SCANS.c.key == PARCELS.c.key)
    .where(~PARCELS.c.typed, SCANS.c.undone_at.is_(None), SCANS.c.day >= PARCELS.c.day)
    .group_by(PARCELS.c.day)
)


def _load_some(connection: Connection, day: str, parcels: Sequence[Parcel]) -> Loaded:
    """Put some parcels into a manifest, in one transaction."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    again = update(MANIFESTS).where(MANIFESTS.c.day == day)
    if not connection.execute(again.values(revision=MANIFESTS.c.revision + 1, loaded=now)).rowcount:
        connection.execute(insert(MANIFESTS).values(day=day, revision=1, loaded=now))
    keys = [parcel.key for parcel in parcels]
    known = select(PARCELS).where(PARCELS.c.day == day, PARCELS.c.key.in_(keys))
    held = {row.key: _parcel(row._mapping) for row in connection.execute(known)}
    new = [parcel for parcel in parcels if parcel.key not in held]
    changed = [parcel for parcel in parcels if parcel.key in held and held[parcel.key] != parcel]
    if new:
        connection.execute(insert(PARCELS), [_values(parcel) for parcel in new])
    for parcel in changed:
        connection.execute(update(PARCELS).where(*_is(parcel)).values(**_values(parcel)))
    return Loaded(len(new), len(changed), len(parcels) - len(new) - len(changed))


def _is(parcel: Parcel) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return PARCELS.c.day == parcel.day, PARCELS.c.key == parcel.key


def _values(parcel: Parcel) -> dict[str, object]:
    """Return a parcel as a row."""
    return {
        "day": parcel.day,
        "key": parcel.key,
        "waybill": parcel.waybill,
        "asked": msgspec.json.encode(parcel.asked).decode(),
        "name": parcel.name,
        "phone": parcel.phone,
        "typed": parcel.typed,
        "lane": parcel.answer.lane,
        "code": parcel.answer.code,
        "answer": msgspec.json.encode(parcel.answer).decode(),
        "stamp": parcel.stamp,
    }


def _parcel(row: RowMapping) -> Parcel:
    """Return a row as a parcel."""
    get = row.__getitem__
    asked = msgspec.json.decode(get("asked"), type=Question)
    answer = msgspec.json.decode(get("answer"), type=Answer)
    return Parcel(
        get("day"),
        get("key"),
        get("waybill"),
        asked,
        answer,
        get("stamp"),
        get("name"),
        get("phone"),
        get("typed"),
    )


def _counted(day: str, loaded: str, parcels: dict[str, int], scans: dict[str, Row[Any]]) -> DayCount:
    row = scans.get(day)
    return DayCount(day, parcels.get(day, 0), row.scanned if row else 0, row.by_hand if row else 0, loaded)
