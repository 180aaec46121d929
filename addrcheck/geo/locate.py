"""The coordinates of the deepest settled place that has any."""

from __future__ import annotations

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Location

_SOURCE = "dictionary"


def locate(chain: tuple[int, ...], gazetteer: Gazetteer) -> Location | None:
    """Return where ``chain`` ends, in WGS 84, with the level and the accuracy (metres) of what was found."""
    for place in reversed(chain):
        position = gazetteer.position(place)
        if position:
            latitude, longitude, accuracy = position
            return Location(latitude, longitude, "WGS84", gazetteer.level(place).label, accuracy, _SOURCE)
    return None
