"""From a key in Latin or Russian letters to the places that it may spell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from addrcheck.gazetteer.places import Gazetteer, NameKind
from addrcheck.languages.chinese.abroad.elements import Element
from addrcheck.model import Level

Bearers = tuple[tuple[int, NameKind], ...]

_LEVELS: dict[str, frozenset[int]] = {
    "region": frozenset({Level.REGION}),
    "city": frozenset({Level.REGION, Level.CITY, Level.DISTRICT}),
    "district": frozenset({Level.DISTRICT}),
    "town": frozenset({Level.TOWN}),
}
_SHORT = 4
_LONG = 5
_MIXED_UP, _ONE_WRONG = 0.05, 0.15
_CASES = re.compile(r"(?:ом|ем|[аяуюеи])$")
_LOOSE_LATIN = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("lyu", "lu"), ("nyu", "nu"), ("ng", "n"))
_LOOSE_CYRILLIC = (
    ("чж", "ж"), ("дж", "ж"), ("дз", "ц"), ("цз", "ц"), ("нг", "н"), ("хой", "хуй"), ("хуэй", "хуй"),
    ("э", "е"), ("й", "и"), ("ы", "и"), ("ь", ""), ("уо", "о"),
)  # fmt: skip


class Names:
    """The larger places of China by their keys; made once a gazetteer, when a text abroad first needs it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._latin, self._cyrillic = gazetteer.strings("abroad.latin"), gazetteer.strings("abroad.cyrillic")
        self._usual: defaultdict[str, list[int]] = defaultdict(list)
        self._other: defaultdict[str, list[int]] = defaultdict(list)
        self._exonyms: dict[str, list[int]] = {}
        self._loose: dict[str, list[int]] = {}
        for place, level in enumerate(gazetteer.levels):
            if level > Level.DISTRICT:
                continue
            for column in (self._latin, self._cyrillic):
                usual, _, other = column[place].partition(";")
                for key in usual.split():
                    self._usual[key].append(place)
                for key in other.split():
                    self._other[key].append(place)
        keys, places = gazetteer.strings("abroad.exonym"), gazetteer.strings("abroad.exonym.place")
        for i in range(len(keys)):
            self._exonyms[keys[i]] = [int(place) for place in places[i].split()]

    def find(self, key: str, elements: Sequence[Element] = ()) -> Bearers:
        """Return the places that ``key`` spells, as far as the type word allows them; without one, the larger."""
        found = self._named(key, elements)
        if not found and not key.isascii():
            found = next(filter(None, (self._named(form, elements) for form in _nominatives(key))), ())
        if not found and elements and len(key) > _SHORT:
            near = [p for p in self._spelt_loosely(key) if self.fits(p, elements)]
            found = _bearers(near, NameKind.ALIAS)
        return found

    def misspelt(self, key: str) -> Bearers:
        """Return the larger places whose names people mix up with ``key``: Шеньжень is 深圳."""
        if len(key) <= _SHORT:
            return ()
        kept = [p for p in self._spelt_loosely(key) if not self._gazetteer.is_former(p)]
        return _bearers(kept, NameKind.ALIAS)

    def _spelt_loosely(self, key: str) -> Sequence[int]:
        """Return the places whose usual keys are ``key`` but for what people mix up."""
        if not self._loose:
            for usual, places in self._usual.items():
                self._loose.setdefault(loosely(usual), []).extend(places)
        return self._loose.get(loosely(key), ())

    def _named(self, key: str, elements: Sequence[Element]) -> Bearers:
        exonyms = self._exonyms.get(key, ())
        usual, other = self._usual.get(key, ()), self._other.get(key, ())
        if not (exonyms or usual or other):
            return ()
        if not elements:
            return self._bare(exonyms, usual, other)
        fitting = [p for p in (*exonyms, *usual) if self.fits(p, elements)]
        reread = [p for p in other if self.fits(p, elements) and p not in fitting]
        if all(self._gazetteer.is_former(p) for p in fitting):  # 临沧地区 is 临沧市 today
            fitting += [p for p in usual if self._is_city_of_today(p, elements)]
        if fitting or reread:
            return _bearers(fitting, NameKind.OFFICIAL) + _bearers(reread, NameKind.ALIAS)
        near = [p for p in (*exonyms, *usual, *other) if self._same_level(p, elements)]
        return _bearers(near, NameKind.ALIAS)

    def _bare(self, exonyms: Sequence[int], usual: Sequence[int], other: Sequence[int]) -> Bearers:
        """Return the places that are called so without a level word: no county of one syllable, none of old."""
        kept = [p for p in usual if len(self._gazetteer.names[p]) > 2]
        standing = [p for p in kept if not self._gazetteer.is_former(p)]
        rest = [p for p in other if not self._gazetteer.is_former(p) and len(self._gazetteer.names[p]) > 2]
        named = _bearers(exonyms, NameKind.ALIAS) + _bearers(standing or kept, NameKind.SHORT)
        return _once(named + _bearers(rest, NameKind.ALIAS))

    def fits(self, place: int, elements: Sequence[Element]) -> bool:
        """Tell whether one of the type words is the level word of a place: County is 县, not 区."""
        name, level = self._gazetteer.names[place], self._gazetteer.levels[place]
        return any(
            level in _LEVELS[e.type] and name.endswith(e.chinese) for e in elements if e.type in _LEVELS
        )

    def _same_level(self, place: int, elements: Sequence[Element]) -> bool:
        """Tell whether a place could have been of that kind once: 余杭市 is 余杭区 today."""
        return any(self._gazetteer.levels[place] in _LEVELS[e.type] for e in elements if e.type in _LEVELS)

    def _is_city_of_today(self, place: int, elements: Sequence[Element]) -> bool:
        """Tell whether a place is a city where the word speaks of a prefecture."""
        standing = self._gazetteer.levels[place] == Level.CITY and not self._gazetteer.is_former(place)
        return standing and any(element.type == "city" for element in elements)

    def lies_in(self, place: int, outer: set[int]) -> bool:
        """Tell whether a place lies in one of ``outer``."""
        return not outer.isdisjoint(self._gazetteer.chain(place)[:-1])

    def is_usual(self, key: str, place: int) -> bool:
        """Tell whether a place is usually read so."""
        return place in self._usual.get(key, ()) or place in self._exonyms.get(key, ())

    def among(self, key: str, places: Iterable[int]) -> dict[int, float]:
        """Return those of ``places`` that ``key`` spells, with what it costs: nothing, or a slip of the pen."""
        column = self._latin if key.isascii() else self._cyrillic
        found: dict[float, dict[int, float]] = {0.0: {}, _MIXED_UP: {}, _ONE_WRONG: {}}
        form = loosely(key)
        for place in places:
            keys = column[place].replace(";", " ").split()
            cost = 0.0 if key in keys else min((_cost(form, k) for k in keys), default=1.0)
            if cost in found:
                found[cost][place] = cost
        if len(found[_ONE_WRONG]) > 1 or len(form) < _LONG:
            found[_ONE_WRONG].clear()
        return next(filter(None, found.values()), {})


