"""Keys, scopes, origins, rates; headers and logs of every answer."""

from __future__ import annotations

import json
import re
import stat

import pytest

from addrcheck.errors import UsageError
from addrcheck.service.database import DATABASE, Database
from addrcheck.service.keys import SCOPES, KeyStore
from tests.service.conftest import SHOP

CHECK = "/v1/check?q=a"
SECRET = frozenset({"check", "batch"})
PAGE = frozenset({"check", "suggest"})


def bearer(token, origin=None):
    """Return the headers of a request with a key, from a page of ``origin``."""
    headers = {"Authorization": f"Bearer {token}"}
    return headers | ({"Origin": origin} if origin else {})


def test_without_keys_everybody_on_the_machine_may_call(client):
    assert client.get(CHECK).status_code == 200
    assert client.get("/metrics").status_code == 200


def test_a_needed_key_is_asked_for(app_with):
    client = app_with(keys=True).test_client()
    answer = client.get(CHECK)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert client.get("/metrics").status_code == 401
    assert client.get("/v1/status").status_code == 200
    assert client.get("/openapi.json").status_code == 200


def test_a_key_can_do_what_its_scopes_say(app_with, keys):
    client = app_with(keys=True).test_client()
    _, token = keys.add("warehouse", SECRET)
    assert client.get(CHECK, headers=bearer(token)).status_code == 200
    assert client.get("/v1/reverse?lat=1&lon=1", headers=bearer(token)).status_code == 403
    assert client.get("/metrics", headers=bearer(token)).status_code == 403


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.replace("sec", "pub"), lambda t: t.swapcase(), lambda t: "", lambda t: "ac_sec_00000000_" + "A" * 43])  # fmt: skip
def test_a_wrong_key_is_refused_even_where_none_is_needed(app_with, keys, spoil):
    _, token = keys.add("warehouse", SECRET)
    client = app_with().test_client()
    assert client.get(CHECK, headers=bearer(token)).status_code == 200
    assert client.get(CHECK, headers=bearer(spoil(token))).status_code == 401
    assert client.get(CHECK, headers={"Authorization": f"Basic {token}"}).status_code == 401


def test_a_revoked_key_is_refused(app_with, keys):
    key, token = keys.add("warehouse", SECRET)
    assert keys.revoke(key.id)
    assert not keys.revoke(key.id)
    assert app_with().test_client().get(CHECK, headers=bearer(token)).status_code == 401


def test_a_publishable_key_checks_and_suggests_from_its_pages_only(app_with, keys):
    _, token = keys.add("shop", PAGE, frozenset({SHOP}), publishable=True)
    client = app_with(keys=True).test_client()
    answer = client.get(CHECK, headers=bearer(token, SHOP))
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Origin" in answer.headers["Vary"]
    assert client.get("/v1/suggest?q=hz", headers=bearer(token, SHOP)).status_code == 200
    for origin in (None, "https://evil.example", "null", SHOP + ".evil.example", SHOP.upper()):
        refused = client.get(CHECK, headers=bearer(token, origin))
        assert refused.status_code == 403
        assert "Access-Control-Allow-Origin" not in refused.headers
    for path in ("/v1/search?q=a", "/v1/zone?q=a", "/v1/reverse?lat=1&lon=1", "/metrics"):
        assert client.get(path, headers=bearer(token, SHOP)).status_code == 403
    assert client.post("/v1/batch", json={"items": []}, headers=bearer(token, SHOP)).status_code == 403


