"""What a station keeps: its zones, the rules that say what belongs to them, and the table that holds both.

Everything here is plain data as a person wrote it; nothing is looked up. Rules become fast lookups in
``addrcheck.zones.assign``. A rule's kind follows from which of its cells are filled.
"""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "address", "estate", "houses", "range", "segment", "street", "polygon", "radius",
    "village", "beginning", "place", "index", "default",
]  # fmt: skip
Parity = Literal["both", "odd", "even"]
OwnerKind = Literal["", "contractor", "courier", "station"]
Lane = Literal["auto", "manual"]

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude (degrees, WGS 84) of the corners; the last is the first again."""
Shape = tuple[tuple[Ring, ...], ...]
"""Polygons, each an outer ring and its holes."""


class DeliveryZone(Struct, frozen=True):
    """One delivery zone: its code, whose it is, when it is driven.

    ``segments`` are hub, outlet, courier and sub-route as they stand in columns of their own (a code is
    never split on a dash); empty for an opaque code. Times are local.
    """

    code: str
    segments: tuple[str, ...] = ()
    name: str = ""
    parent: str = ""
    owner: str = ""
    owner_kind: OwnerKind = ""
    lane: Lane = "auto"
    waves: tuple[datetime.time, ...] = ()
    cutoffs: tuple[datetime.time, ...] = ()
    pickups_per_day: int | None = None
    remote: bool = False
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    @property
    def depth(self) -> int:
        """How far the code tells: 1 hub, 2 outlet, 3 courier, 4 sub-route; an opaque code counts as 3."""
        return len(self.segments) or 3

    @property
    def second_wave(self) -> bool:
        """Whether a parcel that missed one departure leaves the same day with another."""
        return max(len(self.waves), self.pickups_per_day or 0) > 1


class RowRef(Struct, frozen=True):
    """Where a row stands, so that a person can find it: file (or file!sheet) and row, the header being row 1."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"


class Rule(Struct, frozen=True):
    """One row's statement that something belongs to a zone, or does not.

    ``place`` is the place as words and bounds every other kind; ``code`` its code where known. ``names`` are
    streets, estates, villages or beginnings, ``indexes`` postal indexes and ranges. ``numbers`` are listed
    houses or buildings; ``first`` to ``last`` (both included, None is open) with ``parity`` a range of them,
    letters and fractions with their number unless ``suffixes`` is False. ``crossings`` and ``side`` bound a
    segment of a street. A rule without a zone says that nobody serves the place.
    """

    zone: str
    kind: Kind
    place: str = ""
    code: str = ""
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    parity: Parity = "both"
    suffixes: bool = True
    crossings: tuple[str, ...] = ()
    side: str = ""
    shape: Shape = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    indexes: tuple[tuple[str, str], ...] = ()
    exclude: bool = False
    shared: bool = False
    town_missing: bool = False
    priority: int = 0
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    support: int | None = None
    doubt: float | None = None
    author: str = ""
    note: str = ""


class Row(Struct, frozen=True):
    """A rule and where it stands."""

    rule: Rule
    ref: RowRef


class Table(Struct, frozen=True):
    """A whole set of zones, as read from files.

    ``effective`` is the local moment from which it may be used; the next wave's boundary after it counts.
    ``broken`` are the zones that have rows which say something that cannot be understood.
    """

    version: str
    zones: tuple[DeliveryZone, ...]
    rows: tuple[Row, ...]
    effective: datetime.datetime | None = None
    broken: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules without their places in the files."""
        return tuple(row.rule for row in self.rows)
