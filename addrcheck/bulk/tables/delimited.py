"""Delimited text: CSV and its kin. Each record is kept as it stands in the file, beside its cells.

A quote that opens and is never closed must not swallow the rows behind it: a record of several lines is
believed only if its quotes are sound, otherwise its first line is taken literally and the rest read again.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from addrcheck.bulk.column_names import is_column_name, name_strength
from addrcheck.bulk.tables.encoding import LONGEST_LINE, Encoding
from addrcheck.bulk.tables.table import Form, Record, Table

DELIMITERS = ("\t", ";", "|", ",")
"""What may stand between cells; of equals the first."""

NONE = "\x1f"
"""The delimiter of a file with one column."""

_SEP_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_LOOKED_AT = 100
_CONSISTENT = 0.9


class DelimitedTable(Table):
    """A text file; ``delimiter`` is ``NONE`` where it has one column."""

    form: Form = "csv"

    def __init__(self, path: Path, encoding: Encoding, delimiter: str = "") -> None:
        csv.field_size_limit(LONGEST_LINE)
        self.path, self._errors, self._faulty = path, encoding.errors, encoding.faulty
        self.encoding, self.bom, self.guessed = encoding.name, encoding.bom, encoding.guessed
        lines = self._first_lines()
        self.line_end = _line_end(lines)
        told = _SEP_LINE.fullmatch(lines[0]) if lines else None
        self.sep_line = told is not None
        self.delimiter = delimiter or (told[1] if told else find_delimiter(lines))

    def _open(self) -> IO[str]:
        """Open the file behind its byte-order mark."""
        file = self.path.open("r", encoding=self.encoding, errors=self._errors, newline="", buffering=1 << 18)
        if self.bom:
            file.read(1)
        return file

    def _first_lines(self) -> list[str]:
        with self._open() as file:
            return [line for _, line in zip(range(_LOOKED_AT), file, strict=False)]

    def records(self) -> Iterator[Record]:
        """Yield the rows from the top."""
        with self._open() as file:
            for record in _records(_Lines(file), self.delimiter):
                yield record if not self._faulty else _with_faults(record)


class _Lines:
    """The lines of a file, one by one; remembers those given out since ``start``, and takes lines back."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.size = 0
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._returned:
            line = self._returned.popleft()
        else:
            try:
                line = next(self._file)
            except StopIteration:
                self.at_end = True
                raise
        self.taken.append(line)
        if len(self.taken) > 1:
            self.size += len(line)
            if self.size > LONGEST_LINE:
                raise _RunawayError
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        """Let ``lines`` be read again, before the others."""
        self._returned.extendleft(reversed(lines))

    def start(self) -> None:
        """Forget what was given out."""
        self.taken, self.size = [], 0


class _RunawayError(Exception):
    """A record goes on and on."""


def _records(lines: _Lines, delimiter: str) -> Iterator[Record]:
    """Yield the records of a file."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.start()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_RunawayError, csv.Error):
            cells = []
        taken = lines.taken
        if len(taken) == 1 and cells and not lines.at_end:  # an open quote would have taken the next line
            yield Record(cells, taken[0])
        elif _is_sound(taken, delimiter):
            yield Record(cells, "".join(taken))
        else:
            lines.give_back(taken[1:])
            yield _literal(taken[0], delimiter)
            reader = csv.reader(lines, delimiter=delimiter)


def _is_sound(taken: Sequence[str], delimiter: str) -> bool:
    """Tell whether the quotes of a record are closed: of several lines only if every quote is where it belongs."""
    try:
        parsed = list(
            csv.reader(
                [*taken[:-1], _without_end(taken[-1]) + delimiter + "."],
                delimiter=delimiter,
                strict=len(taken) > 1,
            )
        )
    except csv.Error:
        return False
    return len(parsed) == 1 and parsed[0][-1] == "."


def _literal(line: str, delimiter: str) -> Record:
    """Return one line whose quotes are not to be trusted: every character stands for itself."""
    return Record(_without_end(line).split(delimiter), None, "quote")


def _without_end(line: str) -> str:
    return line.rstrip("\r\n")


def _with_faults(record: Record) -> Record:
    """Note on a record that some of its bytes do not fit the encoding."""
    if record.trouble or not any(
        "\udc80" <= c <= "\udcff" for cell in record.cells if not cell.isascii() for c in cell
    ):
        return record
    return record._replace(trouble="bytes")


def _line_end(lines: Sequence[str]) -> str:
    r"""Return what ends the first line: \n, \r\n or \r."""
    first = lines[0] if lines else ""
    return first[len(_without_end(first)) :][:2] or "\n"


def find_delimiter(lines: Sequence[str]) -> str:
    """Return what stands between the cells: the header decides, outside quotes.

    Where no cell of the first line is a column name, a delimiter must occur as often in nearly every line: an
    address list without a header has commas, but not columns.

    >>> find_delimiter(["номер;адрес\\n", "1;Москва, ул. Мира, 5\\n"])
    ';'
    >>> find_delimiter(["Москва, ул. Мира, 5\\n", "Тверь, Советская, 7, 12\\n", "Пермь\\n"]) == NONE
    True
    """
    rows = {
        d: [r.cells for r in _records(_Lines(io.StringIO("".join(lines), newline="")), d)] for d in DELIMITERS
    }
    splitting = [d for d in DELIMITERS if rows[d] and len(rows[d][0]) > 1]
    named = max(splitting, key=lambda d: _names(rows[d][0]), default=NONE)
    if named != NONE and _names(rows[named][0]):
        return named
    if lines and is_column_name(_without_end(lines[0])):
        return NONE
    for delimiter in splitting:
        counts = [len(row) for row in rows[delimiter] if row]
        if len(counts) == 1 or sum(n == counts[0] for n in counts) >= _CONSISTENT * len(counts):
            return delimiter
    return _of_a_later_row(rows)


def _names(cells: Sequence[str]) -> int:
    return sum(map(name_strength, cells))


def _of_a_later_row(rows: dict[str, list[Sequence[str]]]) -> str:
    """Return the delimiter of a header that stands below a title."""
    for delimiter in DELIMITERS:
        if any(len(row) > 1 and _names(row) > 2 for row in rows[delimiter][:20]):
            return delimiter
    return NONE
