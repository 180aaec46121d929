"""Where the places of a report lie: in their country, and among their neighbours; drawn from the dictionary alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from math import hypot
from typing import NamedTuple, cast

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo import projection
from addrcheck.geo.nearest import grid
from addrcheck.languages.russian.envelope import latin
from addrcheck.model import Level

COUNTRY_WIDTH = 1000.0
_COUNTRY_MARGIN = 12.0
_WIDTH, _HEIGHT = 420.0, 300.0
_LEAST_REACH_M, _FARTHEST_REACH_M = 6_000.0, 250_000.0
_AROUND = 1.3
"""A map shows so much more than the place itself."""
_FEW, _FEW_WITHIN_M = 12, 80_000.0
_NEIGHBOURS, _MOST_NAMES = 90, 16
_LETTER, _NARROW_LETTER, _LINE = 12.0, 6.7, 15.0
_STEPS_KM = (1, 2, 5, 10, 20, 50, 100)


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in units of a map."""


class Spot(Struct, frozen=True):
    """A place to show: its number in the list of candidates, where it lies (degrees), how exact that is (metres)."""

    number: int
    latitude: float
    longitude: float
    accuracy_m: int


class Mark(Struct, frozen=True):
    """A spot on a map, ``radius`` how far its addresses may lie from it; both in units of the map."""

    number: int
    x: float
    y: float
    radius: float = 0.0


class Name(Struct, frozen=True):
    """A neighbour's name on a map and the side of its dot that it stands on."""

    text: str
    x: float
    y: float
    side: str
    large: bool


class CountryMap(Struct, frozen=True):
    """The country, drawn in a file of its own, and the spots on it."""

    country: str
    width: float
    height: float
    marks: tuple[Mark, ...]


