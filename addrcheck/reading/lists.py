"""The short hand-written lists that tell a person's name: surnames, characters of given names, first names.

They stand in ``dictionaries/`` beside the places and are read once, when the first text asks for them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from addrcheck.gazetteer.tables import read_optional, read_table

_PACKAGE = Path(__file__).parents[1]
_ETHNIC = re.compile("^(内蒙古|黔东南|黔西南|黔南|..)(?:[\u4e00-\u9fff]*族|维吾尔|蒙古)?自治[州县区旗]$")
_LEVEL_WORD = re.compile("(?:特别行政区|自治区|地区|新区|林区|[省市区县旗州盟])$")


def dictionaries_folder() -> Path:
    """Return where the tables are: inside an installed package, or beside it in the sources."""
    inside = _PACKAGE / "dictionaries"
    return inside if inside.is_dir() else _PACKAGE.parent / "dictionaries"


@cache
def surnames() -> dict[str, int]:
    """Return Chinese surnames, simplified and traditional, with their rank (1 is the most frequent)."""
    ranks: dict[str, int] = {}
    for row in read_table(dictionaries_folder() / "cn" / "surnames.tsv"):
        for spelling in (row["surname"], row["traditional"]):
            if spelling:
                ranks.setdefault(spelling, int(row["rank"]))
    return ranks


@cache
def given_characters() -> dict[str, bool]:
    """Return characters of given names; True for those that also end names of places (江, 林 …)."""
    table = read_table(dictionaries_folder() / "cn" / "given_characters.tsv")
    return {row["character"]: row["place"] == "1" for row in table}


@cache
def other_words() -> frozenset[str]:
    """Return words that look like Chinese names and are none: 周末, 高铁, 华联."""
    return frozenset(row["word"] for row in read_table(dictionaries_folder() / "cn" / "not_names.tsv"))


@cache
def chinese_places() -> frozenset[str]:
    """Return names of provinces, cities and counties, long and short: 金华 and 高明 are no persons here."""
    short = {_short(name) for name in _place_names("districts")}
    return sure_places() | frozenset(name for name in short if len(name) > 1)


@cache
def sure_places() -> frozenset[str]:
    """Return the same without the short names of counties, which are often other words too (新城, 同心)."""
    large = [*_place_names("regions"), *_place_names("cities")]
    names = {*large, *_place_names("districts"), *map(_short, large)}
    return frozenset(name for name in names if len(name) > 1)


def _place_names(level: str) -> list[str]:
    return [row["name"] for row in read_optional(dictionaries_folder() / "cn" / f"{level}.tsv")]


def _short(name: str) -> str:
    """Return 恩施 for 恩施土家族苗族自治州, 金华 for 金华市."""
    ethnic = _ETHNIC.match(name)
    return ethnic[1] if ethnic else _LEVEL_WORD.sub("", name)


@cache
def first_names() -> dict[str, str]:
    """Return Russian first names in lower case with their gender, "m" or "f"; ё is е."""
    table = read_table(dictionaries_folder() / "ru" / "first_names.tsv")
    return {row["name"].lower().replace("ё", "е"): row["gender"] for row in table}
