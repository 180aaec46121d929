"""Where a place lies: which of the given points can be believed, and how far it may be off.

A quarter of the points of the postal source belong to a namesake elsewhere. A point is believed when it
lies where the rest of its district lies; what fails gets the centre of the district with the district's
own radius, so that the accuracy stays honest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Spot = tuple[float, float]


@dataclass(frozen=True)
class Cluster:
    """Where the places of a district lie: the centre, and the radius that holds nine in ten of them."""

    centre: Spot
    radius_km: float
    limit_km: float

    def holds(self, spot: Spot) -> bool:
        """Tell whether a point can belong to the district."""
        return kilometres(self.centre, spot) <= self.limit_km


def kilometres(one: Spot, other: Spot) -> float:
    """Return the great-circle distance.

    >>> round(kilometres((55.752, 37.618), (59.939, 30.314)))  # Москва, Санкт-Петербург
    635
    """
    a, b, c, d = map(math.radians, (*one, *other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


_REACHES_KM = (45.0, 70.0, 110.0, 180.0, 300.0)
"""How far a district may stretch from its heart, from the crowded south to the empty north."""
_MOST = 0.6
"""The share of the points that must lie within reach: of the rest, most belong to namesakes elsewhere."""


def cluster(sure: Sequence[Spot], fair: Sequence[Spot], region_reach_km: float) -> Cluster:
    """Find the densest crowd among points, of which ``sure`` ones count fivefold.

    The district is taken to be as small as most of its points allow, and never larger than a fifth of its
    subject or 45 km. Raises ``ValueError`` when there are no points.
    """
    points = [(spot, 5.0) for spot in sure] + [(spot, 1.0) for spot in fair]
    weight = sum(weight for _, weight in points)
    limit = max(_REACHES_KM[0], region_reach_km / 4)
    for reach in (reach for reach in _REACHES_KM if reach <= limit):
        inside = _crowd(points, reach)
        if sum(w for _, w in inside) >= _MOST * weight:
            break
    spots = [spot for spot, _ in inside]
    centre = median(s[0] for s in spots), median(s[1] for s in spots)
    distances = sorted(kilometres(centre, spot) for spot in spots)
    radius = max(10.0, distances[min(len(distances) - 1, len(distances) * 9 // 10)])
    return Cluster(centre, radius, max(1.5 * radius, 0.6 * reach))


def _crowd(points: list[tuple[Spot, float]], reach_km: float) -> list[tuple[Spot, float]]:
    """Return the points within reach of the one that has most points around it."""

    def weight_around(spot: Spot) -> float:
        apart = ((kilometres(spot, other), weight) for other, weight in points)
        return sum(weight / (1 + distance / reach_km) for distance, weight in apart if distance <= reach_km)

    heart = max((spot for spot, _ in points), key=weight_around)
    return [(spot, weight) for spot, weight in points if kilometres(heart, spot) <= reach_km]
