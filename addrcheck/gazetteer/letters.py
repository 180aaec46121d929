"""How the letters of Russian names follow each other: what tells a name from gibberish.

A table of three letters, made from every name of the dictionary when it is compiled: the cost of the third
letter after the first two. A cost is the negative logarithm of a probability, in steps of ``STEP``, so
costs add up and the smaller is the likelier. The blank at either end of a word counts as a letter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

ALPHABET = " абвгдежзийклмнопрстуфхцчшщъыьэюя"
"""The letters of the table; the first is the border of a word, ё is е."""

STEP = 0.05
"""Nats a step of the table."""

_SIZE = len(ALPHABET)
_INDEX = {letter: i for i, letter in enumerate(ALPHABET)}
_UNSEEN = (
    5.0  # how many times a pair of letters must stand before it outweighs what is known of its second one
)


def letter_table(words: Mapping[str, float]) -> bytes:
    """Return the table for ``words``, each with how often it counts; letters outside ``ALPHABET`` are left out."""
    threes = [0.0] * _SIZE**3
    for word, weight in words.items():
        a = b = 0
        for letter in f"{word} ":
            c = _INDEX.get(letter)
            if c is None:
                break
            threes[(a * _SIZE + b) * _SIZE + c] += weight
            a, b = b, c
    return _costs(threes)


def _costs(threes: list[float]) -> bytes:
    """Return the cost of every three letters, smoothed by two letters and by one."""
    size = range(_SIZE)
    twos = [sum(threes[(a * _SIZE + b) * _SIZE + c] for a in size) for b in size for c in size]
    ones = [sum(twos[b * _SIZE + c] for b in size) for c in size]
    total = sum(ones) + _SIZE
    one = [(count + 1.0) / total for count in ones]
    after_one = [sum(twos[b * _SIZE : (b + 1) * _SIZE]) for b in size]
    two = [(twos[b * _SIZE + c] + _UNSEEN * one[c]) / (after_one[b] + _UNSEEN) for b in size for c in size]
    table = bytearray()
    for a in size:
        for b in size:
            row = threes[(a * _SIZE + b) * _SIZE : (a * _SIZE + b + 1) * _SIZE]
            seen = sum(row)
            table.extend(_step((row[c] + _UNSEEN * two[b * _SIZE + c]) / (seen + _UNSEEN)) for c in size)
    return bytes(table)


def _step(probability: float) -> int:
    """Return a probability as a cost in steps that a byte holds."""
    return min(255, round(-math.log(probability) / STEP))


class LetterModel:
    """The opened table."""

    __slots__ = ("_table",)

    def __init__(self, table: bytes) -> None:
        self._table = table

    def cost(self, word: str) -> float:
        """Return the cost of a folded word with both its borders, in nats; a letter that no name has costs the most.

        >>> model = LetterModel(letter_table({"москва": 5.0, "московская": 5.0}))
        >>> model.cost("москва") < model.cost("авкском") < model.cost("mockba")
        True
        """
        a = b = total = 0
        table = self._table
        for letter in f"{word} ":
            c = _INDEX.get(letter, -1)
            total += table[(a * _SIZE + b) * _SIZE + c] if c >= 0 else 255
            a, b = b, max(c, 0)
        return total * STEP

    def extended(self, state: tuple[int, int], letters: Iterable[str]) -> tuple[float, tuple[int, int]]:
        """Return what ``letters`` cost after the two letters of ``state``, and the two letters then last.

        A word begins and ends with the state (0, 0) and the letter " ".
        """
        a, b = state
        total = 0
        for letter in letters:
            c = _INDEX[letter]
            total += self._table[(a * _SIZE + b) * _SIZE + c]
            a, b = b, c
        return total * STEP, (a, b)
