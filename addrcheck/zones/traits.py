"""What the rules ask of an address: keys of its places, streets, estates and villages, its number, its point.

``traits`` reads them off a report once; every rule is then a lookup or a comparison of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from addrcheck.model import Report
from addrcheck.zones.names import estate_key, house_key, main_number, place_key, street_key

_PLACES = frozenset({"region", "area", "city", "district", "town", "settlement"})
_FINEST = frozenset({"town", "settlement"})
"""The finest places of the dictionaries; a name below one of them says nothing of where it is."""
_STREETS = frozenset({"street", "substreet"})
_VILLAGES = frozenset({"village", "quarter", "devzone"})
_ESTATES = frozenset({"poi", "subpoi", "organization"})
_BEHIND = 1 << 62
"""Behind the end of any text."""
_BUILDING_MARKS = {"block": "к", "structure": "с", "letter": "лит"}
_NAMED = _STREETS | _VILLAGES | _ESTATES

_SPREAD_M = {
    "region": 400_000, "area": 60_000, "city": 20_000, "district": 20_000, "town": 6_000, "settlement": 4_000,
    "village": 2_000, "street": 1_500, "house": 60, "building": 40, "room": 40,
}  # fmt: skip
"""How far an address may lie from the point of a place of each level; a place's own accuracy may be more."""

_COMPASS = tuple(
    (side, re.compile(rf"{han}[侧边面]|[路街道]{han}|^{han}$|{stem}", re.IGNORECASE))
    for side, han, stem in (
        ("north", "北", "север"),
        ("south", "南", "южн"),
        ("east", "东", "восточн"),
        ("west", "西", "западн"),
    )
)
_SIDE_SAID = re.compile(r"(?:север|южн|восточн|западн)\w*\s+сторон", re.IGNORECASE)
"""A Russian side of a street, wherever in the text it stands."""


class Point(Struct, frozen=True, gc=False):
    """Where an address lies, and how many metres it may be from there."""

    latitude: float
    longitude: float
    spread_m: float


class Traits(Struct, frozen=True, gc=False):
    """The keys of one address.

    ``scopes`` are its places, the largest first: codes, and "code/name" for what no dictionary holds;
    ``place`` the finest of them, ``known`` the finest with a code. ``streets`` are keys with their kind; ``estates``,
    ``villages`` and ``start``, the first name in the text, stand as they are read. ``houses`` are the spellings of its number
    that a list may hold, ``number`` what ranges go by; ``building`` the same for a building in an estate.
    """

    scopes: tuple[str, ...]
    place: str
    known: str
    streets: tuple[tuple[str, str], ...]
    estates: tuple[str, ...]
    villages: tuple[str, ...]
    start: str
    houses: tuple[str, ...]
    number: int | None
    plain: bool
    buildings: tuple[str, ...]
    building: int | None
    pointers: tuple[str, ...]
    text: str
    postcode: str
    point: Point | None

    @property
    def locator(self) -> bool:
        """Whether the address names anything finer than a place."""
        return bool(self.streets or self.estates or self.villages)

    def side(self) -> str:
        """Return the side of the street that the text tells, "" where it tells none."""
        told = " ".join(self.pointers)
        said = _SIDE_SAID.search(self.text)
        return compass_side(told) or (compass_side(said[0]) if said else "")


NOWHERE = Traits((), "", "", (), (), (), "", (), None, True, (), None, (), "", "", None)
"""An address that says nothing."""


def compass_side(text: str) -> str:
    """Return the side that words tell.

    >>> compass_side("路北"), compass_side("северная сторона"), compass_side("对面")
    ('north', 'north', '')
    """
    return next((side for side, pattern in _COMPASS if pattern.search(text)), "")


Chain = Callable[[str], tuple[str, ...]]
"""From the code of a place to the codes of all that it lies in, the largest first, its own last."""


