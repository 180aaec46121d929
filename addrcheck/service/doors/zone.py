"""``/v1/zone``: the delivery zone of an address, without the rest of its report."""

from __future__ import annotations

from flask import Blueprint

from addrcheck.service.asking import checker, text_of
from addrcheck.service.door import door
from addrcheck.service.wire import CheckQuery, ZoneAnswer

blueprint = Blueprint("zone", __name__)


@door(
    blueprint, "/v1/zone", "Tell the delivery zone of an address.", ZoneAnswer, scope="zone", query=CheckQuery
)
def zone(asked: CheckQuery) -> ZoneAnswer:
    """Return the zone of ``q``."""
    text, _ = text_of(asked.q)
    report = checker().check(text or "", asked.country, asked.as_of, asked.lang)
    return ZoneAnswer(report.input, report.action, report.zone, report.versions.zones)
