"""Which zone an address gets: the sample sets, the order of the kinds, equals, excludes, validity, costs."""

import datetime
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET, structs
from station import square, zones_of
from tables import cases

from addrcheck import Checker
from addrcheck.settings import Costs, Settings
from addrcheck.zones.decide import threshold
from addrcheck.zones.load import load_zones, prepare
from addrcheck.zones.model import DeliveryZone

SAMPLES = Path(__file__).parents[2] / "dictionaries" / "zones"
CITY = "杭州市/西湖区"
ADDRESS = "杭州市西湖区翠苑街道双桥村文三路57号"


def shown(zone) -> str:
    """Return the zone's code, or its candidates."""
    if zone.status == "ambiguous":
        return "+".join(c.code for c in zone.candidates)
    return zone.code or ""


@pytest.fixture(scope="module", params=["hangzhou", "kazan"])
def sample(request, ground):
    return request.param, load_zones(SAMPLES / request.param, ground)


def test_sample_sets_hold_what_the_cases_say(sample, checker):
    name, zones = sample
    wrong = []
    for row in cases(f"zones_{name}.tsv"):
        zone = zones.assign(checker.check(row["text"]))
        got = (zone.status, shown(zone), str(zone.depth), zone.lane)
        if got != (row["status"], row["zone"], row["depth"], row["lane"]):
            wrong.append((row["text"], row["why"], got, zone.reason))
    assert not wrong


def test_sample_sets_have_every_kind_of_rule(ground):
    kinds = {
        m.rule.kind for name in ("hangzhou", "kazan") for m in load_zones(SAMPLES / name, ground).matchers
    }
    assert kinds >= {
        "address", "estate", "houses", "range", "segment", "street", "polygon", "radius", "village", "place", "index",
    }  # fmt: skip


def test_points_decide_where_polygons_are(ground, checker):
    zones = load_zones(SAMPLES / "hangzhou", ground)
    report = checker.check("杭州市西湖区转塘街道美院南街1号")
    assert zones.assign(report).status == "ambiguous"
    assert zones.assign(report, point=(30.15, 120.06, 30.0)).code == "571-XH-11"
    assert zones.assign(report, point=(30.15, 120.02, 30.0)).code == "571-XH-12"
    assert zones.assign(report, point=(30.165, 120.08, 30.0)).status == "out_of_area"
    assert zones.assign(report, point=(30.15, 120.0501, 30.0)).status == "ambiguous"
    assert zones.assign(report, point=(30.15, 120.0501, 5.0)).code == "571-XH-11"


# ---- the order of the kinds, the most specific first
LADDER = [
    {"address": "杭州市西湖区翠苑街道双桥村文三路57号"},
    {"place": CITY, "street": "文三路", "numbers": "57"},
    {"place": CITY, "street": "文三路", "from": "1", "to": "99", "parity": "单"},
    {"place": CITY, "street": "文三路", "crossings": "学院路", "from": "1", "to": "99"},
    {"place": CITY, "street": "文三路"},
    {"shape": square(120.10, 30.25, 120.11, 30.26)},
    {"shape": square(120.0, 30.2, 120.2, 30.3)},
    {"place": CITY, "village": "双桥村"},
    {"place": CITY + "/翠苑街道"},
    {"index": "310000-310099"},
    {"place": CITY},
    {"place": "杭州市"},
    {"place": "浙江省"},
    {"place": "*"},
]
"""One rule a kind that all match ``ADDRESS`` at ``POINT`` with the postcode 310012."""
POINT = (30.255, 120.105, 20.0)


@pytest.mark.parametrize("first", range(len(LADDER)))
def test_the_most_specific_rule_wins_whatever_the_order_of_rows(first, ground, checker, tmp_path):
    rows = [{"zone": f"Z{n}"} | rule for n, rule in enumerate(LADDER)][first:]
    random.Random(first).shuffle(rows)
    zone = zones_of(rows, ground, tmp_path).assign(checker.check("310012 " + ADDRESS), point=POINT)
    assert (zone.status, zone.code) == ("assigned", f"Z{first}")


