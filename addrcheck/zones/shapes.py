"""Polygons as people exchange them: WKT in a cell, GeoJSON in a file. No geometry is computed here.

Coordinates are longitude, latitude in degrees (WGS 84), as in both formats.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from addrcheck.zones.model import Ring, Shape

_TOKEN = re.compile(r"([(),]|[-+0-9.eE]+|[A-Za-z]+)")
_LATITUDES, _LONGITUDES = (3.0, 82.5), (19.0, 192.0)
"""What holds China and Russia; Чукотка reaches across the date line."""


class ShapeError(ValueError):
    """A shape that cannot be read; the text says what is wrong with it."""


def shape_from_wkt(text: str) -> Shape:
    """Return the polygons of a WKT ``POLYGON`` or ``MULTIPOLYGON``; rings are closed where they are not.

    >>> shape_from_wkt("POLYGON((49 55, 50 55, 50 56))")
    ((((49.0, 55.0), (50.0, 55.0), (50.0, 56.0), (49.0, 55.0)),),)

    Raises ``ShapeError``.
    """
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != re.sub(r"\s+", "", text):
        raise ShapeError(text[:40])
    word, nested = tokens[0].upper(), _nested(tokens[1:])
    if word == "POLYGON":
        return (_polygon(nested),)
    if word == "MULTIPOLYGON" and nested:
        return tuple(_polygon(one) for one in nested)
    raise ShapeError(tokens[0])


def wkt(shape: Shape) -> str:
    """Return polygons as WKT.

    >>> wkt(((((49.0, 55.0), (50.0, 55.0), (50.0, 56.0), (49.0, 55.0)),),))
    'POLYGON((49 55,50 55,50 56,49 55))'
    """
    polygons = ["(" + ",".join(_ring_wkt(ring) for ring in polygon) + ")" for polygon in shape]
    return "POLYGON" + polygons[0] if len(polygons) == 1 else "MULTIPOLYGON(" + ",".join(polygons) + ")"


def shape_from_geojson(geometry: object) -> Shape:
    """Return the polygons of a GeoJSON geometry; raises ``ShapeError`` for any other kind."""
    if not isinstance(geometry, dict):
        raise ShapeError(str(geometry)[:40])
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return (_polygon(coordinates),)
    if kind == "MultiPolygon" and isinstance(coordinates, Sequence) and coordinates:
        return tuple(_polygon(one) for one in coordinates)
    raise ShapeError(str(kind))


def point_from_geojson(geometry: Mapping[str, object]) -> tuple[float, float]:
    """Return longitude and latitude of a GeoJSON point; raises ``ShapeError``."""
    corner = geometry.get("coordinates")
    if not isinstance(corner, Sequence) or isinstance(corner, str) or len(corner) < 2:
        raise ShapeError(str(corner)[:40])
    try:
        longitude, latitude = float(corner[0]), float(corner[1])
    except (TypeError, ValueError, OverflowError):
        raise ShapeError(str(corner)[:40]) from None
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        raise ShapeError("NaN")
    return longitude, latitude


def geojson(shape: Shape) -> dict[str, Any]:
    """Return polygons as a GeoJSON geometry."""
    if len(shape) == 1:
        return {"type": "Polygon", "coordinates": shape[0]}
    return {"type": "MultiPolygon", "coordinates": shape}


def outside(shape: Shape) -> tuple[float, float] | None:
    """Return a corner (longitude, latitude) that lies neither in China nor in Russia, None where all do."""
    corners = (corner for polygon in shape for ring in polygon for corner in ring)
    return next((c for c in corners if not inside_lands(c[1], c[0])), None)


def inside_lands(latitude: float, longitude: float) -> bool:
    """Tell whether a point may lie in China or Russia.

    >>> inside_lands(55.79, 49.12), inside_lands(120.15, 30.27)
    (True, False)
    """
    east = longitude + 360 if longitude < -168 else longitude
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= east <= _LONGITUDES[1]


def _nested(tokens: Sequence[str]) -> list[Any]:
    """Return the parenthesised lists of numbers as nested lists; a corner is a list of two."""
    stack: list[list[Any]] = [[]]
    corner: list[float] = []
    for token in tokens:
        if token == "(":
            stack.append([])
        elif token in ",)":
            if corner:
                stack[-1].append(corner)
                corner = []
            if token == ")":
                if len(stack) < 2:
                    raise ShapeError(")")
                done = stack.pop()
                stack[-1].append(done)
        else:
            corner.append(_number(token))
    if len(stack) != 1 or len(stack[0]) != 1 or corner or not isinstance(stack[0][0], list):
        raise ShapeError("()")
    return stack[0][0]


def _number(token: str) -> float:
    try:
        return float(token)
    except ValueError:
        raise ShapeError(token) from None


def _polygon(rings: object) -> tuple[Ring, ...]:
    if not isinstance(rings, Sequence) or not rings:
        raise ShapeError("()")
    return tuple(_ring(ring) for ring in rings)


def _ring(corners: object) -> Ring:
    """Return a closed ring; raises where it is no area."""
    if not isinstance(corners, Sequence):
        raise ShapeError(str(corners)[:40])
    try:
        ring = tuple((float(x), float(y)) for x, y, *_ in corners)
    except (TypeError, ValueError, OverflowError) as error:
        raise ShapeError(str(corners)[:40]) from error
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        raise ShapeError("NaN")
    if ring and ring[0] != ring[-1]:
        ring = (*ring, ring[0])
    if len(set(ring)) < 3:
        raise ShapeError(" ".join(map(str, ring[:1])))
    return ring


def _ring_wkt(ring: Ring) -> str:
    return "(" + ",".join(f"{_plain(x)} {_plain(y)}" for x, y in ring) + ")"


def _plain(value: float) -> str:
    """Return a number without a needless point, exactly."""
    return repr(int(value)) if value == int(value) else repr(value)
