"""How far and in which direction, on the ellipsoid of WGS 84."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Geod

WINDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


@cache
def _ellipsoid() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the length of the shortest way between two points (degrees, WGS 84), in metres.

    >>> round(distance_m(30.2741, 120.1551, 31.2304, 121.4737))  # 杭州 to 上海
    164864
    """
    return _ellipsoid().inv(longitude, latitude, other_longitude, other_latitude)[2]  # type: ignore[no-any-return]


def distance_and_wind(
    latitude: float, longitude: float, to_latitude: float, to_longitude: float
) -> tuple[float, str]:
    """Return how far (metres) and in which of eight directions the second point lies, seen from the first.

    >>> distance_and_wind(55.7558, 37.6173, 59.9390, 30.3158)[1]  # from Москва to Санкт-Петербург
    'NW'
    """
    bearing, _, metres = _ellipsoid().inv(longitude, latitude, to_longitude, to_latitude)
    return metres, WINDS[round(bearing / 45) % 8]
