"""A report as GeocodeJSON: the places that fit, best first, each with its point.

The keys of both name spaces are the specification's (geocodejson-spec, draft 0.1.0); what addrcheck knows beyond them
stands beside, under ``addrcheck``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from addrcheck.checker import Checker
from addrcheck.gazetteer.labels import russian_name
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo.locate import locate
from addrcheck.model import Candidate, Level, Location, Report
from addrcheck.service.wire import (
    Besides,
    Feature,
    FeatureProperties,
    GeocodeJson,
    Geocoding,
    GeocodingHead,
    PointGeometry,
)  # fmt: skip

_ATTRIBUTION = "GeoNames and others, see dictionaries/NOTICE"
_LICENCE = "CC BY 4.0"
_COUNTRIES = {"CN": "中国", "RU": "Россия"}
_TYPES = {
    "region": "state",
    "area": "county",
    "city": "city",
    "district": "district",
    "town": "locality",
    "settlement": "locality",
    "village": "locality",
    "street": "street",
    "house": "house",
    "building": "house",
    "room": "house",
}
_PROPERTY = {
    "region": "state",
    "area": "county",
    "city": "city",
    "district": "district",
    "town": "locality",
    "settlement": "locality",
}
_ADMIN = {
    "region": "level4",
    "area": "level6",
    "city": "level5",
    "district": "level6",
    "town": "level8",
    "settlement": "level8",
}
_HOUSE_PARTS = ("house", "block", "structure", "building")


def geocoded(text: str, country: str | None, limit: int, checker: Checker) -> GeocodeJson:
    """Return up to ``limit`` places that ``text`` can mean."""
    report = checker.check(text, country)
    features = tuple(_features(report, country, checker))[:limit]
    return GeocodeJson(GeocodingHead(text, _ATTRIBUTION, _LICENCE), features)


def _features(report: Report, country: str | None, checker: Checker) -> Iterator[Feature]:
    """Yield the feature of each candidate whose position is known."""
    if not report.candidates or report.country is None:
        return
    if len(report.candidates) == 1 and report.location:
        own = _own(report)
        yield _feature(own, report, report.candidates[0], report.location)
        return
    gazetteer = checker.gazetteer(report.country)
    read = checker.settled(report.input, None, country)
    places = {
        gazetteer.codes[place]: place for place in _places(read.settlement.rivals if read else (), gazetteer)
    }
    for candidate in report.candidates:
        place = places.get(candidate.code or "")
        location = locate(gazetteer.chain(place), gazetteer) if place is not None else None
        if place is not None and location:
            yield _feature(_of_place(place, gazetteer, candidate, location), report, candidate, location)


def _places(rivals: tuple[tuple[int, float], ...], gazetteer: Gazetteer) -> Iterator[int]:
    """Yield the places that candidates can be: the rivals, what became of them, what lies in them."""
    for place, _ in rivals:
        yield from (place, *gazetteer.successors[place], *gazetteer.children[place])


def _own(report: Report) -> Geocoding:
    """Return what a report says of the one place that it found; a house is told only where it is read."""
    known: dict[str, str] = {}
    admin: dict[str, str] = {}
    for component in report.components:
        name = _PROPERTY.get(component.type)
        if name:
            known[name] = component.value
            admin[_ADMIN[component.type]] = component.value
        elif component.type in ("street", "postcode"):
            known[component.type] = component.value
    house = " ".join(c.value for c in report.components if c.type in _HOUSE_PARTS)
    level = report.location.level if report.location else "none"
    return structs.replace(
        _geocoding(
            known, admin, level, report.formatted.local or report.candidates[0].label, report.country or ""
        ),
        housenumber=house or None,
        accuracy=report.location.accuracy_m if report.location else None,
    )


def _of_place(place: int, gazetteer: Gazetteer, candidate: Candidate, location: Location) -> Geocoding:
    """Return what is known of a place that several candidates share a name with."""
    known: dict[str, str] = {}
    admin: dict[str, str] = {}
    for one in gazetteer.chain(place):
        level = Level(gazetteer.levels[one]).label
        name = gazetteer.names[one] if gazetteer.country == "CN" else russian_name(one, gazetteer)
        known[_PROPERTY[level]] = admin[_ADMIN[level]] = name
    own = gazetteer.level(place).label
    return structs.replace(
        _geocoding(known, admin, own, candidate.label, gazetteer.country), accuracy=location.accuracy_m
    )


def _geocoding(
    known: dict[str, str], admin: dict[str, str], level: str, label: str, country: str
) -> Geocoding:
    """Return the properties; ``level`` is that of the point, which may be coarser than the address."""
    own = Geocoding(
        _TYPES.get(level, "locality"), label, country=_COUNTRIES.get(country), admin=admin or None
    )
    return structs.replace(own, **known)


def _feature(geocoding: Geocoding, report: Report, candidate: Candidate, location: Location) -> Feature:
    """Return one feature; GeoJSON puts the longitude first."""
    besides = Besides(report.action, candidate.score, candidate.code, report.country)
    return Feature(
        FeatureProperties(geocoding, besides), PointGeometry((location.longitude, location.latitude))
    )
