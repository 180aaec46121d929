"""Keys and people in SQLite and in a real PostgreSQL: the same answers, and what happens where the database is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from sqlalchemy import inspect, text

from addrcheck.errors import SettingsError
from addrcheck.service import database, postgres
from addrcheck.service.database import DATABASE, Database
from addrcheck.service.keys import KeyStore
from addrcheck.service.users import UserStore
from addrcheck.settings import ServiceSettings, Settings
from tests.service.cluster import PASSWORD, cluster, programs

SCOPES = frozenset({"check"})
NUMBERS = count()


@pytest.fixture(scope="module")
def server():
    if programs() is None:
        pytest.skip("no PostgreSQL here; as root, `make test` installs it")
    pytest.importorskip("psycopg")
    with cluster() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Return a new database of each kind."""
    if request.param == "sqlite":
        return tmp_path / DATABASE
    return request.getfixturevalue("server").fresh(f"test{next(NUMBERS)}")


@pytest.fixture
def opened(where):
    made = Database(where)
    yield made
    made.close()


@pytest.fixture
def url(server):
    return server.fresh(f"test{next(NUMBERS)}")


def test_keys_and_people_are_kept(where, opened):
    keys, users = KeyStore(opened), UserStore(opened)
    shop = frozenset({"https://shop.example"})
    key, token = keys.add("магазин 商店", SCOPES, shop, publishable=True)
    users.put("ann", "station", "correct horse")
    users.put("ann", "admin", "correct horse")
    again = Database(where)
    assert KeyStore(again).find(token) == key
    assert KeyStore(again).origins() == shop
    assert [(user.name, user.role) for user in UserStore(again).all()] == [("ann", "admin")]
    assert UserStore(again).sign_in("ann", "correct horse")
    assert KeyStore(again).revoke(key.id)
    assert KeyStore(again).find(token) is None
    assert UserStore(again).remove("ann")
    again.close()


def test_the_tables_are_those_of_the_newest_migration(opened):
    found = inspect(opened.engine)
    for table in database.METADATA.sorted_tables:
        assert {column["name"] for column in found.get_columns(table.name)} == set(table.columns.keys())


def test_workers_that_start_at_once_migrate_once(where):
    def start(_):
        made = database.open_database(where)
        with made.connect() as connection:
            rows = connection.execute(text("SELECT version_num FROM alembic_version")).all()
        made.dispose()
        return rows

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(start, range(8))) == [[(database.HEAD,)]] * 8


def test_an_older_database_is_brought_up_to_date(opened, where):
    with opened.engine.begin() as connection:
        for table in reversed(database.METADATA.sorted_tables):
            if table.name != "api_keys":
                connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = Database(where)
    UserStore(again).put("ann", "admin", "correct horse")
    assert UserStore(again).find("ann")
    again.close()


def test_a_newer_database_is_refused_and_left_alone(opened, where):
    with opened.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="9999"):
        database.open_database(where)


def test_nothing_is_made_where_nothing_is_kept(tmp_path):
    keys = KeyStore(Database(tmp_path / "state" / DATABASE))
    assert keys.find("ac_sec_00000000_" + "A" * 43) is None
    assert keys.origins() == frozenset()
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("url", ["shop", "mysql://a@b/c", "postgresql://host", "postgresql://a@b:port/c", "sqlite:///x", "postgresql+asyncpg://a@b/c"])  # fmt: skip
def test_a_url_that_names_nothing_is_refused(url):
    with pytest.raises(SettingsError, match="ADDRCHECK_DATABASE must be"):
        postgres.connect(url)


@pytest.mark.parametrize("spoil", [lambda url: url.replace("ecret", "ecrets"), lambda url: url + "2", lambda url: url.replace("127.0.0.1:", "127.0.0.1:1")[:-1], lambda url: url + "?sslmode=sometimes"])  # fmt: skip
def test_no_error_tells_the_password(url, spoil):
    with pytest.raises(SettingsError) as caught:
        database.open_database(spoil(url))
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "cannot be opened" in told
    for word in (PASSWORD, "s:ecret", "%3Aecret"):
        assert word not in told


def test_no_setting_shows_the_password():
    settings = Settings.from_environment({"ADDRCHECK_DATABASE": "postgresql://a:secret@b/c"})
    assert settings.service.database == "postgresql://a:secret@b/c"
    assert "secret" not in f"{settings} {settings.service!r} {settings!r}"
    assert Database.of(ServiceSettings(database="postgresql://a@b/c")).exists()


def test_while_the_database_is_gone_callers_are_told_to_come_back(server, url, app_with):
    own = Database(url)
    _, token = KeyStore(own).add("warehouse", SCOPES)
    own.close()
    client = app_with(keys=True, database=url).test_client()
    asked = {"path": "/v1/check?q=a", "headers": {"Authorization": f"Bearer {token}"}}
    assert client.get(**asked).status_code == 200
    server.stop()
    other = token[:-1] + ("B" if token.endswith("A") else "A")
    stranger = {**asked, "headers": {"Authorization": f"Bearer {other}"}}
    answer = client.get(**stranger)
    page = client.get("/nothing", headers={"Accept": "text/html"})
    server.start()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "psycopg" not in answer.text
    assert page.status_code == 404
    assert client.get(**stranger).status_code == 401


def test_keys_from_the_command_line_are_those_of_the_service(url, app_with):
    run = [sys.executable, "-m", "addrcheck", "keys", "add", "warehouse"]
    done = subprocess.run(run, env=os.environ | {"ADDRCHECK_DATABASE": url}, capture_output=True, text=True, timeout=60, check=True)  # fmt: skip
    client = app_with(keys=True, database=url).test_client()
    bearer = {"Authorization": f"Bearer {done.stdout.strip()}"}
    assert client.get("/v1/check?q=a", headers=bearer).status_code == 200
