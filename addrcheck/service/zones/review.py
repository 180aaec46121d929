"""Looking over an uploaded table, in a process of its own with a limit of time and memory: lint, and the map of it.

    python -m addrcheck.service.zones.review FOLDER

What was found is kept beside the files, in no language; it is made anew for another engine or dictionary.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from addrcheck.errors import FileError
from addrcheck.service.zones.versions import TABLES
from addrcheck.settings import Settings
from addrcheck.version import __version__
from addrcheck.zones.lint.sheets import Drawing
from addrcheck.zones.model import Table
from addrcheck.zones.troubles import Finding

_FILE = "review.json"
_SECONDS = 120
_MEMORY = 3 << 30


class Review(Struct, frozen=True):
    """A table that was looked over; ``stamp`` says by what."""

    stamp: str
    table: Table
    findings: tuple[Finding, ...]
    drawing: Drawing

    def count(self, severity: str) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def stamp(dictionaries: dict[str, str]) -> str:
    """Return what a review depends on beside the table."""
    return "/".join((__version__, *(f"{country} {version}" for country, version in dictionaries.items())))


def reviewed(folder: Path, settings: Settings, wanted: str) -> Review:
    """Return the review of a version's folder, made where there is none of the stamp ``wanted``.

    Raises ``FileError`` where looking it over takes too much.
    """
    kept = _kept(folder)
    if kept is None or kept.stamp != wanted:
        _look_over(folder, settings)
        kept = _kept(folder)
    if kept is None:
        raise FileError("the table cannot be looked over", "zones_too_much")
    return kept


def _kept(folder: Path) -> Review | None:
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=Review)
    except (OSError, msgspec.DecodeError):
        return None


def _look_over(folder: Path, settings: Settings) -> None:
    told = {"ADDRCHECK_DICTIONARIES": str(settings.dictionaries), "ADDRCHECK_CACHE": str(settings.cache)}
    environment = {name: value for name, value in os.environ.items() if name != "ADDRCHECK_ZONES"} | told
    command = [sys.executable, "-m", "addrcheck.service.zones.review", str(folder)]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, timeout=2 * _SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise FileError("looking over the table takes too long", "zones_too_much") from None
    if done.returncode:
        raise FileError("looking over the table takes too much", "zones_too_much")


def main(folder: Path) -> None:
    """Look over the tables in a version's folder."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    from addrcheck.checker import Checker
    from addrcheck.zones.lint import lint
    from addrcheck.zones.lint.drawing import drawing

    checker = Checker()
    linted = lint(folder / TABLES, checker.ground)
    made = Review(
        stamp({country: checker.gazetteer(country).version for country in ("CN", "RU")}),
        linted.zones.table,
        linted.findings,
        drawing(linted.zones.matchers, linted.findings, checker.ground),
    )
    beside = folder / f".{_FILE}.{os.getpid()}"
    beside.write_bytes(msgspec.json.encode(made))
    beside.replace(folder / _FILE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
