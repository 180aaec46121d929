"""XLS, the workbooks of before 2007: small enough to be held in memory (65,536 rows)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from addrcheck.bulk.tables.numbers import moment_text, plain
from addrcheck.bulk.tables.sheets import choose_sheet
from addrcheck.bulk.tables.table import Book, Form, Record
from addrcheck.errors import FileError


class XlsTable(Book):
    """One sheet of an old workbook; the likeliest where none is named."""

    form: Form = "xls"

    def __init__(self, path: Path, sheet: str = "", shown_name: str = "") -> None:
        import python_calamine as calamine

        self.path, name = path, shown_name or path.name
        try:
            with path.open("rb") as file:
                self._book = calamine.CalamineWorkbook.from_filelike(file)
        except calamine.PasswordError:
            raise FileError(f"{name} is protected by a password; save it without", "password") from None
        except calamine.CalamineError as error:
            raise FileError(
                f"{name} cannot be read ({error}); a workbook with a password? Save it as XLSX or CSV",
                "workbook",
            ) from None
        self.sheets = tuple(self._book.sheet_names)
        hidden = (
            meta.name
            for meta in self._book.sheets_metadata
            if meta.visible != calamine.SheetVisibleEnum.Visible
        )
        self.sheet = choose_sheet(self.sheets, sheet, name, self.rows, hidden)

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first of the sheet on."""
        yield from map(Record, self.rows(self.sheet))

    def rows(self, sheet: str) -> Iterator[list[str]]:
        """Yield the rows of any of the sheets as text."""
        for row in self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False):
            yield [_text(value) for value in row]


def _text(value: object) -> str:
    """Return a cell as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return plain(float(value))
    if isinstance(value, (datetime.date, datetime.time)):
        return moment_text(value)
    return str(value)
