"""The figures as a table, for a terminal or as Markdown; what others reach stands with its relation to ours."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Compilation, Figures

Row = Sequence[str]

HEADER = (
    "system",
    "answers",
    "single, per CPU-s",
    "batch, per CPU-s",
    "first answer, CPU-s",
    "peak memory, MB",
)
COMPILATION_HEADER = ("dictionary", "compiled once in, CPU-s", "peak memory, MB", "file, MB")
LEGEND = (
    "Single: one call a text, the parser kept. Batch: one call for all texts; for addrcheck, `addrcheck check --json` "
    "from end to end. First answer: a fresh process, its start and imports included. In brackets: a peer's figure as "
    "a multiple of addrcheck's. Medians of {repeats} runs, one process each."
)


def comparison(ours: Figures, peers: Iterable[Figures]) -> list[Row]:
    """Return the rows of one country, ours first."""
    return [_row(ours, None), *(_row(peer, ours) for peer in peers)]


def compilations(found: Iterable[Compilation]) -> list[Row]:
    """Return one row for each compiled dictionary."""
    return [(c.country, f"{c.cpu_s:.2f}", f"{c.peak_mb:.0f}", f"{c.file_mb:.1f}") for c in found]


def _row(system: Figures, ours: Figures | None) -> Row:
    failed = f"; {system.failed} texts raised" if system.failed else ""
    return (
        system.name,
        system.answers + failed,
        _beside(f"{system.single:,.0f}", system.single, ours and ours.single),
        "–" if system.batch is None else _beside(f"{system.batch:,.0f}", system.batch, ours and ours.batch),
        _beside(f"{system.first_s:.2f}", system.first_s, ours and ours.first_s),
        _beside(f"{system.peak_mb:.0f}", system.peak_mb, ours and ours.peak_mb),
    )


def _beside(shown: str, value: float, reference: float | None) -> str:
    return f"{shown} ({multiple(value / reference)})" if reference else shown


def multiple(ratio: float) -> str:
    """Return a ratio as a person says it.

    >>> multiple(2.41), multiple(31.0), multiple(0.5), multiple(0.0004)
    ('2.4×', '31×', '1/2.0', '1/2,500')
    """
    return f"{_digits(ratio)}×" if ratio >= 1 else f"1/{_digits(1 / ratio)}"


def _digits(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def markdown(header: Row, rows: Iterable[Row]) -> str:
    """Return a table for the README; figures stand to the right."""
    rule = "|".join(
        "---" if column < 1 or header[column] == "answers" else "--:" for column in range(len(header))
    )
    return "\n".join([_line(header), f"|{rule}|", *map(_line, rows)])


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


def plain(header: Row, rows: Iterable[Row]) -> str:
    """Return a table for a terminal, in columns."""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def machine() -> str:
    """Return what the figures depend on: cores, processor, interpreter, the day."""
    today = datetime.now(UTC).date().isoformat()
    return f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, {platform.system()}, {today}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")
