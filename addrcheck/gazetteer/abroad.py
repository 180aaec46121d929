"""How Chinese places are written abroad: keys in Latin and in Russian letters, made at compile time.

A key is a name without its level word, in bare letters: 西湖区 has ``xihu`` and ``сиху``. It is never turned
back into characters; a text's own letters are folded into a key and compared. One cell a place holds its
keys, the usual readings first, then, behind a semicolon, those that somebody who reads the characters one by
one would write (长宁: ``changning zhangning``; 六安: ``luan;liuan``).

Columns: ``abroad.latin`` and ``abroad.cyrillic``, one row a place; ``abroad.exonym`` (keys) and
``abroad.exonym.place``, the names that no rule gives (Peking, Тибет; dictionaries/cn/exonyms.tsv).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from addrcheck.errors import TableError
from addrcheck.gazetteer.columns import ColumnWriter
from addrcheck.gazetteer.folding import short_name, town_stem
from addrcheck.gazetteer.syllables import giles_syllables, to_cyrillic
from addrcheck.gazetteer.tables import read_optional
from addrcheck.model import Level

_LEVEL_WORD = re.compile(
    r"(?:特别行政区|自治[区州县旗]|地区(?:办事处)?|办事处|街道|民族乡|苏木|[省市区县旗盟镇乡])$"
)
_IN_NAMES = str.maketrans(
    {"长": "常", "行": "杭", "都": "督", "重": "虫", "陂": "皮", "藏": "葬", "曾": "增"}
)
"""Characters that names read otherwise than pypinyin does, each with one that has the reading meant."""
_SHAANXI = "陕西省"
_TAIWAN = "71"
_NOT_LETTERS = re.compile(r"[^a-zа-я]+")


class Place(Struct, frozen=True):
    """What of a place decides how it is written abroad."""

    code: str
    name: str
    level: Level


class _Keys(Struct):
    """The keys of one place in one script: usual ones, and those of other readings."""

    usual: list[str]
    other: list[str]

    def cell(self) -> str:
        """Return the keys as the column holds them, each once."""
        usual = list(dict.fromkeys(filter(None, self.usual)))
        other = [key for key in dict.fromkeys(self.other) if key and key not in usual]
        return " ".join(usual) + (";" + " ".join(other) if other else "")


def fold_key(text: str) -> str:
    """Return the bare letters of a name in Latin or Russian letters: no case, marks, spaces, signs, ъ; ü is u.

    >>> fold_key("Xī’ān"), fold_key("Lǚliáng"), fold_key("lvliang"), fold_key("Чанъань")
    ('xian', 'luliang', 'luliang', 'чанань')
    """
    text = text.lower().replace("ё", "е").replace("ъ", "")
    if not text.isascii():
        text = text.replace("й", "\0")
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = text.replace("\0", "й")
    return _NOT_LETTERS.sub("", text.replace("v", "u"))


def write_abroad(
    out: ColumnWriter, folder: Path, places: Sequence[Place], numbers: Mapping[str, int]
) -> None:
    """Add the columns that lead from a spelling abroad to the places of China; ``numbers`` is code → row."""
    latin, cyrillic = [], []
    for in_latin, in_cyrillic in _all_keys(places):
        latin.append(in_latin)
        cyrillic.append(in_cyrillic)
    out.strings("abroad.latin", latin)
    out.strings("abroad.cyrillic", cyrillic)
    exonyms = _exonyms(folder / "exonyms.tsv", numbers)
    out.strings("abroad.exonym", sorted(exonyms))
    out.strings("abroad.exonym.place", (" ".join(map(str, exonyms[key])) for key in sorted(exonyms)))


def _exonyms(path: Path, numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """Return key → rows for the names written by hand."""
    exonyms: defaultdict[str, list[int]] = defaultdict(list)
    for line, row in enumerate(read_optional(path), start=1):
        if row["code"] not in numbers:
            raise TableError(path, line, f"{row['name']} points to {row['code']}, which is in no table")
        exonyms[fold_key(row["name"])].append(numbers[row["code"]])
    return exonyms


def _all_keys(places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Yield the cells of each place, in Latin and in Russian letters."""
    from pypinyin import Style, lazy_pinyin, pinyin

    for place in places:
        name = place.name
        readings = lazy_pinyin(name, style=Style.NORMAL)
        if len(readings) != len(name):  # a character that is no Han
            yield "", ""
            continue
        usual, other = [readings], []
        if place.level <= Level.DISTRICT:
            meant = name.translate(_IN_NAMES)
            if meant != name:
                usual.insert(0, lazy_pinyin(meant, style=Style.NORMAL))
            single = [pinyin(c, style=Style.NORMAL, heteronym=True)[0] for c in name]
            other = [_with(readings, i, r) for i, group in enumerate(single) for r in group]
        yield _cells(place, usual, other)


def _with(readings: list[str], index: int, reading: str) -> list[str]:
    """Return the readings with one of them replaced."""
    return [*readings[:index], reading, *readings[index + 1 :]]


def _cells(place: Place, usual: list[list[str]], other: list[list[str]]) -> tuple[str, str]:
    """Return the cells of one place from the readings of its full name."""
    stems = _stem_lengths(place)
    latin, cyrillic = _Keys([], []), _Keys([], [])
    for length in stems:
        for readings, same, russian in (
            (usual, latin.usual, cyrillic.usual),
            (other, latin.other, cyrillic.other),
        ):
            same.extend("".join(r[:length]).replace("v", "u") for r in readings)
            russian.extend(to_cyrillic(r[:length]) for r in readings)
    if place.code.startswith(_TAIWAN):
        giles = giles_syllables()
        latin.usual.extend("".join(giles.get(s, s) for s in usual[0][:length]) for length in stems)
    if place.name == _SHAANXI:  # it sounds as 山西 does; both alphabets tell them apart by force
        latin, cyrillic = _Keys(["shaanxi"], ["shanxi"]), _Keys(["шэньси"], ["шаньси"])
    return latin.cell(), cyrillic.cell()


def _stem_lengths(place: Place) -> list[int]:
    """Return how many characters of the name its keys spell: without the level word, without the people's name.

    >>> _stem_lengths(Place("222400", "延边朝鲜族自治州", Level.CITY))
    [5, 2]
    """
    stem = _LEVEL_WORD.sub("", place.name)
    short = town_stem(place.name) if place.level == Level.TOWN else short_name(place.level, place.name)
    lengths = dict.fromkeys((len(stem) or len(place.name), len(short)))
    return [length for length in lengths if length]
