"""Where the rows lie: circles over the places that the dictionary knows, which draw the country without any border."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from addrcheck.bulk.report.markup import Html, element, join
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Level

_WIDTH = 1000.0
_CELL = 0.5
"""Degrees of a cell of the grid (``addrcheck.bulk.tally``)."""

_CIRCLES = 500
_RADIUS = 26.0
_SHADES = 5


class _Projection(NamedTuple):
    """Albers' conic projection: areas keep their proportions."""

    first: float
    second: float
    middle: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return x to the east and y to the south, in radii of the earth."""
        a, b = math.sin(math.radians(self.first)), math.sin(math.radians(self.second))
        n, c = (a + b) / 2, math.cos(math.radians(self.first)) ** 2 + a * (a + b)
        turned = (longitude - self.middle + 180) % 360 - 180
        theta = n * math.radians(turned)
        rho = math.sqrt(max(0.0, c - 2 * n * math.sin(math.radians(latitude)))) / n
        return rho * math.sin(theta), rho * math.cos(theta)


_PROJECTIONS = {"CN": _Projection(25, 47, 105), "RU": _Projection(50, 70, 100)}


def country_map(gazetteer: Gazetteer, cells: Iterable[tuple[float, float, int, int]], label: str) -> Html:
    """Return the map of a country; ``cells`` are latitude, longitude (south-west corner), rows, rows that need work."""
    project = _PROJECTIONS[gazetteer.country].point
    dots = [
        project(*position[:2]) for place in _outlining(gazetteer) if (position := gazetteer.position(place))
    ]
    circles = [
        (*project(latitude + _CELL / 2, longitude + _CELL / 2), rows, bad)
        for latitude, longitude, rows, bad in cells
    ]
    points = [*dots, *((x, y) for x, y, _, _ in circles)]
    if not circles:
        return Html("")
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = (_WIDTH - 2 * _RADIUS) / (right - left)
    height = (bottom - top) * scale + 2 * _RADIUS

    def place(x: float, y: float) -> tuple[float, float]:
        return (x - left) * scale + _RADIUS, (y - top) * scale + _RADIUS

    spots = sorted({(round(x / 4) * 4, round(y / 4) * 4) for x, y in (place(*dot) for dot in dots)})
    outline = element("path", d="".join(f"M{x} {y}h0" for x, y in spots), class_="places")
    largest = max(rows for _, _, rows, _ in circles)
    circles.sort(key=lambda circle: -circle[2])
    drawn = (_circle(*place(x, y), rows, bad, largest) for x, y, rows, bad in circles[:_CIRCLES])
    return element(
        "svg",
        outline,
        join(drawn),
        viewBox=f"0 0 {_WIDTH:.0f} {height:.0f}",
        role="img",
        aria_label=label,
        class_="map",
    )


def _outlining(gazetteer: Gazetteer) -> Iterable[int]:
    """Return the places that draw the outline: counties, cities, and in Russia the seats of what is far away."""
    deepest = Level.DISTRICT if gazetteer.country == "CN" else Level.CITY
    return (p for p, level in enumerate(gazetteer.levels) if level <= deepest and not gazetteer.is_former(p))


def _circle(x: float, y: float, rows: int, bad: int, largest: int) -> Html:
    """Return one circle: its area is the rows, its shade the share that needs work."""
    radius = max(2.0, _RADIUS * math.sqrt(rows / largest))
    shade = min(_SHADES - 1, int(_SHADES * bad / rows))
    title = element("title", f"{rows:,} · {bad / rows:.0%}")
    return element("circle", title, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", class_=f"shade{shade}")
