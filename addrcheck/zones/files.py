"""The files that tables of zones stand in: CSV, XLSX, GeoJSON. Cells come as text; nothing is understood here.

``# version: …`` and ``# effective: …`` may stand above the header of a CSV file or an XLSX sheet; in GeoJSON
they are members of the collection.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from addrcheck.formulas import plain_cell
from addrcheck.wording.zones import Fact
from addrcheck.zones.columns import column_named
from addrcheck.zones.model import RowRef
from addrcheck.zones.shapes import ShapeError, point_from_geojson, shape_from_geojson, wkt
from addrcheck.zones.troubles import Finding

SUFFIXES = (".csv", ".tsv", ".xlsx", ".geojson", ".json")
"""The kinds of file that can be read."""

_META = ("version", "effective")
_DELIMITERS = ",;\t"
_FALLBACKS = ("gb18030", "cp1251")
_LONGEST_CELL = 1 << 24
_LONGEST_META = 60

Cells = dict[str, str]
"""One row: column → what stands there, blanks left out."""


class RawTable(Struct):
    """The rows of one or several files with the place of each, and what was odd about the files."""

    rows: list[tuple[RowRef, Cells]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: RawTable) -> None:
        """Take in the rows of another file."""
        self.rows += other.rows
        self.meta |= other.meta
        self.findings += other.findings


def read_raw(path: Path) -> RawTable:
    """Read a file, or every table in a folder; trouble is reported in the result, never raised."""
    raw = RawTable()
    for file in data_files(path):
        try:
            raw.add(_read_file(file))
        except _UnreadableError as error:
            raw.findings.append(_unreadable(file, error.why))
        except OSError as error:
            raw.findings.append(_unreadable(file, Fact("no_access", error.strerror or "")))
    return raw


class _UnreadableError(Exception):
    """A file is not what its name says."""

    def __init__(self, key: str, value: object = "") -> None:
        super().__init__(key)
        self.why = Fact(key, str(value))


def _unreadable(file: Path, why: Fact) -> Finding:
    return Finding("UNREADABLE_FILE", (RowRef(file.name, 0),), values={"value": why})


def _read_file(path: Path) -> RawTable:
    """Read one file by its suffix."""
    suffix = path.suffix.lower()
    if suffix in (".geojson", ".json"):
        return _read_geojson(path)
    if suffix == ".xlsx":
        return _read_xlsx(path)
    return _read_csv(path)


def _read_csv(path: Path) -> RawTable:
    """Read a table whose delimiter is the commonest of comma, semicolon and tab in its header."""
    raw = RawTable()
    text, encoding = decoded(path.read_bytes())
    if encoding:
        raw.findings.append(Finding("ENCODING_GUESSED", (RowRef(path.name, 1),), values={"value": encoding}))
    header = next(
        (line for line in text.splitlines() if line.strip() and not line.lstrip('"').startswith("#")), ""
    )
    delimiter = max(_DELIMITERS, key=header.count)
    csv.field_size_limit(_LONGEST_CELL)  # an outline with all its corners is one cell
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        _read_rows(rows, path.name, raw)
    except csv.Error:
        raise _UnreadableError("bad_csv", rows.line_num) from None
    return raw


def decoded(data: bytes) -> tuple[str, str | None]:
    """Return the text of a file, and its encoding where that had to be guessed.

    What is not UTF-8 is the Chinese or the Russian Windows encoding, whichever gives more letters of its
    own script.

    >>> decoded("区域,道路".encode("gb18030")), decoded("зона,улица".encode("cp1251"))
    (('区域,道路', 'gb18030'), ('зона,улица', 'cp1251'))
    """
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    readings = [(data.decode(encoding, "replace"), encoding) for encoding in _FALLBACKS]
    return max(readings, key=lambda reading: _likeness(*reading))


def _likeness(text: str, encoding: str) -> float:
    """Return how much of the text is made of ordinary letters of the encoding's script."""
    common = ("一", "鿿") if encoding == "gb18030" else ("А", "я")
    own = sum(common[0] <= c <= common[1] for c in text)
    known = sum(
        bool(column_named(cell))
        for cell in text.split("\n")[0].replace(";", ",").replace("\t", ",").split(",")
    )
    return known * 1000 + own / max(1, sum(not c.isascii() for c in text))