class LocalMap(Struct, frozen=True):
    """What lies around the spots; ``scale`` is a length in units of the map that is ``scale_km`` long."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    dots: tuple[projection.Flat, ...]
    names: tuple[Name, ...]
    scale: float
    scale_km: int


def country_sheet(gazetteer: Gazetteer) -> projection.Sheet:
    """Return the sheet of a country; made once."""
    found = gazetteer.derived.get("sheet")
    if found is None:
        outline = projection.outline(gazetteer)
        found = gazetteer.derived["sheet"] = projection.sheet(outline, COUNTRY_WIDTH, _COUNTRY_MARGIN)
    return cast(projection.Sheet, found)


def country_map(spots: Iterable[Spot], gazetteer: Gazetteer) -> CountryMap:
    """Return the spots on the map of their country."""
    sheet, project = country_sheet(gazetteer), projection.COUNTRIES[gazetteer.country].point
    placed = ((spot.number, *sheet.place(project(spot.latitude, spot.longitude))) for spot in spots)
    marks = tuple(Mark(number, round(x, 1), round(y, 1)) for number, x, y in placed)
    return CountryMap(gazetteer.country, sheet.width, round(sheet.height, 1), marks)


def local_map(spots: Sequence[Spot], gazetteer: Gazetteer, lang: str) -> LocalMap | None:
    """Return what lies around the spots, None where they are too far apart for one map or where there are none."""
    view = _view(spots, gazetteer)
    if view is None:
        return None
    marks = tuple(
        Mark(s.number, *view.at(s.latitude, s.longitude), round(s.accuracy_m * view.scale, 1)) for s in spots
    )
    reach = hypot(_WIDTH, _HEIGHT) / 2 / view.scale
    found = grid(gazetteer).nearest(view.around.latitude, view.around.longitude, _NEIGHBOURS, reach)
    neighbours = []
    for near in found:
        position = gazetteer.position(near.place)
        if position:
            neighbours.append(_Neighbour(near.place, *view.at(*position[:2])))
    inside = [one for one in neighbours if 4 < one.x < _WIDTH - 4 and 4 < one.y < _HEIGHT - 4]
    length, kilometres = _scale(view.scale)
    taken = [(mark.x - 12, mark.y - 12, mark.x + 12, mark.y + 12) for mark in marks]
    taken.append((0, _HEIGHT - 28, length + 75, _HEIGHT))
    names = tuple(_names(inside, taken, gazetteer, lang))
    return LocalMap(
        _WIDTH, _HEIGHT, marks, tuple((one.x, one.y) for one in inside), names, length, kilometres
    )


class _View(NamedTuple):
    """What a local map shows: the plane around its middle, units of the map a metre."""

    around: projection.Around
    scale: float

    def at(self, latitude: float, longitude: float) -> projection.Flat:
        """Return where a point lies on the map."""
        x, y = self.around.point(latitude, longitude)
        return round(_WIDTH / 2 + x * self.scale, 1), round(_HEIGHT / 2 + y * self.scale, 1)


class _Neighbour(NamedTuple):
    """A place of the gazetteer on a map."""

    place: int
    x: float
    y: float


def _view(spots: Sequence[Spot], gazetteer: Gazetteer) -> _View | None:
    """Return the view that shows all spots; of a single one, what it is exact to and a dozen neighbours."""
    if not spots:
        return None
    middle = projection.Around(
        (min(s.latitude for s in spots) + max(s.latitude for s in spots)) / 2,
        (min(s.longitude for s in spots) + max(s.longitude for s in spots)) / 2,
    )
    offsets = [middle.point(spot.latitude, spot.longitude) for spot in spots]
    apart = max(max(abs(x) * _HEIGHT / _WIDTH, abs(y)) for x, y in offsets)
    if apart > _FARTHEST_REACH_M / _AROUND:
        return None
    if not apart:
        few = grid(gazetteer).nearest(middle.latitude, middle.longitude, _FEW, _FEW_WITHIN_M)
        apart = max(spots[0].accuracy_m, few[-1].metres if few else 0.0)
    return _View(middle, _HEIGHT / 2 / min(max(_LEAST_REACH_M, _AROUND * apart), _FARTHEST_REACH_M))


def _names(
    neighbours: Sequence[_Neighbour], taken: list[Box], gazetteer: Gazetteer, lang: str
) -> Iterable[Name]:
    """Yield the names of the largest neighbours that do not hide each other or what is ``taken``."""
    most = _MOST_NAMES
    for one in sorted(neighbours, key=lambda one: _size(one.place, gazetteer)):
        text = _name(one.place, gazetteer, lang)
        width = sum(
            _LETTER if unicodedata.east_asian_width(char) in "WF" else _NARROW_LETTER for char in text
        )
        for side, left in (("start", one.x + 5), ("end", one.x - 5 - width)):
            box = (left, one.y - _LINE / 2, left + width, one.y + _LINE / 2)
            if (
                most
                and left >= 0
                and left + width <= _WIDTH
                and not any(_touch(box, other) for other in taken)
            ):
                taken.append(box)
                most -= 1
                large = gazetteer.levels[one.place] <= Level.DISTRICT
                yield Name(text, one.x + (5 if side == "start" else -5), one.y, side, large)
                break


def _size(place: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Return what sorts places by their size, the largest first."""
    return gazetteer.levels[place], -gazetteer.populations[place]


def _name(place: int, gazetteer: Gazetteer, lang: str) -> str:
    """Return a place's name for a reader: its own, or in Latin letters for who does not read its script."""
    name = gazetteer.names[place]
    if gazetteer.country == "CN":
        return name if lang == "zh" else gazetteer.latin_names[place] or name
    return gazetteer.latin_names[place] or latin(name) if lang == "en" else name


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(units_a_metre: float) -> tuple[float, int]:
    """Return the length of the scale's bar and what it stands for (kilometres): a round number, a quarter of the map."""
    wanted = _WIDTH / 4
    kilometres = max((k for k in _STEPS_KM if k * 1000 * units_a_metre <= wanted), default=_STEPS_KM[0])
    return round(kilometres * 1000 * units_a_metre, 1), kilometres
