"""What is wrong with a table of zones: every check, each finding with its row and the way to mend it."""

from __future__ import annotations

import datetime
from pathlib import Path

from msgspec import Struct

from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.lint.coverage import gaps
from addrcheck.zones.lint.land import land_troubles
from addrcheck.zones.lint.rivals import rivalries
from addrcheck.zones.lint.rows import row_troubles
from addrcheck.zones.lint.shadows import shadows
from addrcheck.zones.load import Ground, prepare
from addrcheck.zones.tables import read_table
from addrcheck.zones.troubles import Finding

__all__ = ["Linted", "lint"]

_GRAVITY = {"error": 0, "warning": 1, "info": 2}


class Linted(Struct, frozen=True):
    """A table that was looked over: what can be used of it, and every finding, the gravest first."""

    zones: ZoneTable
    findings: tuple[Finding, ...]

    def count(self, severity: str) -> int:
        """Return how many findings have a severity."""
        return sum(f.severity == severity for f in self.findings)


def lint(path: Path, ground: Ground, day: datetime.date | None = None) -> Linted:
    """Look over the tables of a file or folder; ``day`` (today) tells what has ended."""
    table, findings = read_table(path)
    zones, unusable = prepare(table, ground)
    today = day or datetime.date.today()
    found = [
        *findings,
        *unusable,
        *row_troubles(zones, ground, today),
        *rivalries(zones.matchers),
        *shadows(zones.matchers, ground),
        *gaps(zones, ground),
        *land_troubles(zones.matchers),
    ]
    found.sort(key=lambda f: (_GRAVITY[f.severity], [(r.file, r.row) for r in f.refs[:1]], f.code))
    return Linted(zones, tuple(found))
