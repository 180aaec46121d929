"""From a container to its table: the one place that knows all formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from addrcheck.bulk.tables.container import Container
from addrcheck.bulk.tables.table import Shape, Table


def open_table(
    container: Container, sheet: str = "", encoding: str = "", delimiter: str = ""
) -> tuple[Table, str]:
    """Return the table in a plain file, and a digest of its bytes.

    ``sheet``, ``encoding`` and ``delimiter`` are found out where they are empty. Raises ``FileError``.
    """
    table, digest = _opened(container, sheet, encoding, delimiter)
    table.called = container.name
    return table, digest


def _opened(container: Container, sheet: str, encoding: str, delimiter: str) -> tuple[Table, str]:
    from addrcheck.bulk.tables.encoding import digest_of, find_encoding

    path, name = container.path, container.name
    if container.form == "csv":
        from addrcheck.bulk.tables.delimited import DelimitedTable

        found = find_encoding(path, encoding)
        return DelimitedTable(path, found, delimiter), found.digest
    if container.form == "xlsx":
        from addrcheck.bulk.tables.xlsx import XlsxTable

        return XlsxTable(path, sheet, name), digest_of(path)
    if container.form == "ods":
        from addrcheck.bulk.tables.ods import OdsTable

        return OdsTable(path, sheet, name), digest_of(path)
    if container.form == "xls":
        from addrcheck.bulk.tables.xls import XlsTable

        return XlsTable(path, sheet, name), digest_of(path)
    from addrcheck.bulk.tables.parquet import ParquetTable

    return ParquetTable(path, name), digest_of(path)


def measure(table: Table, told: Callable[[int], None] = lambda n: None) -> Shape:
    """Read a table through once and return how large it is; ``told`` hears how many rows were read."""
    filled = width = longest = 0
    for number, record in enumerate(table.records(), start=1):
        cells = record.cells
        if table.form in ("csv", "parquet") or any(cells) or record.trouble:
            filled = number
        if len(cells) > width:
            width = len(cells) if table.form == "csv" else max(width, _last_filled(cells))
        if record.raw is None or len(record.raw) > longest:
            longest = max(longest, max(map(len, cells), default=0))
        if number % 10_000 == 0:
            told(number)
    return Shape(filled, width, longest)


def _last_filled(cells: Sequence[str]) -> int:
    """Return how many cells there are up to the last that holds something."""
    return next((n for n in range(len(cells), 0, -1) if cells[n - 1]), 0)
