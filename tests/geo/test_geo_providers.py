"""Outside geocoders against a server on this machine that answers, fails, stalls and lies; never the net."""

import hashlib
import json
import logging

import pytest
from local_geocoder import geocoder

from addrcheck import Checker
from addrcheck.geo.datum import convert
from addrcheck.geo.distance import distance_m
from addrcheck.geo.providers.outside import Outside
from addrcheck.settings import Geocoder, Geocoders, Settings

CN_TEXT = "张三 13800138000 浙江省杭州市西湖区文三路100号"
CN_FORMAL = "浙江省杭州市西湖区文三路100号"
CN_TRUE = (30.2765, 120.1390)
RU_TEXT = "Иванов Иван, 8 912 000-00-00, г Новосибирск, ул Ленина, д 5"
RU_TRUE = (55.0290, 82.9120)
NAMES = ("nominatim", "photon", "yandex", "baidu", "amap", "tencent")
CHINESE = ("baidu", "amap", "tencent")


def answer_of(name, latitude, longitude, country="CN"):
    """Return what a service would say of a house at a place given in its own datum."""
    code = country.lower()
    return {
        "nominatim": [{
            "lat": str(latitude), "lon": str(longitude), "display_name": "…", "place_rank": 30,
            "boundingbox": [str(latitude - 1e-4), str(latitude + 1e-4), str(longitude - 1e-4), str(longitude + 1e-4)],
            "address": {"country_code": code},
        }],
        "photon": {"features": [{
            "geometry": {"coordinates": [longitude, latitude]}, "properties": {"type": "house", "countrycode": country},
        }]},
        "yandex": {"response": {"GeoObjectCollection": {"featureMember": [{"GeoObject": {
            "name": "…", "Point": {"pos": f"{longitude} {latitude}"},
            "metaDataProperty": {"GeocoderMetaData": {"kind": "house", "precision": "exact", "Address": {"country_code": country}}},
        }}]}}},
        "baidu": {"status": 0, "result": {"location": {"lng": longitude, "lat": latitude}, "precise": 1, "confidence": 80, "level": "门址"}},
        "amap": {"status": "1", "infocode": "10000", "geocodes": [
            {"formatted_address": "…", "country": "中国", "location": f"{longitude},{latitude}", "level": "门牌号"}
        ]},
        "tencent": {"status": 0, "result": {"title": "…", "location": {"lng": longitude, "lat": latitude}, "reliability": 8, "level": 9}},
    }[name]  # fmt: skip


