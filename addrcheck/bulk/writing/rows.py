"""What writers write: done rows; and what every writer can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from addrcheck.bulk.answers import Answer
from addrcheck.bulk.tables.table import Record

Told = Callable[[int], None]
"""Hears how many rows were written, now and then."""


Sheet = tuple[str, Iterable[Sequence[str]], Sequence[str]]
"""A sheet: its name, its rows, and the names of its columns (some hold numbers)."""


class Done(NamedTuple):
    """A row with its answer; ``error`` says what was odd about the row itself."""

    record: Record
    answer: Answer
    error: str


class Writer(ABC):
    """Writes rows into the folder of a run; can be cut back to an earlier length and go on from there.

    ``formulas`` counts the user's cells that were made harmless since somebody last took note of it, ``lost`` the
    characters that became question marks.
    """

    formulas = 0
    lost = 0

    @abstractmethod
    def begin(self, above: Sequence[Record], header: Record | None) -> None:
        """Write what stands above the rows; not called when a run continues."""

    @abstractmethod
    def write(self, rows: Sequence[Done]) -> None:
        """Append rows."""

    @abstractmethod
    def length(self) -> int:
        """Bring everything to the disk and return how long the file is."""

    @abstractmethod
    def cut(self, length: int) -> None:
        """Forget what was written beyond ``length``."""

    @abstractmethod
    def finish(self, told: Told) -> Path:
        """Return the finished file."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file, finished or not."""
