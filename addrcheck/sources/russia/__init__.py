"""The Russian dictionary: subjects, districts, towns, settlements, and the names of streets.

    offices     what the postal source says: 43,538 offices, half of them the second office of a town
    geonames    what GeoNames says: position, population, ё
    districts   the districts of both
    places      offices + GeoNames → places
    locate      a position that can be believed for each
    rows        places → rows of dictionaries/ru/*.tsv

``regions.tsv``, ``former.tsv`` and ``aliases.tsv`` are written by hand and only read here; so are the
lists of towns and of moved places beside this module, since no source knows them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from addrcheck.gazetteer.tables import read_optional, read_table
from addrcheck.sources.russia.districts import Corrections, all_districts, of_offices, read_districts
from addrcheck.sources.russia.geonames import Names, read_district_lines, read_geonames
from addrcheck.sources.russia.locate import locate_places
from addrcheck.sources.russia.offices import read_moves, read_offices
from addrcheck.sources.russia.places import (
    absorb,
    drop_city_subjects,
    find_clusters,
    join,
    missing_towns,
    postal_places,
)
from addrcheck.sources.russia.rows import write_areas, write_settlements, write_streets
from addrcheck.sources.russia.spelling import Yo, fold
from addrcheck.sources.russia.streets import read_streets
from addrcheck.sources.russia.subjects import Subjects

_TOWNS = Path(__file__).parent / "towns.tsv"


def build(packages_dir: Path, out_dir: Path) -> None:
    """Write areas.tsv, cities.tsv, settlements.tsv and streets.tsv into ``out_dir``/ru and say what was done.

    ``packages_dir`` holds the unpacked packages. Reads the tables written by hand from ``out_dir``/ru.
    """
    out, report = out_dir / "ru", Counter[str]()
    subjects = Subjects(out / "regions.tsv")
    by_hand = list(read_table(_TOWNS))
    towns = {(row["region"], fold(row["name"])): row["name"] for row in by_hand}
    offices = read_offices(packages_dir, subjects, report)
    geonames = read_geonames(
        packages_dir, Names(offices, [*towns, *subjects.city_names()]), read_moves()[1], report
    )
    corrections = Corrections()
    offices = of_offices(offices, corrections)
    listed = read_districts(packages_dir, corrections)
    lines = read_district_lines(packages_dir)
    homes = {number: listed[line].name for number, line in lines.items() if line in listed}
    places = join(postal_places(offices), geonames, homes, frozenset(towns), subjects, report)
    places = absorb(drop_city_subjects(places, subjects), read_optional(out / "former.tsv"), report)
    places += missing_towns(places, by_hand, report)
    clusters = find_clusters(places, subjects)
    locate_places(places, clusters, subjects, report)
    yo = Yo([*towns.values(), *(g.name for g in geonames), *(d.name for d in listed.values())])
    districts = all_districts(listed.values(), offices, corrections, {place.key for place in places}, yo)
    write_areas(out / "areas.tsv", districts, clusters, places)
    write_settlements(out, districts, places, towns, yo, report)
    write_streets(out / "streets.tsv", read_streets(packages_dir, yo, report))
    for what, count in sorted(report.items()):
        print(f"{count:7,}  {what}")
