"""A door: a path that parses its request by a type, calls, and renders the answer.

``@door`` notes what /openapi.json says about the path in the same breath, so that the two cannot differ.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import msgspec
from flask import Blueprint, Response, current_app, request
from msgspec import Struct
from werkzeug.exceptions import RequestEntityTooLarge

from addrcheck.service.asking import limits
from addrcheck.service.problems import Fault, RefusedError, refuse

JSON, FORM = "application/json", "multipart/form-data"
_WHERE = re.compile(r"(?:at|in) `\$\.?(?:\[\.\.\.\])?([\w.\[\]]*)")
_FIELD = re.compile(r"field `(\w+)`|enum value '([^']+)' - at `key`")
_NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_SWITCHES = ("true", "false")
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
    form: type[Struct] | None = None
    """What a file may come with, in a form: its other fields."""
    upload: type[Struct] | None = None
    """The same of a file that is read by the door itself: a form, or the body as it is with the fields in the URL."""
    status: int = 200
    others: Mapping[str, str] = {}
    """What else may be answered, by status."""

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it."""
        return re.sub(r"<(\w+)>", r"{\1}", self.path)


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
    form: type[Struct] | None = None,
    upload: type[Struct] | None = None,
    method: str | None = None,
    status: int = 200,
    others: Mapping[str, str] | None = None,
    largest: str = "max_body",
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Let a function answer ``path``: GET, or POST where it takes a ``body``, a ``form`` with a file in it or an ``upload``.

    It is called with the parsed query, body or form, and what ``path`` names (``<id>``); it returns an object of the type
    ``answer``, a text, bytes or a whole response. ``largest`` is the setting that says how many bytes may come.
    """
    method = method or ("POST" if body or form or upload else "GET")
    known = Door(
        path, method, summary, scope, answer, query, body, media, lacks, form, upload, status, others or {}
    )

    def install(view: Callable[..., object]) -> Callable[..., object]:
        def handle(**named: str) -> Response:
            from addrcheck.service.access import admit

            admit(scope)
            request.max_content_length = getattr(limits(), largest)
            made = _parsed(query, body, form)
            result = view(made, **named) if made is not None else view(**named)
            return result if isinstance(result, Response) else answered(result, status, media)

        blueprint.add_url_rule(path, f"{view.__name__}_{method.lower()}", handle, methods=[method])
        blueprint.record(lambda state: state.app.extensions.setdefault(_ADDED, []).append(known))
        return view

    return install


def answered(result: object, status: int = 200, media: str = JSON, **headers: str) -> Response:
    """Return what a view returned as a response."""
    data = result if isinstance(result, str | bytes) else msgspec.json.encode(result)
    return Response(data, status, headers, mimetype=media)


def doors() -> list[Door]:
    """Return the doors of the running app."""
    found: list[Door] = current_app.extensions[_ADDED]
    return found


def _parsed(
    query: type[Struct] | None, body: type[Struct] | None, form: type[Struct] | None
) -> Struct | None:
    """Return what the request holds, by the type that the door asks for."""
    if form and (request.mimetype == FORM or not body):
        return parse_form(form)
    if body:
        return parse_body(body)
    return parse_query(query) if query else None


def parse_form(wanted: type[Made]) -> Made:
    """Return the fields beside the one ``file`` of a form as a ``wanted``; raises ``RefusedError`` where there is no file."""
    if request.mimetype != FORM:
        raise RefusedError(415, f"Send {FORM}.")
    if request.args:
        raise refuse(next(iter(request.args)), "unexpected", "everything belongs into the form here")
    files = request.files.getlist("file")
    others = [name for name in request.files if name != "file"]
    if others:
        raise refuse(others[0], "unknown", "the file belongs into the field file")
    if len(files) != 1 or not files[0].filename:
        raise refuse("file", "repeated" if len(files) > 1 else "missing", "send one file, in the field file")
    return made_of(request.form.lists(), wanted)


def parse_query(wanted: type[Made]) -> Made:
    """Return the parameters of the URL as a ``wanted``; raises ``RefusedError`` where they are none."""
    return made_of(request.args.lists(), wanted)


def made_of(pairs: Iterable[tuple[str, list[str]]], wanted: type[Made]) -> Made:
    """Return texts by their names as a ``wanted``; raises ``RefusedError`` where they are none."""
    given: dict[str, str] = {}
    for name, values in pairs:
        if len(values) > 1:
            raise refuse(name, "repeated", f"{name} stands more than once")
        given[name] = values[0]
    try:
        made = msgspec.convert(given, wanted, strict=False)
    except msgspec.ValidationError as error:
        raise _refusal(error) from None
    for name, text in given.items():
        value = getattr(made, name)
        if value is None:  # "null": a parameter is there with a value, or it is not there
            raise refuse(name, "invalid", "leave it out where it has no value")
        if isinstance(value, bool) and text.lower() not in _SWITCHES:  # the description knows no 0 and 1
            raise refuse(name, "invalid", "true or false")
    return made


def parse_body(wanted: type[Made]) -> Made:
    """Return the JSON of the body as a ``wanted``; raises ``RefusedError`` where it is none."""
    if request.mimetype != JSON or request.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedError(415, "Send application/json, not compressed.")
    if request.args:
        raise refuse(next(iter(request.args)), "unexpected", "everything belongs into the body here")
    data = request.get_data()
    if request.content_length is None and len(data) >= (request.max_content_length or math.inf):
        raise RequestEntityTooLarge  # what comes in chunks is cut off there
    try:
        return msgspec.json.decode(data, type=wanted)
    except msgspec.ValidationError as error:
        if "got `float`" not in str(error):
            raise _refusal(error) from None
        return _with_whole_numbers(data, wanted)
    except _NO_JSON:
        raise _no_json() from None


def _no_json() -> RefusedError:
    return RefusedError(400, "The body is no JSON.", Fault(None, "not_json", "the body is no JSON"))


def _with_whole_numbers(data: bytes, wanted: type[Made]) -> Made:
    """Return a JSON body in which 1.0 may stand for 1, as JSON Schema has it; raises ``RefusedError``."""

    def whole(value: object) -> object:
        if isinstance(value, dict):
            return {name: whole(one) for name, one in value.items()}
        if isinstance(value, list):
            return [whole(one) for one in value]
        return int(value) if isinstance(value, float) and value.is_integer() else value

    try:
        return msgspec.convert(whole(msgspec.json.decode(data)), wanted)
    except msgspec.ValidationError as error:
        raise _refusal(error) from None
    except _NO_JSON:
        raise _no_json() from None


def _refusal(error: msgspec.ValidationError) -> RefusedError:
    """Return a refusal that names the parameter."""
    text = str(error)
    where, field = _WHERE.search(text), _FIELD.search(text)
    parts = (where and where[1], field and (field[1] or field[2]))
    name = ".".join(part for part in parts if part) or None
    if "missing required" in text:
        return refuse(name, "missing", f"{name} is missing")
    if "unknown field" in text or "at `key`" in text:
        return refuse(name, "unknown", f"there is no {name} here")
    return refuse(name, "invalid", text.partition(" - at ")[0])
