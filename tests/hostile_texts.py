"""Texts that a pattern may take long for: what its repeats repeat, over and over, and then something that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as sre
from re import _parser as parser

MISFIT = "\x00"
_MOST, _LONG = 8, 12
_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "7",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "w",
    sre.CATEGORY_NOT_DIGIT: "x",
    sre.CATEGORY_NOT_SPACE: "x",
    sre.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_AROUND = (sre.ASSERT, sre.ASSERT_NOT)


def hostile_texts(pattern: re.Pattern, length: int) -> list[str]:
    """Return texts of about ``length`` characters, derived from the pattern's own tree."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if _is_bytes(pattern) else pattern.flags)
    made: dict[str, None] = {}
    for before, pumps in _repeats(tree, ""):
        pairs = [one + other for one, other in zip(pumps, pumps[1:] + pumps[:1], strict=True)]
        for pump in (*pumps, *pairs):
            for start in {before, ""}:
                made[start + pump * (length // len(pump)) + MISFIT] = None
    for whole in filter(None, _written(tree)):
        made[whole * (length // len(whole)) + MISFIT] = None
    return list(made)


def _is_bytes(pattern: re.Pattern) -> bool:
    return isinstance(pattern.pattern, bytes)


def _repeats(tree, before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what may stand before each long repeat of a tree, and what it repeats."""
    for kind, value in tree:
        if kind in _REPEATS:
            if value[1] > _LONG:
                yield before, list(dict.fromkeys(filter(None, _written(value[2]))))
            yield from _repeats(value[2], before)
        for inner in _branches(kind, value):
            yield from _repeats(inner, before)
        before += next(iter(_of_node(kind, value)), "")


def _branches(kind, value) -> list:
    """Return the trees inside a node that is no repeat."""
    if kind is sre.BRANCH:
        return value[1]
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    return [value[1]] if kind in _AROUND else []


def _written(tree) -> list[str]:
    """Return some texts that a tree matches, every alternative once where they are not too many."""
    texts = [""]
    for kind, value in tree:
        ways = _of_node(kind, value)
        texts = ([text + ways[0] for text in texts] + [texts[0] + way for way in ways[1:]])[:_MOST]
    return texts


def _of_node(kind, value) -> list[str]:
    """Return some texts that one node matches; "" for what matches a place."""
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind in (sre.NOT_LITERAL, sre.ANY):
        return ["a" if value != ord("a") else "b"]
    if kind is sre.IN:
        return _of_class(value)
    if kind in _REPEATS:
        least = value[0]
        return [text * max(least, 1) for text in _written(value[2])] + ([""] if least == 0 else [])
    if kind in _AROUND:
        return [""]
    return [text for inner in _branches(kind, value) for text in _written(inner)][: 2 * _MOST] or [""]


def _of_class(items) -> list[str]:
    """Return some characters of a class."""
    negated = items[0][0] is sre.NEGATE
    named = []
    for kind, value in items[negated:]:
        if kind is sre.CATEGORY:
            named.append(_OF_CATEGORY[value])
        else:
            named.append(chr(value if kind is sre.LITERAL else sum(value) // 2))
    if not negated:
        return named[:_MOST]
    return [one for one in "aб文7 -," if one not in named][:3] or ["\u4e8c"]
