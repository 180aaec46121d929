"""One rule made ready to meet addresses: its rank, the place that bounds it, and whether a number fits."""

from __future__ import annotations

import datetime

from msgspec import Struct

from addrcheck.model import Level
from addrcheck.wording.zones import open_end, parity_word, rule_word
from addrcheck.zones.model import DeliveryZone, Kind, Row, RowRef, Rule
from addrcheck.zones.names import house_key, street_key
from addrcheck.zones.traits import Traits, compass_side

_RANKS: dict[Kind, int] = {
    "address": 10, "estate": 20, "houses": 20, "range": 30, "segment": 40, "street": 50,
    "polygon": 60, "radius": 60, "village": 70, "beginning": 70, "index": 90, "default": 120,
}  # fmt: skip
_ESTATE_BUILDINGS = 15
_PLACE_RANKS = {
    Level.TOWN: 80,
    Level.SETTLEMENT: 80,
    Level.DISTRICT: 100,
    Level.AREA: 102,
    Level.CITY: 104,
    Level.REGION: 106,
}

Order = tuple[int, float, int]
"""Rank of the kind, then the depth of the place or the area of the land, then the person's priority; less is first."""


class Scope(Struct, frozen=True):
    """The place that bounds a rule: its keys, the largest first, and the level of the finest."""

    keys: tuple[str, ...] = ()
    level: Level | None = None
    label: str = ""

    @property
    def key(self) -> str:
        """The key of the place itself, "" where the rule holds everywhere."""
        return self.keys[-1] if self.keys else ""


class Matcher(Struct, frozen=True):
    """A rule with its keys made.

    ``since`` and ``until`` are day ordinals, both included; ``numbered`` tells that the number decides.
    ``code`` is the zone's, "" where the rule says that nobody serves; ``where`` the key of the place, "" for
    everywhere; ``simple`` rules neither exclude nor share; ``bare_place`` ones are for addresses that name
    nothing finer than the place.
    """

    rule: Rule
    ref: RowRef
    zone: DeliveryZone | None
    scope: Scope
    order: Order
    confidence: float
    numbers: frozenset[str]
    crossings: frozenset[str]
    side: str
    numbered: bool
    since: int
    until: int
    code: str
    where: str
    simple: bool
    bare_place: bool

    def label(self, lang: str) -> str:
        """Return the rule in a few words, and the row where it stands."""
        return f"{describe(self.rule, self.scope, lang)} ({self.ref})"

    def fits(self, t: Traits) -> bool | None:
        """Tell whether the number, the crossing and the side agree with a ``numbered`` rule; None where nothing is told."""
        rule = self.rule
        if rule.kind == "segment":
            return self._fits_segment(t)
        if rule.kind == "estate":
            written, number, plain = t.buildings, t.building, True
        else:
            written, number, plain = t.houses, t.number, t.plain
        if not written:
            return None
        if self.numbers:
            return not self.numbers.isdisjoint(written)
        return self._in_range(number, plain)

    def _in_range(self, number: int | None, plain: bool) -> bool:
        """Tell whether a number lies in the range; a letter alone belongs to a rule for all numbers only."""
        rule = self.rule
        if number is None:
            return rule.first is None and rule.last is None and rule.parity == "both"
        if (rule.first is not None and number < rule.first) or (rule.last is not None and number > rule.last):
            return False
        if rule.parity != "both" and (number % 2 == 1) != (rule.parity == "odd"):
            return False
        return plain or rule.suffixes

    def _fits_segment(self, t: Traits) -> bool | None:
        """Tell whether an address stands on a stretch of a street, by number or crossing, and on its side."""
        rule = self.rule
        along: bool | None = True
        if rule.first is not None or rule.last is not None or self.crossings:
            crossed = any(key in self.crossings for key, _ in t.streets)
            along = True if crossed else None
            if t.houses and (rule.first is not None or rule.last is not None):
                along = self._in_range(t.number, t.plain)
        across: bool | None = True
        if self.side:
            told = t.side()
            across = told == self.side if told else None
        elif rule.parity != "both":
            across = (t.number % 2 == 1) == (rule.parity == "odd") if t.number is not None else None
        if along is False or across is False:
            return False
        return None if along is None or across is None else True


def make_matcher(row: Row, zone: DeliveryZone | None, scope: Scope, area_m2: float) -> Matcher:
    """Return the matcher of one row; ``area_m2`` is that of its land, 0 for rules without one."""
    rule = row.rule
    bounded = rule.first is not None or rule.last is not None or rule.parity != "both"
    since, until = _validity(rule, zone)
    return Matcher(
        rule,
        row.ref,
        zone,
        scope,
        (_rank(rule, scope, bounded), area_m2 or -len(scope.keys), rule.priority),
        1 - (rule.doubt or 0.0),
        frozenset(map(house_key, rule.numbers)),
        frozenset(street_key(name)[0] for name in rule.crossings),
        compass_side(rule.side),
        bounded or bool(rule.numbers) or rule.kind in ("segment", "houses"),
        since,
        until,
        rule.zone,
        scope.key,
        not (rule.exclude or rule.shared),
        rule.town_missing,
    )


def _rank(rule: Rule, scope: Scope, bounded: bool) -> int:
    """Return where a rule stands in the fixed order of kinds."""
    if rule.kind == "place":
        return _PLACE_RANKS[scope.level or Level.TOWN]
    if rule.kind == "estate" and (bounded or rule.numbers):
        return _ESTATE_BUILDINGS
    return _RANKS[rule.kind]


def _validity(rule: Rule, zone: DeliveryZone | None) -> tuple[int, int]:
    """Return the first and last day on which both the rule and its zone hold."""
    starts = [d for d in (rule.valid_from, zone and zone.valid_from) if d]
    ends = [d for d in (rule.valid_to, zone and zone.valid_to) if d]
    since = max(starts, default=datetime.date.min).toordinal()
    return since, min(ends, default=datetime.date.max).toordinal()


def describe(rule: Rule, scope: Scope, lang: str) -> str:
    """Return a rule in a few words: 号段 文三路 1–99 单号, 西湖区."""
    numbers = range_text(rule, lang)
    what = "; ".join(rule.names[:3]) + (" …" if len(rule.names) > 3 else "")
    if rule.kind == "index":
        what = "; ".join(low if low == high else f"{low}–{high}" for low, high in rule.indexes[:3])
    elif rule.kind == "radius":
        what = f"{rule.radius_m:g} m"
    parts = [rule_word(rule.kind, lang), what, numbers, " × ".join(rule.crossings), rule.side]
    text = " ".join(part for part in parts if part)
    place = rule.place or scope.label or rule.code
    return f"{text}, {place}" if place and rule.kind != "place" else f"{text} {place}".strip()


def range_text(rule: Rule, lang: str) -> str:
    """Return the numbers of a rule: 1–99 单号, 100 и далее, 5; 7."""
    if rule.numbers:
        return "; ".join(rule.numbers[:5]) + (" …" if len(rule.numbers) > 5 else "")
    parity = parity_word(rule.parity, lang)
    if rule.first is None and rule.last is None:
        return parity
    ends = f"{rule.first or 1}{open_end(lang)}" if rule.last is None else f"{rule.first or 1}–{rule.last}"
    return f"{ends} {parity}".strip()
