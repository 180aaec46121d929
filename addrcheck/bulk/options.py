"""What a person can choose about a run."""

from __future__ import annotations

import codecs
import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from addrcheck.bulk.results import chosen_columns
from addrcheck.errors import UsageError
from addrcheck.settings import Settings

SAME = "same"
"""The output encoding that means: that of the input."""

_NO_DELIMITERS = ('"', "\r", "\n", "\0")
_NOT_OF_FILES = ("idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined")


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
        if any(given in _NO_DELIMITERS for given in (self.delimiter, self.output_delimiter) if given):
            raise UsageError("a delimiter is neither a quotation mark nor the end of a line")
        if self.header is False and self.header_row:
            raise UsageError("a table has either no header or one in a row, not both")
        for encoding in (self.input_encoding, self.encoding):
            if encoding not in ("", SAME) and not _is_for_files(encoding):
                raise UsageError(f"unknown encoding {encoding!r}")
        return self


def _is_for_files(encoding: str) -> bool:
    """Tell whether texts of files are written in an encoding; Python has others, for names of hosts or for bytes."""
    try:
        "x".encode(encoding)
        return codecs.lookup(encoding).name not in _NOT_OF_FILES
    except (LookupError, UnicodeError):
        return False
