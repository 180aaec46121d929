"""From the rules found for one address to the answer: the zone and its certainty, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol

from addrcheck.model import Component, Report, Zone, ZoneCandidate
from addrcheck.wording.zones import reason
from addrcheck.zones.index import Found, OpenSet
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.names import place_key
from addrcheck.zones.traits import Traits
from addrcheck.zones.winners import claimants, disputes, winners

FEW = 5
"""So many zones are named as candidates; more than that say nothing to a person."""
NO_COURIER = frozenset({"pobox", "poste_restante", "military_unit"})
"""Components that no courier can deliver to."""

_PLACES = frozenset({"region", "area", "city", "district", "town", "settlement"})
_PLACES_FROM = 60
"""Rules for places, and what an address leaves open about its place, come behind those of this rank."""
_DOUBTFUL = {"corrected": 0.93, "renamed": 0.98, "inferred": 0.995, "conflicting": 0.6}
_BARE = 0.99
"""Trust in an address of which everything that a rule rests on is written plainly."""
by_code = attrgetter("code")


class InUse(Protocol):
    """What an answer asks of the table."""

    version: str

    @property
    def learned(self) -> bool:
        """Whether every rule comes from a history."""

    def remembered(self, m: Matcher, confidence: float, lang: str) -> Zone:
        """Return the answer that a rule gives at some confidence."""

    def open_places(self, t: Traits, day: int) -> OpenSet:
        """Return the rules for what an address may mean and does not name."""


class Answering:
    """The way from the rules found for one address to its answer."""

    __slots__ = ("_lang", "_report", "_table", "_traits")

    def __init__(self, table: InUse, report: Report | None, t: Traits, lang: str) -> None:
        self._table, self._report, self._traits, self._lang = table, report, t, lang

    def zone(self, found: Found) -> Zone:
        """Return the answer."""
        deciding, blocked = winners(found.hits)
        if not deciding:
            return self._unassigned(found, blocked)
        first = deciding[0]
        if len(deciding) > 1 and any(m.code != first.code for m in deciding):
            shared = any(m.rule.shared for m in deciding)
            rivals = sorted(deciding[1:], key=by_code)
            return self._ambiguous(rivals, "shared" if shared else "rivals", first) or self._lost()
        if not first.code:
            return self._nowhere("excluded", rule=first.label(self._lang))
        if found.open_numbers or found.open_points or first.order[0] > _PLACES_FROM:
            opened = self._opened(found, first, blocked)
            if opened:
                return opened
        return self._assigned(first, found.hits)

    # ---- assigned
    def _assigned(self, m: Matcher, hits: Sequence[Matcher]) -> Zone:
        """Return the answer of the rule that won; a coarser rule that agrees lends it its certainty."""
        report = self._report
        confidence = m.confidence
        if confidence < 1 and len(hits) > 1:
            confidence = max(hit.confidence for hit in hits if hit.code == m.code and not hit.rule.exclude)
        if report is not None:
            confidence *= report.score if report.score >= _BARE else _trust(report, m)
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
        for opened, why in self._lacking(found):
            if opened:
                answer = self._from_open(opened, why, first, blocked)
                if answer is not None:
                    return answer
        return None

    def _lacking(self, found: Found) -> Iterable[tuple[OpenSet, str]]:
        """Yield the rules that may apply, with the reason that names what is lacking."""
        if found.open_numbers:
            yield OpenSet(found.open_numbers), "number_open"
        yield found.open_points, "point_open"
        yield self._table.open_places(self._traits, found.day), "place_open"

    def _from_open(
        self, opened: OpenSet, why: str, first: Matcher | None, blocked: frozenset[str]
    ) -> Zone | None:
        """Return the answer that some open rules make, None where they agree with the rule that won."""
        key = (why, id(first), blocked, self._lang, self._traits.place)
        if key in opened.answers:
            return opened.answers[key]
        rivals = (m for m in opened.rules if disputes(m, first, blocked))
        answer = opened.answers[key] = self._ambiguous(rivals, why, first)
        return answer

    def _ambiguous(self, rules: Iterable[Matcher], why: str, first: Matcher | None = None) -> Zone | None:
        """Return the answer where several zones fit; ``unresolved`` where one may fit or none, or too many to name.

        ``rules`` come zone by zone; ``first`` is the coarser rule that they keep from deciding. None where
        there are no rules.
        """
        found, segments = claimants(rules, FEW + 1, first)
        if not found:
            return None
        claims = {m.code: m for m in (*found, *([first] if first else ())) if m.code}
        served = [claims[code] for code in sorted(claims)]
        names = ", ".join(m.code for m in served[:FEW]) + (" …" if len(served) > FEW else "")
        told = reason(why, self._lang, zones=names, place=self._place())
        candidates = tuple(ZoneCandidate(m.code, m.label(self._lang)) for m in served[:FEW])
        few = 1 < len(served) <= FEW
        return Zone(
            "ambiguous" if few else "unresolved", None, segments, len(segments), None, 0.0, told, "manual",
            self._table.version, candidates,
        )  # fmt: skip

    # ---- no zone
    def _unassigned(self, found: Found, blocked: frozenset[str]) -> Zone:
        """Return the answer where no rule matched."""
        lost = self._report is not None and not self._traits.known
        for opened, why in self._lacking(found):
            if opened and not (lost and why == "place_open"):
                answer = self._from_open(opened, why, None, blocked)
                if answer is not None:
                    return answer
        if lost:
            return self._lost()
        if self._table.learned:
            return self._unresolved("not_learned", place=self._place())
        return self._nowhere("nobody", place=self._place())

    def _lost(self) -> Zone:
        """Return the answer where the text names no place, or several that nothing tells apart."""
        report = self._report
        if report is not None and len(report.candidates) > 1:
            return self._unresolved(
                "place_rivals", places="; ".join(c.label for c in report.candidates[:FEW])
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


def _trust(report: Report, m: Matcher) -> float:
    """Return how sure the places are that a rule rests on: the score, where nothing else is known.

    Doubt about what the rule does not rest on does not count: which of several places inside a district is
    meant, where the rule is the district's; whether a dictionary holds a place, where the rule goes by its name.
    """
    named = m.where.split("/")[1:]
    if not named and len(report.candidates) < 2:
        return report.score
    trust = _BARE
    for c in report.components:
        if c.type in _PLACES:
            if (c.code is None or c.status == "conflicting") and place_key(c.value) in named:
                continue
            trust *= _DOUBTFUL.get(c.status, 1.0)
    return max(report.score, trust)


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
