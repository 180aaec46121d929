"""Chinese place names with one thing wrong: another character of the same sound, one wrong, missing or too many.

The larger places stand in an index of everything that one slip can make of their names, so a look-up costs
a few dictionary accesses, however many places there are. Towns are compared one by one among the children
of the place already settled, which are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from addrcheck.gazetteer.folding import town_stem
from addrcheck.gazetteer.places import Gazetteer

SAME_STEM, SAME_SOUND, ONE_WRONG = 0.05, 0.15, 0.25
"""What each kind of slip costs; the first is no slip: a town that became a 街道 keeps its stem."""

_SHORTEST = 3  # 赵县: with one character wrong it could be any county

_TELLS_BLOCKS_APART = frozenset("新老东西南北中一二三四五六七八九十0123456789")
"""Nobody types one of these too much: 银海二区 and 红旗新区 are blocks, not 银海区 and 红旗区."""


class SlipIndex:
    """Everything that one slip can make of a name, and whose name it was."""

    def __init__(self, gazetteer: Gazetteer, places: Iterable[int]) -> None:
        keys: defaultdict[str, list[int]] = defaultdict(list)
        for place in places:
            name = gazetteer.names[place]
            keys["=" + name].append(place)
            keys["~" + gazetteer.sound(name)].append(place)
            if len(name) >= _SHORTEST:
                for key in {*_wildcards(name), *("-" + short for short in _shortened(name))}:
                    keys[key].append(place)
        self._keys = dict(keys)
        self._sound = gazetteer.sound

    def near(self, word: str) -> dict[int, float]:
        """Return the places whose name is one slip from ``word``, with what the slip costs."""
        found: dict[int, float] = {}
        get = self._keys.get
        for place in get("~" + self._sound(word), ()):
            found[place] = SAME_SOUND
        if len(word) < _SHORTEST:
            return found
        keys = [*_wildcards(word), "-" + word]
        if len(word) > _SHORTEST:
            keys.extend("=" + short for short in _shortened(word, _TELLS_BLOCKS_APART))
        for key in keys:
            for place in get(key, ()):
                found.setdefault(place, ONE_WRONG)
        return found


def _wildcards(name: str) -> Iterator[str]:
    """Yield the name with each character but the level word left open."""
    for i in range(len(name) - 1):
        yield f"{name[:i]}?{name[i + 1 :]}"


def _shortened(name: str, kept: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the name with each character but the level word, and those ``kept``, left out."""
    for i in range(len(name) - 1):
        if name[i] not in kept:
            yield name[:i] + name[i + 1 :]


def nearest_towns(word: str, towns: Sequence[int], gazetteer: Gazetteer) -> dict[int, float]:
    """Return the towns whose name is ``word`` with another level word or one slip, with the cost."""
    found = {}
    stem = town_stem(word)
    for town in towns:
        cost = _town_cost(word, stem, gazetteer.names[town], gazetteer)
        if cost is not None:
            found[town] = cost
    return found


def _town_cost(word: str, stem: str, name: str, gazetteer: Gazetteer) -> float | None:
    """Return what it costs to read ``word`` as the town ``name``, or None where they are too far apart."""
    other = town_stem(name)
    if stem == other:
        return SAME_STEM
    if len(stem) != len(other) or len(stem) < 2:
        return None
    if gazetteer.sound(stem) == gazetteer.sound(other):
        return SAME_SOUND
    wrong = sum(a != b for a, b in zip(stem, other, strict=True))
    return ONE_WRONG if wrong == 1 and len(stem) > 2 else None
