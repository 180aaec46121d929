"""The order in which the parts of a Chinese address are written, and the unit word of each number."""

from __future__ import annotations

from bisect import bisect_right
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

_TYPED_UNITS = frozenset([*UNITS, "号", "街"])
_LENGTHS = range(max(map(len, _TYPED_UNITS)), 0, -1)
_NAMED_OR_NUMBERED = frozenset({"pobox", "military_unit"})
_MISTYPED = {"撞": "幢", "橦": "幢", "栋楼": "栋", "幢楼": "幢", "单": "单元", "层楼": "层"}
_JOINTS = frozenset("与和及")
_PLACES = frozenset({"region", "city", "district", "town"})
_ONCE = frozenset({"street", "substreet", "house", "subhouse", "poi", "subpoi", "building"})
_POIS = frozenset({"poi", "subpoi"})
_MOVABLE = _POIS | {"landmark", "substreet"}
_IN_PLACE = frozenset(
    {"street", "house", "poi", "subpoi", "building", "floor", "room", "village", "devzone", "organization"}
)
"""Types that stand in official order once no number was typed behind an estate."""
_RANK: dict[str, float] = {**OFFICIAL_ORDER, "substreet": OFFICIAL_ORDER["house"] + 0.5}
_HOUSE_OF_ESTATE = OFFICIAL_ORDER["subpoi"] + 0.5
_UNIT_OF_FLOOR = OFFICIAL_ORDER["floor"] + 0.5


def in_official_order(components: Sequence[Component]) -> list[Component]:
    """Return what an envelope shows, the largest place first.

    ``components`` stand in official order. A municipality stands once; what contradicts the rest and the
    postcode are left out. A number follows its own road (机场路5号里街55号) or estate, a locator what it was
    typed behind. Where two estates or two roads stand in each other (科技园科苑路15号启明大厦), everything
    below the town stays as it was typed.
    """
    places: list[Component] = []
    rest: list[Component] = []
    for component in components:
        if component.status == "conflicting" or component.type == "postcode":
            continue
        if component.type not in _PLACES:
            rest.append(component)
        elif not (component.type == "city" and places and places[-1].value == component.value):
            places.append(component)
    types = [c.type for c in rest]
    kinds = set(types)
    if len(kinds) < len(types) and _is_nested(rest):
        return places + sorted(rest, key=lambda c: c.span or (0, 0))
    if kinds.isdisjoint(_MOVABLE) or (kinds <= _IN_PLACE and not _house_behind_estate(rest)):
        return places + rest
    return places + _ranked(rest)


def unit_of(component: Component) -> str:
    """Return the unit word of a number: the one that was typed, in its usual spelling, or the usual one."""
    if component.type in _NAMED_OR_NUMBERED:
        return DEFAULT_UNITS[component.type] if component.value[0].isdigit() else ""
    typed = component.text or ""
    for length in _LENGTHS:
        unit = typed[-length:]
        if unit in _TYPED_UNITS:
            return _MISTYPED.get(unit, unit)
    return DEFAULT_UNITS[component.type]


def _house_behind_estate(components: Sequence[Component]) -> bool:
    """Tell whether the number was typed behind the estate; ``components`` stand in official order."""
    house: int | None = None
    for component in components:
        if component.type == "house":
            house = component.span[0] if component.span else None
        elif house is not None and component.type in _POIS and component.span and component.span[0] < house:
            return True
    return False


def _is_nested(components: Sequence[Component]) -> bool:
    """Tell whether two estates, roads or numbers of a kind stand in one address."""
    types = [c.type for c in components if c.type in _ONCE]
    return len(types) > len(set(types)) and all(c.span for c in components)


def _ranked(components: Sequence[Component]) -> list[Component]:
    """Return the parts below the town in official order, but for what belongs together."""
    ranks = {id(c): _RANK[c.type] for c in components}
    typed = sorted((c for c in components if c.span), key=lambda c: c.span or (0, 0))
    for before, after in pairwise(typed):
        if after.type == "house" and before.type in _POIS:
            ranks[id(after)] = _HOUSE_OF_ESTATE
        elif after.type == "unit" and before.type == "floor":
            ranks[id(after)] = _UNIT_OF_FLOOR
    written = sorted((c for c in components if c.type != "landmark"), key=lambda c: ranks[id(c)])
    return _with_locators(written, [c for c in typed if c.type == "landmark"])


def _with_locators(written: Sequence[Component], locators: Sequence[Component]) -> list[Component]:
    """Return the parts with each locator behind what it was typed behind, and a joint before the second road."""
    ends = sorted((c.span[1], i) for i, c in enumerate(written) if c.span)
    second_road = next((i for i, c in enumerate(written) if c.type == "substreet"), len(written))
    behind: dict[int, list[Component]] = {}
    for locator in locators:
        found = bisect_right(ends, (locator.span[0] if locator.span else 0, len(written)))
        index = ends[found - 1][1] if found else len(written) - 1
        behind.setdefault(second_road - 1 if locator.value in _JOINTS else index, []).append(locator)
    placed = [one for i, part in enumerate(written) for one in (part, *behind.get(i, ()))]
    return placed if written else list(locators)
