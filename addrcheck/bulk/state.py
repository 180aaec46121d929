"""The folder of an unfinished run, beside its output: what was decided, what is done, what is written so far.

A checkpoint is one small file that replaces the one before: so many rows are done, so long were the files
then, so stands the count. Going on means cutting the files to those lengths and reading from that row; whatever was
written later is written again, the same.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from addrcheck.bulk.layout import Layout
from addrcheck.bulk.locking import Lock
from addrcheck.bulk.pool import WorkersDyingError
from addrcheck.bulk.tables.table import Shape
from addrcheck.bulk.tally import Tally
from addrcheck.errors import FileError, StoppedError, UsageError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
        self._lock = Lock(self.folder)

    def open(self, resume: bool) -> bool:
        """Make the folder ready for this process alone; tell whether there is something to continue."""
        self._refuse_foreign()
        try:
            if not self._lock.take():
                raise UsageError(
                    f"another run is writing {self.folder.stem} at this moment; wait for it, or name another output"
                )
            kept = resume and self.job() is not None
            if not kept:
                self._clear(("lock", "stdin") if resume else ("lock",))
        except OSError as error:
            if error.errno in FULL:
                raise
            raise FileError(f"{self.folder.parent} cannot be written: {error.strerror}") from None
        return kept

    def _refuse_foreign(self) -> None:
        """Raise ``FileError`` where something else has the name of the folder: what no run left is not removed."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return
        except OSError:
            names = [self.folder.name]  # a file
        if names and self._lock.path.name not in names:
            raise FileError(
                f"{self.folder} was not left by a run; move it away, or name another output", "foreign"
            )

    def _clear(self, kept: Sequence[str]) -> None:
        """Remove what an earlier run left; standard input cannot be read twice, so what was read of it may be kept."""
        for file in self.folder.iterdir():
            if file.name not in kept:
                file.unlink()

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
        """Forget the run; the lock goes last, since by it the folder is known as that of a run."""
        with suppress(OSError):
            self._clear(("lock",))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.close()

    def close(self) -> None:
        """Let others work in the folder."""
        self._lock.free()


@contextmanager
def stopping_well(state: State, done: list[int]) -> Iterator[None]:
    """Turn what ends a run into ``StoppedError``: a full disk, workers that die; ``done[0]`` rows were safe at that time."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoppedError(
                f"no space left on the disk of {state.folder.parent}; {done[0]:,} rows are done and kept."
                " Make room, then run the same command with --resume",
                "disk_full",
            ) from None
        raise StoppedError(
            f"{_described(error)}; {done[0]:,} rows are done and kept. Run the same command with --resume",
            "failed",
        ) from None
    except WorkersDyingError as error:
        raise StoppedError(
            f"{error}; {done[0]:,} rows are done and kept. Run the same command with --resume and fewer --workers"
        ) from None
    finally:
        state.close()


def _described(error: OSError) -> str:
    """Return what the system said, with the name of the file where it is about one."""
    said = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {said}" if error.filename else said
