"""Lines on their way to standard error: each at once, or, in a worker that serves, all of a moment together.

A write lets go of the interpreter, so that each request would wait for all others before its own answer leaves.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from contextlib import suppress

_MOMENT_S = 0.1
_MOST = 100_000
"""Lines that wait at most: where nobody reads them, the oldest go."""

_waiting: deque[str] | None = None


def write(line: str) -> None:
    """Write a line, soon."""
    if _waiting is None:
        _write([line])
    else:
        _waiting.append(line)


def write_together() -> None:
    """Let a thread write the lines of this process ten times a second, and the last ones when it ends."""
    global _waiting
    if _waiting is None:
        _waiting = deque(maxlen=_MOST)
        threading.Thread(target=_write_while_alive, args=(_waiting,), name="log").start()


def _write_while_alive(waiting: deque[str]) -> None:
    """Write until the main thread has ended; the process waits for this one."""
    main = threading.main_thread()
    while main.is_alive():
        main.join(_MOMENT_S)
        _write_all(waiting)
    _write_all(waiting)  # those that came while the last but one were written


def _write_all(waiting: deque[str]) -> None:
    lines = [waiting.popleft() for _ in range(len(waiting))]
    if lines:
        _write(lines)


def _write(lines: list[str]) -> None:
    with suppress(OSError, ValueError):  # a full disk or a closed pipe is no reason to stop what is logged
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