@pytest.mark.parametrize("rung", [r for r in range(len(LADDER)) if r not in (5, 6)])
def test_equals_that_disagree_are_ambiguous_and_both_are_named(rung, ground, checker, tmp_path):
    rows = [{"zone": "A"} | LADDER[rung], {"zone": "B"} | LADDER[rung]]
    for ordered in (rows, rows[::-1]):
        zone = zones_of(ordered, ground, tmp_path).assign(checker.check("310012 " + ADDRESS), point=POINT)
        assert (zone.status, zone.code, zone.lane) == ("ambiguous", None, "manual")
        assert [c.code for c in zone.candidates] == ["A", "B"]
        assert all(c.rule for c in zone.candidates)


@pytest.mark.parametrize("rung", range(len(LADDER)))
def test_an_exclude_beats_an_include_of_its_kind_and_everything_coarser(rung, ground, checker, tmp_path):
    rows = [
        {"zone": "A"} | LADDER[rung],
        {"zone": "A", "exclude": "是"} | LADDER[rung],
        {"zone": "A", "place": "*"},
    ]
    zone = zones_of(rows, ground, tmp_path).assign(checker.check("310012 " + ADDRESS), point=POINT)
    assert zone.status == "out_of_area"
    finer = [*rows, {"zone": "A", "address": ADDRESS}]
    if rung:
        assert (
            zones_of(finer, ground, tmp_path).assign(checker.check("310012 " + ADDRESS), point=POINT).code
            == "A"
        )


def test_an_exclude_without_a_zone_is_nobodys(ground, checker, tmp_path):
    rows = [{"zone": "A", "place": CITY}, {"zone": "", "place": CITY, "street": "文三路", "exclude": "是"}]
    zones = zones_of(rows, ground, tmp_path)
    assert zones.assign(checker.check("杭州市西湖区文三路1号")).status == "out_of_area"
    assert zones.assign(checker.check("杭州市西湖区学院路1号")).code == "A"


def test_priority_orders_equals(ground, checker, tmp_path):
    rows = [
        {"zone": "A", "place": CITY, "street": "文三路", "priority": "2"},
        {"zone": "B", "place": CITY, "street": "文三路", "priority": "1"},
    ]
    assert zones_of(rows, ground, tmp_path).assign(checker.check(ADDRESS)).code == "B"


def test_a_rule_bound_to_a_smaller_place_wins(ground, checker, tmp_path):
    rows = [
        {"zone": "A", "place": CITY, "street": "文三路"},
        {"zone": "B", "place": CITY + "/翠苑街道", "street": "文三路"},
    ]
    zones = zones_of(rows, ground, tmp_path)
    assert zones.assign(checker.check("杭州市西湖区翠苑街道文三路1号")).code == "B"
    assert zones.assign(checker.check("杭州市西湖区古荡街道文三路1号")).code == "A"


def test_validity_of_rule_and_zone(ground, checker, tmp_path):
    rows = [
        {"zone": "A", "place": CITY, "valid_to": "2026-11-30"},
        {"zone": "B", "place": CITY, "valid_from": "2026-12-01", "zone_to": "2026-12-31"},
    ]
    zones, report = zones_of(rows, ground, tmp_path), checker.check("杭州市西湖区文三路1号")
    days = [
        datetime.date(2026, 11, 30),
        datetime.date(2026, 12, 1),
        datetime.date(2026, 12, 31),
        datetime.date(2027, 1, 1),
    ]
    assert [zones.assign(report, day=day).code for day in days] == ["A", "B", "B", None]


def test_a_finer_rule_that_has_ended_keeps_nothing_open(ground, checker, tmp_path):
    rows = [{"zone": "A", "place": CITY}, {"zone": "B", "place": CITY + "/双浦镇", "valid_to": "2026-01-31"}]
    zones, report = zones_of(rows, ground, tmp_path), checker.check("杭州市西湖区无名路1号")
    assert zones.assign(report, day=datetime.date(2026, 1, 31)).status == "ambiguous"
    assert zones.assign(report, day=datetime.date(2026, 2, 1)).code == "A"


