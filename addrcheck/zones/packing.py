"""Rows of text cells → the bytes of a CSV, XLSX or GeoJSON file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from addrcheck.zones.files import Cells
from addrcheck.zones.shapes import geojson, shape_from_wkt


def write_csv(
    header: Sequence[str], rows: Iterable[Sequence[str]], meta: Mapping[str, str], delimiter: str = ","
) -> bytes:
    """Return a CSV file with a byte-order mark, so that spreadsheets see UTF-8."""
    text = io.StringIO(newline="")
    for key, value in meta.items():
        text.write(f"# {key}: {value}\n")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]], meta: Mapping[str, str]) -> bytes:
    """Return a workbook with one sheet; every cell is text, so that 001 stays 001 and = starts no formula."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "zones"
    for line in ([f"# {key}: {value}"] for key, value in meta.items()):
        sheet.append(line)
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value:
                cell.data_type = "s"
    sheet.freeze_panes = sheet.cell(row=len(meta) + 2, column=2)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


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
