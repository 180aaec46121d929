"""For formats that cannot be appended to: results wait in a file of their own until the last row is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from addrcheck.bulk.tables.table import Record
from addrcheck.bulk.writing.rows import Done, Told, Writer

Cells = list[str]
Assemble = Callable[[Iterator[Cells], Path, Told], int]
"""Makes the finished file from the results in order; returns how many formulas were made harmless."""

_CELLS = msgspec.msgpack.Decoder(list[Cells])
_SIZE = 4


class StoredWriter(Writer):
    """Appends results to a file; ``assemble`` puts them beside the user's cells at the end."""

    def __init__(self, path: Path, finished: Path, assemble: Assemble) -> None:
        self._path, self._finished, self._assemble = path, finished, assemble
        self._file = path.open("r+b" if path.exists() else "w+b", buffering=1 << 20)
        self._file.seek(0, os.SEEK_END)

    def begin(self, above: Sequence[Record], header: Record | None) -> None:
        """Start anew."""
        self.cut(0)

    def write(self, rows: Sequence[Done]) -> None:
        """Append the results of rows."""
        data = msgspec.msgpack.encode([(*row.answer.cells, row.error) for row in rows])
        self._file.write(len(data).to_bytes(_SIZE, "big") + data)

    def length(self) -> int:
        """Bring everything to the disk and return how long the file is."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def cut(self, length: int) -> None:
        """Forget what was written beyond ``length``."""
        self._file.truncate(length)
        self._file.seek(length)

    def finish(self, told: Told) -> Path:
        """Put the results beside the user's cells."""
        self.length()
        self.formulas = self._assemble(self._results(), self._finished, told)
        self.close()
        return self._finished

    def _results(self) -> Iterator[Cells]:
        """Yield the results from the first row on."""
        self._file.seek(0)
        while head := self._file.read(_SIZE):
            yield from _CELLS.decode(self._file.read(int.from_bytes(head, "big")))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
