"""What nobody serves: numbers between the ranges of a street, places beside those that have a zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.lint.subjects import (
    ALL,
    Numbers,
    by_subject,
    numbers_of,
    numbers_value,
    refs,
    union,
)
from addrcheck.zones.load import Ground
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.places import country_of_code, places_by_code
from addrcheck.zones.troubles import Finding

_MOST_NAMES = 8


def gaps(zones: ZoneTable, ground: Ground) -> Iterator[Finding]:
    """Yield the gaps that no coarser rule closes."""
    matchers = [m for m in zones.matchers if not m.rule.exclude]
    if any(m.rule.kind == "default" for m in matchers):
        return
    covered = {m.scope.key for m in matchers if m.rule.kind == "place"}
    yield from _numbers(matchers, covered)
    if not zones.learned:
        yield from _places(matchers, covered, ground)


def _numbers(matchers: Sequence[Matcher], covered: set[str]) -> Iterator[Finding]:
    """Yield the numbers of a street that its ranges leave out."""
    for (kind, _, _), rules in by_subject(matchers).items():
        ranges = [m for m in rules if m.rule.kind == "range"]
        if kind != "street" or len(ranges) < 2 or covered.intersection(ranges[0].scope.keys):
            continue
        if any(m.rule.kind == "street" for m in rules):
            continue
        taken = union(map(numbers_of, rules))
        left = _between(ALL.without(taken), taken)
        if left:
            name = ranges[0].rule.names[0] if ranges[0].rule.names else ranges[0].scope.label
            yield Finding("GAP", refs(ranges), "from", {"value": numbers_value(name, left)})


def _between(left: Numbers, taken: Numbers) -> Numbers:
    """Return what is left between the first and the last number that is taken, on either side of the street."""
    ends = [end for stretch in (*taken.odd, *taken.even) for end in stretch]
    whole = ((min(ends, default=1), max(ends, default=0)),)
    return left & Numbers(whole, whole)


def _places(matchers: Sequence[Matcher], covered: set[str], ground: Ground) -> Iterator[Finding]:
    """Yield the places without a zone where most of their neighbours have one and nothing larger has."""
    parents: dict[str, list[Matcher]] = {}
    for m in matchers:
        keys = m.scope.keys
        if (
            m.rule.kind == "place"
            and len(keys) > 1
            and "/" not in keys[-1]
            and not covered.intersection(keys[:-1])
        ):
            parents.setdefault(keys[-2], []).append(m)
    touched = {key for m in matchers for key in m.scope.keys}
    for parent, rules in parents.items():
        gazetteer = ground.gazetteer(country_of_code(parent))
        inside = gazetteer.below(places_by_code(gazetteer)[parent])
        level = rules[0].scope.level
        missing = [
            gazetteer.names[p]
            for p in inside
            if gazetteer.levels[p] == level
            and not gazetteer.is_former(p)
            and gazetteer.codes[p] not in touched
        ]
        if missing and len(rules) > len(missing):
            told = ", ".join(missing[:_MOST_NAMES]) + (
                f" … ({len(missing)})" if len(missing) > _MOST_NAMES else ""
            )
            yield Finding("GAP", refs(rules)[:4], "place", {"value": told})