NOTHING = {
    "nominatim": [], "photon": {"features": []}, "yandex": {"response": {"GeoObjectCollection": {"featureMember": []}}},
    "baidu": {"status": 0, "result": []}, "amap": {"status": "1", "infocode": "10000", "geocodes": []},
    "tencent": {"status": 347, "message": "…"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def asked(checker, tmp_path):
    """Return a function: name and reply of a service → where a text lies, according to us."""
    with geocoder() as (url, reply):

        def ask(name, text=None, days=30.0, timeout_s=30.0, **options):
            one = Geocoder(name, "a-key", options.pop("secret", ""), url)
            settings = Geocoders((one,), timeout_s, 1000.0, days, "tests@example.org")
            outside = Outside(settings, tmp_path, **options)
            ask.outside = outside
            return outside.locate(checker.check(text or CN_TEXT))

        ask.reply, ask.url = reply, url
        yield ask


def shown(name, latitude, longitude):
    """Return a true point as a service shows it."""
    datum = {"baidu": "BD09", "amap": "GCJ02", "tencent": "GCJ02"}.get(name, "WGS84")
    point = convert(latitude, longitude, "WGS84", datum)
    return point.latitude, point.longitude


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_is_taken_in_wgs84_whatever_the_datum_of_the_service(asked, name):
    asked.reply.answer(answer_of(name, *shown(name, *CN_TRUE)))
    found = asked(name)
    assert (found.source, found.level, found.datum) == (name, "house", "WGS84")
    assert distance_m(found.latitude, found.longitude, *CN_TRUE) < 1
    assert 20 <= found.accuracy_m <= 110


@pytest.mark.parametrize("name", ["nominatim", "photon", "yandex"])
def test_a_russian_answer(asked, name):
    asked.reply.answer(answer_of(name, *RU_TRUE, "RU"))
    found = asked(name, RU_TEXT)
    assert (found.source, found.level) == (name, "house")
    assert distance_m(found.latitude, found.longitude, *RU_TRUE) < 1


@pytest.mark.parametrize("name", CHINESE)
def test_chinese_services_are_not_asked_for_russian_addresses(asked, name):
    assert asked(name, RU_TEXT).source == "dictionary"
    assert asked.reply.requests == []


@pytest.mark.parametrize("name", NAMES)
def test_only_the_address_in_its_official_form_is_sent(asked, name):
    asked.reply.answer(NOTHING[name])
    assert asked(name).source == "dictionary"
    [(_, query, headers)] = asked.reply.requests
    assert CN_FORMAL in query.values()
    sent = json.dumps([query, headers], ensure_ascii=False)
    assert "张三" not in sent
    assert "13800138000" not in sent
    assert "tests@example.org" in headers["User-Agent"]


# Failures --------------------------------------------------------------------------------------------

LIES = {
    "swapped": lambda name: answer_of(name, *reversed(shown(name, *CN_TRUE))),
    "another town": lambda name: answer_of(name, *shown(name, 31.2304, 121.4737)),
    "null island": lambda name: answer_of(name, 0.0, 0.0),
    "NaN": lambda name: json.dumps(answer_of(name, 1234567.0, 120.1)).replace("1234567.0", "NaN").encode(),
    "infinite": lambda name: (
        json.dumps(answer_of(name, 1234567.0, 120.1)).replace("1234567.0", "1e999").encode()
    ),
    "words": lambda name: (
        json.dumps(answer_of(name, 1234567.0, 120.1)).replace("1234567.0", '"here"').encode()
    ),
    "null": lambda name: b"null",
    "a list": lambda name: b"[1, 2, 3]",
    "empty": lambda name: b"",
    "half": lambda name: json.dumps(answer_of(name, *CN_TRUE)).encode()[:40],
    "HTML": lambda name: b"<html>Please log in</html>",
    "no UTF-8": lambda name: b"\xff\xfe{}",
    "nested": lambda name: b"[" * 200_000,
    "endless": lambda name: b" " * 3_000_000,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lie", LIES)
def test_what_cannot_be_true_is_not_believed(asked, name, lie):
    asked.reply.answer(LIES[lie](name))
    assert asked(name).source == "dictionary"


@pytest.mark.parametrize("name", ["nominatim", "photon", "yandex"])
def test_an_answer_in_another_country_is_not_believed(asked, name):
    asked.reply.answer(answer_of(name, *CN_TRUE, "VN"))
    assert asked(name).source == "dictionary"


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 429, 500, 503])
@pytest.mark.parametrize("name", ["amap", "nominatim"])
def test_an_http_error_leaves_the_dictionarys_answer(asked, name, status):
    asked.reply.answer(b"nope", status, Location=asked.url + "/elsewhere")
    assert asked(name).source == "dictionary"
    assert len(asked.reply.requests) == 1, "a redirect is not followed: it would carry the address away"


@pytest.mark.parametrize("way", ["stall", "drip", "hang_up"])
def test_a_server_that_stalls_drips_or_hangs_up_does_not_hold_us(asked, way):
    asked.reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
    getattr(asked.reply, way)()
    assert asked("amap", timeout_s=0.3).source == "dictionary"


def test_nobody_listening(checker, tmp_path):
    one = Geocoder("photon", url="http://127.0.0.1:9")
    found = Outside(Geocoders((one,), 2.0, 1000.0, 30.0, ""), tmp_path).locate(checker.check(CN_TEXT))
    assert found.source == "dictionary"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("amap", {"status": "0", "infocode": "10001"}),
        ("amap", {"status": "0", "infocode": "10003"}),
        ("tencent", {"status": 121}),
        ("tencent", {"status": 311}),
        ("baidu", {"status": 200}),
        ("baidu", {"status": 302}),
    ],
)
def test_a_refused_key_or_a_spent_quota_gives_the_service_an_hours_rest(asked, name, body):
    now = [0.0]
    asked.reply.answer(body)
    assert asked(name, clock=lambda: now[0]).source == "dictionary"
    asked.reply.answer(answer_of(name, *shown(name, *CN_TRUE)))
    again = asked.outside.locate
    report = Checker().check(CN_TEXT)
    now[0] = 3599.0
    assert again(report).source == "dictionary"
    assert len(asked.reply.requests) == 1
    now[0] = 3601.0
    assert again(report).source == name


def test_retry_after_is_kept_to(asked, checker):
    now = [0.0]
    asked.reply.answer(b"", 429, Retry_After="120")
    asked("photon", clock=lambda: now[0])
    asked.reply.answer(answer_of("photon", *CN_TRUE))
    now[0] = 119.0
    assert asked.outside.locate(checker.check(CN_TEXT)).source == "dictionary"
    now[0] = 121.0
    assert asked.outside.locate(checker.check(CN_TEXT)).source == "photon"


def test_after_three_failures_nobody_asks_for_a_while(asked, checker):
    now = [0.0]
    asked.reply.answer(b"", 500)
    asked("amap", clock=lambda: now[0])
    report = checker.check(CN_TEXT)
    for _ in range(5):
        asked.outside.locate(report)
    assert len(asked.reply.requests) == 3
    now[0] = 31.0
    asked.outside.locate(report)
    asked.outside.locate(report)
    assert len(asked.reply.requests) == 4, "one tries; when that fails the rest is longer"
    now[0] = 62.0
    asked.outside.locate(report)
    assert len(asked.reply.requests) == 4
    asked.reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
    now[0] = 92.0
    assert asked.outside.locate(report).source == "amap"


