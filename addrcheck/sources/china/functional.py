"""Farms, forestry and the corps' regiments: what the statistics bureau counts as towns and the ministry does not.

Parcels go to them by name (八五〇农场, 一三三团), so they stand among the towns, under the bureau's own code,
which no ministry code equals. Left out: development zones and parks (the grammar reads them), companies,
prisons, reservoirs, offices, and what has no name of its own (良种场).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from addrcheck.model import Level
from addrcheck.sources.china.place import Journal, Place, Places, chain

_LIKE_A_TOWN = re.compile(
    r"(?:(?<![机市广])场|林业局|经营所|苗圃|管理区|(?:团|师)(?<=[一二三四五六七八九十零〇0-9]团))$"
)
_OWNER = re.compile(
    "^(?:新疆兵团|生产建设兵团|兵团|第?农?[一二三四五六七八九十]{1,3}师|国营|国有|地方国营|[省市县]属?国营|省属?|自治区|地区|海门市|海安县|高淳县|高淳)"
)
_NO_NAME = re.compile(
    "^(?:第?[一二三四五六七八九十]|[东西南北中]|国营|国有|综合|示范|实验|试验|特色|粮棉|棉花|农作物|经济作物|热带作物|优良|地方|国家|国防|公安|安置|"
    "[省市县镇区]|良种|原种|蚕种|种蜂?|畜禽?|黄牛|蔬菜|葡萄|盐|[猪牛羊马鱼鸡奶]|养[殖禽]?|繁[殖育]|苗木|园艺|果[园树木]?|"
    "林[业木]?|农业?|牧业?|渔业?|茶|水[产田稻]?|种植|特种|采育|储木|生态|平原|山区|森林|中心|总|分|管理|局|所|圃|苗|场|用|科)+$"
)


class Street(NamedTuple):
    """A street-level row of the statistics bureau."""

    code: str
    name: str
    county: str


def read_streets(file: Path) -> list[Street]:
    """Read the bureau's list; ``county`` is the six-digit code."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [Street(r["code"], r["name"], r.get("areaCode") or r["parent_code"]) for r in rows]


def read_functional(streets: list[Street], places: Places, journal: Journal) -> Places:
    """Return the functional areas that stand in a county of today."""
    found: Places = {}
    nameless, other = [], []
    known = {(p.parent, p.name) for p in places.values() if p.level == Level.TOWN}
    for street in streets:
        if street.county not in places or (street.county, street.name) in known or street.code[6] not in "45":
            continue
        if not _LIKE_A_TOWN.search(street.name):
            other.append(street.name)
            continue
        name = own_name(street.name, places, street.county)
        if _NO_NAME.match(name):
            nameless.append(street.name)
        elif street.code not in places and (street.county, name) not in known:
            known.add((street.county, name))
            found[street.code] = Place(street.code, name, Level.TOWN, street.county)
    journal.head("functional areas")
    journal.tell("taken", [p.name for p in found.values()], 12)
    journal.tell("zones, companies, offices, left out", other, 12)
    journal.tell("without a name of their own, left out", nameless, 12)
    return found


def add_districts(folder: Path, streets: list[Street], places: Places, journal: Journal) -> None:
    """Add the districts of 大兴安岭地区 and 大柴旦, which are run like counties, in place.

    The ministry puts their towns directly below the prefecture; the bureau's list says to which they belong.
    """
    areas = json.loads((folder / "package/dist/areas.json").read_text(encoding="utf-8"))
    cities = {p.code for p in places.values() if p.level == Level.CITY}
    direct = {(p.parent, p.name): p for p in places.values() if p.level == Level.TOWN and p.parent in cities}
    with_counties = {p.parent for p in places.values() if p.level == Level.DISTRICT}
    added = []
    for area in areas:
        city = area["cityCode"] + "00"
        towns = [direct.get((city, s.name)) for s in streets if s.county == area["code"]]
        if area["code"] not in places and city in with_counties and any(towns):
            places[area["code"]] = Place(area["code"], area["name"], Level.DISTRICT, city)
            for town in filter(None, towns):
                places[town.code] = town._replace(parent=area["code"])
            added.append(f"{area['name']} with {sum(map(bool, towns))} towns")
    journal.head("districts that the ministry does not list")
    journal.tell("added", added)
    still = [p.name for p in places.values() if p.level == Level.TOWN and p.parent in with_counties & cities]
    journal.tell("towns left directly below a prefecture that has counties", still)


def own_name(name: str, places: Places, county: str) -> str:
    """Take the owner and the names of what it lies in off the front of a name.

    >>> from addrcheck.model import Level
    >>> county = {"652300": Place("652300", "昌吉回族自治州", Level.CITY, "")}
    >>> own_name("兵团农六师土墩子农场", county, "652300"), own_name("国营朝阳农场", county, "652300")
    ('土墩子农场', '朝阳农场')
    """
    for _ in range(3):
        name = _OWNER.sub("", name, count=1)
        for place in chain(places, county):
            if name.startswith(place.name) and len(name) > len(place.name) + 1:
                name = name[len(place.name) :]
    return name
