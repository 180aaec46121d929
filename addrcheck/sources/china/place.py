"""What the stages of the Chinese build hand to each other: places, places that ended, and a journal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from addrcheck.model import Level


class Place(NamedTuple):
    """A place of today; ``parent`` is a code, empty for a region."""

    code: str
    name: str
    level: Level
    parent: str


class Ended(NamedTuple):
    """A place that is no more: what it was called, where it stood, who has it now.

    ``parent`` and ``successors`` are codes of today, ``until`` is the last year of the name.
    """

    name: str
    level: Level
    parent: str
    code: str
    until: int
    successors: tuple[str, ...]
    note: str


Places = dict[str, Place]
"""The places of today by code."""


class Journal:
    """Prints what the build took and dropped, each with a count and a few samples."""

    def tell(self, what: str, items: Iterable[object], samples: int = 6) -> None:
        """Print the number of ``items`` and the first few of them."""
        found = list(items)
        shown = ", ".join(map(str, found[:samples]))
        print(
            f"  {what}: {len(found):,}{' (' + shown + ('…' if len(found) > samples else '') + ')' if shown else ''}"
        )

    def head(self, title: str) -> None:
        """Print the title of a stage."""
        print(title)


_TYPE = re.compile(
    "(?:街道办事处|街道|地区办事处|地区|(?:民族)?苏木|(?:民族)?乡|镇|管理区|区公所|自治州|自治县|自治旗|林区|特区|县|旗|市|区|州|盟)$"
)
_PEOPLES = (
    "蒙古 维吾尔 布依 朝鲜 土家 哈尼 哈萨克 傈僳 高山 拉祜 东乡 纳西 景颇 柯尔克孜 达斡尔 仫佬 布朗 撒拉 毛南 仡佬 锡伯 "
    "阿昌 普米 塔吉克 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_SHORT_PEOPLES = "回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京"
_PEOPLE = re.compile(
    f"(?<=..)(?:(?:{'|'.join(_PEOPLES.split())})族?|[{_SHORT_PEOPLES}]族|各族|联合)+"
    "(?=自治|(?:民族)?(?:乡|镇|苏木)$)"
)
"""The peoples of an autonomous place; 水 and 白 end plain names, so a short one counts with 族 only."""


def stem(name: str) -> str:
    """Return what stays of a name when a place is raised or merged: no type, no people.

    >>> stem("萧山市"), stem("萧山区"), stem("盈口乡"), stem("伊车嘎善锡伯族乡"), stem("融水苗族自治县")
    ('萧山', '萧山', '盈口', '伊车嘎善', '融水')
    >>> stem("赤水市"), stem("城区"), stem("通什市")
    ('赤水', '城区', '通什')
    """
    short = _TYPE.sub("", _PEOPLE.sub("", name))
    return short if len(short) > 1 else name


def children(places: Places) -> dict[str, list[Place]]:
    """Return the places directly below each code."""
    below: dict[str, list[Place]] = defaultdict(list)
    for place in places.values():
        below[place.parent].append(place)
    return below


def chain(places: Places, code: str) -> list[Place]:
    """Return a place and all that it lies in, the smallest first."""
    found = []
    while code:
        found.append(places[code])
        code = places[code].parent
    return found
