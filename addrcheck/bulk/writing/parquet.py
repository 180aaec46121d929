"""Parquet: the user's columns with their types, results as columns of text and numbers behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from addrcheck.bulk.results import NUMBERS
from addrcheck.bulk.tables.parquet import BATCH, ParquetTable
from addrcheck.bulk.writing.rows import Told

_GROUP = 32
"""Batches of a row group."""

Row = Sequence[str]


def unique_names(names: Sequence[str]) -> list[str]:
    """Return names of which none is empty or stands twice.

    >>> unique_names(["a", "", "a"])
    ['a', 'column_2', 'a_2']
    """
    unique: list[str] = []
    for number, name in enumerate(names, start=1):
        name = name or f"column_{number}"
        wanted, again = name, 1
        while wanted in unique:
            again += 1
            wanted = f"{name}_{again}"
        unique.append(wanted)
    return unique


def extend_parquet(
    table: ParquetTable,
    results: Iterator[Row],
    headings: Sequence[str],
    names: Sequence[str],
    out: Path,
    told: Told,
) -> None:
    """Write a Parquet file with results behind its columns."""
    batches = (batch for batch in table.file.iter_batches(BATCH))
    schema = table.file.schema_arrow
    _write(
        out,
        schema,
        ((batch.columns, list(islice(results, batch.num_rows))) for batch in batches),
        headings,
        names,
        told,
    )


def new_parquet(
    rows: Iterator[tuple[Row, Row]],
    columns: Sequence[str],
    headings: Sequence[str],
    names: Sequence[str],
    out: Path,
    told: Told,
) -> None:
    """Write rows of text, each with its results, as a new Parquet file."""
    import pyarrow as arrow

    schema = arrow.schema([(name, arrow.string()) for name in unique_names(columns)])

    def parts() -> Iterator[tuple[list[Any], list[Row]]]:
        while some := list(islice(rows, BATCH)):
            cells = [[row[i] if i < len(row) else "" for row, _ in some] for i in range(len(columns))]
            yield (
                [arrow.array([_clean(c) for c in column], arrow.string()) for column in cells],
                [ours for _, ours in some],
            )

    _write(out, schema, parts(), headings, names, told)


def _clean(text: str) -> str:
    """Return text that UTF-8 can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _write(
    out: Path,
    schema: Any,  # noqa: ANN401 (pyarrow has no types)
    parts: Iterator[tuple[list[Any], list[Row]]],
    headings: Sequence[str],
    names: Sequence[str],
    told: Told,
) -> None:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    kinds = [arrow.float64() if name in NUMBERS else arrow.string() for name in names]
    ours = unique_names([*schema.names, *headings])[len(schema.names) :]
    whole = arrow.schema(
        [*schema, *(arrow.field(heading, kind) for heading, kind in zip(ours, kinds, strict=True))]
    )
    done, waiting = 0, []
    with parquet.ParquetWriter(out, whole, compression="zstd") as writer:
        for columns, results in parts:
            made = [_column(results, i, kind) for i, kind in enumerate(kinds)]
            waiting.append(arrow.RecordBatch.from_arrays([*columns, *made], schema=whole))
            done += len(results)
            if len(waiting) == _GROUP:
                writer.write_table(arrow.Table.from_batches(waiting))
                waiting.clear()
                told(done)
        if waiting:
            writer.write_table(arrow.Table.from_batches(waiting))


def _column(results: list[Row], index: int, kind: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Return one column of results; an empty cell is null."""
    import pyarrow as arrow

    cells = [row[index] if index < len(row) else "" for row in results]
    if kind == arrow.float64():
        return arrow.array([float(cell) if cell else None for cell in cells], kind)
    return arrow.array([_clean(cell) if cell else None for cell in cells], kind)
