"""The zones benchmark, small: its table can be used and its addresses meet it."""

import random

from benchmarks import zones


def test_the_table_has_the_zones_it_promises_half_of_them_polygons(monkeypatch):
    monkeypatch.setattr(zones, "ZONES", 40)
    rows = zones.table_text([("330106001", "浙江省杭州市西湖区北山街道")], random.Random(1)).splitlines()
    assert len(rows) == 41
    assert sum("POLYGON" in row for row in rows) == 20


def test_it_measures(monkeypatch):
    monkeypatch.setattr(zones, "ZONES", 40)
    monkeypatch.setattr(zones, "ADDRESSES", 50)
    assert zones.cost_us(runs=1) > 0
    assert "µs" in zones.line(runs=1)
