"""How many requests a second the service answers, and how fast: its real server, asked by wrk on the same machine.

    python -m benchmarks.service --seconds 60               the table of the README
    python -m benchmarks.service --seconds 60 --markdown
    python -m benchmarks.service --seconds 5 --memory 0     a quick look

wrk takes its share of the processor, so what is measured is the machine with both. Texts to check are those of
``benchmarks.corpus``, texts to complete what stands in a field after each key of people who type places.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from benchmarks import corpus, table

ROOT = Path(__file__).parents[1]
SCRIPT = Path(__file__).with_name("requests.lua")
HEADER = ("door", "requests/s", "p50, ms", "p99, ms", "errors", "service, CPU µs a request")
START_S, WARM_S = 90, 3
TYPED = 4000
HABITS = ["hz", "hzxh", "zjhz", "hangzhou", "beij", "vjcr", "rfpfy", "杭洲", "масква", "mosk", "sankt"] * 20


class Answered(NamedTuple):
    """What wrk saw; ``refused`` are answers that were no success, ``lost`` requests without an answer."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    refused: int
    lost: int


def checks() -> list[str]:
    """Return addresses of both countries, as the corpus mixes them."""
    folder = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "eval"))
    texts = [corpus.load(country, folder, ROOT / "dictionaries").texts[:2000] for country in ("cn", "ru")]
    most = max(map(len, texts))
    return [some[i % len(some)] for i in range(most) for some in texts]


def typed() -> list[str]:
    """Return what stands in the field after each key of some people who type places, large ones more often."""
    from addrcheck.checker import Checker

    checker, rng = Checker(), random.Random(corpus.SEED)
    texts: list[str] = []
    for country in ("CN", "RU"):
        gazetteer = checker.gazetteer(country)
        weights = [2 ** (w / 200) for w in gazetteer.integers("typed.weight")]
        for place in rng.choices(range(len(gazetteer)), weights, k=TYPED // 8):
            chain = gazetteer.chain(place) if country == "CN" else (place,)
            name = "".join(gazetteer.names[p] for p in chain)
            texts.extend(name[:end] for end in range(1 if country == "CN" else 2, min(len(name), 10) + 1))
    texts += HABITS
    rng.shuffle(texts)
    return texts


def ask(port: int, paths: Path, seconds: float, connections: int) -> Answered:
    """Keep some connections busy for a while; return what came of it."""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "10s", "-s", str(SCRIPT), f"http://127.0.0.1:{port}"]  # fmt: skip
    done = subprocess.run(command, env=os.environ | {"PATHS": str(paths)}, capture_output=True, text=True, check=True)  # fmt: skip
    return Answered(**json.loads(done.stdout.strip().splitlines()[-1]))


def processes(parent: int) -> list[int]:
    """Return a process and those that it started."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *map(int, children)]


def cpu_s(parent: int) -> float:
    """Return the processor time that a service has taken."""
    spent = 0
    for process in processes(parent):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf("SC_CLK_TCK")


def memory_mb(parent: int) -> float:
    """Return the memory of a service; a page that several processes share counts once."""
    rollups = (Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes(parent))
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in rollups) / 1024


@contextmanager
def serving(workers: int, threads: int) -> Iterator[tuple[int, int]]:
    """Run the service with the sample zones; yield its process and its port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as state:
        more = {"ADDRCHECK_STATE": state, "ADDRCHECK_RATE": "0", "ADDRCHECK_THREADS": str(threads)}
        command = [sys.executable, "-m", "addrcheck", "serve", "--port", str(port), "--workers", str(workers), "--zones", str(ROOT / "dictionaries" / "zones")]  # fmt: skip
        with (Path(state) / "log").open("wb") as log:
            service = subprocess.Popen(command, env=os.environ | more, stderr=log)
            try:
                wait(port)
                yield service.pid, port
            finally:
                service.send_signal(signal.SIGTERM)
                service.wait(40)


def wait(port: int) -> None:
    """Wait until the service answers."""
    for _ in range(START_S * 5):
        with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            connection.request("GET", "/v1/status")
            connection.getresponse()
            return
        time.sleep(0.2)
    sys.exit("the service does not answer")


def measure(service: int, port: int, paths: Path, asked: argparse.Namespace) -> table.Row:
    """Return the row of one door."""
    ask(port, paths, WARM_S, asked.connections)
    before = cpu_s(service)
    seen = ask(port, paths, asked.seconds, asked.connections)
    cost = (cpu_s(service) - before) / seen.requests * 1e6
    door = f"`GET {paths.read_text().partition('?')[0]}`"
    return (door, f"{seen.requests / seen.seconds:,.0f}", f"{seen.p50_ms:.1f}", f"{seen.p99_ms:.1f}", str(seen.refused + seen.lost), f"{cost:,.0f}")  # fmt: skip


def growth(service: int, port: int, files: list[Path], asked: argparse.Namespace) -> str:
    """Return a sentence about the memory before and after many requests."""
    before, sent = memory_mb(service), 0
    while sent < asked.memory:
        sent += sum(ask(port, paths, 5, asked.connections).requests for paths in files)
    return f"Memory of all processes, shared pages counted once: {before:.0f} MB, after {sent:,} more requests {memory_mb(service):.0f} MB."


def main() -> None:
    """Start the service, measure both doors and its memory, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long each door is asked")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--memory", type=int, default=200_000, metavar="REQUESTS", help="so many more for the memory")  # fmt: skip
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is needed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder, serving(asked.workers, asked.threads) as (service, port):
        files = []
        for name, texts in (("check", checks()), ("suggest", typed())):
            files.append(Path(folder) / name)
            files[-1].write_text("".join(f"/v1/{name}?q={quote(text[:900])}\n" for text in texts))
        rows = [measure(service, port, paths, asked) for paths in files]
        grown = growth(service, port, files, asked) if asked.memory else ""
    show = table.markdown if asked.markdown else table.plain
    print(f"Machine: {table.machine()}, {asked.workers} workers with {asked.threads} threads each, {asked.connections} connections, {asked.seconds:g} s a door\n")  # fmt: skip
    print(show(HEADER, rows), grown, sep="\n\n")


if __name__ == "__main__":
    main()
