"""A day's manifest as it comes, a file or items of an API: which columns hold what, which rows can be used.

Files are read as bulk cleaning reads them, any encoding and format; only the column of waybills is a matter of its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from addrcheck.bulk.beside import Likeness
from addrcheck.bulk.column_names import waybill_named
from addrcheck.bulk.layout import Layout, find_layout
from addrcheck.bulk.options import Options
from addrcheck.bulk.questions import Asking, Question, Role
from addrcheck.bulk.tables.container import open_container
from addrcheck.bulk.tables.opening import open_table
from addrcheck.bulk.tables.table import Form
from addrcheck.checker import Checker
from addrcheck.errors import FileError
from addrcheck.service.station.answering import address_of
from addrcheck.service.station.scanned import LONGEST_WAYBILL, is_waybill, waybill_key

Why = Literal["no_waybill", "bad_waybill", "no_address", "too_long", "twice"]

_SAMPLE, _MOST_COLUMNS = 200, 256
_MOST_LIKE_WAYBILLS = 0.9
_LONGEST_NAME, _LONGEST_PHONE = 100, 60
_PLACES = frozenset({"region", "area", "city", "district", "town", "settlement"})
_DOORS = frozenset({"street", "village", "quarter", "poi", "house", "building", "room", "pobox"})


class Item(Struct, frozen=True):
    """One parcel as the manifest has it; ``row`` is its number there, the header being row 1 of a file."""

    row: int
    waybill: str
    asked: Question
    name: str = ""
    phone: str = ""


class Unusable(Struct, frozen=True):
    """A row that is left out, and why."""

    row: int
    code: Why


class Column(Struct, frozen=True):
    """A column that was found: what it holds (``waybill`` or a field of a form), its name or number, what told it."""

    role: str
    name: str
    why: str


class Manifest(Struct, frozen=True):
    """What was read."""

    items: tuple[Item, ...]
    unusable: tuple[Unusable, ...]
    rows: int
    columns: tuple[Column, ...] = ()
    form: Form | None = None
    encoding: str = ""
    sheet: str = ""


def read_file(path: Path, name: str, checker: Checker, most: int) -> Manifest:
    """Return the manifest in a file called ``name``, of ``most`` rows at most.

    Raises ``FileError`` where it cannot be read or holds too much, ``UsageError`` where no column holds addresses.
    """
    with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
        container = structs.replace(open_container(path, Path(folder)), name=name)
        table, _ = open_table(container)
        sample = [_looked_at(record.cells) for record in islice(table.records(), _SAMPLE)]
        width = max(map(len, sample), default=0)
        layout = find_layout(sample, width, Options(), _judge(checker), table.has_names)
        column = _waybills(layout, sample)
        roles = tuple(role for role in layout.roles if role.index != column.index)
        reader = _Rows(column.index, roles)
        for number, record in enumerate(table.records(), start=1):
            if number > layout.first_row and any(map(str.strip, record.cells)):
                if reader.rows >= most:
                    raise FileError(f"more than {most} parcels", "too_many", limit=str(most))
                reader.take(number, record.cells, record.trouble)
        columns = tuple(
            Column(role.role, layout.names[role.index].strip() or str(role.index + 1), role.why)
            for role in (column, *roles)
        )
        return Manifest(
            tuple(reader.items.values()),
            tuple(reader.unusable),
            reader.rows,
            columns,
            table.form,
            table.encoding,
            table.sheet,
        )


def read_items(items: Iterable[tuple[str, Mapping[str, str], str, str]]) -> Manifest:
    """Return the manifest that an API sends: waybill, the fields of the address, name and phone of each parcel."""
    reader = _Rows(0, ())
    for number, (waybill, fields, name, phone) in enumerate(items, start=1):
        filled = {key: clean(value) for key, value in fields.items() if value.strip()}
        alone = set(filled) == {"address"}
        asked = (filled["address"],) if alone else tuple(cell for pair in filled.items() for cell in pair)
        person = clean(name) or filled.get("name", ""), clean(phone) or filled.get("phone", "")
        reader.keep(Item(number, clean(waybill), asked, *person))
    return Manifest(tuple(reader.items.values()), tuple(reader.unusable), reader.rows)


class _Rows:
    """Takes rows and keeps those that can be used; of a parcel that stands twice, what stands last."""

    def __init__(self, waybill: int, roles: Sequence[Role]) -> None:
        self._waybill = waybill
        self._asking = Asking(roles)
        self._columns = {role.role: role.index for role in reversed(roles)}
        self.items: dict[str, Item] = {}
        self.unusable: list[Unusable] = []
        self.rows = 0

    def take(self, number: int, cells: Sequence[str], trouble: str) -> None:
        """Take one row of a file."""
        asked, _ = self._asking.question(cells, trouble)
        waybill, name, phone = (
            clean(cells[at]) if 0 <= at < len(cells) else ""
            for at in (self._waybill, self._columns.get("name", -1), self._columns.get("phone", -1))
        )
        self.keep(Item(number, waybill, tuple(map(clean, asked)), name, phone))

    def keep(self, item: Item) -> None:
        """Keep a parcel, or note why it cannot be used."""
        self.rows += 1
        why = _wrong(item)
        if why:
            self.unusable.append(Unusable(item.row, why))
            return
        key = waybill_key(item.waybill)
        before = self.items.pop(key, None)
        if before is not None:
            self.unusable.append(Unusable(before.row, "twice"))
        self.items[key] = item


def _wrong(item: Item) -> Why | None:
    """Return why a parcel cannot be used."""
    if not item.waybill:
        return "no_waybill"
    if len(item.waybill) > LONGEST_WAYBILL or not is_waybill(item.waybill):
        return "bad_waybill"
    address = address_of(item.asked)
    if not address:
        return "no_address"
    too_long = (
        len(address) > _LONGEST_ADDRESS or len(item.name) > _LONGEST_NAME or len(item.phone) > _LONGEST_PHONE
    )
    return "too_long" if too_long else None


_LONGEST_ADDRESS = 1000


def _looked_at(cells: Sequence[str]) -> list[str]:
    """Return as much of a row as tells what its columns hold, however long they are."""
    return [cell[:_LONGEST_ADDRESS] for cell in cells]


def clean(cell: str) -> str:
    """Return a cell without what no database keeps: control characters, halves of characters."""
    text = cell.strip().encode("utf-8", "replace").decode()
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text).strip()


def _waybills(layout: Layout, sample: Sequence[Sequence[str]]) -> Role:
    """Return the column of the parcels' numbers, by its name or its contents; raises ``FileError`` where there is none."""
    taken = {
        role.index for role in layout.roles if role.role not in ("postcode", "phone") or role.why != "content"
    }
    named = [
        (waybill_named(name), -i) for i, name in enumerate(layout.names[:_MOST_COLUMNS]) if i not in taken
    ]
    sure, at = max(named, default=(0, 0))
    if sure:
        return Role(-at, "waybill", "name")
    rows = sample[layout.first_row :]
    for column in range(min(len(layout.names), _MOST_COLUMNS)):
        cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
        likely = sum(map(is_waybill, cells)) >= _MOST_LIKE_WAYBILLS * len(cells)
        if column not in taken and cells and likely and len(set(cells)) > 0.9 * len(cells):
            return Role(column, "waybill", "content")
    raise FileError(
        "no column holds the parcels' numbers", "no_waybill_column", names=", ".join(layout.names)
    )


def _judge(checker: Checker) -> Callable[[list[str]], list[Likeness]]:
    """Return what tells how much texts look like addresses; asked only where the names of columns do not tell."""

    def likeness(text: str) -> Likeness:
        report = checker.check(text)
        places = [c.type for c in report.components if c.type in _PLACES and c.code]
        doors = [c.type for c in report.components if c.type in _DOORS]
        if places and not doors:
            return Likeness(0.5, places[-1])
        score = 1.0 if places else 0.6 if "street" in doors and len(doors) > 1 else 0.0
        return Likeness(score, parts=frozenset(c.type for c in report.components))

    return lambda texts: list(map(likeness, texts))
