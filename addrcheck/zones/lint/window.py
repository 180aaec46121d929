"""Which pieces of the plane are drawn: lands that lie near each other share a sheet, and a sheet has one scale."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from addrcheck.zones.model import Shape
from addrcheck.zones.polygons import shape_geometry, stretch, unprojected

if TYPE_CHECKING:
    from shapely import Geometry

WIDTH, HEIGHT = 1000.0, 640.0
"""Of every sheet, in its own units."""

Box = tuple[float, float, float, float]
"""West, south, east and north on the Mercator plane, in metres of the equator."""

_CELL_M = 120_000.0
"""Lands whose cells of this size touch are drawn together."""
_MOST_CELLS = 60
_LEAST_EXTENT_M = 6_000.0
_MARGIN = 0.06


class Window(Struct, frozen=True):
    """The piece of the Mercator plane that a sheet shows; ``scale`` is units of the sheet a metre."""

    west: float
    north: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the plane lies on the sheet."""
        return round((x - self.west) * self.scale, 1), round((self.north - y) * self.scale, 1)

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Tell whether a point of the sheet is on it, so far from its edges."""
        return margin <= x <= WIDTH - margin and margin <= y <= HEIGHT - margin

    def path(self, land: Geometry) -> str:
        """Return the outlines of a land as the ``d`` of an SVG path."""
        parts = [
            part
            for part in getattr(land, "geoms", [land])
            if part.geom_type == "Polygon" and not part.is_empty
        ]
        rings = [ring.coords for part in parts for ring in (part.exterior, *part.interiors)]
        return "".join(self._ring(ring) for ring in rings)

    def shape_path(self, shape: Shape) -> str:
        """Return the outlines of polygons given in degrees."""
        return self.path(shape_geometry(shape))

    def _ring(self, corners: Iterable[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in (self.at(*corner) for corner in corners)) + "Z"

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of its middle."""
        return unprojected(self.west + WIDTH / 2 / self.scale, self.north - HEIGHT / 2 / self.scale)

    @property
    def ground_m(self) -> float:
        """How many metres on the ground a unit is, in the middle."""
        return 1 / (self.scale * stretch(self.middle[0]))


def window(boxes: Sequence[Box]) -> Window:
    """Return the window that shows all boxes, with some room around."""
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    width = max(east - west, _LEAST_EXTENT_M) * (1 + 2 * _MARGIN)
    height = max(north - south, _LEAST_EXTENT_M) * (1 + 2 * _MARGIN)
    scale = min(WIDTH / width, HEIGHT / height)
    return Window((west + east) / 2 - WIDTH / 2 / scale, (south + north) / 2 + HEIGHT / 2 / scale, scale)


def groups(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the numbers of the boxes that belong on one sheet, the fullest sheet first.

    >>> groups([(0, 0, 1000, 1000), (9e6, 0, 9e6, 0), (50_000, 0, 60_000, 9)])
    [[0, 2], [1]]
    """
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, box in enumerate(boxes):
        for cell in _cells(box):
            cells[cell].append(number)
    found: list[list[int]] = []
    left = dict(cells)
    while left:
        reached = [next(iter(left))]
        members = set(left.pop(reached[0]))
        for column, row in reached:
            for near in ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
                if near in left:
                    members.update(left.pop(near))
                    reached.append(near)
        found.append(sorted(members))
    return sorted(_joined(found), key=lambda group: (-len(group), group[0]))


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    west, south, east, north = (math.floor(edge / _CELL_M) for edge in box)
    if east - west > _MOST_CELLS or north - south > _MOST_CELLS:  # half a continent: its corners are enough
        return [(west, south), (east, north)]
    return [(x, y) for x in range(west, east + 1) for y in range(south, north + 1)]


def _joined(found: Iterable[list[int]]) -> list[list[int]]:
    """Return groups without common members: a land of a continent's size joins those that it reaches."""
    joined: list[set[int]] = []
    for group in map(set, found):
        meeting = [other for other in joined if other & group]
        joined = [other for other in joined if not other & group]
        joined.append(group.union(*meeting))
    return [sorted(group) for group in joined]