def _read_xlsx(path: Path) -> RawTable:
    """Read every sheet that has a header."""
    import openpyxl

    raw = RawTable()
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            for sheet in book.worksheets:
                rows = ([_cell_text(value) for value in row] for row in sheet.iter_rows(values_only=True))
                name = path.name if len(book.worksheets) == 1 else f"{path.name}!{sheet.title}"
                _read_rows(rows, name, raw)
    except Exception as error:  # what the library makes of a broken workbook is any kind of error
        raise _UnreadableError("bad_workbook") from error
    return raw


def _cell_text(value: object) -> str:
    """Return what a spreadsheet shows: 1 for 1.0, 08:30 for a time, an ISO date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # JSON can write halves of characters
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)


def _read_rows(rows: Iterable[Sequence[str]], name: str, raw: RawTable) -> None:
    """Take the rows of one table into ``raw``: comments, the header, then the cells."""
    header: list[str | None] | None = None
    for number, cells in enumerate(rows, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            if cells[0].startswith("#"):
                _read_meta(cells[0], raw)
            else:
                header = _header(cells, RowRef(name, number), raw)
                if "zone" not in header and "exclude" not in header:
                    raw.findings.append(Finding("HEADER_MISSING", (RowRef(name, number),)))
                    return
            continue
        ref = RowRef(name, number)
        if any(cell.strip() for cell in cells[len(header) :]):
            raw.findings.append(Finding("ROW_TOO_LONG", (ref,)))
        named = zip(header, cells, strict=False)
        filled = {column: plain_cell(cell.strip()) for column, cell in named if column and cell.strip()}
        raw.rows.append((ref, filled))


def _read_meta(comment: str, raw: RawTable) -> None:
    """Note ``# version: …``."""
    key, _, value = comment.lstrip("# ").partition(":")
    if key.strip().lower() in _META and value.strip():
        raw.meta[key.strip().lower()] = _one_line(value)


def _one_line(text: str) -> str:
    """Return a short text without line breaks and other signs that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_META]


def _header(cells: Sequence[str], ref: RowRef, raw: RawTable) -> list[str | None]:
    """Return the columns that the header names, reporting those it does not know or names twice."""
    header: list[str | None] = []
    for cell in cells:
        column = column_named(cell) if cell.strip() else None
        if cell.strip() and column is None:
            raw.findings.append(Finding("COLUMN_UNKNOWN", (ref,), values={"value": cell.strip()}))
        if column in header and column is not None:
            raw.findings.append(Finding("HEADER_TWICE", (ref,), column, {"value": cell.strip()}))
        header.append(column)
    return header


def _read_geojson(path: Path) -> RawTable:
    """Read a feature collection; the features count as rows, from 1."""
    raw = RawTable()
    collection = _json(path)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise _UnreadableError("no_features")
    raw.meta = {key: _one_line(str(collection[key])) for key in _META if collection.get(key)}
    unknown: set[str] = set()
    for number, feature in enumerate(features, start=1):
        ref, cells = RowRef(path.name, number), {}
        properties = feature.get("properties")
        for name, value in properties.items() if isinstance(properties, dict) else ():
            key = _cell_text(name)
            column = column_named(key)
            if column is None and key not in unknown:
                unknown.add(key)
                raw.findings.append(Finding("COLUMN_UNKNOWN", (ref,), values={"value": key}))
            if column and _cell_text(value).strip():
                cells[column] = _cell_text(value).strip()
        raw.rows.append((ref, cells | _geometry_cells(feature.get("geometry"), ref, raw)))
    return raw


def _json(path: Path) -> Any:  # noqa: ANN401
    try:
        return json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise _UnreadableError("bad_json", error.lineno) from None
    except (ValueError, RecursionError):
        raise _UnreadableError("bad_json", 1) from None


def _geometry_cells(geometry: object, ref: RowRef, raw: RawTable) -> Cells:
    """Return a feature's geometry as the cells that a table would hold."""
    if geometry is None:
        return {}
    try:
        if isinstance(geometry, dict) and geometry.get("type") == "Point":
            longitude, latitude = point_from_geojson(geometry)
            return {"longitude": repr(longitude), "latitude": repr(latitude)}
        return {"shape": wkt(shape_from_geojson(geometry))}
    except ShapeError as error:
        raw.findings.append(Finding("BAD_SHAPE", (ref,), "shape", {"value": str(error)}))
        return {}


def data_files(path: Path) -> Iterator[Path]:
    """Yield the files that a table is read from."""
    if path.is_dir():
        yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
    else:
        yield path
