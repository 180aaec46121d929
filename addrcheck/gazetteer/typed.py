"""What a person may type on the way to a place, worked out when the dictionary is compiled.

Each way of typing has a set of keys (``addrcheck.gazetteer.prefix``): names as they are written, by their sound,
in pinyin, by the initials of that, in Russian letters, by Latin skeletons, from a later word on. Beside them
stand how many people a place has (``typed.weight``) and, for Russia, the type words and the usual streets.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Protocol

from addrcheck.gazetteer.columns import ColumnWriter
from addrcheck.gazetteer.folding import fold, short_name, town_stem
from addrcheck.gazetteer.places import NameKind
from addrcheck.gazetteer.prefix import write_keys
from addrcheck.gazetteer.skeletons import skeletons
from addrcheck.gazetteer.syllables import to_cyrillic
from addrcheck.gazetteer.tables import read_optional
from addrcheck.model import Level

WEIGHT_OF_ONE = 100
"""``typed.weight`` is so many times the binary logarithm of the inhabitants."""

_IN_NAMES = str.maketrans({"长": "常", "行": "杭", "都": "督", "重": "虫", "厦": "下", "陂": "皮"})
"""Characters that place names read otherwise than pypinyin does, each with one that has the reading meant."""
_HAN = re.compile("[\u4e00-\u9fff]+$")
_RUSSIAN = re.compile("[а-я]+")
_WORD_BREAK = re.compile("[ -]")
_MOST_WAYS = 4
_PLACE_TYPES = frozenset({"region", "area", "city", "district", "settlement"})
_UNKNOWN = {Level.REGION: 500_000, Level.AREA: 4_000, Level.CITY: 300_000, Level.DISTRICT: 60_000, Level.TOWN: 5_000, Level.SETTLEMENT: 300}  # fmt: skip
_SHARES = (
    ("街道", 1.0),
    ("区", 1.0),
    ("镇", 0.6),
    ("市", 0.8),
    ("县", 0.4),
    ("旗", 0.4),
    ("乡", 0.2),
    ("木", 0.2),
)
_PART_OF_A_CITY = "区"
"""Of such a district the sources know either the old town in it or the whole city: its number is only believed near its share."""
_FORMER_SHARE = 0.1


class Row(Protocol):
    """What of a place decides how it is typed."""

    code: str
    name: str
    level: Level
    kind: str
    parent: str
    population: int
    successors: tuple[str, ...]


def write_typed(
    out: ColumnWriter,
    country: str,
    folder: Path,
    rows: Sequence[Row],
    numbers: Mapping[str, int],
    names: Mapping[str, Mapping[int, NameKind]],
    sounds: Mapping[int, int],
) -> None:
    """Add what completions need; ``names`` are the folded names with their bearers, ``sounds`` the table that folds homophones."""
    weights = [round(WEIGHT_OF_ONE * math.log2(people + 1)) for people in _people(folder, rows, numbers)]
    out.integers("typed.weight", weights, "H")
    write_keys(out, "typed.name", names, weights)
    if country == "CN":
        pinyin, initials, cyrillic = _chinese_keys(rows)
        for exonym, number in _russian_exonyms(folder, numbers):
            cyrillic.setdefault(exonym, set()).add(number)
        write_keys(out, "typed.pinyin", pinyin, weights)
        write_keys(out, "typed.initials", initials, weights)
        write_keys(out, "typed.cyrillic", cyrillic, weights)
        write_keys(out, "typed.sound", _by_sound(names, sounds), weights)
    else:
        later, latin = _russian_keys(names)
        write_keys(out, "typed.later", later, weights)
        write_keys(out, "typed.latin", latin, weights)
        _write_streets(out, folder)


def _people(folder: Path, rows: Sequence[Row], numbers: Mapping[str, int]) -> list[float]:
    """Return about how many people each place has: the known number, else its share of what it lies in."""
    known = {row["code"]: int(row["population"]) for row in read_optional(folder / "populations.tsv")}
    people: list[float] = [float(known.get(row.code) or row.population) for row in rows]
    children: defaultdict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.parent and not row.successors:
            children[numbers[row.parent]].append(number)
    for number, row in enumerate(rows):
        if row.level == Level.REGION and not people[number]:
            people[number] = sum(people[child] for child in children[number])
    for number, row in enumerate(rows):  # parents stand before their children
        if row.successors:
            continue
        share = _share(row, rows, people, numbers, children)
        if not people[number]:
            people[number] = share
        elif row.level == Level.DISTRICT and row.name.endswith(_PART_OF_A_CITY):
            people[number] = min(max(people[number], share / 2), share * 2)
    for number, row in enumerate(rows):
        if row.successors:
            people[number] = _FORMER_SHARE * max(people[numbers[code]] for code in row.successors)
    return people


def _share(
    row: Row,
    rows: Sequence[Row],
    people: Sequence[float],
    numbers: Mapping[str, int],
    children: Mapping[int, Sequence[int]],
) -> float:
    """Return the people of a place whose number is unknown: in China its share, elsewhere what is usual."""
    ending = next((share for word, share in _SHARES if row.name.endswith(word)), 0.0)
    if row.level == Level.CITY or not row.parent or not ending:
        return _UNKNOWN[row.level]
    parent = numbers[row.parent]
    return ending * people[parent] / max(1, len(children[parent]))


def _chinese_keys(
    rows: Sequence[Row],
) -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, set[int]]]:
    """Return the keys of pinyin, of initials, and of the larger places in Russian letters."""
    from pypinyin import Style, lazy_pinyin

    pinyin: defaultdict[str, set[int]] = defaultdict(set)
    initials: defaultdict[str, set[int]] = defaultdict(set)
    cyrillic: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        if not _HAN.match(row.name):
            continue
        written = row.name.translate(_IN_NAMES) if row.level < Level.TOWN else row.name
        readings = lazy_pinyin(written, style=Style.NORMAL)
        if len(readings) != len(row.name):
            continue
        short = town_stem(row.name) if row.level == Level.TOWN else short_name(row.level, row.name)
        for length in {len(short), len(row.name)} - {0}:
            pinyin["".join(readings[:length]).replace("v", "u")].add(number)
            initials["".join(one[0] for one in readings[:length])].add(number)
            if row.level <= Level.DISTRICT:
                cyrillic[to_cyrillic(readings[:length])].add(number)
    cyrillic.pop("", None)
    return pinyin, initials, cyrillic


def _russian_exonyms(folder: Path, numbers: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the Russian names that no rule gives, such as Пекин, folded, each with its place."""
    for row in read_optional(folder / "exonyms.tsv"):
        letters = fold("RU", row["name"]).replace("ъ", "")
        if _RUSSIAN.fullmatch(letters):
            yield letters, numbers[row["code"]]


