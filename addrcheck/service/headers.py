"""What every answer says to the browser: run nothing that is not ours, frame nothing, guess no types, keep nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_TLS = ("Strict-Transport-Security", "max-age=31536000")


def install(app: Flask) -> None:
    """Add the headers to every answer of ``app``, where it has none of its own by that name."""
    app.wsgi_app = _with_headers(app.wsgi_app)  # type: ignore[method-assign, assignment]


def _with_headers(inner: WSGIApplication) -> WSGIApplication:
    """Return the same, its answers with headers.

    They are added to the list that the server gets, not to Flask's own: that costs a tenth.
    """
    ours = [(name.lower(), (name, value)) for name, value in _HEADERS.items()]

    def answer(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        more = [_TLS] if environment["wsgi.url_scheme"] == "https" else []

        def begin(
            status: str, headers: list[tuple[str, str]], error: OptExcInfo | None = None
        ) -> Callable[[bytes], object]:
            own = {name.lower() for name, _ in headers}
            return start(status, headers + more + [one for name, one in ours if name not in own], error)

        return inner(environment, begin)

    return answer
