"""What a number is: the house on a road, a building of an estate, a unit, a floor, a room.

A unit word mostly says it (2幢, 3单元). 号 and a bare number say it by what stands before them: behind a
road they are the house, inside an estate a building, inside a building a room. Numbers joined by dashes
go down one step a number (12-3-1001).
"""

from __future__ import annotations

import re

from addrcheck.languages.chinese.tokens import UNITS
from addrcheck.languages.chinese.trail import Trail
from addrcheck.model import ComponentType

_PIECES = re.compile(r"-+|[_~]|(?<=\d)一(?=\d)")
_RURAL = re.compile("[组社队]")
_FLOOR = re.compile(r"(?:负|B)?\d+[Ff]")
_NOT_FLOORS = frozenset("ACDEGHacdegh")
"""Letters with which buildings are numbered and floors (B1, F2, L3) are not."""
_ONE_BUILDING = re.compile("(?:大厦|大楼|商厦|广场|市场|商城|商贸城|酒店|宾馆|中心|国际|百货|超市)$")
"""Estates in which a 号 is a room or a stall."""
_STREETS = frozenset({"street", "substreet"})
_POIS = frozenset({"poi", "subpoi"})
_INSIDE = frozenset({"building", "unit", "floor", "room"})
_OUTSIDE = frozenset({"street", "village", "landmark", "group", ""})
"""What a house number may follow."""
_EXTENSIBLE = frozenset({"pobox", "military_unit"})
_WRITTEN_OUT = frozenset({"subpoi"})
"""Types whose value keeps the unit word: 3号门."""
_STEPS: dict[int, list[ComponentType]] = {
    3: ["building", "unit", "room"],
    4: ["building", "unit", "floor", "room"],
}


def read_number(trail: Trail, number: str, unit: str | None, start: int, end: int) -> None:
    """Add the number ``trail.text[start:end]`` to the trail as what it is there; ``unit`` is its unit word."""
    if trail.last in _EXTENSIBLE and (unit is None or unit in ("号", "分箱", "号分箱", "分队")):
        trail.extend(end, number)
        return
    if unit is None and _FLOOR.fullmatch(number):
        trail.add("floor", start, end, number[:-1])
        return
    pieces = _PIECES.split(number)
    kinds = _kinds(trail, number, pieces, unit, end)
    if len(kinds) == 1:
        trail.add(kinds[0], start, end, _value(kinds[0], number, unit))
        return
    for i, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        start = trail.text.index(piece, start)
        trail.add(kind, start, end if i == len(pieces) - 1 else start + len(piece), piece)
        start += len(piece)


def _value(kind: ComponentType, number: str, unit: str | None) -> str | None:
    """Return what a number is called; a group and a gate keep their word, None stands for the whole text."""
    if kind == "group":
        return number + (unit if unit in ("社", "队") else "组")
    return None if kind in _WRITTEN_OUT else number


def _kinds(trail: Trail, number: str, pieces: list[str], unit: str | None, end: int) -> list[ComponentType]:
    """Return one type for the whole number, or one for each of its pieces."""
    if unit is None or unit == "号":
        if len(pieces) > 1 and "附" not in number and not _RURAL.search(number):
            return _chain(trail, pieces, unit)
        return [_single(trail, number, unit, end)]
    kind = "building" if unit == "楼" and number[0] in _NOT_FLOORS else UNITS[unit]
    if unit == "门" and trail.last == "building":
        return ["unit"]
    if len(pieces) > 1 and (kind == "room" or (kind == "unit" and len(pieces) == 2)):
        return _chain(trail, pieces, unit)
    return [kind]


def _single(trail: Trail, number: str, unit: str | None, end: int) -> ComponentType:
    """Return what one number is whose unit word does not tell: 16号, 301."""
    last, long = trail.last, sum(c.isdigit() for c in number) > 2
    if last == "building":
        return "unit" if trail.number_follows(end) and (unit or not long) else "room"
    if last in _INSIDE:
        return "room"
    if last == "substreet":
        return "subhouse"
    if unit:
        return _numbered_place(trail, long, end)
    if last in _OUTSIDE and "house" not in trail.seen:
        return "room" if "building" in trail.seen else "house"
    if last == "house" and trail.text[trail.parts[-1].end - 1] == "弄":
        return "building"
    return "room" if long or _is_flat(last, number) else "building"


def _numbered_place(trail: Trail, long: bool, end: int) -> ComponentType:
    """Return what a 号 outside of any building is."""
    if not trail.seen.isdisjoint(_INSIDE):
        return "room"
    numbered = "house" in trail.seen or "subhouse" in trail.seen
    if trail.last in _POIS:
        if trail.number_follows(end):
            return "building"
        if _ONE_BUILDING.search(trail.parts[-1].value) or (long and numbered):
            return "room"
        return "building" if numbered or trail.goes_on(end) else "house"
    if not numbered:
        return "house"
    return "building" if trail.last in ("house", "subhouse") else "room"


def _is_flat(last: str, number: str) -> bool:
    """Tell whether a number like 22D behind a house is a flat."""
    return last == "house" and len(number) > 2 and number[0].isdigit() and number[-1].isalpha()


def _chain(trail: Trail, pieces: list[str], unit: str | None) -> list[ComponentType]:
    """Return what numbers joined by dashes are."""
    last = trail.last
    if len(pieces) != 2:
        return _long_chain(trail, len(pieces))
    first, second = pieces
    if last in _INSIDE:
        return ["unit", "room"] if last == "building" and len(first) < 3 else ["room"]
    if last not in _STREETS and _is_range(first, second):
        return ["room"]
    if first.isalpha():
        return ["building", "room"]
    if last == "substreet":
        return ["subhouse"]
    if last in _OUTSIDE and "house" not in trail.seen:
        if last == "village" and not unit and len(second) > 2:
            return ["building", "room"]
        return ["house"] if second.isdigit() else ["house", "building"]
    if unit == "单元":
        return ["building", "unit"]
    if unit == "号":
        return ["room"] if "floor" in trail.seen else ["building", "room"]
    if len(first) > 3:
        return ["room"]
    return ["building", "room" if unit or len(second) > 2 else "unit"]


def _long_chain(trail: Trail, count: int) -> list[ComponentType]:
    """Return what three or more numbers joined by dashes are."""
    if trail.last == "substreet":
        return ["subhouse"]
    if trail.last == "building" and count == 3:
        return ["unit", "floor", "room"]
    if trail.last in _INSIDE:
        return ["room"]
    outside = trail.last in _OUTSIDE and "house" not in trail.seen
    return _STEPS.get(count, ["house"] if outside else ["room"])


def _is_range(first: str, second: str) -> bool:
    """Tell whether two numbers are neighbours on one floor: 709-710."""
    return len(first) > 2 and first.isdigit() and second.isdigit() and 0 < int(second) - int(first) < 30
