"""A read text → words and numbers, with how firmly each is cut off from the one before.

Borders between letters and digits count as borders of words: "ул.Ленина,д.18кв5" is ул · Ленина · д · 18кв5,
and a chunk that begins with a digit is taken apart by ``house``.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import accumulate, chain

from msgspec import Struct

NONE, DOT, FIELD = 0, 1, 2
"""Borders: a space or nothing; a dot; a comma, bracket or new line."""

_TOKEN = re.compile(
    r"(?<![\W_])([\W_]*+)"
    r"(\d+[^\W_]*(?:[/-][^\W_]+)*"  # 12к2с1, 37/5лита, 2-я, 49/1-199
    r"|[а-я]/[а-я]{1,6}(?![^\W_])"  # а/я, в/ч, р/п
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*)"
)
_ABBREVIATED = frozenset(["верхн", "нижн", "средн", "больш", "маршл", "генер", "акад", "адмир"])


class Tokens(Struct, gc=False):
    """Words of a folded text: parallel lists of the word, where it starts and ends, the border before it.

    ``gaps`` has one entry more than there are words: the end of the text is a border too. ``glue[i]`` is
    what stands between word i-1 and word i.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    glue: list[str]


class _Borders(dict[str, int]):
    """How firmly a run of punctuation separates, worked out the first time it is met."""

    def __missing__(self, glue: str) -> int:
        closing = any(mark in glue for mark in ",;\n()|[]")
        border = FIELD if closing else DOT if "." in glue else NONE
        if len(self) < 5000:
            self[glue] = border
        return border


_BORDERS = _Borders()


def tokenise(folded: str, type_words: Container[str] = ()) -> Tokens:
    """Return the words of a folded text; the dot after one of ``type_words`` ends no field.

    >>> tokens = tokenise("г. орел, ул.1-я пушкарная,д.18кв5")
    >>> tokens.words
    ['г', 'орел', 'ул', '1-я', 'пушкарная', 'д', '18кв5']
    >>> tokens.gaps
    [2, 1, 2, 1, 0, 2, 1, 2]
    """
    pairs = _TOKEN.findall(folded)
    if not pairs:
        return Tokens([], [], [], [FIELD], [])
    glue, words = map(list, zip(*pairs, strict=True))
    borders = list(accumulate(map(len, chain.from_iterable(pairs))))
    gaps = [_BORDERS[mark] for mark in glue]
    gaps[0] = FIELD
    gaps.append(FIELD)
    if "." in folded:
        for i, gap in enumerate(gaps):
            # the dot of "ул. Мира. Дом 5" ends a field, that of "ул. Верхн. Радищевская" does not
            if (
                gap == DOT
                and len(words[i - 1]) > 4
                and glue[i] != "."
                and not _shortened(words[i - 1], type_words)
            ):
                gaps[i] = FIELD
    return Tokens(words, borders[::2], borders[1::2], gaps, glue)


def _shortened(word: str, type_words: Container[str]) -> bool:
    """Tell whether a dot belongs to the word before it."""
    return word in type_words or word in _ABBREVIATED
