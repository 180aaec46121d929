"""Two versions beside each other: what came, what went, what changed and in which cells."""

from __future__ import annotations

import pytest
from station import as_csv, square

from addrcheck.zones.difference import difference
from addrcheck.zones.difference_told import changes_told, counts_told
from addrcheck.zones.tables import read_table

CITY = "杭州市/西湖区"
WEN3 = {"zone": "A", "place": CITY, "street": "文三路", "from": 1, "to": 99}
LAND = {"zone": "L", "shape": square(120.0, 30.0, 120.1, 30.1)}
CASES = [
    ("nothing", [WEN3], [WEN3], []),
    ("another row", [WEN3, LAND], [LAND, WEN3], []),
    ("a rule more", [WEN3], [WEN3, WEN3 | {"street": "文一路"}], [("added", ())]),
    ("a rule less", [WEN3, WEN3 | {"street": "文一路"}], [WEN3], [("removed", ())]),
    ("written twice", [WEN3], [WEN3, WEN3], [("added", ())]),
    ("another zone", [WEN3], [WEN3 | {"zone": "B"}], [("changed", ("zone",))]),
    ("another end", [WEN3], [WEN3 | {"to": 120}], [("changed", ("to",))]),
    ("another zone and end", [WEN3], [WEN3 | {"zone": "B", "to": 120}], [("changed", ("zone", "to"))]),
    ("a note", [WEN3], [WEN3 | {"note": "改"}], [("changed", ("note",))]),
    ("an outline", [LAND], [LAND | {"shape": square(120.0, 30.0, 120.2, 30.1)}], [("changed", ("shape",))]),
    ("something else", [WEN3], [LAND], [("removed", ()), ("added", ())]),
    ("divided", [WEN3], [WEN3 | {"to": 49}, WEN3 | {"zone": "B", "from": 51}], [("changed", ("to",)), ("added", ())]),
]  # fmt: skip


def tables(folder, *versions):
    found = []
    for number, rows in enumerate(versions):
        path = folder / f"{number}.csv"
        path.write_text(as_csv(rows), encoding="utf-8")
        found.append(read_table(path)[0])
    return found


@pytest.mark.parametrize(("old", "new", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rules_that_differ(old, new, expected, tmp_path):
    found = difference(*tables(tmp_path, old, new))
    assert [(change.kind, change.columns) for change in found.rules] == expected


def test_zones_that_differ_are_told_with_their_cells(tmp_path):
    old = [{"zone": "A", "owner": "张三", "waves": "08:30", "place": CITY}, {"zone": "B", "place": CITY}]
    new = [
        {"zone": "A", "owner": "李四", "waves": "08:30; 13:30", "place": CITY},
        {"zone": "C", "place": CITY},
    ]
    found = difference(*tables(tmp_path, old, new))
    assert [(change.zone, change.kind) for change in found.zones] == [("A", "changed"), ("B", "removed"), ("C", "added")]  # fmt: skip
    first = next(iter(changes_told(found, "zh")))
    assert [(cell.name, cell.before, cell.after) for cell in first.cells] == [
        ("负责人", "张三", "李四"), ("派次", "08:30", "08:30; 13:30"),
    ]  # fmt: skip


def test_counts_come_in_three_languages(tmp_path):
    same, other = tables(tmp_path, [WEN3], [WEN3 | {"zone": "B"}])
    assert counts_told(difference(same, same), "ru") == ["Отличий нет"]
    assert not difference(same, same)
    told = [counts_told(difference(same, other), lang) for lang in ("zh", "ru", "en")]
    assert told == [
        ["新增区域：1", "删除区域：1", "修改规则：1"],
        ["зон добавлено: 1", "зон удалено: 1", "правил изменено: 1"],
        ["zones added: 1", "zones removed: 1", "rules changed: 1"],
    ]
