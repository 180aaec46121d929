"""What the tests of zones share: small tables, ZIP files, a clock that a test sets, a service with zones of its own."""

from __future__ import annotations

import datetime
import io
import zipfile

from msgspec import structs

from addrcheck.service.app import REMEMBERED, create_app
from addrcheck.service.database import Database
from addrcheck.service.users import UserStore
from addrcheck.service.zones.running import RunningZones
from tests.service.conftest import settings_with

OWN = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "correct horse"
TABLE = "# version: {name}\nzone,place,waves,owner\n{zone},杭州市/西湖区,08:30; 13:30,张三\n"
ADDRESS = "杭州市西湖区文三路100号"
MORNING = datetime.datetime(2026, 11, 28, 9, 0)


def table(name, zone=None):
    """Return a table whose one zone is called like the version, where it is not called otherwise."""
    return TABLE.format(name=name, zone=zone or f"Z{name}").encode()


def packed(**files):
    """Return a ZIP; ``a__csv`` is a.csv."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


class FrozenClock:
    """A clock that stands still until a test sets it, at a local moment."""

    def __init__(self, moment=MORNING):
        self.moment = moment

    def __call__(self):
        return self.moment.astimezone(datetime.UTC)


class Station:
    """A service with zones of its own, in the process of the test."""

    def __init__(self, engine, state, files=True, **service):
        self.engine, self.clock, self.state = engine, FrozenClock(), state
        self.files = state.parent / "zones.csv"
        self.files.write_bytes(table("1"))
        settings = settings_with(state, **{"rate": 0, **service})
        self.settings = structs.replace(settings, zones=self.files if files else None)
        UserStore(Database.of(self.settings.service)).put("ann", "admin", PASSWORD)
        UserStore(Database.of(self.settings.service)).put("bob", "station", PASSWORD)
        self.start()
        self.app = create_app(self.settings, engine, quiet=True)

    def start(self, starting=True):
        """Open the zones as a worker does that starts."""
        self.zones = RunningZones(self.settings, self.clock)
        self.engine.zones = self.zones
        self.engine.checker.zone_store._clock = self.clock
        self.zones.open(self.engine.checker.zone_store, self.engine.checker.ground, starting)
        self.engine.settings = self.settings

    def at(self, hour, minute=0, day=28):
        """Set the clock to a local moment of November 2026."""
        self.clock.moment = datetime.datetime(2026, 11, day, hour, minute)

    def client(self, name="ann"):
        """Return a browser in which somebody is signed in; nobody for an empty name."""
        client = self.app.test_client()
        if name:
            client.post("/login", data={"name": name, "password": PASSWORD}, headers=OWN)
        return client

    def zone(self):
        """Return the zone that an address gets now."""
        return self.engine.checker.check(ADDRESS).zone.code

    def close(self):
        """Give the databases back."""
        self.zones.database.close()
        self.app.extensions[REMEMBERED].close()


def send(client, data, name="zones.csv", path="/zones/upload", **fields):
    """Send a file as the page's form does."""
    return client.post(path, data={"file": (io.BytesIO(data), name), **fields}, headers=OWN)


def post(client, path, **fields):
    """Send a form of the page."""
    return client.post(path, data=fields, headers=OWN)
