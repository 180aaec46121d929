"""The area that GCJ-02 shifts: is a point inside, and how near its edge.

The corners stand in ``outline.tsv`` beside this file; they are read when the first point asks.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from addrcheck.gazetteer.tables import read_table

Corner = tuple[float, float]
"""Latitude and longitude in degrees."""
Edge = tuple[float, float, float, float]
"""Latitude and longitude of one end, then of the other."""

_BANDS_A_DEGREE = 10
_METRES_A_DEGREE = 111_320.0


class Outline:
    """Some closed lines on the map and what lies within them.

    >>> square = Outline([[(30.0, 110.0), (30.0, 111.0), (31.0, 111.0), (31.0, 110.0)]])
    >>> square.contains(30.5, 110.5), square.contains(30.5, 109.9)
    (True, False)
    """

    def __init__(self, rings: Iterable[Sequence[Corner]]) -> None:
        """Take the corners of every line, each in order; the last is joined to the first."""
        self._bands: defaultdict[int, list[Edge]] = defaultdict(list)
        for ring in rings:
            for (a, b), (c, d) in zip(ring, (*ring[1:], ring[0]), strict=True):
                for band in range(_band(min(a, c)), _band(max(a, c)) + 1):
                    self._bands[band].append((a, b, c, d))

    def contains(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies inside: a ray eastwards crosses the lines an odd number of times."""
        inside = False
        for a, b, c, d in self._bands.get(_band(latitude), ()):
            if (a > latitude) != (c > latitude) and longitude < b + (latitude - a) * (d - b) / (c - a):
                inside = not inside
        return inside

    def near(self, latitude: float, longitude: float, metres: float) -> bool:
        """Tell whether a point lies within ``metres`` of a line; exact to a part in a hundred for some kilometres."""
        to_east = _METRES_A_DEGREE * math.cos(math.radians(latitude))
        reach = metres / _METRES_A_DEGREE
        west, east = longitude - metres / to_east, longitude + metres / to_east
        for a, b, c, d in self._edges(latitude - reach, latitude + reach):
            if (b < west and d < west) or (b > east and d > east):
                continue
            one = (b - longitude) * to_east, (a - latitude) * _METRES_A_DEGREE
            other = (d - longitude) * to_east, (c - latitude) * _METRES_A_DEGREE
            if _distance_to_origin(*one, *other) <= metres:
                return True
        return False

    def _edges(self, south: float, north: float) -> Iterator[Edge]:
        """Yield the edges that may come between two latitudes."""
        for band in range(_band(south), _band(north) + 1):
            yield from self._bands.get(band, ())


def _band(latitude: float) -> int:
    return math.floor(latitude * _BANDS_A_DEGREE)


def _distance_to_origin(ax: float, ay: float, bx: float, by: float) -> float:
    """Return how far the stretch from a to b is from (0, 0)."""
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return math.hypot(ax + along * dx, ay + along * dy)


@cache
def china() -> Outline:
    """Return the outline of the area that Chinese maps shift."""
    rings: defaultdict[str, list[Corner]] = defaultdict(list)
    for row in read_table(Path(__file__).with_name("outline.tsv")):
        rings[row["ring"]].append((float(row["latitude"]), float(row["longitude"])))
    return Outline(rings.values())
