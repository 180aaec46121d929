"""Every door: what it answers, and what it refuses."""

from __future__ import annotations

import gzip
import io
import json
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addrcheck.service.doors.files import stamp

PROBLEM = "application/problem+json"
ADDRESS = "浙江省杭州市西湖区文三路100号2幢301"


def faults(response):
    """Return (parameter, code) of everything that a problem names."""
    assert response.mimetype == PROBLEM
    assert response.json["status"] == response.status_code
    return [(fault["param"], fault["code"]) for fault in response.json["errors"]]


def test_check_gives_the_report_that_the_library_gives(client, engine):
    answer = client.get("/v1/check", query_string={"q": ADDRESS, "lang": "en"})
    assert answer.status_code == 200
    assert answer.json == json.loads(engine.checker.check(ADDRESS, lang="en").to_json())
    assert answer.json["zone"]["status"] == "assigned"


def test_check_takes_a_text_or_fields_in_the_body(client):
    one = client.post("/v1/check", json={"q": ADDRESS}).json
    assert one == client.get("/v1/check", query_string={"q": ADDRESS}).json
    fields = {"region": "浙江省", "city": "杭州市", "district": "西湖区", "address": "文三路100号"}
    other = client.post("/v1/check", json={"fields": fields, "as_of": "2020-01-01"}).json
    assert [c["field"] for c in other["components"]] == ["region", "city", "district", "address", "address"]


def test_check_proposes_what_a_form_should_hold(client):
    form = {"fields": {"address": "浙江省杭州市西胡区文三路100号"}, "into": ["region", "city", "address"]}
    answer = client.post("/v1/check", json=form).json
    assert [one["fields"]["address"] for one in answer["proposals"]] == ["浙江省杭州市西湖区文三路100号"]
    del form["into"]
    assert "proposals" not in client.post("/v1/check", json=form).json
    refused = client.post("/v1/check", json=form | {"into": ["planet"]})
    assert (refused.status_code, faults(refused)) == (400, [("into[0]", "invalid")])


