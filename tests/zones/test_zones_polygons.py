"""Polygons and radii: where a point is, given how exact it is; how lint divides the plane."""

import math
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from station import square, zones_of

from addrcheck.zones.lint.land import divide, land_troubles
from addrcheck.zones.polygons import PolygonIndex, ground_area_m2, projected, shape_geometry, unprojected
from addrcheck.zones.shapes import ShapeError, shape_from_geojson, shape_from_wkt, wkt

shapely = pytest.importorskip("shapely")


def metres_per_degree(latitude: float) -> tuple[float, float]:
    """Return the length of a degree of latitude and of longitude."""
    degree = math.radians(1) * 6_371_008.8
    return degree, degree * math.cos(math.radians(latitude))


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(55.79, 49.12), (30.27, 120.15), (71.0, 180.0), (66.0, -170.0), (22.5, 114.1)]
)
def test_projection_there_and_back(latitude, longitude):
    back = unprojected(*projected(latitude, longitude))
    assert back[0] == pytest.approx(latitude, abs=1e-9)
    assert back[1] == pytest.approx(longitude if longitude >= -168 else longitude + 360, abs=1e-9)


@pytest.mark.parametrize("latitude", [20.0, 45.0, 68.0])
def test_areas_are_those_on_the_ground(latitude):
    north, east = metres_per_degree(latitude + 0.05)
    land = shape_geometry(shape_from_wkt(square(100.0, latitude, 100.1, latitude + 0.1)))
    assert ground_area_m2(land) == pytest.approx(north * 0.1 * east * 0.1, rel=0.002)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "POINT(1 2)",
        "POLYGON",
        "POLYGON((1 2",
        "POLYGON((1 2,3 4))",
        "POLYGON((a b,c d,e f))",
        "POLYGON((1 2,3 4,5 6)))",
        "MULTIPOLYGON()",
    ],
)
def test_what_is_no_polygon(text):
    with pytest.raises(ShapeError):
        shape_from_wkt(text)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Polygon", "coordinates": 5},
    ],
)
def test_what_is_no_geojson_polygon(geometry):
    with pytest.raises(ShapeError):
        shape_from_geojson(geometry)


def test_multipolygons_and_holes_survive_wkt():
    text = "MULTIPOLYGON(((49 55,50 55,50 56,49 55),(49.5 55.2,49.6 55.2,49.6 55.3,49.5 55.2)),((51 55,52 55,52 56,51 55)))"
    assert wkt(shape_from_wkt(text)) == text


CENTRES = st.tuples(st.floats(49.0, 49.2), st.floats(55.7, 55.8), st.floats(0.002, 0.05), st.integers(3, 12))


def blob(spec, rng) -> str:
    """Return a polygon of ``n`` corners around a centre, as WKT."""
    x, y, size, n = spec
    corners = [
        (
            x + math.cos(2 * math.pi * i / n) * size * rng.uniform(0.5, 1),
            y + math.sin(2 * math.pi * i / n) * size * rng.uniform(0.3, 0.6),
        )
        for i in range(n)
    ]
    ring = ",".join(f"{a:.6f} {b:.6f}" for a, b in [*corners, corners[0]])
    return f"POLYGON(({ring}))"


@settings(max_examples=60, deadline=None)
@given(
    specs=st.lists(CENTRES, min_size=1, max_size=12),
    seed=st.integers(0, 999),
    spread=st.sampled_from([0.0, 30.0, 200.0, 3000.0]),
)
def test_the_index_agrees_with_looking_at_every_shape(specs, seed, spread):
    rng = random.Random(seed)
    lands = [shape_geometry(shape_from_wkt(blob(spec, rng))) for spec in specs]
    lands = [land for land in lands if land.is_valid]
    if not lands:
        return
    index = PolygonIndex(lands)
    for _ in range(30):
        latitude, longitude = rng.uniform(55.68, 55.82), rng.uniform(48.95, 49.25)
        inside, partly = index.around(latitude, longitude, spread)
        x, y = projected(latitude, longitude)
        circle = shapely.Point(x, y).buffer(
            max(spread / math.cos(math.radians(latitude)), 1e-9), quad_segs=32
        )
        for i, land in enumerate(lands):
            if i in inside:
                assert land.covers(circle)
            elif land.intersects(circle):
                assert i in partly


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    specs=st.lists(
        st.tuples(
            CENTRES, st.sampled_from("ABCD"), st.booleans(), st.sampled_from(["", "", "", "own", "all"])
        ),
        min_size=1,
        max_size=7,
    ),
    seed=st.integers(0, 999),
)
def test_every_point_is_in_one_zone_or_one_declared_overlap_or_none(specs, seed, ground, tmp_path):
    rng = random.Random(seed)
    rows = []
    for spec, code, shared, exclude in specs:
        text = blob(spec, rng)
        if shape_geometry(shape_from_wkt(text)).is_valid:
            rows.append({
                "zone": "" if exclude == "all" else code, "shape": text, "shared": "yes" if shared and not exclude else "",
                "exclude": "yes" if exclude else "",
            })  # fmt: skip
    if not rows:
        return
    zones = zones_of(rows, ground, tmp_path)
    division = divide(zones.matchers)
    for _ in range(40):
        latitude, longitude = rng.uniform(55.66, 55.84), rng.uniform(48.95, 49.25)
        point = shapely.Point(projected(latitude, longitude))
        pieces = [p for p in division.pieces if p.land.contains(point)]
        overlaps = [p for p in division.overlaps if p.land.contains(point)]
        assert len(pieces) + len(overlaps) == int(division.covered.contains(point))
        zone = zones.at(latitude, longitude)
        if pieces:
            assert (zone.status, zone.code) == ("assigned", pieces[0].zones[0])
        elif overlaps:
            assert (zone.status, tuple(c.code for c in zone.candidates)) == ("ambiguous", overlaps[0].zones)
        else:
            assert zone.status == "out_of_area"


