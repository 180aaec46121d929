"""The words that say what a part is (District, lu, уезд), from ``dictionaries/cn/element_words.tsv``.

English and Russian words may stand on either side of a name or number; pinyin syllables, and what Palladius
makes of them, only behind it: 西湖区 is "Xihu Qu" and never "Qu Xihu".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from addrcheck.gazetteer.syllables import to_cyrillic
from addrcheck.gazetteer.tables import read_table
from addrcheck.settings import Settings

NUMBERED = frozenset({"house", "building", "unit", "floor", "room", "group", "pobox", "subpoi", "substreet"})
"""Types whose word goes with a number."""
PLACES = frozenset({"region", "city", "district", "town"})
"""Types that a dictionary holds."""
SIGNS = frozenset({"no", "num", "number", "nos", "nr", "номер", "ном"})
"""Words that say no more than that a number follows."""
SPLIT = re.compile(r"[a-zа-я0-9]+(?:'[a-z]+)*|,")


class Element(Struct, frozen=True):
    """One meaning of a type word: the contract's type, the Chinese word, whether it only follows its name.

    ``english`` is how the word is written in a Latin form.
    """

    type: str
    chinese: str
    follows: bool
    cyrillic: bool
    english: str = ""


class Spelling(Struct, frozen=True):
    """A type word as a row of folded words, with all that it may mean."""

    words: tuple[str, ...]
    meanings: tuple[Element, ...]


@lru_cache(maxsize=1)
def spellings() -> dict[str, tuple[Spelling, ...]]:
    """Return the type words by their first word, the longest first; read when first needed."""
    meanings: dict[tuple[str, ...], list[Element]] = {}
    for words, element in _all_spellings():
        known = meanings.setdefault(words, [])
        if element not in known:
            known.append(element)
    by_first: dict[str, list[Spelling]] = {}
    for words in sorted(meanings, key=len, reverse=True):
        by_first.setdefault(words[0], []).append(Spelling(words, tuple(meanings[words])))
    return {first: tuple(group) for first, group in by_first.items()}


@lru_cache(maxsize=1)
def units() -> dict[str, Element]:
    """Return the Chinese unit words, for texts that mix the scripts (Wensan Road 100号)."""
    known = {word: Element(kind, word, True, False) for word, kind in (("楼", "floor"), ("房", "room"))}
    for row in _rows():
        if row["type"] in NUMBERED:
            known[row["chinese"]] = Element(row["type"], row["chinese"], row["chinese"] != "商", False)
    return known


def _all_spellings() -> Iterator[tuple[tuple[str, ...], Element]]:
    """Yield every spelling of every row."""
    for row in _rows():
        kind, chinese = row["type"], row["chinese"]
        english = next(iter(_cells(row["english"])), "")
        for column, cyrillic in (("english", False), ("russian", True)):
            for spelt in _cells(row[column]):
                words = tuple(SPLIT.findall(spelt.lower().replace("ё", "е")))
                yield words, Element(kind, chinese, False, cyrillic, english)
        for spelt in _cells(row["pinyin"]):
            syllables = tuple(spelt.split())
            russian = tuple(to_cyrillic([s]) for s in syllables)
            for words, cyrillic in ((syllables, False), (russian, True)):
                element = Element(kind, chinese, True, cyrillic, english)
                yield words, element
                yield ("".join(words),), element


def _cells(cell: str) -> list[str]:
    """Return the spellings in a cell."""
    return [spelt.strip() for spelt in cell.split(";") if spelt.strip() not in ("", "-")]


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    """Return the rows of the table."""
    return tuple(read_table(Settings.from_environment().dictionaries / "cn" / "element_words.tsv"))
