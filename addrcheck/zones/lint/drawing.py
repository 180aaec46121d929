"""The map of a table: its lands, the places that it names, and the trouble, laid out on sheets but not yet worded.

What is drawn is plain data that can be kept; ``addrcheck.zones.lint.svg`` makes pictures of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from addrcheck.zones.lint.sheets import Area, Drawing, Mark, Sheet, Spot, Texts
from addrcheck.zones.lint.surroundings import (
    Named,
    Text,
    country_at,
    named,
    place_names,
    scale,
    sheet_title,
    text_width,
)
from addrcheck.zones.lint.window import Box, Window, groups, window
from addrcheck.zones.load import Ground
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.places import country_of_code, places_by_code
from addrcheck.zones.polygons import geometry, projected, shape_geometry
from addrcheck.zones.troubles import Finding

if TYPE_CHECKING:
    from shapely import Geometry

_GOLDEN_ANGLE = 137.508
_GRAVITY = ("error", "warning", "info")
_MOST_TOLD = 12
_FEW_POINTS = 3
_SPOT, _PIN = 22.0, 44.0


class _Item(Struct, frozen=True):
    """Something to be drawn, on the plane; a land is drawn as one, anything else as its middle."""

    land: Geometry
    matchers: tuple[Matcher, ...] = ()
    place: Named = ("", "")
    findings: tuple[int, ...] = ()

    @property
    def box(self) -> Box:
        west, south, east, north = self.land.bounds
        return west, south, east, north


def drawing(matchers: Sequence[Matcher], findings: Sequence[Finding], ground: Ground) -> Drawing:
    """Return the maps of a table that was looked over."""
    lands = _lands(matchers)
    spots = list(_spots(matchers, ground))
    troubles = list(_troubles(findings, [*lands, *spots], matchers, ground))
    items = [*lands, *spots, *troubles]
    codes = sorted({m.code for item in (*lands, *spots) for m in item.matchers if m.code})
    hues = {code: round(number * _GOLDEN_ANGLE % 360) for number, code in enumerate(codes)}
    shared = ([items[number] for number in group] for group in groups([item.box for item in items]))
    return Drawing(tuple(_sheet(group, findings, ground) for group in shared if _worth_a_sheet(group)), hues)


def _worth_a_sheet(items: Sequence[_Item]) -> bool:
    """Tell whether a map says anything: it has a land, or places enough to see where they are."""
    points = {item.box for item in items}
    return len(points) >= _FEW_POINTS or any(item.land.geom_type != "Point" for item in items)


def _lands(matchers: Iterable[Matcher]) -> list[_Item]:
    """Return the lands of the rules, the largest first: a smaller one lies on top."""
    lands = [m for m in matchers if m.rule.kind in ("polygon", "radius")]
    lands.sort(key=lambda m: (m.order, m.code), reverse=True)
    return [_Item(geometry(m.rule), (m,)) for m in lands]


def _spots(matchers: Iterable[Matcher], ground: Ground) -> Iterator[_Item]:
    """Yield the places that are a rule by themselves and have a position."""
    by_place: defaultdict[str, list[Matcher]] = defaultdict(list)
    for m in matchers:
        if m.rule.kind == "place" and m.scope.key:
            by_place[m.scope.key].append(m)
    for key, rules in by_place.items():
        found = _position(key, ground)
        if found:
            yield _Item(found[0], tuple(rules), found[1])


def _position(key: str, ground: Ground) -> tuple[Geometry, Named] | None:
    """Return where the place with a key is, and its name; None where the dictionary does not know."""
    import shapely

    if not key or key.startswith("?"):
        return None
    gazetteer = ground.gazetteer(country_of_code(key))
    place = places_by_code(gazetteer).get(key.partition("/")[0])
    position = None if place is None else gazetteer.position(place)
    if place is None or position is None:
        return None
    return shapely.Point(projected(*position[:2])), named(place, gazetteer)


def _troubles(
    findings: Sequence[Finding], drawn: Sequence[_Item], matchers: Sequence[Matcher], ground: Ground
) -> Iterator[_Item]:
    """Yield where the findings are: at their own shape, at what is drawn of their row, at the place of their rule."""
    of_row = {m.ref: item for item in reversed(drawn) for m in item.matchers}
    rules = {m.ref: m for m in matchers}
    pinned: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        if finding.shape:
            yield _Item(shape_geometry(finding.shape), findings=(number,))
            continue
        ref = finding.refs[0] if finding.refs else None
        land = of_row[ref].land if ref in of_row else None
        if land is None and ref in rules:
            found = _position(rules[ref].scope.key, ground)
            land = found[0] if found else None
        if land is not None:
            point = land.representative_point()
            pinned[point.x, point.y].append(number)
    import shapely

    for at, numbers in pinned.items():
        yield _Item(shapely.Point(at), findings=tuple(numbers))


def _sheet(items: Sequence[_Item], findings: Sequence[Finding], ground: Ground) -> Sheet:
    """Lay out what belongs on one sheet."""
    seen = window([item.box for item in items])
    gazetteer = ground.gazetteer(country_at(seen))
    lands = [item for item in items if item.matchers and item.land.geom_type != "Point"]
    places = [item for item in items if item.matchers and item.land.geom_type == "Point"]
    areas = tuple(_areas(lands, seen))
    spots = tuple(_spot(item, seen) for item in places)
    marks = tuple(_mark(item, seen, findings) for item in items if item.findings)
    names = place_names(seen, gazetteer, _taken(areas, spots, marks))
    return Sheet(sheet_title(seen, gazetteer), seen, areas, spots, marks, names, scale(seen))


def _taken(areas: Sequence[Area], spots: Sequence[Spot], marks: Sequence[Mark]) -> Iterator[Text]:
    """Yield where texts stand that no name may hide."""
    for area in areas:
        if area.room:
            yield area.x, area.y, text_width(area.zone)
    for spot in spots:
        width = text_width(" ".join(spot.zones)) + _SPOT
        yield spot.x + width / 2 - _SPOT / 2, spot.y, width
    for mark in marks:
        yield mark.x, mark.y if mark.path else mark.y - _SPOT, _PIN


def _areas(lands: Sequence[_Item], seen: Window) -> Iterator[Area]:
    """Yield the lands; a code stands where the land can be seen, not where a smaller one covers it."""
    import shapely

    tree = shapely.STRtree([item.land for item in lands])
    for number, item in enumerate(lands):
        m = item.matchers[0]
        above = [lands[j].land for j in tree.query(item.land).tolist() if j > number]
        left = item.land.difference(shapely.union_all(above)) if item.land.is_valid and above else item.land
        part = max(getattr(left, "geoms", [left]), key=lambda piece: piece.area)
        place = (0.0, 0.0, 0.0)
        if part.area and not m.rule.exclude:
            point = part.representative_point()
            place = (*seen.at(point.x, point.y), _room(part, point, seen))
        yield Area(m.code, m.rule.exclude, seen.path(item.land), _texts(m), *place)


def _room(part: Geometry, point: Geometry, seen: Window) -> float:
    """Return how wide a text may be at a point inside a land, in units of the sheet."""
    import shapely

    west, _, east, _ = part.bounds
    across = part.intersection(shapely.LineString([(west - 1, point.y), (east + 1, point.y)]))
    pieces = [line for line in getattr(across, "geoms", [across]) if line.distance(point) < 1.0]
    if not pieces:
        return 0.0
    left, _, right, _ = pieces[0].bounds
    return round(2 * float(min(point.x - left, right - point.x)) * seen.scale, 1)


def _spot(item: _Item, seen: Window) -> Spot:
    zones = tuple(dict.fromkeys(m.code for m in item.matchers))
    rules = tuple(_texts(m) for m in item.matchers[:_MOST_TOLD])
    return Spot(zones, item.place, *seen.at(item.land.x, item.land.y), rules)


def _mark(item: _Item, seen: Window, findings: Sequence[Finding]) -> Mark:
    point = item.land.representative_point()
    gravest = min((findings[number - 1].severity for number in item.findings), key=_GRAVITY.index)
    return Mark(item.findings, gravest, *seen.at(point.x, point.y), seen.path(item.land))


def _texts(m: Matcher) -> Texts:
    return m.label("zh"), m.label("ru"), m.label("en")
