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
    634
    """
    a, b, c, d = map(math.radians, (*one, *other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def cluster(sure: Sequence[Spot], fair: Sequence[Spot], reach_km: float) -> Cluster | None:
    """Find the densest crowd among points; ``sure`` ones count fivefold; ``reach_km`` is the size to expect.

    Returns None when there are no points.
    """
    points = [(spot, 5.0) for spot in sure] + [(spot, 1.0) for spot in fair]
    if not points:
        return None

    def crowd(spot: Spot) -> float:
        apart = ((kilometres(spot, other), weight) for other, weight in points)
        return sum(weight / (1 + distance / reach_km) for distance, weight in apart if distance <= reach_km)

    heart = max((spot for spot, _ in points), key=crowd)
    inside = [spot for spot, _ in points if kilometres(heart, spot) <= reach_km]
    centre = median(s[0] for s in inside), median(s[1] for s in inside)
    distances = sorted(kilometres(centre, spot) for spot in inside)
    radius = max(10.0, distances[min(len(distances) - 1, len(distances) * 9 // 10)])
    return Cluster(centre, radius, max(1.5 * radius, reach_km * 0.6))


def district_reach_km(region_reach_km: float) -> float:
    """Return how far a district may stretch, judged by how far its subject does: 45 km to 300 km."""
    return min(300.0, max(45.0, region_reach_km / 5))
