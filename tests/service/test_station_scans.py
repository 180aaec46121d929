"""Scanning: each parcel where it goes, each scan once, with the zones that are in force."""

from __future__ import annotations

import datetime
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec import structs
from scanner import PARCELS, Scanner, csv_of, load, today

from addrcheck.service.app import create_app
from addrcheck.service.asking import REMEMBERED
from addrcheck.service.engine import Engine
from tests.service.conftest import ZONES, settings_with

NUMBER = "SF1234567890123"


@pytest.fixture
def loaded(client):
    load(client, csv_of(PARCELS))
    return client


@pytest.fixture
def scanner(loaded):
    return Scanner(loaded)


def scanned(client):
    """Return how many parcels of today were scanned, and how many a hand took."""
    day = client.get("/v1/manifests").json["days"][0]
    return day["scanned"], day["by_hand"]


def test_a_scan_tells_where_the_parcel_goes(scanner):
    shown = scanner.scan(NUMBER)
    assert (shown["found"], shown["lane"], shown["code"]) == ("manifest", "auto", "571-XH-03")
    assert shown["segments"] == ["571", "XH", "03"]
    assert (shown["place"], shown["owner"]) == ("北山西溪片区", "王五")
    assert shown["address"] == "浙江省杭州市西湖区翠苑街道文三路100号2幢*单元*室"
    assert shown["earlier"] is None


@pytest.mark.parametrize(
    ("number", "lane"),
    [
        ("YT8800123456789", "auto"),
        ("80080123456789", "out_of_area"),
        ("773123456789012", "ambiguous"),
        ("SF404040404", "unknown"),
    ],
)
def test_every_lane_is_told(scanner, number, lane):
    shown = scanner.scan(number)
    assert shown["lane"] == lane
    assert shown["reason"]
    assert (len(shown["candidates"]) > 1) == (lane == "ambiguous")


def test_an_unknown_number_takes_an_address_in_the_same_scan(scanner, loaded):
    assert scanner.scan("SF404040404", "00000000-1")["found"] == "unknown"
    shown = scanner.scan(
        "SF404040404", "00000000-1", address="杭州市西湖区古荡街道古荡新村5幢2单元502 张三 13800138000"
    )
    assert (shown["found"], shown["code"], shown["earlier"]) == ("typed", "571-XH-02", None)
    again = scanner.scan("sf404040404")
    assert (again["found"], again["code"]) == ("typed", "571-XH-02")
    assert again["earlier"]["who"] == "工号7"
    assert scanned(loaded) == (0, 0)  # of the manifest
    kept = loaded.post("/v1/parcels", json={"waybill": "SF404040404"}).json
    assert (kept["name"], kept["phone"]) == ("张三", "+8613800138000")


def test_a_typed_address_can_be_typed_better(scanner):
    scanner.scan("SF404040404", "00000000-1", address="杭州市西湖区文三路")
    assert scanner.scan("SF404040404", "00000000-1", address="杭州市西湖区文三路99号")["code"] == "571-XH-01"
    known = scanner.scan(NUMBER, address="杭州市西湖区文三路99号")
    assert known["code"] == "571-XH-03"  # the manifest knows better


def test_a_code_that_holds_an_address_needs_no_manifest(scanner):
    text = '{"address": "杭州市西湖区文三路99号301", "name": "张三"}'
    shown = scanner.scan(text)
    assert (shown["found"], shown["code"]) == ("typed", "571-XH-01")
    again = scanner.scan(text)
    assert again["waybill"] == shown["waybill"]
    assert again["earlier"] is not None
    assert scanner.scan(shown["waybill"])["code"] == "571-XH-01"  # the label that was printed for it
    assert scanner.scan("MMM={'k1':'571','k5':'SF1234567890123'}")["code"] == "571-XH-03"


def test_a_number_is_found_with_what_scanners_add(scanner):
    for text in (
        "]C1sf1234567890123\t",
        "*SF1234567890123*",
        "ＳＦ１２３４５６７８９０１２３",
        "A0SF1234567890123",
        "SF1234567890123-1-1-",
    ):
        assert scanner.scan(text)["waybill"] == NUMBER, text


