"""Rows that are the same place written differently: sorted outside memory, listed group by group."""

from __future__ import annotations

import csv
import heapq
import os
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import IO

from addrcheck.formulas import safe_cell

_RUN = 200_000
"""Rows sorted at once."""

Entry = tuple[str, int, str]
"""A key, a row, what was typed."""


class KeyFile:
    """The keys of the rows so far, in their order; can be cut back to an earlier length."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("r+b" if path.exists() else "w+b", buffering=1 << 18)
        self._file.seek(0, os.SEEK_END)

    def write(self, entries: Sequence[Entry]) -> None:
        """Append the keys of some rows."""
        lines = (
            f"{key}\x1f{row}\x1f{typed}\n" for key, row, typed in ((k, r, _line(t)) for k, r, t in entries)
        )
        self._file.write("".join(lines).encode("utf-8", "replace"))

    def length(self) -> int:
        """Bring everything to the disk and return how long the file is."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def cut(self, length: int) -> None:
        """Forget what was written beyond ``length``."""
        self._file.truncate(length)
        self._file.seek(length)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _line(text: str) -> str:
    return " ".join(text.split()).replace("\x1f", " ")


def write_groups(keys: Path, out: Path, folder: Path) -> int:
    """Write the groups of rows that are one place as CSV, by key; return how many rows are repeats.

    ``group`` counts the groups, ``rows`` says how large each is, ``row`` is the row of the table.
    """
    runs = _sorted_runs(keys, folder)
    sizes = array("Q", (sum(1 for _ in found) for _, found in groupby(_merged(runs), key=_key)))
    number = 0
    with out.open("w", encoding="utf-8-sig", newline="") as file:  # with the mark that Excel needs
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("group", "rows", "result_key", "row", "typed"))
        for size, (key, found) in zip(sizes, groupby(_merged(runs), key=_key), strict=True):
            if size > 1:
                number += 1
                writer.writerows((number, size, key, row, safe_cell(typed)) for _, row, typed in found)
    for run in runs:
        run.unlink()
    return sum(size - 1 for size in sizes)


def _key(entry: Entry) -> str:
    return entry[0]


def _sorted_runs(keys: Path, folder: Path) -> list[Path]:
    """Sort the entries by key and row, in files of a size that memory holds."""
    runs: list[Path] = []
    with keys.open(encoding="utf-8", newline="\n") as file:
        while some := sorted(_entries(islice(file, _RUN))):
            runs.append(folder / f"keys-{len(runs)}")
            with runs[-1].open("w", encoding="utf-8", newline="\n") as run:
                run.writelines(f"{key}\x1f{row}\x1f{typed}\n" for key, row, typed in some)
    return runs


def _merged(runs: Sequence[Path]) -> Iterator[Entry]:
    """Yield all entries by key, then by row."""
    with ExitStack() as opened:
        files = [opened.enter_context(run.open(encoding="utf-8", newline="\n")) for run in runs]
        yield from heapq.merge(*map(_entries, files))


def _entries(lines: Iterator[str] | IO[str]) -> Iterator[Entry]:
    for line in lines:
        key, row, typed = line.rstrip("\n").split("\x1f", 2)
        yield key, int(row), typed
