"""The addresses of a file or of a day's manifest, and which of them another version sends elsewhere; nothing of it is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct, structs

from addrcheck.bulk.beside import Likeness
from addrcheck.bulk.layout import find_layout
from addrcheck.bulk.options import Options
from addrcheck.bulk.questions import Asking, Question
from addrcheck.bulk.tables.container import open_container
from addrcheck.bulk.tables.opening import open_table
from addrcheck.checker import Checker
from addrcheck.model import Report
from addrcheck.service.station.parcels import ParcelStore
from addrcheck.zones.assign import ZoneTable
from addrcheck.zones.diff import Change, summary

MOST = 20_000
"""Addresses that are compared at once."""
_SAMPLE, _AT_ONCE = 200, 1000
_SHOWN = 500
_PLACES = frozenset({"region", "area", "city", "district", "town", "settlement"})
_DOORS = frozenset({"street", "village", "quarter", "poi", "house", "building", "room", "pobox"})


class Compared(Struct, frozen=True):
    """What became of some addresses: how many there were, how many get another zone, from where to where, the first of them.

    ``cut`` says that the file has more than were compared.
    """

    addresses: int
    changed: int
    flows: tuple[tuple[str, str, int], ...]
    changes: tuple[Change, ...]
    cut: bool


Asked = tuple[int, Question, str]
"""A row or parcel by its number, the question that it is, and what is shown of it: "" for all that was asked."""


def of_manifest(parcels: ParcelStore, day: str) -> Iterator[Asked]:
    """Yield the parcels of a day's manifest; their addresses are shown without the flat."""
    number, after = 0, ""
    while some := parcels.some(day, after, _AT_ONCE):
        for parcel in some:
            number += 1
            yield number, parcel.asked, parcel.answer.address
        after = some[-1].key


def of_file(path: Path, name: str, checker: Checker) -> Iterator[Asked]:
    """Yield the rows of a file with their addresses; raises ``FileError`` or ``UsageError`` where there are none."""
    with tempfile.TemporaryDirectory(prefix="addrcheck-") as folder:
        container = structs.replace(open_container(path, Path(folder)), name=name)
        table, _ = open_table(container)
        sample = [record.cells for record in islice(table.records(), _SAMPLE)]
        width = max(map(len, sample), default=0)
        layout = find_layout(sample, width, Options(), _judge(checker), table.has_names)
        asking = Asking(layout.roles)
        for number, record in enumerate(table.records(), start=1):
            if number > layout.first_row and any(map(str.strip, record.cells)):
                question, _ = asking.question(record.cells, record.trouble)
                yield number, question, ""


def compare(rows: Iterator[Asked], old: ZoneTable, new: ZoneTable, checker: Checker, lang: str) -> Compared:
    """Return which addresses get another zone by ``new`` than by ``old``."""
    changes: list[Change] = []
    seen = 0
    for row, question, shown in islice(rows, MOST):
        seen += 1
        report = _report(question, checker)
        before, after = old.assign(report, lang), new.assign(report, lang)
        if (before.status, before.code, before.lane) != (after.status, after.code, after.lane):
            changes.append(Change(row, shown or report.input, before, after))
    cut = next(rows, None) is not None
    return Compared(seen, len(changes), tuple(summary(changes)), tuple(changes[:_SHOWN]), cut)


def _report(question: Question, checker: Checker) -> Report:
    if len(question) == 1:
        return checker.check(question[0])
    return checker.check_fields(dict(zip(question[::2], question[1::2], strict=True)))


def _judge(checker: Checker) -> Callable[[list[str]], list[Likeness]]:
    """Return what tells how much texts look like addresses; asked only where the names of columns do not tell."""

    def likeness(text: str) -> Likeness:
        report = checker.check(text)
        places = [c.type for c in report.components if c.type in _PLACES and c.code]
        doors = any(c.type in _DOORS for c in report.components)
        return Likeness(
            1.0 if places and doors else 0.5 if places or doors else 0.0,
            places[-1] if places and not doors else "",
            frozenset(c.type for c in report.components),
        )

    return lambda texts: list(map(likeness, texts))
