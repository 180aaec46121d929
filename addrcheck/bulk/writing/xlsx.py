"""XLSX: results spliced into the user's own workbook, which otherwise stays as it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from addrcheck.bulk.results import NUMBERS
from addrcheck.bulk.tables.table import SHEET_CELL, SHEET_ROWS
from addrcheck.bulk.tables.xlsx import XlsxTable
from addrcheck.bulk.tables.xml import Attributes, local, pieces
from addrcheck.bulk.writing.rows import Told
from addrcheck.bulk.writing.splice import Splicer, tag_text
from addrcheck.bulk.writing.zips import copied, new_member

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTED = 10_000


def text_xml(text: str) -> str:
    r"""Return text for a cell; what XML cannot hold is written as spreadsheets do: ``_x0007_``."""
    if len(text) > SHEET_CELL:
        text = text[: SHEET_CELL - 1] + "…"
    return escape(
        _NOT_XML.sub(lambda m: "\ufffd" if "\ud800" <= m[0] <= "\udfff" else f"_x{ord(m[0]):04X}_", text)
    )


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class CellMaker:
    """Makes the XML of cells from a column on; ``names`` tell which hold numbers."""

    def __init__(self, first: int, names: Sequence[str], prefix: str = "") -> None:
        self._columns = [(column_letters(first + i), name in NUMBERS) for i, name in enumerate(names)]
        self._prefix = prefix

    def cells(self, row: int, values: Sequence[str]) -> str:
        """Return the filled cells of a row."""
        x = self._prefix
        made = []
        for (letters, number), value in zip(self._columns, values, strict=False):
            if not value:
                continue
            if number and is_number(value):
                made.append(f'<{x}c r="{letters}{row}"><{x}v>{value}</{x}v></{x}c>')
            else:
                text = f'<{x}is><{x}t xml:space="preserve">{text_xml(value)}</{x}t></{x}is>'
                made.append(f'<{x}c r="{letters}{row}" t="inlineStr">{text}</{x}c>')
        return "".join(made)


def without_controls(text: str) -> str:
    """Return text without what no XML can hold."""
    return _CONTROLS.sub("\ufffd", text)


def is_number(value: str) -> bool:
    """Tell whether a cell of ours can be written as a number."""
    try:
        float(value)
    except ValueError:
        return False
    return True


def splice_xlsx(
    table: XlsxTable,
    results: Iterator[Sequence[str] | None],
    names: Sequence[str],
    width: int,
    rows: int,
    out: Path,
    safe: bool,
    told: Told,
) -> int:
    """Write the user's workbook with ``results`` behind the cells of its sheet; None adds nothing to a row.

    ``width`` columns and ``rows`` rows are the user's. Where ``safe``, formulas give way to their values; returns how many.
    """
    formulas = 0
    with (
        zipfile.ZipFile(table.path) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made,
    ):
        for info in given.infolist():
            if info.filename == table.member:
                with new_member(made, info) as member:
                    splicer = _SheetSplicer(member, table.path.name, results, names, width, rows, safe, told)
                    splicer.run(pieces(given, info.filename, table.path.name))
                    formulas = splicer.formulas
            elif safe and info.filename.endswith("calcChain.xml"):
                continue
            elif safe and info.filename.endswith((".rels", "[Content_Types].xml")):
                made.writestr(info, _without_calculation(given.read(info)))
            else:
                copied(given, info, made)
    return formulas


def _without_calculation(data: bytes) -> bytes:
    """Return a list of parts without the order in which formulas are calculated: there are none left."""
    return re.sub(rb"<(?:\w+:)?(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", data)


class _SheetSplicer(Splicer):
    """Puts results at the end of each row of a sheet."""

    def __init__(
        self,
        out: IO[bytes],
        name: str,
        results: Iterator[Sequence[str] | None],
        names: Sequence[str],
        width: int,
        rows: int,
        safe: bool,
        told: Told,
    ) -> None:
        super().__init__(out, name)
        self._results, self._safe, self._told = results, safe, told
        self._names, self._width, self._rows = names, width, rows
        self._row, self._empty_row = 0, False
        self._maker: CellMaker | None = None
        self.formulas = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "row":
            self._start_row(tag, attributes)
        elif name == "dimension":
            last = f"{column_letters(self._width + len(self._names) - 1)}{max(1, self._rows)}"
            self.put(tag_text(tag, {"ref": f"A1:{last}"}, alone=self.drop_tag()))
        elif name == "f" and self._safe:
            self.drop_element()
            self.formulas += 1

    def _start_row(self, tag: str, attributes: Attributes) -> None:
        """Write the rows that the sheet leaves out before this one, and its tag without a hint that is no longer true."""
        prefix = tag[: -len("row")]
        if self._maker is None:
            self._maker = CellMaker(self._width, self._names, prefix)
        number = attributes.get("r", "")
        number_now = max(self._row + 1, min(int(number), SHEET_ROWS) if number.isdigit() else self._row + 1)
        self._empty_row = self.drop_tag()
        while self._row + 1 < number_now:
            self._row += 1
            cells = self._ours()
            if cells:
                self.put(f'<{prefix}row r="{self._row}">{cells}</{prefix}row>')
        self._row = number_now
        attributes.pop("spans", None)
        self.put(tag_text(tag, attributes))

    def _ours(self) -> str:
        """Return our cells of the current row."""
        values = next(self._results, None) if self._row <= self._rows else None
        if self._row % _NOTED == 0:
            self._told(self._row)
        return self._maker.cells(self._row, values) if values and self._maker else ""

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "row":
            if not self._empty_row:
                self.keep_until(self.here)
            self.put(self._ours() + (f"</{tag}>" if self._empty_row else ""))
        elif name == "f" and self.dropping:
            self.drop_end()
