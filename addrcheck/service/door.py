"""A door: a path that parses its request by a type, calls, and renders the answer.

``@door`` notes what /openapi.json says about the path in the same breath, so that the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import msgspec
from flask import Blueprint, Response, current_app, request
from msgspec import Struct

from addrcheck.service.problems import Fault, RefusedError, refuse

JSON = "application/json"
_PARAM = re.compile(r"at `\$\.?(?:\[\.\.\.\])?([\w.\[\]]*)|field `(\w+)`")
_ADDED = "addrcheck.doors"

Made = TypeVar("Made")


class Door(Struct, frozen=True):
    """What is known of a door before anybody knocks."""

    path: str
    method: str
    summary: str
    scope: str | None
    answer: object
    query: type[Struct] | None = None
    body: type[Struct] | None = None
    media: str = JSON
    lacks: str | None = None
    """What may not be known of a good request; answered with 404."""


def door(
    blueprint: Blueprint,
    path: str,
    summary: str,
    answer: object,
    *,
    scope: str | None,
    query: type[Struct] | None = None,
    body: type[Struct] | None = None,
    media: str = JSON,
    lacks: str | None = None,
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Let a function answer ``path``: GET, or POST where it takes a ``body``.

    It is called with the parsed query or body, and returns an object of the type ``answer`` or a text.
    """
    method = "POST" if body else "GET"
    known = Door(path, method, summary, scope, answer, query, body, media, lacks)

    def install(view: Callable[..., object]) -> Callable[..., object]:
        def handle() -> Response:
            from addrcheck.service.access import admit

            admit(scope)
            made = parse_body(body) if body else parse_query(query) if query else None
            result = view(made) if made is not None else view()
            data = result if isinstance(result, str) else msgspec.json.encode(result)
            return Response(data, mimetype=media)

        blueprint.add_url_rule(path, f"{view.__name__}_{method.lower()}", handle, methods=[method])
        blueprint.record(lambda state: state.app.extensions.setdefault(_ADDED, []).append(known))
        return view

    return install


def doors() -> list[Door]:
    """Return the doors of the running app."""
    found: list[Door] = current_app.extensions[_ADDED]
    return found


def parse_query(wanted: type[Made]) -> Made:
    """Return the parameters of the URL as a ``wanted``; raises ``RefusedError`` where they are none."""
    given: dict[str, str] = {}
    for name, values in request.args.lists():
        if len(values) > 1:
            raise refuse(name, "repeated", f"{name} stands more than once")
        given[name] = values[0]
    try:
        made = msgspec.convert(given, wanted, strict=False)
    except msgspec.ValidationError as error:
        raise _refusal(error) from None
    for name in given:
        if getattr(made, name) is None:  # "null": a parameter is there with a value, or it is not there
            raise refuse(name, "invalid", "leave it out where it has no value")
    return made


def parse_body(wanted: type[Made]) -> Made:
    """Return the JSON of the body as a ``wanted``; raises ``RefusedError`` where it is none."""
    if request.mimetype != JSON or request.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedError(415, "Send application/json, not compressed.")
    if request.args:
        raise refuse(next(iter(request.args)), "unexpected", "everything belongs into the body here")
    try:
        return msgspec.json.decode(request.get_data(), type=wanted)
    except msgspec.ValidationError as error:
        raise _refusal(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise RefusedError(
            400, "The body is no JSON.", Fault(None, "not_json", "the body is no JSON")
        ) from None


def _refusal(error: msgspec.ValidationError) -> RefusedError:
    """Return a refusal that names the parameter."""
    text = str(error)
    found = _PARAM.search(text)
    name = (found[1] or found[2]) if found else None
    if "missing required" in text:
        return refuse(name, "missing", f"{name} is missing")
    if "unknown field" in text:
        return refuse(name, "unknown", f"there is no {name} here")
    return refuse(name, "invalid", text.partition(" - at ")[0])