# Memory, order, privacy ------------------------------------------------------------------------------


def test_an_answer_is_asked_for_once_even_by_another_process(asked):
    asked.reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
    first = asked("amap")
    assert asked("amap") == first
    assert len(asked.reply.requests) == 1
    asked("amap", days=0.0)
    assert len(asked.reply.requests) == 2


def test_nothing_found_is_remembered_too_but_a_failure_is_not(asked):
    asked.reply.answer(NOTHING["amap"])
    asked("amap")
    asked("amap")
    assert len(asked.reply.requests) == 1
    asked.reply.answer(b"", 500)
    asked("tencent")
    asked("tencent")
    assert len(asked.reply.requests) == 3


def test_the_cache_holds_no_address(asked, tmp_path):
    asked.reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
    asked("amap")
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert held
    for word in ("杭州", "文三路", "张三", "13800138000", "a-key"):
        assert word.encode() not in held


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_cache_costs_nothing_but_speed(asked, tmp_path, damage):
    (tmp_path / "geocoders.sqlite").write_bytes(damage)
    asked.reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
    assert asked("amap").source == "amap"


def test_a_cache_that_cannot_be_written_costs_nothing_but_speed(checker, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with geocoder() as (url, reply):
        reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
        settings = Geocoders((Geocoder("amap", "k", "", url),), 30.0, 1000.0, 30.0, "")
        assert Outside(settings, tmp_path / "file").locate(checker.check(CN_TEXT)).source == "amap"


@pytest.mark.parametrize(
    "body", [b"", {"status": "0", "infocode": "10001"}, answer_of("amap", 30.27, 120.14)]
)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_no_log_names_an_address_or_a_key(asked, caplog, body, status):
    caplog.set_level(logging.DEBUG)
    asked.reply.answer(body, status)
    asked("amap")
    asked("nominatim")
    told = caplog.text + "".join(str(record.args) for record in caplog.records)
    for word in ("杭州", "文三路", "%E6%96%87", "张三", "a-key"):
        assert word not in told


def test_the_services_are_asked_in_order_until_one_knows(checker, tmp_path):
    with geocoder() as (first, one), geocoder() as (second, two):
        one.answer(NOTHING["amap"])
        two.answer(answer_of("tencent", *shown("tencent", *CN_TRUE)))
        settings = Geocoders(
            (Geocoder("amap", "k", "", first), Geocoder("tencent", "k", "", second)), 30.0, 1000.0, 30.0, ""
        )
        assert Outside(settings, tmp_path).locate(checker.check(CN_TEXT)).source == "tencent"
        assert len(one.requests) == len(two.requests) == 1


@pytest.mark.parametrize(
    "text", ["", "浙江省杭州市西湖区", "某某路100号", "北京市朝阳区100信箱", "Berlin, Unter den Linden 5"]
)
def test_nobody_is_asked_where_nothing_could_be_gained_or_nothing_is_known(asked, text):
    asked.reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
    found = asked("amap", text or " ")
    assert found is None or found.source == "dictionary"
    assert asked.reply.requests == []


def test_an_answer_no_finer_than_the_dictionarys_is_not_taken(asked):
    body = answer_of("amap", *shown("amap", *CN_TRUE))
    body["geocodes"][0]["level"] = "市"
    asked.reply.answer(body)
    assert asked("amap").source == "dictionary"


@pytest.mark.parametrize("name", ["amap", "tencent", "baidu"])
def test_requests_are_signed_where_there_is_a_secret(asked, name):
    asked.reply.answer(NOTHING[name])
    asked(name, secret="s3cret")
    [(path, query, _)] = asked.reply.requests
    if name == "baidu":
        assert len(query["sn"]) == 32
        return
    given = query.pop("sig")
    plain = "&".join(f"{key}={query[key]}" for key in sorted(query)) + "s3cret"
    prefix = path + "?" if name == "tencent" else ""
    assert given == hashlib.md5((prefix + plain).encode()).hexdigest()
    assert "s3cret" not in json.dumps(query)


def test_the_checker_asks_only_when_its_settings_say_so(checker, tmp_path):
    base = Settings.from_environment()
    with geocoder() as (url, reply):
        reply.answer(answer_of("amap", *shown("amap", *CN_TRUE)))
        quiet = Checker(Settings(base.dictionaries, base.cache))
        assert quiet.locate(CN_TEXT).source == "dictionary"
        assert reply.requests == []
        settings = Geocoders((Geocoder("amap", "k", "", url),), 30.0, 1000.0, 0.0, "")
        asking = Checker(Settings(base.dictionaries, base.cache, geocoders=settings))
        assert asking.locate(CN_TEXT, "GCJ02").source == "amap"
        assert asking.check(CN_TEXT).location.source == "dictionary", "a check never goes outside"
