"""Trouble that one row has by itself: it can never match, its street is not read as one, its place is missing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from addrcheck.wording.zones import Fact
from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.lint.subjects import by_subject, days_text
from addrcheck.zones.load import Ground
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.names import is_chinese, street_key
from addrcheck.zones.places import country_of_code, places_by_code
from addrcheck.zones.traits import traits
from addrcheck.zones.troubles import Finding

_NAMED = frozenset({"street", "range", "houses", "segment", "estate", "village"})
_TOLD_APART = re.compile(r"[东西南北中上下前后左右大小新老旧内外正支横直里\d]|[一二三四五六七八九十]")
_SHORTEST_CHINESE, _SHORTEST_RUSSIAN = 3, 6


def row_troubles(zones: ZoneTable, ground: Ground, today: datetime.date) -> Iterator[Finding]:
    """Yield what is wrong with single rows; a zone whose only row is broken is not told to have none."""
    ruled = {row.rule.zone for row in zones.table.rows}.union(zones.table.broken)
    for zone in zones.table.zones:
        if zone.code not in ruled:
            yield Finding("ZONE_UNUSED", values={"zone": zone.code})
    for m in zones.matchers:
        yield from _unreachable(m, ground, today)
        if m.rule.kind == "default" and not m.rule.exclude:
            yield Finding("DEFAULT_CATCHES", (m.ref,), values={"zone": m.code})
        if m.rule.kind in _NAMED and m.rule.names and not m.scope.key:
            yield Finding("PLACE_MISSING", (m.ref,), "place", {"value": m.rule.names[0]})
        blind = m.rule.first is None and m.rule.last is None
        if m.rule.kind == "segment" and blind and m.rule.crossings:
            yield Finding("SEGMENT_BLIND", (m.ref,), "from")
    yield from _unread_streets(zones.matchers, ground)
    yield from _misspelt(zones.matchers)


def _unreachable(m: Matcher, ground: Ground, today: datetime.date) -> Iterator[Finding]:
    """Yield why a rule can never match, where it cannot."""
    why: Fact | None = None
    if m.since > m.until:
        why = Fact("never_valid")
    elif m.until < today.toordinal():
        why = Fact("ended", days_text(m.until, m.until).split(" – ")[0])
    elif m.rule.code:
        gazetteer = ground.gazetteer(country_of_code(m.rule.code))
        place = places_by_code(gazetteer)[m.rule.code]
        if gazetteer.is_former(place):
            why = Fact("former_place", gazetteer.names[place])
    if why:
        yield Finding("UNREACHABLE", (m.ref,), values={"value": why})


def _unread_streets(matchers: Sequence[Matcher], ground: Ground) -> Iterator[Finding]:
    """Yield the streets that the engine would not recognise in an address: their rules never match."""
    asked: set[tuple[str, str]] = set()
    for m in matchers:
        for name in m.rule.names if m.rule.kind in ("street", "range", "houses", "segment") else ():
            if (m.rule.place, name) in asked:
                continue
            asked.add((m.rule.place, name))
            place = m.rule.place.replace("/", " ").replace(">", " ")
            report = ground.check(
                f"{place} {name}1号" if is_chinese(name) else f"{place}, {name}, 1".lstrip(", ")
            )
            key, kind = street_key(name)
            found = traits(report).streets
            if not any(k == key and (not kind or not w or w == kind) for k, w in found):
                read = "; ".join(c.value for c in report.components if c.code is None and c.type != "house")
                other = Fact("read_as", read) if read else Fact("read_as_nothing")
                yield Finding("STREET_UNKNOWN", (m.ref,), "street", {"value": name, "other": other})


def _misspelt(matchers: Sequence[Matcher]) -> Iterator[Finding]:
    """Yield streets of one place that differ by one letter which tells no streets apart (东, 一, 2)."""
    streets: dict[str, dict[str, Matcher]] = {}
    for (kind, scope, key), rules in by_subject(matchers).items():
        shortest = _SHORTEST_CHINESE if is_chinese(key) else _SHORTEST_RUSSIAN
        if kind == "street" and len(key) >= shortest:
            streets.setdefault(scope, {})[key] = rules[0]
    for known in streets.values():
        variants: dict[str, str] = {}
        for key in sorted(known):
            for at in range(len(key)):
                other = variants.setdefault(f"{len(key)} {key[:at]}?{key[at + 1 :]}", key)
                if other != key and not (_TOLD_APART.match(key[at]) or _TOLD_APART.match(other[at])):
                    a, b = known[other], known[key]
                    values = {"value": _written(b, key), "other": _written(a, other)}
                    if DamerauLevenshtein.distance(key, other) == 1:
                        yield Finding("STREET_MISSPELT", (a.ref, b.ref), "street", values)


def _written(m: Matcher, key: str) -> str:
    """Return the street of a rule that a key was made of, as it stands in the row."""
    return next((name for name in m.rule.names if " ".join(street_key(name)).strip() == key), key)
