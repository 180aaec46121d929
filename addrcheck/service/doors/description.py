"""``/openapi.json`` describes the doors for programs, ``/api`` for people."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, render_template, send_from_directory

from addrcheck.service.asking import limits
from addrcheck.service.door import door, doors
from addrcheck.service.openapi import describe
from addrcheck.service.web import STYLES
from addrcheck.service.wire import Anything

_MADE = "addrcheck.description"

blueprint = Blueprint("description", __name__)


@door(blueprint, "/openapi.json", "This description.", Anything, scope=None)
def openapi() -> dict[str, object]:
    """Return the description, OpenAPI 3.1."""
    return _described()


@blueprint.get("/api")
def page() -> str:
    """Return the description as a page that needs nothing from elsewhere."""
    return render_template("api.html", api=_described())


def _described() -> dict[str, object]:
    """Return the description, made once."""
    made = current_app.extensions.get(_MADE)
    if made is None:
        made = current_app.extensions[_MADE] = describe(doors(), limits())
    return cast(dict[str, object], made)


@blueprint.get("/styles/<path:name>")
def styles(name: str) -> Response:
    """Return a style sheet."""
    return send_from_directory(STYLES, name, max_age=3600)
