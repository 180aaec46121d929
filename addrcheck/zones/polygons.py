"""Which polygons a point lies in, and which it may lie in, given how exact it is.

Shapes are kept on the sphere's Mercator projection: it keeps angles, so a circle of uncertainty stays a
circle and one index answers for the whole country. Shapely is imported when the first shape is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from addrcheck.zones.model import Rule, Shape

if TYPE_CHECKING:
    from shapely import Geometry

_EARTH_M = 6_371_008.8
_CIRCLE_SEGMENTS = 16
_LARGEST_CACHE = 1 << 16

Around = tuple[tuple[int, ...], tuple[int, ...]]
"""The lands that hold all of a circle, and those that hold some of it."""


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Return a point of the Mercator plane in metres of the equator; west of 168° W counts as east of 192° E."""
    east = longitude + 360 if longitude < -168 else longitude
    return math.radians(east) * _EARTH_M, math.asinh(math.tan(math.radians(latitude))) * _EARTH_M


def unprojected(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude of a point of the plane."""
    return math.degrees(math.atan(math.sinh(y / _EARTH_M))), math.degrees(x / _EARTH_M)


def stretch(latitude: float) -> float:
    """Return how many metres of the plane a metre on the ground has at a latitude."""
    return 1 / math.cos(math.radians(latitude))


def geometry(rule: Rule) -> Geometry:
    """Return the land of a polygon or radius rule on the plane."""
    import shapely

    if rule.kind == "radius":
        latitude, longitude, radius = rule.latitude or 0.0, rule.longitude or 0.0, rule.radius_m or 0.0
        centre = shapely.Point(projected(latitude, longitude))
        return centre.buffer(radius * stretch(latitude), quad_segs=_CIRCLE_SEGMENTS)
    return shape_geometry(rule.shape)


def shape_geometry(shape: Shape) -> Geometry:
    """Return polygons on the plane; what touches or overlaps is kept as it is drawn."""
    import shapely

    parts = []
    for outer, *holes in shape:
        parts.append(shapely.Polygon(_ring(outer), [_ring(hole) for hole in holes]))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _ring(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [projected(latitude, longitude) for longitude, latitude in corners]


def ground_area_m2(land: Geometry) -> float:
    """Return the area on the ground, to a fraction of a per cent for anything the size of a city."""
    latitude, _ = unprojected(land.centroid.x, land.centroid.y) if not land.is_empty else (0.0, 0.0)
    return float(land.area) / stretch(latitude) ** 2


def as_shape(land: Geometry) -> Shape:
    """Return land on the plane as polygons in degrees; lines and points in it are left out."""
    polygons = [
        part for part in getattr(land, "geoms", [land]) if part.geom_type == "Polygon" and not part.is_empty
    ]
    return tuple(
        tuple(
            tuple((lon, lat) for lat, lon in (unprojected(x, y) for x, y in ring.coords))
            for ring in (p.exterior, *p.interiors)
        )
        for p in polygons
    )


class PolygonIndex:
    """Finds the lands around a point; lands are numbered in the order in which they were given."""

    def __init__(self, lands: Sequence[Geometry]) -> None:
        import shapely

        self._count = len(lands)
        self._point, self._box = shapely.Point, shapely.box
        # A land and its boundary are two entries: what meets the one and not the other lies inside.
        self._tree = shapely.STRtree([*lands, *(land.boundary for land in lands)])
        self._known: dict[tuple[float, float, float], Around] = {}

    def around(self, latitude: float, longitude: float, spread_m: float) -> Around:
        """Return the lands that hold every place within ``spread_m`` of a point, and those that hold some of them."""
        asked = (latitude, longitude, spread_m)
        found = self._known.get(asked)
        if found is None:
            x, y = projected(latitude, longitude)
            reach = spread_m * stretch(latitude)
            found = self._around(x, y, reach)
            if len(self._known) < _LARGEST_CACHE:
                self._known[asked] = found
        return found

    def forget(self) -> None:
        """Drop the answers that were kept."""
        self._known.clear()

    def _around(self, x: float, y: float, reach: float) -> Around:
        """Return the lands around a point of the plane."""
        # The square around the circle: asking for it costs half of asking for the circle, and errs to the safe side.
        around = self._box(x - reach, y - reach, x + reach, y + reach) if reach else self._point(x, y)
        # A list of one is answered twice as fast as one by itself.
        near = self._tree.query([around], predicate="intersects")[1].tolist()
        near.sort()
        count = self._count
        edges = {i - count for i in near if i >= count}
        if not edges:
            return tuple(near), ()
        lands = [i for i in near if i < count]
        if not reach:
            return tuple(lands), ()
        return tuple(i for i in lands if i not in edges), tuple(i for i in lands if i in edges)
