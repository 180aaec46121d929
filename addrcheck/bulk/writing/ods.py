"""ODS: results spliced into the user's own spreadsheet, which otherwise stays as it is; or one made anew."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from addrcheck.bulk.results import NUMBERS
from addrcheck.bulk.tables.ods import CELLS, CONTENT, OdsTable, attribute, repeated
from addrcheck.bulk.tables.xml import Attributes, local, pieces
from addrcheck.bulk.writing.rows import Sheet, Told
from addrcheck.bulk.writing.splice import Splicer, tag_text
from addrcheck.bulk.writing.xlsx import is_number, without_controls
from addrcheck.bulk.writing.zips import copied, new_member

_NOTED = 10_000
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"


def cell_xml(value: str, number: bool) -> str:
    """Return a cell: text line by line, or a number."""
    if not value:
        return "<table:table-cell/>"
    if number and is_number(value):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    lines = (
        escape(without_controls(line)).replace("  ", ' <text:s text:c="1"/>').replace("\t", "<text:tab/>")
        for line in value.split("\n")
    )
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def row_xml(values: Sequence[str], names: Sequence[str]) -> str:
    """Return the cells of a row; ``names`` tell which hold numbers."""
    return "".join(cell_xml(value, i < len(names) and names[i] in NUMBERS) for i, value in enumerate(values))


def splice_ods(
    table: OdsTable,
    results: Iterator[Sequence[str] | None],
    names: Sequence[str],
    width: int,
    rows: int,
    out: Path,
    safe: bool,
    told: Told,
) -> int:
    """Write the user's spreadsheet with ``results`` behind the cells of its sheet; None adds nothing to a row.

    ``width`` columns and ``rows`` rows are the user's. Where ``safe``, formulas give way to their values; returns how many.
    """
    formulas = 0
    with (
        zipfile.ZipFile(table.path) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made,
    ):
        for info in given.infolist():
            if info.filename == CONTENT:
                with new_member(made, info) as member:
                    splicer = _ContentSplicer(member, table, results, names, width, rows, safe, told)
                    splicer.run(pieces(given, CONTENT, table.path.name))
                    formulas = splicer.formulas
            elif info.filename == "mimetype":
                made.writestr(info, given.read(info), zipfile.ZIP_STORED)
            else:
                copied(given, info, made)
    return formulas


class _ContentSplicer(Splicer):
    """Puts results at the end of each row of one sheet; empty cells that stand there give way."""

    def __init__(
        self,
        out: IO[bytes],
        table: OdsTable,
        results: Iterator[Sequence[str] | None],
        names: Sequence[str],
        width: int,
        rows: int,
        safe: bool,
        told: Told,
    ) -> None:
        super().__init__(out, table.path.name)
        self._sheet, self._results, self._safe, self._told = table.sheet, results, safe, told
        self._names, self._width, self._rows = names, width, rows
        self._inside = False
        self._row = self._column = self._times = 0
        self._depth = 0
        self.formulas = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "table":
            self._inside = attribute(attributes, "name") == self._sheet
        elif not self._inside:
            return
        elif name == "table-row":
            self._column, self._times = 0, repeated(attributes, "rows")
        elif name in CELLS:
            if self._depth == 0 and self._row < self._rows:
                self._start_cell(tag, attributes)
            self._depth += 1

    def _start_cell(self, tag: str, attributes: Attributes) -> None:
        """Shorten or leave out what reaches into our columns, and take a formula away where that was asked for."""
        times, column = repeated(attributes, "columns"), self._column
        self._column += times
        if column >= self._width:
            self.drop_element()
            return
        kept = {n: v for n, v in attributes.items() if not (self._safe and local(n) == "formula")}
        self.formulas += len(attributes) - len(kept)
        if column + times > self._width:
            kept = {
                n: str(self._width - column) if local(n) == "number-columns-repeated" else v
                for n, v in kept.items()
            }
        if kept != attributes:
            self.put(tag_text(tag, kept, alone=self.drop_tag()))

    def end(self, tag: str) -> None:
        name = local(tag)
        if not self._inside:
            return
        if name in CELLS:
            self._depth -= 1
            if self._depth == 0 and self.dropping:
                self.drop_end()
        elif name == "table-row":
            self.keep_until(self.here)
            self._end_row()
        elif name == "table":
            self._inside = False

    def _end_row(self) -> None:
        """Put our cells behind the user's; a row that stands for several has the same results for all."""
        values: Sequence[str] | None = None
        for _ in range(min(self._times, self._rows - self._row)):
            values = next(self._results, None)
        self._row += self._times
        if self._row // _NOTED != (self._row - self._times) // _NOTED:
            self._told(self._row)
        if values:
            missing = self._width - self._column
            padding = f'<table:table-cell table:number-columns-repeated="{missing}"/>' if missing > 0 else ""
            self.put(padding + row_xml(values, self._names))


_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    f' manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND.decode()}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(sheets: Sequence[Sheet], out: Path, told: Told) -> None:
    """Write a new spreadsheet; every cell is text, but those of columns that hold numbers."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), _KIND, zipfile.ZIP_STORED)
        made.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), _MANIFEST, zipfile.ZIP_DEFLATED)
        with new_member(made, zipfile.ZipInfo(CONTENT)) as member:
            head = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_SPACES}><office:body><office:spreadsheet>'
            member.write(head.encode())
            for name, rows, names in sheets:
                member.write(f"<table:table table:name={quoteattr(without_controls(name))}>".encode())
                _write_rows(member, rows, names, told)
                member.write(b"</table:table>")
            member.write(b"</office:spreadsheet></office:body></office:document-content>")


def _write_rows(member: IO[bytes], rows: Iterable[Sequence[str]], names: Sequence[str], told: Told) -> None:
    number = 0
    for number, row in enumerate(rows, start=1):
        member.write(f"<table:table-row>{row_xml(row or [''], names)}</table:table-row>".encode())
        if number % _NOTED == 0:
            told(number)
    if not number:
        member.write(b"<table:table-row><table:table-cell/></table:table-row>")
