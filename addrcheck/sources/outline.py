"""The outline of the area that GCJ-02 shifts, from the country polygons of Natural Earth.

On land it is China's border as the map draws it, Hong Kong and Macau included, Taiwan not: the area for
which the providers of shifted maps state that they shift. At sea it runs 45 km off the coast, or half way
to the next country's: the map leaves small islands out and rounds the coast, and people on islands get
parcels too.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from addrcheck.sources.packages import package, source
from addrcheck.sources.writing import degrees, write_table

_PACKAGE = "world-atlas"
_INSIDE = ("China", "Hong Kong", "Macao")
_NEIGHBOURHOOD = (60.0, 3.0, 150.0, 60.0)
_BELTS_KM = (*range(1, 10), *range(10, 46, 3))
"""Steps of the belt at sea: finer near the coast, where the next country's may be near too."""
_PLANE = "+proj=lcc +lat_1=25 +lat_2=47 +lat_0=35 +lon_0=105 +datum=WGS84"
_TOLERANCE_M = 150.0
_FOREIGN_ISLANDS = (
    (119.94, 26.16, 9000), (119.94, 25.97, 7000), (120.49, 26.37, 5000), (119.45, 24.99, 3000),
)  # fmt: skip
"""Longitude, latitude, radius (metres) of islands that the map leaves out and that Taiwan holds: 马祖, 莒光, 东引, 乌丘."""
_HEAD = (
    "The area that GCJ-02 and BD-09 shift: an area of computation, no statement about borders. WGS 84, degrees.",
    "Natural Earth 4.1.0, 1:10m, admin 0 countries (public domain), after {label} (ISC).",
    "Changed: countries joined, 45 km of sea added or half of it, simplified to {tolerance:.0f} m.",
    "Written by `python -m addrcheck.sources outline`; mend the code, not this file.",
)


def build(packages_dir: Path, out: Path) -> None:
    """Write the outline to ``out``, one corner a row; the rings are not closed."""
    topology = json.loads(
        (source(packages_dir, _PACKAGE) / "package" / "countries-10m.json").read_text("utf-8")
    )
    comments = [line.format(label=package(_PACKAGE).label, tolerance=_TOLERANCE_M) for line in _HEAD]
    rows = (
        (str(number), f"{corner:05}", degrees(latitude), degrees(longitude))
        for number, ring in enumerate(_rings(_countries(topology)), start=1)
        for corner, (longitude, latitude) in enumerate(ring[:-1])
    )
    write_table(out, comments, ("ring", "corner", "latitude", "longitude"), rows)


def _countries(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the land of every country near China, in degrees."""
    import shapely

    arcs = _arcs(topology)
    window = shapely.box(*_NEIGHBOURHOOD)
    countries = {}
    for country in topology["objects"]["countries"]["geometries"]:
        shapes = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = [[_joined(ring, arcs) for ring in shape] for shape in shapes]
        polygons = [shapely.Polygon(r[0], r[1:]).buffer(0) for r in rings if len(r[0]) > 3]
        land = shapely.union_all(polygons).intersection(window)
        if not land.is_empty:
            countries[country["properties"]["name"]] = land
    return countries


def _arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the arcs of a quantised topology in degrees; each corner is stored as a step from the last."""
    (width, height), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * width + west, y * height + south))
        arcs.append(arc)
    return arcs


def _joined(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return one ring from the numbers of its arcs; the number of a reversed arc is its complement."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _rings(countries: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the outer rings of the area, the largest first."""
    import shapely
    from pyproj import Transformer

    to_plane = Transformer.from_crs(4326, _PLANE, always_xy=True)
    plane = partial(shapely.transform, transformation=to_plane.transform, interleaved=False)
    china = plane(shapely.union_all([countries[name] for name in _INSIDE]))
    # The reefs that several countries claim belong to no one here.
    abroad = [plane(land) for name, land in countries.items() if name not in (*_INSIDE, "Spratly Is.")]
    islands = [plane(shapely.Point(x, y)).buffer(radius) for x, y, radius in _FOREIGN_ISLANDS]
    others = shapely.union_all(abroad + islands)
    # A point at sea is China's when some belt around China reaches it before the same belt around the others.
    belts = [china.buffer(km * 1000).difference(others.buffer(km * 1000)) for km in _BELTS_KM]
    area = shapely.union_all([china, *belts]).difference(others).simplify(_TOLERANCE_M)
    back = partial(to_plane.transform, direction="INVERSE")
    globe = shapely.transform(area, back, interleaved=False)
    largest = sorted(shapely.get_parts(globe), key=lambda polygon: -polygon.area)
    return [list(polygon.exterior.coords) for polygon in largest if len(polygon.exterior.coords) > 3]
