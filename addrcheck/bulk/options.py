"""What a person can choose about a run."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from addrcheck.bulk.results import chosen_columns
from addrcheck.errors import UsageError
from addrcheck.settings import Settings

SAME = "same"
"""The output encoding that means: that of the input."""


class Options(Struct, frozen=True, kw_only=True):
    """Choices of a run; every default is found out or the usual one.

    ``columns`` are names or numbers (from 1) of the address columns in order, each with ``=role`` where the
    name does not tell; ``#3`` is the third column whatever columns are called, ``=-`` one that is not to be used;
    ``header`` False says that there is none, ``header_row`` (from 1) where it stands.
    """

    columns: tuple[str, ...] = ()
    header: bool | None = None
    header_row: int = 0
    sheet: str = ""
    member: str = ""
    input_encoding: str = ""
    delimiter: str = ""
    encoding: str = ""
    output_delimiter: str = ""
    bom: bool | None = None
    results: str = "all"
    headings: Literal["en", "zh", "ru"] = "en"
    lang: str | None = None
    country: str | None = None
    as_of: datetime.date | None = None
    safe_cells: bool = False
    report: Path | None = None
    duplicates: Path | None = None
    resume: bool = False
    workers: int = 0
    settings: Settings | None = None

    def checked(self) -> Options:
        """Return the options; raises ``UsageError`` for a choice that does not exist."""
        chosen_columns(self.results)
        if any(len(given) > 1 for given in (self.delimiter, self.output_delimiter)):
            raise UsageError("a delimiter is one character")
        if self.encoding not in ("", SAME):
            try:
                "".encode(self.encoding)
            except LookupError:
                raise UsageError(f"unknown encoding {self.encoding!r}") from None
        return self
