"""The datums of the surveys (Pulkovo 1942, GSK-2011, Beijing 54, Xian 80), by PROJ.

PROJ answers every question: where it knows no transformation it shifts by nothing ("ballpark"), and where
it knows one for a certain basin it applies it elsewhere too. Both are wrong by a hundred metres, silently.
Here an operation counts only within its area of use, and only if it comes without files to download.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from addrcheck.model import Datum

if TYPE_CHECKING:
    from pyproj import Transformer

_EPSG: dict[Datum, int] = {"PULKOVO1942": 4284, "GSK2011": 7683, "BEIJING54": 4214, "XIAN80": 4610}
_WGS84 = 4326
_WORST_M = 50.0
"""An operation worse than that is a guess of its authors'; EPSG writes 999 for «unknown»."""


class Operation(NamedTuple):
    """One way from a datum to WGS 84, the rectangle it was made for, and how exact it is (metres)."""

    west: float
    south: float
    east: float
    north: float
    accuracy_m: float
    transformer: Transformer

    def covers(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies in the rectangle, which may cross the 180th meridian."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


@cache
def operations(datum: Datum) -> tuple[Operation, ...]:
    """Return what PROJ can do between a datum and WGS 84 without a network, the most exact first."""
    from pyproj.transformer import TransformerGroup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that better ones exist for other places is no news
        group = TransformerGroup(_EPSG[datum], _WGS84, allow_ballpark=False)
    found = []
    for transformer in group.transformers:
        area = transformer.area_of_use
        if area is None or "grids=" in transformer.definition or _only_at_sea(area.name):
            continue
        if 0 <= transformer.accuracy <= _WORST_M:
            found.append(Operation(*area.bounds, transformer.accuracy, transformer))
    return tuple(sorted(found, key=lambda operation: operation.accuracy_m))


def _only_at_sea(area: str) -> bool:
    """Tell whether an area of use is one of oil rigs: its rectangle covers coasts that it was not made for."""
    return "offshore" in area and "onshore" not in area


def best(datum: Datum, latitude: float, longitude: float) -> Operation | None:
    """Return the most exact operation at a place, None where there is none."""
    return next((o for o in operations(datum) if o.covers(latitude, longitude)), None)


def from_wgs84(datum: Datum, latitude: float, longitude: float) -> tuple[float, float, float] | None:
    """Return latitude, longitude and accuracy (metres) in a datum, None where PROJ cannot say.

    The height that a change of ellipsoids brings is dropped on both ways, which leaves a millimetre between
    there and back; going forth once more takes it out.
    """
    operation = best(datum, latitude, longitude)
    if operation is None:
        return None
    there = operation.transformer.transform(latitude, longitude, direction="INVERSE")
    back = operation.transformer.transform(*there)
    turn = (back[1] - longitude + 180) % 360 - 180
    return there[0] - (back[0] - latitude), there[1] - turn, operation.accuracy_m


def to_wgs84(datum: Datum, latitude: float, longitude: float) -> tuple[float, float, float] | None:
    """Return latitude, longitude and accuracy (metres) in WGS 84, None where PROJ cannot say.

    The operation is the one that the way back would take, so that there and back ends where it began.
    """
    operation = best(datum, latitude, longitude)
    if operation is None:
        return None
    there = operation.transformer.transform(latitude, longitude)
    operation = best(datum, *there)
    if operation is None:
        return None
    return (*operation.transformer.transform(latitude, longitude), operation.accuracy_m)
