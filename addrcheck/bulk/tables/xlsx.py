"""XLSX workbooks: the rows of one sheet as text, read as a stream."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from addrcheck.bulk.tables.numbers import number_text
from addrcheck.bulk.tables.sheets import choose_sheet
from addrcheck.bulk.tables.strings import StringStore
from addrcheck.bulk.tables.table import SHEET_COLUMNS, SHEET_ROWS, Book, Form, Record
from addrcheck.bulk.tables.workbook import Contents, read_book
from addrcheck.bulk.tables.xml import Attributes, local, new_parser, parse

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    r"""Return text with the characters that XML cannot hold put back: ``_x0007_`` is a bell."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def column_number(reference: str) -> int:
    """Return the column of a cell reference, from 0.

    >>> column_number("A1"), column_number("AA10")
    (0, 26)
    """
    number = 0
    for char in reference:
        if not char.isalpha():
            break
        number = number * 26 + ord(char.upper()) - 64
    return number - 1


Row = tuple[list[str], str]
"""Cells, and the numbers of the columns whose formulas have no stored value."""


class XlsxTable(Book):
    """One sheet of a workbook; the likeliest where none is named."""

    form: Form = "xlsx"

    def __init__(self, path: Path, sheet: str = "", shown_name: str = "") -> None:
        self.path, self._name = path, shown_name or path.name
        self.book = read_book(path)
        self.sheets = tuple(self.book.sheets)
        self._strings: StringStore | None = None
        self.sheet = choose_sheet(self.sheets, sheet, self._name, self.rows, self.book.hidden)
        self.member = self.book.sheets[self.sheet]

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first of the sheet on, missing ones as empty."""
        for cells, unread in self._rows(self.sheet):
            yield Record(cells, None, f"formula {unread.strip()}" if unread else "")

    def rows(self, sheet: str) -> Iterator[list[str]]:
        """Yield the rows of any of the sheets as text."""
        return (cells for cells, _ in self._rows(sheet))

    def _rows(self, sheet: str) -> Iterator[Row]:
        with zipfile.ZipFile(self.path) as archive:
            if self._strings is None:
                self._strings = _shared_strings(archive, self.book.strings, self._name)
            rows = _Rows(self.book, self._strings)
            parser = new_parser(self._name)
            parser.StartElementHandler, parser.EndElementHandler = rows.start, rows.end
            parser.CharacterDataHandler = rows.text
            for _ in parse(parser, archive, self.book.sheets[sheet], self._name):
                yield from rows.done
                rows.done.clear()


def _shared_strings(archive: zipfile.ZipFile, member: str | None, name: str) -> StringStore:
    """Return the strings that cells refer to by number."""
    store = StringStore()
    if member is None:
        return store
    pieces: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(tag: str, _: Attributes) -> None:
        tag = local(tag)
        if tag == "si":
            pieces.clear()
        elif tag == "rPh":
            state["phonetic"] = True
        elif tag == "t":
            state["text"] = not state["phonetic"]

    def end(tag: str) -> None:
        tag = local(tag)
        if tag == "si":
            store.add(unescaped("".join(pieces)))
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "t":
            state["text"] = False

    parser = new_parser(name)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: pieces.append(text) if state["text"] else None
    for _ in parse(parser, archive, member, name):
        pass
    return store


class _Rows:
    """Collects the rows of a sheet while it is parsed; ``done`` holds those that are complete."""

    def __init__(self, book: Contents, strings: StringStore) -> None:
        self.done: list[Row] = []
        self._book, self._strings = book, strings
        self._row = 0
        self._cells: list[str] = []
        self._kind = self._style = ""
        self._column = 0
        self._pieces: list[str] | None = None
        self._value = self._inline = self._unread = ""
        self._is_formula = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Note where a row, a cell or its text begins."""
        tag = local(tag)
        if tag == "c":
            reference = attributes.get("r")
            self._column = column_number(reference) if reference else len(self._cells)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value = self._inline = ""
            self._is_formula = False
        elif tag == "f":
            self._is_formula = True
        elif tag in ("v", "t"):
            self._pieces = []
        elif tag == "row":
            number = attributes.get("r", "")
            number_now = min(int(number), SHEET_ROWS) if number.isdigit() else self._row + 1
            self.done.extend(([], "") for _ in range(number_now - self._row - 1))
            self._row = max(self._row + 1, number_now)
            self._cells, self._unread = [], ""

    def text(self, text: str) -> None:
        """Collect the text of a value."""
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Note where a row, a cell or its text ends."""
        tag = local(tag)
        if tag == "v":
            self._value, self._pieces = "".join(self._pieces or ()), None
        elif tag == "t":
            self._inline, self._pieces = self._inline + "".join(self._pieces or ()), None
        elif tag == "c" and (self._value or self._inline) and 0 <= self._column < SHEET_COLUMNS:
            self._cells.extend([""] * (self._column + 1 - len(self._cells)))
            self._cells[self._column] = self._cell()
        elif tag == "c" and self._is_formula and not self._value:
            self._unread += f" {self._column}"
        elif tag == "row":
            self.done.append((self._cells, self._unread))

    def _cell(self) -> str:
        """Return a cell as text."""
        kind, value = self._kind, self._value
        if kind == "s":
            return self._strings[int(value)] if value.isdigit() else ""
        if kind == "inlineStr":
            return unescaped(self._inline)
        if kind == "n":
            style = int(self._style) if self._style.isdigit() else -1
            shown = self._book.shown[style] if 0 <= style < len(self._book.shown) else "number"
            return number_text(value, shown, self._book.from_1904)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return unescaped(value)
