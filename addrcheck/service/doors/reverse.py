"""``/v1/reverse``: what is known around a point."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.geo.reverse import Surroundings
from addrcheck.service.asking import checker
from addrcheck.service.door import door
from addrcheck.service.wire import ReverseQuery

blueprint = Blueprint("reverse", __name__)


@door(
    blueprint,
    "/v1/reverse",
    "Tell what is known around a point.",
    Surroundings,
    scope="reverse",
    query=ReverseQuery,
    lacks="Nothing is known that leads from this datum to WGS 84 at this place.",
)
def reverse(asked: ReverseQuery) -> Surroundings:
    """Return the nearest places, what the point likely lies in, its zone."""
    return checker().reverse(asked.lat, asked.lon, asked.datum, asked.count)
