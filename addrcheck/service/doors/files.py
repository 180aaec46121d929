"""Style sheets, scripts and the widget, as they lie in ``web/``: asked for again, they are compared by their ETag.

The widget is asked for by pages of shops, and by its content (``?v=``) it may be kept for a year.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from gzip import compress
from hashlib import sha384

from flask import Blueprint, Response, request, send_from_directory

from addrcheck.service.web import SCRIPTS, STYLES, WIDGET

blueprint = Blueprint("files", __name__)


@blueprint.get("/styles/<path:name>")
def styles(name: str) -> Response:
    """Return a style sheet or what it shows."""
    return _file(send_from_directory(STYLES, name))


@blueprint.get("/scripts/<path:name>")
def scripts(name: str) -> Response:
    """Return a script of our pages."""
    return _file(send_from_directory(SCRIPTS, name))


@blueprint.get("/widget/<path:name>")
def widget(name: str) -> Response:
    """Return a part of the widget, to pages of any site: there is nothing in it that is not public."""
    response = _file(send_from_directory(WIDGET, name))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    same = request.args.get("v") == stamp(name)
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if same else "public, max-age=3600"
    )
    return response


def integrity(name: str) -> str:
    """Return the hash of a part of the widget, as the ``integrity`` attribute of a tag wants it."""
    return "sha384-" + b64encode(sha384((WIDGET / name).read_bytes()).digest()).decode()


def stamp(name: str) -> str:
    """Return a few characters that change with a part of the widget."""
    return sha384((WIDGET / name).read_bytes()).hexdigest()[:12]


def _file(response: Response) -> Response:
    """Let a browser keep a file, but ask whether it is still the same one; pack text for browsers that unpack it."""
    response.headers["Cache-Control"] = "no-cache"
    if (response.mimetype or "").startswith(("text/", "image/svg")):
        response.headers.add("Vary", "Accept-Encoding")
        if response.status_code == 200 and request.accept_encodings["gzip"]:
            response.direct_passthrough = False
            response.set_data(_packed(response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.remove("Accept-Ranges")
            response.set_etag(response.get_etag()[0] or "", weak=True)
    return response


@lru_cache(maxsize=64)
def _packed(content: bytes) -> bytes:
    return compress(content, mtime=0)
