"""Writing the tables: codes that a person can read, rows in the order of the codes, sources on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("code", "name", "kind", "parent", "latitude", "longitude", "accuracy_m", "population", "postcode")


@dataclass(frozen=True)
class Row:
    """A row of a place table; ``rest`` are the words that tell namesakes apart, the strongest first."""

    region: str
    name: str
    kind: str
    parent: str
    spot: tuple[float, float] | None
    accuracy_m: int
    population: int = 0
    indexes: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def keyed(rows: Iterable[Row], taken: frozenset[str] = frozenset()) -> dict[str, Row]:
    """Give every row its code: subject and name; the district too where the name repeats; then the index.

    ё counts as е and a space becomes an underscore, so that a code is one word and stays when a spelling is
    mended. ``taken`` are codes that other tables have.
    """
    waiting, found, depth = list(rows), {}, 0
    while waiting:
        codes = Counter(_code(row, depth) for row in waiting)
        again = []
        for row in waiting:
            code = _code(row, depth)
            if (codes[code] == 1 or depth > len(row.rest)) and code not in found and code not in taken:
                found[code] = row
            else:
                again.append(row)
        if depth > 8:
            raise ValueError(f"no code for {again[0]}")
        waiting, depth = again, depth + 1
    return dict(sorted(found.items()))


def _code(row: Row, depth: int) -> str:
    """Return the code at a depth: 50:Химки, 23:Павловский:Ленинский, 36:Лискинский:Лиски:село, …:397902."""
    between, after = row.rest[:1][:depth], row.rest[1:depth]
    words = (row.region, *filter(None, between), row.name, *filter(None, after))
    return ":".join(words).replace(" ", "_").replace("ё", "е").replace("Ё", "Е")


def write_places(path: Path, head: Sequence[str], rows: dict[str, Row]) -> None:
    """Write a place table."""
    write(path, head, COLUMNS, ((code, *_cells(row)) for code, row in rows.items()))


def _cells(row: Row) -> Iterable[str]:
    latitude, longitude = (_degrees(value) for value in row.spot) if row.spot else ("", "")
    yield from (row.name, row.kind, row.parent, latitude, longitude)
    yield str(row.accuracy_m) if row.spot else ""
    yield str(row.population or "")
    yield " ".join(row.indexes)


def _degrees(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def write(path: Path, head: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write comments, header and rows, tab-separated, each line ending in a line feed."""
    lines = [*(f"# {line}" for line in head), "\t".join(columns), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
