"""Where the header stands and which columns hold the address: by their names, by their contents, or as told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from addrcheck.bulk.beside import Judge, Likeness, without_strangers
from addrcheck.bulk.column_names import folded, is_column_name, role_named
from addrcheck.bulk.options import Options
from addrcheck.bulk.questions import EVIDENCE, PARTS, Role
from addrcheck.bulk.tables.table import SHEET_COLUMNS
from addrcheck.errors import FileError, UsageError
from addrcheck.reading.script import script_of

Row = Sequence[str]

_TITLE_ROWS = 20
_TRIED = 30
_LOOKED_AT = 256
"""Columns of which the names and the contents are looked at; more make no table of addresses."""

_ENOUGH = 0.35
_WHOLE = 0.8
_MANY = 0.8
_PHONE = re.compile(r"(?!(?:19|20)\d\d-\d\d-\d\d)\+?[\d ()-]{7,20}")
_POSTCODE = re.compile(r"\d{6}")
_DOORS = ("address", "street", "poi", "house", "village")
UNUSED = "-"
"""The role that a person gives to a column that is not to be used."""


class Layout(Struct, frozen=True):
    """How a table is laid out: the record that names the columns (None: no header), the names, the roles."""

    header_at: int | None
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    header_cells: int = 0
    """Cells that the header itself has; ``names`` has one for each column of the widest row."""
    script: str = "en"
    """That of most of its words, as ``addrcheck.reading.script.script_of`` says it."""

    @property
    def first_row(self) -> int:
        """The record with which the rows begin."""
        return 0 if self.header_at is None else self.header_at + 1


def find_layout(
    sample: Sequence[Row], width: int, options: Options, judge: Judge, named: bool = False
) -> Layout:
    """Return the layout of a table whose first records are ``sample``.

    ``named`` says that the format itself has names. Raises ``UsageError`` where no column holds addresses,
    ``FileError`` where there are more columns than anything holds.
    """
    at = _header([row[:_LOOKED_AT] for row in sample], options, judge, named)
    refuse_too_wide(sample if at is None else sample[at : at + 1])
    header = list(sample[at]) if at is not None and at < len(sample) else []
    names = tuple(
        header[i].encode("utf-8", "replace").decode() if i < len(header) else "" for i in range(width)
    )
    rows = [row for row in sample[(at + 1 if at is not None else 0) :] if any(row)]
    roles = (
        _told(options.columns, names)
        if options.columns
        else without_strangers(_found(names, rows, judge), names, lambda column: _cells(rows, column), judge)
    )
    words = "".join((*names, *(cell for row in rows for cell in row[:_LOOKED_AT])))
    return Layout(at, names, tuple(roles), len(header), script_of(words))


def refuse_too_wide(rows: Sequence[Row]) -> None:
    """Raise ``FileError`` where all of these rows have more cells than anything holds."""
    if rows and all(len(row) > SHEET_COLUMNS for row in rows):
        raise FileError(
            f"the header has more than {SHEET_COLUMNS:,} columns; keep those that are needed", "too_wide"
        )


def _header(sample: Sequence[Row], options: Options, judge: Judge, named: bool) -> int | None:
    """Return the record that names the columns."""
    if named:
        return 0
    if options.header is False:
        return None
    if options.header_row:
        if options.header_row > len(sample):
            raise UsageError(f"there is no row {options.header_row} among the first {len(sample)}", "no_row")
        return options.header_row - 1
    known = [sum(map(is_column_name, row)) for row in sample[:_TITLE_ROWS]]
    if any(known):
        return known.index(max(known))
    if options.header or (sample and _is_unlike_its_rows(sample, judge)):
        return 0
    return None


def _is_unlike_its_rows(sample: Sequence[Row], judge: Judge) -> bool:
    """Tell whether the first record is a header of unknown words: short, without digits, no address, rows unlike it."""
    first, rows = [cell for cell in sample[0] if cell], sample[1:]
    if (
        not first
        or len(set(first)) < len(first)
        or any(len(c) > 40 or any(map(str.isdigit, c)) for c in first)
    ):
        return False
    if any(likeness.score > 0 for likeness in judge(first)):
        return False
    return any(sum(any(map(str.isdigit, cell)) for cell in row) for row in rows)


def _told(columns: Sequence[str], names: Sequence[str]) -> list[Role]:
    """Return the roles that a person gave, and the evidence that other names tell."""
    roles = [_told_one(item, names) for item in columns]
    taken = {role.index for role in roles}
    told = [role for role in roles if role.role != UNUSED]
    return told + [role for role in _by_name(names) if role.role in EVIDENCE and role.index not in taken]


def _told_one(item: str, names: Sequence[str]) -> Role:
    """Return one column that a person named: ``name``, ``number``, ``#number`` or a role, with ``=role`` or without."""
    wanted, _, role = item.rpartition("=") if "=" in item and item not in names else (item, "", "")
    wanted, role = wanted.strip(), role.strip()
    if role and role not in PARTS and role not in EVIDENCE and role != UNUSED:
        raise UsageError(f"unknown role {role!r}; roles are: {', '.join((*PARTS, *EVIDENCE))}", "columns")
    index = _index_of(wanted, names)
    return Role(index, role or role_named(names[index]) or role_named(wanted) or "address", "told")


