"""Run workers and the command line, several times each, and keep the medians.

All times are CPU-seconds of one process (user and system), so that a busy machine changes them little.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.systems import Installed

REPEATS = 3
STREAMED = 20_000
"""Texts that the command line is given at least; a shorter corpus is repeated."""


class Figures(NamedTuple):
    """What one system reached on one corpus: texts per CPU-second, CPU-seconds, megabytes."""

    name: str
    answers: str
    single: float
    batch: float | None
    first_s: float
    peak_mb: float
    failed: int = 0


class Compilation(NamedTuple):
    """What the first start costs while no compiled dictionary stands in the cache."""

    country: str
    cpu_s: float
    peak_mb: float
    file_mb: float


class WorkerError(Exception):
    """A worker ended with an error; the text is the last line that it wrote."""


def ask_worker(installed: Installed, what: str, texts: Path) -> dict[str, Any]:
    """Run the worker of a system once and return its answer; raises ``WorkerError``."""
    done = subprocess.run(
        [*installed.command, what, str(texts)],
        env=installed.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode:
        raise WorkerError((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def figures(installed: Installed, texts: Path, repeats: int = REPEATS) -> Figures:
    """Return the medians of ``repeats`` fresh processes of each kind."""
    starts = [ask_worker(installed, "first", texts) for _ in range(repeats)]
    runs = [ask_worker(installed, "rates", texts) for _ in range(repeats)]
    return Figures(
        name=f"{installed.system.name} {runs[0]['version']}",
        answers=installed.system.answers,
        single=_median(runs, "single"),
        batch=_median(runs, "batch") if runs[0]["batch"] else None,
        first_s=_median(starts, "first_s"),
        peak_mb=_median(runs, "peak_mb"),
        failed=runs[0]["failed"],
    )


def stream_rate(installed: Installed, texts: Sequence[str], folder: Path, repeats: int = REPEATS) -> float:
    """Return texts per CPU-second of ``addrcheck check --json``, one process; what a start costs is taken off."""
    many = list(texts) * -(-STREAMED // len(texts))
    start = median(_stream(installed, texts[:1], folder) for _ in range(repeats))
    whole = median(_stream(installed, many, folder) for _ in range(repeats))
    return (len(many) - 1) / (whole - start)


def _stream(installed: Installed, texts: Sequence[str], folder: Path) -> float:
    """Return the CPU-seconds of one ``check --json`` over ``texts``; every line must be answered."""
    given, answered = folder / "given.txt", folder / "answered.jsonl"
    given.write_text("".join(text.replace("\n", " ") + "\n" for text in texts), encoding="utf-8")
    command = [sys.executable, "-m", "addrcheck", "check", "--json"]
    with given.open("rb") as source, answered.open("wb") as sink:
        process = subprocess.Popen(command, env=installed.environment, stdin=source, stdout=sink)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    lines = answered.read_bytes().count(b"\n")
    if process.returncode or lines != len(texts):
        raise WorkerError(f"check --json ended with {process.returncode} after {lines} of {len(texts)} lines")
    return usage.ru_utime + usage.ru_stime


def compilation(make: Callable[[Path], Installed], country: str, texts: Path, cache: Path) -> Compilation:
    """Return what the first answer costs with an empty ``cache``, which then holds the compiled dictionary."""
    answer = ask_worker(make(cache), "first", texts)
    size = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file())
    return Compilation(country, answer["first_s"], answer["peak_mb"], size / 1e6)


def _median(answers: list[dict[str, Any]], key: str) -> float:
    return float(median(answer[key] for answer in answers))