@pytest.mark.parametrize(
    ("path", "body", "fault"),
    [
        ("/v1/check", {"q": "a", "planet": "b"}, ("planet", "unknown")),
        ("/v1/check", {"fields": {"planet": "b"}}, ("fields.planet", "unknown")),
        ("/v1/scans", {"scans": [{"id": "00000001", "text": "a"}]}, ("scans[0].at", "missing")),
        ("/v1/manifests", {"items": [{"waybill": "a", "planet": "b"}]}, ("items[0].planet", "unknown")),
        ("/v1/manifests", {"items": [{"waybill": "a", "fields": {"planet": "b"}}]}, ("items[0].fields.planet", "unknown")),
        ("/v1/manifests", {"items": [{"waybill": 1}]}, ("items[0].waybill", "invalid")),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_body_is_named_by_its_path(client, path, body, fault):
    answer = client.post(path, json=body)
    assert (answer.status_code, faults(answer)) == (400, [fault])


@pytest.mark.parametrize(
    "body",
    [b'{"q":1.5, garbage', b'{"q":1.5', b'{"q":1.5,"x":"\\ud800"}', b'{"q":1.5,"x":"\xff"}', b'{"q":1.5,"z":' + b"[" * 50_000, b"", b"\xef\xbb\xbf{}"],
)  # fmt: skip
def test_what_is_no_json_is_told(client, body):
    answer = client.post("/v1/check", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert faults(answer)[0][1] in ("not_json", "invalid")


def test_a_body_in_chunks_may_not_be_longer_either(client):
    chunks = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    for size, status in ((100, 200), (400_000, 413)):
        answer = client.post(
            "/v1/check",
            input_stream=io.BytesIO(b'{"q":"a"}' + b" " * size),
            content_type="application/json",
            environ_overrides=chunks,
        )
        assert answer.status_code == status


def test_fields_may_be_as_long_as_a_text(client):
    for length, status in ((1000, 200), (1001, 400)):
        assert client.post("/v1/check", json={"fields": {"address": "a" * length}}).status_code == status


def test_suggest_takes_its_text_in_the_body(client):
    asked = {"q": "西", "field": "district", "fields": {"city": "杭州市"}}
    inside = client.post("/v1/suggest", json=asked).json
    assert inside == client.get("/v1/suggest?q=西&field=district&city=杭州市").json
    assert inside["suggestions"][0]["text"] == "西湖区"
    refused = client.post("/v1/suggest", json={"q": "西", "fields": {"city": "杭" * 2000}})
    assert (refused.status_code, faults(refused)) == (400, [("fields", "too_long")])


def test_a_bad_address_is_an_answer(client):
    for text in ("", "???", "😀" * 500, "\x00"):
        assert client.get("/v1/check", query_string={"q": text}).status_code == 200


def test_batch_keeps_the_order_and_a_bad_item_spoils_none(client):
    items = [
        {"id": 7, "q": ADDRESS},
        {"id": "x"},
        {"q": "x" * 5000},
        {"fields": {"city": "Казань"}},
        {"q": "a", "fields": {}},
    ]
    results = client.post("/v1/batch", json={"items": items}).json["results"]
    assert [(r["id"], r["status"]) for r in results] == [
        (7, "ok"),
        ("x", "error"),
        (None, "error"),
        (None, "ok"),
        (None, "error"),
    ]
    assert results[2]["error"]["code"] == "too_long"
    assert results[0]["report"] == client.get("/v1/check", query_string={"q": ADDRESS}).json


def test_search_is_geocodejson(client):
    answer = client.get("/v1/search", query_string={"q": ADDRESS})
    assert answer.mimetype == "application/geo+json"
    found = answer.json
    assert found["type"] == "FeatureCollection"
    assert {"version", "query", "licence", "attribution"} <= set(found["geocoding"])
    feature = found["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [120.13, 30.27]}
    geocoding = feature["properties"]["geocoding"]
    assert (geocoding["state"], geocoding["city"], geocoding["street"]) == ("浙江省", "杭州市", "文三路")
    assert geocoding["type"] == "district"  # the point is the district's, whatever the text says


def test_search_tells_namesakes_apart(client):
    features = client.get("/v1/search", query_string={"q": "朝阳区", "limit": 2}).json["features"]
    labels = [one["properties"]["geocoding"]["label"] for one in features]
    assert labels == ["北京市朝阳区", "吉林省长春市朝阳区"]


def test_suggest_knows_the_other_fields(client):
    asked = {"q": "xh", "city": "杭州市", "field": "district"}
    assert [one["text"] for one in client.get("/v1/suggest", query_string=asked).json["suggestions"]] == [
        "西湖区"
    ]


def test_reverse_finds_place_and_zone(client):
    around = client.get("/v1/reverse?lat=30.26&lon=120.13&count=1").json
    assert around["nearest"][0]["label"] == "浙江省杭州市西湖区"
    assert around["zone"] is not None


def test_zone_gives_the_zone_alone(client):
    found = client.get("/v1/zone", query_string={"q": ADDRESS}).json
    assert found["zone"]["code"].startswith("571-")
    assert found["zones"] == found["zone"]["version"]


def test_status_states_the_limits(client):
    status = client.get("/v1/status").json
    assert status["limits"] == {
        "max_text": 1000,
        "max_batch": 100,
        "max_body": 262144,
        "max_upload": 104857600,
        "rate": 0,
        "burst": 200,
        "max_manifest": 10_485_760,
        "max_parcels": 20_000,
    }
    assert set(status["dictionaries"]) == {"CN", "RU"}


def test_metrics_count_what_was_answered(client):
    client.get("/v1/check?q=a")
    client.get("/v1/check")
    text = client.get("/metrics").text
    assert 'addrcheck_requests_total{route="/v1/check",status="2xx"} 1' in text
    assert 'addrcheck_requests_total{route="/v1/check",status="4xx"} 1' in text


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/v1/check", ("q", "missing")),
        ("/v1/check?q=a&q=b", ("q", "repeated")),
        ("/v1/check?q=a&x=b", ("x", "unknown")),
        ("/v1/check?q=a&country=jp", ("country", "invalid")),
        ("/v1/check?q=a&as_of=yesterday", ("as_of", "invalid")),
        ("/v1/check?q=" + "a" * 1001, ("q", "too_long")),
        ("/v1/suggest?q=a&limit=21", ("limit", "invalid")),
        ("/v1/suggest?q=a&limit=x", ("limit", "invalid")),
        ("/v1/suggest?q=a&field=planet", ("field", "invalid")),
        ("/v1/reverse?lat=91&lon=0", ("lat", "invalid")),
        ("/v1/reverse?lat=nan&lon=0", ("lat", "invalid")),
        ("/v1/reverse?lon=0", ("lat", "missing")),
        ("/v1/reverse?lat=1&lon=1&datum=MOON", ("datum", "invalid")),
    ],
)
def test_a_wrong_parameter_is_named(client, path, fault):
    answer = client.get(path)
    assert answer.status_code == 400
    assert faults(answer) == [fault]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"\xff\xfe", 400),
        (b'{"q": 1}', 400),
        (b'{"q": "a", "x": 1}', 400),
        (b'{"q": "a", "fields": {}}', 400),
        (b'{"fields": {"planet": "x"}}', 400),
        (b'{"q": "\\ud800"}', 400),
        (b'{"fields": {"city": "\\udfff"}}', 400),
        (b"[" * 100_000, 400),
        (b'{"q":' * 20_000, 400),
        (b'{"q": "' + b"a" * 300_000 + b'"}', 413),
    ],
)
def test_a_wrong_body_is_refused(client, body, status):
    answer = client.post("/v1/check", data=body, content_type="application/json")
    assert answer.status_code == status
    assert answer.mimetype == PROBLEM


