"""From offices and GeoNames to places: one place for each name in each district.

Offices of one name in one district are one place with several postal indexes. A place of GeoNames is the
same as a postal place when subject and name agree and it lies where the district lies; of several
candidates it is the nearest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from addrcheck.sources.russia.geonames import GeoName
from addrcheck.sources.russia.offices import Office
from addrcheck.sources.russia.positions import Cluster, Spot, cluster, kilometres
from addrcheck.sources.russia.spelling import fold
from addrcheck.sources.russia.subjects import Subjects

_SAME_KM = 40.0
"""Two points of one name in one subject farther apart than this are two places."""
_TWICE_KM = 15.0
"""Two records of one name nearer than this are one place recorded twice."""

_TOWN_SIZED = 10_000
"""A namesake of a town that is said to be as large as a town is the town at a wrong position."""

Key = tuple[str, str]
"""A subject and a folded name."""


@dataclass
class Place:
    """A settlement or town on its way into the tables."""

    region: str
    district: str
    name: str
    kind: str = ""
    indexes: list[str] = field(default_factory=list)
    matched: list[Spot] = field(default_factory=list)
    guessed: list[Spot] = field(default_factory=list)
    geoname: GeoName | None = None
    spot: Spot | None = None
    accuracy_m: int = 0

    @property
    def key(self) -> Key:
        """Subject and folded name."""
        return self.region, fold(self.name)

    @property
    def home(self) -> Key:
        """Subject and district."""
        return self.region, fold(self.district)

    @property
    def population(self) -> int:
        """Inhabitants, 0 where unknown."""
        return self.geoname.population if self.geoname else 0


def postal_places(offices: Iterable[Office]) -> list[Place]:
    """Group the offices by subject, district and name of the place."""
    offices = list(offices)
    plain = {(o.region, fold(o.name)): o.district for o in offices if not o.numbered and not o.kind}
    places: dict[tuple[str, str, str, str], Place] = {}
    for office in sorted(offices, key=lambda o: (o.numbered, o.index)):
        folded, district = fold(office.name), office.district
        if office.numbered and (office.region, district, folded, "") not in places:
            district = plain.get((office.region, folded), district)
        place = Place(office.region, district, office.name, office.kind)
        place = places.setdefault((office.region, district, folded, office.kind), place)
        place.indexes.append(office.index)
        spot = office.latitude, office.longitude
        (place.matched if office.matched else place.guessed).append(spot)
    return list(places.values())


def join(
    places: list[Place],
    geonames: Iterable[GeoName],
    homes: dict[int, str],
    towns: frozenset[Key],
    subjects: Subjects,
    report: Counter[str],
) -> list[Place]:
    """Give each postal place its GeoNames record; records that no office names become places of their own.

    ``homes`` tells the district of some records by their number.
    """
    by_name: dict[Key, list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.key].append(place)
    records = sorted(geonames, key=lambda g: (-g.population, g.number))
    waiting = [r for r in records if not _take(by_name[r.region, fold(r.name)], r, None, towns)]
    clusters = find_clusters(places, subjects)
    for place in places:
        record, home = place.geoname, clusters.get(place.home)
        if record and home and place.key not in towns and not home.holds(record.spot):
            place.geoname = None
            waiting.append(record)
    alone = []
    for record in waiting:
        namesakes = by_name[record.region, fold(record.name)]
        if _take(namesakes, record, clusters, towns):
            continue
        if any(_same(p.geoname, record, towns) for p in namesakes if p.geoname):
            report["GeoNames: dropped, the same place twice"] += 1
            continue
        alone.append(
            Place(record.region, homes.get(record.number, ""), record.name, record.kind, geoname=record)
        )
        namesakes.append(alone[-1])
    report["GeoNames: joined to a postal place"] = sum(place.geoname is not None for place in places)
    report["GeoNames: places without a post office"] = len(alone)
    return places + alone


def _same(one: GeoName, other: GeoName, towns: frozenset[Key]) -> bool:
    """Tell whether two records of one name are one place recorded twice: near each other, or a town and its shadow."""
    shadow = (one.region, fold(one.name)) in towns and other.population >= _TOWN_SIZED
    return shadow or kilometres(one.spot, other.spot) <= _TWICE_KM


def _take(
    namesakes: list[Place], record: GeoName, clusters: dict[Key, Cluster] | None, towns: frozenset[Key]
) -> bool:
    """Join a record to the postal place that it describes; tells whether there is one.

    Without ``clusters`` the points of the postal source decide, which are wrong in one case of four; with
    them, the district does.
    """

    def distance(place: Place) -> float:
        home = clusters.get(place.home) if clusters else None
        if home:
            return kilometres(home.centre, record.spot) if home.holds(record.spot) else 9_999.0
        return min(
            (kilometres(record.spot, other) for other in place.matched + place.guessed), default=9_999.0
        )

    free = [place for place in namesakes if place.geoname is None]
    alone = len(free) == 1 and len(namesakes) == 1
    if (record.region, fold(record.name)) in towns:
        free.sort(
            key=lambda place: (bool(place.kind), bool(place.district), -len(place.indexes), distance(place))
        )
    else:
        free = [
            place
            for place in free
            if distance(place) <= _SAME_KM * (4 if clusters else 1) or (alone and not clusters)
        ]
        free.sort(key=lambda place: (bool(place.kind), bool(place.district), distance(place)))
    if free:
        free[0].geoname = record
    return bool(free)


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


def absorb(places: list[Place], former: Iterable[dict[str, str]], report: Counter[str]) -> list[Place]:
    """Merge into its successor every place that ``former.tsv`` says has become a part of it.

    A namesake elsewhere in the subject stays: the gone place shares postal indexes with its successor, or
    lies near it.
    """
    by_name: dict[Key, list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.key].append(place)
    gone: set[int] = set()
    for row in former:
        region, _, name = row["code"].partition("@")[0].partition(":")
        successor = _successor(by_name, row["successors"])
        for place in by_name.get((region, fold(name.replace("_", " "))), ()):
            if successor and place is not successor and _belongs(place, successor):
                successor.indexes += place.indexes
                gone.add(id(place))
    report["absorbed: joined to a neighbour, or renamed"] = len(gone)
    return [place for place in places if id(place) not in gone]


def _successor(by_name: dict[Key, list[Place]], code: str) -> Place | None:
    region, _, name = code.partition(":")
    return max(
        by_name.get((region, fold(name.replace("_", " "))), ()), key=lambda p: p.population, default=None
    )


def _belongs(place: Place, successor: Place) -> bool:
    if {index[:4] for index in place.indexes} & {index[:4] for index in successor.indexes}:
        return True
    return bool(
        place.geoname and successor.geoname and kilometres(place.geoname.spot, successor.geoname.spot) < 40
    )


def drop_city_subjects(places: list[Place], subjects: Subjects) -> list[Place]:
    """Leave out Москва inside Москва: the region row is the city."""
    cities = subjects.city_names()
    return [place for place in places if place.key not in cities]


def missing_towns(
    places: list[Place], by_hand: Iterable[dict[str, str]], report: Counter[str]
) -> list[Place]:
    """Return the towns that no source has, at the position that the list gives by hand.

    Raises ``ValueError`` for a town that neither has.
    """
    have = {place.key for place in places}
    missing = []
    for row in by_hand:
        if (row["region"], fold(row["name"])) not in have:
            spot = float(row["latitude"]), float(row["longitude"])
            missing.append(Place(row["region"], "", row["name"], matched=[spot]))
    report["towns placed by hand"] = len(missing)
    return missing
