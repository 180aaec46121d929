"""How a Chinese address is written for a courier who reads Latin letters.

The order turns round (the room first, the region last), names are spelt in pinyin and type words are
translated: 文三路100号2幢301室 is "Room 301, Building 2, No. 100 Wensan Road".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from addrcheck.languages.chinese.layout import in_official_order, unit_of
from addrcheck.languages.chinese.numerals import NUMERAL, canonical
from addrcheck.languages.chinese.pinyin import spell
from addrcheck.languages.chinese.translations import COUNTIES, INSIDE, LOCATORS, SIDES, STREETS, UNITS, WHOLES
from addrcheck.model import Component

_PLACES = frozenset({"region", "city", "district", "town"})
_ROADS = {"house": "street", "subhouse": "substreet"}
_FLOOR_BELOW = re.compile("^(?:负|地下)")
_SHOP = re.compile("^(?:商铺|商|铺)(?=[0-9A-Z])")
_GROUP = re.compile("(?:村民|居民)?小?[组队社]$")
_SECTION = re.compile(f"([0-9A-Za-z]{{1,6}}|[{NUMERAL}]{{1,6}})([期区])$")
_DISTANCE = re.compile(r"([东西南北])?[^东西南北\d]{0,9}(\d{1,6})(米|公里|千米)")
_RURAL = re.compile(r"(\w+)[组社队](\w+)")
_LONGEST = max(map(len, WHOLES))
_MOST_WORDS = 3


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in pinyin and English, from the room up to the region."""
    return write(in_official_order(components), latin_name)


def write(ordered: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write parts that stand in official order, in pinyin and English, the last one first.

    ``latin_name`` gives the Latin name of a settled place by its code, or an empty string. A house stands
    with its road and a locator with what it is near: "opposite No. 8 Fenglin Road".
    """
    written, glue = "", ""
    parts = ordered[::-1]
    road: Component | None = None
    for i, part in enumerate(parts):
        if part is road:
            continue
        piece = _piece(part, latin_name)
        road = parts[i + 1] if i + 1 < len(parts) and _ROADS.get(part.type) == parts[i + 1].type else None
        if road is not None and not piece.startswith("Lane"):
            piece = f"{piece} {_street(road.value)}"
        else:
            road = None
        written += (" " if piece == "and" else glue) + piece
        glue = " " if part.type == "landmark" else ", "
    return written


def _piece(component: Component, latin_name: Callable[[str], str]) -> str:
    """Return one part in Latin letters."""
    kind, value = component.type, component.value
    if kind in _PLACES:
        return (latin_name(component.code) if component.code else "") or _place(value)
    if kind in INSIDE:
        unit = unit_of(component)
        return _numbered(kind, value, unit) if unit else _whole(value)
    if kind == "street" or kind == "substreet":
        return _street(value)
    if kind == "landmark":
        return LOCATORS.get(value) or _distance(value)
    return f"Group {spell(_GROUP.sub('', value))}" if kind == "group" else _whole(value)


def _place(value: str) -> str:
    """Return a place that no dictionary spells: 河西区 as "Hexi District"."""
    county = COUNTIES.get(value[-1])
    return f"{spell(value[:-1])} {county}" if county and len(value) > 2 else _whole(value)


@lru_cache(maxsize=8192)
def _numbered(kind: str, value: str, unit: str) -> str:
    """Return a number with the English word for its unit: 甲12 → "No. Jia 12", 负1层 → "Floor B1"."""
    word = UNITS.get(unit) or INSIDE[kind]
    if value.isascii():
        return f"{word} {value}"
    rural = _RURAL.fullmatch(value)
    if rural:
        return f"No. {rural[2]}, Group {rural[1]}"
    if _SHOP.match(value):
        word, value = "Shop", _SHOP.sub("", value)
    elif kind == "floor":
        value = _FLOOR_BELOW.sub("B", value)
    return f"{word} {SIDES.get(value) or spell(value.replace('附', '-').replace('之', '-'))}"


@lru_cache(maxsize=8192)
def _street(value: str) -> str:
    """Return 解放东路 as "Jiefang East Road"."""
    for length in (2, 1):
        word = STREETS.get(value[-length:])
        if word and len(value) > length:
            stem = value[:-length]
            side = SIDES.get(stem[-1]) if len(stem) > 2 else None
            return f"{spell(stem[:-1])} {side} {word}" if side else f"{spell(stem)} {word}"
    return _whole(value)


@lru_cache(maxsize=8192)
def _whole(value: str) -> str:
    """Return a name with its type words translated: 锦绣花园二期 is "Jinxiu Garden Phase 2"."""
    section = _SECTION.search(value) if value[-1] in "期区" else None
    if section:
        word = "Phase" if section[2] == "期" else "Area"
        return f"{_translated(value[: section.start()])} {word} {canonical(section[1])}".strip()
    return _translated(value)


def _translated(value: str) -> str:
    """Return a name with up to three type words at its end in English and the rest in pinyin."""
    words: list[str] = []
    stem = value
    while stem and len(words) < _MOST_WORDS:
        length = _known_ending(stem)
        if not length:
            break
        words.append(WHOLES[stem[-length:]])
        stem = stem[:-length]
    if stem:
        words.append(spell(stem))
    return " ".join(reversed(words))


def _known_ending(stem: str) -> int:
    """Return the length of the longest type word that ends ``stem``, 0 where there is none."""
    for length in range(min(_LONGEST, len(stem)), 0, -1):
        if stem[-length:] in WHOLES:
            return 0 if length == len(stem) == 1 else length
    return 0


def _distance(value: str) -> str:
    """Return 向东200米 as "200 m east of"; anything else in pinyin."""
    found = _DISTANCE.search(value)
    if not found:
        return spell(value)
    unit = "m" if found[3] == "米" else "km"
    return f"{found[2]} {unit} {SIDES[found[1]].lower()} of" if found[1] else f"{found[2]} {unit} from"
