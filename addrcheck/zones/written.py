"""Zones and rules → rows of cells → a file, in the words of one of three languages.

Reading the file again gives the same zones and rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from addrcheck.zones.cells import index_text
from addrcheck.zones.columns import COLUMNS, SEGMENTS, header_in, value_in
from addrcheck.zones.files import Cells
from addrcheck.zones.model import DeliveryZone, Rule, Table
from addrcheck.zones.packing import write_csv, write_geojson, write_xlsx
from addrcheck.zones.shapes import wkt


def table_cells(table: Table, lang: str = "") -> list[Cells]:
    """Return the rows of a table as cells, a zone's own cells in its first row; ``lang`` words the values."""
    described: set[str] = set()
    zones = {zone.code: zone for zone in table.zones}
    ruled = {rule.zone for rule in table.rules}
    rows = [zone_cells(zone, lang) for zone in table.zones if zone.code not in ruled]
    for rule in table.rules:
        cells: Cells = {"zone": rule.zone} if rule.zone else {}
        if rule.zone in zones and rule.zone not in described:
            described.add(rule.zone)
            cells = zone_cells(zones[rule.zone], lang)
        rows.append(cells | rule_cells(rule, lang))
    return rows


def zone_cells(zone: DeliveryZone, lang: str = "") -> Cells:
    """Return what stands about a zone."""
    cells = {
        "zone": zone.code,
        **dict(zip(SEGMENTS, zone.segments, strict=False)),
        "zone_name": zone.name,
        "parent": zone.parent,
        "owner": zone.owner,
        "owner_kind": value_in(lang, "owner_kind", zone.owner_kind) if zone.owner_kind else "",
        "lane": value_in(lang, "lane", zone.lane) if zone.lane != "auto" else "",
        "waves": "; ".join(t.isoformat("minutes") for t in zone.waves),
        "cutoffs": "; ".join(t.isoformat("minutes") for t in zone.cutoffs),
        "pickups": "" if zone.pickups_per_day is None else str(zone.pickups_per_day),
        "remote": value_in(lang, "flag", "yes") if zone.remote else "",
        "zone_from": zone.valid_from.isoformat() if zone.valid_from else "",
        "zone_to": zone.valid_to.isoformat() if zone.valid_to else "",
    }
    return _filled(cells)


def rule_cells(rule: Rule, lang: str = "") -> Cells:
    """Return what stands about a rule."""
    yes = value_in(lang, "flag", "yes")
    subject = {"estate": "estate", "village": "village", "beginning": "beginning", "address": "address"}.get(
        rule.kind, "street"
    )
    everywhere = value_in(lang, "everywhere", "everywhere") if rule.kind == "default" else ""
    cells = {
        "place": rule.place or everywhere,
        "place_code": rule.code,
        subject: "; ".join(rule.names),
        "from": "" if rule.first is None else str(rule.first),
        "to": _end_cell(rule, lang),
        "parity": value_in(lang, "parity", rule.parity)
        if rule.parity != "both" or _is_bare_range(rule)
        else "",
        "suffixes": "" if rule.suffixes else value_in(lang, "flag", "no"),
        "numbers": "; ".join(rule.numbers),
        "crossings": "; ".join(rule.crossings),
        "side": rule.side,
        "shape": wkt(rule.shape) if rule.shape else "",
        "latitude": _decimal_cell(rule.latitude),
        "longitude": _decimal_cell(rule.longitude),
        "radius_m": _decimal_cell(rule.radius_m),
        "index": index_text(rule.indexes),
        "exclude": yes if rule.exclude else "",
        "shared": yes if rule.shared else "",
        "town_missing": yes if rule.town_missing else "",
        "priority": str(rule.priority) if rule.priority else "",
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else "",
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
        "support": "" if rule.support is None else str(rule.support),
        "doubt": _decimal_cell(rule.doubt),
        "author": rule.author,
        "note": rule.note,
    }
    return _filled(cells)


def _end_cell(rule: Rule, lang: str) -> str:
    """Return the end of a range; an open one is written out."""
    if rule.last is not None:
        return str(rule.last)
    return value_in(lang, "open", "open") if rule.first is not None else ""


def _is_bare_range(rule: Rule) -> bool:
    """Tell whether only the parity cell would tell that the rule is a range."""
    return rule.kind == "range" and rule.first is None and rule.last is None


def _decimal_cell(value: float | None) -> str:
    return "" if value is None else repr(value).removesuffix(".0")


def _filled(cells: Mapping[str, str]) -> Cells:
    return {column: text for column, text in cells.items() if text}


def write_table(table: Table, path: Path, lang: str = "") -> None:
    """Write a table as the suffix of ``path`` asks (.csv, .xlsx, .geojson), headed in ``lang`` (zh, ru, en)."""
    path.write_bytes(table_bytes(table, path.suffix.lower(), lang))


def table_bytes(table: Table, suffix: str, lang: str = "") -> bytes:
    """Return a table as a file of the given kind."""
    rows = table_cells(table, lang)
    meta = {"version": table.version}
    if table.effective:
        meta["effective"] = table.effective.isoformat(timespec="minutes")
    if suffix in (".geojson", ".json"):
        return write_geojson(rows, meta, {column: header_in(lang, column) for column in COLUMNS})
    columns = _columns_of(rows)
    header = [header_in(lang, column) for column in columns]
    body = [[row.get(column, "") for column in columns] for row in rows]
    if suffix == ".xlsx":
        return write_xlsx(header, body, meta)
    return write_csv(header, body, meta, "\t" if suffix == ".tsv" else ",")


def _columns_of(rows: Iterable[Cells]) -> Sequence[str]:
    """Return the columns that any row fills, in their order; the zone always."""
    used = {"zone"}.union(*rows) if rows else {"zone"}
    return [column for column in COLUMNS if column in used]
