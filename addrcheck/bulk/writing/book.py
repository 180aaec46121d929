"""XLSX: a workbook made anew, every cell of the user's as text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr

from addrcheck.bulk.writing.rows import Sheet, Told
from addrcheck.bulk.writing.xlsx import CellMaker
from addrcheck.bulk.writing.zips import new_member

_NOTED = 10_000
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{0}</Types>'
)
_SHEET_TYPE = '<Override PartName="/xl/worksheets/sheet{0}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{0}</Relationships>'
)
_RELATION = '<Relationship Id="rId{0}" Type="' + _OFFICE + '/{1}" Target="{2}"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="49" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_book(sheets: Sequence[Sheet], out: Path, told: Told) -> None:
    """Write a new workbook; every cell is text, but those of columns that hold numbers."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made:
        numbers = range(1, len(sheets) + 1)
        listed = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, sheet_names([sheet[0] for sheet in sheets]), strict=True)
        )
        relations = "".join(_RELATION.format(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        relations += _RELATION.format(len(sheets) + 1, "styles", "styles.xml")
        parts = {
            "[Content_Types].xml": _TYPES.format("".join(map(_SHEET_TYPE.format, numbers))),
            "_rels/.rels": _RELATIONS.format(_RELATION.format(1, "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _RELATIONS.format(relations),
            "xl/styles.xml": _STYLES,
        }
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name), _HEAD + text, zipfile.ZIP_DEFLATED)
        for number, (_, rows, names) in zip(numbers, sheets, strict=True):
            with new_member(made, zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml")) as member:
                _write_rows(member, rows, names, told)


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return names as a workbook takes them: 31 characters at most, some signs not, none twice whatever its case.

    >>> sheet_names(["Заказы: ноябрь", "x" * 40, "X" * 40])[1:]
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'XXXXXXXXXXXXXXXXXXXXXXXXXXX (2)']
    """
    made: list[str] = []
    for name in names:
        wanted = plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name)[:31].strip("'") or "Sheet"
        again = 1
        while wanted.lower() in {one.lower() for one in made}:
            again += 1
            ending = f" ({again})"
            wanted = plain[: 31 - len(ending)] + ending
        made.append(wanted)
    return made


def _write_rows(member: IO[bytes], rows: Iterable[Sequence[str]], names: Sequence[str], told: Told) -> None:
    """Write the rows of a sheet."""
    maker = CellMaker(0, names)
    member.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
    for number, row in enumerate(rows, start=1):
        if len(row) > len(names):
            maker, names = (
                CellMaker(0, (*names, *[""] * (len(row) - len(names)))),
                (*names, *[""] * (len(row) - len(names))),
            )
        member.write(f'<row r="{number}">{maker.cells(number, row)}</row>'.encode())
        if number % _NOTED == 0:
            told(number)
    member.write(b"</sheetData></worksheet>")
