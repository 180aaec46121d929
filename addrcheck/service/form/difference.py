"""What a suggestion changes in a text: both sides, with the letters that differ marked, as few pieces as the eye can take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"\d+|\D")
_LEAST_COMMON = 2
"""A shorter stretch between two changes belongs to them: «м» between two other letters is no anchor for the eye."""


class Run(Struct, frozen=True):
    """A run of letters that stay, or that change."""

    text: str
    changed: bool = False


class Difference(Struct, frozen=True):
    """The two sides of a change; each side's runs together are its whole text."""

    entered: tuple[Run, ...]
    suggested: tuple[Run, ...]


def difference(entered: str, suggested: str) -> Difference:
    """Return what differs between what was entered and what is suggested; a number changes as a whole.

    >>> one = difference("100086 杭州市西胡区", "310012 杭州市西湖区")
    >>> [run.text for run in one.entered if run.changed], [run.text for run in one.suggested if run.changed]
    (['100086', '胡'], ['310012', '湖'])
    """
    before, after = _TOKEN.findall(entered), _TOKEN.findall(suggested)
    blocks = list(_blocks(before, after))
    return Difference(
        tuple(Run("".join(before[a:b]), changed) for changed, a, b, _, _ in blocks if a < b),
        tuple(Run("".join(after[c:d]), changed) for changed, _, _, c, d in blocks if c < d),
    )


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield stretches of both texts, changed or equal by turns."""
    begun: tuple[int, int] | None = None
    for op in Levenshtein.opcodes(before, after):
        inner = begun is not None and op.src_end < len(before)
        anchors = op.tag == "equal" and not (inner and op.src_end - op.src_start < _LEAST_COMMON)
        if not anchors:
            begun = begun or (op.src_start, op.dest_start)
            continue
        if begun:
            yield True, begun[0], op.src_start, begun[1], op.dest_start
            begun = None
        yield False, op.src_start, op.src_end, op.dest_start, op.dest_end
    if begun:
        yield True, begun[0], len(before), begun[1], len(after)
