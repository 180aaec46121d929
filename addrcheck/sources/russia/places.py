"""From offices and GeoNames to places: one place for each name in each district.

Offices of one name in one district are one place with several postal indexes. A place of GeoNames is the
same as a postal place when subject and name agree and, where there are several, when it is the nearest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from addrcheck.sources.russia.geonames import GeoName
from addrcheck.sources.russia.offices import Office
from addrcheck.sources.russia.positions import (
    GUESSED_M,
    KNOWN_M,
    MATCHED_M,
    Cluster,
    Spot,
    cluster,
    district_reach_km,
    kilometres,
)
from addrcheck.sources.russia.spelling import fold
from addrcheck.sources.russia.subjects import CITIES, Subjects

_SAME_KM = 40.0
"""Two points of one name in one subject farther apart than this are two places."""


@dataclass
class Place:
    """A settlement or town on its way into the tables."""

    region: str
    district: str
    name: str
    indexes: list[str] = field(default_factory=list)
    matched: list[Spot] = field(default_factory=list)
    guessed: list[Spot] = field(default_factory=list)
    geoname: GeoName | None = None
    spot: Spot | None = None
    accuracy_m: int = 0

    @property
    def population(self) -> int:
        """Inhabitants, 0 where unknown."""
        return self.geoname.population if self.geoname else 0


def postal_places(offices: Iterable[Office]) -> list[Place]:
    """Group the offices by subject, district and name of the place."""
    offices = list(offices)
    plain = {(o.region, fold(o.name)): o.district for o in offices if not o.numbered}
    places: dict[tuple[str, str, str], Place] = {}
    for office in offices:
        folded = fold(office.name)
        district = office.district
        if office.numbered and (office.region, district, folded) not in places:
            district = plain.get((office.region, folded), district)
        place = places.setdefault(
            (office.region, district, folded), Place(office.region, district, office.name)
        )
        place.indexes.append(office.index)
        spot = office.latitude, office.longitude
        (place.matched if office.matched else place.guessed).append(spot)
    return list(places.values())


def join(places: list[Place], geonames: Iterable[GeoName], report: Counter[str]) -> list[Place]:
    """Give each postal place its GeoNames record; records that no office names become places of their own."""
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.region, fold(place.name)].append(place)
    alone: list[Place] = []
    for record in sorted(geonames, key=lambda g: (-g.population, g.number)):
        place = _partner(by_name[record.region, fold(record.name)], record)
        if place:
            place.geoname = record
            report["GeoNames joined to a postal place"] += 1
        elif not _repeats(by_name[record.region, fold(record.name)], record):
            place = Place(record.region, "", record.name, geoname=record)
            by_name[record.region, fold(record.name)].append(place)
            alone.append(place)
            report["GeoNames place without a post office"] += 1
        else:
            report["GeoNames dropped: the same place twice"] += 1
    return places + alone


def _partner(namesakes: list[Place], record: GeoName) -> Place | None:
    """Return the postal place that a record describes: of several the nearest, towns before villages."""
    free = [place for place in namesakes if place.geoname is None]
    spot = record.latitude, record.longitude

    def distance(place: Place) -> float:
        return min((kilometres(spot, other) for other in place.matched + place.guessed), default=9_999.0)

    if len(free) == 1 and len(namesakes) == 1:
        return free[0]
    near = sorted((p for p in free if distance(p) <= _SAME_KM), key=lambda p: (bool(p.district), distance(p)))
    return near[0] if near else None


def _repeats(namesakes: list[Place], record: GeoName) -> bool:
    spot = record.latitude, record.longitude
    known = (p.geoname for p in namesakes if p.geoname)
    return any(kilometres((g.latitude, g.longitude), spot) <= 15 for g in known)


def locate(places: list[Place], subjects: Subjects, report: Counter[str]) -> dict[tuple[str, str], Cluster]:
    """Decide on the position of every place; returns the cluster of every district."""
    members: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        members[place.region, place.district].append(place)
    clusters: dict[tuple[str, str], Cluster] = {}
    for (region, district), group in sorted(members.items()):
        if district:
            reach = district_reach_km(subjects.by_code[region].reach_km)
            found = _cluster(group, reach)
            if found:
                clusters[region, district] = found
    towns = {(p.region, index[:5]): _known(p) for p in places if p.geoname for index in p.indexes}
    for place in places:
        _settle(place, clusters.get((place.region, place.district)), subjects, towns, report)
    return clusters


def _known(place: Place) -> Spot:
    assert place.geoname
    return place.geoname.latitude, place.geoname.longitude


def _cluster(group: list[Place], reach: float) -> Cluster | None:
    sure = [_known(place) for place in group if place.geoname]
    fair = [spot for place in group if not place.geoname for spot in place.matched]
    return cluster(sure, fair or [s for p in group for s in p.guessed], reach)


def _settle(
    place: Place,
    district: Cluster | None,
    subjects: Subjects,
    towns: dict[tuple[str, str], Spot],
    report: Counter[str],
) -> None:
    if place.geoname:
        place.spot, place.accuracy_m = _known(place), KNOWN_M
        report["position: GeoNames"] += 1
        return
    subject = subjects.by_code[place.region]
    neighbour = next(
        (towns[place.region, i[:5]] for i in place.indexes if (place.region, i[:5]) in towns), None
    )
    if district is None:
        limit = 25.0 if neighbour else subject.reach_km
        district = Cluster(neighbour or (subject.latitude, subject.longitude), limit, limit)
    for spots, accuracy, word in (
        (place.matched, MATCHED_M, "matched"),
        (place.guessed, GUESSED_M, "guessed"),
    ):
        spot = next((s for s in spots if district.holds(s)), None)
        if spot:
            place.spot, place.accuracy_m = spot, accuracy
            report[f"position: {word} by the postal source"] += 1
            return
    place.spot, place.accuracy_m = district.centre, round(district.radius_km) * 1000
    report["position: centre of the district" if place.district else "position: centre of the region"] += 1


def drop_city_subjects(places: list[Place], subjects: Subjects) -> list[Place]:
    """Leave out Москва inside Москва: the region row is the city."""
    own = {code: fold(subjects.by_code[code].name) for code in CITIES}
    return [place for place in places if own.get(place.region) != fold(place.name)]
