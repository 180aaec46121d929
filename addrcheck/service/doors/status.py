"""``/v1/status`` says what is running and what is allowed, ``/metrics`` what was done."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app

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
    store = same.zone_store
    return StatusAnswer(
        "ok",
        __version__,
        {country: same.gazetteer(country).version for country in COUNTRIES},
        store.current().version if store else None,
        tuple(f"{version} from {moment.isoformat()}" for moment, version in store.waiting) if store else (),
        Limits(allowed.max_text, allowed.max_batch, allowed.max_body, allowed.rate, allowed.burst),
    )


@door(
    blueprint, "/metrics", "Counters for Prometheus.", str, scope="metrics", media="text/plain; version=0.0.4"
)
def metrics() -> str:
    """Return the counters of all workers."""
    return cast(Counters, current_app.extensions[COUNTERS]).text()
