"""An address meets the table: the zone, how sure that is, and whether a hand must look first.

The most specific rule wins, in the fixed order of ``addrcheck.zones.matcher``; rules of equal rank that
disagree are ``ambiguous``, never the first of them. A finer rule that may apply, did the address only tell
its number or its town, keeps a coarser one from deciding alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import force_setattr

from addrcheck.model import Component, Report, Versions, Zone, ZoneCandidate
from addrcheck.settings import Costs
from addrcheck.wording.issues import sentence_language
from addrcheck.wording.zones import reason
from addrcheck.zones.decide import lane, threshold
from addrcheck.zones.index import AddressKey, Found, RuleIndex
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.model import DeliveryZone, Table
from addrcheck.zones.traits import Chain, Point, Traits, traits

NO_COURIER = frozenset({"pobox", "poste_restante", "military_unit"})
"""Components that no courier can deliver to."""

_FEW = 5
"""So many zones are named as candidates; more than that say nothing to a person."""
_MOST_ANSWERS = 1 << 14
_PLACES = frozenset({"region", "area", "city", "district", "town", "settlement"})
_DOUBTFUL = {"corrected": 0.93, "renamed": 0.98, "inferred": 0.995, "conflicting": 0.6}
_BARE = 0.99
"""Trust in an address of which everything that a rule rests on is written plainly."""


class ZoneTable:
    """A table of zones in use."""

    def __init__(
        self,
        table: Table,
        matchers: Sequence[Matcher],
        addresses: Mapping[AddressKey, list[Matcher]] | None = None,
        costs: Costs | None = None,
        chain: Chain | None = None,
    ) -> None:
        """Take the rules with their keys made (``addrcheck.zones.load``)."""
        self._chain = chain
        self.table = table
        self.version = table.version
        self.matchers = tuple(matchers)
        self.costs = costs or Costs()
        self.zones: dict[str, DeliveryZone] = {zone.code: zone for zone in table.zones}
        self._index = RuleIndex(self.matchers, dict(addresses or {}))
        self._learned = bool(matchers) and all(m.rule.support is not None for m in matchers)
        self._answers: dict[tuple[int, float, str], Zone] = {}

    def assign(
        self,
        report: Report,
        lang: str | None = None,
        day: datetime.date | None = None,
        point: tuple[float, float, float] | None = None,
    ) -> Zone:
        """Return the zone of a checked address, by the rules that hold on ``day`` (today).

        ``point`` (latitude, longitude in WGS 84, metres of doubt) beats the report's own location; ``lang``
        chooses the sentence of ``reason``, by default the address's.
        """
        t = traits(report, Point(*point) if point else None, self._chain)
        when = (day or datetime.date.today()).toordinal()
        return _Decision(self, report, t, sentence_language(lang or report.language)).zone(
            self._index.find(t, when)
        )

    def zoned(self, report: Report, lang: str | None = None, day: datetime.date | None = None) -> Report:
        """Return a report that was just made, with its zone in it; nobody else may hold it yet."""
        # Frozen for those who read it; making another Report of seventeen fields would cost more than the zone.
        force_setattr(report, "zone", self.assign(report, lang, day))
        force_setattr(
            report, "versions", Versions(report.versions.engine, report.versions.dictionary, self.version)
        )
        return report

    def at(self, latitude: float, longitude: float, day: datetime.date | None = None) -> Zone:
        """Return the zone that a point (WGS 84) lies in, by polygons and radii alone."""
        when = (day or datetime.date.today()).toordinal()
        t = Traits(
            (), "", "", (), (), (), "", (), None, True, (), None, (), "", Point(latitude, longitude, 0.0)
        )
        return _Decision(self, None, t, "en").zone(self._index.find(t, when))

    @property
    def learned(self) -> bool:
        """Whether every rule comes from a history."""
        return self._learned

    @property
    def needs_points(self) -> bool:
        """Whether any rule needs coordinates."""
        return self._index.has_land

    def remembered(self, m: Matcher, confidence: float, lang: str) -> Zone:
        """Return the answer that a rule gives at some confidence; most addresses share a few of them."""
        key = (id(m), confidence, lang)
        zone = self._answers.get(key)
        if zone is None:
            zone = self._assigned(m, confidence, lang)
            if len(self._answers) < _MOST_ANSWERS:
                self._answers[key] = zone
        return zone

    def _assigned(self, m: Matcher, confidence: float, lang: str) -> Zone:
        """Return the answer of one rule."""
        assert m.zone is not None
        way = lane(confidence, m.zone, self.costs)
        label = m.label(lang)
        told = [reason("by_rule", lang, rule=label)]
        if m.zone.depth == 1:
            told.append(reason("one_segment", lang))
        if way == "manual" and m.zone.lane == "manual":
            told.append(reason("manual_zone", lang))
        elif way == "manual":
            limits = {"confidence": f"{confidence:.2f}", "threshold": f"{threshold(m.zone, self.costs):.2f}"}
            told.append(reason("low_confidence", lang, **limits))
        return Zone(
            "assigned",
            m.code,
            m.zone.segments,
            m.zone.depth,
            label,
            confidence,
            joined(told, lang),
            way,
            self.version,
        )


class _Decision:
    """The way from the rules found for one address to its answer."""

    __slots__ = ("_lang", "_report", "_table", "_traits")

    def __init__(self, table: ZoneTable, report: Report | None, t: Traits, lang: str) -> None:
        self._table, self._report, self._traits, self._lang = table, report, t, lang

    def zone(self, found: Found) -> Zone:
        """Return the answer."""
        winners, blocked = _winners(found.hits)
        if not winners:
            return self._unassigned(found, blocked)
        first = winners[0]
        zones = {m.code for m in winners}
        if len(zones) > 1:
            shared = any(m.rule.shared for m in winners)
            return self._ambiguous(winners, "shared" if shared else "rivals")
        if not first.code:
            return self._nowhere("excluded", rule=first.label(self._lang))
        if found.open_numbers or found.open_points or found.open_places:
            opened = self._opened(found, first, blocked)
            if opened:
                return opened
        return self._assigned(first, found.hits)

    # ---- assigned
    def _assigned(self, m: Matcher, hits: Sequence[Matcher]) -> Zone:
        """Return the answer of the rule that won; a coarser rule that agrees lends it its certainty."""
        report = self._report
        confidence = (
            max(hit.confidence for hit in hits if hit.code == m.code) if len(hits) > 1 else m.confidence
        )
        if report is not None:
            confidence *= (
                max(report.score, _trust(report.components, m)) if report.score < _BARE else report.score
            )
        zone = self._table.remembered(m, round(confidence, 3), self._lang)
        if (
            report is not None
            and zone.lane == "auto"
            and report.action == "special"
            and _no_courier(report.components)
        ):
            told = joined([zone.reason, reason("no_courier", self._lang)], self._lang)
            return _by_hand(zone, told)
        return zone

    # ---- several zones
    def _opened(self, found: Found, first: Matcher, blocked: frozenset[str]) -> Zone | None:
        """Return the answer where a finer rule may apply and would say otherwise."""
        for opened, why in (
            (found.open_numbers, "number_open"),
            (found.open_points, "point_open"),
            (found.open_places, "place_open"),
        ):
            rivals = [m for m in opened if m.order[0] < first.order[0] and _disputes(m, first, blocked)]
            if rivals:
                return self._ambiguous([first, *rivals], why)
        return None

    def _ambiguous(self, rules: Sequence[Matcher], why: str) -> Zone:
        """Return the answer where several zones fit, or too many to name."""
        by_zone = {m.code: m for m in sorted(rules, key=_by_order, reverse=True)}
        segments = _common_segments([m.zone for m in by_zone.values()])
        served = [m for m in by_zone.values() if m.code]
        served.sort(key=lambda m: m.code)
        names = ", ".join(m.code for m in served[:_FEW]) + (" …" if len(served) > _FEW else "")
        told = reason(why, self._lang, zones=names, place=self._place())
        candidates = tuple(ZoneCandidate(m.code, m.label(self._lang)) for m in served[:_FEW])
        few = len(served) <= _FEW
        return Zone(
            "ambiguous" if few else "unresolved",
            None,
            segments,
            len(segments),
            None,
            0.0,
            told,
            "manual",
            self._table.version,
            candidates,
        )

    # ---- no zone
    def _unassigned(self, found: Found, blocked: frozenset[str]) -> Zone:
        """Return the answer where no rule matched."""
        for opened, why in (
            (found.open_numbers, "number_open"),
            (found.open_points, "point_open"),
            (found.open_places, "place_open"),
        ):
            left = [m for m in opened if m.code and m.code not in blocked]
            if left:
                return (
                    self._ambiguous(left, why) if self._traits.scopes or why != "place_open" else self._lost()
                )
        if self._report is not None and not self._traits.scopes:
            return self._lost()
        if self._table.needs_points and self._traits.point is None:
            return self._unresolved("needs_point")
        if self._table.learned:
            return self._unresolved("not_learned", place=self._place())
        return self._nowhere("nobody", place=self._place())

    def _lost(self) -> Zone:
        """Return the answer where the text names no place, or several that nothing tells apart."""
        report = self._report
        if report is not None and len(report.candidates) > 1:
            return self._unresolved(
                "place_rivals", places="; ".join(c.label for c in report.candidates[:_FEW])
            )
        return self._unresolved("place_unknown")

    def _unresolved(self, why: str, **values: str) -> Zone:
        told = reason(why, self._lang, **values)
        return Zone("unresolved", None, (), 0, None, 0.0, told, "manual", self._table.version)

    def _nowhere(self, why: str, **values: str) -> Zone:
        told = reason(why, self._lang, **values)
        return Zone("out_of_area", None, (), 0, None, 0.0, told, "manual", self._table.version)

    def _place(self) -> str:
        """Return what people call the finest place of the address."""
        components = self._report.components if self._report is not None else ()
        return next((c.value for c in reversed(components) if c.type in _PLACES), "…")


def _winners(hits: Sequence[Matcher]) -> tuple[list[Matcher], frozenset[str]]:
    """Return the rules that decide, all of one rank, and the zones that exclude the address up to there.

    Excludes come before includes of the same kind of rule. A shared area lists everyone who shares it.
    """
    if len(hits) == 1 and not hits[0].rule.exclude:
        return list(hits), frozenset()
    blocked: set[str] = set()
    ordered = sorted(hits, key=_by_order)
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
    same = m.order[1] == best.order[1] or (best.order[1] > 0 and abs(m.order[1] / best.order[1] - 1) < 1e-6)
    return m.order[0] == best.order[0] and same and m.order[2] == best.order[2]


def _by_order(m: Matcher) -> tuple[int, float, int, str]:
    return (*m.order, m.code)


def _disputes(m: Matcher, first: Matcher, blocked: frozenset[str]) -> bool:
    """Tell whether a rule that may apply would send the parcel elsewhere."""
    if m.rule.exclude:
        return m.code in (first.code, "")
    return m.code != first.code and m.code not in blocked


def _common_segments(zones: Iterable[DeliveryZone | None]) -> tuple[str, ...]:
    """Return the segments of the code that all zones begin with: how far the parcel can travel undecided."""
    common: tuple[str, ...] | None = None
    for zone in zones:
        segments = zone.segments if zone else ()
        if common is None:
            common = segments
        else:
            same = [a == b for a, b in zip(common, segments, strict=False)]
            common = common[: same.index(False) if False in same else len(same)]
    return common or ()


def _trust(components: Sequence[Component], m: Matcher) -> float:
    """Return how sure the places are that a rule rests on: doubt about others does not count against it.

    A place that no dictionary holds, or that it holds elsewhere, is no doubt where the rule names that very
    place by its name.
    """
    by_name = any("/" in key for key in m.scope.keys)
    trust = _BARE
    for c in components:
        if c.type in _PLACES:
            if by_name and (c.code is None or c.status == "conflicting"):
                continue
            trust *= _DOUBTFUL.get(c.status, 1.0)
    return trust


def _no_courier(components: Sequence[Component]) -> bool:
    return any(c.type in NO_COURIER for c in components)


def _by_hand(zone: Zone, told: str) -> Zone:
    """Return the same zone by the manual lane."""
    return Zone(
        zone.status,
        zone.code,
        zone.segments,
        zone.depth,
        zone.rule,
        zone.confidence,
        told,
        "manual",
        zone.version,
    )


def joined(sentences: Sequence[str], lang: str) -> str:
    """Return sentences as one."""
    return ("；" if lang == "zh" else "; ").join(sentences)