def names_of(gazetteer: Gazetteer) -> Names:
    """Return the names of a gazetteer, made when first needed."""
    names = gazetteer.derived.get("abroad")
    if names is None:
        names = gazetteer.derived["abroad"] = Names(gazetteer)
    return names  # type: ignore[return-value]


@lru_cache(maxsize=32_768)
def loosely(key: str) -> str:
    """Return a key without what people mix up: zh and z, ng and n; э and е, нь and н.

    >>> loosely("shenzhen") == loosely("senzen"), loosely("шэньчжэнь") == loosely("шенжен")
    (True, True)
    """
    for spelt, meant in _LOOSE_LATIN if key.isascii() else _LOOSE_CYRILLIC:
        key = key.replace(spelt, meant)
    return key


def _cost(form: str, key: str) -> float:
    """Return what it costs to read a loose form as ``key``; 1 where they are too far apart."""
    other = loosely(key)
    if form == other:
        return _MIXED_UP
    return _ONE_WRONG if Levenshtein.distance(form, other, score_cutoff=1) == 1 else 1.0


def _nominatives(key: str) -> list[str]:
    """Return what a Russian word may be the case form of: Пекина, Шанхая, Даляня."""
    found = _CASES.search(key)
    if not found or len(key) < 5:
        return []
    stem = key[: found.start()]
    return [stem, stem + "ь", stem + "й"]


def _bearers(places: Iterable[int], kind: NameKind) -> Bearers:
    """Return places with how they bear the name."""
    return tuple((place, kind) for place in places)


def _once(bearers: Bearers) -> Bearers:
    """Return each place once, as it was named first."""
    kinds: dict[int, NameKind] = {}
    for place, kind in bearers:
        kinds.setdefault(place, kind)
    return tuple(kinds.items())
