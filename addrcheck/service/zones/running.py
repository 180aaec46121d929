"""The zones that one worker sorts by: what is decided is read from the database, the tables from the versions' files.

Every worker comes to the same, since what is in force at a moment follows from the decisions alone. A version is loaded
when it is decided on, not when its moment comes, so that the change itself costs no request anything.
"""

from __future__ import annotations

import datetime
import threading
from pathlib import Path

from msgspec import structs

from addrcheck.service.database import Database
from addrcheck.service.logs import log_event
from addrcheck.service.zones.model import Event, Plan, Version, plan_of
from addrcheck.service.zones.versions import NamedFiles, OvertakenError, VersionStore, digest_of, named_files
from addrcheck.settings import Settings
from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.load import Ground, load_zones, prepare
from addrcheck.zones.model import Table
from addrcheck.zones.store import Clock, Turn, ZoneStore, boundaries, next_boundary, utc_now
from addrcheck.zones.tables import read_table
from addrcheck.zones.troubles import Finding, ZonesError, errors

FOLDER = "zones"
CHANGED_FILE = "zones-changed"
"""A file in the state folder; touching it asks every worker to read the decisions again."""

Tables = dict[int, ZoneTable]
Troubles = dict[int, tuple[Finding, ...]]


class RunningZones:
    """The versions of a service and the tables that this worker has of them."""

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        """Use the database and the state folder of ``settings``; nothing is read yet."""
        self.settings, self.clock = settings, clock
        self.database = Database.of(settings.service)
        self.versions = VersionStore(self.database, settings.service.state / FOLDER)
        self.unloadable: Troubles = {}
        """Versions that are decided on and cannot be loaded any more, with what is wrong with them."""
        self._lock = threading.Lock()
        self._store = ZoneStore()
        self._ground: Ground | None = None
        self._tables: Tables = {}
        self._revision = -1

    def open(self, store: ZoneStore, ground: Ground, starting: bool) -> None:
        """Fill ``store`` with what is decided, read by ``ground``; raises ``ZonesError`` where that cannot be loaded.

        ``starting`` says that the service starts: files that it was started with and that have changed are in force at
        once.
        """
        with self._lock:
            if starting or not self.versions.all():
                self._adopt(ground, at_once=True)
            plan = self.plan
            tables, troubles = self._loaded(plan, ground, {})
            if plan.in_force and plan.in_force.version in troubles:
                raise ZonesError(troubles[plan.in_force.version] or (Finding("VERSION_GONE"),))
            self._store, self._ground, self._tables, self.unloadable = store, ground, tables, troubles
            self._fill(plan)

    def reload(self) -> bool:
        """Look whether the files of the service have changed, and read the decisions again; tell whether there was a new one."""
        with self._lock:
            if self._ground is not None:
                self._adopt(self._ground, at_once=False)
            return self._refresh()

    def refresh(self) -> bool:
        """Read the decisions again; tell whether there was a new one. What cannot be loaded changes nothing."""
        with self._lock:
            return self._refresh()

    @property
    def plan(self) -> Plan:
        """What is decided, as of now."""
        return plan_of(self.versions.events(), self.clock())

    def table(self, number: int) -> ZoneTable | None:
        """Return the loaded table of a version, None where this worker has none."""
        return self._tables.get(number)

    def _refresh(self) -> bool:
        plan = self.plan
        if plan.revision == self._revision or self._ground is None:
            return False
        self._revision = plan.revision
        tables, self.unloadable = self._loaded(plan, self._ground, self._tables)
        if plan.in_force is None or plan.in_force.version in tables:
            self._tables = tables
            self._fill(plan)
            log_event("zones accepted", revision=plan.revision)
        return True

    def _loaded(self, plan: Plan, ground: Ground, known: Tables) -> tuple[Tables, Troubles]:
        """Return the tables of the versions that are decided on, and what is wrong with those that cannot be loaded."""
        tables: Tables = {}
        troubles: Troubles = {}
        for event in [*([plan.in_force] if plan.in_force else []), *plan.waiting]:
            number = event.version
            try:
                tables[number] = known.get(number) or self._load(number, ground)
            except (ZonesError, OSError) as error:
                troubles[number] = error.findings if isinstance(error, ZonesError) else ()
                log_event("zones refused", version=number, reason=type(error).__name__)
        return tables, troubles

    def _load(self, number: int, ground: Ground) -> ZoneTable:
        version = self.versions.find(number)
        if version is None or not self.versions.tables(version).is_dir():
            raise FileNotFoundError(f"version {number} of the zones")
        return load_zones(self.versions.tables(version), ground, self.settings.costs)

    def _fill(self, plan: Plan) -> None:
        """Hand the tables to the store that requests ask."""
        current = self._tables[plan.in_force.version] if plan.in_force else None
        loaded = (event for event in plan.waiting if event.version in self._tables)
        self._store.plan(current, (Turn(event.at, self._tables[event.version]) for event in loaded))
        self._revision = plan.revision

    # ---- the files that the service was started with
    def _adopt(self, ground: Ground, at_once: bool) -> None:
        """Take the files of the settings as a version where they are not the ones that were taken last.

        They are in force ``at_once``, else at the next departure. Raises ``ZonesError`` for broken ones that were to be
        in force at once.
        """
        path = self.settings.zones
        if path is None:
            return
        with self.versions.alone():  # several workers look at the same time
            try:
                files = named_files(path)
                digest = digest_of(files)
            except OSError:
                return  # gone for now; what is kept of them stays
            last = next((one for one in self.versions.all() if one.origin == "files"), None)
            if last is not None and last.digest == digest:
                return
            table, wrong = _read(path, ground)
            if wrong and at_once:
                raise ZonesError(wrong)
            version = self.versions.add(self._version(table, files, len(wrong)))
            if version.usable:
                self._put_in_force(version, table, at_once)
        if not version.usable:
            log_event("zones refused", version=version.number, findings=[one.code for one in wrong])

    def _version(self, table: Table, files: NamedFiles, wrong: int) -> Version:
        """Return the files of the settings as a version, of which a copy is kept."""
        digest = self.versions.keep_files(files)
        size = sum(file.stat().st_size for file in files.values())
        counts = (len(table.zones), len(table.rows), wrong)
        return Version(
            0, digest, table.version, tuple(files), size, *counts, None, "files", "", "", self.clock()
        )

    def _put_in_force(self, version: Version, table: Table, at_once: bool) -> None:
        """Decide on the files of the settings; who decides on something else meanwhile is not overruled by an older plan."""
        while True:
            plan, now = self.plan, self.clock()
            at = now if at_once else self.next_departure(plan, table)
            try:
                self.versions.decide(Event(0, "activate", version.number, at, 0, "", "", now), plan.revision)
            except OvertakenError:
                continue
            return

    def next_departure(self, plan: Plan, new: Table) -> datetime.datetime:
        """Return the first departure of the zones in force at or after now, or after the moment that ``new`` names."""
        now = self.clock()
        local = now.astimezone().replace(tzinfo=None)
        wanted = max(local, new.effective or local)
        current = self._tables.get(plan.in_force.version) if plan.in_force else None
        if current is None:
            return now if wanted == local else wanted.astimezone()
        return next_boundary(wanted, boundaries(current.table)).astimezone()


def in_force(settings: Settings) -> Settings:
    """Return settings whose zones are the version in force now, for work that another process does."""
    zones = RunningZones(settings)
    try:
        decided = zones.plan.in_force
        version = zones.versions.find(decided.version) if decided else None
    finally:
        zones.database.close()
    return structs.replace(settings, zones=zones.versions.tables(version)) if version else settings


def _read(path: Path, ground: Ground) -> tuple[Table, list[Finding]]:
    """Return the table in the files of the settings, and its errors."""
    table, findings = read_table(path)
    return table, errors([*findings, *prepare(table, ground)[1]])