def test_a_second_scan_says_when_and_where_the_first_was(loaded):
    one, two = Scanner(loaded, "台1"), Scanner(loaded, "台2")
    now = datetime.datetime.now(datetime.UTC)
    first = (now - datetime.timedelta(minutes=9)).isoformat()
    one.scan(NUMBER, "00000000-1", first)
    earlier = two.scan(NUMBER)["earlier"]
    assert (earlier["station"], earlier["who"]) == ("台1", "工号7")
    assert datetime.datetime.fromisoformat(earlier["at"]) == datetime.datetime.fromisoformat(first).replace(
        microsecond=now.microsecond // 1000 * 1000
    )
    assert one.scan(NUMBER, "00000000-1", first)["earlier"] is None  # the same scan, sent again
    assert scanned(loaded) == (1, 0)


def test_a_scan_that_is_sent_again_counts_once(scanner, loaded):
    scans = [
        {"id": f"00000000-{n}", "text": row[0], "at": "2026-01-01T10:32:00+08:00"}
        for n, row in enumerate(PARCELS)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: Scanner(loaded.application.test_client()).send(scans), range(16)))
    assert all([one["earlier"] for one in results] == [None] * 4 for results in found)
    assert scanned(loaded) == (4, 0)
    with loaded.application.extensions[REMEMBERED].engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM scans").scalar() == 4


def test_the_manual_lane_is_recorded_with_who_and_when(scanner, loaded):
    now = datetime.datetime.now(datetime.UTC).isoformat()
    assert not scanner.scan(NUMBER, "00000000-1")["hand"]
    assert scanner.scan(NUMBER, "00000000-1", hand=now)["hand"]
    assert scanned(loaded) == (1, 1)
    with loaded.application.extensions[REMEMBERED].engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT lane, hand_by, hand_at FROM scans").one()
    assert (row.lane, row.hand_by, row.hand_at[:16]) == ("manual", "工号7", now[:16])
    assert not scanner.scan(NUMBER, "00000000-1")["hand"]  # taken back
    assert scanned(loaded) == (1, 0)


def test_a_scan_can_be_taken_back_with_what_was_typed(scanner, loaded):
    now = datetime.datetime.now(datetime.UTC).isoformat()
    scanner.scan(NUMBER, "00000000-1")
    assert scanner.scan(NUMBER, "00000000-1", undone=now)["found"] == "undone"
    assert scanner.scan(NUMBER)["earlier"] is None
    scanner.scan("SF404040404", "00000000-2", address="杭州市西湖区文三路99号")
    scanner.scan("SF404040404", "00000000-2", undone=now)
    assert scanner.scan("SF404040404")["found"] == "unknown"
    assert scanned(loaded) == (1, 0)


def test_a_scan_that_cannot_be_kept_spoils_no_other(scanner):
    now = datetime.datetime.now(datetime.UTC).isoformat()
    scans = [
        {"id": "00000000-1", "text": "SF404040404", "at": now, "address": "杭" * 1001},
        {"id": "00000000-3", "text": "", "at": now},
        {"id": "00000000-4", "text": NUMBER, "at": now},
        {"id": "00000000-5", "text": "杭" * 1001, "at": now},
    ]
    results = scanner.send(scans)
    assert [one["error"] and one["error"]["code"] for one in results] == [
        "too_long",
        None,
        None,
        "too_long",
    ]
    assert [one["found"] for one in results] == [None, "unknown", "manifest", None]


NOISE = {
    "broken link": "https://[::1/x",
    "deep": "[" * 400 + "]" * 400,
    "quotes": "'" * 900,
    "half of a code": '{"a": ',
    "somebody": "张三 13800138000",
}


@pytest.mark.parametrize("text", NOISE.values(), ids=NOISE)
def test_noise_is_no_parcel(scanner, text):
    shown = scanner.scan(text)
    assert (shown["found"], shown["lane"], shown["waybill"]) == ("unknown", "unknown", "")
    assert shown["reason"]
    assert scanner.scan(text)["found"] == "unknown"


def test_a_number_with_noise_asks_for_its_address(scanner):
    assert scanner.scan("单号：SF404040404 ???")["found"] == "unknown"
    shown = scanner.scan("单号：SF404040404 ???", address="杭州市西湖区文三路99号")
    assert (shown["found"], shown["waybill"], shown["code"]) == ("typed", "SF404040404", "571-XH-01")


