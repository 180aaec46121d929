"""Asking the configured geocoders where an address lies, and not believing them blindly.

Only the address in its official form is sent, and only where the dictionary knows less than the address
says. An answer counts if it is finer than the dictionary's and lies where the dictionary has the place;
what is swapped, in another country or beside the town is thrown away. Logs name the service and the kind of
failure, never an address or a key.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
)

from addrcheck.geo.datum import convert
from addrcheck.geo.distance import distance_m
from addrcheck.geo.providers.adapter import unlogged
from addrcheck.geo.providers.cache import Cache
from addrcheck.geo.providers.gate import Gate, within
from addrcheck.geo.providers.services import Found, Service, service
from addrcheck.model import Location, Report
from addrcheck.settings import Geocoders

_LOG = logging.getLogger("addrcheck.geo")
_NOT_ASKED = frozenset({"empty", "foreign", "special"})
_DEPTH = (
    "none",
    "region",
    "area",
    "city",
    "district",
    "town",
    "settlement",
    "village",
    "street",
    "house",
    "building",
    "room",
)
_REFUSED_REST_S = 3600.0
"""A key that is refused today is refused in a minute too."""
_SLACK_M = 5_000.0
_SLACK_FACTOR = 1.5
"""The dictionary's radius holds 95 to 99 of 100 addresses; the rest lie a little beyond it."""


class Outside:
    """The geocoders of the settings, in their order; one object for all threads."""

    def __init__(
        self,
        settings: Geocoders,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the settings and the folder for the cache; nothing is opened or asked yet."""
        self._timeout_s = settings.timeout_s
        self._cache = Cache(folder / "geocoders.sqlite", settings.days)
        self._services = [
            (
                service(each, settings.timeout_s, settings.agent),
                each.url,
                Gate(settings.per_second, clock, sleep),
            )
            for each in settings.services
        ]

    def locate(self, report: Report) -> Location | None:
        """Return where a checked address lies: as an outside geocoder has it where that is finer, else as the report has it."""
        known = report.location
        if known is None or not _worth_asking(report, known):
            return known
        for asked, url, gate in self._services:
            if report.country in asked.countries:
                place = f"{asked.name} {url} {report.country}"
                address = report.formatted.local
                held, answer = self._cache.get(place, address)
                if not held:
                    answered, answer = self._ask(asked, gate, address, report.country or "", known)
                    if answered:
                        self._cache.put(place, address, answer)
                if answer is not None and _believable(answer, known):
                    return answer
        return known

    def _ask(
        self, asked: Service, gate: Gate, address: str, country: str, known: Location
    ) -> tuple[bool, Location | None]:
        """Return whether the service answered, and its answer as far as it can be believed."""
        if not gate.enter(self._timeout_s):
            _LOG.info("geocoder %s is not asked: it rests, or too many wait", asked.name)
            return False, None
        try:
            found = within(self._timeout_s, lambda: _unlogged(asked, address, country))
            location = _location(found, asked.name, country) if found else None
        except (
            Exception
        ) as error:  # whatever a strange answer may do to geopy's parsers, it is a failure of theirs
            gate.failed(_rest(error))
            _LOG.warning("geocoder %s failed: %s", asked.name, type(error).__name__)
            return False, None
        gate.succeeded()
        if location is not None and not _believable(location, known):
            _LOG.info("geocoder %s contradicts the dictionary or knows no more than it", asked.name)
            location = None
        return True, location


def _worth_asking(report: Report, known: Location) -> bool:
    """Tell whether the address says more than the dictionary knows, and is one that stands on the ground."""
    return report.action not in _NOT_ASKED and _DEPTH.index(report.levels.input) > _DEPTH.index(known.level)


def _unlogged(asked: Service, address: str, country: str) -> Found | None:
    """Ask, in whatever thread this runs."""
    with unlogged():
        return asked.ask(address, country)


def _location(found: Found, name: str, country: str) -> Location | None:
    """Return an answer in WGS 84, None where it is in another country; raises ``UsageError`` where it is nowhere."""
    if found.country not in (None, country):
        return None
    point = convert(found.latitude, found.longitude, found.datum, "WGS84")
    accuracy = round(found.accuracy_m + point.accuracy_m)
    return Location(round(point.latitude, 6), round(point.longitude, 6), "WGS84", found.level, accuracy, name)


def _believable(answer: Location, known: Location) -> bool:
    """Tell whether an answer is finer than what is known and lies where the place is known to be."""
    if answer.accuracy_m >= known.accuracy_m:
        return False
    apart = distance_m(answer.latitude, answer.longitude, known.latitude, known.longitude)
    return apart <= _SLACK_FACTOR * known.accuracy_m + answer.accuracy_m + _SLACK_M


def _rest(error: Exception) -> float | None:
    """Return how long a service wants to be left alone after an error, None where it does not say."""
    if isinstance(error, GeocoderRateLimited):
        return float(error.retry_after) if error.retry_after is not None else None
    refused = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded)
    return _REFUSED_REST_S if isinstance(error, refused) else None
