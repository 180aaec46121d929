"""The town at the end of a line in Latin letters: "D. 7, UL. MIRA RTISHCHEVO G", "MIRA, 5 Petropavlovsk-Kamch".

Bank terminals and till slips put the town last, without a comma, abbreviated or cut off where the field ended.
Whole names are looked up; then each word may be the beginning of a town's word; then one slip is forgiven.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from msgspec import Struct

from addrcheck.gazetteer.lexicon import Lexicon
from addrcheck.reading.latin_words import Word, in_field, keys_of

_END = re.compile(r"[ .,;]*$")
_TOWN_WORDS = frozenset(("g", "gor", "gorod", "city", "town"))
_STREETS = """
    ul ulitsa ulica street pr prospekt prosp avenue per pereulok proezd sh shosse highway nab naberezhnaya bul bulvar
    pl ploshchad square tup tupik im imeni
"""
_STREET_WORDS = frozenset(_STREETS.split())
_MOST_WORDS = 4
_CUT = 5  # letters that must stand of a name that is cut off
_SLIP = 6  # letters of a name in which a slip is forgiven
_TWO_SLIPS = 9


class Tail(Struct, frozen=True, gc=False):
    """The words ``first`` to ``last`` (exclusive) name the town ``name``."""

    first: int
    last: int
    name: str


def find_tail(words: Sequence[Word], text: str, lexicon: Lexicon) -> Tail | None:
    """Return the town that the Latin words at the end of a read text name, or None."""
    last = len(words)
    if not last or not _END.match(text, words[-1].end):
        return None
    if last > 1 and words[-1].plain in _TOWN_WORDS:
        last -= 1
    first = last - 1
    while first and last - first < _MOST_WORDS and in_field(words[first]):
        first -= 1
    starts = [i for i in range(first, last) if not _names_street(words, i)]
    for find in (_whole, _cut_words, _cut_word, _misspelt):
        for start in starts:
            name = find(words[start:last], lexicon)
            if name:
                return Tail(start, last, name)
    return None


def _names_street(words: Sequence[Word], i: int) -> bool:
    """Tell whether word ``i`` follows a type word of streets, so that it is a street's name."""
    return i > 0 and in_field(words[i]) and words[i - 1].plain in _STREET_WORDS


def _whole(group: Sequence[Word], lexicon: Lexicon) -> str:
    """Return the town of exactly this name."""
    for keys in product(*map(keys_of, group)):
        if name := lexicon.town_names.get("".join(keys)):
            return name
    return ""


def _cut_words(group: Sequence[Word], lexicon: Lexicon) -> str:
    """Return the largest town whose words begin with these: N.NOVGOROD, VELIKIY NOVG."""
    keys = [word.key for word in group]
    if len(keys) < 2 or sum(map(len, keys)) < _CUT or max(map(len, keys)) < 3 or not all(keys):
        return ""
    for town in lexicon.towns:
        pieces = town.pieces
        if len(pieces) >= len(keys) and all(map(str.startswith, pieces, keys)):
            return town.name
    return ""


def _cut_word(group: Sequence[Word], lexicon: Lexicon) -> str:
    """Return the largest town whose name begins so: ZHELEZNOGORS, SANKTPETERB."""
    key = "".join(word.key for word in group)
    if len(key) < _CUT or len(group) > 1:
        return ""
    return next((town.name for town in lexicon.towns if "".join(town.pieces).startswith(key)), "")


def _misspelt(group: Sequence[Word], lexicon: Lexicon) -> str:
    """Return the largest town whose name, or the beginning of it, has one letter otherwise."""
    key = "".join(word.key for word in group)
    if len(key) < _SLIP or any(lexicon.words(word.key) for word in group if len(word.key) > 3):
        return ""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    slips = 2 if len(key) >= _TWO_SLIPS else 1
    whole = extractOne(key, lexicon.town_names.keys(), scorer=OSA.distance, score_cutoff=slips)
    if whole:
        return lexicon.town_names[whole[0]]
    if len(key) < _TWO_SLIPS:
        return ""
    begun = {name[: len(key)]: name for name in reversed(lexicon.town_names) if len(name) > len(key)}
    cut = extractOne(key, begun.keys(), scorer=OSA.distance, score_cutoff=1)
    return lexicon.town_names[begun[cut[0]]] if cut else ""