def traits(report: Report, point: Point | None = None, chain: Chain | None = None) -> Traits:
    """Return the keys of the address that a report describes; a ``point`` from elsewhere beats its location.

    ``chain`` tells what a place lies in today: a town may be written under the district that it has left.
    """
    coded: list[str] = []
    unknown: list[str] = []
    streets: list[tuple[str, str]] = []
    estates: list[str] = []
    villages: list[str] = []
    pointers: list[str] = []
    numbers: dict[str, str] = {}
    finest, start, start_at = "", "", _BEHIND
    for c in report.components:
        kind, value = c.type, c.value
        if kind in _PLACES:
            if c.code is None or c.status == "conflicting":
                unknown.append(place_key(value))
            elif not coded or coded[-1] != c.code:
                coded.append(c.code)
                finest = kind
            if kind in _FINEST:
                villages.append(value)
        elif kind in _NAMED:
            if kind in _STREETS:
                streets.append(street_key(value, c.kind or ""))
            else:
                estates.append(estates[-1] + value if kind == "subpoi" and estates else value)
                if kind in _VILLAGES or kind == "poi":
                    villages.append(value)
            if c.span and c.span[0] < start_at and kind != "devzone":
                start, start_at = value, c.span[0]
        elif kind == "landmark":
            pointers.append(value)
        elif kind not in numbers:
            numbers[kind] = value
    houses, number, plain = _house(numbers)
    buildings, building = _building(numbers, houses, number)
    known = coded[-1] if coded else ""
    scopes = _scopes(chain(known) if chain and coded else tuple(coded), unknown)
    return Traits(
        scopes, known if finest in _FINEST else scopes[-1] if scopes else "", known, tuple(streets), tuple(estates),
        tuple(villages), start, houses, number, plain, buildings, building, tuple(pointers), report.input,
        numbers.get("postcode", ""), point or _point(report),
    )  # fmt: skip


def _scopes(coded: tuple[str, ...], unknown: list[str]) -> tuple[str, ...]:
    """Return the keys of the places: the codes, then the names below the finest code, alone and one below another."""
    if not unknown:
        return coded
    base = path = coded[-1] if coded else ""
    alone, nested = [], []
    for name in unknown:
        path = f"{path}/{name}"
        nested.append(path)
        if f"{base}/{name}" != path:
            alone.append(f"{base}/{name}")
    return (*coded, *alone, *nested)


def _house(numbers: dict[str, str]) -> tuple[tuple[str, ...], int | None, bool]:
    """Return the spellings of the house number, the number itself, and whether it has no letter or fraction."""
    house = numbers.get("house") or numbers.get("plot")
    if house and numbers.keys().isdisjoint(_BUILDING_MARKS):
        key = house_key(house)
        return (key,), main_number(key), key.isdecimal()
    marked = [mark + numbers[kind] for kind, mark in _BUILDING_MARKS.items() if kind in numbers]
    if house is None and not marked:
        return (), None, True
    key = house_key(house) if house else ""
    full = house_key(key + "".join(marked))
    number = main_number(key if key else numbers.get("block") or numbers.get("structure") or "")
    return ((key, full) if key and full != key else (full,)), number, key.isdecimal()


def _building(
    numbers: dict[str, str], houses: tuple[str, ...], number: int | None
) -> tuple[tuple[str, ...], int | None]:
    """Return the spellings of the building in an estate: 3幢; корпус 3, or the house where there is none."""
    for kind in ("building", "block"):
        if kind in numbers:
            key = house_key(numbers[kind])
            return (key, *houses), main_number(key)
    return houses, number


def _point(report: Report) -> Point | None:
    """Return the report's location with the distance that the address may be from it."""
    found = report.location
    if found is None or found.datum not in ("WGS84", "CGCS2000", "GSK2011"):
        return None
    return Point(found.latitude, found.longitude, max(found.accuracy_m, _SPREAD_M.get(found.level, 400_000)))


def address_key(t: Traits) -> tuple[object, ...]:
    """Return what makes two texts the same address: the place, the streets and estates, the number and building."""
    return (
        t.place,
        frozenset(t.streets),
        frozenset(map(estate_key, t.estates)),
        t.houses[-1:],
        t.buildings[:1],
    )
