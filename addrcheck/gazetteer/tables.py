"""Reading the tables of ``dictionaries/``: tab-separated, UTF-8, comments first, then one header line.

The first lines start with ``#`` and name source, version, licence and date; the next line names the
columns. An empty cell is an empty string.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from addrcheck.errors import DictionaryError, TableError


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as dictionaries, in file order.

    Raises ``DictionaryError`` when the file is missing and ``TableError`` when a row has more or fewer
    cells than the header.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise DictionaryError(f"{path} is missing: run `make dictionaries` or reinstall addrcheck") from None
    header: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise TableError(path, number, f"{len(cells)} cells where the header has {len(header)}")
        else:
            yield dict(zip(header, cells, strict=True))


def read_optional(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that a country need not have."""
    if path.exists():
        yield from read_table(path)


def source_lines(path: Path) -> list[str]:
    """Return the comment lines at the head of a table: source, version, licence, date."""
    lines = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                break
            lines.append(line.lstrip("# ").rstrip())
    return lines
