"""GCJ-02 and BD-09, the shifted coordinates of Chinese maps, by hand: PROJ cannot express them.

The formulas are those that open projects have agreed on since 2010; the official ones were never
published. Both shift inside one outline (``addrcheck.geo.outline``) and leave the rest of the world as it
is. The way back has no formula: it is found by going forth again and again until the point is met.
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from addrcheck.geo.outline import china

Shift = Callable[[float, float], tuple[float, float]]
"""From latitude and longitude to shifted latitude and longitude."""

EDGE_M = 2000.0
"""So near the outline its own inaccuracy, or a shift across it, leaves open which of two points is meant."""

_SEMI_MAJOR_M = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BAIDU_WAVE = pi * 3000 / 180
_BAIDU_STEP = (0.006, 0.0065)
_MET = 1e-13
_MOST_ROUNDS = 20


def _metres(x: float, y: float) -> tuple[float, float]:
    """Return how far east and north a point is moved; ``x``, ``y`` are degrees from 105° E, 35° N."""
    wave = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
    root = sqrt(abs(x))
    east = wave + 20 * sin(pi * x) + 40 * sin(pi * x / 3) + 150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)
    north = wave + 20 * sin(pi * y) + 40 * sin(pi * y / 3) + 160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)
    return (
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + east * 2 / 3,
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + north * 2 / 3,
    )


def gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """Return a WGS 84 point as GCJ-02, wherever it lies."""
    east, north = _metres(longitude - 105, latitude - 35)
    flattened = 1 - _ECCENTRICITY_SQUARED * sin(radians(latitude)) ** 2
    meridian = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / flattened**1.5
    parallel = _SEMI_MAJOR_M / sqrt(flattened) * cos(radians(latitude))
    return latitude + north * 180 / (meridian * pi), longitude + east * 180 / (parallel * pi)


def bd09(latitude: float, longitude: float) -> tuple[float, float]:
    """Return a WGS 84 point as BD-09, wherever it lies."""
    y, x = gcj02(latitude, longitude)
    radius = hypot(x, y) + 0.00002 * sin(y * _BAIDU_WAVE)
    angle = atan2(y, x) + 0.000003 * cos(x * _BAIDU_WAVE)
    return radius * sin(angle) + _BAIDU_STEP[0], radius * cos(angle) + _BAIDU_STEP[1]


def shifted(latitude: float, longitude: float, shift: Shift) -> tuple[float, float]:
    """Return a WGS 84 point as Chinese maps give it: shifted inside the outline, as it is abroad."""
    return shift(latitude, longitude) if china().contains(latitude, longitude) else (latitude, longitude)


def unshifted(latitude: float, longitude: float, shift: Shift) -> tuple[float, float]:
    """Return the WGS 84 point of a shifted one; at the outline the one inside, where two or none would do."""
    outline = china()
    abroad = not outline.contains(latitude, longitude)
    if abroad and not outline.near(latitude, longitude, EDGE_M):
        return latitude, longitude
    back = _solved(latitude, longitude, shift)
    return (latitude, longitude) if abroad and not outline.contains(*back) else back


def is_unique(latitude: float, longitude: float) -> bool:
    """Tell whether a WGS 84 point and its shifted form belong to each other alone: it is not at the outline."""
    return not china().near(latitude, longitude, EDGE_M)


def _solved(latitude: float, longitude: float, shift: Shift) -> tuple[float, float]:
    """Return the point that ``shift`` moves to the one given; every round leaves a fortieth of the error."""
    y, x = latitude, longitude
    for _ in range(_MOST_ROUNDS):
        north, east = shift(y, x)
        off_y, off_x = north - latitude, east - longitude
        y, x = y - off_y, x - off_x
        if abs(off_y) < _MET and abs(off_x) < _MET:
            break
    return y, x
