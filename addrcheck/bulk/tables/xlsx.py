"""XLSX workbooks: their sheets, and the rows of one sheet as text, read as a stream."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from addrcheck.bulk.tables.numbers import Shown, number_text, shown_by
from addrcheck.bulk.tables.strings import StringStore
from addrcheck.bulk.tables.table import SHEET_COLUMNS, SHEET_ROWS, Form, Record, Table
from addrcheck.bulk.tables.xml import Attributes, each_element, local, new_parser, parse
from addrcheck.errors import FileError

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Book(Struct, frozen=True):
    """What a workbook says about itself: its sheets (name → member), members by kind, how styles show numbers."""

    sheets: dict[str, str]
    strings: str | None
    shown: tuple[Shown, ...]
    from_1904: bool


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


def read_book(path: Path) -> Book:
    """Read what a workbook says about itself; raises ``FileError`` where it is damaged."""
    with zipfile.ZipFile(path) as archive:
        workbook = _workbook_member(archive, path.name)
        relations = _relations(archive, workbook, path.name)
        ids: dict[str, str] = {}
        from_1904 = False

        def found(name: str, attributes: Attributes) -> None:
            nonlocal from_1904
            if name == "sheet":
                ids[attributes.get("name", "")] = next(
                    (v for k, v in attributes.items() if local(k) == "id" and ":" in k), ""
                )
            elif name == "workbookPr":
                from_1904 = attributes.get("date1904") in ("1", "true")

        each_element(archive, workbook, path.name, found)
        members = dict(relations.values())
        sheets = {
            name: relations[id][1]
            for name, id in ids.items()
            if id in relations and relations[id][0] == "worksheet"
        }
        shown = (
            _styles(archive, members["styles"], path.name)
            if members.get("styles") in archive.namelist()
            else ()
        )
        strings = members.get("sharedStrings")
        return Book(sheets, strings if strings in archive.namelist() else None, shown, from_1904)


def _workbook_member(archive: zipfile.ZipFile, name: str) -> str:
    relations = _relations(archive, "", name)
    return next(
        (target for kind, target in relations.values() if kind == "officeDocument"), "xl/workbook.xml"
    )


def _relations(archive: zipfile.ZipFile, member: str, name: str) -> dict[str, tuple[str, str]]:
    """Return what a member refers to: id → kind, member."""
    at = PurePosixPath(member)
    relations: dict[str, tuple[str, str]] = {}
    listed = str(at.parent / "_rels" / f"{at.name}.rels") if member else "_rels/.rels"

    def found(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            absolute = target[1:] if target.startswith("/") else _resolved(at.parent / target)
            relations[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], absolute)

    if listed in archive.namelist():
        each_element(archive, listed, name, found)
    return relations


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            del parts[-1:]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _styles(archive: zipfile.ZipFile, member: str, name: str) -> tuple[Shown, ...]:
    """Return how each cell style shows numbers."""
    codes: dict[int, str] = {}
    shown: list[Shown] = []
    inside = [False]

    def found(element: str, attributes: Attributes) -> None:
        if element == "numFmt":
            codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif element in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside[0] = element == "cellXfs"
        elif element == "xf" and inside[0]:
            number = int(attributes.get("numFmtId", 0))
            shown.append(shown_by(number, codes.get(number)))

    each_element(archive, member, name, found)
    return tuple(shown)


class XlsxTable(Table):
    """One sheet of a workbook; the first that holds anything where none is named."""

    form: Form = "xlsx"

    def __init__(self, path: Path, sheet: str = "", shown_name: str = "") -> None:
        self.path, self._name = path, shown_name or path.name
        self.book = read_book(path)
        self.sheets = tuple(self.book.sheets)
        self._strings: StringStore | None = None
        self.sheet = choose_sheet(self.sheets, sheet, self._name) or self._first_filled()
        self.member = self.book.sheets[self.sheet]

    def _first_filled(self) -> str:
        for name, member in self.book.sheets.items():
            self.member = member
            if next(self.records(), None) is not None:
                return name
        return self.sheets[0]

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first of the sheet on, missing ones as empty."""
        with zipfile.ZipFile(self.path) as archive:
            if self._strings is None:
                self._strings = _shared_strings(archive, self.book.strings, self._name)
            rows = _Rows(self.book, self._strings)
            parser = new_parser(self._name)
            parser.StartElementHandler, parser.EndElementHandler = rows.start, rows.end
            parser.CharacterDataHandler = rows.text
            for _ in parse(parser, archive, self.member, self._name):
                yield from map(Record, rows.done)
                rows.done.clear()


def choose_sheet(sheets: tuple[str, ...], wanted: str, name: str) -> str:
    """Return the sheet that was asked for by name or number (from 1), "" where none was; raises ``FileError``."""
    if not sheets:
        raise FileError(f"{name} has no sheets")
    if not wanted or wanted in sheets:
        return wanted
    if wanted.isdigit() and 1 <= int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    raise FileError(f"{name} has no sheet {wanted!r}; it has: {', '.join(sheets)}")


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

    def __init__(self, book: Book, strings: StringStore) -> None:
        self.done: list[list[str]] = []
        self._book, self._strings = book, strings
        self._row = 0
        self._cells: list[str] = []
        self._kind = self._style = ""
        self._column = 0
        self._pieces: list[str] | None = None
        self._value = self._inline = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Note where a row, a cell or its text begins."""
        tag = local(tag)
        if tag == "c":
            reference = attributes.get("r")
            self._column = column_number(reference) if reference else len(self._cells)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value = self._inline = ""
        elif tag in ("v", "t"):
            self._pieces = []
        elif tag == "row":
            number = attributes.get("r", "")
            number_now = min(int(number), SHEET_ROWS) if number.isdigit() else self._row + 1
            self.done.extend([] for _ in range(number_now - self._row - 1))
            self._row = max(self._row + 1, number_now)
            self._cells = []

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
        elif tag == "row":
            self.done.append(self._cells)

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
