"""The systems that are measured, and how each gets an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class System(NamedTuple):
    """A parser: the name of its package, where that comes from, its country (None: every one), what it answers."""

    name: str
    registry: str
    country: str | None
    answers: str


OURS = System("addrcheck", "", None, "the whole report")

PEERS = (
    System("cpca", "PyPI", "cn", "province, city, district"),
    System("jionlp", "PyPI", "cn", "province, city, county"),
    System("zh-address-parse", "npm", "cn", "province, city, district, name, phone"),
    System("address-normalizer", "PyPI", "ru", "components"),
    System("natasha", "PyPI", "ru", "components"),
)


class Installed(NamedTuple):
    """How to start the worker of a system: the command before its arguments, and the environment."""

    system: System
    command: list[str]
    environment: dict[str, str]


class InstallError(Exception):
    """A peer could not be installed; the text says why, in one line."""


def ours(cache: Path) -> Installed:
    """Return addrcheck as it stands in this checkout, its compiled dictionaries kept in ``cache``."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(HERE.parent)}
    environment.pop("ADDRCHECK_CACHE", None)
    return Installed(OURS, [sys.executable, str(HERE / "worker.py"), OURS.name], environment)


def install(system: System, folder: Path) -> Installed:
    """Install a peer below ``folder``, where it does not stand there already; raises ``InstallError``."""
    home = folder / system.name
    return _from_npm(system, home) if system.registry == "npm" else _from_pypi(system, home)


def _from_pypi(system: System, home: Path) -> Installed:
    python = home / "bin" / "python"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if not (home / "installed").exists():
        _run([sys.executable, "-m", "venv", str(home)], environment)
        _run([str(python), "-m", "pip", "install", "--quiet", system.name], environment)
        (home / "installed").touch()
    return Installed(system, [str(python), str(HERE / "worker.py"), system.name], environment)


def _from_npm(system: System, home: Path) -> Installed:
    if not (home / "installed").exists():
        home.mkdir(parents=True, exist_ok=True)
        _run(
            ["npm", "install", "--silent", "--no-save", "--prefix", str(home), system.name], dict(os.environ)
        )
        (home / "installed").touch()
    environment = os.environ | {"NODE_PATH": str(home / "node_modules")}
    return Installed(system, ["node", str(HERE / "worker.cjs"), system.name], environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    try:
        subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError as error:
        raise InstallError(f"{error.filename} is not on this machine") from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines() or [
            f"{command[0]} ended with {error.returncode}"
        ]
        raise InstallError(said[-1]) from None
