"""What a named phrase is: its type word says it, and for estates and companies what stands before."""

from __future__ import annotations

import re

from addrcheck.languages.chinese.numerals import NUMERAL
from addrcheck.languages.chinese.trail import Trail
from addrcheck.languages.chinese.words import Word
from addrcheck.model import ComponentType

_TYPES: dict[Word | None, ComponentType] = {
    Word.SECTION: "substreet",
    Word.STRETCH: "substreet",
    Word.LANDMARK: "landmark",
    Word.JOINT: "landmark",
    Word.NEAR: "landmark",
    Word.MOUTH: "landmark",
    Word.GROUP: "group",
    Word.COUNTY: "district",
    Word.TOWN: "town",
    Word.DEVZONE: "devzone",
    Word.PICKUP: "pickup_point",
    Word.POBOX: "pobox",
    Word.MILITARY: "military_unit",
}
_AISLE = re.compile(f"(?:\\d+|[{NUMERAL}]+)街")
_NOT_NAMES = frozenset({"中国", "null"})
_SIDES = frozenset("东西南北")
_INSIDE = frozenset({"building", "unit", "floor", "room"})


def label_phrase(trail: Trail, start: int, end: int, kind: Word | None) -> None:
    """Add the phrase ``trail.text[start:end]``, which ends with a word of ``kind``, to the trail."""
    if kind is Word.NEAR and end - start == 1:
        trail.add("landmark", start, end, "靠近")
        return
    simple = _TYPES.get(kind)
    if simple:
        trail.add(simple, start, end)
    elif kind is Word.STREET or kind is Word.WAY:
        _street(trail, start, end)
    elif kind is Word.VILLAGE:
        trail.add("poi" if trail.seen & {"street", "village", "poi"} else "village", start, end)
    elif kind is Word.GATE or kind is Word.AREA:
        outside: ComponentType = "organization" if trail.last in _INSIDE else "poi"
        trail.add("subpoi" if "poi" in trail.seen else outside, start, end)
    elif kind is not Word.NOTE:
        _estate(trail, start, end)


def _street(trail: Trail, start: int, end: int) -> None:
    """Add a road, a branch of the road already named, or a numbered aisle of a market hall."""
    if trail.seen & {"floor", "subpoi"} and _AISLE.fullmatch(trail.text, start, end):
        trail.add("unit", start, end, trail.text[start : end - 1])
    else:
        trail.add("substreet" if "street" in trail.seen else "street", start, end)


def _estate(trail: Trail, start: int, end: int) -> None:
    """Add an estate, a building or a company; a lone side of the compass is a locator."""
    name = trail.text[start:end]
    if name in _NOT_NAMES:
        return
    if end - start < 2:
        if name in _SIDES and trail.last:
            trail.add("landmark", start, end)
    elif trail.last in _INSIDE or trail.last == "subpoi":
        trail.add("organization", start, end)
    else:
        trail.add("subpoi" if trail.last == "poi" else "poi", start, end)
