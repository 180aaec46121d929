"""How far evidence can be trusted: counts, smoothed by what leaving one line out shows of its kind.

A rule seen ``n`` times with ``k`` for its zone is right with probability (k + 2m) / (n + 2), where ``m`` is
how often rules of its kind foretell a line that they were not made from. A short history knows little of m,
which is itself smoothed, (right + 1) / (tried + 2): nothing seen, nothing believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

_PRIOR = 2.0


class Tally:
    """Labels seen with one key."""

    __slots__ = ("counts", "total")

    def __init__(self, labels: Iterable[str]) -> None:
        self.counts = Counter(labels)
        self.total = sum(self.counts.values())

    @property
    def best(self) -> str:
        """The commonest label, of equals the first by letters."""
        return min(self.counts, key=lambda label: (-self.counts[label], label))

    @property
    def share(self) -> float:
        """How much of what was seen the commonest label has."""
        return self.counts[self.best] / self.total

    def trust(self, kind_accuracy: float) -> float:
        """Return the smoothed probability that the commonest label is right the next time."""
        return (self.counts[self.best] + _PRIOR * kind_accuracy) / (self.total + _PRIOR)


def left_out(tallies: Iterable[Tally]) -> float:
    """Return how often a key's other lines, where they agree, foretell the one left out; smoothed.

    >>> round(left_out([Tally("aaaa"), Tally("bb")]), 3), left_out([])
    (0.875, 0.5)
    """
    right = tried = 0
    for tally in tallies:
        for label, count in tally.counts.items():
            others: Mapping[str, int] = {
                k: v - (k == label) for k, v in tally.counts.items() if v - (k == label)
            }
            if len(others) == 1:
                tried += count
                right += count * (label in others)
    return (right + 1) / (tried + 2)
