"""Whatever stands in the cells, and however the file is written: the user's cells come back."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addrcheck.bulk import answers, clean, running
from addrcheck.bulk.answers import Answer
from addrcheck.bulk.facts import Facts
from addrcheck.formulas import safe_cell
from tests.bulk.conftest import quick, read_csv, read_with_calamine

CELL = st.text(
    st.one_of(
        st.sampled_from("\"',;\t|\n\r=+-@ \x00\ufeff_x000A_"),
        st.characters(codec="utf-8", exclude_characters="\x1f"),
        st.sampled_from("浙江省杭州市西湖区文三路号ул.Казань,д0123"),
    ),
    max_size=12,
)
TABLE = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=8)
)
RESULTS = 4


class Stub:
    """A pool that answers at once, always the same."""

    width, died = 1, 0

    def __init__(self, setup, workers=0):
        cells = ("ok", "accept", '=1+1 , "x"\n')
        text = answers.delimited(map(safe_cell, cells), setup.delimiter) if setup.delimiter else ""
        self._answer = Answer(() if text else cells, text, Facts("accept", "ok", "CN"))

    def submit(self, questions):
        return lambda: [self._answer for _ in questions]

    def close(self):
        pass


@pytest.fixture(autouse=True)
def no_checking(monkeypatch):
    """Only the way of the cells is tried here."""
    monkeypatch.setattr(running, "open_pool", Stub)


def there_and_back(rows, delimiter, end, quoting, encoding, out, **choices):
    """Write rows, clean them, read them again."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / out
        source.write_bytes(made.getvalue().encode(encoding))
        chosen = {
            "columns": ("1",),
            "header": True,
            "header_row": 1,
            "delimiter": delimiter,
            "input_encoding": encoding,
            **choices,
        }
        clean(source, target, quick(**chosen))
        return read_csv(target, delimiter=delimiter) if out.endswith("csv") else read_with_calamine(target)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    TABLE,
    st.sampled_from(",;\t|"),
    st.sampled_from(
        [("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r", csv.QUOTE_ALL)]
    ),
    st.sampled_from(["utf-8", "utf-16-le", "gb18030"]),
)
def test_cells_come_back(rows, delimiter, style, encoding):
    rows = [["id", *["x"] * (len(rows[0]) - 1)], *rows]
    written = there_and_back(rows, delimiter, *style, encoding, "out.csv")
    width = len(rows[0])
    assert [row[:width] for row in written] == rows
    assert all(row[width:] == ["ok", "accept", '\'=1+1 , "x"\n', ""] for row in written[1:])


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(TABLE, st.sampled_from(["out.xlsx", "out.ods"]))
def test_cells_come_back_from_sheets(rows, out):
    """Control characters are written as spreadsheets write them, or marked; all else is the same."""
    rows = [["id", *["x"] * (len(rows[0]) - 1)], *(list(map(_printable, row)) for row in rows)]
    written = there_and_back(rows, ",", "\n", csv.QUOTE_ALL, "utf-8", out)
    width = len(rows[0])
    assert [[str(c) for c in row[:width]] for row in written] == rows


def _printable(cell: str) -> str:
    """Return a cell without what no sheet keeps: control characters, and how lines end."""
    return "".join(c for c in cell if c.isprintable() and c != "_").strip(" ")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.binary(max_size=400), st.sampled_from([",", ""]))
def test_no_bytes_break_it(data, delimiter):
    """Any bytes are a table or are refused with a reason."""
    from addrcheck.errors import AddrcheckError

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
        source.write_bytes(data)
        try:
            summary = clean(source, target, quick(delimiter=delimiter, columns=("1",), header=False))
        except AddrcheckError:
            return
        assert summary.rows >= 0
        assert target.exists()
        assert sorted(p.name for p in Path(folder).iterdir()) == ["in.csv", "out.csv"]
