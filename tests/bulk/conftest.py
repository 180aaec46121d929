"""What the bulk tests share: quick runs in this process, and ways to read any output back."""

from __future__ import annotations

import csv
import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from addrcheck.bulk import Options, clean

CN = "浙江省杭州市西湖区文三路100号2幢301"
RU = "г. Казань, ул. Баумана, д. 44"


def quick(**choices) -> Options:
    """Options of a run in this process, with few result columns."""
    return Options(**{"workers": 1, "results": "status,action,label", **choices})


def read_csv(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> list[list[str]]:
    """Read delimited text as any program would."""
    text = path.read_bytes().decode(encoding, "surrogateescape")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def read_book(path: Path, sheet: str | None = None) -> list[list[object]]:
    """Read a workbook with another program than ours; empty cells are None."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [list(row) for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)]


def read_with_calamine(path: Path, sheet: int | str = 0) -> list[list[object]]:
    """Read a spreadsheet of any kind with another program than ours."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
    return found.to_python(skip_empty_area=False)


def unpacked(path: Path) -> bytes:
    """Return what is in a packed file."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0])


@pytest.fixture
def cleaned(tmp_path):
    """Write bytes to a file, clean it, return where the result is and what happened."""

    def run(data: bytes | str, name: str = "in.csv", out: str = "out.csv", **choices):
        source = tmp_path / name
        source.write_bytes(data if isinstance(data, bytes) else data.encode())
        summary = clean(source, tmp_path / out, quick(**choices))
        return tmp_path / out, summary

    return run


@pytest.fixture(scope="session")
def spark():
    """A local Spark with two cores; tests that need one are left out where Spark or Java is missing."""
    import shutil
    import warnings

    pytest.importorskip("pyspark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java")
    from addrcheck.bulk.spark import session

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = session()
    made.sparkContext.setLogLevel("OFF")
    yield made
    made.stop()
