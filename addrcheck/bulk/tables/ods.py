"""ODS spreadsheets: the rows of one sheet as text, read as a stream."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from addrcheck.bulk.tables.numbers import plain
from addrcheck.bulk.tables.sheets import choose_sheet
from addrcheck.bulk.tables.table import SHEET_COLUMNS, SHEET_ROWS, Book, Form, Record
from addrcheck.bulk.tables.xml import Attributes, local, new_parser, parse

CONTENT = "content.xml"
CELLS = ("table-cell", "covered-table-cell")
_MOST_SPACES = 32_767
"""As many as a cell holds; a file of a kilobyte may ask for a thousand million."""


def repeated(attributes: Attributes, what: str) -> int:
    """Return how often a row or cell stands for itself: ``what`` is "rows" or "columns"."""
    for name, value in attributes.items():
        if local(name) == f"number-{what}-repeated" and value.isdigit():
            return min(int(value), SHEET_ROWS)
    return 1


def attribute(attributes: Attributes, wanted: str) -> str:
    """Return an attribute by its name without prefix, "" where it is missing."""
    return next((value for name, value in attributes.items() if local(name) == wanted), "")


class OdsTable(Book):
    """One sheet of a spreadsheet; the likeliest where none is named."""

    form: Form = "ods"

    def __init__(self, path: Path, sheet: str = "", shown_name: str = "") -> None:
        self.path, self._name = path, shown_name or path.name
        self.sheets = self._sheet_names()
        self.sheet = choose_sheet(self.sheets, sheet, self._name, self.rows)

    def _sheet_names(self) -> tuple[str, ...]:
        names: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if local(tag) == "table":
                names.append(attribute(attributes, "name"))

        parser = new_parser(self._name)
        parser.StartElementHandler = start
        with zipfile.ZipFile(self.path) as archive:
            for _ in parse(parser, archive, CONTENT, self._name):
                pass
        return tuple(names)

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first of the sheet on; empty ones at its end are left out."""
        yield from map(Record, self.rows(self.sheet))

    def rows(self, sheet: str) -> Iterator[list[str]]:
        """Yield the rows of any of the sheets as text."""
        rows = OdsRows(sheet)
        parser = new_parser(self._name)
        parser.StartElementHandler, parser.EndElementHandler = rows.start, rows.end
        parser.CharacterDataHandler = rows.text
        empty = 0
        with zipfile.ZipFile(self.path) as archive:
            for _ in parse(parser, archive, CONTENT, self._name):
                for cells, times in rows.done:
                    if not cells:
                        empty += times
                        continue
                    yield from ([] for _ in range(empty))
                    yield from (cells for _ in range(times))
                    empty = 0
                rows.done.clear()


class OdsRows:
    """Collects the rows of a sheet while it is parsed: ``done`` holds cells, without empty ones at the end, and repeats."""

    def __init__(self, sheet: str) -> None:
        self.done: list[tuple[list[str], int]] = []
        self._wanted = sheet
        self._inside = False
        self._cells: list[str] = []
        self._pending = 0
        self._rows = self._columns = 1
        self._shown: list[str] = []
        self._value: Attributes = {}
        self._in_cell = self._in_text = False
        self._hidden = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Note where a sheet, a row, a cell or its text begins."""
        tag = local(tag)
        if tag == "table":
            self._inside = attribute(attributes, "name") == self._wanted
        elif not self._inside:
            return
        elif tag == "table-row":
            self._cells, self._pending, self._rows = [], 0, repeated(attributes, "rows")
        elif tag in CELLS:
            self._shown, self._value, self._in_cell = [], attributes, True
            self._columns = repeated(attributes, "columns")
        elif tag == "annotation":
            self._hidden += 1
        elif self._in_cell and not self._hidden:
            self._start_text(tag, attributes)

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        """Collect what text consists of besides characters."""
        if tag == "p":
            if self._in_text or self._shown:
                self._shown.append("\n")
            self._in_text = True
        elif tag == "s":
            told = attribute(attributes, "c")
            self._shown.append(" " * (min(int(told[:9]), _MOST_SPACES) if told.isdecimal() else 1))
        elif tag == "tab":
            self._shown.append("\t")
        elif tag == "line-break":
            self._shown.append("\n")

    def text(self, text: str) -> None:
        """Collect the characters of a cell."""
        if self._in_text and not self._hidden:
            self._shown.append(text)

    def end(self, tag: str) -> None:
        """Note where a sheet, a row, a cell or its text ends."""
        tag = local(tag)
        if not self._inside:
            return
        if tag == "p":
            self._in_text = False
        elif tag == "annotation":
            self._hidden -= 1
        elif tag in CELLS:
            self._end_cell()
        elif tag == "table-row":
            self.done.append((self._cells, self._rows))
        elif tag == "table":
            self._inside = False

    def _end_cell(self) -> None:
        """Take a cell into the row; empty ones wait for a filled one behind them."""
        self._in_cell = self._in_text = False
        cell = self._cell()
        if not cell:
            self._pending += self._columns
            return
        room = SHEET_COLUMNS - len(self._cells)
        self._cells += [""] * min(self._pending, room)
        self._cells += [cell] * min(self._columns, SHEET_COLUMNS - len(self._cells))
        self._pending = 0

    def _cell(self) -> str:
        """Return a cell as text: numbers as they are, unless they are shown with zeros in front."""
        shown = "".join(self._shown)
        kind = attribute(self._value, "value-type")
        if kind == "date":
            return attribute(self._value, "date-value").removesuffix("T00:00:00").replace("T", " ")
        if kind == "boolean":
            return attribute(self._value, "boolean-value").upper()
        if kind in ("float", "percentage", "currency") and not shown.isdigit():
            value = attribute(self._value, "value")
            try:
                return plain(float(value))
            except ValueError:
                return shown or value
        return shown
