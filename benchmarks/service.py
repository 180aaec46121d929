"""How many requests a second the service answers, and how fast: its real server on this machine, a bounded count.

python -m benchmarks.service [--requests 20000] [--connections 32] [--workers 2]

Clients are processes of their own that write plain HTTP to kept connections; they take their share of the
processor, so what is measured is the machine with both. Texts are made from the dictionary's own places.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import random
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from urllib.parse import quote

CHECKS = [
    "浙江省杭州市西湖区文三路100号2幢301", "广州市天和区珠江东路1号", "北京市朝阳区", "张三13800138000上海市浦东新区世纪大道88号",
    "Казань, ул. Баумана, 44", "г Москва, ул Тверская, д 1, кв 5", "Новосибирск, Красный проспект", "Vjcrdf, Ndthcrfz ek., 13",
]  # fmt: skip
START_S = 90


def typed(count: int = 4000) -> list[str]:
    """Return what stands in the field after each key of some people who type places, large ones more often."""
    from addrcheck.checker import Checker

    checker, rng = Checker(), random.Random(20261122)
    texts: list[str] = []
    for country in ("CN", "RU"):
        gazetteer = checker.gazetteer(country)
        weights = [2 ** (w / 200) for w in gazetteer.integers("typed.weight")]
        for place in rng.choices(range(len(gazetteer)), weights, k=count // 8):
            name = (
                "".join(gazetteer.names[p] for p in gazetteer.chain(place))
                if country == "CN"
                else gazetteer.names[place]
            )
            texts.extend(name[:end] for end in range(1 if country == "CN" else 2, min(len(name), 10) + 1))
    return (
        texts
        + ["hz", "hzxh", "zjhz", "hangzhou", "beij", "vjcr", "rfpfy", "杭洲", "масква", "mosk", "sankt"] * 20
    )


def ask(path: str, query: list[str], rng: random.Random) -> bytes:
    """Return one request."""
    return f"GET {path}?q={quote(rng.choice(query))} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def client(port: int, path: str, query: list[str], connections: int, count: int, seed: int, out) -> None:
    """Keep ``connections`` busy until ``count`` answers came; put their times and the number of errors."""
    rng, waiting = random.Random(seed), selectors.DefaultSelector()
    times, errors, sent = [], 0, 0
    for _ in range(connections):
        link = socket.create_connection(("127.0.0.1", port))
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.sendall(ask(path, query, rng))
        waiting.register(link, selectors.EVENT_READ, [time.perf_counter(), b""])
        sent += 1
    while len(times) < count:
        for key, _ in waiting.select():
            state, link = key.data, key.fileobj
            state[1] += link.recv(1 << 16)
            head, found, body = state[1].partition(b"\r\n\r\n")
            if not found or len(body) < int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]):
                continue
            times.append(time.perf_counter() - state[0])
            errors += not head.startswith(b"HTTP/1.1 200")
            if sent < count:
                sent += 1
                state[:] = [time.perf_counter(), b""]
                link.sendall(ask(path, query, rng))
    out.put((times, errors))


def measure(port: int, path: str, query: list[str], connections: int, count: int) -> str:
    """Return a line: requests a second, percentiles, errors."""
    out = multiprocessing.Queue()
    share = [(port, path, query, connections // 2, count // 2, seed, out) for seed in (1, 2)]
    clients = [multiprocessing.Process(target=client, args=one) for one in share]
    start = time.perf_counter()
    for one in clients:
        one.start()
    results = [out.get() for _ in clients]
    spent = time.perf_counter() - start
    times = sorted(t for some, _ in results for t in some)
    p50, p99 = (1e3 * times[int(len(times) * share)] for share in (0.5, 0.99))
    return f"{path}: {len(times) / spent:,.0f} requests/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms, {sum(e for _, e in results)} errors ({len(times):,} requests, {connections} connections)"


def memory_mb(port: int) -> float:
    """Return the proportional memory of the processes that listen on this port's service, in MB."""
    total = 0
    for folder in os.listdir("/proc"):
        if folder.isdigit():
            with suppress(OSError):
                with open(f"/proc/{folder}/environ", "rb") as file:
                    mine = f"ADDRCHECK_BENCH={port}\0".encode() in file.read()
                if mine:
                    with open(f"/proc/{folder}/smaps_rollup") as file:
                        total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return total / 1024


def main() -> None:
    """Start the service, measure both doors, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as state:
        environment = os.environ | {
            "ADDRCHECK_STATE": state,
            "ADDRCHECK_RATE": "0",
            "ADDRCHECK_BENCH": str(port),
        }
        command = [
            sys.executable,
            "-m",
            "addrcheck",
            "serve",
            "--quiet",
            "--port",
            str(port),
            "--workers",
            str(asked.workers),
        ]
        service = subprocess.Popen(
            command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            wait(port)
            for path, query in (("/v1/check", CHECKS), ("/v1/suggest", typed())):
                measure(port, path, query, asked.connections, 500)
                before = memory_mb(port)
                print(measure(port, path, query, asked.connections, asked.requests))
                print(f"  memory {before:.0f} → {memory_mb(port):.0f} MB, shared pages counted once")
        finally:
            service.terminate()
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


if __name__ == "__main__":
    main()
