"""Keys: what two spellings of a street, estate, village or house number have in common.

A rule meets an address by keys only, made by the same functions on both sides.

>>> street_key("пр-т Победы"), street_key("Победы", "проспект")
(('победы', 'проспект'), ('победы', 'проспект'))
>>> street_key("文一西路")[0] == street_key("文一西路 ")[0]
True
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A language's words are imported where they are first needed: a station in one country never loads the other's.

_HAN = re.compile(r"[\u3400-\u9fff]")
_NOISE = re.compile(r"[\s·・\"'«»“”„()（）\[\]]+")
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_ORDINAL = re.compile(r"^(\d+)-?(?:я|й|е|ая|ый|ой|ий|го|ого)$")
_PLACE_WORD = re.compile(r"(?:街道办事处|街道|地区|民族乡|苏木|[省市区县旗镇乡盟])$")
_VILLAGE_WORD = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会|社区|行政村|自然村|村)$")
_ESTATE_WORD = re.compile(r"小区$")
_STREET_WORD = re.compile(r"(?:大道|大街|胡同|公路|[路街巷弄道里])$")
_FIRST_INTEGER = re.compile(r"\d+")
_VILLAGE_GROUP = re.compile(r"\d+[组队社]")
_HOUSE_WORD = re.compile(r"^(?:Д\.|ДОМ|№)|[.,]")
_MARKS = (
    (re.compile(r"КОРПУС|КОРП|КОР(?=\d)"), "К"),
    (re.compile(r"СТРОЕНИЕ|СТР(?=\d)"), "С"),
    (re.compile(r"ЛИТЕРА|ЛИТЕР(?=[А-Я])"), "ЛИТ"),
)
_LOOKALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")


def is_chinese(text: str) -> bool:
    """Tell whether a name is written in Chinese characters."""
    return bool(_HAN.search(text))


@lru_cache(maxsize=1 << 16)
def place_key(name: str) -> str:
    """Return the key of a place that no dictionary holds: 镇, 街道, район do not count.

    >>> place_key("龙港镇") == place_key("龙港"), place_key("Вахитовский район")
    (True, 'вахитовский')
    """
    return _without(_PLACE_WORD, _chinese(name)) if is_chinese(name) else _russian(name, "place")[0]


@lru_cache(maxsize=1 << 16)
def street_key(name: str, kind: str = "") -> tuple[str, str]:
    """Return the key of a street's name and its kind ("" where it is not told apart, as in Chinese).

    >>> street_key("1-я Советская ул.") == street_key("Советская 1-я", "улица")
    True
    """
    if is_chinese(name):
        return _chinese(name).removeprefix("与").removeprefix("和"), ""
    key, found = _russian(name, "street")
    return key, kind or found


@lru_cache(maxsize=1 << 16)
def village_key(name: str) -> str:
    """Return the key of a village, community or quarter.

    >>> village_key("双桥村") == village_key("双桥社区"), village_key("мкр. Дербышки")
    (True, 'дербышки')
    """
    return _without(_VILLAGE_WORD, _chinese(name)) if is_chinese(name) else _russian(name, "quarter")[0]


@lru_cache(maxsize=1 << 16)
def estate_key(name: str) -> str:
    """Return the key of an estate or a named building.

    >>> estate_key("翠苑四区") == estate_key("翠苑4区小区"), estate_key("ЖК «Лазурные небеса»")
    (True, 'лазурные небеса')
    """
    return _without(_ESTATE_WORD, _chinese(name)) if is_chinese(name) else _russian(name, "poi")[0]


@lru_cache(maxsize=1 << 14)
def house_key(number: str) -> str:
    """Return the key of a house or building number.

    >>> house_key("12-а") == house_key("12А"), house_key("12号"), house_key("3幢"), house_key("甲12号之3")
    (True, '12', '3', '甲12之3')
    >>> house_key("д. 12 корп. 2 лит. А") == house_key("12к2литА")
    True
    """
    text = unicodedata.normalize("NFKC", number).upper().replace(" ", "").translate(_LOOKALIKES)
    text = re.sub(r"(?<=\d)-(?=[А-Я])", "", text)
    text = _HOUSE_WORD.sub("", text)
    for word, mark in _MARKS:
        text = word.sub(mark, text)
    if not text.isascii() and _HAN.search(text):
        from addrcheck.languages.chinese.numerals import canonical

        text = re.sub(r"(?:号楼|栋|幢|座|号|弄|#)$", "", canonical(text))
    return text


@lru_cache(maxsize=1 << 14)
def main_number(number: str) -> int | None:
    """Return the number that ranges and parity go by: the first integer, behind a village group the door's.

    >>> main_number("12/5"), main_number("甲12之3"), main_number("5组16"), main_number("А")
    (12, 12, 16, None)
    """
    found = _FIRST_INTEGER.search(_VILLAGE_GROUP.sub("", number) or number)
    return int(found[0]) if found and len(found[0]) < 10 else None


def name_behind(name: str, beginning: str) -> bool:
    """Tell whether ``name`` is ``beginning`` and then a name of its own.

    柳市大兴东路 is 大兴东路 in 柳市; 柳市大道 and 柳市西路 are roads that bear the town's name.

    >>> name_behind("柳市大兴东路", "柳市"), name_behind("柳市大道", "柳市"), name_behind("柳市西路", "柳市")
    (True, False, False)
    """
    rest = name[len(beginning) :]
    stem = _STREET_WORD.sub("", rest)
    return (
        len(stem.lstrip("东西南北中前后新老一二三四五六七八九十大小123456789")) >= (1 if stem == rest else 2)
        and len(stem) > 1
    )


def _chinese(name: str) -> str:
    """Return a Chinese name without spaces and quotes, its numerals as digits."""
    from addrcheck.languages.chinese.numerals import canonical

    return canonical(_NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()).lower()


def _without(word: re.Pattern[str], name: str) -> str:
    """Return ``name`` without its type word where two characters remain."""
    stem = word.sub("", name)
    return stem if len(stem) > 1 else name


def _russian(name: str, group: str) -> tuple[str, str]:
    """Return the words of a Russian name in one order, without its type word, and the type word's long form."""
    words = [w[0] for w in _WORD.finditer(unicodedata.normalize("NFKC", name).lower().replace("ё", "е"))]
    kind = ""
    for start, end in ((0, 3), (-3, None), (0, 2), (-2, None), (0, 1), (-1, None)):
        phrase = words[start:end]
        if not kind and len(phrase) < len(words) and (kind := _kind_of(phrase, group)):
            del words[start:end]
    return " ".join(sorted(_ORDINAL.sub(r"\1", word) for word in words)), kind


def _kind_of(words: list[str], group: str) -> str:
    """Return the long form of the type word that ``words`` spell, "" where they spell none of ``group``."""
    from addrcheck.languages.russian.elements import elements

    found = elements().words.get(" ".join(words), ())
    return next((element.kind for element in found if group in (element.group, element.type)), "")
