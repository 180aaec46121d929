"""Deletes manifests and scans when their days are over, also while nobody scans."""

from __future__ import annotations

import datetime
import threading
import time

from sqlalchemy.exc import SQLAlchemyError

from addrcheck.service.database import Database
from addrcheck.service.logs import log_event
from addrcheck.service.station.parcels import ParcelStore

_EVERY_S = 900.0


def oldest_day(kept_days: int, today: datetime.date | None = None) -> datetime.date:
    """Return the first day that is kept where ``kept_days`` are, today being one of them.

    >>> oldest_day(3, datetime.date(2026, 11, 28)).isoformat()
    '2026-11-26'
    """
    return (today or datetime.date.today()) - datetime.timedelta(days=kept_days - 1)


def watch(database: Database, kept_days: int) -> threading.Thread:
    """Delete what is too old now and every quarter of an hour, in a thread of its own."""
    thread = threading.Thread(
        target=_watch, args=(ParcelStore(database), kept_days), name="retention", daemon=True
    )
    thread.start()
    return thread


def _watch(parcels: ParcelStore, kept_days: int) -> None:
    while True:
        try:
            if parcels.purge(oldest_day(kept_days).isoformat()):
                log_event("manifests deleted", kept_days=kept_days)
        except SQLAlchemyError as error:
            log_event("manifests not deleted", reason=type(error).__name__)
        time.sleep(_EVERY_S)
