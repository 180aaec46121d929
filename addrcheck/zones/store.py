"""Which version of the zones is in force: a new one waits for a wave's boundary.

A wave is sorted by one version from its first parcel to its last. A new table therefore takes effect at the
first departure at or after the moment that it names (or that it arrived). Labels that are printed keep their
code until they are scanned again.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.model import Table

Clock = Callable[[], datetime.datetime]
"""Tells the time; aware."""


def utc_now() -> datetime.datetime:
    """Return the time."""
    return datetime.datetime.now(datetime.UTC)


def boundaries(table: Table) -> tuple[datetime.time, ...]:
    """Return the times of day at which any zone's wave leaves; midnight where no zone tells.

    >>> boundaries(Table("1", (), ()))
    (datetime.time(0, 0),)
    """
    return tuple(sorted({wave for zone in table.zones for wave in zone.waves})) or (datetime.time(),)


def next_boundary(moment: datetime.datetime, times: Sequence[datetime.time]) -> datetime.datetime:
    """Return the first departure at or after a local moment.

    >>> next_boundary(datetime.datetime(2026, 11, 22, 9), [datetime.time(8, 30), datetime.time(13)]).isoformat()
    '2026-11-22T13:00:00'
    """
    for day in (moment.date(), moment.date() + datetime.timedelta(days=1)):
        for time in sorted(times):
            boundary = datetime.datetime.combine(day, time)
            if boundary >= moment:
                return boundary
    raise ValueError("no times")


class Turn(NamedTuple):
    """A version, and the moment (aware) from which it is in force."""

    since: datetime.datetime
    zones: ZoneTable


class ZoneStore:
    """Holds the version in force, and those that wait for their moment."""

    def __init__(self, zones: ZoneTable | None = None, clock: Clock = utc_now) -> None:
        """Begin with the version in force, None where there is none yet."""
        self._clock = clock
        self._state: tuple[ZoneTable | None, tuple[Turn, ...]] = (zones, ())

    def current(self) -> ZoneTable | None:
        """Return the version in force."""
        current, waiting = self._state
        if waiting and waiting[0].since <= self._clock():
            due = [turn for turn in waiting if turn.since <= self._clock()]
            current = due[-1].zones
            self._state = current, waiting[len(due) :]
        return current

    @property
    def waiting(self) -> tuple[Turn, ...]:
        """The versions that wait, the first first."""
        self.current()
        return self._state[1]

    def plan(self, current: ZoneTable | None, waiting: Iterable[Turn] = ()) -> None:
        """Put other versions in the place of those that are held, all at once."""
        self._state = current, tuple(sorted(waiting, key=lambda turn: turn.since))
