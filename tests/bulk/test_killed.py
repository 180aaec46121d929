"""kill -9 at any moment: the run continues, and its output is that of a run that nothing disturbed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from addrcheck.bulk import clean
from tests.bulk.conftest import quick, read_csv
from tests.bulk.results_read import same

PLACES = ("浙江省杭州市西胡区文三路{}号", "北京市东城区景山前街{}号", "г. Казань, ул. Баумана, д. {}", "Москва, ул. Тверская, {}")  # fmt: skip
ROWS, MOMENTS, SEED = 4_000, 10, 6
FORMATS = ("csv", "xlsx", "ods", "parquet", "csv.gz")


class Runner:
    """The process of ``tests.bulk.runner``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bulk.runner"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        self._tell(warm="status,action,label")
        assert self._hear() == "ready"

    def _tell(self, **job) -> None:
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        return self._process.stdout.readline().strip()

    def run(self, source, out, kill_after: float | None = None, die: int = 0, **options) -> int:
        """Run a job, kill it after some seconds where that is said; return how it ended."""
        chosen = {"results": "status,action,label", "columns": ["2"], **options}
        self._tell(source=str(source), out=str(out), options=chosen, die=die)
        child = int(self._hear())
        if kill_after is None:
            return int(self._hear())
        timer = threading.Timer(kill_after, _kill, (child,))
        timer.start()
        code = int(self._hear())
        timer.cancel()
        timer.join()
        return code

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)


def _kill(child: int) -> None:
    """Kill a process that may have ended by itself."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


@pytest.fixture(scope="module")
def runner():
    made = Runner()
    yield made
    made.close()


@pytest.fixture(scope="module")
def orders(tmp_path_factory):
    """A table with repeats, lines in cells, a broken quote."""
    path = tmp_path_factory.mktemp("killed") / "orders.csv"
    lines = [f'{n:06},"{PLACES[n % 4].format(n % 60)}","note\n{n}"\r\n' for n in range(ROWS)]
    lines[1234] = f'001234,"{PLACES[0].format(1)},open\r\n'
    path.write_text("id,address,note\r\n" + "".join(lines), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("suffix", FORMATS)
def test_killed_at_ten_random_moments(runner, orders, tmp_path, suffix):
    """Where a kill finds the run is chance, the moments are not: some come before the first row, some while it is written out."""
    whole, out = tmp_path / f"whole.{suffix}", tmp_path / f"out.{suffix}"
    started = time.monotonic()
    assert runner.run(orders, whole, duplicates=str(tmp_path / "whole.groups")) == 0
    took = time.monotonic() - started
    dice, killed = random.Random(SEED), 0
    while killed < MOMENTS:
        choices = {"resume": True, "duplicates": str(tmp_path / "groups")}
        code = runner.run(orders, out, kill_after=dice.uniform(0, took), **choices)
        killed += code == -signal.SIGKILL
        assert code in (0, -signal.SIGKILL)
        if code == 0:  # it was faster than the kill: begin anew
            assert same(out, whole)
            out.unlink()
    assert runner.run(orders, out, **choices) == 0
    assert same(out, whole)
    assert (tmp_path / "groups").read_bytes() == (tmp_path / "whole.groups").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [whole.name, out.name, "groups", "whole.groups"]
    )


@pytest.mark.parametrize(("suffix", "each"), [("csv", 3), ("xlsx", 7)])
def test_killed_wherever_something_is_made_to_last(runner, tmp_path, suffix, each):
    """Before and after the calls that sync, rename and remove files, one by one."""
    source = tmp_path / "in.csv"
    lines = [f'{n},"{PLACES[n % 4].format(n % 9)}"\n' for n in range(1_500)]
    source.write_text("id,address\n" + "".join(lines), encoding="utf-8")
    whole, out = tmp_path / f"whole.{suffix}", tmp_path / f"out.{suffix}"
    choices = {"duplicates": str(tmp_path / "groups")}
    assert runner.run(source, whole, **choices) == 0
    moment, code = 1, -signal.SIGKILL
    while code == -signal.SIGKILL:
        code = runner.run(source, out, die=moment, **choices)
        assert runner.run(source, out, resume=True, **choices) == 0, moment
        assert same(out, whole), moment
        out.unlink()
        moment += each
    assert code == 0
    assert moment > 20
    assert not [*tmp_path.glob("*.addrcheck"), *tmp_path.glob("*.part")]


def test_workers_killed_again_and_again_lose_nothing(orders, tmp_path):
    """As the system does when memory is short; the summary says so."""
    out, whole = tmp_path / "out.csv", tmp_path / "whole.csv"
    clean(orders, whole, quick(columns=("2",), lang="en"))
    command = [sys.executable, "-m", "addrcheck", "clean", str(orders), "--out", str(out), "--columns", "2",
               "--results", "status,action,label", "--workers", "2", "--lang", "en"]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    dice, killed = random.Random(SEED), set()
    while process.poll() is None and len(killed) < 3:
        for worker in _children(process.pid) - killed:
            if not killed or dice.random() < 0.3:
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
        time.sleep(0.02)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    assert same(out, whole)
    assert b"were ended by the system" in said
    assert len(read_csv(out)) == ROWS + 1


def _children(number: int) -> set[int]:
    """Return the processes that a process has started."""
    try:
        tasks = Path(f"/proc/{number}/task").iterdir()
        return {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except OSError:
        return set()