def test_the_smaller_land_wins(ground, tmp_path):
    rows = [
        {"zone": "wide", "shape": square(49, 55, 50, 56)},
        {"zone": "narrow", "shape": square(49.4, 55.4, 49.6, 55.6)},
    ]
    zones = zones_of(rows, ground, tmp_path)
    assert zones.at(55.5, 49.5).code == "narrow"
    assert zones.at(55.1, 49.1).code == "wide"
    assert zones.at(57, 49).status == "out_of_area"


def test_a_point_is_in_its_polygon_whatever_place_bounds_the_rule(ground, tmp_path):
    rows = [{"zone": "A", "place": "Казань", "shape": square(49, 55, 50, 56)}]
    assert zones_of(rows, ground, tmp_path).at(55.5, 49.5).code == "A"


def test_equal_lands_of_two_zones_are_ambiguous(ground, tmp_path):
    rows = [{"zone": "B", "shape": square(49, 55, 50, 56)}, {"zone": "A", "shape": square(49, 55, 50, 56)}]
    zone = zones_of(rows, ground, tmp_path).at(55.5, 49.5)
    assert [c.code for c in zone.candidates] == ["A", "B"]


def test_holes_and_radii(ground, tmp_path):
    holed = "POLYGON((49 55,50 55,50 56,49 56,49 55),(49.4 55.4,49.6 55.4,49.6 55.6,49.4 55.6,49.4 55.4))"
    rows = [
        {"zone": "A", "shape": holed},
        {"zone": "R", "latitude": "55.5", "longitude": "49.5", "radius_m": "1000"},
    ]
    zones = zones_of(rows, ground, tmp_path)
    assert zones.at(55.45, 49.45).status == "out_of_area"
    assert zones.at(55.5, 49.5).code == "R"
    north, _ = metres_per_degree(55.5)
    assert zones.at(55.5 + 990 / north, 49.5).code == "R"
    assert zones.at(55.5 + 1010 / north, 49.5).status == "out_of_area"


def test_lands_beyond_the_date_line_are_found(ground, tmp_path):
    zones = zones_of(
        [{"zone": "A", "shape": "POLYGON((179 65,-175 65,-175 67,179 67,179 65))"}], ground, tmp_path
    )
    assert zones.at(66, 179.5).code == "A"
    assert zones.at(66, -177).code == "A" or zones.at(66, 183).code == "A"


def test_lint_tells_overlaps_covered_lands_and_holes(ground, tmp_path):
    rows = [
        {"zone": "A", "shape": square(49.00, 55.00, 49.10, 55.10)},
        {"zone": "B", "shape": square(49.08, 55.00, 49.20, 55.10)},
        {"zone": "C", "shape": square(49.30, 55.00, 49.40, 55.10)},
        {"zone": "D", "shape": square(49.30, 55.00, 49.35, 55.10)},
        {"zone": "E", "shape": square(49.35, 55.00, 49.40, 55.10)},
        {
            "zone": "F",
            "shape": "POLYGON((49.5 55,49.6 55,49.6 55.1,49.5 55.1,49.5 55),(49.54 55.04,49.56 55.04,49.56 55.06,49.54 55.06,49.54 55.04))",
        },
    ]
    zones = zones_of(rows, ground, tmp_path)
    found = {(f.code, tuple(r.row for r in f.refs)) for f in land_troubles(zones.matchers)}
    assert ("OVERLAP", (4, 3)) in found
    assert ("SHADOWED", (5, 6, 7)) in found
    assert ("GAP", (8,)) in found
    assert all(f.shape for f in land_troubles(zones.matchers))


def test_declared_overlaps_and_declared_holes_are_no_trouble(ground, tmp_path):
    rows = [
        {"zone": "A", "shape": square(49.00, 55.00, 49.10, 55.10), "shared": "да"},
        {"zone": "B", "shape": square(49.08, 55.00, 49.20, 55.10), "shared": "да"},
        {
            "zone": "F",
            "shape": "POLYGON((49.5 55,49.6 55,49.6 55.1,49.5 55.1,49.5 55),(49.54 55.04,49.56 55.04,49.56 55.06,49.54 55.06,49.54 55.04))",
        },
        {"zone": "", "exclude": "да", "shape": square(49.54, 55.04, 49.56, 55.06)},
    ]
    assert not list(land_troubles(zones_of(rows, ground, tmp_path).matchers))