@pytest.mark.parametrize(
    ("days", "shown"),
    [((0, 1), 0), ((-1, 0, 1), 0), ((-2, 1), 1), ((-1, 2), -1), ((-2, -1), -1), ((-1, 1), 1)],
)
def test_the_manifest_of_today_or_the_nearest_day_counts(client, days, shown):
    dates = {n: (datetime.date.today() + datetime.timedelta(n)).isoformat() for n in days}
    for n in reversed(days):
        row = (NUMBER, "张三", "13800138000", f"杭州市西湖区文三路{99 + n}号")
        assert load(client, csv_of([row]), day=dates[n]).status_code == 200
    assert Scanner(client).scan(NUMBER)["day"] == dates[shown]
    assert client.post("/v1/parcels", json={"waybill": NUMBER}).json["day"] == dates[shown]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "x"},
        {"id": "../../../etc"},
        {"at": "10:32"},
        {"at": "2026-11-28T10:32:00"},
        {"text": "\ud800"},
        {"text": "x" * 4001},
        {"lane": "auto"},
    ],
)
def test_a_wrong_scan_is_refused(loaded, wrong):
    scan = {"id": "00000000-1", "text": NUMBER, "at": "2026-11-28T10:32:00+08:00"} | wrong
    assert loaded.post("/v1/scans", json={"scans": [scan]}).status_code == 400


def test_too_many_scans_at_once_are_refused(loaded):
    scan = {"id": "00000000-1", "text": NUMBER, "at": "2026-11-28T10:32:00+08:00"}
    answer = loaded.post("/v1/scans", json={"scans": [scan] * 101})
    assert answer.json["errors"][0]["code"] == "too_many"


def test_a_clock_that_is_wrong_is_not_believed(scanner, loaded):
    scanner.scan(NUMBER, "00000000-1", "2031-01-01T00:00:00Z")
    scanner.scan("YT8800123456789", "00000000-2", "1970-01-01T00:00:00Z")
    assert scanned(loaded) == (2, 0)
    assert scanner.scan(NUMBER)["earlier"]["at"].startswith(
        datetime.datetime.now(datetime.UTC).date().isoformat()
    )


def test_the_reason_is_told_in_the_language_of_the_station(loaded):
    reasons = {
        lang: Scanner(loaded, lang=lang).scan("YT8800123456789")["reason"] for lang in ("zh", "ru", "en")
    }
    assert reasons["zh"].startswith("按规则")
    assert reasons["ru"].startswith("по правилу")
    assert reasons["en"].startswith("by the rule")


def test_a_scan_uses_the_zones_that_are_in_force(tmp_path):
    zones = tmp_path / "tables"
    shutil.copytree(ZONES, zones)
    settings = structs.replace(settings_with(tmp_path, rate=0), zones=zones)
    app = create_app(settings, engine := Engine(settings), quiet=True)
    client = app.test_client()
    load(client, csv_of(PARCELS))
    assert Scanner(client).scan(NUMBER)["code"] == "571-XH-03"
    before = client.get("/v1/manifests/codes").json
    for table in zones.iterdir():
        table.write_text(
            table.read_text(encoding="utf-8").replace("571-XH-03", "571-XH-33"), encoding="utf-8"
        )
    assert engine.reload()
    assert Scanner(client).scan(NUMBER)["code"] == "571-XH-03"  # the new version waits for its wave
    store = engine.checker.zone_store
    store.plan(store.waiting[0].zones)
    assert Scanner(client).scan(NUMBER)["code"] == "571-XH-33"
    after = client.get("/v1/manifests/codes").json
    assert after["tag"] != before["tag"]
    assert after["codes"][NUMBER][1] == "571-XH-33"
    app.extensions[REMEMBERED].close()


def test_without_zones_the_station_says_so(tmp_path):
    settings = structs.replace(settings_with(tmp_path, rate=0), zones=None)
    app = create_app(settings, Engine(settings), quiet=True)
    client = app.test_client()
    assert load(client, csv_of(PARCELS)).json["lanes"] == {"unknown": 4}
    assert "派送区域" in Scanner(client).scan(NUMBER)["reason"]
    app.extensions[REMEMBERED].close()


def test_two_stations_scan_at_once(loaded):
    barrier = threading.Barrier(2)

    def work(name):
        station = Scanner(loaded.application.test_client(), name)
        barrier.wait()
        return [station.scan(row[0]) for row in PARCELS for _ in range(3)]

    with ThreadPoolExecutor(2) as pool:
        shown = [one for some in pool.map(work, ("台1", "台2")) for one in some]
    assert sum(one["earlier"] is None for one in shown) <= 8
    assert {one["waybill"] for one in shown} == {row[0] for row in PARCELS}
    assert scanned(loaded) == (4, 0)
    assert today() == loaded.get("/v1/manifests").json["today"]
