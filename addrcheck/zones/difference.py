"""Two versions of a table beside each other: zones and rules that came, went or changed, and in which columns.

A rule has no name that it keeps. One that is the same in both versions is left out; of the others, those that speak
of the same thing are one rule that changed, whatever row they stand in now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from addrcheck.zones.files import Cells
from addrcheck.zones.model import DeliveryZone, Row, Rule, Table
from addrcheck.zones.written import rule_cells, zone_cells

Kind = Literal["added", "removed", "changed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed")

Known = TypeVar("Known")


class Change(Struct, Generic[Known], frozen=True):
    """Something as it was and as it is, at least one of the two, and the columns in which it differs."""

    before: Known | None
    after: Known | None
    columns: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def latest(self) -> Known:
        """It as it is, or as it was at last."""
        known = self.after or self.before
        assert known is not None
        return known


class ZoneChange(Change[DeliveryZone], frozen=True):
    """What became of a zone."""

    @property
    def zone(self) -> str:
        """Its code."""
        return self.latest.code


class RuleChange(Change[Row], frozen=True):
    """What became of a rule."""

    @property
    def zone(self) -> str:
        """The code of the zone that it belongs to now."""
        return self.latest.rule.zone


class Difference(Struct, frozen=True):
    """What differs between two versions."""

    zones: tuple[ZoneChange, ...]
    rules: tuple[RuleChange, ...]

    def __bool__(self) -> bool:
        return bool(self.zones or self.rules)

    def counts(self) -> dict[str, int]:
        """Return how many zones and rules were added, removed and changed."""
        found = Counter(f"zones_{change.kind}" for change in self.zones)
        found.update(f"rules_{change.kind}" for change in self.rules)
        return {f"{what}_{kind}": found[f"{what}_{kind}"] for what in ("zones", "rules") for kind in KINDS}


def difference(old: Table, new: Table) -> Difference:
    """Return what ``new`` changes about ``old``."""
    return Difference(tuple(_zones(old, new)), tuple(_rules(old, new)))


def _zones(old: Table, new: Table) -> Iterable[ZoneChange]:
    """Yield the zones that differ, by their codes."""
    before, after = ({zone.code: zone for zone in table.zones} for table in (old, new))
    for code in sorted(before.keys() | after.keys()):
        one, other = before.get(code), after.get(code)
        if one is None or other is None:
            yield ZoneChange(one, other)
        elif one != other:
            yield ZoneChange(one, other, _columns(zone_cells(one), zone_cells(other)))


def _columns(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
    """Return the columns in which two rows of cells differ."""
    return tuple(
        column
        for column in dict.fromkeys((*before, *after))
        if before.get(column, "") != after.get(column, "")
    )


def _thing(rule: Rule) -> tuple[Hashable, ...]:
    """Return what a rule speaks of, numbers included, whoever serves it."""
    bounds = (rule.first, rule.last, rule.parity, rule.numbers, rule.crossings, rule.side)
    land = (rule.shape, rule.latitude, rule.longitude, rule.indexes)
    return (rule.kind, rule.place or rule.code, rule.names, rule.exclude, *bounds, *land)


_LIKENESS: tuple[Callable[[Rule], Hashable], ...] = (
    lambda rule: (_thing(rule), rule.zone),
    _thing,
    lambda rule: (rule.zone, rule.kind, rule.place, rule.names),
    lambda rule: (rule.kind, rule.place, rule.names, rule.shape, rule.latitude, rule.indexes),
    lambda rule: (rule.zone, rule.kind) if rule.shape or rule.radius_m else None,
)
"""What makes two rules one that changed, the surest sign first; None is no sign."""


def _rules(old: Table, new: Table) -> Iterable[RuleChange]:
    """Return the rules that differ: by zone, as they stand in the new table."""
    before, after = _left_over(old.rows, new.rows), _left_over(new.rows, old.rows)
    changes: list[RuleChange] = []
    for sign in _LIKENESS:
        pairs = _pairs(before, after, sign)
        paired = {id(row) for pair in pairs for row in pair}
        before, after = ([row for row in rows if id(row) not in paired] for rows in (before, after))
        for one, other in pairs:
            changes.append(RuleChange(one, other, _columns(_cells(one), _cells(other))))
    changes += [RuleChange(None, row) for row in after] + [RuleChange(row, None) for row in before]
    return sorted(changes, key=_order)


def _left_over(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return the rows whose rule the other version does not have; one that stands twice must stand there twice."""
    known = Counter(row.rule for row in others)
    left = []
    for row in rows:
        if known[row.rule]:
            known[row.rule] -= 1
        else:
            left.append(row)
    return left


def _pairs(
    before: Iterable[Row], after: Iterable[Row], sign: Callable[[Rule], Hashable]
) -> list[tuple[Row, Row]]:
    """Return the rows of both versions that share a sign, in the order in which they stand."""
    waiting: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in before:
        waiting[sign(row.rule)].append(row)
    waiting.pop(None, None)
    pairs = []
    for row in after:
        same = waiting.get(sign(row.rule))
        if same:
            pairs.append((same.pop(0), row))
    return pairs


def _cells(row: Row) -> Cells:
    return {"zone": row.rule.zone} | rule_cells(row.rule)


def _order(change: RuleChange) -> tuple[str, int, str, int]:
    ref = change.latest.ref
    return change.zone, KINDS.index(change.kind), ref.file, ref.row
