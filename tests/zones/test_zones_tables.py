"""Tables: what damage is told, by row and column, and that writing and reading again changes nothing."""

import csv
import datetime
import io
import json

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from station import as_csv, square, table_of

from addrcheck.errors import UsageError
from addrcheck.zones.files import decoded, read_raw
from addrcheck.zones.load import load_zones, prepare
from addrcheck.zones.model import DeliveryZone, Row, RowRef, Rule, Table
from addrcheck.zones.tables import read_table, table_from
from addrcheck.zones.troubles import ZonesError
from addrcheck.zones.written import table_bytes

CITY = "杭州市/西湖区"
DAMAGE = [
    ("reversed range", {"zone": "A", "place": CITY, "street": "文三路", "from": "99", "to": "1"}, "REVERSED_RANGE", "from"),
    ("no odd number", {"zone": "A", "place": CITY, "street": "文三路", "from": "2", "to": "2", "parity": "单"}, "EMPTY_RANGE", "parity"),
    ("no zone", {"zone": "", "place": CITY}, "ZONE_MISSING", "zone"),
    ("unknown parity", {"zone": "A", "place": CITY, "street": "文三路", "parity": "三"}, "BAD_WORD", "parity"),
    ("unknown flag", {"zone": "A", "place": CITY, "remote": "也许"}, "BAD_WORD", "remote"),
    ("no number", {"zone": "A", "place": CITY, "street": "文三路", "from": "一百"}, "BAD_NUMBER", "from"),
    ("no date", {"zone": "A", "place": CITY, "valid_from": "завтра"}, "BAD_DATE", "valid_from"),
    ("ends before it begins", {"zone": "A", "place": CITY, "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "REVERSED_VALIDITY", "valid_to"),
    ("zone ends before it begins", {"zone": "A", "place": CITY, "zone_from": "2026-02-01", "zone_to": "2026-01-01"}, "REVERSED_VALIDITY", "zone_to"),
    ("no time", {"zone": "A", "place": CITY, "waves": "утром"}, "BAD_TIME", "waves"),
    ("numbers of nothing", {"zone": "A", "village": "双桥村", "from": "1", "to": "9"}, "NUMBERS_ALONE", "from"),
    ("two things in a row", {"zone": "A", "place": CITY, "street": "文三路", "estate": "银泰城"}, "TWO_SUBJECTS", "street"),
    ("no postcode", {"zone": "A", "index": "3100"}, "BAD_INDEX", "index"),
    ("postcodes reversed", {"zone": "A", "index": "310020-310010"}, "REVERSED_RANGE", "index"),
    ("no polygon", {"zone": "A", "shape": "POLYGON((120 30, 121 31))"}, "BAD_SHAPE", "shape"),
    ("a circle of text", {"zone": "A", "shape": "круг вокруг склада"}, "BAD_SHAPE", "shape"),
    ("latitude first", {"zone": "A", "shape": square(30.1, 120.1, 30.2, 120.2)}, "COORDINATES_OUTSIDE", "shape"),
    ("radius without centre", {"zone": "A", "radius_m": "500"}, "RADIUS_INCOMPLETE", "radius_m"),
    ("radius of nothing", {"zone": "A", "latitude": "55.8", "longitude": "49.1", "radius_m": "0"}, "RADIUS_INCOMPLETE", "radius_m"),
    ("centre swapped", {"zone": "A", "latitude": "120.1", "longitude": "30.2", "radius_m": "500"}, "COORDINATES_OUTSIDE", "latitude"),
    ("segment skipped", {"zone": "A", "hub": "571", "courier": "12", "place": CITY}, "SEGMENT_SKIPPED", "outlet"),
    ("unequal times", {"zone": "A", "waves": "08:00; 13:00", "cutoffs": "07:00", "place": CITY}, "TIMES_UNEQUAL", "cutoffs"),
    ("not a share", {"zone": "A", "place": CITY, "doubt": "мало"}, "BAD_NUMBER", "doubt"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "code", "column"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_damage_is_told_with_row_column_and_remedy(row, code, column, tmp_path):
    _, findings = table_of([{"zone": "B", "place": "杭州市/拱墅区"}, row], tmp_path)
    found = [f for f in findings if f.code == code]
    assert found, [f.code for f in findings]
    assert found[0].refs[-1].row == 4
    assert found[0].column == column
    for lang in ("zh", "ru", "en"):
        assert found[0].message(lang)
        assert found[0].remedy(lang)
        assert "{" not in found[0].message(lang) + found[0].remedy(lang)


def test_values_of_a_zone_that_contradict_each_other_name_both_rows(tmp_path):
    rows = [
        {"zone": "A", "owner": "张三", "place": CITY},
        {"zone": "A", "owner": "李四", "place": "杭州市/拱墅区"},
    ]
    _, findings = table_of(rows, tmp_path)
    assert [(f.code, [r.row for r in f.refs]) for f in findings] == [("ZONE_CONTRADICTS", [3, 4])]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.csv", b"", None),
        ("header.csv", b"zone,place\n", "EMPTY_TABLE"),
        ("nothing.csv", "улица,дом\nЛенина,1\n".encode(), "HEADER_MISSING"),
        ("twice.csv", b"zone,place,zone\nA,,B\n", "HEADER_TWICE"),
        ("extra.csv", b"zone,price\nA,5\n", "COLUMN_UNKNOWN"),
        ("long.csv", b"zone,place\nA,B,C,D\n", "ROW_TOO_LONG"),
        ("quote.csv", b'zone,place\n"A,B\n', "UNREADABLE_FILE"),
        ("broken.xlsx", b"PK\x03\x04 no workbook", "UNREADABLE_FILE"),
        ("broken.geojson", b"{", "UNREADABLE_FILE"),
        ("list.geojson", b"[]", "UNREADABLE_FILE"),
        ("line.geojson", json.dumps({"type": "FeatureCollection", "features": [
            {"properties": {"zone": "A"}, "geometry": {"type": "LineString", "coordinates": [[49, 55], [50, 56]]}}]}).encode(),
         "BAD_SHAPE"),
        ("windows.csv", "зона;место\nА;Казань\n".encode("cp1251"), "ENCODING_GUESSED"),
        ("chinese.csv", "区域,地区\nA,杭州市\n".encode("gb18030"), "ENCODING_GUESSED"),
    ],
)  # fmt: skip
def test_damaged_files_are_told(name, data, code, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    _, findings = read_table(path)
    assert (code or "EMPTY_TABLE") in [f.code for f in findings]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"zone": "A", "place": "西湖区"}], "PLACE_AMBIGUOUS"),
        ([{"zone": "A", "place_code": "999999"}], "PLACE_CODE_UNKNOWN"),
        ([{"zone": "A", "place": "杭州市/拱墅区", "place_code": "330106"}], "PLACE_CONTRADICTS"),
        (
            [{"zone": "A", "shape": "POLYGON((120 30,120.1 30.1,120.1 30,120 30.1,120 30))"}],
            "SELF_INTERSECTING",
        ),
    ],
)
def test_tables_that_name_no_place_or_no_area_are_refused(rows, code, ground, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(as_csv(rows), encoding="utf-8")
    with pytest.raises(ZonesError) as caught:
        load_zones(path, ground)
    assert [f.code for f in caught.value.findings] == [code]
    assert "table.csv:3" in str(caught.value)


def test_an_unknown_place_is_told_and_matched_by_its_name(ground, checker, tmp_path):
    table, _ = table_of([{"zone": "A", "place": "杭州市/西湖区/无名新镇"}], tmp_path)
    zones, findings = prepare(table, ground)
    assert [f.code for f in findings] == ["PLACE_UNKNOWN"]
    assert zones.assign(checker.check("杭州市西湖区无名新镇河边路5号")).code == "A"


def test_folder_is_one_table(tmp_path, ground):
    (tmp_path / "a.csv").write_text("zone,place\nA,杭州市/西湖区/翠苑街道\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("区域,地区\nB,杭州市/西湖区/古荡街道\n", encoding="utf-8")
    zones = load_zones(tmp_path, ground)
    assert set(zones.zones) == {"A", "B"}
    assert {m.ref.file for m in zones.matchers} == {"a.csv", "b.csv"}


def test_decoding_prefers_the_script_of_the_header():
    text = "зона;улица\nЦентр;Ленина\n"
    assert decoded(text.encode("cp1251"))[0] == text


def test_spreadsheet_cells_come_as_they_are_shown(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["зона", "место", "улица", "с номера", "по номер", "действует с", "волны"])
    book.active.append(
        [17, "Казань", "ул. Баумана", 1.0, 35, datetime.datetime(2026, 1, 2), datetime.time(8, 30)]
    )
    path = tmp_path / "table.xlsx"
    book.save(path)
    table, findings = read_table(path)
    assert not findings
    rule = table.rules[0]
    assert (rule.zone, rule.first, rule.last, rule.valid_from) == ("17", 1, 35, datetime.date(2026, 1, 2))
    assert table.zones[0].waves == (datetime.time(8, 30),)


# ---- writing and reading again
WORD = st.text(alphabet="абвгдежзиклмнопрст文三路学院翠苑abcxyz0123456789=+'\"№#", min_size=1, max_size=8)
DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
COORDINATE = st.floats(49.0, 50.0).map(lambda x: round(x, 6))


@st.composite
def zones(draw, code):
    segments = draw(st.lists(WORD, max_size=4))
    waves = tuple(draw(st.lists(TIMES, max_size=3)))
    return DeliveryZone(
        code, tuple(segments), draw(st.just("") | WORD), draw(st.just("") | WORD), draw(st.just("") | WORD),
        draw(st.sampled_from(["", "contractor", "courier", "station"])), draw(st.sampled_from(["auto", "manual"])),
        waves, tuple(draw(TIMES) for _ in waves), draw(st.none() | st.integers(0, 9)), draw(st.booleans()),
        draw(st.none() | DATES),
    )  # fmt: skip


@st.composite
def rules(draw, code):
    kind = draw(
        st.sampled_from(
            [
                "estate",
                "houses",
                "range",
                "segment",
                "street",
                "polygon",
                "radius",
                "village",
                "beginning",
                "place",
                "index",
                "default",
                "address",
            ]
        )
    )
    values = {
        "place": draw(st.just("") | WORD), "exclude": draw(st.booleans()), "shared": draw(st.booleans()),
        "town_missing": draw(st.booleans()), "priority": draw(st.integers(0, 5)), "valid_from": draw(st.none() | DATES),
        "support": draw(st.none() | st.integers(0, 99)), "doubt": draw(st.none() | st.floats(0, 1)), "note": draw(st.just("") | WORD),
    }  # fmt: skip
    names = tuple(draw(st.lists(WORD, min_size=1, max_size=3)))
    if kind in ("estate", "street", "village", "beginning", "range", "houses", "segment"):
        values["names"] = names
    if kind == "address":
        values["names"] = names[:1]
    if kind in ("range", "segment"):
        values["first"] = draw(st.integers(1, 50))
        values["last"] = draw(st.none() | st.integers(60, 900))
        values["parity"] = draw(st.sampled_from(["both", "odd", "even"]))
        values["suffixes"] = draw(st.booleans())
    if kind == "houses":
        values["numbers"] = names
    if kind == "segment":
        values["crossings"] = tuple(draw(st.lists(WORD, min_size=1, max_size=2)))
    if kind == "polygon":
        values["shape"] = draw(shapes())
    if kind == "radius":
        values |= {
            "latitude": draw(COORDINATE),
            "longitude": draw(COORDINATE),
            "radius_m": draw(st.floats(1, 9999).map(lambda x: round(x, 1))),
        }
    if kind == "index":
        values["indexes"] = (("420001", "420001"), ("420010", "420015"))
    if kind == "place":
        values["place"] = draw(WORD)
    if kind == "default":
        values["place"] = ""
    return Rule(code, kind, **values)


@st.composite
def shapes(draw):
    polygons = []
    for _ in range(draw(st.integers(1, 2))):
        rings = []
        for _ in range(draw(st.integers(1, 2))):
            corners = draw(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=6, unique=True))
            rings.append((*corners, corners[0]))
        polygons.append(tuple(rings))
    return tuple(polygons)


@st.composite
def tables(draw):
    codes = draw(st.lists(WORD, min_size=1, max_size=3, unique=True))
    found = [draw(rules(draw(st.sampled_from(codes)))) for _ in range(draw(st.integers(0, 4)))]
    used = dict.fromkeys(rule.zone for rule in found)
    order = [code for code in codes if code not in used] + list(used)
    known = tuple(draw(zones(code)) for code in order)
    rows = tuple(Row(rule, RowRef("t", n)) for n, rule in enumerate(found, 2))
    return Table(
        draw(WORD),
        known,
        rows,
        draw(
            st.none()
            | st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2099, 1, 1)).map(
                lambda t: t.replace(second=0, microsecond=0)
            )
        ),
    )


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".geojson"])
@pytest.mark.parametrize("lang", ["", "zh", "ru", "en"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables())
def test_reading_what_was_written_gives_the_same(table, suffix, lang, tmp_path):
    path = tmp_path / f"table{suffix}"
    path.write_bytes(table_bytes(table, suffix, lang))
    again, findings = read_table(path)
    assert not [f for f in findings if f.severity == "error"], [f.message("en") for f in findings]
    assert again.version == table.version
    assert again.effective == table.effective
    assert again.zones == table.zones
    assert again.rules == table.rules


def test_the_same_cells_have_the_same_version(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("zone,place\nA,杭州市\n", encoding="utf-8")
    first = table_from(read_raw(path))[0].version
    path.write_text("区域;地区\nA;杭州市\n", encoding="utf-8")
    assert table_from(read_raw(path))[0].version == first


FORMULAS = [
    '=HYPERLINK("http://evil.example")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "'=1",
    "\t=1",
    "＝1",
]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_no_cell_that_is_written_becomes_a_formula(suffix, tmp_path):
    zones = tuple(DeliveryZone(f"Z{n}", owner=text, name=text) for n, text in enumerate(FORMULAS))
    table = Table("1", zones, ())
    path = tmp_path / f"out{suffix}"
    path.write_bytes(table_bytes(table, suffix))
    if suffix == ".xlsx":
        (sheet,) = openpyxl.load_workbook(path).worksheets
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    else:
        text = path.read_text(encoding="utf-8-sig")
        rows = csv.reader(io.StringIO(text), delimiter="\t" if suffix == ".tsv" else ",")
        assert not [cell for row in rows for cell in row if cell and cell[0] in "=+-@\t\r＝＋－＠"]
    again, _ = read_table(path)
    assert [zone.owner.strip() for zone in again.zones] == [text.strip() for text in FORMULAS]


def test_a_version_is_one_short_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('"# version: 1, or so\n=1+1' + "x" * 99 + f'"\nzone,place\nA,{CITY}\n', encoding="utf-8")
    table, _ = read_table(path)
    assert table.version.startswith("1, or so =1+1x")
    assert len(table.version) == 60
    path.write_bytes(table_bytes(table, ".csv"))
    assert read_table(path)[0].version == table.version


HOSTILE = [
    ("no list", {"type": "FeatureCollection", "features": {}}, "UNREADABLE_FILE"),
    ("texts", {"features": ["a", 1, None]}, "UNREADABLE_FILE"),
    ("a point without numbers", {"features": [{"properties": {"zone": "A", "radius_m": 5}, "geometry": {"type": "Point", "coordinates": {}}}]}, "BAD_SHAPE"),
    ("a point of infinity", {"features": [{"properties": {"zone": "A"}, "geometry": {"type": "Point", "coordinates": [1e999, 2]}}]}, "BAD_SHAPE"),
    ("a corner out of all bounds", {"features": [{"properties": {"zone": "A"}, "geometry": {"type": "Polygon", "coordinates": [[[10**400, 1], [2, 3], [4, 5]]]}}]}, "BAD_SHAPE"),
    ("corners that are texts", {"features": [{"properties": {"zone": "A"}, "geometry": {"type": "Polygon", "coordinates": ["abc"]}}]}, "BAD_SHAPE"),
    ("properties that are none", {"features": [{"properties": [1], "geometry": None}]}, "ZONE_MISSING"),
]  # fmt: skip


@pytest.mark.parametrize(("collection", "code"), [c[1:] for c in HOSTILE], ids=[c[0] for c in HOSTILE])
def test_odd_geojson_is_told_never_raised(collection, code, tmp_path):
    path = tmp_path / "t.geojson"
    path.write_text(json.dumps(collection).replace("Infinity", "1e999"), encoding="utf-8")
    _, findings = read_table(path)
    assert code in [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.geojson", b"[" * 100_000),
        ("text.xlsx", b"zone,place\n"),
        ("empty.xlsx", b"PK\x05\x06" + bytes(18)),
        ("quotes.csv", b'zone,place\n"A,b\n"c"d,e\n'),
        ("bytes.json", bytes(range(256))),
    ],
)
def test_files_that_are_not_what_they_are_called_are_told(name, data, tmp_path):
    (tmp_path / name).write_bytes(data)
    _, findings = read_table(tmp_path / name)
    assert [finding.code for finding in findings][:1] == ["UNREADABLE_FILE"]
    for lang in ("zh", "ru", "en"):
        assert str(tmp_path) not in findings[0].message(lang)


def test_an_outline_longer_than_a_cell_is_kept_by_csv_and_refused_by_xlsx(tmp_path):
    ring = [(120 + n / 1e5, 30 + (n % 7) / 1e5) for n in range(9000)] + [(120.05, 31.0)]
    shape = "POLYGON((" + ",".join(f"{x:.6f} {y:.6f}" for x, y in ring) + "))"
    table, findings = table_of([{"zone": "A", "shape": shape}], tmp_path)
    assert not findings
    (tmp_path / "out.csv").write_bytes(table_bytes(table, ".csv"))
    assert read_table(tmp_path / "out.csv")[0].rules == table.rules
    with pytest.raises(UsageError, match="GeoJSON"):
        table_bytes(table, ".xlsx")
