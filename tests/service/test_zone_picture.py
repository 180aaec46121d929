"""The map of a table: every kind of trouble stands where it is, every text is harmless, nothing is loaded."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from addrcheck.service.zones.picture import picture
from addrcheck.zones.lint import lint
from addrcheck.zones.lint.drawing import drawing
from addrcheck.zones.load import Ground
from tests.zones.station import as_csv, square

NASTY = "A<script>alert(1)</script>\"'&"
EAST, WEST = square(49.00, 55.00, 49.10, 55.10), square(49.08, 55.00, 49.20, 55.10)


@pytest.fixture
def ground(checker):
    return Ground(checker.check, checker.gazetteer)


@pytest.fixture
def looked_over(ground, tmp_path):
    """Return a function that lints rows."""

    def look(rows):
        path = tmp_path / "table.csv"
        path.write_text(as_csv(rows), encoding="utf-8")
        return lint(path, ground)

    return look


def test_the_file_marks_the_trouble_and_loads_nothing(looked_over, ground):
    rows = [{"zone": NASTY, "owner": NASTY, "note": NASTY, "shape": EAST}, {"zone": "B", "shape": WEST}]
    linted = looked_over(rows)
    for lang in ("zh", "ru", "en"):
        page = picture(linted, ground, lang)
        maps = re.findall(r"<svg.*?</svg>", page)
        assert [ElementTree.fromstring(one).tag for one in maps] == ["svg"]
        assert page.count('class="land"') == 2
        assert 'class="trouble trouble--warning"' in page
        assert 'href="#t1"' in page
        assert 'id="t1"' in page
        assert "<script" not in page
        assert not re.search(r"(?:src|href)=[\"'](?!#)|url\((?!#)|@import|https?:", page)
        assert "style=" not in "".join(maps)


def test_a_table_without_anything_to_draw_says_so(looked_over, ground):
    assert "无图可画" in picture(looked_over([{"zone": "A", "index": "310000"}]), ground, "zh")


def test_trouble_without_a_shape_is_pinned_to_its_place(looked_over, ground):
    rows = [
        {"zone": zone, "place": f"杭州市/{district}"}
        for zone, district in (("A", "西湖区"), ("B", "西湖区"), ("C", "上城区"), ("D", "滨江区"))
    ]
    linted = looked_over(rows)
    overlap = next(n for n, f in enumerate(linted.findings, start=1) if f.code == "OVERLAP")
    drawn = drawing(linted.zones.matchers, linted.findings, ground)
    assert drawn.marked[overlap] == 0
    (spot,) = (spot for spot in drawn.sheets[0].spots if spot.zones == ("A", "B"))
    (mark,) = (mark for mark in drawn.sheets[0].marks if overlap in mark.findings)
    assert (mark.x, mark.y) == (spot.x, spot.y)


def test_two_cities_get_two_maps_with_their_names(looked_over, ground):
    rows = [
        {"zone": "A", "shape": square(49.10, 55.76, 49.14, 55.80)},
        {"zone": "B", "shape": square(120.08, 30.26, 120.12, 30.30)},
    ]
    drawn = drawing(looked_over(rows).zones.matchers, (), ground)
    assert sorted(sheet.title[1] for sheet in drawn.sheets) == ["Hangzhou", "Kazan"]


def test_the_code_of_a_zone_stands_where_the_zone_can_be_seen(looked_over, ground):
    rows = [
        {"zone": "BIG", "shape": square(49.00, 55.00, 49.20, 55.10)},
        {"zone": "SMALL", "shape": square(49.08, 55.04, 49.12, 55.06)},
    ]
    (sheet,) = drawing(looked_over(rows).zones.matchers, (), ground).sheets
    big, small = sheet.areas
    assert (big.zone, small.zone) == ("BIG", "SMALL")
    corners = [tuple(map(float, corner.split())) for corner in small.path[1:-1].split("L")]
    xs, ys = zip(*corners, strict=True)
    assert not (min(xs) < big.x < max(xs) and min(ys) < big.y < max(ys))
