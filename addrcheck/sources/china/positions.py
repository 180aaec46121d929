"""Where the places are, and how far that may be off.

County: a point of 1 km from an older county list; where it has none, one written by hand, else the GeoNames
point of its name near its city. Town: the GeoNames point of its name that lies inside the county's reach.
City and region: their own point and a radius over all that they hold.

The reach of a county follows from its neighbours: the mean, over eight directions, of the distance to the
nearest county there. Measured on 7,315 towns whose name is unique in their province, 80 % lie within 0.48
times that distance, 95 % within 0.71 and 99 % within 0.99.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean

from addrcheck.gazetteer.tables import read_table
from addrcheck.model import Level
from addrcheck.sources.china.place import Journal, Place, Places, children
from addrcheck.sources.china.points import CountyList, GeoNames, Named, Point, distance
from addrcheck.sources.china.tables import Position

_REACH = 0.71
"""A county's radius over the mean distance of its neighbours."""
_SEARCH = 0.99
"""The same, for accepting a town of the right name."""
_LEAST_M = 1500
"""The points are rounded to 1 km; nothing is better than this."""
_SAME_KM = 8.0
"""Two points of one name this near are one place."""
_LEAST_REACH_KM = 15.0
_NEAR_CITY_KM = 120.0
_NEAR_CITY_OVERSEAS_KM = 60.0
_DIRECTIONS = 8
_UNKNOWN_SPACING_KM = 60.0
_SMALL_M = {"71": 25_000, "81": 15_000, "82": 6_000}
"""Hong Kong, Macau and Taiwan have few points, so that the distance of neighbours says little there."""
_ALONE_M = 40_000
"""The radius of a city none of whose parts has a point."""
_MARGIN_KM = 5.0
"""From a town's centre to its edge."""


