"""Settings of the engine, read once from the environment and passed on.

| variable | meaning | default |
|---|---|---|
| ``ADDRCHECK_DICTIONARIES`` | folder of the tables | the ones that came with the package |
| ``ADDRCHECK_CACHE`` | folder for compiled dictionaries | ``$XDG_CACHE_HOME/addrcheck`` or ``~/.cache/addrcheck`` |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from addrcheck.errors import SettingsError

_PACKAGE = Path(__file__).parent


class Settings(Struct, frozen=True):
    """Where the dictionaries stand and where their compiled form is kept."""

    dictionaries: Path
    cache: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; raises ``SettingsError`` where a folder that was named does not exist."""
        named = environment.get("ADDRCHECK_DICTIONARIES")
        if named and not Path(named).is_dir():
            raise SettingsError(f"ADDRCHECK_DICTIONARIES names {named}, which is not a folder")
        cache = environment.get("ADDRCHECK_CACHE") or environment.get("XDG_CACHE_HOME") or "~/.cache"
        folder = Path(cache).expanduser()
        return cls(Path(named) if named else _shipped(), folder if "ADDRCHECK_CACHE" in environment else folder / "addrcheck")


def _shipped() -> Path:
    """Return the tables inside an installed package, or those of the checkout it runs from."""
    inside = _PACKAGE / "dictionaries"
    return inside if inside.is_dir() else _PACKAGE.parent / "dictionaries"
