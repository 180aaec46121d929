"""AMap (高德) and Tencent (腾讯位置服务) as geocoders of geopy, which has neither. Both answer in GCJ-02."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import md5
from typing import Any
from urllib.parse import urlencode

from geopy.adapters import BaseSyncAdapter
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderParseError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
)
from geopy.geocoders.base import Geocoder
from geopy.location import Location

_AMAP_TOO_FAST = frozenset({"10004", "10014", "10015", "10019", "10020", "10021", "10029"})
_AMAP_USED_UP = frozenset({"10003", "10010", "10044", "10045"})
_TENCENT_NOTHING = 347
_TENCENT_TOO_FAST = 120
_TENCENT_USED_UP = frozenset({121, 123})
_TENCENT_KEY = frozenset({110, 111, 112, 113, 190, 199, 311})


class _ChineseGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """What the two share: a key, a secret that signs requests where the account asks for it."""

    def __init__(
        self,
        api_key: str,
        *,
        security_key: str | None = None,
        timeout: float = 5.0,
        user_agent: str | None = None,
        adapter_factory: Callable[..., BaseSyncAdapter] | None = None,
    ) -> None:
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=adapter_factory)
        self._api_key = api_key
        self._security_key = security_key

    def geocode(self, query: str) -> Location | None:
        """Return where an address lies (GCJ-02), None where the service knows nothing; ``raw`` is its answer."""
        return self._call_geocoder(self._url(query), self._parsed)

    def _url(self, query: str) -> str:
        raise NotImplementedError

    def _parsed(self, page: Mapping[str, Any]) -> Location | None:
        raise NotImplementedError


class AMap(_ChineseGeocoder):
    """AMap, web service v3."""

    def _url(self, query: str) -> str:
        parameters = {"address": query, "key": self._api_key, "output": "JSON"}
        if self._security_key:
            parameters["sig"] = _signature("", parameters, self._security_key)
        return "https://restapi.amap.com/v3/geocode/geo?" + urlencode(parameters)

    def _parsed(self, page: Mapping[str, Any]) -> Location | None:
        if page.get("status") != "1":
            _refuse_amap(str(page.get("infocode", "")))
            return None
        found = page.get("geocodes")
        if not found:
            return None
        longitude, latitude = map(float, found[0]["location"].split(","))
        return Location(str(found[0].get("formatted_address")), (latitude, longitude), found[0])


def _refuse_amap(code: str) -> None:
    """Raise what a code means; the engine's own codes (3…) say that it could not read the address."""
    if code in _AMAP_TOO_FAST:
        raise GeocoderRateLimited("AMap: too many requests")
    if code in _AMAP_USED_UP:
        raise GeocoderQuotaExceeded("AMap: the quota is used up")
    if code.startswith("100"):
        raise GeocoderAuthenticationFailure(f"AMap: the key is refused ({code[:5]})")
    if not code.startswith("3"):
        raise GeocoderServiceError("AMap: the request failed")


class Tencent(_ChineseGeocoder):
    """Tencent location services, web service v1."""

    def _url(self, query: str) -> str:
        path = "/ws/geocoder/v1/"
        parameters = {"address": query, "key": self._api_key}
        if self._security_key:
            parameters["sig"] = _signature(path + "?", parameters, self._security_key)
        return f"https://apis.map.qq.com{path}?" + urlencode(parameters)

    def _parsed(self, page: Mapping[str, Any]) -> Location | None:
        status = page.get("status")
        if status == _TENCENT_NOTHING:
            return None
        if status != 0:
            _refuse_tencent(status)
        result = page.get("result")
        if not result:
            raise GeocoderParseError("Tencent: no result in the answer")
        at = result["location"]
        return Location(str(result.get("title")), (float(at["lat"]), float(at["lng"])), result)


def _refuse_tencent(status: object) -> None:
    """Raise what a status means."""
    if status == _TENCENT_TOO_FAST:
        raise GeocoderRateLimited("Tencent: too many requests")
    if status in _TENCENT_USED_UP:
        raise GeocoderQuotaExceeded("Tencent: the quota is used up")
    if status in _TENCENT_KEY:
        raise GeocoderAuthenticationFailure(f"Tencent: the key is refused ({status})")
    raise GeocoderServiceError("Tencent: the request failed")


def _signature(path: str, parameters: Mapping[str, str], secret: str) -> str:
    """Return the signature both ask for: the parameters in order, as they are before encoding, and the secret."""
    plain = path + "&".join(f"{name}={parameters[name]}" for name in sorted(parameters)) + secret
    return md5(plain.encode(), usedforsecurity=False).hexdigest()
