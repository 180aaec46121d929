"""Gives every place its position, from the best evidence down: GeoNames, the postal source, the neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict

from addrcheck.sources.russia.places import Key, Place
from addrcheck.sources.russia.positions import Cluster, Spot, kilometres
from addrcheck.sources.russia.subjects import Subject, Subjects

KNOWN_M = 2_000
"""GeoNames has the place itself."""
MATCHED_M = 5_000
"""The postal source matched the name, and the point lies inside the district."""
GUESSED_M = 20_000
"""The postal source put the place among its neighbours."""
_NEIGHBOUR_KM = {5: 25.0, 4: 60.0}
"""How far apart places lie whose postal indexes share the first five, or four, digits."""


def locate(
    places: list[Place], clusters: dict[Key, Cluster], subjects: Subjects, report: Counter[str]
) -> None:
    """Set position and accuracy of every place."""
    known: dict[str, list[Spot]] = defaultdict(list)
    for place in places:
        if place.geoname:
            for index in place.indexes:
                for digits in _NEIGHBOUR_KM:
                    known[index[:digits]].append(place.geoname.spot)
    for place in places:
        if place.geoname:
            place.spot, place.accuracy_m = place.geoname.spot, KNOWN_M
            report["position: GeoNames"] += 1
        else:
            home = clusters.get(place.home) or _around(place, known, subjects.by_code[place.region])
            report[_settle(place, home)] += 1


def _around(place: Place, known: dict[str, list[Spot]], subject: Subject) -> Cluster:
    """Return where a place without a district must lie: near the neighbours by postal index, or in its subject."""
    seat = subject.latitude, subject.longitude
    for digits, limit in _NEIGHBOUR_KM.items():
        for index in place.indexes:
            for spot in known[index[:digits]]:
                if kilometres(seat, spot) <= 3 * subject.reach_km:
                    return Cluster(spot, limit, 1.5 * limit)
    return Cluster(seat, subject.reach_km, subject.reach_km)


def _settle(place: Place, home: Cluster) -> str:
    """Believe the first point that lies at home; otherwise the centre. Returns what was done."""
    for spots, accuracy, word in (
        (place.matched, MATCHED_M, "matched"),
        (place.guessed, GUESSED_M, "guessed"),
    ):
        spot = next((spot for spot in spots if home.holds(spot)), None)
        if spot:
            place.spot, place.accuracy_m = spot, accuracy
            return f"position: {word} by the postal source"
    place.spot, place.accuracy_m = home.centre, round(home.radius_km) * 1000
    return "position: centre of the district" if place.district else "position: neighbours by postal index"
