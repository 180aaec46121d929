"""The coordinates of the deepest settled place that has any."""

from __future__ import annotations

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Location

_SOURCE = "dictionary"


def locate(chain: tuple[int, ...], gazetteer: Gazetteer) -> Location | None:
    """Return where ``chain`` ends, in WGS 84, with the level and the accuracy (metres) of what was found."""
    located: dict[int, Location | None] = gazetteer.derived.setdefault("located", {})  # type: ignore[assignment]
    if not chain:
        return None
    if chain[-1] not in located:
        located[chain[-1]] = _located(chain, gazetteer)
    return located[chain[-1]]


def _located(chain: tuple[int, ...], gazetteer: Gazetteer) -> Location | None:
    """Work the same out; the answer for a place is the same for every address in it."""
    for place in reversed(chain):
        position = gazetteer.position(place)
        if position:
            latitude, longitude, accuracy = position
            return Location(latitude, longitude, "WGS84", gazetteer.level(place).label, accuracy, _SOURCE)
    return None
