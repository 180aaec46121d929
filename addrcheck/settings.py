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


class Settings(Struct, frozen=True):
    """Where the dictionaries and the zones stand, where compiled dictionaries are kept, what a mis-sort costs."""

    dictionaries: Path
    cache: Path
    zones: Path | None = None
    costs: Costs = Costs()

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
        folder = Path(cache).expanduser()
        return cls(
            Path(named) if named else _shipped(),
            folder if "ADDRCHECK_CACHE" in environment else folder / "addrcheck",
            Path(zones) if zones else None,
            _costs(environment),
        )


def _costs(environment: Mapping[str, str]) -> Costs:
    """Return the costs of the environment; raises ``SettingsError`` for one that is not above zero."""
    given = {}
    for name in Costs.__struct_fields__:
        text = environment.get(f"ADDRCHECK_COST_{name.upper()}")
        if text:
            try:
                given[name] = float(text)
            except ValueError:
                given[name] = 0.0
            if not 0 < given[name] < float("inf"):
                raise SettingsError(f"ADDRCHECK_COST_{name.upper()} is {text!r}; it must be a number above zero")
    return Costs(**given)


def _shipped() -> Path:
    """Return the tables inside an installed package, or those of the checkout it runs from."""
    inside = _PACKAGE / "dictionaries"
    return inside if inside.is_dir() else _PACKAGE.parent / "dictionaries"
