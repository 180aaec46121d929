"""What a bulk run costs: rows a second and memory of all its processes, on one core and on all; Spark beside it.

python -m benchmarks.bulk                              100,000 rows
python -m benchmarks.bulk --rows 1000000               a million
python -m benchmarks.bulk --workers 1 --workers 2 --different --spark
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus, table

ROOT = Path(__file__).parent.parent
HEADER = (
    "rows",
    "of them different",
    "engine",
    "processes",
    "seconds",
    "rows a second",
    "CPU-seconds",
    "peak memory, all processes",
)
ROWS = 100_000
SEED = 20261123
_PAUSE = 0.2


class Cost(NamedTuple):
    """What a run took: wall and CPU seconds, megabytes of all processes (pages they share counted once)."""

    seconds: float
    cpu: float
    megabytes: float


def texts_of(folder: Path) -> list[str]:
    """Return the unlabelled company addresses and all Russian sets, or made-up texts where they are absent."""
    files = [folder / "cn" / "unlabelled_companies.jsonl", *sorted((folder / "ru").glob("*.jsonl"))]
    if files[0].exists():
        return [
            json.loads(line)["text"]
            for file in files
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
    return [
        text for country in ("cn", "ru") for text in corpus.made_up(country, ROOT / "dictionaries", 10_000)
    ]


def write_orders(path: Path, texts: Sequence[str], rows: int, different: bool = False) -> int:
    """Write a table of orders, addresses drawn at random with repeats; return how many different ones it holds.

    Where ``different``, each gets a flat of its own, so that no answer can be used again.
    """
    dice = random.Random(SEED)
    seen = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("order", "recipient", "phone", "address", "amount"))
        for n in range(rows):
            text = dice.choice(texts)
            if different:
                text += f"{n}室" if any("一" <= c <= "鿿" for c in text) else f", кв. {n}"
            seen.add(text)
            writer.writerow(
                (
                    f"{n:08}",
                    f"Name {dice.randrange(10**6)}",
                    f"138{dice.randrange(10**8):08}",
                    text,
                    f"{n % 997}.50",
                )
            )
    return len(seen)


def cost(command: Sequence[str]) -> Cost:
    """Run a command and return what it and its children took."""
    started, peak, spent = time.monotonic(), 0.0, dict[int, float]()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    before = os.times()
    while process.poll() is None:
        family = list(_family(process.pid))
        peak = max(peak, sum(map(_megabytes, family)))
        spent |= {number: seconds for number in family if (seconds := _cpu(number))}
        time.sleep(_PAUSE)
    seconds, after = time.monotonic() - started, os.times()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    # Nobody waits for Spark's Java machine, so that the system does not count it among the children: what was seen counts.
    return Cost(seconds, max(cpu, sum(spent.values())), peak)


def _cpu(number: int) -> float:
    """Return the CPU-seconds of a process so far, 0 where it has ended."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _family(number: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield number
    try:
        for task in Path(f"/proc/{number}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _megabytes(number: int) -> float:
    """Return the memory of a process; what several share is divided among them."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def local(orders: Path, workers: int) -> Cost:
    """Return what a local run takes, writing included."""
    out = str(orders.with_name("out.csv"))
    return cost(
        [
            sys.executable,
            "-m",
            "addrcheck",
            "clean",
            str(orders),
            "--out",
            out,
            "--workers",
            str(workers),
            "--quiet",
        ]
    )


def spark(orders: Path) -> Cost:
    """Return what local Spark takes with all cores, its start included; the input is Parquet, as on a cluster."""
    import pyarrow.csv as text
    import pyarrow.parquet as parquet

    given, out = orders.with_suffix(".parquet"), str(orders.with_name("out"))
    strings = text.ConvertOptions(column_types={"order": "string", "phone": "string"})
    parquet.write_table(text.read_csv(orders, convert_options=strings), given, row_group_size=10_000)
    return cost(
        [sys.executable, "-m", "addrcheck", "clean", str(given), "--out", out, "--engine", "spark", "--quiet"]
    )


def lines(
    scratch: Path,
    folder: Path,
    rows: int = ROWS,
    workers: Sequence[int] = (),
    different: bool = False,
    with_spark: bool = False,
) -> Iterator[list[str]]:
    """Yield the rows of the table: few different addresses, then all different where that is asked for."""
    texts = texts_of(folder)
    for apart in (False, True) if different else (False,):
        orders = scratch / "orders.csv"
        distinct = write_orders(orders, texts, rows, apart)
        for count in workers or sorted({1, os.cpu_count() or 1}):
            yield _line(rows, distinct, "local", str(count), local(orders, count))
        if with_spark:
            yield _line(rows, distinct, "Spark, local", str(os.cpu_count()), spark(orders))


def _line(rows: int, distinct: int, engine: str, workers: str, took: Cost) -> list[str]:
    rate = f"{rows / took.seconds:,.0f}"
    return [
        f"{rows:,}",
        f"{distinct:,}",
        engine,
        workers,
        f"{took.seconds:.1f}",
        rate,
        f"{took.cpu:.1f}",
        f"{took.megabytes:.0f} MB",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = os.environ.get("CORPUS") or str(ROOT.parent / "shared" / "eval")
    parser.add_argument("--corpus", type=Path, default=Path(default), help="folder of the evaluation sets")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument(
        "--workers", type=int, action="append", default=[], help="processes (may be given again)"
    )
    parser.add_argument("--different", action="store_true", help="also a table in which no address repeats")
    parser.add_argument("--spark", action="store_true", help="also local Spark")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="addrcheck-bench-") as scratch:
        print(f"Machine: {table.machine()}")
        found = list(
            lines(
                Path(scratch), options.corpus, options.rows, options.workers, options.different, options.spark
            )
        )
        print(table.plain(HEADER, found))


if __name__ == "__main__":
    main()
