"""Loading what will be scanned: any file as people have it, items of an API; what is kept, and for how long."""

from __future__ import annotations

import datetime
import io
import sqlite3

import pytest
from scanner import HEADER, PARCELS, Scanner, csv_of, load, today, xlsx_of

from addrcheck.service.app import create_app
from addrcheck.service.asking import REMEMBERED
from addrcheck.service.database import DATABASE
from addrcheck.service.station.parcels import ParcelStore
from addrcheck.service.station.retention import oldest_day

RUSSIAN = ("Номер накладной", "ФИО", "Телефон", "Адрес доставки")


@pytest.mark.parametrize(
    ("content", "name", "encoding"),
    [
        (csv_of(PARCELS[:2]), "今日.csv", "gb18030"),
        (csv_of(PARCELS[:2], encoding="utf-8-sig"), "today.csv", "utf-8"),
        (csv_of(PARCELS[2:3], RUSSIAN, "cp1251", ";"), "Сегодня.csv", "cp1251"),
        (xlsx_of(PARCELS), "今日.xlsx", ""),
        (csv_of([row[::-1] for row in PARCELS], HEADER[::-1]), "turned.txt", "gb18030"),
        (csv_of(PARCELS, header=None, encoding="utf-8"), "no header.csv", "utf-8"),
        (csv_of(PARCELS, ("a", "b", "c", "d"), "utf-8"), "other words.csv", "utf-8"),
    ],
    ids=["gb18030", "bom", "cp1251", "xlsx", "turned", "no-header", "other-words"],
)
def test_a_file_is_read_as_people_have_it(client, content, name, encoding):
    answer = load(client, content, name).json
    assert {column["role"] for column in answer["columns"]} >= {"waybill", "address"}
    assert answer["left_out"] == 0
    assert answer["parcels"] == answer["new"] == answer["rows"] > 0
    assert answer["encoding"] == encoding
    assert answer["day"] == today()
    found = [row for row in PARCELS if Scanner(client).scan(row[0])["found"] == "manifest"]
    assert len(found) == answer["parcels"]


def test_parcels_are_checked_once_and_kept_with_their_recipient(client):
    answer = load(client, csv_of(PARCELS)).json
    assert answer["lanes"] == {"auto": 2, "ambiguous": 1, "out_of_area": 1}
    kept = client.post("/v1/parcels", json={"waybill": "yt8800123456789"}).json
    assert kept == {
        "waybill": "YT8800123456789",
        "day": today(),
        "address": PARCELS[1][3],
        "name": "李四",
        "phone": "0571-88001234",
    }


def test_a_recipient_inside_the_address_counts_where_no_column_has_one(client):
    rows = [("SF1234567890123", "张三 13800138000 杭州市西湖区文三路100号")]
    load(client, csv_of(rows, ("单号", "地址")))
    kept = client.post("/v1/parcels", json={"waybill": "SF1234567890123"}).json
    assert (kept["name"], kept["phone"]) == ("张三", "+8613800138000")


def test_parts_of_an_address_in_columns_of_their_own(client):
    header = ("快递单号", "省", "市", "区", "详细地址", "收货人")
    load(client, csv_of([("SF1234567890123", "浙江省", "杭州市", "西湖区", "文三路99号", "张三")], header))
    assert Scanner(client).scan("SF1234567890123")["code"] == "571-XH-01"


