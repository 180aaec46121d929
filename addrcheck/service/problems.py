"""What a client is told when a request cannot be answered: RFC 9457, ``application/problem+json``.

A bad address is no problem: it gets a report. Texts of errors that the server made itself stay inside.
"""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from flask import Flask, Response, g
from msgspec import Struct
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from addrcheck.errors import SettingsError, UsageError
from addrcheck.geo.datum import DatumError
from addrcheck.service.logs import log_failure
from addrcheck.service.page import render, wants_page
from addrcheck.wording.pages import problem as wording

MEDIA_TYPE = "application/problem+json"


class Fault(Struct, frozen=True):
    """One thing that is wrong with a request: which parameter, a short stable code, what to do."""

    param: str | None
    code: str
    message: str


class Problem(Struct, frozen=True):
    """The body of every answer that is an error."""

    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] = ()
    type: str = "about:blank"
    instance: str = ""


class RefusedError(Exception):
    """A request that is refused, with what its answer says."""

    def __init__(
        self, status: int, detail: str, *errors: Fault, headers: dict[str, str] | None = None
    ) -> None:
        """Take the HTTP status, one sentence, what exactly is wrong, and headers such as Retry-After."""
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors, headers or {}


def refuse(param: str | None, code: str, message: str) -> RefusedError:
    """Return the refusal of one wrong parameter."""
    return RefusedError(400, message, Fault(param, code, message))


def rendered(refusal: RefusedError) -> Response:
    """Return the answer that a refusal gets: for a person a page, for a program a problem."""
    if wants_page():
        return _page(refusal)
    title = HTTPStatus(refusal.status).phrase
    instance = f"urn:request:{g.request_id}" if "request_id" in g else ""
    problem = Problem(title, refusal.status, refusal.detail, refusal.errors, instance=instance)
    response = Response(msgspec.json.encode(problem), refusal.status, mimetype=MEDIA_TYPE)
    response.headers.update(refusal.headers)
    return response


_AGAIN_S = "5"


def _page(refusal: RefusedError) -> Response:
    """Return a page that tells of a refusal; what it tells is known by its status, else by its class."""
    known = str(refusal.status)
    told = known if known in wording.WORDS else "400" if refusal.status < 500 else "500"
    number = g.get("request_id", "-")
    response = render(
        "problem.html", wording.WORDS, refusal.status, told=told, shown=refusal.status, number=number
    )
    response.headers.update(refusal.headers)
    return response


def install(app: Flask) -> None:
    """Let every error of ``app`` be answered as a problem."""
    app.register_error_handler(RefusedError, rendered)
    app.register_error_handler(DatumError, _unconvertible)
    app.register_error_handler(UsageError, lambda error: rendered(refuse(None, "usage", str(error))))
    for kind in (DBAPIError, PoolTimeout, SettingsError):
        app.register_error_handler(kind, _forgetful)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _unconvertible(error: DatumError) -> Response:
    """Return what is told where nothing leads from one datum to the other: the request was good."""
    return rendered(RefusedError(404, str(error), Fault("datum", "no_conversion", str(error))))


def _forgetful(error: Exception) -> Response:
    """Return what is told while the database cannot be reached."""
    log_failure(error)
    g.user = None  # or the page would ask the database who reads it
    detail = "What the service remembers is out of reach just now; try again soon."
    return rendered(RefusedError(503, detail, headers={"Retry-After": _AGAIN_S}))


def _http(error: HTTPException) -> Response:
    """Return what Flask itself refuses: an unknown path, a wrong method, a body that is too large."""
    status = error.code or 500
    if error.response is not None:  # a redirect
        return Response(status=status, headers=dict(error.response.headers))
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    if isinstance(error, InternalServerError):
        return _unexpected(error)
    detail = (
        _UNKNOWN_NAME if isinstance(error, SecurityError) else _DETAILS.get(status, HTTPStatus(status).phrase)
    )
    return rendered(RefusedError(status, detail, headers=kept))


_UNKNOWN_NAME = "This service does not answer to that name; ADDRCHECK_HOSTS tells it which names are its own."
_DETAILS = {
    404: "There is nothing under this path; /openapi.json lists what there is.",
    405: "This path takes other methods; they stand in Allow.",
    413: "The body is larger than /v1/status says is allowed.",
    415: "Send application/json.",
}


def _unexpected(error: Exception) -> Response:
    """Return what a client is told of a mistake of ours: nothing but the number to ask with."""
    log_failure(error)
    g.user = None  # this page must not fail
    return rendered(RefusedError(500, "Something went wrong here; the request's number is in X-Request-Id."))
