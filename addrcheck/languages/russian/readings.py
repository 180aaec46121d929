"""What a word that no dictionary holds was meant to be, by where it stands.

Each reading is weighed in nats: how odd the typed word would be as a name (``LetterModel``), less how unlikely
just this slip is, less how unlikely the meant word is where it stands. A slip is undone only where that
exceeds what names of that kind ask for: every town is in the dictionary, but few of the streets and villages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from addrcheck.gazetteer.lexicon import lexicon_of
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.slips import Nearby, shared, slip_index, two_slips
from addrcheck.languages import Settlement
from addrcheck.languages.russian.elements import street_names
from addrcheck.languages.russian.line import Line, Phrase
from addrcheck.languages.russian.meant_places import MeantPlaces
from addrcheck.languages.russian.meant_types import is_type_word
from addrcheck.languages.russian.streets import agrees
from addrcheck.languages.russian.typewords import RANKS

_OF_ADJECTIVES = "ого его ому ему ыми ими ая яя ое ее ье ой ей ый ий ые ие ых их ую юю ым им ом ем"
_OF_NOUNS = "а е и о у ы ь ю я ия ие ии ию ой ей ом ем ам ям ах ях ов ев ий"
_ENDINGS = (frozenset(_OF_ADJECTIVES.split()), frozenset(("", *_OF_NOUNS.split())))

_TYPE = 5.0
_STREET = 5.0
"""What a type word, and a street beyond what its own name is worth, must exceed."""

_DISAGREES = 3.0  # an adjective of another gender than its type word
_SHORTEST_FOR_TWO = 8
_LARGE = ("city", "region", "area")
_LEFT_ALONE = ("other", "quarter")  # what a company or an estate calls itself is its own affair


class Reading(Struct, frozen=True, gc=False):
    """One way to read a misspelt word: ``gain`` by which it is likelier than a new name, in nats.

    ``role`` is "place", "street" or "type"; ``slips`` how many letters went wrong.
    """

    word: str
    gain: float
    role: str
    slips: int = 1


class Reader:
    """Weighs the readings of the unknown words of one line."""

    def __init__(self, line: Line, settlement: Settlement, gazetteer: Gazetteer) -> None:
        self.line = line
        self.gazetteer = gazetteer
        self.letters = lexicon_of(gazetteer).letters
        self.places = MeantPlaces(line, settlement, gazetteer, self.oddness)
        self._phrase_at = {i: phrase for phrase in line.phrases for i in range(phrase.first, phrase.last)}

    def oddness(self, word: str) -> float:
        """Return how odd a word is as a name, in nats."""
        return sum(map(self.letters.cost, word.split("-")))

    def readings(self, i: int) -> list[Reading]:
        """Return what word ``i`` may have been meant to be, the likeliest first; mostly nothing."""
        phrase = self._phrase_at.get(i)
        if phrase is not None and phrase.group in _LEFT_ALONE:
            return []
        word = self.line.words[i]
        found = self._weighed(i, phrase, slip_index(self.gazetteer).near(word), 1)
        if not found and phrase is not None and lacks_town(phrase) and len(word) >= _SHORTEST_FOR_TWO:
            found = self._weighed(i, phrase, two_slips(word, self.gazetteer), 2)
        return sorted(found, key=lambda reading: (-reading.gain, reading.word))

    def _weighed(self, i: int, phrase: Phrase | None, nearby: Sequence[Nearby], slips: int) -> list[Reading]:
        """Return the readings of word ``i`` as one of the nearby words that are worth it."""
        if not nearby:
            return []
        oddness = self.oddness(self.line.words[i])
        return [
            Reading(near.word, gain, role, slips)
            for near in nearby
            if near.unlikely < oddness
            for role, unlikely in self._roles(i, phrase, near)
            if (gain := oddness - near.unlikely - unlikely) > 0
        ]

    def _roles(self, i: int, phrase: Phrase | None, near: Nearby) -> Iterator[tuple[str, float]]:
        """Yield what a nearby word can be in place of word ``i``, with how unlikely that is."""
        line = self.line
        form = same_stem(line.words[i], near.word)
        if not form and is_type_word(line, i, near.word):
            yield "type", _TYPE
        if phrase is not None and phrase.group == "place":
            if not phrase.places:
                yield "place", self.places.unlikely(i, near, phrase, villages=not near.alike and not form)
        elif not form:
            street = phrase is not None and phrase.group == "street"
            rank = near.word in RANKS and not self._goes_on(i)
            if near.street < math.inf and not rank and (street or self._before_house(i)):
                yield "street", near.street + _STREET + self._with_neighbours(i, phrase, near.word)
            if phrase is None:
                yield "place", self.places.joined(i, near)
            if not self.places.has_town and not (street and not self._at_an_end(i, phrase)):
                yield "place", self.places.unlikely(i, near, None, villages=not near.alike and not street)

    def _before_house(self, i: int) -> bool:
        """Tell whether word ``i`` stands in a run of free words before a house, where a street is expected."""
        line = self.line
        if any(phrase.group in ("street", "quarter") for phrase in line.phrases):
            return False
        last = i + 1
        while last < len(line.words) and line.gaps[last] < 2 and line.free_word(last):
            last += 1
        return line.begins_house(last)

    def _with_neighbours(self, i: int, phrase: Phrase | None, word: str) -> float:
        """Return what the rest of a street says against ``word``; less than nothing where together they are a common name."""
        if phrase is None or phrase.element is None:
            return 0.0
        line = self.line
        against = 0.0 if agrees(word, phrase.element) else _DISAGREES
        others = [line.words[k] for k in range(phrase.name_first, phrase.name_last) if k != i]
        words = [word if k == i else line.words[k] for k in range(phrase.name_first, phrase.name_last)]
        if others and " ".join(words) in street_names():
            against -= sum(map(self.oddness, others)) / 2
        return against

    def _goes_on(self, i: int) -> bool:
        """Tell whether a word of a name follows word ``i``."""
        line = self.line
        return i + 1 < len(line.words) and line.gaps[i + 1] < 2 and line.tags[i + 1] is None

    def _at_an_end(self, i: int, phrase: Phrase | None) -> bool:
        """Tell whether word ``i`` begins or ends a street that has other words too, so that it may be the town."""
        if phrase is None or phrase.name_last - phrase.name_first < 2:
            return False
        return i in (phrase.name_first, phrase.name_last - 1)


def lacks_town(phrase: Phrase) -> bool:
    """Tell whether a phrase names a town, region or area that is not in the dictionary as it is spelt."""
    element = phrase.element
    return element is not None and bool(element.levels) and not phrase.places and element.type in _LARGE


def same_stem(a: str, b: str) -> bool:
    """Tell whether two words are forms of one: such a difference is grammar and no slip.

    >>> same_stem("осенний", "осенняя"), same_stem("александры", "александра")
    (True, True)
    >>> same_stem("мясницкя", "мясницкая"), same_stem("паркоая", "парковая")
    (False, False)
    """
    stem = shared(a, b)
    return any(
        a[k:] in endings and b[k:] in endings
        for k in range(max(3, stem - 3), stem + 1)
        for endings in _ENDINGS
    )
