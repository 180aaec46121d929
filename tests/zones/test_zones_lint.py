"""Lint: each trouble with its rows and the way to mend it, as text, JSON and one HTML file."""

import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from station import as_csv

from addrcheck.wording.zones import FACTS, HEADINGS, REASONS, RULES, TROUBLES
from addrcheck.zones.lint import lint
from addrcheck.zones.lint.subjects import ALL, ENDLESS, Numbers, union
from addrcheck.zones.lint.told import as_json, as_text

CITY = "杭州市/西湖区"
DAY = datetime.date(2026, 11, 22)


def linted(rows, ground, folder):
    path = folder / "table.csv"
    path.write_text(as_csv(rows), encoding="utf-8")
    return lint(path, ground, DAY)


def street(zone, **more):
    return {"zone": zone, "place": CITY, "street": "文三路"} | more


ALONE = {"zone": "Z", "place": "浙江省"}
"""Closes every gap, so that a case shows its own trouble only."""
CASES = [
    ("duplicate street", [street("A"), street("A")], "DUPLICATE", (4, 3)),
    ("street twice", [street("A"), street("B")], "OVERLAP", (4, 3)),
    ("ranges overlap", [street("A", **{"from": 1, "to": 50}), street("B", **{"from": 40, "to": 90})], "OVERLAP", (4, 3)),
    ("parities apart", [street("A", parity="单"), street("B", parity="双"), ALONE], None, None),
    ("ranges apart", [street("A", **{"from": 1, "to": 39}), street("B", **{"from": 40, "to": 90}), ALONE], None, None),
    ("shared by intent", [street("A", shared="是"), street("B", shared="是"), ALONE], None, None),
    ("listed twice", [street("A", numbers="5、7"), street("B", numbers="7")], "OVERLAP", (4, 3)),
    ("a house in a range", [street("A", numbers="5"), street("B", **{"from": 1, "to": 9}), ALONE], None, None),
    ("place twice", [{"zone": "A", "place": CITY}, {"zone": "B", "place": "浙江省杭州市西湖区"}], "OVERLAP", (4, 3)),
    ("default twice", [{"zone": "A", "place": "*"}, {"zone": "B", "place": "*"}], "OVERLAP", (4, 3)),
    ("estate twice", [{"zone": "A", "place": CITY, "estate": "银泰城"}, {"zone": "B", "place": CITY, "estate": "银泰城小区"}], "OVERLAP", (4, 3)),
    ("postcodes overlap", [{"zone": "A", "index": "310000-310020"}, {"zone": "B", "index": "310015"}], "OVERLAP", (4, 3)),
    ("street shadowed by its sides", [street("A"), street("B", parity="单"), street("C", parity="双")], "SHADOWED", (3, 4, 5)),
    ("street shadowed by ranges", [street("A"), street("B", **{"from": 1, "to": 99}), street("C", **{"from": 100, "to": "以上"})], "SHADOWED", (3, 4, 5)),
    ("street not shadowed", [street("A"), street("B", **{"from": 1, "to": 99}), ALONE], None, None),
    ("behind by priority", [street("A", priority=1), street("B", priority=2)], "SHADOWED", (4, 3)),
    ("its own exclusion", [street("A"), street("A", exclude="是"), ALONE], "UNREACHABLE", (3, 4)),
    ("ended", [street("A", valid_to="2026-01-31")], "UNREACHABLE", (3,)),
    ("never together with its zone", [street("A", valid_from="2027-01-01", zone_to="2026-12-31")], "UNREACHABLE", (3,)),
    ("gap in time", [street("A", valid_to="2026-11-30"), street("B", valid_from="2026-12-10")], "VALIDITY_GAP", (3, 4)),
    ("overlap in time", [street("A", valid_to="2026-12-15"), street("B", valid_from="2026-12-01")], "VALIDITY_OVERLAP", (4, 3)),
    ("one after the other", [street("A", valid_to="2026-11-30"), street("B", valid_from="2026-12-01"), ALONE], None, None),
    ("gap in numbers", [street("A", **{"from": 1, "to": 49}), street("B", **{"from": 60, "to": 99})], "GAP", (3, 4)),
    ("a side forgotten", [street("A", parity="单", **{"from": 1, "to": 49}), street("B", parity="单", **{"from": 51, "to": 99})], "GAP", (3, 4)),
    ("zone without a rule", [{"zone": "A", "owner": "张三"}, {"zone": "B", "place": CITY}], "ZONE_UNUSED", ()),
    ("street of no city", [{"zone": "A", "street": "文三路"}], "PLACE_MISSING", (3,)),
    ("segment without numbers", [street("A", crossings="学院路、教工路"), ALONE], "SEGMENT_BLIND", (3,)),
    ("everything else", [{"zone": "A", "place": "*"}], "DEFAULT_CATCHES", (3,)),
    ("unknown place", [{"zone": "A", "place": CITY + "/无名新镇"}], "PLACE_UNKNOWN", (3,)),
    ("divided place", [{"zone": "A", "place": "杭州市/江干区"}], "PLACE_DIVIDED", (3,)),
    ("unknown street", [{"zone": "A", "place": CITY, "street": "3号"}, ALONE], "STREET_UNKNOWN", (3,)),
    ("misspelt street", [{"zone": "A", "place": "Казань", "street": "ул. Декабристов"}, {"zone": "B", "place": "Казань", "street": "ул. Дикабристов"}], "STREET_MISSPELT", (3, 4)),
    ("streets of one name", [{"zone": "A", "place": CITY, "street": "文一路"}, {"zone": "B", "place": CITY, "street": "文二路"}, ALONE], None, None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code", "at"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_trouble_is_told_with_its_rows(rows, code, at, ground, tmp_path):
    found = linted(rows, ground, tmp_path)
    told = [(f.code, tuple(r.row for r in f.refs)) for f in found.findings]
    if code is None:
        assert not told, [f.message("en") for f in found.findings]
    else:
        assert (code, at) in told


def test_place_of_which_every_part_has_its_own_zone_is_shadowed(ground, tmp_path):
    gazetteer = ground.gazetteer("CN")
    from addrcheck.zones.places import places_by_code

    towns = [
        gazetteer.codes[p]
        for p in gazetteer.below(places_by_code(gazetteer)["330108"])
        if not gazetteer.is_former(p)
    ]
    rows = [
        {"zone": "A", "place_code": "330108"},
        *({"zone": f"T{code}", "place_code": code} for code in towns),
    ]
    assert "SHADOWED" in [f.code for f in linted(rows, ground, tmp_path).findings]
    assert "SHADOWED" not in [f.code for f in linted(rows[:-1], ground, tmp_path).findings]
    assert "GAP" in [f.code for f in linted(rows[1:-1], ground, tmp_path).findings]


def test_every_sentence_is_filled_in_every_language(ground, tmp_path):
    rows = [row for _, case, _, _ in CASES for row in case]
    for finding in linted(rows, ground, tmp_path).findings:
        for lang in ("zh", "ru", "en"):
            assert "{" not in finding.message(lang) + finding.remedy(lang)


def test_all_words_come_in_three_languages():
    for table in (REASONS, RULES, FACTS, HEADINGS):
        assert all(len(words) == 3 and all(words) for words in table.values())
    for trouble in TROUBLES.values():
        assert all(len(words) == 3 and all(words) for words in (trouble.message, trouble.remedy))
        names = [set(re.findall(r"{(\w+)}", text)) for text in trouble.message]
        assert names[0] == names[1] == names[2]


def test_errors_come_first_and_are_counted(ground, tmp_path):
    found = linted([street("A"), street("A"), street("B", **{"from": 9, "to": 1})], ground, tmp_path)
    assert found.findings[0].severity == "error"
    assert found.count("error") == 1
    text = list(as_text(found, "ru"))
    assert text[0].startswith("✗ table.csv:5 [с номера]")
    assert text[1].strip().startswith("→")
    told = json.loads(as_json(found, "en"))
    assert told["errors"] == 1
    assert told["findings"][0]["rows"] == [{"file": "table.csv", "row": 5}]
    assert {"code", "severity", "rows", "column", "message", "remedy"} == set(told["findings"][0])


STRETCHES = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 15)).map(lambda s: (s[0], s[0] + s[1])), max_size=5
)


def counted(numbers: Numbers) -> set[int]:
    odd = {n for a, b in numbers.odd for n in range(a, min(b, 60) + 1) if n % 2}
    return odd | {n for a, b in numbers.even for n in range(a, min(b, 60) + 1) if not n % 2}


@given(STRETCHES, STRETCHES, STRETCHES, STRETCHES)
def test_numbers_agree_with_counting(a, b, c, d):
    one, two = Numbers(tuple(a), tuple(b)), Numbers(tuple(c), tuple(d))
    assert counted(one & two) == counted(one) & counted(two)
    assert counted(one.without(two)) == counted(one) - counted(two)
    assert counted(union([one, two])) == counted(one) | counted(two)
    assert counted(ALL.without(one)) == set(range(1, 61)) - counted(one)
    assert all(last <= ENDLESS for _, last in ALL.without(one).odd)
