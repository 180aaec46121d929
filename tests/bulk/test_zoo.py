"""Every row of every nasty file comes back: in order, cell for cell, with a status."""

from __future__ import annotations

import pytest

from addrcheck.bulk import clean
from tests.bulk.conftest import quick, read_csv, unpacked
from tests.bulk.zoo import ANIMALS, Animal

ABOVE = {"sep-line.csv": 1, "title-above.csv": 2, "title.xlsx": 2}
"""Lines above the header, which get no answers."""


def keep(animal: Animal, folder):
    """Write the file."""
    path = folder / animal.name
    if isinstance(animal.data, bytes):
        path.write_bytes(animal.data)
    else:
        animal.data(path)
    return path


def test_the_zoo_is_large_enough():
    assert len(ANIMALS) >= 40
    assert len({animal.name for animal in ANIMALS}) == len(ANIMALS)


@pytest.mark.parametrize("animal", ANIMALS, ids=lambda animal: animal.name)
def test_all_rows_come_back(animal, tmp_path):
    source, out = keep(animal, tmp_path), tmp_path / "out.csv"
    choices = {} if animal.header else {"header": None}
    summary = clean(source, out, quick(**choices, **animal.choices))
    rows = read_csv(out, animal.encoding, animal.delimiter)
    above = ABOVE.get(animal.name, 0)
    expected = animal.rows[above:] if animal.header else [[], *animal.rows]
    width = len(rows[above]) - 4
    assert rows[above][width].endswith("_status")
    assert [_cells(row, width) for row in rows[above + 1 :]] == [_padded(row, width) for row in expected[1:]]
    if animal.header:
        assert rows[above][:width] == _padded(expected[0], width)
    assert summary.rows == len(expected) - 1
    statuses = [row[width] for row in rows[above + 1 :]]
    assert all(statuses)
    assert not animal.statuses or tuple(statuses) == animal.statuses


def _cells(row: list[str], width: int) -> list[str]:
    """Return the user's cells of an output row: before ours, and what was too much behind them."""
    return row[:width] + row[width + 4 :]


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


CHANGED = (
    "open-quote",
    "one-very",
    "one-column",
    "gb18030.csv",
    "cp1251",
    "cp866",
    "big5",
    "utf16",
    "cut",
    "mixed-encodings",
    "koi8",
    "utf32",
    "one-address",
    "equal-commas",
    "only-quotes",
    "signs",
    "packed",
)
"""Files whose quotes, delimiter or encoding cannot stay."""

KEPT = [a for a in ANIMALS if a.name.endswith((".csv", ".tsv", ".txt")) and not a.name.startswith(CHANGED)]


@pytest.mark.parametrize("animal", KEPT, ids=lambda animal: animal.name)
def test_rows_keep_their_very_characters(animal, tmp_path):
    """Where nothing forces a change, a row is the same text with something behind it."""
    out = tmp_path / "out.csv"
    clean(keep(animal, tmp_path), out, quick(**animal.choices))
    given = animal.data.splitlines(keepends=True)
    written = out.read_bytes().splitlines(keepends=True)[0 if animal.header else 1 :]
    assert len(given) == len(written)
    for before, after in zip(given, written, strict=True):
        assert after.startswith(before.rstrip(b"\r\n"))


def test_packed_output_is_packed(tmp_path):
    animal = next(a for a in ANIMALS if a.name == "packed.csv.gz")
    clean(keep(animal, tmp_path), tmp_path / "out.csv.gz", quick())
    assert unpacked(tmp_path / "out.csv.gz").startswith("订单号".encode())
