"""The order in which the parts of a Chinese address are written, and the unit word of each number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from addrcheck.languages.chinese.tokens import UNITS
from addrcheck.model import OFFICIAL_ORDER, Component

DEFAULT_UNITS = {
    "house": "号",
    "subhouse": "号",
    "building": "幢",
    "unit": "单元",
    "floor": "层",
    "room": "室",
    "pobox": "信箱",
    "military_unit": "部队",
}
"""The unit word of a number that was typed without one."""

_TYPED_UNIT = re.compile(
    f"(?:{'|'.join(sorted(map(re.escape, [*UNITS, '号', '街']), key=len, reverse=True))})$"
)
_MISTYPED = {"撞": "幢", "橦": "幢", "栋楼": "栋", "幢楼": "幢", "单": "单元", "层楼": "层"}
_NAMED_OR_NUMBERED = frozenset({"pobox", "military_unit"})
_JOINTS = frozenset("与和及")
_PLACES = frozenset({"region", "city", "district", "town"})
_ONCE = frozenset({"street", "substreet", "house", "subhouse", "poi", "subpoi", "building"})
_RANK = {**OFFICIAL_ORDER, "substreet": OFFICIAL_ORDER["house"] + 0.5}


def in_official_order(components: Sequence[Component]) -> list[Component]:
    """Return what an envelope shows, the largest place first.

    A municipality stands once; what contradicts the rest and the postcode are left out. A number follows
    its own road (机场路5号里街55号), a locator what it was typed behind. Where two estates or two roads
    stand in each other (科技园科苑路15号启明大厦), everything below the town stays as it was typed.
    """
    shown = [c for c in components if c.status != "conflicting" and c.type != "postcode"]
    places = [c for i, c in enumerate(shown) if c.type in _PLACES and not _is_municipality_again(shown, i)]
    rest = [c for c in shown if c.type not in _PLACES]
    if _is_nested(rest):
        return places + sorted(rest, key=lambda c: c.span or (0, 0))
    behind_estate = _houses_behind_estates(rest)
    written = [c for c in rest if c.type != "landmark"]
    ranks = {**_RANK, "unit": _RANK["floor"] + 0.5} if _unit_behind_floor(rest) else _RANK
    written.sort(key=lambda c: ranks["subpoi"] + 0.5 if c in behind_estate else ranks[c.type])
    for locator in rest:
        if locator.type == "landmark":
            written.insert(_index_of(locator, written), locator)
    return places + written


def _is_municipality_again(shown: Sequence[Component], i: int) -> bool:
    """Tell whether a city only repeats the region before it."""
    return shown[i].type == "city" and i > 0 and shown[i - 1].value == shown[i].value


def _is_nested(components: Sequence[Component]) -> bool:
    """Tell whether two estates, roads or numbers of a kind stand in one address."""
    types = [c.type for c in components if c.type in _ONCE]
    return len(types) > len(set(types)) and all(c.span for c in components)


def _houses_behind_estates(components: Sequence[Component]) -> list[Component]:
    """Return the house that was typed behind an estate and belongs to it: 锦绣花园15号."""
    typed = sorted((c for c in components if c.span), key=lambda c: c.span or (0, 0))
    return [
        house
        for estate, house in pairwise(typed)
        if house.type == "house" and estate.type in ("poi", "subpoi")
    ]


def _unit_behind_floor(components: Sequence[Component]) -> bool:
    """Tell whether a unit was typed behind its floor, as aisles of market halls are: 6楼9街."""
    starts = {c.type: c.span[0] for c in components if c.span}
    return "unit" in starts and starts["unit"] > starts.get("floor", starts["unit"])


def _index_of(locator: Component, written: Sequence[Component]) -> int:
    """Return the index in ``written`` at which a locator (对面, 与) reads as it was typed."""
    if locator.span is None:
        return len(written)
    if locator.value in _JOINTS:
        return next((i for i, c in enumerate(written) if c.type == "substreet"), len(written))
    ends = [(c.span[1], i) for i, c in enumerate(written) if c.span and c.span[1] <= locator.span[0]]
    return max(ends)[1] + 1 if ends else len(written)


def unit_of(component: Component) -> str:
    """Return the unit word of a number: the one that was typed, in its usual spelling, or the usual one."""
    if component.type in _NAMED_OR_NUMBERED:
        return DEFAULT_UNITS[component.type] if component.value[0].isdigit() else ""
    typed = _TYPED_UNIT.search(component.text or "")
    unit = typed[0] if typed else DEFAULT_UNITS.get(component.type, "")
    return _MISTYPED.get(unit, unit)
