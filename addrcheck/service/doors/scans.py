"""``/v1/scans``: what a scanner read, and where its parcel goes. ``/v1/parcels``: the parcel in full."""

from __future__ import annotations

from flask import Blueprint, g

from addrcheck.service import sessions
from addrcheck.service.access import spend
from addrcheck.service.asking import limits
from addrcheck.service.door import door
from addrcheck.service.logs import log_event
from addrcheck.service.problems import Fault, RefusedError, refuse
from addrcheck.service.station.at_hand import at, desk
from addrcheck.service.station.desk import At, Desk, full_address
from addrcheck.service.station.wire import (
    ParcelAnswer,
    ParcelBody,
    ScanAnswer,
    ScanItem,
    ScansAnswer,
    ScansBody,
)

blueprint = Blueprint("scans", __name__)


@door(
    blueprint,
    "/v1/scans",
    "Scan parcels; a scan that is sent twice counts once.",
    ScansAnswer,
    scope="station",
    body=ScansBody,
)
def scan(asked: ScansBody) -> ScansAnswer:
    """Return what the scans found, in their order; one that cannot be kept does not spoil the others."""
    if len(asked.scans) > limits().max_batch:
        raise refuse("scans", "too_many", f"at most {limits().max_batch} scans")
    spend(len(asked.scans) - 1)
    here, place = desk(asked.lang), at(asked.station, asked.operator)
    results = tuple(_result(here, item, place) for item in asked.scans)
    return ScansAnswer(results, here.today, here.tag(here.today))


def _result(here: Desk, item: ScanItem, place: At) -> ScanAnswer:
    """Return what becomes of one scan."""
    longest = limits().max_text
    for field in ("text", "address"):
        if len(getattr(item, field)) > longest:
            return _refused(item, Fault(field, "too_long", f"at most {longest} characters"))
    return here.scan(item, place)


def _refused(item: ScanItem, fault: Fault) -> ScanAnswer:
    return ScanAnswer("unknown", id=item.id, found=None, waybill="", error=fault)


@door(
    blueprint,
    "/v1/parcels",
    "Tell a parcel's address and recipient in full.",
    ParcelAnswer,
    scope="station",
    body=ParcelBody,
    lacks="No manifest that is kept holds this number.",
)
def parcel(asked: ParcelBody) -> ParcelAnswer:
    """Return a parcel in full; that somebody looked is logged, not what was seen."""
    found = desk(None).find(asked.waybill)
    if found is None:
        raise RefusedError(404, "No manifest that is kept holds this number.")
    user = sessions.user()
    log_event("address shown", user=user.name if user else None, key=g.get("key_id"))
    return ParcelAnswer(found.waybill, found.day, full_address(found), found.name, found.phone)
