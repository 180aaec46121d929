"""Ending without losing a request: callers who keep their connection are told to close it before the service stops.

A server that closes a kept connection may do so while the next request is on its way, and one whose callers never
pause would not come to an end at all. So the parent tells its workers first; from then on every answer says
``Connection: close``, and a little later the server stops, with nobody left who expects another answer.

Nor may anybody stand in the queue of a listening socket that is closed: he would believe to be connected, and be lost.
So from then on those sockets do not hear who begins to connect. He begins again a second later, and finds nobody, or
the service that was started meanwhile.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

TELL = signal.SIGUSR1
TELL_FOR_S = 0.7
"""So long callers are told; one who asks more rarely finds the connection closed while nothing is on its way."""

_CLOSE = ("Connection", "close")

_ATTACH_FILTER, _PROTOCOL = 26, 38  # of Linux; Python names neither
_DEAF_TO_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))
"""A socket filter, as (operation, jump if true, if false, operand): load the flags of TCP; does SYN stand there? drop : take."""


def expect(app: Flask) -> None:
    """Let the answers of ``app`` ask for an end of the connection once this process is told; for its main thread."""
    ending = threading.Event()
    inner = app.wsgi_app

    def end(*_: object) -> None:
        ending.set()
        let_nobody_in()

    signal.signal(TELL, end)

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


def let_nobody_in() -> None:
    """Make the listening sockets of this process deaf to new connections; those that there are go on. Elsewhere than on Linux, do nothing."""
    if sys.platform != "linux":
        return
    rules = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in _DEAF_TO_SYN))
    program = struct.pack("HP", len(_DEAF_TO_SYN), ctypes.addressof(rules))
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError), socket.fromfd(int(number), socket.AF_INET, socket.SOCK_STREAM) as one:
            listens = one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and one.getsockopt(socket.SOL_SOCKET, _PROTOCOL) == socket.IPPROTO_TCP:
                one.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, program)
