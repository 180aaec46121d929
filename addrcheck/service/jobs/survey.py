"""What is found in the first rows of a file, for a person to confirm or correct."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from addrcheck.bulk.options import Options
from addrcheck.bulk.preview import Preview, preview
from addrcheck.errors import FileError, UsageError
from addrcheck.service.jobs.model import Column, Found

_MOST_COLUMNS = 100
_MOST_CELL = 120
_SAMPLES = 3
_ASKED_FIRST = {"several", "no_sheet"}
"""Troubles that a person settles by choosing, not by another file."""


def survey(source: Path, options: Options) -> Found:
    """Return what is found in a file; raises ``FileError`` for one that cannot be read."""
    try:
        return _found(preview(source, options), options)
    except FileError as error:
        if error.code not in _ASKED_FIRST:
            raise
        return _to_choose(error, options)
    except UsageError as error:
        if error.code != "no_column":
            raise
    try:
        undecided = preview(source, structs.replace(options, columns=("#1=-",)))
    except UsageError:
        raise FileError("the file is empty", "empty") from None
    return structs.replace(_found(undecided, options), trouble="no_column")


def _to_choose(error: FileError, options: Options) -> Found:
    """Return the names of the tables among which a person must choose."""
    names = tuple(error.facts.get("names", "").split("\n"))
    if error.code == "several":
        return Found(members=names, trouble=error.code)
    return Found(sheets=names, member=options.member, trouble=error.code)


def _found(seen: Preview, options: Options) -> Found:
    """Return a preview in the nouns of a job; columns and cells beyond what a person can look at are left out."""
    layout = seen.layout
    width = min(len(layout.names), _MOST_COLUMNS)
    roles = {role.index: role for role in layout.roles}
    columns = []
    for index in range(width):
        role = roles.get(index)
        name = layout.names[index].strip()[:_MOST_CELL]
        what, why = (role.role, role.why) if role else (None, "")
        columns.append(Column(index + 1, name, what, why, _samples(seen.rows, index)))
    return Found(
        seen.form,
        seen.encoding,
        seen.guessed,
        seen.delimiter,
        seen.sheet,
        seen.sheets,
        options.member,
        (),
        None if layout.header_at is None else layout.header_at + 1,
        tuple(columns),
        len(layout.names) - width,
        tuple(tuple(_shown(cell) for cell in row[:width]) for row in seen.rows),
    )


def _samples(rows: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    """Return the first different cells of a column that hold something."""
    cells = (row[column].strip() for row in rows if column < len(row))
    return tuple(dict.fromkeys(_shown(cell) for cell in cells if cell))[:_SAMPLES]


def _shown(cell: str) -> str:
    """Return a cell as it can be shown: not too long, undecoded bytes as U+FFFD."""
    text = cell.encode("utf-8", "replace").decode()
    return text if len(text) <= _MOST_CELL else f"{text[:_MOST_CELL]}…"
