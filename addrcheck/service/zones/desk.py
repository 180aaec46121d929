"""What an administrator does with versions: upload, look over, compare, put in force, go back, cancel, delete, download.

The page and the API call the same functions; both are told the same refusals, by their codes.
"""

from __future__ import annotations

import datetime
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from addrcheck.checker import Checker
from addrcheck.errors import FileError, UsageError
from addrcheck.service.engine import Engine
from addrcheck.service.station.parcels import ParcelStore
from addrcheck.service.zones import moments
from addrcheck.service.zones.addresses import Asked, Compared, compare, of_file, of_manifest
from addrcheck.service.zones.intake import take_in
from addrcheck.service.zones.model import Event, EventKind, Plan, Version
from addrcheck.service.zones.overview import Overview
from addrcheck.service.zones.review import Review, reviewed, stamp
from addrcheck.service.zones.running import CHANGED_FILE
from addrcheck.service.zones.versions import OvertakenError
from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.difference import Difference, difference
from addrcheck.zones.load import load_zones
from addrcheck.zones.troubles import ZonesError
from addrcheck.zones.written import table_bytes

COUNTRIES = ("CN", "RU")
LONGEST_NOTE = 500
FORMS: Mapping[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
"""The formats of a download."""

_one_at_a_time = threading.Semaphore(1)


class DeskError(Exception):
    """Something that cannot be done; ``code`` says why, in the words of ``addrcheck.wording.pages.zones``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ZoneDesk:
    """One request's way to the versions; ``who`` is a person or a key."""

    def __init__(self, engine: Engine, who: str) -> None:
        self._engine, self._who = engine, who
        self._running, self._versions = engine.zones, engine.zones.versions

    @property
    def _checker(self) -> Checker:
        return self._engine.checker

    def overview(self) -> Overview:
        """Return how things stand."""
        self._engine.read_decisions()
        plan = self._running.plan
        versions = {version.number: version for version in self._versions.all()}
        times = moments.times_of(self._in_force(plan))
        return Overview(versions, plan, tuple(self._versions.events()), self._running.clock(), times)

    def unloadable(self) -> tuple[int, ...]:
        """Return the versions that are decided on and cannot be loaded here."""
        return tuple(self._running.unloadable)

    def version(self, number: int) -> Version:
        """Return a version; raises ``DeskError``."""
        found = self._versions.find(number)
        if found is None:
            raise DeskError("unknown_version")
        return found

    # ---- looking
    def upload(self, source: Path, name: str, note: str) -> tuple[Version, bool]:
        """Keep a table that was sent and look it over; return it, and whether it was there already.

        One with errors is kept too, so that they can be looked at; it cannot be put in force. Raises ``FileError``.
        """
        largest = self._engine.settings.service.max_zones
        with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
            files = take_in(source, name, Path(folder), largest)
            size = sum(file.stat().st_size for file in files.values())
            digest = self._versions.keep_files(files)
        known = self._versions.with_digest(digest)
        if known is not None:
            return known, True
        try:
            review = self._looked_over(digest)
        except FileError:
            self._versions.discard(digest)
            raise
        counts = (len(review.table.zones), len(review.table.rows))
        told = (review.count("error"), review.count("warning"))
        version = Version(
            0, digest, review.table.version, tuple(files), size, *counts, *told, "upload", self._who,
            _short(note), self._running.clock(),
        )  # fmt: skip
        return self._versions.add(version), False

    def review(self, version: Version) -> Review:
        """Return what lint found in a version; raises ``FileError``."""
        review = self._looked_over(version.digest)
        told = review.count("error"), review.count("warning")
        if told != (version.errors, version.warnings):
            self._versions.looked_over(version.number, *told)
        return review

    def _looked_over(self, digest: str) -> Review:
        wanted = stamp({country: self._checker.gazetteer(country).version for country in COUNTRIES})
        with _one_at_a_time:
            return reviewed(self._versions.folder(digest), self._engine.settings, wanted)

    def difference(self, review: Review) -> Difference | None:
        """Return what a version changes about the zones in force, None where none are."""
        running = self._in_force(self._running.plan)
        return difference(running.table, review.table) if running else None

    def compare(self, version: Version, source: Path, name: str, lang: str) -> Compared:
        """Return which addresses of a file get another zone; raises ``FileError``, ``UsageError`` or ``DeskError``."""
        return self._compared(version, of_file(source, name, self._checker), lang)

    def compare_manifest(self, version: Version, day: str, lang: str) -> Compared:
        """Return which parcels of a day's manifest get another zone; raises ``DeskError``."""
        return self._compared(version, of_manifest(self._parcels, day), lang)

    def manifests(self) -> list[tuple[str, int]]:
        """Return the days that have a manifest, each with its number of parcels."""
        return [(day.day, day.parcels) for day in self._parcels.days() if day.parcels]

    @property
    def _parcels(self) -> ParcelStore:
        return ParcelStore(self._running.database)

    def _compared(self, version: Version, rows: Iterator[Asked], lang: str) -> Compared:
        running = self._in_force(self._running.plan)
        if running is None:
            raise DeskError("nothing_in_force")
        return compare(rows, running, self._loaded(version), self._checker, lang)

    def download(self, version: Version, form: str, lang: str) -> bytes:
        """Return a version as a file, headed in ``lang``; raises ``DeskError``."""
        if not version.usable:
            raise DeskError("broken")
        try:
            return table_bytes(self._loaded(version).table, f".{form}", lang)
        except UsageError:
            raise DeskError("too_long_for_xlsx") from None

    # ---- deciding
    def activate(self, number: int, when: str, revision: int | None, note: str = "") -> Event:
        """Put a version in force at the next departure (``wave``), ``now``, or at a departure that is named.

        ``revision`` is the last decision that was seen. Raises ``DeskError``.
        """
        overview = self.overview()
        version = overview.versions.get(number)
        if version is None:
            raise DeskError("unknown_version")
        if overview.state(number) == "in_force" and not overview.plan.waiting:
            raise DeskError("in_force")
        if not version.usable:
            raise DeskError("broken")
        self._loaded(version)  # dictionaries may have changed since it was looked over
        return self._decide(
            "activate", number, self._moment(version, when, overview), 0, note, overview, revision
        )

    def roll_back(self, when: str, revision: int | None, note: str = "") -> Event:
        """Put the version in force again that was before the present one; raises ``DeskError``."""
        before = self._running.plan.before
        if before is None:
            raise DeskError("nothing_before")
        return self.activate(before.version, when, revision, note)

    def cancel(self, event: int, revision: int | None, note: str = "") -> Event:
        """Let a version that waits not happen; raises ``DeskError``."""
        overview = self.overview()
        waiting = next((one for one in overview.plan.waiting if one.id == event), None)
        if waiting is None:
            raise DeskError("not_waiting")
        return self._decide("cancel", waiting.version, waiting.at, event, note, overview, revision)

    def remove(self, number: int) -> None:
        """Delete a version that was never to be in force; raises ``DeskError``."""
        version = self.version(number)
        if version.origin == "files" or not self._versions.remove(version):
            raise DeskError("used")

    def _decide(self, kind: EventKind, number: int, at: datetime.datetime, target: int, note: str, overview: Overview, revision: int | None) -> Event:  # fmt: skip
        """Take a decision, unless others were taken since its author looked."""
        last = overview.plan.revision
        if revision is not None and revision != last:
            raise DeskError("overtaken")
        event = Event(last + 1, kind, number, at, target, self._who, _short(note), self._running.clock())
        try:
            decided = self._versions.decide(event, last)
        except OvertakenError:
            raise DeskError("overtaken") from None
        self._engine.read_decisions()
        (self._engine.settings.service.state / CHANGED_FILE).touch()
        return decided

    def _moment(self, version: Version, when: str, overview: Overview) -> datetime.datetime:
        if when == moments.NOW:
            return overview.now
        if when == moments.NEXT:
            return self._running.next_departure(overview.plan, self._loaded(version).table)
        try:
            return moments.chosen(when, overview.now, overview.times)
        except moments.MomentError as error:
            raise DeskError(error.code) from None

    def next_departure(self, review: Review) -> datetime.datetime:
        """Return the moment that ``wave`` means for a version."""
        return self._running.next_departure(self._running.plan, review.table)

    # ---- tables
    def _in_force(self, plan: Plan) -> ZoneTable | None:
        return self._running.table(plan.in_force.version) if plan.in_force else None

    def _loaded(self, version: Version) -> ZoneTable:
        """Return the table of a version; raises ``DeskError`` where it cannot be used."""
        found = self._running.table(version.number)
        if found is not None:
            return found
        try:
            return load_zones(
                self._versions.tables(version), self._checker.ground, self._engine.settings.costs
            )
        except (FileError, OSError):
            raise DeskError("gone") from None
        except ZonesError:
            raise DeskError("broken") from None


def _short(note: str) -> str:
    """Return a note without control characters, as long as one may be."""
    return "".join(c if c.isprintable() else " " for c in note).strip()[:LONGEST_NOTE]
