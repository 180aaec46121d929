"""The area that GCJ-02 shifts: China's outline and not a rectangle around it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addrcheck.geo.outline import Outline, china

INSIDE = {
    "北京": (39.905, 116.391), "漠河": (52.97, 122.53), "黑河": (50.245, 127.49), "满洲里": (49.59, 117.43),
    "喀什": (39.47, 75.99), "阿里": (32.5, 80.1), "腾冲": (25.02, 98.49), "三亚": (18.25, 109.51),
    "厦门鼓浪屿": (24.447, 118.066), "舟山嵊泗": (30.72, 122.45), "东极": (30.196, 122.68), "丹东": (40.13, 124.37),
    "珲春": (42.86, 130.37), "香港": (22.3, 114.17), "澳门": (22.195, 113.545),
}  # fmt: skip

ABROAD = {
    "Новосибирск": (55.03, 82.92), "Иркутск": (52.287, 104.281), "Владивосток": (43.1155, 131.8855),
    "Хабаровск": (48.48, 135.07), "Благовещенск": (50.2907, 127.5272), "Забайкальск": (49.65, 117.33),
    "Уссурийск": (43.797, 131.952), "Чита": (52.034, 113.499), "Улан-Удэ": (51.834, 107.584),
    "Улаанбаатар": (47.918, 106.917), "평양": (39.02, 125.75), "서울": (37.566, 126.978), "東京": (35.68, 139.69),
    "Hà Nội": (21.03, 105.85), "Алматы": (43.24, 76.89), "Бишкек": (42.87, 74.59), "Kathmandu": (27.71, 85.32),
    "Delhi": (28.61, 77.21), "Islamabad": (33.69, 73.05), "Mandalay": (21.97, 96.08), "台北": (25.04, 121.56),
    "金門": (24.43, 118.32), "馬祖": (26.16, 119.94), "Manila": (14.6, 120.98),
}  # fmt: skip


@pytest.mark.parametrize("name", INSIDE)
def test_chinese_towns_lie_inside_islands_too(name):
    assert china().contains(*INSIDE[name])


@pytest.mark.parametrize("name", ABROAD)
def test_neighbours_lie_outside_though_the_usual_rectangle_holds_them(name):
    assert not china().contains(*ABROAD[name])


def test_every_known_place_is_on_its_own_side_but_for_a_few_beside_the_border(checker):
    wrong = 0
    for country in ("CN", "RU"):
        gazetteer = checker.gazetteer(country)
        for place in range(len(gazetteer)):
            position = gazetteer.position(place)
            if position is None or gazetteer.is_former(place) or _disputed(gazetteer.codes[place]):
                continue
            inside = country == "CN" and not gazetteer.codes[place].startswith("71")
            if china().contains(*position[:2]) != inside:
                wrong += 1
                assert china().near(*position[:2], 2500), gazetteer.codes[place]
    assert wrong < 40


def _disputed(code):
    """Quemoy stands under 福建 too, and one district of 三沙 in the open sea."""
    return code in ("350527", "460303")


SQUARE = Outline([[(10.0, 20.0), (10.0, 21.0), (11.0, 21.0), (11.0, 20.0)]])


@given(st.floats(9, 12), st.floats(19, 22))
def test_a_square_holds_what_is_between_its_sides(latitude, longitude):
    assert SQUARE.contains(latitude, longitude) == (10 <= latitude < 11 and 20 <= longitude < 21)


@given(st.floats(9.5, 11.5), st.floats(19.5, 21.5), st.floats(10, 20_000))
def test_near_means_the_distance_to_a_side(latitude, longitude, metres):
    dy = max(10 - latitude, 0, latitude - 11)
    dx = max(20 - longitude, 0, longitude - 21)
    if dx == dy == 0:
        sides = (
            latitude - 10,
            11 - latitude,
            (longitude - 20) * _east(latitude),
            (21 - longitude) * _east(latitude),
        )
        true = min(sides) * 111_320
    else:
        true = math.hypot(dx * _east(latitude), dy) * 111_320
    if abs(true - metres) > 0.01 * metres:
        assert SQUARE.near(latitude, longitude, metres) == (true < metres)


def _east(latitude):
    return math.cos(math.radians(latitude))
