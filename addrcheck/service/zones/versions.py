"""Where versions and decisions are kept: rows in the database, the files of each version in a folder that never changes.

Decisions are only added, each with the next number. Two people who decide at once ask for the same number, so that
one of them is told to look again.
"""

from __future__ import annotations

import datetime
import fcntl
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

import msgspec
from msgspec import structs
from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from addrcheck.service.database import ZONE_EVENTS, ZONE_VERSIONS, Database
from addrcheck.service.zones.model import Event, Version
from addrcheck.zones.files import data_files

_DIGEST_BYTES = 12
TABLES = "tables"
"""The folder of a version's files, inside the version's own."""


class OvertakenError(Exception):
    """Somebody else decided meanwhile."""


NamedFiles = Mapping[str, Path]
"""What the files of a version are called, and where they are."""


def named_files(path: Path) -> NamedFiles:
    """Return the files of a table; one in a folder inside a folder carries the names of both."""
    if not path.is_dir():
        return {path.name: path}
    return {"-".join(file.relative_to(path).parts): file for file in data_files(path)}


def digest_of(files: NamedFiles) -> str:
    """Return what tells the content of files from any other: their names and bytes."""
    made = blake2b(digest_size=_DIGEST_BYTES)
    for name, file in sorted(files.items()):
        data = file.read_bytes()
        made.update(f"{len(name)} {name} {len(data)} ".encode("utf-8", "surrogateescape") + data)
    return made.hexdigest()


class VersionStore:
    """The versions and decisions of one service."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Keep rows in ``database``, files in ``folder``."""
        self._database, self._folder = database, folder

    def folder(self, digest: str) -> Path:
        """Return the folder of a version."""
        return self._folder / digest

    def tables(self, version: Version) -> Path:
        """Return the folder of a version's files."""
        return self.folder(version.digest) / TABLES

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other workers of this machine waiting."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def keep_files(self, files: NamedFiles) -> str:
        """Keep a copy of files and return its digest; the same files are kept once."""
        digest = digest_of(files)
        target = self.folder(digest)
        if not (target / TABLES).is_dir():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self._folder / f".{digest}.{token_hex(4)}"
            (beside / TABLES).mkdir(parents=True)
            for name, file in files.items():
                shutil.copyfile(file, beside / TABLES / name)
            try:
                beside.rename(target)
            except OSError:  # somebody was faster
                shutil.rmtree(beside, ignore_errors=True)
        return digest

    def add(self, version: Version) -> Version:
        """Add a version and return it with its number."""
        values = structs.asdict(version) | {"files": _text(version.files), "made": _stored(version.made)}
        del values["number"]
        with self._database.engine.begin() as connection:
            key = connection.execute(insert(ZONE_VERSIONS).values(**values)).inserted_primary_key
        assert key is not None
        return structs.replace(version, number=key[0])

    def looked_over(self, number: int, errors: int, warnings: int) -> None:
        """Note what lint found in a version."""
        found = update(ZONE_VERSIONS).where(ZONE_VERSIONS.c.number == number)
        with self._database.engine.begin() as connection:
            connection.execute(found.values(errors=errors, warnings=warnings))

    def all(self) -> list[Version]:
        """Return the versions, the newest first."""
        if not self._database.exists():
            return []
        with self._database.engine.connect() as connection:
            rows = connection.execute(select(ZONE_VERSIONS).order_by(ZONE_VERSIONS.c.number.desc()))
            return [_version(row) for row in rows.mappings()]

    def find(self, number: int) -> Version | None:
        """Return the version of a number."""
        return next((version for version in self.all() if version.number == number), None)

    def with_digest(self, digest: str) -> Version | None:
        """Return the newest version that has some content."""
        return next((version for version in self.all() if version.digest == digest), None)

    def remove(self, version: Version) -> bool:
        """Forget a version that was never to be in force; return False where it was."""
        used = select(ZONE_EVENTS.c.id).where(ZONE_EVENTS.c.version == version.number)
        rows = delete(ZONE_VERSIONS).where(ZONE_VERSIONS.c.number == version.number, ~used.exists())
        with self._database.engine.begin() as connection:
            removed = connection.execute(rows).rowcount > 0
        if removed:
            self.discard(version.digest)
        return removed

    def discard(self, digest: str) -> None:
        """Delete files that no version has."""
        if self.with_digest(digest) is None:
            shutil.rmtree(self.folder(digest), ignore_errors=True)

    def events(self) -> list[Event]:
        """Return the decisions in the order in which they were taken."""
        if not self._database.exists():
            return []
        with self._database.engine.connect() as connection:
            rows = connection.execute(select(ZONE_EVENTS).order_by(ZONE_EVENTS.c.id))
            return [_event(row) for row in rows.mappings()]

    def decide(self, event: Event, revision: int) -> Event:
        """Add a decision behind the event ``revision`` and return it; raises ``OvertakenError`` where others came in between."""
        decided = structs.replace(event, id=revision + 1)
        values = structs.asdict(decided) | {"at": _stored(event.at), "made": _stored(event.made)}
        try:
            with self._database.engine.begin() as connection:
                connection.execute(insert(ZONE_EVENTS).values(**values))
                known = select(ZONE_VERSIONS.c.number).where(ZONE_VERSIONS.c.number == event.version)
                if connection.scalar(known) is None:
                    raise OvertakenError  # the version was removed meanwhile
        except IntegrityError:
            raise OvertakenError from None
        return decided


def _text(files: Sequence[str]) -> str:
    return msgspec.json.encode(files).decode()


def _stored(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _version(row: RowMapping) -> Version:
    files = msgspec.json.decode(row["files"], type=tuple[str, ...])
    return Version(**{**row, "files": files, "made": datetime.datetime.fromisoformat(row["made"])})


def _event(row: RowMapping) -> Event:
    moments = {name: datetime.datetime.fromisoformat(row[name]) for name in ("at", "made")}
    return Event(**{**row, **moments})
