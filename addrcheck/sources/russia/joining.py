"""Which record of GeoNames describes which postal place.

They are the same when subject and name agree and the record lies where the district lies; of several
candidates the nearest. The points of the postal source often are a namesake's, so they only begin: what
they join shows where each district lies, and that decides the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from addrcheck.sources.russia.geonames import GeoName
from addrcheck.sources.russia.places import Key, Place
from addrcheck.sources.russia.positions import Cluster, Spot, cluster, kilometres
from addrcheck.sources.russia.subjects import Subjects
from addrcheck.sources.russia.towns import Towns

_SAME_KM = 40.0
"""Two points of one name in one subject farther apart than this are two places."""
_TWICE_KM = 15.0
"""Two records of one name nearer than this are one place recorded twice."""
_TOWN_SIZED = 10_000
"""A namesake of a town that is said to be as large as a town is the town at a wrong position."""


def join(
    places: list[Place],
    geonames: Iterable[GeoName],
    homes: dict[int, str],
    towns: Towns,
    subjects: Subjects,
    report: Counter[str],
) -> list[Place]:
    """Give each postal place its GeoNames record; records that no office names become places of their own.

    ``homes`` tells the district of some records by their number.
    """
    by_name: dict[Key, list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.key].append(place)
    ordered = sorted(geonames, key=lambda g: (-g.population, g.number))
    _join_towns(by_name, ordered, towns)
    joined = {id(place.geoname) for place in places if place.geoname}
    waiting = []
    for record in (record for record in ordered if id(record) not in joined):
        partner = _by_points(by_name[record.key], record)
        if partner:
            partner.geoname = _sized(record, towns)
        else:
            waiting.append(record)
    clusters = find_clusters(places, subjects)
    waiting += _part_strangers(places, clusters)
    alone = []
    for record in waiting:
        namesakes = by_name[record.key]
        partner = _by_districts(namesakes, record, clusters)
        if partner:
            partner.geoname = _sized(record, towns)
        elif any(_same(p.geoname, record, towns) for p in namesakes if p.geoname):
            report["GeoNames: dropped, the same place twice"] += 1
        else:
            place = Place(
                record.region, homes.get(record.number, ""), record.name, record.kind, geoname=record
            )
            place.is_town = place.key in towns and not any(other.is_town for other in namesakes)
            alone.append(place)
            namesakes.append(place)
    report["GeoNames: joined to a postal place"] = sum(place.geoname is not None for place in places)
    report["GeoNames: places without a post office"] = len(alone)
    return places + alone


def _sized(record: GeoName, towns: Towns) -> GeoName:
    """Return the record of a village without the population of the town that it shares its name with."""
    shadow = record.key in towns and record.population >= _TOWN_SIZED
    return replace(record, population=0) if shadow else record


def _same(one: GeoName, other: GeoName, towns: Towns) -> bool:
    """Tell whether two records of one name are one place recorded twice: near each other, or a town and its shadow."""
    shadow = one.key in towns and other.population >= _TOWN_SIZED
    return shadow or kilometres(one.spot, other.spot) <= _TWICE_KM


def _join_towns(by_name: dict[Key, list[Place]], records: list[GeoName], towns: Towns) -> None:
    """Join the towns first: of the records the largest, of about equal ones the nearest to the post offices.

    The postal place is the one that answers to the subject, or has most offices, or lies in the
    district that the list of towns says.
    """
    candidates: dict[Key, list[GeoName]] = defaultdict(list)
    for record in records:
        if record.key in towns:
            candidates[record.key].append(record)
    for key in sorted(towns.keys() & by_name.keys()):
        place = _town_place(by_name[key], towns[key].district)
        place.is_town = True
        found = candidates[key]
        equal = [record for record in found if 2 * record.population >= found[0].population]
        place.geoname = min(equal, key=lambda record: _apart(place, record.spot), default=None)


def _town_place(namesakes: list[Place], district: str) -> Place:
    def rank(place: Place) -> tuple[bool, bool, bool, int]:
        return place.district != district, bool(place.kind), bool(place.district), -len(place.indexes)

    return min(namesakes, key=rank)


def _apart(place: Place, spot: Spot) -> float:
    """Return how far a point is from the nearest one that the postal source gives for a place, in kilometres."""
    return min(kilometres(spot, other) for other in place.matched + place.guessed)


def _part_strangers(places: list[Place], clusters: dict[Key, Cluster]) -> list[GeoName]:
    """Take back the records that lie outside the district of the place they were joined to."""
    parted = []
    for place in places:
        home = clusters.get(place.home)
        if place.geoname and home and not place.is_town and not home.holds(place.geoname.spot):
            parted.append(place.geoname)
            place.geoname = None
    return parted


def _by_points(namesakes: list[Place], record: GeoName) -> Place | None:
    """Return the postal place that a record describes by the points of the postal source, which often are wrong."""
    free = [place for place in namesakes if place.geoname is None]
    if len(free) == len(namesakes) == 1:
        return free[0]

    near = [place for place in free if _apart(place, record.spot) <= _SAME_KM]
    return min(near, key=lambda p: (bool(p.kind), bool(p.district), _apart(p, record.spot)), default=None)


def _by_districts(namesakes: list[Place], record: GeoName, clusters: dict[Key, Cluster]) -> Place | None:
    """Return the postal place whose district the record lies in; failing that, the urban one without a district."""
    free = [place for place in namesakes if place.geoname is None]
    inside = [p for p in free if p.home in clusters and clusters[p.home].holds(record.spot)]
    urban = [place for place in free if not place.district]
    return min(
        inside,
        key=lambda p: kilometres(clusters[p.home].centre, record.spot),
        default=urban[0] if urban else None,
    )


def find_clusters(places: Iterable[Place], subjects: Subjects) -> dict[Key, Cluster]:
    """Return where each district lies."""
    members: dict[Key, list[Place]] = defaultdict(list)
    for place in places:
        if place.district:
            members[place.home].append(place)
    found = {}
    for home, group in sorted(members.items()):
        sure = [place.geoname.spot for place in group if place.geoname]
        matched = [spot for place in group if not place.geoname for spot in place.matched]
        guessed = [spot for place in group if not place.geoname for spot in place.guessed]
        found[home] = cluster(sure, matched or guessed, subjects.by_code[home[0]].reach_km)
    return found
