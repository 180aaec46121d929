"""One line of JSON a request: number, route, outcome, time. Never a text, a name, a phone, a query, an address.

The route is the rule that matched (``/v1/check``), not the URL that was asked for. Of an error the log holds its
type and the places in the code that it passed through; its message may quote what was typed.
"""

from __future__ import annotations

import re
import secrets
import sys
import time
import traceback

import msgspec
from flask import Flask, Response, g, request

from addrcheck.service import metrics

_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
_FEW_FRAMES = 8


def install(app: Flask, counters: metrics.Counters, quiet: bool) -> None:
    """Number the requests of ``app``, and log and count what becomes of them."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _NUMBER.fullmatch(given) else secrets.token_hex(8)
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        spent = time.perf_counter() - g.get("began", time.perf_counter())
        route = request.url_rule.rule if request.url_rule else "-"
        counters.count(route, response.status_code, spent)
        response.headers["X-Request-Id"] = g.get("request_id", "-")
        if not quiet:
            _write(request=g.get("request_id"), method=_method(), route=route, status=response.status_code, ms=round(spent * 1e3, 2), key=g.get("key_id"))  # fmt: skip
        return response


def _method() -> str:
    """Return the method, where it is one that exists."""
    known = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
    return request.method if request.method in known else "-"


def log_failure(error: Exception) -> None:
    """Log where an unexpected error came from, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-_FEW_FRAMES:]
    where = [f"{frame.filename.rpartition('/addrcheck/')[2]}:{frame.lineno}" for frame in frames]
    _write(request=g.get("request_id"), failure=type(error).__name__, where=where)


def log_event(event: str, **facts: object) -> None:
    """Log something that is no request: a reload, a start."""
    _write(event=event, **facts)


def _write(**facts: object) -> None:
    """Write one line."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    sys.stderr.write(msgspec.json.encode({"time": now} | facts).decode() + "\n")
