"""An app with sample zones, its dictionaries opened once for all tests of the service."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from addrcheck.service.app import DATABASE, create_app
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
def app_with(engine, tmp_path):
    """Return a function that makes an app with some settings of the service."""

    def make(**service):
        return create_app(settings_with(tmp_path, **{"rate": 0, **service}), engine, quiet=True)

    return make


@pytest.fixture
def client(app_with):
    return app_with().test_client()


@pytest.fixture
def keys(tmp_path):
    """Return the keys of the apps that ``app_with`` makes."""
    return KeyStore(tmp_path / DATABASE)
