"""When a service may be asked: not faster than it allows, not while it fails, and not longer than we wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

Answer = TypeVar("Answer")

_FAILURES = 3
_FIRST_REST_S = 30.0
_LONGEST_REST_S = 900.0
_LONGEST_ASKED_S = 3600.0


class Gate:
    """Rate limit and circuit breaker of one service; may be shared by threads.

    After three failures on end the service is left alone for half a minute, then one caller may try; each
    further failure doubles the rest, to a quarter of an hour.
    """

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = 1 / per_second
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next_turn = float("-inf")
        self._rest_until = float("-inf")
        self._failures = 0
        self._trying = False

    def enter(self, patience_s: float) -> bool:
        """Wait for a turn, up to ``patience_s``; return False where there is none: rest, or too many in line.

        Whoever got True says afterwards how it went: ``succeeded`` or ``failed``.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._next_turn)
            tested = self._failures >= _FAILURES
            if now < self._rest_until or turn - now > patience_s or (tested and self._trying):
                return False
            self._trying = tested
            self._next_turn = turn + self._interval
        if turn > now:
            self._sleep(turn - now)
        return True

    def succeeded(self) -> None:
        """Forget the failures."""
        with self._lock:
            self._failures = 0
            self._trying = False

    def failed(self, rest_s: float | None = None) -> None:
        """Count a failure; ``rest_s`` is how long the service asked to be left alone."""
        with self._lock:
            self._failures += 1
            self._trying = False
            over = self._failures - _FAILURES
            rest = min(_LONGEST_REST_S, _FIRST_REST_S * 2.0 ** min(over, 10)) if over >= 0 else 0.0
            self._rest_until = self._clock() + max(rest, min(rest_s or 0.0, _LONGEST_ASKED_S))


def within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """Return what ``call`` returns; raise ``TimeoutError`` when that takes longer.

    A socket's own time-out starts anew with every byte, so a service that drips would hold us for hours. The
    thread that is left behind is a daemon: it keeps nobody waiting.
    """
    box: SimpleQueue[tuple[Answer | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            box.put((call(), None))
        except BaseException as error:
            box.put((None, error))

    threading.Thread(target=run, name="geocoder", daemon=True).start()
    try:
        answer, error = box.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return answer  # type: ignore[return-value]  # None only where ``call`` returned it
