"""Where the rows lie: circles over the places that the dictionary knows, which draw the country without any border."""

from __future__ import annotations

import math
from collections.abc import Iterable

from addrcheck.bulk.facts import GRID
from addrcheck.bulk.report.markup import Html, element, join
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.geo import projection

_WIDTH = 1000.0
_CELL = 1 / GRID
"""Degrees of a cell of the grid."""

_CIRCLES = 500
_RADIUS = 26.0
_SHADES = 5


def country_map(gazetteer: Gazetteer, cells: Iterable[tuple[float, float, int, int]], label: str) -> Html:
    """Return the map of a country; ``cells`` are latitude, longitude (south-west corner), rows, rows that need work."""
    project = projection.COUNTRIES[gazetteer.country].point
    circles = [
        (*project(latitude + _CELL / 2, longitude + _CELL / 2), rows, bad)
        for latitude, longitude, rows, bad in cells
    ]
    if not circles:
        return Html("")
    outline = projection.outline(gazetteer)
    sheet = projection.sheet([*outline, *((x, y) for x, y, _, _ in circles)], _WIDTH, _RADIUS)
    places = element("path", d=projection.dots(map(sheet.place, outline)), class_="places")
    largest = max(rows for _, _, rows, _ in circles)
    circles.sort(key=lambda circle: -circle[2])
    drawn = (_circle(*sheet.place((x, y)), rows, bad, largest) for x, y, rows, bad in circles[:_CIRCLES])
    return element(
        "svg",
        places,
        join(drawn),
        viewBox=f"0 0 {sheet.width:.0f} {sheet.height:.0f}",
        role="img",
        aria_label=label,
        class_="map",
    )


def _circle(x: float, y: float, rows: int, bad: int, largest: int) -> Html:
    """Return one circle: its area is the rows, its shade the share that needs work."""
    radius = max(2.0, _RADIUS * math.sqrt(rows / largest))
    shade = min(_SHADES - 1, int(_SHADES * bad / rows))
    title = element("title", f"{rows:,} · {bad / rows:.0%}")
    return element("circle", title, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", class_=f"shade{shade}")
