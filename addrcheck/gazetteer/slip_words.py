"""The index of ``addrcheck.gazetteer.slips`` as it is made with the dictionary: its words, and how likely streets bear them.

Streets are called after regions, districts and towns in every gender, so adjectives are put down in all three.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from addrcheck.gazetteer.columns import ColumnWriter
from addrcheck.gazetteer.folding import fold
from addrcheck.gazetteer.slips import BUCKETS, NO_STREET, SHORTEST, STEP, bucket, keys, words_of
from addrcheck.gazetteer.tables import read_optional

_ADJECTIVE = re.compile(r"(.{3,}[бвгджзйклмнпрстфхцчшщ])(ая|яя|ий|ый|ой|ое|ее)")
_NAMESAKES = ("regions", "areas", "cities", "streets")
"""Tables whose adjectives streets bear in any gender: Тверская область, Тверской проспект."""

_CALLED_AFTER = 0.1  # what an adjective that other names are made of counts, beside a street of the list
_GENDERS = {"hard": ("ый", "ая", "ое"), "after к": ("ий", "ая", "ое"), "soft": ("ий", "яя", "ее")}


def write_slips(out: ColumnWriter, folder: Path, names: Iterable[str]) -> None:
    """Add the index of all words of ``names`` (folded), of the streets and type words of ``folder``."""
    names = list(names)
    streets = _streetwords_of(folder, names)
    words = {*words_of(names), *streets, *_typewords_of(folder)}
    spelt = sorted(word for word in words if len(word) >= SHORTEST)
    out.strings("slips.word", spelt)
    out.integers("slips.street", (_street_step(streets, word) for word in spelt), "B")
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for number, word in enumerate(spelt):
        for place in {bucket(key) for key in keys(word)}:
            buckets[place].append(number)
    typecode = "H" if len(spelt) < 1 << 16 else "I"
    out.groups("slips.bucket", (buckets.get(i, ()) for i in range(BUCKETS)), typecode)


def _streetwords_of(folder: Path, names: list[str]) -> dict[str, float]:
    """Return the words that streets are called by, with how many streets of how many are."""
    counts: Counter[str] = Counter()
    for row in read_optional(folder / "streets.tsv"):
        for word in words_of([fold("RU", row["name"])]):
            counts[word] += int(row["count"])
    total = sum(counts.values()) or 1
    likely = {word: count / total for word, count in counts.items()}
    adjectives = Counter(word for word in words_of(names) if _genders(word))
    for table in _NAMESAKES:
        for row in read_optional(folder / f"{table}.tsv"):
            for word in words_of([fold("RU", row["name"])]):
                adjectives.update(_genders(word))
    for word, count in adjectives.items():
        likely[word] = likely.get(word, 0.0) + _CALLED_AFTER * count / total
    return likely


def _genders(word: str) -> tuple[str, ...]:
    """Return the three genders of an adjective, nothing for other words.

    >>> _genders("тверская"), _genders("верхнее"), _genders("казань")
    (('тверский', 'тверская', 'тверское'), ('верхний', 'верхняя', 'верхнее'), ())
    """
    found = _ADJECTIVE.fullmatch(word)
    if found is None:
        return ()
    stem, ending = found.groups()
    soft = ending in ("яя", "ее") or (ending == "ий" and stem[-1] == "н")
    kind = "soft" if soft else "after к" if stem[-1] in "кгх" else "hard"
    return tuple(stem + gender for gender in _GENDERS[kind])


def _typewords_of(folder: Path) -> Iterator[str]:
    """Yield the words of all spellings of type words."""
    for row in read_optional(folder / "element_types.tsv"):
        yield from words_of([fold("RU", row["kind"]), row["spellings"]])


def _street_step(streets: dict[str, float], word: str) -> int:
    """Return how unlikely a street is called so, in steps that a byte holds."""
    likely = streets.get(word)
    return NO_STREET if not likely else min(NO_STREET - 1, round(-math.log(likely) / STEP))
