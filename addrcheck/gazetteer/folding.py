"""How names are folded before they meet a text, and which shorter names a place answers to.

Folding keeps every character in its place, so a span in the folded text is a span in the read text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from addrcheck.model import Level

_PEOPLES = [
    "壮族",
    "回族",
    "维吾尔",
    "维吾尔族",
    "藏族",
    "彝族",
    "苗族",
    "侗族",
    "布依族",
    "土家族",
    "蒙古族",
    "蒙古",
    "哈萨克",
    "哈萨克族",
    "朝鲜族",
    "哈尼族",
    "傣族",
    "白族",
    "景颇族",
    "傈僳族",
    "羌族",
    "满族",
    "瑶族",
    "畲族",
    "黎族",
    "土族",
    "撒拉族",
    "保安族",
    "东乡族",
    "裕固族",
    "仡佬族",
    "水族",
    "毛南族",
    "仫佬族",
    "纳西族",
    "拉祜族",
    "佤族",
    "布朗族",
    "独龙族",
    "怒族",
    "普米族",
    "塔吉克",
    "柯尔克孜",
    "锡伯",
    "达斡尔族",
    "鄂伦春",
    "鄂温克族",
    "各族",
    "达斡尔",
    "鄂伦春族",
]
_PEOPLE = "(?:" + "|".join(sorted(_PEOPLES, key=len, reverse=True)) + ")"

_CHINESE_SUFFIX = {
    Level.REGION: re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$"),
    Level.CITY: re.compile(rf"(?:市|地区|盟|{_PEOPLE}*自治州|县)$"),
    Level.DISTRICT: re.compile(rf"(?:新区|市|特区|林区|矿区|{_PEOPLE}*自治[县旗]|{_PEOPLE}?区|[区县旗]|市)$"),
}
_STREET_WORDS = frozenset("路街道巷桥门站")
_CHINESE_TOWN = re.compile(rf"(?:(?:地区)?办事处|街道|{_PEOPLE}*(?:民族)?乡|镇|苏木)$")


def fold(country: str, text: str) -> str:
    """Return ``text`` as the dictionary of ``country`` spells names, character by character.

    >>> fold("RU", "Орёл")
    'орел'
    >>> fold("CN", "西湖区")
    '西湖区'
    """
    if country != "RU":
        return text
    folded = text.lower().replace("ё", "е")
    return (
        folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def spellings(country: str, name: str) -> set[str]:
    """Return the folded ways of writing a name: Russian ones with a hyphen or a space, with or without «имени».

    >>> sorted(spellings("RU", "Усть-Илимск")), sorted(spellings("RU", "имени Свердлова"))
    (['усть илимск', 'усть-илимск'], ['им. свердлова', 'имени свердлова'])
    """
    folded = fold(country, name)
    if country != "RU":
        return {folded}
    ways = {folded, folded.replace("-", " "), folded.replace(" ", "-")}
    if folded.startswith("имени "):
        ways = {folded, "им. " + folded.removeprefix("имени ")}
    return ways


def genitives(name: str) -> tuple[str, ...]:
    """Return the forms that an adjectival Russian name takes behind a word: Саратовской области, Истринского района.

    >>> genitives("Саратовская"), genitives("Истринский"), genitives("Татарстан")
    (('Саратовской',), ('Истринского', 'Истринском'), ())
    """
    if name.endswith("ая"):
        return (name[:-2] + "ой",)
    if name.endswith("ий"):
        return name[:-2] + "ого", name[:-2] + "ом"
    return ()


def short_name(level: Level, name: str) -> str:
    """Return a Chinese name without its level word, or "" where that leaves too little to tell.

    >>> short_name(Level.DISTRICT, "西湖区"), short_name(Level.DISTRICT, "长阳土家族自治县")
    ('西湖', '长阳')
    >>> short_name(Level.REGION, "广西壮族自治区"), short_name(Level.DISTRICT, "赵县")
    ('广西', '')
    >>> short_name(Level.TOWN, "三墩镇")
    '三墩'
    """
    if level == Level.TOWN:
        stem = town_stem(name)
        return stem if 2 <= len(stem) < len(name) and stem[-1] not in _STREET_WORDS else ""
    pattern = _CHINESE_SUFFIX.get(level)
    stem = pattern.sub("", name) if pattern else ""
    return stem if 2 <= len(stem) < len(name) else ""


@lru_cache(maxsize=8192)
def town_stem(name: str) -> str:
    """Return the name of a Chinese town without 镇, 乡, 街道: a town that grew keeps its stem.

    >>> town_stem("闲林街道"), town_stem("闲林镇"), town_stem("马集回族乡")
    ('闲林', '闲林', '马集')
    """
    return _CHINESE_TOWN.sub("", name)
