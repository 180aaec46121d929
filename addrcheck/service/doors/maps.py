"""``/maps/CN.svg`` and ``/maps/RU.svg``: a country drawn by the places of its dictionary, kept by browsers."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo import projection
from addrcheck.service.asking import checker
from addrcheck.service.form.maps import country_sheet

blueprint = Blueprint("maps", __name__)

_FILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">'
    '<path d="{dots}" fill="none" stroke="#83938b" stroke-width="4.2" stroke-linecap="round"/></svg>'
)


@blueprint.get("/maps/<country>.svg")
def outline(country: str) -> Response:
    """Return the outline of a country."""
    if country not in projection.COUNTRIES:
        abort(404)
    gazetteer = checker().gazetteer(country)
    response = Response(_drawn(gazetteer), mimetype="image/svg+xml")
    response.set_etag(f"{country}-{gazetteer.version}")
    response.headers["Cache-Control"] = "max-age=86400"
    response.make_conditional(request)
    return response


def _drawn(gazetteer: Gazetteer) -> str:
    """Return the file, made once."""
    found = gazetteer.derived.get("outline")
    if not isinstance(found, str):
        sheet = country_sheet(gazetteer)
        dots = projection.dots(map(sheet.place, projection.outline(gazetteer)))
        found = _FILE.format(width=sheet.width, height=sheet.height, dots=dots)
        gazetteer.derived["outline"] = found
    return found
