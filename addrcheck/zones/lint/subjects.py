"""What a rule speaks of, and which numbers of it: the ground on which rules meet each other.

Numbers are split by parity, since most streets are: odd and even numbers each as a set of stretches.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from addrcheck.wording.zones import Fact, Value
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.model import RowRef
from addrcheck.zones.names import estate_key, main_number, street_key, village_key

Subject = tuple[str, str, str]
"""Kind of thing (street, estate …), the place that bounds it, its name."""
Stretch = tuple[int, int]
"""First and last number, both included."""

ENDLESS = 10**9
MOST_ROWS = 4
"""Rows that a sentence names."""
_ON_STREETS = frozenset({"street", "range", "houses", "segment"})
_ALL: Stretch = (1, ENDLESS)


class Numbers(Struct, frozen=True):
    """Which numbers a rule covers, odd and even ones apart."""

    odd: tuple[Stretch, ...]
    even: tuple[Stretch, ...]

    def __bool__(self) -> bool:
        return bool(self.odd or self.even)

    def __and__(self, other: Numbers) -> Numbers:
        return Numbers(_common(self.odd, other.odd, 1), _common(self.even, other.even, 0))

    def without(self, other: Numbers) -> Numbers:
        """Return what ``other`` leaves of these numbers."""
        return Numbers(_left(self.odd, other.odd, 1), _left(self.even, other.even, 0))


def numbers_of(m: Matcher) -> Numbers:
    """Return the numbers that a rule covers; a rule without numbers covers all."""
    rule = m.rule
    if rule.numbers:
        listed = sorted({n for n in map(main_number, m.numbers) if n is not None})
        return Numbers(tuple((n, n) for n in listed if n % 2), tuple((n, n) for n in listed if not n % 2))
    first, last = rule.first or 1, rule.last if rule.last is not None else ENDLESS
    stretch = ((first, last),)
    odd = stretch if rule.parity != "even" and (first < last or first % 2) else ()
    even = stretch if rule.parity != "odd" and (first < last or not first % 2) else ()
    return Numbers(odd, even)


def union(parts: Iterable[Numbers]) -> Numbers:
    """Return the numbers that any of some rules covers."""
    odd: list[Stretch] = []
    even: list[Stretch] = []
    for part in parts:
        odd += part.odd
        even += part.even
    return Numbers(_joined(odd, 1), _joined(even, 0))


ALL = Numbers((_ALL,), (_ALL,))


def numbers_value(name: str, numbers: Numbers) -> Value:
    """Return numbers of a street as people write them, to be worded later."""
    parts: list[str | Fact] = []
    for parity, stretches in (("odd", numbers.odd), ("even", numbers.even)):
        for first, last in stretches[:3]:
            if last >= ENDLESS:
                said = Fact(f"{parity}_open", str(first))
            else:
                said = Fact(parity, f"{first}–{last}" if first < last else str(first))
            parts += [", " if parts else f"{name} ", said]
    return tuple(parts) or name


def _joined(stretches: Sequence[Stretch], parity: int) -> tuple[Stretch, ...]:
    """Return stretches in order, those that touch as one; 1–5 and 7–9 touch among odd numbers."""
    joined: list[Stretch] = []
    for first, last in sorted(_trimmed(s, parity) for s in stretches):
        if joined and first <= joined[-1][1] + 2:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(s for s in joined if s[0] <= s[1])


def _trimmed(stretch: Stretch, parity: int) -> Stretch:
    """Return a stretch that begins and ends with a number of the parity."""
    first, last = stretch
    return first + (first % 2 != parity), last if last >= ENDLESS else last - (last % 2 != parity)


def _common(one: Sequence[Stretch], other: Sequence[Stretch], parity: int) -> tuple[Stretch, ...]:
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) <= min(b, d)]
    return tuple(s for s in (_trimmed(s, parity) for s in both) if s[0] <= s[1])


def _left(one: Sequence[Stretch], taken: Sequence[Stretch], parity: int) -> tuple[Stretch, ...]:
    """Return what is left of stretches when others are taken away."""
    left = list(_joined(one, parity))
    for first, last in _joined(taken, parity):
        rest: list[Stretch] = []
        for a, b in left:
            rest += [s for s in ((a, min(b, first - 1)), (max(a, last + 1), b)) if s[0] <= s[1]]
        left = rest
    return tuple(s for s in (_trimmed(s, parity) for s in left) if s[0] <= s[1])


def subjects(m: Matcher) -> list[Subject]:
    """Return what a rule speaks of, one entry a name."""
    kind, scope = m.rule.kind, m.scope.key
    if kind in _ON_STREETS:
        keys = [" ".join(street_key(name)).strip() for name in m.rule.names] or [""]
        return [("street", scope, key) for key in keys]
    if kind in ("estate", "beginning"):
        return [(kind, scope, estate_key(name)) for name in m.rule.names]
    if kind == "village":
        return [(kind, scope, village_key(name)) for name in m.rule.names]
    if kind in ("place", "default"):
        return [(kind, scope, "")]
    return []


def by_subject(matchers: Iterable[Matcher]) -> dict[Subject, list[Matcher]]:
    """Return the rules that speak of the same thing together."""
    found: dict[Subject, list[Matcher]] = defaultdict(list)
    for m in matchers:
        for subject in subjects(m):
            found[subject].append(m)
    return found


def refs(matchers: Iterable[Matcher]) -> tuple[RowRef, ...]:
    """Return the rows of some rules, each once, in order."""
    return tuple(sorted({m.ref for m in matchers}, key=lambda r: (r.file, r.row)))


def days_together(a: Matcher, b: Matcher) -> tuple[int, int] | None:
    """Return the first and last day (ordinals) on which two rules hold together, None where there is none."""
    since, until = max(a.since, b.since), min(a.until, b.until)
    return (since, until) if since <= until else None


def days_text(since: int, until: int) -> str:
    """Return a span of days; an end that is never is left open."""
    ends = [
        ""
        if day in (datetime.date.min.toordinal(), datetime.date.max.toordinal())
        else datetime.date.fromordinal(day).isoformat()
        for day in (since, until)
    ]
    return " – ".join(ends).strip()
