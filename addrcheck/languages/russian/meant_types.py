"""Whether a word in place of a misspelt one is a type word that has what it needs beside it: "корпсу 4", "улца Мира"."""

from __future__ import annotations

from functools import lru_cache

from addrcheck.languages.russian.elements import Element, elements
from addrcheck.languages.russian.line import NUMBER, ORDINAL, Line


def is_type_word(line: Line, i: int, word: str) -> bool:
    """Tell whether ``word`` in place of word ``i`` would be a type word, alone or with its neighbours."""
    options = line.elements.words.get(word)
    if options:
        return word.isalpha() and any(_has_company(line, i, option) for option in options)
    return any(_completes(line, i, phrase, k) for phrase, k in _pieces().get(word, ()))


@lru_cache(maxsize=1)
def _pieces() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Return each word of the type words of several words, with where it stands in which."""
    pieces: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrases in elements().phrases.values():
        for phrase in phrases:
            for k, piece in enumerate(phrase):
                pieces.setdefault(piece, []).append((phrase, k))
    return pieces


def _completes(line: Line, i: int, phrase: tuple[str, ...], k: int) -> bool:
    """Tell whether the words around ``i`` are those of a type word whose piece ``k`` word ``i`` misspells."""
    first, last = i - k, i - k + len(phrase)
    if first < 0 or last > len(line.words) or max(line.gaps[first + 1 : last]) == 2:
        return False
    return all(line.words[first + j] == piece for j, piece in enumerate(phrase) if j != k)


def _has_company(line: Line, i: int, element: Element) -> bool:
    """Tell whether a type word at ``i`` stands beside a number or a name as it should."""
    after = line.tag(i + 1) if line.gaps[i + 1] < 2 else None
    if element.group == "locator":
        return after is NUMBER
    if element.group == "other":
        return element.type == "country"
    if element.group == "quarter" and after is NUMBER:
        return True
    named_after = i + 1 < len(line.words) and line.gaps[i + 1] < 2 and (after is None or after is ORDINAL)
    return named_after or (i > 0 and line.gaps[i] < 2 and line.tags[i - 1] in (None, ORDINAL))