def test_only_plain_json_is_taken(client):
    assert client.post("/v1/check", data="q=a").status_code == 415
    packed = client.post(
        "/v1/check", data=b"\x1f\x8b", content_type="application/json", headers={"Content-Encoding": "gzip"}
    )
    assert packed.status_code == 415


def test_too_large_a_batch_is_refused(client):
    assert faults(client.post("/v1/batch", json={"items": [{"q": "a"}] * 101})) == [("items", "too_many")]


def test_unknown_paths_and_methods_are_problems(client):
    assert client.get("/v1/nothing").status_code == 404
    answer = client.put("/v1/check")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.mimetype == PROBLEM
    assert client.get("/styles/../../settings.py").status_code == 404
    assert client.get("/styles/%2e%2e/%2e%2e/pyproject.toml").status_code == 404


def test_a_mistake_of_ours_tells_nothing(app_with, monkeypatch, capsys):
    app = app_with()
    checker = type("Broken", (), {"check": lambda *_: 1 / int(_[1] == _[1] and 0)})()
    monkeypatch.setattr(app.extensions["addrcheck.engine"], "checker", checker)
    answer = app.test_client().get("/v1/check", query_string={"q": "Иванов, Тайная ул., 7"})
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    logged = capsys.readouterr().err
    assert "ZeroDivisionError" in logged
    assert "Тайная" not in logged


@settings(max_examples=150, deadline=None)
@given(
    q=st.text(max_size=60),
    extra=st.dictionaries(st.sampled_from(["country", "lang", "as_of", "x"]), st.text(max_size=5)),
)
def test_any_query_is_answered_or_refused(engine_client, q, extra):
    q = q.encode("utf-8", "replace").decode()
    extra = {name: value.encode("utf-8", "replace").decode() for name, value in extra.items()}
    assert engine_client.get("/v1/check", query_string={"q": q, **extra}).status_code in (200, 400)


@settings(max_examples=150, deadline=None)
@given(body=st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["q", "fields", "items", "id", "city", "lang"]), inner, max_size=4), max_leaves=12), path=st.sampled_from(["/v1/check", "/v1/batch"]))  # fmt: skip
def test_any_body_is_answered_or_refused(engine_client, body, path):
    answer = engine_client.post(path, data=json.dumps(body), content_type="application/json")
    assert answer.status_code in (200, 400)


@pytest.fixture(scope="module")
def engine_client(engine):
    """A client for the properties, which take a fixture of their own age."""
    from addrcheck.service.app import create_app

    return create_app(engine=engine, quiet=True).test_client()


def test_the_widget_may_be_used_by_pages_of_any_site(client):
    fetch = partial(client.get, buffered=True)
    plain = fetch("/widget/addrcheck.js")
    assert plain.mimetype == "text/javascript"
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert plain.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert fetch("/styles/base.css").headers["Cross-Origin-Resource-Policy"] == "same-origin"
    packed = fetch("/widget/addrcheck.js", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    again = fetch("/widget/addrcheck.js", headers={"If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_widget_is_kept_for_a_year_by_its_content_only(client):
    fetch = partial(client.get, buffered=True)
    at = f"/widget/addrcheck.js?v={stamp('addrcheck.js')}"
    assert "immutable" in fetch(at).headers["Cache-Control"]
    assert fetch("/widget/addrcheck.js?v=old").headers["Cache-Control"] == "public, max-age=3600"
    for outside in ("../pages/base.html", "..%2fpages%2fbase.html", "nothing.js"):
        assert fetch(f"/widget/{outside}").status_code == 404


@pytest.mark.parametrize("country", ["cn", "CN"])
@pytest.mark.parametrize("door", ["check", "search", "suggest"])
def test_a_country_is_written_as_people_or_as_reports_write_it(client, door, country):
    assert client.get(f"/v1/{door}?q=西湖区&country={country}").status_code == 200


def test_bytes_that_are_no_utf8_count_as_one_replacement_each(client):
    assert client.get("/v1/check?q=%ff%fe").json["input"] == "\ufffd\ufffd"
    assert client.get("/v1/check?q=%E8%A5%BF%ff%E6%B9%96").json["input"] == "西\ufffd湖"


@pytest.mark.parametrize(("limit", "status"), [(1, 200), (100, 200), (0, 400), (101, 400)])
def test_a_search_lists_up_to_a_hundred_places(client, limit, status):
    assert client.get(f"/v1/search?q=南山&limit={limit}").status_code == status
