"""Which writer a table gets: the one place that knows all formats of the output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import Struct

from addrcheck.bulk.layout import Layout
from addrcheck.bulk.results import NUMBERS
from addrcheck.bulk.tables.container import Packing
from addrcheck.bulk.tables.table import SHEET_CELL, SHEET_COLUMNS, SHEET_ROWS, Book, Form, Shape, Table
from addrcheck.bulk.writing.delimited import DelimitedWriter, Style
from addrcheck.bulk.writing.rows import Sheet, Told, Writer
from addrcheck.bulk.writing.stored import StoredWriter
from addrcheck.errors import UsageError

SUFFIXES: dict[str, Form] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".tab": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods", ".parquet": "parquet",
}  # fmt: skip

_SURPLUS = 1000
"""Columns that a few overlong rows may add to all rows of a Parquet file."""

_PACKINGS: dict[str, Packing] = {".gz": "gzip", ".zip": "zip"}


class Plan(Struct, frozen=True):
    """What is written: the table, where its rows begin, its size, the result columns (the last is ``error``) and their headings."""

    table: Table
    layout: Layout
    shape: Shape
    width: int
    form: Form
    style: Style
    columns: tuple[str, ...]
    headings: tuple[str, ...]


def output_form(target: Path, given: Form) -> tuple[Form, Packing]:
    """Return the format and the packing of an output by its name; the input's where the name does not tell.

    >>> output_form(Path("a.csv.gz"), "xlsx"), output_form(Path("a"), "xls")
    (('csv', 'gzip'), ('xlsx', ''))
    """
    suffixes = [suffix.lower() for suffix in target.suffixes[-2:]]
    packing = _PACKINGS.get(suffixes[-1] if suffixes else "", "")
    named = suffixes[-2] if packing and len(suffixes) > 1 else suffixes[-1] if suffixes else ""
    if named == ".xls":
        raise UsageError("XLS (the format of before 2007) is not written; name the output .xlsx")
    return SUFFIXES.get(named, "xlsx" if given == "xls" else given), packing


def is_in_place(plan: Plan) -> bool:
    """Tell whether results go into the user's own workbook."""
    return keeps_its_sheet(plan.form, plan.table.form)


def keeps_its_sheet(form: Form, given: Form) -> bool:
    """Tell whether an output of this format is the input with columns more."""
    return form == given and form in ("xlsx", "ods")


def refuse_what_does_not_fit(plan: Plan) -> None:
    """Raise ``UsageError`` where rows, columns or cells are too many or too long for the format."""
    if plan.form == "parquet" and plan.shape.width > plan.width + _SURPLUS:
        raise UsageError(
            f"a row of {plan.shape.width:,} cells needs as many columns; name the output .csv instead",
            "too_large",
        )
    if plan.form not in ("xlsx", "ods"):
        return
    rows, columns = plan.shape.records + (plan.layout.header_at is None), plan.width + len(plan.columns)
    ask = "name the output .csv instead"
    if rows > SHEET_ROWS:
        raise UsageError(f"{rows:,} rows are more than a sheet holds ({SHEET_ROWS:,}); {ask}", "too_large")
    if columns > SHEET_COLUMNS:
        raise UsageError(
            f"{columns:,} columns are more than a sheet holds ({SHEET_COLUMNS:,}); {ask}", "too_large"
        )
    if plan.form == "xlsx" and plan.shape.longest > SHEET_CELL and not is_in_place(plan):
        raise UsageError(
            f"a cell of {plan.shape.longest:,} characters is more than a sheet holds ({SHEET_CELL:,}); {ask}",
            "too_large",
        )


def make_writer(plan: Plan, folder: Path) -> Writer:
    """Return the writer for a plan; it works in ``folder``."""
    if plan.form == "csv":
        return DelimitedWriter(folder / "output", plan.style, plan.headings)
    return StoredWriter(folder / "results", folder / "output", partial(_assemble, plan))


