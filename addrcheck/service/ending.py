"""Ending without losing a request: callers who keep their connection are told to close it before the service stops.

A server that closes a kept connection may do so while the next request is on its way, and one whose callers never
pause would not come to an end at all. So the parent tells its workers first; from then on every answer says
``Connection: close``, and a little later the server stops, with nobody left who expects another answer.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

TELL = signal.SIGUSR1
TELL_FOR_S = 0.7
"""So long callers are told; one who asks more rarely finds the connection closed while nothing is on its way."""

_CLOSE = ("Connection", "close")


def expect(app: Flask) -> None:
    """Let the answers of ``app`` ask for an end of the connection once this process is told; for its main thread."""
    ending = threading.Event()
    signal.signal(TELL, lambda *_: ending.set())
    inner = app.wsgi_app

    def answer(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def begin(
            status: str, headers: list[tuple[str, str]], error: OptExcInfo | None = None
        ) -> Callable[[bytes], object]:
            return start(status, [*headers, _CLOSE] if ending.is_set() else headers, error)

        return inner(environment, begin)

    app.wsgi_app = answer  # type: ignore[method-assign, assignment]


def tell(processes: Iterable[int | None], then: Callable[[], object]) -> None:
    """Tell some workers, and call ``then`` when their callers have had the time to hear of it."""
    for process in processes:
        if process is not None:
            os.kill(process, TELL)
    threading.Timer(TELL_FOR_S, then).start()
