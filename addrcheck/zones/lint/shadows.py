"""Rules that never get their turn, because more specific ones take everything they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addrcheck.model import Level
from addrcheck.wording.zones import Fact
from addrcheck.zones.lint.subjects import (
    MOST_ROWS,
    Subject,
    by_subject,
    days_together,
    numbers_of,
    refs,
    union,
)
from addrcheck.zones.load import Ground
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.places import country_of_code, places_by_code
from addrcheck.zones.troubles import Finding, rows_text

_LISTABLE = frozenset({"street", "range", "segment"})


def shadows(matchers: Sequence[Matcher], ground: Ground) -> Iterator[Finding]:
    """Yield the rules that are taken over completely."""
    found = by_subject(matchers)
    for subject, rules in found.items():
        for m in rules:
            if m.rule.exclude:
                continue
            if subject[0] == "street" and m.rule.kind in _LISTABLE:
                yield from _on_street(subject, m, found)
            yield from _outranked(m, rules)
            yield from _undone(m, rules)
    yield from _places(matchers, ground)


def _on_street(subject: Subject, m: Matcher, found: dict[Subject, list[Matcher]]) -> Iterator[Finding]:
    """Yield a street or range whose numbers finer rules for that street take, in its place or a larger one."""
    _, _, key = subject
    finer: list[Matcher] = []
    for scope in (*m.scope.keys, ""):
        for other in found.get(("street", scope, key), ()):
            bounded = (
                other.rule.first is not None or other.rule.last is not None or other.rule.kind == "range"
            )
            lasting = other.since <= m.since and other.until >= m.until
            if (
                other.order[0] < m.order[0]
                and bounded
                and lasting
                and not other.rule.exclude
                and other.rule.suffixes
            ):
                finer.append(other)
    taken = union(numbers_of(other) for other in finer if not other.side and not other.rule.crossings)
    if finer and not numbers_of(m).without(taken):
        values = {
            "rows": rows_text(refs(finer), MOST_ROWS),
            "value": m.rule.names[0] if m.rule.names else m.scope.label,
        }
        yield Finding("SHADOWED", (m.ref, *refs(finer)), values=values)


def _outranked(m: Matcher, rules: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield a rule that stands behind another for the very same thing by its priority."""
    for other in rules:
        first = (
            other.order[:2] == m.order[:2]
            and other.rule.priority < m.rule.priority
            and not other.rule.exclude
        )
        same = numbers_of(other) == numbers_of(m) and other.numbers == m.numbers and other.side == m.side
        if first and same and other.since <= m.since and other.until >= m.until:
            values = {
                "rows": str(other.ref),
                "value": m.rule.names[0] if m.rule.names else m.scope.label or "*",
            }
            yield Finding("SHADOWED", (m.ref, other.ref), "priority", values)
            return


def _undone(m: Matcher, rules: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield a rule that an exclusion of its own zone undoes."""
    for other in rules:
        undoes = other.rule.exclude and other.code in (m.code, "") and other.order[0] <= m.order[0]
        if (
            undoes
            and days_together(m, other)
            and not numbers_of(m).without(numbers_of(other))
            and not other.numbers
        ):
            yield Finding("UNREACHABLE", (m.ref, other.ref), values={"value": Fact("own_exclude")})
            return


def _places(matchers: Sequence[Matcher], ground: Ground) -> Iterator[Finding]:
    """Yield the places of which every part has a rule of its own."""
    by_key: dict[str, list[Matcher]] = {}
    for m in matchers:
        if m.rule.kind == "place" and not m.rule.exclude and not m.rule.town_missing:
            by_key.setdefault(m.scope.key, []).append(m)
    for key, rules in by_key.items():
        if "/" in key or rules[0].scope.level in (None, Level.TOWN, Level.SETTLEMENT):
            continue
        gazetteer = ground.gazetteer(country_of_code(key))
        inside = gazetteer.below(places_by_code(gazetteer)[key])
        parts = [gazetteer.codes[p] for p in inside if not gazetteer.is_former(p)]
        if parts and all(part in by_key for part in parts):
            taken = refs(m for part in parts for m in by_key[part])
            for m in rules:
                values = {"rows": rows_text(taken, MOST_ROWS), "value": m.rule.place or m.scope.label}
                yield Finding("SHADOWED", (m.ref, *taken[:4]), values=values)
