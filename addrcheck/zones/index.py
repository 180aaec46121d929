"""All rules of a table, found by the keys of an address in a few lookups."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from addrcheck.model import Zone
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.names import estate_key, name_behind, street_key, village_key
from addrcheck.zones.polygons import PolygonIndex, geometry
from addrcheck.zones.traits import Traits, address_key

_PREFIX = 3
_by_code = attrgetter("code")
_MOST_OPEN_SETS = 1 << 14
_ON_STREETS = frozenset({"street", "range", "houses", "segment"})
AddressKey = tuple[object, ...]


class OpenSet:
    """Rules that may apply, did the address tell more, zone by zone; remembers the answers that were made from it."""

    __slots__ = ("answers", "rules")

    def __init__(self, rules: Sequence[Matcher]) -> None:
        self.rules = tuple(sorted(rules, key=_by_code))
        self.answers: dict[tuple[object, ...], Zone | None] = {}

    def __bool__(self) -> bool:
        return bool(self.rules)


NOTHING = OpenSet(())


class Found:
    """What the rules say about one address: those that match, and those that may, by what is lacking."""

    __slots__ = ("day", "hits", "open_numbers", "open_points")

    def __init__(self, day: int) -> None:
        self.day = day
        self.hits: list[Matcher] = []
        self.open_numbers: list[Matcher] = []
        self.open_points = NOTHING


ByName = dict[str, dict[str, list[Matcher]]]
"""Name → key of the place → rules."""


class RuleIndex:
    """Lookup tables by kind of rule, made once."""

    def __init__(self, matchers: Sequence[Matcher], addresses: dict[AddressKey, list[Matcher]]) -> None:
        self._addresses = addresses
        self._streets: dict[str, dict[str, list[tuple[str, Matcher]]]] = {}
        self._bare: dict[str, list[Matcher]] = {}
        self._estates: ByName = {}
        self._villages: ByName = {}
        self._starts: ByName = {}
        self._places: dict[str, list[Matcher]] = {}
        self._below: dict[str, list[Matcher]] = {}
        self._named: dict[str, list[Matcher]] = {}
        self._indexes: dict[str, list[tuple[str, str, Matcher]]] = {}
        self._defaults: list[Matcher] = []
        self._on_land: list[Matcher] = []
        for matcher in matchers:
            self._add(matcher)
        self._on_land.sort(key=_by_code)
        self._lengths = sorted({len(start) for start in self._starts}, reverse=True)
        self._land = PolygonIndex([geometry(m.rule) for m in self._on_land]) if self._on_land else None
        lasting = (datetime.date.min.toordinal(), datetime.date.max.toordinal())
        self._lasting = all((m.since, m.until) == lasting for m in matchers)
        self._land_everywhere = self._lasting and all(not m.where for m in self._on_land)
        self._opened: dict[object, OpenSet] = {}

    @property
    def has_land(self) -> bool:
        """Whether any rule needs a point."""
        return self._land is not None

    def forget(self) -> None:
        """Drop what was remembered of addresses asked before."""
        self._opened.clear()
        if self._land is not None:
            self._land.forget()

    def _add(self, m: Matcher) -> None:
        """Enter one rule under its keys."""
        kind, names, scope = m.rule.kind, m.rule.names, m.where
        if kind in _ON_STREETS:
            for key, word in map(street_key, names):
                self._streets.setdefault(key, {}).setdefault(scope, []).append((word, m))
            if not names:
                self._bare.setdefault(scope, []).append(m)
        elif kind == "estate":
            _enter(self._estates, map(estate_key, names), m)
        elif kind == "village":
            _enter(self._villages, map(village_key, names), m)
        elif kind == "beginning":
            _enter(self._starts, map(estate_key, names), m)
        elif kind == "place":
            self._places.setdefault(scope, []).append(m)
            for above in m.scope.keys[:-1]:
                self._below.setdefault(above, []).append(m)
        elif kind == "index":
            for low, high in m.rule.indexes:
                for prefix in range(int(low[:_PREFIX]), int(high[:_PREFIX]) + 1):
                    self._indexes.setdefault(f"{prefix:03d}", []).append((low, high, m))
        elif kind == "default":
            self._defaults.append(m)
        elif kind in ("polygon", "radius"):
            self._on_land.append(m)
        if names and not m.rule.town_missing:
            self._named.setdefault(scope, []).append(m)

    def find(self, t: Traits, day: int) -> Found:
        """Return the rules that hold on a day (an ordinal) for the address with these traits."""
        found = Found(day)
        scopes = (*t.scopes, "")
        if self._addresses:
            for m in self._addresses.get(address_key(t), ()):
                _meet(m, t, day, found)
        self._by_name(t, scopes, day, found)
        if self._land is not None and not (found.hits and _decided(found.hits)):
            self._on_the_map(t, scopes, day, found)
        if self._lengths:
            self._begin(t, day, found)
        if self._villages:
            _look(self._villages, map(village_key, t.villages), scopes, t, day, found)
        for scope in t.scopes:
            for m in self._places.get(scope, ()):
                _meet(m, t, day, found)
        if t.postcode and self._indexes:
            for low, high, m in self._indexes.get(t.postcode[:_PREFIX], ()):
                if low <= t.postcode <= high and (not m.where or m.where in scopes):
                    _meet(m, t, day, found)
        for m in self._defaults:
            _meet(m, t, day, found)
        return found

    def find_at(self, latitude: float, longitude: float, day: int) -> Found:
        """Return the lands that hold a point, whatever place bounds their rules."""
        found = Found(day)
        if self._land is not None:
            inside, _ = self._land.around(latitude, longitude, 0.0)
            found.hits = [m for m in map(self._on_land.__getitem__, inside) if m.since <= day <= m.until]
        return found

    def _by_name(self, t: Traits, scopes: tuple[str, ...], day: int, found: Found) -> None:
        """Find the rules for the streets and estates that the address names."""
        for key, kind in t.streets:
            by_scope = self._streets.get(key)
            if by_scope:
                for scope in scopes:
                    for word, m in by_scope.get(scope, ()):
                        if not word or not kind or word == kind:
                            _meet(m, t, day, found)
        if self._bare and not t.streets:
            for scope in scopes:
                for m in self._bare.get(scope, ()):
                    _meet(m, t, day, found)
        if self._estates:
            _look(self._estates, map(estate_key, t.estates), scopes, t, day, found)

    def _begin(self, t: Traits, day: int, found: Found) -> None:
        """Find the longest known beginning of the first name, where the address names no finer place.

        A place that no dictionary holds may be the beginning by itself.
        """
        if t.place != t.known:
            for m in self._starts.get(t.place.removeprefix(f"{t.known}/"), {}).get(t.known, ()):
                _meet(m, t, day, found)
            return
        start = estate_key(t.start)
        for length in self._lengths:
            by_scope = self._starts.get(start[:length])
            if by_scope and name_behind(start, start[:length]):
                rules = by_scope.get(t.place) or by_scope.get("") or ()
                for m in rules:
                    _meet(m, t, day, found)
                if rules:
                    return

    def _on_the_map(self, t: Traits, scopes: tuple[str, ...], day: int, found: Found) -> None:
        """Find the lands around the address's point; without a point it may lie in any of its place."""
        if t.point is None or self._land is None:
            found.open_points = self._open_lands(None, range(len(self._on_land)), scopes, day)
            return
        asked = (t.point.latitude, t.point.longitude, t.point.spread_m)
        inside, partly = self._land.around(*asked)
        for i in inside:
            m = self._on_land[i]
            if not m.where or m.where in scopes:
                _meet(m, t, day, found)
        if partly:
            found.open_points = self._open_lands(asked, partly, scopes, day)

    def _open_lands(self, key: object, lands: Iterable[int], scopes: tuple[str, ...], day: int) -> OpenSet:
        """Return the lands that may hold an address."""
        if self._land_everywhere:
            return self._open_set(key, lambda: [self._on_land[i] for i in lands])
        return self._open_set(
            (key, scopes, day),
            lambda: [
                m
                for m in map(self._on_land.__getitem__, lands)
                if m.since <= day <= m.until and (not m.where or m.where in scopes)
            ],
        )

    def open_places(self, t: Traits, day: int) -> OpenSet:
        """Return the rules for what the address may mean and does not name: finer places, streets, estates."""
        place = t.place
        if place != t.known and place not in self._places and place not in self._below:
            place = t.known  # a name that neither the dictionary nor the table knows says nothing
        when = 0 if self._lasting else day
        if t.locator:
            return self._open_set((place, when), lambda: self._holding(day, self._below.get(place, ())))
        named = [self._named[scope] for scope in t.scopes if scope in self._named]
        return self._open_set(
            (place, when, t.scopes), lambda: self._holding(day, self._below.get(place, ()), *named)
        )

    def _holding(self, day: int, *groups: Iterable[Matcher]) -> Sequence[Matcher]:
        """Return the rules of some groups that hold on a day."""
        return [m for rules in groups for m in rules if m.since <= day <= m.until]

    def _open_set(self, key: object, make: Callable[[], Sequence[Matcher]]) -> OpenSet:
        """Return the open set of a key, made at its first use."""
        known = self._opened.get(key)
        if known is None:
            known = OpenSet(make()) or NOTHING
            if len(self._opened) < _MOST_OPEN_SETS:
                self._opened[key] = known
        return known


def _decided(hits: Sequence[Matcher]) -> bool:
    """Tell whether the rules found so far, all finer than the map, decide without it."""
    return not any(m.rule.exclude for m in hits)


def _enter(table: ByName, keys: Iterable[str], m: Matcher) -> None:
    for key in keys:
        table.setdefault(key, {}).setdefault(m.where, []).append(m)


def _look(
    table: ByName, names: Iterable[str], scopes: tuple[str, ...], t: Traits, day: int, found: Found
) -> None:
    """Find the rules for some names in the places of the address."""
    for name in names:
        by_scope = table.get(name)
        if by_scope:
            for scope in scopes:
                for m in by_scope.get(scope, ()):
                    _meet(m, t, day, found)


def _meet(m: Matcher, t: Traits, day: int, found: Found) -> None:
    """Put a rule whose key and place an address has where it belongs."""
    if not m.since <= day <= m.until or (m.bare_place and t.place != m.where):
        return
    fits = m.fits(t) if m.numbered else True
    if fits:
        found.hits.append(m)
    elif fits is None:
        found.open_numbers.append(m)
