"""The coordinates of the deepest settled place that has any, and that lies where the text says it does."""

from __future__ import annotations

from math import cos, hypot, radians

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Level, Location

_SOURCE = "dictionary"
_METRES_A_DEGREE = 111_195.0
_FACTOR = 2.0
_SLACK_M = 10_000.0
"""A village that has changed districts lies a little beyond the one it is still written in; a namesake lies far off."""


def locate(chain: tuple[int, ...], gazetteer: Gazetteer) -> Location | None:
    """Return where ``chain`` ends, in WGS 84, with the level and the accuracy (metres) of what was found.

    A Russian district in the chain that the dictionary does not have the place in was named by the text: it
    tells villages of one name apart. The position of one far outside it is another's; the district's is given.
    """
    for place in reversed(chain):
        location = _position(place, gazetteer)
        if location:
            for area in chain:
                if gazetteer.levels[area] == Level.AREA and area not in gazetteer.chain(place):
                    district = _position(area, gazetteer)
                    if district and _far_outside(location, district):
                        return district
            return location
    return None


def _position(place: int, gazetteer: Gazetteer) -> Location | None:
    """Return the position of one place."""
    position = gazetteer.position(place)
    if position is None:
        return None
    latitude, longitude, accuracy = position
    return Location(latitude, longitude, "WGS84", gazetteer.level(place).label, accuracy, _SOURCE)


def _far_outside(location: Location, district: Location) -> bool:
    """Tell whether a place is too far off to lie in a district; good to a part in a hundred, without PROJ."""
    if location.accuracy_m > district.accuracy_m:
        return False
    north = location.latitude - district.latitude
    east = (location.longitude - district.longitude) * cos(radians(district.latitude))
    apart = hypot(north, east) * _METRES_A_DEGREE
    return apart > _FACTOR * district.accuracy_m + location.accuracy_m + _SLACK_M
