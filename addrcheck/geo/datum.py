"""One point in one datum → the same point in another, or a refusal; never a shift by nothing.

Every way leads over WGS 84. Each step says how exact it is, and a point so near the outline of the area
that Chinese maps shift that two points would answer says so (``Point.unique``).
"""

from __future__ import annotations

import math
from typing import get_args

from msgspec import UNSET, Struct

from addrcheck.errors import UsageError
from addrcheck.geo import shifted, surveyed
from addrcheck.model import Datum, Location

DATUMS: tuple[Datum, ...] = get_args(Datum)

_SHIFTED: dict[Datum, shifted.Shift] = {"GCJ02": shifted.gcj02, "BD09": shifted.bd09}
_SHIFTED_ACCURACY_M = 2.0
"""The formulas are what is known of the official ones; what they may miss is a guess on the safe side."""
_CGCS2000_ACCURACY_M = 1.0
"""CGCS2000 stands still since 2000 while China has moved about 3 cm a year; otherwise it is WGS 84."""
_OTHER_NAMES: dict[str, Datum] = {
    "EPSG4326": "WGS84",
    "EPSG4490": "CGCS2000",
    "EPSG4284": "PULKOVO1942",
    "EPSG7683": "GSK2011",
    "EPSG4214": "BEIJING54",
    "EPSG4610": "XIAN80",
    "BD09LL": "BD09",
    "BEIJING1954": "BEIJING54",
    "XIAN1980": "XIAN80",
    "PULKOVO42": "PULKOVO1942",
    "СК42": "PULKOVO1942",
    "ГСК2011": "GSK2011",
}


class DatumError(UsageError):
    """A datum is unknown, or nothing is known that would take the point from one to the other."""


class Point(Struct, frozen=True, gc=False):
    """A point in a datum; ``accuracy_m`` is what the conversion may have added to its error.

    ``unique`` is False within 2 km of the outline of GCJ-02's area, where another point may have the same
    shifted coordinates.
    """

    latitude: float
    longitude: float
    datum: Datum
    accuracy_m: float = 0.0
    unique: bool = True


def datum_named(name: str) -> Datum:
    """Return the datum that a person means; raises ``DatumError`` for an unknown one.

    >>> datum_named("gcj-02"), datum_named("Xian 80"), datum_named("СК-42")
    ('GCJ02', 'XIAN80', 'PULKOVO1942')
    """
    plain = "".join(c for c in name.upper() if c.isalnum())
    for datum in DATUMS:
        if datum == plain:
            return datum
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    raise DatumError(f"unknown datum {name!r}; known are: {', '.join(DATUMS)}")


def convert(latitude: float, longitude: float, source: str, target: str) -> Point:
    """Return a point (degrees) of the datum ``source`` in the datum ``target``.

    Raises ``UsageError`` for coordinates that are no place on Earth and ``DatumError`` where nothing is known
    that converts: shifting by nothing would be wrong without anyone knowing.

    >>> point = convert(39.9087, 116.3975, "WGS84", "GCJ02")
    >>> f"{point.latitude:.5f} {point.longitude:.5f}"
    '39.91010 116.40374'
    >>> convert(55.0302, 82.9204, "WGS84", "GCJ02").longitude  # Новосибирск: nothing is shifted abroad
    82.9204
    """
    check_coordinates(latitude, longitude)
    start, end = datum_named(source), datum_named(target)
    if start == end:
        return Point(latitude, longitude, end)
    middle = _to_wgs84(latitude, longitude, start)
    last = _from_wgs84(middle.latitude, middle.longitude, end)
    return Point(
        last.latitude,
        _wrapped(last.longitude),
        end,
        math.hypot(middle.accuracy_m, last.accuracy_m),
        middle.unique and last.unique,
    )


def check_coordinates(latitude: float, longitude: float) -> None:
    """Raise ``UsageError`` where two numbers are no latitude and longitude in degrees."""
    if not -90 <= latitude <= 90:
        raise UsageError(
            "the latitude must be between -90 and 90 degrees; it comes first, then the longitude"
        )
    if not -180 <= longitude <= 180:
        raise UsageError("the longitude must be between -180 and 180 degrees")


def relocated(location: Location, datum: str) -> Location:
    """Return a location in another datum, to 7 decimals (1 cm), its accuracy that much worse; as ``convert``."""
    if datum_named(datum) == location.datum:
        return location
    point = convert(location.latitude, location.longitude, location.datum, datum)
    return Location(
        round(point.latitude, 7),
        round(point.longitude, 7),
        point.datum,
        location.level,
        round(math.hypot(location.accuracy_m, point.accuracy_m)),
        location.source,
        UNSET if point.unique else False,
    )


def _to_wgs84(latitude: float, longitude: float, source: Datum) -> Point:
    """Return a point in WGS 84."""
    if source in _SHIFTED:
        back = shifted.unshifted(latitude, longitude, _SHIFTED[source])
        return _shifted_point(back, "WGS84", back, back != (latitude, longitude))
    if source in ("WGS84", "CGCS2000"):
        return Point(latitude, longitude, "WGS84", _CGCS2000_ACCURACY_M if source == "CGCS2000" else 0.0)
    found = surveyed.to_wgs84(source, latitude, longitude)
    return _accepted(found, source, "WGS84")


def _from_wgs84(latitude: float, longitude: float, target: Datum) -> Point:
    """Return a point of WGS 84 in another datum."""
    if target in _SHIFTED:
        there = shifted.shifted(latitude, longitude, _SHIFTED[target])
        return _shifted_point(there, target, (latitude, longitude), there != (latitude, longitude))
    if target in ("WGS84", "CGCS2000"):
        return Point(latitude, longitude, target, _CGCS2000_ACCURACY_M if target == "CGCS2000" else 0.0)
    return _accepted(surveyed.from_wgs84(target, latitude, longitude), target, target)


def _shifted_point(at: tuple[float, float], datum: Datum, true: tuple[float, float], moved: bool) -> Point:
    """Return one end of a shift whose unshifted end is ``true``; abroad, where nothing moves, nothing is lost."""
    return Point(*at, datum, _SHIFTED_ACCURACY_M if moved else 0.0, shifted.is_unique(*true))


def _accepted(found: tuple[float, float, float] | None, asked: Datum, datum: Datum) -> Point:
    """Return what PROJ found as a point of ``datum``, or say that it found nothing for ``asked``."""
    if found is None or not all(map(math.isfinite, found)):
        known = "at this place" if surveyed.operations(asked) else "anywhere"
        raise DatumError(
            f"{asked}: no transformation between it and WGS84 is known {known}, and leaving the numbers as they "
            "are would be wrong by some 100 m. Convert with the local parameters of the survey that made them, "
            "then pass WGS84 or CGCS2000."
        )
    return Point(found[0], found[1], datum, found[2])


def _wrapped(longitude: float) -> float:
    """Return a longitude between -180 and 180."""
    return longitude - 360 if longitude > 180 else longitude + 360 if longitude < -180 else longitude
