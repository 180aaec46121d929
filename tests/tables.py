"""Reading the case tables in ``tests/cases``: tab-separated, comments first, one header line."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    r"""Return the rows of a table; ``\n`` in a text stands for a line break."""
    lines = [
        line
        for line in (CASES / name).read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    header = lines[0].split("\t")
    rows = [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
    for row in rows:
        row["text"] = row["text"].replace("\\n", "\n")
    return rows


def components(report) -> str:
    """Return the components of a report as the tables write them: ``type=value`` joined by spaces."""
    return " ".join(f"{c.type}={c.value.replace(' ', '_')}" for c in report.components)
