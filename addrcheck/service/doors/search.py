"""``/v1/search``: the places that a text can mean, as GeocodeJSON."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.service.asking import checker, text_of
from addrcheck.service.door import door
from addrcheck.service.geocode import geocoded
from addrcheck.service.wire import GeocodeJson, SearchQuery

blueprint = Blueprint("search", __name__)


@door(
    blueprint,
    "/v1/search",
    "Find the places that a text can mean.",
    GeocodeJson,
    scope="search",
    query=SearchQuery,
    media="application/geo+json",
)
def search(asked: SearchQuery) -> GeocodeJson:
    """Return the places, best first."""
    text, _ = text_of(asked.q)
    return geocoded(text or "", asked.country, asked.limit, checker())
