"""Rows of text cells → the bytes of a CSV, XLSX or GeoJSON file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from addrcheck.errors import UsageError
from addrcheck.formulas import plain_cell, safe_cell
from addrcheck.zones.files import Cells
from addrcheck.zones.shapes import geojson, shape_from_wkt

_LONGEST_CELL = 32_767
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no XML can hold."""


def write_csv(
    header: Sequence[str], rows: Iterable[Sequence[str]], meta: Mapping[str, str], delimiter: str = ","
) -> bytes:
    """Return a CSV file with a byte-order mark, so that spreadsheets see UTF-8; no cell becomes a formula in them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([f"# {key}: {value}"] for key, value in meta.items())
    writer.writerow(header)
    writer.writerows([cell if _is_number(cell) else safe_cell(_kept(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]], meta: Mapping[str, str]) -> bytes:
    """Return a workbook with one sheet; every cell is text, so that 001 stays 001 and = starts no formula.

    Raises ``UsageError`` where a cell is longer than a sheet can hold: an outline with many corners.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "zones"
    for line in ([f"# {key}: {value}"] for key, value in meta.items()):
        sheet.append(line)
    sheet.append(list(header))
    for row in rows:
        if any(len(cell) > _LONGEST_CELL for cell in row):
            raise UsageError(
                f"a cell is longer than the {_LONGEST_CELL} characters that a sheet can hold: write GeoJSON or CSV"
            )
        sheet.append([_UNPRINTABLE.sub(" ", _kept(cell)) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value:
                cell.data_type = "s"
    sheet.freeze_panes = sheet.cell(row=len(meta) + 2, column=2)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _kept(cell: str) -> str:
    """Return a cell that is the same when it is read: what stands like a made-safe formula gets one apostrophe more."""
    return f"'{cell}" if plain_cell(cell) != cell else cell


def _is_number(cell: str) -> bool:
    """Tell whether a cell is a number, which may begin with a minus."""
    try:
        return float(cell) == float(cell)
    except ValueError:
        return False


def write_geojson(
    rows: Iterable[Mapping[str, str]], meta: Mapping[str, str], words: Mapping[str, str]
) -> bytes:
    """Return a feature collection; ``words`` names the columns. Rules without a shape have no geometry."""
    features = [_feature(dict(row), words) for row in rows]
    collection = {"type": "FeatureCollection", **meta, "features": features}
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(cells: Cells, words: Mapping[str, str]) -> dict[str, Any]:
    """Return one row as a feature."""
    geometry: dict[str, Any] | None = None
    if "shape" in cells:
        geometry = geojson(shape_from_wkt(cells.pop("shape")))
    elif "latitude" in cells and "longitude" in cells:
        geometry = {
            "type": "Point",
            "coordinates": [float(cells.pop("longitude")), float(cells.pop("latitude"))],
        }
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {words[c]: value for c, value in cells.items()},
    }
