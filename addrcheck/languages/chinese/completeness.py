"""Whether a courier can deliver with what a Chinese address holds: alternatives, not required fields.

An address is complete when the county level is known and *one* way to find the door holds: a road with a
number, an estate with a building, a named building with a floor, a room or a company, a village with a
group or a number, or a channel of its own (post box, pickup point, military unit).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from addrcheck.languages import Completeness
from addrcheck.model import Component, ComponentType

WITHOUT_DISTRICTS = frozenset({"441900", "442000", "460300", "460400", "620200"})
"""Cities that have towns but no counties: 东莞, 中山, 三沙, 儋州, 嘉峪关."""

_CITY_REGIONS = frozenset({"810000", "820000"})
"""Hong Kong and Macau: a street and a number find the door."""
_CHANNELS = frozenset({"pobox", "poste_restante", "pickup_point", "military_unit"})
_DOORS = frozenset({"house", "subhouse", "building", "unit"})
_INSIDE = frozenset({"floor", "room", "organization"})
_BEARERS = frozenset({"street", "substreet", "village", "group", "poi", "subpoi", "devzone"})
_SEVERAL_FLATS = re.compile(
    r"(?:小区|公寓|花园|花苑|家园|家苑|佳苑|嘉园|新村|苑|庭|府|邸|大厦|商厦|写字楼|商务楼|综合楼)$"
)
_OFFICES = re.compile(
    r"(?:大厦|商厦|写字楼|商务楼|中心|广场|酒店|宾馆|医院|市场|商城|百货|园区|产业园|科技园|工业园|创意园)$"
)
_ELSEWHERE = frozenset(["对面", "斜对面", "正对面", "对过", "旁边", "旁", "隔壁", "附近"])


def complete(components: Sequence[Component]) -> Completeness:
    """Judge a Chinese address; ``components`` are in official order.

    ``missing`` names the administrative levels that are unknown, ``street`` where there is nothing that a
    number could belong to, ``house`` where no way to find the door holds, and ``room`` where the building
    has many flats (then ``needs_unit`` is set, too). ``vague`` tells that the text only says what is near.
    """
    types: set[str] = {c.type for c in components if c.status != "conflicting"}
    missing: list[ComponentType] = [] if types & _CHANNELS else _locator(types)
    vague = _is_vague(components, types, bool(missing))
    needs_unit = not missing and not types & _CHANNELS and _needs_unit(components, types)
    if needs_unit:
        missing.append("room")
    return Completeness((*_places(components, types), *missing), needs_unit, vague)


def _places(components: Sequence[Component], types: set[str]) -> list[ComponentType]:
    """Return the levels of places that nobody knows; 省直辖 counties need no city between."""
    if "district" in types:
        return [] if "region" in types else ["region", "city"]
    if "region" not in types:
        return ["region", "city"]
    region = next(c for c in components if c.type == "region")
    if region.code in _CITY_REGIONS:
        return []
    if "city" not in types:
        return ["city"]
    city = next(c for c in components if c.type == "city")
    return [] if city.code in WITHOUT_DISTRICTS else ["district"]


def _locator(types: set[str]) -> list[ComponentType]:
    """Return what is missing before the door can be found."""
    if not types & _BEARERS:
        return ["street"] if types & (_DOORS | {"room"}) else ["street", "house"]
    if types & _DOORS or "group" in types:
        return []
    if types & {"poi", "subpoi"} and types & _INSIDE:
        return []
    if types & {"street", "village", "devzone"} and "room" in types:
        return []
    return ["house"]


def _is_vague(components: Sequence[Component], types: set[str], incomplete: bool) -> bool:
    """Tell whether the text names what is near the door and not the door: 加油站旁, 100号对面."""
    if "landmark" not in types:
        return False
    if incomplete:
        return True
    typed = sorted((c for c in components if c.span), key=lambda c: c.span or (0, 0))
    last, before = typed[-1], typed[-2] if len(typed) > 1 else None
    if last.type != "landmark" or last.value not in _ELSEWHERE:
        return False
    # 100号对面 is across the road from 100; in 89号金鹰商城旁边 the number is the door and the rest a help
    return before is None or before.type in _DOORS or not types & _DOORS


def _needs_unit(components: Sequence[Component], types: set[str]) -> bool:
    """Tell whether the building has many flats, and none of them is named."""
    if types & {"room", "organization"}:
        return False
    names = [c.value for c in components if c.type in ("poi", "subpoi")]
    if "floor" in types and any(_OFFICES.search(name) for name in names):
        return False
    if types & {"building", "unit"}:
        return True
    return any(_SEVERAL_FLATS.search(name) for name in names)
