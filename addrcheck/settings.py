"""Settings of the engine, read once from the environment and passed on.

| variable | meaning | default |
|---|---|---|
| ``ADDRCHECK_DICTIONARIES`` | folder of the tables | the ones that came with the package |
| ``ADDRCHECK_CACHE`` | folder for compiled dictionaries | ``$XDG_CACHE_HOME/addrcheck`` or ``~/.cache/addrcheck`` |
| ``ADDRCHECK_ZONES`` | table of delivery zones, or a folder of tables | none |
| ``ADDRCHECK_COST_HAND`` | what it costs to have a hand look at one parcel | 1 |
| ``ADDRCHECK_COST_MIS_SORT`` | what a parcel in a wrong zone costs | 10 |
| ``ADDRCHECK_COST_MIS_SORT_REMOTE`` | the same where a remote zone is concerned: a day | 33.3334 |
| ``ADDRCHECK_COST_MIS_SORT_SECOND_WAVE`` | the same where another wave leaves the same day | 5 |
| ``ADDRCHECK_GEOCODERS`` | outside geocoders to ask, in this order (docs/coordinates.md) | none |
| ``ADDRCHECK_<NAME>_KEY``, ``_SECRET``, ``_URL`` | key and secret of a geocoder, and where it runs if elsewhere | none |
| ``ADDRCHECK_GEOCODER_TIMEOUT`` | seconds to wait for an answer | 5 |
| ``ADDRCHECK_GEOCODER_RATE`` | requests a second to each | 1 |
| ``ADDRCHECK_GEOCODER_DAYS`` | days to remember an answer, 0 for none | 30 |
| ``ADDRCHECK_GEOCODER_AGENT`` | who asks: a mail address or a site, as public services demand | none |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from addrcheck.errors import SettingsError

_PACKAGE = Path(__file__).parent


class Costs(Struct, frozen=True):
    """What things cost at the station, in any one unit; only the ratios count (docs/zones.md)."""

    hand: float = 1.0
    mis_sort: float = 10.0
    mis_sort_remote: float = 100 / 3
    mis_sort_second_wave: float = 5.0


_GEOCODERS = {
    "nominatim": False,
    "photon": False,
    "yandex": True,
    "baidu": True,
    "amap": True,
    "tencent": True,
}
"""The outside geocoders that can be named, and whether they need a key."""


class Geocoder(Struct, frozen=True):
    """An outside geocoder; shown without its key."""

    name: str
    key: str = ""
    secret: str = ""
    url: str = ""

    def __repr__(self) -> str:
        return f"Geocoder({self.name!r})"


def at_home(path: str) -> Path:
    """Return a path with its ``~`` told; below /nonexistent, where nothing can be kept, for users without a home.

    Those of services and containers have none: systemd's ``DynamicUser``, a number that no account has.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path("/nonexistent", path.lstrip("~/"))


def make_state(folder: Path) -> None:
    """Make the folder ``state`` of a service where it is missing; raises ``SettingsError`` where nothing can be kept in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{folder} cannot be made ({error.strerror}); name a folder in ADDRCHECK_STATE for what the service keeps"
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"nothing can be kept in {folder}; name another folder in ADDRCHECK_STATE")


class Geocoders(Struct, frozen=True):
    """The outside geocoders that may be asked, none by default, and how."""

    services: tuple[Geocoder, ...] = ()
    timeout_s: float = 5.0
    per_second: float = 1.0
    days: float = 30.0
    agent: str = ""


class ServiceSettings(Struct, frozen=True):
    """What the service allows, how it runs, where it keeps what it must remember (docs/service.md)."""

    state: Path = at_home("~/.local/state/addrcheck")
    keys: bool = False
    rate: int = 1200
    burst: int = 200
    max_text: int = 1000
    max_batch: int = 100
    max_body: int = 262_144
    max_zones: int = 10_485_760
    proxies: int = 0
    workers: int = 2
    threads: int = 4
    hosts: tuple[str, ...] = ()
    max_upload: int = 104_857_600
    jobs: int = 1
    job_cores: int = 1
    job_hours: int = 24
    job_queue: int = 20
    job_disk: int = 10_737_418_240
    manifest_days: int = 3
    max_manifest: int = 10_485_760
    max_parcels: int = 20_000
    label_font: str = ""
    database: str = ""
    """A URL, which may hold a password; empty for a file in ``state``."""
    queue_url: str = ""
    """The same of a Redis; empty for a file in ``state``."""

    def __repr__(self) -> str:
        return f"ServiceSettings({str(self.state)!r})"


class Settings(Struct, frozen=True):
    """Where the dictionaries and the zones stand, where compiled dictionaries are kept, what a mis-sort costs."""

    dictionaries: Path
    cache: Path
    zones: Path | None = None
    costs: Costs = Costs()
    geocoders: Geocoders = Geocoders()
    service: ServiceSettings = ServiceSettings()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; raises ``SettingsError`` where a folder that was named does not exist."""
        named = environment.get("ADDRCHECK_DICTIONARIES")
        if named and not Path(named).is_dir():
            raise SettingsError(f"ADDRCHECK_DICTIONARIES names {named}, which is not a folder")
        zones = environment.get("ADDRCHECK_ZONES")
        if zones and not Path(zones).exists():
            raise SettingsError(f"ADDRCHECK_ZONES names {zones}, which does not exist")
        cache = environment.get("ADDRCHECK_CACHE") or environment.get("XDG_CACHE_HOME") or "~/.cache"
        folder = at_home(cache)
        return cls(
            Path(named) if named else _shipped(),
            folder if "ADDRCHECK_CACHE" in environment else folder / "addrcheck",
            Path(zones) if zones else None,
            _costs(environment),
            _geocoders(environment),
            _service(environment),
        )


