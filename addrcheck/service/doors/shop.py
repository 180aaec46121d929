"""``/demo`` is a shop's checkout with the widget in it, ``/embed`` tells a shop how to get there."""

from __future__ import annotations

from gzip import compress

from flask import Blueprint, Response, request

from addrcheck.service.doors.files import integrity, stamp
from addrcheck.service.page import language, render
from addrcheck.service.web import WIDGET
from addrcheck.wording.pages import demo, embed

blueprint = Blueprint("shop", __name__)

_COUNTRIES = ("cn", "ru")
_FILES = {"script": "addrcheck.js", "style": "addrcheck.css"}
_MOST_SHOWN, _LONGEST = 40, 500


@blueprint.get("/demo")
def checkout() -> Response:
    """Return the checkout."""
    return _checkout()


@blueprint.post("/demo")
def order() -> Response:
    """Return what a shop would have received; nothing of it is kept."""
    received = [(name, value[:_LONGEST]) for name, value in request.form.items(multi=True)]
    return _checkout(received=received[:_MOST_SHOWN])


@blueprint.get("/embed")
def instructions() -> Response:
    """Return how to put the widget into a page."""
    files = {kind: (f"{name}?v={stamp(name)}", integrity(name)) for kind, name in _FILES.items()}
    packed = {kind: len(compress((WIDGET / name).read_bytes())) / 1000 for kind, name in _FILES.items()}
    comma = "," if language() == "ru" else "."
    sizes = {kind: f"{size:.1f}".replace(".", comma) for kind, size in packed.items()}
    return render("embed.html", embed.WORDS, files=files, sizes=sizes, service=request.url_root)


def _checkout(received: list[tuple[str, str]] | None = None) -> Response:
    """Return the checkout for the country asked for, by default the one whose language the reader speaks."""
    asked = request.values.get("to", "")
    country = asked if asked in _COUNTRIES else "ru" if language() == "ru" else "cn"
    return render("demo.html", demo.WORDS, to=country, received=received)
