"""Words that are written together and belong apart, and type words of several words.

"7корп" and "47км" are a number and a word, "Профсоюзнаяд.93" a street and its дом; "городской округ" and
"г. о." are one type word.
"""

from __future__ import annotations

import re

from addrcheck.languages.russian.elements import ElementTable
from addrcheck.languages.russian.house import CHUNKS
from addrcheck.languages.russian.tokens import Tokens

_SUSPICIOUS = re.compile(r"\d[а-я]{2}|(?:[яйе]|ва|на)д\. ?\d")
_MEASURES = ("км", "лет")


def split_glued(tokens: Tokens, folded: str, table: ElementTable) -> None:
    """Split the words that hide a type word."""
    if not _SUSPICIOUS.search(folded):
        return
    words = tokens.words
    i = 0
    while i < len(words):
        word = words[i]
        if _hides_house(tokens, i):
            _split(tokens, i, len(word) - 1)
        elif word[0].isdigit() and word[-2:].isalpha() and len(word) > 2 and CHUNKS[word].kind == "name":
            cut = len(word)
            while word[cut - 1].isalpha():
                cut -= 1
            for at in (cut, cut + 1):
                if word[at:] in table.words or word[at:] in _MEASURES:
                    _split(tokens, i, at)
                    break
        i += 1


def _hides_house(tokens: Tokens, i: int) -> bool:
    """Tell whether word ``i`` ends in a дом that lost its space: "Профсоюзнаяд.93"."""
    word = tokens.words[i]
    if not word.endswith(("яд", "йд", "ед", "вад", "над")) or len(word) < 6 or i + 1 >= len(tokens.words):
        return False
    return tokens.glue[i + 1].strip() == "." and tokens.words[i + 1][0].isdigit()


def _split(tokens: Tokens, i: int, at: int) -> None:
    """Make two words of word ``i``."""
    word, middle = tokens.words[i], tokens.starts[i] + at
    tokens.words[i : i + 1] = [word[:at], word[at:]]
    tokens.starts.insert(i + 1, middle)
    tokens.ends.insert(i, middle)
    tokens.gaps.insert(i + 1, 0)
    tokens.glue.insert(i + 1, "")


def join_phrases(tokens: Tokens, table: ElementTable) -> None:
    """Make one word of every type word that is written in several."""
    known = table.phrases
    if known.keys().isdisjoint(tokens.words):
        return
    for i, word in enumerate(tokens.words):
        if word in known:
            _join_at(tokens, i, known[word])


def _join_at(tokens: Tokens, i: int, phrases: tuple[tuple[str, ...], ...]) -> None:
    """Join the longest type word that begins at word ``i``."""
    for phrase in phrases:
        last = i + len(phrase)
        if tuple(tokens.words[i:last]) == phrase and max(tokens.gaps[i + 1 : last]) < 2:
            tokens.words[i:last] = [" ".join(phrase)]
            del tokens.starts[i + 1 : last]
            del tokens.ends[i : last - 1]
            del tokens.gaps[i + 1 : last]
            del tokens.glue[i + 1 : last]
            return
