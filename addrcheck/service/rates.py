"""How many requests a client may make: a bucket that fills steadily and holds a burst."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_CLIENTS = 20_000


class Rates:
    """The buckets of the clients seen lately."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Let a client spend ``per_minute`` texts a minute, ``burst`` at once; 0 a minute is no limit."""
        self._per_second, self._burst, self._clock = per_minute / 60, max(1, burst), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, client: str, texts: int = 1) -> int:
        """Take ``texts`` from a client's bucket and return 0, or return the seconds to wait.

        A batch larger than a whole bucket passes when the bucket is full.

        >>> rates = Rates(60, 2, clock=lambda: 0.0)
        >>> [rates.spend("a"), rates.spend("a"), rates.spend("a"), rates.spend("b")]
        [0, 0, 1, 0]
        """
        if not self._per_second:
            return 0
        with self._lock:
            now = self._clock()
            left, since = self._buckets.pop(client, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._per_second)
            wanted = min(texts, self._burst)
            allowed = left >= wanted
            self._buckets[client] = (left - texts if allowed else left, now)
            if len(self._buckets) > _MOST_CLIENTS:
                self._buckets.popitem(last=False)
            return 0 if allowed else max(1, math.ceil((wanted - left) / self._per_second))
