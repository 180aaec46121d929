"""What every format offers once it is open: records of text cells, in order, as often as wanted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

Form = Literal["csv", "xlsx", "xls", "ods", "parquet"]
"""The formats; "csv" stands for everything delimited."""

SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384
SHEET_CELL = 32_767
"""What a sheet holds: rows, columns, characters of a cell."""


class Record(NamedTuple):
    """One row: its cells; the text of it as it stands in the file, line end included, where that can be
    written again as it is; and what was odd about it ("quote", "bytes", "wide", "formula" with columns), else empty.
    """

    cells: Sequence[str]
    raw: str | None = None
    trouble: str = ""


class Table(ABC):
    """A file of rows; ``records`` starts at the top each time it is called."""

    form: Form
    path: Path
    called: str = "the table"
    """What a person calls the file."""

    delimiter: str = ""
    encoding: str = ""
    bom: bool = False
    guessed: bool = False
    faulty: bool = False
    line_end: str = "\n"
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    has_names: bool = False
    """True where the format itself names the columns; they then come as the first record."""

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """Yield the rows from the top, a row of names included; cells beyond the last filled one may be left out."""


class Book(Table):
    """A file of several sheets, of which one is the table."""

    @abstractmethod
    def rows(self, sheet: str) -> Iterator[list[str]]:
        """Yield the rows of any of the sheets as text."""


class Shape(Struct, frozen=True):
    """How large a table is: records up to the last that holds something, cells of the widest, characters of the longest cell."""

    records: int
    width: int
    longest: int
