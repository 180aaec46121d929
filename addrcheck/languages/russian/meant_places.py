"""Which places a misspelt word may name, and how unlikely it is that one of them is meant."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.slips import Nearby
from addrcheck.languages import Settlement
from addrcheck.languages.russian.line import Line, Phrase
from addrcheck.languages.russian.names import is_federal, names_of
from addrcheck.model import Level

_PEOPLE = 1e8
_FEW_PEOPLE = 200  # a village of which nothing is known
_REGION, _AREA = 4.0, 6.0
"""How unlikely one of the regions, or one of the areas, is meant."""

_TYPED_VILLAGE, _BARE_VILLAGE = 3.0, 6.0  # by how much more a village is one that the dictionary lacks
_NARROWED = 3.0  # by how much the region that the text names makes its places likelier
_ASKED = {"city": -3.0, "region": -6.0, "area": 0.0, "district": 0.0, "settlement": 0.0, "": 4.0}
"""What a name must exceed by its type word: how often names of the kind are in no dictionary."""

_SURE = 0.85


class MeantPlaces:
    """The places around one line: the region that it names, and the names that its words can make."""

    def __init__(
        self, line: Line, settlement: Settlement, gazetteer: Gazetteer, oddness: Callable[[str], float]
    ) -> None:
        self.line = line
        self.gazetteer = gazetteer
        self.oddness = oddness
        self.names = names_of(gazetteer)
        surely = [n.place for n in settlement.named if n.mention.strength >= _SURE]
        self.region = settlement.chain[0] if surely else None
        typed = (p.element.type for p in line.phrases if p.element is not None)
        self.has_town = (
            any(gazetteer.levels[p] >= Level.CITY or is_federal(gazetteer, p) for p in surely)
            or "city" in typed
            or "settlement" in typed
        )

    def unlikely(self, i: int, near: Nearby, phrase: Phrase | None, villages: bool) -> float:
        """Return how unlikely a place is meant by a nearby word in place of word ``i``; infinite where none fits.

        ``phrase`` is the type word with its name, None for a bare word; ``villages`` tells whether they come
        into question: one that is spelt a little otherwise may well be another one.
        """
        element = phrase.element if phrase is not None else None
        kind = element.type if element is not None else ""
        lacking = _TYPED_VILLAGE if element is not None else _BARE_VILLAGE
        least = math.inf
        for place, rest in self._fitting(i, near.word, phrase, kind):
            village = kind == "settlement" or self.gazetteer.levels[place] == Level.SETTLEMENT
            if villages or not village:
                least = min(least, self._unlikely(place) - rest + (lacking if village else 0.0))
        return least + _ASKED[kind]

    def joined(self, i: int, near: Nearby) -> float:
        """Return how unlikely a nearby word in place of free word ``i`` ends the name that a place beside it begins.

        "г. Нижний Ломыв" is no Нижний, though the dictionary knows a place of that name.
        """
        line = self.line
        least = math.inf
        for phrase in line.phrases:
            if phrase.places and phrase.name_last == i and line.gaps[i] < 2:
                for first, last, name in self._names_with(i, near.word):
                    if first == phrase.name_first and last == i + 1:
                        places = self.names.meant(name, phrase.element)
                        least = min([least, *(self._unlikely(place) for place, _ in places)])
        return least + _ASKED["city"]

    def _fitting(self, i: int, word: str, phrase: Phrase | None, kind: str) -> list[tuple[int, float]]:
        """Return the places that may be named with ``word`` in place of word ``i``, with what the name's other words say for them."""
        line = self.line
        element = phrase.element if phrase is not None else None
        name_first, name_last = (phrase.name_first, phrase.name_last) if phrase is not None else (i, i + 1)
        found: list[tuple[int, float]] = []
        for first, last, name in self._names_with(i, word):
            if element is None:
                fits = self._may_stand(first, last, self.names.info(name).town)
            else:
                fits = first == name_first and (last == name_last or kind == "city")
            rest = sum(self.oddness(line.words[k]) for k in range(first, last) if k != i) / 2
            found += [(place, rest) for place, _ in self.names.meant(name, element)] if fits else []
        if kind == "region":  # the one that is settled may follow from a town of the same name elsewhere
            return found
        inside = [x for x in found if self._inside(x[0])]
        if kind == "city" and not inside:
            return [x for x in found if self._is_town(x[0])]  # a town beside a region that is not its own
        return inside

    def _may_stand(self, first: int, last: int, town: bool) -> bool:
        """Tell whether a bare name may be a place: all of its field, or a town at either end of it."""
        line = self.line
        begins = line.gaps[first] == 2 or line.taken[first - 1]
        ends = line.gaps[last] == 2 or line.taken[last]
        return (begins and ends) or town

    def _names_with(self, i: int, word: str) -> Iterator[tuple[int, int, int]]:
        """Yield (first, last, name) for the names of the dictionary around word ``i``, were it ``word``."""
        line = self.line
        first, last = i, i + 1
        while first > max(0, i - 3) and line.gaps[first] < 2:
            first -= 1
        while last < min(len(line.words), i + 4) and line.gaps[last] < 2:
            last += 1
        text, starts, ends = "", {}, {}
        for k in range(first, last):
            text += line.glue[k] if k > first else ""
            starts[len(text)] = k
            text += word if k == i else line.words[k]
            ends[len(text)] = k + 1
        for start, end, name in self.gazetteer.scan(text):
            if start in starts and end in ends and starts[start] <= i < ends[end]:
                yield starts[start], ends[end], name

    def _unlikely(self, place: int) -> float:
        """Return how unlikely a place is meant, in nats."""
        gazetteer = self.gazetteer
        level = gazetteer.levels[place]
        narrowed = _NARROWED if self.region is not None and self._inside(place) else 0.0
        if level == Level.REGION and not is_federal(gazetteer, place):
            return _REGION
        if level in (Level.AREA, Level.DISTRICT):
            return _AREA - narrowed
        return math.log(_PEOPLE / max(gazetteer.populations[place], _FEW_PEOPLE)) - narrowed

    def _inside(self, place: int) -> bool:
        return self.region is None or self.region in self.gazetteer.chain(place)

    def _is_town(self, place: int) -> bool:
        return self.gazetteer.levels[place] == Level.CITY or is_federal(self.gazetteer, place)
