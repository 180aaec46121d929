"""How a Chinese address is written on an envelope, in its own script: from the region down to the room.

Unit words are put back (2 → 2幢, 301 → 301室), what was corrected or renamed stands in today's form, and
reading the result again gives the same parts. The Latin form is in ``latin``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from addrcheck.languages.chinese.latin import latin_form as latin_form
from addrcheck.languages.chinese.tokens import UNITS
from addrcheck.model import Component

_DEFAULT_UNITS = {
    "house": "号",
    "subhouse": "号",
    "building": "幢",
    "unit": "单元",
    "floor": "层",
    "room": "室",
    "pobox": "号信箱",
}
_UNIT_AT_END = re.compile(
    f"(?:{'|'.join(sorted((re.escape(u) for u in [*UNITS, '号', '街']), key=len, reverse=True))})$"
)
_MISTYPED = {"撞": "幢", "橦": "幢", "栋楼": "栋", "幢楼": "幢", "单": "单元", "层楼": "层"}
_PLACES = frozenset({"region", "city", "district", "town"})
_NUMBERED = frozenset(_DEFAULT_UNITS)
_LEFT_OUT = frozenset({"postcode"})
_JOINTS = frozenset("与和及")

Written = Callable[[Component], str]


def local_form(components: Sequence[Component]) -> str:
    """Write the address in its official order on one line.

    ``components`` stand in official order; a municipality is written once, what contradicts the rest and
    the postcode are left out.
    """
    written: list[Component] = []
    landmarks: list[Component] = []
    for component in components:
        if component.status == "conflicting" or component.type in _LEFT_OUT:
            continue
        if component.type == "city" and written and written[-1].value == component.value:
            continue
        (landmarks if component.type == "landmark" else written).append(component)
    for landmark in landmarks:
        written.insert(_place_of(landmark, written), landmark)
    return _joined(written)


def with_unit(component: Component) -> str:
    """Return a part with its unit word: the one that was typed, or the usual one of its type."""
    default = _DEFAULT_UNITS.get(component.type)
    if default is None:
        return component.value
    found = _UNIT_AT_END.search(component.text or "")
    unit = found[0] if found else default
    return component.value + _MISTYPED.get(unit, unit)


def _place_of(landmark: Component, written: Sequence[Component]) -> int:
    """Return the index in ``written`` at which a locator (对面, 与) reads as it was typed."""
    if landmark.span is None:
        return len(written)
    if landmark.value in _JOINTS:
        for i, component in enumerate(written):
            if component.type == "substreet":
                return i
    before = [i for i, c in enumerate(written) if c.span and c.span[1] <= landmark.span[0]]
    return max(before, key=lambda i: written[i].span or (0, 0)) + 1 if before else len(written)


def _joined(components: Sequence[Component]) -> str:
    """Join the parts; two names that did not stand side by side are kept apart by a space."""
    pieces: list[str] = []
    before: Component | None = None
    for component in components:
        if before is not None and _would_run_together(before, component):
            pieces.append(" ")
        pieces.append(with_unit(component))
        before = component
    return "".join(pieces)


def _would_run_together(first: Component, second: Component) -> bool:
    """Tell whether two parts, written together, could be read as one."""
    if first.type in _PLACES or first.type in _NUMBERED or second.type in _NUMBERED:
        return False
    return first.span is None or second.span is None or first.span[1] != second.span[0]
