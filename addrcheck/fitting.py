"""Which completions may stand in a field of a form, and whether they may lead out of what its other fields say."""

from __future__ import annotations

from addrcheck.describe import is_municipality
from addrcheck.fields import LEVELS_OF_FIELD
from addrcheck.model import Level
from addrcheck.reading.found import ANY_TOWN, Found

MAY_LEAVE = frozenset({None, "region", "area", "city", "settlement"})
"""Fields in which another place than those of the other fields may be meant; the rest of an address lies inside."""


def fitting(found: list[Found], field: str | None, typed: str) -> list[Found]:
    """Return what may stand in a field, and says more than what is typed.

    A city that is a region may stand in a field for cities; no other region may.
    """
    if field == "street":
        return [one for one in found if one.street is not None]
    levels = LEVELS_OF_FIELD.get(field or "")
    if levels is not None:
        found = [one for one in found if one.street is None and one.gazetteer.level(one.place) in levels]
    if field == "city":
        found = [one for one in found if not _is_wider_region(one)]
    return [one for one in found if not _is_begun_already(one, typed)]


def _is_wider_region(found: Found) -> bool:
    """Tell whether a place is a region and no city."""
    gazetteer = found.gazetteer
    return gazetteer.level(found.place) == Level.REGION and not is_municipality(found.place, gazetteer)


def _is_begun_already(found: Found, typed: str) -> bool:
    """Tell whether a completion only takes away what was typed behind it: 西湖区 for 西湖区龙."""
    if found.status != "corrected" or found.place == ANY_TOWN:
        return False
    name = found.gazetteer.names[found.place]
    return name in typed and not typed.endswith(name)
