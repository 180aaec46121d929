"""Words of Russian names with a letter wrong, missing, too many or swapped with its neighbour.

When the dictionary is compiled every word of it is put down under all that is left of it when one letter is
gone, after folding the letters that sound alike. A typed word is treated the same way, so the words one slip
away stand in the same buckets, and a look-up costs microseconds however many words there are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from msgspec import Struct

from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.places import Gazetteer
from addrcheck.model import Level

SHORTEST = 4
"""A word of fewer letters is never taken for another one misspelt."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
BUCKETS = 1 << 18
_ALIKE = str.maketrans(dict(zip("оеэый", "аииии", strict=True)) | dict.fromkeys("ьъ-"))
_DOUBLE = re.compile(r"(.)\1")
STEP = 0.1
"""Nats a step of the column that tells how unlikely a word is one of a street."""

NO_STREET = 255
_REMEMBERED = 20_000
_MOST = 14.0
"""A slip that is less likely than this (nats) is no explanation of anything."""


def sound(word: str) -> str:
    """Return a folded word with the letters that sound alike made the same; soft and hard signs say nothing.

    >>> sound("севастапольский") == sound("севастопольский"), sound("тверь")
    (True, 'твир')
    """
    return word.translate(_ALIKE)


def _single(heard: str) -> str:
    return _DOUBLE.sub(r"\1", heard)


def words_of(names: Iterable[str]) -> Iterator[str]:
    """Yield the words of folded names; those that a hyphen joins are one."""
    for name in names:
        yield from _WORD.findall(name)


def keys(word: str) -> set[str]:
    """Return a word by its sound, whole and with each letter left out."""
    heard = sound(word)
    return {heard, *(heard[:i] + heard[i + 1 :] for i in range(len(heard)))}


def bucket(key: str) -> int:
    """Return where the words with a key are put down."""
    return crc32(key.encode()) & (BUCKETS - 1)


class Nearby(Struct, frozen=True, gc=False):
    """A word of the dictionary that a typed one may misspell.

    ``unlikely`` is what it costs (nats) to slip just so; ``street`` how unlikely it is a word of a street's
    name, infinite where none has it; ``alike`` whether both sound the same.
    """

    word: str
    unlikely: float
    street: float
    alike: bool


class SlipIndex:
    """The opened index."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._words = gazetteer.strings("slips.word")
        self._streets = gazetteer.integers("slips.street")
        self._buckets = gazetteer.groups("slips.bucket")
        self._known: dict[str, bool] = {}
        self._found: dict[str, tuple[Nearby, ...]] = {}

    def knows(self, word: str) -> bool:
        """Tell whether some name or type word of the dictionary has the folded ``word``."""
        known = self._known.get(word)
        if known is None:
            known = any(self._words[number] == word for number in self._buckets[bucket(sound(word))])
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def near(self, word: str) -> tuple[Nearby, ...]:
        """Return the words one slip from the folded ``word``, itself left out."""
        found = self._found.get(word)
        if found is None:
            found = tuple(self._nearby(word))
            if len(self._found) < _REMEMBERED:
                self._found[word] = found
        return found

    def _nearby(self, word: str) -> Iterator[Nearby]:
        numbers = {number for key in keys(word) for number in self._buckets[bucket(key)]}
        for number in sorted(numbers):
            meant = self._words[number]
            unlikely = slip(word, meant)
            if unlikely is not None and unlikely < _MOST and meant != word:
                step = self._streets[number]
                street = math.inf if step == NO_STREET else step * STEP
                yield Nearby(meant, unlikely, street, _single(sound(word)) == _single(sound(meant)))


_WAYS, _LETTERS = 4.0, math.log(32)  # what may go wrong at a letter; what may stand there instead
_BOTH = 3.0  # a letter that sounds alike beside a slip


def slip(typed: str, meant: str) -> float | None:
    """Return how unlikely (nats) it is that ``meant`` slips into ``typed``; None where that takes two slips.

    Leaving a letter out, swapping two and doubling one can happen in one way each, a wrong letter in 32;
    a letter that sounds alike is one that is easily taken, and beside a slip it may stand too.

    >>> slip("масква", "москва") == slip("мсоква", "москва") < slip("мюсква", "москва") < slip("масюва", "москва")
    True
    >>> slip("мюсюва", "москва") is None
    True
    """
    where = math.log(_WAYS * len(meant))
    heard, right = sound(typed), sound(meant)
    choices = _differ(typed, meant)
    if choices is not None:
        return where + (0.0 if heard == right else choices)
    choices = _differ(heard, right)
    if choices is None:
        return None
    alike = sum(a != b and sound(a) == sound(b) for a, b in zip(typed, meant, strict=False))
    return where * (max(1, alike) + (heard != right)) + choices + _BOTH * (heard != right)


def _differ(typed: str, meant: str) -> float | None:
    """Return the cost of choosing the letter of the one slip between two words; None where there are more."""
    if abs(len(typed) - len(meant)) > 1:
        return None
    start = shared(typed, meant)
    a, b = typed[start:], meant[start:]
    if len(a) < len(b):
        return 0.0 if a == b[1:] else None
    if len(a) > len(b):
        if a[1:] != b:
            return None
        return 0.0 if start and a[0] == typed[start - 1] else _LETTERS
    if a[:2] == b[1::-1] and a[2:] == b[2:]:
        return 0.0
    return _LETTERS if a[1:] == b[1:] else None


def shared(a: str, b: str) -> int:
    """Return how many letters two words begin with alike."""
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return i
    return min(len(a), len(b))


def slip_index(gazetteer: Gazetteer) -> SlipIndex:
    """Return the index of an opened Russian gazetteer, the same each time."""
    index = gazetteer.derived.get("misspelt")
    if not isinstance(index, SlipIndex):
        index = gazetteer.derived["misspelt"] = SlipIndex(gazetteer)
    return index


def two_slips(word: str, gazetteer: Gazetteer) -> list[Nearby]:
    """Return the words of towns and regions that two slips make of ``word``; for long words that nothing else explains."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words = gazetteer.derived.get("town words")
    if not isinstance(words, tuple):
        places = (p for p in gazetteer.large_places if gazetteer.levels[p] in (Level.REGION, Level.CITY))
        names = {fold(gazetteer.country, gazetteer.names[place]) for place in places}
        words = gazetteer.derived["town words"] = tuple(sorted(set(words_of(names))))
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=2, limit=8)
    twice = 2 * (math.log(_WAYS * len(word)) + _LETTERS)
    return [Nearby(meant, twice, math.inf, False) for meant, _, _ in found]
