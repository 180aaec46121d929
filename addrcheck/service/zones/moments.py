"""When a version may be put in force: at a wave's departure, or at once with a warning. Times of waves are the server's local ones."""

from __future__ import annotations

import datetime

from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.store import boundaries

_FARTHEST = datetime.timedelta(days=366)
_SHOWN_DAYS = 7
NEXT, NOW = "wave", "now"

Moment = datetime.datetime


class MomentError(Exception):
    """A moment at which nothing may change; ``code`` is ``no_moment``, ``past``, ``too_far`` or ``no_departure``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def local(moment: Moment) -> Moment:
    """Return a moment by the clock of the server, without its zone."""
    return moment.astimezone().replace(tzinfo=None)


def chosen(text: str, now: Moment, times: tuple[datetime.time, ...]) -> Moment:
    """Return the departure that somebody chose, a local day and time such as 2026-11-29T13:30; raises ``MomentError``.

    ``times`` are the departures of the zones in force, none where no zones are.
    """
    try:
        wanted = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise MomentError("no_moment") from None
    if wanted.tzinfo is not None:
        wanted = local(wanted)
    if wanted <= local(now):
        raise MomentError("past")
    if wanted - local(now) > _FARTHEST:
        raise MomentError("too_far")
    if times and wanted.time() not in times:
        raise MomentError("no_departure")
    return wanted.astimezone()


def coming(now: Moment, times: tuple[datetime.time, ...], days: int = _SHOWN_DAYS) -> list[Moment]:
    """Return the departures of the next days, local."""
    here = local(now)
    all_of_them = (
        datetime.datetime.combine(here.date() + datetime.timedelta(days=day), time)
        for day in range(days)
        for time in times
    )
    return [moment for moment in all_of_them if moment > here]


def times_of(zones: ZoneTable | None) -> tuple[datetime.time, ...]:
    """Return the departures of zones in force, none where there are no zones."""
    return boundaries(zones.table) if zones else ()
