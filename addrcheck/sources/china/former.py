"""Counties and districts that are no more, and who has them now.

A name that leaves a prefecture's list is followed year by year to the places of today. Where a row of
the table written by hand speaks of it, the row is believed. The same old name is recorded twice when it
may be looked up in two places: 枞阳县 moved from 安庆市 to 铜陵市, and old addresses say 安庆市枞阳县.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from addrcheck.errors import DictionaryError
from addrcheck.gazetteer.tables import read_table
from addrcheck.model import Level
from addrcheck.sources.china.history import DAUGHTERS, LAST_YEAR, History, Old, OldCity
from addrcheck.sources.china.place import Ended, Journal, Places

_SOURCE = "yearly lists"
_CERTAIN_SINCE = 1983
"""What ended before then, in the renumbering of whole provinces, is kept only with strong evidence."""
_WEAK = {"same number", "only change in the city"}
_SEATS_SINCE = 1987
"""邢台市 of 1982 was the town in the middle of 邢台地区; since then the name means the prefecture."""


class Row(NamedTuple):
    """A row of the table written by hand, with codes in place of names."""

    level: Level
    parent: str
    name: str
    until: int
    successors: tuple[str, ...]
    reason: str


def read_by_hand(places: Places) -> list[Row]:
    """Read the table written by hand; raise ``DictionaryError`` where a name means no place of today."""
    return [
        Row(
            Level[row["level"].upper()],
            _find(places, row["was_in"]),
            row["name"],
            int(row["until"]),
            tuple(_find(places, name, _find(places, row["was_in"])) for name in row["successors"].split()),
            row["reason"],
        )
        for row in read_table(Path(__file__).with_name("former_by_hand.tsv"))
    ]


def _find(places: Places, name: str, inside: str = "") -> str:
    """Return the code of 城市区县, or of a place directly ``inside`` another."""
    found = [
        p.code
        for p in places.values()
        if p.level != Level.TOWN
        and (
            (p.parent == inside and p.name == name)
            or (places[p.parent].name + p.name if p.parent else p.name) == name
        )
    ]
    if len(found) != 1:
        raise DictionaryError(f"former_by_hand.tsv: {name!r} means {found or 'nothing'}")
    return found[0]


class Tracer:
    """Follows a county of one year to the places of today."""

    def __init__(self, history: History, places: Places, by_hand: list[Row]) -> None:
        self._history = history
        self._places = places
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self.rows = by_hand
        for row in by_hand:
            if row.level == Level.DISTRICT:
                self._rows[row.name].append(row)
        self._cities = {c.city_id: c.code for c in history.cities[LAST_YEAR] if c.code in places}
        self.used: set[Row] = set()

    def city_today(self, old: Old | OldCity) -> str:
        """Return the prefecture that the old one is today, or an empty string."""
        return self._cities.get(old.city_id, "")

    def row(self, year: int, old: Old) -> Row | None:
        """Return the row by hand about a county that ended after ``year``."""
        for row in self._rows.get(old.name, ()):
            near = abs(year + 1 - row.until) <= 2
            region = row.parent[:2] + "0000"
            city = self.city_today(old)
            if city:
                # 宿迁市 stood in 淮阴市; districts' names are too common to look beyond the city.
                fits = row.parent == city or (near and region == old.region and not old.name.endswith("区"))
            else:
                fits = near and old.region in (region, DAUGHTERS.get(region))
            if fits:
                self.used.add(row)
                return row
        return None

    def heirs(self, year: int, old: Old) -> tuple[tuple[str, ...], set[str]]:
        """Return today's codes of a county, and the kinds of evidence on the way."""
        evidence: set[str] = set()
        while True:
            follow = self._history.next.get((year, old))
            if year == LAST_YEAR and old.code in self._places:
                return (old.code,), evidence
            if follow is None or follow[0].name != old.name:
                row = self.row(year, old)
                if row:
                    return row.successors, evidence | {"by hand"}
            if follow is None:
                return (), evidence
            old, why = follow
            evidence.add(why)
            year += 1


def former_districts(history: History, places: Places, tracer: Tracer, journal: Journal) -> list[Ended]:
    """Return the counties and districts that ended between 1980 and today."""
    standing = {(p.parent, p.name) for p in places.values()}
    cities = {p.name for p in places.values() if p.level == Level.CITY}
    found: dict[tuple[str, str], Ended] = {}
    dropped = []
    for year, old in _last_seen(history):
        heirs, evidence = tracer.heirs(year, old)
        weak = not heirs or (evidence & _WEAK and "by hand" not in evidence)
        seat = old.name in cities and "by hand" not in evidence
        if (year < _CERTAIN_SINCE and weak) or (year < _SEATS_SINCE and seat):
            dropped.append(f"{old.city}{old.name} {year}")
            continue
        for parent in _parents(tracer, places, year, old, heirs):
            if (parent, old.name) not in standing and parent not in heirs:
                note = "; ".join(sorted(evidence - {"same"})) or _SOURCE
                found[parent, old.name] = Ended(
                    old.name, Level.DISTRICT, parent, old.code, year + 1, heirs, note
                )
    by_hand = [row for row in tracer.rows if row.level == Level.DISTRICT]
    for row in by_hand:
        if (row.parent, row.name) not in standing:
            code = found[row.parent, row.name].code if (row.parent, row.name) in found else row.parent
            found[row.parent, row.name] = Ended(
                row.name,
                Level.DISTRICT,
                row.parent,
                code,
                row.until,
                row.successors,
                f"by hand: {row.reason}",
            )
    ended = list(found.values())
    journal.tell("too old and too uncertain, dropped", dropped)
    journal.tell(
        "rows by hand about no county of the lists", [r.name for r in by_hand if r not in tracer.used], 40
    )
    journal.tell("former counties and districts", [e.name for e in ended])
    journal.tell("of them divided", [e.name for e in ended if len(e.successors) > 1])
    journal.tell(
        "without a known successor",
        [f"{places[e.parent].name}{e.name} {e.until}" for e in ended if not e.successors],
        60,
    )
    return ended


def _last_seen(history: History) -> list[tuple[int, Old]]:
    """Return each (prefecture, name) with the last year in which the lists have it, the oldest first."""
    last: dict[tuple[str, str, str], tuple[int, Old]] = {}
    for year in sorted(history.years):
        for old in history.years[year]:
            last[old.region, old.city_id, old.name] = year, old
    return sorted(last.values())


def _parents(tracer: Tracer, places: Places, year: int, old: Old, heirs: tuple[str, ...]) -> list[str]:
    """Return where the old name may be looked up: where its land is today, and where it was then."""
    city = tracer.city_today(old)
    row = tracer.row(year, old)
    homes = {places[heir].parent or heir for heir in heirs}
    now = row.parent if row else homes.pop() if len(homes) == 1 else city or old.region
    then = city or (old.region if now[:2] + "0000" != old.region else "")
    # 市中区 of Chongqing stood in Sichuan, whose other cities have a 市中区 to this day.
    common = not city and any(p.name == old.name and p.code[:2] == old.region[:2] for p in places.values())
    return [now] if then in ("", now) or common else [now, then]
