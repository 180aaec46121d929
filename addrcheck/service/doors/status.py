"""``/v1/status`` says what is running and what is allowed, ``/metrics`` what was done."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app
from msgspec import convert

from addrcheck.service.asking import checker, limits
from addrcheck.service.door import door
from addrcheck.service.engine import COUNTRIES
from addrcheck.service.metrics import Counters
from addrcheck.service.wire import Limits, StatusAnswer
from addrcheck.version import __version__

COUNTERS = "addrcheck.counters"

blueprint = Blueprint("status", __name__)


@door(blueprint, "/v1/status", "Tell what is running and what is allowed.", StatusAnswer, scope=None)
def status() -> StatusAnswer:
    """Return versions and limits."""
    same, allowed = checker(), limits()
    store, in_force = same.zone_store, same.zones
    return StatusAnswer(
        "ok",
        __version__,
        {country: same.gazetteer(country).version for country in COUNTRIES},
        in_force.version if in_force else None,
        tuple(
            f"{turn.zones.version} from {turn.since.astimezone().isoformat(timespec='seconds')}"
            for turn in (store.waiting if store else ())
        ),
        convert(allowed, Limits, from_attributes=True),
    )


@door(
    blueprint, "/metrics", "Counters for Prometheus.", str, scope="metrics", media="text/plain; version=0.0.4"
)
def metrics() -> str:
    """Return the counters of all workers."""
    return cast(Counters, current_app.extensions[COUNTERS]).text()
