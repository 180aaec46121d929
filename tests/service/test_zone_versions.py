"""Versions of the zones: when they are in force, what two people, a restart and another worker make of them; the API."""

from __future__ import annotations

import datetime
import io
import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from addrcheck.service.keys import KeyStore
from addrcheck.service.zones.model import Event, plan_of
from addrcheck.service.zones.running import RunningZones, in_force
from addrcheck.service.zones.versions import OvertakenError
from addrcheck.zones.store import ZoneStore
from addrcheck.zones.troubles import ZonesError
from tests.service.zones import OWN, packed, post, send, table

V1 = "/v1/zones"


def moment(hour, minute=0):
    return datetime.datetime(2026, 11, 28, hour, minute).astimezone()


def event(number, version, hour, made=9, kind="activate", target=0):
    return Event(number, kind, version, moment(hour), target, "", "", moment(made))


PLANS = [
    ("nothing", [], 10, None, []),
    ("one", [event(1, 7, 8)], 10, 7, []),
    ("one that waits", [event(1, 7, 8), event(2, 8, 13)], 10, 7, [8]),
    ("its time came", [event(1, 7, 8), event(2, 8, 13)], 13, 8, []),
    ("a later one gives way to an earlier", [event(1, 7, 8), event(2, 8, 15), event(3, 9, 13)], 10, 7, [9]),
    ("an earlier one stays", [event(1, 7, 8), event(2, 8, 13), event(3, 9, 15)], 10, 7, [8, 9]),
    ("the same time", [event(1, 7, 8), event(2, 8, 13), event(3, 9, 13)], 14, 9, []),
    ("cancelled", [event(1, 7, 8), event(2, 8, 13), event(3, 8, 13, 12, "cancel", 2)], 14, 7, []),
    ("cancelled too late", [event(1, 7, 8), event(2, 8, 13), event(3, 8, 13, 14, "cancel", 2)], 15, 8, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("events", "hour", "version", "waiting"), [p[1:] for p in PLANS], ids=[p[0] for p in PLANS]
)
def test_what_decisions_come_to(events, hour, version, waiting):
    plan = plan_of(events, moment(hour))
    assert (plan.in_force and plan.in_force.version) == version
    assert [one.version for one in plan.waiting] == waiting


@pytest.fixture
def api(station):
    """Return a function that calls the API with an administrator's key."""
    _, token = KeyStore(station.zones.database).add("office", frozenset({"admin"}), frozenset(), False)
    client = station.app.test_client()

    def call(path, body=None, data=None):
        headers = {"Authorization": f"Bearer {token}"}
        if data is not None:
            return client.post(f"{V1}/{path}", data=data, headers=headers)
        if body is not None:
            return client.post(f"{V1}/{path}", json=body, headers=headers)
        return client.get(f"{V1}/{path}", headers=headers)

    return call


def upload(api, data, name="zones.csv", **fields):
    answer = api("versions", data={"file": (io.BytesIO(data), name), **fields})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_version_is_in_force_from_the_next_departure_on(station, api):
    told = upload(api, table("2"), note="西湖区归 Z2")
    assert told["version"]["state"] == "unused"
    assert told["counts"]["zones_added"] == 1
    stands = api("activate", {"number": 2}).json
    assert [one["at"][11:16] for one in stands["waiting"]] == ["13:30"]
    for hour, minute, zone in ((9, 0, "Z1"), (13, 29, "Z1"), (13, 30, "Z2"), (18, 0, "Z2")):
        station.at(hour, minute)
        assert station.zone() == zone
    assert api("versions").json["in_force"] == 2


def test_rolling_back_goes_to_the_version_before(station, api):
    upload(api, table("2"))
    api("activate", {"number": 2, "when": "now"})
    assert station.zone() == "Z2"
    stands = api("rollback", {"when": "now", "note": "错分太多"}).json
    assert stands["in_force"] == 1
    assert station.zone() == "Z1"
    assert [(one["number"], one["who"][:3], one["note"]) for one in stands["history"]] == [(1, "key", "错分太多"), (2, "key", ""), (1, "", "")]  # fmt: skip
    assert api("rollback", {"when": "now"}).json["in_force"] == 2


@pytest.mark.parametrize(("lang", "words"), [("zh", "接口密钥"), ("ru", "ключ API"), ("en", "API key")])
def test_the_page_tells_what_a_program_did(station, api, lang, words):
    upload(api, table("2"), note="<script>alert(1)</script>")
    api("activate", {"number": 2, "when": "now"})
    client = station.client()
    for path in ("/zones", "/zones/2", "/zones/1"):
        page = client.get(f"{path}?lang={lang}")
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert words in client.get(f"/zones?lang={lang}").text


def test_what_waits_can_be_cancelled_but_not_what_has_happened(station, api):
    upload(api, table("2"))
    waiting = api("activate", {"number": 2}).json["waiting"][0]
    assert api("cancel", {"event": waiting["event"]}).json["waiting"] == []
    station.at(14)
    assert station.zone() == "Z1"
    again = api("activate", {"number": 2}).json["waiting"][0]
    station.at(8, 30, 29)
    refused = api("cancel", {"event": again["event"]})
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (409, "not_waiting")
    assert station.zone() == "Z2"


MOMENTS = [
    ("2026-11-28T13:30", 200, None), ("2026-11-30T08:30", 200, None), ("2026-11-28T13:31", 400, "no_departure"),
    ("2026-11-28T08:30", 400, "past"), ("2029-01-01T08:30", 400, "too_far"), ("2026-13-30T08:30", 400, "no_moment"), ("soon", 400, "invalid"), ("", 400, "invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "status", "code"), MOMENTS)
def test_only_a_departure_that_comes_can_be_chosen(station, api, when, status, code):
    upload(api, table("2"))
    answer = api("activate", {"number": 2, "when": when})
    assert answer.status_code == status
    if code:
        assert answer.json["errors"][0]["code"] == code
        assert api("versions").json["waiting"] == []
    else:
        assert answer.json["waiting"][0]["at"].startswith(when)


def test_a_table_may_name_its_moment(station, api):
    upload(api, b"# effective: 2026-11-29T10:00\n" + table("2"))
    assert api("activate", {"number": 2}).json["waiting"][0]["at"].startswith("2026-11-29T13:30")


def test_of_two_who_decide_at_once_one_is_told_to_look_again(station, api):
    upload(api, table("2"))
    upload(api, table("3"))
    seen = api("versions").json["revision"]
    assert api("activate", {"number": 2, "revision": seen}).status_code == 200
    refused = api("activate", {"number": 3, "revision": seen})
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (409, "overtaken")
    assert [one["number"] for one in api("versions").json["waiting"]] == [2]
    late = Event(0, "activate", 3, moment(13), 0, "", "", moment(9))
    with pytest.raises(OvertakenError):
        station.zones.versions.decide(late, seen)


def test_what_is_decided_outlives_a_restart_and_reaches_a_worker_that_starts_later(station, api):
    upload(api, table("2"))
    upload(api, table("3"))
    api("activate", {"number": 2, "when": "now"})
    api("activate", {"number": 3})
    for starting in (True, False):
        station.start(starting)
        assert station.zone() == "Z2"
        assert [turn.zones.version for turn in station.engine.checker.zone_store.waiting] == ["3"]
    station.at(13, 30)
    station.start()
    assert station.zone() == "Z3"


def test_another_worker_hears_of_a_decision(station, api, engine):
    other, store = RunningZones(station.settings, station.clock), ZoneStore(clock=station.clock)
    other.open(store, engine.checker.ground, starting=False)
    upload(api, table("2"))
    told = station.state / "zones-changed"
    assert not told.exists()
    api("activate", {"number": 2, "when": "now"})
    assert told.exists()
    assert store.current().version == "1"
    assert other.refresh()
    assert store.current().version == "2"
    assert not other.refresh()
    other.database.close()


def change_files(station, data):
    before = station.files.stat().st_mtime_ns
    station.files.write_bytes(data)
    os.utime(station.files, ns=(before + 10**9, before + 10**9))


def test_new_files_of_the_service_wait_for_a_departure_and_are_in_force_at_a_restart(station, api):
    change_files(station, table("2"))
    assert station.zones.reload()
    assert station.zone() == "Z1"
    station.at(13, 30)
    assert station.zone() == "Z2"
    change_files(station, table("3"))
    station.start()
    assert station.zone() == "Z3"
    assert [(one["number"], one["origin"]) for one in api("versions").json["versions"]] == [(3, "files"), (2, "files"), (1, "files")]  # fmt: skip


def test_a_restart_with_the_same_files_keeps_what_was_decided(station, api):
    upload(api, table("2"))
    api("activate", {"number": 2, "when": "now"})
    station.start()
    assert station.zone() == "Z2"
    assert len(api("versions").json["versions"]) == 2


def test_broken_files_of_the_service_change_nothing(station, api):
    change_files(station, "zone,place\nA,西湖区\n".encode())
    station.zones.reload()
    assert station.zone() == "Z1"
    assert api("versions").json["versions"][0]["state"] == "broken"


def test_a_service_does_not_start_with_broken_files(station, engine):
    change_files(station, "zone,place\nA,西湖区\n".encode())
    zones = RunningZones(station.settings)
    with pytest.raises(ZonesError):
        zones.open(ZoneStore(), engine.checker.ground, starting=True)
    zones.database.close()


def test_a_broken_version_is_refused_with_its_findings(station, api):
    told = upload(api, "zone,place,street,from,to\nA,杭州市/西湖区,文三路,9,1\n".encode(), lang="ru")
    assert told["version"]["state"] == "broken"
    assert [(one["code"], one["rows"]) for one in told["findings"] if one["severity"] == "error"] == [("REVERSED_RANGE", [{"file": "zones.csv", "row": 2}])]  # fmt: skip
    refused = api("activate", {"number": 2, "when": "now"})
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (409, "broken")
    assert api("file?number=2").status_code == 409
    assert station.zone() == "Z1"


def test_a_version_whose_files_are_gone_is_told_and_changes_nothing(station, api):
    upload(api, table("2"))
    version = station.zones.versions.find(2)
    (station.zones.versions.tables(version) / "zones.csv").unlink()
    station.zones.versions.tables(version).rmdir()
    assert api("activate", {"number": 2, "when": "now"}).status_code == 409
    assert station.zone() == "Z1"


def test_the_same_table_is_one_version(station, api):
    assert upload(api, table("2"))["known"] is False
    again = upload(api, table("2"))
    assert (again["known"], again["version"]["number"]) == (True, 2)


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson"])
def test_a_download_is_the_table_and_no_browser_opens_it(station, api, form):
    answer = api(f"file?number=1&form={form}&lang=zh")
    assert answer.status_code == 200
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="zones-1.{form}"')
    assert upload(api, answer.data, f"again.{form}")["counts"]["rules_changed"] == 0


def test_a_service_without_zones_takes_its_first_from_an_upload(station_of):
    station = station_of(files=False)
    assert station.engine.checker.check("杭州市西湖区文三路100号").zone is None
    client = station.client()
    assert "还没有启用" in client.get("/zones?lang=zh").text
    send(client, table("1", "A"))
    assert post(client, "/zones/1/activate", when="wave", revision=0).status_code == 303
    assert station.zone() == "A"


def test_nobody_decides_without_an_administrators_key_or_session(station):
    client = station.app.test_client()
    paths = (("GET", "versions"), ("GET", "version?number=1"), ("GET", "file?number=1"), ("POST", "activate"), ("POST", "rollback"), ("POST", "cancel"), ("POST", "versions"))  # fmt: skip
    _, weak = KeyStore(station.zones.database).add("shop", frozenset({"check", "zone"}), frozenset(), False)
    for method, path in paths:
        assert client.open(f"{V1}/{path}", method=method, headers=OWN).status_code == 401, path
        headers = {"Authorization": f"Bearer {weak}"}
        assert client.open(f"{V1}/{path}", method=method, headers=headers).status_code == 403, path
        seen = station.client("bob").open(f"{V1}/{path}", method=method, headers=OWN)
        assert seen.status_code in (401, 403), path
    assert station.client("ann").get(f"{V1}/versions", headers=OWN).status_code == 200


def test_a_zip_of_tables_is_one_version(station, api):
    told = upload(api, packed(a__csv=table("2"), b__csv="zone,place\nB,杭州市/上城区\n".encode()), "all.zip")
    assert told["version"]["files"] == ["a.csv", "b.csv"]
    assert told["version"]["zones"] == 2


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_doors_do_what_the_description_says(station, mode):
    _, token = KeyStore(station.zones.database).add("office", frozenset({"admin"}), frozenset(), False)
    described = schemathesis.openapi.from_wsgi("/openapi.json", station.app)
    tried = 0
    for found in described.include(path_regex="^/v1/zones/").get_all_operations():
        operation = found.ok()
        if mode == GenerationMode.POSITIVE and operation.body:
            continue  # no description can say what a file must hold, or what can be decided just now

        @settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case):
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

        if mode == GenerationMode.POSITIVE or operation.body or len(operation.query):
            check()
            tried += 1
    assert tried >= 3
    assert station.zone() is not None


def test_work_of_another_process_goes_by_the_version_in_force(station, api):
    assert in_force(station.settings).zones != station.files
    upload(api, table("2"))
    api("activate", {"number": 2, "when": "now"})
    station.clock.moment = datetime.datetime.now()
    zones = in_force(station.settings).zones
    assert "Z2" in (zones / "zones.csv").read_text(encoding="utf-8")
