"""Who may pass a door: the key, its scopes, the page it is used from, and how often; CORS follows from that.

A page of another site gets an answer only with a key whose origins name that site. A publishable key is good for nothing
without such an origin.
"""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, current_app, g, request
from msgspec import Struct

from addrcheck.service.keys import Key, KeyStore
from addrcheck.service.problems import Fault, RefusedError
from addrcheck.service.rates import Rates

_NAME = "addrcheck.access"
_PREFLIGHT_S = "600"


class Access(Struct):
    """The keys and rates of an app."""

    keys: KeyStore
    rates: Rates
    required: bool


def install(app: Flask, access: Access) -> None:
    """Let ``app`` use these keys and rates, and answer the questions that browsers ask before a request."""
    app.extensions[_NAME] = access

    @app.before_request
    def preflight() -> Response | None:
        origin = request.headers.get("Origin")
        if (
            request.method != "OPTIONS"
            or not origin
            or "Access-Control-Request-Method" not in request.headers
        ):
            return None
        response = Response(status=204)
        if request.path.startswith("/v1/") and origin in access.keys.origins():
            g.allowed_origin = origin
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-Request-Id"
            response.headers["Access-Control-Max-Age"] = _PREFLIGHT_S
        return response

    @app.after_request
    def allow(response: Response) -> Response:
        origin = g.get("allowed_origin")
        if origin:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-Id"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers.add("Vary", "Origin")
        return response


def admit(scope: str | None) -> None:
    """Let the request pass or raise ``RefusedError``; a door without a scope is open to all, within the rate."""
    access = cast(Access, current_app.extensions[_NAME])
    address = request.remote_addr or "-"
    g.client = address
    key = _key(access)
    if scope is not None:
        _check_scope(scope, key, access.required)
    g.client = address if key is None else f"{key.id} {address}" if key.publishable else key.id
    spend(1)


def spend(texts: int) -> None:
    """Count ``texts`` against the client's rate; raises ``RefusedError`` with Retry-After where that is used up."""
    wait = cast(Access, current_app.extensions[_NAME]).rates.spend(g.client, texts) if texts > 0 else 0
    if wait:
        raise RefusedError(
            429, f"Too many requests; try again in {wait} s.", headers={"Retry-After": str(wait)}
        )


def _key(access: Access) -> Key | None:
    """Return the key of the request, None where it has none; a wrong one is refused even where none is needed."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        return None
    key = access.keys.find(token.strip()) if kind.lower() == "bearer" else None
    if key is None:
        spend(1)  # guessing is as dear as asking
        raise _unknown("This key is unknown or was revoked.", "unknown_key")
    g.key_id = key.id
    origin = request.headers.get("Origin")
    if key.publishable:
        if origin not in key.origins:
            raise _forbidden("This key is not for pages of this origin.", "origin")
        g.allowed_origin = origin
    return key


def _check_scope(scope: str, key: Key | None, required: bool) -> None:
    """Raise ``RefusedError`` where a key is needed and there is none that may do this."""
    if key is None and required:
        raise _unknown("Send a key: Authorization: Bearer …", "key_missing")
    if key is not None and scope not in key.scopes:
        raise _forbidden(f"This key cannot {scope}.", "scope")


def _unknown(detail: str, code: str) -> RefusedError:
    return RefusedError(
        401, detail, Fault("Authorization", code, detail), headers={"WWW-Authenticate": "Bearer"}
    )


def _forbidden(detail: str, code: str) -> RefusedError:
    return RefusedError(403, detail, Fault("Authorization", code, detail))
