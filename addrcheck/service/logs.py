"""One line of JSON a request: number, route, outcome, time. Never a text, a name, a phone, a query, an address.

The route is the rule that matched (``/v1/check``), not the URL that was asked for. Of an error the log holds its
type and the places in the code that it passed through; its message may quote what was typed.
"""

from __future__ import annotations

import random
import re
import time
import traceback
from functools import lru_cache

import msgspec
from flask import Flask, Response, g, request

from addrcheck.service import metrics
from addrcheck.service.lines import write

_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"})
_FEW_FRAMES = 8


def install(app: Flask, counters: metrics.Counters, quiet: bool) -> None:
    """Number the requests of ``app``, and log and count what becomes of them."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        number = given if given and _NUMBER.fullmatch(given) else f"{random.getrandbits(64):016x}"
        g.request_id, g.began = number, time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        now, known = time.perf_counter(), g.get
        spent, number, rule = now - known("began", now), known("request_id", "-"), request.url_rule
        route = rule.rule if rule else "-"
        counters.count(route, response.status_code, spent)
        response.headers["X-Request-Id"] = number
        if not quiet:
            _write(request=number, method=_method(), route=route, status=response.status_code, ms=round(spent * 1e3, 2), key=known("key_id"))  # fmt: skip
        return response


def _method() -> str:
    """Return the method, where it is one that exists."""
    method = request.method
    return method if method in _METHODS else "-"


def log_failure(error: Exception) -> None:
    """Log where an unexpected error came from, without its message."""
    _write(request=g.get("request_id"), failure=type(error).__name__, where=passed(error))


def passed(error: Exception) -> list[str]:
    """Return the places in the code that an error passed through last."""
    frames = traceback.extract_tb(error.__traceback__)[-_FEW_FRAMES:]
    return [f"{frame.filename.rpartition('/addrcheck/')[2]}:{frame.lineno}" for frame in frames]


def log_event(event: str, **facts: object) -> None:
    """Log something that is no request: a reload, a start."""
    _write(event=event, **facts)


def _write(**facts: object) -> None:
    """Write one line."""
    write(msgspec.json.encode({"time": _told(int(time.time()))} | facts).decode())


@lru_cache(1)
def _told(second: int) -> str:
    """Return a second since 1970 as people write it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