def test_where_a_street_is_excluded_the_map_is_asked(ground, checker, tmp_path):
    street = {"zone": "A", "place": CITY, "street": "文三路"}
    rows = [
        street,
        street | {"exclude": "是"},
        {"zone": "M", "shape": square(120.0, 30.2, 120.2, 30.3)},
        {"zone": "C", "place": CITY},
    ]
    zone = zones_of(rows, ground, tmp_path).assign(checker.check("杭州市西湖区文三路1号"), point=POINT)
    assert zone.code == "M"


def test_a_place_at_odds_with_the_rest_of_the_address_makes_less_sure(ground, checker, tmp_path):
    zones = zones_of([{"zone": "A", "place": "杭州市/西湖区/无名新镇", "remote": "是"}], ground, tmp_path)
    plain = zones.assign(checker.check("浙江省杭州市西湖区无名新镇河边路5号"))
    assert (plain.code, plain.lane) == ("A", "auto")
    odd = zones.assign(checker.check("江苏省 浙江省杭州市西湖区无名新镇河边路5号"))
    assert (odd.code, odd.lane) == ("A", "manual")
    assert odd.confidence < plain.confidence


def test_doubt_about_what_the_rule_does_not_rest_on_does_not_count(ground, checker, tmp_path):
    divided = zones_of([{"zone": "A", "place": "杭州市/江干区/彭埠镇"}], ground, tmp_path)
    report = checker.check("杭州市江干区彭埠镇东湖路1号")
    assert report.score < 0.95
    assert divided.assign(report).confidence > report.score
    several = checker.check("浙江省杭州市东湖路1号")
    assert zones_of([{"zone": "A", "place": "杭州市"}], ground, tmp_path).assign(several).lane == "auto"


def test_kind_of_street_counts_where_both_sides_tell_it(ground, checker, tmp_path):
    rows = [
        {"zone": "A", "place": "Казань", "street": "пр-т Победы"},
        {"zone": "B", "place": "Казань", "street": "ул. Победы"},
    ]
    zones = zones_of(rows, ground, tmp_path)
    assert zones.assign(checker.check("Казань, проспект Победы, 5")).code == "A"
    assert zones.assign(checker.check("Казань, ул. Победы, 5")).code == "B"
    assert zones.assign(checker.check("Казань, Победы, 5")).status == "ambiguous"


def test_a_place_by_its_old_name_and_by_its_new_one_is_one_place(ground, checker, tmp_path):
    zones = zones_of([{"zone": "A", "place": "杭州市/余杭区/闲林镇"}], ground, tmp_path)
    assert zones.assign(checker.check("杭州市余杭区闲林街道1号")).code == "A"
    assert zones.assign(checker.check("杭州余杭闲林镇五常大道1号")).code == "A"


@pytest.mark.parametrize(
    ("rule", "text", "zone"),
    [
        ({"street": "пр-т Победы", "from": "1", "to": "9", "suffixes": "нет"}, "5А", None),
        ({"street": "пр-т Победы", "from": "1", "to": "9", "suffixes": "нет"}, "5", "A"),
        ({"street": "пр-т Победы", "from": "1", "to": "9"}, "5А", "A"),
        ({"street": "пр-т Победы", "from": "1", "to": "9"}, "5/12", "A"),
        ({"street": "пр-т Победы", "from": "1", "to": "9", "parity": "чёт"}, "5/12", None),
        ({"street": "пр-т Победы", "numbers": "5"}, "5 корп. 2", "A"),
        ({"street": "пр-т Победы", "numbers": "5к2"}, "5", None),
    ],
)
def test_letters_fractions_and_parts_of_a_number(rule, text, zone, ground, checker, tmp_path):
    zones = zones_of([{"zone": "A", "place": "Казань"} | rule], ground, tmp_path)
    assert zones.assign(checker.check(f"Казань, пр-т Победы, д. {text}")).code == zone


RANGES = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.none() | st.integers(1, 30),
        st.sampled_from(["odd", "even", "both"]),
        st.sampled_from("ABC"),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ranges=RANGES, number=st.integers(1, 35), seed=st.integers(0, 999))
