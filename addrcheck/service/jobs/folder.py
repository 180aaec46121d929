"""The folder of one job: what was sent, what was asked, what was found, what came out. Only its owner may read it.

No name in it comes from outside: the folder is named by the job, its files by what they are.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeVar

import msgspec
from msgspec import Struct

from addrcheck.service.jobs.model import Asked, Found, Outcome, Trouble

FOLDER = "jobs"
"""Where the folders stand, inside the state folder."""

_NUMBER = re.compile(r"[A-Za-z0-9_-]{32}")
_NAMES: dict[type[Struct], str] = {
    Asked: "asked.json",
    Found: "found.json",
    Outcome: "outcome.json",
    Trouble: "trouble.json",
}

_Kept = TypeVar("_Kept", bound=Struct)


def is_number(text: str) -> bool:
    """Tell whether a text can be the number of a job."""
    return _NUMBER.fullmatch(text) is not None


def shown(number: str) -> str:
    """Return so much of a number as may stand in a log: who knows all of it may have the files."""
    return number[:8]


class JobFolder:
    """The files of one job."""

    def __init__(self, state: Path, number: str) -> None:
        """Take the folder of job ``number`` in the state folder of the service; nothing is made yet."""
        if not is_number(number):
            raise ValueError("no number of a job")
        self.path = state / FOLDER / number
        self.upload = self.path / "upload"
        self.report = self.path / "report.html"
        self.duplicates = self.path / "duplicates.csv"
        self.scratch = self.path / "scratch"

    def make(self) -> None:
        """Make the folder."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.mkdir(mode=0o700)

    def create(self, path: Path) -> IO[bytes]:
        """Open a new file of the folder for writing."""
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")

    def keep(self, kept: Struct) -> None:
        """Keep one of the nouns of a job, in the place of an earlier one."""
        path = self.path / _NAMES[type(kept)]
        beside = path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        with self.create(beside) as file:
            file.write(msgspec.json.encode(kept))
        os.replace(beside, path)

    def kept(self, kind: type[_Kept]) -> _Kept | None:
        """Return what was kept, None where nothing was."""
        try:
            return msgspec.json.decode((self.path / _NAMES[kind]).read_bytes(), type=kind)
        except (OSError, msgspec.DecodeError):
            return None

    def forget(self, *kinds: type[Struct]) -> None:
        """Forget what was kept of these kinds."""
        for kind in kinds:
            (self.path / _NAMES[kind]).unlink(missing_ok=True)

    def result(self) -> Path:
        """Return where the result stands once it is there; its name tells its format to who wrote it."""
        found = next((path for path in self.path.glob("result*") if path.is_file()), None)
        return found or self.path / "result"

    def size(self) -> int:
        """Return how many bytes all files of the folder take."""
        return folder_size(self.path)

    def remove(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.path, ignore_errors=True)


def folder_size(path: Path) -> int:
    """Return how many bytes the files below ``path`` take; what goes meanwhile counts nothing."""
    return sum(map(_file_size, _files(path)))


def _files(path: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(path):
        yield from (Path(folder) / name for name in names)


def _file_size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def numbers(state: Path) -> list[str]:
    """Return the numbers of all jobs that have a folder."""
    try:
        return [entry.name for entry in os.scandir(state / FOLDER) if is_number(entry.name)]
    except FileNotFoundError:
        return []
