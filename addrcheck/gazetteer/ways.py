"""The ways of typing that each country's dictionary understands, and its street words; opened when first needed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

from addrcheck.gazetteer.completion import Source, Way
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.prefix import Keys


class Street(Struct, frozen=True, gc=False):
    """A name that streets of many towns have; whether this town has it nobody here knows."""

    name: str
    kind: str
    count: int


class RussianWords:
    """The type words of Russian addresses and the usual streets, for completions."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.places = frozenset(_all(gazetteer, "typed.place_words"))
        self.streets = dict(_pairs(gazetteer, "typed.street_words"))
        """Spelling → long form."""
        self._kinds = tuple(word for word in self.places if len(word) > 3)
        self.written = dict(_pairs(gazetteer, "typed.written"))
        """Long form of a street's type word → as it stands on an envelope."""
        rows = [row.split("\t") for row in _all(gazetteer, "typed.streets")]
        self._keys = [row[0] for row in rows]
        self._streets = [Street(row[1], row[2], int(row[3])) for row in rows]

    def begins_kind(self, word: str) -> bool:
        """Tell whether a word may be the beginning of a type word of places."""
        return any(kind.startswith(word) for kind in self._kinds)

    def beginning(self, prefix: str) -> list[Street]:
        """Return the usual streets whose folded name, or its Latin skeleton, begins with ``prefix``, the commonest first."""
        first = bisect_left(self._keys, prefix)
        found = takewhile(lambda i: self._keys[i].startswith(prefix), range(first, len(self._keys)))
        streets = dict.fromkeys(self._streets[i] for i in found)
        return sorted(streets, key=lambda street: (-street.count, len(street.name)))


def _all(gazetteer: Gazetteer, column: str) -> list[str]:
    """Return a whole column of strings."""
    strings = gazetteer.strings(column)
    return [strings[i] for i in range(len(strings))]


def _pairs(gazetteer: Gazetteer, column: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a column, apart by a tab."""
    for row in _all(gazetteer, column):
        first, second = row.split("\t")
        yield first, second


def ways_of(gazetteer: Gazetteer) -> dict[str, Way]:
    """Return the ways of typing of an opened dictionary by name, the same each time."""
    ways: dict[str, Way] | None = gazetteer.derived.get("ways")  # type: ignore[assignment]
    if ways is None:
        ways = _chinese(gazetteer) if gazetteer.country == "CN" else _russian(gazetteer)
        gazetteer.derived["ways"] = ways
    return ways


def russian_words(gazetteer: Gazetteer) -> RussianWords:
    """Return the words of an opened Russian dictionary, the same each time."""
    words = gazetteer.derived.get("typed words")
    if not isinstance(words, RussianWords):
        words = gazetteer.derived["typed words"] = RussianWords(gazetteer)
    return words


def _chinese(gazetteer: Gazetteer) -> dict[str, Way]:
    def keys(name: str) -> Keys:
        return Keys(gazetteer, f"typed.{name}")

    return {
        "han": Way((Source(keys("name")),), spaced=False, alike=1, own=True, slip_from=3),
        "sound": Way(
            (Source(keys("sound"), 2.0, mends=False),), spaced=False, alike=1, own=False, slip_from=99
        ),
        "latin": Way(
            (Source(keys("pinyin"), 0.0, 3), Source(keys("initials"), 1.0, 2, mends=False)),
            spaced=False,
            alike=2,
            own=False,
            slip_from=5,
        ),
        "cyrillic": Way((Source(keys("cyrillic"), 2.0, 3),), spaced=False, alike=2, own=False, slip_from=5),
    }


def _russian(gazetteer: Gazetteer) -> dict[str, Way]:
    def keys(name: str) -> Keys:
        return Keys(gazetteer, f"typed.{name}")

    return {
        "han": Way((Source(keys("name"), 1.0),), spaced=False, alike=1, own=False, slip_from=3),
        "cyrillic": Way(
            (Source(keys("name")), Source(keys("later"), 2.0, 3)), spaced=True, alike=2, own=True, slip_from=4
        ),
        "latin": Way((Source(keys("latin"), 2.0, 3),), spaced=True, alike=2, own=False, slip_from=5),
    }
