"""Prefectures that are no more or bear another name, and what covers their land today.

Renamed ones keep their id in the yearly lists. Of the others each county is followed to today: where they
all ended up in one prefecture or municipality the counties themselves are the successors (莱芜市 → 莱芜区,
钢城区), else the prefectures that they went to (巢湖市 → 合肥市, 芜湖市, 马鞍山市).
"""

from __future__ import annotations

from collections import Counter

from addrcheck.model import Level
from addrcheck.sources.china.former import Tracer
from addrcheck.sources.china.history import DAUGHTERS, LAST_YEAR, History, OldCity
from addrcheck.sources.china.place import Ended, Journal, Places, children, stem

_MOST = 0.6
"""A prefecture that holds so much of today's counties of its heir is the heir's older form."""


def former_cities(history: History, places: Places, tracer: Tracer, journal: Journal) -> list[Ended]:
    """Return the prefectures of 1980–2024 whose name no longer stands."""
    standing = {(p.parent, p.name) for p in places.values()}
    ended: list[Ended] = []
    for year, city in _last_seen(history):
        heirs = _by_hand(tracer, city) or _heirs(history, places, tracer, year, city)
        ended.extend(
            Ended(city.name, Level.CITY, region, city.code, year + 1, heirs, "yearly lists")
            for region in _regions(places, city, heirs)
            # 重庆市 was a prefecture of Sichuan; in its own region the name stands.
            if (region, city.name) not in standing and places[region].name != city.name
        )
    journal.tell("former prefectures", [e.name for e in ended])
    journal.tell(
        "of them divided",
        [
            f"{e.name} → {'/'.join(places[s].name for s in e.successors)}"
            for e in ended
            if len(e.successors) > 1
        ],
        8,
    )
    journal.tell("without a known successor", [e.name for e in ended if not e.successors])
    return ended


def _last_seen(history: History) -> list[tuple[int, OldCity]]:
    """Return each (prefecture, name) with the last year in which the lists have it."""
    last: dict[tuple[str, str, str], tuple[int, OldCity]] = {}
    for year in sorted(history.cities):
        for city in history.cities[year]:
            last[city.region, city.city_id, city.name] = year, city
    return sorted(item for item in last.values() if item[0] < LAST_YEAR)


def _by_hand(tracer: Tracer, city: OldCity) -> tuple[str, ...]:
    """Return what the table written by hand says of a prefecture."""
    rows = (
        r for r in tracer.rows if r.level == Level.CITY and (r.parent, r.name) == (city.region, city.name)
    )
    return next((row.successors for row in rows), ())


def _heirs(history: History, places: Places, tracer: Tracer, year: int, city: OldCity) -> tuple[str, ...]:
    counties = [
        old for old in history.years[year] if old.city_id == city.city_id and old.region == city.region
    ]
    today = Counter(heir for old in counties for heir in tracer.heirs(year, old)[0])
    homes: Counter[str] = Counter()
    for heir, count in today.items():
        parent = places[heir].parent
        # 东莞县 became a prefecture itself; what stands below a region counts by itself.
        own = (
            heir
            if places[heir].level == Level.CITY
            or (places[parent].level == Level.REGION and not _municipal(parent))
            else parent
        )
        homes[own] += count
    heir = tracer.city_today(city)
    namesake = next((p.code for p in places.values() if p.level == Level.REGION and p.name == city.name), "")
    if namesake:
        return (namesake,)
    if heir:
        return (heir, *(home for home, _ in _ranked(homes) if home != heir))
    if len(homes) == 1:
        home = next(iter(homes))
        if stem(places[home].name) != stem(city.name) and len(today) < _MOST * len(
            [p for p in children(places)[home] if p.level == Level.DISTRICT]
        ):
            return tuple(sorted(today))
    return tuple(home for home, _ in _ranked(homes))


def _municipal(region: str) -> bool:
    return region in ("110000", "120000", "310000", "500000")


def _ranked(homes: Counter[str]) -> list[tuple[str, int]]:
    return sorted(homes.items(), key=lambda item: (-item[1], item[0]))


def _regions(places: Places, city: OldCity, heirs: tuple[str, ...]) -> list[str]:
    """Return the region of today, and the one of then where they differ (四川省重庆市)."""
    now = {heir[:2] + "0000" for heir in heirs} or {city.region}
    then = {city.region} if any(DAUGHTERS.get(region) == city.region for region in now) else set()
    return sorted((now | then) & set(places))
