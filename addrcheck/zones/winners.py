"""Which of the rules that match an address decides, and which that may match keep it from deciding.

The order of kinds is fixed (``addrcheck.zones.matcher``). Excludes come before includes of the same kind. Equals
that disagree stand side by side; nothing is decided by which row comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from addrcheck.zones.matcher import Matcher
from addrcheck.zones.model import DeliveryZone

NOBODY: frozenset[str] = frozenset()


def winners(hits: Sequence[Matcher]) -> tuple[Sequence[Matcher], frozenset[str]]:
    """Return the rules that decide, all of one rank, and the zones that exclude the address up to there.

    A shared area lists everyone who shares it.
    """
    if len(hits) == 1 and hits[0].simple:
        return hits, NOBODY
    for m in hits:
        if not m.simple:
            return _among_excludes(hits)
    if not hits:
        return hits, NOBODY
    best = hits[0]
    for m in hits:
        if m.order < best.order:
            best = m
    rank = best.order[0]
    return [m for m in hits if m is best or (m.order[0] == rank and _equal(m, best))], NOBODY


def _among_excludes(hits: Sequence[Matcher]) -> tuple[Sequence[Matcher], frozenset[str]]:
    """Return the same where some rules exclude or share."""
    blocked: set[str] = set()
    ordered = sorted(hits, key=by_order)
    for rank in dict.fromkeys(m.order[0] for m in ordered):
        group = [m for m in ordered if m.order[0] == rank]
        blocked.update(m.code for m in group if m.rule.exclude)
        nobody = next((m for m in group if m.rule.exclude and not m.code), None)
        if nobody is not None:
            return [nobody], frozenset(blocked)
        includes = [m for m in group if not m.rule.exclude and m.code not in blocked]
        if includes:
            best = includes[0]
            sharing = [m for m in includes if m.rule.shared] if best.rule.shared else []
            equal = [m for m in includes if _equal(m, best)]
            return list(dict.fromkeys([*equal, *sharing])), frozenset(blocked)
    return [], frozenset(blocked)


def _equal(m: Matcher, best: Matcher) -> bool:
    """Tell whether two rules have the same order; areas count as equal within a millionth."""
    if m.order == best.order:
        return True
    same = m.order[1] == best.order[1] or (best.order[1] > 0 and abs(m.order[1] / best.order[1] - 1) < 1e-6)
    return m.order[0] == best.order[0] and same and m.order[2] == best.order[2]


def by_order(m: Matcher) -> tuple[int, float, int, str]:
    """Return what rules are sorted by: their order, equals by the code of their zone."""
    return (*m.order, m.code)


def disputes(m: Matcher, first: Matcher | None, blocked: frozenset[str]) -> bool:
    """Tell whether a rule that may apply would send the parcel elsewhere than the rule that won."""
    if first is None:
        return bool(m.code) and not m.rule.exclude and m.code not in blocked
    if m.order >= first.order:
        return False
    if m.rule.exclude:
        return m.code in (first.code, "")
    return m.code != first.code and m.code not in blocked


def claimants(
    rules: Iterable[Matcher], most: int, first: Matcher | None
) -> tuple[list[Matcher], tuple[str, ...]]:
    """Return one rule of each of the first ``most`` zones, and the segments of the code that all zones share.

    ``rules`` come zone by zone; of a zone's rules the most specific one speaks. ``first`` has a share in the
    segments too.
    """
    found: list[Matcher] = []
    common = _shared_start(None, first.zone) if first is not None else None
    for m in rules:
        if found and found[-1].code == m.code:
            if m.order < found[-1].order:
                found[-1] = m
        elif len(found) < most:
            found.append(m)
        common = _shared_start(common, m.zone)
        if not common and len(found) >= most:
            break
    return found, common or ()


def _shared_start(common: tuple[str, ...] | None, zone: DeliveryZone | None) -> tuple[str, ...]:
    """Return the segments that a zone's code shares with those before it: how far the parcel can go undecided."""
    segments = zone.segments if zone else ()
    if common is None or common == segments:
        return segments
    same = [a == b for a, b in zip(common, segments, strict=False)]
    return common[: same.index(False) if False in same else len(same)]
