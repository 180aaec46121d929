"""An app with sample zones, its dictionaries opened once for all tests of the service."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from addrcheck.service.app import create_app
from addrcheck.service.asking import REMEMBERED
from addrcheck.service.database import DATABASE, Database
from addrcheck.service.engine import Engine
from addrcheck.service.keys import KeyStore
from addrcheck.settings import Settings

ZONES = Path(__file__).parents[2] / "dictionaries" / "zones" / "hangzhou"
SHOP = "https://shop.example"


def settings_with(state, **service):
    """Return settings whose service keeps its state in ``state``."""
    settings = Settings.from_environment({**__import__("os").environ, "ADDRCHECK_ZONES": str(ZONES)})
    return structs.replace(settings, service=structs.replace(settings.service, state=state, **service))


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    return Engine(settings_with(tmp_path_factory.mktemp("state"), rate=0))


@pytest.fixture
def app_with(engine, tmp_path, monkeypatch):
    """Return a function that makes an app with some settings of the service; the processes of its jobs share its state."""
    monkeypatch.setenv("ADDRCHECK_STATE", str(tmp_path))

    apps = []

    def make(**service):
        apps.append(create_app(settings_with(tmp_path, **{"rate": 0, **service}), engine, quiet=True))
        return apps[-1]

    yield make
    for app in apps:
        app.extensions[REMEMBERED].close()


@pytest.fixture
def station_of(engine, tmp_path):
    """Return a function that makes a service with zones of its own; the shared engine is as it was afterwards."""
    from addrcheck.zones.store import utc_now
    from tests.service.zones import Station

    zones, settings, made = engine.zones, engine.settings, []

    def make(**options):
        made.append(Station(engine, tmp_path / "state", **options))
        return made[-1]

    (tmp_path / "state").mkdir()
    yield make
    for one in made:
        one.close()
    engine.zones, engine.settings = zones, settings
    engine.checker.zone_store._clock = utc_now
    zones.open(engine.checker.zone_store, engine.checker.ground, starting=False)


@pytest.fixture
def station(station_of):
    """Return such a service; its files put one zone, Z1, in force."""
    return station_of()


@pytest.fixture
def client(app_with):
    return app_with().test_client()


@pytest.fixture
def keys(tmp_path):
    """Return the keys of the apps that ``app_with`` makes."""
    return KeyStore(Database(tmp_path / DATABASE))
