"""How a Chinese address is written for a courier who reads Latin letters.

The order turns round (the room first, the region last), names are spelt in pinyin and type words are
translated: 文三路100号2幢301室 is "Room 301, Building 2, No. 100 Wensan Road".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from addrcheck.gazetteer.spelling import join_syllables
from addrcheck.gazetteer.tables import read_optional
from addrcheck.languages.chinese.layout import in_official_order, unit_of
from addrcheck.languages.chinese.numerals import NUMERAL, canonical
from addrcheck.languages.chinese.translations import COUNTIES, INSIDE, LOCATORS, SIDES, STREETS, UNITS, WHOLES
from addrcheck.model import Component
from addrcheck.settings import Settings

_HAN = re.compile(r"[㐀-鿿]+|[^㐀-鿿\s]+")
_PLACES = frozenset({"region", "city", "district", "town"})
_NUMBERED = frozenset({"house", "subhouse", "building", "unit", "floor", "room", "pobox", "military_unit"})
_NUMBERS_OF = {"street": "house", "substreet": "subhouse"}
_FLOOR_BELOW = re.compile("^(?:负|地下)")
_SHOP = re.compile("^(?:商铺|商|铺)(?=[0-9A-Z])")
_GROUP = re.compile("(?:村民|居民)?小?[组队社]$")
_SECTION = re.compile(f"(.*?)([0-9A-Za-z]+|[{NUMERAL}]+)([期区])")
_DISTANCE = re.compile(r"([东西南北])?[^东西南北\d]*(\d+)(米|公里|千米)")
_ORDINAL = re.compile(r"(\d+)号")
_RURAL = re.compile(r"(\w+)[组社队](\w+)")
_LONGEST = max(map(len, WHOLES))
_MOST_WORDS = 3
_LOCATING = frozenset(LOCATORS.values())
_GLUED = tuple({f" {word}" for word in LOCATORS.values()})


def latin_form(components: Sequence[Component], latin_name: Callable[[str], str]) -> str:
    """Write the address in pinyin and English, from the room up to the region.

    ``latin_name`` gives the Latin name of a settled place by its code, or an empty string.
    """
    pieces: list[str] = []
    number: tuple[str, str] | None = None
    for component in reversed(in_official_order(components)):
        kind = component.type
        if kind == "landmark":
            pieces.append(LOCATORS.get(component.value) or _distance(component.value))
            continue
        if number and kind not in ("poi", "subpoi") and _NUMBERS_OF.get(kind) == number[0]:
            pieces.append(f"{number[1]} {_street(component.value)}")
            number = None
            continue
        if number:
            pieces.append(number[1])
            number = None
        text = _piece(component, latin_name)
        if kind in ("house", "subhouse") and "," not in text and not text.startswith("Lane"):
            number = (kind, text)
        else:
            pieces.append(text)
    if number:
        pieces.append(number[1])
    return _with_locators(pieces)


def _with_locators(pieces: Sequence[str]) -> str:
    """Join with commas; a locator ("opposite") belongs to what it is near, which follows it."""
    joined = ""
    for piece in pieces:
        glue = (
            ""
            if not joined
            else " "
            if piece == "and" or joined in _LOCATING or joined.endswith((*_GLUED, " of", " from"))
            else ", "
        )
        joined += glue + piece
    return joined


def _piece(component: Component, latin_name: Callable[[str], str]) -> str:
    """Return one part in Latin letters."""
    kind, value = component.type, component.value
    if kind in _PLACES:
        return (latin_name(component.code) if component.code else "") or _place(value)
    if kind in _NUMBERED and unit_of(component):
        return _numbered(component)
    if kind in ("street", "substreet"):
        return _street(value)
    if kind == "group":
        return f"Group {spell(_GROUP.sub('', value))}"
    return _whole(value)


def _place(value: str) -> str:
    """Return a place that no dictionary spells: 河西区 as "Hexi District"."""
    county = COUNTIES.get(value[-1])
    return f"{spell(value[:-1])} {county}" if county and len(value) > 2 else _whole(value)


def _numbered(component: Component) -> str:
    """Return a number with the English word for its unit: 甲12 → "No. Jia 12", 负1层 → "Floor B1"."""
    value = component.value
    rural = _RURAL.fullmatch(value)
    if rural:
        return f"No. {rural[2]}, Group {rural[1]}"
    if component.type == "floor":
        value = _FLOOR_BELOW.sub("B", value)
    word = "Shop" if _SHOP.match(value) else UNITS.get(unit_of(component)) or INSIDE[component.type]
    value = _SHOP.sub("", value)
    return f"{word} {spell(value.replace('附', '-').replace('之', '-'))}"


def _street(value: str) -> str:
    """Return 解放东路 as "Jiefang East Road"."""
    for length in (2, 1):
        word = STREETS.get(value[-length:])
        if word and len(value) > length:
            stem = value[:-length]
            side = SIDES.get(stem[-1], "") if len(stem) > 2 else ""
            return " ".join(filter(None, (spell(stem[:-1] if side else stem), side, word)))
    return _whole(value)


def _whole(value: str) -> str:
    """Return a name with its type words translated: 锦绣花园 is "Jinxiu Garden"."""
    section = _SECTION.fullmatch(value)
    if section:
        word = "Phase" if section[3] == "期" else "Area"
        return f"{_whole(section[1])} {word} {canonical(section[2])}".strip()
    words: list[str] = []
    stem = value
    while len(words) < _MOST_WORDS:
        length = _known_ending(stem)
        if not length:
            break
        words.insert(0, WHOLES[stem[-length:]])
        stem = stem[:-length]
    return " ".join(filter(None, (spell(stem), *words)))


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


def spell(text: str) -> str:
    """Return a name in pinyin, long ones in words of two or three syllables, other letters as they are.

    >>> spell("文三"), spell("西安"), spell("锦绣江南"), spell("A12")
    ('Wensan', "Xi'an", 'Jinxiu Jiangnan', 'A12')
    """
    spelt = " ".join(_spell_run(run) for run in _HAN.findall(_ORDINAL.sub(r" No.\1 ", text)))
    return spelt.replace("No.", "No. ").replace("( ", "(").replace(" )", ")")


def _spell_run(run: str) -> str:
    if run.isascii():
        return run
    readings = _readings()
    syllables = [readings.get(c) or _rare(c) for c in run]
    if len(syllables) < 4:
        return join_syllables(syllables)
    cuts = [*range(0, len(syllables) - 1, 2), len(syllables)]
    return " ".join(join_syllables(syllables[a:b]) for a, b in pairwise(cuts))


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    """Return character → syllable, read on first use."""
    table = Settings.from_environment().dictionaries / "cn" / "pinyin.tsv"
    return {c: row["syllable"] for row in read_optional(table) for c in row["characters"]}


@lru_cache(maxsize=4096)
def _rare(character: str) -> str:
    """Return the reading of a character that the table does not hold."""
    from pypinyin import Style, lazy_pinyin

    return str(lazy_pinyin(character, style=Style.NORMAL, v_to_u=True)[0])
