"""The committed tables of dictionaries/cn: complete, consistent, of the right year."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from tables import cases

from addrcheck.gazetteer.tables import read_table

CN = Path(__file__).parents[2] / "dictionaries" / "cn"
PLACE_TABLES = {"regions": 0, "cities": 1, "districts": 2, "towns": 3}


@cache
def rows(name):
    return list(read_table(CN / f"{name}.tsv"))


@cache
def places():
    return {
        row["code"]: {**row, "level": level} for table, level in PLACE_TABLES.items() for row in rows(table)
    }


def path(code):
    names = []
    while code:
        names.append(places()[code]["name"])
        code = places()[code]["parent"]
    return "/".join(reversed(names))


@cache
def by_path():
    return {path(code): code for code in places()}


def test_no_code_stands_twice():
    codes = [row["code"] for table in PLACE_TABLES for row in rows(table)]
    assert [code for code, count in Counter(codes).items() if count > 1] == []


def test_every_parent_is_a_larger_place():
    orphans = [r["name"] for r in places().values() if (r["parent"] == "") != (r["level"] == 0)]
    upside_down = [
        r["name"] for r in places().values() if r["parent"] and places()[r["parent"]]["level"] >= r["level"]
    ]
    assert (orphans, upside_down) == ([], [])


def test_no_name_stands_twice_in_one_place():
    assert len(by_path()) == len(places())


@pytest.mark.parametrize("table", PLACE_TABLES)
def test_names_and_codes_are_clean(table):
    length = 9 if table == "towns" else 6
    for row in rows(table):
        assert re.fullmatch(rf"\d{{{length}}}", row["code"]), row
        assert re.fullmatch(r"[〇\u3400-\u9fff\U00020000-\U0003ffff]{2,20}", row["name"]), row
        assert "撤" not in row["name"], row


@pytest.mark.parametrize("table", PLACE_TABLES)
def test_rows_are_sorted_by_code(table):
    codes = [row["code"] for row in rows(table)]
    assert codes == sorted(codes)


def test_counts_are_those_of_the_ministry_and_what_was_added():
    mainland = [r for r in places().values() if r["code"] < "7"]
    official = Counter(r["level"] for r in mainland if not (r["level"] == 3 and r["code"][6] in "45"))
    assert len(rows("regions")) == 34
    assert official[1] == 333
    # 2,845 of 2025, two new ones of 2026, five that are run like counties.
    assert official[2] == 2845 + 2 + 5
    assert 38_600 < official[3] < 38_800


def test_only_functional_areas_bear_a_code_of_the_statistics_bureau():
    # The ministry itself uses such a number once, for the airport of Beijing.
    added = [r for r in rows("towns") if r["code"][6] in "45" and r["name"] != "首都机场街道"]
    assert 800 < len(added) < 1_000
    assert [r["name"] for r in added if not re.search(r"(场|团|林业局|经营所|苗圃|管理区)$", r["name"])] == []


@pytest.mark.parametrize("case", cases("china_marks.tsv"), ids=lambda case: case["text"])
def test_vintage(case):
    assert (case["text"] in by_path()) == (case["stands"] == "yes"), case["why"]


def test_positions_lie_in_their_region():
    boxes = {}
    for row in rows("districts"):
        if row["latitude"]:
            boxes.setdefault(row["code"][:2], []).append((float(row["latitude"]), float(row["longitude"])))
    for row in rows("towns"):
        if row["latitude"]:
            points = boxes[row["code"][:2]]
            assert min(p[0] for p in points) - 3 <= float(row["latitude"]) <= max(p[0] for p in points) + 3, (
                row
            )
            assert (
                min(p[1] for p in points) - 3 <= float(row["longitude"]) <= max(p[1] for p in points) + 3
            ), row


def test_positions_are_all_or_nothing_and_honest():
    for row in places().values():
        given = [bool(row[column]) for column in ("latitude", "longitude", "accuracy_m")]
        assert len(set(given)) == 1, row
        if row["latitude"]:
            assert 3.8 < float(row["latitude"]) < 54, row
            assert 73 < float(row["longitude"]) < 136, row
            assert int(row["accuracy_m"]) >= 1500, row
            assert all(len(row[c].partition(".")[2]) <= 4 for c in ("latitude", "longitude")), row


def test_every_mainland_county_and_city_has_a_position():
    assert [
        r["name"] for r in places().values() if r["level"] < 3 and r["code"] < "7" and not r["latitude"]
    ] == []
    assert sum(bool(r["latitude"]) for r in rows("towns")) > 11_000


def test_postcodes_and_area_codes():
    mainland = [r for r in rows("districts") if r["code"] < "7"]
    assert all(re.fullmatch(r"\d{6}", r["postcode"]) for r in mainland if r["postcode"])
    assert sum(bool(r["postcode"]) for r in mainland) > 0.9 * len(mainland)
    assert all(re.fullmatch(r"0\d{2,3}", r["phone_code"]) for r in places().values() if r["phone_code"])
    without = [
        r["name"]
        for r in rows("cities")
        if r["code"] < "7" and not r["phone_code"] and r["parent"] != "460000"
    ]
    assert without == []


def test_every_code_of_a_former_place_is_its_own():
    codes = [row["code"] for row in rows("former")]
    assert len(set(codes)) == len(codes)
    assert set(codes) & set(places()) == set()


def test_former_places_lead_to_places_of_today():
    for row in rows("former"):
        assert row["parent"] in places(), row
        assert set(row["successors"].split()) <= set(places()), row
        assert 1980 <= int(row["until"]) <= 2026, row
        assert row["level"] in ("city", "district", "town"), row
        assert row["note"], row


def test_no_former_place_hides_one_that_stands():
    standing = {(row["parent"], row["name"]) for row in places().values()}
    assert [row["name"] for row in rows("former") if (row["parent"], row["name"]) in standing] == []
    names = Counter((row["parent"], row["name"]) for row in rows("former"))
    assert [name for name, count in names.items() if count > 1] == []


def test_hardly_any_former_county_is_without_a_successor():
    counties = [row for row in rows("former") if row["level"] != "town"]
    assert len(counties) > 1_800
    assert len([row for row in counties if not row["successors"]]) < 10


@pytest.mark.parametrize("case", cases("china_former.tsv"), ids=lambda case: case["text"])
def test_former(case):
    *home, name = case["text"].split("/")
    parent = by_path()["/".join(home)]
    found = [
        row["successors"].split() for row in rows("former") if (row["parent"], row["name"]) == (parent, name)
    ]
    assert len(found) == 1, f"{name} is {len(found)} times below {home[-1]}"

    def told(code):
        place = places()[code]
        above = places()[place["parent"]]["name"] if place["parent"] else ""
        return place["name"] if place["parent"] == parent else above + place["name"]

    assert {told(code) for code in found[0]} == set(case["successors"].split()), case["why"]


def test_aliases_lead_somewhere_and_say_why():
    seen = set()
    for row in rows("aliases"):
        assert row["code"] in places(), row
        assert row["reason"], row
        assert row["name"] != places()[row["code"]]["name"], row
        assert (row["name"], row["code"]) not in seen, row
        seen.add((row["name"], row["code"]))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("内蒙", "内蒙古自治区"),
        ("魔都", "上海市"),
        ("羊城", "广东省/广州市"),
        ("黔东南州", "贵州省/黔东南苗族侗族自治州"),
        ("融水县", "广西壮族自治区/柳州市/融水苗族自治县"),
        ("农八师", "新疆维吾尔自治区/石河子市"),
        ("133团", "新疆维吾尔自治区/塔城地区/沙湾市/一三三团"),
        ("来广营地区", "北京市/朝阳区/来广营乡"),
    ],
)
def test_alias(name, place):
    assert by_path()[place] in {row["code"] for row in rows("aliases") if row["name"] == name}


def test_traditional_characters_are_one_to_one_and_spare_official_names():
    pairs = {row["traditional"]: row["simplified"] for row in rows("traditional")}
    assert all(len(t) == len(s) == 1 and t != s for t, s in pairs.items())
    assert "".join(pairs[c] for c in "臺灣廣東區縣鎮鄉號樓層") == "台湾广东区县镇乡号楼层"
    assert not set(pairs) & set("".join(row["name"] for row in places().values()))
    assert not set(pairs) & set(pairs.values())


@pytest.mark.parametrize("table", [*PLACE_TABLES, "former", "traditional"])
def test_every_table_credits_its_sources(table):
    head = [
        line
        for line in (CN / f"{table}.tsv").read_text(encoding="utf-8").split("\n")[:12]
        if line.startswith("#")
    ]
    assert re.search(r"(PyPI|npm) \S+ \d", "\n".join(head))
    notice = (CN.parent / "NOTICE").read_text(encoding="utf-8")
    for name in re.findall(r"(?:PyPI|npm) ([\w@/-]+) \d", "\n".join(head)):
        assert name in notice, f"{name} is not in dictionaries/NOTICE"
