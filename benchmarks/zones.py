"""What zones cost beyond the check: 100,000 checked addresses against 10,000 zones, half of them polygons.

python -m benchmarks.zones          one line: microseconds per assignment, median of three runs
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

ADDRESSES = 100_000
ZONES = 10_000
STREETS = ("人民路", "解放路", "建设路", "中山路", "文化路", "胜利路", "和平路", "新华路", "工业路", "学院路")
SIDE = 0.02
"""Width of a polygon in degrees, about two kilometres."""
PIN_M = 30.0
"""Metres of doubt of an address that comes with a point."""


def patch(column: int, row: int) -> str:
    """Return one of many crooked polygons that cover the plane: eight corners, shared with its neighbours."""
    steps = ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0))
    corners = [crooked(2 * column + x, 2 * row + y) for x, y in steps]
    return "POLYGON((" + ",".join(f"{longitude:.5f} {latitude:.5f}" for longitude, latitude in corners) + "))"


def crooked(x: int, y: int) -> tuple[float, float]:
    """Return longitude and latitude of a point of the grid of half sides, moved by up to a sixth of a side."""
    rng = random.Random(x * 100_003 + y)
    return 118.0 + (x / 2 + rng.uniform(-1, 1) / 6) * SIDE, 28.0 + (y / 2 + rng.uniform(-1, 1) / 6) * SIDE


def table_text(towns: Sequence[tuple[str, str]], rng: random.Random) -> str:
    """Return a table as a station would keep it: half polygons, half rules for towns, streets, ranges, estates."""
    rows = ["zone,place,place_code,street,estate,from,to,parity,shape"]
    across = int((ZONES / 2) ** 0.5) + 1
    rows += [f'P{n},,,,,,,,"{patch(n % across, n // across)}"' for n in range(ZONES // 2)]
    for n in range(ZONES // 2):
        code, name = towns[n % len(towns)]
        street, first = rng.choice(STREETS), rng.randrange(1, 400)
        kind = n % 4
        cells = (
            ("", "", "", "", ""),
            (street, "", "", "", ""),
            (street, "", str(first), str(first + 50), rng.choice(("odd", "even", ""))),
            ("", f"{name}花园{n % 50}期", "", "", ""),
        )[kind]
        rows.append(f"R{n},,{code}," + ",".join(cells) + ",")
    return "\n".join(rows) + "\n"


def addresses(towns: Sequence[tuple[str, str]], rng: random.Random) -> Iterator[tuple[str, bool]]:
    """Yield texts that fall into every kind of rule, and whether each comes with a point."""
    for n in range(ADDRESSES):
        _, label = towns[n % len(towns)]
        yield f"{label}{rng.choice(STREETS)}{rng.randrange(1, 600)}号", n % 2 == 0


def cost_us(cache: Path | None = None, runs: int = 3) -> float:
    """Return the microseconds that one assignment costs, the check itself not counted; median of ``runs``.

    Compiled dictionaries are kept in ``cache``, by default where addrcheck keeps them.
    """
    import os
    import tempfile

    from addrcheck.checker import Checker
    from addrcheck.model import Level
    from addrcheck.settings import Settings
    from addrcheck.zones.load import Ground, load_zones

    rng = random.Random(20261122)
    checker = Checker(
        Settings.from_environment(os.environ | ({"ADDRCHECK_CACHE": str(cache)} if cache else {}))
    )
    gazetteer = checker.gazetteer("CN")
    places = [
        p
        for p, level in enumerate(gazetteer.levels)
        if level == Level.TOWN and gazetteer.codes[p].startswith("33") and not gazetteer.is_former(p)
    ]
    towns = [(gazetteer.codes[p], "".join(gazetteer.names[q] for q in gazetteer.chain(p))) for p in places]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zones.csv"
        path.write_text(table_text(towns, rng), encoding="utf-8")
        zones = load_zones(path, Ground(checker.check, checker.gazetteer))
    checked = []
    for text, pinned in addresses(towns, rng):
        point = (rng.uniform(28.0, 29.4), rng.uniform(118.0, 119.4), PIN_M) if pinned else None
        checked.append((checker.check(text), point))
    assign, spent = zones.assign, []
    for _ in range(runs):
        start = time.process_time()
        for report, point in checked:
            assign(report, None, None, point)
        spent.append((time.process_time() - start) / len(checked) * 1e6)
        zones.forget()
    return median(spent)


def line(cache: Path | None = None, runs: int = 3) -> str:
    """Return the figure in a sentence."""
    return (
        f"Zones: {cost_us(cache, runs):.1f} µs CPU per assignment beyond the check "
        f"({ADDRESSES:,} addresses, half with a point of their own; {ZONES:,} zones, half of them polygons)"
    )


if __name__ == "__main__":
    print(line())
