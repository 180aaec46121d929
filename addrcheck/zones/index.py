"""All rules of a table, found by the keys of an address in a few lookups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from addrcheck.zones.matcher import Matcher
from addrcheck.zones.names import estate_key, name_behind, street_key, village_key
from addrcheck.zones.polygons import PolygonIndex, geometry
from addrcheck.zones.traits import Traits, address_key

_PREFIX = 3
_ON_STREETS = frozenset({"street", "range", "houses", "segment"})
AddressKey = tuple[object, ...]


class Found:
    """What the rules say about one address: those that match, and those that may, with what is lacking."""

    __slots__ = ("hits", "open_numbers", "open_places", "open_points")

    def __init__(self) -> None:
        self.hits: list[Matcher] = []
        self.open_numbers: list[Matcher] = []
        self.open_points: list[Matcher] = []
        self.open_places: Sequence[Matcher] = ()


class RuleIndex:
    """Lookup tables by kind of rule, made once."""

    def __init__(self, matchers: Sequence[Matcher], addresses: dict[AddressKey, list[Matcher]]) -> None:
        self._addresses = addresses
        self._streets: dict[str, list[tuple[str, Matcher]]] = defaultdict(list)
        self._bare: dict[str, list[Matcher]] = defaultdict(list)
        self._estates: dict[str, list[Matcher]] = defaultdict(list)
        self._villages: dict[str, list[Matcher]] = defaultdict(list)
        self._starts: dict[str, list[Matcher]] = defaultdict(list)
        self._places: dict[str, list[Matcher]] = defaultdict(list)
        self._below: dict[str, dict[str, Matcher]] = defaultdict(dict)
        self._indexes: dict[str, list[tuple[str, str, Matcher]]] = defaultdict(list)
        self._defaults: list[Matcher] = []
        self._on_land: list[Matcher] = []
        self._named: dict[str, dict[str, Matcher]] = defaultdict(dict)
        for matcher in matchers:
            self._add(matcher)
        self._lengths = sorted({len(start) for start in self._starts}, reverse=True)
        self._land = PolygonIndex([geometry(m.rule) for m in self._on_land]) if self._on_land else None

    @property
    def has_land(self) -> bool:
        """Whether any rule needs a point."""
        return self._land is not None

    def _add(self, m: Matcher) -> None:
        """Enter one rule under its keys."""
        kind, names, scope = m.rule.kind, m.rule.names, m.scope.key
        if kind in _ON_STREETS:
            for name in names:
                key, word = street_key(name)
                self._streets[key].append((word, m))
            if not names:
                self._bare[scope].append(m)
        elif kind == "estate":
            _enter(self._estates, map(estate_key, names), m)
        elif kind == "village":
            _enter(self._villages, map(village_key, names), m)
        elif kind == "beginning":
            _enter(self._starts, map(estate_key, names), m)
        elif kind == "place":
            self._places[scope].append(m)
            for above in m.scope.keys[:-1]:
                self._below[above].setdefault(m.code, m)
        elif kind == "index":
            for low, high in m.rule.indexes:
                for prefix in range(int(low[:_PREFIX]), int(high[:_PREFIX]) + 1):
                    self._indexes[f"{prefix:03d}"].append((low, high, m))
        elif kind == "default":
            self._defaults.append(m)
        elif kind in ("polygon", "radius"):
            self._on_land.append(m)
        if names and not m.rule.town_missing:
            self._named[scope].setdefault(m.code, m)

    def find(self, t: Traits, day: int) -> Found:
        """Return the rules that hold on a day (an ordinal) for the address with these traits."""
        found = Found()
        hits = found.hits
        if self._addresses:
            hits += [m for m in self._addresses.get(address_key(t), ()) if m.since <= day <= m.until]
        for key, kind in t.streets:
            for word, m in self._streets.get(key, ()):
                if not word or not kind or word == kind:
                    _meet(m, t, day, found)
        if self._bare and not t.streets:
            for scope in t.scopes:
                for m in self._bare.get(scope, ()):
                    _meet(m, t, day, found)
        for names, table in ((t.estates, self._estates), (t.villages, self._villages)):
            if table:
                for key in names:
                    for m in table.get(key, ()):
                        _meet(m, t, day, found)
        if self._lengths:
            self._begin(t, day, found)
        if self._land is not None and t.point is not None:
            self._on_the_map(t, day, found)
        for scope in t.scopes:
            for m in self._places.get(scope, ()):
                _meet(m, t, day, found)
        if t.postcode and self._indexes:
            for low, high, m in self._indexes.get(t.postcode[:_PREFIX], ()):
                if low <= t.postcode <= high:
                    _meet(m, t, day, found)
        for m in self._defaults:
            _meet(m, t, day, found)
        found.open_places = self._open_places(t)
        return found

    def _begin(self, t: Traits, day: int, found: Found) -> None:
        """Find the longest known beginning of the first name, where the address names no finer place.

        A place that no dictionary holds may be the beginning by itself.
        """
        if t.place != t.known:
            for m in self._starts.get(t.place.removeprefix(f"{t.known}/"), ()):
                if m.scope.key == t.known:
                    _meet(m, t, day, found)
            return
        for length in self._lengths:
            for m in self._starts.get(t.start[:length], ()):
                if m.scope.key in ("", t.place) and name_behind(t.start, t.start[:length]):
                    _meet(m, t, day, found)
            if found.hits and found.hits[-1].rule.kind == "beginning":
                return

    def _on_the_map(self, t: Traits, day: int, found: Found) -> None:
        """Find the lands around the address's point."""
        assert self._land is not None
        assert t.point is not None
        inside, partly = self._land.around(t.point.latitude, t.point.longitude, t.point.spread_m)
        for i in inside:
            _meet(self._on_land[i], t, day, found)
        if partly:
            around = Found()
            for i in partly:
                _meet(self._on_land[i], t, day, around)
            found.open_points = around.hits

    def _open_places(self, t: Traits) -> Sequence[Matcher]:
        """Return one rule a zone for what the address may mean and does not name: finer places, streets, estates."""
        place = t.place
        if place != t.known and place not in self._places and place not in self._below:
            place = t.known  # a name that neither the dictionary nor the table knows says nothing
        below = self._below.get(place)
        found = list(below.values()) if below else []
        if not t.locator:
            for scope in t.scopes:
                found += self._named.get(scope, {}).values()
        return found


def _enter(table: dict[str, list[Matcher]], keys: Iterable[str], m: Matcher) -> None:
    for key in keys:
        table[key].append(m)


def _meet(m: Matcher, t: Traits, day: int, found: Found) -> None:
    """Put a rule whose key an address has where it belongs."""
    scope = m.scope.key
    if (scope and scope not in t.scopes) or not m.since <= day <= m.until:
        return
    if m.rule.town_missing and t.place != scope:
        return
    fits = m.fits(t)
    if fits:
        found.hits.append(m)
    elif fits is None:
        found.open_numbers.append(m)