def _by_sound(names: Mapping[str, Mapping[int, NameKind]], sounds: Mapping[int, int]) -> dict[str, set[int]]:
    """Return the Chinese names by their sound."""
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for name, bearers in names.items():
        if _HAN.match(name):
            keys[name.translate(sounds)].update(bearers)
    return keys


def _russian_keys(
    names: Mapping[str, Mapping[int, NameKind]],
) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Return the names from each later word on, and the Latin skeletons of names (those of later words too)."""
    later: defaultdict[str, set[int]] = defaultdict(set)
    latin: defaultdict[str, set[int]] = defaultdict(set)
    ways: dict[str, list[str]] = {}
    for name, bearers in names.items():
        for start in (0, *(match.end() for match in _WORD_BREAK.finditer(name))):
            rest = name[start:]
            if start and len(rest) > 2:
                later[rest].update(bearers)
            for key in _latin_keys(rest, ways):
                latin[key].update(bearers)
    return later, latin


def _latin_keys(name: str, ways: dict[str, list[str]]) -> Iterator[str]:
    """Yield the skeletons of a folded Russian name, its words apart by one space."""
    words = [word for word in re.split("[^а-я]+", name) if word]
    if len("".join(words)) > 2:
        for word in words:
            ways.setdefault(word, sorted(skeletons(word)))
        yield from islice(map(" ".join, product(*(ways[word] for word in words))), _MOST_WAYS)


def _write_streets(out: ColumnWriter, folder: Path) -> None:
    """Add the type words of places and of streets, and the streets that many towns have."""
    places: list[str] = []
    streets: list[str] = []
    written: dict[str, str] = {}
    for row in read_optional(folder / "element_types.tsv"):
        spellings = [
            s for s in (*row["spellings"].split("; "), fold("RU", row["written"]).rstrip(".")) if " " not in s
        ]
        if row["type"] in _PLACE_TYPES:
            places.extend(spellings)
        elif row["type"] == "street":
            streets.extend(f"{spelling}\t{row['kind']}" for spelling in spellings)
            written[row["kind"]] = row["written"]
    out.strings("typed.place_words", sorted(set(places)))
    out.strings("typed.street_words", sorted(set(streets)))
    rows = sorted(_streets(folder), key=lambda row: row[0])
    out.strings("typed.streets", (f"{key}\t{name}\t{kind}\t{count}" for key, name, kind, count in rows))
    out.strings("typed.written", (f"{kind}\t{short}" for kind, short in sorted(written.items())))


def _streets(folder: Path) -> Iterable[tuple[str, str, str, str]]:
    """Yield key, name, type word and commonness of the usual streets; a key is the folded name or its Latin skeleton."""
    ways: dict[str, list[str]] = {}
    for row in read_optional(folder / "streets.tsv"):
        folded = fold("RU", row["name"])
        for key in (folded, *sorted(set(_latin_keys(folded, ways)))):
            yield key, row["name"], row["kind"] or "улица", row["count"]
