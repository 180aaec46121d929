"""``/station``: the screen that a scanner drives; its service worker, which opens it without a server; labels as PDF for it."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request, send_from_directory

from addrcheck.service.access import admit
from addrcheck.service.asking import limits
from addrcheck.service.doors.labels import drawn
from addrcheck.service.page import guard, language, render
from addrcheck.service.problems import refuse
from addrcheck.service.station.scanned import LONGEST_WAYBILL
from addrcheck.service.station.wire import Size
from addrcheck.service.web import SCRIPTS
from addrcheck.wording.pages import spoken
from addrcheck.wording.pages import station as wording

blueprint = Blueprint("station", __name__)
guard(blueprint, "station")

_SIZES: tuple[Size, ...] = ("76x130", "100x150")
_LANES = ("auto", "manual", "ambiguous", "unknown", "out_of_area")
_KEYS = (
    ("manual", "F2"),
    ("reveal", "F4"),
    ("label", "F8"),
    ("undo", "F9"),
    ("mute", "F7"),
)
"""What one key does, by its name in the words of the page."""


@blueprint.get("/station")
def page() -> Response:
    """Return the screen; everything on it is filled by its scripts."""
    return render(
        "station.html",
        wording.WORDS,
        spoken=spoken(wording.WORDS, language()),
        keys=_KEYS,
        lanes=_LANES,
        sizes=_SIZES,
        kept_days=limits().manifest_days,
    )


@blueprint.get("/station/worker.js")
def worker() -> Response:
    """Return the service worker, which may serve the screen though it lies below it."""
    response = send_from_directory(SCRIPTS / "station", "worker.js")
    response.headers["Service-Worker-Allowed"] = "/station"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.post("/station/label.pdf")
def label() -> Response:
    """Return the label of one parcel as PDF, for a form that opens it in a window of its own."""
    admit("station")
    waybill = request.form.get("waybill", "")
    size = next((one for one in _SIZES if one == request.form.get("size")), None)
    if size is None or not 0 < len(waybill) <= LONGEST_WAYBILL * 2:
        raise refuse("waybill" if size else "size", "invalid", "name a parcel and a size")
    response = Response(drawn([waybill], size, language()), mimetype="application/pdf")
    name = re.sub(r"[^0-9A-Za-z]+", "", waybill) or "label"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
