"""Counters of requests and their times, for Prometheus; those of all workers in one answer.

Each worker counts in a small file of its own that it maps; who is asked adds up the files of the run. The
file of a worker that has ended stays, so counters never go back while the service runs.
"""

from __future__ import annotations

import mmap
import os
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
"""Upper ends of the classes of times, in seconds."""
STATUSES = ("2xx", "3xx", "4xx", "429", "5xx")

_CELLS = len(STATUSES) + len(BUCKETS) + 2  # one more class without end, and the sum of the times
_SIZE = 8
_SUFFIX = ".counts"


class Counters:
    """The counters of this process; a row a route, ``-`` for whatever is no route."""

    def __init__(self, routes: Sequence[str], folder: Path | None) -> None:
        """Count in ``folder``; in memory where it is None."""
        self._rows = {route: i for i, route in enumerate([*sorted(set(routes) - {"-"}), "-"])}
        self._folder = folder
        self._lock = threading.Lock()
        self._cells = memoryview(self._map()).cast("d")

    def _map(self) -> mmap.mmap:
        """Return the memory to count in."""
        length = len(self._rows) * _CELLS * _SIZE
        if self._folder is None:
            return mmap.mmap(-1, length)
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{os.getpid()}{_SUFFIX}").open("w+b") as file:
            file.truncate(length)
            return mmap.mmap(file.fileno(), length)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        start = self._rows.get(route, len(self._rows) - 1) * _CELLS
        name = "429" if status == 429 else f"{status // 100}xx"
        kind = STATUSES.index(name) if name in STATUSES else 0
        with self._lock:
            self._cells[start + kind] += 1
            self._cells[start + len(STATUSES) + bisect_left(BUCKETS, seconds)] += 1
            self._cells[start + _CELLS - 1] += seconds

    def text(self) -> str:
        """Return the counters of all workers as Prometheus reads them."""
        return "\n".join(self._lines(self._sums())) + "\n"

    def _sums(self) -> list[float]:
        """Return the cells of all workers, added up."""
        sums = list(self._cells)
        for path in self._folder.glob(f"*{_SUFFIX}") if self._folder else ():
            data = path.read_bytes()
            if path.stem != str(os.getpid()) and len(data) == len(sums) * _SIZE:
                sums = [a + b for a, b in zip(sums, memoryview(data).cast("d"), strict=True)]
        return sums

    def _lines(self, cells: list[float]) -> Iterator[str]:
        """Yield the lines of the answer."""
        yield "# HELP addrcheck_requests_total Answers by route and status."
        yield "# TYPE addrcheck_requests_total counter"
        for route, row in self._rows.items():
            for kind, status in enumerate(STATUSES):
                count = cells[row * _CELLS + kind]
                if count:
                    yield f'addrcheck_requests_total{{route="{route}",status="{status}"}} {count:.0f}'
        yield "# HELP addrcheck_request_seconds Time from the request to its answer."
        yield "# TYPE addrcheck_request_seconds histogram"
        for route, row in self._rows.items():
            start = row * _CELLS + len(STATUSES)
            total = 0.0
            if not any(cells[start : start + len(BUCKETS) + 1]):
                continue
            for i, end in enumerate((*map(str, BUCKETS), "+Inf")):
                total += cells[start + i]
                yield f'addrcheck_request_seconds_bucket{{route="{route}",le="{end}"}} {total:.0f}'
            yield f'addrcheck_request_seconds_sum{{route="{route}"}} {cells[start + len(BUCKETS) + 1]:.6f}'
            yield f'addrcheck_request_seconds_count{{route="{route}"}} {total:.0f}'
