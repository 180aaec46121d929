"""Finding today's county for a county as an older list names it: 浙江省 杭州市 富阳市 → 富阳区."""

from __future__ import annotations

from collections import defaultdict

from addrcheck.model import Level
from addrcheck.sources.china.place import Ended, Places, stem


class CountyLookup:
    """Looks up counties by the names of their region and prefecture, old names included."""

    def __init__(self, places: Places, ended: list[Ended]) -> None:
        self._places = places
        self._by_name: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._old: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._regions_with: dict[str, set[str]] = defaultdict(set)
        self._regions = {p.name: p.code for p in places.values() if p.level == Level.REGION}
        for place in places.values():
            if place.level == Level.DISTRICT:
                self._regions_with[place.name].add(place.code[:2])
                self._by_name[place.code[:2], place.name].append((self._city(place.parent), place.code))
        for e in ended:
            if e.level == Level.DISTRICT and len(e.successors) == 1:
                self._regions_with[e.name].add(e.parent[:2])
                self._old[e.parent[:2], e.name].append((self._city(e.parent), e.successors[0]))

    def _city(self, code: str) -> str:
        """Return the stem of a prefecture's name, by which older lists are compared."""
        return stem(self._places[code].name)

    def find(self, region: str, city: str, county: str) -> tuple[str, bool]:
        """Return today's code and whether the name still stands; an empty code where it is not certain."""
        prefix = self._regions.get(region, "")[:2]
        for index, stands in ((self._by_name, True), (self._old, False)):
            found = index.get((prefix, county), [])
            inside = {code for home, code in found if home == stem(city)}
            # Districts' names are too common to look beyond the prefecture, but for those that are unique.
            unique = not county.endswith("区") or self._regions_with[county] <= {prefix}
            for codes in (inside, {code for _, code in found} if unique else set()):
                if len(codes) == 1:
                    code = next(iter(codes))
                    return (code, stands) if self._places[code].level == Level.DISTRICT else ("", False)
        return "", False