def test_ranges_and_parity_agree_with_counting(ranges, number, seed, ground, checker, tmp_path):
    ranges = [(a, None if b is None else max(a, b), p, z) for a, b, p, z in ranges]
    ranges = [r for r in ranges if r[0] != r[1] or r[2] == "both" or (r[0] % 2 == 1) == (r[2] == "odd")] or [
        (1, None, "both", "A")
    ]
    rows = [
        {
            "zone": z,
            "place": CITY,
            "street": "文三路",
            "from": a,
            "to": "以上" if b is None else b,
            "parity": p,
        }
        for a, b, p, z in ranges
    ]
    random.Random(seed).shuffle(rows)
    claim = {
        z for a, b, p, z in ranges
        if a <= number and (b is None or number <= b) and (p == "both" or (number % 2 == 1) == (p == "odd"))
    }  # fmt: skip
    zone = zones_of(rows, ground, tmp_path).assign(checker.check(f"杭州市西湖区文三路{number}号"))
    if len(claim) == 1:
        assert (zone.status, zone.code) == ("assigned", claim.pop())
    elif claim:
        assert (zone.status, {c.code for c in zone.candidates}) == ("ambiguous", claim)
    else:
        assert zone.status == "out_of_area"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_shuffled_rules_assign_the_same(seed, sample, ground, checker):
    name, zones = sample
    rows = list(zones.table.rows)
    random.Random(seed).shuffle(rows)
    shuffled, _ = prepare(structs.replace(zones.table, rows=tuple(rows)), ground)
    for row in cases(f"zones_{name}.tsv"):
        report = checker.check(row["text"])
        one, other = zones.assign(report), shuffled.assign(report)
        assert (one.status, one.code, one.lane, one.depth) == (
            other.status,
            other.code,
            other.lane,
            other.depth,
        )
        assert [c.code for c in one.candidates or ()] == [c.code for c in other.candidates or ()]


# ---- what an address leaves open
def test_an_address_without_its_town_waits_where_towns_differ(ground, checker, tmp_path):
    rows = [{"zone": "A", "place": CITY}, {"zone": "B", "place": CITY + "/双浦镇"}]
    zones = zones_of(rows, ground, tmp_path)
    assert zones.assign(checker.check("杭州市西湖区无名路1号")).status == "ambiguous"
    assert zones.assign(checker.check("杭州市西湖区翠苑街道无名路1号")).code == "A"
    same = zones_of(
        [{"zone": "A", "place": CITY}, {"zone": "A", "place": CITY + "/双浦镇"}], ground, tmp_path
    )
    assert same.assign(checker.check("杭州市西湖区无名路1号")).code == "A"


def test_polygons_keep_a_coarser_rule_from_deciding_without_coordinates(ground, checker, tmp_path):
    rows = [
        {"zone": "A", "place": CITY},
        {"zone": "B", "place": CITY, "shape": square(120.1, 30.2, 120.2, 30.3)},
    ]
    zones, report = zones_of(rows, ground, tmp_path), checker.check("杭州市西湖区翠苑街道无名路1号")
    assert zones.assign(report).status == "ambiguous"
    assert zones.assign(report, point=(30.25, 120.15, 50.0)).code == "B"
    assert zones.assign(report, point=(30.35, 120.15, 50.0)).code == "A"


# ---- the decision
@pytest.mark.parametrize(
    ("zone", "asked"),
    [
        (DeliveryZone("Z"), 0.90),
        (DeliveryZone("Z", remote=True), 0.97),
        (DeliveryZone("Z", waves=(datetime.time(8), datetime.time(13))), 0.80),
        (DeliveryZone("Z", pickups_per_day=2), 0.80),
        (DeliveryZone("Z", remote=True, pickups_per_day=2), 0.97),
    ],
)
def test_thresholds_follow_from_costs(zone, asked):
    assert threshold(zone, Costs()) == pytest.approx(asked, abs=1e-4)


def test_dearer_hands_let_more_go_by_themselves():
    assert threshold(DeliveryZone("Z"), Costs(hand=5.0)) == 0.5
    assert threshold(DeliveryZone("Z"), Costs(hand=50.0)) == 0.0


