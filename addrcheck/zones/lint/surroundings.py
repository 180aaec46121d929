"""What lies around the zones, so that a reader knows where on a map he is: names of places, and of the sheet itself."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo.nearest import grid
from addrcheck.geo.outline import china
from addrcheck.languages.russian.envelope import latin
from addrcheck.model import Level
from addrcheck.zones.lint.window import HEIGHT, WIDTH, Window
from addrcheck.zones.polygons import projected

_MOST_NAMES, _ASKED = 18, 400
_FARTHEST_M = 900_000.0
_WIDE, _NARROW, _LINE = 15.0, 8.0, 20.0
_MARGIN = 12.0
_STEPS_KM = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_TITLES = (Level.CITY, Level.AREA, Level.REGION)

Named = tuple[str, str]
"""A place's own name, and in Latin letters."""
Text = tuple[float, float, float]
"""Where on a sheet a text stands, and how wide it is."""


class PlaceName(Struct, frozen=True):
    """A place on a sheet."""

    name: Named
    x: float
    y: float


class Scale(Struct, frozen=True):
    """A length on a sheet and the kilometres that it stands for."""

    length: float
    kilometres: float


def country_at(window: Window) -> str:
    """Return the country whose places are around the middle of a window."""
    return "CN" if china().contains(*window.middle) else "RU"


def place_names(window: Window, gazetteer: Gazetteer, taken: Iterable[Text]) -> tuple[PlaceName, ...]:
    """Return the largest places of a window whose names hide neither each other nor what is ``taken``."""
    return tuple(_apart(window, gazetteer, list(taken)))


def _apart(window: Window, gazetteer: Gazetteer, taken: list[Text]) -> Iterator[PlaceName]:
    found = 0
    for place in sorted(_inside(window, gazetteer), key=_size(gazetteer)):
        position = gazetteer.position(place)
        assert position is not None
        x, y = window.at(*projected(*position[:2]))
        name = named(place, gazetteer)
        width = text_width(max(name, key=text_width))
        room = _MARGIN + width / 2
        hidden = any(abs(y - other) < _LINE and abs(x - at) < (width + wide) / 2 for at, other, wide in taken)
        if hidden or not (room <= x <= WIDTH - room and window.holds(x, y, _MARGIN)):
            continue
        taken.append((x, y, width))
        found += 1
        yield PlaceName(name, x, y)
        if found == _MOST_NAMES:
            return


def _inside(window: Window, gazetteer: Gazetteer) -> list[int]:
    reach = min(_FARTHEST_M, math.hypot(WIDTH, HEIGHT) / 2 * window.ground_m)
    return [near.place for near in grid(gazetteer).nearest(*window.middle, _ASKED, reach)]


def _size(gazetteer: Gazetteer) -> Callable[[int], tuple[int, int]]:
    """Return what sorts places by their size, the largest first."""
    return lambda place: (gazetteer.levels[place], -gazetteer.populations[place])


def sheet_title(window: Window, gazetteer: Gazetteer) -> Named:
    """Return the name of the city, else of the district or region, where most people of a window live."""
    people: Counter[int] = Counter()
    for place in _inside(window, gazetteer):
        people[_seat(place, gazetteer)] += max(1, gazetteer.populations[place])
    return named(people.most_common(1)[0][0], gazetteer) if people else ("", "")


def _seat(place: int, gazetteer: Gazetteer) -> int:
    """Return the city that a place lies in, else its district, else its region."""
    chain = gazetteer.chain(place)
    levels = [gazetteer.levels[one] for one in chain]
    return next((chain[levels.index(level)] for level in _TITLES if level in levels), chain[0])


def named(place: int, gazetteer: Gazetteer) -> Named:
    """Return a place's own name and its Latin one."""
    name = gazetteer.names[place]
    return name, gazetteer.latin_names[place] or latin(name)


def name_in(name: Named, lang: str) -> str:
    """Return the name that a reader of ``lang`` can read.

    >>> name_in(("杭州市", "Hangzhou"), "ru"), name_in(("Казань", "Kazan"), "ru"), name_in(("Казань", "Kazan"), "zh")
    ('Hangzhou', 'Казань', 'Казань')
    """
    own, latin = name
    if lang == "zh" or (lang == "ru" and any("а" <= c <= "я" for c in own.lower())):
        return own
    return latin


def scale(window: Window) -> Scale:
    """Return a round length, at most a quarter of the sheet."""
    unit = window.ground_m
    kilometres = max((k for k in _STEPS_KM if k * 1000 / unit <= WIDTH / 4), default=_STEPS_KM[0])
    return Scale(round(kilometres * 1000 / unit, 1), kilometres)


def text_width(text: str) -> float:
    """Return about how wide a text is on a sheet.

    >>> text_width("杭州"), text_width("571-XH-01")
    (30.0, 72.0)
    """
    return sum(_WIDE if unicodedata.east_asian_width(char) in "WF" else _NARROW for char in text)
