"""Which sheet of a workbook is meant: the one that was named, else the one whose header speaks of addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from addrcheck.bulk.column_names import role_named
from addrcheck.bulk.questions import EVIDENCE
from addrcheck.errors import FileError

_LOOKED_AT = 20
"""Rows among which a header is looked for."""

Rows = Iterable[Sequence[str]]


def choose_sheet(
    sheets: Sequence[str],
    wanted: str,
    name: str,
    rows_of: Callable[[str], Rows],
    hidden: Iterable[str] = (),
) -> str:
    """Return the sheet that was asked for by name or number (from 1), else the likeliest; raises ``FileError``.

    A cover sheet and a hidden one give way to the sheet that has a column of addresses.
    """
    if not sheets:
        raise FileError(f"{name} has no sheets", "damaged")
    if wanted:
        return _named(sheets, wanted, name)
    ordered = sorted(sheets, key=set(hidden).__contains__)
    filled = []
    for sheet in ordered:
        first = list(islice(filter(any, rows_of(sheet)), _LOOKED_AT))
        if any(_speaks_of_addresses(row) for row in first):
            return sheet
        if first:
            filled.append(sheet)
    return (filled or ordered)[0]


def _named(sheets: Sequence[str], wanted: str, name: str) -> str:
    if wanted in sheets:
        return wanted
    if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    raise FileError(
        f"{name} has no sheet {wanted!r}; it has: {', '.join(sheets)}", "no_sheet", names="\n".join(sheets)
    )


def _speaks_of_addresses(row: Sequence[str]) -> bool:
    """Tell whether a row names a column of addresses, or several of their parts."""
    roles = {role_named(cell) for cell in row if len(cell) <= 60} - {None, *EVIDENCE}
    return (len(row) > 1 and ("address" in roles or len(roles) > 1)) or roles == {"address"}
