"""The known places around a point: a grid over the positions of one gazetteer, made when first asked."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, cast

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo.distance import distance_and_wind
from addrcheck.model import Level

FARTHEST_M = 400_000
"""Farther places say nothing about a point."""

_CELLS_A_DEGREE = 4
_COLUMNS = 360 * _CELLS_A_DEGREE
_METRES_A_DEGREE = 110_574.0
"""The shortest degree of latitude; one of longitude is never shorter than that times the cosine."""
_FIRST_REACH_M = 25_000
_POINTS = frozenset({Level.CITY, Level.DISTRICT, Level.TOWN, Level.SETTLEMENT})
"""The middle of a region or of a rural district is no place that one could be near to."""
_BORROWED_M = 5_000
"""A village less exact than that has no point of its own: it was given that of its district."""


class Near(NamedTuple):
    """A place near a point: how far (metres), in which direction from the point, which row of the gazetteer."""

    metres: float
    wind: str
    place: int


class Grid:
    """The standing places of one gazetteer by the cell of the map that they lie in."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for place, level in enumerate(gazetteer.levels):
            if level not in _POINTS or gazetteer.is_former(place):
                continue
            position = gazetteer.position(place)
            if position and not (level == Level.SETTLEMENT and position[2] > _BORROWED_M):
                self._cells[_row(position[0]), _column(position[1]) % _COLUMNS].append(place)

    def nearest(
        self, latitude: float, longitude: float, count: int, reach_m: float = FARTHEST_M
    ) -> list[Near]:
        """Return up to ``count`` places within ``reach_m`` of a point (WGS 84), the nearest first."""
        reach = min(_FIRST_REACH_M, reach_m)
        while True:
            found = [near for near in self._around(latitude, longitude, reach) if near.metres <= reach]
            if len(found) >= count or reach >= reach_m:
                return sorted(found)[:count]
            reach = min(reach * 2, reach_m)

    def _around(self, latitude: float, longitude: float, reach: float) -> Iterator[Near]:
        """Yield the places of every cell that comes within ``reach``, and some more."""
        height = reach / _METRES_A_DEGREE
        south, north = latitude - height, latitude + height
        width = height / max(0.01, math.cos(math.radians(min(89.9, max(abs(south), abs(north))))))
        columns = range(_column(longitude - width), _column(longitude + width) + 1)
        wrapped = {column % _COLUMNS for column in columns}
        for row in range(_row(south), _row(north) + 1):
            for column in wrapped:
                for place in self._cells.get((row, column), ()):
                    at = self._gazetteer.position(place)
                    assert at is not None
                    yield Near(*distance_and_wind(latitude, longitude, at[0], at[1]), place)


def grid(gazetteer: Gazetteer) -> Grid:
    """Return the grid of a gazetteer; made once."""
    found = gazetteer.derived.get("grid")
    if found is None:
        found = gazetteer.derived["grid"] = Grid(gazetteer)
    return cast(Grid, found)


def _row(latitude: float) -> int:
    return math.floor(latitude * _CELLS_A_DEGREE)


def _column(longitude: float) -> int:
    return math.floor((longitude + 180) * _CELLS_A_DEGREE)