def _assemble(plan: Plan, results: Iterator[list[str]], out: Path, told: Told) -> int:
    """Put the results beside the user's cells; return how many formulas gave way to their values."""
    if plan.form == "parquet":
        _assemble_parquet(plan, results, out, told)
        return 0
    safe = plan.style.safe_cells
    if is_in_place(plan):
        beside = _beside(plan, results)
        if plan.form == "xlsx":
            from addrcheck.bulk.tables.xlsx import XlsxTable
            from addrcheck.bulk.writing.xlsx import splice_xlsx

            assert isinstance(plan.table, XlsxTable)
            return splice_xlsx(
                plan.table, beside, plan.columns, plan.width, plan.shape.records, out, safe, told
            )
        from addrcheck.bulk.tables.ods import OdsTable
        from addrcheck.bulk.writing.ods import splice_ods

        assert isinstance(plan.table, OdsTable)
        return splice_ods(plan.table, beside, plan.columns, plan.width, plan.shape.records, out, safe, told)
    from addrcheck.bulk.writing.book import write_book
    from addrcheck.bulk.writing.ods import write_ods

    # A column of the user's is text whatever its name.
    names = (*[""] * plan.width, *(name if name in NUMBERS else "" for name in plan.columns))
    sheet: Sheet = (plan.table.sheet or "addrcheck", _whole_rows(plan, results), names)
    (write_book if plan.form == "xlsx" else write_ods)(_among_others(plan, sheet), out, told)
    return 0


def _beside(plan: Plan, results: Iterator[list[str]]) -> Iterator[Sequence[str] | None]:
    """Yield what stands beside each row of the user's sheet; None beside titles above the header."""
    for number in range(plan.shape.records):
        if number == plan.layout.header_at:
            yield plan.headings
        else:
            yield next(results, None) if number >= plan.layout.first_row else None


def _whole_rows(plan: Plan, results: Iterator[list[str]]) -> Iterator[Sequence[str]]:
    """Yield the rows of a new sheet, ours beside the user's."""
    if plan.layout.header_at is None:
        yield (*(f"column_{n + 1}" for n in range(plan.width)), *plan.headings)
    for number, record in enumerate(islice(plan.table.records(), plan.shape.records)):
        cells = (*record.cells[: plan.width], *[""] * (plan.width - len(record.cells)))
        if number == plan.layout.header_at:
            yield (*cells, *plan.headings)
        elif number < plan.layout.first_row:
            yield record.cells
        else:
            yield (*cells, *next(results, []), *record.cells[plan.width :])


def _among_others(plan: Plan, sheet: Sheet) -> list[Sheet]:
    """Return all sheets of a workbook that becomes one of another format, the others as text."""
    table = plan.table
    if not isinstance(table, Book):
        return [sheet]
    return [sheet if name == table.sheet else (name, table.rows(name), ()) for name in table.sheets]


def _assemble_parquet(plan: Plan, results: Iterator[list[str]], out: Path, told: Told) -> None:
    """Put results beside the columns of a Parquet file, or make one of rows of text; titles above the header are rows too."""
    from addrcheck.bulk.tables.parquet import ParquetTable
    from addrcheck.bulk.writing.parquet import extend_parquet, new_parquet

    if isinstance(plan.table, ParquetTable):
        extend_parquet(plan.table, results, plan.headings, plan.columns, out, told)
        return
    names = plan.layout.names if plan.layout.header_at is not None else [""] * plan.width
    columns = [name.strip() for name in names[: plan.width]]
    surplus = max(0, plan.shape.width - plan.width)

    def rows() -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        for number, record in enumerate(islice(plan.table.records(), plan.shape.records)):
            if number != plan.layout.header_at:
                yield record.cells, next(results, []) if number >= plan.layout.first_row else []

    new_parquet(rows(), [*columns, *[""] * surplus], plan.headings, plan.columns, out, told)
