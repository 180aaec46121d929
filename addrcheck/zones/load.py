"""From files to a table in use: read, resolve the places, make the keys; refuse what cannot be used."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from msgspec import structs

from addrcheck.settings import Costs
from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.index import AddressKey
from addrcheck.zones.matcher import Matcher, make_matcher
from addrcheck.zones.model import Row, Table
from addrcheck.zones.places import Chains, Ground, Places
from addrcheck.zones.polygons import as_shape, geometry, ground_area_m2, unprojected
from addrcheck.zones.tables import read_table
from addrcheck.zones.traits import address_key, traits
from addrcheck.zones.troubles import Finding, ZonesError, errors

__all__ = ["Ground", "load_zones", "prepare", "with_codes"]


def load_zones(path: Path, ground: Ground, costs: Costs | None = None) -> ZoneTable:
    """Return the zones of a file or folder, ready for use; raises ``ZonesError`` where they cannot be used.

    ``ground`` reads the places that the table names as it reads addresses.
    """
    table, findings = read_table(path)
    zones, more = prepare(table, ground, costs)
    wrong = errors([*findings, *more])
    if wrong:
        raise ZonesError(wrong)
    return zones


def prepare(table: Table, ground: Ground, costs: Costs | None = None) -> tuple[ZoneTable, list[Finding]]:
    """Return a table ready for use, without the rows that cannot be used, and what is wrong with those."""
    findings: list[Finding] = []
    places = Places(ground)
    zones = {zone.code: zone for zone in table.zones}
    matchers: list[Matcher] = []
    addresses: dict[AddressKey, list[Matcher]] = defaultdict(list)
    for row in table.rows:
        found = len(findings)
        scope = places.scope(row.rule, row.ref, findings)
        area = _area(row, findings)
        if errors(findings[found:]):
            continue
        matcher = make_matcher(row, zones.get(row.rule.zone), scope, area)
        matchers.append(matcher)
        if row.rule.kind == "address":
            addresses[_address(row, ground, places.chains)].append(matcher)
    return ZoneTable(table, matchers, addresses, costs, places.chains), findings


def with_codes(table: Table, ground: Ground) -> tuple[Table, list[Finding]]:
    """Return a table whose places carry their codes where the dictionary has them, and what is wrong with the places."""
    findings: list[Finding] = []
    places = Places(ground)
    rows = []
    for row in table.rows:
        key = places.scope(row.rule, row.ref, findings).key
        known = key if key and "/" not in key else ""
        rows.append(structs.replace(row, rule=structs.replace(row.rule, code=known)))
    return structs.replace(table, rows=tuple(rows)), findings


def _area(row: Row, findings: list[Finding]) -> float:
    """Return the area of a rule's land in square metres, 0 where it has none; a shape that crosses itself is told."""
    if row.rule.kind not in ("polygon", "radius"):
        return 0.0
    import shapely
    from shapely.validation import explain_validity

    land = geometry(row.rule)
    if not land.is_valid:
        mended = as_shape(shapely.make_valid(land))
        where = {"value": _crossing(explain_validity(land))}
        findings.append(Finding("SELF_INTERSECTING", (row.ref,), "shape", where, mended))
        return 0.0
    return ground_area_m2(land)


def _crossing(told: str) -> str:
    """Return where a shape crosses itself, as a table has it: longitude, latitude."""
    found = re.search(r"\[(\S+) (\S+)\]", told)
    if found is None:
        return "?"
    latitude, longitude = unprojected(float(found[1]), float(found[2]))
    return f"{longitude:.5f} {latitude:.5f}"


def _address(row: Row, ground: Ground, chains: Chains) -> AddressKey:
    """Return the key of an address that a rule names, read as any address is."""
    text = f"{row.rule.place} {row.rule.names[0]}" if row.rule.place else row.rule.names[0]
    return address_key(traits(ground.check(text), None, chains))
