"""Trouble that one row has by itself: it can never match, its street is not read as one, its place is missing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from addrcheck.wording.zones import fact
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


def row_troubles(zones: ZoneTable, ground: Ground, lang: str, today: datetime.date) -> Iterator[Finding]:
    """Yield what is wrong with single rows."""
    ruled = {m.code for m in zones.matchers}
    for zone in zones.table.zones:
        if zone.code not in ruled:
            yield Finding("ZONE_UNUSED", values={"zone": zone.code})
    for m in zones.matchers:
        yield from _unreachable(m, ground, lang, today)
        if m.rule.kind == "default" and not m.rule.exclude:
            yield Finding("DEFAULT_CATCHES", (m.ref,), values={"zone": m.code})
        if m.rule.kind in _NAMED and m.rule.names and not m.scope.key:
            yield Finding("PLACE_MISSING", (m.ref,), "place", {"value": m.rule.names[0]})
        blind = m.rule.first is None and m.rule.last is None
        if m.rule.kind == "segment" and blind and m.rule.crossings:
            yield Finding("SEGMENT_BLIND", (m.ref,), "from")
    yield from _unread_streets(zones.matchers, ground, lang)
    yield from _misspelt(zones.matchers)


def _unreachable(m: Matcher, ground: Ground, lang: str, today: datetime.date) -> Iterator[Finding]:
    """Yield why a rule can never match, where it cannot."""
    why = ""
    if m.since > m.until:
        why = fact("never_valid", lang)
    elif m.until < today.toordinal():
        why = fact("ended", lang, days_text(m.until, m.until).split(" – ")[0])
    elif m.rule.code:
        gazetteer = ground.gazetteer(country_of_code(m.rule.code))
        place = places_by_code(gazetteer)[m.rule.code]
        if gazetteer.is_former(place):
            why = fact("former_place", lang, gazetteer.names[place])
    if why:
        yield Finding("UNREACHABLE", (m.ref,), values={"value": why})


def _unread_streets(matchers: Sequence[Matcher], ground: Ground, lang: str) -> Iterator[Finding]:
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
                values = {"value": name, "other": fact("read_as", lang, read or fact("nothing", lang))}
                yield Finding("STREET_UNKNOWN", (m.ref,), "street", values)


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
                    values = {"value": key, "other": other}
                    if DamerauLevenshtein.distance(key, other) == 1:
                        yield Finding("STREET_MISSPELT", (a.ref, b.ref), "street", values)
