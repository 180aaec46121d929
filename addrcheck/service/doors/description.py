"""``/openapi.json`` describes the doors for programs, ``/api`` for people."""

from __future__ import annotations

from typing import cast

import msgspec
from flask import Blueprint, Response, current_app, request

from addrcheck.service import reference
from addrcheck.service.asking import checker, limits
from addrcheck.service.door import door, doors
from addrcheck.service.openapi import describe
from addrcheck.service.page import language, render
from addrcheck.service.wire import Anything
from addrcheck.wording.pages import api as wording
from addrcheck.wording.pages import phrases
from addrcheck.wording.words import Words

_MADE = "addrcheck.description"
_EXAMPLE = "杭州市西胡区文三路100号"

blueprint = Blueprint("description", __name__)


@door(blueprint, "/openapi.json", "This description.", Anything, scope=None)
def openapi() -> dict[str, object]:
    """Return the description, OpenAPI 3.1."""
    return _described()


@blueprint.get("/api")
def page() -> Response:
    """Return the description as a page that needs nothing from elsewhere."""
    api, lang = _described(), language()
    return render(
        "api.html",
        wording.WORDS,
        api=api,
        doors=reference.entries_of(api),
        kinds=reference.kinds_of(api),
        statuses=reference.statuses_of(api),
        summary=lambda one: _said(wording.DOORS, f"{one.method} {one.path}", lang) or one.summary,
        status_text=lambda status: _said(wording.STATUSES, status, lang),
        host=request.host_url,
        example=_EXAMPLE,
        answer=_abridged(lang),
    )


def _said(words: Words, key: str, lang: str) -> str | None:
    """Return what the table says of a key, where it knows it."""
    return phrases(words, lang)(key) if key in words else None


def _abridged(lang: str) -> str:
    """Return the beginning of the answer to the example, as it is now."""
    report = msgspec.to_builtins(checker().check(_EXAMPLE, lang=lang))
    kept = {name: report[name] for name in ("action", "score", "issues", "zone")}
    kept["components"] = [one for one in report["components"] if one["status"] == "corrected"]
    return msgspec.json.format(msgspec.json.encode(kept), indent=2).decode()


def _described() -> dict[str, object]:
    """Return the description, made once."""
    made = current_app.extensions.get(_MADE)
    if made is None:
        made = current_app.extensions[_MADE] = describe(doors(), limits())
    return cast(dict[str, object], made)
