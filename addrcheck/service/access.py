"""Who may pass a door: the key, its scopes, the page it is used from, and how often; CORS follows from that.

A page of another site gets an answer only with a key whose origins name that site. A publishable key is good for nothing
without such an origin. Our own pages need no key where somebody is signed in; what they send is refused when a page
of another site makes a browser send it.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import cast

from flask import Flask, Response, current_app, g, request
from msgspec import Struct

from addrcheck.service import sessions
from addrcheck.service.keys import NEVER_OPEN, PUBLISHABLE, SCOPES, Key, KeyStore
from addrcheck.service.page import is_page_token
from addrcheck.service.problems import Fault, RefusedError
from addrcheck.service.rates import Rates

_NAME = "addrcheck.access"
_PREFLIGHT_S = "600"
_UNKNOWN_PROXY = "A proxy passed this on, so others than this machine can call, and no key is asked for. Set ADDRCHECK_PROXIES."
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_ROLE = {"station": frozenset(SCOPES) - {"admin", "metrics"}, "admin": frozenset(SCOPES)}
"""What the scripts of our pages may do for somebody who is signed in."""


_PAGE = Key("page", "our own pages", True, PUBLISHABLE, frozenset(), "")


class Access(Struct):
    """The keys and rates of an app."""

    keys: KeyStore
    rates: Rates
    required: bool
    proxies: int


def install(app: Flask, access: Access) -> None:
    """Let ``app`` use these keys and rates, and answer the questions that browsers ask before a request."""
    app.extensions[_NAME] = access

    @app.before_request
    def preflight() -> Response | None:
        if request.method != "OPTIONS":
            return None
        origin = request.headers.get("Origin")
        if not origin or "Access-Control-Request-Method" not in request.headers:
            return None
        response = Response(status=204)
        if request.path.startswith("/v1/") and origin in access.keys.origins():
            g.allowed_origin = origin
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-Request-Id"
            response.headers["Access-Control-Max-Age"] = _PREFLIGHT_S
        return response

    @app.before_request
    def refuse_unknown_proxies() -> None:
        if not access.required and not access.proxies and "X-Forwarded-For" in request.headers:
            raise RefusedError(403, _UNKNOWN_PROXY)

    @app.before_request
    def refuse_foreign_pages() -> None:
        if request.method in _READING:
            return
        keyed = request.path.startswith("/v1/") and request.headers.get("Authorization")
        if not keyed and _is_foreign():
            raise RefusedError(403, "A page of another site sent this; it needs a key made for that site.")

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
    address = address_of_client()
    g.client = address
    key = _key(access)
    required = access.required or scope in NEVER_OPEN
    user = sessions.user() if key is None and required else None
    if scope is not None and not (user and scope in _OF_ROLE[user.role]):
        _check_scope(scope, key, required)
    g.client = address if key is None else f"{key.id} {address}" if key.publishable else key.id
    spend(1)


def address_of_client() -> str:
    """Return the address that a rate goes by: of IPv6 its first half, since whoever has one has all that begin so."""
    return _counted(request.remote_addr or "-")


@lru_cache(10_000)
def _counted(told: str) -> str:
    """Return what an address counts as: one of IPv4 is one, however it is written; some proxies tell its port as well."""
    host = told[1:].partition("]")[0] if told.startswith("[") else told
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return told
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))


def caller() -> str:
    """Return who was admitted, by the key or the session of the request; "" where neither is needed nor there."""
    if g.get("key_id"):
        return f"key {g.key_id}"
    user = sessions.user()
    return f"user {user.name}" if user else ""


def _is_foreign() -> bool:
    """Tell whether a browser sends this for a page of another site; one that does not say must not carry a session."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site not in ("same-origin", "none")
    if origin is not None:
        return origin != request.host_url.rstrip("/")
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


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
    if is_page_token(token) and not _is_foreign():
        return _PAGE
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
        raise _forbidden(f"This key does not have the scope {scope}.", "scope")


def _unknown(detail: str, code: str) -> RefusedError:
    return RefusedError(
        401, detail, Fault("Authorization", code, detail), headers={"WWW-Authenticate": "Bearer"}
    )


def _forbidden(detail: str, code: str) -> RefusedError:
    return RefusedError(403, detail, Fault("Authorization", code, detail))
