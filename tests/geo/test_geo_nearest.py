"""Distances on the ellipsoid, and the grid that finds what is near."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addrcheck.geo.distance import WINDS, distance_and_wind, distance_m
from addrcheck.geo.nearest import FARTHEST_M, Grid
from addrcheck.model import Level


def test_the_ellipsoid_is_that_of_wgs84():
    assert distance_m(0, 0, 0, 1) == pytest.approx(111_319.4908, abs=1e-3)  # a degree of the equator
    assert distance_m(0, 0, 90, 0) == pytest.approx(10_001_965.7293, abs=1e-3)  # a quarter of a meridian
    assert distance_m(66, 179.99, 66, -179.99) < 1000  # across the 180th


@pytest.mark.parametrize(
    ("to", "wind"),
    [
        ((1, 0), "N"),
        ((1, 1), "NE"),
        ((0, 1), "E"),
        ((-1, 1), "SE"),
        ((-1, 0), "S"),
        ((-1, -1), "SW"),
        ((0, -1), "W"),
        ((1, -1), "NW"),
    ],
)
def test_winds(to, wind):
    assert distance_and_wind(0, 0, *to)[1] == wind
    assert len(WINDS) == 8


class Places:
    """A gazetteer of points."""

    def __init__(self, points, level=Level.TOWN):
        self.points = points
        self.levels = [level] * len(points)

    def is_former(self, place):
        return False

    def position(self, place):
        return (*self.points[place], 100)


POINTS = st.tuples(st.floats(-89, 89), st.floats(-180, 180))
AROUND = st.tuples(
    st.floats(64, 68), st.floats(176, 180) | st.floats(-180, -176)
)  # Чукотка, across the 180th


@settings(max_examples=60)
@given(st.lists(AROUND | POINTS, max_size=40), AROUND | POINTS, st.integers(1, 6))
def test_the_grid_finds_what_a_look_at_every_place_finds(points, at, count):
    found = Grid(Places(points)).nearest(*at, count)
    every = sorted(m for p in points if (m := distance_m(*at, *p)) <= FARTHEST_M)
    assert [near.metres for near in found] == every[:count]


def test_regions_and_rural_districts_are_no_places_to_be_near_to():
    for level in (Level.REGION, Level.AREA):
        assert Grid(Places([(50.0, 50.0)], level)).nearest(50, 50, 3) == []


def test_a_village_with_its_districts_position_is_not_where_that_is():
    class Villages(Places):
        def position(self, place):
            return (*self.points[place], (2_000, 24_000)[place])

    found = Grid(Villages([(50.0, 50.0), (50.0, 50.0)], Level.SETTLEMENT)).nearest(50, 50, 3)
    assert [near.place for near in found] == [0]
