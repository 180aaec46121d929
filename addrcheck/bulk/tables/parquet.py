"""Parquet files as rows of text; the writer takes the columns as they are (``addrcheck.bulk.writing.parquet``)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from addrcheck.bulk.tables.numbers import moment_text, plain
from addrcheck.bulk.tables.table import Form, Record, Table
from addrcheck.errors import FileError

BATCH = 2000
"""Rows that are held at once."""


class ParquetTable(Table):
    """A file of Parquet; its first record is the names of the columns."""

    form: Form = "parquet"
    has_names = True

    def __init__(self, path: Path, shown_name: str = "") -> None:
        import pyarrow as arrow
        import pyarrow.parquet as parquet

        self.path = path
        try:
            self.file = parquet.ParquetFile(path)
        except (arrow.ArrowException, OSError) as error:
            raise FileError(
                f"{shown_name or path.name} cannot be read as Parquet: {error}", "damaged"
            ) from None

    def records(self) -> Iterator[Record]:
        """Yield the names of the columns, then the rows."""
        yield Record(list(self.file.schema_arrow.names))
        for batch in self.file.iter_batches(BATCH):
            columns = [[cell_text(value) for value in column.to_pylist()] for column in batch.columns]
            yield from (Record(list(row)) for row in zip(*columns, strict=True))


def cell_text(value: object) -> str:
    """Return a value of any column as text; null is empty.

    >>> cell_text(None), cell_text(5.0), cell_text(["a", 1])
    ('', '5', '["a", 1]')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain(value) if value == value else ""
    if isinstance(value, (datetime.date, datetime.time)):
        return moment_text(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
