"""Trouble with polygons and radii: overlaps nobody declared, lands that others cover, holes between zones.

``divide`` parts the plane exactly as assignment does: the smaller land first, excludes before includes, a
shared area for all who share it. Every point lies in one zone, in one declared overlap, or in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from addrcheck.wording.zones import Fact, Value
from addrcheck.zones.lint.subjects import MOST_ROWS, days_together, refs
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.polygons import as_shape, geometry, ground_area_m2
from addrcheck.zones.troubles import Finding, rows_text

if TYPE_CHECKING:
    from shapely import Geometry

_SLIVER_M2 = 25.0
"""Less than this is how two people draw the same line."""
_SQUARE_KILOMETRE = 1e6
_NESTED = 0.99


class Piece(Struct, frozen=True):
    """A piece of land and the zones that it belongs to."""

    zones: tuple[str, ...]
    land: Geometry


class Division(Struct, frozen=True):
    """How a set of lands divides the plane: zones, declared overlaps, and what all of them cover together."""

    pieces: tuple[Piece, ...]
    overlaps: tuple[Piece, ...]
    covered: Geometry


def lands_of(matchers: Sequence[Matcher]) -> list[tuple[Matcher, Geometry]]:
    """Return the rules that have land, with it, the smallest first."""
    lands = [(m, geometry(m.rule)) for m in matchers if m.rule.kind in ("polygon", "radius")]
    return sorted(lands, key=lambda pair: (pair[0].order, pair[0].code))


def divide(matchers: Sequence[Matcher]) -> Division:
    """Return which zone has which land."""
    import shapely

    lands = lands_of(matchers)
    excluded = [(m.code, land) for m, land in lands if m.rule.exclude]
    open_: list[tuple[Matcher, Geometry]] = []
    for m, land in lands:
        if not m.rule.exclude:
            taken = shapely.union_all([out for code, out in excluded if code in (m.code, "")])
            open_.append((m, land.difference(taken)))
    pieces, overlaps, before = [], [], shapely.Polygon()
    for i, (m, land) in enumerate(open_):
        own = land.difference(before)
        if m.rule.shared:
            sharing = [(o.code, other) for o, other in open_[i + 1 :] if o.rule.shared and o.code != m.code]
            both = own.intersection(shapely.union_all([other for _, other in sharing]))
            if not both.is_empty:
                names = sorted({m.code, *(code for code, other in sharing if other.intersects(both))})
                overlaps.append(Piece(tuple(names), both))
                own = own.difference(both)
        if not own.is_empty:
            pieces.append(Piece((m.code,), own))
        before = before.union(land)
    return Division(tuple(pieces), tuple(overlaps), before)


def land_troubles(matchers: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield overlaps, covered lands and holes."""
    lands = lands_of(matchers)
    if not lands:
        return
    yield from _overlaps(lands)
    yield from _covered(lands)
    yield from _holes(matchers, lands)


def area(area_m2: float) -> Fact:
    """Return an area as people say it.

    >>> from addrcheck.wording.zones import worded
    >>> worded(area(14_166_099), "ru"), worded(area(830.4), "en")
    ('14.2 км²', '830 m²')
    """
    if area_m2 < _SQUARE_KILOMETRE / 10:
        return Fact("area", f"{area_m2:.0f}")
    return Fact("large_area", f"{area_m2 / _SQUARE_KILOMETRE:.1f}")


def _overlaps(lands: Sequence[tuple[Matcher, Geometry]]) -> Iterator[Finding]:
    """Yield the lands of two zones that overlap though neither lies in the other, and those that stand twice."""
    for (a, one), (b, two) in _meeting(lands):
        both = one.intersection(two)
        shared = ground_area_m2(both)
        nested = shared >= _NESTED * min(ground_area_m2(one), ground_area_m2(two))
        same = shared >= _NESTED * max(ground_area_m2(one), ground_area_m2(two))
        values: dict[str, Value] = {"rows": str(a.ref)}
        if a.code == b.code:
            if same:
                yield Finding("DUPLICATE", (b.ref, a.ref), "shape", values, as_shape(both))
        elif shared > _SLIVER_M2 and (same or not nested):
            values |= {"zones": f"{a.code}, {b.code}", "value": area(shared)}
            yield Finding("OVERLAP", (b.ref, a.ref), "shape", values, as_shape(both))


def _meeting(
    lands: Sequence[tuple[Matcher, Geometry]],
) -> Iterator[tuple[tuple[Matcher, Geometry], tuple[Matcher, Geometry]]]:
    """Yield the lands that meet, at the same time and with nothing said about which goes first."""
    import shapely

    tree = shapely.STRtree([land for _, land in lands])
    firsts, seconds = tree.query([land for _, land in lands], predicate="intersects")
    for i, j in sorted(zip(firsts.tolist(), seconds.tolist(), strict=True)):
        a, b = lands[i][0], lands[j][0]
        declared = a.rule.exclude or b.rule.exclude or (a.rule.shared and b.rule.shared)
        if i < j and not declared and days_together(a, b) and a.rule.priority == b.rule.priority:
            yield lands[i], lands[j]


def _covered(lands: Sequence[tuple[Matcher, Geometry]]) -> Iterator[Finding]:
    """Yield the lands that smaller ones cover completely."""
    import shapely

    included = [(m, land) for m, land in lands if not m.rule.exclude]
    tree = shapely.STRtree([land for _, land in included])
    for i, (m, land) in enumerate(included):
        near = [j for j in tree.query(land).tolist() if j < i and included[j][0].order != m.order]
        smaller = [
            included[j] for j in near if included[j][0].since <= m.since and included[j][0].until >= m.until
        ]
        left = land.difference(shapely.union_all([other for _, other in smaller]))
        if smaller and ground_area_m2(left) < _SLIVER_M2:
            taken = refs(o for o, _ in smaller)
            yield Finding(
                "SHADOWED",
                (m.ref, *taken[:4]),
                "shape",
                {"rows": rows_text(taken, MOST_ROWS), "value": m.code},
                as_shape(land),
            )


def _holes(matchers: Sequence[Matcher], lands: Sequence[tuple[Matcher, Geometry]]) -> Iterator[Finding]:
    """Yield the holes that the zones leave between them; what is declared as nobody's is none."""
    import shapely

    nobodys = shapely.union_all([land for m, land in lands if m.rule.exclude and not m.code])
    covered = divide(matchers).covered
    whole = covered.union(nobodys)
    for part in getattr(whole, "geoms", [whole]):
        for ring in getattr(part, "interiors", ()):
            hole = shapely.Polygon(ring).difference(whole)
            left = ground_area_m2(hole)
            if left > _SLIVER_M2:
                around = refs(m for m, land in lands if land.distance(hole) < 1.0)
                yield Finding("GAP", around, "shape", {"value": area(left)}, as_shape(hole))
