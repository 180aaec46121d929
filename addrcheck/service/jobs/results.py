"""What the result of a job is called: on disk, where the name tells the format to the engine, and for who downloads it."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

from addrcheck.bulk.tables.container import Packing
from addrcheck.bulk.tables.table import Form
from addrcheck.service.jobs.choices import Format

MEDIA: dict[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "parquet": "application/vnd.apache.parquet",
    "gzip": "application/gzip",
    "zip": "application/zip",
}
"""Media types of results, by format or packing."""

_OFFICE = {"[Content_Types].xml", "mimetype"}
_ENDINGS: dict[Packing, str] = {"": "", "gzip": ".gz", "zip": ".zip"}
_OF_TEXT = (".tsv", ".txt", ".tab")
_KNOWN = re.compile(r"(?:\.(?:csv|tsv|txt|tab|xlsx?|xlsm|ods|parquet|gz|zip))+$", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST = 120


def target_name(upload: Path, wanted: Format) -> str:
    """Return the file name that lets the engine write the wanted format; "same" is packed as the upload is."""
    return f"result.{wanted}" if wanted != "same" else f"result{_packed_as(upload)}"


def _packed_as(upload: Path) -> str:
    """Return the ending of a packed file; workbooks are zip files too, but not packed."""
    with upload.open("rb") as file:
        if file.read(2) == b"\x1f\x8b":
            return ".gz"
    try:
        with zipfile.ZipFile(upload) as archive:
            return "" if _OFFICE & set(archive.namelist()) else ".zip"
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return ""


def clean_name(name: str) -> str:
    """Return a file name as it may be shown and written: the last part of a path, nothing that steers or is too long.

    >>> clean_name("..\\\\..\\\\订单 11月.csv"), clean_name("/etc/passwd"), clean_name("a\\u202efdp.exe\\r\\n"), clean_name("")
    ('订单 11月.csv', 'passwd', 'afdp.exe', '')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode()))[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))
    shown = _UNSAFE.sub("_", visible).strip(". ")
    ending = _KNOWN.search(shown[-20:])
    kept = ending[0] if ending else ""
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - len(kept)] + kept


def download_name(name: str, form: Form, packing: Packing) -> str:
    """Return what the result is called for who downloads it: as the upload was, with ``checked``, and its own ending.

    >>> download_name("订单.xls", "xlsx", ""), download_name("a.tsv", "csv", ""), download_name("b.csv.gz", "csv", "gzip")
    ('订单.checked.xlsx', 'a.checked.tsv', 'b.checked.csv.gz')
    """
    stem = _KNOWN.sub("", name) or "addresses"
    given = next((ending for ending in _OF_TEXT if form == "csv" and ending in name.lower()), f".{form}")
    ending = given if packing != "zip" else ""
    return f"{stem}.checked{ending}{_ENDINGS[packing]}"


def side_name(name: str, what: str) -> str:
    """Return what a file beside the result is called.

    >>> side_name("订单.xls", "report.html")
    '订单.report.html'
    """
    return f"{_KNOWN.sub('', name) or 'addresses'}.{what}"
