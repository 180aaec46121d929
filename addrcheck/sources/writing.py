"""Writing a table of ``dictionaries/`` so that the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from addrcheck.errors import DictionaryError


def write_table(
    path: Path, comments: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> int:
    """Write the comments (without "# "), the header and the sorted rows; return the number of rows.

    Raises ``DictionaryError`` when a cell holds a tab or a line end, or a row has the wrong length.
    """
    ordered = sorted(tuple(row) for row in rows)
    for row in ordered:
        if len(row) != len(columns) or any(c in cell for cell in row for c in "\t\n\r"):
            raise DictionaryError(f"{path.name}: this row cannot be written: {row!r}")
    lines = [f"# {comment}" for comment in comments]
    lines += ["\t".join(row) for row in [columns, *ordered]]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(ordered)


def degrees(value: float) -> str:
    """Return decimal degrees with at most four decimals (11 m), without idle zeros.

    >>> degrees(30.25), degrees(120.0)
    ('30.25', '120')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
