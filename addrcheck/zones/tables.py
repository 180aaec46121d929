"""Rows of cells → zones and rules, with every trouble told by row.

A row may describe a zone, say what belongs to it, or both. Which kind of rule it is follows from the cells
that are filled; a zone's own cells need to stand in one of its rows only.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from addrcheck.wording.zones import COLUMN, Fact
from addrcheck.zones import cells as read
from addrcheck.zones.cells import CellError
from addrcheck.zones.columns import RULE_COLUMNS, SEGMENTS, ZONE_COLUMNS, value_named
from addrcheck.zones.files import Cells, RawTable, read_raw
from addrcheck.zones.model import DeliveryZone, Kind, Parity, Row, RowRef, Rule, Table
from addrcheck.zones.shapes import ShapeError, inside_lands, outside, shape_from_wkt
from addrcheck.zones.troubles import Finding

_SUBJECTS: tuple[tuple[str, Kind], ...] = (
    ("address", "address"), ("estate", "estate"), ("street", "street"), ("village", "village"),
    ("beginning", "beginning"), ("shape", "polygon"), ("radius_m", "radius"), ("index", "index"),
)  # fmt: skip
_NUMBERS = ("from", "to", "parity", "numbers")
_SEGMENT_CELLS = ("crossings", "side")

Reader = Callable[[str], Any]
Value = TypeVar("Value")
_ZONE_READERS: Mapping[str, Reader] = {
    "zone_name": str, "parent": str, "owner": str,
    "owner_kind": lambda text: read.word("owner_kind", text),
    "lane": lambda text: read.word("lane", text),
    "waves": read.times, "cutoffs": read.times, "pickups": read.number, "remote": read.flag,
    "zone_from": read.date, "zone_to": read.date,
}  # fmt: skip
_ZONE_FIELDS = {
    "zone_name": "name",
    "pickups": "pickups_per_day",
    "zone_from": "valid_from",
    "zone_to": "valid_to",
}
"""Columns whose field has another name."""


def read_table(path: Path) -> tuple[Table, list[Finding]]:
    """Read a file or a folder of files; the findings tell what is wrong, and whether the table can be used."""
    return table_from(read_raw(path))


def table_from(raw: RawTable) -> tuple[Table, list[Finding]]:
    """Understand the rows of a table."""
    reader = _Reader(raw)
    for ref, cells in raw.rows:
        reader.take(ref, cells)
    zones = reader.zones()
    if not zones and not reader.rows and not reader.findings:
        reader.findings.append(Finding("EMPTY_TABLE"))
    effective = None
    if raw.meta.get("effective"):
        effective = reader.attempt(RowRef("", 0), "", read.moment, raw.meta["effective"])
    return Table(
        raw.meta.get("version") or _fingerprint(raw),
        zones,
        tuple(reader.rows),
        effective,
        tuple(dict.fromkeys(reader.broken)),
    ), reader.findings


def _fingerprint(raw: RawTable) -> str:
    """Return a version for a table that names none: the same cells give the same."""
    return blake2b(
        repr([cells for _, cells in raw.rows]).encode("utf-8", "surrogatepass"), digest_size=5
    ).hexdigest()


class _Reader:
    """Collects rules and zones row by row, and what is wrong with them."""

    def __init__(self, raw: RawTable) -> None:
        self.findings = list(raw.findings)
        self.rows: list[Row] = []
        self.broken: list[str] = []
        self._zone_cells: dict[str, dict[str, tuple[str, RowRef]]] = {}

    def take(self, ref: RowRef, cells: Cells) -> None:
        """Understand one row."""
        code = cells.get("zone", "")
        about_zone = {column: cells[column] for column in ZONE_COLUMNS if column in cells}
        about_rule = any(column in cells for column in RULE_COLUMNS if column != "note")
        if not code and (len(about_zone) > 0 or not cells.get("exclude")):
            self.report("ZONE_MISSING", ref, "zone")
            return
        if code:
            self._describe(code, about_zone, ref)
        if about_rule:
            rule = self._rule(code, cells, ref)
            if rule is None:
                self.broken.append(code)
            else:
                self.rows.append(Row(rule, ref))

    def report(self, code: str, ref: RowRef, column: str = "", **values: str) -> None:
        """Note a trouble."""
        self.findings.append(Finding(code, (ref,), column, values))

    def attempt(self, ref: RowRef, column: str, reader: Callable[[str], Value], text: str) -> Value | None:
        """Return what a cell says, or None after noting why it cannot be understood."""
        try:
            return reader(text)
        except CellError as error:
            self.report(error.code, ref, column, **error.values)
            return None

    # ---- zones
    def _describe(self, code: str, cells: Mapping[str, str], ref: RowRef) -> None:
        """Note what a row says about its zone; what an earlier row said otherwise is a trouble."""
        known = self._zone_cells.setdefault(code, {})
        for column, text in cells.items():
            before = known.setdefault(column, (text, ref))
            if before[0] != text:
                values = {"zone": code, "value": text, "other": before[0]}
                self.findings.append(Finding("ZONE_CONTRADICTS", (before[1], ref), column, values))

    def zones(self) -> tuple[DeliveryZone, ...]:
        """Return the zones that the rows described, in the order in which they first came."""
        return tuple(self._zone(code, cells) for code, cells in self._zone_cells.items())

    def _zone(self, code: str, cells: Mapping[str, tuple[str, RowRef]]) -> DeliveryZone:
        """Return one zone."""
        ref = cells["zone"][1]
        values: dict[str, Any] = {}
        for column, reader in _ZONE_READERS.items():
            if column in cells:
                value = self.attempt(cells[column][1], column, reader, cells[column][0])
                if value is not None:
                    values[_ZONE_FIELDS.get(column, column)] = value
        filled = [column in cells for column in SEGMENTS]
        if True in filled[filled.index(False) :] if False in filled else False:
            self.report("SEGMENT_SKIPPED", ref, SEGMENTS[filled.index(False)])
        segments = tuple(cells[column][0] for column in SEGMENTS if column in cells)
        zone = DeliveryZone(code, segments, **values)
        if zone.cutoffs and zone.waves and len(zone.cutoffs) != len(zone.waves):
            counts = {"value": str(len(zone.waves)), "other": str(len(zone.cutoffs))}
            self.report("TIMES_UNEQUAL", cells["cutoffs"][1], "cutoffs", zone=code, **counts)
        self._check_dates(zone.valid_from, zone.valid_to, ref, "zone_to")
        return zone

    def _check_dates(
        self, start: datetime.date | None, end: datetime.date | None, ref: RowRef, column: str
    ) -> None:
        """Note a validity that ends before it begins."""
        if start and end and end < start:
            self.report("REVERSED_VALIDITY", ref, column, value=start.isoformat(), other=end.isoformat())

    # ---- rules
    def _rule(self, zone: str, cells: Cells, ref: RowRef) -> Rule | None:
        """Return the rule that a row states, or None after noting what is wrong with it."""
        before = len(self.findings)
        kind = self._kind(cells, ref)
        if kind is None:
            return None
        values = self._common(cells, ref) | self._numbers(kind, cells, ref) | self._geometry(kind, cells, ref)
        if kind == "index":
            values["indexes"] = self.attempt(ref, "index", read.indexes, cells["index"]) or ()
        elif kind == "address":
            values["names"] = (cells["address"],)
        else:
            subject = next((cells[c] for c in ("estate", "street", "village", "beginning") if c in cells), "")
            values["names"] = read.named(subject)
        if any(finding.severity == "error" for finding in self.findings[before:]):
            return None
        return Rule(zone, kind, **values)

    def _kind(self, cells: Cells, ref: RowRef) -> Kind | None:
        """Return which kind of rule the filled cells make."""
        subjects = [(column, kind) for column, kind in _SUBJECTS if column in cells]
        if len(subjects) > 1:
            named = [Fact(COLUMN, column) for column, _ in subjects]
            told = tuple(part for fact in named for part in (", ", fact))[1:]
            self.findings.append(Finding("TWO_SUBJECTS", (ref,), subjects[1][0], {"value": told}))
            return None
        kind = subjects[0][1] if subjects else None
        numbers = any(column in cells for column in _NUMBERS)
        segment = any(column in cells for column in _SEGMENT_CELLS)
        everywhere = value_named("everywhere", cells.get("place", "")) is not None
        if (
            (numbers or segment)
            and kind not in ("street", "estate")
            and (kind or everywhere or "place" not in cells or segment)
        ):
            self.report("NUMBERS_ALONE", ref, next(c for c in (*_NUMBERS, *_SEGMENT_CELLS) if c in cells))
            return None
        if kind is None and not numbers and ("latitude" in cells or "longitude" in cells):
            self.report("RADIUS_INCOMPLETE", ref, "radius_m")
            return None
        if kind == "street" or (kind is None and numbers):
            return (
                "segment" if segment else "houses" if "numbers" in cells else "range" if numbers else "street"
            )
        if kind is None:
            return "default" if everywhere or not ({"place", "place_code"} & set(cells)) else "place"
        return kind

    def _common(self, cells: Cells, ref: RowRef) -> dict[str, Any]:
        """Return what every kind of rule may say."""
        readers: Mapping[str, Reader] = {
            "exclude": read.flag, "shared": read.flag, "town_missing": read.flag, "suffixes": read.flag,
            "priority": read.number, "valid_from": read.date, "valid_to": read.date,
            "support": read.number, "doubt": read.decimal,
        }  # fmt: skip
        values: dict[str, Any] = {c: cells[c] for c in ("author", "note") if c in cells}
        if "place" in cells and value_named("everywhere", cells["place"]) is None:
            values["place"] = cells["place"]
        if "place_code" in cells:
            values["code"] = cells["place_code"]
        for column, reader in readers.items():
            if column in cells:
                value = self.attempt(ref, column, reader, cells[column])
                if value is not None:
                    values[column] = value
        self._check_dates(values.get("valid_from"), values.get("valid_to"), ref, "valid_to")
        return values

    def _numbers(self, kind: Kind, cells: Cells, ref: RowRef) -> dict[str, Any]:
        """Return the numbers, the range, its parity, and what bounds a segment."""
        values: dict[str, Any] = {}
        ends = self.attempt(
            ref, "from", lambda text: read.bounds(text, cells.get("to", "")), cells.get("from", "")
        )
        first, last = ends or (None, None)
        parity = (
            self.attempt(ref, "parity", lambda t: read.word("parity", t), cells["parity"])
            if "parity" in cells
            else "both"
        )
        if (
            first is not None
            and first == last
            and parity in ("odd", "even")
            and first % 2 != (parity == "odd")
        ):
            self.report("EMPTY_RANGE", ref, "parity", value=str(first), other=cells["parity"])
        values |= {"first": first, "last": last, "parity": cast(Parity, parity or "both")}
        if "numbers" in cells:
            values["numbers"] = read.numbered(cells["numbers"])
        if kind == "segment":
            values |= {"crossings": read.named(cells.get("crossings", "")), "side": cells.get("side", "")}
        return values

    def _geometry(self, kind: Kind, cells: Cells, ref: RowRef) -> dict[str, Any]:
        """Return the shape of a polygon, or centre and radius."""
        if kind == "polygon":
            try:
                shape = shape_from_wkt(cells["shape"])
            except ShapeError as error:
                self.report("BAD_SHAPE", ref, "shape", value=str(error))
                return {}
            wrong = outside(shape)
            if wrong:
                self.report("COORDINATES_OUTSIDE", ref, "shape", value=f"{wrong[0]:g} {wrong[1]:g}")
            return {"shape": shape}
        if kind != "radius":
            return {}
        columns = ("latitude", "longitude", "radius_m")
        latitude, longitude, radius = (
            self.attempt(ref, c, read.decimal, cells[c]) if c in cells else None for c in columns
        )
        if latitude is None or longitude is None or radius is None or radius <= 0:
            self.report("RADIUS_INCOMPLETE", ref, "radius_m")
        elif not inside_lands(latitude, longitude):
            self.report("COORDINATES_OUTSIDE", ref, "latitude", value=f"{longitude:g} {latitude:g}")
        return {"latitude": latitude, "longitude": longitude, "radius_m": radius}