class Positions:
    """Works the positions out, level by level."""

    def __init__(self, places: Places, counties: CountyList, geonames: GeoNames, journal: Journal) -> None:
        self._places = places
        self._below = children(places)
        self._geonames = geonames
        self._journal = journal
        self._by_hand = {r["code"]: r for r in read_table(Path(__file__).with_name("positions_by_hand.tsv"))}
        journal.head("positions")
        self._points: dict[str, Point] = dict(counties.points)
        self._seats = dict(counties.cities)
        self._complete_counties()
        self._spacing = self._measure_spacing()
        self._towns = self._find_towns()

    def all(self) -> dict[str, Position]:
        """Return the position of every place that has one."""
        found = {code: Position(*point, self._town_radius(code)) for code, point in self._towns.items()}
        for code, point in self._points.items():
            found[code] = Position(*point, self._county_radius(code, found))
        for level in (Level.CITY, Level.REGION):
            for place in [p for p in self._places.values() if p.level == level]:
                position = self._holding(place, found)
                if position:
                    found[place.code] = position
        return found

    def _complete_counties(self) -> None:
        """Give a point to counties that the older list lacks."""
        how: Counter[str] = Counter()
        missing = []
        for place in [p for p in self._places.values() if p.level == Level.DISTRICT]:
            row = self._by_hand.get(place.code)
            if row:
                self._points[place.code] = (float(row["latitude"]), float(row["longitude"]))
                how["by hand"] += 1
            elif place.code not in self._points:
                point = self._near_its_city(place)
                if point:
                    self._points[place.code] = point
                    how["GeoNames"] += 1
                else:
                    missing.append(f"{self._places[place.parent].name}{place.name}")
        self._journal.tell("counties completed", [f"{k} {n}" for k, n in how.items()])
        self._journal.tell("counties without a point", missing, 200)

    def _near_its_city(self, place: Place) -> Point | None:
        """Return the GeoNames point of a county's name near its city, the full name first."""
        overseas = place.code[:2] in ("71", "81", "82")
        limit = _NEAR_CITY_OVERSEAS_KM if overseas else _NEAR_CITY_KM
        seat = self._seats.get(place.parent) or self._middle(place.parent)
        for options in (self._geonames.exactly(place), self._geonames.named(place)):
            points = sorted({n.point for n in options if not seat or distance(n.point, seat) < limit})
            if points and all(distance(points[0], other) < _SAME_KM for other in points):
                return points[0]
        return None

    def _middle(self, city: str) -> Point | None:
        points = [self._points[p.code] for p in self._below[city] if p.code in self._points]
        return (mean(p[0] for p in points), mean(p[1] for p in points)) if points else None

    def _measure_spacing(self) -> dict[str, float]:
        """Return the mean distance of a county's neighbours, the nearest in each of eight directions."""
        grid: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for lat, lon in self._points.values():
            grid[int(lat), int(lon)].append((lat, lon))
        spacing = {}
        for code, (lat, lon) in self._points.items():
            nearest: dict[int, float] = {}
            for y in range(int(lat) - 4, int(lat) + 5):
                for x in range(int(lon) - 5, int(lon) + 6):
                    for other in grid.get((y, x), ()):
                        north, east = other[0] - lat, (other[1] - lon) * math.cos(math.radians(lat))
                        off = 111.2 * math.hypot(north, east)
                        way = int((math.atan2(north, east) / math.tau + 0.5) * _DIRECTIONS) % _DIRECTIONS
                        if 1 < off < nearest.get(way, math.inf):
                            nearest[way] = off
            if nearest:
                spacing[code] = mean(nearest.values())
        return spacing

    def _find_towns(self) -> dict[str, Point]:
        """Return the points of the towns whose name GeoNames has inside their county's reach."""
        claims: dict[int, list[tuple[float, str, Named]]] = defaultdict(list)
        for town in [p for p in self._places.values() if p.level == Level.TOWN]:
            home = self._points.get(town.parent) or self._seats.get(town.parent)
            if home:
                reach = max(_LEAST_REACH_KM, _SEARCH * self._spacing.get(town.parent, _UNKNOWN_SPACING_KM))
                best = self._inside(town, home, reach)
                if best:
                    claims[best.id].append((distance(best.point, home) / reach, town.code, best))
        found = {}
        for options in claims.values():
            # A point between two counties that both have a town of the name goes to the nearer one.
            _, code, best = min(options)
            found[code] = best.point
        self._journal.tell("towns with a point", found)
        return found

    def _inside(self, town: Place, home: Point, reach: float) -> Named | None:
        """Return the point of a town's name within ``reach`` kilometres, if it is one place, the full name first."""
        for options in (self._geonames.exactly(town), self._geonames.named(town)):
            near = sorted(
                (distance(n.point, home), n) for n in set(options) if distance(n.point, home) <= reach
            )
            if near:
                best = near[0][1]
                one = all(distance(other.point, best.point) <= _SAME_KM for _, other in near)
                return best if one else None
        return None

    def _town_radius(self, code: str) -> int:
        """Return the radius of a town, as if the towns of a county shared it evenly."""
        parent = self._places[code].parent
        reach = _REACH * self._spacing.get(parent, _UNKNOWN_SPACING_KM)
        return _metres(1.5 * reach / math.sqrt(len(self._below[parent])))

    def _county_radius(self, code: str, towns: dict[str, Position]) -> int:
        """Return a radius that holds the county: from its towns where enough are known, else its neighbours."""
        if code in self._by_hand and self._by_hand[code]["accuracy_m"]:
            return int(self._by_hand[code]["accuracy_m"])
        known = [towns[t.code] for t in self._below[code] if t.code in towns]
        expected = _REACH * self._spacing.get(code, _UNKNOWN_SPACING_KM)
        if len(known) < 5:
            return min(_metres(expected), _SMALL_M.get(code[:2], 10**6))
        offs = sorted(
            distance(self._points[code], (t.latitude, t.longitude)) + t.accuracy_m / 2000 for t in known
        )
        farthest = offs[math.ceil(0.95 * len(offs)) - 1]
        return _metres(farthest if len(known) > 0.6 * len(self._below[code]) else max(farthest, expected))

    def _holding(self, place: Place, found: dict[str, Position]) -> Position | None:
        """Return a place's own point, else the middle of what it holds, with a radius over nearly all of that."""
        inside = [found[p.code] for p in self._below[place.code] if p.code in found]
        exact = self._geonames.exactly(place) if place.level == Level.CITY else []
        point = self._seats.get(place.code) or (exact[0].point if len(exact) == 1 else None)
        if not inside:
            return Position(*point, _ALONE_M) if point else None
        if not point:
            point = (mean(p.latitude for p in inside), mean(p.longitude for p in inside))
        held = [found[p.code] for p in self._held(place.code) if p.code in found]
        offs = sorted(distance(point, (p.latitude, p.longitude)) for p in held)
        return Position(*point, _metres(offs[math.ceil(0.99 * len(offs)) - 1] + _MARGIN_KM))

    def _held(self, code: str) -> list[Place]:
        """Return all places inside another."""
        below = self._below[code]
        return below + [place for child in below for place in self._held(child.code)]


def _metres(kilometres: float) -> int:
    """Round up to 500 m."""
    return max(_LEAST_M, math.ceil(kilometres * 2) * 500)
