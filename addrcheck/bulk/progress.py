"""How far a run is, told now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Phase = Literal["unpack", "survey", "check", "write"]

_PAUSE = 0.2
"""Seconds between two messages."""


class Progress(Struct, frozen=True):
    """How far a run is: ``done`` of ``total`` rows (bytes while unpacking; 0: unknown), ``rate`` a second, seconds left."""

    phase: Phase
    done: int
    total: int
    rate: float
    left: float | None


Listener = Callable[[Progress], None]
"""Hears of progress; what it raises ends the run, which can then be continued."""


class Teller:
    """Tells a listener, not too often."""

    def __init__(self, listener: Listener | None) -> None:
        self._listener = listener
        self._phase: Phase = "unpack"
        self._total = self._before = 0
        self._started = self._told = time.monotonic()

    def begin(self, phase: Phase, total: int = 0, before: int = 0) -> None:
        """Begin a phase of ``total`` rows, ``before`` of which were done by an earlier run."""
        self._phase, self._total, self._before = phase, total, before
        self._started, self._told = time.monotonic(), 0.0
        self.tell(before)

    def tell(self, done: int) -> None:
        """Say how far the phase is, if the last word is long enough ago."""
        now = time.monotonic()
        if self._listener is None or now - self._told < _PAUSE:
            return
        self._told = now
        rate = (done - self._before) / max(now - self._started, 0.001)
        left = (self._total - done) / rate if self._total and rate > 0 and done > self._before else None
        self._listener(Progress(self._phase, done, self._total, rate, left))