@pytest.mark.parametrize(
    ("doubt", "remote", "lane"),
    [("0", "", "auto"), ("0.05", "", "auto"), ("0.05", "是", "manual"), ("0.2", "", "manual")],
)
def test_doubt_of_the_rule_and_distance_choose_the_lane(doubt, remote, lane, ground, checker, tmp_path):
    rows = [{"zone": "A", "place": CITY, "doubt": doubt, "remote": remote}]
    zone = zones_of(rows, ground, tmp_path).assign(checker.check("浙江省杭州市西湖区文三路1号"))
    assert (zone.status, zone.lane) == ("assigned", lane)
    assert zone.confidence == pytest.approx(0.99 * (1 - float(doubt)), abs=0.001)


def test_a_manual_zone_stays_manual(ground, checker, tmp_path):
    zones = zones_of([{"zone": "A", "place": CITY, "lane": "人工"}], ground, tmp_path)
    assert zones.assign(checker.check("浙江省杭州市西湖区文三路1号")).lane == "manual"


def test_an_opaque_code_comes_back_as_it_is_and_counts_as_a_courier(ground, checker, tmp_path):
    zone = zones_of([{"zone": "571-03-12 (новый)", "place": CITY}], ground, tmp_path).assign(
        checker.check(ADDRESS)
    )
    assert (zone.code, zone.segments, zone.depth) == ("571-03-12 (новый)", (), 3)


def test_segments_are_columns_and_no_dash_splits_them(ground, checker, tmp_path):
    row = {"zone": "571-03-12", "hub": "571-W", "outlet": "03", "courier": "12", "place": CITY}
    zone = zones_of([row], ground, tmp_path).assign(checker.check(ADDRESS))
    assert (zone.segments, zone.depth) == (("571-W", "03", "12"), 3)


@pytest.mark.parametrize(
    ("lang", "word"), [("zh", "按规则"), ("ru", "по правилу"), ("en", "by the rule"), (None, "按规则")]
)
def test_reasons_speak_three_languages(lang, word, ground, checker, tmp_path):
    zone = zones_of([{"zone": "A", "place": CITY}], ground, tmp_path).assign(checker.check(ADDRESS), lang)
    assert word in zone.reason
    assert "table.csv:3" in zone.reason


# ---- the report
def test_the_report_holds_the_zone_by_the_contract(ground, checker, tmp_path):
    path = tmp_path / "zones.csv"
    path.write_text(f"# version: 2026-11-20/3\nzone,place\nA,{CITY}\nB,{CITY}\n", encoding="utf-8")
    settings_ = Settings.from_environment(os.environ | {"ADDRCHECK_ZONES": str(path)})
    assert settings_.zones == path
    report = json.loads(Checker(settings_).check("杭州市西湖区文三路1号").to_json())
    assert report["versions"]["zones"] == "2026-11-20/3"
    zone = report["zone"]
    assert zone["version"] == "2026-11-20/3"
    assert zone["status"] == "ambiguous"
    assert [set(c) for c in zone["candidates"]] == [{"code", "rule"}] * 2
    assert Checker(settings_).check("").zone.status == "unresolved"


def test_without_zones_the_report_has_none(checker):
    report = checker.check("杭州市西湖区文三路1号")
    assert report.zone is None
    assert report.versions.zones is None


def test_candidates_stand_only_where_several_fit(ground, checker, tmp_path):
    zone = zones_of([{"zone": "A", "place": CITY}], ground, tmp_path).assign(checker.check(ADDRESS))
    assert zone.candidates is UNSET


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=40)
    | st.text(alphabet="杭州市西湖区翠苑街道文三路单双号0123456789-幢附甲Казньулпрдк. ,", max_size=30),
)
def test_any_text_gets_an_answer(text, sample, checker):
    zone = sample[1].assign(checker.check(text))
    assert zone.status in ("assigned", "ambiguous", "out_of_area", "unresolved")
    assert (zone.code is not None) == (zone.status == "assigned")
    assert zone.lane == "manual" or zone.status == "assigned"
    assert 0 <= zone.depth <= 4
    assert zone.reason