def test_a_browser_is_told_before_it_asks(app_with, keys):
    keys.add("shop", PAGE, frozenset({SHOP}), publishable=True)
    client = app_with(keys=True).test_client()
    asked = {
        "Origin": SHOP,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = client.options("/v1/check", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    stranger = client.options("/v1/check", headers=asked | {"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers
    assert "Access-Control-Allow-Origin" not in client.options("/metrics", headers=asked).headers


def test_without_a_key_no_other_site_may_read(client):
    assert "Access-Control-Allow-Origin" not in client.get(CHECK, headers={"Origin": SHOP}).headers


def test_only_hashes_are_kept_and_only_the_owner_reads_them(keys, tmp_path):
    key, token = keys.add("warehouse", SECRET)
    database = tmp_path / DATABASE
    secret = token.rsplit(key.id + "_", 1)[1].encode()
    assert all(secret not in file.read_bytes() for file in tmp_path.iterdir())
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert [one.name for one in KeyStore(Database(database)).all()] == ["warehouse"]


@pytest.mark.parametrize(
    ("scopes", "origins", "publishable"),
    [
        ({"fly"}, set(), False),
        (set(), set(), False),
        ({"batch"}, {SHOP}, True),
        ({"check"}, set(), True),
        ({"check"}, {SHOP}, False),
        ({"check"}, {"*"}, True),
        ({"check"}, {"https://shop.example/"}, True),
        ({"check"}, {"javascript:alert(1)"}, True),
        ({"check"}, {"https://a b"}, True),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(keys, scopes, origins, publishable):
    with pytest.raises(UsageError):
        keys.add("x", frozenset(scopes), frozenset(origins), publishable)


def test_scopes_cover_every_door(app_with):
    doors = app_with().extensions["addrcheck.doors"]
    assert {door.scope for door in doors} - {None} <= set(SCOPES)


def test_the_rate_is_enforced_and_says_when_to_come_back(app_with):
    client = app_with(rate=60, burst=3).test_client()
    answers = [client.get(CHECK) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].mimetype == "application/problem+json"


def test_a_batch_counts_its_items_and_a_wrong_key_counts_too(app_with):
    client = app_with(rate=60, burst=10).test_client()
    assert client.post("/v1/batch", json={"items": [{"q": "a"}] * 9}).status_code == 200
    assert client.get("/v1/status").status_code == 200
    assert client.get(CHECK, headers=bearer("x")).status_code == 429


def test_only_a_trusted_proxy_tells_who_asks(app_with):
    def asked(client, address):
        return client.get(CHECK, headers={"X-Forwarded-For": address}).status_code

    direct = app_with(rate=60, burst=1, keys=True).test_client()
    wrong = {"Authorization": "Bearer x"}  # a wrong key is counted by address
    for address, status in (("1.1.1.1", 401), ("2.2.2.2", 429)):
        assert direct.get(CHECK, headers={"X-Forwarded-For": address, **wrong}).status_code == status
    behind = app_with(rate=60, burst=1, proxies=1).test_client()
    assert [asked(behind, "1.1.1.1"), asked(behind, "2.2.2.2"), asked(behind, "6.6.6.6, 2.2.2.2")] == [
        200,
        200,
        429,
    ]


@pytest.mark.parametrize(
    "path", ["/v1/check?q=a", "/v1/nothing", "/api", "/openapi.json", "/styles/api.css", "/v1/check"]
)
def test_every_answer_is_guarded(client, path):
    headers = client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Request-Id"]


def test_the_page_of_the_api_needs_nothing_from_elsewhere(client):
    page = client.get("/api").text
    used = re.findall(
        r"""<(?:script|img|iframe|form|base|link)\b[^>]*?(?:src|href|action)=["']?([^"' >]+)""", page
    )
    assert used
    assert [address for address in used if not re.match(r"/(?!/)|\?", address)] == []
    for forbidden in ("<script>", "style=", "onclick"):
        assert forbidden not in page
    assert client.get("/styles/api.css", buffered=True).mimetype == "text/css"


def test_the_log_holds_no_personal_data(engine, tmp_path, capsys):
    from addrcheck.service.app import create_app

    client = create_app(engine=engine).test_client()
    private = "Иванов Иван 89161234567 Казань Баумана 44"
    client.get("/v1/check", query_string={"q": private})
    client.post("/v1/check", json={"q": private})
    client.post("/v1/check", json={"fields": {"city": private, "planet": private}})
    client.get("/v1/" + private)
    client.get("/v1/check", query_string={"q": private, private: private, "lang": private})
    client.get("/v1/suggest", query_string={"q": private}, headers={"X-Request-Id": private.encode().hex()[:9] + "\tИванов", "User-Agent": private})  # fmt: skip
    client.open("/v1/check?q=" + private, method="ИВАНОВ".encode().hex())
    logged = capsys.readouterr().err
    lines = [json.loads(line) for line in logged.splitlines()]
    assert len(lines) == 7
    assert {"request", "route", "status", "ms", "method", "key", "time"} == set(lines[0])
    for word in ("Иванов", "Баумана", "9161234567", "Казань", "%D0", "\\u"):
        assert word not in logged


def test_a_request_keeps_its_number_where_it_is_one(client):
    assert client.get(CHECK, headers={"X-Request-Id": "abc-12345"}).headers["X-Request-Id"] == "abc-12345"
    assert client.get(CHECK, headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"] != "<script>"


def test_the_database_is_at_the_newest_migration(keys, tmp_path):
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine, inspect

    from addrcheck.service import database

    keys.add("x", SECRET)
    folder = database.__file__.rpartition("/")[0] + "/migrations"
    assert ScriptDirectory(folder).get_heads() == [database.HEAD]
    made = create_engine(f"sqlite:///{tmp_path / DATABASE}")
    columns = {column["name"] for column in inspect(made).get_columns("api_keys")}
    made.dispose()
    assert columns == {column.name for column in database.API_KEYS.columns}