def _costs(environment: Mapping[str, str]) -> Costs:
    """Return the costs of the environment; raises ``SettingsError`` for one that is not above zero."""
    default = Costs()
    given = {}
    for name in Costs.__struct_fields__:
        given[name] = _number(environment, f"ADDRCHECK_COST_{name.upper()}", getattr(default, name))
    return Costs(**given)


def _geocoders(environment: Mapping[str, str]) -> Geocoders:
    """Return the outside geocoders; raises ``SettingsError`` for one that is unknown or lacks what it needs."""
    names = environment.get("ADDRCHECK_GEOCODERS", "").replace(",", " ").lower().split()
    agent = environment.get("ADDRCHECK_GEOCODER_AGENT", "")
    services = tuple(_geocoder(name, environment, agent) for name in dict.fromkeys(names))
    return Geocoders(
        services,
        _number(environment, "ADDRCHECK_GEOCODER_TIMEOUT", 5.0),
        _number(environment, "ADDRCHECK_GEOCODER_RATE", 1.0),
        _number(environment, "ADDRCHECK_GEOCODER_DAYS", 30.0, zero=True),
        agent,
    )


def _geocoder(name: str, environment: Mapping[str, str], agent: str) -> Geocoder:
    """Return one geocoder by its name."""
    if name not in _GEOCODERS:
        raise SettingsError(f"ADDRCHECK_GEOCODERS names {name!r}; known are: {', '.join(_GEOCODERS)}")
    own = f"ADDRCHECK_{name.upper()}_"
    found = Geocoder(name, *(environment.get(own + what, "") for what in ("KEY", "SECRET", "URL")))
    if _GEOCODERS[name] and not found.key:
        raise SettingsError(f"the geocoder {name} needs a key: set {own}KEY")
    if found.url and not found.url.startswith(("http://", "https://")):
        raise SettingsError(f"{own}URL must begin with https:// or http://")
    if name == "nominatim" and not found.url and not agent:
        raise SettingsError("the public Nominatim wants to know who asks: set ADDRCHECK_GEOCODER_AGENT")
    return found


def _number(environment: Mapping[str, str], name: str, default: float, zero: bool = False) -> float:
    """Return a number of the environment; raises ``SettingsError`` for one that is not above (or at) zero."""
    text = environment.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not (0 < value < float("inf") or (zero and value == 0)):
        raise SettingsError(f"{name} is {text!r}; it must be a number above zero")
    return value


_LEAST = {"rate": 0, "proxies": 0}
"""The numbers that may be below one: no limit, no proxy."""


def _service(environment: Mapping[str, str]) -> ServiceSettings:
    """Return the settings of the service; raises ``SettingsError`` for one that cannot be used."""
    state = environment.get("ADDRCHECK_STATE")
    base = environment.get("XDG_STATE_HOME") or "~/.local/state"
    numbers = {}
    for name in ServiceSettings.__struct_fields__:
        text = environment.get(f"ADDRCHECK_{name.upper()}")
        if text and type(getattr(ServiceSettings(), name)) is int:
            least = _LEAST.get(name, 1)
            if not text.isdecimal() or int(text) < least:
                raise SettingsError(
                    f"ADDRCHECK_{name.upper()} is {text!r}; it must be a whole number from {least} on"
                )
            numbers[name] = int(text)
    keys = environment.get("ADDRCHECK_KEYS", "off")
    if keys not in ("off", "required"):
        raise SettingsError(f"ADDRCHECK_KEYS is {keys!r}; it must be off or required")
    folder = at_home(state) if state else at_home(base) / "addrcheck"
    hosts = tuple(environment.get("ADDRCHECK_HOSTS", "").replace(",", " ").split())
    database = environment.get("ADDRCHECK_DATABASE", "")
    queue = environment.get("ADDRCHECK_QUEUE_URL", "")
    if queue and not queue.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("ADDRCHECK_QUEUE_URL must begin with redis://, rediss:// or unix://")
    font = environment.get("ADDRCHECK_LABEL_FONT", "")
    return ServiceSettings(
        folder,
        keys == "required",
        **numbers,
        hosts=hosts,
        database=database,
        queue_url=queue,
        label_font=font,
    )


def _shipped() -> Path:
    """Return the tables inside an installed package, or those of the checkout it runs from."""
    inside = _PACKAGE / "dictionaries"
    return inside if inside.is_dir() else _PACKAGE.parent / "dictionaries"
