"""Type words glued to their name: Xihuqu, Hangzhoushi, Wensanlu; Вэньсаньлу."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from addrcheck.gazetteer.syllables import cyrillic_syllables
from addrcheck.languages.chinese.abroad.elements import Element, spellings

_TYPES = frozenset({"region", "city", "district", "town", "street", "village"})
_SHORTEST = 2


@lru_cache(maxsize=1)
def _endings() -> list[tuple[str, tuple[Element, ...]]]:
    """Return the type words that only follow a name, the longest first."""
    found: dict[str, tuple[Element, ...]] = {}
    for group in spellings().values():
        for spelling in group:
            meanings = tuple(e for e in spelling.meanings if e.follows and e.type in _TYPES)
            if meanings:
                found["".join(spelling.words)] = meanings
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


@lru_cache(maxsize=1)
def _spelt() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches whole words in pinyin and in Palladius."""
    table = cyrillic_syllables()
    return _words_of(s.replace("v", "u") for s in table), _words_of(
        s.replace("э", "[эе]") for s in table.values()
    )


def _words_of(syllables: Iterable[str]) -> re.Pattern[str]:
    """Return what matches words of nothing but ``syllables``."""
    return re.compile(f"(?:{'|'.join(sorted(set(syllables), key=lambda s: (-len(s), s)))})+")


def is_spelt(key: str) -> bool:
    """Tell whether a key can be a Chinese name: nothing but syllables.

    >>> is_spelt("wensan"), is_spelt("nathan"), is_spelt("вэньсань"), is_spelt("тверская")
    (True, False, True, False)
    """
    return bool(_spelt()[0 if key.isascii() else 1].fullmatch(key))


def is_syllable(key: str) -> bool:
    """Tell whether a key is a single syllable."""
    return key in cyrillic_syllables() if key.isascii() else key in cyrillic_syllables().values()


def cut_glued(key: str) -> tuple[str, tuple[Element, ...]] | None:
    """Return the name and the meanings of the type word glued to it, or None where none is.

    >>> stem, meanings = cut_glued("wensanlu")
    >>> stem, meanings[0].type
    ('wensan', 'street')
    """
    for ending, meanings in _endings():
        if key.endswith(ending):
            stem = key[: -len(ending)]
            if len(stem) > _SHORTEST and is_spelt(stem):
                return stem, meanings
    return None
