"""The lines of a large text file, one by one, the file closed when they are done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a UTF-8 file without their line feeds."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")