def _index_of(wanted: str, names: Sequence[str]) -> int:
    """Return the column of that name or number, or the one whose name means that role."""
    if wanted[:1] == "#" and _is_number(wanted[1:], names):
        return int(wanted[1:]) - 1
    for same in (lambda name: name == wanted, lambda name: folded(name) == folded(wanted) != ""):
        found = [i for i, name in enumerate(names) if same(name)]
        if len(found) > 1:
            numbers = ", ".join(str(i + 1) for i in found)
            raise UsageError(
                f"several columns are called {wanted!r}; give the number of one: {numbers}", "columns"
            )
        if found:
            return found[0]
    if _is_number(wanted, names):
        return int(wanted) - 1
    meant = [role.index for role in _by_name(names) if role.role == wanted]
    if meant:
        return meant[0]
    raise UsageError(f"there is no column {wanted!r}; columns are: {listed(names)}", "columns")


def _is_number(wanted: str, names: Sequence[str]) -> bool:
    return wanted.isdecimal() and 1 <= int(wanted) <= len(names)


def listed(names: Sequence[str]) -> str:
    """Return the columns as a person can name them: their names, or numbers where they have none."""
    return ", ".join(name.strip() or str(number) for number, name in enumerate(names, start=1)) or "none"


def _by_name(names: Sequence[str]) -> list[Role]:
    """Return the columns whose names tell what they hold."""
    roles = ((i, role_named(name)) for i, name in enumerate(names[:_LOOKED_AT]))
    return [Role(i, role) for i, role in roles if role]


def _found(names: Sequence[str], rows: Sequence[Row], judge: Judge) -> list[Role]:
    """Return the columns that make up the address, and those that are evidence."""
    roles = _one_each(_by_name(names), rows, judge)
    held = {role.role for role in roles}
    if "address" in held or ("street" in held and held & {"city", "settlement", "region", "district"}):
        return roles
    others = [
        i
        for i in range(min(len(names), _LOOKED_AT))
        if i not in {role.index for role in roles if role.role != "city"}
    ]
    found = _by_content(others, rows, judge)
    if any(role.role in _DOORS for role in found):
        taken = {role.index for role in found}
        return sorted(
            [*found, *(role for role in roles if role.index not in taken)], key=lambda role: role.index
        )
    if held & set(PARTS):
        return roles
    if len(names) == 1:
        return [Role(0, "address", "content")]
    raise UsageError(
        f"no column looks like addresses; name it with --columns. The columns are: {listed(names)}",
        "no_column",
    )


def _one_each(roles: Sequence[Role], rows: Sequence[Row], judge: Judge) -> list[Role]:
    """Return one column a role: of several, the one that looks most like an address, or is filled most."""
    kept = []
    for role in dict.fromkeys(role.role for role in roles):
        several = [one for one in roles if one.role == role]
        if len(several) > 1 and role == "address":
            several.sort(key=lambda one: -_mean(judge(_texts(rows, one.index))))
        elif len(several) > 1:
            several.sort(
                key=lambda one: -len([row for row in rows if one.index < len(row) and row[one.index].strip()])
            )
        kept.append(several[0])
    return sorted(kept, key=lambda role: role.index)


def _texts(rows: Sequence[Row], column: int) -> list[str]:
    """Return some different cells of a column."""
    return [cell for cell in dict.fromkeys(_cells(rows, column)) if cell][:_TRIED]


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    return [row[column].strip() for row in rows if column < len(row)]


def _mean(found: Sequence[Likeness]) -> float:
    return sum(likeness.score for likeness in found) / len(found) if found else 0.0


def _by_content(columns: Sequence[int], rows: Sequence[Row], judge: Judge) -> list[Role]:
    """Return the columns that hold addresses or parts of them, and phones and postcodes beside them."""
    roles, likely = [], []
    for column in columns:
        texts = _texts(rows, column)
        if not texts:
            continue
        for role, pattern in (("postcode", _POSTCODE), ("phone", _PHONE)):
            if sum(bool(pattern.fullmatch(text)) for text in texts) >= _MANY * len(texts):
                roles.append(Role(column, role, "content"))
                break
        else:
            found = judge(texts)
            score = _mean(found)
            if score >= _ENOUGH:
                place, times = Counter(one.place for one in found).most_common(1)[0]
                likely.append((score, column, place if times >= _MANY * len(found) else ""))
    evidence = [role for i, role in enumerate(roles) if role.role not in {r.role for r in roles[:i]}]
    best = max(likely, default=(0.0, 0, ""))
    if best[0] >= _WHOLE:
        return [*evidence, Role(best[1], "address", "content")]
    return [*evidence, *(Role(column, place or "address", "content") for _, column, place in likely)]
