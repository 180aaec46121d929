"""What differs between two versions, in the words of a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from addrcheck.wording.zones import heading, worded
from addrcheck.zones.columns import header_in
from addrcheck.zones.difference import Difference, Kind, RuleChange, ZoneChange
from addrcheck.zones.files import Cells
from addrcheck.zones.lint.land import area
from addrcheck.zones.matcher import Scope, describe
from addrcheck.zones.model import DeliveryZone, Row
from addrcheck.zones.polygons import ground_area_m2, shape_geometry
from addrcheck.zones.written import rule_cells, zone_cells

_LONGEST = 120


class CellTold(Struct, frozen=True):
    """A column, what stood in it and what stands there now; "" for nothing."""

    name: str
    before: str
    after: str


class ChangeTold(Struct, frozen=True):
    """A change: of which zone, of the zone itself or of a rule, in a few words; ``row`` is where it stands now."""

    what: Literal["zone", "rule"]
    kind: Kind
    zone: str
    text: str
    row: str
    cells: tuple[CellTold, ...]


def changes_told(found: Difference, lang: str) -> Iterator[ChangeTold]:
    """Yield the changes, zone by zone: first of the zone itself, then of its rules."""
    changes = [
        *(_zone(change, lang) for change in found.zones),
        *(_rule(change, lang) for change in found.rules),
    ]
    yield from sorted(changes, key=lambda change: change.zone)


def counts_told(found: Difference, lang: str) -> list[str]:
    """Return how many zones and rules were added, removed and changed; one sentence where nothing was."""
    told = [heading(key, lang, count=count) for key, count in found.counts().items() if count]
    return told or [heading("no_difference", lang)]


def _zone(change: ZoneChange, lang: str) -> ChangeTold:
    text = change.latest.name or change.latest.owner or heading("zone", lang)
    before, after = _zone_cells(change.before, lang), _zone_cells(change.after, lang)
    return ChangeTold("zone", change.kind, change.zone, text, "", _cells(change.columns, before, after, lang))


def _rule(change: RuleChange, lang: str) -> ChangeTold:
    row = change.latest
    before, after = _rule_cells(change.before, lang), _rule_cells(change.after, lang)
    cells = _cells(change.columns, before, after, lang)
    if "shape" in change.columns:
        cells = tuple(one for one in cells if one.name != header_in(lang, "shape"))
        told = _outline(change.before, lang), _outline(change.after, lang)
        cells = (*cells, CellTold(header_in(lang, "shape"), *told))
    return ChangeTold(
        "rule", change.kind, change.zone, describe(row.rule, Scope(), lang), str(row.ref), cells
    )


def _outline(row: Row | None, lang: str) -> str:
    """Return an outline in a few words: how large it is, how many corners it has."""
    if row is None or not row.rule.shape:
        return ""
    corners = sum(len(ring) - 1 for polygon in row.rule.shape for ring in polygon)
    size = worded(area(ground_area_m2(shape_geometry(row.rule.shape))), lang)
    return heading("outline", lang, area=size, corners=corners)


def _zone_cells(zone: DeliveryZone | None, lang: str) -> Cells:
    return zone_cells(zone, lang) if zone else {}


def _rule_cells(row: Row | None, lang: str) -> Cells:
    return rule_cells(row.rule, lang) | {"zone": row.rule.zone} if row else {}


def _cells(columns: tuple[str, ...], before: Cells, after: Cells, lang: str) -> tuple[CellTold, ...]:
    return tuple(
        CellTold(header_in(lang, column), _short(before.get(column, "")), _short(after.get(column, "")))
        for column in columns
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
