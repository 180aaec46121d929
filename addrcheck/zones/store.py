"""Which version of the zones is in force: a new one waits for a wave's boundary, a broken one is refused.

A wave is sorted by one version from its first parcel to its last. A new table therefore takes effect at the
first departure at or after the moment that it names (or that it arrived). Labels that are printed keep their
code until they are scanned again.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.files import data_files
from addrcheck.zones.model import Table
from addrcheck.zones.troubles import Finding, ZonesError

Stamp = tuple[tuple[str, int, int], ...]


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


class ZoneStore:
    """Keeps the zones of a file or folder: the version in force, and those that wait."""

    def __init__(self, path: Path, load: Callable[[Path], ZoneTable]) -> None:
        """Load the zones at ``path`` with ``load``; raises ``ZonesError`` where the first version cannot be used."""
        self._path, self._load = path, load
        self._stamp = _stamp(path)
        self._current = load(path)
        self._waiting: list[tuple[datetime.datetime, ZoneTable]] = []
        self.findings: tuple[Finding, ...] = ()
        """Why the newest version was refused, empty where it was not."""

    def current(self, now: datetime.datetime | None = None) -> ZoneTable:
        """Return the version in force at a local moment (now)."""
        moment = now or datetime.datetime.now()
        while self._waiting and self._waiting[0][0] <= moment:
            self._current = self._waiting.pop(0)[1]
        return self._current

    @property
    def waiting(self) -> tuple[tuple[datetime.datetime, str], ...]:
        """The versions that wait, with the moment at which each takes effect."""
        return tuple((moment, zones.version) for moment, zones in self._waiting)

    def refresh(self, now: datetime.datetime | None = None) -> bool:
        """Look whether the files have changed, and take them in; the running zones stay as they were if they are broken.

        Returns whether a new version was accepted.
        """
        try:
            stamp = _stamp(self._path)
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            zones = self._load(self._path)
        except OSError as error:
            self.findings = (Finding("UNREADABLE_FILE", values={"value": str(error)}),)
            return False
        except ZonesError as error:
            self.findings = error.findings
            return False
        self.findings = ()
        self.offer(zones, now)
        return True

    def offer(self, zones: ZoneTable, now: datetime.datetime | None = None) -> datetime.datetime:
        """Let a version wait for its boundary, and return that; one that waits for a later boundary gives way."""
        moment = now or datetime.datetime.now()
        wanted = max(moment, zones.table.effective or moment)
        boundary = next_boundary(wanted, boundaries(self.current(moment).table))
        self._waiting = [(at, one) for at, one in self._waiting if at < boundary]
        self._waiting.append((boundary, zones))
        return boundary


def _stamp(path: Path) -> Stamp:
    """Return what changes when a file does."""
    files: Iterable[Path] = data_files(path)
    return tuple((f.name, (s := f.stat()).st_mtime_ns, s.st_size) for f in files)
