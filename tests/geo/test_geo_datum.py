"""Datums: known pairs, there and back, nothing shifted abroad, refusals instead of a shift by nothing."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from addrcheck.errors import UsageError
from addrcheck.geo.datum import DATUMS, DatumError, convert, datum_named, relocated
from addrcheck.geo.distance import distance_m
from addrcheck.geo.outline import china
from addrcheck.geo.shifted import bd09, gcj02, is_unique, unshifted
from addrcheck.model import Location

LATITUDES = st.floats(15.5, 53.8)
LONGITUDES = st.floats(73.2, 135.1)


def apart(point, latitude, longitude):
    return distance_m(point.latitude, point.longitude, latitude, longitude)


# Chinese maps ----------------------------------------------------------------------------------------

PAIRS = [  # published by the open projects that found the formula
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
]


@pytest.mark.parametrize(("true", "shown"), PAIRS)
def test_gcj02_of_known_points(true, shown):
    there = convert(*true, "WGS84", "GCJ02")
    assert (there.latitude, there.longitude) == pytest.approx(shown, abs=1e-10)
    back = convert(*shown, "GCJ02", "WGS84")
    assert apart(back, *true) < 1e-5


def test_bd09_adds_baidus_own_shift_to_gcj02():
    gcj = convert(39.9087, 116.3975, "WGS84", "GCJ02")
    bd = convert(39.9087, 116.3975, "WGS84", "BD09")
    x, y, wave = gcj.longitude, gcj.latitude, math.pi * 3000 / 180
    radius = math.sqrt(x * x + y * y) + 0.00002 * math.sin(y * wave)
    angle = math.atan2(y, x) + 0.000003 * math.cos(x * wave)
    expected = (radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065)
    assert (bd.latitude, bd.longitude) == pytest.approx(expected, abs=1e-9)
    assert convert(gcj.latitude, gcj.longitude, "GCJ02", "BD09").latitude == pytest.approx(
        bd.latitude, abs=1e-9
    )


@settings(max_examples=300)
@given(LATITUDES, LONGITUDES, st.sampled_from(["GCJ02", "BD09"]))
def test_there_and_back_below_a_millimetre_inside_china(latitude, longitude, datum):
    assume(china().contains(latitude, longitude) and is_unique(latitude, longitude))
    there = convert(latitude, longitude, "WGS84", datum)
    assert 10 < apart(there, latitude, longitude) < 2000
    back = convert(there.latitude, there.longitude, datum, "WGS84")
    assert apart(back, latitude, longitude) < 1e-6
    assert there.unique
    assert back.unique
    assert back.accuracy_m == 2


@settings(max_examples=300)
@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["GCJ02", "BD09"]))
def test_nothing_is_shifted_abroad(latitude, longitude, datum):
    assume(not china().contains(latitude, longitude))
    there = convert(latitude, longitude, "WGS84", datum)
    assert (there.latitude, there.longitude) == (latitude, longitude)
    if is_unique(latitude, longitude):
        back = convert(latitude, longitude, datum, "WGS84")
        assert (back.latitude, back.longitude, back.accuracy_m) == (latitude, longitude, 0)


@pytest.mark.parametrize(
    "city",
    [
        (55.0302, 82.9204),
        (52.2870, 104.2810),
        (43.1155, 131.8855),
        (48.4802, 135.0719),
        (35.68, 139.69),
        (28.61, 77.21),
    ],
)
@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_cities_abroad_stay_where_they_are(city, datum):
    there = convert(*city, "WGS84", datum)
    assert (there.latitude, there.longitude, there.unique) == (*city, True)


@settings(max_examples=300)
@given(st.integers(0, 6200), st.floats(-900, 900), st.floats(-900, 900), st.sampled_from([gcj02, bd09]))
def test_at_the_outline_a_point_that_may_be_another_says_so(corner, north, east, shift):
    """Whatever comes back wrong after there and back is flagged; nobody trusts it by mistake."""
    latitude, longitude = list(_corners())[corner]
    latitude += north / 111_320
    longitude += east / 111_320
    name = "GCJ02" if shift is gcj02 else "BD09"
    there = convert(latitude, longitude, "WGS84", name)
    back = convert(there.latitude, there.longitude, name, "WGS84")
    assert not there.unique
    if apart(back, latitude, longitude) > 1e-3:
        assert not back.unique


def _corners():
    return (
        _CORNERS
        or _CORNERS.extend((a, b) for edges in china()._bands.values() for a, b, _, _ in edges)
        or _CORNERS
    )


_CORNERS: list = []


def test_a_shifted_point_that_no_point_becomes_gets_the_one_inside():
    """Where the shift leads out of China, or into it, the way back still ends somewhere near."""
    for latitude, longitude in list(_corners())[:2000]:
        for shift in (gcj02, bd09):
            assert distance_m(latitude, longitude, *unshifted(latitude, longitude, shift)) < 2000


# Surveys ---------------------------------------------------------------------------------------------

_KRASSOVSKY = (6378245.0, 1 / 298.3)
_WGS84 = (6378137.0, 1 / 298.257223563)


def _helmert_from_pulkovo(latitude, longitude):
    """GOST R 51794-2008, position vector, written out."""
    a, f = _KRASSOVSKY
    e2 = f * (2 - f)
    phi, lam = math.radians(latitude), math.radians(longitude)
    n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    x, y, z = (
        n * math.cos(phi) * math.cos(lam),
        n * math.cos(phi) * math.sin(lam),
        n * (1 - e2) * math.sin(phi),
    )
    rx, ry, rz = (math.radians(v / 3600) for v in (0.0, -0.35, -0.79))
    m = 1 - 0.22e-6
    x, y, z = (
        23.57 + m * (x + rz * y - ry * z),
        -140.95 + m * (-rz * x + y + rx * z),
        -79.8 + m * (ry * x - rx * y + z),
    )  # fmt: skip
    a, f = _WGS84
    e2 = f * (2 - f)
    p = math.hypot(x, y)
    phi = math.atan2(z, p * (1 - e2))
    for _ in range(10):
        n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
        phi = math.atan2(z + e2 * n * math.sin(phi), p)
    return math.degrees(phi), math.degrees(math.atan2(y, x))


@pytest.mark.parametrize(
    "city", [(55.7558, 37.6173), (59.939, 30.3158), (43.1155, 131.8855), (64.73, 177.51), (66.1, -172.2)]
)
def test_pulkovo_is_the_published_seven_parameters(city):
    point = convert(*city, "PULKOVO1942", "WGS84")
    expected = _helmert_from_pulkovo(*city)
    turn = (point.longitude - expected[1] + 180) % 360 - 180
    assert point.latitude == pytest.approx(expected[0], abs=1e-6)
    assert turn == pytest.approx(0, abs=1e-6)
    assert 50 < apart(point, *city) < 300
    assert point.accuracy_m == 3


@pytest.mark.parametrize("datum", ["PULKOVO1942", "GSK2011"])
@given(latitude=st.floats(42, 81), longitude=st.floats(20, 180) | st.floats(-180, -170))
def test_russian_datums_there_and_back_below_a_millimetre(datum, latitude, longitude):
    there = convert(latitude, longitude, "WGS84", datum)
    back = convert(there.latitude, there.longitude, datum, "WGS84")
    assert apart(back, latitude, longitude) < 1e-5
    assert -180 <= there.longitude <= 180


def test_gsk2011_is_wgs84_to_a_metre_and_cgcs2000_is_it_exactly():
    gsk = convert(55.7558, 37.6173, "GSK2011", "WGS84")
    assert apart(gsk, 55.7558, 37.6173) < 1
    cgcs = convert(39.9, 116.4, "CGCS2000", "WGS84")
    assert (cgcs.latitude, cgcs.longitude, cgcs.accuracy_m) == (39.9, 116.4, 1)


@pytest.mark.parametrize(
    ("datum", "place"),
    [
        ("XIAN80", (39.9, 116.4)),
        ("XIAN80", (34.27, 108.95)),
        ("BEIJING54", (39.9, 116.4)),  # no area that PROJ knows a transformation for
        ("BEIJING54", (22.54, 114.06)),  # only one made for the sea beside it
        ("BEIJING54", (36.07, 120.38)),
        ("PULKOVO1942", (22.54, 114.06)),
        ("GSK2011", (30.27, 120.15)),
        ("GSK2011", (-33.9, 151.2)),
    ],
)
def test_what_nobody_can_convert_is_refused_with_the_reason_and_the_way_out(datum, place):
    for source, target in ((datum, "WGS84"), ("WGS84", datum), (datum, "GCJ02")):
        with pytest.raises(DatumError, match=datum) as refused:
            convert(*place, source, target)
        assert "CGCS2000" in str(refused.value)
        assert str(place[0]) not in str(refused.value), "an error text holds nobody's position"


def test_beijing54_is_converted_where_proj_really_knows_how():
    point = convert(37.1, 79.9, "BEIJING54", "WGS84")  # Tarim basin
    assert 20 < apart(point, 37.1, 79.9) < 200
    assert point.accuracy_m == 1


def test_a_datum_to_itself_is_the_same_even_where_nothing_converts_it():
    for datum in DATUMS:
        point = convert(39.9, 116.4, datum, datum)
        assert (point.latitude, point.longitude, point.accuracy_m, point.unique) == (39.9, 116.4, 0, True)


def test_two_steps_add_their_errors():
    assert convert(48.48, 135.07, "PULKOVO1942", "GSK2011").accuracy_m == pytest.approx(math.hypot(3, 1))


# Input -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", [(90.1, 0), (-91, 0), (0, 180.5), (math.nan, 0), (0, math.inf), (116.4, 39.9)]
)
def test_numbers_that_are_no_place_are_refused(wrong):
    with pytest.raises(UsageError):
        convert(*wrong, "WGS84", "GCJ02")


@pytest.mark.parametrize(
    ("typed", "datum"),
    [
        ("wgs84", "WGS84"),
        ("GCJ-02", "GCJ02"),
        ("bd09ll", "BD09"),
        ("EPSG:4490", "CGCS2000"),
        ("Beijing 1954", "BEIJING54"),
        ("ГСК-2011", "GSK2011"),
    ],
)
def test_datums_by_the_names_that_people_use(typed, datum):
    assert datum_named(typed) == datum


def test_an_unknown_datum_names_the_known_ones():
    with pytest.raises(DatumError, match=r"WGS84.*XIAN80"):
        datum_named("NAD27")


def test_a_location_keeps_level_and_source_and_owns_up_to_the_conversion():
    home = Location(30.27, 120.15, "WGS84", "street", 3, "dictionary")
    moved = relocated(home, "gcj02")
    assert (moved.datum, moved.level, moved.source, moved.accuracy_m) == ("GCJ02", "street", "dictionary", 4)
    assert moved.unique is not False
    assert relocated(moved, "WGS84").latitude == pytest.approx(30.27, abs=1e-6)
    assert relocated(home, "WGS84") is home
    assert relocated(Location(50.245, 127.49, "WGS84", "city", 9000, "dictionary"), "gcj02").unique is False
