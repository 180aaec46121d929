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
_RANK = {**OFFICIAL_ORDER, "substreet": OFFICIAL_ORDER["house"] + 0.5}


def in_official_order(components: Sequence[Component]) -> list[Component]:
    """Return what an envelope shows, the largest place first.

    A municipality stands once; what contradicts the rest and the postcode are left out. A number follows
    its own road (机场路5号里街55号), a locator what it was typed behind.
    """
    written: list[Component] = []
    locators: list[Component] = []
    behind_estate = _houses_behind_estates(components)
    for component in sorted(
        components, key=lambda c: _RANK["subpoi"] + 0.5 if c in behind_estate else _RANK[c.type]
    ):
        if component.status == "conflicting" or component.type == "postcode":
            continue
        if component.type == "city" and written and written[-1].value == component.value:
            continue
        (locators if component.type == "landmark" else written).append(component)
    for locator in locators:
        written.insert(_index_of(locator, written), locator)
    return written


def _houses_behind_estates(components: Sequence[Component]) -> list[Component]:
    """Return the house that was typed behind an estate and belongs to it: 锦绣花园15号."""
    typed = sorted((c for c in components if c.span), key=lambda c: c.span or (0, 0))
    return [
        house
        for estate, house in pairwise(typed)
        if house.type == "house" and estate.type in ("poi", "subpoi")
    ]


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
