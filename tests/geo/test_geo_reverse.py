"""What is known around a point, and what is not claimed."""

import json

import pytest

from addrcheck.errors import UsageError
from addrcheck.geo.datum import DatumError
from addrcheck.model import Zone


def test_a_chinese_point(checker):
    around = checker.reverse(30.27, 120.15)
    assert around.country == "CN"
    assert [claim.label for claim in around.likely][:2] == ["浙江省", "浙江省杭州市"]
    assert len(around.nearest) == 5
    assert all("杭州" in near.label for near in around.nearest)
    distances = [near.distance_m for near in around.nearest]
    assert distances == sorted(distances)
    assert distances[-1] < 10_000


def test_a_russian_point(checker):
    around = checker.reverse(55.03, 82.92)
    assert around.country == "RU"
    assert around.likely[0].label == "Новосибирская область"
    assert around.likely[0].share > 0.9
    assert any("Новосибирск" in near.label for near in around.nearest)


def test_every_claim_has_most_of_the_places_around_behind_it(checker):
    for latitude, longitude in ((39.9, 116.4), (31.3, 121.0), (55.9, 37.4), (43.1, 131.9), (29.0, 103.5)):
        for claim in checker.reverse(latitude, longitude).likely:
            assert 0.5 < claim.share <= 1


@pytest.mark.parametrize(
    "far",
    [
        (51.17, 71.43),
        (47.92, 106.92),
        (35.68, 139.69),
        (41.3, 69.24),
        (28.61, 77.21),
        (0, 0),
        (-33.9, 151.2),
        (90, 0),
        (-90, 180),
    ],
)
def test_nothing_is_claimed_abroad_or_at_sea(checker, far):
    around = checker.reverse(*far)
    assert around.country is None
    assert around.likely == ()


def test_the_other_bank_is_near_but_not_what_the_point_lies_in(checker):
    around = checker.reverse(50.32, 127.53)  # Благовещенск; 黑河 is across the Amur
    assert {near.country for near in checker.reverse(50.32, 127.53, count=8).nearest} == {"CN", "RU"}
    assert around.country == "RU"
    assert all("Амурская" in claim.label for claim in around.likely)


def test_a_point_in_gcj02_is_the_same_point(checker):
    true = checker.reverse(39.9087, 116.3975)
    shown = checker.reverse(39.9101035, 116.4037436, "gcj-02")
    assert shown.point.datum == "GCJ02"
    assert shown.wgs84.latitude == pytest.approx(39.9087, abs=1e-6)
    assert [near.code for near in shown.nearest] == [near.code for near in true.nearest]
    assert [near.distance_m for near in shown.nearest] == pytest.approx(
        [near.distance_m for near in true.nearest], abs=1
    )
    assert {near.location.datum for near in shown.nearest} == {"GCJ02"}


def test_beside_the_outline_a_shifted_point_says_that_it_may_be_another(checker):
    assert not checker.reverse(50.245, 127.49, "GCJ02").point.unique
    assert checker.reverse(50.245, 127.49).point.unique
    assert checker.reverse(45.75, 126.65, "GCJ02").point.unique


def test_the_answer_as_json(checker):
    answer = json.loads(checker.reverse(30.27, 120.15).to_json())
    assert set(answer) == {"point", "wgs84", "country", "likely", "nearest", "zone"}
    assert set(answer["nearest"][0]) == {"label", "code", "country", "distance_m", "direction", "location"}
    assert answer["nearest"][0]["location"]["source"] == "dictionary"


def test_the_zone_of_the_point_in_wgs84(checker):
    from addrcheck.geo.reverse import reverse

    seen = []

    def zones(latitude, longitude):
        seen.append((latitude, longitude))
        return Zone("assigned", "571-03", ("571", "03"), 2, "…", 1.0, "…", "auto")

    around = reverse(39.9101035, 116.4037436, "GCJ02", [checker.gazetteer("CN")], zones)
    assert around.zone.code == "571-03"
    assert seen[0] == pytest.approx((39.9087, 116.3975), abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((120.15, 30.27), UsageError),
        ((float("nan"), 0), UsageError),
        ((30, 120, "XIAN80"), DatumError),
        ((30, 120, "?"), DatumError),
        ((30, 120, "WGS84", 0), UsageError),
    ],
)
def test_what_cannot_be_answered_is_refused(checker, arguments, error):
    with pytest.raises(error):
        checker.reverse(*arguments)


def test_locate_gives_the_deepest_place_in_the_datum_asked_for(checker):
    plain = checker.locate("浙江省杭州市西湖区文三路100号")
    assert (plain.datum, plain.level, plain.source) == ("WGS84", "district", "dictionary")
    shown = checker.locate("浙江省杭州市西湖区文三路100号", "BD09")
    assert 0.005 < shown.longitude - plain.longitude < 0.02
    assert checker.locate("某某路") is None
    with pytest.raises(DatumError):
        checker.locate("某某路", "?")
