"""The services that can be asked, and what their answers mean: level, accuracy, country, datum.

Each service has a word of its own for how deep it got. The tables below say which of the contract's levels
that is; an answer whose word is not in them is no answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from geopy.geocoders import BaiduV3, Nominatim, Photon, Yandex
from msgspec import Struct

from addrcheck.geo.distance import distance_m
from addrcheck.geo.providers.adapter import Adapter
from addrcheck.geo.providers.chinese import AMap, Tencent
from addrcheck.model import Datum
from addrcheck.settings import Geocoder
from addrcheck.version import __version__

ACCURACY_M: Mapping[str, float] = {
    "region": 300_000, "area": 50_000, "city": 30_000, "district": 20_000, "town": 8_000,
    "settlement": 3_000, "village": 2_000, "street": 1_500, "house": 100, "building": 50,
}  # fmt: skip
"""How far an address may be from the middle of what was found, where the service does not say better."""

Meaning = tuple[str, float, str | None]
"""Level, accuracy (metres) and country (ISO code, None where the service does not tell)."""


class Found(Struct, frozen=True):
    """What a service said, in its own datum, not yet believed."""

    latitude: float
    longitude: float
    datum: Datum
    level: str
    accuracy_m: float
    country: str | None


class Service(Struct, frozen=True):
    """One way to ask: ``ask`` takes an address and the country that it should be in."""

    name: str
    countries: frozenset[str]
    ask: Callable[[str, str], Found | None]


def service(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    """Return the service that the settings describe; nothing is sent yet."""
    return _MAKERS[settings.name](settings, timeout_s, f"addrcheck/{__version__} {agent}".rstrip())


def _found(location: Any, datum: Datum, meaning: Callable[[Any], Meaning | None]) -> Found | None:  # noqa: ANN401
    """Return an answer of geopy with what it means; raises ``ValueError`` where it is no place on Earth."""
    if location is None:
        return None
    known = meaning(location.raw)
    if known is None:
        return None
    latitude, longitude = float(location.latitude), float(location.longitude)
    if not (math.isfinite(latitude) and math.isfinite(longitude) and known[1] >= 0):
        raise ValueError("no place on Earth")
    return Found(latitude, longitude, datum, *known)


# Nominatim -------------------------------------------------------------------------------------------

_RANKS_CN = (
    (9, "region"),
    (11, "city"),
    (13, "district"),
    (16, "town"),
    (25, "village"),
    (27, "street"),
    (30, "house"),
)
_RANKS = ((9, "region"), (12, "area"), (16, "city"), (25, "settlement"), (27, "street"), (30, "house"))
_COUNTRY_RANK = 5


def _nominatim(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    geocoder = Nominatim(user_agent=agent, timeout=timeout_s, adapter_factory=Adapter.at(settings.url))

    def ask(address: str, country: str) -> Found | None:
        codes = country.lower()
        location = geocoder.geocode(address, addressdetails=True, country_codes=codes, language="zh,ru,en")
        return _found(location, "WGS84", _nominatim_meaning)

    return Service("nominatim", frozenset({"CN", "RU"}), ask)


def _nominatim_meaning(raw: Mapping[str, Any]) -> Meaning | None:
    """Read the search rank, and the box of what was found."""
    rank = int(raw.get("place_rank") or 0)
    country = str(raw.get("address", {}).get("country_code") or "").upper() or None
    ranks = _RANKS_CN if country == "CN" else _RANKS
    level = next((level for last, level in ranks if _COUNTRY_RANK < rank <= last), None)
    if level is None:
        return None
    accuracy = ACCURACY_M[level]
    if raw.get("boundingbox"):
        south, north, west, east = map(float, raw["boundingbox"])
        accuracy = max(accuracy, distance_m(south, west, north, east) / 2)
    return level, accuracy, country


# Photon ----------------------------------------------------------------------------------------------

_PHOTON = {"house": "house", "street": "street", "city": "city", "state": "region"}
_PHOTON_CN = {**_PHOTON, "locality": "village", "district": "town", "county": "district"}
_PHOTON_RU = {**_PHOTON, "locality": "settlement", "district": "district", "county": "area"}


def _photon(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    geocoder = Photon(user_agent=agent, timeout=timeout_s, adapter_factory=Adapter.at(settings.url))
    return Service(
        "photon",
        frozenset({"CN", "RU"}),
        lambda address, country: _found(geocoder.geocode(address), "WGS84", _photon_meaning),
    )


def _photon_meaning(raw: Mapping[str, Any]) -> Meaning | None:
    """Read the type of what was found."""
    properties = raw["properties"]
    country = str(properties.get("countrycode") or "").upper() or None
    level = (_PHOTON_CN if country == "CN" else _PHOTON_RU).get(properties.get("type"))
    return (level, ACCURACY_M[level], country) if level else None


# Yandex ----------------------------------------------------------------------------------------------

_YANDEX_KINDS = {
    "house": "house", "entrance": "house", "street": "street", "metro": "street", "district": "district",
    "locality": "settlement", "area": "area", "province": "region",
}  # fmt: skip
_YANDEX_PRECISION = {
    "exact": ("house", 50.0),
    "number": ("house", 150.0),
    "near": ("house", 500.0),
    "range": ("street", 800.0),
}


def _yandex(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    geocoder = Yandex(
        settings.key, user_agent=agent, timeout=timeout_s, adapter_factory=Adapter.at(settings.url)
    )
    return Service(
        "yandex",
        frozenset({"CN", "RU"}),
        lambda address, country: _found(geocoder.geocode(address, lang="ru_RU"), "WGS84", _yandex_meaning),
    )


def _yandex_meaning(raw: Mapping[str, Any]) -> Meaning | None:
    """Read kind and precision: a house that was only guessed between its neighbours is no house."""
    known = raw["metaDataProperty"]["GeocoderMetaData"]
    country = str(known.get("Address", {}).get("country_code") or "").upper() or None
    level = _YANDEX_KINDS.get(known.get("kind"))
    if level is None:
        return None
    if level == "house":
        level, accuracy = _YANDEX_PRECISION.get(known.get("precision"), ("street", ACCURACY_M["street"]))
        return level, accuracy, country
    return level, ACCURACY_M[level], country


# Baidu -----------------------------------------------------------------------------------------------

_BAIDU_LEVELS = {
    "省": "region", "城市": "city", "区县": "district", "乡镇": "town", "村庄": "village", "道路": "street",
    "门址": "house",
}  # fmt: skip
_BAIDU_CONFIDENCE = (
    (100, 20.0), (90, 50.0), (80, 100.0), (75, 200.0), (70, 300.0), (60, 500.0), (50, 1000.0), (40, 2000.0),
    (30, 5000.0), (25, 8000.0), (20, 10_000.0), (0, 30_000.0),
)  # fmt: skip
_HOUSE_CONFIDENCE = 70


def _baidu(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    geocoder = BaiduV3(
        settings.key,
        user_agent=agent,
        timeout=timeout_s,
        adapter_factory=Adapter.at(settings.url),
        security_key=settings.secret or None,
    )
    return Service(
        "baidu",
        frozenset({"CN"}),
        lambda address, country: _found(geocoder.geocode(address), "BD09", _baidu_meaning),
    )


def _baidu_meaning(raw: Mapping[str, Any]) -> Meaning | None:
    """Read level and confidence; a level that is a kind of shop is a house where the confidence allows it."""
    confidence = int(raw.get("confidence") or 0)
    accuracy = next(metres for least, metres in _BAIDU_CONFIDENCE if confidence >= least)
    other = "house" if confidence >= _HOUSE_CONFIDENCE else "street"
    level = _BAIDU_LEVELS.get(str(raw.get("level")), other)
    return level, max(accuracy, ACCURACY_M[level] if level != "house" else 0.0), None


# AMap and Tencent ------------------------------------------------------------------------------------

_AMAP_LEVELS = {
    "省": "region", "市": "city", "区县": "district", "开发区": "town", "乡镇": "town", "村庄": "village",
    "热点商圈": "village", "道路": "street", "道路交叉路口": "street", "公交站台、地铁站": "house",
    "兴趣点": "house", "住宅区": "house", "门牌号": "house", "楼栋号": "building", "单元号": "building",
}  # fmt: skip
_TENCENT_LEVELS = {
    1: "city", 2: "district", 3: "town", 4: "village", 5: "town", 6: "village", 7: "street", 8: "street",
    9: "house", 10: "house", 11: "house",
}  # fmt: skip
_TENCENT_RELIABLE = 7


def _amap(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    geocoder = AMap(
        settings.key,
        security_key=settings.secret or None,
        timeout=timeout_s,
        user_agent=agent,
        adapter_factory=Adapter.at(settings.url),
    )
    return Service(
        "amap",
        frozenset({"CN"}),
        lambda address, country: _found(geocoder.geocode(address), "GCJ02", _amap_meaning),
    )


def _amap_meaning(raw: Mapping[str, Any]) -> Meaning | None:
    """Read the level."""
    level = _AMAP_LEVELS.get(str(raw.get("level")))
    return (level, ACCURACY_M[level], "CN" if raw.get("country") == "中国" else None) if level else None


def _tencent(settings: Geocoder, timeout_s: float, agent: str) -> Service:
    geocoder = Tencent(
        settings.key,
        security_key=settings.secret or None,
        timeout=timeout_s,
        user_agent=agent,
        adapter_factory=Adapter.at(settings.url),
    )
    return Service(
        "tencent",
        frozenset({"CN"}),
        lambda address, country: _found(geocoder.geocode(address), "GCJ02", _tencent_meaning),
    )


def _tencent_meaning(raw: Mapping[str, Any]) -> Meaning | None:
    """Read level and reliability; what is not reliable is nothing."""
    level = _TENCENT_LEVELS.get(int(raw.get("level") or 0))
    if level is None or int(raw.get("reliability") or 0) < _TENCENT_RELIABLE:
        return None
    return level, ACCURACY_M[level], None


_MAKERS: Mapping[str, Callable[[Geocoder, float, str], Service]] = {
    "nominatim": _nominatim,
    "photon": _photon,
    "yandex": _yandex,
    "baidu": _baidu,
    "amap": _amap,
    "tencent": _tencent,
}
