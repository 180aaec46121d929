"""The Russian dictionary: subjects, districts, towns, settlements, and the names of streets.

    offices     what the postal source says: 43,538 offices, half of them the second office of a town
    geonames    what GeoNames says: position, population, ё
    districts   the districts of both
    places      offices → places
    joining     places + GeoNames
    locate      a position that can be believed for each
    homes       the district of those that only GeoNames has
    rows        places → rows of dictionaries/ru/*.tsv

Written by hand, and only read here, are ``regions.tsv``, ``districts.tsv`` (those inside Москва and
Санкт-Петербург), ``former.tsv`` and ``aliases.tsv`` of dictionaries/ru and, beside this module, the lists
of towns, of districts that the sources get wrong and of places that moved: no source knows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from addrcheck.errors import DictionaryError
from addrcheck.gazetteer.tables import read_optional
from addrcheck.sources.russia.chinese_names import write_chinese_names
from addrcheck.sources.russia.districts import Corrections, all_districts, of_offices, read_districts
from addrcheck.sources.russia.geonames import GeoName, Names, read_district_lines, read_geonames
from addrcheck.sources.russia.homes import settle_homes
from addrcheck.sources.russia.joining import find_clusters, join
from addrcheck.sources.russia.locate import locate_places
from addrcheck.sources.russia.offices import Office, read_moves, read_offices
from addrcheck.sources.russia.places import Place, absorb, drop_known, missing_towns, postal_places
from addrcheck.sources.russia.rows import write_areas, write_settlements, write_streets
from addrcheck.sources.russia.spelling import Yo, fold
from addrcheck.sources.russia.streets import read_streets
from addrcheck.sources.russia.subjects import Subjects
from addrcheck.sources.russia.towns import Towns, read_towns

_PLACE_TABLES = ("regions", "areas", "cities", "districts", "settlements")


def build(packages_dir: Path, out_dir: Path) -> None:
    """Write areas.tsv, cities.tsv, settlements.tsv and streets.tsv into ``out_dir``/ru and say what was done.

    ``packages_dir`` holds the unpacked packages; the tables written by hand are read from ``out_dir``/ru.
    Raises ``DictionaryError`` when one of those points to a place that is in no table.
    """
    out, report = out_dir / "ru", Counter[str]()
    subjects, corrections = Subjects(out / "regions.tsv"), Corrections()
    towns = read_towns()
    offices = of_offices(read_offices(packages_dir, subjects, report), corrections)
    names = Names(offices, [*towns, *subjects.city_names()])
    geonames = read_geonames(packages_dir, names, read_moves()[1], report)
    listed = read_districts(packages_dir, corrections)
    homes = {n: listed[line].name for n, line in read_district_lines(packages_dir).items() if line in listed}

    places = join(postal_places(offices), geonames, homes, towns, subjects, report)
    places = _by_hand(out, places, towns, subjects, report)
    clusters = find_clusters(places, subjects)
    locate_places(places, clusters, subjects, report)
    settle_homes(places, report)
    yo = _yo(
        [town.name for town in towns.values()], geonames, [district.name for district in listed.values()]
    )
    districts = all_districts(listed.values(), offices, corrections, {place.key for place in places}, yo)

    write_areas(out / "areas.tsv", districts, clusters, places)
    write_settlements(out, districts, places, towns, yo, report)
    write_streets(out / "streets.tsv", read_streets(packages_dir, yo, report))
    write_chinese_names(packages_dir, out, report)
    _check_pointers(out)
    _print(report, offices)


def _by_hand(
    out: Path, places: list[Place], towns: Towns, subjects: Subjects, report: Counter[str]
) -> list[Place]:
    """Apply what the tables written by hand say of the places."""
    inside = [(row["parent"], fold(row["name"])) for row in read_optional(out / "districts.tsv")]
    moved = {(move.region, fold(move.name)) for move in read_moves()[1]}
    places = drop_known(places, {*subjects.city_names(), *inside} - towns.keys() - moved, report)
    places = absorb(places, read_optional(out / "former.tsv"), report)
    return places + missing_towns(places, towns, report)


def _yo(towns: Iterable[str], geonames: Iterable[GeoName], districts: Iterable[str]) -> Yo:
    return Yo([*towns, *(place.name for place in geonames), *districts])


def _check_pointers(out: Path) -> None:
    """See that aliases and former places lead to places that are there."""
    tables = {
        table: list(read_optional(out / f"{table}.tsv")) for table in (*_PLACE_TABLES, "aliases", "former")
    }
    codes = {row["code"] for table in _PLACE_TABLES for row in tables[table]}
    wanted = [row["code"] for row in tables["aliases"]]
    wanted += [code for row in tables["former"] for code in row["successors"].split()]
    lost = sorted(set(wanted) - codes)
    if lost:
        raise DictionaryError(f"aliases.tsv or former.tsv point to {', '.join(lost)}: in no table of {out}")


def _print(report: Counter[str], offices: list[Office]) -> None:
    print(f"{len(offices):7,}  offices kept")
    for what, count in sorted(report.items()):
        print(f"{count:7,}  {what}")
