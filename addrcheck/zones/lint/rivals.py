"""Rules of equal rank that speak of the same thing: repeated, at odds, or following each other in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from addrcheck.wording.zones import Value
from addrcheck.zones.lint.subjects import (
    MOST_ROWS,
    Numbers,
    Subject,
    by_subject,
    days_text,
    days_together,
    numbers_of,
    numbers_value,
)
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.troubles import Finding, rows_text

_MOST_RULES = 400
"""Rules for one street that are compared pair by pair; more of them are compared with their neighbours."""


def rivalries(matchers: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield duplicates, overlaps and validities that clash or leave a gap."""
    told: set[tuple[str, object]] = set()
    for subject, rules in by_subject(matchers).items():
        ordered = sorted(rules, key=lambda m: (m.order, m.rule.first or 0, m.since, m.ref.file, m.ref.row))
        pairs = combinations(ordered, 2) if len(ordered) <= _MOST_RULES else pairwise(ordered)
        for a, b in pairs:
            for finding in _pair(subject, a, b):
                key = (finding.code, finding.refs)
                if key not in told:
                    told.add(key)
                    yield finding
        yield from _validity_gaps(ordered)
    yield from _index_overlaps(matchers)


def _pair(subject: Subject, a: Matcher, b: Matcher) -> Iterator[Finding]:
    """Yield what is wrong between two rules for the same thing."""
    if a.order != b.order or a.rule.exclude != b.rule.exclude or a.rule.town_missing != b.rule.town_missing:
        return
    common = numbers_of(a) & numbers_of(b)
    days = days_together(a, b)
    if not common or days is None or a.rule.side != b.rule.side or a.rule.crossings != b.rule.crossings:
        return
    refs = (b.ref, a.ref)
    if a.code == b.code:
        if _same(a, b):
            yield Finding("DUPLICATE", refs, values={"rows": str(a.ref)})
        return
    if a.rule.exclude or (a.rule.shared and b.rule.shared):
        return
    values = {"rows": str(a.ref), "zones": f"{a.code}, {b.code}"}
    dated = days_text(a.since, a.until) and days_text(b.since, b.until)
    if dated and (a.since, a.until) != (b.since, b.until):
        yield Finding("VALIDITY_OVERLAP", refs, "valid_from", values | {"value": days_text(*days)})
    else:
        yield Finding("OVERLAP", refs, values=values | {"value": _what(subject, a, common)})


def _same(a: Matcher, b: Matcher) -> bool:
    """Tell whether two rules of one zone say the same."""
    one, two = numbers_of(a), numbers_of(b)
    return one == two and (a.since, a.until) == (b.since, b.until) and a.numbers == b.numbers


def _what(subject: Subject, m: Matcher, numbers: Numbers) -> Value:
    """Return what two rules both claim."""
    name = m.rule.names[0] if m.rule.names else m.scope.label or "*"
    if m.numbered or m.rule.numbers:
        return numbers_value(name, numbers)
    return name if subject[0] != "default" else "*"


def _validity_gaps(ordered: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield the days that nobody has between two rules which follow each other."""
    follow: dict[tuple[object, ...], list[Matcher]] = {}
    for m in ordered:
        if not m.rule.exclude:
            follow.setdefault(
                (m.order, numbers_of(m).odd, numbers_of(m).even, m.numbers, m.rule.side), []
            ).append(m)
    for rules in follow.values():
        rules.sort(key=lambda m: m.since)
        until = rules[0].until
        for before, after in pairwise(rules):
            if after.since > until + 1:
                refs = (before.ref, after.ref)
                yield Finding(
                    "VALIDITY_GAP", refs, "valid_to", {"value": days_text(until + 1, after.since - 1)}
                )
            until = max(until, after.until)


def _index_overlaps(matchers: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield postal indexes that two zones claim."""
    claims = sorted(
        ((low, high, m) for m in matchers for low, high in m.rule.indexes if not m.rule.exclude),
        key=lambda claim: claim[:2],
    )
    open_: list[tuple[str, Matcher]] = []
    for low, high, m in claims:
        open_ = [(end, other) for end, other in open_ if end >= low]
        for end, other in open_:
            clash = other.code != m.code and other.order == m.order and days_together(m, other)
            if clash and not (m.rule.shared and other.rule.shared):
                what = low if low == min(high, end) else f"{low}–{min(high, end)}"
                values = {
                    "rows": rows_text([other.ref], MOST_ROWS),
                    "zones": f"{other.code}, {m.code}",
                    "value": what,
                }
                yield Finding("OVERLAP", (m.ref, other.ref), "index", values)
        open_.append((high, m))
