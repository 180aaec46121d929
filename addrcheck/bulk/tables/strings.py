"""Many strings outside memory: a workbook's shared strings lie in a file, their places in an array."""

from __future__ import annotations

import tempfile
import weakref
from array import array


class StringStore:
    """Strings by number; about eight bytes of memory each."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=1 << 16)  # noqa: SIM115 (closed with the store)
        weakref.finalize(self, self._file.close)
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> None:
        """Append a string; all must be added before the first is read."""
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            return ""
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        data: bytes = self._file.read(end - start)
        return data.decode("utf-8", "surrogatepass")
