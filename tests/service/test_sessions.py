"""Signing in: who may see which page, what ends a session, and that other sites cannot use one."""

from __future__ import annotations

import stat

import pytest
from flask import Blueprint
from msgspec import structs

from addrcheck.cli.serve import _keys
from addrcheck.errors import UsageError
from addrcheck.service import page
from addrcheck.service.database import DATABASE, Database
from addrcheck.service.users import UserStore
from addrcheck.settings import ServiceSettings, Settings

PASSWORD = "correct horse"
OURS = {"Origin": "http://localhost"}


@pytest.fixture
def users(tmp_path):
    return UserStore(Database(tmp_path / DATABASE))


def with_pages(app):
    """Add a page for each role."""
    for role in ("station", "admin"):
        blueprint = Blueprint(f"test_{role}", __name__)
        page.guard(blueprint, role)
        blueprint.get(f"/test/{role}")(lambda: "shown")
        app.register_blueprint(blueprint)
    return app.test_client()


def enter(client, name="ann", password=PASSWORD, to="/test/station", headers=OURS):
    return client.post("/login", data={"name": name, "password": password, "next": to}, headers=headers)


@pytest.mark.parametrize(
    ("role", "keys", "station", "admin"),
    [(None, False, 200, 403), (None, True, 403, 403), ("station", True, 200, 403), ("admin", True, 200, 200)],
)
def test_a_role_opens_its_pages_and_those_before_it(app_with, users, role, keys, station, admin):
    client = with_pages(app_with(keys=keys))
    if role:
        users.put("ann", role, PASSWORD)
        assert enter(client).status_code == 303
    assert client.get("/test/station").status_code == station
    assert client.get("/test/admin").status_code == admin


def test_who_is_not_signed_in_is_asked_to(app_with, users):
    users.put("ann", "admin", PASSWORD)
    client = with_pages(app_with(keys=True))
    answer = client.get("/test/station", headers={"Accept-Language": "ru"})
    assert answer.status_code == 401
    assert "войдите" in answer.text
    assert 'value="/test/station"' in answer.text
    assert enter(client).headers["Location"] == "/test/station"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(app_with, users):
    users.put("ann", "admin", PASSWORD)
    client = app_with().test_client()
    tries = (("ann", "wrong horse"), ("bob", PASSWORD), ("", ""))
    answers = [enter(client, *who).text.partition('<main id="main"')[2] for who in tries]
    assert len(set(answers)) == 1
    assert "alert" in answers[0]


def test_guessing_is_slowed_down(app_with, users):
    users.put("ann", "admin", PASSWORD)
    client = app_with().test_client()
    answers = [enter(client, "ann", f"wrong horse {n}") for n in range(12)]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_new_password_or_removal_ends_sessions(app_with, users, monkeypatch):
    monkeypatch.setattr("addrcheck.service.users._REMEMBERED_S", 0)
    users.put("ann", "admin", PASSWORD)
    client = with_pages(app_with(keys=True))
    enter(client)
    users.put("ann", "admin", "another horse")
    assert client.get("/test/admin").status_code == 401
    enter(client, password="another horse")
    assert client.get("/test/admin").status_code == 200
    assert users.remove("ann")
    assert not users.remove("ann")
    assert client.get("/test/admin").status_code == 403


def test_the_cookie_is_for_this_site_and_no_script(app_with, users):
    users.put("ann", "admin", PASSWORD)
    cookie = enter(app_with().test_client()).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Secure" not in cookie
    client = app_with(proxies=1).test_client()
    secure = enter(client, headers={"X-Forwarded-Proto": "https", "Origin": "https://localhost"})
    assert "Secure" in secure.headers["Set-Cookie"]


