"""The places of one country, opened from a compiled dictionary and never changed.

A place is an integer (its row); its attributes stand in columns. A *name* is an integer too: the
pattern number of the automaton that finds it in a text. ``Gazetteer.named`` tells which places bear a
name, and ``NameKind`` how they bear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cached_property

from daachorse import CharwiseDoubleArrayAhoCorasick

from addrcheck.gazetteer.columns import ColumnReader, Groups, Strings
from addrcheck.model import ComponentType, Level

_DEVZONE = re.compile(r"(?:开发区|高新区|经开区|保税区|示范区|实验区|管理区|高新技术产业区|合作区|试验区)$")
_LEVEL_TYPE: dict[int, ComponentType] = {
    Level.REGION: "region",
    Level.AREA: "area",
    Level.CITY: "city",
    Level.DISTRICT: "district",
    Level.TOWN: "town",
    Level.SETTLEMENT: "settlement",
}

_OLDEST = {"CN": 0.3, "RU": 0.05}
"""At most so much speaks against an old name; Свердловск and Ленинград live on, a county of the eighties does not."""

FULL_NAME = 3
"""A Chinese name of so many characters with its level word is believed wherever it stands."""

NOWHERE = 0xFFFFFFFF
"""The parent of a place that has none."""


class NameKind(IntEnum):
    """How a place bears a name; the smaller, the stronger the evidence."""

    OFFICIAL = 0
    """浙江省, Московская область, Химки."""
    SHORT = 1
    """浙江 for 浙江省; Московская for Московская область."""
    ALIAS = 2
    """魔都, Питер: written by hand with a reason."""
    FORMER = 3
    """An old name of a place that still stands."""
    STEM = 4
    """A Chinese town without 镇, 乡, 街道: believed only inside its district."""


class Gazetteer:
    """The places of one country and the names that lead to them."""

    def __init__(self, country: str, columns: ColumnReader) -> None:
        self.country = country
        self._columns = columns
        self.version = columns.blob("version").decode()
        self.levels = columns.integers("level")
        self.parents = columns.integers("parent")
        self.populations = columns.integers("population")
        self.until_years = columns.integers("until")
        self.names = columns.strings("name")
        self.latin_names = columns.strings("latin")
        self.codes = columns.strings("code")
        self.kinds = columns.strings("kind")
        self.postcodes = columns.strings("postcode")
        self.phone_codes = columns.strings("phone_code")
        self.children = columns.groups("children")
        self.successors = columns.groups("successors")
        self.year = int(self.version[:4]) if self.version[:4].isdigit() else 2026
        self._priors = columns.integers("prior")
        self._latitudes = columns.integers("latitude")
        self._longitudes = columns.integers("longitude")
        self._accuracies = columns.integers("accuracy")
        self._spelt = columns.strings("spelt")
        self.full_names = columns.integers("full")
        self._posting_places = columns.groups("posting.place")
        self._posting_kinds = columns.groups("posting.kind")
        self._automaton = CharwiseDoubleArrayAhoCorasick.deserialize(columns.blob("automaton"))
        self._sound_letters = columns.strings("sound")
        self._simplification = columns.strings("simplification")
        self.derived: dict[str, object] = {}
        """Indexes that a stage makes once from the columns, when it first needs them."""
        self._described: dict[int, tuple[ComponentType, str, str, str]] = {}
        self._parents_of_stem: dict[int, frozenset[int]] = {}
        self._memo: dict[int, tuple[tuple[int, NameKind], ...]] = {}
        self._chains: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.levels)

    def strings(self, name: str) -> Strings:
        """Return a column that only some readers need; nothing of it is read before."""
        return self._columns.strings(name)

    def integers(self, name: str) -> memoryview:
        """Return a column of integers that only some readers need."""
        return self._columns.integers(name)

    def groups(self, name: str) -> Groups:
        """Return a column of lists that only some readers need."""
        return self._columns.groups(name)

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        """Return every occurrence of every name as (start, end, name); overlaps included, by end.

        ``text`` must be folded the way names are (``addrcheck.reading``); spans index ``text``.
        """
        return self._automaton.find_overlapping(text)

    def spelt(self, name: int) -> str:
        """Return the letters of a name, folded."""
        return self._spelt[name]

    def named(self, name: int) -> tuple[tuple[int, NameKind], ...]:
        """Return the places that bear a name, and how; the strongest first."""
        found = self._memo.get(name)
        if found is None:
            kinds = map(NameKind, self._posting_kinds[name])
            found = self._memo[name] = tuple(zip(self._posting_places[name], kinds, strict=True))
        return found

    def parents_of_stem(self, name: int) -> frozenset[int]:
        """Return where the places that bear a name lie; towns' stems are borne by many."""
        found = self._parents_of_stem.get(name)
        if found is None:
            found = self._parents_of_stem[name] = frozenset(
                self.parents[place] for place, _ in self.named(name)
            )
        return found

    def chain(self, place: int) -> tuple[int, ...]:
        """Return the place and all that it lies in, the largest first."""
        chain = self._chains.get(place)
        if chain is None:
            parent = self.parents[place]
            chain = self._chains[place] = (*(() if parent == NOWHERE else self.chain(parent)), place)
        return chain

    @cached_property
    def large_places(self) -> tuple[int, ...]:
        """The standing places down to the county, and the cities."""
        return tuple(
            p for p, level in enumerate(self.levels) if level <= Level.DISTRICT and not self.until_years[p]
        )

    @cached_property
    def _sounds(self) -> dict[int, str]:
        """The table from a character to the letter that stands for its sound."""
        return _table(self._sound_letters)

    def sound(self, text: str) -> str:
        """Return ``text`` with every character replaced by one that stands for its sound, tones aside."""
        return text.translate(self._sounds)

    @cached_property
    def simplified(self) -> dict[int, str]:
        """The table from traditional to simplified characters."""
        return _table(self._simplification)

    def described(self, place: int) -> tuple[ComponentType, str, str, str]:
        """Return component type, name, code and kind of a place; a development zone of a town's size is a devzone."""
        found = self._described.get(place)
        if found is None:
            name, type_ = self.names[place], _LEVEL_TYPE[self.levels[place]]
            if type_ == "town" and _DEVZONE.search(name):
                type_ = "devzone"
            found = self._described[place] = type_, name, self.codes[place], self.kinds[place]
        return found

    def level(self, place: int) -> Level:
        """Return the level of a place."""
        return Level(self.levels[place])

    def is_former(self, place: int) -> bool:
        """Tell whether the place exists no more; ``successors`` then says what became of it."""
        return bool(self.until_years[place])

    @cached_property
    def _phone_areas(self) -> dict[str, str]:
        """The name of the largest place of each telephone area code."""
        areas: dict[str, str] = {}
        for place in sorted(self.large_places, key=self.levels.__getitem__):
            for code in self.phone_codes[place].split():
                areas.setdefault(code, self.names[place])
        return areas

    def phone_area(self, code: str) -> str | None:
        """Return the name of the place that a telephone area code belongs to."""
        return self._phone_areas.get(code)

    def age(self, place: int) -> float:
        """Return what speaks against a name that is no more, 0 to 0.3: the longer ago, the less it is meant."""
        until = self.until_years[place]
        if not until:
            return 0.0
        return min(_OLDEST[self.country], max(0, self.year - until) / 100)

    def distance(self, place: int) -> float:
        """Return what speaks against a place that senders rarely mean without saying its region (``priors.tsv``)."""
        return self._priors[self.chain(place)[0]] / 1000

    def position(self, place: int) -> tuple[float, float, int] | None:
        """Return latitude and longitude (degrees, WGS 84) and accuracy (metres), or None where unknown."""
        accuracy = self._accuracies[place]
        if not accuracy:
            return None
        return self._latitudes[place] / 1e5, self._longitudes[place] / 1e5, accuracy

    def below(self, place: int, depth: int = 1) -> Iterator[int]:
        """Yield the places inside ``place``, ``depth`` levels down, former ones included."""
        for child in self.children[place]:
            yield child
            if depth > 1:
                yield from self.below(child, depth - 1)


def _table(pair: Strings) -> dict[int, str]:
    """Return a translation table from a column of two strings of equal length."""
    return {ord(a): b for a, b in zip(pair[0], pair[1], strict=True)} if len(pair) else {}
