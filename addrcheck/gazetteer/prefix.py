"""Which names begin with what was typed so far: sorted keys with the places that they lead to.

Keys are compared as bytes where they lie, so a look-up decodes nothing and remembers nothing. All places
whose key begins with a prefix stand side by side; where those are very many (``_HEAVY``) the most populous of
them are listed when the dictionary is compiled. A misspelt beginning cannot be looked up; it is compared with the
keys of the most populous places, and with those that begin alike.

Columns of a set ``x``: ``x.keys``, ``x.places`` (one list a key), ``x.large`` (keys of the most populous places),
``x.heavy`` (prefixes), ``x.best`` (their places).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from addrcheck.gazetteer.columns import ColumnWriter

_HEAVY = 500
_BEST = 120
_LONGEST_HEAVY = 6
_LARGE = 2500
_MOST_COMPARED = 1500
_APART = 32
_PAST_ALL = b"\xff"  # no byte of UTF-8 is larger


def write_keys(
    out: ColumnWriter, name: str, keys: Mapping[str, Iterable[int]], weights: Sequence[int]
) -> None:
    """Add a set of keys, each with its places; ``weights`` tells which places are worth listing first."""
    ordered = sorted(keys, key=str.encode)
    out.strings(f"{name}.keys", ordered)
    out.groups(f"{name}.places", (sorted(keys[key]) for key in ordered))
    bearers = sorted({place for places in keys.values() for place in places}, key=lambda i: -weights[i])
    large = set(bearers[:_LARGE])
    numbers = [i for i, key in enumerate(ordered) if not large.isdisjoint(keys[key])]
    longer = [ordered[i] for i in numbers[1:]] + [""]
    out.integers(
        f"{name}.large",
        (i for i, after in zip(numbers, longer, strict=True) if not after.startswith(ordered[i])),
    )
    below: defaultdict[str, set[int]] = defaultdict(set)
    for key in ordered:
        for length in range(1, min(len(key), _LONGEST_HEAVY) + 1):
            below[key[:length]].update(keys[key])
    heavy = sorted((prefix for prefix in below if len(below[prefix]) > _HEAVY), key=str.encode)
    out.strings(f"{name}.heavy", heavy)
    out.groups(f"{name}.best", (sorted(below[p], key=lambda i: (-weights[i], i))[:_BEST] for p in heavy))


class Columns(Protocol):
    """Where keys are read from: an opened dictionary."""

    def integers(self, name: str) -> memoryview:
        """Return a column of integers."""


class Keys:
    """A set of keys as it was compiled."""

    __slots__ = ("_best", "_best_starts", "_heavy", "_large", "_large_words", "_places", "_starts", "_words")

    def __init__(self, columns: Columns, name: str) -> None:
        self._words = _Words(columns, f"{name}.keys")
        self._starts = columns.integers(f"{name}.places.starts")
        self._places = columns.integers(f"{name}.places.values")
        self._heavy = _Words(columns, f"{name}.heavy")
        self._best_starts = columns.integers(f"{name}.best.starts")
        self._best = columns.integers(f"{name}.best.values")
        self._large = columns.integers(f"{name}.large")
        self._large_words: list[str] | None = None

    def exact(self, key: str) -> Sequence[int]:
        """Return the places of one key."""
        return self.step(key)[0]

    def step(self, key: str) -> tuple[Sequence[int], bool]:
        """Return the places of one key, and whether that or a longer key begins with it."""
        at, whole, more = self._words.find(key.encode())
        return (self._places[self._starts[at] : self._starts[at + 1]].tolist() if whole else ()), more

    def beginning(self, prefix: str) -> Sequence[int]:
        """Return the places of every key that begins with ``prefix``; one may stand several times."""
        first, last = self._words.range(prefix.encode())
        return self._places[self._starts[first] : self._starts[last]].tolist()

    def best(self, prefix: str) -> Sequence[int]:
        """Return the same, only the most populous where they are very many."""
        at, whole, _ = self._heavy.find(prefix.encode())
        if not whole:
            return self.beginning(prefix)
        return self._best[self._best_starts[at] : self._best_starts[at + 1]].tolist()

    def near(self, prefix: str, slips: int, alike: int) -> Iterator[tuple[int, int]]:
        """Yield places whose key begins with ``prefix`` but for up to ``slips`` wrong letters, and how many those are.

        A letter that is wrong, missing, too many or swapped counts one. Places that are not among the most
        populous must have the first ``alike`` letters right.
        """
        if self._large_words is None:
            self._large_words = [self._words[number].decode() for number in self._large]
        yield from self._compared(prefix, slips, self._large, self._large_words)
        first, last = self._words.range(prefix[:alike].encode())
        if last - first <= _MOST_COMPARED:
            numbers = range(first, last)
            yield from self._compared(prefix, slips, numbers, [self._words[i].decode() for i in numbers])

    def _compared(
        self, prefix: str, slips: int, numbers: Sequence[int], words: Sequence[str]
    ) -> Iterator[tuple[int, int]]:
        """Yield the same for the keys with these ``numbers``, which are ``words``."""
        for lengths in ((0,), (-1, 1)):
            found = [hit for length in lengths for hit in _near(prefix, slips, words, len(prefix) + length)]
            for wrong, at in found:
                start, end = self._starts[numbers[at]], self._starts[numbers[at] + 1]
                for place in self._places[start:end]:
                    yield place, wrong
            if found:
                return


def _near(prefix: str, slips: int, words: Sequence[str], length: int) -> Iterator[tuple[int, int]]:
    """Yield how many slips lie between ``prefix`` and the first ``length`` letters of a word, and which word."""
    cut = [word[:length] for word in words]
    for _, distance, at in process.extract(prefix, cut, scorer=OSA.distance, score_cutoff=slips, limit=None):
        yield max(1, int(distance)), at


class _Words:
    """A column of sorted strings, compared as bytes; every 32nd is kept as an object, so that a search touches few."""

    __slots__ = ("_blob", "_signposts", "_starts")

    def __init__(self, columns: Columns, name: str) -> None:
        self._starts = columns.integers(f"{name}.starts")
        self._blob = columns.integers(f"{name}.blob")
        self._signposts = [self[index] for index in range(0, len(self), _APART)]

    def __getitem__(self, index: int) -> bytes:
        return bytes(self._blob[self._starts[index] : self._starts[index + 1]])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _first_from(self, key: bytes, low: int = 0) -> int:
        """Return the first word that is not before ``key``."""
        post = bisect_left(self._signposts, key) * _APART
        high = min(post, len(self))
        return bisect_left(self, key, min(high, max(low, post - _APART)), high)

    def find(self, key: bytes) -> tuple[int, bool, bool]:
        """Return where ``key`` belongs, whether it stands there, and whether a word there begins with it."""
        at = self._first_from(key)
        word = self[at] if at < len(self) else b""
        return at, word == key, bool(word) and word.startswith(key)

    def range(self, prefix: bytes) -> tuple[int, int]:
        """Return the first word that begins with ``prefix`` and the first behind those that do."""
        first = self._first_from(prefix)
        return first, self._first_from(prefix + _PAST_ALL, first)
