"""Telephone area codes: one a city from a list of mobile numbers, the rest written by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.model import Level
from addrcheck.sources.china.place import Journal, Places

_LIST = "jionlp/dictionary/phone_location.zip"


def read_phone_codes(folder: Path, places: Places, journal: Journal) -> dict[str, str]:
    """Return code of place → area code: cities, and the counties whose code differs from their city's.

    The list says 山东 济南 0531: names without their type.
    """
    codes, unknown = {}, []
    regions = {p.code[:2]: p.name for p in places.values() if p.level == Level.REGION}
    for region, city, phone in _entries(folder):
        fits = [
            p
            for p in places.values()
            if p.level != Level.TOWN and p.name.startswith(city) and regions[p.code[:2]].startswith(region)
        ]
        if city == region:
            fits = [
                p for p in fits if p.level == Level.REGION and p.code[:2] in ("11", "12", "31", "50")
            ] or fits
        best = [p for p in fits if p.level == Level.CITY] or fits
        if len(best) == 1:
            codes[best[0].code] = phone
        else:
            unknown.append(f"{region} {city}")
    for row in read_table(Path(__file__).with_name("phone_codes_by_hand.tsv")):
        codes[row["code"]] = row["phone_code"]
    codes = {
        c: p
        for c, p in codes.items()
        if places[c].level != Level.DISTRICT or codes.get(places[c].parent) != p
    }
    cities = [p for p in places.values() if p.level == Level.CITY and p.code < "7"]
    journal.head("telephone area codes")
    journal.tell("places with a code", codes)
    journal.tell("lines that fit no place", unknown)
    journal.tell("cities without", [p.name for p in cities if p.code not in codes and p.parent not in codes])
    return codes


def _entries(folder: Path) -> list[tuple[str, str, str]]:
    with zipfile.ZipFile(folder / _LIST) as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="utf-8").read()
    entries = []
    for line in text.splitlines():
        cells = line.split("\t")
        if cells[0]:
            region, city = cells[0].split(" ")
            entries.append((region, city, cells[1]))
    return entries
