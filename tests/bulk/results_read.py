"""Whether two results are equal: the bytes of text, the cells of other formats."""

from __future__ import annotations

from pathlib import Path

from tests.bulk.conftest import read_with_calamine, unpacked


def same(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same table."""
    if one.suffix == ".csv":
        return one.read_bytes() == other.read_bytes()
    if one.suffix in (".gz", ".zip"):
        return unpacked(one) == unpacked(other)
    if one.suffix in (".xlsx", ".ods"):
        return read_with_calamine(one) == read_with_calamine(other)
    import pyarrow.parquet as parquet

    return parquet.read_table(one).equals(parquet.read_table(other))
