"""One run at a time in a folder: a lock that the system lets go when its process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows keeps others from removing an open file, which is lock enough
    fcntl = None  # type: ignore[assignment]


class Lock:
    """The lock of a folder, a file in it; ``take`` and ``free`` it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "lock"
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock, making the folder where there is none; False where another process holds it."""
        while True:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("ab")
            if fcntl and not _locked(file):
                file.close()
                return False
            if _is_still(file, self.path):
                self._file = file
                return True
            file.close()  # who held it has just removed the folder

    def free(self) -> None:
        """Let others take it."""
        if self._file:
            self._file.close()
            self._file = None


def _locked(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(file: IO[bytes], path: Path) -> bool:
    """Tell whether an open file is the one that stands at a path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
