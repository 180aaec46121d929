"""Towns whose name or county changed since 2016: the statistics bureau's older lists against today's towns.

An heir is the town of the same stem in the same county (黄家乡 → 黄家街道), or the town of the same name in
another county of the city that did not have it then (余杭区临平街道 → 临平区). Mergers into a town of another
name leave no trace in the lists: such names are dropped, since nothing could be said about them.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from addrcheck.model import Level
from addrcheck.sources.china.functional import Street
from addrcheck.sources.china.place import Ended, Journal, Places, stem

_OFFICES = (("街道办事处", "街道"), ("地区办事处", "地区"), ("乡人民政府", "乡"), ("镇人民政府", "镇"))
_TOWN_TYPES = ("街道", "镇", "乡", "苏木")
_RARE = 2


class OldTowns:
    """Today's towns and the counties that older lists name, ready for comparing."""

    def __init__(self, places: Places, ended: list[Ended]) -> None:
        self._places = places
        self._by_county: dict[str, dict[str, str]] = defaultdict(dict)
        self._by_stem: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._in_city: dict[tuple[str, str], list[str]] = defaultdict(list)
        for town in places.values():
            if town.level == Level.TOWN:
                self._by_county[town.parent][town.name] = town.code
                self._by_stem[town.parent, stem(town.name)].append(town.code)
                self._in_city[self._city(town.parent), town.name].append(town.code)
        self._names = Counter(p.name for p in places.values() if p.level == Level.TOWN)
        self._heirs = {e.code: e.successors for e in ended if e.level == Level.DISTRICT}

    def _city(self, county: str) -> str:
        return self._places[county].parent

    def compare(self, streets: list[Street], year: int, until: int, journal: Journal) -> list[Ended]:
        """Return the names of a list of ``year`` that today's towns answer to.

        ``until`` is the year of the next list at hand: when in between a name ended is not known.
        """
        had: dict[str, set[str]] = defaultdict(set)
        for street in streets:
            had[street.county].add(_plain(street.name))
        found: list[Ended] = []
        moved: list[Ended] = []
        lost = []
        for street in streets:
            name = _plain(street.name)
            counties = (
                [street.county] if street.county in self._places else list(self._heirs.get(street.county, ()))
            )
            if (
                not name.endswith(_TOWN_TYPES)
                or not counties
                or any(name in self._by_county[c] for c in counties)
            ):
                continue
            raised, gone = self._raised(name, counties), self._moved(name, counties, had)
            heir = raised or gone
            home = counties[0] if len(counties) == 1 or not heir else self._places[heir].parent
            if heir and name not in self._by_county[home]:
                note = f"statistics bureau's list of {year}"
                one = Ended(name, Level.TOWN, home, street.code, until, (heir,), note)
                (found if raised else moved).append(one)
            else:
                lost.append(name)
        moved = self._believable(moved)
        journal.tell(f"towns of {year} under another name", [e.name for e in found], 12)
        journal.tell(f"towns of {year} in another county", [e.name for e in moved], 12)
        journal.tell(f"towns of {year} whose heir is not known, dropped", lost, 12)
        return found + moved

    def _believable(self, moved: list[Ended]) -> list[Ended]:
        """Keep moves of rare names, and of common ones (东城街道) only where others moved the same way."""
        ways = Counter((e.parent, self._places[e.successors[0]].parent) for e in moved)
        return [
            e
            for e in moved
            if ways[e.parent, self._places[e.successors[0]].parent] > 1 or self._names[e.name] <= _RARE
        ]

    def _raised(self, name: str, counties: list[str]) -> str:
        same_stem = [code for county in counties for code in self._by_stem.get((county, stem(name)), [])]
        return same_stem[0] if len(same_stem) == 1 else ""

    def _moved(self, name: str, counties: list[str], had: dict[str, set[str]]) -> str:
        if any(self._by_stem.get((county, stem(name))) for county in counties):
            return ""
        there = [
            code
            for code in self._in_city.get((self._city(counties[0]), name), [])
            if self._places[code].parent not in counties and name not in had[self._places[code].parent]
        ]
        return there[0] if len(there) == 1 else ""


def _plain(name: str) -> str:
    """Return the town's name for its office's: 建外街道办事处 → 建外街道."""
    for office, plain in _OFFICES:
        name = name.replace(office, plain)
    return name
