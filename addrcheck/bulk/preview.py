"""What a table looks like before anything is done: for a person to confirm the columns."""

from __future__ import annotations

import tempfile
from itertools import islice
from pathlib import Path

from msgspec import Struct

from addrcheck.bulk.deciding import lay_out
from addrcheck.bulk.layout import Layout
from addrcheck.bulk.options import Options
from addrcheck.bulk.tables.container import open_container
from addrcheck.bulk.tables.opening import open_table
from addrcheck.bulk.tables.table import Form
from addrcheck.settings import Settings

_SHOWN = 20
_SAMPLE = 200


class Preview(Struct, frozen=True):
    """What was found: format, encoding (``guessed`` where nothing but its looks told it), layout, and the first rows.

    ``layout.roles`` say which columns hold what, and why; ``rows`` begin behind the header.
    """

    form: Form
    encoding: str
    guessed: bool
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    layout: Layout
    rows: tuple[tuple[str, ...], ...]


def preview(source: Path | str, options: Options | None = None) -> Preview:
    """Look at the beginning of a table; raises what ``clean`` would raise about it, ``UsageError`` and ``FileError``."""
    options = (options or Options()).checked()
    with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
        container = open_container(Path(source), Path(folder), options.member)
        table, _ = open_table(container, options.sheet, options.input_encoding, options.delimiter)
        sample = [record.cells for record in islice(table.records(), _SAMPLE)]
        settings = options.settings or Settings.from_environment()
        layout = lay_out(table, sample, max(map(len, sample), default=0), options, settings)
        rows = tuple(tuple(row) for row in sample[layout.first_row : layout.first_row + _SHOWN])
        return Preview(
            table.form,
            table.encoding,
            table.guessed,
            table.delimiter,
            table.sheet,
            table.sheets,
            layout,
            rows,
        )