def test_what_cannot_be_used_is_told_row_by_row(client):
    rows = [
        ("", "张三", "", "杭州市西湖区文三路100号"),
        ("7.73123E+14", "张三", "", "杭州市西湖区文三路100号"),
        ("SF1234567890123", "张三", "", ""),
        ("SF1234567890124", "张三", "", "杭" * 1001),
        ("SF1234567890125", "张三", "", "杭州市西湖区文三路100号"),
        ("sf 1234567890125", "张三", "", "杭州市西湖区文三路99号"),
        ("", "", "", ""),
    ]
    answer = load(client, csv_of(rows)).json
    assert [(one["row"], one["code"]) for one in answer["unusable"]] == [
        (2, "no_waybill"),
        (3, "bad_waybill"),
        (4, "no_address"),
        (5, "too_long"),
        (6, "twice"),
    ]
    assert (answer["rows"], answer["parcels"], answer["left_out"]) == (6, 1, 5)
    assert Scanner(client).scan("SF1234567890125")["code"] == "571-XH-01"  # the later row counts


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\x89PNG\r\n", "photo.csv", "no_table"),
        (b"", "empty.csv", None),
        (csv_of([("SF1234567890123", "1")], ("运单号", "重量")), "no address.csv", "no_column"),
        (
            csv_of([("张三", "杭州市西湖区文三路100号")], ("姓名", "地址")),
            "no number.csv",
            "no_waybill_column",
        ),
        (csv_of(PARCELS * 3), "many.csv", "too_many"),
        (csv_of([PARCELS[0]], (*HEADER, *["列"] * 17_000)), "wide.csv", "too_wide"),
    ],
    ids=["picture", "empty", "no-address", "no-number", "too-many", "too-wide"],
)
def test_a_file_that_cannot_be_used_says_why(app_with, content, name, code):
    answer = load(app_with(max_parcels=10).test_client(), content, name)
    assert answer.status_code == 422
    assert [fault["param"] for fault in answer.json["errors"]] == ["file"]
    if code:
        assert answer.json["errors"][0]["code"] == code
    assert "13800138000" not in answer.text


def test_loading_again_updates_and_loses_no_scan(client):
    load(client, csv_of(PARCELS))
    scanner = Scanner(client)
    scanner.scan("SF1234567890123")
    changed = [
        (*PARCELS[0][:3], "杭州市西湖区文三路99号"),
        ("SF0000000000001", "", "", "杭州市西湖区文三路1号"),
    ]
    answer = load(client, csv_of(changed)).json
    assert (answer["new"], answer["changed"]) == (1, 1)
    again = scanner.scan("SF1234567890123")
    assert again["code"] == "571-XH-01"
    assert again["earlier"]["station"] == "台1"
    day = client.get("/v1/manifests").json["days"][0]
    assert (day["parcels"], day["scanned"]) == (5, 1)


def test_items_of_an_api(client):
    items = [
        {
            "waybill": "SF1234567890123",
            "address": "杭州市西湖区文三路99号",
            "name": "张三",
            "phone": "13800138000",
        },
        {"waybill": "SF2", "fields": {"city": "杭州市", "address": "文三路99号"}},
        {
            "waybill": "SF1234567890124",
            "fields": {"city": "杭州市", "district": "西湖区", "address": "文三路99号"},
        },
        {"waybill": "SF1234567890125"},
    ]
    answer = client.post("/v1/manifests", json={"items": items, "lang": "ru"}).json
    assert [(one["row"], one["code"]) for one in answer["unusable"]] == [
        (2, "bad_waybill"),
        (4, "no_address"),
    ]
    assert answer["lanes"] == {"auto": 2}
    assert Scanner(client).scan("SF1234567890124")["code"] == "571-XH-01"


@pytest.mark.parametrize("days", [-3, 40])
def test_a_day_that_is_over_or_far_ahead_is_refused(client, days):
    day = (datetime.date.today() + datetime.timedelta(days=days)).isoformat()
    answer = client.post("/v1/manifests", json={"items": [], "day": day})
    assert answer.status_code == 409
    assert answer.json["errors"][0]["code"] == "out_of_range"


def test_more_than_is_allowed_is_refused(app_with):
    client = app_with(max_manifest=2000, max_parcels=3).test_client()
    assert load(client, b"x" * 3000).status_code == 413
    items = [{"waybill": f"SF{n:010d}", "address": "a"} for n in range(4)]
    answer = client.post("/v1/manifests", json={"items": items})
    assert answer.json["errors"][0]["code"] == "too_many"
    assert (
        client.post("/v1/manifests", data={"day": today()}, content_type="multipart/form-data").status_code
        == 400
    )
    twice = {"file": [(io.BytesIO(b"a"), "a.csv"), (io.BytesIO(b"b"), "b.csv")]}
    assert client.post("/v1/manifests", data=twice).json["errors"][0]["code"] == "repeated"


def test_codes_for_scanning_without_a_server_hold_no_address(client):
    load(client, csv_of(PARCELS))
    answer = client.get("/v1/manifests/codes")
    assert answer.json["codes"]["SF1234567890123"] == ["auto", "571-XH-03", "571", "XH", "03"]
    assert answer.json["codes"]["773123456789012"][:2] == ["ambiguous", ""]
    assert answer.json["next"] == ""
    for private in ("文三路", "张三", "13800138000", "Баумана"):
        assert private not in answer.text