def test_a_cookie_signed_elsewhere_is_worth_nothing(app_with, users):
    users.put("ann", "admin", PASSWORD)
    client = with_pages(app_with(keys=True))
    cookie = enter(client).headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    client.delete_cookie("addrcheck")
    client.set_cookie("addrcheck", cookie[:-2] + ("AA" if not cookie.endswith("AA") else "BB"))
    assert client.get("/test/admin").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {},
    ],
)
def test_another_site_cannot_use_a_session(app_with, users, headers):
    users.put("ann", "admin", PASSWORD)
    client = app_with(keys=True).test_client()
    enter(client)
    body = {"q": "杭州市"}
    assert client.post("/v1/check", json=body, headers=OURS).status_code == 200
    assert client.post("/v1/check", json=body, headers=headers).status_code == 403
    assert client.post("/logout", headers=headers).status_code == 403


def test_another_site_cannot_use_a_service_without_keys(client):
    assert client.post("/v1/check", json={"q": "杭州市"}).status_code == 200
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/v1/check", json={"q": "杭州市"}, headers=headers).status_code == 403


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1", "evil", "http://["])  # fmt: skip
def test_signing_in_leads_nowhere_else(app_with, users, to):
    users.put("ann", "admin", PASSWORD)
    answer = enter(app_with().test_client(), to=to)
    assert answer.headers["Location"] == "/"


def test_only_names_of_this_service_are_answered(app_with):
    client = app_with(hosts=("localhost", "127.0.0.1")).test_client()
    assert client.get("/v1/status").status_code == 200
    refused = client.get("/v1/status", headers={"Host": "rebound.example"})
    assert refused.status_code == 400
    assert "ADDRCHECK_HOSTS" in refused.json["detail"]


def test_the_token_of_a_page_checks_and_suggests_and_nothing_else(app_with):
    app = app_with(keys=True)
    client = app.test_client()
    token = client.get("/api").text.partition('name="addrcheck-token" content="')[2].partition('"')[0]
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/v1/check?q=a").status_code == 401
    assert client.get("/v1/check?q=a", headers=bearer).status_code == 200
    assert client.get("/v1/suggest?q=hz", headers=bearer).status_code == 200
    assert client.get("/v1/zone?q=a", headers=bearer).status_code == 403
    assert client.get("/v1/check?q=a", headers={**bearer, "Host": "other.example"}).status_code == 401
    assert client.get("/v1/check?q=a", headers={**bearer, "Sec-Fetch-Site": "cross-site"}).status_code == 401
    assert client.get("/v1/check?q=a", headers={"Authorization": f"Bearer {token[:-1]}"}).status_code == 401


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("a" * 65, PASSWORD), ("a\nb", PASSWORD), ("ann", "short")])  # fmt: skip
def test_people_need_a_name_and_a_password(users, name, password):
    with pytest.raises(UsageError):
        users.put(name, "station", password)


def test_what_signs_the_cookies_is_for_the_service_alone(app_with, tmp_path):
    first, second = app_with().secret_key, app_with().secret_key
    assert first == second
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_proxy_that_nobody_told_of_does_not_open_the_station_to_the_world(app_with):
    passed_on = {"X-Forwarded-For": "203.0.113.7"}
    assert app_with().test_client().get("/v1/check?q=a", headers=passed_on).status_code == 403
    assert app_with(proxies=1).test_client().get("/v1/check?q=a", headers=passed_on).status_code == 200
    assert app_with(keys=True).test_client().get("/v1/check?q=a", headers=passed_on).status_code == 401


@pytest.mark.parametrize(
    ("asked", "host", "proxies", "needed"),
    [
        (None, "127.0.0.1", 0, False),
        (None, "127.0.0.1", 1, True),
        (None, "0.0.0.0", 0, True),
        ("off", "0.0.0.0", 1, False),
        ("required", "127.0.0.1", 0, True),
    ],
)
def test_keys_are_needed_wherever_others_can_call(monkeypatch, asked, host, proxies, needed):
    monkeypatch.delenv("ADDRCHECK_KEYS", raising=False)
    settings = structs.replace(Settings.from_environment(), service=ServiceSettings(proxies=proxies))
    assert _keys(asked, host, settings) is needed
