"""Small tables for tests, written as rows of words."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from addrcheck.zones.files import read_raw
from addrcheck.zones.load import prepare
from addrcheck.zones.tables import table_from
from addrcheck.zones.troubles import errors


def as_csv(rows: list[dict[str, object]], version: str = "1") -> str:
    """Return rows as a CSV file."""
    header = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    text.write(f"# version: {version}\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[row.get(column, "") for column in header] for row in rows])
    return text.getvalue()


def table_of(rows: list[dict[str, object]], folder: Path):
    """Return the table that rows make, and what is wrong with it."""
    path = folder / "table.csv"
    path.write_text(as_csv(rows), encoding="utf-8")
    return table_from(read_raw(path))


def zones_of(rows: list[dict[str, object]], ground, folder: Path, **more):
    """Return rows ready for use; they must have no errors."""
    table, findings = table_of(rows, folder)
    zones, further = prepare(table, ground, **more)
    wrong = errors([*findings, *further])
    assert not wrong, [f"{f.where('en')}: {f.message('en')}" for f in wrong]
    return zones


def square(west: float, south: float, east: float, north: float) -> str:
    """Return a rectangle as WKT."""
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
