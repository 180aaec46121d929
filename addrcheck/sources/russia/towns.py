"""The list of towns: no source says which places are towns, so a table by hand does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.sources.russia.positions import Spot
from addrcheck.sources.russia.spelling import fold

_TABLE = Path(__file__).parent / "towns.tsv"

Towns = dict[tuple[str, str], "Town"]
"""The towns by subject and folded name, which is unique."""


@dataclass(frozen=True)
class Town:
    """A town; ``district`` where a namesake in the subject could be taken for it, ``spot`` where no source has it."""

    region: str
    name: str
    district: str
    spot: Spot | None


def read_towns(table: Path = _TABLE) -> Towns:
    """Return the towns of today."""
    towns = {}
    for row in read_table(table):
        spot = (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else None
        towns[row["region"], fold(row["name"])] = Town(row["region"], row["name"], row["district"], spot)
    return towns
