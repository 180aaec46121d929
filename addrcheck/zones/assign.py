"""An address meets the table: the zone, how sure that is, and whether a hand must look first.

The most specific rule wins, in the fixed order of ``addrcheck.zones.matcher``; rules of equal rank that
disagree are ``ambiguous``, never the first of them. A finer rule that may apply, did the address only tell
its number or its town, keeps a coarser one from deciding alone.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import force_setattr

from addrcheck.model import Report, Versions, Zone
from addrcheck.settings import Costs
from addrcheck.wording.issues import sentence_language
from addrcheck.wording.zones import reason
from addrcheck.zones.answer import Answering, joined
from addrcheck.zones.decide import COURIER, lane, threshold
from addrcheck.zones.index import AddressKey, OpenSet, RuleIndex
from addrcheck.zones.matcher import Matcher
from addrcheck.zones.model import DeliveryZone, Table
from addrcheck.zones.traits import NOWHERE, Chain, Point, Traits, traits

_MOST_ANSWERS = 1 << 14
_speech = lru_cache(maxsize=64)(sentence_language)


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
        self._minute = self._ordinal = 0
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
        found = self._index.find(t, day.toordinal() if day else self._today())
        return Answering(self, report, t, _speech(lang or report.language)).zone(found)

    def _today(self) -> int:
        """Return the ordinal of today; the clock is asked once a minute."""
        minute = int(time.time()) // 60
        if minute != self._minute:
            self._minute, self._ordinal = minute, datetime.date.today().toordinal()
        return self._ordinal

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
        found = self._index.find_at(latitude, longitude, day.toordinal() if day else self._today())
        return Answering(self, None, NOWHERE, "en").zone(found)

    @property
    def learned(self) -> bool:
        """Whether every rule comes from a history."""
        return self._learned

    @property
    def needs_points(self) -> bool:
        """Whether any rule needs coordinates."""
        return self._index.has_land

    def open_places(self, t: Traits, day: int) -> OpenSet:
        """Return the rules for what an address may mean and does not name."""
        return self._index.open_places(t, day)

    def forget(self) -> None:
        """Drop remembered answers; whoever measures needs it."""
        self._answers.clear()
        self._index.forget()

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
        if m.zone.lane == "manual":
            told.append(reason("manual_zone", lang))
        if m.zone.depth < COURIER:
            told.append(reason("one_segment" if m.zone.depth == 1 else "short_code", lang))
        elif way == "manual" and m.zone.lane == "auto":
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
