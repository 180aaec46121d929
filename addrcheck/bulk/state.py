"""The folder of an unfinished run, beside its output: what was decided, what is done, what is written so far.

A checkpoint is one small file that replaces the one before: so many rows are done, so long were the files
then, so stands the count. Going on means cutting the files to those lengths and reading from that row; whatever was
written later is written again, the same.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from addrcheck.bulk.layout import Layout
from addrcheck.bulk.tables.table import Shape
from addrcheck.bulk.tally import Tally
from addrcheck.errors import FileError, StoppedError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Job(Struct, frozen=True):
    """What a run decided before its first row; a run that continues decides nothing anew.

    ``key`` is a digest of the source's bytes and of every choice that the output depends on; ``versions`` are
    those of engine, dictionaries and zones.
    """

    key: str
    versions: str
    encoding: str
    delimiter: str
    sheet: str
    layout: Layout
    shape: Shape
    lang: str | None = None


class Checkpoint(Struct, frozen=True):
    """How far a run came: rows done, lengths of the files, the count of everything."""

    rows: int
    lengths: dict[str, int]
    tally: Tally
    seconds: float = 0.0


_Kept = TypeVar("_Kept", Job, Checkpoint)


class State:
    """The folder; removed when the run is done."""

    def __init__(self, target: Path) -> None:
        self.folder = target.with_name(f"{target.name}.addrcheck")

    def open(self, resume: bool) -> bool:
        """Make the folder ready; tell whether there is something to continue."""
        kept = resume and (self.folder / "job.json").exists()
        if not kept and not resume:
            self.remove()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{self.folder.parent} cannot be written: {error.strerror}") from None
        return kept

    def job(self) -> Job | None:
        """Return what was decided, None where nothing was."""
        return self._read("job.json", Job)

    def checkpoint(self) -> Checkpoint | None:
        """Return how far the run came."""
        return self._read("checkpoint.json", Checkpoint)

    def _read(self, name: str, kind: type[_Kept]) -> _Kept | None:
        try:
            return msgspec.json.decode((self.folder / name).read_bytes(), type=kind)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def save(self, kept: Job | Checkpoint) -> None:
        """Write beside, then rename: a crash leaves the old or the new one, never half."""
        path = self.folder / ("job.json" if isinstance(kept, Job) else "checkpoint.json")
        beside = path.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(msgspec.json.encode(kept))
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)

    def remove(self) -> None:
        """Forget the run."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def stopping_well(state: State, done: list[int]) -> Iterator[None]:
    """Turn a full disk into ``StoppedError``; ``done[0]`` rows were safe at the last checkpoint."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise StoppedError(
            f"no space left on the disk of {state.folder.parent}; {done[0]:,} rows are done and kept."
            " Make room, then run the same command with --resume"
        ) from None
