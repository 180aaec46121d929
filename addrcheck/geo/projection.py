"""From the globe to a sheet: a country whole, in a projection that keeps areas, or what lies around a point.

The countries are drawn by their places: thousands of dots show the shape of a country without any border being drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Level

Flat = tuple[float, float]
"""A point of the plane: x to the east, y to the south."""

_METRES_A_DEGREE = 111_195.0


class Albers(NamedTuple):
    """Albers' conic projection: areas keep their proportions."""

    first: float
    second: float
    middle: float

    def point(self, latitude: float, longitude: float) -> Flat:
        """Return a point in radii of the earth."""
        a, b = math.sin(math.radians(self.first)), math.sin(math.radians(self.second))
        n, c = (a + b) / 2, math.cos(math.radians(self.first)) ** 2 + a * (a + b)
        turned = (longitude - self.middle + 180) % 360 - 180
        theta = n * math.radians(turned)
        rho = math.sqrt(max(0.0, c - 2 * n * math.sin(math.radians(latitude)))) / n
        return rho * math.sin(theta), rho * math.cos(theta)


COUNTRIES = {"CN": Albers(25, 47, 105), "RU": Albers(50, 70, 100)}


class Around(NamedTuple):
    """The plane that touches the globe at a point; good to some hundred kilometres."""

    latitude: float
    longitude: float

    def point(self, latitude: float, longitude: float) -> Flat:
        """Return a point in metres from the middle.

        >>> Around(30.0, 120.0).point(30.1, 120.0)
        (0.0, -11119.5)
        """
        turned = (longitude - self.longitude + 180) % 360 - 180
        east = turned * _METRES_A_DEGREE * math.cos(math.radians(self.latitude))
        return round(east, 1), round((self.latitude - latitude) * _METRES_A_DEGREE, 1)


class Sheet(NamedTuple):
    """A sheet of paper that some points of the plane were fitted to."""

    left: float
    top: float
    scale: float
    margin: float
    width: float
    height: float

    def place(self, point: Flat) -> Flat:
        """Return where a point of the plane lies on the sheet."""
        return (point[0] - self.left) * self.scale + self.margin, (
            point[1] - self.top
        ) * self.scale + self.margin


def sheet(points: Sequence[Flat], width: float, margin: float) -> Sheet:
    """Return the sheet of a ``width`` that shows all ``points``, at least two, with a margin around."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = (width - 2 * margin) / (right - left)
    return Sheet(left, top, scale, margin, width, (bottom - top) * scale + 2 * margin)


def outline(gazetteer: Gazetteer) -> list[Flat]:
    """Return the dots that draw a country: counties, cities, and in Russia the seats of what is far away."""
    deepest = Level.DISTRICT if gazetteer.country == "CN" else Level.CITY
    project = COUNTRIES[gazetteer.country].point
    return [
        project(*position[:2])
        for place, level in enumerate(gazetteer.levels)
        if level <= deepest and not gazetteer.is_former(place) and (position := gazetteer.position(place))
    ]


def dots(points: Iterable[Flat], grain: int = 4) -> str:
    """Return points of a sheet as the ``d`` of a path, one dot where several fall into the same ``grain`` units."""
    spots = sorted({(round(x / grain) * grain, round(y / grain) * grain) for x, y in points})
    return "".join(f"M{x} {y}h0" for x, y in spots)
