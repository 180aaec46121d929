"""What can be chosen about a job, and the same as options of a bulk run."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from addrcheck.bulk.options import Options
from addrcheck.settings import Settings

Encoding = Literal[
    "utf-8", "utf-16", "gb18030", "big5", "cp1251", "cp866", "koi8-r", "cp1252", "shift_jis", "euc-kr"
]
Delimiter = Literal[",", ";", "\t", "|"]
Format = Literal["same", "csv", "xlsx", "ods", "parquet"]
Lang = Literal["zh", "ru", "en"]
Name = Annotated[str, Meta(max_length=255)]


class Choices(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Choices of a job; what is left out is found out, or the usual."""

    columns: Annotated[str, Meta(max_length=4000, description="Address columns in order, separated by commas: names or numbers (`#3`), each with `=role` where the name does not tell; `#4=-` is not used. Default: found out.")] = ""  # fmt: skip
    sheet: Annotated[Name, Meta(description="Sheet of a workbook. Default: the first whose header speaks of addresses, else the first that holds anything.")] = ""  # fmt: skip
    member: Annotated[Name, Meta(description="Table in a zip file that holds several.")] = ""
    header: Annotated[bool, Meta(description="Whether there is a header. Default: found out.")] | None = None
    header_row: Annotated[float, Meta(ge=0, le=1000, multiple_of=1, description="Row of the header; 0: found out.")] = 0  # fmt: skip
    """A whole number; in JSON 3.0 is one too."""
    input_encoding: Annotated[Encoding, Meta(description="Default: found out.")] | None = None
    delimiter: Annotated[Delimiter, Meta(description="Default: found out.")] | None = None
    format: Annotated[Format, Meta(description="Format of the result.")] = "same"
    encoding: Annotated[Literal["utf-8", "utf-8-sig", "same"], Meta(description="Of delimited text; utf-8-sig is what Excel needs. Default: UTF-8, with a byte-order mark where the input has one.")] | None = None  # fmt: skip
    results: Annotated[Literal["all", "short", "json"], Meta(description="Which result columns.")] = "all"
    headings: Annotated[Lang, Meta(description="Language of the result columns' names.")] = "en"
    lang: Annotated[Lang, Meta(description="Language of messages and of the report. Default: the address's.")] | None = None  # fmt: skip
    country: Annotated[Literal["cn", "ru"], Meta(description="Default: told from the text.")] | None = None
    as_of: Annotated[datetime.date, Meta(description="Names official on this day count as today's.")] | None = None  # fmt: skip
    safe_cells: Annotated[bool, Meta(description="Make formulas in the file's own cells harmless too.")] = (
        False
    )
    duplicates: Annotated[bool, Meta(description="Make the list of rows that are the same place.")] = True
    report: Annotated[bool, Meta(description="Make the report page.")] = True


class UploadChoices(Choices, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Choices that come with a file."""

    start: Annotated[bool, Meta(description="false: look at the first rows, then wait for POST …/start.")] = (
        True
    )


def options_of(choices: Choices, settings: Settings, duplicates: Path, workers: int) -> Options:
    """Return the options of a bulk run; the list of duplicates goes where ``duplicates`` says.

    Raises ``UsageError`` for choices that do not go together.
    """
    return Options(
        columns=tuple(item.strip() for item in choices.columns.split(",") if item.strip()),
        header=choices.header,
        header_row=int(choices.header_row),
        sheet=choices.sheet,
        member=choices.member,
        input_encoding=choices.input_encoding or "",
        delimiter=choices.delimiter or "",
        encoding=choices.encoding or "",
        results=choices.results,
        headings=choices.headings,
        lang=choices.lang,
        country=choices.country.upper() if choices.country else None,
        as_of=choices.as_of,
        safe_cells=choices.safe_cells,
        duplicates=duplicates if choices.duplicates else None,
        workers=workers,
        settings=settings,
    ).checked()
