"""Latin spellings of Chinese place names, made when the dictionary is compiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from addrcheck.model import Level

_LEVEL_WORDS: tuple[tuple[str, str], ...] = (
    ("特别行政区", ""),
    ("自治区", ""),
    ("自治州", "Prefecture"),
    ("地区", "Prefecture"),
    ("盟", "League"),
    ("自治县", "County"),
    ("自治旗", "Banner"),
    ("新区", "New District"),
    ("林区", "Forestry District"),
    ("特区", "Special District"),
    ("街道", "Subdistrict"),
    ("民族乡", "Township"),
    ("办事处", "Subdistrict"),
    ("苏木", "Sumu"),
    ("省", ""),
    ("市", ""),
    ("区", "District"),
    ("县", "County"),
    ("旗", "Banner"),
    ("镇", "Town"),
    ("乡", "Township"),
)
_EXCEPTIONS = {
    "陕西省": "Shaanxi",
    "内蒙古自治区": "Inner Mongolia",
    "西藏自治区": "Tibet",
    "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macau",
    "新疆维吾尔自治区": "Xinjiang",
    "广西壮族自治区": "Guangxi",
    "宁夏回族自治区": "Ningxia",
    "鄂尔多斯市": "Ordos",
    "哈尔滨市": "Harbin",
    "乌鲁木齐市": "Urumqi",
    "呼和浩特市": "Hohhot",
    "呼伦贝尔市": "Hulunbuir",
    "拉萨市": "Lhasa",
    "台湾省": "Taiwan",
    "台北市": "Taipei",
    "新北市": "New Taipei",
    "台中市": "Taichung",
    "高雄市": "Kaohsiung",
    "香港岛": "Hong Kong Island",
    "九龙": "Kowloon",
    "新界": "New Territories",
}


def latin_names(country: str, folder: Path, names: Sequence[tuple[Level, str]]) -> list[str]:
    """Return a Latin spelling for each name; empty for a country whose names are spelt at run time."""
    if country != "CN":
        return [""] * len(names)
    from pypinyin import Style, lazy_pinyin

    return [
        _latin(name, lambda whole: lazy_pinyin(whole, style=Style.NORMAL, v_to_u=True)) for _, name in names
    ]


def _latin(name: str, syllables: Callable[[str], list[str]]) -> str:
    """Return 西湖区 as "Xihu District".

    The syllables are those of the whole name: 朝阳 alone is read zhāoyáng, in 朝阳区 it is cháoyáng.
    """
    if name in _EXCEPTIONS:
        return _EXCEPTIONS[name]
    word, length = "", len(name)
    for suffix, english in _LEVEL_WORDS:
        if name.endswith(suffix) and len(name) > len(suffix) + (suffix == "林区"):
            word, length = english, len(name) - len(suffix)
            break
    parts = [re.sub(r"\W", "", part) for part in syllables(name)]
    stem = (
        parts[:length]
        if len(parts) == len(name)
        else [re.sub(r"\W", "", p) for p in syllables(name[:length])]
    )
    return f"{join_syllables(stem)} {word}".strip()


def join_syllables(syllables: Sequence[str]) -> str:
    """Join pinyin syllables into one word, with an apostrophe before a vowel.

    >>> join_syllables(["xi", "an"]), join_syllables(["hang", "zhou"])
    ("Xi'an", 'Hangzhou')
    """
    word = "".join(f"'{s}" if i and s[:1] in "aoe" else s for i, s in enumerate(syllables))
    return word[:1].upper() + word[1:]


def sound_table(country: str, names: Sequence[str]) -> list[str]:
    """Return the characters of ``names`` and, in the same order, a letter for the sound of each.

    Characters that sound the same without their tones share a letter, one that no syllable is written with.
    """
    if country != "CN":
        return ["", ""]
    from pypinyin import Style, lazy_pinyin

    characters = sorted(set("".join(names)) | {chr(code) for code in range(0x4E00, 0x9FA6)})
    letters: dict[str, str] = {}
    sounds = []
    for char in characters:
        syllable = lazy_pinyin(char, style=Style.NORMAL)[0]
        sounds.append(letters.setdefault(syllable, chr(0xE000 + len(letters))) if syllable != char else char)
    return ["".join(characters), "".join(sounds)]
