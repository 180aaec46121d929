"""The names of the dictionary: where they stand in a line and what they can mean."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.languages.russian.elements import Element, street_names
from addrcheck.languages.russian.line import Line, Places
from addrcheck.model import Level

ADJECTIVAL = ("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ье")
"""Endings of names that are adjectives, as those of districts and of many streets are."""

_LARGE = 30_000
"""A town of so many people is known everywhere."""


class NameInfo(Struct, frozen=True, gc=False):
    """What a name of the dictionary can mean, levels aside.

    ``town`` also for a federal city; ``street`` for a name that many streets bear too.
    """

    places: Places
    levels: frozenset[int]
    town: bool
    large: bool
    region: bool
    adjectival: bool
    street: bool


class Typed(Struct, frozen=True, gc=False):
    """What a name can mean beside a type word, and the levels that the word stands for among those places."""

    places: Places
    levels: tuple[Level, ...]


class Names:
    """What the names of one gazetteer mean, worked out the first time each is met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._infos: dict[int, NameInfo] = {}
        self._typed: dict[tuple[int, str], Typed] = {}

    def info(self, name: int) -> NameInfo:
        """Return what a name can mean."""
        info = self._infos.get(name)
        if info is None:
            gazetteer = self.gazetteer
            places = gazetteer.named(name)
            levels = frozenset(gazetteer.levels[place] for place, _ in places)
            federal = any(is_federal(gazetteer, place) for place, _ in places)
            cities = [place for place, _ in places if gazetteer.levels[place] == Level.CITY]
            info = self._infos[name] = NameInfo(
                places,
                levels,
                federal or bool(cities),
                federal or any(gazetteer.populations[place] >= _LARGE for place in cities),
                Level.REGION in levels,
                gazetteer.spelt(name).endswith(ADJECTIVAL),
                gazetteer.spelt(name) in street_names(),
            )
        return info

    def typed(self, name: int, element: Element) -> Typed:
        """Return the places of a name that a type word allows, those of its own kind first."""
        key = (name, element.kind)
        found = self._typed.get(key)
        if found is None:
            found = self._typed[key] = self._allowed(self.info(name).places, element)
        return found

    def meant(self, name: int, element: Element | None) -> Places:
        """Return the places that a name can mean, beside a type word or alone."""
        return self.info(name).places if element is None else self.typed(name, element).places

    def _allowed(self, places: Places, element: Element) -> Typed:
        gazetteer = self.gazetteer
        wanted = element.levels
        levels: tuple[int, ...] = wanted
        if element.type in ("city", "settlement"):
            # towns are demoted and villages grow; people keep the old word
            levels = (Level.CITY, Level.SETTLEMENT)
        allowed = [p for p in places if gazetteer.levels[p[0]] in levels]
        if element.type == "city":
            wanted = (*wanted, Level.REGION)
            allowed += [p for p in places if is_federal(gazetteer, p[0])]
        present = {gazetteer.levels[place] for place, _ in allowed}
        return Typed(
            tuple(sorted(allowed, key=lambda p: (gazetteer.kinds[p[0]] != element.kind, p[1]))),
            tuple(level for level in wanted if level in present) or (Level.CITY, Level.SETTLEMENT),
        )


def is_federal(gazetteer: Gazetteer, place: int) -> bool:
    """Tell whether a region is a city: Москва, Санкт-Петербург, Севастополь."""
    return gazetteer.levels[place] == Level.REGION and gazetteer.kinds[place] == "город"


def stands_alone(line: Line, names: Names, info: NameInfo, first: int, last: int) -> bool:
    """Tell whether a name at the head of a run of words is a place and not their adjective.

    Москва in "москва складочная" is, Тверская in "Тверская Застава" is not, московская in "московская видное" is.
    """
    if line.glue[last].strip() == "-":
        return False
    if not info.adjectival:
        return True
    if info.town and not line.capital(first):
        return True
    return any(names.info(name).town for _, name in line.hits.get(last, ()))


@lru_cache(maxsize=8)
def names_of(gazetteer: Gazetteer) -> Names:
    """Return the memory of what the names of ``gazetteer`` mean."""
    return Names(gazetteer)


def find_hits(line: Line) -> None:
    """Look up every name of the dictionary that begins and ends at a border of words."""
    starting = {start: i for i, start in enumerate(line.starts)}
    ending = {end: i for i, end in enumerate(line.ends, start=1)}
    if ")" in line.folded:  # Саха (Якутия)
        ending |= {end + 1: i for end, i in ending.items() if line.folded[end : end + 1] == ")"}
    hits, back = line.hits, line.hits_ending
    for start, end, name in line.gazetteer.scan(line.folded):
        first = starting.get(start)
        if first is None:
            continue
        last = ending.get(end)
        if last is None:
            continue
        if first in hits:
            hits[first].append((last, name))
        else:
            hits[first] = [(last, name)]
        if last in back:
            back[last].append((first, name))
        else:
            back[last] = [(first, name)]
