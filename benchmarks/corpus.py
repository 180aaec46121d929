"""The texts that are timed: the evaluation sets where they lie beside the project, else some of our own making.

Made-up texts are names of the dictionaries put together at random (always the same, from one seed): good
for comparing speed, worth nothing for accuracy.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from addrcheck.gazetteer.tables import read_optional

SETS = {"cn": "cn/unlabelled_companies", "ru": "ru/components"}
"""The evaluation set of each country, below the corpus folder, without its suffix."""

MADE_UP = 2000
SEED = 20261122

_CHINESE_STREETS = ("人民路", "解放大道", "建设北路", "文化街", "新华西路", "长江路", "和平巷", "工业三路")
_CHINESE_UNITS = ("", "", "{0}栋", "{0}栋{1}单元{2}室", "{0}号楼{2}", "B座{2}室")
_RUSSIAN_STREETS = (
    "ул. Ленина", "ул. Советская", "пр-т Мира", "Садовая улица", "ул. Гагарина", "пер. Школьный", "наб. Речная",
    "ул 8 Марта",
)  # fmt: skip
_RUSSIAN_UNITS = ("", "", ", кв. {2}", ", корп. {1}, кв. {2}", ", стр. {1}", "/{1}, оф. {2}")

_FOLLOWS = ("область", "край", "район", "округ")


class Corpus(NamedTuple):
    """Texts of one country and where they come from, in words for the reader of the table."""

    country: str
    origin: str
    texts: list[str]


def load(country: str, folder: Path, dictionaries: Path) -> Corpus:
    """Return the evaluation set of ``country`` (cn, ru) below ``folder``, or made-up texts where it is absent.

    The order is shuffled, always in the same way: a slow system is timed over the first texts only, and
    those must look like the rest.
    """
    path = folder / f"{SETS[country]}.jsonl"
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        origin, texts = f"evaluation set {SETS[country]}", [json.loads(line)["text"] for line in lines]
    else:
        origin, texts = "made up from the dictionaries", list(made_up(country, dictionaries, MADE_UP))
    random.Random(SEED).shuffle(texts)
    return Corpus(country, f"{len(texts):,} texts, {origin}", texts)


def made_up(country: str, dictionaries: Path, count: int, seed: int = SEED) -> Iterator[str]:
    """Yield ``count`` addresses of places that the tables of ``country`` hold; the same for the same seed."""
    dice = random.Random(seed)
    places = _deepest_places(country, dictionaries / country)
    write = _chinese if country == "cn" else _russian
    for _ in range(count):
        yield write(dice, dice.choice(places))


def _chinese(dice: random.Random, chain: list[str]) -> str:
    unit = dice.choice(_CHINESE_UNITS).format(*_numbers(dice))
    return f"{''.join(chain)}{dice.choice(_CHINESE_STREETS)}{dice.randint(1, 400)}号{unit}"


def _russian(dice: random.Random, chain: list[str]) -> str:
    unit = dice.choice(_RUSSIAN_UNITS).format(*_numbers(dice))
    return f"{', '.join(chain)}, {dice.choice(_RUSSIAN_STREETS)}, д. {dice.randint(1, 200)}{unit}"


def _numbers(dice: random.Random) -> tuple[int, int, int]:
    return dice.randint(1, 30), dice.randint(1, 6), dice.randint(101, 2804)


_TABLES = {"cn": ("regions", "cities", "districts", "towns"), "ru": ("regions", "areas", "cities")}


def _deepest_places(country: str, folder: Path) -> list[list[str]]:
    """Return the name of every place of the lowest table, after the names of those it lies in."""
    rows: dict[str, dict[str, str]] = {}
    lowest: list[str] = []
    for table in _TABLES[country]:
        found = {row["code"]: row for row in read_optional(folder / f"{table}.tsv")}
        rows |= found
        lowest = list(found) or lowest
    if not lowest:
        raise SystemExit(f"no tables in {folder}: run `make dictionaries` first")
    return [_chain(code, rows) for code in lowest]


def _chain(code: str, rows: dict[str, dict[str, str]]) -> list[str]:
    """Return the names from the region down; what a municipality repeats is said once."""
    names: list[str] = []
    while row := rows.get(code):
        name = _written(row)
        if name not in names:
            names.insert(0, name)
        code = row["parent"]
    return names


def _written(row: dict[str, str]) -> str:
    """Return the name as a letter bears it: "Пермский край", "город Химки"; a Chinese name holds its type word."""
    name, kind = row["name"], row.get("kind", "")
    if not kind or kind in name.split():
        return name
    follows = kind.endswith(_FOLLOWS) or name.endswith("ая")
    return f"{name} {kind}" if follows else f"{kind} {name}"