def test_codes_come_a_thousand_at_a_time(client):
    items = [{"waybill": f"SF{n:010d}", "address": "杭州市西湖区文三路99号"} for n in range(1500)]
    client.post("/v1/manifests", json={"items": items})
    first = client.get("/v1/manifests/codes").json
    rest = client.get("/v1/manifests/codes", query_string={"after": first["next"]}).json
    assert len(first["codes"]) == 1000
    assert len(first["codes"] | rest["codes"]) == 1500
    assert rest["next"] == ""


def test_a_day_can_be_deleted_and_nothing_of_it_stays_in_the_file(client, tmp_path):
    load(client, csv_of(PARCELS))
    Scanner(client).scan("SF1234567890123")
    assert client.post("/v1/manifests/remove", json={"day": today()}).json == {"done": True}
    assert client.post("/v1/manifests/remove", json={"day": today()}).json == {"done": False}
    assert client.get("/v1/manifests").json["days"] == []
    assert Scanner(client).scan("SF1234567890123")["found"] == "unknown"
    files = [path.read_bytes() for path in tmp_path.glob(f"{DATABASE}*")]
    assert files
    assert not any("文三路100号".encode() in data for data in files)


def test_old_days_are_deleted(app_with):
    app = app_with(manifest_days=2)
    client = app.test_client()
    yesterday = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()
    load(client, csv_of(PARCELS), day=yesterday)
    load(client, csv_of(PARCELS[:1]))
    store = ParcelStore(app.extensions[REMEMBERED])
    assert not store.purge(oldest_day(2).isoformat())
    assert [day.day for day in store.days()] == [today(), yesterday]
    assert store.purge(oldest_day(1).isoformat())
    assert [day.day for day in store.days()] == [today()]
    assert Scanner(client).scan("YT8800123456789")["found"] == "unknown"


def test_only_its_owner_may_read_the_file(client, tmp_path):
    load(client, csv_of(PARCELS))
    for path in tmp_path.glob(f"{DATABASE}*"):
        assert path.stat().st_mode & 0o077 == 0 or path.suffix == ".lock", path
    with sqlite3.connect(tmp_path / DATABASE) as database:
        assert database.execute("SELECT count(*) FROM parcels").fetchone() == (4,)
    database.close()


def test_the_scope_is_needed_where_keys_are(app_with, keys):
    client = app_with(keys=True).test_client()
    _, good = keys.add("warehouse", frozenset({"station"}))
    _, other = keys.add("other", frozenset({"check", "batch", "zone"}))
    paths = [
        ("post", "/v1/manifests", {"items": []}),
        ("get", "/v1/manifests", None),
        ("get", "/v1/manifests/codes", None),
        ("post", "/v1/manifests/remove", {"day": today()}),
        ("post", "/v1/scans", {"scans": []}),
        ("post", "/v1/parcels", {"waybill": "SF1234567890123"}),
        ("post", "/v1/labels", {"waybills": ["SF1234567890123"]}),
        ("post", "/v1/labels.pdf", {"waybills": ["SF1234567890123"]}),
    ]
    for method, path, body in paths:
        ask = getattr(client, method)
        assert ask(path, json=body).status_code == 401, path
        assert ask(path, json=body, headers={"Authorization": f"Bearer {other}"}).status_code == 403, path
        assert ask(path, json=body, headers={"Authorization": f"Bearer {good}"}).status_code in (200, 404), (
            path
        )


def test_nothing_personal_stands_in_the_log(engine, tmp_path, capsys):
    from tests.service.conftest import settings_with

    app = create_app(settings_with(tmp_path, rate=0), engine)
    client = app.test_client()
    load(client, csv_of(PARCELS))
    load(client, b"\x89PNG")
    scanner = Scanner(client)
    scanner.scan("SF1234567890123")
    scanner.scan("SF9999999999999", address="杭州市西湖区文三路100号, 张三")
    client.post("/v1/parcels", json={"waybill": "SF1234567890123"})
    client.post("/v1/labels", json={"waybills": ["SF1234567890123"]})
    app.extensions[REMEMBERED].close()
    logged = capsys.readouterr().err
    assert '"route":"/v1/scans"' in logged
    assert '"event":"address shown"' in logged
    for private in ("文三路", "张三", "13800138000", "SF1234567890123", "SF9999999999999", "工号7"):
        assert private not in logged
